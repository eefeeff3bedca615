//! Articles as exact text: normalised once, counted in three units, cut into paragraphs, sentences, words.
//!
//! Invariant: this room knows nothing of annotations or of a browser. Every offset that leaves it is a type
//! that names its unit, and every edge that it hands out lies between two grapheme clusters.

mod article;
mod bare;
mod bearing;
mod cut;
mod decode;
mod edges;
mod find;
mod index;
mod markup;
mod normal;
mod offset;
mod paste;
mod range;
mod segment;

pub use article::{Article, ArticleText, Details, Paragraph, Sha256, Status};
pub use bare::bare;
pub use bearing::{is_right_to_left, is_right_to_left_at};
pub use cut::word_pieces;
pub use decode::{DecodeError, LooksLike, decode};
pub use edges::Snap;
pub use find::{FindOptions, occurrences, occurrences_in};
pub use index::OffsetIndex;
pub use markup::PlainText;
pub use normal::{Normalization, normalize};
pub use offset::{ByteOffset, CodePointOffset, Utf16Offset};
pub use paste::{PasteError, article_from_paste};
pub use range::TextRange;
use segment::spans as spans_at;
pub use segment::{
    Dictionary, Direction, Unit, sentence_at, sentence_texts, sentences, set_dictionary, step,
};

/// An article to try things on, made up for this purpose: quotes in several forms, figures that disagree, one
/// line that does not belong to it.
pub const SAMPLE: &str = include_str!("sample.txt");
