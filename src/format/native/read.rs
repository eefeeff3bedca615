//! From a native file to a document, entry by entry: what is sound comes in, what is not is listed.

use std::collections::BTreeSet;
use std::rc::Rc;

use serde::de::DeserializeOwned;

use super::assembly::{Assembly, take};
use super::choices::read_choices;
use super::fields;
use super::place::Places;
use super::problem::{Problem, ReadError, Refusal, note};
use super::{FORMAT, MAJOR, SUGGESTION_STATES, wire};
use crate::annotation::{Document, Parts, Relation, Version, clean_scale};
use crate::format::budget::{Budget, TooDense, of_annotation, of_text};
use crate::format::json;
use crate::format::why::Why;
use crate::identity::{ArticleId, SourceId, Timestamp};
use crate::session::Choices;
use crate::text::{Article, ArticleText, Details, Normalization, Sha256, Status, TextRange};

/// What a file brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incoming {
    /// The article with every annotation that could be taken.
    pub document: Document,
    /// What could not, and what else a person should know, in the order of the file.
    pub problems: Vec<Problem>,
    /// The annotations whose words stand nowhere in the article's text, or in several places, on a text of their own.
    pub unplaced: Option<Rc<Version>>,
    /// What the person who made the backup had chosen about the page; empty in every other file.
    pub choices: Choices,
}

impl Incoming {
    /// Keeps the annotations without a place with the article, so that a person can place them; says how many there
    /// are.
    pub fn keep_unplaced(&mut self, at: Timestamp) -> usize {
        let Some(unplaced) = self.unplaced.take() else { return 0 };
        let (until, number) = (self.document.next_until(at), unplaced.left.len());
        let version = Version { until, note: Version::UNPLACED.to_owned(), ..Rc::unwrap_or_clone(unplaced) };
        Rc::make_mut(&mut self.document.versions).push(Rc::new(version));
        number
    }
}

/// Reads a native file.
///
/// Each part is placed where slicing the text gives its words: at its code points, else at its UTF-16
/// units, else at the only place where its words and context stand. An annotation with a part that fits nowhere
/// comes apart from the others; no part is ever placed on other words.
pub fn read(json: &str) -> Result<Incoming, ReadError> {
    read_within(json, &Budget::of_file(json.len()))
}

/// The same with what is left of the memory that a file may take.
pub(in crate::format) fn read_within(json: &str, budget: &Budget) -> Result<Incoming, ReadError> {
    let json = json.strip_prefix('\u{feff}').unwrap_or(json);
    json::check(json).map_err(|fault| ReadError::NotJson {
        line: fault.line,
        column: fault.column,
        why: fault.why,
    })?;
    let text_of = |value: Option<&str>| value.and_then(json::text);
    let [format, version] = json::pick(json, ["format", "schemaVersion"]);
    if text_of(format).as_deref() != Some(FORMAT) {
        return Err(ReadError::NotAscribe);
    }
    let version = text_of(version).unwrap_or_default();
    if version.split('.').next().and_then(|major| major.parse().ok()) != Some(MAJOR) {
        return Err(ReadError::OtherVersion { version });
    }
    let [document, annotations, sources, versions, suggestions, choices, extensions] = json::pick(
        json,
        ["document", "annotations", "sources", "versions", "suggestions", "choices", "extensions"],
    );
    let missing = |path: &str| ReadError::Document { path: path.to_owned(), why: Why::Missing };
    let document = document.ok_or_else(|| missing("document"))?;
    let annotations = annotations.ok_or_else(|| missing("annotations"))?;
    // Files of version 1.0 have no sources, those before version 1.2 no versions, those before version 1.3 no
    // suggestions, and later ones only where a person asked for them.
    let lists = [
        ("annotations", Some(annotations)),
        ("sources", sources),
        ("versions", versions),
        ("suggestions", suggestions),
    ];
    for (path, list) in lists {
        if list.is_some_and(|list| !json::is_list(list)) {
            let (path, why) = (path.to_owned(), Why::NoList);
            return Err(ReadError::Document { path, why });
        }
    }
    let mut problems = Vec::new();
    unknown_keys(json, &mut problems);
    let document = part(document, "document", budget, &mut problems)?
        .map_err(|(path, why)| ReadError::Document { path, why })?;
    budget.hold(extensions.map_or(0, str::len))?;
    let extensions = extensions.map(compact).unwrap_or_default();
    let article = Article { extensions, ..read_article(document, budget, &mut problems)? };
    let text = article.text.clone();
    let places = Places::new(&text, budget);
    let mut assembly = Assembly::new(article, budget, problems);
    json::each(sources.unwrap_or("null"), |number, raw| {
        let path = format!("sources[{number}]");
        let read = part(raw, &path, budget, assembly.problems())?;
        assembly.add_source(path, read)
    })?;
    json::each(annotations, |number, raw| {
        let path = format!("annotations[{number}]");
        let mut of_this = Vec::new();
        let read = part(raw, &path, budget, &mut of_this)?;
        assembly.add(path, read, of_this, &|part| places.place(part))
    })?;
    let mut incoming = assembly.finish();
    read_versions(versions.unwrap_or("null"), budget, &mut incoming)?;
    let suggestions = suggestions.unwrap_or("null");
    let dismissed = read_dismissed(suggestions, &places, budget, &mut incoming.problems)?;
    Rc::make_mut(&mut incoming.document.article).details.dismissed = dismissed;
    if let Some(choices) = choices {
        budget.hold(choices.len())?;
        incoming.choices = read_choices(choices, &mut incoming.problems);
    }
    Ok(incoming)
}

fn unknown_keys(json: &str, problems: &mut Vec<Problem>) {
    const KNOWN: [&str; 11] = [
        "format",
        "schemaVersion",
        "exportedAt",
        "generator",
        "document",
        "sources",
        "annotations",
        "versions",
        "suggestions",
        "choices",
        "extensions",
    ];
    json::each_key(json, |key, _| {
        if !KNOWN.contains(&&*key) {
            note(problems, Problem::UnknownKey { path: key.into_owned() });
        }
        true
    });
}

fn read_versions(versions: &str, budget: &Budget, incoming: &mut Incoming) -> Result<(), TooDense> {
    let Incoming { document, problems, .. } = incoming;
    let sources: BTreeSet<SourceId> = document.sources.iter().map(|source| source.id).collect();
    let mut read: Vec<Rc<Version>> = Vec::new();
    json::each(versions, |number, raw| {
        let path = format!("versions[{number}]");
        match read_version(raw, &path, &sources, budget, problems)? {
            Ok(version) if read.last().is_some_and(|last| last.until >= version.until) => {
                let why = Refusal::Shape(Why::NotLater);
                note(problems, Problem::Refused { path: format!("{path}.until"), why });
            }
            Ok(version) => read.push(Rc::new(version)),
            Err((path, why)) => note(problems, Problem::Refused { path, why: Refusal::Shape(why) }),
        }
        Ok(())
    })?;
    document.versions = Rc::new(read);
    Ok(())
}

/// The passages that are not to be suggested again. What is open is found again when somebody looks for it.
fn read_dismissed(
    suggestions: &str,
    places: &Places<'_>,
    budget: &Budget,
    problems: &mut Vec<Problem>,
) -> Result<Vec<TextRange>, TooDense> {
    let mut dismissed = Vec::new();
    json::each(suggestions, |number, raw| {
        let path = format!("suggestions[{number}]");
        let read: Read<wire::Suggestion> = part(raw, &path, budget, problems)?;
        let read = read.map_err(|(path, why)| (path, Refusal::Shape(why)));
        match read.and_then(|wire| dismissed_passage(&wire, &path, places)) {
            Ok(passage) => {
                budget.hold(size_of::<TextRange>())?;
                dismissed.extend(passage);
            }
            Err((path, why)) => note(problems, Problem::Refused { path, why }),
        }
        Ok(())
    })?;
    dismissed.sort_unstable();
    dismissed.dedup();
    Ok(dismissed)
}

fn dismissed_passage(
    wire: &wire::Suggestion,
    path: &str,
    places: &Places<'_>,
) -> Result<Option<TextRange>, (String, Refusal)> {
    let ranges = wire.target.iter().map(|part| places.place(part).map(|(range, _)| range));
    let ranges = ranges.collect::<Result<Vec<_>, _>>().map_err(|why| (format!("{path}.target"), why))?;
    let parts = Parts::new(ranges).ok_or_else(|| (format!("{path}.target"), Refusal::Parts))?;
    match SUGGESTION_STATES.iter().position(|state| *state == wire.state) {
        Some(0) => Ok(None),
        Some(_) => Ok(Some(parts.extent())),
        None => Err((format!("{path}.state"), Refusal::Shape(Why::NoState))),
    }
}

/// Reads an earlier text with what was left with it.
fn read_version(
    raw: &str,
    path: &str,
    sources: &BTreeSet<SourceId>,
    budget: &Budget,
    problems: &mut Vec<Problem>,
) -> Result<Read<Version>, TooDense> {
    let [left] = json::pick(raw, ["left"]);
    let mut unknown = Vec::new();
    let head: Read<wire::Earlier> = part(raw, path, budget, &mut unknown)?;
    // What was left is read entry by entry.
    let left_path = format!("{path}.left");
    unknown.retain(|problem| !matches!(problem, Problem::UnknownKey { path } if *path == left_path));
    unknown.into_iter().for_each(|problem| note(problems, problem));
    let wrong = |key: &str, why: Why| (format!("{path}.{key}"), why);
    let head = match head {
        Ok(head) => head,
        Err(wrong) => return Ok(Err(wrong)),
    };
    budget.hold(of_text(&head.text))?;
    let (text, _) = ArticleText::new(&head.text);
    if text.is_blank() {
        return Ok(Err(wrong("text", Why::Empty)));
    }
    let Some(until) = Timestamp::parse(&head.until) else {
        return Ok(Err(wrong("until", Why::NoTime)));
    };
    let mut kept = Vec::new();
    let places = Places::new(&text, budget);
    json::each(left.unwrap_or("null"), |number, raw| {
        let path = format!("{path}.left[{number}]");
        let entry: Read<wire::Annotation> = part(raw, &path, budget, problems)?;
        let taken = match &entry {
            Ok(wire) => take(wire, &path, &|part| places.place(part), &|id| sources.contains(&id), problems),
            Err((path, why)) => Err((path.clone(), Refusal::Shape(why.clone()))),
        };
        match taken {
            // Its links are made, as far as they then make sense, when it has a place in the text again.
            Ok((mut annotation, relations)) => {
                let links = relations.iter().filter_map(|wire| fields::relation(wire).ok());
                annotation.relations = links.map(|(kind, to)| Relation { kind, to }).collect();
                budget.hold(of_annotation(&annotation))?;
                kept.push(Rc::new(annotation));
            }
            Err((path, why)) => note(problems, Problem::Refused { path, why }),
        }
        Ok(())
    })?;
    drop(places);
    let normalization = read_normalization(&head.normalization);
    Ok(Ok(Version { text: Rc::new(text), normalization, until, note: head.note, left: kept }))
}

fn read_normalization(wire: &wire::Normalization) -> Normalization {
    Normalization {
        line_endings: wire.line_endings_changed,
        byte_order_mark: wire.byte_order_mark_removed,
        replaced: wire.characters_replaced,
    }
}

/// A value that was read, or the path of what is wrong in it and why.
pub(in crate::format) type Read<T> = Result<T, (String, Why)>;

/// Reads a JSON Lines file, one native file a line; blank lines are passed over. Each answer stands beside the
/// number of its line, counted from 1: a line that cannot be read costs no other. Where there is no more room, the
/// rest is not read, and the last answer says so.
pub fn read_lines(lines: &str) -> Vec<(usize, Result<Incoming, ReadError>)> {
    read_lines_within(lines, &Budget::of_file(lines.len()))
}

/// The same with what is left of the memory that a file may take.
pub(in crate::format) fn read_lines_within(
    lines: &str,
    budget: &Budget,
) -> Vec<(usize, Result<Incoming, ReadError>)> {
    let lines = lines.strip_prefix('\u{feff}').unwrap_or(lines);
    let mut read = Vec::new();
    for (number, line) in (1..).zip(lines.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let item =
            if budget.hold(ITEM).is_ok() { read_within(line, budget) } else { Err(ReadError::TooDense) };
        let is_full = item == Err(ReadError::TooDense);
        read.push((number, item));
        if is_full {
            break;
        }
    }
    read
}

/// What an article of a file of lines takes beside what it holds, or what is said about a bad one.
const ITEM: usize = 1_200;

/// The article as the file states it.
fn read_article(
    wire: wire::Document,
    budget: &Budget,
    problems: &mut Vec<Problem>,
) -> Result<Article, ReadError> {
    budget.fits(wire.text.len() + of_text(&wire.text))?;
    budget.hold(of_text(&wire.text))?;
    let (text, _) = ArticleText::new(&wire.text);
    let is_changed = Sha256::parse(&wire.text_sha256).is_some_and(|hash| Sha256::of(&wire.text) != hash);
    if is_changed {
        note(problems, Problem::TextChanged);
    }
    article(wire, Rc::new(text))
}

/// The same for a text that was taken out of the file before.
pub(in crate::format) fn with_text(
    wire: wire::Document,
    text: Rc<ArticleText>,
    problems: &mut Vec<Problem>,
) -> Result<Article, ReadError> {
    if Sha256::parse(&wire.text_sha256).is_some_and(|hash| text.sha256() != hash) {
        note(problems, Problem::TextChanged);
    }
    article(wire, text)
}

fn article(wire: wire::Document, text: Rc<ArticleText>) -> Result<Article, ReadError> {
    let wrong = |key: &str, why: Why| ReadError::Document { path: format!("document.{key}"), why };
    let time = |key: &str, text: &str| Timestamp::parse(text).ok_or_else(|| wrong(key, Why::NoTimeSuchAs));
    let id: ArticleId = wire.id.parse().map_err(|_| wrong("id", Why::NoUuid))?;
    Sha256::parse(&wire.text_sha256).ok_or_else(|| wrong("textSha256", Why::NoSha256))?;
    let (created, modified) = (time("created", &wire.created)?, time("modified", &wire.modified)?);
    if text.is_blank() {
        return Err(wrong("text", Why::Empty));
    }
    let status =
        if wire.status.is_empty() { Some(Status::default()) } else { Status::from_name(&wire.status) };
    let status = status.ok_or_else(|| wrong("status", Why::NoStatus))?;
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
        text,
        normalization: read_normalization(&wire.normalization),
        created,
        modified,
        extensions: String::new(),
    })
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

/// Reads one value if there is room for it.
pub(in crate::format) fn part<T: DeserializeOwned>(
    raw: &str,
    path: &str,
    budget: &Budget,
    problems: &mut Vec<Problem>,
) -> Result<Read<T>, TooDense> {
    budget.fits_json(raw)?;
    Ok(read_part(raw, path, problems))
}

/// Reads one value, naming the path of what is wrong and of every key that is not known.
fn read_part<T: DeserializeOwned>(raw: &str, path: &str, problems: &mut Vec<Problem>) -> Read<T> {
    let mut track = serde_path_to_error::Track::new();
    let mut reader = serde_json::Deserializer::from_str(raw);
    let tracked = serde_path_to_error::Deserializer::new(&mut reader, &mut track);
    let mut unknown = Vec::new();
    let read = T::deserialize(serde_ignored::Deserializer::new(tracked, &mut |key| {
        note(&mut unknown, Problem::UnknownKey { path: below(path, &path_of(&key)) });
    }));
    match read {
        Ok(value) => {
            unknown.into_iter().for_each(|problem| note(problems, problem));
            Ok(value)
        }
        Err(error) => {
            let inner = track.path().to_string();
            let inner = if inner == "." { "" } else { &inner };
            Err((below(path, inner), json::mismatch(&error)))
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
