//! The command line: what the page offers for one article, for any number of them.

mod pool;
mod record;
mod suggest;
mod train;

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
    /// Suggests the quotes of articles with their speakers, and the claims that are worth a check.
    ///
    /// Reads one JSON object a line from the standard input, with "id" and "text", and writes one a line, in the
    /// same order, with "id", "quotes" and "claims". Offsets are code points of the text as it was given. A line that
    /// cannot be read is reported with its number and left out; the exit status is then 1.
    Suggest {
        /// How many articles are worked on at once; without it, as many as there are cores.
        #[arg(long, short)]
        jobs: Option<std::num::NonZeroUsize>,
    },
    /// Trains the weights that find claims, and says how well they do on sentences that they have not seen.
    ///
    /// Reads one JSON object a line, with "text" (a sentence) and "claim" (whether it is worth a check). The same
    /// file gives the same weights.
    TrainClaims {
        /// The sentences.
        #[arg(long)]
        data: std::path::PathBuf,
        /// Where the weights go.
        #[arg(long)]
        out: std::path::PathBuf,
        /// Into how many parts the sentences are divided, each tried with weights trained on the others. 1 skips
        /// that.
        #[arg(long, default_value_t = 5)]
        folds: usize,
    },
}

fn main() -> ExitCode {
    let Arguments { command } = Arguments::parse();
    match command {
        Command::Suggest { jobs } => suggest::run(jobs),
        Command::TrainClaims { data, out, folds } => train::run(&data, &out, folds),
    }
}
