//! The phrases of `signs.txt`.

use std::sync::LazyLock;

use super::super::sieve::Sieve;
use super::{NETWORKS, SEPARATORS, StrayKind, has_byte};

/// The phrases, sorted, for each place where one has to stand.
struct Signs {
    whole: Vec<(&'static str, StrayKind)>,
    start: Vec<(&'static str, StrayKind)>,
    end: Vec<(&'static str, StrayKind)>,
}

static SIGNS: LazyLock<Signs> = LazyLock::new(|| {
    let mut signs = Signs { whole: Vec::new(), start: Vec::new(), end: Vec::new() };
    for line in include_str!("signs.txt").lines().filter(|line| !line.starts_with('#')) {
        // The first colon ends the head; others belong to phrases.
        let Some((head, phrases)) = line.split_once(": ") else { continue };
        let Some((kind, place)) = head.split_once(' ') else { continue };
        let Some(kind) = StrayKind::from_name(kind) else { continue };
        let list = match place {
            "whole" => &mut signs.whole,
            "start" => &mut signs.start,
            _ => &mut signs.end,
        };
        list.extend(phrases.split(", ").map(|phrase| (phrase, kind)));
    }
    signs.whole.sort_unstable_by_key(|(phrase, _)| *phrase);
    signs
});

/// How stray lines begin and end: one word, or two with a space between them.
struct Edges {
    first: Sieve,
    /// The first words of phrases that have no second one.
    alone: Sieve,
    pairs: Sieve,
    last: Sieve,
}

static EDGES: LazyLock<Edges> = LazyLock::new(|| {
    let phrases = || SIGNS.whole.iter().chain(&SIGNS.start).map(|(phrase, _)| *phrase).chain(NETWORKS);
    let first = |phrase| words(phrase).next().unwrap_or_default();
    let pair = |phrase| words(phrase).nth(1).and_then(|second| two(first(phrase), second));
    let pairs: Vec<_> = phrases().filter_map(pair).collect();
    let alone = phrases().filter(|phrase| words(phrase).nth(1).is_none());
    let ends = SIGNS.end.iter().filter_map(|(phrase, _)| words(phrase).next_back());
    Edges {
        first: Sieve::new(phrases().map(first)),
        alone: Sieve::new(alone.map(first)),
        pairs: Sieve::new(pairs.iter().map(Letters::as_str)),
        last: Sieve::new(ends.chain(["comment", "comments"])),
    }
});

/// Two words with a space between them, in small letters.
fn two(first: &str, second: &str) -> Option<Letters> {
    Letters::NONE.with(first)?.with(" ")?.with(second)
}

/// The words of a line, in letters and digits of any script.
fn words(line: &str) -> impl DoubleEndedIterator<Item = &str> {
    line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// `false` for most lines that are none, by a look at their first and last words; `true` for every other one.
pub(super) fn may_be_stray(line: &str) -> bool {
    // Most lines are paragraphs of the story; nothing is copied to find that out.
    let last = words(line).next_back().and_then(|word| Letters::NONE.with(word));
    if last.is_none_or(|last| EDGES.last.passes(last.as_str())) {
        return true;
    }
    let mut firsts = words(line);
    let Some(first) = firsts.next().and_then(|word| Letters::NONE.with(word)) else { return true };
    if EDGES.first.passes(first.as_str()) {
        let pair = firsts.next().and_then(|second| two(first.as_str(), second));
        if EDGES.alone.passes(first.as_str()) || pair.is_none_or(|pair| EDGES.pairs.passes(pair.as_str())) {
            return true;
        }
    }
    line.starts_with('©')
        || line.ends_with(')')
        || (has_byte(line, |byte| matches!(byte, b'>' | b'|' | b'/' | 0xba | 0xbb))
            && SEPARATORS.iter().any(|sign| line.contains(sign)))
}

/// Words in small letters, a few bytes at most.
#[derive(Clone, Copy)]
struct Letters {
    bytes: [u8; 48],
    length: usize,
}

impl Letters {
    const NONE: Self = Self { bytes: [0; 48], length: 0 };

    /// The same with more; `None` where there are other letters than those of ASCII, or no room.
    fn with(mut self, more: &str) -> Option<Self> {
        let end = self.length + more.len();
        let room = self.bytes.get_mut(self.length..end).filter(|_| more.is_ascii())?;
        room.copy_from_slice(more.as_bytes());
        room.make_ascii_lowercase();
        self.length = end;
        Some(self)
    }

    fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.length]).unwrap_or_default()
    }
}

/// The kind that a line is of by its phrase. The line is in small letters, with single spaces and straight
/// apostrophes.
pub(super) fn kind_of(line: &str) -> Option<StrayKind> {
    let bare = line.trim_matches(|c: char| !c.is_alphanumeric());
    if let Ok(at) = SIGNS.whole.binary_search_by_key(&bare, |(phrase, _)| phrase) {
        return Some(SIGNS.whole[at].1);
    }
    let starts = |phrase: &str| {
        line.strip_prefix(phrase)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric) && !rest.is_empty())
    };
    if let Some((_, kind)) = SIGNS.start.iter().find(|(phrase, _)| starts(phrase)) {
        return Some(*kind);
    }
    // "Workers on the dam. (AP Photo/Ruth Vann)": the photographer's name ends the line.
    if line.ends_with(')') && line.contains("(ap photo/") {
        return Some(StrayKind::Credit);
    }
    let line = line.trim_end_matches('.');
    SIGNS.end.iter().find(|(phrase, _)| line.ends_with(phrase)).map(|(_, kind)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_phrase_is_overlooked() {
        let lines = SIGNS.whole.iter().map(|(phrase, _)| (*phrase).to_owned());
        let lines = lines.chain(SIGNS.start.iter().map(|(phrase, _)| format!("{phrase} and so on")));
        let lines = lines.chain(SIGNS.end.iter().map(|(phrase, _)| format!("It rained {phrase}.")));
        for line in lines {
            for line in [line.clone(), line.to_uppercase(), line.replace('\'', "’"), format!("“{line}”")]
            {
                let lower = line.to_lowercase().replace('’', "'");
                assert!(kind_of(&lower).is_none() || may_be_stray(&line), "{line}");
            }
        }
        assert!(!may_be_stray("The council voted on Tuesday to close the dam."));
    }

    #[test]
    fn a_phrase_at_the_end_begins_with_a_sign_or_has_several_words() {
        // Otherwise it could end a longer word, which the sieve does not know.
        for (phrase, _) in &SIGNS.end {
            assert!(words(phrase).next_back().is_some_and(|word| !phrase.starts_with(word)), "{phrase}");
        }
    }
}
