//! What goes out in another tool's format comes back, and what the table of formats says is so.

mod common;

use std::rc::Rc;

use ascribe::annotation::{Document, Kind, Source};
use ascribe::format::catalogue::text_file_of;
use ascribe::format::foreign::{
    Extent, Item, Output, ReadOptions, UnitFound, WriteError, WriteOptions, read, text_fragment, write,
};
use ascribe::format::{Field, Format, Offsets, recognise};
use ascribe::identity::Timestamp;
use ascribe::text::Normalization;
use common::full::{full_document, full_document_with_versions};
use common::{cases, draw, short_document};
use proptest::prelude::*;
use serde_json::{Value, json};

fn at() -> Timestamp {
    Timestamp::from_millis(1_777_809_600_000)
}

fn options<'a>(known: &'a [Rc<Document>]) -> ReadOptions<'a> {
    ReadOptions::new(at(), known)
}

fn whole() -> WriteOptions<'static> {
    WriteOptions { at: at(), ..WriteOptions::default() }
}

fn export(format: Format, document: &Document, extent: Extent) -> Result<Output, WriteError> {
    write(
        format,
        &[Rc::new(document.clone())],
        &WriteOptions { extent, at: at(), suggestions: None, ..WriteOptions::default() },
    )
}

fn readable() -> impl Iterator<Item = Format> {
    Format::ALL.into_iter().filter(|format| format.can_read())
}

/// What of a document a format says that it holds.
fn held(format: Format, document: &Document) -> Document {
    let mut held = document.clone();
    for field in format.drops() {
        match field {
            Field::ArticleHistory => {
                let article = Rc::make_mut(&mut held.article);
                article.normalization = Normalization::default();
                (article.created, article.modified) = (at(), at());
            }
            Field::EarlierTexts => held.versions = Rc::default(),
            Field::Extensions => Rc::make_mut(&mut held.article).extensions.clear(),
            Field::IdleSources => {
                let named = |source: &&Rc<Source>| {
                    held.annotations.iter().any(|a| a.attribution.source == Some(source.id))
                };
                held.sources = Rc::new(held.sources.iter().filter(named).cloned().collect());
            }
            Field::SourceDates => {
                let dated = |source: &Rc<Source>| {
                    Rc::new(Source { created: at(), modified: at(), ..(**source).clone() })
                };
                held.sources = Rc::new(held.sources.iter().map(dated).collect());
            }
            other => panic!("{format:?} is read and drops {other:?}: say here what that means"),
        }
    }
    held
}

/// Fails unless a document goes through a format with all that the format holds.
fn comes_back(format: Format, document: &Document) -> Result<(), String> {
    // Recogito's list has no place for an article without annotations, and brat's lines none either.
    if document.annotations.is_empty() && [Format::Recogito, Format::Brat].contains(&format) {
        return Ok(());
    }
    let output = export(format, document, Extent::WholeText).map_err(|error| error.to_string())?;
    let shown = String::from_utf8_lossy(&output.bytes).into_owned();
    // A single line of native files is a native file.
    let seen = if format == Format::NativeLines { Format::Native } else { format };
    if recognise(&output.file_name, &output.bytes) != Some(seen) {
        return Err(format!("{format:?} is not recognised:\n{shown}"));
    }
    let import = read(format, &output.bytes, &options(&[])).map_err(|error| format!("{error}\n{shown}"))?;
    let [Item { read: Ok(incoming), .. }] = import.items.as_slice() else {
        return Err(format!("{format:?} gave {:?}\n{shown}", import.items));
    };
    let expected = held(format, document);
    let mut got = incoming.document.clone();
    if format.drops().contains(&Field::ArticleHistory) {
        Rc::make_mut(&mut got.article).normalization = Normalization::default();
    }
    if !incoming.problems.is_empty() || got != expected {
        return Err(format!(
            "{format:?}: {:?}\ngot      {}\nexpected {}\n{shown}",
            incoming.problems,
            draw(&got),
            draw(&expected)
        ));
    }
    let again = export(format, &incoming.document, Extent::WholeText).map_err(|error| error.to_string())?;
    let drops_little = [Field::EarlierTexts, Field::Extensions];
    if format.drops().iter().all(|field| drops_little.contains(field)) && again != output {
        return Err(format!("{format:?}: the export of the import differs:\n{shown}"));
    }
    Ok(())
}

#[test]
fn everything_comes_back_from_every_format_that_is_read() {
    for format in readable() {
        comes_back(format, &full_document_with_versions()).unwrap_or_else(|error| panic!("{error}"));
    }
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn whatever_is_annotated_comes_back(sample in short_document()) {
        // brat has no span on nothing but line breaks; its own test says what becomes of those.
        for format in readable().filter(|format| *format != Format::Brat) {
            comes_back(format, &sample).map_err(TestCaseError::fail)?;
        }
        for format in Format::ALL {
            let written = export(format, &sample, Extent::WholeText);
            prop_assert!(written.is_ok(), "{format:?}: {written:?}");
        }
    }

    #[test]
    fn quotes_alone_come_back_where_the_article_is(sample in short_document()) {
        let known = [Rc::new(sample.0.clone())];
        for format in Format::ALL {
            let output = export(format, &sample, Extent::QuotesOnly);
            if format.needs_text() {
                prop_assert_eq!(output, Err(WriteError::NeedsText(format)));
                continue;
            }
            let output = output.map_err(|error| TestCaseError::fail(error.to_string()))?;
            if !format.can_read() || sample.annotations.is_empty() {
                continue;
            }
            let import = read(format, &output.bytes, &options(&known)).expect("it was just written");
            let incoming = import.items[0].read.as_ref().expect("the article is here");
            prop_assert!(incoming.problems.is_empty(), "{:?} {:?}", format, incoming.problems);
            prop_assert_eq!(&incoming.document.annotations, &held(format, &sample).annotations);
            let alone = read(format, &output.bytes, &options(&[])).expect("it was just written");
            prop_assert!(alone.items[0].read.is_err(), "{:?} made up a text", format);
        }
    }
}

#[test]
fn several_articles_go_out_in_one_file() {
    let first = Rc::new(full_document());
    let mut second = full_document();
    let article = common::article("שלום 👍 again. It rained.", [9; 16]);
    second.article = Rc::new(article);
    (second.annotations, second.sources) = Default::default();
    let range = ascribe::text::TextRange::of(5, 6).expect("not empty");
    let id = common::full::annotation_id(77);
    let only = ascribe::annotation::Annotation::new(id, Kind::Quote, range.into(), at());
    second.annotations = Rc::new([Rc::new(only)].into_iter().collect());
    let documents = [first, Rc::new(second)];
    for format in Format::ALL {
        let output = match write(format, &documents, &whole()) {
            Ok(output) => output,
            Err(error) => {
                assert!(matches!(error, WriteError::OneArticle(_)), "{format:?}: {error}");
                continue;
            }
        };
        assert_eq!(output.file_name, format!("articles.{}", format.extension()));
        if format.can_read() {
            let import = read(format, &output.bytes, &options(&[])).expect("it was just written");
            let got: Vec<_> = import.items.iter().map(|item| item.read.as_ref().expect("good")).collect();
            assert_eq!(got.len(), 2, "{format:?}");
            for document in &documents {
                let found = got.iter().find(|incoming| incoming.document.id() == document.id());
                let found = found.unwrap_or_else(|| panic!("{format:?} lost {}", document.id()));
                assert_eq!(found.problems, [], "{format:?}");
                assert_eq!(found.document.annotations, held(format, document).annotations, "{format:?}");
            }
        }
    }
    for format in Format::ALL {
        assert_eq!(write(format, &[], &whole()), Err(WriteError::Nothing), "{format:?}");
    }
}

/// Files as other tools write them, with CRLF and an emoji before the quote: `A 👍\r\nThey won.`
///
/// ```text
/// A 👍 CR LF T h e y   w o n .
/// 0 2  3  4  5         10     14   code points
/// 0 2  4  5  6         11     15   UTF-16
/// 0 2  6  7  8         13     17   bytes
/// ```
fn foreign() -> Vec<(&'static str, Format, String, UnitFound, usize)> {
    let text = "A 👍\r\nThey won.";
    let by = |unit, fit| UnitFound::BySlicing { unit, fit, of: 1 };
    let selector = |start: u32, end: u32| {
        json!([{ "type": "TextPositionSelector", "start": start, "end": end },
               { "type": "TextQuoteSelector", "exact": "won", "prefix": "They ", "suffix": "." }])
    };
    let hypothesis = |start, end| {
        json!({ "export_date": "2026-05-03", "annotations": [{
            "id": "aB3", "uri": "https://example.org/a", "tags": ["quote", "vote"], "text": "so they say",
            "created": "2026-05-03T09:00:00+00:00", "updated": "2026-05-03T09:00:00+00:00",
            "target": [{ "selector": selector(start, end) }] }] })
        .to_string()
    };
    let studio = |start: u32, end: u32| {
        json!([{ "data": { "text": text }, "annotations": [{ "result": [{ "id": "r1", "type": "labels",
            "value": { "start": start, "end": end, "text": "won", "labels": ["ORG"] } }] }] }])
        .to_string()
    };
    let (points, utf16, bytes) = (Offsets::CodePoints, Offsets::Utf16, Offsets::Bytes);
    vec![
        ("studio, right", Format::LabelStudio, studio(10, 13), by(points, 1), 0),
        ("studio, UTF-16", Format::LabelStudio, studio(11, 14), by(utf16, 1), 0),
        ("studio, bytes", Format::LabelStudio, studio(13, 16), by(bytes, 1), 0),
        ("studio, wrong", Format::LabelStudio, studio(3, 6), UnitFound::Assumed(points), 1),
        (
            "prodigy without words",
            Format::Spacy,
            json!({ "text": text, "spans": [{ "start": 10, "end": 13, "label": "ORG" }] }).to_string(),
            UnitFound::Assumed(points),
            0,
        ),
        (
            "doccano",
            Format::Doccano,
            json!({ "id": 1, "text": text, "label": [[11, 14, "ORG"]] }).to_string(),
            UnitFound::Assumed(utf16),
            0,
        ),
        (
            "doccano with relations",
            Format::Doccano,
            json!({ "text": text, "entities": [{ "id": 4, "label": "ORG", "start_offset": 11, "end_offset": 14 }] })
                .to_string(),
            UnitFound::Assumed(utf16),
            0,
        ),
        ("hypothesis", Format::Hypothesis, hypothesis(10, 13), by(utf16, 1), 0),
        (
            "web annotation",
            Format::WebAnnotation,
            json!({ "@context": "http://www.w3.org/ns/anno.jsonld", "id": "https://example.org/1",
                    "type": "Annotation", "body": { "type": "TextualBody", "purpose": "tagging", "value": "ORG" },
                    "target": { "source": "https://example.org/a", "selector": selector(9, 12) } })
            .to_string(),
            by(points, 1),
            0,
        ),
        (
            "table",
            Format::Csv,
            "quote,kind\nwon,claim\n".to_owned(),
            UnitFound::NoOffsets,
            0,
        ),
    ]
}

#[test]
fn files_of_other_tools_are_read_in_their_own_unit() {
    let mut here = Document::new(common::article("A 👍\r\nThey won.", [1; 16]));
    Rc::make_mut(&mut here.article).details.url = "https://example.org/a".to_owned();
    let known = [Rc::new(here)];
    for (name, format, file, unit, problems) in foreign() {
        assert_eq!(recognise("export.csv", file.as_bytes()), Some(format), "{name}");
        let import = read(format, file.as_bytes(), &options(&known)).expect(name);
        assert_eq!(import.items.len(), 1, "{name}");
        assert_eq!(import.items[0].unit, unit, "{name}");
        let incoming = import.items[0].read.as_ref().expect(name);
        assert_eq!(incoming.problems.len(), problems, "{name}: {:?}", incoming.problems);
        assert_eq!(incoming.document.article.text.as_str(), "A 👍\nThey won.", "{name}");
        let annotations = incoming.document.annotations.as_slice();
        let words: Vec<_> = annotations.iter().map(|a| a.words(&incoming.document.article.text)).collect();
        assert_eq!(words, ["won"], "{name}");
        assert_eq!(annotations[0].provenance.name(), "imported", "{name}");
        let again = read(format, file.as_bytes(), &options(&known));
        assert_eq!(again, Ok(import), "{name}: a second reading differs");
    }
}

#[test]
fn what_another_tool_made_remembers_where_it_came_from() {
    let mut here = Document::new(common::article("A 👍\r\nThey won.", [1; 16]));
    Rc::make_mut(&mut here.article).details.url = "https://example.org/a".to_owned();
    let known = [Rc::new(here)];
    for (name, format, file, ..) in foreign() {
        let options = ReadOptions { file: "theirs.txt", ..options(&known) };
        let import = read(format, file.as_bytes(), &options).expect(name);
        let annotations = import.items.iter().flat_map(|item| match &item.read {
            Ok(incoming) => incoming.document.annotations.iter().cloned().collect::<Vec<_>>(),
            Err(_) => Vec::new(),
        });
        let annotations: Vec<_> = annotations.collect();
        assert!(!annotations.is_empty(), "{name}");
        for annotation in annotations {
            let origin = annotation.origin.as_ref().expect(name);
            assert_eq!(
                (origin.format.as_str(), origin.file.as_str()),
                (format.name(), "theirs.txt"),
                "{name}"
            );
            assert_eq!(origin.at, at(), "{name}");
        }
    }
    // What is labelled neither claim nor quote is counted, so that a person can be asked.
    for (label, unlabelled, kind) in [("WEATHER", 1, Kind::Quote), ("CLAIM", 0, Kind::Claim)] {
        let line = json!({ "text": "It rained.", "spans": [{ "start": 0, "end": 2, "label": label }] });
        let options = ReadOptions { kind: Kind::Quote, ..options(&[]) };
        let import = read(Format::Spacy, line.to_string().as_bytes(), &options).expect("a line");
        let document = &import.items[0].read.as_ref().expect("it can be read").document;
        assert_eq!((import.items[0].unlabelled, document.annotations.as_slice()[0].kind), (unlabelled, kind));
    }
    // A span that had to be searched for says so for good.
    let line = json!({
        "text": "It rained. It snowed.",
        "spans": [
            { "start": 0, "end": 10, "label": "CLAIM", "text": "It rained." },
            { "start": 3, "end": 13, "label": "CLAIM", "text": "It snowed.", "id": "b" },
        ],
    });
    let import = read(Format::Spacy, line.to_string().as_bytes(), &options(&[])).expect("a line");
    let document = &import.items[0].read.as_ref().expect("it can be read").document;
    let moved: Vec<_> = document
        .annotations
        .iter()
        .map(|one| one.origin.as_ref().map(|origin| (origin.id.clone(), origin.is_relocated)))
        .collect();
    assert_eq!(moved, [Some((String::new(), false)), Some(("b".to_owned(), true))]);
    // And the file of our own keeps it.
    let kept = export(Format::Native, document, Extent::WholeText).expect("written");
    let again = read(Format::Native, &kept.bytes, &options(&[])).expect("read");
    assert_eq!(&again.items[0].read.as_ref().expect("read").document, document);
}

#[test]
fn what_other_programs_keep_in_the_file_stays() {
    let kept = export(Format::Native, &full_document(), Extent::WholeText).expect("written");
    let mut file = String::from_utf8(kept.bytes).expect("text");
    let cases = [
        (
            r#"{ "b" : [1.50,
                12345678901234567890123 ], "a": " \" } \\" }"#,
            r#"{"b":[1.50,12345678901234567890123],"a":" \" } \\"}"#,
        ),
        ("null", "null"),
        ("\"x y\"", "\"x y\""),
        ("[ ]", "[]"),
    ];
    let at = file.rfind("\"extensions\"").expect("there are some");
    for (given, expected) in cases {
        file.truncate(at);
        let import =
            read(Format::Native, format!("{file}\"extensions\": {given} }}").as_bytes(), &options(&[]));
        let import = import.expect("it is a file");
        let incoming = import.items[0].read.as_ref().expect("it can be read");
        assert_eq!(incoming.problems, [], "{given}");
        assert_eq!(incoming.document.article.extensions, expected);
        for format in [Format::Native, Format::NativeLines] {
            let output = export(format, &incoming.document, Extent::WholeText).expect("written");
            let text = String::from_utf8(output.bytes).expect("text");
            assert!(text.contains(expected), "{text}");
            let again = read(format, text.as_bytes(), &options(&[])).expect("read");
            assert_eq!(again.items[0].read.as_ref().expect("read").document, incoming.document);
        }
    }
}

#[test]
fn what_a_cell_begins_with_is_no_formula_and_comes_back() {
    let mut document = full_document();
    let notes = [
        "=1+1",
        "'=1+1",
        "''@x",
        "+4",
        "-2",
        "@a",
        "\tx",
        "＝1",
        "'",
        "’=",
        "plain, \"quoted\"",
        "a\r\nb",
        " =1",
    ];
    for note in notes {
        let mut annotations = document.annotations.iter().cloned().collect::<Vec<_>>();
        let mut first = (*annotations[0]).clone();
        first.note = note.to_owned();
        annotations[0] = Rc::new(first);
        document.annotations = Rc::new(annotations.into_iter().collect());
        comes_back(Format::Csv, &document).unwrap_or_else(|error| panic!("{note:?}: {error}"));
        let table = export(Format::Csv, &document, Extent::WholeText).expect("a table").bytes;
        let mut reader = csv::Reader::from_reader(table.as_slice());
        for cell in
            reader.records().flat_map(|row| row.expect("a row").iter().map(str::to_owned).collect::<Vec<_>>())
        {
            assert!(
                !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']),
                "{cell:?}"
            );
        }
    }
}

#[test]
fn every_file_gives_its_words_at_its_offsets() {
    // Each counted afresh, as Python and JavaScript count.
    let document = full_document();
    let text = document.article.text.as_str();
    let points: Vec<char> = text.chars().collect();
    let utf16: Vec<u16> = text.encode_utf16().collect();
    let slice = |unit, start: &Value, end: &Value| {
        let at = |value: &Value| usize::try_from(value.as_u64().expect("a number")).expect("small");
        let range = at(start)..at(end);
        match unit {
            Offsets::Utf16 => String::from_utf16(&utf16[range]).expect("whole characters"),
            _ => points[range].iter().collect::<String>(),
        }
    };
    let file = |format| -> Value {
        let bytes = export(format, &document, Extent::WholeText).expect("written").bytes;
        serde_json::from_slice(&bytes).expect("JSON")
    };
    let mut counted = 0;
    let mut same = |format, start: &Value, end: &Value, words: &Value| {
        counted += 1;
        assert_eq!(&slice(Format::unit(format).expect("it has one"), start, end), words, "{format:?}");
    };
    let selectors = |format, items: &Value, same: &mut dyn FnMut(Format, &Value, &Value, &Value)| {
        for item in items.as_array().expect("a list") {
            let targets =
                if item["target"].is_array() { item["target"].clone() } else { json!([item["target"]]) };
            for target in targets.as_array().expect("a list") {
                let (position, quote) = (&target["selector"][0], &target["selector"][1]);
                same(format, &position["start"], &position["end"], &quote["exact"]);
            }
        }
    };
    selectors(Format::WebAnnotation, &file(Format::WebAnnotation)["first"]["items"], &mut same);
    selectors(Format::Recogito, &file(Format::Recogito), &mut same);
    selectors(Format::Hypothesis, &file(Format::Hypothesis)["annotations"], &mut same);
    for span in file(Format::Spacy)["spans"].as_array().expect("spans") {
        same(Format::Spacy, &span["start"], &span["end"], &span["text"]);
    }
    for result in file(Format::LabelStudio)[0]["annotations"][0]["result"].as_array().expect("results") {
        if result["type"] == "labels" {
            let value = &result["value"];
            same(Format::LabelStudio, &value["start"], &value["end"], &value["text"]);
        }
    }
    let doccano = file(Format::Doccano);
    let exact = doccano["ascribe"]["annotations"].as_array().expect("a list");
    let exact: Vec<_> = exact.iter().flat_map(|own| own["exact"].as_array().expect("words")).collect();
    for (triple, words) in doccano["label"].as_array().expect("labels").iter().zip(exact) {
        same(Format::Doccano, &triple[0], &triple[1], words);
    }
    let cas = file(Format::UimaCas);
    for span in &cas["%FEATURE_STRUCTURES"].as_array().expect("a list")[1..] {
        let words = slice(Offsets::Utf16, &span["begin"], &span["end"]);
        assert!(document.article.text.as_str().contains(&words) && !words.is_empty(), "{span}");
    }
    assert!(counted > 60, "only {counted} spans were looked at");
}

#[test]
fn nothing_in_a_page_is_markup_but_ours() {
    let mut document =
        Document::new(common::article("<script>alert(1)</script> & \"x\" 👍\n\n</div>", [1; 16]));
    Rc::make_mut(&mut document.article).details.title = "</title><img src=x onerror=1>".to_owned();
    Rc::make_mut(&mut document.article).details.url = "javascript:alert(1)".to_owned();
    for format in [Format::Html, Format::Report, Format::Tei] {
        let output = export(format, &document, Extent::WholeText).expect("written");
        let text = String::from_utf8(output.bytes).expect("UTF-8");
        for bad in ["<script", "<img", "</div> ", "href=\"javascript"] {
            assert!(!text.contains(bad), "{format:?}: {bad} in\n{text}");
        }
        assert!(text.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot; 👍"), "{text}");
    }
}

#[test]
fn a_file_of_brat_is_read_beside_its_text() {
    let lines =
        "T1\tQuote 0 7\t“We won\nT2\tCue 14 18\tsaid\nR1\tcue Arg1:T1 Arg2:T2\n#1\tAnnotatorNotes T1\tgood\n";
    assert_eq!(recognise("story.ann", lines.as_bytes()), Some(Format::Brat));
    assert_eq!(recognise("story.txt", lines.as_bytes()), None);
    assert_eq!(text_file_of("a/story.ann").as_deref(), Some("a/story.txt"));
    assert_eq!(text_file_of("story.txt"), None);
    let options = ReadOptions { text: Some("“We won,” she said.\n"), ..options(&[]) };
    let import = read(Format::Brat, lines.as_bytes(), &options).expect("two files");
    let incoming = import.items.into_iter().next().expect("an article").read.expect("an article");
    assert_eq!(incoming.problems, []);
    let document = incoming.document;
    let words: Vec<_> = document
        .annotations
        .iter()
        .map(|one| (one.words(&document.article.text), one.note.clone()))
        .collect();
    assert_eq!(words, [("“We won".to_owned(), "good".to_owned())]);
    let alone = read(Format::Brat, lines.as_bytes(), &ReadOptions { text: None, ..options }).expect("a file");
    assert_eq!(alone.items[0].read, Err(ascribe::format::foreign::ReadError::NoText));
}

#[test]
fn a_report_says_everything_beside_the_text() {
    let mut document = full_document();
    let annotations = Rc::make_mut(&mut document.annotations);
    let mut audit = (**annotations.get(common::full::annotation_id(3)).expect("there")).clone();
    for (url, note) in
        [("javascript:alert(1)", "bad"), ("mailto:a@example.org", "good"), ("data:,x", "worse")]
    {
        audit.claim.evidence.push(ascribe::annotation::Evidence {
            place: ascribe::annotation::EvidencePlace::Url(url.to_owned()),
            stance: ascribe::annotation::Stance::Supports,
            note: note.to_owned(),
        });
    }
    audit.creator = "Ada <Marwick>".to_owned();
    annotations.put(Rc::new(audit));
    let number = document.annotations.len();
    let output = export(Format::Report, &document, Extent::WholeText).expect("written");
    let text = String::from_utf8(output.bytes).expect("UTF-8");
    // One note, one number in the text and one row of the table for each annotation.
    let count = |what: &str| text.matches(what).count();
    assert_eq!((count("<aside class=\"note"), count("id=\"m"), count("<tr><td>")), (number, number, number));
    for said in [
        "Ines Okafor, council member (the council)",
        "half true",
        "Worth checking: </bdi><bdi class=\"said\">yes</bdi>",
        "See “the minutes”.\nPage 4.",
        "href=\"https://example.org/audit#4\"",
        "href=\"mailto:a@example.org\"",
        "This </bdi><bdi class=\"said\">contradicts <a href=\"#n",
        "Annotated by </bdi><bdi class=\"said\">Ada &lt;Marwick&gt;</bdi>",
        "<h2>Sources</h2>",
        "<h2>Summary</h2>",
    ] {
        assert!(text.contains(said), "{said} is not in\n{text}");
    }
    for never in [
        "<script",
        "href=\"javascript",
        "href=\"data",
        " style=",
        " src=",
        "unsafe-inline",
        "@import",
        "url(",
    ] {
        assert!(!text.contains(never), "{never} is in\n{text}");
    }
    // All of the article's words are there, in their order, with nothing between them but numbers.
    let body = text
        .split_once("<div class=\"text\"")
        .and_then(|(_, rest)| rest.split_once("<h2>"))
        .expect("a text")
        .0;
    let paragraphs =
        body.split("<p dir=\"auto\">").skip(1).filter_map(|piece| piece.split_once("</p>\n</div>"));
    let plain: Vec<String> = paragraphs
        .map(|(html, _)| {
            let mut words = String::new();
            for piece in html.split("<a class=\"num").enumerate().map(|(at, piece)| {
                if at == 0 { piece } else { piece.split_once("</a>").map_or("", |(_, rest)| rest) }
            }) {
                words += piece;
            }
            words.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, rest)| rest)).collect()
        })
        .collect();
    let expected: Vec<_> = document.article.text.paragraphs().iter().map(|one| one.text.as_str()).collect();
    // The headline is the heading, or the first paragraph.
    assert_eq!(plain[plain.len() - expected.len() + 1..], expected[1..]);
    // Without the text each note has its words.
    let quotes = export(Format::Report, &document, Extent::QuotesOnly).expect("written");
    let quotes = String::from_utf8(quotes.bytes).expect("UTF-8");
    assert!(quotes.contains("<blockquote dir=\"auto\">it cost 84 million</blockquote>"));
    assert!(!quotes.contains("residents said"));
}

#[test]
fn a_link_leads_to_the_passage() {
    let link = |text: &str, words: &str| {
        let mut document = Document::new(common::article(text, [1; 16]));
        Rc::make_mut(&mut document.article).details.url = "https://example.org/a#top".to_owned();
        let start = u32::try_from(text.split_once(words).expect(words).0.chars().count()).expect("short");
        let end = start + u32::try_from(words.chars().count()).expect("short");
        let range = ascribe::text::TextRange::of(start, end).expect("not empty");
        let id = common::full::annotation_id(1);
        let annotation = ascribe::annotation::Annotation::new(id, Kind::Quote, range.into(), at());
        text_fragment::link(&document, &annotation)
    };
    let cases = [
        ("We won, barely.", "won, barely", "won%2C%20barely"),
        ("A well-known fact & more.", "known fact &", "known%20fact%20%26"),
        ("We won.", "o", "won"),
        ("It rained. Then it rained.", "rained", "It-,rained,-.%20Then"),
        ("He said so. He said so. He said so there.", "said so", "He-,said%20so,-.%20He%20said%20so.%20He"),
        ("It rained.\n\nIt poured.", "rained.\n\nIt poured", "rained.,It%20poured"),
    ];
    for (text, words, expected) in cases {
        let expected = format!("https://example.org/a#:~:text={expected}");
        assert_eq!(link(text, words), Some(expected), "{text} {words}");
    }
}

#[test]
fn the_table_of_formats_is_the_one_in_the_documentation() {
    let mut table = String::from(
        "| format | name | files | unit of offsets | read | quotes alone | what does not come back |\n\
         | --- | --- | --- | --- | --- | --- | --- |\n",
    );
    for format in Format::ALL {
        let drops: Vec<_> = format.drops().iter().map(|field| field.label()).collect();
        let drops = if drops.is_empty() { "nothing".to_owned() } else { drops.join("; ") };
        let yes = |is: bool| if is { "yes" } else { "no" };
        table += &format!(
            "| {} | `{}` | `.{}` | {} | {} | {} | {drops} |\n",
            format.label(),
            format.name(),
            format.extension(),
            format.unit().map_or("none", Offsets::label),
            yes(format.can_read()),
            yes(!format.needs_text())
        );
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/format/FORMATS.md");
    if std::env::var_os("UPDATE_FORMATS").is_some() {
        std::fs::write(path, &table).expect("the table can be written");
    }
    let kept = std::fs::read_to_string(path).expect("the table is there");
    assert_eq!(kept, table, "run the test with UPDATE_FORMATS=1 to write the table anew");
    for format in Format::ALL {
        assert_eq!(Format::from_name(format.name()), Some(format));
    }
}

#[test]
fn the_catalogue_reaches_no_reader_and_no_writer() {
    // A page that lists the formats loads this file and not the rest.
    let source = include_str!("../src/format/catalogue.rs");
    for name in ["foreign::", "native::", "crate::", "super::", "csv::", "zip::", "Value"] {
        assert!(!source.contains(name), "the catalogue names {name}");
    }
}
