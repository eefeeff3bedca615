//! Steps through a text by character, word, sentence and paragraph, by the rules of Unicode (UAX #29).

use std::cell::Cell;
use std::ops::Range;

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use super::cut::sentence_pieces;
use super::{ArticleText, ByteOffset, CodePointOffset, Paragraph, TextRange};

/// How far one step goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A grapheme cluster: what a reader takes for one character.
    Character,
    /// A word. Paragraphs in scripts that write no spaces between words (Thai, Chinese) are cut by a dictionary
    /// where there is one ([`set_dictionary`]), else by what UAX #29 finds without, which may be single characters.
    Word,
    /// A sentence; it never crosses a paragraph's end.
    Sentence,
    /// A paragraph.
    Paragraph,
}

/// Which way a step goes, in the order of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Towards the end of the text.
    Forward,
    /// Towards its start.
    Backward,
}

/// What cuts a paragraph into its words by a dictionary: their places in bytes, in order, without what is between them.
pub type Dictionary = fn(&str) -> Vec<Range<usize>>;

thread_local! {
    static DICTIONARY: Cell<Option<Dictionary>> = const { Cell::new(None) };
}

/// Has a dictionary cut what cannot be cut without. This room has none, it would be megabytes; browsers have one. Only
/// steps ask it, whose answer a person sees: nothing that is stored or found depends on it.
pub fn set_dictionary(dictionary: Dictionary) {
    DICTIONARY.set(Some(dictionary));
}

/// Whether a text has letters of a script that writes no spaces between words: Thai, Lao, Burmese, Khmer (the class
/// `Complex_Context` of UAX #14), kana and Han ideographs. UAX #29, section 4, sends those to a dictionary.
fn needs_dictionary(text: &str) -> bool {
    // All of them take three bytes or more, so that what is written in most alphabets is passed over by bytes.
    text.bytes().any(|byte| byte >= 0xe0)
        && text.chars().any(|letter| {
            matches!(letter,
                '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
                | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
                | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
        })
}

/// Where a step from `from` arrives: forward at the nearest *end* of a unit, backward at the nearest
/// *start*, so that stepping over white space is never a step of its own. At the text's end, and for an
/// offset past it, a forward step stays at the end; a backward one at the start stays there.
pub fn step(text: &ArticleText, from: CodePointOffset, unit: Unit, direction: Direction) -> CodePointOffset {
    let end = text.index().code_points();
    let from = from.min(end);
    if unit == Unit::Character {
        return character_step(text, from, direction);
    }
    match direction {
        Direction::Forward => {
            let first = text.paragraphs().partition_point(|paragraph| paragraph.range.end() <= from);
            text.paragraphs()[first..]
                .iter()
                .find_map(|paragraph| {
                    spans(text, paragraph, unit).into_iter().map(TextRange::end).find(|edge| *edge > from)
                })
                .unwrap_or(end)
        }
        Direction::Backward => {
            let last = text.paragraphs().partition_point(|paragraph| paragraph.range.start() < from);
            text.paragraphs()[..last]
                .iter()
                .rev()
                .find_map(|paragraph| {
                    spans(text, paragraph, unit)
                        .into_iter()
                        .rev()
                        .map(TextRange::start)
                        .find(|edge| *edge < from)
                })
                .unwrap_or_default()
        }
    }
}

/// The sentences of a paragraph, without the white space around them.
///
/// UAX #29 ends a sentence after every full stop before a capital letter; a stop after a title, an initial
/// or one of the news's common abbreviations is told from one here.
pub fn sentences(text: &ArticleText, paragraph: &Paragraph) -> Vec<TextRange> {
    place(text, paragraph, sentence_texts(&paragraph.text))
}

/// The same as pieces of a paragraph's text, with the white space after them and their places in bytes.
pub fn sentence_texts(paragraph: &str) -> Vec<(usize, &str)> {
    let mut sentences: Vec<(usize, &str)> = Vec::new();
    for (at, piece) in sentence_pieces(paragraph) {
        match sentences.last_mut() {
            Some((start, open)) if runs_on(open) => *open = &paragraph[*start..at + piece.len()],
            _ => sentences.push((at, piece)),
        }
    }
    sentences
}

/// The sentence at an offset; between two sentences of a paragraph the one before, between paragraphs none.
pub fn sentence_at(text: &ArticleText, at: CodePointOffset) -> Option<TextRange> {
    let number = text.paragraphs().partition_point(|paragraph| paragraph.range.end() < at);
    let paragraph = text.paragraphs().get(number).filter(|paragraph| paragraph.range.start() <= at)?;
    let sentences = sentences(text, paragraph);
    let before = sentences.partition_point(|sentence| sentence.start() <= at);
    sentences.get(before.saturating_sub(1)).copied()
}

/// Abbreviations that news stories put before a capital letter in mid-sentence.
const NO_END: [&str; 30] = [
    "Mr", "Mrs", "Ms", "Mx", "Dr", "Prof", "Sen", "Rep", "Gov", "Gen", "Col", "Maj", "Capt", "Lt", "Sgt",
    "Rev", "Hon", "Pres", "Supt", "Insp", "St", "Mt", "Ft", "No", "vs", "approx", "Jr", "Sr", "Fig", "al",
];

fn runs_on(sentence: &str) -> bool {
    let Some(body) = sentence.trim_end().strip_suffix('.') else { return false };
    let start = body
        .rfind(|c: char| c.is_whitespace() || "(“\"‘'[".contains(c))
        .map_or(0, |at| at + body[at..].chars().next().map_or(0, char::len_utf8));
    let word = &body[start..];
    // A single capital is an initial ("J. Okafor"), unless it is the pronoun.
    let mut letters = word.chars();
    let is_initial =
        matches!((letters.next(), letters.next()), (Some(letter), None) if letter.is_uppercase());
    (is_initial && word != "I") || NO_END.contains(&word)
}

/// The units of one kind in a paragraph, in order.
pub(super) fn spans(text: &ArticleText, paragraph: &Paragraph, unit: Unit) -> Vec<TextRange> {
    match unit {
        Unit::Sentence => sentences(text, paragraph),
        Unit::Word => match DICTIONARY.get().filter(|_| needs_dictionary(&paragraph.text)) {
            Some(cut) => {
                let words = cut(&paragraph.text).into_iter();
                place(text, paragraph, words.filter_map(|word| Some((word.start, paragraph.text.get(word)?))))
            }
            None => place(text, paragraph, paragraph.text.unicode_word_indices()),
        },
        Unit::Character | Unit::Paragraph => place(text, paragraph, [(0, paragraph.text.as_str())]),
    }
}

/// Turns pieces of a paragraph, each with its byte offset there, into trimmed ranges of the text.
fn place<'a>(
    text: &ArticleText,
    paragraph: &Paragraph,
    pieces: impl IntoIterator<Item = (usize, &'a str)>,
) -> Vec<TextRange> {
    let Some(base) = text.index().byte_of(text.as_str(), paragraph.range.start()) else { return Vec::new() };
    let point = |byte: usize| {
        text.index().code_point_of_byte(text.as_str(), ByteOffset::from_count(base.get() + byte))
    };
    pieces
        .into_iter()
        .filter_map(|(at, piece)| {
            let start = at + piece.len() - piece.trim_start().len();
            TextRange::new(point(start)?, point(start + piece.trim().len())?)
        })
        .collect()
}

fn character_step(text: &ArticleText, from: CodePointOffset, direction: Direction) -> CodePointOffset {
    let (source, index) = (text.as_str(), text.index());
    let Some(byte) = index.byte_of(source, from) else { return from };
    // The whole text is one chunk, so the cursor always has an answer.
    let mut cursor = GraphemeCursor::new(byte.get(), source.len(), true);
    let edge = match direction {
        Direction::Forward => cursor.next_boundary(source, 0),
        Direction::Backward => cursor.prev_boundary(source, 0),
    };
    edge.ok()
        .flatten()
        .and_then(|byte| index.code_point_of_byte(source, ByteOffset::from_count(byte)))
        .unwrap_or(from)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws every edge that stepping through the text arrives at as a bar.
    fn draw(source: &str, unit: Unit, direction: Direction) -> String {
        let (text, _) = ArticleText::new(source);
        let end = text.index().code_points();
        let mut edges = Vec::new();
        let mut at = if direction == Direction::Forward { CodePointOffset(0) } else { end };
        loop {
            let next = step(&text, at, unit, direction);
            if next == at {
                break;
            }
            edges.push(next.get());
            at = next;
        }
        let mut drawing = String::new();
        for (number, character) in source.chars().map(Some).chain([None]).enumerate() {
            if edges.contains(&number) {
                drawing.push('|');
            }
            drawing.extend(character);
        }
        drawing
    }

    #[test]
    fn a_dictionary_cuts_what_is_written_without_spaces() {
        /// A dictionary of one word, which knows everything else by its spaces.
        fn cut(text: &str) -> Vec<Range<usize>> {
            let at = |piece: &str| piece.as_ptr() as usize - text.as_ptr() as usize;
            let mut words = Vec::new();
            for piece in text.split(' ') {
                let (start, end) = (at(piece), at(piece) + piece.len());
                let middle = if piece.starts_with('渡') { start + "渡輪".len() } else { end };
                words.extend([start..middle, middle..end].into_iter().filter(|word| !word.is_empty()));
            }
            words
        }
        let source = "渡輪已到 ok";
        assert_eq!(draw(source, Unit::Word, Direction::Forward), "渡|輪|已|到| ok|");
        set_dictionary(cut);
        assert_eq!(draw(source, Unit::Word, Direction::Forward), "渡輪|已到| ok|");
        assert_eq!(draw(source, Unit::Word, Direction::Backward), "|渡輪|已到 |ok");
        // What has spaces is cut by the rules alone, whatever a dictionary says of it.
        assert_eq!(draw("It can't.", Unit::Word, Direction::Forward), "It| can't|.|");
    }

    #[test]
    fn the_sentence_at_an_offset() {
        let (text, _) = ArticleText::new("  One. Mr. Two!\n\nThree?");
        let at =
            |offset| sentence_at(&text, CodePointOffset(offset)).map(|found| text.slice(found).to_owned());
        let found: Vec<_> = (0..=text.index().code_points().0 + 1).map(at).collect();
        let one = text.as_str().find("One.").and_then(|start| u32::try_from(start).ok()).unwrap_or_default();
        for (offset, found) in (0..).zip(&found) {
            let expected = match offset {
                offset if offset < one + 5 => Some("One."),
                offset if offset <= one + 13 => Some("Mr. Two!"),
                offset if offset == one + 14 => None,
                offset if offset <= one + 21 => Some("Three?"),
                _ => None,
            };
            assert_eq!(found.as_deref(), expected, "at {offset}");
        }
    }

    #[test]
    fn steps_are_drawn() {
        use Direction::{Backward, Forward};
        use Unit::{Character, Paragraph, Sentence, Word};
        let cases = [
            ("We won, 3–2.", Word, Forward, "We| won|, 3|–2|.|"),
            ("We won, 3–2.", Word, Backward, "|We |won, |3–|2."),
            ("can’t stop", Word, Forward, "can’t| stop|"),
            ("a👩\u{200d}👧e\u{301}", Character, Forward, "a|👩\u{200d}👧|e\u{301}|"),
            ("a👩\u{200d}👧e\u{301}", Character, Backward, "|a|👩\u{200d}👧|e\u{301}"),
            ("One. Two!\n\nThree?", Sentence, Forward, "One.| Two!|\n\nThree?|"),
            ("One. Two!\n\nThree?", Sentence, Backward, "|One. |Two!\n\n|Three?"),
            ("Mr. Brandt met J. Okafor. He left.", Sentence, Forward, "Mr. Brandt met J. Okafor.| He left.|"),
            ("So did I. We left.", Sentence, Forward, "So did I.| We left.|"),
            ("“We won.” She left.", Sentence, Forward, "“We won.”| She left.|"),
            ("東京は雨。明日は晴れ。", Sentence, Forward, "東京は雨。|明日は晴れ。|"),
            ("مرحبا بالعالم. أهلا؟ نعم", Sentence, Forward, "مرحبا بالعالم.| أهلا؟| نعم|"),
            ("One.\n\nTwo.", Paragraph, Forward, "One.|\n\nTwo.|"),
            ("One.\n\nTwo.", Paragraph, Backward, "|One.\n\n|Two."),
            ("", Word, Forward, ""),
        ];
        for (source, unit, direction, expected) in cases {
            assert_eq!(draw(source, unit, direction), expected, "{unit:?} {direction:?}");
        }
    }
}
