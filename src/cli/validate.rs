//! `ascribe validate`: what an import would take of files, and what not.

use std::path::PathBuf;
use std::process::ExitCode;

use ascribe::format::Format;
use clap::Args;

use super::files::{self, Finding};

/// The files to look at.
#[derive(Args)]
pub struct Validate {
    /// The format of all of them; without it, each is recognised by its content.
    #[arg(long, value_parser = files::readable())]
    format: Option<String>,
    #[command(flatten)]
    reading: files::Reading,
    /// The files; “-” is the standard input.
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

/// Looks at each file; the status is 0 if all is good, 1 if something would be left out, 2 if a file cannot be
/// read at all.
pub fn run(arguments: &Validate) -> ExitCode {
    let mut status = 0;
    for file in &arguments.files {
        let name = file.display();
        let (mut articles, mut annotations) = (0, 0);
        let mut worst = 0;
        let mut report = |finding: Finding| {
            worst = worst.max(u8::from(!finding.is_note()));
            println!("{name}: {finding}");
        };
        let format = arguments.format.as_deref().and_then(Format::from_name);
        let read =
            files::each_article(Some(file), format, &arguments.reading, &mut report, &mut |document| {
                articles += 1;
                annotations += document.annotations.len();
            });
        match read {
            Ok(()) => println!("{name}: articles: {articles}, annotations: {annotations}"),
            Err(error) => {
                println!("{name}: {error}");
                worst = 2;
            }
        }
        status = status.max(worst);
    }
    ExitCode::from(status)
}
