//! A throwaway Postgres: its own folder, its own port, gone at the end.

use std::fs;
use std::io::Read as _;
use std::net::TcpListener;
use std::os::unix::fs::{DirBuilderExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::args::Args;
use crate::failure::{Failure, Outcome};
use crate::{apt, files, pgbin, sh};

pub struct Postgres {
    url: String,
    keeper: Child,
}

/// Starts the server, waits until its own standard input closes, however xtask ends, and clears up.
const KEEPER: &str = r#"
trap '' HUP INT TERM
"$@" >log 2>&1 </dev/null &
server=$!
cat >/dev/null
kill -INT "$server" 2>/dev/null
wait "$server"
folder=$PWD
cd / && rm -rf "$folder"
"#;

/// `cargo xtask postgres -- COMMAND…`
pub fn with_command(args: &Args) -> Outcome<()> {
    args.allow(&["--yes"])?;
    let (program, rest) =
        args.rest.split_first().ok_or("Say what to run: cargo xtask postgres -- COMMAND…")?;
    let postgres = Postgres::start(args.yes())?;
    let mut command = sh::command(program);
    let status = sh::status(postgres.tell(sh::here(&mut command)?.args(rest)))?;
    drop(postgres);
    sh::check(program, status)
}

impl Postgres {
    pub fn start(yes: bool) -> Outcome<Self> {
        let begin = Instant::now();
        let programs = pgbin::find(yes)?;
        let user = Owner::find()?;
        let folder = std::env::temp_dir().join(format!("nofault-postgres-{}", std::process::id()));
        fs::DirBuilder::new()
            .mode(0o700)
            .create(&folder)
            .map_err(|error| no("a folder for it", &error))?;
        let started = Self::start_in(&folder, &programs, &user);
        if started.is_err() {
            files::remove(&folder)?;
        } else {
            sh::say(&format!("→ Started a throwaway Postgres: {}", sh::took(begin)));
        }
        started
    }

    fn start_in(folder: &Path, programs: &Path, user: &Owner) -> Outcome<Self> {
        let password = password()?;
        files::write(&folder.join("password"), password.as_bytes())?;
        user.give(folder)?;
        user.give(&folder.join("password"))?;
        let mut initdb = user.command(&programs.join("initdb"), folder);
        initdb.args(["-D", "data", "-U", "postgres", "-E", "UTF8", "--no-locale", "--no-sync"]);
        initdb.args(["--auth-local=trust", "--auth-host=password", "--pwfile=password"]);
        let made = initdb
            .stdout(Stdio::null())
            .stdin(Stdio::null())
            .status()
            .map_err(|error| no("initdb", &error))?;
        sh::check("Making a throwaway Postgres", made)?;
        let port = free_port()?;
        let keeper = keeper(folder, programs, user, port)?;
        let mut postgres =
            Self { url: format!("postgres://postgres:{password}@127.0.0.1:{port}/"), keeper };
        postgres.wait(folder, programs, port)?;
        Ok(postgres)
    }

    /// Tells a program where it is.
    pub fn tell<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command.env("NOFAULT_TEST_POSTGRES", &self.url)
    }

    fn wait(&mut self, folder: &Path, programs: &Path, port: u16) -> Outcome<()> {
        let begin = Instant::now();
        let port = port.to_string();
        while begin.elapsed() < Duration::from_secs(30) {
            let mut ready = sh::command(programs.join("pg_isready"));
            if sh::ask(ready.args(["-q", "-h", "127.0.0.1", "-p", &port])).is_some() {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let log = files::text(&folder.join("log")).unwrap_or_default();
        Err(format!("The throwaway Postgres did not start:\n{log}").into())
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        // The keeper ends by itself; there is nothing to do about one that does not.
        let _ = self.keeper.wait();
    }
}

fn keeper(folder: &Path, programs: &Path, user: &Owner, port: u16) -> Outcome<Child> {
    let mut keeper = user.command(Path::new("sh"), folder);
    keeper.args(["-c", KEEPER, "keeper"]).arg(programs.join("postgres"));
    keeper.args(["-D", "data", "-p", &port.to_string(), "-k"]).arg(folder);
    for setting in SETTINGS {
        keeper.args(["-c", setting]);
    }
    // A process group of its own: Ctrl-C ends the tests first, then this.
    keeper.process_group(0).stdin(Stdio::piped()).stdout(Stdio::null());
    keeper.spawn().map_err(|error| no("its keeper", &error))
}

/// It is thrown away: nothing needs to survive a power cut.
const SETTINGS: [&str; 5] = [
    "listen_addresses=127.0.0.1",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=300",
];

/// Whom the server runs as: Postgres refuses root.
struct Owner(Option<(u32, u32)>);

impl Owner {
    fn find() -> Outcome<Self> {
        if !apt::is_root() {
            return Ok(Self(None));
        }
        let id =
            |flag: &str| sh::ask(sh::command("id").args([flag, "postgres"]))?.parse::<u32>().ok();
        let both = id("-u").zip(id("-g"));
        both.map(|both| Self(Some(both)))
            .ok_or_else(|| "Postgres refuses root, and there is no user postgres.".into())
    }

    fn command(&self, program: &Path, folder: &Path) -> Command {
        let mut command = sh::command(program);
        command.current_dir(folder).env("HOME", folder);
        if let Some((user, group)) = self.0 {
            command.uid(user).gid(group);
        }
        command
    }

    fn give(&self, path: &Path) -> Outcome<()> {
        let Some((user, group)) = self.0 else {
            return Ok(());
        };
        chown(path, Some(user), Some(group)).map_err(|error| no("its folder", &error))
    }
}

fn free_port() -> Outcome<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).and_then(|listener| listener.local_addr());
    Ok(listener.map_err(|error| no("a port", &error))?.port())
}

fn password() -> Outcome<String> {
    let mut bytes = [0_u8; 16];
    let source = PathBuf::from("/dev/urandom");
    fs::File::open(source)
        .and_then(|mut file| file.read_exact(&mut bytes))
        .map_err(|error| no("a password", &error))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn no(what: &str, error: &std::io::Error) -> Failure {
    format!("The throwaway Postgres could not have {what}: {error}.").into()
}
