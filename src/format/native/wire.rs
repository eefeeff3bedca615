//! The file's shape, key by key.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::format) struct File {
    pub format: String,
    pub schema_version: String,
    pub exported_at: String,
    pub generator: Generator,
    pub document: Document,
    pub sources: Vec<Source>,
    pub annotations: Vec<Annotation>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub versions: Vec<Version>,
    /// Since version 1.3. `None` unless a person asked for them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggestions: Option<Vec<Suggestion>>,
    /// Since version 1.4. In the first line of a backup.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub choices: Option<BTreeMap<&'static str, String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extensions: Option<Box<RawValue>>,
}

/// A passage that was suggested and that nobody made an annotation of. Of one that was dismissed in another session
/// only the place is known.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::format) struct Suggestion {
    pub state: String,
    pub target: Vec<Part>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote_type: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim_type: Option<String>,
    /// The person or body that the mention means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mention: Option<Part>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cue: Option<Part>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<u8>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
}

/// An earlier text without what was left with it, which is read entry by entry.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::format) struct Earlier {
    pub text: String,
    #[serde(rename = "textSha256")]
    pub _sha256: String,
    pub until: String,
    #[serde(default)]
    pub note: String,
    #[serde(default)]
    pub normalization: Normalization,
}

/// An earlier text.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::format) struct Version {
    pub text: String,
    pub text_sha256: String,
    pub until: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    pub normalization: Normalization,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub left: Vec<Annotation>,
}

#[derive(Serialize)]
pub(in crate::format) struct Generator {
    pub name: String,
    pub version: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::format) struct Document {
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
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub verdicts: Vec<String>,
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
pub(in crate::format) struct Length {
    pub code_points: u32,
    pub utf16: u32,
}

/// What was done to the pasted text; `unicode` says that no composition or decomposition took place.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::format) struct Normalization {
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
#[serde(rename_all = "camelCase")]
pub(in crate::format) struct Source {
    pub id: String,
    pub name: String,
    pub kind: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub role: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub organisation: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub link: String,
    pub created: String,
    pub modified: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::format) struct Annotation {
    pub id: String,
    pub kind: String,
    pub target: Vec<Part>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote_type: Option<String>,
    /// The name of the source, for readers who want no second table; `source` decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mention: Option<Part>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cue: Option<Part>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub attribution_proposed: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim_type: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check_worthiness: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub wording: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub verdict: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub claim_date: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub claim_place: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub context: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub relations: Vec<Relation>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provenance: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    #[serde(default)]
    pub labels: Vec<String>,
    #[serde(default)]
    pub note: String,
    /// Since version 1.3.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub creator: String,
    pub created: String,
    pub modified: String,
}

impl Annotation {
    /// Every part that it names, each with its path below the annotation.
    pub(in crate::format) fn parts(&self) -> impl Iterator<Item = (String, &Part)> {
        let target = self.target.iter().enumerate().map(|(at, part)| (format!("target[{at}]"), part));
        let evidence =
            self.evidence.iter().enumerate().filter_map(|(at, evidence)| {
                Some((format!("evidence[{at}].target"), evidence.target.as_ref()?))
            });
        let spans = [("mention", &self.mention), ("cue", &self.cue)];
        let spans = spans.into_iter().filter_map(|(key, part)| Some((key.to_owned(), part.as_ref()?)));
        target.chain(spans).chain(evidence)
    }
}

/// What is known about an annotation that came from another tool.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::format) struct Origin {
    pub format: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub file: String,
    pub imported_at: String,
    #[serde(default, skip_serializing_if = "is_false")]
    pub relocated: bool,
}

#[derive(Serialize, Deserialize)]
pub(in crate::format) struct Evidence {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Part>,
    pub stance: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

#[derive(Serialize, Deserialize)]
pub(in crate::format) struct Relation {
    #[serde(rename = "type")]
    pub kind: String,
    pub to: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::format) struct Part {
    pub exact: String,
    #[serde(default)]
    pub prefix: String,
    #[serde(default)]
    pub suffix: String,
    pub code_points: Span,
    pub utf16: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::format) struct Span {
    pub start: u32,
    pub end: u32,
}
