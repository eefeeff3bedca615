//! What a file says beside an annotation's words is taken value by value: what cannot be taken is left out with a
//! sentence that says why, and costs nothing else. Sources that come in join those that are here.

mod common;

use std::collections::BTreeMap;
use std::rc::Rc;

use ascribe::annotation::{
    Annotation, Attribution, CheckWorthiness, Claim, ClaimType, Document, Evidence, EvidencePlace, Kind,
    Provenance, QuoteType, Relation, RelationKind, Source, SourceKind, Stance, clean_labels,
};
use ascribe::format::native::{self, Incoming};
use ascribe::identity::{AnnotationId, SourceId, Timestamp};
use ascribe::session::{Command, Entry, Library, Merge, Session, apply, merge};
use ascribe::text::TextRange;
use common::{Sample, article, cases, document, draw};
use proptest::prelude::*;
use serde_json::{Value, json};

const TEXT: &str = "“We won,” said Ito 👍. It rained. It rained.";

fn at() -> Timestamp {
    Timestamp::from_millis(1_777_809_600_000)
}

fn annotation_id(number: u8) -> AnnotationId {
    AnnotationId::from_random([number; 16])
}

fn source_id(number: u8) -> SourceId {
    SourceId::from_random([number; 16])
}

fn range(start: u32, end: u32) -> TextRange {
    TextRange::of(start, end).expect("not empty")
}

fn write(document: &Document) -> Value {
    let file = native::write(document, at()).expect("the offsets give the quotes");
    serde_json::from_str(&file).expect("it is JSON")
}

/// The file that every other one is made from.
///
/// ```text
/// “We won,” said Ito 👍. It rained. It rained.
/// 0-------- cue- men    1--------  2--------
///                                  evidence for 1
/// ```
///
/// 1 is a part of 0 and repeats 2.
fn good() -> Value {
    let mut document = Document::new(article(TEXT, [1; 16]));
    let mut ito = Source::new(source_id(7), "Ito", SourceKind::Person, at());
    (ito.role, ito.aliases) = ("mayor".to_owned(), vec!["Ms Ito".to_owned()]);
    let mut ruiz = Source::new(source_id(8), "Ruiz", SourceKind::Unnamed, at());
    ruiz.created = Timestamp::from_millis(at().millis() + 1);
    document.sources = Rc::new([ito, ruiz].map(Rc::new).into_iter().collect());
    let new =
        |number, kind, range: TextRange| Annotation::new(annotation_id(number), kind, range.into(), at());
    let mut quote = new(2, Kind::Quote, range(0, 9));
    quote.quote_type = Some(QuoteType::Direct);
    quote.attribution = Attribution {
        source: Some(source_id(7)),
        mention: Some(range(15, 18)),
        cue: Some(range(10, 14)),
        is_proposed: true,
    };
    quote.provenance = Provenance::Accepted;
    let mut claim = new(3, Kind::Claim, range(22, 31));
    claim.claim = Claim {
        claim_type: Some(ClaimType::Quantity),
        check_worthiness: Some(CheckWorthiness::Yes),
        wording: "It rained.".to_owned(),
        evidence: vec![
            Evidence {
                place: EvidencePlace::Url("https://example.org".to_owned()),
                stance: Stance::Contradicts,
                note: "p. 4".to_owned(),
            },
            Evidence {
                place: EvidencePlace::Span(range(33, 42)),
                stance: Stance::Supports,
                note: String::new(),
            },
        ],
        ..Claim::default()
    };
    claim.relations = vec![
        Relation { kind: RelationKind::PartOf, to: annotation_id(2) },
        Relation { kind: RelationKind::Repeats, to: annotation_id(4) },
    ];
    let again = new(4, Kind::Claim, range(33, 42));
    document.annotations = Rc::new([quote, claim, again].map(Rc::new).into_iter().collect());
    write(&document)
}

/// How one JSON value differs from another: the paths that are only there, only here, or otherwise here.
fn differences(before: &Value, after: &Value, path: &str, into: &mut Vec<String>) {
    match (before, after) {
        (Value::Object(old), Value::Object(new)) => {
            for (key, value) in old {
                let path = format!("{path}.{key}");
                match new.get(key) {
                    Some(now) => differences(value, now, path.trim_start_matches('.'), into),
                    None => into.push(format!("-{}", path.trim_start_matches('.'))),
                }
            }
            let added = new.keys().filter(|key| !old.contains_key(*key));
            into.extend(added.map(|key| format!("+{path}.{key}")));
        }
        (Value::Array(old), Value::Array(new)) if old.len() == new.len() => {
            for (number, (old, new)) in old.iter().zip(new).enumerate() {
                differences(old, new, &format!("{path}[{number}]"), into);
            }
        }
        (Value::Array(old), Value::Array(new)) => {
            into.push(format!("{path}: {} of {}", new.len(), old.len()));
        }
        _ if before != after => into.push(format!("{path} = {after}")),
        _ => {}
    }
}

/// What a person is told about a file, after what differs from the good file in what was taken.
fn told(file: &Value) -> String {
    match native::read(&file.to_string()) {
        Err(error) => format!("refused: {error}"),
        Ok(Incoming { document, problems, .. }) => {
            assert!(document.annotations.iter().all(|annotation| document.holds(annotation)));
            let mut all = Vec::new();
            differences(&good(), &write(&document), "", &mut all);
            all.join(", ") + &problems.iter().map(|problem| format!("\n{problem}")).collect::<String>()
        }
    }
}

/// One change of a file: at a pointer, a value, or nothing any more.
type Edit = (&'static str, Option<Value>);

fn edited(edits: &[Edit]) -> Value {
    let mut file = good();
    for (pointer, value) in edits {
        let (parent, key) = pointer.rsplit_once('/').expect("a pointer starts with a slash");
        match (file.pointer_mut(parent).expect(pointer), value) {
            // A hyphen stands for the place after the last one (RFC 6901).
            (Value::Array(list), Some(value)) if key == "-" => list.push(value.clone()),
            (Value::Array(list), Some(value)) => {
                list[key.parse::<usize>().expect("a number")] = value.clone();
            }
            (Value::Array(list), None) => drop(list.remove(key.parse().expect("a number"))),
            (parent, Some(value)) => parent[key] = value.clone(),
            (parent, None) => {
                let object = parent.as_object_mut().expect("an object");
                object.remove(key).expect(pointer);
            }
        }
    }
    file
}

/// Compares every row and shows all that are wrong.
fn check(rows: Vec<(Vec<Edit>, &str)>) {
    let mut wrong = String::new();
    for (edits, expected) in rows {
        let answer = told(&edited(&edits));
        if answer != expected {
            wrong += &format!("{edits:?}\n    answer:   {answer:?}\n    expected: {expected:?}\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

fn with(pointer: &'static str, value: Value) -> Vec<Edit> {
    vec![(pointer, Some(value))]
}

fn part(exact: &str, start: u32, end: u32) -> Value {
    let offsets = json!({"start": start, "end": end});
    json!({"exact": exact, "prefix": "", "suffix": "", "codePoints": offsets, "utf16": offsets})
}

fn link(kind: &str, to: u8) -> Value {
    json!({"type": kind, "to": annotation_id(to).urn()})
}

#[test]
fn values_that_no_list_has_are_left_out() {
    check(vec![
        (vec![], ""),
        (
            with("/annotations/0/quoteType", json!("loud")),
            "-annotations[0].quoteType\nannotations[0].quoteType was left out: “loud” is not a value that it can have. The rest was taken.",
        ),
        (
            with("/annotations/0/provenance", json!("By hand")),
            "-annotations[0].provenance\nannotations[0].provenance was left out: “By hand” is not a value that it can have. The rest was taken.",
        ),
        (
            with("/annotations/1/claimType", json!("")),
            "-annotations[1].claimType\nannotations[1].claimType was left out: “” is not a value that it can have. The rest was taken.",
        ),
        (
            with("/annotations/1/checkWorthiness", json!("Yes")),
            "-annotations[1].checkWorthiness\nannotations[1].checkWorthiness was left out: “Yes” is not a value that it can have. The rest was taken.",
        ),
        // Nothing is nothing, however it is said.
        (with("/annotations/0/quoteType", json!(null)), "-annotations[0].quoteType"),
        (with("/annotations/0/provenance", json!("by hand")), "-annotations[0].provenance"),
        (with("/annotations/0/attributionProposed", json!(false)), "-annotations[0].attributionProposed"),
        // A value of another type has nowhere to go, and neither have the links to it.
        (
            with("/annotations/0/quoteType", json!(7)),
            "annotations: 2 of 3\nannotations[0].quoteType was left out: the number 7 was met where a text was expected.\nannotations[1].relations[0] was left out: the annotation that it links to was not taken. The rest was taken.",
        ),
        (
            with("/annotations/2/wording", json!(["It rained."])),
            "annotations: 2 of 3\nannotations[2].wording was left out: a list was met where a text was expected.\nannotations[1].relations[1] was left out: the annotation that it links to was not taken. The rest was taken.",
        ),
        (
            with("/document/status", json!("finished")),
            "refused: its article cannot be read: document.status: it is neither “to do”, “in work” nor “done”",
        ),
        (with("/document/status", json!("to do")), ""),
        (with("/document/verdicts", json!([" true ", "", "true", "false"])), "+document.verdicts"),
        (
            with(
                "/document/verdicts",
                json!(["unchecked", "supported", "disputed", "refuted", "unverifiable"]),
            ),
            "",
        ),
    ]);
}

#[test]
fn sources_are_taken_one_by_one() {
    let ito = source_id(7).urn();
    let left = "-annotations[0].source";
    let gone = "annotations[0].source was left out: the file has no such source. The rest was taken.";
    let lost = |why: &str| format!("{left}, -annotations[0].speaker, sources: 1 of 2\n{why}\n{gone}");
    let nameless = lost("sources[0].name was left out: it has no name.");
    let kind = lost("sources[0].kind was left out: “robot” is no kind of source.");
    let id = lost("sources[0].id was left out: its id is not a UUID.");
    let time = lost("sources[0].created was left out: “noon” is not a date and time.");
    let no_name = lost("sources[0] was left out: “name” is missing.");
    let text = lost("sources[0] was left out: the text “Ito” was met where an object was expected.");
    let alias = lost("sources[0].aliases was left out: the text “Ms Ito” was met where a list was expected.");
    let unknown = "-annotations[0].source, -annotations[0].speaker\nannotations[0].source was left out: the file has no such source. The rest was taken.";
    let repeated = "sources: 1 of 2\nsources[1] was left out: an earlier one has the same id.";
    check(vec![
        (with("/annotations/0/source", json!(source_id(9).urn())), unknown),
        (with("/annotations/0/source", json!("Ito")), unknown),
        (with("/annotations/0/source", json!("")), unknown),
        // Every spelling of an id is one.
        (with("/annotations/0/source", json!(ito.trim_start_matches("urn:uuid:"))), ""),
        // The source decides, not the name beside it.
        (with("/annotations/0/speaker", json!("Ruiz")), ""),
        (vec![("/annotations/0/speaker", None)], ""),
        (vec![("/annotations/0/source", None)], "-annotations[0].source, -annotations[0].speaker"),
        (with("/sources/1/id", json!(ito)), repeated),
        (with("/sources/0/name", json!("")), &nameless),
        (with("/sources/0/name", json!(" \n\u{a0}")), &nameless),
        (vec![("/sources/0/name", None)], &no_name),
        (with("/sources/0/kind", json!("robot")), &kind),
        (with("/sources/0/id", json!("ito")), &id),
        (with("/sources/0/created", json!("noon")), &time),
        (with("/sources/0", json!("Ito")), &text),
        (with("/sources/0/aliases", json!("Ms Ito")), &alias),
        (with("/sources/0/aliases", json!(["Ms  Ito ", "", "Ms Ito"])), ""),
        (
            with("/sources/0/email", json!("ito@example.org")),
            "\nsources[0].email is not known to this version and was left out.",
        ),
        (with("/sources", json!("Ito")), "refused: its article cannot be read: sources: it is not a list"),
        (with("/sources", json!([])), &format!("{left}, -annotations[0].speaker, sources: 0 of 2\n{gone}")),
        // A file of version 1.0 has no sources.
        (
            vec![
                ("/sources", None),
                ("/schemaVersion", Some(json!("1.0.0"))),
                ("/annotations/0/source", None),
            ],
            "-annotations[0].source, -annotations[0].speaker, sources: 0 of 2",
        ),
        (vec![("/sources", None)], &format!("{left}, -annotations[0].speaker, sources: 0 of 2\n{gone}")),
        // A later version may have keys that this one does not know.
        (with("/schemaVersion", json!("1.9.0")), ""),
    ]);
}

#[test]
fn spans_are_placed_by_their_words_or_left_out() {
    let missing =
        |key: &str| format!("{key} was left out: its words are not in the article. The rest was taken.");
    let moved = |key: &str| format!("{key} was not where its offsets said; it was found by its words.");
    let no_cue = format!("-annotations[0].cue\n{}", missing("annotations[0].cue"));
    let no_mention = format!("-annotations[0].mention\n{}", missing("annotations[0].mention"));
    let no_evidence =
        format!("annotations[1].evidence: 1 of 2\n{}", missing("annotations[1].evidence[1].target"));
    let cue_moved = format!("\n{}", moved("annotations[0].cue"));
    let mention_moved = format!("\n{}", moved("annotations[0].mention"));
    let other_cue = format!(
        "annotations[0].cue.codePoints.end = 18, annotations[0].cue.codePoints.start = 15, \
         annotations[0].cue.exact = \"Ito\", annotations[0].cue.prefix = \"“We won,” said \", \
         annotations[0].cue.suffix = \" 👍. It rained. It rained.\", annotations[0].cue.utf16.end = 18, \
         annotations[0].cue.utf16.start = 15\n{}",
        moved("annotations[0].cue")
    );
    let twice = "-annotations[0].cue\nannotations[0].cue was left out: its words are in the article 2 times, and it does not say which is meant. The rest was taken.";
    check(vec![
        (with("/annotations/0/cue", part("says", 10, 14)), &no_cue),
        (with("/annotations/0/cue", part("", 10, 10)), &no_cue),
        (with("/annotations/0/cue", part("said", 900, 904)), &cue_moved),
        (with("/annotations/0/cue", part("said", 14, 10)), &cue_moved),
        (with("/annotations/0/cue", part("Ito", 0, 3)), &other_cue),
        (with("/annotations/0/cue", part("It rained", 0, 9)), twice),
        (with("/annotations/0/mention", part("Ruiz", 15, 18)), &no_mention),
        (with("/annotations/0/mention", part("Ito", 900, 903)), &mention_moved),
        (vec![("/annotations/0/mention", None)], "-annotations[0].mention"),
        (with("/annotations/0/mention", json!(null)), "-annotations[0].mention"),
        // Without the offsets it is no part, and the entry has not its shape.
        (
            with("/annotations/0/cue", json!({"exact": "said"})),
            "annotations: 2 of 3\nannotations[0].cue was left out: “codePoints” is missing.\nannotations[1].relations[0] was left out: the annotation that it links to was not taken. The rest was taken.",
        ),
        (
            with("/annotations/0/cue/colour", json!("red")),
            "\nannotations[0].cue.colour is not known to this version and was left out.",
        ),
        (with("/annotations/1/evidence/1/target", part("It snowed", 33, 42)), &no_evidence),
        (
            vec![
                ("/annotations/1/evidence/1/target/codePoints", Some(json!({"start": 0, "end": 9}))),
                ("/annotations/1/evidence/1/target/utf16", Some(json!({"start": 0, "end": 9}))),
            ],
            "\nannotations[1].evidence[1].target was not where its offsets said; it was found by its words.",
        ),
        // Where the offsets are those of the other unit, its pair is what counts.
        (
            with("/annotations/1/evidence/1/target/codePoints", json!({"start": 34, "end": 43})),
            "\nannotations[1].evidence[1].target was not where its offsets said; it was found by its words.",
        ),
    ]);
}

#[test]
fn evidence_lies_in_one_place() {
    let here = part("It rained", 33, 42);
    let either = "a piece of evidence has either an address or words of the article. The rest was taken.";
    let none = format!("annotations[1].evidence: 1 of 2\nannotations[1].evidence[0] was left out: {either}");
    let second =
        format!("annotations[1].evidence: 1 of 2\nannotations[1].evidence[1] was left out: {either}");
    check(vec![
        (with("/annotations/1/evidence/0/target", here), &none),
        (vec![("/annotations/1/evidence/0/url", None)], &none),
        (with("/annotations/1/evidence/0/url", json!(null)), &none),
        (with("/annotations/1/evidence/1/url", json!("https://example.org")), &second),
        (
            with("/annotations/1/evidence/0/stance", json!("neutral")),
            "annotations[1].evidence: 1 of 2\nannotations[1].evidence[0].stance was left out: “neutral” is not a value that it can have. The rest was taken.",
        ),
        // The address is as it was typed.
        (with("/annotations/1/evidence/0/url", json!("")), "annotations[1].evidence[0].url = \"\""),
        (
            vec![("/annotations/1/evidence/0/stance", None)],
            "annotations: 2 of 3\nannotations[1].evidence[0] was left out: “stance” is missing.",
        ),
        (
            with("/annotations/1/evidence/0/page", json!(4)),
            "\nannotations[1].evidence[0].page is not known to this version and was left out.",
        ),
        (with("/annotations/1/evidence", json!([])), "-annotations[1].evidence"),
    ]);
}

#[test]
fn links_are_made_as_far_as_they_make_sense() {
    let one_left = |why: &str| {
        format!(
            "annotations[1].relations: 1 of 2\nannotations[1].relations[0] was left out: {why}. The rest was taken."
        )
    };
    let not_a_value = |value: &str| one_left(&format!("“{value}” is not a value that it can have"));
    let (unknown, no_id) = (not_a_value("partOf"), not_a_value("a2"));
    let itself = one_left("an annotation cannot be linked to itself");
    let missing = one_left("the annotation that it links to was not taken");
    let again =
        "\nannotations[1].relations[2] was left out: the same link is there already. The rest was taken.";
    let from_there =
        "\nannotations[2].relations[0] was left out: the same link is there already. The rest was taken.";
    check(vec![
        (with("/annotations/1/relations/0/type", json!("partOf")), &unknown),
        (with("/annotations/1/relations/0/to", json!("a2")), &no_id),
        (with("/annotations/1/relations/0", link("supports", 3)), &itself),
        (with("/annotations/1/relations/0", link("part of", 3)), &itself),
        (with("/annotations/1/relations/0", link("part of", 9)), &missing),
        (with("/annotations/1/relations/-", link("part of", 2)), again),
        (with("/annotations/1/relations/-", link("repeats", 4)), again),
        // From the other side it says the same, where it holds in both directions.
        (with("/annotations/2/relations", json!([link("repeats", 3)])), from_there),
        (with("/annotations/2/relations", json!([link("supports", 3)])), "+annotations[2].relations"),
        // What would close a circle, over one link and over two.
        (
            with("/annotations/0/relations", json!([link("part of", 3)])),
            "+annotations[0].relations, annotations[1].relations: 1 of 2\nannotations[1].relations[0] was left out: it would make an annotation a part of itself. The rest was taken.",
        ),
        (
            vec![
                ("/annotations/0/relations", Some(json!([link("part of", 4)]))),
                ("/annotations/2/relations", Some(json!([link("part of", 3)]))),
            ],
            "+annotations[0].relations\nannotations[2].relations[0] was left out: it would make an annotation a part of itself. The rest was taken.",
        ),
        // An annotation that was not taken takes the links to it along.
        (
            with("/annotations/0/kind", json!("opinion")),
            "annotations: 2 of 3\nannotations[0].kind was left out: “opinion” is neither claim nor quote.\nannotations[1].relations[0] was left out: the annotation that it links to was not taken. The rest was taken.",
        ),
        (
            vec![("/annotations/1/relations/0/to", None)],
            "annotations: 2 of 3\nannotations[1].relations[0] was left out: “to” is missing.",
        ),
        (
            with("/annotations/1/relations/0/note", json!("so")),
            "\nannotations[1].relations[0].note is not known to this version and was left out.",
        ),
    ]);
}

/// A document on one text, with sources of these ids and names, and annotations of these ids by these sources.
fn made(sources: &[(u8, &str, &[&str])], annotations: &[(u8, Option<u8>)]) -> Document {
    let mut document = Document::new(article("It rained.", [1; 16]));
    let source = |(id, name, aliases): &(u8, &str, &[&str])| {
        let mut source = Source::new(source_id(*id), *name, SourceKind::Person, at());
        source.aliases = clean_labels(*aliases);
        Rc::new(source)
    };
    document.sources = Rc::new(sources.iter().map(source).collect());
    let annotation = |(id, source): &(u8, Option<u8>)| {
        let mut annotation = Annotation::new(
            annotation_id(*id),
            Kind::Quote,
            range(u32::from(*id), u32::from(*id) + 2).into(),
            at(),
        );
        annotation.attribution.source = source.map(source_id);
        Rc::new(annotation)
    };
    document.annotations = Rc::new(annotations.iter().map(annotation).collect());
    document
}

fn library(document: &Document) -> Library {
    let mut library = Library::default();
    library.set(document.id(), Entry::Loaded(Rc::new(document.clone())));
    library
}

#[test]
fn sources_that_come_in_join_those_that_are_here() {
    type Sources = [(u8, &'static str, &'static [&'static str])];
    type Annotations = [(u8, Option<u8>)];
    type Row<'a> = (&'a Sources, &'a Annotations, &'a [u8], &'a Annotations, usize, usize);
    // sources and annotations that come in; sources added; annotations added and who says them; here already; here otherwise
    let rows: [Row<'_>; 10] = [
        (&[(1, "Ito", &["Ms Ito"])], &[(1, Some(1))], &[], &[], 1, 0),
        // The same person under another id, by any of the names that they have here.
        (&[(9, "Ito", &[])], &[(2, Some(9))], &[], &[(2, Some(1))], 0, 0),
        (&[(9, " ITO ", &[])], &[(2, Some(9))], &[], &[(2, Some(1))], 0, 0),
        (&[(9, "Ms Ito", &[])], &[(2, Some(9))], &[], &[(2, Some(1))], 0, 0),
        // What is said by them is here already, to the letter.
        (&[(9, "Ito", &[])], &[(1, Some(9))], &[], &[], 1, 0),
        // Another name under the same id stays as it is here.
        (&[(1, "Ito Sr", &[])], &[(2, Some(1))], &[], &[(2, Some(1))], 0, 0),
        // Somebody new, with and without words.
        (&[(9, "Okafor", &[])], &[(2, Some(9))], &[9], &[(2, Some(9))], 0, 0),
        (&[(9, "Okafor", &[])], &[], &[9], &[], 0, 0),
        (&[(9, "Okafor", &["Ito"])], &[(1, Some(9))], &[9], &[], 0, 1),
        (&[(1, "Ito", &[])], &[(1, None), (2, None)], &[], &[(2, None)], 0, 1),
    ];
    for (sources, annotations, new_sources, added, present, differing) in rows {
        let name = format!("{sources:?} {annotations:?}");
        let here = made(&[(1, "Ito", &["Ms Ito"]), (2, "Ruiz", &[])], &[(1, Some(1))]);
        let session = Session::new(library(&here));
        let incoming = Rc::new(made(sources, annotations));
        let plan = merge(session.library(), incoming.clone()).expect("the text is the same");
        let Merge { added: adds, sources: new, present: there, conflicts: other, .. } = &plan;
        let new: Vec<_> = new.iter().map(|source| source.id).collect();
        let adds: Vec<_> = adds.iter().map(|a| (a.id, a.attribution.source)).collect();
        let ids = |all: &Annotations| -> Vec<_> {
            all.iter().map(|(id, source)| (annotation_id(*id), source.map(source_id))).collect()
        };
        assert_eq!(new, new_sources.iter().map(|id| source_id(*id)).collect::<Vec<_>>(), "{name}");
        assert_eq!(adds, ids(added), "{name}");
        assert_eq!((there.len(), other.len()), (present, differing), "{name}");
        assert_eq!(plan.changes_something(), !new.is_empty() || !adds.is_empty(), "{name}");

        let import = |session: &Session| {
            let plan = merge(session.library(), incoming.clone()).expect("the text is the same");
            apply(session, Command::Import { merge: Rc::new(plan), at: at() })
        };
        let Some(once) = import(&session) else {
            assert!(!plan.changes_something(), "{name}");
            continue;
        };
        // What was here is as it was, and whoever says something is there.
        let now = once.document().expect("it is opened");
        for source in here.sources.iter() {
            assert_eq!(now.sources.get(source.id), Some(source), "{name}");
        }
        let is_known =
            |a: &Rc<Annotation>| a.attribution.source.is_none_or(|source| now.sources.get(source).is_some());
        assert!(now.annotations.iter().all(is_known), "{name}:\n{}", draw(now));
        assert_eq!(import(&once), None, "{name}: a second time");
        let back = apply(&once, Command::Undo).expect("it is one step");
        assert_eq!(**back.library(), library(&here), "{name}");
    }
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn a_colleagues_file_joins_and_adds_nothing_twice(sample in document()) {
        // The same article as a colleague has it: every source under an id of their own, half of the work theirs.
        let Sample(here) = sample;
        let theirs: BTreeMap<SourceId, SourceId> = here
            .sources
            .iter()
            .zip(1..)
            .map(|(source, number)| (source.id, SourceId::from_random([number; 16])))
            .collect();
        let mut incoming = here.clone();
        let source = |source: &Rc<Source>| Rc::new(Source { id: theirs[&source.id], ..(**source).clone() });
        incoming.sources = Rc::new(here.sources.iter().map(source).collect());
        let annotation = |(number, annotation): (u8, &Rc<Annotation>)| {
            let mut annotation = (**annotation).clone();
            annotation.attribution.source = annotation.attribution.source.map(|id| theirs[&id]);
            if number % 2 == 0 {
                (annotation.id, annotation.relations) = (annotation_id(number), Vec::new());
                // The same tag on the same words would be the same annotation.
                annotation.kind = if annotation.kind == Kind::Claim { Kind::Quote } else { Kind::Claim };
            }
            Rc::new(annotation)
        };
        incoming.annotations = Rc::new((0..).zip(here.annotations.iter()).map(annotation).collect());
        let file = native::write(&incoming, at()).expect("the offsets give the quotes");
        let read = native::read(&file).map_err(|error| TestCaseError::fail(error.to_string()))?;
        let incoming = Rc::new(read.document);

        let session = Session::new(library(&here));
        let import = |session: &Session| {
            let plan = merge(session.library(), incoming.clone()).expect("the text is the same");
            apply(session, Command::Import { merge: Rc::new(plan), at: at() })
        };
        let plan = merge(session.library(), incoming.clone()).expect("the text is the same");
        let theirs = plan.added.len();
        prop_assert_eq!(theirs + plan.present.len() + plan.conflicts.len(), incoming.annotations.len());
        let Some(once) = import(&session) else {
            prop_assert_eq!(theirs, 0);
            return Ok(());
        };
        let now = once.document().expect("it is opened");
        prop_assert_eq!(&now.sources, &here.sources, "everybody was here already");
        prop_assert_eq!(now.annotations.len(), here.annotations.len() + theirs);
        for annotation in now.annotations.iter() {
            let source = annotation.attribution.source;
            prop_assert!(source.is_none_or(|source| now.sources.get(source).is_some()), "{:?}", annotation);
        }
        for annotation in here.annotations.iter() {
            prop_assert_eq!(now.annotations.get(annotation.id), Some(annotation));
        }
        prop_assert_eq!(import(&once), None, "a second time");
    }
}
