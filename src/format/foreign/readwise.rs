//! Readwise: the table that it imports highlights from, one annotation a row.
//!
//! Offsets: none. Kind, speaker, verdict, labels and note make up the note. No byte order mark and no apostrophe
//! before formulas, because both would be shown there: **do not open it with a spreadsheet**. It is written only.

use std::rc::Rc;

use crate::annotation::{Annotation, Document};

const COLUMNS: [&str; 7] = ["Highlight", "Title", "Author", "URL", "Note", "Location", "Date"];

/// Writes the table.
pub fn write(documents: &[Rc<Document>]) -> Result<Vec<u8>, String> {
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let mut put = |cells: [&str; 7]| table.write_record(cells).map_err(|error| error.to_string());
    put(COLUMNS)?;
    for document in documents {
        let details = &document.article.details;
        let author = if details.byline.is_empty() { &details.outlet } else { &details.byline };
        for (location, annotation) in (1..).zip(document.annotations.iter()) {
            let created = annotation.created.to_string();
            // Without the fraction and the letters between: `2026-05-03 09:41:00`.
            let date = created.get(..19).unwrap_or_default().replace('T', " ");
            put([
                &annotation.words(&document.article.text),
                &details.title,
                author,
                &details.url,
                &note(document, annotation),
                &format!("{location}"),
                &date,
            ])?;
        }
    }
    table.into_inner().map_err(|error| error.to_string())
}

fn note(document: &Document, annotation: &Annotation) -> String {
    let source = document.source_of(annotation).map(|source| source.name.as_str());
    let head = [annotation.kind.name(), source.unwrap_or_default(), &annotation.claim.verdict];
    let head: Vec<_> = head.into_iter().filter(|word| !word.is_empty()).collect();
    let lines = [head.join(" · "), annotation.labels.join(", "), annotation.note.clone()];
    lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}
