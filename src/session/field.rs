//! The fields of an annotation that a person sets, one at a time or on many annotations at once.

use std::rc::Rc;

use crate::annotation::{
    Annotation, CheckWorthiness, ClaimType, Evidence, Kind, QuoteType, Source, clean_labels,
};
use crate::text::TextRange;

/// A field and what it is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    /// Claim or quote.
    Kind(Kind),
    /// How a quote gives somebody's words.
    QuoteType(Option<QuoteType>),
    /// Who says it: a row of the article's table, which is added if it is not there yet.
    Speaker(Option<Rc<Source>>),
    /// The words that attribute.
    Cue(Option<TextRange>),
    /// Where the text names the speaker.
    Mention(Option<TextRange>),
    /// Whether the proposed attribution is right: `true` takes it, `false` throws it away.
    Proposal(bool),
    /// What a claim asserts.
    ClaimType(Option<ClaimType>),
    /// Whether it is worth a check.
    CheckWorthiness(Option<CheckWorthiness>),
    /// The claim in one plain sentence.
    Wording(String),
    /// A value of the scale; empty takes it away.
    Verdict(String),
    /// All pieces of evidence.
    Evidence(Vec<Evidence>),
    /// When the claim was made.
    Date(String),
    /// Where it was made.
    Place(String),
    /// What one has to know to understand it.
    Context(String),
    /// The note.
    Note(String),
    /// One more label; white space is cleaned.
    AddLabel(String),
    /// One label less.
    RemoveLabel(String),
}

/// A field without its value: what a step of the history is called after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldName {
    /// See [`Field::Kind`].
    Kind,
    /// See [`Field::QuoteType`].
    QuoteType,
    /// See [`Field::Speaker`].
    Speaker,
    /// See [`Field::Cue`].
    Cue,
    /// See [`Field::Mention`].
    Mention,
    /// See [`Field::Proposal`].
    Proposal,
    /// See [`Field::ClaimType`].
    ClaimType,
    /// See [`Field::CheckWorthiness`].
    CheckWorthiness,
    /// See [`Field::Wording`].
    Wording,
    /// See [`Field::Verdict`].
    Verdict,
    /// See [`Field::Evidence`].
    Evidence,
    /// See [`Field::Date`].
    Date,
    /// See [`Field::Place`].
    Place,
    /// See [`Field::Context`].
    Context,
    /// See [`Field::Note`].
    Note,
    /// See [`Field::AddLabel`] and [`Field::RemoveLabel`].
    Labels,
}

impl FieldName {
    /// Every name.
    pub const ALL: [Self; 16] = [
        Self::Kind,
        Self::QuoteType,
        Self::Speaker,
        Self::Cue,
        Self::Mention,
        Self::Proposal,
        Self::ClaimType,
        Self::CheckWorthiness,
        Self::Wording,
        Self::Verdict,
        Self::Evidence,
        Self::Date,
        Self::Place,
        Self::Context,
        Self::Note,
        Self::Labels,
    ];

    /// The word for it, in records and in the names of steps.
    pub fn name(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::QuoteType => "quote type",
            Self::Speaker => "speaker",
            Self::Cue => "cue",
            Self::Mention => "mention",
            Self::Proposal => "proposal",
            Self::ClaimType => "claim type",
            Self::CheckWorthiness => "check-worthiness",
            Self::Wording => "wording",
            Self::Verdict => "verdict",
            Self::Evidence => "evidence",
            Self::Date => "date",
            Self::Place => "place",
            Self::Context => "context",
            Self::Note => "note",
            Self::Labels => "labels",
        }
    }

    /// Reads what [`Self::name`] wrote.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }

    /// Whether it is typed letter by letter, so that letters that follow each other quickly are one step.
    pub fn is_typed(self) -> bool {
        matches!(self, Self::Wording | Self::Evidence | Self::Date | Self::Place | Self::Context | Self::Note)
    }
}

impl Field {
    /// Its name.
    pub fn name(&self) -> FieldName {
        match self {
            Self::Kind(_) => FieldName::Kind,
            Self::QuoteType(_) => FieldName::QuoteType,
            Self::Speaker(_) => FieldName::Speaker,
            Self::Cue(_) => FieldName::Cue,
            Self::Mention(_) => FieldName::Mention,
            Self::Proposal(_) => FieldName::Proposal,
            Self::ClaimType(_) => FieldName::ClaimType,
            Self::CheckWorthiness(_) => FieldName::CheckWorthiness,
            Self::Wording(_) => FieldName::Wording,
            Self::Verdict(_) => FieldName::Verdict,
            Self::Evidence(_) => FieldName::Evidence,
            Self::Date(_) => FieldName::Date,
            Self::Place(_) => FieldName::Place,
            Self::Context(_) => FieldName::Context,
            Self::Note(_) => FieldName::Note,
            Self::AddLabel(_) | Self::RemoveLabel(_) => FieldName::Labels,
        }
    }

    /// Sets the field. Whatever a person sets about who says it is no proposal any more.
    pub(super) fn set_on(&self, annotation: &mut Annotation) {
        let (attribution, claim) = (&mut annotation.attribution, &mut annotation.claim);
        match self {
            Self::Kind(kind) => annotation.kind = *kind,
            Self::QuoteType(value) => annotation.quote_type = *value,
            Self::Speaker(source) => {
                let id = source.as_ref().map(|source| source.id);
                if attribution.source != id {
                    attribution.source = id;
                    // The words that named another speaker do not name this one.
                    attribution.mention = None;
                }
                attribution.is_proposed = false;
            }
            Self::Cue(range) => {
                attribution.cue = *range;
                attribution.is_proposed = false;
            }
            Self::Mention(range) => {
                attribution.mention = *range;
                attribution.is_proposed = false;
            }
            Self::Proposal(true) => attribution.is_proposed = false,
            Self::Proposal(false) if attribution.is_proposed => *attribution = Default::default(),
            Self::Proposal(false) => {}
            Self::ClaimType(value) => claim.claim_type = *value,
            Self::CheckWorthiness(value) => claim.check_worthiness = *value,
            Self::Wording(text) => claim.wording.clone_from(text),
            Self::Verdict(verdict) => claim.verdict.clone_from(verdict),
            Self::Evidence(evidence) => claim.evidence.clone_from(evidence),
            Self::Date(text) => claim.date.clone_from(text),
            Self::Place(text) => claim.place.clone_from(text),
            Self::Context(text) => claim.context.clone_from(text),
            Self::Note(text) => annotation.note.clone_from(text),
            Self::AddLabel(label) => {
                annotation.labels = clean_labels(annotation.labels.iter().chain([label]));
            }
            Self::RemoveLabel(label) => annotation.labels.retain(|present| present != label),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_they_are_written() {
        for field in FieldName::ALL {
            assert_eq!(FieldName::from_name(field.name()), Some(field));
        }
    }
}
