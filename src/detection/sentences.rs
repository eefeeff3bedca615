//! A paragraph as sentences in which each quotation is one token, so that the same patterns read a quote of one
//! word and one of ten sentences.

use super::marks::quotations;
use super::tokens::{Class, Token, add_tokens};
use super::words::WordClass;

/// A paragraph, its quotations taken as one token each.
pub(super) struct Units<'a> {
    /// Its tokens, with places in bytes of the paragraph.
    pub tokens: Vec<Token<'a>>,
    /// The tokens of each sentence: first, and after its last.
    pub sentences: Vec<(usize, usize)>,
}

impl<'a> Units<'a> {
    /// Cuts a paragraph.
    pub fn new(paragraph: &'a str) -> Self {
        let mut marked = quotations(paragraph);
        let mut reach = 0;
        marked.retain(|range| {
            let is_outer = range.start >= reach;
            reach = reach.max(range.end);
            is_outer
        });
        // A word and its space have some six letters.
        let mut list = Vec::with_capacity(paragraph.len() / 4);
        let mut at = 0;
        for range in marked {
            add_tokens(&mut list, paragraph, at, range.start);
            at = range.end;
            // Within a name it is passed over, so that the name stays one.
            if is_nickname(paragraph, range.clone()) {
                continue;
            }
            list.push(Token {
                text: &paragraph[range.clone()],
                start: range.start,
                end: range.end,
                class: Class::Quote,
                ..Token::default()
            });
        }
        add_tokens(&mut list, paragraph, at, paragraph.len());
        let sentences = cut(&list);
        Self { tokens: list, sentences }
    }
}

/// "James “Jim” Brand": a capitalised word or two between two others.
fn is_nickname(paragraph: &str, range: std::ops::Range<usize>) -> bool {
    let capital = |word: Option<&str>| word.is_some_and(|word| word.starts_with(char::is_uppercase));
    let before =
        paragraph[..range.start].strip_suffix(' ').map(|text| text.rsplit(' ').next().unwrap_or(text));
    let after = paragraph[range.end..].strip_prefix(' ').and_then(|text| text.split(' ').next());
    let inner = paragraph[range].trim_matches(super::marks::is_mark);
    inner.split(' ').count() <= 2
        && inner.split(' ').all(|word| capital(Some(word)))
        && inner.ends_with(char::is_alphanumeric)
        && capital(before.filter(|word| word.ends_with(char::is_alphabetic)))
        && capital(after)
}

/// How a quotation ends: its last sign before the closing mark.
pub(super) fn last_sign(quote: &str) -> Option<char> {
    quote.trim_end_matches(|c: char| super::marks::is_mark(c) || c.is_whitespace()).chars().next_back()
}

/// No sentence that a reader follows has more tokens; a text without full stops is cut there.
const LONGEST: usize = 300;

fn cut(tokens: &[Token]) -> Vec<(usize, usize)> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, token) in tokens.iter().enumerate() {
        let next = tokens.get(at + 1);
        let begins = || next.is_none_or(|next| next.is_capital() || !next.is_word() || starts_number(next));
        let ends = match token.class {
            // "(D-Skerry.)" and "R-Skerry., said" go on.
            Class::Stop => {
                begins()
                    && next.is_none_or(|next| {
                        !matches!(next.class, Class::Stop | Class::Comma)
                            && !next.text.starts_with([')', ']'])
                    })
            }
            Class::Quote => match last_sign(token.text) {
                Some('.' | '…' | '。') => {
                    begins()
                        && next.is_none_or(|next| {
                            next.class != Class::Comma
                                && next.class != Class::Dash
                                && next.class != Class::Stop
                        })
                }
                // "…?” Okafor asked" goes on; so may "…!” the mayor cried".
                Some('?' | '!' | '？' | '！') => next.is_none_or(|next| {
                    next.class == Class::Quote || (next.is_capital() && !speaks_soon(&tokens[at + 1..]))
                }),
                _ => false,
            },
            _ => false,
        };
        if ends || at + 1 - start == LONGEST {
            sentences.push((start, at + 1));
            start = at + 1;
        }
    }
    if start < tokens.len() {
        sentences.push((start, tokens.len()));
    }
    sentences
}

fn starts_number(token: &Token) -> bool {
    token.text.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a cue and an end come within a few words.
fn speaks_soon(tokens: &[Token]) -> bool {
    let place = tokens
        .iter()
        .take(9)
        .take_while(|token| token.class != Class::Stop)
        .position(|t| t.has(WordClass::Cue));
    place.is_some()
}
