//! Files of annotations as the command line reads them: whole, or line by line where the format allows it.

use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::{SystemTime, UNIX_EPOCH};

use ascribe::annotation::{Document, Kind};
use ascribe::format::catalogue::text_file_of;
use ascribe::format::foreign::{Item, ReadError, ReadOptions, UnitFound, read};
use ascribe::format::native::Problem;
use ascribe::format::{Format, Offsets, recognise};
use ascribe::identity::Timestamp;
use clap::Args;
use clap::builder::PossibleValuesParser;

/// How files are read that do not say everything themselves.
#[derive(Args, Default)]
pub struct Reading {
    /// A file with the articles that the annotations are about, for formats without text.
    #[arg(long, value_name = "FILE")]
    articles: Option<PathBuf>,
    /// What offsets count that stand without words; without it, what the format usually counts.
    #[arg(long, value_parser = ["code-points", "utf16", "bytes"])]
    offsets: Option<String>,
    /// What an annotation is whose label says neither claim nor quote.
    #[arg(long, value_parser = ["claim", "quote"], default_value = "claim")]
    unlabelled: String,
}

impl Reading {
    /// The articles of the file that was named. An error says why there are none.
    fn known(&self) -> Result<Vec<Rc<Document>>, String> {
        let Some(path) = &self.articles else { return Ok(Vec::new()) };
        let said = |error: &dyn fmt::Display| format!("{}: {error}", path.display());
        let bytes = std::fs::read(path).map_err(|error| said(&error))?;
        let name = path.display().to_string();
        let format = recognise(&name, &bytes).ok_or_else(|| said(&"it is of no format that is read here"))?;
        let import = read(format, &bytes, &ReadOptions::new(now(), &[])).map_err(|error| said(&error))?;
        let articles =
            import.items.into_iter().map(|item| item.read.map(|incoming| Rc::new(incoming.document)));
        articles.collect::<Result<_, _>>().map_err(|error| said(&error))
    }

    fn unit(&self) -> Option<Offsets> {
        match self.offsets.as_deref()? {
            "utf16" => Some(Offsets::Utf16),
            "bytes" => Some(Offsets::Bytes),
            _ => Some(Offsets::CodePoints),
        }
    }
}

/// Something about a file that a person should know.
pub enum Finding {
    /// An article was left out.
    Article(String, ReadError),
    /// Something in an article was left out, or moved.
    Problem(String, Problem),
    /// Its offsets count in a unit that the format does not usually have.
    Unit(String, Offsets),
    /// Its offsets stand without words, so that nobody could tell whether they were counted well.
    Assumed(String, Offsets),
}

impl Finding {
    /// Whether everything was taken all the same.
    pub fn is_note(&self) -> bool {
        matches!(
            self,
            Self::Unit(..)
                | Self::Assumed(..)
                | Self::Problem(_, Problem::Relocated { .. } | Problem::TextChanged)
        )
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = |place: &str| if place.is_empty() { String::new() } else { format!("{place}: ") };
        match self {
            Self::Article(place, error) => write!(f, "{}{error}", at(place)),
            Self::Problem(place, problem) => write!(f, "{}{problem}", at(place)),
            Self::Assumed(place, unit) => {
                write!(f, "{}offsets stand without words and are taken to count {}", at(place), unit.label())
            }
            Self::Unit(place, unit) => write!(f, "{}offsets count {}", at(place), unit.label()),
        }
    }
}

/// The names of the formats that are read.
pub fn readable() -> PossibleValuesParser {
    PossibleValuesParser::new(Format::ALL.into_iter().filter(|format| format.can_read()).map(Format::name))
}

/// The names of the formats that are written.
pub fn writable() -> PossibleValuesParser {
    PossibleValuesParser::new(Format::ALL.into_iter().filter(|format| format.can_write()).map(Format::name))
}

/// The moment.
pub fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// Reads a file article by article. An error says why nothing of the file could be read.
pub fn each_article(
    file: Option<&Path>,
    format: Option<Format>,
    reading: &Reading,
    report: &mut dyn FnMut(Finding),
    take: &mut dyn FnMut(Document),
) -> Result<(), String> {
    let mut reader: Box<dyn BufRead> = match file.filter(|path| *path != Path::new("-")) {
        Some(path) => Box::new(BufReader::new(File::open(path).map_err(|error| error.to_string())?)),
        None => Box::new(BufReader::new(io::stdin().lock())),
    };
    let mut first = Vec::new();
    reader.read_until(b'\n', &mut first).map_err(|error| error.to_string())?;
    let known = reading.known()?;
    let file_name = file.and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    let beside = file.and_then(|file| text_file_of(file.to_str()?));
    let text = beside.and_then(|path| std::fs::read_to_string(path).ok());
    let options = ReadOptions {
        text: text.as_deref(),
        file: file_name.as_deref().unwrap_or_default(),
        kind: Kind::from_name(&reading.unlabelled).unwrap_or(Kind::Claim),
        unit: reading.unit(),
        ..ReadOptions::new(now(), &known)
    };
    // A file whose first line is a whole value of a format of lines is read so.
    let seen = format.or_else(|| recognise("", &first));
    let lines = [Format::NativeLines, Format::Spacy, Format::Doccano];
    let by_line = match seen {
        Some(Format::Native) => format.is_none().then_some(Format::NativeLines),
        seen => seen.filter(|format| lines.contains(format)),
    };
    if let Some(format) = by_line {
        let mut number = 0;
        while !first.is_empty() {
            number += 1;
            if !first.trim_ascii().is_empty() {
                match read(format, &first, &options) {
                    Ok(import) => give(import.items, format, Some(number), report, take),
                    Err(error) => report(Finding::Article(format!("line {number}"), error)),
                }
            }
            first.clear();
            reader.read_until(b'\n', &mut first).map_err(|error| error.to_string())?;
        }
        return Ok(());
    }
    reader.read_to_end(&mut first).map_err(|error| error.to_string())?;
    let name = file.map(|path| path.display().to_string()).unwrap_or_default();
    let format = format.or_else(|| recognise(&name, &first)).ok_or("it is of no format that is read here")?;
    let import = read(format, &first, &options).map_err(|error| error.to_string())?;
    give(import.items, format, None, report, take);
    Ok(())
}

fn give(
    items: Vec<Item>,
    format: Format,
    line: Option<usize>,
    report: &mut dyn FnMut(Finding),
    take: &mut dyn FnMut(Document),
) {
    for item in items {
        // A line that is read alone counts itself as the first.
        let numbered = |place: String| match line {
            Some(number) => place.replacen("line 1", &format!("line {number}"), 1),
            None => place,
        };
        let place = numbered(item.place);
        if let UnitFound::BySlicing { unit, .. } = item.unit
            && format.unit() != Some(unit)
        {
            report(Finding::Unit(place.clone(), unit));
        }
        if let UnitFound::Assumed(unit) = item.unit {
            report(Finding::Assumed(place.clone(), unit));
        }
        match item.read {
            Ok(mut incoming) => {
                incoming.keep_unplaced(now());
                for problem in incoming.problems {
                    report(Finding::Problem(place.clone(), problem));
                }
                take(incoming.document);
            }
            Err(error) => report(Finding::Article(place, error)),
        }
    }
}
