//! Quotation marks: which belong together, and how much of a quote lies inside them.

use std::ops::Range;

use crate::annotation::{Parts, QuoteType};
use crate::text::{ArticleText, Paragraph};

/// Whether a character is used as a quotation mark, an apostrophe's sign included.
pub(super) fn is_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '“'
            | '”'
            | '„'
            | '‟'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '‘'
            | '’'
            | '‚'
            | '‛'
            | '\''
            | '「'
            | '」'
            | '『'
            | '』'
            | '〝'
            | '〞'
            | '〟'
            | '＂'
    )
}

/// Whether the first byte of a quotation mark is this; others have it, too.
fn begins_mark(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | 0xc2 | 0xe2 | 0xe3 | 0xef)
}

/// The signs that close what a sign opens; none for a sign that opens nothing.
fn closers(opener: char) -> &'static str {
    match opener {
        '"' | '＂' => "\"＂",
        // A careless editor closes a curly mark by a straight one.
        '“' | '‟' => "”\"",
        // Swedish and Finnish open and close with the same sign.
        '”' => "”",
        '„' => "“”\"",
        '«' => "»",
        '»' => "«»",
        '‹' => "›",
        '›' => "‹",
        '‘' | '‛' => "’",
        '‚' => "‘’",
        '\'' => "'",
        '「' => "」",
        '『' => "』",
        '〝' => "〞〟",
        _ => "",
    }
}

/// No writer nests marks deeper; a text of nothing but opening marks must not take time for each of them.
const DEEPEST: usize = 16;

/// Words that begin with an apostrophe, without it.
const ELISIONS: [&str; 9] = ["tis", "twas", "em", "til", "cause", "n", "round", "bout", "nuff"];

/// The quotations of a paragraph in bytes, marks included, nested ones too, in order. One that is never closed
/// runs to the paragraph's end, as where a quote goes on in the next paragraph; a lone single mark is an
/// apostrophe and opens none.
pub(super) fn quotations(paragraph: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open: Vec<(usize, char)> = Vec::new();
    let bytes = paragraph.as_bytes();
    let mut from = 0;
    while let Some(at) = bytes[from..].iter().position(|byte| begins_mark(*byte)).map(|place| from + place) {
        from = at + 1;
        let mut characters = paragraph[at..].chars();
        let Some(c) = characters.next().filter(|c| is_mark(*c)) else { continue };
        let (before, next) = (paragraph[..at].chars().next_back(), characters.next());
        let word_before = before.is_some_and(char::is_alphanumeric);
        let word_after = next.is_some_and(char::is_alphanumeric);
        let is_single = "'‘’‚‛".contains(c);
        if is_single && word_before && word_after {
            continue;
        }
        let begins = before.is_none_or(|c| c.is_whitespace() || "([—–-/".contains(c) || is_mark(c));
        // A straight mark after a space can only open; everything else closes what it can.
        let closes = open.iter().rposition(|(_, opener)| closers(*opener).contains(c));
        if let Some(place) = closes
            && !(begins && word_after && "\"'”»".contains(c) && before.is_none_or(char::is_whitespace))
        {
            found.push(open[place].0..at + c.len_utf8());
            open.truncate(place);
            continue;
        }
        let can_open = match c {
            '\'' => begins && next.is_some_and(char::is_alphabetic) && !is_elision(&paragraph[at + 1..]),
            '"' | '＂' => begins || !word_before,
            '”' | '»' | '›' => begins && word_after,
            '’' => false,
            _ => !closers(c).is_empty(),
        };
        if can_open && open.len() < DEEPEST {
            open.push((at, c));
        }
    }
    // Only an outermost mark may stay open: an inner one is a slip.
    if let Some((at, c)) = open.first()
        && !"'‘‚‛”".contains(*c)
    {
        found.push(*at..paragraph.len());
    }
    found.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    found
}

fn is_elision(rest: &str) -> bool {
    let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    ELISIONS.iter().any(|elision| elision.eq_ignore_ascii_case(word))
}

/// How a quote gives its speaker's words. Direct: every word of every part is inside quotation marks, its own
/// or marks around it; indirect: none is; mixed: some are. Marks of every family count, nested ones too; an
/// apostrophe is no mark.
pub fn quote_type(text: &ArticleText, content: &Parts) -> QuoteType {
    let (mut inside, mut outside) = (false, false);
    // What has no letters or digits, such as an emoji, is judged by whatever signs it has.
    let (mut sign_inside, mut sign_outside) = (false, false);
    for part in content.iter() {
        for paragraph in text.paragraphs_in(part) {
            let Some((from, to)) = bytes_in(text, paragraph, part) else { continue };
            // Overlapping quotations only grow to the right: one pass over both lists.
            let quotations = quotations(&paragraph.text);
            let mut next = 0;
            let mut reach = 0;
            let Some(words) = paragraph.text.get(from..to) else { continue };
            for (at, c) in words.char_indices() {
                while let Some(quotation) = quotations.get(next).filter(|q| q.start <= from + at) {
                    reach = reach.max(quotation.end);
                    next += 1;
                }
                let is_in = from + at < reach;
                if c.is_alphanumeric() {
                    inside |= is_in;
                    outside |= !is_in;
                } else if !c.is_whitespace() && !is_mark(c) {
                    sign_inside |= is_in;
                    sign_outside |= !is_in;
                }
            }
        }
    }
    if !inside && !outside {
        (inside, outside) = (sign_inside, sign_outside);
    }
    match (inside, outside) {
        (true, false) => QuoteType::Direct,
        (true, true) => QuoteType::Mixed,
        (false, _) => QuoteType::Indirect,
    }
}

/// Where a range lies within a paragraph, in bytes of the paragraph.
fn bytes_in(
    text: &ArticleText,
    paragraph: &Paragraph,
    range: crate::text::TextRange,
) -> Option<(usize, usize)> {
    let byte = |point| Some(text.index().byte_of(text.as_str(), point)?.get());
    let shared = range.intersection(paragraph.range)?;
    let base = byte(paragraph.range.start())?;
    Some((byte(shared.start())? - base, byte(shared.end())? - base))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation;

    #[test]
    fn every_mark_is_found_by_its_first_byte() {
        for mark in (0..=0xffff).filter_map(char::from_u32).filter(|c| is_mark(*c)) {
            assert!(begins_mark(mark.to_string().as_bytes()[0]), "{mark}");
        }
    }

    #[test]
    fn types_are_told_by_the_marks() {
        use QuoteType::{Direct, Indirect, Mixed};
        let cases = [
            ("[q:“We won,”] she said.", Direct),
            ("“[q:We won],” she said.", Direct),
            ("She said [q:they had won].", Indirect),
            ("She said [q:the plan was “a disaster” for all].", Mixed),
            ("[q:“We won,”] she said, [q:“barely.”]", Direct),
            ("[q:“We won,”] she said, [q:and by little].", Mixed),
            ("She said [q:it wasn’t the workers’ fault].", Indirect),
            ("She said [q:it wasn't the workers' fault].", Indirect),
            ("[q:'We can't win',] she said.", Direct),
            ("[q:‘We can’t win,’] she said.", Direct),
            ("[q:\"We won,\"] she said. [q:\"Barely.\"]", Direct),
            ("[q:«On a gagné»], dit-elle.", Direct),
            ("[q:„Wir haben gewonnen“], sagte sie.", Direct),
            ("[q:»Wir haben gewonnen«], sagte sie.", Direct),
            ("[q:”Vi vann”], sade hon.", Direct),
            ("[q:「勝った」]と言った。", Direct),
            ("[q:“He said ‘no’ to us,”] she said.", Direct),
            ("[q:“My words go on in the next paragraph.]", Direct),
            ("He liked [q:the ’90s and rock ’n’ roll].", Indirect),
            ("[q:“👍”] she wrote.", Direct),
            ("She wrote [q:👍].", Indirect),
            ("A 6\" pipe, [q:he said it was].", Indirect),
        ];
        for (source, expected) in cases {
            let marked = notation::parse(source).expect(source);
            let (text, _) = ArticleText::new(&marked.text);
            let parts = Parts::new(marked.ranges_of("q")).expect(source);
            assert_eq!(quote_type(&text, &parts), expected, "{source}");
        }
    }
}
