//! The command line: what the page offers for one article, for any number of them.

mod convert;
mod files;
mod pool;
mod record;
mod suggest;
mod train;
mod validate;

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
    /// Converts a file of annotations from one format to another.
    ///
    /// What is left out is reported with its line or path. The exit status is 0 if everything was taken, 1 if
    /// something was left out, 2 if nothing was written.
    Convert(convert::Convert),
    /// Says what of files would be taken and what not, with line or path.
    ///
    /// The exit status is 0 if everything would be taken, 1 if something would be left out, 2 if a file cannot be
    /// read at all.
    Validate(validate::Validate),
}

fn main() -> ExitCode {
    let Arguments { command } = Arguments::parse();
    match command {
        Command::Suggest { jobs } => suggest::run(jobs),
        Command::TrainClaims { data, out, folds } => train::run(&data, &out, folds),
        Command::Convert(arguments) => convert::run(&arguments),
        Command::Validate(arguments) => validate::run(&arguments),
    }
}
