//! Lines that pages bring along, and sentences that only look like them.

use std::fmt::Write;

use ascribe::detection::{StrayLine, stray_lines};
use ascribe::notation::{Marked, parse, print};
use ascribe::text::ArticleText;
use proptest::prelude::*;

/// Draws what was found in a text, and the fields that it offers.
fn drawn(text: &ArticleText, found: &[StrayLine]) -> String {
    let ranges = found.iter().map(|line| (line.kind.name().to_owned(), line.range)).collect();
    let mut drawing = print(&Marked { text: text.as_str().to_owned(), ranges });
    for line in found {
        for (field, range) in [("byline", line.byline), ("outlet", line.outlet)] {
            if let Some(range) = range {
                let _ = write!(drawing, "\n= {field} {}", text.slice(range));
            }
        }
        if let Some(date) = &line.date {
            let iso = date.iso.as_deref().unwrap_or("?");
            let _ = write!(drawing, "\n= date {} ({iso})", text.slice(date.range));
        }
    }
    drawing
}

#[test]
fn the_stray_lines_of_each_page_are_found() {
    let (mut wrong, mut count) = (String::new(), 0);
    for passage in include_str!("data/stray/pages.txt").split("\n## ").skip(1) {
        let (name, expected) = passage.split_once('\n').expect("a name and a passage");
        let expected = expected.trim();
        let lines: Vec<_> = expected.lines().filter(|line| !line.starts_with("= ")).collect();
        let (text, _) = ArticleText::new(&parse(&lines.join("\n")).expect(name).text);
        let got = drawn(&text, &stray_lines(&text));
        count += 1;
        if got != expected {
            let _ = write!(wrong, "## {name}\n- {expected}\n+ {got}\n");
        }
    }
    assert!(count >= 15, "only {count} passages were read");
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn the_words_of_a_story_are_no_stray_lines() {
    let story = parse(include_str!("data/harbour.txt")).expect("it is in the notation").text;
    let (text, _) = ArticleText::new(&story);
    let long: Vec<_> = stray_lines(&text).iter().map(|line| text.slice(line.range).to_owned()).collect();
    assert!(long.iter().all(|line| line.len() < 120 && !line.contains('“')), "{long:#?}");
}

proptest! {
    #[test]
    fn any_text_gives_sorted_lines(words in prop::collection::vec("[ -~]{0,12}|\\PC{0,4}|By |Ines Okafor|3 March 2024|[0-9]{1,4}/[0-9]{1,4}/[0-9]{1,5}| \\| |\n|©|Copyright|Home|Read more:|e\u{301}|👩\u{200d}👧", 0..40), gap in "| ") {
        let (text, _) = ArticleText::new(&words.join(&gap));
        let found = stray_lines(&text);
        for pair in found.windows(2) {
            prop_assert!(pair[0].range.end() <= pair[1].range.start());
        }
        for line in &found {
            let date = line.date.as_ref().map(|date| date.range);
            for part in [Some(line.range), line.byline, line.outlet, date].into_iter().flatten() {
                prop_assert_eq!(text.tidy(part), Some(part));
                prop_assert!(line.range.contains(part));
            }
        }
    }
}
