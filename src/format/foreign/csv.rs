//! CSV: a table with one annotation a row (RFC 4180: CRLF, doubled quotes), after a byte order mark by which
//! spreadsheets know UTF-8.
//!
//! Unit of offsets: code points in `start`, `end` and `parts`, UTF-16 units in `start_utf16` and `end_utf16`.
//! A cell that a spreadsheet would run as a formula has one apostrophe before it, which reading takes away
//! again. The article's text stands in the first row of each article. What is dropped: sources that no
//! annotation names, when sources and articles came in.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde_json::{Value, json};

use super::bridge::{self, Entry, Loose, Span, list, text};
use super::{Extent, Item, ReadError, ReadOptions};
use crate::annotation::Document;
use crate::format::budget::Budget;
use crate::format::catalogue::Offsets;
use crate::format::why::{Why, line_place};

/// Cells that stand in the native file under the same meaning: column and key.
const PLAIN: [(&str, &str); 17] = [
    ("id", "id"),
    ("kind", "kind"),
    ("speaker", "speaker"),
    ("source_id", "source"),
    ("quote_type", "quoteType"),
    ("claim_type", "claimType"),
    ("check_worthiness", "checkWorthiness"),
    ("wording", "wording"),
    ("verdict", "verdict"),
    ("claim_date", "claimDate"),
    ("claim_place", "claimPlace"),
    ("context", "context"),
    ("note", "note"),
    ("provenance", "provenance"),
    ("created", "created"),
    ("modified", "modified"),
    ("attribution_proposed", "attributionProposed"),
];

/// The same for the source.
const SOURCE: [(&str, &str); 4] = [
    ("source_kind", "kind"),
    ("source_role", "role"),
    ("source_organisation", "organisation"),
    ("source_link", "link"),
];

/// The same for the article.
const ARTICLE: [(&str, &str); 7] = [
    ("article_id", "id"),
    ("article_title", "title"),
    ("article_byline", "byline"),
    ("article_outlet", "outlet"),
    ("article_url", "url"),
    ("article_published", "published"),
    ("article_status", "status"),
];

/// The columns that are neither.
const OTHER: [&str; 16] = [
    "quote",
    "start",
    "end",
    "start_utf16",
    "end_utf16",
    "parts",
    "prefix",
    "suffix",
    "cue",
    "mention",
    "origin",
    "labels",
    "source_aliases",
    "evidence",
    "relations",
    "article_verdicts",
];

const TEXT: &str = "article_text";

/// The column that is there where an annotation says who made it.
const CREATOR: &str = "creator";

/// Every column, in order.
fn columns() -> impl Iterator<Item = &'static str> {
    let names = |table: &'static [(&str, &str)]| table.iter().map(|(column, _)| *column);
    names(&PLAIN).chain(OTHER).chain(names(&SOURCE)).chain(names(&ARTICLE)).chain([TEXT])
}

/// Whether a spreadsheet takes a cell for a formula once leading apostrophes are gone.
fn is_formula(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// A cell as it can be opened safely. [`restore`] gives the very same back for every text.
fn guard(cell: &str) -> String {
    if is_formula(cell) { format!("'{cell}") } else { cell.to_owned() }
}

fn restore(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_formula(cell) => rest,
        _ => cell,
    }
}

type Row = BTreeMap<&'static str, String>;

/// Writes the table.
pub fn write(documents: &[Rc<Document>], extent: Extent) -> Result<Vec<u8>, String> {
    let mut table =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(b"\xef\xbb\xbf".to_vec());
    let mut signed = documents.iter().flat_map(|document| document.annotations.iter());
    let creator = signed.any(|annotation| !annotation.creator.is_empty()).then_some(CREATOR);
    table.write_record(columns().chain(creator)).map_err(|error| error.to_string())?;
    for document in documents {
        for row in rows(document, extent) {
            let cells = columns()
                .chain(creator)
                .map(|column| row.get(column).map(|cell| guard(cell)).unwrap_or_default());
            table.write_record(cells).map_err(|error| error.to_string())?;
        }
    }
    table.into_inner().map_err(|error| error.to_string())
}

fn cell(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(lines)) => {
            let lines: Vec<_> = lines.iter().map(|line| cell(Some(line))).collect();
            lines.join("\n")
        }
        Some(other) => other.to_string(),
    }
}

fn rows(document: &Document, extent: Extent) -> Vec<Row> {
    let source = &document.article.text;
    let about = bridge::about(document);
    let article = &about["document"];
    let mut row = Row::new();
    row.extend(ARTICLE.iter().map(|(column, key)| (*column, cell(article.get(key)))));
    row.insert("article_verdicts", cell(article.get("verdicts")));
    let mut rows = Vec::new();
    for annotation in document.annotations.iter() {
        let mut row = row.clone();
        let fields = bridge::fields(document, annotation);
        row.extend(PLAIN.iter().map(|(column, key)| (*column, cell(fields.get(*key)))));
        for key in ["labels", "evidence"] {
            row.insert(key, cell(fields.get(key)));
        }
        for key in ["cue", "mention", "origin"] {
            row.insert(key, fields.get(key).map(Value::to_string).unwrap_or_default());
        }
        let relations = list(fields.get("relations").unwrap_or(&Value::Null)).iter();
        let relations: Vec<_> =
            relations.map(|link| format!("{} {}", text(&link["type"]), text(&link["to"]))).collect();
        row.insert("relations", relations.join("\n"));
        if let Some(source) = document.source_of(annotation) {
            let sources = bridge::sources(document);
            let own = sources.iter().find(|own| own["id"] == source.id.urn());
            row.extend(SOURCE.iter().map(|(column, key)| (*column, cell(own.and_then(|own| own.get(*key))))));
            row.insert("source_aliases", source.aliases.join("\n"));
        }
        row.insert("quote", annotation.words(source));
        row.insert(CREATOR, annotation.creator.clone());
        let extent = annotation.parts.extent();
        let (start, end) = bridge::offsets(source, extent, Offsets::CodePoints);
        let (start_utf16, end_utf16) = bridge::offsets(source, extent, Offsets::Utf16);
        for (column, number) in
            [("start", start), ("end", end), ("start_utf16", start_utf16), ("end_utf16", end_utf16)]
        {
            row.insert(column, number.to_string());
        }
        let parts: Vec<_> =
            annotation.parts.iter().map(|part| format!("{}..{}", part.start().0, part.end().0)).collect();
        row.insert("parts", parts.join(" "));
        let around = bridge::place(source, extent, Offsets::CodePoints).quote;
        row.insert("prefix", around.prefix);
        row.insert("suffix", around.suffix);
        rows.push(row);
    }
    // An article without annotations is a row of its own.
    if rows.is_empty() {
        rows.push(row);
    }
    if extent == Extent::WholeText {
        rows[0].insert(TEXT, source.as_str().to_owned());
    }
    rows
}

/// Reads a table with these columns, in any order; all but the words or their offsets may be missing.
pub(super) fn read(table: &str, options: &ReadOptions<'_>, budget: &Budget) -> Result<Vec<Item>, ReadError> {
    // The reader keeps the end of every cell of a row.
    budget.fits(cells_of_the_longest_row(table) * CELL)?;
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(table.as_bytes());
    let shape = |path: &str, why: Why| ReadError::Shape { path: path.to_owned(), why };
    let head = reader.headers().map_err(|error| shape("line 1", error.to_string().into()))?.clone();
    let place: BTreeMap<&str, usize> = head.iter().enumerate().map(|(at, name)| (name.trim(), at)).collect();
    if !place.contains_key("quote") && !place.contains_key("start") {
        return Err(shape("line 1", Why::NoColumns));
    }
    let mut articles: Vec<Loose> = Vec::new();
    let mut by_name: BTreeMap<String, usize> = BTreeMap::new();
    let mut known_sources: BTreeSet<(usize, String)> = BTreeSet::new();
    for record in reader.records() {
        let record = record.map_err(|error| {
            let line = error.position().map_or(0, csv::Position::line);
            shape(&line_place(line), error.to_string().into())
        })?;
        let line = record.position().map_or(0, csv::Position::line);
        let get = |column: &str| {
            let cell = place.get(column).and_then(|at| record.get(*at)).unwrap_or_default();
            restore(cell).to_owned()
        };
        let (id, url) = (get("article_id"), get("article_url"));
        let name = if id.is_empty() { url } else { id };
        let at = match by_name.get(&name) {
            Some(at) => *at,
            None => {
                budget.hold(ROW + 4 * name.len())?;
                let verdicts = get("article_verdicts").matches('\n').count();
                budget.hold(3 * record.as_slice().len() + 200 * verdicts)?;
                let loose = read_article(name.clone(), &get);
                by_name.insert(name, articles.len());
                articles.push(loose);
                articles.len() - 1
            }
        };
        let loose: &mut Loose = &mut articles[at];
        if loose.text.is_none() {
            loose.take_text(Some(get(TEXT)).filter(|text| !text.is_empty()), budget)?;
        }
        let id = get("source_id");
        if !id.is_empty() && !get("speaker").is_empty() && known_sources.insert((at, id)) {
            budget
                .hold(2 * ROW + 2 * record.as_slice().len() + 100 * get("source_aliases").lines().count())?;
            read_source(loose, &get, options);
        }
        // Each line of these cells may become a value, as may each of their JSON.
        let cells = ["evidence", "labels", "relations", "cue", "mention", "origin"];
        let values =
            cells.into_iter().map(|column| get(column).matches([',', '\n', ' ', '[']).count()).sum::<usize>();
        budget.fits(values * 700 + get("parts").len() * 40 + 4 * record.as_slice().len())?;
        let entry = read_row(line_place(line), &get);
        if !entry.spans.is_empty() || !get("kind").is_empty() {
            loose.add(entry, budget)?;
        }
    }
    Ok(bridge::finish_all(articles, options, budget))
}

/// What an article takes before anything is known about it, and a source.
const ROW: usize = 1_000;
/// What the reader keeps of each cell of a row: its end, in a list that grows, of the row and of the heading.
const CELL: usize = 120;

/// How many cells the longest row has, told as the reader of tables tells it.
fn cells_of_the_longest_row(table: &str) -> usize {
    #[derive(PartialEq)]
    enum At {
        Start,
        Plain,
        Quoted,
        Quote,
    }
    let (mut at, mut cells, mut most) = (At::Start, 1, 0);
    for byte in table.bytes() {
        at = match (at, byte) {
            (At::Start, b'"') | (At::Quote, b'"') => At::Quoted,
            (At::Quoted, b'"') => At::Quote,
            (At::Quoted, _) => At::Quoted,
            (_, b',') => {
                cells += 1;
                At::Start
            }
            (_, b'\n' | b'\r') => {
                most = most.max(cells);
                cells = 1;
                At::Start
            }
            _ => At::Plain,
        };
    }
    most.max(cells)
}

fn read_article(place: String, get: &dyn Fn(&str) -> String) -> Loose {
    let mut loose = Loose::new(place, Offsets::CodePoints);
    for (column, key) in ARTICLE {
        let value = get(column);
        if !value.is_empty() {
            loose.document.insert(key.to_owned(), value.into());
        }
    }
    let verdicts = get("article_verdicts");
    if !verdicts.is_empty() {
        loose.document.insert("verdicts".to_owned(), verdicts.split('\n').collect());
    }
    loose
}

fn read_source(loose: &mut Loose, get: &dyn Fn(&str) -> String, options: &ReadOptions<'_>) {
    let (id, name) = (get("source_id"), get("speaker"));
    let mut source = json!({
        "id": id, "name": name, "kind": "unknown",
        "created": options.at.to_string(), "modified": options.at.to_string(),
    });
    for (column, key) in SOURCE {
        let value = get(column);
        if !value.is_empty() {
            source[key] = value.into();
        }
    }
    let aliases = get("source_aliases");
    if !aliases.is_empty() {
        source["aliases"] = aliases.split('\n').collect();
    }
    loose.sources.push(source);
}

fn read_row(path: String, get: &dyn Fn(&str) -> String) -> Entry {
    let mut entry = Entry { path, ..Entry::default() };
    for (column, key) in PLAIN {
        entry.set(key, get(column));
    }
    entry.set(CREATOR, get(CREATOR));
    if let Some(proposed) = entry.fields.remove("attributionProposed") {
        entry.set("attributionProposed", proposed == "true");
    }
    let labels = get("labels");
    if !labels.is_empty() {
        entry.set("labels", labels.split('\n').collect::<Value>());
    }
    for key in ["cue", "mention", "origin"] {
        if let Ok(part) = serde_json::from_str::<Value>(&get(key)) {
            entry.set(key, part);
        }
    }
    let evidence = get("evidence");
    let evidence: Vec<Value> =
        evidence.split('\n').filter_map(|line| serde_json::from_str(line).ok()).collect();
    entry.set("evidence", evidence);
    let relations = get("relations");
    let relations = relations.split('\n').filter_map(|line| line.rsplit_once(' '));
    entry.set("relations", relations.map(|(kind, to)| json!({ "type": kind, "to": to })).collect::<Value>());

    let number = |text: &str| text.trim().parse::<u32>().ok();
    let words = get("quote");
    let parts = get("parts");
    let parts: Vec<_> = parts
        .split_whitespace()
        .filter_map(|part| part.split_once(".."))
        .filter_map(|(start, end)| number(start).zip(number(end)))
        .collect();
    let span = |offsets, exact: &str| Span {
        offsets,
        exact: exact.to_owned(),
        prefix: String::new(),
        suffix: String::new(),
    };
    let pieces: Vec<_> = words.split(" … ").collect();
    if parts.len() > 1 {
        // The words of the parts stand joined; where they themselves hold the joint, the offsets must do.
        let sure = pieces.len() == parts.len();
        let exact =
            (0..).map(|at: usize| if sure { pieces.get(at).copied().unwrap_or_default() } else { "" });
        entry.spans = parts.into_iter().zip(exact).map(|(part, exact)| span(Some(part), exact)).collect();
        return entry;
    }
    let offsets = number(&get("start")).zip(number(&get("end")));
    if offsets.is_some() || !words.is_empty() {
        let mut only = span(offsets, &words);
        (only.prefix, only.suffix) = (get("prefix"), get("suffix"));
        entry.spans = vec![only];
    }
    entry
}
