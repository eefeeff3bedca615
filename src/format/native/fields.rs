//! From the file's keys to what an annotation says beside its words: who says it, the claim's fields, links.

use std::fmt;
use std::rc::Rc;

use super::problem::{Problem, Refusal, note};
use super::wire;
use crate::annotation::{
    Annotation, Attribution, CheckWorthiness, Claim, ClaimType, Evidence, EvidencePlace, Origin, Provenance,
    QuoteType, RelationError, RelationKind, Source, SourceKind, Stance, clean_labels,
};
use crate::identity::{AnnotationId, SourceId, Timestamp};
use crate::text::TextRange;

/// Why a value inside an entry was left out, while the entry itself was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// The key does not know this value.
    UnknownValue(String),
    /// It refers to a source that the file does not have.
    NoSource,
    /// It refers to an annotation that was not taken.
    NoAnnotation,
    /// The link cannot be made.
    Relation(RelationError),
    /// Its words could not be placed.
    Place(Refusal),
    /// It has neither an address nor words of the article, or both.
    Evidence,
}

impl fmt::Display for LeftOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownValue(value) => write!(f, "“{value}” is not a value that it can have"),
            Self::NoSource => f.write_str("the file has no such source"),
            Self::NoAnnotation | Self::Relation(RelationError::Missing) => {
                f.write_str("the annotation that it links to was not taken")
            }
            Self::Relation(RelationError::ToItself) => {
                f.write_str("an annotation cannot be linked to itself")
            }
            Self::Relation(RelationError::Present) => f.write_str("the same link is there already"),
            Self::Relation(RelationError::Cycle) => {
                f.write_str("it would make an annotation a part of itself")
            }
            Self::Place(why) => write!(f, "{why}"),
            Self::Evidence => {
                f.write_str("a piece of evidence has either an address or words of the article")
            }
        }
    }
}

/// Finds a part's range in the article and says whether it had to be searched for.
pub(in crate::format) type Finder<'a> = &'a dyn Fn(&wire::Part) -> Result<(TextRange, bool), Refusal>;

/// Reads one entry's fields; what cannot be read is left out and listed.
pub(super) struct FieldReader<'a> {
    /// The entry's path.
    pub path: &'a str,
    /// Places parts.
    pub find: Finder<'a>,
    /// Whether the file has a source.
    pub has_source: &'a dyn Fn(SourceId) -> bool,
    /// Where problems go.
    pub problems: &'a mut Vec<Problem>,
}

impl FieldReader<'_> {
    /// Gives an annotation everything that the entry says about it, links excepted.
    pub(super) fn give(&mut self, wire: &wire::Annotation, annotation: &mut Annotation) {
        let source = wire.source.as_deref().and_then(|id| {
            let known = id.parse().ok().filter(|id| (self.has_source)(*id));
            self.or_left_out("source", known, LeftOut::NoSource)
        });
        annotation.attribution = Attribution {
            source,
            mention: self.span("mention", wire.mention.as_ref()),
            cue: self.span("cue", wire.cue.as_ref()),
            is_proposed: wire.attribution_proposed,
        };
        annotation.quote_type = self.value("quoteType", wire.quote_type.as_deref(), QuoteType::from_name);
        annotation.claim = Claim {
            claim_type: self.value("claimType", wire.claim_type.as_deref(), ClaimType::from_name),
            check_worthiness: self.value(
                "checkWorthiness",
                wire.check_worthiness.as_deref(),
                CheckWorthiness::from_name,
            ),
            wording: wire.wording.clone(),
            verdict: wire.verdict.clone(),
            evidence: (0..).zip(&wire.evidence).filter_map(|(at, piece)| self.evidence(at, piece)).collect(),
            date: wire.claim_date.clone(),
            place: wire.claim_place.clone(),
            context: wire.context.clone(),
        };
        annotation.provenance =
            self.value("provenance", wire.provenance.as_deref(), Provenance::from_name).unwrap_or_default();
        annotation.origin = wire.origin.as_ref().and_then(|origin| self.origin(origin)).map(Rc::new);
    }

    fn origin(&mut self, wire: &wire::Origin) -> Option<Origin> {
        let at = Timestamp::parse(&wire.imported_at);
        let at = self.or_left_out("origin", at, LeftOut::UnknownValue(wire.imported_at.clone()))?;
        Some(Origin {
            format: wire.format.clone(),
            id: wire.id.clone(),
            file: wire.file.clone(),
            at,
            is_relocated: wire.relocated,
        })
    }

    fn value<T>(&mut self, key: &str, name: Option<&str>, read: fn(&str) -> Option<T>) -> Option<T> {
        let name = name?;
        self.or_left_out(key, read(name), LeftOut::UnknownValue(name.to_owned()))
    }

    fn span(&mut self, key: &str, part: Option<&wire::Part>) -> Option<TextRange> {
        match (self.find)(part?) {
            Ok((range, false)) => Some(range),
            Ok((range, true)) => {
                note(self.problems, Problem::Relocated { path: self.at(key) });
                Some(range)
            }
            Err(why) => self.or_left_out(key, None, LeftOut::Place(why)),
        }
    }

    fn evidence(&mut self, number: usize, piece: &wire::Evidence) -> Option<Evidence> {
        let key = format!("evidence[{number}]");
        let stance = self.value(&format!("{key}.stance"), Some(&piece.stance), Stance::from_name)?;
        let place = match (&piece.url, &piece.target) {
            (Some(url), None) => EvidencePlace::Url(url.clone()),
            (None, Some(part)) => EvidencePlace::Span(self.span(&format!("{key}.target"), Some(part))?),
            _ => return self.or_left_out(&key, None, LeftOut::Evidence),
        };
        Some(Evidence { place, stance, note: piece.note.clone() })
    }

    fn or_left_out<T>(&mut self, key: &str, value: Option<T>, why: LeftOut) -> Option<T> {
        if value.is_none() {
            note(self.problems, Problem::LeftOut { path: self.at(key), why });
        }
        value
    }

    fn at(&self, key: &str) -> String {
        format!("{}.{key}", self.path)
    }
}

/// A link as the file states it.
pub(super) fn relation(wire: &wire::Relation) -> Result<(RelationKind, AnnotationId), LeftOut> {
    let kind = RelationKind::from_name(&wire.kind).ok_or_else(|| LeftOut::UnknownValue(wire.kind.clone()))?;
    let to = wire.to.parse().map_err(|_| LeftOut::UnknownValue(wire.to.clone()))?;
    Ok((kind, to))
}

/// A source as the file states it, or the key that is to blame.
pub(super) fn source(wire: &wire::Source) -> Result<Source, (&'static str, Refusal)> {
    let time = |key, text: &String| Timestamp::parse(text).ok_or_else(|| (key, Refusal::Time(text.clone())));
    if wire.name.trim().is_empty() {
        return Err(("name", Refusal::Nameless));
    }
    Ok(Source {
        id: wire.id.parse().map_err(|_| ("id", Refusal::Id))?,
        name: wire.name.clone(),
        role: wire.role.clone(),
        organisation: wire.organisation.clone(),
        aliases: clean_labels(&wire.aliases),
        link: wire.link.clone(),
        kind: SourceKind::from_name(&wire.kind)
            .ok_or_else(|| ("kind", Refusal::UnknownSourceKind(wire.kind.clone())))?,
        created: time("created", &wire.created)?,
        modified: time("modified", &wire.modified)?,
    })
}
