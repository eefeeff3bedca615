//! The native file: plain JSON that holds the article's text and every annotation with its words.
//!
//! Unit of offsets: both, named. `codePoints` counts Unicode code points, `utf16` counts UTF-16 code units;
//! both are half-open and count in `document.text`. The text is normalised (LF line ends, no byte order
//! mark), and its SHA-256 over UTF-8 stands beside it.
//!
//! [`write`](fn@write) and [`read`](fn@read) are a pair: what one writes, the other reads to an equal document.

mod assembly;
mod check;
mod choices;
mod fields;
mod place;
mod problem;
mod read;
pub(super) mod wire;
mod write;

pub use check::{Mismatch, Unit};
pub use fields::LeftOut;
pub use problem::{Problem, ReadError, Refusal};
pub use read::{Incoming, read, read_lines};
pub use write::{write, write_backup_line, write_line, write_line_with, write_with};

pub(super) use assembly::Assembly;
pub(super) use place::Places;
pub(super) use read::{Read, read_lines_within, read_within, with_text};
pub(super) use write::{write_annotation, write_document, write_source};

/// What `format` says in every file.
pub const FORMAT: &str = "ascribe";

/// The version of the file's schema. A later minor version only adds keys that may be missing.
pub const SCHEMA_VERSION: &str = "1.4.0";

/// The file's shape as a JSON Schema (draft 2020-12), for readers in other languages. What a schema cannot say
/// stands in its description.
pub const SCHEMA: &str = include_str!("ascribe-1.4.schema.json");

/// What the file says of a suggestion that waits for an answer, and of one that a person turned down.
pub const SUGGESTION_STATES: [&str; 2] = ["open", "dismissed"];

/// The part of [`SCHEMA_VERSION`] that has to agree.
const MAJOR: u64 = 1;
