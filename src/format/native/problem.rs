//! What can be wrong with a native file, in facts and in sentences.

use std::fmt;

use super::MAJOR;
use super::fields::LeftOut;
use crate::format::budget::{TOO_DENSE, TooDense};
use crate::format::why::Why;

/// Why a file cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// It is not JSON.
    NotJson {
        /// The line, counted from 1.
        line: usize,
        /// The column, counted from 1, in bytes.
        column: usize,
        /// What the JSON reader met.
        why: Why,
    },
    /// It is JSON, but not an Ascribe file.
    NotAscribe,
    /// Its schema has another major version.
    OtherVersion {
        /// What it states; empty if it states none.
        version: String,
    },
    /// The article cannot be read.
    Document {
        /// The path of the key.
        path: String,
        /// What is wrong with it.
        why: Why,
    },
    /// It would take far more memory than its size.
    TooDense,
}

impl From<TooDense> for ReadError {
    fn from(_: TooDense) -> Self {
        Self::TooDense
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotJson { line, column, why } => {
                write!(f, "it is not JSON: line {line}, column {column}: {why}")
            }
            Self::NotAscribe => f.write_str("it is JSON, but not a file that Ascribe exported"),
            Self::OtherVersion { version } if version.is_empty() => {
                write!(f, "it does not state its schema version, and this Ascribe reads version {MAJOR}")
            }
            Self::OtherVersion { version } => write!(
                f,
                "it has schema version {version}, and this Ascribe reads version {MAJOR}. Open it with a newer Ascribe"
            ),
            Self::Document { path, why } => write!(f, "its article cannot be read: {path}: {why}"),
            Self::TooDense => f.write_str(TOO_DENSE),
        }
    }
}

impl std::error::Error for ReadError {}

/// Why one annotation or one source was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It does not have the shape of an annotation.
    Shape(Why),
    /// Its id is no UUID.
    Id,
    /// An earlier entry of the file has the same id.
    RepeatedId,
    /// No kind has this name.
    UnknownKind(String),
    /// No kind of source has this name.
    UnknownSourceKind(String),
    /// A source without a name.
    Nameless,
    /// A time is not RFC 3339.
    Time(String),
    /// It has no parts, or they overlap.
    Parts,
    /// Its words stand nowhere in the text.
    WordsMissing,
    /// Its words stand in several places, and its offsets and context do not tell which is meant.
    WordsAmbiguous {
        /// In how many.
        places: usize,
    },
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shape(why) => write!(f, "{why}"),
            Self::Id => f.write_str("its id is not a UUID"),
            Self::RepeatedId => f.write_str("an earlier one has the same id"),
            Self::UnknownSourceKind(kind) => write!(f, "“{kind}” is no kind of source"),
            Self::Nameless => f.write_str("it has no name"),
            Self::UnknownKind(kind) => write!(f, "“{kind}” is neither claim nor quote"),
            Self::Time(time) => write!(f, "“{time}” is not a date and time"),
            Self::Parts => f.write_str("it has no parts, or they overlap"),
            Self::WordsMissing => f.write_str("its words are not in the article"),
            Self::WordsAmbiguous { places } => {
                write!(f, "its words are in the article {places} times, and it does not say which is meant")
            }
        }
    }
}

/// Something about the file that a person should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// An annotation was not taken.
    Refused {
        /// The path of the key that is to blame.
        path: String,
        /// Why.
        why: Refusal,
    },
    /// An annotation has no place in the text. It was taken apart from the others.
    Unplaced {
        /// The path of the part that is to blame.
        path: String,
        /// Why.
        why: Refusal,
    },
    /// A value was not taken; the rest of its entry was.
    LeftOut {
        /// Its path.
        path: String,
        /// Why.
        why: LeftOut,
    },
    /// A part was not where its offsets said, and was found by its words.
    Relocated {
        /// The path of the part.
        path: String,
    },
    /// A key that this version does not know was left out.
    UnknownKey {
        /// Its path.
        path: String,
    },
    /// The text is not the one that the file's hash was made of: it was changed after the export.
    TextChanged,
    /// There are more problems than are listed.
    More {
        /// How many more.
        number: usize,
    },
}

/// How many problems of one article are listed one by one; nobody reads more, and a broken file may have millions.
const LISTED: usize = 1_000;

/// Puts a problem on the list, or counts it where the list is long.
pub(in crate::format) fn note(problems: &mut Vec<Problem>, problem: Problem) {
    if let Some(Problem::More { number }) = problems.last_mut() {
        *number += if let Problem::More { number } = problem { number } else { 1 };
    } else if problems.len() < LISTED {
        problems.push(problem);
    } else {
        problems.push(Problem::More { number: 1 });
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { path, why } => write!(f, "{path} was left out: {why}."),
            Self::Unplaced { path, why } => write!(f, "{path} has no place: {why}."),
            Self::LeftOut { path, why } => write!(f, "{path} was left out: {why}. The rest was taken."),
            Self::Relocated { path } => {
                write!(f, "{path} was not where its offsets said; it was found by its words.")
            }
            Self::UnknownKey { path } => write!(f, "{path} is not known to this version and was left out."),
            Self::TextChanged => f.write_str("The text was changed after the file was written."),
            Self::More { number: 1 } => f.write_str("One more thing is not listed."),
            Self::More { number } => write!(f, "{number} more things are not listed."),
        }
    }
}
