//! The main job from beginning to end with the mouse: paste, tag, reload, export.

use ascribe::annotation::Kind;
use ascribe::format::native;
use ascribe::notation;
use ascribe_browser_tests::visit;

const HARBOUR: &str = include_str!("../../data/harbour.txt");

#[test]
fn a_whole_story_is_tagged_reloaded_and_exported() {
    visit("journey", |page| async move {
        let story = notation::parse(HARBOUR)?;
        assert!(story.text.chars().count() >= 5_800, "the story is as long as a story");
        page.begin(&story.text).await;

        for (number, (label, range)) in story.ranges.iter().enumerate() {
            let words: String =
                story.text.chars().skip(range.start().get()).take(range.len() as usize).collect();
            let kind = Kind::from_name(label).ok_or("the story has claims and quotes")?;
            page.drag_over(&words).await;
            page.press(if kind == Kind::Claim { "Claim" } else { "Quote" }).await;
            page.until_cards(number + 1).await;
        }
        let count = |label| story.ranges.iter().filter(|(other, _)| other == label).count();
        assert_eq!((count("quote"), count("claim")), (12, 10));
        page.until_saved().await;
        let (cards, drawn) = (page.cards().await, page.drawn().await);

        page.reload().await;
        page.until_cards(22).await;
        assert_eq!(page.cards().await, cards, "the list is the same after a reload");
        assert_eq!(page.drawn().await, drawn, "so are the highlights");

        let json = page.export().await;
        check_slices(&json)?;
        let incoming = native::read(&json)?;
        assert_eq!(incoming.problems, []);
        let got: Vec<_> = incoming
            .document
            .annotations
            .iter()
            .map(|annotation| (annotation.kind.name().to_owned(), annotation.parts.extent()))
            .collect();
        let mut expected = story.ranges.clone();
        expected.sort_by_key(|(_, range)| *range);
        let sorted = |mut list: Vec<(String, ascribe::text::TextRange)>| {
            list.sort_by_key(|(label, range)| (*range, label.clone()));
            list
        };
        assert_eq!(sorted(got), sorted(expected), "every exported offset is the one that was dragged");
        Ok(())
    });
}

/// Slices the text by each pair of offsets, as a reader in another language would.
pub fn check_slices(json: &str) -> ascribe_browser_tests::Outcome {
    let file: serde_json::Value = serde_json::from_str(json)?;
    let text = file["document"]["text"].as_str().ok_or("the file has a text")?;
    let (points, units): (Vec<char>, Vec<u16>) = (text.chars().collect(), text.encode_utf16().collect());
    let annotations = file["annotations"].as_array().ok_or("the file has annotations")?;
    assert!(!annotations.is_empty(), "there is something to check");
    for part in annotations.iter().filter_map(|annotation| annotation["target"].as_array()).flatten() {
        let exact = part["exact"].as_str().ok_or("a part has its words")?;
        let span = |unit: &str| {
            let edge = |name: &str| part[unit][name].as_u64().and_then(|edge| usize::try_from(edge).ok());
            edge("start").zip(edge("end")).ok_or("a part has both edges")
        };
        let (start, end) = span("codePoints")?;
        assert_eq!(points[start..end].iter().collect::<String>(), exact);
        let (start, end) = span("utf16")?;
        assert_eq!(String::from_utf16(&units[start..end])?, exact);
    }
    Ok(())
}
