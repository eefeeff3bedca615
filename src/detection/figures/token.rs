//! Cuts a paragraph into numbers, words and single marks.

use std::ops::Range;

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
    /// Where its text lies among the letters of its [`Page`].
    letters: (u32, u32),
    /// Whether its first letter is a capital.
    pub is_capital: bool,
    pub start: u32,
    pub end: u32,
}

/// The tokens of a paragraph. It is made once and filled again for each paragraph.
#[derive(Default)]
pub(super) struct Page {
    pub tokens: Vec<Token>,
    /// The text of the paragraph with small letters of ASCII, and after it the texts of those tokens that are not ASCII,
    /// in lower case, with plain apostrophes.
    letters: String,
    /// Digits without what groups them.
    digits: String,
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

/// A text that is read character by character, with its place in code points.
struct Reader<'a> {
    text: &'a str,
    byte: usize,
    /// How many bytes before are not the first of their character.
    within: usize,
}

impl Reader<'_> {
    /// How many code points are read.
    fn point(&self) -> u32 {
        u32::try_from(self.byte - self.within).unwrap_or(u32::MAX)
    }

    /// The character after so many others; a space past the end.
    fn ahead(&self, skipped: usize) -> char {
        match self.text.as_bytes().get(self.byte) {
            Some(byte) if skipped == 0 && byte.is_ascii() => char::from(*byte),
            _ => self.text[self.byte..].chars().nth(skipped).unwrap_or(' '),
        }
    }

    fn is_digit(&self, skipped: usize) -> bool {
        self.ahead(skipped).is_ascii_digit()
    }

    /// Goes on behind the letters of ASCII that are next.
    fn pass_letters(&mut self) {
        let rest = &self.text.as_bytes()[self.byte..];
        let letters = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        self.byte += letters;
    }

    /// Goes on behind the character that is next.
    fn pass(&mut self, character: char) {
        self.byte += character.len_utf8();
        self.within += character.len_utf8() - 1;
    }
}

impl Page {
    /// The text of a token of this page.
    pub fn text(&self, token: &Token) -> &str {
        &self.letters[token.letters.0 as usize..token.letters.1 as usize]
    }

    /// Cuts a text into tokens, in order, in the place of those before.
    pub fn read(&mut self, text: &str) {
        self.tokens.clear();
        // Where nothing but ASCII is in a token, its letters are those of the text at the same place.
        self.letters.clear();
        self.letters.push_str(text);
        self.letters.make_ascii_lowercase();
        let mut reader = Reader { text, byte: 0, within: 0 };
        while let Some(byte) = text.as_bytes().get(reader.byte) {
            if *byte == b' ' {
                reader.byte += 1;
                continue;
            }
            let (from, within, start) = (reader.byte, reader.within, reader.point());
            if byte.is_ascii_alphabetic() {
                reader.pass_letters();
                // Most words are over here.
                if matches!(text.as_bytes().get(reader.byte), None | Some(b' ' | b',' | b'.')) {
                    self.add(Kind::Word, from..reader.byte, byte.is_ascii_uppercase(), start..reader.point());
                    continue;
                }
                (reader.byte, reader.within) = (from, within);
            }
            let first = reader.ahead(0);
            if first.is_whitespace() {
                reader.pass(first);
                continue;
            }
            let kind = if first.is_alphabetic() {
                loop {
                    reader.pass_letters();
                    let next = reader.ahead(0);
                    let joins = || matches!(next, '\'' | '’') && reader.ahead(1).is_alphabetic();
                    if !next.is_alphanumeric() && !joins() {
                        break;
                    }
                    reader.pass(next);
                }
                Kind::Word
            } else if first.is_ascii_digit() || vulgar_fraction(first).is_some() {
                Kind::Number(self.number(&mut reader))
            } else {
                reader.pass(first);
                Kind::Mark
            };
            let is_ascii = reader.within == within;
            let letters = if is_ascii { from..reader.byte } else { self.lower(&text[from..reader.byte]) };
            self.add(kind, letters, first.is_uppercase(), start..reader.point());
        }
    }

    /// Adds a token, given the place of its letters among those of the page and its own in the paragraph.
    fn add(&mut self, kind: Kind, letters: Range<usize>, is_capital: bool, place: Range<u32>) {
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let letters = (offset(letters.start), offset(letters.end));
        self.tokens.push(Token { kind, letters, is_capital, start: place.start, end: place.end });
    }

    /// Reads the digits that begin here, with what groups them, decimals and a fraction.
    fn number(&mut self, reader: &mut Reader) -> f64 {
        let digits = &mut self.digits;
        digits.clear();
        let pass = |reader: &mut Reader, digits: &mut String| {
            while reader.is_digit(0) {
                let digit = reader.ahead(0);
                digits.push(digit);
                reader.pass(digit);
            }
        };
        pass(reader, digits);
        let can_be_grouped = digits.len() <= 3;
        while can_be_grouped
            && groups_digits(reader.ahead(0))
            && (1..=3).all(|n| reader.is_digit(n))
            && !reader.is_digit(4)
        {
            reader.pass(reader.ahead(0));
            pass(reader, digits);
        }
        if reader.ahead(0) == '.' && reader.is_digit(1) && !digits.is_empty() {
            digits.push('.');
            reader.pass('.');
            pass(reader, digits);
        }
        let mut value = digits.parse().unwrap_or(0.0);
        if let Some(fraction) = vulgar_fraction(reader.ahead(0)) {
            value += fraction;
            reader.pass(reader.ahead(0));
        }
        value
    }

    /// Adds the letters of a token in lower case, with plain apostrophes.
    fn lower(&mut self, piece: &str) -> Range<usize> {
        let from = self.letters.len();
        let lower = piece.chars().flat_map(char::to_lowercase);
        self.letters.extend(lower.map(|c| if c == '’' { '\'' } else { c }));
        from..self.letters.len()
    }
}
