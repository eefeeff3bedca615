//! Which formats there are: names, units of offsets, what each holds and drops, and how a file is recognised.
//!
//! This module reaches no reader and no writer, so that a page can list the formats and recognise a file
//! without loading what reads it.

use serde::Deserialize;
use serde::de::IgnoredAny;

/// What a file's offsets count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Offsets {
    /// Unicode code points.
    CodePoints,
    /// UTF-16 code units.
    Utf16,
    /// UTF-8 bytes.
    Bytes,
}

impl Offsets {
    /// Every unit, in the order in which they are tried.
    pub const ALL: [Self; 3] = [Self::CodePoints, Self::Utf16, Self::Bytes];

    /// How a person reads it.
    pub fn label(self) -> &'static str {
        match self {
            Self::CodePoints => "code points",
            Self::Utf16 => "UTF-16 units",
            Self::Bytes => "bytes",
        }
    }
}

/// Something that is known about an article or an annotation and that a format may drop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Byline, outlet, date of publication, status and scale of verdicts.
    ArticleDetails,
    /// When the article came in and what was normalised in its text.
    ArticleHistory,
    /// Sources that no annotation names.
    IdleSources,
    /// Kind, role, organisation, other names and link of a source.
    SourceDetails,
    /// When a source was made and changed.
    SourceDates,
    /// The spans that name the source and the cue.
    Spans,
    /// Type, check-worthiness, wording, verdict, date, place and context of a claim, and a quote's type.
    ClaimFields,
    /// The evidence for and against a claim.
    Evidence,
    /// Links between annotations.
    Relations,
    /// Labels of one's own.
    Labels,
    /// Notes.
    Notes,
    /// How an annotation came about, and when.
    History,
    /// The ids by which an import finds what is here already.
    Ids,
    /// The parts of a split quote as one annotation.
    Splits,
    /// Who says it.
    Speakers,
    /// Annotations that overlap others.
    Overlaps,
    /// Where exactly the words stand.
    Places,
    /// The texts that an article had before.
    EarlierTexts,
    /// What other programs keep in the file of Ascribe's own.
    Extensions,
}

impl Field {
    /// How a person reads it.
    pub fn label(self) -> &'static str {
        match self {
            Self::ArticleDetails => "the article’s byline, outlet, date, status and scale of verdicts",
            Self::ArticleHistory => "when the article came in and what was normalised",
            Self::IdleSources => "sources that no annotation names",
            Self::SourceDetails => "what is known about a source beside the name",
            Self::SourceDates => "when a source was made and changed",
            Self::Spans => "the spans of cue and source",
            Self::ClaimFields => "the types, verdict and other fields of claims and quotes",
            Self::Evidence => "evidence",
            Self::Relations => "links between annotations",
            Self::Labels => "labels",
            Self::Notes => "notes",
            Self::History => "how and when annotations were made",
            Self::Ids => "ids",
            Self::Speakers => "who says it",
            Self::Overlaps => "annotations that overlap others; the first one is written",
            Self::Places => "where in the text the words stand",
            Self::EarlierTexts => "earlier texts of the article",
            Self::Extensions => "what other programs keep in Ascribe’s own file",
            Self::Splits => "that the parts of a split quote belong together",
        }
    }
}

/// A format in which annotations go out, and in most cases come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// The native file, one article.
    Native,
    /// Native files, one a line.
    NativeLines,
    /// W3C Web Annotation as JSON-LD.
    WebAnnotation,
    /// W3C Web Annotation as Recogito and Annotorious read it.
    Recogito,
    /// What Hypothesis exports.
    Hypothesis,
    /// Label Studio's tasks.
    LabelStudio,
    /// JSON Lines of spaCy and Prodigy.
    Spacy,
    /// JSON Lines of doccano.
    Doccano,
    /// A table, one annotation a row.
    Csv,
    /// brat standoff in a zip archive.
    Brat,
    /// A page to read and print.
    Html,
    /// A page to read and print, with a note beside each highlight.
    Report,
    /// A page of notes.
    Markdown,
    /// TEI P5 with stand-off spans.
    Tei,
    /// UIMA CAS as JSON, as INCEpTION reads it.
    UimaCas,
    /// REFI-QDA project for NVivo, MAXQDA, ATLAS.ti and QualCoder.
    Refi,
    /// schema.org's Quotation, Claim and ClaimReview.
    SchemaOrg,
    /// CoNLL with IOB2 tags.
    Conll,
    /// The table that Readwise imports.
    Readwise,
}

/// What is known about one format; one row of the table.
struct Facts {
    name: &'static str,
    label: &'static str,
    extension: &'static str,
    media_type: &'static str,
    unit: Option<Offsets>,
    reads: bool,
    needs_text: bool,
    drops: &'static [Field],
}

use Field::{
    ArticleDetails, ArticleHistory, ClaimFields, EarlierTexts, Evidence, Extensions, History, IdleSources,
    Ids, Labels, Notes, Overlaps, Places, Relations, SourceDates, SourceDetails, Spans, Speakers, Splits,
};

/// What only the native file holds.
const BEYOND: &[Field] = &[EarlierTexts, Extensions];

impl Format {
    /// Every format, in the order in which they are offered.
    pub const ALL: [Self; 19] = [
        Self::Native,
        Self::NativeLines,
        Self::WebAnnotation,
        Self::Hypothesis,
        Self::LabelStudio,
        Self::Spacy,
        Self::Csv,
        Self::Html,
        Self::Report,
        Self::Brat,
        Self::Doccano,
        Self::Markdown,
        Self::Recogito,
        Self::Tei,
        Self::UimaCas,
        Self::Refi,
        Self::SchemaOrg,
        Self::Conll,
        Self::Readwise,
    ];

    fn facts(self) -> Facts {
        let of = |name, label, extension, media_type, unit, (reads, needs_text), drops| Facts {
            name,
            label,
            extension,
            media_type,
            unit,
            reads,
            needs_text,
            drops,
        };
        let (points, utf16) = (Some(Offsets::CodePoints), Some(Offsets::Utf16));
        // Whether it is read, and whether it is nothing without the article's text.
        let (both, both_text, out, out_text) = ((true, false), (true, true), (false, false), (false, true));
        let json = "application/json";
        let lines = "application/jsonl";
        match self {
            Self::Native => of("ascribe", "Ascribe JSON", "ascribe.json", json, points, both_text, &[]),
            Self::NativeLines => {
                of("ascribe-jsonl", "Ascribe JSON Lines", "ascribe.jsonl", lines, points, both_text, &[])
            }
            Self::WebAnnotation => of(
                "web-annotation",
                "W3C Web Annotation (JSON-LD)",
                "jsonld",
                "application/ld+json",
                points,
                both,
                BEYOND,
            ),
            Self::Recogito => {
                of("recogito", "Recogito / Annotorious", "recogito.json", json, utf16, both, BEYOND)
            }
            Self::Hypothesis => of("hypothesis", "Hypothesis", "hypothesis.json", json, utf16, both, BEYOND),
            Self::LabelStudio => {
                of("label-studio", "Label Studio", "label-studio.json", json, points, both_text, BEYOND)
            }
            Self::Spacy => {
                of("spacy", "spaCy / Prodigy JSONL", "spacy.jsonl", lines, points, both_text, BEYOND)
            }
            Self::Doccano => of("doccano", "doccano JSONL", "doccano.jsonl", lines, utf16, both_text, BEYOND),
            Self::Csv => of(
                "csv",
                "CSV",
                "csv",
                "text/csv",
                points,
                both,
                &[EarlierTexts, Extensions, ArticleHistory, IdleSources, SourceDates],
            ),
            Self::Brat => {
                of("brat", "brat standoff", "brat.zip", "application/zip", points, both_text, BEYOND)
            }
            Self::Html => of(
                "html",
                "Web page",
                "html",
                "text/html",
                None,
                out,
                &[
                    EarlierTexts,
                    Extensions,
                    ArticleHistory,
                    IdleSources,
                    SourceDetails,
                    SourceDates,
                    Spans,
                    History,
                ],
            ),
            Self::Report => of(
                "report",
                "Report with margin notes (HTML)",
                "report.html",
                "text/html",
                None,
                out,
                &[EarlierTexts, Extensions, ArticleHistory, SourceDates, Spans, History, Ids],
            ),
            Self::Markdown => of(
                "markdown",
                "Markdown",
                "md",
                "text/markdown",
                None,
                out,
                &[
                    EarlierTexts,
                    Extensions,
                    ArticleHistory,
                    IdleSources,
                    SourceDetails,
                    SourceDates,
                    Spans,
                    History,
                    Ids,
                    Relations,
                ],
            ),
            Self::Tei => of(
                "tei",
                "TEI P5",
                "tei.xml",
                "application/tei+xml",
                None,
                out_text,
                &[
                    EarlierTexts,
                    Extensions,
                    ArticleDetails,
                    ArticleHistory,
                    IdleSources,
                    SourceDetails,
                    SourceDates,
                    Evidence,
                    History,
                ],
            ),
            Self::UimaCas => of(
                "uima-cas",
                "UIMA CAS JSON (INCEpTION)",
                "cas.json",
                json,
                utf16,
                out_text,
                &[
                    EarlierTexts,
                    Extensions,
                    ArticleDetails,
                    ArticleHistory,
                    IdleSources,
                    SourceDetails,
                    SourceDates,
                    Evidence,
                    Relations,
                    History,
                    Splits,
                ],
            ),
            Self::Refi => of(
                "refi-qda",
                "REFI-QDA project",
                "qdpx",
                "application/zip",
                points,
                out_text,
                &[
                    EarlierTexts,
                    Extensions,
                    ArticleDetails,
                    ArticleHistory,
                    IdleSources,
                    SourceDetails,
                    SourceDates,
                    Spans,
                    ClaimFields,
                    Evidence,
                    Relations,
                    History,
                    Splits,
                ],
            ),
            Self::SchemaOrg => of(
                "schema-org",
                "schema.org ClaimReview",
                "schema-org.jsonld",
                "application/ld+json",
                None,
                out,
                &[
                    EarlierTexts,
                    Extensions,
                    ArticleHistory,
                    IdleSources,
                    SourceDetails,
                    SourceDates,
                    Spans,
                    Relations,
                    Labels,
                    Notes,
                    History,
                    Splits,
                ],
            ),
            Self::Conll => of(
                "conll",
                "CoNLL (IOB2 tags)",
                "conll",
                "text/plain",
                None,
                out_text,
                &[
                    EarlierTexts,
                    Extensions,
                    Overlaps,
                    Places,
                    ArticleDetails,
                    ArticleHistory,
                    Speakers,
                    IdleSources,
                    SourceDetails,
                    SourceDates,
                    Spans,
                    ClaimFields,
                    Evidence,
                    Relations,
                    Labels,
                    Notes,
                    History,
                    Ids,
                    Splits,
                ],
            ),
            Self::Readwise => of(
                "readwise",
                "Readwise highlights (CSV)",
                "readwise.csv",
                "text/csv",
                None,
                out,
                &[
                    EarlierTexts,
                    Extensions,
                    Places,
                    ArticleHistory,
                    IdleSources,
                    SourceDetails,
                    SourceDates,
                    Spans,
                    ClaimFields,
                    Evidence,
                    Relations,
                    History,
                    Ids,
                ],
            ),
        }
    }

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        self.facts().name
    }

    /// Reads what [`Self::name`] wrote.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// How a person reads it.
    pub fn label(self) -> &'static str {
        self.facts().label
    }

    /// The ending of its files, without the leading stop.
    pub fn extension(self) -> &'static str {
        self.facts().extension
    }

    /// The media type of its files.
    pub fn media_type(self) -> &'static str {
        self.facts().media_type
    }

    /// What its offsets count; `None` where it has none. Native files have UTF-16 units beside code points.
    pub fn unit(self) -> Option<Offsets> {
        self.facts().unit
    }

    /// Whether its files can be read.
    pub fn can_read(self) -> bool {
        self.facts().reads
    }

    /// Whether it can be written.
    pub fn can_write(self) -> bool {
        true
    }

    /// Whether it is nothing without the article's whole text, so that quotes alone cannot be written.
    pub fn needs_text(self) -> bool {
        self.facts().needs_text
    }

    /// Whether it has a place for suggestions that are no annotations.
    pub fn holds_suggestions(self) -> bool {
        matches!(self, Self::Native | Self::NativeLines)
    }

    /// Whether a file holds several articles.
    pub fn holds_many(self) -> bool {
        !matches!(self, Self::Native | Self::UimaCas)
    }

    /// What does not come back from its files, or is not in them.
    pub fn drops(self) -> &'static [Field] {
        self.facts().drops
    }
}

/// The keys by which JSON files tell what they are.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Keys {
    format: Option<IgnoredAny>,
    #[serde(rename = "@context")]
    context: Option<IgnoredAny>,
    #[serde(rename = "type")]
    kind: Option<IgnoredAny>,
    export_date: Option<IgnoredAny>,
    client_version: Option<IgnoredAny>,
    annotations: Option<IgnoredAny>,
    data: Option<IgnoredAny>,
    text: Option<IgnoredAny>,
    spans: Option<IgnoredAny>,
    tokens: Option<IgnoredAny>,
    label: Option<IgnoredAny>,
    entities: Option<IgnoredAny>,
    target: Option<IgnoredAny>,
    first: Option<IgnoredAny>,
    items: Option<IgnoredAny>,
}

/// Whether a file may be one of annotations, told cheaply by its first characters and its name, so that a page can
/// have [`recognise`] and the readers elsewhere. A plain article that begins with a bracket may be taken for one.
pub fn may_hold_annotations(name: &str, bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let name = name.to_ascii_lowercase();
    bytes.starts_with(b"PK\x03\x04")
        || matches!(text.first(), Some(b'{' | b'['))
        || [".json", ".jsonl", ".jsonld", ".ndjson", ".csv", ".ann"]
            .iter()
            .any(|ending| name.ends_with(ending))
        || is_our_table(text)
}

/// Whether a file's name says that it can be nothing else than data.
pub fn is_named_as_data(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [".json", ".jsonl", ".jsonld", ".ndjson"].iter().any(|ending| name.ends_with(ending))
}

/// Whether the first line has the names of the columns that Ascribe writes.
fn is_our_table(text: &[u8]) -> bool {
    let head = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    [b"kind".as_slice(), b"quote", b"start"].iter().all(|key| contains(head, key))
}

/// The name of the file that holds the text of this one, where a format keeps them apart: brat's `story.ann` has its
/// words in `story.txt`.
pub fn text_file_of(name: &str) -> Option<String> {
    let stem = name.strip_suffix(".ann").or_else(|| name.strip_suffix(".ANN"))?;
    Some(format!("{stem}.txt"))
}

/// Tells a file's format by its content, and by its name only where the content leaves a choice: a table of
/// comma separated values says nothing of itself. `None` for what no reader here reads, a plain article among
/// them.
pub fn recognise(name: &str, bytes: &[u8]) -> Option<Format> {
    if bytes.starts_with(b"PK\x03\x04") {
        // The names of an archive's members stand in it as they are.
        return contains(bytes, b".ann").then_some(Format::Brat);
    }
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    match text.first() {
        Some(b'{') => object(text),
        Some(b'[') => {
            let list: Vec<Keys> = serde_json::from_slice(text).ok()?;
            let first = list.first()?;
            if first.data.is_some() {
                Some(Format::LabelStudio)
            } else if first.first.is_some() || first.items.is_some() {
                Some(Format::WebAnnotation)
            } else {
                first.target.is_some().then_some(Format::Recogito)
            }
        }
        _ if text_file_of(name).is_some() => Some(Format::Brat),
        _ => (is_our_table(text) || name.to_ascii_lowercase().ends_with(".csv")).then_some(Format::Csv),
    }
}

fn object(text: &[u8]) -> Option<Format> {
    // A file of lines is told by its first one that can be read.
    let mut values = serde_json::Deserializer::from_slice(text).into_iter::<Keys>();
    let Some(Ok(keys)) = values.next() else {
        let mut lines = text.split(|byte| *byte == b'\n').skip(1);
        let whole = lines.by_ref().find(|line| serde_json::from_slice::<Keys>(line).is_ok())?;
        return match object(whole)? {
            Format::Native => Some(Format::NativeLines),
            found @ (Format::Spacy | Format::Doccano) => Some(found),
            _ => None,
        };
    };
    let has_more = text.get(values.byte_offset()..).is_some_and(|rest| !rest.trim_ascii().is_empty());
    if keys.format.is_some() {
        return Some(if has_more { Format::NativeLines } else { Format::Native });
    }
    if keys.annotations.is_some() && (keys.export_date.is_some() || keys.client_version.is_some()) {
        return Some(Format::Hypothesis);
    }
    if keys.context.is_some() && (keys.kind.is_some() || keys.target.is_some()) {
        return Some(Format::WebAnnotation);
    }
    if keys.data.is_some() {
        return Some(Format::LabelStudio);
    }
    if keys.text.is_some() && (keys.label.is_some() || keys.entities.is_some()) {
        return Some(Format::Doccano);
    }
    (keys.text.is_some() && (keys.spans.is_some() || keys.tokens.is_some())).then_some(Format::Spacy)
}

fn contains(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}
