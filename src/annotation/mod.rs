//! What a person marks in an article: annotations, the set of them, and changes that can be taken back.
//!
//! Invariant: an annotation is not a range. It has a stable id and one or more parts; moving an edge,
//! retagging or re-anchoring keeps the id and everything that hangs on it.

mod change;
mod document;
mod parts;
mod set;

pub use change::{Change, Inverse};
pub use document::{Document, Summary};
pub use parts::Parts;
pub use set::AnnotationSet;

use crate::identity::{AnnotationId, Timestamp};
use crate::text::ArticleText;

/// What an annotation says about its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// An assertion that can be checked.
    Claim,
    /// Words attributed to somebody.
    Quote,
}

impl Kind {
    /// Every kind, in the order in which they are listed.
    pub const ALL: [Self; 2] = [Self::Claim, Self::Quote];

    /// The kind's name in files and in the page's attributes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Claim => "claim",
            Self::Quote => "quote",
        }
    }

    /// Reads what [`Self::name`] wrote.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// One claim or one quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotation {
    /// Its identity, for good.
    pub id: AnnotationId,
    /// Claim or quote.
    pub kind: Kind,
    /// The words it is about; a split quote has several parts.
    pub parts: Parts,
    /// What the annotator writes about it. May be empty.
    pub note: String,
    /// Free labels in the order in which they were given, none twice, none blank.
    pub labels: Vec<String>,
    /// When it was made.
    pub created: Timestamp,
    /// When it was last changed.
    pub modified: Timestamp,
}

impl Annotation {
    /// A new annotation without note and labels.
    pub fn new(id: AnnotationId, kind: Kind, parts: Parts, at: Timestamp) -> Self {
        Self { id, kind, parts, note: String::new(), labels: Vec::new(), created: at, modified: at }
    }

    /// Its words, the parts of a split quote joined by an ellipsis.
    pub fn words(&self, text: &ArticleText) -> String {
        let parts: Vec<_> = self.parts.iter().map(|part| text.slice(part)).collect();
        parts.join(" … ")
    }

    /// Whether every word of a query occurs in its words, its note, its labels or its kind, in any case. A
    /// blank query occurs everywhere.
    pub fn mentions(&self, text: &ArticleText, query: &str) -> bool {
        let query = query.to_lowercase();
        let mut wanted = query.split_whitespace().peekable();
        if wanted.peek().is_none() {
            return true;
        }
        let labels = self.labels.join("\n");
        let all = [&self.words(text), &self.note, &labels, self.kind.name()].join("\n").to_lowercase();
        wanted.all(|word| all.contains(word))
    }

    /// Where it stands in the order of the text: by its whole extent, what contains before what is
    /// contained, then by age. The id settles the rest, so that the order is total.
    pub fn order(&self) -> impl Ord + use<> {
        (self.parts.extent(), self.created, self.id)
    }
}

/// Makes labels clean: trimmed, inner white space folded to one space, blank ones and repeats left out.
/// The first of two equal labels keeps its place.
pub fn clean_labels<I>(labels: I) -> Vec<String>
where
    I: IntoIterator,
    I::Item: AsRef<str>,
{
    let mut clean: Vec<String> = Vec::new();
    for label in labels {
        let label = label.as_ref().split_whitespace().collect::<Vec<_>>().join(" ");
        if !label.is_empty() && !clean.contains(&label) {
            clean.push(label);
        }
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::TextRange;

    #[test]
    fn labels_are_clean_and_distinct() {
        let cases: [(&[&str], &[&str]); 4] = [
            (&[], &[]),
            (&[" housing ", "cost", "housing"], &["housing", "cost"]),
            (&["", "  ", "\u{a0}"], &[]),
            (&["two\n words", "Two words"], &["two words", "Two words"]),
        ];
        for (given, expected) in cases {
            assert_eq!(clean_labels(given), expected, "{given:?}");
        }
    }

    #[test]
    fn a_query_looks_into_words_note_labels_and_kind() {
        let text = ArticleText::new("We won, she said, by three votes.").0;
        let ranges = [(0, 7), (18, 32)].into_iter().filter_map(|(start, end)| TextRange::of(start, end));
        let parts = Parts::new(ranges).expect("two parts");
        let mut annotation =
            Annotation::new(AnnotationId::from_random([1; 16]), Kind::Quote, parts, Timestamp::default());
        annotation.note = "Check the minutes".to_owned();
        annotation.labels = clean_labels(["Election"]);
        assert_eq!(annotation.words(&text), "We won, … by three votes");
        let cases = [
            ("", true),
            ("  ", true),
            ("WON", true),
            ("votes minutes", true),
            ("election quote", true),
            ("she said", false),
            ("won lost", false),
        ];
        for (query, expected) in cases {
            assert_eq!(annotation.mentions(&text, query), expected, "{query:?}");
        }
    }

    #[test]
    fn kinds_are_read_by_their_names() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_name(kind.name()), Some(kind));
        }
        assert_eq!(Kind::from_name("Quote"), None);
    }
}
