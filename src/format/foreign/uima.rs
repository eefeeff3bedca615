//! UIMA CAS as JSON 0.4, as INCEpTION and dkpro-cassis read it, with its type system inside.
//!
//! Unit of offsets: UTF-16 units. Spans have INCEpTION's own basic type `custom.Span`. It is written only. What
//! is dropped: that the parts of a split quote belong together, details, evidence, links and history.

use serde_json::{Value, json};

use super::bridge;
use crate::annotation::Document;
use crate::format::catalogue::Offsets;

/// What is said about a span: the type's features, with the native file's keys.
const FEATURES: [&str; 11] = [
    "label",
    "id",
    "speaker",
    "quoteType",
    "claimType",
    "checkWorthiness",
    "wording",
    "verdict",
    "context",
    "labels",
    "note",
];

/// Writes one article.
pub fn write(document: &Document) -> String {
    let text = &document.article.text;
    let mut kind = json!({ "%NAME": "custom.Span", "%SUPER_TYPE": "uima.tcas.Annotation" });
    for feature in FEATURES {
        kind[feature] = json!({ "%NAME": feature, "%RANGE": "uima.cas.String" });
    }
    let mut structures = vec![json!({
        "%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView", "mimeType": "text",
        "sofaString": text.as_str(),
    })];
    for annotation in document.annotations.iter() {
        let mut fields = bridge::fields(document, annotation);
        fields.insert("labels".to_owned(), annotation.labels.join("; ").into());
        let whole = annotation.parts.iter().map(|range| (annotation.kind.name(), range));
        let attribution = &annotation.attribution;
        let cue = attribution.cue.map(|range| ("cue", range));
        let source = attribution.mention.map(|range| ("source", range));
        for (label, range) in whole.chain(cue).chain(source) {
            let (begin, end) = bridge::offsets(text, range, Offsets::Utf16);
            let mut span = json!({
                "%ID": structures.len() + 1, "%TYPE": "custom.Span", "@sofa": 1, "begin": begin, "end": end,
                "label": label,
            });
            for feature in &FEATURES[1..] {
                if let Some(value) = fields.get(*feature).filter(|value| value.is_string() && **value != "") {
                    span[*feature] = value.clone();
                }
            }
            structures.push(span);
        }
    }
    let members: Vec<_> = (2..=structures.len()).collect();
    let cas: Value = json!({
        "%TYPES": { "custom.Span": kind },
        "%FEATURE_STRUCTURES": structures,
        "%VIEWS": { "_InitialView": { "%SOFA": 1, "%MEMBERS": members } },
    });
    format!("{cas:#}\n")
}
