//! What a person marks in an article: annotations, the set of them, and changes that can be taken back.
//!
//! Invariant: an annotation is not a range. It has a stable id and one or more parts; moving an edge,
//! retagging or re-anchoring keeps the id and everything that hangs on it.

mod address;
mod change;
mod claim;
mod document;
mod parts;
mod provenance;
mod quote;
mod relation;
mod set;
mod shares;
mod source;
mod version;

pub use address::link;
pub use change::{Change, Inverse};
pub use claim::{CheckWorthiness, Claim, ClaimType, Evidence, EvidencePlace, Stance, VERDICTS, clean_scale};
pub use document::{Document, Summary};
pub use parts::Parts;
pub use provenance::{Origin, Provenance};
pub use quote::{Attribution, QuoteType};
pub use relation::{Relation, RelationError, RelationKind};
pub use set::{AnnotationSet, Nested};
pub use shares::{Share, shares};
pub use source::{Source, SourceKind, SourceSet, folded_name, is_same_name};
pub use version::{Revision, Version};

use std::rc::Rc;

use crate::identity::{AnnotationId, Timestamp};
use crate::text::{ArticleText, TextRange};

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
///
/// What is said about a claim stays when the annotation is retagged as a quote, and the other way round, so
/// that a slip of the hand loses nothing: the page shows what belongs to the kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotation {
    /// Its identity, for good.
    pub id: AnnotationId,
    /// Claim or quote.
    pub kind: Kind,
    /// The words it is about; a split quote has several parts.
    pub parts: Parts,
    /// Who says its words: the speaker of a quote, the claimant of a claim.
    pub attribution: Attribution,
    /// How the words are given, if it is a quote.
    pub quote_type: Option<QuoteType>,
    /// What is said about the claim, if it is one.
    pub claim: Claim,
    /// Its links to other annotations, in the order of their making, none twice, none to itself.
    pub relations: Vec<Relation>,
    /// Where it came from.
    pub provenance: Provenance,
    /// What is known of that, where it came from another tool.
    pub origin: Option<Rc<Origin>>,
    /// What the annotator writes about it. May be empty.
    pub note: String,
    /// Free labels in the order in which they were given, none twice, none blank.
    pub labels: Vec<String>,
    /// Who made it, as they call themselves. May be empty.
    pub creator: String,
    /// When it was made.
    pub created: Timestamp,
    /// When it was last changed.
    pub modified: Timestamp,
}

impl Annotation {
    /// A new annotation of which only kind and words are known.
    pub fn new(id: AnnotationId, kind: Kind, parts: Parts, at: Timestamp) -> Self {
        Self {
            id,
            kind,
            parts,
            attribution: Attribution::default(),
            quote_type: None,
            claim: Claim::default(),
            relations: Vec::new(),
            provenance: Provenance::default(),
            origin: None,
            note: String::new(),
            labels: Vec::new(),
            creator: String::new(),
            created: at,
            modified: at,
        }
    }

    /// Every range that it names: its parts, cue, mention and the evidence within the article.
    pub fn ranges(&self) -> impl Iterator<Item = TextRange> {
        let evidence = self.claim.evidence.iter().filter_map(|evidence| match evidence.place {
            EvidencePlace::Span(range) => Some(range),
            EvidencePlace::Url(_) => None,
        });
        self.parts.iter().chain(self.attribution.cue).chain(self.attribution.mention).chain(evidence)
    }

    /// Its words, the parts of a split quote joined by an ellipsis.
    pub fn words(&self, text: &ArticleText) -> String {
        let parts: Vec<_> = self.parts.iter().map(|part| text.slice(part)).collect();
        parts.join(" … ")
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
    fn kinds_are_read_by_their_names() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_name(kind.name()), Some(kind));
        }
        assert_eq!(Kind::from_name("Quote"), None);
    }
}
