//! Every place where a passage stands in a text.

use unicode_segmentation::UnicodeSegmentation;

use super::{ArticleText, ByteOffset, CodePointOffset, Paragraph, TextRange};

/// How a passage is looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FindOptions {
    /// Only where its edges are edges of words by UAX #29, so that "art" is not found in "party".
    pub whole_word: bool,
    /// Only where capitals agree.
    pub match_case: bool,
}

/// Where a passage stands, in the order of the text; places that overlap an earlier one are passed over. White
/// space around the passage does not count, and no edge cuts a grapheme cluster.
pub fn occurrences(text: &ArticleText, passage: &str, options: FindOptions) -> Vec<TextRange> {
    find(text, text.as_str(), 0, passage, options)
}

/// The same within one paragraph.
pub fn occurrences_in(
    text: &ArticleText,
    paragraph: &Paragraph,
    passage: &str,
    options: FindOptions,
) -> Vec<TextRange> {
    find(text, &paragraph.text, paragraph.range.start().0, passage, options)
}

/// Looks through `within`, which begins at code point `base` of the text.
fn find(text: &ArticleText, within: &str, base: u32, passage: &str, options: FindOptions) -> Vec<TextRange> {
    let wanted: Vec<char> = fold(passage.trim(), options).map(|(letter, _)| letter).collect();
    let Some(first) = wanted.first() else { return Vec::new() };
    let letters: Vec<(char, u32)> = fold(within, options).map(|(letter, at)| (letter, base + at)).collect();
    let (mut found, mut at): (Vec<TextRange>, usize) = (Vec::new(), 0);
    while at + wanted.len() <= letters.len() {
        let window = &letters[at..at + wanted.len()];
        let is_here = window[0].0 == *first && window.iter().map(|(letter, _)| letter).eq(&wanted);
        // A letter that folds into two starts and ends as one.
        let starts = at == 0 || letters[at - 1].1 != letters[at].1;
        let ends = letters.get(at + wanted.len()).is_none_or(|(_, next)| *next != window[window.len() - 1].1);
        let range = TextRange::of(window[0].1, window[window.len() - 1].1 + 1);
        match range.filter(|range| is_here && starts && ends && is_exact(text, *range, options)) {
            Some(range) => {
                found.push(range);
                at += wanted.len();
            }
            None => at += 1,
        }
    }
    found
}

/// The letters as they are compared, each with the code point that it comes from.
fn fold(text: &str, options: FindOptions) -> impl Iterator<Item = (char, u32)> + '_ {
    (0..).zip(text.chars()).flat_map(move |(at, letter)| {
        let lower = (!options.match_case).then(|| letter.to_lowercase());
        let same = options.match_case.then_some(letter);
        lower.into_iter().flatten().chain(same).map(move |letter| (letter, at))
    })
}

fn is_exact(text: &ArticleText, range: TextRange, options: FindOptions) -> bool {
    text.tidy(range) == Some(range)
        && (!options.whole_word || [range.start(), range.end()].iter().all(|edge| is_word_edge(text, *edge)))
}

fn is_word_edge(text: &ArticleText, edge: CodePointOffset) -> bool {
    let number = text.paragraphs().partition_point(|paragraph| paragraph.range.end() < edge);
    let Some(paragraph) = text.paragraphs().get(number) else { return true };
    let byte = |offset| text.index().byte_of(text.as_str(), offset).map(ByteOffset::get);
    let (Some(start), Some(edge)) = (byte(paragraph.range.start()), byte(edge)) else { return true };
    let Some(inside) = edge.checked_sub(start) else { return true };
    inside == paragraph.text.len() || paragraph.text.split_word_bound_indices().any(|(at, _)| at == inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws every occurrence in brackets.
    fn draw(source: &str, passage: &str, options: FindOptions) -> String {
        let (text, _) = ArticleText::new(source);
        let found = occurrences(&text, passage, options);
        let mut drawing = String::new();
        for (at, letter) in (0..).zip(source.chars().map(Some).chain([None])) {
            if found.iter().any(|range| range.end().0 == at) {
                drawing.push(']');
            }
            if found.iter().any(|range| range.start().0 == at) {
                drawing.push('[');
            }
            drawing.extend(letter);
        }
        drawing
    }

    #[test]
    fn occurrences_are_drawn() {
        const ANY: FindOptions = FindOptions { whole_word: false, match_case: false };
        const WORD: FindOptions = FindOptions { whole_word: true, ..ANY };
        const CASE: FindOptions = FindOptions { match_case: true, ..ANY };
        let cases = [
            ("The art of the party, Art!", "art", ANY, "The [art] of the p[art]y, [Art]!"),
            ("The art of the party, Art!", "art", WORD, "The [art] of the party, [Art]!"),
            ("The art of the party, Art!", "Art", CASE, "The art of the party, [Art]!"),
            ("aaaa", "aa", ANY, "[aa][aa]"),
            ("aaa", "", ANY, "aaa"),
            ("aaa", "  ", ANY, "aaa"),
            ("a b", " b ", ANY, "a [b]"),
            ("e\u{301}te e", "e", ANY, "e\u{301}t[e] [e]"),
            ("İstanbul i", "i", ANY, "İstanbul [i]"),
            ("👍👍🏽", "👍", ANY, "[👍]👍🏽"),
            ("東京は東京", "東京", WORD, "[東京]は[東京]"),
            ("5,000 and 15,000", "5,000", WORD, "[5,000] and 15,000"),
            ("one\n\none", "one", WORD, "[one]\n\n[one]"),
            ("short", "much longer than that", ANY, "short"),
        ];
        for (source, passage, options, expected) in cases {
            assert_eq!(draw(source, passage, options), expected, "{passage:?} {options:?}");
        }
    }
}
