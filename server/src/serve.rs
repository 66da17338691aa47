//! Serving: opening, the set-up link, listening, ending in peace.

use nofault_store::{Failure, Store, Target, people};
use tokio::net::TcpListener;

use crate::config::Config;
use crate::site::Site;
use crate::{accept, clock, routes, token};

/// # Errors
/// Where the database or the address cannot be had.
pub async fn serve(mut config: Config) -> Result<(), Failure> {
    accept::raise_open_files();
    let store = Store::open(&Target::parse(&config.database)?).await?;
    let listener = TcpListener::bind(config.listen).await.map_err(|error| {
        Failure::Setup(format!("{} cannot be listened on: {error}", config.listen))
    })?;
    if config.listen.port() == 0
        && let Ok(bound) = listener.local_addr()
    {
        // Port 0 asks the system for a free one: it is known only now.
        let base_url = &mut config.deployment.base_url;
        *base_url = base_url.replace(&config.listen.to_string(), &bound.to_string());
    }
    let set_up = set_up_link(&store, &config.deployment.base_url).await?;
    announce(&config, set_up.as_deref());
    let site = Site::with_rules(store.clone(), config.deployment, config.rules);
    let stop = async {
        stopped().await;
        site.live.stop();
    };
    accept::serve(listener, routes::router(site.clone()), stop).await;
    store.close().await;
    Ok(())
}

/// A new one-time link for the first administrator, while nobody has an account.
async fn set_up_link(store: &Store, base_url: &str) -> Result<Option<String>, Failure> {
    if people::has_accounts(&mut store.read().await?.db()).await? {
        return Ok(None);
    }
    let token = token::new();
    people::open_set_up(store, token::hash(&token), clock::now()).await?;
    Ok(Some(format!("{base_url}/welcome/{token}")))
}

#[expect(clippy::print_stdout, reason = "what the operator is told at the start")]
fn announce(config: &Config, set_up: Option<&str>) {
    println!("Nofault runs at {}", config.deployment.base_url);
    if let Some(link) = set_up {
        println!("Set it up, once, as its first administrator: {link}");
    }
}

/// Until Ctrl-C or the end that a service manager asks for.
async fn stopped() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! { () = interrupt => {}, () = terminate => {} }
    tracing::info!("stopping");
}
