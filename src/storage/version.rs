//! How an earlier text of an article is kept: only what the next text does not have.

use std::collections::HashMap;
use std::rc::Rc;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::RecordError;
use super::record::{read_annotation, to_json, version_of, write_annotation};
use crate::annotation::Version;
use crate::identity::{AnnotationId, Timestamp};
use crate::text::{ArticleText, Normalization, Sha256};

/// The latest version of these records.
pub(super) const VERSION: u64 = 1;

/// A version as stored. Short names: every letter counts against the quota.
#[derive(Serialize, Deserialize)]
struct VersionRecord {
    v: u64,
    #[serde(rename = "u")]
    until: i64,
    #[serde(rename = "m", default, skip_serializing_if = "String::is_empty")]
    note: String,
    #[serde(rename = "h")]
    sha256: String,
    /// Line endings, byte order mark, replaced characters.
    #[serde(rename = "x")]
    normalization: (u32, bool, u32),
    /// The lines of the text: `=3,2` for two lines that the next text has from number 3 on, `+` before any other.
    #[serde(rename = "t")]
    lines: Vec<String>,
    /// Annotations that have no place in the next text: their ids, and their records.
    #[serde(rename = "l", default, skip_serializing_if = "Vec::is_empty")]
    left: Vec<(String, Box<RawValue>)>,
}

enum Lines<'a> {
    Same(usize, usize),
    Other(&'a str),
}

impl<'a> Lines<'a> {
    fn write(&self) -> String {
        match self {
            Self::Same(first, count) => format!("={first},{count}"),
            Self::Other(line) => format!("+{line}"),
        }
    }

    fn read(written: &'a str) -> Option<Self> {
        if let Some(line) = written.strip_prefix('+') {
            return Some(Self::Other(line));
        }
        let (first, count) = written.strip_prefix('=')?.split_once(',')?;
        Some(Self::Same(first.parse().ok()?, count.parse().ok()?))
    }
}

/// The record of a version that `next` took the place of.
pub(super) fn write_version(version: &Version, next: &ArticleText) -> String {
    let Normalization { line_endings, byte_order_mark, replaced } = version.normalization;
    let left = version.left.iter().filter_map(|annotation| {
        Some((annotation.id.short(), RawValue::from_string(write_annotation(annotation)).ok()?))
    });
    to_json(&VersionRecord {
        v: VERSION,
        until: version.until.millis(),
        note: version.note.clone(),
        sha256: version.text.sha256().to_string(),
        normalization: (line_endings, byte_order_mark, replaced),
        lines: lines(version.text.as_str(), next.as_str()).iter().map(Lines::write).collect(),
        left: left.collect(),
    })
}

/// Reads what [`write_version`] wrote, with the text that took its place. An annotation in it that cannot be read
/// costs only itself.
pub(super) fn read_version(json: &str, next: &ArticleText) -> Result<Version, RecordError> {
    let malformed = |why: &str| RecordError::Malformed(why.to_owned());
    let version = version_of(json)?;
    if version > VERSION {
        return Err(RecordError::Newer { version });
    }
    let record: VersionRecord =
        serde_json::from_str(json).map_err(|error| RecordError::Malformed(error.to_string()))?;
    let there: Vec<&str> = next.as_str().split('\n').collect();
    let mut own: Vec<&str> = Vec::new();
    for lines in &record.lines {
        match Lines::read(lines) {
            Some(Lines::Other(line)) => own.push(line),
            Some(Lines::Same(first, count)) => {
                let lines = first.checked_add(count).and_then(|end| there.get(first..end));
                own.extend(
                    lines.ok_or_else(|| malformed("it names lines that the next text does not have"))?,
                );
            }
            None => return Err(malformed("its lines cannot be read")),
        }
    }
    let (text, _) = ArticleText::new(&own.join("\n"));
    if Sha256::parse(&record.sha256) != Some(text.sha256()) {
        return Err(RecordError::OtherText);
    }
    let end = text.index().code_points();
    let left = record.left.iter().filter_map(|(id, json)| {
        let annotation = read_annotation(AnnotationId::from_short(id)?, json.get()).ok()?;
        let is_inside = annotation.ranges().all(|range| range.end() <= end);
        is_inside.then(|| Rc::new(annotation))
    });
    let (line_endings, byte_order_mark, replaced) = record.normalization;
    Ok(Version {
        left: left.collect(),
        text: Rc::new(text),
        normalization: Normalization { line_endings, byte_order_mark, replaced },
        until: Timestamp::from_millis(record.until),
        note: record.note,
    })
}

/// The lines of a text as those of the next one and others.
fn lines<'a>(text: &'a str, next: &str) -> Vec<Lines<'a>> {
    let there: Vec<&str> = next.split('\n').collect();
    // Of equal lines the first: blank ones between paragraphs are found by going on from the one before.
    let mut numbers = HashMap::with_capacity(there.len());
    for (number, line) in there.iter().enumerate().rev() {
        numbers.insert(*line, number);
    }
    let mut lines: Vec<Lines> = Vec::new();
    for line in text.split('\n') {
        if let Some(Lines::Same(first, count)) = lines.last_mut()
            && there.get(*first + *count) == Some(&line)
        {
            *count += 1;
            continue;
        }
        // A short line costs less than its number.
        match numbers.get(line).filter(|_| line.len() > 6) {
            Some(number) => lines.push(Lines::Same(*number, 1)),
            None => lines.push(Lines::Other(line)),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Annotation, Kind};
    use crate::text::TextRange;

    fn text(text: &str) -> Rc<ArticleText> {
        Rc::new(ArticleText::new(text).0)
    }

    #[test]
    fn a_version_is_what_the_next_text_does_not_have() {
        let range = TextRange::of(0, 3).expect("not empty");
        let id = AnnotationId::from_random([7; 16]);
        let left = Rc::new(Annotation::new(id, Kind::Claim, range.into(), Timestamp::default()));
        let paragraph = "The council voted on Tuesday to delay the plant. ".repeat(40);
        // old, next, the longest that its record may be
        let cases = [
            (format!("Head\n\n{paragraph}\n\nOld end"), format!("New head\n\n{paragraph}\n\nNew end"), 280),
            (format!("{paragraph}\n\nTwo lines"), "Nothing of it".to_owned(), 2_300),
            ("One line".to_owned(), String::new(), 250),
            ("A same line\n\n\nA same line\n".to_owned(), "A same line".to_owned(), 280),
            ("東京は雨。\n\n終わり。".to_owned(), "東京は雨。".to_owned(), 300),
        ];
        for (old, next, longest) in cases {
            for left in [vec![], vec![left.clone()]] {
                let version = Version {
                    text: text(&old),
                    normalization: Normalization { line_endings: 2, ..Normalization::default() },
                    until: Timestamp::from_millis(77),
                    note: "“quoted”".to_owned(),
                    left,
                };
                let json = write_version(&version, &text(&next));
                assert!(json.len() <= longest, "{} for {old:.40}: {json:.300}", json.len());
                assert_eq!(read_version(&json, &text(&next)), Ok(version), "{old:.40}");
            }
        }
    }

    #[test]
    fn damaged_versions_are_told_from_newer_ones() {
        let next = text("A long line here\nand another one");
        let version = Version {
            text: text("A long line here\nand the old one"),
            normalization: Normalization::default(),
            until: Timestamp::from_millis(1),
            note: String::new(),
            left: Vec::new(),
        };
        let json = write_version(&version, &next);
        assert_eq!(read_version(&json, &text("Another text\nof two lines")), Err(RecordError::OtherText));
        let newer = json.replacen("\"v\":1", "\"v\":2", 1);
        assert_eq!(read_version(&newer, &next), Err(RecordError::Newer { version: 2 }));
        for damaged in [
            "",
            "[]",
            "{\"v\":1}",
            &json.replace("=0,1", "=0,9"),
            &json.replace("=0,1", "=9,1"),
            &json.replace("=0,1", "0,1"),
        ] {
            assert!(matches!(read_version(damaged, &next), Err(RecordError::Malformed(_))), "{damaged}");
        }
    }
}
