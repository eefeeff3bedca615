//! From a document to the native file.

use super::check::{Mismatch, check};
use super::{FORMAT, SCHEMA_VERSION, wire};
use crate::anchoring::describe;
use crate::annotation::{Annotation, Document};
use crate::identity::Timestamp;
use crate::text::{ArticleText, Status, TextRange};

/// Writes a document, readable by people too. Refuses to write a file whose offsets do not give its quotes.
pub fn write(document: &Document, exported_at: Timestamp) -> Result<String, Mismatch> {
    let file = file(document, exported_at)?;
    let json =
        serde_json::to_string_pretty(&file).expect("strings, numbers and lists of them have a JSON form");
    Ok(json + "\n")
}

/// Writes a document as one line of a JSON Lines file. A set of documents is such lines, one after the other.
pub fn write_line(document: &Document, exported_at: Timestamp) -> Result<String, Mismatch> {
    let file = file(document, exported_at)?;
    let json = serde_json::to_string(&file).expect("strings, numbers and lists of them have a JSON form");
    Ok(json + "\n")
}

fn file(document: &Document, exported_at: Timestamp) -> Result<wire::File, Mismatch> {
    let article = &document.article;
    let details = article.details.clone();
    let index = article.text.index();
    let file = wire::File {
        format: FORMAT.to_owned(),
        schema_version: SCHEMA_VERSION.to_owned(),
        exported_at: exported_at.to_string(),
        generator: wire::Generator {
            name: "Ascribe".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        },
        document: wire::Document {
            id: article.id.urn(),
            title: details.title,
            byline: details.byline,
            outlet: details.outlet,
            url: details.url,
            published: details.published,
            status: if details.status == Status::default() {
                String::new()
            } else {
                details.status.name().to_owned()
            },
            created: article.created.to_string(),
            modified: article.modified.to_string(),
            text: article.text.as_str().to_owned(),
            text_sha256: article.text.sha256().to_string(),
            length: wire::Length { code_points: index.code_points().0, utf16: index.utf16().0 },
            normalization: wire::Normalization {
                line_endings_changed: article.normalization.line_endings,
                byte_order_mark_removed: article.normalization.byte_order_mark,
                characters_replaced: article.normalization.replaced,
                ..wire::Normalization::default()
            },
        },
        annotations: document
            .annotations
            .iter()
            .map(|annotation| write_annotation(&article.text, annotation))
            .collect(),
    };
    check(&file.document.text, file.annotations.iter().map(|annotation| annotation.target.as_slice()))?;
    Ok(file)
}

fn write_annotation(text: &ArticleText, annotation: &Annotation) -> wire::Annotation {
    wire::Annotation {
        id: annotation.id.urn(),
        kind: annotation.kind.name().to_owned(),
        target: annotation.parts.iter().map(|part| write_part(text, part)).collect(),
        labels: annotation.labels.clone(),
        note: annotation.note.clone(),
        created: annotation.created.to_string(),
        modified: annotation.modified.to_string(),
    }
}

fn write_part(text: &ArticleText, range: TextRange) -> wire::Part {
    let quote = describe(text, range);
    let (start, end) = text.utf16_range(range);
    wire::Part {
        exact: quote.exact,
        prefix: quote.prefix,
        suffix: quote.suffix,
        code_points: wire::Span { start: range.start().0, end: range.end().0 },
        utf16: wire::Span { start: start.0, end: end.0 },
    }
}
