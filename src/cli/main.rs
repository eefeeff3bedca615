//! The command line: what the page offers for one article, for any number of them.

mod pool;
mod record;
mod suggest;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Finds who said what in news articles.
#[derive(Parser)]
#[command(name = "ascribe", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Suggests the quotes of articles with their speakers.
    ///
    /// Reads one JSON object a line from the standard input, with "id" and "text", and writes one a line, in the
    /// same order, with "id" and "quotes". Offsets are code points of the text as it was given. A line that
    /// cannot be read is reported with its number and left out; the exit status is then 1.
    Suggest {
        /// How many articles are worked on at once; without it, as many as there are cores.
        #[arg(long, short)]
        jobs: Option<std::num::NonZeroUsize>,
    },
}

fn main() -> ExitCode {
    let Arguments { command } = Arguments::parse();
    match command {
        Command::Suggest { jobs } => suggest::run(jobs),
    }
}
