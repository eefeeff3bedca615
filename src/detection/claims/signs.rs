//! The phrases of `signs.txt` in a sentence.

use std::sync::LazyLock;

/// What a phrase does; `signs.txt` explains each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    Comparison,
    Cause,
    Law,
    Prediction,
    Unsourced,
    Experience,
    Record,
    Opinion,
    Opening,
}

static SIGNS: LazyLock<Vec<(Vec<&str>, Sign)>> = LazyLock::new(|| {
    let lines = include_str!("signs.txt").lines().filter(|line| !line.starts_with('#'));
    let mut signs: Vec<_> = lines
        .filter_map(|line| line.split_once(':'))
        .filter_map(|(class, phrases)| {
            let sign = match class {
                "comparison" => Sign::Comparison,
                "cause" => Sign::Cause,
                "law" => Sign::Law,
                "prediction" => Sign::Prediction,
                "unsourced" => Sign::Unsourced,
                "experience" => Sign::Experience,
                "record" => Sign::Record,
                "opinion" => Sign::Opinion,
                "opening" => Sign::Opening,
                _ => return None,
            };
            Some((sign, phrases))
        })
        .flat_map(|(sign, phrases)| {
            phrases.split(',').map(move |phrase| (phrase.split_whitespace().collect::<Vec<_>>(), sign))
        })
        .filter(|(words, _)| !words.is_empty())
        .collect();
    signs.sort_by(|one, other| one.0.cmp(&other.0));
    signs
});

/// A word of a sentence: in small letters with straight apostrophes, and where it lies in bytes.
struct Word {
    text: String,
    start: usize,
    end: usize,
}

/// A phrase that was found: what it does, and where it lies in bytes of the sentence.
pub(super) struct Found {
    pub sign: Sign,
    pub start: usize,
    pub end: usize,
}

fn words(sentence: &str) -> Vec<Word> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in sentence.char_indices().chain([(sentence.len(), ' ')]) {
        match (is_part(c), start) {
            (true, None) if c.is_alphanumeric() => start = Some(at),
            (false, Some(from)) => {
                let text = sentence[from..at].to_lowercase().replace('’', "'");
                words.push(Word { text: text.trim_end_matches('\'').to_owned(), start: from, end: at });
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// How many words a sentence has and the phrases in it, in their order. Openings count at its start only.
pub(super) fn signs(sentence: &str) -> (usize, Vec<Found>) {
    let words = words(sentence);
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let from = SIGNS.partition_point(|(phrase, _)| phrase[0] < word.text.as_str());
        let fits = |phrase: &[&str]| {
            phrase
                .iter()
                .enumerate()
                .all(|(n, part)| words.get(at + n).is_some_and(|word| word.text == *part))
        };
        for (phrase, sign) in SIGNS[from..].iter().take_while(|(phrase, _)| phrase[0] == word.text) {
            if fits(phrase) && (*sign != Sign::Opening || at == 0) {
                let end = words[at + phrase.len() - 1].end;
                found.push(Found { sign: *sign, start: word.start, end });
            }
        }
    }
    (words.len(), found)
}
