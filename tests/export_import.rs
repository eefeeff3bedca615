//! What is exported can be read by anybody and comes back equal; what is imported is taken exactly or not at
//! all, and never touches what is here.

mod common;

use std::collections::BTreeMap;
use std::rc::Rc;

use ascribe::anchoring::CONTEXT;
use ascribe::annotation::{Annotation, Document, Evidence, EvidencePlace, Kind, Parts};
use ascribe::format::native::{self, Incoming, ReadError};
use ascribe::identity::{AnnotationId, Timestamp};
use ascribe::session::{Command, Entry, Library, Merge, Session, Step, Target, apply, merge};
use ascribe::text::TextRange;
use common::full::full_document_with_versions;
use common::{Sample, article, cases, cluster_edges, document, draw, short_document};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::value::RawValue;
use serde_json::{Value, json};
use sha2::Digest;

const NOON: i64 = 1_777_809_600_000;

fn write(document: &Document) -> String {
    native::write(document, Timestamp::from_millis(NOON)).expect("the offsets give the quotes")
}

fn number(value: &Value) -> usize {
    let number = value.as_u64().expect("a whole number");
    usize::try_from(number).expect("a small one")
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a string")
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn a_file_comes_back_as_the_document_that_it_was_made_of(sample in document()) {
        let file = write(&sample);
        let read = native::read(&file).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(&read.problems, &[]);
        prop_assert!(read.document == *sample, "{}\nexpected:\n{}", draw(&read.document), draw(&sample));
        prop_assert_eq!(&write(&sample), &file, "a second export differs");
        prop_assert_eq!(&write(&read.document), &file, "an export of the import differs");
        // Editors that save with a byte order mark do no harm.
        prop_assert_eq!(native::read(&format!("\u{feff}{file}")), Ok(read));
    }

    #[test]
    fn a_reader_in_any_language_finds_the_words_by_the_offsets(sample in document()) {
        let file: Value = serde_json::from_str(&write(&sample)).expect("it is JSON");
        prop_assert_eq!(text(&file["format"]), "ascribe");
        prop_assert_eq!(text(&file["exportedAt"]), "2026-05-03T12:00:00.000Z");
        let source = text(&file["document"]["text"]);
        prop_assert_eq!(source, sample.article.text.as_str());
        // Python and R count so, and JavaScript and Java so.
        let code_points: Vec<char> = source.chars().collect();
        let utf16: Vec<u16> = source.encode_utf16().collect();
        prop_assert_eq!(number(&file["document"]["length"]["codePoints"]), code_points.len());
        prop_assert_eq!(number(&file["document"]["length"]["utf16"]), utf16.len());
        let hash: String = sha2::Sha256::digest(source).iter().map(|byte| format!("{byte:02x}")).collect();
        prop_assert_eq!(text(&file["document"]["textSha256"]), hash);

        let edges: Vec<usize> = cluster_edges(source).into_iter().map(|edge| edge as usize).collect();
        let context = CONTEXT as usize;
        let annotations = file["annotations"].as_array().expect("a list");
        prop_assert_eq!(annotations.len(), sample.annotations.len());
        for (annotation, original) in annotations.iter().zip(sample.annotations.iter()) {
            prop_assert_eq!(text(&annotation["id"]), original.id.urn());
            prop_assert_eq!(text(&annotation["note"]), &original.note);
            let target = annotation["target"].as_array().expect("a list");
            prop_assert_eq!(target.len(), original.parts.iter().len());
            // Everything else that stands in the text: mention, cue, and evidence from the article.
            let evidence = annotation["evidence"].as_array().map(Vec::as_slice).unwrap_or_default();
            let spans = [&annotation["mention"], &annotation["cue"]];
            let spans = spans.into_iter().chain(evidence.iter().map(|piece| &piece["target"]));
            let parts: Vec<&Value> = target.iter().chain(spans.filter(|part| !part.is_null())).collect();
            prop_assert_eq!(parts.len(), original.ranges().count());
            for part in parts {
                let exact = text(&part["exact"]);
                let (start, end) = (number(&part["codePoints"]["start"]), number(&part["codePoints"]["end"]));
                prop_assert_eq!(code_points[start..end].iter().collect::<String>(), exact);
                let units = number(&part["utf16"]["start"])..number(&part["utf16"]["end"]);
                prop_assert_eq!(String::from_utf16_lossy(&utf16[units]), exact);

                // The neighbouring text, as much of it as makes whole clusters of at most 32 code points.
                let before = edges.iter().find(|edge| **edge + context >= start).map_or(start, |edge| *edge);
                let prefix: String = code_points[before.min(start)..start].iter().collect();
                prop_assert_eq!(text(&part["prefix"]), prefix);
                let after = edges.iter().rfind(|edge| **edge <= end + context).map_or(end, |edge| *edge);
                let suffix: String = code_points[end..after.max(end)].iter().collect();
                prop_assert_eq!(text(&part["suffix"]), suffix);
            }
        }
    }
}

/// The file that every bad one is made from: two annotations, the second split and on repeated words.
///
/// ```text
/// The vote was 6–3. It rained 👍. It rained again.
/// |--------------|  |---1---|     |---2---|
/// ```
fn good_file() -> String {
    let mut document = Document::new(article("The vote was 6–3. It rained 👍. It rained again.", [1; 16]));
    let range = |start, end| TextRange::of(start, end).expect("not empty");
    let at = Timestamp::from_millis(NOON);
    let claim = Annotation::new(AnnotationId::from_random([2; 16]), Kind::Claim, range(0, 16).into(), at);
    let parts = Parts::new([range(18, 27), range(31, 40)]).expect("disjoint");
    let quote = Annotation::new(AnnotationId::from_random([3; 16]), Kind::Quote, parts, at);
    document.annotations = Rc::new([claim, quote].map(Rc::new).into_iter().collect());
    write(&document)
}

/// The same, to change one value in it.
fn good() -> Value {
    serde_json::from_str(&good_file()).expect("it is JSON")
}

/// What a person is told about a file: why it is refused, or what is taken and what is not.
fn told(file: &str) -> String {
    match native::read(file) {
        Err(error) => format!("refused: {error}"),
        Ok(Incoming { document, problems, .. }) => {
            let text = &document.article.text;
            let taken = |annotation: &Rc<Annotation>| format!("{:?} ", annotation.parts.as_slice());
            let taken: String = document.annotations.iter().map(taken).collect();
            let taken = match taken.as_str() {
                "" => "none",
                "[0..16] " => "first",
                "[18..27, 31..40] " => "second",
                "[0..16] [18..27, 31..40] " => "both",
                elsewhere => elsewhere.trim_end(),
            };
            assert!(
                native::write(&document, Timestamp::default()).is_ok(),
                "what was taken cannot be written"
            );
            assert!(document.annotations.iter().all(|annotation| document.holds(annotation)), "{text:?}");
            let problems: String = problems.iter().map(|problem| format!("\n{problem}")).collect();
            format!("{taken}{problems}")
        }
    }
}

/// Sets the value at a JSON pointer; a key that is not there is added.
fn set(file: &mut Value, pointer: &str, value: Value) {
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer starts with a slash");
    match file.pointer_mut(parent).expect("the parent is there") {
        Value::Array(list) => list[key.parse::<usize>().expect("a number")] = value,
        parent => parent[key] = value,
    }
}

fn remove(file: &mut Value, pointer: &str) {
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer starts with a slash");
    let parent = file.pointer_mut(parent).and_then(Value::as_object_mut).expect("an object");
    parent.remove(key).expect("the key is there");
}

/// Compares a whole table and shows every row that is wrong: what it is about, the answer, the expectation.
#[derive(Default)]
struct Table(String);

impl Table {
    fn row(&mut self, about: impl std::fmt::Display, answer: &str, expected: &str) {
        if answer != expected {
            self.0 += &format!("{about}\n    answer:   {answer}\n    expected: {expected}\n");
        }
    }
}

impl Drop for Table {
    fn drop(&mut self) {
        assert!(self.0.is_empty() || std::thread::panicking(), "\n{}", self.0);
    }
}

#[test]
fn a_good_file_is_taken_whole() {
    assert_eq!(told(&good().to_string()), "both");
}

#[test]
fn files_that_are_no_json_are_refused_with_their_place() {
    let whole = good_file();
    let start = "{\n  \"format\": \"ascribe\",\n  \"schemaVersion\": ";
    let deep = "[".repeat(200_000);
    let rows = [
        (
            "",
            "refused: it is not JSON: line 1, column 1: the file ends where a value was expected; it may have been cut off",
        ),
        (
            "It rained.",
            "refused: it is not JSON: line 1, column 1: “I” was met where a value (a text in straight quotation marks, a number, a list, an object) was expected",
        ),
        (
            "{\n  \"format\": \"ascribe\",\n  oops\n}",
            "refused: it is not JSON: line 3, column 3: “o” was met where a key in straight quotation marks was expected",
        ),
        (
            "[1, 2",
            "refused: it is not JSON: line 1, column 5: the file ends inside a list, and “,” or “]” was expected; it may have been cut off",
        ),
        (
            "{\"format\": \"ascribe\",\n",
            "refused: it is not JSON: line 2, column 1: the file ends inside an object, and “,” or “}” was expected; it may have been cut off",
        ),
        (
            start,
            "refused: it is not JSON: line 3, column 19: the file ends inside a value; it may have been cut off",
        ),
        (
            &format!("{start}NaN\n}}"),
            "refused: it is not JSON: line 3, column 20: “N” was met where a value (a text in straight quotation marks, a number, a list, an object) was expected",
        ),
        (
            &format!("{start}0x10\n}}"),
            "refused: it is not JSON: line 3, column 21: “x” was met where “,” or “}” after a value of an object was expected",
        ),
        (
            &format!("{start}\"1.0"),
            "refused: it is not JSON: line 3, column 23: the file ends inside a text, and its closing quotation mark was expected; it may have been cut off",
        ),
        (
            &format!("{start}\"1.0.0\"\n}}\n{{}}"),
            "refused: it is not JSON: line 5, column 1: “{” was met after the end of the JSON, where nothing more was expected",
        ),
        (
            &deep,
            "refused: it is not JSON: line 1, column 200000: the file ends inside a list, and “,” or “]” was expected; it may have been cut off",
        ),
        (
            &format!("{{\"format\": {deep}"),
            "refused: it is not JSON: line 1, column 200011: the file ends inside a list, and “,” or “]” was expected; it may have been cut off",
        ),
        // JSON of another kind.
        ("null", "refused: it is JSON, but not a file that Ascribe exported"),
        ("42", "refused: it is JSON, but not a file that Ascribe exported"),
        ("[]", "refused: it is JSON, but not a file that Ascribe exported"),
        ("{}", "refused: it is JSON, but not a file that Ascribe exported"),
        (
            "{\"type\": \"AnnotationPage\", \"items\": []}",
            "refused: it is JSON, but not a file that Ascribe exported",
        ),
        ("{\"format\": 7}", "refused: it is JSON, but not a file that Ascribe exported"),
        (
            &whole.replacen("ascribe", "Ascribe", 1),
            "refused: it is JSON, but not a file that Ascribe exported",
        ),
        (
            &format!("{deep}{}", "]".repeat(200_000)),
            "refused: it is JSON, but not a file that Ascribe exported",
        ),
    ];
    let mut table = Table::default();
    for (file, expected) in rows {
        table.row(file.chars().take(60).collect::<String>(), &told(file), expected);
    }
}

#[test]
fn articles_that_cannot_be_read_are_refused_with_the_path() {
    // the key, what stands there instead (or nothing), what the person is told
    let rows = [
        (
            "/schemaVersion",
            Some(json!("2.0.0")),
            "refused: it has schema version 2.0.0, and this Ascribe reads version 1. Open it with a newer Ascribe",
        ),
        (
            "/schemaVersion",
            Some(json!("0.9.0")),
            "refused: it has schema version 0.9.0, and this Ascribe reads version 1. Open it with a newer Ascribe",
        ),
        (
            "/schemaVersion",
            Some(json!(1)),
            "refused: it does not state its schema version, and this Ascribe reads version 1",
        ),
        (
            "/schemaVersion",
            Some(json!("")),
            "refused: it does not state its schema version, and this Ascribe reads version 1",
        ),
        (
            "/schemaVersion",
            None,
            "refused: it does not state its schema version, and this Ascribe reads version 1",
        ),
        ("/document", None, "refused: its article cannot be read: document: it is missing"),
        (
            "/document",
            Some(json!(null)),
            "refused: its article cannot be read: document: nothing (null) was met where an object was expected",
        ),
        (
            "/document",
            Some(json!("It rained.")),
            "refused: its article cannot be read: document: the text “It rained.” was met where an object was expected",
        ),
        ("/annotations", None, "refused: its article cannot be read: annotations: it is missing"),
        (
            "/annotations",
            Some(json!({})),
            "refused: its article cannot be read: annotations: it is not a list",
        ),
        ("/document/id", None, "refused: its article cannot be read: document: “id” is missing"),
        (
            "/document/id",
            Some(json!("article-1")),
            "refused: its article cannot be read: document.id: it is not a UUID",
        ),
        ("/document/text", None, "refused: its article cannot be read: document: “text” is missing"),
        (
            "/document/text",
            Some(json!(7)),
            "refused: its article cannot be read: document.text: the number 7 was met where a text was expected",
        ),
        (
            "/document/text",
            Some(json!("")),
            "refused: its article cannot be read: document.text: it is empty",
        ),
        (
            "/document/text",
            Some(json!(" \n\u{a0}")),
            "refused: its article cannot be read: document.text: it is empty",
        ),
        (
            "/document/title",
            Some(json!(["The vote"])),
            "refused: its article cannot be read: document.title: a list was met where a text was expected",
        ),
        (
            "/document/created",
            Some(json!("yesterday")),
            "refused: its article cannot be read: document.created: it is not a date and time such as 2026-05-03T09:41:00Z",
        ),
        (
            "/document/modified",
            Some(json!("2026-13-01T00:00:00Z")),
            "refused: its article cannot be read: document.modified: it is not a date and time such as 2026-05-03T09:41:00Z",
        ),
        (
            "/document/textSha256",
            Some(json!("abc")),
            "refused: its article cannot be read: document.textSha256: it is not a SHA-256",
        ),
        (
            "/document/textSha256",
            None,
            "refused: its article cannot be read: document: “textSha256” is missing",
        ),
        (
            "/document/length/codePoints",
            Some(json!(-1)),
            "refused: its article cannot be read: document.length.codePoints: the number -1 was met where a whole number from 0 to 4294967295 was expected",
        ),
        (
            "/document/length/utf16",
            Some(json!("47")),
            "refused: its article cannot be read: document.length.utf16: the text “47” was met where a whole number from 0 to 4294967295 was expected",
        ),
        (
            "/document/normalization/unicode",
            Some(json!(false)),
            "refused: its article cannot be read: document.normalization.unicode: false was met where a text was expected",
        ),
    ];
    let mut table = Table::default();
    for (pointer, value, expected) in rows {
        let mut file = good();
        match value.clone() {
            Some(value) => set(&mut file, pointer, value),
            None => remove(&mut file, pointer),
        }
        table.row(format!("{pointer}: {value:?}"), &told(&file.to_string()), expected);
    }
}

#[test]
fn annotations_are_taken_one_by_one() {
    let first = "/annotations/0";
    let at = |key: &str| format!("{first}/{key}");
    // the key, what stands there instead (or nothing), what the person is told
    let rows = [
        (
            first.to_owned(),
            Some(json!("claim")),
            "second\nannotations[0] was left out: the text “claim” was met where an object was expected.",
        ),
        (
            first.to_owned(),
            Some(json!(null)),
            "second\nannotations[0] was left out: nothing (null) was met where an object was expected.",
        ),
        (at("id"), None, "second\nannotations[0] was left out: “id” is missing."),
        (at("id"), Some(json!("a1")), "second\nannotations[0].id was left out: its id is not a UUID."),
        (
            at("kind"),
            Some(json!("opinion")),
            "second\nannotations[0].kind was left out: “opinion” is neither claim nor quote.",
        ),
        (
            at("kind"),
            Some(json!(1)),
            "second\nannotations[0].kind was left out: the number 1 was met where a text was expected.",
        ),
        (
            at("created"),
            Some(json!("noon")),
            "second\nannotations[0].created was left out: “noon” is not a date and time.",
        ),
        (
            at("modified"),
            Some(json!("2026-05-03")),
            "second\nannotations[0].modified was left out: “2026-05-03” is not a date and time.",
        ),
        (
            at("note"),
            Some(json!(["a"])),
            "second\nannotations[0].note was left out: a list was met where a text was expected.",
        ),
        (at("note"), None, "both"),
        (
            at("labels"),
            Some(json!("cost")),
            "second\nannotations[0].labels was left out: the text “cost” was met where a list was expected.",
        ),
        (at("labels"), None, "both"),
        (
            at("target"),
            Some(json!([])),
            "second\nannotations[0].target was left out: it has no parts, or they overlap.",
        ),
        (at("target"), None, "second\nannotations[0] was left out: “target” is missing."),
        (
            at("target"),
            Some(json!({})),
            "second\nannotations[0].target was left out: an object was met where a list was expected.",
        ),
        (at("target/0/exact"), None, "second\nannotations[0].target[0] was left out: “exact” is missing."),
        (
            at("target/0/exact"),
            Some(json!("")),
            "second\nannotations[0].target[0] was left out: its words are not in the article.",
        ),
        // Words that stand nowhere, once, and several times.
        (
            at("target/0/exact"),
            Some(json!("The vote was 7–3")),
            "second\nannotations[0].target[0] has no place: its words are not in the article.",
        ),
        (
            at("target/0/codePoints/start"),
            Some(json!(1)),
            "both\nannotations[0].target[0] was not where its offsets said; it was found by its words.",
        ),
        (
            at("target/0/codePoints"),
            Some(json!({"start": 16, "end": 0})),
            "both\nannotations[0].target[0] was not where its offsets said; it was found by its words.",
        ),
        (
            at("target/0/codePoints"),
            Some(json!({"start": 0, "end": 4_294_967_295_u32})),
            "both\nannotations[0].target[0] was not where its offsets said; it was found by its words.",
        ),
        (
            at("target/0/codePoints/end"),
            Some(json!(4_294_967_296_u64)),
            "second\nannotations[0].target[0].codePoints.end was left out: the number 4294967296 was met where a whole number from 0 to 4294967295 was expected.",
        ),
        (
            at("target/0/codePoints/end"),
            Some(json!(-1)),
            "second\nannotations[0].target[0].codePoints.end was left out: the number -1 was met where a whole number from 0 to 4294967295 was expected.",
        ),
        (
            at("target/0/codePoints/end"),
            Some(json!(1.5)),
            "second\nannotations[0].target[0].codePoints.end was left out: the number 1.5 was met where a whole number from 0 to 4294967295 was expected.",
        ),
        (
            at("target/0/codePoints/end"),
            Some(json!("16")),
            "second\nannotations[0].target[0].codePoints.end was left out: the text “16” was met where a whole number from 0 to 4294967295 was expected.",
        ),
        (
            at("target/0/codePoints"),
            None,
            "second\nannotations[0].target[0] was left out: “codePoints” is missing.",
        ),
        (at("target/0/utf16"), Some(json!({"start": 3, "end": 99})), "both"),
        // Keys that a later version may add.
        (
            at("weather"),
            Some(json!("disputed")),
            "both\nannotations[0].weather is not known to this version and was left out.",
        ),
        (
            at("target/0/colour"),
            Some(json!({"a": [1, {"b": 2}]})),
            "both\nannotations[0].target[0].colour is not known to this version and was left out.",
        ),
        (
            at("target/0/utf16/unit"),
            Some(json!("js")),
            "both\nannotations[0].target[0].utf16.unit is not known to this version and was left out.",
        ),
        (
            "/document/weather".to_owned(),
            Some(json!("en")),
            "both\ndocument.weather is not known to this version and was left out.",
        ),
        (
            "/weather".to_owned(),
            Some(json!([])),
            "both\nweather is not known to this version and was left out.",
        ),
        (
            "/annotations/1/id".to_owned(),
            Some(good()["annotations"][0]["id"].clone()),
            "first\nannotations[1] was left out: an earlier one has the same id.",
        ),
        (
            "/annotations/1/target/1/codePoints".to_owned(),
            Some(json!({"start": 18, "end": 27})),
            "first\nannotations[1].target was left out: it has no parts, or they overlap.",
        ),
        ("/document/title".to_owned(), Some(json!("  ")), "both"),
        ("/document/normalization".to_owned(), None, "both"),
        ("/exportedAt".to_owned(), None, "both"),
    ];
    let mut table = Table::default();
    for (pointer, value, expected) in rows {
        let mut file = good();
        match value.clone() {
            Some(value) => set(&mut file, &pointer, value),
            None => remove(&mut file, &pointer),
        }
        table.row(format!("{pointer}: {value:?}"), &told(&file.to_string()), expected);
    }
}

#[test]
fn words_that_moved_are_found_by_what_stands_around_them() {
    /// Offsets that give nothing, in both units.
    fn lost(file: &mut Value, part: &str) {
        set(file, &format!("{part}/codePoints"), json!({"start": 900, "end": 909}));
        set(file, &format!("{part}/utf16"), json!({"start": 900, "end": 909}));
    }
    type Change = fn(&mut Value);
    let rows: [(&str, Change, &str); 11] = [
        (
            "the only place",
            |file| lost(file, "/annotations/0/target/0"),
            "both\nannotations[0].target[0] was not where its offsets said; it was found by its words.",
        ),
        (
            "told apart by what follows",
            |file| lost(file, "/annotations/1/target/1"),
            "both\nannotations[1].target[1] was not where its offsets said; it was found by its words.",
        ),
        (
            "not told apart",
            |file| {
                lost(file, "/annotations/1/target/1");
                set(file, "/annotations/1/target/1/suffix", json!(""));
                set(file, "/annotations/1/target/1/prefix", json!(""));
            },
            "first\nannotations[1].target[1] has no place: its words are in the article 2 times, and it does not say which is meant.",
        ),
        (
            "context of which one side stands nowhere",
            |file| {
                lost(file, "/annotations/1/target/0");
                set(file, "/annotations/1/target/0/suffix", json!("in March"));
            },
            "both\nannotations[1].target[0] was not where its offsets said; it was found by its words.",
        ),
        (
            "context that stands nowhere",
            |file| {
                lost(file, "/annotations/1/target/0");
                set(file, "/annotations/1/target/0/prefix", json!("Everybody saw that "));
                set(file, "/annotations/1/target/0/suffix", json!(" in March"));
            },
            "first\nannotations[1].target[0] has no place: its words are in the article 2 times, and it does not say which is meant.",
        ),
        (
            "UTF-16 offsets alone",
            |file| {
                set(file, "/annotations/1/target/1/codePoints", json!({"start": 32, "end": 41}));
            },
            "both\nannotations[1].target[1] was not where its offsets said; it was found by its words.",
        ),
        (
            "UTF-16 offsets taken for code points, of repeated words",
            |file| {
                set(file, "/annotations/1/target/1/codePoints", json!({"start": 32, "end": 41}));
                set(file, "/annotations/1/target/1/utf16", json!({"start": 33, "end": 42}));
            },
            "both\nannotations[1].target[1] was not where its offsets said; it was found by its words.",
        ),
        (
            "a text that was edited",
            |file| {
                set(
                    file,
                    "/document/text",
                    json!("Update: The vote was 6–3. It rained 👍. It rained again."),
                );
            },
            "[8..24] [26..35, 39..48]\nThe text was changed after the file was written.\nannotations[0].target[0] was not where its offsets said; it was found by its words.\nannotations[1].target[0] was not where its offsets said; it was found by its words.\nannotations[1].target[1] was not where its offsets said; it was found by its words.",
        ),
        (
            "a text that was saved with CRLF",
            |file| {
                set(file, "/document/text", json!("The vote was 6–3.\r\nIt rained 👍. It rained again."));
            },
            "both\nThe text was changed after the file was written.",
        ),
        // The same words with another line end are the same words.
        (
            "a text and its words that were saved with CRLF",
            |file| {
                set(file, "/document/text", json!("The vote\r\nwas 6–3. It rained 👍. It rained again."));
                set(file, "/annotations/0/target/0/exact", json!("The vote\r\nwas 6–3"));
            },
            "both\nThe text was changed after the file was written.\nannotations[0].target[0] was not where its offsets said; it was found by its words.",
        ),
        (
            "a text without the words",
            |file| set(file, "/document/text", json!("It snowed.")),
            "none\nThe text was changed after the file was written.\nannotations[0].target[0] has no place: its words are not in the article.\nannotations[1].target[0] has no place: its words are not in the article.",
        ),
    ];
    let mut table = Table::default();
    for (name, change, expected) in rows {
        let mut file = good();
        change(&mut file);
        table.row(name, &told(&file.to_string()), expected);
    }
}

#[test]
fn earlier_texts_come_back_with_what_was_left_with_them() {
    let document = full_document_with_versions();
    let json = native::write(&document, Timestamp::default()).expect("it can be written");
    let read = native::read(&json).expect("it can be read");
    assert_eq!(read.problems, []);
    assert_eq!(read.document, document);

    // A version without a text costs itself, an annotation elsewhere costs itself.
    let mut file: Value = serde_json::from_str(&json).expect("it is JSON");
    set(&mut file, "/versions/1/text", json!(" \n"));
    set(&mut file, "/versions/0/left/0/target/0/exact", json!("not its words"));
    let read = native::read(&file.to_string()).expect("it can be read");
    let drawn: Vec<_> = read.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        drawn,
        [
            "versions[0].left[0].target[0] was left out: its words are not in the article.",
            "versions[1].text was left out: it is empty.",
        ]
    );
    assert_eq!(read.document.versions.len(), 1);
    assert_eq!(read.document.versions[0].left.len() + 1, document.versions[0].left.len());
}

#[test]
fn depth_and_size_are_no_danger() {
    let depth = 100_000;
    let deep = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let objects = format!("{}1{}", "{\"a\":".repeat(depth), "}".repeat(depth));
    let whole = good().to_string();
    let rows = [
        (
            "\"annotations\":[",
            format!("\"x\":{deep},\"annotations\":["),
            "both\nx is not known to this version and was left out.",
        ),
        (
            "\"annotations\":[",
            format!("\"annotations\":[{deep},"),
            "both\nannotations[0][0] was left out: a list was met where a text was expected.",
        ),
        (
            "\"annotations\":[",
            format!("\"annotations\":[{objects},"),
            "both\nannotations[0] was left out: “id” is missing.",
        ),
        (
            "\"kind\":\"claim\"",
            format!("\"kind\":\"claim\",\"x\":{objects}"),
            "both\nannotations[0].x is not known to this version and was left out.",
        ),
        (
            "\"kind\":\"claim\"",
            format!("\"kind\":{deep}"),
            "second\nannotations[0].kind was left out: a list was met where a text was expected.",
        ),
        (
            "\"labels\":[]",
            format!("\"labels\":{deep}"),
            "second\nannotations[0].labels[0] was left out: a list was met where a text was expected.",
        ),
        (
            "\"title\":",
            format!("\"x\":{deep},\"title\":"),
            "both\ndocument.x is not known to this version and was left out.",
        ),
        (
            "\"kind\":\"claim\"",
            "\"kind\":\"claim\",\"x\":1e999999".to_owned(),
            "both\nannotations[0].x is not known to this version and was left out.",
        ),
        (
            "\"end\":16",
            "\"end\":1e999999".to_owned(),
            "second\nannotations[0].target[0].codePoints.end was left out: a number was met that is too large, where one below 1.8e308 was expected.",
        ),
        (
            "\"end\":16",
            format!("\"end\":1{}", "0".repeat(100_000)),
            "second\nannotations[0].target[0].codePoints.end was left out: a number was met that is too large, where one below 1.8e308 was expected.",
        ),
        (
            "\"schemaVersion\":\"1.4.0\"",
            format!("\"schemaVersion\":\"{}.0.0\"", "9".repeat(99)),
            "refused: it has schema version 999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999.0.0, and this Ascribe reads version 1. Open it with a newer Ascribe",
        ),
    ];
    let mut table = Table::default();
    for (from, to, expected) in rows {
        assert!(whole.contains(from), "{from}");
        let answer = told(&whole.replacen(from, &to, 1));
        table.row(to.chars().take(60).collect::<String>(), &answer, expected);
    }
}

/// One change of a file's bytes.
#[derive(Clone, Debug)]
enum Mutation {
    Flip(usize, u8),
    Cut(usize),
    Repeat(usize, usize),
    Drop(usize, usize),
    Insert(usize, &'static str),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let inserts =
        ["\"", "{", "}", "[", "]", ",", ":", "0", "-", "9", "null", "\\u0000", "\\ud83d", "\r\n", "👍"];
    prop_oneof![
        4 => (any::<usize>(), any::<u8>()).prop_map(|(at, byte)| Mutation::Flip(at, byte)),
        3 => (any::<usize>(), b'0'..=b'9').prop_map(|(at, byte)| Mutation::Flip(at, byte)),
        1 => any::<usize>().prop_map(Mutation::Cut),
        2 => (any::<usize>(), 1..400_usize).prop_map(|(at, length)| Mutation::Repeat(at, length)),
        2 => (any::<usize>(), 1..60_usize).prop_map(|(at, length)| Mutation::Drop(at, length)),
        2 => (any::<usize>(), prop::sample::select(inserts.to_vec()))
            .prop_map(|(at, text)| Mutation::Insert(at, text)),
    ]
}

fn mutate(file: &str, mutations: &[Mutation]) -> String {
    let mut bytes = file.as_bytes().to_vec();
    for mutation in mutations {
        let length = bytes.len();
        let place = |at: usize| at % length.max(1);
        match *mutation {
            Mutation::Flip(at, byte) if length > 0 => bytes[place(at)] = byte,
            Mutation::Flip(..) => {}
            Mutation::Cut(at) => bytes.truncate(place(at)),
            Mutation::Repeat(at, more) => {
                let chunk = bytes[place(at)..length.min(place(at) + more)].to_vec();
                bytes.splice(place(at)..place(at), chunk);
            }
            Mutation::Drop(at, fewer) => drop(bytes.drain(place(at)..length.min(place(at) + fewer))),
            Mutation::Insert(at, text) => drop(bytes.splice(place(at)..place(at), text.bytes())),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Whatever is taken of a file stands where its words are, and can be written again.
fn check_taken(file: &str) -> Result<bool, TestCaseError> {
    let Incoming { document, problems, .. } = match native::read(file) {
        Ok(incoming) => incoming,
        Err(error) => {
            prop_assert!(!error.to_string().is_empty());
            return Ok(false);
        }
    };
    prop_assert!(problems.iter().all(|problem| !problem.to_string().is_empty()));
    // One by one: half a surrogate pair spoils the entry that it is in, and no other.
    let entries: BTreeMap<String, &RawValue> = serde_json::from_str(file).expect("what was read is JSON");
    let said: Vec<&RawValue> = serde_json::from_str(entries["annotations"].get()).expect("a list");
    let said: Vec<Value> = said.iter().filter_map(|entry| serde_json::from_str(entry.get()).ok()).collect();
    for annotation in document.annotations.iter() {
        let mut words: Vec<_> =
            annotation.parts.iter().map(|part| document.article.text.slice(part).to_owned()).collect();
        words.sort();
        let has_these_words = |said: &Value| {
            let id = said["id"].as_str().and_then(|id| id.parse::<AnnotationId>().ok());
            let target = said["target"].as_array().map(Vec::as_slice).unwrap_or_default();
            let mut exact: Vec<_> = target.iter().filter_map(|part| part["exact"].as_str()).collect();
            exact.sort_unstable();
            // What stands in the text beside: mention, cue and evidence, each on the words that are said of it.
            let slice = |range| document.article.text.slice(range);
            let (attribution, evidence) = (&annotation.attribution, &annotation.claim.evidence);
            let is_on = |range: Option<TextRange>, part: &Value| {
                range.is_none_or(|range| part["exact"].as_str() == Some(slice(range)))
            };
            let pieces = said["evidence"].as_array().map(Vec::as_slice).unwrap_or_default();
            let is_from = |piece: &Evidence| match &piece.place {
                EvidencePlace::Url(url) => pieces.iter().any(|said| said["url"].as_str() == Some(url)),
                EvidencePlace::Span(range) => pieces.iter().any(|said| is_on(Some(*range), &said["target"])),
            };
            id == Some(annotation.id)
                && exact == words
                && is_on(attribution.mention, &said["mention"])
                && is_on(attribution.cue, &said["cue"])
                && evidence.iter().all(is_from)
        };
        prop_assert!(
            said.iter().any(has_these_words),
            "{:?} is on other words: {:?}",
            annotation.parts,
            words
        );
    }
    let again = native::read(&write(&document)).map_err(|error| TestCaseError::fail(error.to_string()))?;
    prop_assert_eq!(&again.problems, &[]);
    prop_assert!(again.document == document, "{}\nexpected:\n{}", draw(&again.document), draw(&document));
    Ok(true)
}

proptest! {
    // Twelve broken files for each of three hundred good ones.
    #![proptest_config(cases(300))]

    #[test]
    fn broken_files_put_no_annotation_on_other_words(
        sample in short_document(),
        files in vec(vec(mutation(), 1..4), 12),
    ) {
        let whole = write(&sample);
        for mutations in &files {
            check_taken(&mutate(&whole, mutations))?;
        }
    }

    #[test]
    fn wrong_offsets_put_no_annotation_on_other_words(
        sample in short_document(),
        changes in vec((any::<usize>(), any::<usize>(), 0..60_u32), 1..12),
    ) {
        // The JSON stays sound, so every one of these is taken as far as its words can be found.
        let mut file: Value = serde_json::from_str(&write(&sample)).expect("it is JSON");
        let annotations = file["annotations"].as_array_mut().expect("a list");
        for (which, key, value) in changes {
            let count = annotations.len();
            let Some(annotation) = annotations.get_mut(which % count.max(1)) else { break };
            let part = &mut annotation["target"][0];
            let (unit, edge) = [("codePoints", "start"), ("codePoints", "end"), ("utf16", "start"), ("utf16", "end")]
                [key % 4];
            part[unit][edge] = json!(value);
        }
        prop_assert!(check_taken(&file.to_string())?, "the article itself was not taken");
    }
}

fn library(documents: &[&Document]) -> Library {
    let mut library = Library::default();
    for document in documents {
        library.set(document.id(), Entry::Loaded(Rc::new((*document).clone())));
    }
    library
}

/// A document on one of two texts, with annotations of these ids and notes.
fn made(id: u8, source: &str, annotations: &[(u8, &str)]) -> Document {
    let mut document = Document::new(article(source, [id; 16]));
    let make = |(id, note): &(u8, &str)| {
        // Each id has words of its own: the same tag on the same words is one annotation, whatever its id.
        let range = TextRange::of(u32::from(*id), u32::from(*id) + 2).expect("not empty");
        let id = AnnotationId::from_random([*id; 16]);
        let mut annotation = Annotation::new(id, Kind::Claim, range.into(), Timestamp::from_millis(NOON));
        annotation.note = (*note).to_owned();
        Rc::new(annotation)
    };
    document.annotations = Rc::new(annotations.iter().map(make).collect());
    document
}

#[test]
fn imports_add_and_never_overwrite() {
    let (rain, snow) = ("It rained.", "It snowed.");
    let here = made(1, rain, &[(1, "a"), (2, "b")]);
    // what comes in; where it goes (to the article that is here, or none), how many are added, here already, and here otherwise
    let rows = [
        (here.clone(), Some((Some(true), 0, 2, 0))),
        (made(1, rain, &[(1, "a"), (3, "c")]), Some((Some(true), 1, 1, 0))),
        (made(1, rain, &[(1, "other"), (2, "b"), (3, "c")]), Some((Some(true), 1, 1, 1))),
        (made(1, rain, &[]), Some((Some(true), 0, 0, 0))),
        (made(9, rain, &[(2, "b"), (3, "c")]), Some((Some(true), 1, 1, 0))),
        (made(9, snow, &[(1, "a"), (3, "c")]), Some((None, 2, 0, 0))),
        (made(9, snow, &[]), Some((None, 0, 0, 0))),
        // The same id with another text is another article; taking it would overwrite this one.
        (made(1, snow, &[(3, "c")]), None),
    ];
    for (incoming, expected) in rows {
        let name = draw(&incoming);
        let session = Session::new(library(&[&here]));
        let plan = merge(session.library(), Rc::new(incoming.clone()));
        let Some((target, added, present, differing)) = expected else {
            assert_eq!(plan, None, "{name}");
            continue;
        };
        let plan = plan.expect(&name);
        let Merge { target: to, added: adds, present: there, conflicts: other, .. } = &plan;
        let to = match to {
            Target::New => None,
            Target::Existing(document) => Some(document.id().to_string().starts_with("01")),
        };
        assert_eq!((to, adds.len(), there.len(), other.len()), (target, added, present, differing), "{name}");
        assert_eq!(plan.changes_something(), target.is_none() || added > 0, "{name}");

        let at = Timestamp::from_millis(NOON);
        let answer = apply(&session, Command::Import { merge: Rc::new(plan.clone()), at });
        assert_eq!(answer.is_some(), plan.changes_something(), "{name}");
        let Some(next) = answer else { continue };
        // What was here is here, to the letter.
        let now = next.library().document(here.id()).expect("it was not deleted");
        assert_eq!(now.article, here.article, "{name}");
        for annotation in here.annotations.iter() {
            assert_eq!(now.annotations.get(annotation.id), Some(annotation), "{name}");
        }
        assert_eq!(
            next.document().map(|document| document.article.text.clone()),
            Some(incoming.article.text.clone())
        );
        // One step takes all of it back, offered where the person is or in the library.
        let scope = if target.is_none() { ascribe::session::Scope::Library } else { next.scope() };
        let back = apply(&next, Command::UndoIn(scope)).expect(&name);
        assert_eq!(**back.library(), library(&[&here]), "{name}");
        let home = apply(&next, Command::Close).expect("an article is open");
        let named = if target.is_none() { home.undo_step() } else { next.undo_step() };
        assert_eq!(named, Some(&Step::Import { annotations: added }), "{name}");
    }
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn the_same_file_twice_adds_nothing(sample in document(), others in vec(short_document(), 0..2)) {
        let Sample(document) = sample;
        let read = native::read(&write(&document)).map_err(|error: ReadError| TestCaseError::fail(error.to_string()))?;
        let others: Vec<&Document> = others.iter().map(|sample| &sample.0).collect();
        let session = Session::new(library(&others));
        let at = Timestamp::from_millis(NOON);
        let plan = |session: &Session| {
            let plan = merge(session.library(), Rc::new(read.document.clone()));
            plan.map(|merge| Command::Import { merge: Rc::new(merge), at })
        };
        let Some(first) = plan(&session) else { return Ok(()) };
        let once = apply(&session, first).unwrap_or(session);
        let again = plan(&once).expect("the article is here with the same text");
        prop_assert_eq!(apply(&once, again), None);
    }
}
