//! Markdown for notes apps (CommonMark): every annotation as a block quote with what is said about it.
//!
//! Offsets: none. Every character that CommonMark gives a meaning is escaped. It is written only. What is
//! dropped: the text itself when only quotes are asked for, spans of cue and source, links and history.

use std::rc::Rc;

use super::Extent;
use crate::annotation::{Document, EvidencePlace};

/// Writes the notes.
pub fn write(documents: &[Rc<Document>], extent: Extent) -> String {
    documents.iter().map(|document| article(document, extent)).collect::<Vec<_>>().join("\n")
}

/// Escapes all of ASCII's punctuation, as CommonMark allows everywhere (2.4), and ties white space that would
/// indent or break.
fn plain(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_ascii_punctuation() {
            escaped.push('\\');
        }
        escaped.push(if character == '\t' { ' ' } else { character });
    }
    escaped
}

/// A text on one line.
fn line(text: &str) -> String {
    plain(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every line behind a sign, so that none begins a block of its own.
fn behind(sign: &str, text: &str) -> String {
    plain(text).lines().map(|line| format!("{sign}{}\n", line.trim())).collect()
}

fn article(document: &Document, extent: Extent) -> String {
    let (details, text) = (&document.article.details, &document.article.text);
    let mut notes = format!("# {}\n\n", line(&details.title));
    for fact in [&details.byline, &details.outlet, &details.published, &details.url] {
        if !fact.is_empty() {
            notes += &format!("{}\n\n", line(fact));
        }
    }
    for annotation in document.annotations.iter() {
        notes += &format!("{}\n", behind("> ", &annotation.words(text)));
        let claim = &annotation.claim;
        let mut row = |name: &str, value: &str| {
            if !value.trim().is_empty() {
                notes += &format!("- {name}: {}\n", line(value));
            }
        };
        row("Kind", annotation.kind.name());
        row("Speaker", document.source_of(annotation).map_or("", |source| source.name.as_str()));
        row("Quoted", annotation.quote_type.map_or("", |value| value.name()));
        row("Type of claim", claim.claim_type.map_or("", |value| value.name()));
        row("Worth checking", claim.check_worthiness.map_or("", |value| value.name()));
        for (name, value) in [
            ("Claim in plain words", &claim.wording),
            ("Verdict", &claim.verdict),
            ("Date", &claim.date),
            ("Place", &claim.place),
            ("Context", &claim.context),
        ] {
            row(name, value);
        }
        for evidence in &claim.evidence {
            let place = match &evidence.place {
                EvidencePlace::Url(url) => url,
                EvidencePlace::Span(range) => text.slice(*range),
            };
            row("Evidence", &format!("{} {place} {}", evidence.stance.name(), evidence.note));
        }
        row("Labels", &annotation.labels.join(", "));
        row("Note", &annotation.note);
        notes.push('\n');
    }
    if extent == Extent::WholeText {
        notes += "---\n\n";
        for paragraph in text.paragraphs() {
            notes += &format!("{}\n\n", line(&paragraph.text));
        }
    }
    notes
}
