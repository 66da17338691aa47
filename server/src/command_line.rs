//! The command line: `serve`, and what an operator does beside it.

mod data;
mod export;
mod import;
mod postmortem;
mod report;
mod say;
mod slo;
mod user;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use nofault_store::{Failure, Store, Target};

use crate::config::{Config, Settings};
use crate::serve;

/// A blameless postmortem and incident tracker that a team runs itself.
#[derive(Debug, Parser)]
#[command(name = "nofault", version, about, max_term_width = 100)]
struct Cli {
    /// A TOML file with the same names as the flags
    #[arg(long, env = "NOFAULT_CONFIG", value_name = "FILE", global = true)]
    config: Option<PathBuf>,
    /// Print the configuration in force, with secrets masked, and end
    #[arg(long, global = true)]
    print_config: bool,
    #[command(flatten)]
    settings: Settings,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the browser (the default)
    Serve,
    /// Take in data of elsewhere
    #[command(subcommand)]
    Import(import::Import),
    /// Postmortems as Markdown, out and in
    #[command(subcommand)]
    Postmortem(postmortem::Postmortem),
    /// What services promise: good and total that were counted elsewhere
    #[command(subcommand)]
    Slo(slo::Slo),
    /// Who may sign in
    #[command(subcommand)]
    User(user::User),
    /// Bring the database to this version and end
    Migrate,
    /// Print figures: durations of incidents, what became of actions
    #[command(subcommand)]
    Report(report::Report),
    /// Write incidents as JSON with their files, into folders
    #[command(subcommand)]
    Export(export::Export),
    /// Write everything into one new file, while others go on working
    Backup(data::File),
    /// Fill the empty database from a backup
    Restore(data::File),
    /// Copy everything into an empty database of either engine
    Copy(data::Copy),
}

/// Parses, runs, and says in one line what went wrong.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    match cli.settings.clone().with_file(cli.config.as_deref()).and_then(Settings::check) {
        Ok(config) if cli.print_config => print(&config),
        Ok(config) => run(cli.command.unwrap_or(Command::Serve), config),
        Err(error) => fail(&error),
    }
}

fn print(config: &Config) -> ExitCode {
    say::out(config.print().trim_end());
    ExitCode::SUCCESS
}

fn fail(error: &dyn std::fmt::Display) -> ExitCode {
    say::note(format!("nofault: {error}"));
    ExitCode::FAILURE
}

fn run(command: Command, config: Config) -> ExitCode {
    let filter = tracing_subscriber::EnvFilter::new(&config.log);
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error),
    };
    match runtime.block_on(carry_out(command, config)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error),
    }
}

async fn carry_out(command: Command, config: Config) -> Result<(), Failure> {
    let database = config.database.as_str();
    match command {
        Command::Serve => return serve::serve(config).await,
        Command::Backup(file) => return data::backup(database, file).await,
        Command::Restore(file) => return data::restore(database, file).await,
        Command::Copy(copy) => return data::copy(copy).await,
        Command::Export(_)
        | Command::Import(_)
        | Command::Postmortem(_)
        | Command::Report(_)
        | Command::Slo(_)
        | Command::User(_)
        | Command::Migrate => {}
    }
    let store = Store::open(&Target::parse(database)?).await?;
    let done = match command {
        Command::Report(asked) => report::report(&store, asked).await,
        Command::Export(export) => export::run(&store, &config.deployment.base_url, export).await,
        Command::Import(import) => import::run(&store, import).await,
        Command::Postmortem(asked) => postmortem::run(&store, asked).await,
        Command::Slo(asked) => slo::run(&store, asked).await,
        Command::User(user) => user::run(&store, &config.deployment.base_url, user).await,
        _ => Ok(()),
    };
    store.close().await;
    done
}
