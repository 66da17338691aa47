//! The command line: `serve`, and what an operator does beside it.

mod report;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

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
    /// Bring the database to this version and end
    Migrate,
    /// Print figures: durations of incidents, what became of actions
    #[command(subcommand)]
    Report(report::Report),
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

#[expect(clippy::print_stdout, reason = "what was asked for")]
fn print(config: &Config) -> ExitCode {
    print!("{}", config.print());
    ExitCode::SUCCESS
}

#[expect(clippy::print_stderr, reason = "the command line's answer")]
fn fail(error: &dyn std::fmt::Display) -> ExitCode {
    eprintln!("nofault: {error}");
    ExitCode::FAILURE
}

fn run(command: Command, config: Config) -> ExitCode {
    let filter = tracing_subscriber::EnvFilter::new(&config.log);
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error),
    };
    let done = runtime.block_on(async {
        match command {
            Command::Serve => serve::serve(config).await,
            Command::Migrate => {
                nofault_store::Store::open(&nofault_store::Target::parse(&config.database)?)
                    .await?
                    .close()
                    .await;
                Ok(())
            }
            Command::Report(asked) => {
                let target = nofault_store::Target::parse(&config.database)?;
                let store = nofault_store::Store::open(&target).await?;
                let done = report::report(&store, asked).await;
                store.close().await;
                done
            }
        }
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error),
    }
}
