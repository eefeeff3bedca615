//! The records: their keys, and how an article and an annotation are written and read.

use std::fmt;

use serde::de::{DeserializeSeed, Error as _, IgnoredAny, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};

use super::fields::Fields;
use crate::annotation::{Annotation, Kind, Parts, clean_labels, clean_scale};
use crate::identity::{AnnotationId, ArticleId, SourceId, Timestamp};
use crate::text::{Article, Details, Normalization, Sha256, Status, TextRange};

/// The layout's version, before every key.
const PREFIX: &str = "a1.";

/// What a record is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordKey {
    /// An article's details.
    Details(ArticleId),
    /// An article's text.
    Text(ArticleId),
    /// One annotation.
    Annotation(ArticleId, AnnotationId),
    /// One source.
    Source(ArticleId, SourceId),
    /// An earlier text, by the moment until which it was the text, in milliseconds. No two of an article have the
    /// same, and none is ever used again: a version that cannot be read is never written over.
    Version(ArticleId, i64),
}

impl RecordKey {
    /// Reads a key; `None` for a key that is not one of this layout.
    pub fn parse(key: &str) -> Option<Self> {
        Self::parse_beside(key, None)
    }

    /// The same. Reading an id takes a while, and most keys are of one article: where its id is known with how it is
    /// written, only the other id is read.
    pub(super) fn parse_beside(key: &str, known: Option<&(ArticleId, String)>) -> Option<Self> {
        let mut fields = key.strip_prefix(PREFIX)?.split('.');
        let kind = fields.next()?;
        let article = fields.next()?;
        let article = match known {
            Some((id, written)) if written == article => *id,
            _ => ArticleId::from_short(article)?,
        };
        let inner = fields.next();
        if fields.next().is_some() {
            return None;
        }
        match (kind, inner) {
            ("d", None) => Some(Self::Details(article)),
            ("t", None) => Some(Self::Text(article)),
            ("n", Some(id)) => Some(Self::Annotation(article, AnnotationId::from_short(id)?)),
            ("s", Some(id)) => Some(Self::Source(article, SourceId::from_short(id)?)),
            ("v", Some(until)) => Some(Self::Version(article, until.parse().ok()?)),
            _ => None,
        }
    }

    /// Whether a key belongs to this layout, readable or not.
    pub fn is_ours(key: &str) -> bool {
        ["d.", "t.", "n.", "s.", "v."]
            .iter()
            .any(|kind| key.strip_prefix(PREFIX).is_some_and(|rest| rest.starts_with(kind)))
    }

    /// How the keys of everything begin that an article has several of: annotations, sources, versions.
    pub(super) fn beginning(kind: char, article: ArticleId) -> String {
        format!("{PREFIX}{kind}.{}.", article.short())
    }

    /// The article that the record belongs to.
    pub fn article(&self) -> ArticleId {
        match self {
            Self::Details(article)
            | Self::Text(article)
            | Self::Annotation(article, _)
            | Self::Source(article, _)
            | Self::Version(article, _) => *article,
        }
    }
}

impl fmt::Display for RecordKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Details(article) => write!(f, "{PREFIX}d.{}", article.short()),
            Self::Text(article) => write!(f, "{PREFIX}t.{}", article.short()),
            Self::Annotation(article, annotation) => {
                write!(f, "{PREFIX}n.{}.{}", article.short(), annotation.short())
            }
            Self::Source(article, source) => write!(f, "{PREFIX}s.{}.{}", article.short(), source.short()),
            Self::Version(article, until) => write!(f, "{PREFIX}v.{}.{until}", article.short()),
        }
    }
}

/// Why a record cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordError {
    /// Its key is not one of this layout.
    Key,
    /// It is not what its key says, in the words of the JSON reader.
    Malformed(String),
    /// It was written by a later version of Ascribe.
    Newer {
        /// The version it states.
        version: u64,
    },
    /// The text is not the one that was saved: its hash differs.
    OtherText,
    /// The article has details but no text, or text but no details.
    Incomplete,
    /// The annotation reaches past the end of the article's text.
    OutsideText,
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key => f.write_str("its key cannot be read"),
            Self::Malformed(why) => write!(f, "it is damaged ({why})"),
            Self::Newer { version } => {
                write!(f, "it was written by a newer version of Ascribe (record {version})")
            }
            Self::OtherText => f.write_str("the text is not the one that was saved"),
            Self::Incomplete => f.write_str("the rest of its article is missing"),
            Self::OutsideText => f.write_str("it lies outside the article’s text"),
        }
    }
}

impl std::error::Error for RecordError {}

/// The latest version of the records written here; each record states its own as the first thing in it. A
/// record that holds nothing that version 1 does not know is written as version 1, so it stays the same.
const VERSION: u64 = 2;
/// The version of an annotation's record that says who made it.
const SIGNED: u64 = 3;

/// An article's details as stored. Short names: every letter counts against the quota.
#[derive(Serialize, Deserialize)]
struct DetailsRecord {
    v: u64,
    #[serde(rename = "t")]
    title: String,
    #[serde(rename = "b", default, skip_serializing_if = "String::is_empty")]
    byline: String,
    #[serde(rename = "o", default, skip_serializing_if = "String::is_empty")]
    outlet: String,
    #[serde(rename = "u", default, skip_serializing_if = "String::is_empty")]
    url: String,
    #[serde(rename = "p", default, skip_serializing_if = "String::is_empty")]
    published: String,
    #[serde(rename = "s", default, skip_serializing_if = "String::is_empty")]
    status: String,
    /// Since version 2.
    #[serde(rename = "g", default, skip_serializing_if = "Vec::is_empty")]
    verdicts: Vec<String>,
    /// Edges of dismissed passages in pairs. Since version 2.
    #[serde(rename = "z", default, skip_serializing_if = "Vec::is_empty")]
    dismissed: Vec<u32>,
    /// Edges of kept lines in pairs. Since version 2.
    #[serde(rename = "k", default, skip_serializing_if = "Vec::is_empty")]
    kept: Vec<u32>,
    #[serde(rename = "c")]
    created: i64,
    #[serde(rename = "m")]
    modified: i64,
    #[serde(rename = "h")]
    sha256: String,
    /// Length in code points, for the list.
    #[serde(rename = "n")]
    code_points: u32,
    /// Line endings, byte order mark, replaced characters.
    #[serde(rename = "x")]
    normalization: (u32, bool, u32),
    /// Since version 2.
    #[serde(rename = "e", default, skip_serializing_if = "String::is_empty")]
    extensions: String,
}

/// What the details record says, without the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct StoredDetails {
    pub details: Details,
    pub created: Timestamp,
    pub modified: Timestamp,
    pub sha256: Sha256,
    pub code_points: u32,
    pub normalization: Normalization,
    pub extensions: String,
}

pub(super) fn write_details(article: &Article) -> String {
    let Details { title, byline, outlet, url, published, status, verdicts, dismissed, kept } =
        article.details.clone();
    let is_plain =
        verdicts.is_empty() && dismissed.is_empty() && kept.is_empty() && article.extensions.is_empty();
    let Normalization { line_endings, byte_order_mark, replaced } = article.normalization;
    let record = DetailsRecord {
        v: if is_plain { 1 } else { 2 },
        title,
        byline,
        outlet,
        url,
        published,
        status: write_status(status),
        verdicts,
        dismissed: write_passages(&dismissed),
        kept: write_passages(&kept),
        created: article.created.millis(),
        modified: article.modified.millis(),
        sha256: article.text.sha256().to_string(),
        code_points: article.text.index().code_points().0,
        normalization: (line_endings, byte_order_mark, replaced),
        extensions: article.extensions.clone(),
    };
    to_json(&record)
}

pub(super) fn read_details(json: &str) -> Result<StoredDetails, RecordError> {
    let malformed = |error: serde_json::Error| RecordError::Malformed(error.to_string());
    let version = version_of(json)?;
    if version > VERSION {
        return Err(RecordError::Newer { version });
    }
    let record: DetailsRecord = serde_json::from_str(json).map_err(malformed)?;
    let (line_endings, byte_order_mark, replaced) = record.normalization;
    Ok(StoredDetails {
        details: Details {
            title: record.title,
            byline: record.byline,
            outlet: record.outlet,
            url: record.url,
            published: record.published,
            status: read_status(&record.status)?,
            verdicts: clean_scale(record.verdicts),
            dismissed: read_passages(&record.dismissed),
            kept: read_passages(&record.kept),
        },
        created: Timestamp::from_millis(record.created),
        modified: Timestamp::from_millis(record.modified),
        sha256: Sha256::parse(&record.sha256)
            .ok_or_else(|| RecordError::Malformed("its hash is no SHA-256".to_owned()))?,
        code_points: record.code_points,
        normalization: Normalization { line_endings, byte_order_mark, replaced },
        extensions: record.extensions,
    })
}

/// The version that a record states, where the record is an object.
pub(super) fn version_of(json: &str) -> Result<u64, RecordError> {
    #[derive(Deserialize)]
    struct Versioned {
        v: u64,
    }
    let read: Result<Versioned, _> = serde_json::from_str(json);
    read.map(|record| record.v).map_err(|error| RecordError::Malformed(error.to_string()))
}

/// Passages in records: start and end of each, in code points.
pub fn write_passages(passages: &[TextRange]) -> Vec<u32> {
    passages.iter().flat_map(|passage| [passage.start().0, passage.end().0]).collect()
}

/// Reads what [`write_passages`] wrote; what is no passage is left out.
pub fn read_passages(edges: &[u32]) -> Vec<TextRange> {
    let mut passages: Vec<_> =
        edges.chunks_exact(2).filter_map(|edges| TextRange::of(edges[0], edges[1])).collect();
    passages.sort_unstable();
    passages.dedup();
    passages
}

/// A status in records; the usual one is left out.
pub(super) fn write_status(status: Status) -> String {
    if status == Status::default() { String::new() } else { status.name().to_owned() }
}

/// Reads what [`write_status`] wrote.
pub(super) fn read_status(name: &str) -> Result<Status, RecordError> {
    if name.is_empty() {
        return Ok(Status::default());
    }
    Status::from_name(name).ok_or_else(|| RecordError::Malformed(format!("no status is called {name:?}")))
}

/// `[1,"c",[start,end,…],created]`, then, as far as the annotation has them: the milliseconds from created
/// to modified, the note, the labels, and [`Fields`] as an object. What comes last and is empty is left out. With
/// an object it is `[2,…]`, and `[3,…]` if that says who made it.
pub(super) fn write_annotation(annotation: &Annotation) -> String {
    let edges: Vec<u32> = annotation.parts.iter().flat_map(|part| [part.start().0, part.end().0]).collect();
    let letter = write_kind(annotation.kind);
    let created = annotation.created.millis();
    let later = annotation.modified.millis() - created;
    let (note, labels) = (&annotation.note, &annotation.labels);
    let fields = Fields::of(annotation);
    if !fields.is_empty() {
        let version = if annotation.creator.is_empty() { VERSION } else { SIGNED };
        return to_json(&(version, letter, edges, created, later, note, labels, fields));
    }
    match (later != 0, !note.is_empty(), !labels.is_empty()) {
        (false, false, false) => to_json(&(1, letter, edges, created)),
        (true, false, false) => to_json(&(1, letter, edges, created, later)),
        (_, true, false) => to_json(&(1, letter, edges, created, later, note)),
        (_, _, true) => to_json(&(1, letter, edges, created, later, note, labels)),
    }
}

pub(super) fn read_annotation(id: AnnotationId, json: &str) -> Result<Annotation, RecordError> {
    let mut newer = None;
    let mut reader = serde_json::Deserializer::from_str(json);
    let seed = AnnotationRecord { id, newer: &mut newer };
    let read = seed.deserialize(&mut reader).and_then(|annotation| reader.end().map(|()| annotation));
    read.map_err(|error| match newer {
        Some(version) => RecordError::Newer { version },
        None => RecordError::Malformed(error.to_string()),
    })
}

/// Reads the array of [`write_annotation`]; notes the version if it is a later one.
struct AnnotationRecord<'a> {
    id: AnnotationId,
    newer: &'a mut Option<u64>,
}

impl<'de> DeserializeSeed<'de> for AnnotationRecord<'_> {
    type Value = Annotation;

    fn deserialize<D: serde::Deserializer<'de>>(self, reader: D) -> Result<Annotation, D::Error> {
        reader.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for AnnotationRecord<'_> {
    type Value = Annotation;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an annotation as an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut fields: A) -> Result<Annotation, A::Error> {
        let missing = |what| move || A::Error::custom(format_args!("no {what}"));
        let version: u64 = fields.next_element()?.ok_or_else(missing("version"))?;
        if version > SIGNED {
            *self.newer = Some(version);
            return Err(A::Error::custom("a newer version"));
        }
        let letter: String = fields.next_element()?.ok_or_else(missing("kind"))?;
        let edges: Vec<u32> = fields.next_element()?.ok_or_else(missing("parts"))?;
        let created: i64 = fields.next_element()?.ok_or_else(missing("time"))?;
        let later: i64 = fields.next_element()?.unwrap_or_default();
        let note: String = fields.next_element()?.unwrap_or_default();
        let labels: Vec<String> = fields.next_element()?.unwrap_or_default();
        let more: Option<Fields> = if version > 1 { fields.next_element()? } else { None };
        if fields.next_element::<IgnoredAny>()?.is_some() {
            return Err(A::Error::custom("more fields than there are"));
        }
        let kind = read_kind(&letter).map_err(A::Error::custom)?;
        let (pairs, rest) = edges.as_chunks::<2>();
        let ranges: Option<Vec<_>> = pairs.iter().map(|[start, end]| TextRange::of(*start, *end)).collect();
        let parts = ranges.filter(|_| rest.is_empty()).and_then(Parts::new);
        let parts = parts.ok_or_else(|| A::Error::custom("its parts are empty, inverted or overlap"))?;
        let mut annotation = Annotation::new(self.id, kind, parts, Timestamp::from_millis(created));
        annotation.modified = Timestamp::from_millis(created.saturating_add(later));
        (annotation.note, annotation.labels) = (note, clean_labels(labels));
        if let Some(more) = more {
            more.give_to(&mut annotation).map_err(A::Error::custom)?;
        }
        Ok(annotation)
    }
}

/// A kind's letter in records.
pub(super) fn write_kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Claim => "c",
        Kind::Quote => "q",
    }
}

/// Reads what [`write_kind`] wrote.
pub(super) fn read_kind(letter: &str) -> Result<Kind, RecordError> {
    let kind = Kind::ALL.into_iter().find(|kind| write_kind(*kind) == letter);
    kind.ok_or_else(|| RecordError::Malformed(format!("no kind is called {letter:?}")))
}

pub(super) fn to_json(record: &impl Serialize) -> String {
    serde_json::to_string(record).expect("strings, numbers and arrays of them always have a JSON form")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn annotation(note: &str, labels: &[&str], later: i64) -> Annotation {
        let range = TextRange::of(999_998, 999_999).expect("not empty");
        let created = Timestamp::from_millis(1_777_801_260_007);
        let id = AnnotationId::from_random([0xff; 16]);
        let mut annotation = Annotation::new(id, Kind::Quote, range.into(), created);
        annotation.note = note.to_owned();
        annotation.labels = clean_labels(labels);
        annotation.modified = Timestamp::from_millis(created.millis() + later);
        annotation
    }

    #[test]
    fn annotations_are_written_short_and_read_back() {
        let cases = [
            (annotation("", &[], 0), r#"[1,"q",[999998,999999],1777801260007]"#),
            (annotation("", &[], 5), r#"[1,"q",[999998,999999],1777801260007,5]"#),
            (annotation("so?", &[], 0), r#"[1,"q",[999998,999999],1777801260007,0,"so?"]"#),
            (annotation("", &["a"], 0), r#"[1,"q",[999998,999999],1777801260007,0,"",["a"]]"#),
        ];
        for (annotation, expected) in cases {
            let json = write_annotation(&annotation);
            assert_eq!(json, expected);
            assert_eq!(read_annotation(annotation.id, &json), Ok(annotation));
        }
    }

    #[test]
    fn a_bare_annotation_takes_at_most_130_characters() {
        let article = ArticleId::from_random([0xff; 16]);
        let bare = annotation("", &[], 0);
        let size = RecordKey::Annotation(article, bare.id).to_string().len() + write_annotation(&bare).len();
        assert!(size <= 130, "{size} characters");
    }

    #[test]
    fn damage_is_named() {
        let id = AnnotationId::from_random([1; 16]);
        let cases = [
            ("", "EOF"),
            ("null", "an annotation as an array"),
            ("[1,\"q\",[0,1],", "EOF"),
            ("[1,\"q\",[0,1],5] x", "trailing"),
            ("[1]", "no kind"),
            ("[1,\"z\",[0,1],5]", "no kind is called"),
            ("[1,\"q\",[1,0],5]", "parts"),
            ("[1,\"q\",[0,1,2],5]", "parts"),
            ("[1,\"q\",[],5]", "parts"),
            ("[1,\"q\",[0,1],5,0,\"\",[],7]", "more fields"),
            ("[1,\"q\",[0,-1],5]", "-1"),
            (r#"[1,"q",[0,1],5,0,"",[],{}]"#, "more fields"),
            (r#"[2,"q",[0,1],5,0,"",[],{"z":1}]"#, "unknown field"),
            (r#"[2,"q",[0,1],5,0,"",[],{"q":"loud"}]"#, "quote type"),
            (r#"[2,"q",[0,1],5,0,"",[],{"c":[3,3]}]"#, "spans"),
            (r#"[2,"q",[0,1],5,0,"",[],{"r":[["supports","!"]]}]"#, "relation"),
            ("[4,{}]", "newer version of Ascribe (record 4)"),
        ];
        for (json, part) in cases {
            let error = read_annotation(id, json).expect_err(json).to_string();
            assert!(error.contains(part), "{json}: {error}");
        }
        assert_eq!(read_details("{\"v\":7}"), Err(RecordError::Newer { version: 7 }));
        assert!(matches!(read_details("{\"v\":1}"), Err(RecordError::Malformed(_))));
    }

    #[test]
    fn keys_are_read_as_they_are_written() {
        let (article, annotation) = (ArticleId::from_random([0; 16]), AnnotationId::from_random([9; 16]));
        for key in [
            RecordKey::Details(article),
            RecordKey::Text(article),
            RecordKey::Annotation(article, annotation),
            RecordKey::Source(article, SourceId::from_random([9; 16])),
        ] {
            assert_eq!(RecordKey::parse(&key.to_string()), Some(key));
            assert!(RecordKey::is_ours(&key.to_string()));
        }
        for other in ["", "a1.", "a1.d", "a1.d.!", "a1.x.1", "a2.d.1", "a1.n.1", "a1.d.1.1", "theme"] {
            assert_eq!(RecordKey::parse(other), None, "{other}");
        }
    }
}
