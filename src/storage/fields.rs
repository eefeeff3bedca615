//! What an annotation's record holds beside words, note and labels, and the record of a source.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::RecordError;
use super::record::to_json;
use crate::annotation::{
    Annotation, Attribution, CheckWorthiness, Claim, ClaimType, Evidence, EvidencePlace, Origin, Provenance,
    QuoteType, Relation, RelationKind, Source, SourceKind, Stance, clean_labels,
};
use crate::identity::{AnnotationId, SourceId, Timestamp};
use crate::text::TextRange;

/// The version of a source's record.
const VERSION: u64 = 1;

type Span = (u32, u32);

/// Everything that most annotations do not have, under short names; what is not there is left out.
#[derive(Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Fields {
    #[serde(rename = "s", skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    #[serde(rename = "m", skip_serializing_if = "Option::is_none")]
    mention: Option<Span>,
    #[serde(rename = "c", skip_serializing_if = "Option::is_none")]
    cue: Option<Span>,
    #[serde(rename = "p", skip_serializing_if = "is_default")]
    is_proposed: bool,
    #[serde(rename = "q", skip_serializing_if = "Option::is_none")]
    quote_type: Option<String>,
    #[serde(rename = "t", skip_serializing_if = "Option::is_none")]
    claim_type: Option<String>,
    #[serde(rename = "w", skip_serializing_if = "Option::is_none")]
    check_worthiness: Option<String>,
    #[serde(rename = "x", skip_serializing_if = "String::is_empty")]
    wording: String,
    #[serde(rename = "v", skip_serializing_if = "String::is_empty")]
    verdict: String,
    /// Address or span, stance, note.
    #[serde(rename = "e", skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<(Place, String, String)>,
    #[serde(rename = "d", skip_serializing_if = "String::is_empty")]
    date: String,
    #[serde(rename = "l", skip_serializing_if = "String::is_empty")]
    place: String,
    #[serde(rename = "k", skip_serializing_if = "String::is_empty")]
    context: String,
    /// Kind, other annotation.
    #[serde(rename = "r", skip_serializing_if = "Vec::is_empty")]
    relations: Vec<(String, String)>,
    #[serde(rename = "o", skip_serializing_if = "Option::is_none")]
    provenance: Option<String>,
    /// Format, id there, file, time, whether it was searched for.
    #[serde(rename = "f", skip_serializing_if = "Option::is_none")]
    origin: Option<(String, String, String, i64, bool)>,
    /// Since version 3 of an annotation's record.
    #[serde(rename = "a", skip_serializing_if = "String::is_empty")]
    creator: String,
}

#[derive(PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
enum Place {
    Url(String),
    Span(Span),
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

fn span(range: TextRange) -> Span {
    (range.start().0, range.end().0)
}

impl Fields {
    /// What a record of this annotation holds beside the rest.
    pub(super) fn of(annotation: &Annotation) -> Self {
        let Attribution { source, mention, cue, is_proposed } = annotation.attribution;
        let claim = &annotation.claim;
        let place = |place: &EvidencePlace| match place {
            EvidencePlace::Url(url) => Place::Url(url.clone()),
            EvidencePlace::Span(range) => Place::Span(span(*range)),
        };
        let evidence =
            |piece: &Evidence| (place(&piece.place), piece.stance.name().to_owned(), piece.note.clone());
        let relation = |relation: &Relation| (relation.kind.name().to_owned(), relation.to.short());
        Self {
            source: source.map(|id| id.short()),
            mention: mention.map(span),
            cue: cue.map(span),
            is_proposed,
            quote_type: annotation.quote_type.map(|value| value.name().to_owned()),
            claim_type: claim.claim_type.map(|value| value.name().to_owned()),
            check_worthiness: claim.check_worthiness.map(|value| value.name().to_owned()),
            wording: claim.wording.clone(),
            verdict: claim.verdict.clone(),
            evidence: claim.evidence.iter().map(evidence).collect(),
            date: claim.date.clone(),
            place: claim.place.clone(),
            context: claim.context.clone(),
            relations: annotation.relations.iter().map(relation).collect(),
            provenance: (annotation.provenance != Provenance::default())
                .then(|| annotation.provenance.name().to_owned()),
            origin: annotation.origin.as_ref().map(|origin| {
                let Origin { format, id, file, at, is_relocated } = &**origin;
                (format.clone(), id.clone(), file.clone(), at.millis(), *is_relocated)
            }),
            creator: annotation.creator.clone(),
        }
    }

    /// Whether there is nothing to hold.
    pub(super) fn is_empty(&self) -> bool {
        is_default(self)
    }

    /// Gives an annotation what the record holds.
    pub(super) fn give_to(self, annotation: &mut Annotation) -> Result<(), RecordError> {
        let malformed = |what: &str| RecordError::Malformed(format!("its {what} cannot be read"));
        let range = |(start, end): Span| TextRange::of(start, end).ok_or_else(|| malformed("spans"));
        annotation.attribution = Attribution {
            source: self.source.map(|id| source_id(&id)).transpose()?,
            mention: self.mention.map(range).transpose()?,
            cue: self.cue.map(range).transpose()?,
            is_proposed: self.is_proposed,
        };
        annotation.quote_type = named(self.quote_type, QuoteType::from_name, "quote type")?;
        let evidence = |(place, stance, note): (Place, String, String)| {
            let place = match place {
                Place::Url(url) => EvidencePlace::Url(url),
                Place::Span(span) => EvidencePlace::Span(range(span)?),
            };
            let stance = Stance::from_name(&stance).ok_or_else(|| malformed("stance"))?;
            Ok(Evidence { place, stance, note })
        };
        annotation.claim = Claim {
            claim_type: named(self.claim_type, ClaimType::from_name, "claim type")?,
            check_worthiness: named(self.check_worthiness, CheckWorthiness::from_name, "check-worthiness")?,
            wording: self.wording,
            verdict: self.verdict,
            evidence: self.evidence.into_iter().map(evidence).collect::<Result<_, _>>()?,
            date: self.date,
            place: self.place,
            context: self.context,
        };
        let relation = |(kind, to): (String, String)| {
            let kind = RelationKind::from_name(&kind).ok_or_else(|| malformed("relation"))?;
            let to = AnnotationId::from_short(&to).ok_or_else(|| malformed("relation"))?;
            Ok(Relation { kind, to })
        };
        annotation.relations = self.relations.into_iter().map(relation).collect::<Result<_, _>>()?;
        annotation.provenance =
            named(self.provenance, Provenance::from_name, "provenance")?.unwrap_or_default();
        annotation.origin = self.origin.map(|(format, id, file, at, is_relocated)| {
            Rc::new(Origin { format, id, file, at: Timestamp::from_millis(at), is_relocated })
        });
        annotation.creator = self.creator;
        Ok(())
    }
}

fn named<T>(name: Option<String>, read: fn(&str) -> Option<T>, what: &str) -> Result<Option<T>, RecordError> {
    name.map(|name| {
        read(&name).ok_or_else(|| RecordError::Malformed(format!("{name:?} is not a {what} that is known")))
    })
    .transpose()
}

fn source_id(short: &str) -> Result<SourceId, RecordError> {
    SourceId::from_short(short).ok_or_else(|| RecordError::Malformed("its source cannot be read".to_owned()))
}

#[derive(Serialize, Deserialize)]
struct SourceRecord {
    v: u64,
    #[serde(rename = "n")]
    name: String,
    #[serde(rename = "k", default)]
    kind: String,
    #[serde(rename = "r", default, skip_serializing_if = "String::is_empty")]
    role: String,
    #[serde(rename = "o", default, skip_serializing_if = "String::is_empty")]
    organisation: String,
    #[serde(rename = "a", default, skip_serializing_if = "Vec::is_empty")]
    aliases: Vec<String>,
    #[serde(rename = "l", default, skip_serializing_if = "String::is_empty")]
    link: String,
    #[serde(rename = "c")]
    created: i64,
    /// Milliseconds from created to modified.
    #[serde(rename = "m", default, skip_serializing_if = "is_default")]
    later: i64,
}

/// The record of a source.
pub(super) fn write_source(source: &Source) -> String {
    let created = source.created.millis();
    to_json(&SourceRecord {
        v: VERSION,
        name: source.name.clone(),
        kind: source.kind.name().to_owned(),
        role: source.role.clone(),
        organisation: source.organisation.clone(),
        aliases: source.aliases.clone(),
        link: source.link.clone(),
        created,
        later: source.modified.millis() - created,
    })
}

/// Reads what [`write_source`] wrote.
pub(super) fn read_source(id: SourceId, json: &str) -> Result<Source, RecordError> {
    let malformed = |error: serde_json::Error| RecordError::Malformed(error.to_string());
    let version = super::record::version_of(json)?;
    if version > VERSION {
        return Err(RecordError::Newer { version });
    }
    let record: SourceRecord = serde_json::from_str(json).map_err(malformed)?;
    if record.name.trim().is_empty() {
        return Err(RecordError::Malformed("it has no name".to_owned()));
    }
    let kind = SourceKind::from_name(&record.kind)
        .ok_or_else(|| RecordError::Malformed(format!("no kind of source is called {:?}", record.kind)))?;
    Ok(Source {
        id,
        name: record.name,
        role: record.role,
        organisation: record.organisation,
        aliases: clean_labels(record.aliases),
        link: record.link,
        kind,
        created: Timestamp::from_millis(record.created),
        modified: Timestamp::from_millis(record.created.saturating_add(record.later)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_written_short_and_read_back() {
        let id = SourceId::from_random([7; 16]);
        let at = Timestamp::from_millis(1_777_801_260_007);
        let bare = Source::new(id, "Ines Okafor", SourceKind::Person, at);
        let mut full = bare.clone();
        full.role = "council member".to_owned();
        full.organisation = "the council".to_owned();
        full.aliases = clean_labels(["Okafor", "Ms Okafor"]);
        full.link = "https://example.org/okafor".to_owned();
        full.modified = Timestamp::from_millis(at.millis() + 5);
        let cases = [
            (bare, r#"{"v":1,"n":"Ines Okafor","k":"person","c":1777801260007}"#),
            (
                full,
                concat!(
                    r#"{"v":1,"n":"Ines Okafor","k":"person","r":"council member","o":"the council","#,
                    r#""a":["Okafor","Ms Okafor"],"l":"https://example.org/okafor","c":1777801260007,"m":5}"#
                ),
            ),
        ];
        for (source, expected) in cases {
            let json = write_source(&source);
            assert_eq!(json, expected);
            assert_eq!(read_source(id, &json), Ok(source));
        }
    }

    #[test]
    fn a_damaged_source_is_named() {
        let id = SourceId::from_random([7; 16]);
        let cases = [
            ("", "EOF"),
            ("[]", "invalid"),
            (r#"{"v":1}"#, "missing field"),
            (r#"{"v":1,"n":" ","k":"person","c":1}"#, "no name"),
            (r#"{"v":1,"n":"a","k":"robot","c":1}"#, "robot"),
            (r#"{"v":9}"#, "newer version of Ascribe (record 9)"),
        ];
        for (json, part) in cases {
            let error = read_source(id, json).expect_err(json).to_string();
            assert!(error.contains(part), "{json}: {error}");
        }
    }
}
