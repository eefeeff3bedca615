//! One annotation as two files have it, field by field.

use std::rc::Rc;

use crate::annotation::{Annotation, Document, EvidencePlace, SourceSet};
use crate::text::ArticleText;

/// An annotation that is here and that a file describes otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// As it is here.
    pub here: Rc<Annotation>,
    /// As the file has it, under the ids of here.
    pub theirs: Rc<Annotation>,
    /// In what they differ; never empty.
    pub aspects: Vec<Aspect>,
}

/// Something that is said about an annotation and can be taken from one side or the other. How and when it was made
/// is no part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// Claim or quote.
    Kind,
    /// The words that it is about.
    Words,
    /// How a quote gives the words.
    QuoteType,
    /// Who says it.
    Speaker,
    /// Where the text names them.
    Mention,
    /// The words that attribute.
    Cue,
    /// What a claim asserts.
    ClaimType,
    /// Whether it is worth a check.
    CheckWorthiness,
    /// The claim in plain words.
    Wording,
    /// The verdict.
    Verdict,
    /// What speaks for and against.
    Evidence,
    /// When it was claimed.
    Date,
    /// Where.
    Place,
    /// What one has to know.
    Context,
    /// Links to other annotations.
    Links,
    /// Labels.
    Labels,
    /// The note.
    Note,
}

impl Aspect {
    /// All of them, in the order of a card.
    pub const ALL: [Self; 17] = [
        Self::Kind,
        Self::Words,
        Self::QuoteType,
        Self::Speaker,
        Self::Mention,
        Self::Cue,
        Self::ClaimType,
        Self::CheckWorthiness,
        Self::Wording,
        Self::Verdict,
        Self::Evidence,
        Self::Date,
        Self::Place,
        Self::Context,
        Self::Links,
        Self::Labels,
        Self::Note,
    ];

    /// How a person reads it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Kind => "Kind",
            Self::Words => "Words",
            Self::QuoteType => "Type of quote",
            Self::Speaker => "Speaker",
            Self::Mention => "Words for the speaker",
            Self::Cue => "Cue",
            Self::ClaimType => "Type of claim",
            Self::CheckWorthiness => "Worth checking",
            Self::Wording => "In plain words",
            Self::Verdict => "Verdict",
            Self::Evidence => "Evidence",
            Self::Date => "Date",
            Self::Place => "Place",
            Self::Context => "Context",
            Self::Links => "Links",
            Self::Labels => "Labels",
            Self::Note => "Note",
        }
    }

    /// In what two annotations differ.
    pub fn differing(here: &Annotation, theirs: &Annotation) -> Vec<Self> {
        let mut probe = here.clone();
        // Taking what is the same changes nothing.
        Self::ALL
            .into_iter()
            .filter(|aspect| {
                aspect.take(theirs, &mut probe);
                let differs = probe != *here;
                if differs {
                    probe.clone_from(here);
                }
                differs
            })
            .collect()
    }

    /// Copies it from one annotation into another.
    pub fn take(self, from: &Annotation, into: &mut Annotation) {
        let (attribution, claim) = (&mut into.attribution, &mut into.claim);
        match self {
            Self::Kind => into.kind = from.kind,
            Self::Words => into.parts.clone_from(&from.parts),
            Self::QuoteType => into.quote_type = from.quote_type,
            Self::Speaker => attribution.source = from.attribution.source,
            Self::Mention => attribution.mention = from.attribution.mention,
            Self::Cue => attribution.cue = from.attribution.cue,
            Self::ClaimType => claim.claim_type = from.claim.claim_type,
            Self::CheckWorthiness => claim.check_worthiness = from.claim.check_worthiness,
            Self::Wording => claim.wording.clone_from(&from.claim.wording),
            Self::Verdict => claim.verdict.clone_from(&from.claim.verdict),
            Self::Evidence => claim.evidence.clone_from(&from.claim.evidence),
            Self::Date => claim.date.clone_from(&from.claim.date),
            Self::Place => claim.place.clone_from(&from.claim.place),
            Self::Context => claim.context.clone_from(&from.claim.context),
            Self::Links => into.relations.clone_from(&from.relations),
            Self::Labels => into.labels.clone_from(&from.labels),
            Self::Note => into.note.clone_from(&from.note),
        }
    }

    /// What an annotation says there, for a person; empty if nothing. Sources are looked up in both lists.
    pub fn shown(self, annotation: &Annotation, document: &Document, more: &SourceSet) -> String {
        let text: &ArticleText = &document.article.text;
        let words = |range: Option<_>| range.map_or("", |range| text.slice(range)).to_owned();
        let (attribution, claim) = (&annotation.attribution, &annotation.claim);
        match self {
            Self::Kind => annotation.kind.name().to_owned(),
            Self::Words => annotation.words(text),
            Self::QuoteType => annotation.quote_type.map_or("", |value| value.name()).to_owned(),
            Self::Speaker => attribution
                .source
                .and_then(|id| document.sources.get(id).or_else(|| more.get(id)))
                .map_or_else(String::new, |source| source.name.clone()),
            Self::Mention => words(attribution.mention),
            Self::Cue => words(attribution.cue),
            Self::ClaimType => claim.claim_type.map_or("", |value| value.name()).to_owned(),
            Self::CheckWorthiness => claim.check_worthiness.map_or("", |value| value.name()).to_owned(),
            Self::Wording => claim.wording.clone(),
            Self::Verdict => claim.verdict.clone(),
            Self::Evidence => {
                let piece = |evidence: &crate::annotation::Evidence| {
                    let place = match &evidence.place {
                        EvidencePlace::Url(url) => url.as_str(),
                        EvidencePlace::Span(range) => text.slice(*range),
                    };
                    format!("{} {place} {}", evidence.stance.name(), evidence.note).trim_end().to_owned()
                };
                claim.evidence.iter().map(piece).collect::<Vec<_>>().join("; ")
            }
            Self::Date => claim.date.clone(),
            Self::Place => claim.place.clone(),
            Self::Context => claim.context.clone(),
            Self::Links => {
                let link = |link: &crate::annotation::Relation| {
                    let to = document.annotations.get(link.to).map_or_else(String::new, |to| to.words(text));
                    format!("{} “{to}”", link.kind.name())
                };
                annotation.relations.iter().map(link).collect::<Vec<_>>().join("; ")
            }
            Self::Labels => annotation.labels.join(", "),
            Self::Note => annotation.note.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::Kind;
    use crate::identity::{AnnotationId, Timestamp};
    use crate::text::TextRange;

    #[test]
    fn differences_are_told_one_by_one() {
        let range = TextRange::of(0, 2).expect("not empty");
        let at = Timestamp::from_millis(0);
        let here = Annotation::new(AnnotationId::from_random([1; 16]), Kind::Claim, range.into(), at);
        assert_eq!(Aspect::differing(&here, &here), []);
        let mut theirs = here.clone();
        theirs.modified = Timestamp::from_millis(9);
        theirs.attribution.is_proposed = true;
        assert_eq!(Aspect::differing(&here, &theirs), [], "how and when it was made is no difference");
        theirs.kind = Kind::Quote;
        theirs.claim.verdict = "disputed".to_owned();
        theirs.note = "no".to_owned();
        assert_eq!(Aspect::differing(&here, &theirs), [Aspect::Kind, Aspect::Verdict, Aspect::Note]);
        let mut taken = here.clone();
        Aspect::ALL.into_iter().for_each(|aspect| aspect.take(&theirs, &mut taken));
        assert_eq!(Aspect::differing(&taken, &theirs), []);
        assert_eq!(taken.modified, here.modified);
    }
}
