//! Suggestions in a file: what was found and what became of it goes out when a person asks for it, and what was
//! dismissed stays dismissed where the file is read.

mod common;

use std::ops::ControlFlow;
use std::rc::Rc;

use ascribe::annotation::Document;
use ascribe::detection::{Suggestion, suggest};
use ascribe::format::Format;
use ascribe::format::foreign::{self, Suggested, WriteOptions};
use ascribe::format::native;
use ascribe::identity::{ArticleId, Timestamp};
use ascribe::text::{TextRange, article_from_paste};
use common::cases;
use proptest::prelude::*;
use serde_json::Value;

const STORY: &str = "“We won the vote,” said Mayor Ruth Calloway. 🌊\n\n\
    The ferry carried 2,300 people a day in 2019, which is 12 percent more than in 2018.\n\n\
    “It is a bad plan,” said Tomas Oyelaran, a member of the council.";

fn story() -> Document {
    let id = ArticleId::from_random([7; 16]);
    Document::new(article_from_paste(STORY, id, Timestamp::default()).expect("it has text"))
}

fn found(document: &Document) -> Vec<Rc<Suggestion>> {
    let found = suggest(&document.article.text, &[], |_, _| ControlFlow::Continue(()));
    found.suggestions.into_iter().map(Rc::new).collect()
}

fn dismissing(document: &Document, passages: &[TextRange]) -> Document {
    let mut document = document.clone();
    let details = &mut Rc::make_mut(&mut document.article).details;
    details.dismissed = passages.to_vec();
    details.dismissed.sort_unstable();
    details.dismissed.dedup();
    document
}

fn is_valid(file: &Value) -> Result<(), String> {
    let schema: Value = serde_json::from_str(native::SCHEMA).expect("the schema is JSON");
    let validator = jsonschema::draft202012::new(&schema).expect("the schema is a schema");
    validator.validate(file).map_err(|error| format!("{error} at {}", error.instance_path()))
}

#[test]
fn each_suggestion_says_what_became_of_it() {
    let document = story();
    let found = found(&document);
    let [first, second, third] = &found[..] else { panic!("three things can be suggested: {found:#?}") };
    let elsewhere = TextRange::of(48, 63).expect("not empty");
    let document = dismissing(&document, &[second.passage(), elsewhere]);
    let suggestions = [first.clone(), second.clone(), third.clone()];
    let json =
        native::write_with(&document, &suggestions, Timestamp::default()).expect("its offsets are right");
    let file: Value = serde_json::from_str(&json).expect("it is JSON");
    assert_eq!(is_valid(&file), Ok(()));
    let drawn: Vec<_> = file["suggestions"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| {
            let text = |key: &str| one[key].as_str().unwrap_or("-").to_owned();
            let words: String = text_of(one).chars().take(18).collect();
            format!("{} {} [{words}] {}", text("state"), text("kind"), text("speaker"))
        })
        .collect();
    assert_eq!(
        drawn,
        [
            "open quote [“We won the vote,”] Ruth Calloway",
            "dismissed claim [The ferry carried ] -",
            "dismissed - [The ferry carri] -",
            "open quote [“It is a bad plan,] Tomas Oyelaran",
        ]
    );
    let read = native::read(&json).expect("it is a file of our own");
    assert_eq!((&read.document, read.problems), (&document, Vec::new()));
    // Unless somebody asks, nothing of it goes out.
    let plain = native::write(&document, Timestamp::default()).expect("its offsets are right");
    assert!(!plain.contains("\"suggestions\""), "{plain}");
}

fn text_of(suggestion: &Value) -> String {
    suggestion["target"][0]["exact"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_broken_suggestion_is_told_and_costs_nothing_else() {
    let document = story();
    let found = found(&document);
    let document = dismissing(&document, &[found[0].passage(), found[1].passage()]);
    let json = native::write_with(&document, &found, Timestamp::default()).expect("its offsets are right");
    let mut file: Value = serde_json::from_str(&json).expect("it is JSON");
    file["suggestions"][0]["state"] = "rejected".into();
    file["suggestions"][2]["target"] = Value::Array(Vec::new());
    let read = native::read(&file.to_string()).expect("the rest is sound");
    let problems: Vec<_> = read.problems.iter().map(ToString::to_string).collect();
    assert_eq!(problems.len(), 2, "{problems:?}");
    for (problem, place) in problems.iter().zip(["suggestions[0].state", "suggestions[2].target"]) {
        assert!(problem.contains(place), "{problem}");
    }
    assert_eq!(read.document.article.details.dismissed, [found[1].passage()]);
}

#[test]
fn lines_hold_the_suggestions_of_each_article() {
    let document = Rc::new(story());
    let found = found(&document);
    let suggested: Suggested = [(document.id(), found.clone())].into();
    for (suggestions, expected) in [(None, None), (Some(&suggested), Some(found.len()))] {
        let options = WriteOptions { suggestions, ..WriteOptions::default() };
        let output = foreign::write(Format::NativeLines, std::slice::from_ref(&document), &options);
        let output = output.expect("it can be written");
        let line: Value = serde_json::from_slice(&output.bytes).expect("one line of JSON");
        assert_eq!(line["suggestions"].as_array().map(Vec::len), expected, "{line:#}");
    }
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn what_was_dismissed_comes_back(sample in common::document(), picks in proptest::collection::vec((any::<u16>(), 1_u32..40), 0..5)) {
        let end = sample.article.text.index().code_points().0;
        let passages: Vec<_> = picks
            .into_iter()
            .filter_map(|(start, length)| TextRange::of(u32::from(start) % end, (u32::from(start) % end + length).min(end)))
            .collect();
        let document = dismissing(&sample, &passages);
        let found = found(&document);
        let json = native::write_with(&document, &found, Timestamp::default()).expect("its offsets are right");
        let file: Value = serde_json::from_str(&json).expect("it is JSON");
        prop_assert_eq!(is_valid(&file), Ok(()));
        let read = native::read(&json).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(&read.problems, &[]);
        prop_assert_eq!(&read.document.article.details, &document.article.details);
    }
}
