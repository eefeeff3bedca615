//! Reads numbers, in digits and in words, with their scale words.

use std::sync::LazyLock;

use super::super::sieve::Sieve;
use super::token::{Kind, Page, Token};
use super::words::{NO_SHARE, PARTS, SCALES, SMALL, SUFFIXES};

/// A paragraph's tokens, read without ever leaving them.
#[derive(Clone, Copy)]
pub(super) struct Tokens<'a>(pub &'a Page);

impl<'a> Tokens<'a> {
    /// The token at a place.
    pub fn get(self, at: usize) -> Option<&'a Token> {
        self.0.tokens.get(at)
    }

    /// The text of the token at a place; empty outside.
    pub fn text(self, at: usize) -> &'a str {
        self.get(at).map_or("", |token| self.0.text(token))
    }

    /// The text of the token before a place; empty at the start.
    pub fn before(self, at: usize) -> &'a str {
        at.checked_sub(1).map_or("", |at| self.text(at))
    }

    /// The word at a place; empty if there is none.
    pub fn word(self, at: usize) -> &'a str {
        self.get(at).filter(|token| token.kind == Kind::Word).map_or("", |token| self.0.text(token))
    }

    /// The value of the digits at a place.
    pub fn digits(self, at: usize) -> Option<f64> {
        match self.get(at)?.kind {
            Kind::Number(value) => Some(value),
            Kind::Word | Kind::Mark => None,
        }
    }

    /// Whether nothing lies between the token at a place and the one before it.
    pub fn touches(self, at: usize) -> bool {
        match (at.checked_sub(1).and_then(|before| self.get(before)), self.get(at)) {
            (Some(before), Some(token)) => before.end == token.start,
            _ => false,
        }
    }

    /// Whether the words of a phrase stand here; gives the place after them.
    pub fn phrase(self, at: usize, phrase: &str) -> Option<usize> {
        // Asked of many tokens for every phrase, so the common answer comes first.
        let text = self.text(at);
        if phrase.as_bytes().first() != text.as_bytes().first() || !phrase.starts_with(text) {
            return None;
        }
        let mut place = at;
        for word in phrase.split(' ') {
            if self.text(place) != word {
                return None;
            }
            place += 1;
        }
        Some(place)
    }

    /// The place after a hyphen that joins two words, or the place itself.
    pub fn after_hyphen(self, at: usize) -> usize {
        let is_hyphen = matches!(self.text(at), "-" | "\u{2010}" | "\u{2011}");
        if is_hyphen && self.touches(at) && self.touches(at + 1) { at + 1 } else { at }
    }
}

/// A number as it stands in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numeral {
    /// Its value without the last scale word.
    pub value: f64,
    /// What the last scale word multiplies it by; 1 without one.
    pub scale: f64,
    /// The place after its last token.
    pub end: usize,
    /// How it is written.
    pub form: Form,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// "3,400", "12", "84 million".
    Digits,
    /// "twelve", "a dozen", "two million".
    Words,
    /// "a third of", "one in five": a part of a whole, in percent.
    Part,
}

/// Looks a word up in a table.
pub(super) fn look_up(table: &[(&str, f64)], word: &str) -> Option<f64> {
    table.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}

/// For each letter the letters that follow it at the start of a number word, a scale word or a part: a bit for each.
const BEGINNINGS: [u32; 26] = {
    const fn add(mut beginnings: [u32; 26], list: &[(&str, f64)]) -> [u32; 26] {
        let mut number = 0;
        while number < list.len() {
            let word = list[number].0.as_bytes();
            beginnings[(word[0] - b'a') as usize] |= 1 << (word[1] - b'a');
            number += 1;
        }
        beginnings
    }
    add(add(add([0; 26], &SMALL), &SCALES), &PARTS)
};

/// Whether every way to write a number has a token like this: digits, a number word, a scale word, a part.
pub(super) fn is_core(page: &Page, token: &Token) -> bool {
    let is_known = |word: &str| {
        let lists = [SMALL.as_slice(), &SCALES, &PARTS];
        word == "halves" || lists.iter().any(|list| list.iter().any(|(known, _)| *known == word))
    };
    match token.kind {
        Kind::Number(_) => true,
        Kind::Mark => false,
        Kind::Word => {
            let word = page.text(token);
            // No number word is shorter or longer: "one", "seventeens". "Halves" begins as "half" does.
            let [first, second, _, ..] = word.as_bytes() else { return false };
            word.len() <= 10
                && first.is_ascii_lowercase()
                && second.is_ascii_lowercase()
                && BEGINNINGS[usize::from(first - b'a')] >> (second - b'a') & 1 == 1
                && (is_known(word) || word.strip_suffix('s').is_some_and(is_known))
        }
    }
}

/// Reads the number that begins here. `and_joins` says whether "and" may be part of it, which it may not be
/// after "between".
pub(super) fn numeral(tokens: Tokens, at: usize, and_joins: bool) -> Option<Numeral> {
    if !may_begin(tokens, at) {
        return None;
    }
    part(tokens, at).or_else(|| ratio(tokens, at)).or_else(|| whole(tokens, at, and_joins))
}

/// Whether a number can begin with this token: `false` for most of those that begin none.
fn may_begin(tokens: Tokens, at: usize) -> bool {
    static SIEVE: LazyLock<Sieve> =
        LazyLock::new(|| Sieve::new(SMALL.iter().map(|(word, _)| *word).chain(["a", "an", "half"])));
    tokens.digits(at).is_some() || SIEVE.passes(tokens.word(at))
}

/// "two thirds", "a quarter of", "half the".
fn part(tokens: Tokens, at: usize) -> Option<Numeral> {
    let part_of = |at: usize| {
        let name = tokens.word(at);
        PARTS.iter().find(|(part, _)| name == *part).map(|(_, parts)| (*parts, false)).or_else(|| {
            let singular = if name == "halves" { "half" } else { name.strip_suffix('s')? };
            look_up(&PARTS, singular).map(|parts| (parts, true))
        })
    };
    let percent = |value: f64, end| Some(Numeral { value, scale: 1.0, end, form: Form::Part });
    if tokens.word(at) == "half" {
        // "the first half of", "the top half of" are places, not shares.
        let is_share = matches!(tokens.word(at + 1), "of" | "the" | "its" | "their" | "his" | "her" | "all");
        let place_before = NO_SHARE.contains(&tokens.before(at));
        return if is_share && !place_before { percent(50.0, at + 1) } else { None };
    }
    let article = matches!(tokens.word(at), "a" | "an");
    let count = if article { 1.0 } else { look_up(&SMALL, tokens.word(at))? };
    let place = tokens.after_hyphen(at + 1);
    let (parts, is_plural) = part_of(place)?;
    let end = place + 1;
    // "a third man" and "a fifth" may be ordinals, "two quarters" are half a year.
    let is_plain = if count == 1.0 {
        !is_plural && (tokens.word(end) == "of" || place > at + 1 || tokens.before(at) == "by")
    } else {
        is_plural && count < parts && (parts != 4.0 || count == 3.0)
    };
    if is_plain { percent(100.0 * count / parts, end) } else { None }
}

/// "one in five", "9 out of 10".
fn ratio(tokens: Tokens, at: usize) -> Option<Numeral> {
    let plain = |at| tokens.digits(at).or_else(|| look_up(&SMALL, tokens.word(at)));
    let count = plain(at)?;
    let place = tokens.phrase(at + 1, "out of").or_else(|| tokens.phrase(at + 1, "in"))?;
    let of = plain(place)?;
    // What news divides people by. Others are "two in 2024" and "five in seven days".
    const WHOLES: [f64; 15] =
        [2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 12.0, 20.0, 25.0, 50.0, 100.0, 1000.0];
    let is_time = super::amount::measure_at(tokens, place + 1).is_some();
    let is_scaled = look_up(&SCALES, tokens.word(place + 1)).is_some() || tokens.text(place + 1) == "%";
    let is_ratio = count > 0.0 && count < of && count.fract() == 0.0 && WHOLES.contains(&of);
    let is_joined = tokens.touches(place + 1) && matches!(tokens.text(place + 1), "-" | "–" | ":" | "/");
    (is_ratio && !is_time && !is_scaled && !is_joined).then_some(Numeral {
        value: 100.0 * count / of,
        scale: 1.0,
        end: place + 1,
        form: Form::Part,
    })
}

/// "3,400", "84 million", "twenty-one", "two hundred and five", "half a million", "a dozen".
fn whole(tokens: Tokens, at: usize, and_joins: bool) -> Option<Numeral> {
    let scale_at = |at: usize| look_up(&SCALES, tokens.word(at));
    let scaled = |value: f64, end: usize, form| {
        let place = tokens.after_hyphen(end);
        if let Some(scale) = scale_at(place) {
            return Numeral { value, scale, end: place + 1, form };
        }
        match look_up(&SUFFIXES, tokens.word(end)) {
            Some(scale) if form == Form::Digits && tokens.touches(end) => {
                Numeral { value, scale, end: end + 1, form }
            }
            _ => Numeral { value, scale: 1.0, end, form },
        }
    };
    if let Some(value) = tokens.digits(at) {
        return Some(scaled(value, at + 1, Form::Digits));
    }
    if tokens.word(at) == "half" && matches!(tokens.word(at + 1), "a" | "an") {
        let place = at + 2;
        return match scale_at(place) {
            Some(scale) => Some(Numeral { value: 0.5, scale, end: place + 1, form: Form::Words }),
            None => super::amount::measure_at(tokens, place).map(|_| Numeral {
                value: 0.5,
                scale: 1.0,
                end: place,
                form: Form::Words,
            }),
        };
    }
    let mut place = at;
    let (mut total, mut current) = (0.0, 0.0);
    if matches!(tokens.word(at), "a" | "an") {
        // Only before a scale word: "a million".
        scale_at(at + 1)?;
        current = 1.0;
        place += 1;
    }
    let mut last_scale = None;
    let mut last_small = None;
    loop {
        let joined = if place > at { tokens.after_hyphen(place) } else { place };
        if let Some(small) = look_up(&SMALL, tokens.word(joined)) {
            // "twenty-one" and "hundred one" are one number, "three four" and "twelve-two" are not.
            let fits = match last_small {
                None => true,
                Some(last) => last >= 20.0 && (1.0..10.0).contains(&small) && joined > place,
            };
            if !fits {
                break;
            }
            current += small;
            last_small = Some(small);
            last_scale = None;
            place = joined + 1;
        } else if let Some(scale) = scale_at(joined).filter(|_| place > at) {
            last_scale = Some((total, current, scale));
            if scale < 1e3 {
                current *= scale;
            } else {
                total += current * scale;
                current = 0.0;
            }
            last_small = None;
            place = joined + 1;
        } else if let Some(end) = tokens.phrase(place, "and a half").filter(|_| last_small.is_some()) {
            current += 0.5;
            place = end;
        } else if and_joins
            && last_scale.is_some_and(|(_, _, scale)| scale <= 1e3)
            && tokens.word(place) == "and"
            && let Some(small) = look_up(&SMALL, tokens.word(place + 1))
            && small >= 1.0
            && scale_at(place + 2).is_none()
        {
            place += 1;
        } else {
            break;
        }
    }
    if place == at {
        return None;
    }
    let value = total + current;
    // The last scale word is kept apart where it multiplies all before it, for ranges to share.
    Some(match last_scale {
        Some((0.0, factor, scale)) => Numeral { value: factor, scale, end: place, form: Form::Words },
        _ => Numeral { value, scale: 1.0, end: place, form: Form::Words },
    })
}
