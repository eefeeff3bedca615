//! `ascribe convert`: one file of annotations from one format to another.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::rc::Rc;

use ascribe::format::Format;
use ascribe::format::foreign::{Extent, WriteOptions, write};
use ascribe::format::native;
use clap::Args;

use super::files::{self, Finding};

/// What is converted into what.
#[derive(Args)]
pub struct Convert {
    /// The format of what is read; without it, it is recognised by its content.
    #[arg(long, value_parser = files::readable())]
    from: Option<String>,
    /// The format of what is written.
    #[arg(long, value_parser = files::writable())]
    to: String,
    /// Writes only the quoted words with what stands around them, not the articles' whole text.
    #[arg(long)]
    quotes_only: bool,
    #[command(flatten)]
    reading: files::Reading,
    /// Where to write; without it, to the standard output.
    #[arg(long, short)]
    output: Option<PathBuf>,
    /// The file to read; without it, or for “-”, the standard input.
    file: Option<PathBuf>,
}

/// Converts; the status is 0 if everything was taken, 1 if something was left out, 2 if nothing was written.
pub fn run(arguments: &Convert) -> ExitCode {
    let Convert { from, to, quotes_only, reading, output, file } = arguments;
    let name = file.as_ref().map_or_else(|| "-".to_owned(), |file| file.display().to_string());
    let format = |name: &Option<String>| name.as_deref().and_then(Format::from_name);
    let Some(to) = Format::from_name(to) else { return ExitCode::from(2) };
    let extent = if *quotes_only { Extent::QuotesOnly } else { Extent::WholeText };
    let options = WriteOptions { extent, at: files::now(), suggestions: None, ..WriteOptions::default() };
    let mut is_whole = true;
    let mut report = |finding: Finding| {
        is_whole &= finding.is_note();
        eprintln!("{name}: {finding}");
    };
    let mut into: Box<dyn Write> = match output {
        Some(path) => match std::fs::File::create(path) {
            Ok(file) => Box::new(file),
            Err(error) => {
                eprintln!("{}: {error}", path.display());
                return ExitCode::from(2);
            }
        },
        None => Box::new(io::stdout().lock()),
    };
    // Lines go through one at a time, so that a file may be larger than the memory.
    let mut written = 0_usize;
    let mut documents = Vec::new();
    let streams = to == Format::NativeLines;
    let mut failed = None;
    let read = files::each_article(file.as_deref(), format(from), reading, &mut report, &mut |document| {
        let document = Rc::new(document);
        if !streams {
            documents.push(document);
            return;
        }
        let line = native::write_line(&document, options.at).map_err(|error| error.to_string());
        let put = line.and_then(|line| into.write_all(line.as_bytes()).map_err(|error| error.to_string()));
        match put {
            Ok(()) => written += 1,
            Err(error) => failed = failed.take().or(Some(error)),
        }
    });
    let finished = read.and_then(|()| failed.map_or(Ok(()), Err)).and_then(|()| {
        if streams {
            return if written > 0 { Ok(()) } else { Err("no article was read".to_owned()) };
        }
        let output = write(to, &documents, &options).map_err(|error| error.to_string())?;
        if output.left_out > 0 {
            eprintln!("{name}: annotations left out because they overlap others: {}", output.left_out);
        }
        into.write_all(&output.bytes).map_err(|error| error.to_string())
    });
    if let Err(error) = finished.and_then(|()| into.flush().map_err(|error| error.to_string())) {
        eprintln!("{name}: {error}");
        return ExitCode::from(2);
    }
    ExitCode::from(u8::from(!is_whole))
}
