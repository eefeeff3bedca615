//! Short passages with the claims that have to be suggested in them, and none besides.

use std::fmt::Write;

use ascribe::detection::{ClaimModel, ModelError, suggest_claims};
use ascribe::notation::{Marked, parse, print};
use ascribe::text::{ArticleText, sentences};
use proptest::prelude::*;

/// Draws what was found in a text.
fn drawn(source: &str) -> String {
    let (text, _) = ArticleText::new(source);
    let claims = suggest_claims(&text);
    let ranges = claims.iter().map(|claim| (claim.claim_type.name().to_owned(), claim.range)).collect();
    print(&Marked { text: text.as_str().to_owned(), ranges })
}

#[test]
fn the_claims_of_each_passage_are_found() {
    let (mut wrong, mut count) = (String::new(), 0);
    for passage in include_str!("data/claims/news.txt").split("\n## ").skip(1) {
        let (name, expected) = passage.split_once('\n').expect("a name and a passage");
        let expected = expected.trim();
        let got = drawn(&parse(expected).expect(name).text);
        count += 1;
        if got != expected {
            let _ = write!(wrong, "## {name}\n- {expected}\n+ {got}\n");
        }
    }
    assert!(count >= 25, "only {count} passages were read");
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn a_suggestion_says_why() {
    let cases = [
        (
            "Prices rose by 12 percent because of the drought.",
            "states a figure: “12 percent”; names a cause: “because of”",
        ),
        ("The ferry is slower than the one that it replaced in spring.", "compares: “slower than”"),
        (
            "Under the law, the port will close by the end of the year.",
            "says what a law or rule asks: “Under the law”; says what will be: “will close”",
        ),
    ];
    for (source, expected) in cases {
        let (text, _) = ArticleText::new(source);
        let claims = suggest_claims(&text);
        let said: Vec<_> = claims.iter().flat_map(|claim| &claim.reasons).map(ToString::to_string).collect();
        assert_eq!(said.join("; "), expected, "{source}");
    }
}

#[test]
fn few_are_shown() {
    let source: String = (0..90)
        .map(|n| format!("The council spent {n}.5 million dollars on roads in {}. ", 1900 + n))
        .collect();
    let (text, _) = ArticleText::new(&source);
    let all: usize = text.paragraphs().iter().map(|paragraph| sentences(&text, paragraph).len()).sum();
    assert_eq!((all, suggest_claims(&text).len()), (90, 30));
}

#[test]
fn the_weights_say_the_same_everywhere() {
    let model =
        ClaimModel::new(include_bytes!("../src/detection/claims/weights.bin")).expect("it is a model");
    let (claim, none) = ("We lost 600,000 jobs last year.", "Thank you very much, and good night.");
    assert!(model.log_odds(claim) > 0, "{}", model.log_odds(claim));
    assert!(model.log_odds(none) < -500, "{}", model.log_odds(none));
    // Curly and straight signs are the same to it.
    assert_eq!(model.log_odds("They don't “pay” taxes."), model.log_odds("They don’t \"pay\" taxes."));
}

#[test]
fn damaged_weights_are_an_error() {
    let whole = include_bytes!("../src/detection/claims/weights.bin");
    let with = |at: usize, byte: u8| {
        let mut bytes = whole.to_vec();
        bytes[at] = byte;
        ClaimModel::new(&bytes).map(|_| ()).err()
    };
    assert_eq!(ClaimModel::new(&[]).err(), Some(ModelError::NotAModel));
    assert_eq!(ClaimModel::new(&whole[..8]).err(), Some(ModelError::NotAModel));
    let cut = ModelError::Length { expected: whole.len(), found: whole.len() - 1 };
    assert_eq!(ClaimModel::new(&whole[1..]).err(), Some(ModelError::NotAModel));
    assert_eq!(ClaimModel::new(&whole[..whole.len() - 1]).err(), Some(cut));
    assert_eq!(with(0, b'x'), Some(ModelError::NotAModel));
    assert_eq!(with(4, 255), Some(ModelError::Size(255)));
    assert_eq!(with(4, 0), Some(ModelError::Size(0)));
    assert_eq!(with(20, 0x80), None);
}

proptest! {
    #[test]
    fn any_text_gives_sorted_sentences(words in prop::collection::vec("[ -~]{0,12}|\\PC{0,4}|I think|will be|40 percent|\n|\\. |e\u{301}|👩\u{200d}👧", 0..60)) {
        let (text, _) = ArticleText::new(&words.join(" "));
        let claims = suggest_claims(&text);
        for pair in claims.windows(2) {
            prop_assert!(pair[0].range.end() <= pair[1].range.start());
        }
        for claim in &claims {
            prop_assert_eq!(text.tidy(claim.range), Some(claim.range));
            prop_assert!((50..=100).contains(&claim.score) && !claim.reasons.is_empty());
        }
    }

    #[test]
    fn any_bytes_are_a_model_or_an_error(mut bytes in prop::collection::vec(any::<u8>(), 0..600), bits in 7..10_u8) {
        if bytes.len() >= 12 {
            bytes[..4].copy_from_slice(b"ACM1");
            bytes[4] = bits;
            bytes.resize(12 + (1 << bits), 0x80);
        }
        if let Ok(model) = ClaimModel::new(&bytes) {
            prop_assert!(bits >= 8 && model.score("We lost 600,000 jobs last year.") <= 100);
        }
    }
}
