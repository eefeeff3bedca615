//! Words and signs of a stretch of text, with their places in bytes.

use super::marks::is_mark;
use super::words::{Classes, WordClass, classes};
use crate::text::word_pieces;

/// What a token is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Class {
    /// A word or a number; hyphens and the stop of an abbreviation belong to it.
    Word,
    /// A quotation mark of any family, opening or closing.
    Mark,
    /// A comma.
    Comma,
    /// A colon.
    Colon,
    /// A sign that ends a sentence.
    Stop,
    /// A dash, or two hyphens.
    Dash,
    /// A whole quotation with its marks, where a list of tokens takes it as one.
    Quote,
    /// Anything else that is not white space.
    #[default]
    Other,
}

/// A word or a sign.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Token<'a> {
    /// As it stands in the text.
    pub text: &'a str,
    /// Its first byte in the text.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// What it is.
    pub class: Class,
    /// What it does, if it is a word.
    pub does: Classes,
    /// Whether it is a word that begins with a capital, perhaps after an article as in "al-Hassan".
    pub capital: bool,
}

impl Token<'_> {
    /// Whether it is a word.
    pub fn is_word(&self) -> bool {
        self.class == Class::Word
    }

    /// Whether it is a word of a class.
    pub fn has(&self, class: WordClass) -> bool {
        self.does.has(class)
    }

    /// Whether it is a word that begins with a capital, perhaps after an article as in "al-Hassan".
    pub fn is_capital(&self) -> bool {
        self.capital
    }

    /// Whether it is this word, in any case of ASCII letters.
    pub fn is(&self, word: &str) -> bool {
        self.text.eq_ignore_ascii_case(word)
    }

    /// In small letters.
    pub fn lower(&self) -> String {
        self.text.to_lowercase()
    }

    /// Whether it ends in the possessive s.
    pub fn is_possessive(&self) -> bool {
        self.is_word() && bare(self.text).len() < self.text.len()
    }
}

/// A word without its possessive s.
pub(super) fn bare(word: &str) -> &str {
    // The last bytes of them all; most words end in another one.
    if !word.as_bytes().last().is_some_and(|last| matches!(last, b's' | b'S' | b'\'' | 0x99)) {
        return word;
    }
    ["'s", "’s", "'S", "’S", "'", "’"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word)
}

fn has_capital(word: &str) -> bool {
    // Most words begin with a letter of ASCII and have no hyphen.
    match word.as_bytes() {
        [b'A'..=b'Z', ..] => true,
        [b'a'..=b'z', rest @ ..] if !rest.iter().any(|byte| matches!(byte, b'-' | 0xe2)) => false,
        _ => word.split(['-', '\u{2010}', '\u{2011}']).any(begins_upper),
    }
}

fn begins_upper(word: &str) -> bool {
    word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)
}

/// Abbreviations whose stop ends no sentence; each begins with a capital.
const ABBREVIATIONS: [&str; 34] = [
    "Mr", "Mrs", "Ms", "Mx", "Dr", "Prof", "Sen", "Rep", "Gov", "Gen", "Col", "Maj", "Capt", "Lt", "Sgt",
    "Rev", "Hon", "Pres", "Supt", "Insp", "St", "Mt", "Ft", "Jr", "Sr", "Sens", "Reps", "Adm", "Cmdr", "Det",
    "Messrs", "Atty", "Dist", "Mme",
];

fn takes_stop(word: &str) -> bool {
    let mut letters = word.chars();
    let first = letters.next();
    match letters.next() {
        None => first.is_some_and(char::is_uppercase) && word != "I",
        // "U.S" comes as one word; the stop after it is its own.
        Some('.') => true,
        Some(_) => {
            let is_capital = first.is_some_and(|first| first.is_ascii_uppercase());
            word == "vs" || (is_capital && ABBREVIATIONS.contains(&word))
        }
    }
}

/// The tokens of `source[from..to]`. Both edges must lie between characters; otherwise there are none.
pub(super) fn tokens(source: &str, from: usize, to: usize) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    add_tokens(&mut tokens, source, from, to);
    tokens
}

/// Adds the tokens of `source[from..to]` to others, of which none is touched.
pub(super) fn add_tokens<'a>(tokens: &mut Vec<Token<'a>>, source: &'a str, from: usize, to: usize) {
    let Some(window) = source.get(from..to) else { return };
    let first = tokens.len();
    for (at, piece) in word_pieces(window) {
        if piece.starts_with(' ') {
            continue;
        }
        let (start, end) = (from + at, from + at + piece.len());
        let Some(sign) = piece.chars().next() else { continue };
        if sign.is_whitespace() {
            continue;
        }
        let is_word = sign.is_alphanumeric() || (piece.len() > 1 && piece.chars().any(char::is_alphanumeric));
        if let Some(last) = tokens[first..].last_mut()
            && last.end == start
            && last.is_word()
        {
            let after = &window[at + piece.len()..];
            let joins = matches!(piece, "-" | "\u{2010}" | "\u{2011}") && !after.starts_with('-');
            // "9/11", "24/7"
            let is_date = piece == "/"
                && last.text.bytes().all(|byte| byte.is_ascii_digit())
                && after.starts_with(|c: char| c.is_ascii_digit());
            let joins = joins || is_date || (is_word && last.text.ends_with('/'));
            let goes_on = is_word && last.text.ends_with(['-', '\u{2010}', '\u{2011}']);
            if joins || goes_on || (piece == "." && takes_stop(last.text)) {
                *last = Token { text: &source[last.start..end], end, ..*last };
                continue;
            }
        }
        let class = match sign {
            _ if is_word => Class::Word,
            ',' | '،' | '、' | '，' => Class::Comma,
            ':' | '：' => Class::Colon,
            '.' | '?' | '!' | '。' | '？' | '！' | '؟' => Class::Stop,
            '—' | '–' | '―' | '-' => Class::Dash,
            c if is_mark(c) => Class::Mark,
            _ => Class::Other,
        };
        tokens.push(Token { text: piece, start, end, class, ..Token::default() });
    }
    for token in &mut tokens[first..] {
        if token.is_word() {
            token.does = classes(token.text);
            token.capital = has_capital(token.text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_hyphens_and_stops() {
        let cases = [
            ("Mr. al-Hassan left.", "Mr.|al-Hassan|left|."),
            ("J. K. O’Neill’s", "J.|K.|O’Neill’s"),
            ("“We won,” said U.S. officials", "“|We|won|,|”|said|U.S.|officials"),
            ("late--she said", "late|-|-|she|said"),
            ("So did I.", "So|did|I|."),
            ("a well\u{2011}known al\u{2010}Hassan", "a|well\u{2011}known|al\u{2010}Hassan"),
        ];
        for (source, expected) in cases {
            let words: Vec<_> = tokens(source, 0, source.len()).iter().map(|token| token.text).collect();
            assert_eq!(words.join("|"), expected, "{source}");
        }
    }
}
