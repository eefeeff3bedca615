//! Short passages, each a form that news uses, with the quotes that have to be found in it.
//!
//! `tests/data/passages` holds them in the notation of `ascribe::notation`: `## name`, the passage, and a line
//! `= number name (role)` for each quote whose speaker is known. In the passage `direct#1`, `indirect#1` and
//! `mixed#1` are the parts of the first quote, `cue#1` its cue and `source#1` its source beside the cue.

use std::cmp::Reverse;
use std::fmt::Write;

use ascribe::detection::{QuoteSuggestion, explain, suggest_quotes};
use ascribe::notation::{Marked, parse, print};
use ascribe::text::ArticleText;

const PASSAGES: [&str; 3] = [
    include_str!("data/passages/marks.txt"),
    include_str!("data/passages/speech.txt"),
    include_str!("data/passages/speakers.txt"),
];

/// Draws what was found in a text, in the same notation.
fn drawn(text: &ArticleText, found: &[QuoteSuggestion]) -> String {
    let mut ranges = Vec::new();
    let mut names = String::new();
    for (number, quote) in (1..).zip(found) {
        ranges
            .extend(quote.content.iter().map(|part| (format!("{}#{number}", quote.quote_type.name()), part)));
        if let Some(cue) = quote.cue {
            ranges.push((format!("cue#{number}"), cue));
            ranges.extend(quote.mention.map(|mention| (format!("source#{number}"), mention)));
        }
        if let Some(speaker) = &quote.speaker {
            let role = if speaker.role.is_empty() { String::new() } else { format!(" ({})", speaker.role) };
            let _ = write!(names, "\n= {number} {}{role}", speaker.name);
        }
    }
    ranges.sort_by_key(|(_, range)| (range.start(), Reverse(range.end())));
    print(&Marked { text: text.as_str().to_owned(), ranges }) + &names
}

/// The passages of a file: name, drawing with the lines of the speakers.
fn passages(file: &str) -> impl Iterator<Item = (&str, &str)> {
    file.split("\n## ").skip(1).filter_map(|passage| {
        let (name, rest) = passage.split_once('\n')?;
        Some((name, rest.trim()))
    })
}

#[test]
fn the_quotes_of_each_passage_are_found() {
    let mut wrong = String::new();
    let mut count = 0;
    for (name, expected) in PASSAGES.iter().copied().flat_map(passages) {
        count += 1;
        let drawing: Vec<_> = expected.lines().filter(|line| !line.starts_with("= ")).collect();
        let marked = parse(&drawing.join("\n")).expect(name);
        let (text, _) = ArticleText::new(&marked.text);
        let got = drawn(&text, &suggest_quotes(&text));
        if got != expected {
            let _ = writeln!(wrong, "## {name}");
            for line in expected.lines().filter(|line| !got.lines().any(|other| other == *line)) {
                let _ = writeln!(wrong, "- {line}");
            }
            for line in got.lines().filter(|line| !expected.lines().any(|other| other == *line)) {
                let _ = writeln!(wrong, "+ {line}");
            }
        }
    }
    assert!(count >= 60, "only {count} passages were read");
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn a_suggestion_says_why_in_a_sentence() {
    let cases = [
        ("“We won,” said Ines Okafor.", "Quotation marks, then “said”, then the source."),
        ("Ines Okafor said the dam leaks.", "The source, then “said”, then a clause."),
        (
            "Ines Okafor wants to close it.",
            "The source, then “wants”, which says what somebody thinks, then a clause.",
        ),
    ];
    for (source, expected) in cases {
        let (text, _) = ArticleText::new(source);
        let found = suggest_quotes(&text);
        let said: Vec<_> = found.iter().map(|quote| explain(&quote.reasons)).collect();
        assert_eq!(said, [expected], "{source}");
    }
}

#[test]
fn no_text_is_too_strange() {
    let mut hostile: Vec<String> = [
        "",
        "“",
        "”",
        "\"",
        "said",
        "according to",
        "“,” said",
        ":",
        "A:\nB:",
        "e\u{301}“\u{301}” said\u{301} X.",
        "“a “b ”c “d” e said X. ‘f’ g’s",
        "\u{202e}“a,” said B\u{202c}.",
        "👩\u{200d}👧 said “👍,” e\u{301}a said.",
        "İstanbul’lu İpek said ßẞ, ŉ said ﬁ.",
        "“Yes,” said",
        "X said: ",
        "― X",
        "“A.” ―",
        "He’s saying that",
    ]
    .map(str::to_owned)
    .into();
    // Nothing but one sign, many times, and no full stop anywhere.
    for sign in ["“", "”", "\"", "'", "said ", "X said, ", "according to ", "“a,” said X ", "「"] {
        hostile.push(sign.repeat(3_000));
    }
    for source in &hostile {
        let (text, _) = ArticleText::new(source);
        for quote in suggest_quotes(&text) {
            let ranges = quote.content.iter().chain(quote.cue).chain(quote.mention).chain(quote.best_mention);
            for range in ranges {
                assert_eq!(
                    text.tidy(range),
                    Some(range),
                    "{source:?}: an edge cuts a cluster or holds a space"
                );
            }
            assert!(quote.score <= 100);
        }
    }
}
