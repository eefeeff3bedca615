//! What changed between two versions, as files: Markdown for people, JSON for programs.

use std::fmt::Write as _;

use serde::Serialize;

use super::{Changes, Entry};
use crate::anchoring::Fate;
use crate::annotation::{Kind, link};
use crate::format::foreign::escape::markup;
use crate::format::told::{Teller, Told};
use crate::identity::Timestamp;
use crate::text::{ArticleText, CodePointOffset, TextRange};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct File<'a> {
    format: &'static str,
    schema_version: &'static str,
    exported_at: String,
    title: &'a str,
    url: &'a str,
    from: VersionOf,
    to: VersionOf,
    counts: Counts,
    annotations: Vec<Row<'a>>,
    changes: Vec<Piece<'a>>,
    moved: Vec<Moved<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct VersionOf {
    /// Counted from 1, as people do.
    number: usize,
    since: String,
    text_sha256: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Counts {
    kept: usize,
    moved: usize,
    signs_changed: usize,
    changed: usize,
    lost: usize,
}

#[derive(Serialize)]
struct Row<'a> {
    id: String,
    kind: &'static str,
    speaker: &'a str,
    fate: &'static str,
    old: Vec<Words<'a>>,
    new: Vec<Words<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Words<'a> {
    exact: &'a str,
    code_points: Span,
}

#[derive(Serialize)]
struct Span {
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct Piece<'a> {
    old: Words<'a>,
    new: Words<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Moved<'a> {
    exact: &'a str,
    old: Span,
    new: Span,
}

fn words(text: &ArticleText, start: u32, end: u32) -> Words<'_> {
    let exact = text.slice_between(CodePointOffset(start), CodePointOffset(end));
    Words { exact, code_points: Span { start, end } }
}

fn span(range: TextRange) -> Span {
    Span { start: range.start().0, end: range.end().0 }
}

impl Changes<'_> {
    /// The changes for programs. Offsets count Unicode code points of the version that they stand beside; annotations
    /// come in the order of the report: what is news first, quotes before claims.
    pub fn json(&self, exported_at: Timestamp) -> String {
        let details = &self.document.article.details;
        let version = |number: usize, text: &ArticleText| VersionOf {
            number: number + 1,
            since: self.document.version_since(number).to_string(),
            text_sha256: text.sha256().to_string(),
        };
        let told = |entry: &'_ Entry| -> Row<'_> {
            let side = |ranges: &[TextRange], text| {
                ranges.iter().map(|range| words(text, range.start().0, range.end().0)).collect()
            };
            Row {
                id: entry.annotation.id.urn(),
                kind: entry.annotation.kind.name(),
                speaker: "",
                fate: entry.fate.name(),
                old: side(&entry.old, &self.texts.0),
                new: side(&entry.new, &self.texts.1),
            }
        };
        let pieces = self.comparison.pieces().iter().filter(|piece| !piece.is_same).map(|piece| Piece {
            old: words(&self.texts.0, piece.old.start, piece.old.end),
            new: words(&self.texts.1, piece.new.start, piece.new.end),
        });
        let moved = self.comparison.moves(&self.texts.0, &self.texts.1);
        let file = File {
            format: "ascribe-changes",
            schema_version: "1.0.0",
            exported_at: exported_at.to_string(),
            title: &details.title,
            url: &details.url,
            from: version(self.numbers.0, &self.texts.0),
            to: version(self.numbers.1, &self.texts.1),
            counts: Counts {
                kept: self.count(Fate::Kept),
                moved: self.count(Fate::Moved),
                signs_changed: self.count(Fate::Signs),
                changed: self.count(Fate::Changed),
                lost: self.count(Fate::Lost),
            },
            annotations: self
                .entries
                .iter()
                .map(|entry| Row { speaker: &entry.speaker, ..told(entry) })
                .collect(),
            changes: pieces.collect(),
            moved: moved
                .iter()
                .map(|moved| Moved {
                    exact: self.texts.0.slice(moved.old),
                    old: span(moved.old),
                    new: span(moved.new),
                })
                .collect(),
        };
        let json = serde_json::to_string_pretty(&file);
        json.expect("strings, numbers and lists of them have a JSON form") + "\n"
    }

    /// What became of each annotation that did not stay as it was, as entries of a list in HTML. How a kind is called,
    /// and how the rest of an entry's heading reads, says the caller, in the language of whoever reads it.
    pub fn entries_html(&self, heading: impl Fn(&Entry) -> [String; 2]) -> String {
        let mut html = String::new();
        for entry in self.entries.iter().filter(|entry| entry.fate != Fate::Kept) {
            let said = |ranges: &[TextRange], text: &ArticleText| {
                let parts: Vec<_> = ranges.iter().map(|range| markup(text.slice(*range))).collect();
                parts.join(" … ")
            };
            let kind = entry.annotation.kind.name();
            let [name, rest] = heading(entry).map(|words| markup(&words));
            let (old, new) = (said(&entry.old, &self.texts.0), said(&entry.new, &self.texts.1));
            let _ = write!(html, "<li><b class=\"{kind}\">{name}</b>{rest}");
            let is_same = matches!(entry.fate, Fate::Moved);
            let old = if is_same {
                format!("<p dir=\"auto\">{old}</p>")
            } else {
                format!("<p dir=\"auto\"><del>{old}</del></p>")
            };
            html.push_str(&old);
            if !matches!(entry.fate, Fate::Lost | Fate::Moved) {
                let _ = write!(html, "<p dir=\"auto\"><ins>{new}</ins></p>");
            }
            html.push_str("</li>");
        }
        html
    }

    /// The changes for people, in their language. Quotes whose words changed come first.
    pub fn markdown(&self, teller: Teller) -> String {
        let details = &self.document.article.details;
        let version = |number: usize| {
            let since = self.document.version_since(number).to_string();
            teller.tell(Told::Version(number + 1, since.get(..10).unwrap_or_default()))
        };
        let mut report = format!("# {}\n\n", teller.tell(Told::WhatChanged(&line(&details.title))));
        match link(&details.url) {
            Some(url) => {
                let _ = writeln!(report, "<{url}>\n");
            }
            None if details.url.is_empty() => {}
            None => {
                let _ = writeln!(report, "{}\n", line(&details.url));
            }
        }
        let (from, to) = (version(self.numbers.0), version(self.numbers.1));
        let _ = writeln!(report, "{}\n", teller.tell(Told::FromTo(&from, &to)));
        let sections = [
            (Fate::Changed, Some(Kind::Quote)),
            (Fate::Changed, Some(Kind::Claim)),
            (Fate::Lost, None),
            (Fate::Moved, None),
            (Fate::Signs, None),
        ];
        for (fate, kind) in sections {
            let is_here =
                |entry: &&Entry| entry.fate == fate && kind.is_none_or(|kind| entry.annotation.kind == kind);
            let mut entries = self.entries.iter().filter(is_here).peekable();
            if entries.peek().is_some() {
                let _ = writeln!(report, "## {}\n", teller.tell(Told::Became(fate, kind)));
            }
            for entry in entries {
                let said = |ranges: &[TextRange], text: &ArticleText| {
                    let parts: Vec<_> = ranges.iter().map(|range| line(text.slice(*range))).collect();
                    parts.join(" … ")
                };
                let who = teller.tell(Told::Whose(entry.annotation.kind, &line(&entry.speaker)));
                let (old, new) = (said(&entry.old, &self.texts.0), said(&entry.new, &self.texts.1));
                let _ = writeln!(report, "- {who}");
                let _ = writeln!(report, "  - {}", teller.tell(Told::Was(&old)));
                if !matches!(fate, Fate::Lost | Fate::Moved) {
                    let _ = writeln!(report, "  - {}", teller.tell(Told::Now(&new)));
                }
            }
            if self.entries.iter().any(|entry| is_here(&entry)) {
                report.push('\n');
            }
        }
        let _ =
            writeln!(report, "{}\n", teller.tell(Told::AsBefore(self.count(Fate::Kept), self.entries.len())));
        let _ = writeln!(report, "## {}\n", teller.tell(Told::Text));
        let changed: Vec<_> = self.comparison.pieces().iter().filter(|piece| !piece.is_same).collect();
        if changed.is_empty() {
            let _ = writeln!(report, "{}", teller.tell(Told::SameText));
        }
        for piece in changed {
            let (old, new) = (
                words(&self.texts.0, piece.old.start, piece.old.end).exact,
                words(&self.texts.1, piece.new.start, piece.new.end).exact,
            );
            let (before, after) = self.around(piece.new.clone());
            let (old, new) = (signed(old, "~~"), signed(new, "**"));
            let change = match (old.as_str(), new.as_str()) {
                ("", "") => teller.tell(Told::WhiteSpace),
                ("", one) | (one, "") => one.to_owned(),
                (old, new) => format!("{} {new}", old.trim_end()),
            };
            let _ = writeln!(report, "- {before}{change}{after}");
        }
        report
    }

    /// Some words before and after a stretch of the later text.
    fn around(&self, range: std::ops::Range<u32>) -> (String, String) {
        const WIDTH: u32 = 40;
        let text = &self.texts.1;
        let slice = |from: u32, to: u32| text.slice_between(CodePointOffset(from), CodePointOffset(to));
        let before = slice(range.start.saturating_sub(WIDTH), range.start);
        let before = before.rsplit('\n').next().unwrap_or_default();
        let after = slice(range.end, range.end + WIDTH);
        let after = after.split('\n').next().unwrap_or_default();
        (format!("…{}", line(before)), format!("{}…", line(after)))
    }
}

/// A text between signs, which have to touch its words; nothing for white space.
fn signed(text: &str, sign: &str) -> String {
    let words = text.trim();
    if words.is_empty() {
        return String::new();
    }
    let edge = |is_there: bool| if is_there { " " } else { "" };
    let before = edge(text.starts_with(char::is_whitespace));
    let after = edge(text.ends_with(char::is_whitespace));
    format!("{before}{sign}{}{sign}{after}", line(words))
}

/// A text on one line, with nothing that Markdown would take for its own.
fn line(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        if "\\`*_[]<>#~|$&".contains(letter) {
            escaped.push('\\');
        }
        escaped.push(if letter == '\n' { ' ' } else { letter });
    }
    escaped
}
