//! From a native file to a document, entry by entry: what is sound comes in, what is not is listed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::rc::Rc;

use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::value::RawValue;

use super::check::{Slices, Unit};
use super::fields::{self, FieldReader, LeftOut};
use super::{FORMAT, MAJOR, SUGGESTION_STATES, wire};
use crate::anchoring::{Anchored, Finder, TextQuote, Why};
use crate::annotation::{
    Annotation, Change, Document, Kind, Parts, Relation, Source, Version, clean_labels, clean_scale,
};
use crate::identity::{AnnotationId, ArticleId, SourceId, Timestamp};
use crate::text::{Article, ArticleText, Details, Normalization, Sha256, Status, TextRange, Utf16Offset};

/// Why a file cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// It is not JSON.
    NotJson {
        /// The line, counted from 1.
        line: usize,
        /// The column, counted from 1, in bytes.
        column: usize,
        /// What the JSON reader says.
        why: String,
    },
    /// It is JSON, but not an Ascribe file.
    NotAscribe,
    /// Its schema has another major version.
    OtherVersion {
        /// What it states; empty if it states none.
        version: String,
    },
    /// The article cannot be read.
    Document {
        /// The path of the key.
        path: String,
        /// What is wrong with it.
        why: String,
    },
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotJson { line, column, why } => {
                write!(f, "it is not JSON: line {line}, column {column}: {why}")
            }
            Self::NotAscribe => f.write_str("it is JSON, but not a file that Ascribe exported"),
            Self::OtherVersion { version } if version.is_empty() => {
                write!(f, "it does not state its schema version, and this Ascribe reads version {MAJOR}")
            }
            Self::OtherVersion { version } => write!(
                f,
                "it has schema version {version}, and this Ascribe reads version {MAJOR}. Open it with a newer Ascribe"
            ),
            Self::Document { path, why } => write!(f, "its article cannot be read: {path}: {why}"),
        }
    }
}

impl std::error::Error for ReadError {}

/// Why one annotation or one source was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It does not have the shape of an annotation.
    Shape(String),
    /// Its id is no UUID.
    Id,
    /// An earlier entry of the file has the same id.
    RepeatedId,
    /// No kind has this name.
    UnknownKind(String),
    /// No kind of source has this name.
    UnknownSourceKind(String),
    /// A source without a name.
    Nameless,
    /// A time is not RFC 3339.
    Time(String),
    /// It has no parts, or they overlap.
    Parts,
    /// Its words stand nowhere in the text.
    WordsMissing,
    /// Its words stand in several places, and its offsets and context do not tell which is meant.
    WordsAmbiguous {
        /// In how many.
        places: usize,
    },
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shape(why) => f.write_str(why),
            Self::Id => f.write_str("its id is not a UUID"),
            Self::RepeatedId => f.write_str("an earlier one has the same id"),
            Self::UnknownSourceKind(kind) => write!(f, "“{kind}” is no kind of source"),
            Self::Nameless => f.write_str("it has no name"),
            Self::UnknownKind(kind) => write!(f, "“{kind}” is neither claim nor quote"),
            Self::Time(time) => write!(f, "“{time}” is not a date and time"),
            Self::Parts => f.write_str("it has no parts, or they overlap"),
            Self::WordsMissing => f.write_str("its words are not in the article"),
            Self::WordsAmbiguous { places } => {
                write!(f, "its words are in the article {places} times, and it does not say which is meant")
            }
        }
    }
}

/// Something about the file that a person should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// An annotation was not taken.
    Refused {
        /// The path of the key that is to blame.
        path: String,
        /// Why.
        why: Refusal,
    },
    /// A value was not taken; the rest of its entry was.
    LeftOut {
        /// Its path.
        path: String,
        /// Why.
        why: LeftOut,
    },
    /// A part was not where its offsets said, and was found by its words.
    Relocated {
        /// The path of the part.
        path: String,
    },
    /// A key that this version does not know was left out.
    UnknownKey {
        /// Its path.
        path: String,
    },
    /// The text is not the one that the file's hash was made of: it was changed after the export.
    TextChanged,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { path, why } => write!(f, "{path} was left out: {why}."),
            Self::LeftOut { path, why } => write!(f, "{path} was left out: {why}. The rest was taken."),
            Self::Relocated { path } => {
                write!(f, "{path} was not where its offsets said; it was found by its words.")
            }
            Self::UnknownKey { path } => write!(f, "{path} is not known to this version and was left out."),
            Self::TextChanged => f.write_str("The text was changed after the file was written."),
        }
    }
}

/// What a file brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incoming {
    /// The article with every annotation that could be taken.
    pub document: Document,
    /// What could not, and what else a person should know, in the order of the file.
    pub problems: Vec<Problem>,
}

/// Reads a native file.
///
/// Each part is placed where slicing the text gives its words: at its code points, else at its UTF-16
/// units, else at the only place where its words and context stand. A part that fits nowhere costs its
/// annotation; no part is ever placed on other words.
pub fn read(json: &str) -> Result<Incoming, ReadError> {
    let json = json.strip_prefix('\u{feff}').unwrap_or(json);
    let mut file: BTreeMap<String, &RawValue> = serde_json::from_str(json).map_err(|_| {
        match serde_json::from_str::<IgnoredAny>(json) {
            // JSON, but a list or a number at the top.
            Ok(_) => ReadError::NotAscribe,
            Err(error) => ReadError::NotJson {
                line: error.line(),
                // The reader counts from 0 where a line, or the whole file, is empty.
                column: error.column().max(1),
                why: reason(&error.to_string()),
            },
        }
    })?;
    let text_of =
        |value: Option<&&RawValue>| value.and_then(|raw| serde_json::from_str::<String>(raw.get()).ok());
    if text_of(file.get("format")).as_deref() != Some(FORMAT) {
        return Err(ReadError::NotAscribe);
    }
    let version = text_of(file.get("schemaVersion")).unwrap_or_default();
    if version.split('.').next().and_then(|major| major.parse().ok()) != Some(MAJOR) {
        return Err(ReadError::OtherVersion { version });
    }
    let mut problems = Vec::new();
    let missing = |path: &str| ReadError::Document { path: path.to_owned(), why: "it is missing".to_owned() };
    let raw_document = file.remove("document").ok_or_else(|| missing("document"))?;
    let raw_annotations = file.remove("annotations").ok_or_else(|| missing("annotations"))?;
    // Files of version 1.0 have no sources.
    let raw_sources = file.remove("sources");
    // Files before version 1.2 have no versions.
    let raw_versions = file.remove("versions");
    // Files before version 1.3 have no suggestions, and later ones only where a person asked for them.
    let raw_suggestions = file.remove("suggestions");
    let extensions = file.remove("extensions").map(|raw| compact(raw.get())).unwrap_or_default();
    for known in ["format", "schemaVersion", "exportedAt", "generator"] {
        file.remove(known);
    }
    problems.extend(file.into_keys().map(|path| Problem::UnknownKey { path }));

    let document = read_part(raw_document, "document", &mut problems)
        .map_err(|(path, why)| ReadError::Document { path, why })?;
    let article = Article { extensions, ..read_article(document, &mut problems)? };
    let list = |path: &str, raw: &RawValue| -> Result<Vec<Box<RawValue>>, ReadError> {
        serde_json::from_str(raw.get())
            .map_err(|error| ReadError::Document { path: path.to_owned(), why: reason(&error.to_string()) })
    };
    let annotations = list("annotations", raw_annotations)?;
    let sources = raw_sources.map(|raw| list("sources", raw)).transpose()?.unwrap_or_default();
    let versions = raw_versions.map(|raw| list("versions", raw)).transpose()?.unwrap_or_default();
    let slices = Slices::new(article.text.as_str());
    let text = article.text.clone();
    let finder = Finder::new(&text);
    let mut unknown = Vec::new();
    let sources = (0..).zip(&sources).map(|(number, raw)| {
        let path = format!("sources[{number}]");
        let read = read_part(raw, &path, &mut unknown);
        (path, read)
    });
    let sources: Vec<_> = sources.collect();
    problems.append(&mut unknown);
    let mut annotations = (0..).zip(&annotations).map(|(number, raw)| {
        let path = format!("annotations[{number}]");
        let mut of_this = Vec::new();
        let read = read_part(raw, &path, &mut of_this);
        (path, read, of_this)
    });
    let entries = Entries {
        sources,
        annotations: &mut annotations,
        find: &|part: &wire::Part| place(&text, &finder, &slices, part),
    };
    let mut incoming = assemble(article, entries, problems);
    let Incoming { document, problems } = &mut incoming;
    let sources: Vec<SourceId> = document.sources.iter().map(|source| source.id).collect();
    let mut read = Vec::with_capacity(versions.len());
    for (number, raw) in versions.iter().enumerate() {
        let path = format!("versions[{number}]");
        match read_version(raw, &path, &sources, problems) {
            Ok(version) if read.last().is_some_and(|last: &Rc<Version>| last.until >= version.until) => {
                let why = Refusal::Shape("it is not later than the version before it".to_owned());
                problems.push(Problem::Refused { path: format!("{path}.until"), why });
            }
            Ok(version) => read.push(Rc::new(version)),
            Err((path, why)) => problems.push(Problem::Refused { path, why: Refusal::Shape(why) }),
        }
    }
    document.versions = Rc::new(read);
    if let Some(raw) = raw_suggestions {
        let find = |part: &wire::Part| place(&text, &finder, &slices, part);
        let dismissed = read_dismissed(&list("suggestions", raw)?, &find, problems);
        let article = &mut document.article;
        Rc::make_mut(article).details.dismissed = dismissed;
    }
    Ok(incoming)
}

/// The passages that are not to be suggested again. What is open is found again when somebody looks for it.
fn read_dismissed(
    entries: &[Box<RawValue>],
    find: fields::Finder<'_>,
    problems: &mut Vec<Problem>,
) -> Vec<TextRange> {
    let mut dismissed = Vec::new();
    for (number, raw) in entries.iter().enumerate() {
        let path = format!("suggestions[{number}]");
        let read: Read<wire::Suggestion> = read_part(raw, &path, problems);
        let taken = read.map_err(|(path, why)| (path, Refusal::Shape(why))).and_then(|wire| {
            let ranges = wire.target.iter().map(|part| find(part).map(|(range, _)| range));
            let ranges =
                ranges.collect::<Result<Vec<_>, _>>().map_err(|why| (format!("{path}.target"), why))?;
            let parts = Parts::new(ranges).ok_or_else(|| (format!("{path}.target"), Refusal::Parts))?;
            match SUGGESTION_STATES.iter().position(|state| *state == wire.state) {
                Some(0) => Ok(None),
                Some(_) => Ok(Some(parts.extent())),
                None => {
                    let why = "it is neither “open” nor “dismissed”".to_owned();
                    Err((format!("{path}.state"), Refusal::Shape(why)))
                }
            }
        });
        match taken {
            Ok(passage) => dismissed.extend(passage),
            Err((path, why)) => problems.push(Problem::Refused { path, why }),
        }
    }
    dismissed.sort_unstable();
    dismissed.dedup();
    dismissed
}

/// Reads an earlier text with what was left with it.
fn read_version(
    raw: &RawValue,
    path: &str,
    sources: &[SourceId],
    problems: &mut Vec<Problem>,
) -> Result<Version, (String, String)> {
    let wire: wire::Version<serde_json::Value> = read_part(raw, path, problems)?;
    let wrong = |key: &str, why: &str| (format!("{path}.{key}"), why.to_owned());
    let (text, _) = ArticleText::new(&wire.text);
    if text.is_blank() {
        return Err(wrong("text", "it is empty"));
    }
    let until = Timestamp::parse(&wire.until).ok_or_else(|| wrong("until", "it is not a date and time"))?;
    let (finder, slices) = (Finder::new(&text), Slices::new(text.as_str()));
    let mut left = Vec::with_capacity(wire.left.len());
    for (number, value) in wire.left.into_iter().enumerate() {
        let path = format!("{path}.left[{number}]");
        let entry: Result<wire::Annotation, _> = serde_json::from_value(value);
        let entry = entry.map_err(|error| (path.clone(), Refusal::Shape(error.to_string())));
        let find = |part: &wire::Part| place(&text, &finder, &slices, part);
        match entry.and_then(|entry| take(entry, &path, &find, sources, problems)) {
            // Its links are made, as far as they then make sense, when it has a place in the text again.
            Ok((mut annotation, relations)) => {
                let links = relations.iter().filter_map(|wire| fields::relation(wire).ok());
                annotation.relations = links.map(|(kind, to)| Relation { kind, to }).collect();
                left.push(Rc::new(annotation));
            }
            Err((path, why)) => problems.push(Problem::Refused { path, why }),
        }
    }
    let normalization = read_normalization(&wire.normalization);
    Ok(Version { text: Rc::new(text.clone()), normalization, until, note: wire.note, left })
}

fn read_normalization(wire: &wire::Normalization) -> Normalization {
    Normalization {
        line_endings: wire.line_endings_changed,
        byte_order_mark: wire.byte_order_mark_removed,
        replaced: wire.characters_replaced,
    }
}

/// A value that was read, or the path of what is wrong in it and why.
pub(in crate::format) type Read<T> = Result<T, (String, String)>;

/// What stands in a file beside its article, each thing with its path there.
pub(in crate::format) struct Entries<'a> {
    /// The sources.
    pub sources: Vec<(String, Read<wire::Source>)>,
    /// The annotations, each with what was found besides.
    pub annotations: &'a mut dyn Iterator<Item = (String, Read<wire::Annotation>, Vec<Problem>)>,
    /// Places parts.
    pub find: fields::Finder<'a>,
}

/// Puts a document together: takes what is sound and lists what is not.
pub(in crate::format) fn assemble(
    article: Article,
    entries: Entries<'_>,
    mut problems: Vec<Problem>,
) -> Incoming {
    let sources = take_sources(entries.sources, &mut problems);
    let source_ids: Vec<SourceId> = sources.iter().map(|source| source.id).collect();
    let mut seen = BTreeSet::new();
    let (mut taken, mut links) = (Vec::new(), Vec::new());
    for (path, read, mut of_this) in entries.annotations {
        let read = read.map_err(|(path, why)| (path, Refusal::Shape(why)));
        let read = read.and_then(|wire| take(wire, &path, entries.find, &source_ids, &mut of_this));
        match read {
            Ok((annotation, _)) if !seen.insert(annotation.id) => {
                problems.push(Problem::Refused { path, why: Refusal::RepeatedId });
            }
            Ok((annotation, relations)) => {
                problems.append(&mut of_this);
                links.extend(
                    (0..)
                        .zip(relations)
                        .map(|(at, relation)| (annotation.id, format!("{path}.relations[{at}]"), relation)),
                );
                taken.push(Rc::new(annotation));
            }
            Err((path, why)) => problems.push(Problem::Refused { path, why }),
        }
    }
    let mut document = Document::new(article);
    document.annotations = Rc::new(taken.into_iter().collect());
    document.sources = Rc::new(sources.into_iter().map(Rc::new).collect());
    for (from, path, relation) in links {
        match link(&document, from, &relation) {
            Ok(linked) => document = linked,
            Err(why) => problems.push(Problem::LeftOut { path, why }),
        }
    }
    Incoming { document, problems }
}

/// The document with one more link, which can only be made when both of its ends are there.
fn link(document: &Document, from: AnnotationId, wire: &wire::Relation) -> Result<Document, LeftOut> {
    let (kind, to) = fields::relation(wire)?;
    let relation = Relation { kind, to };
    document.may_link(from, relation).map_err(LeftOut::Relation)?;
    let holder = document.annotations.get(from).ok_or(LeftOut::NoAnnotation)?;
    let mut holder = (**holder).clone();
    holder.relations.push(relation);
    let (linked, _) = document.apply(&Change::Put(Rc::new(holder))).ok_or(LeftOut::NoAnnotation)?;
    Ok(linked)
}

fn take_sources(sources: Vec<(String, Read<wire::Source>)>, problems: &mut Vec<Problem>) -> Vec<Source> {
    let mut taken: Vec<Source> = Vec::new();
    for (path, read) in sources {
        let read = read
            .map_err(|(path, why)| (path, Refusal::Shape(why)))
            .and_then(|wire| fields::source(&wire).map_err(|(key, why)| (format!("{path}.{key}"), why)));
        match read {
            Ok(source) if taken.iter().any(|other| other.id == source.id) => {
                problems.push(Problem::Refused { path, why: Refusal::RepeatedId });
            }
            Ok(source) => taken.push(source),
            Err((path, why)) => problems.push(Problem::Refused { path, why }),
        }
    }
    taken
}

/// Reads a JSON Lines file, one native file a line; blank lines are passed over. Each answer stands beside the
/// number of its line, counted from 1: a line that cannot be read costs no other.
pub fn read_lines(lines: &str) -> Vec<(usize, Result<Incoming, ReadError>)> {
    let lines = lines.strip_prefix('\u{feff}').unwrap_or(lines);
    (1..)
        .zip(lines.lines())
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(number, line)| (number, read(line)))
        .collect()
}

/// The article as the file states it.
pub(in crate::format) fn read_article(
    wire: wire::Document,
    problems: &mut Vec<Problem>,
) -> Result<Article, ReadError> {
    let wrong =
        |key: &str, why: &str| ReadError::Document { path: format!("document.{key}"), why: why.to_owned() };
    let time = |key: &str, text: &str| {
        Timestamp::parse(text)
            .ok_or_else(|| wrong(key, "it is not a date and time such as 2026-05-03T09:41:00Z"))
    };
    let id: ArticleId = wire.id.parse().map_err(|_| wrong("id", "it is not a UUID"))?;
    let hash = Sha256::parse(&wire.text_sha256).ok_or_else(|| wrong("textSha256", "it is not a SHA-256"))?;
    let (created, modified) = (time("created", &wire.created)?, time("modified", &wire.modified)?);
    if Sha256::of(&wire.text) != hash {
        problems.push(Problem::TextChanged);
    }
    let (text, _) = ArticleText::new(&wire.text);
    if text.is_blank() {
        return Err(wrong("text", "it is empty"));
    }
    let status =
        if wire.status.is_empty() { Some(Status::default()) } else { Status::from_name(&wire.status) };
    let status = status.ok_or_else(|| wrong("status", "it is neither “to do”, “in work” nor “done”"))?;
    let title = if wire.title.trim().is_empty() { text.suggested_title() } else { wire.title };
    Ok(Article {
        id,
        details: Details {
            title,
            byline: wire.byline,
            outlet: wire.outlet,
            url: wire.url,
            published: wire.published,
            status,
            verdicts: clean_scale(wire.verdicts),
            dismissed: Vec::new(),
            kept: Vec::new(),
        },
        text: Rc::new(text),
        normalization: read_normalization(&wire.normalization),
        created,
        modified,
        extensions: String::new(),
    })
}

fn take(
    wire: wire::Annotation,
    path: &str,
    find: fields::Finder<'_>,
    sources: &[SourceId],
    problems: &mut Vec<Problem>,
) -> Result<(Annotation, Vec<wire::Relation>), (String, Refusal)> {
    let at = |key: &str| format!("{path}.{key}");
    let id: AnnotationId = wire.id.parse().map_err(|_| (at("id"), Refusal::Id))?;
    let kind =
        Kind::from_name(&wire.kind).ok_or_else(|| (at("kind"), Refusal::UnknownKind(wire.kind.clone())))?;
    let time = |key: &str, text: &String| {
        Timestamp::parse(text).ok_or_else(|| (at(key), Refusal::Time(text.clone())))
    };
    let (created, modified) = (time("created", &wire.created)?, time("modified", &wire.modified)?);
    let (mut ranges, mut is_relocated) = (Vec::with_capacity(wire.target.len()), false);
    for (number, part) in wire.target.iter().enumerate() {
        let path = format!("{path}.target[{number}]");
        let (range, found_by_words) = find(part).map_err(|why| (path.clone(), why))?;
        is_relocated |= found_by_words;
        ranges.push(range);
        problems.extend(found_by_words.then_some(Problem::Relocated { path }));
    }
    let parts = Parts::new(ranges).ok_or_else(|| (at("target"), Refusal::Parts))?;
    let mut annotation = Annotation::new(id, kind, parts, created);
    FieldReader { path, find, sources, problems }.give(&wire, &mut annotation);
    if let Some(origin) = annotation.origin.as_mut().filter(|_| is_relocated) {
        Rc::make_mut(origin).is_relocated = true;
    }
    annotation.modified = modified;
    annotation.note = wire.note;
    annotation.labels = clean_labels(wire.labels);
    Ok((annotation, wire.relations))
}

/// Where a part stands, and whether it had to be searched for.
fn place(
    text: &ArticleText,
    finder: &Finder<'_>,
    slices: &Slices,
    part: &wire::Part,
) -> Result<(TextRange, bool), Refusal> {
    if slices.gives(Unit::CodePoints, part.code_points, &part.exact)
        && let Some(range) = TextRange::of(part.code_points.start, part.code_points.end)
    {
        return Ok((range, false));
    }
    if slices.gives(Unit::Utf16, part.utf16, &part.exact)
        && let Some(range) = text.range_of_utf16(Utf16Offset(part.utf16.start), Utf16Offset(part.utf16.end))
    {
        return Ok((range, true));
    }
    let quote =
        TextQuote { exact: part.exact.clone(), prefix: part.prefix.clone(), suffix: part.suffix.clone() };
    by_words(finder, &quote).map(|range| (range, true))
}

/// Where the words of a file stand that does not say so, or says it wrongly. White space, quotation marks and dashes
/// may differ, because programs change them on the way; other letters may not: nothing is placed where its words do
/// not stand.
pub(in crate::format) fn by_words(finder: &Finder<'_>, quote: &TextQuote) -> Result<TextRange, Refusal> {
    let found = match finder.anchor(quote, None) {
        Anchored::Found(found) => vec![found],
        Anchored::Ambiguous(matches) | Anchored::Missing(matches) => matches,
    };
    let same: Vec<_> = found.iter().filter(|found| !matches!(found.why, Why::Similar { .. })).collect();
    match same.as_slice() {
        [] => Err(Refusal::WordsMissing),
        [found] => Ok(found.range),
        places => Err(Refusal::WordsAmbiguous { places: places.len() }),
    }
}

/// A JSON text without the white space between its values, so that it fits into a line. Nothing else is changed: not
/// the order of keys, not how a number is written.
fn compact(json: &str) -> String {
    let (mut inside, mut escaped) = (false, false);
    json.chars()
        .filter(|character| {
            let keeps = inside || !character.is_ascii_whitespace();
            inside ^= *character == '"' && !escaped;
            escaped = inside && *character == '\\' && !escaped;
            keeps
        })
        .collect()
}

/// Reads one value, naming the path of what is wrong and of every key that is not known.
fn read_part<T: DeserializeOwned>(
    raw: &RawValue,
    path: &str,
    problems: &mut Vec<Problem>,
) -> Result<T, (String, String)> {
    let mut track = serde_path_to_error::Track::new();
    let mut reader = serde_json::Deserializer::from_str(raw.get());
    let tracked = serde_path_to_error::Deserializer::new(&mut reader, &mut track);
    let mut unknown = Vec::new();
    let read = T::deserialize(serde_ignored::Deserializer::new(tracked, &mut |key| {
        unknown.push(Problem::UnknownKey { path: below(path, &path_of(&key)) });
    }));
    match read {
        Ok(value) => {
            problems.append(&mut unknown);
            Ok(value)
        }
        Err(error) => {
            let inner = track.path().to_string();
            let inner = if inner == "." { "" } else { &inner };
            Err((below(path, inner), reason(&error.to_string())))
        }
    }
}

/// The path of a key that is not known, written like every other path: `target[0].colour`.
fn path_of(key: &serde_ignored::Path<'_>) -> String {
    use serde_ignored::Path;
    match key {
        Path::Root => String::new(),
        Path::Seq { parent, index } => format!("{}[{index}]", path_of(parent)),
        Path::Map { parent, key } => below(&path_of(parent), key),
        Path::Some { parent } | Path::NewtypeStruct { parent } | Path::NewtypeVariant { parent } => {
            path_of(parent)
        }
    }
}

/// A path below another: `a.b`, `a[0]`.
fn below(path: &str, inner: &str) -> String {
    let is_key = !path.is_empty() && !inner.is_empty() && !inner.starts_with('[');
    format!("{path}{}{inner}", if is_key { "." } else { "" })
}

/// The reader's message without its place, which counts in a piece of the file and would mislead.
fn reason(message: &str) -> String {
    message.split(" at line ").next().unwrap_or(message).to_owned()
}
