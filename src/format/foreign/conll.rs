//! CoNLL, IOB2: one token a line with its tag, a blank line after each sentence.
//!
//! Offsets: none. Tokens are the words of UAX #29 and what stands between them, white space left out. A token has
//! one tag: of annotations that overlap, the first in the text is written and the others are left out, and
//! [`write`](fn@write) says how many. It is written only.

use std::rc::Rc;

use unicode_segmentation::UnicodeSegmentation;

use crate::annotation::{Document, Kind};
use crate::text::{TextRange, sentences};

/// A token with its place, in code points.
struct Token<'a> {
    words: &'a str,
    start: u32,
    end: u32,
}

/// Writes articles, and says how many annotations have no place in the file.
pub fn write(documents: &[Rc<Document>]) -> (String, usize) {
    let (mut lines, mut left_out) = (String::new(), 0);
    for document in documents {
        if documents.len() > 1 {
            lines += "-DOCSTART-\tO\n\n";
        }
        left_out += article(&mut lines, document);
    }
    (lines, left_out)
}

fn article(lines: &mut String, document: &Document) -> usize {
    let text = &document.article.text;
    // The parts that are written: none shares a character with one before it.
    let mut written: Vec<(TextRange, Kind)> = Vec::new();
    let mut left_out = 0;
    for annotation in document.annotations.iter() {
        let is_free = |part: TextRange| {
            written.iter().all(|(other, _)| part.end() <= other.start() || other.end() <= part.start())
        };
        if annotation.parts.iter().all(is_free) {
            written.extend(annotation.parts.iter().map(|part| (part, annotation.kind)));
        } else {
            left_out += 1;
        }
    }
    written.sort_unstable_by_key(|(part, _)| part.start());
    let mut next = 0;
    let mut inside = None;
    for paragraph in text.paragraphs() {
        for sentence in sentences(text, paragraph) {
            for token in tokens(text.slice(sentence), sentence.start().0) {
                while written.get(next).is_some_and(|(part, _)| part.end().0 <= token.start) {
                    next += 1;
                }
                // A token that is cut by an edge belongs to the annotation.
                let tag = written.get(next).filter(|(part, _)| part.start().0 < token.end);
                *lines += token.words;
                match tag {
                    Some((_, kind)) => {
                        let first = if inside == Some(next) { "I" } else { "B" };
                        *lines += &format!("\t{first}-{}\n", kind.name().to_uppercase());
                        inside = Some(next);
                    }
                    None => *lines += "\tO\n",
                }
            }
            *lines += "\n";
            // A tag does not go on over the end of a sentence.
            inside = None;
        }
    }
    left_out
}

fn tokens(sentence: &str, start: u32) -> impl Iterator<Item = Token<'_>> {
    let mut at = start;
    sentence.split_word_bounds().filter_map(move |words| {
        let start = at;
        at += u32::try_from(words.chars().count()).unwrap_or_default();
        // What no line can hold is white space to its readers.
        let is_blank = words.chars().all(|c| c.is_whitespace() || c.is_control());
        (!is_blank).then_some(Token { words, start, end: at })
    })
}
