//! The published schema says what exports are: every export passes, every broken one is refused, and its lists
//! of values are those of the program.

mod common;

use std::collections::BTreeSet;
use std::rc::Rc;

use ascribe::anchoring::CONTEXT;
use ascribe::annotation::{
    Annotation, CheckWorthiness, ClaimType, Document, Kind, Provenance, QuoteType, RelationKind, SourceKind,
    Stance, Version,
};
use ascribe::detection::{Suggestion, speakers};
use ascribe::format::native;
use ascribe::identity::Timestamp;
use ascribe::session::Choice;
use ascribe::text::{Status, TextRange};
use common::full::full_document_with_versions;
use common::{cases, document};
use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::{Value, json};

fn schema() -> Value {
    serde_json::from_str(native::SCHEMA).expect("the schema is JSON")
}

fn validator() -> Validator {
    jsonschema::draft202012::new(&schema()).expect("the schema is a schema")
}

fn export(document: &Document) -> Value {
    let file = native::write(document, Timestamp::from_millis(1_777_809_600_000)).expect("it can be written");
    serde_json::from_str(&file).expect("it is JSON")
}

/// What the schema says against a file: the place of each error, and the error.
fn errors(validator: &Validator, file: &Value) -> Vec<(String, String)> {
    validator.iter_errors(file).map(|error| (error.instance_path().to_string(), error.to_string())).collect()
}

#[test]
fn the_schema_is_one() {
    let schema = schema();
    if let Err(error) = jsonschema::draft202012::meta::validate(&schema) {
        panic!("{error} at {}", error.instance_path());
    }
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    let (version, _) = native::SCHEMA_VERSION.rsplit_once('.').expect("three numbers");
    assert_eq!(schema["$id"], format!("https://ascribe.example/schema/ascribe-{version}.schema.json"));
    assert_eq!(schema["properties"]["format"]["const"], native::FORMAT);
    assert_eq!(schema["$defs"]["count"]["maximum"], json!((1_u64 << 53) - 1));
    for key in ["prefix", "suffix"] {
        assert_eq!(schema["$defs"]["part"]["properties"][key]["maxLength"], json!(CONTEXT), "{key}");
    }
}

/// Calls a function with every object of a JSON value and its path.
fn each_object(value: &Value, path: &str, see: &mut impl FnMut(&str, &serde_json::Map<String, Value>)) {
    match value {
        Value::Object(object) => {
            see(path, object);
            object.iter().for_each(|(key, value)| each_object(value, &format!("{path}/{key}"), see));
        }
        Value::Array(list) => list.iter().for_each(|value| each_object(value, path, see)),
        _ => {}
    }
}

#[test]
fn every_object_is_closed_and_every_key_is_described() {
    let mut wrong = String::new();
    let mut keys = 0;
    each_object(&schema(), "", &mut |path, object| {
        let Some(properties) = object.get("properties").and_then(Value::as_object) else { return };
        if object.get("additionalProperties") != Some(&json!(false)) {
            wrong += &format!("{path} takes any key\n");
        }
        for (key, value) in properties {
            keys += 1;
            // What refers to a definition has a description there.
            let is_referred =
                value.get("$ref").is_some() && value.as_object().is_some_and(|own| own.len() == 1);
            let referred = value["$ref"].as_str().filter(|_| is_referred);
            let schema = schema();
            let at = referred.and_then(|pointer| schema.pointer(pointer.trim_start_matches('#')));
            let words = at.unwrap_or(value)["description"].as_str().unwrap_or_default();
            if words.len() < 8 || !words.ends_with('.') {
                wrong += &format!("{path}/{key} is not described: {words:?}\n");
            }
        }
    });
    assert!(keys > 60, "only {keys} keys were seen");
    assert!(wrong.is_empty(), "\n{wrong}");
    let said = schema()["description"].as_str().expect("a description").to_owned();
    for word in ["Python", "spaCy", "JavaScript", "exact", "start lies before end", "textSha256"] {
        assert!(said.contains(word), "{word}");
    }
}

#[test]
fn lists_of_values_are_those_of_the_program() {
    let schema = schema();
    fn names<T: Copy>(all: &[T], name: fn(T) -> &'static str) -> Vec<&'static str> {
        all.iter().map(|value| name(*value)).collect()
    }
    let rows = [
        ("status", names(&Status::ALL, Status::name)),
        ("sourceKind", names(&SourceKind::ALL, SourceKind::name)),
        ("kind", names(&Kind::ALL, Kind::name)),
        ("quoteType", names(&QuoteType::ALL, QuoteType::name)),
        ("claimType", names(ClaimType::ALL, ClaimType::name)),
        ("checkWorthiness", names(CheckWorthiness::ALL, CheckWorthiness::name)),
        ("provenance", names(&Provenance::ALL, Provenance::name)),
        ("stance", names(Stance::ALL, Stance::name)),
        ("suggestionState", native::SUGGESTION_STATES.to_vec()),
        ("relationType", names(&RelationKind::ALL, RelationKind::name)),
    ];
    for (name, expected) in &rows {
        assert_eq!(schema["$defs"][name]["enum"], json!(expected), "{name}");
    }
    // And there is no other list.
    let mut lists = BTreeSet::new();
    each_object(&schema, "", &mut |path, object| {
        if object.contains_key("enum") {
            lists.insert(path.to_owned());
        }
    });
    let expected: BTreeSet<_> = rows.iter().map(|(name, _)| format!("/$defs/{name}")).collect();
    assert_eq!(lists, expected);
}

/// The keys of a file, each with the keys above it; places in lists are left out.
fn keys(file: &Value) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    each_object(file, "", &mut |path, object| {
        keys.extend(object.keys().map(|key| format!("{path}/{key}")));
    });
    keys
}

/// The keys that the schema knows, written the same way. `extensions` is nobody's.
fn known_keys(schema: &Value, here: &Value, path: &str, into: &mut BTreeSet<String>) {
    let pointer = here["$ref"].as_str().map(|pointer| pointer.trim_start_matches('#'));
    if let Some(referred) = pointer.and_then(|pointer| schema.pointer(pointer)) {
        known_keys(schema, referred, path, into);
    }
    if let Some(items) = here.get("items") {
        known_keys(schema, items, path, into);
    }
    let Some(properties) = here["properties"].as_object() else { return };
    for (key, value) in properties.iter().filter(|(key, _)| *key != "extensions") {
        let path = format!("{path}/{key}");
        known_keys(schema, value, &path, into);
        into.insert(path);
    }
}

/// A suggestion with everything that one can have, whether it makes sense or not.
fn full_suggestion(document: &Document) -> Rc<Suggestion> {
    let range = TextRange::of(0, 3).expect("not empty");
    let speakers = speakers(&document.article.text);
    Rc::new(Suggestion {
        kind: Kind::Quote,
        parts: range.into(),
        quote_type: Some(QuoteType::Direct),
        claim_type: Some(ClaimType::Quantity),
        cue: Some(range),
        mention: Some(range),
        speaker: speakers.into_iter().next().map(Rc::new),
        score: 50,
        why: ascribe::detection::Why::Quote(vec![ascribe::detection::Reason::Marks]),
    })
}

#[test]
fn a_full_file_has_every_key_that_the_schema_knows() {
    let mut document = full_document_with_versions();
    let signed = |annotation: &Rc<Annotation>| {
        Rc::new(Annotation { creator: "Ada Marwick".to_owned(), ..(**annotation).clone() })
    };
    document.annotations = Rc::new(document.annotations.iter().map(signed).collect());
    let versions = document.versions.iter().map(|version| {
        Rc::new(Version { left: version.left.iter().map(signed).collect(), ..(**version).clone() })
    });
    document.versions = Rc::new(versions.collect());
    let suggestion = full_suggestion(&document);
    let at = Timestamp::from_millis(1_777_809_600_000);
    let file = native::write_with(&document, &[suggestion], at).expect("it can be written");
    let mut file: Value = serde_json::from_str(&file).expect("it is JSON");
    let choices = Choice::ALL.into_iter().map(|choice| (choice, "x".to_owned())).collect();
    let backup = native::write_backup_line(&document, &choices, at).expect("it can be written");
    let backup: Value = serde_json::from_str(&backup).expect("it is JSON");
    assert_eq!(errors(&validator(), &backup), []);
    file["choices"] = backup["choices"].clone();
    assert_eq!(errors(&validator(), &file), []);
    // What is under it is nobody's.
    assert!(file.as_object_mut().and_then(|file| file.remove("extensions")).is_some());
    let schema = schema();
    let mut known = BTreeSet::new();
    known_keys(&schema, &schema, "", &mut known);
    let written = keys(&file);
    let only = |these: &BTreeSet<String>, those: &BTreeSet<String>| {
        these.difference(those).cloned().collect::<Vec<_>>()
    };
    assert_eq!(only(&known, &written), [""; 0], "known and never written");
    assert_eq!(only(&written, &known), [""; 0], "written and not known");
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn every_export_passes(sample in document()) {
        let validator = validator();
        let errors_of = |file: &Value| errors(&validator, file);
        prop_assert_eq!(errors_of(&export(&sample)), []);
        let line = native::write_line(&sample, Timestamp::default()).expect("it can be written");
        prop_assert_eq!(line.matches('\n').count(), 1, "one line");
        prop_assert_eq!(errors_of(&serde_json::from_str(&line).expect("it is JSON")), []);
    }
}

/// One way in which a file is broken.
enum Broken {
    /// The key at this place is not there.
    Without(&'static str),
    /// This stands at this place.
    With(&'static str, Value),
}

#[test]
fn broken_files_are_refused() {
    use Broken::{With, Without};
    let whole = export(&full_document_with_versions());
    let validator = validator();
    let number = |kind: &str, key: &str| {
        let all = whole["annotations"].as_array().expect("a list");
        let place =
            all.iter().position(|annotation| annotation["kind"] == kind && annotation.get(key).is_some());
        place.expect("the full document has one")
    };
    // In the order of the text: bare, the split quote, …, the audit's claim.
    assert_eq!((number("quote", "cue"), number("claim", "evidence")), (1, 6));
    // how it is broken, where the schema says so
    let rows = [
        // Missing keys.
        (Without("/format"), ""),
        (Without("/schemaVersion"), ""),
        (Without("/exportedAt"), ""),
        (Without("/generator"), ""),
        (Without("/generator/version"), "/generator"),
        (Without("/document"), ""),
        (Without("/document/text"), "/document"),
        (Without("/document/textSha256"), "/document"),
        (Without("/document/length/utf16"), "/document/length"),
        (Without("/document/normalization/unicode"), "/document/normalization"),
        (Without("/sources"), ""),
        (Without("/sources/0/name"), "/sources/0"),
        (Without("/sources/0/kind"), "/sources/0"),
        (Without("/annotations"), ""),
        (Without("/annotations/0/id"), "/annotations/0"),
        (Without("/annotations/0/labels"), "/annotations/0"),
        (Without("/annotations/0/note"), "/annotations/0"),
        (Without("/annotations/1/source"), "/annotations/1"),
        (Without("/annotations/1/speaker"), "/annotations/1"),
        (Without("/annotations/1/target/1/exact"), "/annotations/1/target/1"),
        (Without("/annotations/1/target/1/prefix"), "/annotations/1/target/1"),
        (Without("/annotations/1/cue/utf16"), "/annotations/1/cue"),
        (Without("/annotations/1/mention/codePoints/end"), "/annotations/1/mention/codePoints"),
        (Without("/annotations/6/evidence/0/url"), "/annotations/6/evidence/0"),
        (Without("/annotations/6/evidence/0/stance"), "/annotations/6/evidence/0"),
        (Without("/annotations/6/relations/0/to"), "/annotations/6/relations/0"),
        // Misspelt keys, and keys in the wrong place.
        (With("/Format", json!("ascribe")), ""),
        (With("/document/author", json!("Ada")), "/document"),
        (With("/generator/url", json!("x")), "/generator"),
        (With("/document/length/bytes", json!(7)), "/document/length"),
        (With("/document/normalization/nfc", json!(true)), "/document/normalization"),
        (With("/document/extensions", json!({})), "/document"),
        (With("/sources/0/organization", json!("the council")), "/sources/0"),
        (With("/annotations/0/quote_type", json!("direct")), "/annotations/0"),
        (With("/annotations/0/target/0/text", json!("x")), "/annotations/0/target/0"),
        (With("/annotations/0/target/0/utf16/length", json!(1)), "/annotations/0/target/0/utf16"),
        (With("/annotations/6/evidence/0/link", json!("x")), "/annotations/6/evidence/0"),
        (With("/annotations/6/relations/0/note", json!("x")), "/annotations/6/relations/0"),
        // Values of the wrong type.
        (With("/document/title", json!(7)), "/document/title"),
        (With("/document/title", json!(null)), "/document/title"),
        (With("/document/verdicts", json!("true")), "/document/verdicts"),
        (
            With("/document/normalization/byteOrderMarkRemoved", json!(0)),
            "/document/normalization/byteOrderMarkRemoved",
        ),
        (With("/sources", json!({})), "/sources"),
        (With("/annotations/0", json!("claim")), "/annotations/0"),
        (With("/annotations/0/labels", json!("vote")), "/annotations/0/labels"),
        (With("/annotations/0/target", json!({})), "/annotations/0/target"),
        (
            With("/annotations/0/target/0/codePoints/end", json!("7")),
            "/annotations/0/target/0/codePoints/end",
        ),
        (
            With("/annotations/0/target/0/codePoints/end", json!(7.5)),
            "/annotations/0/target/0/codePoints/end",
        ),
        (With("/annotations/1/cue", json!("said")), "/annotations/1/cue"),
        (With("/annotations/1/attributionProposed", json!("yes")), "/annotations/1/attributionProposed"),
        // Values that no list has.
        (With("/format", json!("Ascribe")), "/format"),
        (With("/document/status", json!("finished")), "/document/status"),
        (With("/document/normalization/unicode", json!("NFC")), "/document/normalization/unicode"),
        (With("/sources/0/kind", json!("Person")), "/sources/0/kind"),
        (With("/annotations/0/kind", json!("opinion")), "/annotations/0/kind"),
        (With("/annotations/1/quoteType", json!("verbatim")), "/annotations/1/quoteType"),
        (With("/annotations/1/attributionProposed", json!(false)), "/annotations/1/attributionProposed"),
        (With("/annotations/1/provenance", json!("byHand")), "/annotations/1/provenance"),
        (With("/annotations/6/claimType", json!("number")), "/annotations/6/claimType"),
        (With("/annotations/6/checkWorthiness", json!(true)), "/annotations/6/checkWorthiness"),
        (With("/annotations/6/evidence/0/stance", json!("neutral")), "/annotations/6/evidence/0/stance"),
        (With("/annotations/6/relations/0/type", json!("partOf")), "/annotations/6/relations/0/type"),
        // Numbers out of bounds.
        (
            With("/annotations/0/target/0/codePoints/start", json!(-1)),
            "/annotations/0/target/0/codePoints/start",
        ),
        (With("/annotations/0/target/0/codePoints/end", json!(0)), "/annotations/0/target/0/codePoints/end"),
        (With("/annotations/0/target/0/utf16/end", json!(1_u64 << 53)), "/annotations/0/target/0/utf16/end"),
        (With("/document/length/codePoints", json!(0)), "/document/length/codePoints"),
        (
            With("/document/normalization/charactersReplaced", json!(-1)),
            "/document/normalization/charactersReplaced",
        ),
        // Ids, times, hashes and versions that are none.
        (With("/document/id", json!("6f1c1ab2-4f0e-4f3a-9d2e-0c3a8b1f5d71")), "/document/id"),
        (With("/document/id", json!("urn:uuid:6F1C1AB2-4f0e-4f3a-9d2e-0c3a8b1f5d71")), "/document/id"),
        (With("/annotations/0/id", json!("urn:uuid:1")), "/annotations/0/id"),
        (With("/annotations/1/source", json!("Ines Okafor")), "/annotations/1/source"),
        (With("/annotations/6/relations/0/to", json!("a4")), "/annotations/6/relations/0/to"),
        (With("/exportedAt", json!("2026-05-03")), "/exportedAt"),
        (With("/document/created", json!("2026-05-03T09:41:00Z")), "/document/created"),
        (With("/document/modified", json!("2026-05-03T09:41:00.000+02:00")), "/document/modified"),
        (With("/annotations/0/created", json!("2026-13-03T09:41:00.000Z")), "/annotations/0/created"),
        (With("/annotations/0/modified", json!("2026-05-03T24:41:00.000Z")), "/annotations/0/modified"),
        (With("/sources/0/created", json!(1_777_801_260_007_u64)), "/sources/0/created"),
        (With("/document/textSha256", json!("abc")), "/document/textSha256"),
        (With("/schemaVersion", json!("1.0.0")), "/schemaVersion"),
        (With("/schemaVersion", json!("2.1.0")), "/schemaVersion"),
        (With("/schemaVersion", json!("1.4")), "/schemaVersion"),
        (With("/schemaVersion", json!("x1.4.0")), "/schemaVersion"),
        // What is empty, said twice or too long.
        (With("/document/title", json!("")), "/document/title"),
        (With("/document/text", json!("")), "/document/text"),
        (With("/document/byline", json!("")), "/document/byline"),
        (With("/document/verdicts", json!([])), "/document/verdicts"),
        (With("/document/verdicts", json!(["true", "true"])), "/document/verdicts"),
        (With("/sources/0/name", json!("")), "/sources/0/name"),
        (With("/sources/0/aliases", json!([""])), "/sources/0/aliases/0"),
        (With("/annotations/0/target", json!([])), "/annotations/0/target"),
        (With("/annotations/0/target/0/exact", json!("")), "/annotations/0/target/0/exact"),
        (With("/annotations/0/target/0/suffix", json!("👍".repeat(33))), "/annotations/0/target/0/suffix"),
        (With("/annotations/0/labels", json!(["a", "a"])), "/annotations/0/labels"),
        (With("/annotations/6/evidence", json!([])), "/annotations/6/evidence"),
        (With("/annotations/6/evidence/1/url", json!("x")), "/annotations/6/evidence/1"),
    ];
    let mut wrong = String::new();
    for (broken, expected) in &rows {
        let mut file = whole.clone();
        let name = match broken {
            Without(pointer) => {
                let (parent, key) = pointer.rsplit_once('/').expect("a pointer starts with a slash");
                let parent = file.pointer_mut(parent).and_then(Value::as_object_mut).expect(pointer);
                parent.remove(key).expect(pointer);
                format!("without {pointer}")
            }
            With(pointer, value) => {
                let (parent, key) = pointer.rsplit_once('/').expect("a pointer starts with a slash");
                match file.pointer_mut(parent).expect(pointer) {
                    Value::Array(list) => list[key.parse::<usize>().expect("a number")] = value.clone(),
                    parent => parent[key] = value.clone(),
                }
                format!("{pointer} = {value}")
            }
        };
        let said = errors(&validator, &file);
        let places: BTreeSet<&str> = said.iter().map(|(place, _)| place.as_str()).collect();
        if !places.iter().eq([expected]) {
            wrong += &format!("{name}\n    expected at {expected:?}: {said:?}\n");
        }
    }
    println!("{} broken files are refused", rows.len());
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn what_other_tools_add_under_extensions_passes() {
    let validator = validator();
    for extensions in [json!({"tool": {"a": [1, null]}}), json!([]), json!(null), json!(7), json!("x")] {
        let mut file = export(&full_document_with_versions());
        file["extensions"] = extensions.clone();
        assert_eq!(errors(&validator, &file), [], "{extensions}");
    }
}
