//! brat standoff: for each article a `.txt` and an `.ann` file, with an `annotation.conf`, in a zip archive.
//!
//! Unit of offsets: code points, as brat's server counts. Content, cue and source are spans as in the PARC and
//! PolNeAR corpora (`Quote`, `Claim`, `Cue`, `Source`), and relations join cue and source to their content. A
//! span is cut at line breaks, which brat forbids inside. Types are attributes, the note is a note on one line;
//! everything else stands in notes of the type `Ascribe`, so that nothing is dropped but annotations on nothing
//! else than line breaks, and what is known about an article without annotations.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::Value;

use super::bridge::{self, Entry, Loose, Span, about, fields, object};
use super::{Item, ReadError, ReadOptions, archive, escape};
use crate::annotation::{Annotation, Document, Kind};
use crate::format::budget::{Budget, TooDense, of_text};
use crate::format::catalogue::Offsets;
use crate::format::file_stem;
use crate::format::why::{Why, line_place};
use crate::text::{ArticleText, CodePointOffset, TextRange, decode};

const CONFIGURATION: &str = "[entities]\nClaim\nQuote\nCue\nSource\n\n[relations]\n\
    cue\tArg1:Claim|Quote, Arg2:Cue\nsource\tArg1:Claim|Quote, Arg2:Source\n\n[events]\n\n[attributes]\n\
    QuoteType\tArg:Quote, Value:direct|indirect|mixed\n\
    ClaimType\tArg:Claim, Value:quantity|cause|rule|prediction|experience|other|not_a_claim\n\
    CheckWorthiness\tArg:Claim, Value:yes|maybe|no\n";

/// Attributes and the native file's keys.
const ATTRIBUTES: [(&str, &str); 3] =
    [("QuoteType", "quoteType"), ("ClaimType", "claimType"), ("CheckWorthiness", "checkWorthiness")];

/// What ends a line for brat, which reads as Python does.
fn ends_line(character: char) -> bool {
    matches!(character, '\n' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Writes the archive.
pub fn write(documents: &[Rc<Document>]) -> Result<Vec<u8>, String> {
    let mut files = vec![("annotation.conf".to_owned(), CONFIGURATION.to_owned())];
    for (number, document) in (1..).zip(documents) {
        let mut stem = file_stem(&document.article.details.title);
        if documents.len() > 1 {
            stem = format!("{number}-{stem}");
        }
        files.push((format!("{stem}.txt"), document.article.text.as_str().to_owned()));
        files.push((format!("{stem}.ann"), standoff(document)));
    }
    archive::write(&files)
}

/// Offsets of the pieces of ranges between line ends, in code points.
fn fragments(text: &ArticleText, ranges: impl Iterator<Item = TextRange>) -> Vec<(u32, u32)> {
    let mut fragments: Vec<(u32, u32)> = Vec::new();
    for range in ranges {
        let mut start = None;
        let mut at = range.start().0;
        for character in text.slice(range).chars() {
            if ends_line(character) {
                fragments.extend(start.take().map(|start| (start, at)));
            } else {
                start.get_or_insert(at);
            }
            at += 1;
        }
        fragments.extend(start.map(|start| (start, at)));
    }
    // Fragments must not touch: parts that follow on each other are one to brat.
    fragments.dedup_by(|next, before| {
        let touch = before.1 == next.0;
        if touch {
            before.1 = next.1;
        }
        touch
    });
    fragments
}

#[derive(Default)]
struct Lines {
    lines: String,
    spans: usize,
    relations: usize,
    attributes: usize,
    notes: usize,
}

impl Lines {
    /// Writes a span and gives its name; nothing of it is left where it is all line breaks.
    fn span(
        &mut self,
        text: &ArticleText,
        label: &str,
        ranges: impl Iterator<Item = TextRange>,
    ) -> Option<String> {
        let fragments = fragments(text, ranges);
        let places: Vec<_> = fragments.iter().map(|(start, end)| format!("{start} {end}")).collect();
        let words =
            fragments.iter().filter_map(|(start, end)| Some(text.slice(TextRange::of(*start, *end)?)));
        let words: Vec<_> = words.collect();
        if words.is_empty() {
            return None;
        }
        self.spans += 1;
        let name = format!("T{}", self.spans);
        self.lines += &format!("{name}\t{label} {}\t{}\n", places.join(";"), words.join(" "));
        Some(name)
    }

    fn note(&mut self, kind: &str, of: &str, words: &str) {
        self.notes += 1;
        self.lines += &format!("#{}\t{kind} {of}\t{words}\n", self.notes);
    }
}

fn standoff(document: &Document) -> String {
    let text = &document.article.text;
    let mut lines = Lines::default();
    for annotation in document.annotations.iter() {
        write_one(&mut lines, document, annotation, text);
    }
    lines.lines
}

fn write_one(lines: &mut Lines, document: &Document, annotation: &Annotation, text: &ArticleText) {
    let label = match annotation.kind {
        Kind::Claim => "Claim",
        Kind::Quote => "Quote",
    };
    let is_first = lines.spans == 0;
    let Some(name) = lines.span(text, label, annotation.parts.iter()) else { return };
    let attribution = &annotation.attribution;
    for (range, label, role) in [(attribution.cue, "Cue", "cue"), (attribution.mention, "Source", "source")] {
        if let Some(of) = lines.span(text, label, range.into_iter()) {
            lines.relations += 1;
            lines.lines += &format!("R{}\t{role} Arg1:{name} Arg2:{of}\n", lines.relations);
        }
    }
    let mut own = fields(document, annotation);
    for (attribute, key) in ATTRIBUTES {
        if let Some(value) = own.get(key).and_then(Value::as_str) {
            lines.attributes += 1;
            let value = value.replace(' ', "_");
            lines.lines += &format!("A{}\t{attribute} {name} {value}\n", lines.attributes);
        }
    }
    if !annotation.note.is_empty() {
        let words: Vec<_> = annotation.note.split_whitespace().collect();
        lines.note("AnnotatorNotes", &name, &words.join(" "));
    }
    let parts = annotation.parts.iter();
    own.insert("parts".to_owned(), parts.map(|part| vec![part.start().0, part.end().0]).collect());
    if is_first {
        own.insert("article".to_owned(), about(document));
    }
    lines.note("Ascribe", &name, &escape::ascii(&Value::Object(own).to_string()));
}

/// Reads an archive; every `.ann` file needs its `.txt`. Events whose arguments are called content and source,
/// with the cue as trigger, are read as well as relations.
pub(super) fn read(bytes: &[u8], options: &ReadOptions<'_>, budget: &Budget) -> Result<Vec<Item>, ReadError> {
    if !bytes.starts_with(b"PK") {
        return read_alone(bytes, options, budget);
    }
    let mut archive = archive::Archive::open(bytes, budget)?;
    let mut names = archive.names();
    names.retain(|name| name.ends_with(".ann"));
    names.sort();
    if names.is_empty() {
        return Err(ReadError::Archive(Why::NoAnnotationFile));
    }
    let mut items = Vec::new();
    for name in names {
        let stem = name.strip_suffix(".ann").unwrap_or(&name);
        let item = match read_pair(stem, &mut archive, budget) {
            Ok(loose) => bridge::finish(loose, options, budget),
            // Of one article, the file is what cannot be read.
            Err(error) if items.is_empty() => return Err(error),
            Err(error) => bridge::refused(name, error),
        };
        let is_full = item.read == Err(ReadError::TooDense);
        items.push(item);
        // Where there is no more room the rest is not read, and the last item says so.
        if is_full || budget.hold(bridge::ITEM).is_err() {
            break;
        }
    }
    Ok(items)
}

/// Reads an `.ann` file that is in no archive: its text stands in a file of its own, or is an article that is here.
fn read_alone(bytes: &[u8], options: &ReadOptions<'_>, budget: &Budget) -> Result<Vec<Item>, ReadError> {
    let lines = decode(bytes).map_err(ReadError::NotText)?;
    budget.hold(lines.len())?;
    let mut loose = Loose::new(String::new(), Offsets::CodePoints);
    if let Some(text) = options.text {
        budget.also(text.len());
        loose.take_text(Some(text.to_owned()), budget)?;
    }
    read_standoff(&mut loose, &lines, budget)?;
    Ok(vec![bridge::finish(loose, options, budget)])
}

fn read_pair(stem: &str, archive: &mut archive::Archive<'_>, budget: &Budget) -> Result<Loose, ReadError> {
    let mut loose = Loose::new(format!("{stem}.ann"), Offsets::CodePoints);
    let text = archive.text(&format!("{stem}.txt"), budget)?;
    loose.take_text(text, budget)?;
    let lines = archive.text(&loose.path, budget)?.unwrap_or_default();
    budget.hold(lines.capacity())?;
    let read = read_standoff(&mut loose, &lines, budget);
    budget.release(lines.capacity());
    read?;
    Ok(loose)
}

/// A span before it is known whose it is.
struct Found {
    label: String,
    spans: Vec<Span>,
}

/// What a line takes beside its entry until all are read.
const LINE: usize = 300;

fn read_standoff(loose: &mut Loose, lines: &str, budget: &Budget) -> Result<(), TooDense> {
    let mut passing = 0;
    let read = read_lines(loose, lines, budget, &mut passing);
    budget.release(passing);
    read
}

/// Reads the lines; says what it counted that is no longer kept when it is done.
fn read_lines(loose: &mut Loose, lines: &str, budget: &Budget, passing: &mut usize) -> Result<(), TooDense> {
    let mut found: BTreeMap<&str, Found> = BTreeMap::new();
    let mut entries: BTreeMap<&str, Box<Entry>> = BTreeMap::new();
    let mut later = Vec::new();
    for (number, line) in (1..).zip(lines.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let path = line_place(number);
        let mut cells = line.splitn(3, '\t');
        let (name, what, words) = (cells.next().unwrap_or_default(), cells.next(), cells.next());
        let Some(what) = what else {
            loose.add(Entry::wrong(path, Why::NoTab), budget)?;
            continue;
        };
        let size = LINE + what.matches(';').count() * 8 * LINE;
        budget.hold(size)?;
        *passing += size;
        if name.starts_with('T') {
            match read_span(what, words.unwrap_or_default(), loose.text.as_deref().unwrap_or_default()) {
                Some(span) => {
                    if !["cue", "source"].contains(&span.label.to_ascii_lowercase().as_str()) {
                        let foreign_id = format!("{} {name}", loose.path);
                        let entry = Entry { path, foreign_id, ..Entry::default() };
                        let size = 2 * (entry.size() + span.label.len() + words.map_or(0, str::len));
                        budget.hold(size)?;
                        *passing += size;
                        entries.insert(name, Box::new(entry));
                    }
                    found.insert(name, span);
                }
                None => {
                    let wrong = Why::NoOffsets(what.to_owned());
                    loose.add(Entry::wrong(path, wrong), budget)?;
                }
            }
        } else {
            later.push((name, what, words.unwrap_or_default()));
        }
    }
    for (name, what, words) in later {
        let mut of = what.split(' ');
        let head = of.next().unwrap_or_default();
        match name.chars().next() {
            Some('#') => {
                let Some(entry) = of.next().and_then(|of| entries.get_mut(of)) else { continue };
                if head == "Ascribe" {
                    let mut own = object(bridge::value(Some(words), budget)?);
                    if let Some(about) = own.remove("article") {
                        loose.take_about(about, budget)?;
                    }
                    let size = entry.size();
                    entry.fields.extend(own);
                    let size = entry.size() - size.min(entry.size());
                    budget.hold(size)?;
                    *passing += size;
                } else if !entry.fields.contains_key("id") {
                    budget.hold(700 + words.len())?;
                    *passing += 700 + words.len();
                    entry.set("note", words);
                }
            }
            Some('A' | 'M') => {
                let (of, value) = (of.next().unwrap_or_default(), of.next().unwrap_or_default());
                let key = ATTRIBUTES.iter().find(|(attribute, _)| *attribute == head);
                if let (Some(entry), Some((_, key))) = (entries.get_mut(of), key) {
                    budget.hold(700 + value.len())?;
                    *passing += 700 + value.len();
                    entry.set(key, value.replace('_', " "));
                }
            }
            Some('R') => {
                let ends: Vec<_> = of.filter_map(|end| Some(end.split_once(':')?.1)).collect();
                if let [content, other] = ends.as_slice() {
                    attribute(&mut entries, &found, content, other, &head.to_ascii_lowercase());
                }
            }
            Some('E') => {
                let trigger = head.split_once(':').map_or("", |(_, trigger)| trigger);
                let arguments: Vec<_> = of.filter_map(|argument| argument.split_once(':')).collect();
                let is = |role: &str, name: &str| role.eq_ignore_ascii_case(name);
                for (_, content) in arguments.iter().filter(|(role, _)| is(role, "content")) {
                    attribute(&mut entries, &found, content, trigger, "cue");
                    for (_, source) in arguments.iter().filter(|(role, _)| is(role, "source")) {
                        attribute(&mut entries, &found, content, source, "source");
                    }
                }
            }
            _ => {}
        }
    }
    let text = match loose.text.as_deref() {
        Some(text) => {
            budget.fits(of_text(text))?;
            Some(ArticleText::new(text).0)
        }
        None => None,
    };
    // Each is counted with the article, and no longer here.
    budget.release(std::mem::take(passing));
    for (name, mut entry) in entries {
        let Some(Found { label, spans }) = found.remove(name) else { continue };
        entry.label(&label);
        entry.spans = own_parts(&entry, &spans, text.as_ref()).unwrap_or(spans);
        loose.add(*entry, budget)?;
    }
    Ok(())
}

/// The parts that Ascribe wrote beside the fragments, if those are still what the parts give and do not say it
/// themselves.
fn own_parts(entry: &Entry, spans: &[Span], text: Option<&ArticleText>) -> Option<Vec<Span>> {
    let parts: Vec<(u32, u32)> = serde_json::from_value(entry.fields.get("parts")?.clone()).ok()?;
    let text = text?;
    let stated: Vec<_> = spans.iter().filter_map(|span| span.offsets).collect();
    if parts == stated && spans.iter().all(|span| !span.exact.is_empty()) {
        return None;
    }
    let within = |(start, end): &(u32, u32)| text.range(CodePointOffset(*start), CodePointOffset(*end));
    let ranges: Option<Vec<_>> = parts.iter().map(within).collect();
    let ranges = ranges?;
    let given: Vec<_> = merged(&fragments(text, ranges.iter().copied()), text.as_str());
    let span = |range: TextRange| Span {
        offsets: Some((range.start().0, range.end().0)),
        exact: text.slice(range).to_owned(),
        ..Span::default()
    };
    (given == stated).then(|| ranges.into_iter().map(span).collect())
}

fn attribute(
    entries: &mut BTreeMap<&str, Box<Entry>>,
    found: &BTreeMap<&str, Found>,
    content: &str,
    other: &str,
    role: &str,
) {
    let (Some(entry), Some(span)) = (entries.get_mut(content), found.get(other)) else { return };
    // Ascribe's own notes say exactly where cue and source lie, line breaks included.
    let span = span.spans.first().cloned().map(Box::new);
    match role {
        "cue" => entry.cue = span,
        "source" => entry.mention = span,
        _ => {}
    }
}

fn read_span(what: &str, words: &str, text: &str) -> Option<Found> {
    let (label, places) = what.split_once(' ')?;
    let pair = |place: &str| {
        let (start, end) = place.trim().split_once(' ')?;
        Some((start.parse().ok()?, end.trim().parse().ok()?))
    };
    let places: Vec<(u32, u32)> = places.split(';').map(pair).collect::<Option<_>>()?;
    let places = merged(&places, text);
    let only = places.len() == 1;
    let spans = places.into_iter().map(|offsets| {
        // The words of several fragments stand joined by spaces, and so do those of several lines.
        let exact = if only && places_words(offsets, words) { words.to_owned() } else { String::new() };
        Span { offsets: Some(offsets), exact, ..Span::default() }
    });
    Some(Found { label: label.to_owned(), spans: spans.collect() })
}

/// Whether words are as long as a span in some unit, so that they are its words and not a joint of several.
fn places_words((start, end): (u32, u32), words: &str) -> bool {
    let length = end.saturating_sub(start) as usize;
    [words.chars().count(), words.encode_utf16().count(), words.len()].contains(&length)
}

/// Fragments between which nothing stands but a line end are one span.
fn merged(fragments: &[(u32, u32)], text: &str) -> Vec<(u32, u32)> {
    let mut merged: Vec<(u32, u32)> = Vec::new();
    for fragment in fragments {
        if let Some(last) = merged.last_mut()
            && last.1 < fragment.0
            && fragment.0 - last.1 <= 4
            && text.chars().skip(last.1 as usize).take((fragment.0 - last.1) as usize).all(ends_line)
        {
            last.1 = fragment.1;
        } else {
            merged.push(*fragment);
        }
    }
    merged
}
