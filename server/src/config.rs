//! The configuration: a flag, else the environment, else the file, else the default.

mod network;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::{Deserialize, Serialize};

pub use network::Network;
use nofault_domain::blameless::Rules;

/// What an operator may set. Every flag is also an environment variable and a
/// line of the file, of the same name.
#[derive(Debug, Clone, Default, Args, Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Settings {
    /// Where SQLite keeps everything [default: data]
    #[arg(long, env = "NOFAULT_DATA", value_name = "FOLDER", global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<PathBuf>,
    /// Use this database instead, such as postgres://user:password@host/name
    #[arg(
        long,
        env = "NOFAULT_DATABASE_URL",
        value_name = "URL",
        global = true,
        hide_env_values = true
    )]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub database_url: Option<String>,
    /// The address to listen on [default: 127.0.0.1:8642]
    #[arg(long, env = "NOFAULT_LISTEN", value_name = "ADDRESS", global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listen: Option<String>,
    /// Where browsers reach it, such as https://nofault.example.org [default: http://ADDRESS]
    #[arg(long, env = "NOFAULT_BASE_URL", value_name = "URL", global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base_url: Option<String>,
    /// Proxies whose X-Forwarded-For is believed, such as 10.0.0.0/8,::1
    #[arg(long, env = "NOFAULT_TRUSTED_PROXIES", value_name = "NETWORKS", global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trusted_proxies: Option<String>,
    /// What is logged: error, warn, info, debug or a filter [default: info]
    #[arg(long, env = "NOFAULT_LOG", value_name = "FILTER", global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub log: Option<String>,
    /// A TOML file that adds hints on wording, changes or switches off shipped ones
    #[arg(long, env = "NOFAULT_HINTS", value_name = "FILE", global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hints: Option<PathBuf>,
}

/// A wrong value, in one clear line.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ConfigError(String);

/// The configuration in force.
#[derive(Debug, Clone)]
pub struct Config {
    pub database: String,
    pub listen: SocketAddr,
    pub log: String,
    pub deployment: Deployment,
    pub hints: Option<PathBuf>,
    /// As the file of hints says.
    pub rules: Rules,
}

/// How browsers reach it. Decides the cookie's name, the trusted origin and HSTS.
#[derive(Debug, Clone)]
pub struct Deployment {
    /// Without a slash at its end.
    pub base_url: String,
    pub trusted_proxies: Vec<Network>,
}

impl Deployment {
    #[must_use]
    pub fn is_tls(&self) -> bool {
        self.base_url.starts_with("https://")
    }

    /// `__Host-` holds a cookie to this host and to TLS; browsers refuse it without.
    #[must_use]
    pub fn cookie_name(&self) -> &'static str {
        if self.is_tls() { "__Host-nofault" } else { "nofault" }
    }
}

impl Settings {
    /// What is not set here is taken from the file.
    ///
    /// # Errors
    /// Where the file cannot be read, or says what is not known.
    pub fn with_file(self, file: Option<&Path>) -> Result<Self, ConfigError> {
        let Some(file) = file else { return Ok(self) };
        let text = std::fs::read_to_string(file)
            .map_err(|error| ConfigError(format!("{} cannot be read: {error}", file.display())))?;
        let other: Self = toml::from_str(&text).map_err(|error| {
            let line = error.span().map_or(1, |span| {
                text.get(..span.start).unwrap_or_default().lines().count().max(1)
            });
            let why = error.message().lines().next().unwrap_or_default().to_owned();
            ConfigError(format!("{}, line {line}: {why}", file.display()))
        })?;
        Ok(Self {
            data: self.data.or(other.data),
            database_url: self.database_url.or(other.database_url),
            listen: self.listen.or(other.listen),
            base_url: self.base_url.or(other.base_url),
            trusted_proxies: self.trusted_proxies.or(other.trusted_proxies),
            log: self.log.or(other.log),
            hints: self.hints.or(other.hints),
        })
    }

    /// # Errors
    /// The first wrong value.
    pub fn check(self) -> Result<Config, ConfigError> {
        let listen = self.listen.unwrap_or_else(|| "127.0.0.1:8642".to_owned());
        let listen: SocketAddr = listen.parse().map_err(|_| {
            ConfigError(format!(
                "listen: “{listen}” is no address and port, such as 127.0.0.1:8642"
            ))
        })?;
        let base_url = match self.base_url {
            Some(given) => base_url(&given)?,
            None => format!("http://{listen}"),
        };
        let trusted_proxies = self.trusted_proxies.unwrap_or_default();
        let trusted_proxies = trusted_proxies
            .split(',')
            .filter(|part| !part.trim().is_empty())
            .map(|part| {
                part.trim().parse().map_err(|()| {
                    ConfigError(format!(
                        "trusted-proxies: “{}” is no network, such as 10.0.0.0/8",
                        part.trim()
                    ))
                })
            })
            .collect::<Result<_, _>>()?;
        let database = match (self.database_url, self.data) {
            (Some(url), None) => {
                nofault_store::Target::parse(&url)
                    .map_err(|error| ConfigError(format!("database-url: {error}")))?;
                url
            }
            (None, data) => {
                let folder = data.unwrap_or_else(|| PathBuf::from("data"));
                format!("sqlite:{}", folder.join("nofault.db").display())
            }
            (Some(_), Some(_)) => {
                return Err(ConfigError(
                    "data and database-url exclude each other: set one of them".to_owned(),
                ));
            }
        };
        let log = self.log.unwrap_or_else(|| "info".to_owned());
        log.parse::<tracing_subscriber::EnvFilter>().map_err(|_| {
            ConfigError(format!("log: “{log}” is no level or filter, such as info"))
        })?;
        let (hints, rules) = (self.hints.clone(), rules(self.hints.as_deref())?);
        let deployment = Deployment { base_url, trusted_proxies };
        Ok(Config { database, listen, log, deployment, hints, rules })
    }
}

impl Config {
    /// As a file, with secrets masked.
    #[must_use]
    pub fn print(&self) -> String {
        let proxies: Vec<String> =
            self.deployment.trusted_proxies.iter().map(ToString::to_string).collect();
        let settings = Settings {
            database_url: Some(masked(&self.database)),
            listen: Some(self.listen.to_string()),
            base_url: Some(self.deployment.base_url.clone()),
            trusted_proxies: Some(proxies.join(",")),
            log: Some(self.log.clone()),
            hints: self.hints.clone(),
            data: None,
        };
        toml::to_string(&settings).unwrap_or_default()
    }
}

/// The address without its password.
fn masked(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let rest = match rest.rsplit_once('@') {
        Some((user, host)) => {
            let user = user.split(':').next().unwrap_or_default();
            format!("{user}:***@{host}")
        }
        None => rest.to_owned(),
    };
    // A password may also stand among the parameters.
    let rest: Vec<String> = rest
        .split_inclusive(['?', '&'])
        .map(|part| {
            if part.starts_with("password=") { "password=***".to_owned() } else { part.to_owned() }
        })
        .collect();
    format!("{scheme}://{}", rest.concat())
}

/// The shipped rules of hints, with those of a file.
fn rules(file: Option<&Path>) -> Result<Rules, ConfigError> {
    let Some(file) = file else { return Ok(Rules::shipped()) };
    let name = file.display();
    let text = std::fs::read_to_string(file)
        .map_err(|error| ConfigError(format!("hints: {name} cannot be read: {error}")))?;
    Rules::with(&text).map_err(|error| ConfigError(format!("hints: {name}: {error}")))
}

fn base_url(given: &str) -> Result<String, ConfigError> {
    let url = given.trim().trim_end_matches('/');
    let wrong = || {
        ConfigError(format!(
            "base-url: “{given}” is no address, such as https://nofault.example.org"
        ))
    };
    let uri: http::Uri = url.parse().map_err(|_| wrong())?;
    let known = matches!(uri.scheme_str(), Some("http" | "https"));
    if !known || uri.authority().is_none() {
        return Err(wrong());
    }
    if uri.path() != "/" && !uri.path().is_empty() || uri.query().is_some() {
        return Err(ConfigError(format!(
            "base-url: “{given}” has a path: Nofault needs a host of its own"
        )));
    }
    Ok(url.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_value_is_one_clear_line() {
        let check = |settings: Settings| settings.check().map(|_| ()).unwrap_err().to_string();
        for (settings, says) in [
            (Settings { listen: Some("x".into()), ..Settings::default() }, "listen"),
            (Settings { base_url: Some("nofault.org".into()), ..Settings::default() }, "base-url"),
            (Settings { base_url: Some("https://a.b/c".into()), ..Settings::default() }, "path"),
            (
                Settings { trusted_proxies: Some("10.0.0.0/40".into()), ..Settings::default() },
                "trusted-proxies",
            ),
            (
                Settings { database_url: Some("mysql://x".into()), ..Settings::default() },
                "database-url",
            ),
        ] {
            let error = check(settings);
            assert!(error.contains(says) && !error.contains('\n'), "{error}");
        }
    }

    #[test]
    fn a_broken_file_of_hints_is_said() {
        let folder = std::env::temp_dir().join(format!("nofault-hints-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("hints.toml");
        let check = || Settings { hints: Some(file.clone()), ..Settings::default() }.check();
        let none = check().unwrap_err().to_string();
        assert!(none.contains("hints.toml cannot be read"), "{none}");
        std::fs::write(&file, "[[rule]]\nkey = \"x\"\npatterns = ['(']").unwrap();
        let broken = check().unwrap_err().to_string();
        assert!(broken.contains("hints.toml: the rule “x”") && !broken.contains('\n'), "{broken}");
        std::fs::write(&file, "[[rule]]\nkey = \"mistake\"\noff = true").unwrap();
        let config = check().unwrap();
        assert!(!config.rules.knows("mistake") && config.rules.knows("root-cause"));
        assert!(config.print().contains("hints.toml"), "{}", config.print());
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn secrets_are_masked() {
        for url in
            ["postgres://u:hunter2@h/n", "postgres://h/n?user=u&password=hunter2&sslmode=require"]
        {
            let config =
                Settings { database_url: Some(url.into()), ..Settings::default() }.check().unwrap();
            assert!(!config.print().contains("hunter2"), "{}", config.print());
        }
    }

    #[test]
    fn tls_decides_the_cookie() {
        let tls = Settings { base_url: Some("https://a.example/".into()), ..Settings::default() }
            .check()
            .unwrap();
        assert_eq!(tls.deployment.base_url, "https://a.example");
        assert_eq!(tls.deployment.cookie_name(), "__Host-nofault");
        let plain = Settings::default().check().unwrap();
        assert_eq!(plain.deployment.cookie_name(), "nofault");
    }
}
