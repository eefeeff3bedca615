//! The file's shape, key by key.

use serde::{Deserialize, Serialize};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct File {
    pub format: String,
    pub schema_version: String,
    pub exported_at: String,
    pub generator: Generator,
    pub document: Document,
    pub annotations: Vec<Annotation>,
}

#[derive(Serialize)]
pub(super) struct Generator {
    pub name: String,
    pub version: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Document {
    pub id: String,
    pub title: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub byline: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub outlet: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub url: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub published: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub status: String,
    pub created: String,
    pub modified: String,
    pub text: String,
    pub text_sha256: String,
    pub length: Length,
    #[serde(default)]
    pub normalization: Normalization,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Length {
    pub code_points: u32,
    pub utf16: u32,
}

/// What was done to the pasted text; `unicode` says that no composition or decomposition took place.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Normalization {
    pub unicode: String,
    pub line_endings_changed: u32,
    pub byte_order_mark_removed: bool,
    pub characters_replaced: u32,
}

impl Default for Normalization {
    fn default() -> Self {
        Self {
            unicode: "none".to_owned(),
            line_endings_changed: 0,
            byte_order_mark_removed: false,
            characters_replaced: 0,
        }
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct Annotation {
    pub id: String,
    pub kind: String,
    pub target: Vec<Part>,
    #[serde(default)]
    pub labels: Vec<String>,
    #[serde(default)]
    pub note: String,
    pub created: String,
    pub modified: String,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Part {
    pub exact: String,
    #[serde(default)]
    pub prefix: String,
    #[serde(default)]
    pub suffix: String,
    pub code_points: Span,
    pub utf16: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Span {
    pub start: u32,
    pub end: u32,
}
