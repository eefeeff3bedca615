//! The two ends that every format shares: an annotation as a set of named fields on the way out, and on the
//! way in an article put together from whatever a file could tell.

use std::rc::Rc;

use serde_json::{Map, Value, json};

use super::{Item, ReadError, ReadOptions, UnitFound, weight};
use crate::anchoring::{Finder, TextQuote, describe};
use crate::annotation::{Annotation, Document, Kind, is_same_name};
use crate::format::catalogue::Offsets;
use crate::format::native::{self, Incoming, Problem, Refusal, wire};
use crate::identity::{AnnotationId, ArticleId, SourceId, Timestamp};
use crate::text::{
    ArticleText, ByteOffset, CodePointOffset, OffsetIndex, Sha256, TextRange, Utf16Offset, normalize,
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
    /// Where it stands in the file.
    pub(super) path: String,
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
    pub(super) fn new(path: String, start: &Value, end: &Value) -> Self {
        let number = |value: &Value| u32::try_from(value.as_u64()?).ok();
        Self { path, offsets: number(start).zip(number(end)), ..Self::default() }
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
    /// What the file says about it, under the native file's keys.
    pub(super) fields: Fields,
    /// The id that another tool gave it; empty if none did.
    pub(super) foreign_id: String,
    /// What is wrong with it, if the file's own shape is broken here.
    pub(super) wrong: String,
    /// The cue, where the file has it as a span of its own.
    pub(super) cue: Option<Span>,
    /// The words that name the source, likewise.
    pub(super) mention: Option<Span>,
}

impl Entry {
    /// Sets a field, unless the value is empty.
    pub(super) fn set(&mut self, key: &str, value: impl Into<Value>) {
        let value = value.into();
        if value != "" && !value.is_null() {
            self.fields.insert(key.to_owned(), value);
        }
    }

    /// Takes a label of the file: the kind, or a label of one's own.
    pub(super) fn label(&mut self, label: &str) {
        match kind_of(label) {
            Some(kind) => self.set("kind", kind.name()),
            None => {
                let labels = self.fields.entry("labels").or_insert_with(|| json!([]));
                if let Some(labels) = labels.as_array_mut()
                    && !labels.iter().any(|other| other == label)
                {
                    labels.push(label.into());
                }
            }
        }
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
    /// Its annotations.
    pub(super) entries: Vec<Entry>,
}

impl Loose {
    /// An article of which nothing is known.
    pub(super) fn new(path: String, usual: Offsets) -> Self {
        Self { path, text: None, document: Fields::new(), sources: Vec::new(), usual, entries: Vec::new() }
    }

    /// Takes what [`about`] wrote.
    pub(super) fn take_about(&mut self, own: &Value) {
        if let Some(document) = own["document"].as_object() {
            self.document.clone_from(document);
        }
        if let Some(sources) = own["sources"].as_array() {
            self.sources.clone_from(sources);
        }
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
pub(super) fn object(value: &Value) -> Fields {
    value.as_object().cloned().unwrap_or_default()
}

/// Reads JSON, naming line and column of what is wrong.
pub(super) fn parse(json: &str) -> Result<Value, ReadError> {
    if weight::is_too_dense(json) {
        return Err(ReadError::TooDense);
    }
    serde_json::from_str(json).map_err(|error| ReadError::NotJson {
        line: error.line(),
        column: error.column().max(1),
        why: error.to_string().split(" at line ").next().unwrap_or_default().to_owned(),
    })
}

/// Reads a file of lines with one article each; a line that cannot be read costs no other.
pub(super) fn read_lines(
    lines: &str,
    options: &ReadOptions<'_>,
    article: impl Fn(String, &Value) -> Loose,
) -> Vec<Item> {
    let lines = (1_usize..).zip(lines.lines()).filter(|(_, line)| !line.trim().is_empty());
    let read = |(number, line): (usize, &str)| {
        let place = format!("line {number}");
        match parse(line) {
            Ok(value) => finish(article(place, &value), options),
            Err(ReadError::NotJson { column, why, .. }) => {
                let path = format!("column {column}");
                refused(place, ReadError::Shape { path, why: format!("it is not JSON: {why}") })
            }
            Err(error) => refused(place, error),
        }
    };
    lines.map(read).collect()
}

/// An article that cannot be read.
pub(super) fn refused(place: String, error: ReadError) -> Item {
    Item { place, unit: UnitFound::NoOffsets, unlabelled: 0, read: Err(error) }
}

/// Puts an article together: finds its text, the unit of its offsets and the place of every span.
pub(super) fn finish(mut loose: Loose, options: &ReadOptions<'_>) -> Item {
    let place = std::mem::take(&mut loose.path);
    let known = known(&loose, options);
    let raw = match loose.text.take().or_else(|| known.map(|here| here.article.text.as_str().to_owned())) {
        Some(raw) => raw,
        None => return refused(place, ReadError::NoText),
    };
    let counted = Counted::new(raw);
    let unit = counted.unit(&loose, options.unit);
    let is_unlabelled = |entry: &&Entry| !entry.spans.is_empty() && !entry.fields.contains_key("kind");
    let unlabelled = loose.entries.iter().filter(is_unlabelled).count();
    let read = build(loose, &counted, unit, known, options);
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
    raw: String,
    index: OffsetIndex,
    text: ArticleText,
    /// The code points of the raw text that normalising took away, in order.
    gone: Vec<u32>,
}

impl Counted {
    fn new(raw: String) -> Self {
        let index = OffsetIndex::new(&raw);
        let (text, _) = ArticleText::new(&raw);
        let mut gone = Vec::new();
        if text.as_str() != raw {
            let mut before_text = true;
            let mut characters = (0..).zip(raw.chars()).peekable();
            while let Some((at, character)) = characters.next() {
                let next = characters.peek().map(|(_, next)| *next);
                before_text &= character == '\u{feff}';
                if before_text || (character == '\r' && next == Some('\n')) {
                    gone.push(at);
                }
            }
        }
        Self { raw, index, text, gone }
    }

    /// The range of the normalised text that lies between two offsets of the raw one.
    fn range(&self, (start, end): (u32, u32), unit: Offsets) -> Option<TextRange> {
        let point = |offset: u32| {
            let raw = match unit {
                Offsets::CodePoints => {
                    let offset = CodePointOffset(offset);
                    (offset <= self.index.code_points()).then_some(offset)?
                }
                Offsets::Utf16 => self.index.code_point_of_utf16(&self.raw, Utf16Offset(offset))?,
                Offsets::Bytes => self.index.code_point_of_byte(&self.raw, ByteOffset(offset))?,
            };
            let gone = self.gone.partition_point(|at| *at < raw.0);
            Some(CodePointOffset(raw.0 - CodePointOffset::from_count(gone).0))
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
        finder: &Finder<'_>,
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
        native::by_words(finder, &quote).map(|range| (range, offsets.0 != u32::MAX))
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
            native::read_article(wire, &mut problems).map_err(ReadError::Native)?
        }
    };
    let here = known.filter(|here| here.article.text == article.text);
    let mut sources = Sources::new(loose.sources, &article.text, options.at);
    let unit = match unit {
        UnitFound::BySlicing { unit, .. } | UnitFound::Assumed(unit) => Some(unit),
        UnitFound::NoOffsets => None,
    };
    let hash = article.text.sha256();
    let mut ready = Vec::with_capacity(loose.entries.len());
    for entry in loose.entries {
        ready.push(complete_entry(entry, hash, &mut sources, here, options));
    }
    let finder = Finder::new(&counted.text);
    let entries = native::Entries {
        sources: sources.into_wire(),
        annotations: &mut ready.into_iter(),
        find: &|part: &wire::Part| {
            // What Ascribe itself wrote has two pairs and means code points; where they agree, as those of the
            // file always do, the file's unit gives the same place or none with these words.
            let own = part.code_points != part.utf16;
            let first = if own { Some(Offsets::CodePoints) } else { unit };
            let placed = counted.place(&finder, part, first);
            if own || part.exact.is_empty() || matches!(placed, Ok((_, false))) {
                return placed;
            }
            counted
                .place(&finder, part, Some(Offsets::CodePoints))
                .ok()
                .filter(|(_, moved)| !moved)
                .map_or(placed, Ok)
        },
    };
    Ok(native::assemble(article, entries, problems))
}

fn from_fields<T: serde::de::DeserializeOwned>(fields: Fields) -> Result<T, String> {
    serde_json::from_value(Value::Object(fields)).map_err(|error| error.to_string())
}

/// Gives an article's fields what the file did not state.
fn complete_document(mut fields: Fields, counted: &Counted, at: Timestamp) -> Fields {
    let text = &counted.text;
    let (_, done) = normalize(&counted.raw);
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
    fields.insert("text".to_owned(), text.as_str().into());
    fields
}

/// An annotation's path, what was read and what was found besides.
type Ready = (String, native::Read<wire::Annotation>, Vec<Problem>);

/// Gives an annotation's fields what the file did not state.
fn complete_entry(
    entry: Entry,
    hash: Sha256,
    sources: &mut Sources<'_>,
    here: Option<&Rc<Document>>,
    options: &ReadOptions<'_>,
) -> Ready {
    let Entry { path, spans, mut fields, foreign_id, wrong, cue, mention } = entry;
    if spans.is_empty() {
        let why = if wrong.is_empty() { "it has no words and no offsets".to_owned() } else { wrong };
        return (path.clone(), Err((path, why)), Vec::new());
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
    if !speaker.trim().is_empty() && !sources.is_called(&own(&fields, "source"), &speaker) {
        fields.insert("source".to_owned(), sources.named(&speaker).into());
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
    (path, read, Vec::new())
}

/// The sources of a file, with those that it only names.
struct Sources<'a> {
    stated: Vec<Value>,
    text: &'a ArticleText,
    at: Timestamp,
}

impl<'a> Sources<'a> {
    fn new(stated: Vec<Value>, text: &'a ArticleText, at: Timestamp) -> Self {
        Self { stated, text, at }
    }

    fn is_called(&self, id: &str, name: &str) -> bool {
        !id.is_empty() && self.stated.iter().any(|source| source["id"] == id && source["name"] == name)
    }

    /// The id of the source with this name, which is made if there is none.
    fn named(&mut self, name: &str) -> String {
        if let Some(source) = self.stated.iter().find(|source| is_same_name(text(&source["name"]), name)) {
            return text(&source["id"]).to_owned();
        }
        let digest = Sha256::of(&format!("{} {name}", self.text.sha256()));
        let id = SourceId::from_digest(digest.half()).urn();
        let at = self.at.to_string();
        self.stated.push(json!({
            "id": id, "name": name, "kind": "unknown", "created": at, "modified": at,
        }));
        id
    }

    fn into_wire(self) -> Vec<(String, native::Read<wire::Source>)> {
        let read = |(number, source)| {
            let path = format!("sources[{number}]");
            let read = from_fields(object(&source)).map_err(|why| (path.clone(), why));
            (path, read)
        };
        (0..).zip(self.stated).map(read).collect()
    }
}
