//! Who annotated is kept, goes out and comes back; where nobody said so, nothing is any different.

mod common;

use std::rc::Rc;

use ascribe::annotation::{Document, Kind};
use ascribe::format::foreign::{ReadOptions, WriteOptions, read, write};
use ascribe::format::{Format, native};
use ascribe::identity::{AnnotationId, ArticleId, SourceId, Timestamp};
use ascribe::session::{Command, Session, apply};
use ascribe::storage::{MemoryStorage, Write, load, writes};
use ascribe::text::{TextRange, article_from_paste};
use common::full::{annotation_id, full_document};
use serde_json::{Value, json};

const NAME: &str = "Ada “Inspector” Marwick-Ō";

/// A document of which one annotation says who made it.
fn signed() -> Document {
    let mut document = full_document();
    let annotations = Rc::make_mut(&mut document.annotations);
    let mut annotation = (**annotations.get(annotation_id(3)).expect("there")).clone();
    annotation.creator = NAME.to_owned();
    annotations.put(Rc::new(annotation));
    document
}

fn file(format: Format, document: &Document) -> String {
    let written = write(format, &[Rc::new(document.clone())], &WriteOptions::default()).expect("written");
    String::from_utf8(written.bytes).expect("text")
}

fn creators(document: &Document) -> Vec<String> {
    document
        .annotations
        .iter()
        .map(|annotation| annotation.creator.clone())
        .filter(|name| !name.is_empty())
        .collect()
}

fn creators_in(format: Format, bytes: &[u8]) -> Vec<String> {
    let options = ReadOptions::new(Timestamp::default(), &[]);
    let import = read(format, bytes, &options).expect("a file");
    let item = import.items.into_iter().next().expect("an article");
    creators(&item.read.expect("an article").document)
}

#[test]
fn every_format_that_is_read_brings_it_back() {
    let document = Rc::new(signed());
    for format in Format::ALL.into_iter().filter(|format| format.can_read()) {
        let written =
            write(format, std::slice::from_ref(&document), &WriteOptions::default()).expect("written");
        assert_eq!(creators_in(format, &written.bytes), [NAME], "{format:?}");
    }
}

#[test]
fn records_keep_it_and_older_programs_know_that_they_cannot() {
    let document = signed();
    let puts: std::collections::BTreeMap<_, _> = writes(None, Some(&document))
        .into_iter()
        .filter_map(|write| match write {
            Write::Put { key, value } => Some((key, value)),
            Write::Remove { .. } => None,
        })
        .collect();
    let unsigned: Vec<_> = writes(None, Some(&full_document()))
        .into_iter()
        .filter_map(|write| match write {
            Write::Put { key, value } => Some((key, value)),
            Write::Remove { .. } => None,
        })
        .collect();
    let other: Vec<_> = unsigned.iter().filter(|(key, value)| puts.get(key) != Some(value)).collect();
    let [(key, before)] = other.as_slice() else { panic!("{} records differ", other.len()) };
    assert!(before.starts_with("[2,"), "{before}");
    assert!(puts[key].starts_with("[3,"), "{}", puts[key]);
    let (loaded, damaged) = load(&MemoryStorage::with_records(puts), document.id()).expect("a store");
    assert_eq!((loaded, damaged.len()), (Some(document), 0));
}

#[test]
fn files_without_it_have_no_trace_of_it() {
    let (plain, signed) = (file(Format::Native, &full_document()), file(Format::Native, &signed()));
    assert!(!plain.contains("creator"), "{plain}");
    let line = format!("      \"creator\": {},\n", json!(NAME));
    assert!(signed.contains(&line));
    assert_eq!(signed.replace(&line, ""), plain, "nothing else is different");
    let schema: Value = serde_json::from_str(native::SCHEMA).expect("a schema");
    let valid = |file: &str| jsonschema::is_valid(&schema, &serde_json::from_str(file).expect("JSON"));
    assert!(valid(&plain) && valid(&signed));
    let table = |document: &Document| file(Format::Csv, document);
    assert!(!table(&full_document()).contains("creator"));
}

#[test]
fn it_stands_where_other_tools_look_for_it() {
    let document = signed();
    let web: Value = serde_json::from_str(&file(Format::WebAnnotation, &document)).expect("JSON");
    let items = web["first"]["items"].as_array().expect("items");
    let stated: Vec<_> = items.iter().filter_map(|item| item.get("creator")).collect();
    assert_eq!(stated, [&json!({ "type": "Person", "name": NAME })]);
    let hypothesis: Value = serde_json::from_str(&file(Format::Hypothesis, &document)).expect("JSON");
    let items = hypothesis["annotations"].as_array().expect("annotations");
    let users: Vec<_> = items.iter().map(|item| item["user"].as_str().unwrap_or_default()).collect();
    assert_eq!(
        users.iter().filter(|user| **user == "acct:Ada_Inspector_Marwick@localhost").count(),
        1,
        "{users:?}"
    );
    let shown: Vec<_> = items.iter().filter_map(|item| item["user_info"]["display_name"].as_str()).collect();
    assert_eq!(shown, [NAME]);
}

#[test]
fn it_is_read_where_other_tools_put_it() {
    let target = json!({ "source": "https://example.org", "selector": { "type": "TextQuoteSelector", "exact": "rained" } });
    let web = |creator: &Value| {
        json!({
            "@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage",
            "ascribe:article": { "ascribe:text": "It rained." },
            "items": [{ "type": "Annotation", "target": target, "creator": creator }],
        })
    };
    let cases = [
        (json!("https://example.org/ada"), "https://example.org/ada"),
        (json!({ "id": "https://example.org/ada", "name": "Ada" }), "Ada"),
        (json!({ "id": "https://example.org/ada", "nickname": "ada" }), "ada"),
        (json!([{ "name": ["Ada", "A."] }, "b"]), "Ada"),
    ];
    for (creator, expected) in cases {
        let file = web(&creator).to_string();
        assert_eq!(creators_in(Format::WebAnnotation, file.as_bytes()), [expected], "{creator}");
    }
    let hypothesis = |user: &str, name: Value| {
        json!({
            "annotations": [{ "user": user, "user_info": { "display_name": name }, "uri": "a", "target": [target] }],
            "ascribe": { "articles": [{ "document": {}, "text": "It rained." }] },
        })
    };
    for (user, name, expected) in [
        ("acct:ada@hypothes.is", Value::Null, vec!["ada"]),
        ("acct:ada@hypothes.is", json!("Ada M."), vec!["Ada M."]),
        ("acct:ascribe@localhost", Value::Null, vec![]),
    ] {
        let mut file = hypothesis(user, name);
        file["annotations"][0]["ascribe"] = json!({ "of": "" });
        assert_eq!(creators_in(Format::Hypothesis, file.to_string().as_bytes()), expected, "{user}");
    }
    let task = json!([{
        "data": { "text": "It rained." },
        "annotations": [{
            "completed_by": { "id": 1, "email": "ada@example.org", "first_name": "Ada", "last_name": "Marwick" },
            "result": [{ "id": "a", "type": "labels", "value": { "start": 3, "end": 9, "text": "rained", "labels": ["Claim"] } }],
        }],
    }]);
    assert_eq!(creators_in(Format::LabelStudio, task.to_string().as_bytes()), ["Ada Marwick"]);
}

#[test]
fn new_annotations_are_signed_and_old_ones_are_left_alone() {
    let at = Timestamp::from_millis(5);
    let article =
        article_from_paste("It rained. It snowed.", ArticleId::from_random([1; 16]), at).expect("text");
    let session =
        apply(&Session::default(), Command::Open(Rc::new(Document::new(article)))).expect("it opens");
    let annotate = |session: &Session, number: u8, start: u32, end: u32| {
        let range = TextRange::of(start, end).expect("words");
        let selected = apply(session, Command::Select(Some(range))).expect("words");
        let source = SourceId::from_random([number; 16]);
        let id = AnnotationId::from_random([number; 16]);
        apply(&selected, Command::Annotate { kind: Kind::Claim, id, source, at }).expect("an annotation")
    };
    let one = annotate(&session, 1, 0, 10);
    let named = apply(&one, Command::Sign("  Ada \n Marwick ".to_owned())).expect("a name");
    assert_eq!(named.annotator(), "Ada Marwick");
    assert_eq!(apply(&named, Command::Sign("Ada Marwick".to_owned())), None, "that is the name already");
    let two = annotate(&named, 2, 11, 21);
    let signed = |session: &Session| creators(session.document().expect("open"));
    assert_eq!(
        (signed(&one), signed(&named), signed(&two)),
        (vec![], vec![], vec!["Ada Marwick".to_owned()])
    );
}
