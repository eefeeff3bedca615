//! Cuts a paragraph into numbers, words and single marks.

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    /// Digits, with what groups them and their decimals: "3,400", "2.5", "2½".
    Number(f64),
    /// A letter and what follows it without a break: "homes", "island's", "G7".
    Word,
    /// One character that is none of these and no white space.
    Mark,
}

/// A number, a word or a mark, and where it lies in its paragraph, in code points.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub kind: Kind,
    /// Its text in lower case, with plain apostrophes.
    pub text: String,
    /// Whether its first letter is a capital.
    pub is_capital: bool,
    pub start: u32,
    pub end: u32,
}

/// Whether a character may stand between two groups of three digits: the comma, and the spaces that keep a
/// number on one line (no-break, narrow no-break, thin). Points and plain spaces are out of scope, because
/// "3.400" and "12 300" mean other things in English.
fn groups_digits(character: char) -> bool {
    matches!(character, ',' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// The value of a fraction that is one character.
fn vulgar_fraction(character: char) -> Option<f64> {
    match character {
        '¼' => Some(0.25),
        '½' => Some(0.5),
        '¾' => Some(0.75),
        '⅓' => Some(1.0 / 3.0),
        '⅔' => Some(2.0 / 3.0),
        _ => None,
    }
}

/// Cuts a text into tokens, in order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let characters: Vec<char> = text.chars().collect();
    let get = |at: usize| characters.get(at).copied().unwrap_or(' ');
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < characters.len() {
        let start = at;
        let first = characters[at];
        at += 1;
        let kind = if first.is_whitespace() {
            continue;
        } else if first.is_ascii_digit() || vulgar_fraction(first).is_some() {
            at = start;
            let digit = |at: usize| get(at).is_ascii_digit();
            let mut digits = String::new();
            while digit(at) {
                digits.push(get(at));
                at += 1;
            }
            let group_follows =
                |at: usize| groups_digits(get(at)) && (1..=3).all(|n| digit(at + n)) && !digit(at + 4);
            let can_be_grouped = digits.len() <= 3;
            while can_be_grouped && group_follows(at) {
                digits.extend(&characters[at + 1..at + 4]);
                at += 4;
            }
            if get(at) == '.' && digit(at + 1) && at > start {
                digits.push('.');
                at += 1;
                while digit(at) {
                    digits.push(get(at));
                    at += 1;
                }
            }
            let mut value = digits.parse().unwrap_or(0.0);
            if let Some(fraction) = vulgar_fraction(get(at)) {
                value += fraction;
                at += 1;
            }
            Kind::Number(value)
        } else if first.is_alphabetic() {
            let joins = |at: usize| matches!(get(at), '\'' | '’') && get(at + 1).is_alphabetic();
            while get(at).is_alphanumeric() || joins(at) {
                at += 1;
            }
            Kind::Word
        } else {
            Kind::Mark
        };
        let text: String = characters[start..at]
            .iter()
            .flat_map(|c| c.to_lowercase())
            .map(|c| if c == '’' { '\'' } else { c })
            .collect();
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        tokens.push(Token {
            kind,
            text,
            is_capital: first.is_uppercase(),
            start: offset(start),
            end: offset(at),
        });
    }
    tokens
}
