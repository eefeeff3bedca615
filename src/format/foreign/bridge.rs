//! The two ends that every format shares: an annotation as a set of named fields on the way out, and on the
//! way in an article put together from whatever a file could tell.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::{Map, Value, json};

use super::{Item, ReadError, ReadOptions, UnitFound};
use crate::anchoring::{TextQuote, describe};
use crate::annotation::{Annotation, Document, Kind, folded_name};
use crate::format::budget::{Budget, TooDense, of_text};
use crate::format::catalogue::Offsets;
use crate::format::json as pieces;
use crate::format::native::{self, Incoming, Refusal, wire};
use crate::format::why::{Why, line_place};
use crate::identity::{AnnotationId, ArticleId, SourceId, Timestamp};
use crate::text::{
    ArticleText, ByteOffset, CodePointOffset, Normalization, OffsetIndex, Sha256, TextRange, Utf16Offset,
    normalize,
};

/// The key under which stands what a format has no place for.
pub(super) const OWN: &str = "ascribe";

/// A set of named values.
pub(super) type Fields = Map<String, Value>;

/// Turns what is written into JSON's own model.
fn to_fields(value: impl serde::Serialize) -> Fields {
    match serde_json::to_value(value) {
        Ok(Value::Object(fields)) => fields,
        // The wire types are structs of strings and numbers.
        _ => Fields::new(),
    }
}

/// Everything about an annotation but where its words stand, under the native file's keys.
pub(super) fn fields(document: &Document, annotation: &Annotation) -> Fields {
    let mut fields = to_fields(native::write_annotation(document, annotation));
    fields.remove("target");
    fields
}

/// Everything about an article but its text, and its sources, under the native file's keys.
pub(super) fn about(document: &Document) -> Value {
    let mut article = to_fields(native::write_document(document));
    article.remove("text");
    json!({ "document": article, "sources": sources(document) })
}

/// The sources, under the native file's keys.
pub(super) fn sources(document: &Document) -> Vec<Fields> {
    document.sources.iter().map(|source| to_fields(native::write_source(source))).collect()
}

/// A range's words with their context and its offsets in a unit.
pub(super) struct Place {
    pub(super) quote: TextQuote,
    pub(super) start: u32,
    pub(super) end: u32,
}

/// Describes a range in a unit.
pub(super) fn place(text: &ArticleText, range: TextRange, unit: Offsets) -> Place {
    let (start, end) = offsets(text, range, unit);
    Place { quote: describe(text, range), start, end }
}

/// A range's offsets in a unit.
pub(super) fn offsets(text: &ArticleText, range: TextRange, unit: Offsets) -> (u32, u32) {
    match unit {
        Offsets::CodePoints => (range.start().0, range.end().0),
        Offsets::Utf16 => {
            let (start, end) = text.utf16_range(range);
            (start.0, end.0)
        }
        Offsets::Bytes => {
            let byte = |offset| text.index().byte_of(text.as_str(), offset).unwrap_or(text.index().bytes()).0;
            (byte(range.start()), byte(range.end()))
        }
    }
}

/// What a label says an annotation is, in whatever case; `None` for a label of another scheme.
pub(super) fn kind_of(label: &str) -> Option<Kind> {
    let label = label.trim();
    let is = |name: &str| label.eq_ignore_ascii_case(name);
    if is("claim") {
        Some(Kind::Claim)
    } else if ["quote", "quotation", "content"].into_iter().any(is) {
        Some(Kind::Quote)
    } else {
        None
    }
}

/// A span as a file states it.
#[derive(Clone, Debug, Default)]
pub(super) struct Span {
    /// Its offsets, in the file's unit.
    pub(super) offsets: Option<(u32, u32)>,
    /// Its words; empty where the file does not say.
    pub(super) exact: String,
    /// What stands before it; may be empty.
    pub(super) prefix: String,
    /// What stands after it; may be empty.
    pub(super) suffix: String,
}

impl Span {
    /// A span of two JSON numbers.
    pub(super) fn new(start: &Value, end: &Value) -> Self {
        let number = |value: &Value| u32::try_from(value.as_u64()?).ok();
        Self { offsets: number(start).zip(number(end)), ..Self::default() }
    }

    /// What it takes.
    fn size(&self) -> usize {
        size_of::<Self>() + self.exact.len() + self.prefix.len() + self.suffix.len()
    }

    /// The same with its words.
    pub(super) fn with_words(mut self, exact: &Value) -> Self {
        self.exact = text(exact).to_owned();
        self
    }

    /// As a native part. Both pairs carry the offsets as the file has them, whatever they count.
    fn part(&self) -> wire::Part {
        let (start, end) = self.offsets.unwrap_or((u32::MAX, u32::MAX));
        let span = wire::Span { start, end };
        wire::Part {
            exact: self.exact.clone(),
            prefix: self.prefix.clone(),
            suffix: self.suffix.clone(),
            code_points: span,
            utf16: span,
        }
    }
}

/// An annotation as a file states it.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    /// Where it stands in the file.
    pub(super) path: String,
    /// Its words.
    pub(super) spans: Vec<Span>,
    /// What it is, where a label of the file says so.
    pub(super) kind: Option<Kind>,
    /// The other labels of the file.
    pub(super) labels: Vec<String>,
    /// What the file says about it, under the native file's keys.
    pub(super) fields: Fields,
    /// The id that another tool gave it; empty if none did.
    pub(super) foreign_id: String,
    /// What is wrong with it, if the file's own shape is broken here.
    pub(super) wrong: Option<Why>,
    /// The cue, where the file has it as a span of its own.
    pub(super) cue: Option<Box<Span>>,
    /// The words that name the source, likewise.
    pub(super) mention: Option<Box<Span>>,
}

impl Entry {
    /// Sets a field, unless the value is empty.
    pub(super) fn set(&mut self, key: &str, value: impl Into<Value>) {
        let value = value.into();
        if value != "" && !value.is_null() {
            self.fields.insert(key.to_owned(), value);
        }
    }

    /// An entry with one span.
    pub(super) fn of_span(path: String, span: Span) -> Self {
        // One span is the rule, and a list that grows would take four places.
        Self { path, spans: vec![span], ..Self::default() }
    }

    /// An entry that cannot be read.
    pub(super) fn wrong(path: String, why: Why) -> Self {
        Self { path, wrong: Some(why), ..Self::default() }
    }

    /// Takes a label of the file: the kind, or a label of one's own.
    pub(super) fn label(&mut self, label: &str) {
        match kind_of(label) {
            Some(kind) => self.kind = Some(kind),
            None if self.labels.iter().any(|other| other == label) => {}
            None => self.labels.push(label.to_owned()),
        }
    }

    /// What it takes, at most.
    pub(super) fn size(&self) -> usize {
        let spans = self.spans.iter().map(Span::size).sum::<usize>();
        let spare = (self.spans.capacity() - self.spans.len()) * size_of::<Span>();
        let labels = self.labels.iter().map(|label| label.len() + 96).sum::<usize>();
        let others = [&self.cue, &self.mention].into_iter().flatten().map(|span| span.size()).sum::<usize>();
        size_of::<Self>()
            + 24
            + self.path.len()
            + self.foreign_id.len()
            + spans
            + spare
            + labels
            + others
            + size_of_fields(&self.fields)
    }
}

/// What a set of named values takes, at most.
fn size_of_fields(fields: &Fields) -> usize {
    let values = fields.iter().map(|(key, value)| key.len() + size_of_value(value)).sum::<usize>();
    fields.len().div_ceil(6) * 640 + values
}

fn size_of_value(value: &Value) -> usize {
    match value {
        Value::String(text) => text.len(),
        Value::Array(list) => list.iter().map(|value| 64 + size_of_value(value)).sum(),
        Value::Object(fields) => size_of_fields(fields),
        _ => 0,
    }
}

/// An article as a file states it.
#[derive(Clone, Debug)]
pub(super) struct Loose {
    /// Where it stands in the file; empty where the file is one article.
    pub(super) path: String,
    /// Its text as it stands in the file, not normalised.
    pub(super) text: Option<String>,
    /// What the file says about it, under the native file's keys.
    pub(super) document: Fields,
    /// Its sources, likewise.
    pub(super) sources: Vec<Value>,
    /// What the format's offsets usually count.
    pub(super) usual: Offsets,
    /// Its annotations. Each is let go as soon as it is used.
    #[expect(clippy::vec_box, reason = "a list of large entries that grows holds them twice while it does")]
    pub(super) entries: Vec<Box<Entry>>,
    /// What all of it takes.
    size: usize,
}

impl Loose {
    /// An article of which nothing is known.
    pub(super) fn new(path: String, usual: Offsets) -> Self {
        let (document, sources, entries) = (Fields::new(), Vec::new(), Vec::new());
        Self { path, text: None, document, sources, usual, entries, size: 0 }
    }

    /// Takes what [`about`] wrote.
    pub(super) fn take_about(&mut self, mut own: Value, budget: &Budget) -> Result<(), TooDense> {
        if let Value::Object(document) = taken(&mut own, "document") {
            self.hold(size_of_fields(&document), budget)?;
            self.document = document;
        }
        if let Value::Array(sources) = taken(&mut own, "sources") {
            self.hold(sources.iter().map(|source| 64 + size_of_value(source)).sum(), budget)?;
            self.sources = sources;
        }
        Ok(())
    }

    /// Takes the article's text.
    pub(super) fn take_text(&mut self, text: Option<String>, budget: &Budget) -> Result<(), TooDense> {
        self.hold(text.as_ref().map_or(0, String::len), budget)?;
        self.text = text;
        Ok(())
    }

    /// Adds an annotation.
    pub(super) fn add(&mut self, entry: Entry, budget: &Budget) -> Result<(), TooDense> {
        self.hold(entry.size(), budget)?;
        self.entries.push(Box::new(entry));
        Ok(())
    }

    /// Adds a span to an annotation that is there, by its place.
    pub(super) fn add_span(&mut self, at: usize, span: Span, budget: &Budget) -> Result<(), TooDense> {
        self.hold(3 * span.size(), budget)?;
        if let Some(entry) = self.entries.get_mut(at) {
            entry.spans.push(span);
        }
        Ok(())
    }

    /// Counts what is kept of it.
    pub(super) fn hold(&mut self, bytes: usize, budget: &Budget) -> Result<(), TooDense> {
        budget.hold(bytes)?;
        self.size += bytes;
        Ok(())
    }
}

/// A JSON string; empty for anything else.
pub(super) fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// A JSON list; a value that is none counts as a list of one, nothing as an empty list.
pub(super) fn list(value: &Value) -> &[Value] {
    match value {
        Value::Null => &[],
        Value::Array(list) => list,
        one => std::slice::from_ref(one),
    }
}

/// The fields of a JSON object; none for anything else.
pub(super) fn object(value: Value) -> Fields {
    if let Value::Object(fields) = value { fields } else { Fields::new() }
}

/// Takes a value out of an object; nothing where there is no object or no such key.
pub(super) fn taken(value: &mut Value, key: &str) -> Value {
    value.get_mut(key).map(Value::take).unwrap_or_default()
}

/// Makes sure that a text is JSON, or names line and column of what is wrong.
pub(super) fn check(json: &str) -> Result<(), ReadError> {
    pieces::check(json).map_err(|fault| ReadError::NotJson {
        line: fault.line,
        column: fault.column,
        why: fault.why,
    })
}

/// The value of a piece of a file; nothing where it is missing or cannot be read.
pub(super) fn value(piece: Option<&str>, budget: &Budget) -> Result<Value, TooDense> {
    Ok(entry_value(piece.unwrap_or("null"), budget)?.unwrap_or_default())
}

/// The same, with why it cannot be read.
pub(super) fn entry_value(piece: &str, budget: &Budget) -> Result<Result<Value, Why>, TooDense> {
    budget.fits_json(piece)?;
    let read = serde_json::from_str(piece);
    Ok(read.map_err(|error| pieces::mismatch(&error)))
}

/// Reads a file of lines with one article each; a line that cannot be read costs no other. Where there is no more
/// room the rest is not read, and the last item says so.
pub(super) fn read_lines(
    lines: &str,
    options: &ReadOptions<'_>,
    budget: &Budget,
    article: impl Fn(String, &str) -> Result<Loose, TooDense>,
) -> Vec<Item> {
    let mut items = Vec::new();
    for (number, line) in (1_usize..).zip(lines.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let place = line_place(number);
        if budget.hold(ITEM).is_err() {
            items.push(refused(place, ReadError::TooDense));
            break;
        }
        let item = match check(line) {
            Ok(()) => match article(place.clone(), line) {
                Ok(loose) => finish(loose, options, budget),
                Err(TooDense) => refused(place, ReadError::TooDense),
            },
            Err(ReadError::NotJson { column, why, .. }) => {
                let path = format!("column {column}");
                refused(place, ReadError::Shape { path, why: Why::NotJson(Box::new(why)) })
            }
            Err(error) => refused(place, error),
        };
        let is_full = item.read == Err(ReadError::TooDense);
        items.push(item);
        if is_full {
            break;
        }
    }
    items
}

/// What an article takes beside what it holds, or what is said about a bad one.
pub(super) const ITEM: usize = 1_200;

/// An article that cannot be read.
pub(super) fn refused(place: String, error: ReadError) -> Item {
    Item { place, unit: UnitFound::NoOffsets, unlabelled: 0, read: Err(error) }
}

/// Puts all articles of a file together. Where there is no more room the rest is not read, and the last item says so.
pub(super) fn finish_all(articles: Vec<Loose>, options: &ReadOptions<'_>, budget: &Budget) -> Vec<Item> {
    let mut items = Vec::with_capacity(articles.len());
    for loose in articles {
        let place = loose.path.clone();
        if budget.hold(ITEM).is_err() {
            items.push(refused(place, ReadError::TooDense));
            break;
        }
        items.push(finish(loose, options, budget));
    }
    items
}

/// Puts an article together: finds its text, the unit of its offsets and the place of every span.
pub(super) fn finish(mut loose: Loose, options: &ReadOptions<'_>, budget: &Budget) -> Item {
    let place = std::mem::take(&mut loose.path);
    let known = known(&loose, options);
    let (counted, size) = match (loose.text.take(), known) {
        (Some(raw), _) => {
            let size = of_text(&raw);
            if budget.hold(size).is_err() {
                return refused(place, ReadError::TooDense);
            }
            (Counted::new(raw), size)
        }
        (None, Some(here)) => {
            // The text is here already, and what is to be found in it may take what a file with it might.
            budget.also(here.article.text.as_str().len());
            (Counted::of(here.article.text.clone()), 0)
        }
        (None, None) => return refused(place, ReadError::NoText),
    };
    let unit = counted.unit(&loose, options.unit);
    let is_unlabelled = |entry: &&Entry| {
        !entry.spans.is_empty() && entry.kind.is_none() && !entry.fields.contains_key("kind")
    };
    let unlabelled = loose.entries.iter().map(|entry| &**entry).filter(is_unlabelled).count();
    let loosely = loose.size;
    let read = build(loose, &counted, unit, known, options, budget);
    budget.release(loosely + if read.is_ok() { 0 } else { size });
    Item { place, unit, unlabelled, read }
}

/// The article that is here and that a file without text is about: by its id, else by its address, else the one
/// that was said to be meant, else the only one.
fn known<'a>(loose: &Loose, options: &ReadOptions<'a>) -> Option<&'a Rc<Document>> {
    let known = options.known;
    let id: Option<ArticleId> = loose.document.get("id").and_then(|id| id.as_str()?.parse().ok());
    let url = loose.document.get("url").map_or("", text);
    let by_id = id.and_then(|id| known.iter().find(|document| document.id() == id));
    let by_url = || known.iter().find(|document| !url.is_empty() && document.article.details.url == url);
    let only = || if let [only] = known { Some(only) } else { None };
    let meant = || options.about.and_then(|id| known.iter().find(|document| document.id() == id));
    by_id.or_else(by_url).or_else(meant).or_else(only)
}

/// A text as a file has it, from whose offsets to those of the normalised text there is a way.
struct Counted {
    /// The text as it stands in the file with its own table, where that is another one than the normalised text.
    raw: Option<(String, OffsetIndex)>,
    text: Rc<ArticleText>,
    /// The code points of the raw text that normalising took away, in order.
    gone: Vec<u32>,
    /// What normalising changed.
    done: Normalization,
}

impl Counted {
    /// A text that is normalised.
    fn of(text: Rc<ArticleText>) -> Self {
        Self { raw: None, text, gone: Vec::new(), done: Normalization::default() }
    }

    fn new(raw: String) -> Self {
        let (text, done) = ArticleText::new(&raw);
        let text = Rc::new(text);
        if text.as_str() == raw {
            return Self { done, ..Self::of(text) };
        }
        let index = OffsetIndex::new(&raw);
        let mut gone = Vec::new();
        let mut before_text = true;
        let mut characters = (0..).zip(raw.chars()).peekable();
        while let Some((at, character)) = characters.next() {
            let next = characters.peek().map(|(_, next)| *next);
            before_text &= character == '\u{feff}';
            if before_text || (character == '\r' && next == Some('\n')) {
                gone.push(at);
            }
        }
        Self { raw: Some((raw, index)), text, gone, done }
    }

    /// The range of the normalised text that lies between two offsets of the raw one.
    fn range(&self, (start, end): (u32, u32), unit: Offsets) -> Option<TextRange> {
        let (raw, index) = match &self.raw {
            Some((raw, index)) => (raw.as_str(), index),
            None => (self.text.as_str(), self.text.index()),
        };
        let point = |offset: u32| {
            let at = match unit {
                Offsets::CodePoints => {
                    let offset = CodePointOffset(offset);
                    (offset <= index.code_points()).then_some(offset)?
                }
                Offsets::Utf16 => index.code_point_of_utf16(raw, Utf16Offset(offset))?,
                Offsets::Bytes => index.code_point_of_byte(raw, ByteOffset(offset))?,
            };
            let gone = self.gone.partition_point(|gone| *gone < at.0);
            Some(CodePointOffset(at.0 - CodePointOffset::from_count(gone).0))
        };
        self.text.range(point(start)?, point(end)?)
    }

    fn gives(&self, span: &Span, unit: Offsets) -> bool {
        let range = span.offsets.and_then(|offsets| self.range(offsets, unit));
        range.is_some_and(|range| self.text.slice(range) == clean(&span.exact))
    }

    /// In which unit the file counts: that in which most spans give their words, the usual one if in doubt. A
    /// file has one unit.
    fn unit(&self, loose: &Loose, said: Option<Offsets>) -> UnitFound {
        let mut quoted = 0;
        let mut fit = [0_usize; Offsets::ALL.len()];
        let mut has_offsets = false;
        for span in loose.entries.iter().flat_map(|entry| &entry.spans) {
            has_offsets |= span.offsets.is_some();
            if span.offsets.is_none() || span.exact.is_empty() {
                continue;
            }
            quoted += 1;
            for (count, unit) in fit.iter_mut().zip(Offsets::ALL) {
                *count += usize::from(self.gives(span, unit));
            }
        }
        if !has_offsets {
            return UnitFound::NoOffsets;
        }
        let best = Offsets::ALL.into_iter().zip(fit).max_by_key(|(unit, fit)| (*fit, *unit == loose.usual));
        match best {
            Some((unit, fit)) if fit > 0 => UnitFound::BySlicing { unit, fit, of: quoted },
            _ => UnitFound::Assumed(said.unwrap_or(loose.usual)),
        }
    }

    /// Where a part stands, and whether it had to be searched for.
    fn place(
        &self,
        places: &native::Places<'_>,
        part: &wire::Part,
        unit: Option<Offsets>,
    ) -> Result<(TextRange, bool), Refusal> {
        let offsets = (part.code_points.start, part.code_points.end);
        let there = unit.and_then(|unit| self.range(offsets, unit));
        let exact = clean(&part.exact);
        if exact.is_empty() {
            return there.map(|range| (range, false)).ok_or(Refusal::WordsMissing);
        }
        if let Some(range) = there
            && self.text.slice(range) == exact
        {
            return Ok((range, false));
        }
        let quote = TextQuote { exact, prefix: clean(&part.prefix), suffix: clean(&part.suffix) };
        // A file without offsets says where its words stand by the words themselves.
        places.by_words(&quote).map(|range| (range, offsets.0 != u32::MAX))
    }
}

/// A piece of a text, normalised as the whole text is: only at the head of a whole text is a byte order mark no
/// character, so a piece is never at the head.
fn clean(words: &str) -> String {
    let inside = format!(" {words}");
    normalize(&inside).0.get(1..).unwrap_or_default().to_owned()
}

fn build(
    loose: Loose,
    counted: &Counted,
    unit: UnitFound,
    known: Option<&Rc<Document>>,
    options: &ReadOptions<'_>,
    budget: &Budget,
) -> Result<Incoming, ReadError> {
    let mut problems = Vec::new();
    let article = match known {
        Some(here)
            if here.article.text.as_str() == counted.text.as_str() && !loose.document.contains_key("id") =>
        {
            (*here.article).clone()
        }
        _ => {
            let document = complete_document(loose.document, counted, options.at);
            let wire =
                from_fields(document).map_err(|why| ReadError::Shape { path: "document".into(), why })?;
            native::with_text(wire, counted.text.clone(), &mut problems).map_err(ReadError::of_native)?
        }
    };
    let here = known.filter(|here| here.article.text == article.text);
    let text = article.text.clone();
    let unit = match unit {
        UnitFound::BySlicing { unit, .. } | UnitFound::Assumed(unit) => Some(unit),
        UnitFound::NoOffsets => None,
    };
    let mut sources = Sources::new(loose.sources, &text, options.at);
    for entry in &loose.entries {
        sources.meet(&entry.fields, budget)?;
    }
    let mut assembly = native::Assembly::new(article, budget, problems);
    for (number, source) in (0..).zip(sources.stated.drain(..)) {
        let path = format!("sources[{number}]");
        let read = from_fields(object(source)).map_err(|why| (path.clone(), why));
        assembly.add_source(path, read)?;
    }
    let places = native::Places::new(&counted.text, budget);
    let find = |part: &wire::Part| {
        // What Ascribe itself wrote has two pairs and means code points; where they agree, as those of the
        // file always do, the file's unit gives the same place or none with these words.
        let own = part.code_points != part.utf16;
        let first = if own { Some(Offsets::CodePoints) } else { unit };
        let placed = counted.place(&places, part, first);
        if own || part.exact.is_empty() || matches!(placed, Ok((_, false))) {
            return placed;
        }
        counted
            .place(&places, part, Some(Offsets::CodePoints))
            .ok()
            .filter(|(_, moved)| !moved)
            .map_or(placed, Ok)
    };
    let hash = text.sha256();
    for entry in loose.entries {
        // The fields become an annotation by way of JSON's own model.
        budget.fits(2 * entry.size() + entry.spans.len() * PART)?;
        let (path, read) = complete_entry(*entry, hash, &sources, here, options);
        assembly.add(path, read, Vec::new(), &find)?;
    }
    Ok(assembly.finish())
}

/// What a part takes as a value of JSON's own model: an object with two more in it.
const PART: usize = 3_000;

fn from_fields<T: serde::de::DeserializeOwned>(fields: Fields) -> Result<T, Why> {
    serde_json::from_value(Value::Object(fields)).map_err(|error| pieces::mismatch(&error))
}

/// Gives an article's fields what the file did not state.
fn complete_document(mut fields: Fields, counted: &Counted, at: Timestamp) -> Fields {
    let (text, done) = (&counted.text, counted.done);
    let mut default = |key: &str, value: Value| {
        fields.entry(key).or_insert(value);
    };
    default("id", ArticleId::from_digest(text.sha256().half()).urn().into());
    default("title", "".into());
    default("created", at.to_string().into());
    default("modified", at.to_string().into());
    default("textSha256", text.sha256().to_string().into());
    default("length", json!({ "codePoints": text.index().code_points().0, "utf16": text.index().utf16().0 }));
    default(
        "normalization",
        json!({
            "unicode": "none",
            "lineEndingsChanged": done.line_endings,
            "byteOrderMarkRemoved": done.byte_order_mark,
            "charactersReplaced": done.replaced,
        }),
    );
    // The text itself is there already.
    fields.insert("text".to_owned(), "".into());
    fields
}

/// Gives an annotation's fields what the file did not state.
fn complete_entry(
    entry: Entry,
    hash: Sha256,
    sources: &Sources<'_>,
    here: Option<&Rc<Document>>,
    options: &ReadOptions<'_>,
) -> (String, native::Read<wire::Annotation>) {
    let Entry { path, spans, kind, labels, mut fields, foreign_id, wrong, cue, mention } = entry;
    if spans.is_empty() {
        return (path.clone(), Err((path, wrong.unwrap_or(Why::NoPlace))));
    }
    if let Some(kind) = kind {
        fields.insert("kind".to_owned(), kind.name().into());
    }
    if !labels.is_empty() {
        let all = fields.entry("labels").or_insert_with(|| json!([]));
        if let Some(all) = all.as_array_mut() {
            let new: Vec<_> =
                labels.into_iter().map(Value::String).filter(|label| !all.contains(label)).collect();
            all.extend(new);
        }
    }
    let own = |fields: &Fields, key: &str| fields.get(key).map_or("", text).to_owned();
    let is_own = own(&fields, "id").parse::<AnnotationId>().is_ok();
    if !is_own {
        // Format and file are filled in where they are known.
        fields.entry("origin").or_insert_with(
            || json!({ "format": "", "id": foreign_id, "importedAt": options.at.to_string() }),
        );
    }
    let stated: Option<AnnotationId> = own(&fields, "id").parse().ok().or_else(|| foreign_id.parse().ok());
    fields.entry("kind").or_insert_with(|| options.kind.name().into());
    let id = stated.unwrap_or_else(|| {
        fields.entry("provenance").or_insert_with(|| "imported".into());
        let name = if foreign_id.is_empty() {
            let spans: Vec<_> =
                spans.iter().map(|span| format!("{:?} {}", span.offsets, span.exact)).collect();
            format!("{} {spans:?} {:?}", own(&fields, "kind"), fields.get("labels"))
        } else {
            foreign_id
        };
        AnnotationId::from_digest(Sha256::of(&format!("{hash} {name}")).half())
    });
    fields.insert("id".to_owned(), id.urn().into());
    // The moment of import would make one annotation two that differ, so what is here already keeps its own.
    let here = here.and_then(|here| here.annotations.get(id));
    let moment = |key: fn(&Annotation) -> Timestamp| here.map_or(options.at, |here| key(here)).to_string();
    fields.entry("created").or_insert_with(|| moment(|here| here.created).into());
    let created = own(&fields, "created");
    let modified = if here.is_some() { moment(|here| here.modified) } else { created };
    fields.entry("modified").or_insert_with(|| modified.into());
    let speaker = own(&fields, "speaker");
    if let Some(id) = sources.id_for(&own(&fields, "source"), &speaker) {
        fields.insert("source".to_owned(), id.into());
    }
    for (key, span) in [("cue", cue), ("mention", mention)] {
        // What Ascribe wrote itself says more than the tool's span, if both are the same.
        if let Some(span) = span
            && !fields
                .get(key)
                .is_some_and(|own| own["exact"] == span.exact.as_str() || span.exact.is_empty())
        {
            fields.insert(key.to_owned(), to_fields(span.part()).into());
        }
    }
    let parts: Vec<_> = spans.iter().map(|span| to_fields(span.part())).collect();
    fields.insert("target".to_owned(), parts.into());
    let read = from_fields(fields).map_err(|why| (path.clone(), why));
    (path, read)
}

/// The sources of a file, with those that it only names.
struct Sources<'a> {
    stated: Vec<Value>,
    /// The name of each by its id.
    names: BTreeMap<String, String>,
    /// The id of the first of each name, in the form in which names are compared.
    by_name: BTreeMap<String, String>,
    text: &'a ArticleText,
    at: Timestamp,
}

impl<'a> Sources<'a> {
    fn new(stated: Vec<Value>, text: &'a ArticleText, at: Timestamp) -> Self {
        let mut sources =
            Self { stated: Vec::new(), names: BTreeMap::new(), by_name: BTreeMap::new(), text, at };
        for source in stated {
            sources.add(source);
        }
        sources
    }

    fn add(&mut self, source: Value) {
        let (id, name) = (text(&source["id"]).to_owned(), text(&source["name"]).to_owned());
        self.by_name.entry(folded_name(&name)).or_insert_with(|| id.clone());
        self.names.insert(id, name);
        self.stated.push(source);
    }

    /// Makes the source that an annotation names, if there is none of that name.
    fn meet(&mut self, fields: &Fields, budget: &Budget) -> Result<(), TooDense> {
        let own = |key: &str| fields.get(key).map_or("", text);
        let name = own("speaker");
        if name.trim().is_empty()
            || self.is_called(own("source"), name)
            || self.by_name.contains_key(&folded_name(name))
        {
            return Ok(());
        }
        // The source itself and its two places here.
        budget.hold(1_500 + 4 * name.len())?;
        let digest = Sha256::of(&format!("{} {name}", self.text.sha256()));
        let id = SourceId::from_digest(digest.half()).urn();
        let at = self.at.to_string();
        self.add(json!({ "id": id, "name": name, "kind": "unknown", "created": at, "modified": at }));
        Ok(())
    }

    fn is_called(&self, id: &str, name: &str) -> bool {
        !id.is_empty() && self.names.get(id).is_some_and(|own| own == name)
    }

    /// The id of the source of this name, where the stated one is called otherwise.
    fn id_for(&self, stated: &str, name: &str) -> Option<&str> {
        let is_said = !name.trim().is_empty() && !self.is_called(stated, name);
        is_said.then(|| self.by_name.get(&folded_name(name)).map(String::as_str)).flatten()
    }
}
