//! The formats of other tools: one module each, all over the same model.
//!
//! What a format has a place for stands there in the other tool's own words; everything else that Ascribe
//! knows stands beside it under the key `ascribe`, which those tools pass over, so that a file comes back
//! whole. What comes back from another tool with other words, another range or another label is taken as the
//! other tool has it.
//!
#![doc = include_str!("../FORMATS.md")]

mod archive;
pub mod brat;
mod bridge;
pub mod conll;
pub mod csv;
pub mod doccano;
pub(in crate::format) mod escape;
pub mod html;
pub mod hypothesis;
pub mod label_studio;
pub mod markdown;
mod pieces;
pub mod readwise;
pub mod refi;
pub mod report;
pub mod schema_org;
pub mod spacy;
pub mod tei;
pub mod text_fragment;
pub mod uima;
pub mod web_annotation;

use std::collections::BTreeMap;
use std::fmt;
use std::rc::Rc;

use super::budget::{Budget, TOO_DENSE, TooDense};
use super::catalogue::{Format, Offsets};
use super::native;
use super::why::{Why, line_place};
use crate::annotation::{Annotation, Document, Kind, Origin};
use crate::detection::Suggestion;
use crate::format::told::Teller;
use crate::identity::{ArticleId, Timestamp};
use crate::text::{DecodeError, decode};

/// How much of an article goes out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// Its whole text.
    #[default]
    WholeText,
    /// Only the quoted words, with what stands just around them: for texts that may not be passed on.
    QuotesOnly,
}

/// What a person chooses for an export.
#[derive(Clone, Copy, Debug, Default)]
pub struct WriteOptions<'a> {
    /// How much of each article.
    pub extent: Extent,
    /// When the file is written.
    pub at: Timestamp,
    /// What is suggested in the articles and is no annotation, for [`Format::holds_suggestions`]; `None` leaves it out.
    /// What was dismissed in an earlier session comes with its article.
    pub suggestions: Option<&'a Suggested>,
    /// Says what stands in [`Format::Report`] beside the article's own words. Files for programs are the same in every
    /// language.
    pub teller: Teller,
}

/// The suggestions in articles that are open or dismissed.
pub type Suggested = BTreeMap<ArticleId, Vec<Rc<Suggestion>>>;

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// What it is called.
    pub file_name: String,
    /// What is in it: UTF-8 text, but for archives.
    pub bytes: Vec<u8>,
    /// What has to be handed over with it: its name and text.
    pub companion: Option<(&'static str, &'static str)>,
    /// How many annotations the format has no place for, because they overlap others.
    pub left_out: usize,
}

/// Why a file was not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WriteError {
    /// There is no article to write.
    Nothing,
    /// The format is nothing without the whole text, and only quotes were asked for.
    NeedsText(Format),
    /// The format holds one article, and there are more.
    OneArticle(Format),
    /// The offsets would not give the quotes.
    Mismatch(native::Mismatch),
    /// The archive or table could not be made.
    Container(String),
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => f.write_str("there is no article to write"),
            Self::NeedsText(format) => {
                write!(f, "{} holds no quotes without the article’s whole text", format.label())
            }
            Self::OneArticle(format) => write!(f, "{} holds one article only", format.label()),
            Self::Mismatch(mismatch) => write!(f, "{mismatch}"),
            Self::Container(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for WriteError {}

fn suggested_in<'a>(suggested: &'a Suggested, document: &Document) -> &'a [Rc<Suggestion>] {
    suggested.get(&document.id()).map_or(&[], Vec::as_slice)
}

/// Writes articles in a format.
pub fn write(
    format: Format,
    documents: &[Rc<Document>],
    options: &WriteOptions<'_>,
) -> Result<Output, WriteError> {
    let first = documents.first().ok_or(WriteError::Nothing)?;
    let quotes_only = options.extent == Extent::QuotesOnly;
    if quotes_only && format.needs_text() {
        return Err(WriteError::NeedsText(format));
    }
    let alone = documents.len() == 1;
    let one = || if alone { Ok(first) } else { Err(WriteError::OneArticle(format)) };
    let (mut companion, mut left_out) = (None, 0);
    let bytes = match format {
        Format::Native => {
            let document = one()?;
            let written = match options.suggestions {
                Some(suggested) => {
                    native::write_with(document, suggested_in(suggested, document), options.at)
                }
                None => native::write(document, options.at),
            };
            written.map_err(WriteError::Mismatch)?.into_bytes()
        }
        Format::NativeLines => {
            let lines = documents.iter().map(|document| match options.suggestions {
                Some(suggested) => {
                    native::write_line_with(document, suggested_in(suggested, document), options.at)
                }
                None => native::write_line(document, options.at),
            });
            lines.collect::<Result<String, _>>().map_err(WriteError::Mismatch)?.into_bytes()
        }
        Format::WebAnnotation => web_annotation::write(documents, options.extent).into_bytes(),
        Format::Recogito => web_annotation::write_recogito(documents, options.extent).into_bytes(),
        Format::Hypothesis => hypothesis::write(documents, options).into_bytes(),
        Format::LabelStudio => {
            companion = Some(("label-studio-config.xml", label_studio::CONFIG));
            label_studio::write(documents).into_bytes()
        }
        Format::Spacy => spacy::write(documents).into_bytes(),
        Format::Doccano => doccano::write(documents).into_bytes(),
        Format::Csv => csv::write(documents, options.extent).map_err(WriteError::Container)?,
        Format::Brat => brat::write(documents).map_err(WriteError::Container)?,
        Format::Html => html::write(documents, options.extent).into_bytes(),
        Format::Report => report::write(documents, options.extent, options.teller).into_bytes(),
        Format::Markdown => markdown::write(documents, options.extent).into_bytes(),
        Format::Tei => tei::write(documents).into_bytes(),
        Format::UimaCas => uima::write(one()?).into_bytes(),
        Format::Refi => refi::write(documents, options.at).map_err(WriteError::Container)?,
        Format::SchemaOrg => schema_org::write(documents).into_bytes(),
        Format::Conll => {
            let (lines, overlapping) = conll::write(documents);
            left_out = overlapping;
            lines.into_bytes()
        }
        Format::Readwise => readwise::write(documents).map_err(WriteError::Container)?,
    };
    let title = if alone { first.article.details.title.as_str() } else { "articles" };
    let file_name = format!("{}.{}", super::file_stem(title), format.extension());
    Ok(Output { file_name, bytes, companion, left_out })
}

/// What a reader has to be told.
#[derive(Clone, Copy, Debug)]
pub struct ReadOptions<'a> {
    /// When the file is read: the date of what states none.
    pub at: Timestamp,
    /// The articles that are here, for files without text.
    pub known: &'a [Rc<Document>],
    /// Which of them a file without text is about that names none; `None` takes the only one.
    pub about: Option<ArticleId>,
    /// What an annotation is whose label says neither claim nor quote.
    pub kind: Kind,
    /// What offsets count that stand without words; `None` takes what the format usually counts.
    pub unit: Option<Offsets>,
    /// The name of the file, which annotations remember; empty if it has none.
    pub file: &'a str,
    /// The article's text, where it stands in a file of its own beside this one.
    pub text: Option<&'a str>,
}

impl<'a> ReadOptions<'a> {
    /// Options for files that are read at a moment beside these articles.
    pub fn new(at: Timestamp, known: &'a [Rc<Document>]) -> Self {
        Self { at, known, about: None, kind: Kind::Claim, unit: None, file: "", text: None }
    }
}

/// How the unit of a file's offsets is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitFound {
    /// Slicing the text gave this many quotes in this unit, more than in any other or as many as in the usual
    /// one.
    BySlicing {
        /// The unit.
        unit: Offsets,
        /// How many spans gave their quotes.
        fit: usize,
        /// How many spans have quotes.
        of: usize,
    },
    /// The file has offsets without quotes: the format's usual unit was taken.
    Assumed(Offsets),
    /// It has no offsets.
    NoOffsets,
}

impl fmt::Display for UnitFound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BySlicing { of: 0, .. } => f.write_str("Offsets in code points and UTF-16 units."),
            Self::BySlicing { unit, fit, of } => {
                write!(f, "Offsets count {}: so counted, {fit} of {of} spans give their words.", unit.label())
            }
            Self::Assumed(unit) => {
                write!(f, "Offsets stand without words; they are taken to count {}.", unit.label())
            }
            Self::NoOffsets => f.write_str("No offsets: places are found by their words."),
        }
    }
}

/// One article of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Where it stands: `line 3`, `[2]`; empty where the file is one article.
    pub place: String,
    /// How its offsets count.
    pub unit: UnitFound,
    /// How many of its entries have labels that say neither claim nor quote, and were taken as
    /// [`ReadOptions::kind`].
    pub unlabelled: usize,
    /// What it brings, as a native file would, or why it cannot be read.
    pub read: Result<native::Incoming, ReadError>,
}

/// What a file brings: its articles in the order of the file, good and bad.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// The format.
    pub format: Format,
    /// The articles.
    pub items: Vec<Item>,
}

/// Why a file, or one article of it, cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// Nothing here reads this format.
    NotRead(Format),
    /// It is not text.
    NotText(DecodeError),
    /// It is a native file, and cannot be read.
    Native(native::ReadError),
    /// It is not JSON.
    NotJson {
        /// The line, counted from 1.
        line: usize,
        /// The column, counted from 1, in bytes.
        column: usize,
        /// What the JSON reader met.
        why: Why,
    },
    /// Something in it is not as the format wants it.
    Shape {
        /// A path, or a line.
        path: String,
        /// What is wrong.
        why: Why,
    },
    /// It would take far more memory than its size.
    TooDense,
    /// It has no text, and it is not said to be about an article that is here.
    NoText,
    /// The archive cannot be read, or is far too large unpacked.
    Archive(Why),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotRead(format) => write!(f, "{} can be written but not read", format.label()),
            Self::NotText(why) => write!(f, "{why}"),
            Self::Native(why) => write!(f, "{why}"),
            Self::NotJson { line, column, why } => {
                write!(f, "it is not JSON: line {line}, column {column}: {why}")
            }
            Self::Shape { path, why } if path.is_empty() => write!(f, "{why}"),
            Self::Shape { path, why } => write!(f, "{path}: {why}"),
            Self::TooDense => f.write_str(TOO_DENSE),
            Self::NoText => f.write_str(
                "it does not hold the article’s text, and the article it is about is not here. Add the article first",
            ),
            Self::Archive(why) => write!(f, "the archive cannot be read: {why}"),
        }
    }
}

impl std::error::Error for ReadError {}

impl From<TooDense> for ReadError {
    fn from(_: TooDense) -> Self {
        Self::TooDense
    }
}

impl ReadError {
    /// What a reader of native articles says.
    fn of_native(error: native::ReadError) -> Self {
        if error == native::ReadError::TooDense { Self::TooDense } else { Self::Native(error) }
    }
}

/// Reads a file of a format. What cannot be read at all is an error; of what can be read in part, each article
/// says what was taken and what was not, and why.
pub fn read(format: Format, bytes: &[u8], options: &ReadOptions<'_>) -> Result<Import, ReadError> {
    let budget = Budget::of_file(bytes.len());
    let text = || -> Result<String, ReadError> {
        let text = decode(bytes).map_err(ReadError::NotText)?;
        budget.hold(text.len())?;
        Ok(text)
    };
    let native = |place: String, read: Result<native::Incoming, native::ReadError>| Item {
        place,
        unit: UnitFound::BySlicing { unit: Offsets::CodePoints, fit: 0, of: 0 },
        unlabelled: 0,
        read: read.map_err(ReadError::of_native),
    };
    let items = match format {
        Format::Native => vec![native(String::new(), native::read_within(&text()?, &budget))],
        Format::NativeLines => {
            let lines = native::read_lines_within(&text()?, &budget).into_iter();
            lines.map(|(number, read)| native(line_place(number), read)).collect()
        }
        Format::WebAnnotation | Format::Recogito => web_annotation::read(format, &text()?, options, &budget)?,
        Format::Hypothesis => hypothesis::read(&text()?, options, &budget)?,
        Format::LabelStudio => label_studio::read(&text()?, options, &budget)?,
        Format::Spacy => spacy::read(&text()?, options, &budget),
        Format::Doccano => doccano::read(&text()?, options, &budget),
        Format::Csv => csv::read(&text()?, options, &budget)?,
        Format::Brat => brat::read(bytes, options, &budget)?,
        Format::Html
        | Format::Report
        | Format::Markdown
        | Format::Tei
        | Format::UimaCas
        | Format::Refi
        | Format::SchemaOrg
        | Format::Conll
        | Format::Readwise => return Err(ReadError::NotRead(format)),
    };
    let mut import = Import { format, items };
    for incoming in import.items.iter_mut().filter_map(|item| item.read.as_mut().ok()) {
        remember_origin(format, incoming, options);
    }
    Ok(import)
}

/// Gives every annotation that another tool made the name of format and file.
fn remember_origin(format: Format, incoming: &mut native::Incoming, options: &ReadOptions<'_>) {
    let remember = |annotation: &Rc<Annotation>| {
        let Some(origin) = annotation.origin.as_ref().filter(|origin| origin.format.is_empty()) else {
            return annotation.clone();
        };
        let mut annotation = (**annotation).clone();
        annotation.origin = Some(Rc::new(Origin {
            format: format.name().to_owned(),
            file: options.file.to_owned(),
            ..(**origin).clone()
        }));
        Rc::new(annotation)
    };
    incoming.document.annotations = Rc::new(incoming.document.annotations.iter().map(remember).collect());
    if let Some(unplaced) = incoming.unplaced.as_mut().map(Rc::make_mut) {
        unplaced.left = unplaced.left.iter().map(remember).collect();
    }
}
