//! Installs the system packages that are missing, through apt, after asking.

use std::io::{IsTerminal as _, Write as _};
use std::process::Command;

use crate::failure::Outcome;
use crate::{place, sh};

/// Installs Debian packages. `purpose` follows the word "needed".
pub fn install(packages: &[&str], purpose: &str, yes: bool) -> Outcome<()> {
    let list = packages.join(" ");
    if place::program(&["apt-get"]).is_none() {
        return Err(format!(
            "Needed {purpose}: {list}. Those are Debian's names; please install them by hand."
        )
        .into());
    }
    if !(yes || is_root() || std::env::var_os("CI").is_some_and(|value| !value.is_empty())) {
        agree(&list, purpose)?;
    }
    let refresh = "Refreshing the list of packages";
    if let Err(failure) = sh::step(refresh, apt().args(["update", "-qq"])) {
        sh::say(&format!("! {failure} Going on with the old list."));
    }
    let what = format!("Installing {list}, {purpose}");
    sh::step(&what, apt().args(["install", "-y", "-qq", "--no-install-recommends"]).args(packages))
}

pub fn is_installed(package: &str) -> bool {
    sh::ask(sh::command("dpkg-query").args(["-W", "-f=${db:Status-Abbrev}", package]))
        .is_some_and(|status| status.starts_with("ii"))
}

pub fn is_root() -> bool {
    sh::ask(sh::command("id").arg("-u")).is_some_and(|id| id == "0")
}

fn apt() -> Command {
    let mut command = if is_root() {
        sh::command("apt-get")
    } else {
        let mut sudo = sh::command("sudo");
        sudo.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        sudo
    };
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}

fn agree(list: &str, purpose: &str) -> Outcome<()> {
    let by_hand = format!("sudo apt-get install {list}");
    if !std::io::stdin().is_terminal() {
        return Err(format!("Needed {purpose}: run `{by_hand}`, or say --yes.").into());
    }
    print!("Needed {purpose}: {list}. Run `{by_hand}` now? [Y/n] ");
    let _ = std::io::stdout().flush();
    let mut answer = String::new();
    std::io::stdin()
        .read_line(&mut answer)
        .map_err(|error| format!("No answer could be read: {error}."))?;
    match answer.trim().to_lowercase().as_str() {
        "" | "y" | "yes" => Ok(()),
        _ => Err(format!("Not installed: {list}, {purpose}.").into()),
    }
}
