//! From a range to words that find it again, and back.
//!
//! [`describe`] and [`anchor`] are a pair: what one writes, the other finds. A passage is never placed where
//! its words do not stand, and never by guessing between equals.

use crate::text::{ArticleText, ByteOffset, CodePointOffset, Direction, TextRange, Unit, step};

/// How many code points of context stand on each side of a described passage; the number that other
/// annotators write, Hypothesis and Apache Annotator among them.
pub const CONTEXT: u32 = 32;

/// A passage in its own words: the W3C's TextQuoteSelector (Web Annotation Data Model, 4.2.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextQuote {
    /// The passage itself.
    pub exact: String,
    /// What stands just before it, up to [`CONTEXT`] code points of whole grapheme clusters.
    pub prefix: String,
    /// What stands just after it, likewise.
    pub suffix: String,
}

/// How sure an anchored passage is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Anchored {
    /// The words stand where they were said to stand.
    InPlace(TextRange),
    /// They stand elsewhere, and only there.
    Found(TextRange),
    /// They stand in several places, and nothing tells which one is meant.
    Ambiguous(Vec<TextRange>),
    /// They stand nowhere in the text.
    Missing,
}

/// Describes a range of a text by its words.
pub fn describe(text: &ArticleText, range: TextRange) -> TextQuote {
    let end = text.index().code_points().0;
    let before = CodePointOffset(range.start().0.saturating_sub(CONTEXT));
    let after = CodePointOffset(range.end().0.saturating_add(CONTEXT).min(end));
    TextQuote {
        exact: text.slice(range).to_owned(),
        prefix: text.slice_between(inwards(text, before, Direction::Forward), range.start()).to_owned(),
        suffix: text.slice_between(range.end(), inwards(text, after, Direction::Backward)).to_owned(),
    }
}

/// Finds a described passage. `hint` is where it was said to stand, if that is known and lies in the text.
pub fn anchor(text: &ArticleText, quote: &TextQuote, hint: Option<TextRange>) -> Anchored {
    if let Some(range) = hint
        && text.slice(range) == quote.exact
    {
        return Anchored::InPlace(range);
    }
    let everywhere = occurrences(text, &quote.exact);
    let in_context: Vec<_> =
        everywhere.iter().copied().filter(|range| has_context(text, *range, quote)).collect();
    match (everywhere.as_slice(), in_context.as_slice()) {
        ([], _) => Anchored::Missing,
        ([only], _) | (_, [only]) => Anchored::Found(*only),
        (_, []) => Anchored::Ambiguous(everywhere),
        _ => Anchored::Ambiguous(in_context),
    }
}

fn has_context(text: &ArticleText, range: TextRange, quote: &TextQuote) -> bool {
    text.slice_between(CodePointOffset(0), range.start()).ends_with(&quote.prefix)
        && text.slice_between(range.end(), text.index().code_points()).starts_with(&quote.suffix)
}

/// Every place where the words stand, overlapping ones included.
fn occurrences(text: &ArticleText, words: &str) -> Vec<TextRange> {
    let source = text.as_str();
    let Some(first) = words.chars().next() else { return Vec::new() };
    let point = |byte| text.index().code_point_of_byte(source, ByteOffset::from_count(byte));
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = source[from..].find(words).map(|at| from + at) {
        found.extend(
            point(at).zip(point(at + words.len())).and_then(|(start, end)| TextRange::new(start, end)),
        );
        from = at + first.len_utf8();
    }
    found
}

/// The offset itself where two grapheme clusters meet, otherwise the next such place in a direction.
fn inwards(text: &ArticleText, offset: CodePointOffset, direction: Direction) -> CodePointOffset {
    let there = step(text, offset, Unit::Character, Direction::Forward);
    let back = step(text, there, Unit::Character, Direction::Backward);
    if back == offset || offset == text.index().code_points() {
        return offset;
    }
    match direction {
        Direction::Forward => there,
        Direction::Backward => back,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation;

    fn marked(source: &str) -> (ArticleText, TextRange) {
        let marked = notation::parse(source).expect(source);
        (ArticleText::new(&marked.text).0, marked.ranges[0].1)
    }

    #[test]
    fn a_description_has_context_of_whole_clusters() {
        let cases = [
            ("[x:We won.]", "", ""),
            ("He said [x:no] twice", "He said ", " twice"),
            ("0123456789012345678901234567890123456789[x:no]", "89012345678901234567890123456789", ""),
            // The flag would be cut in half at 32 code points, so it is left out.
            ("🇩🇪1234567890123456789012345678901[x:no]", "1234567890123456789012345678901", ""),
            ("[x:no]1234567890123456789012345678901e\u{301}x", "", "1234567890123456789012345678901"),
        ];
        for (source, prefix, suffix) in cases {
            let (text, range) = marked(source);
            let quote = describe(&text, range);
            assert_eq!((quote.prefix.as_str(), quote.suffix.as_str()), (prefix, suffix), "{source}");
        }
    }

    #[test]
    fn anchoring_never_guesses() {
        let (text, second) = marked("It rained. [x:It rained.] It rained again.");
        let quote = describe(&text, second);
        assert_eq!(anchor(&text, &quote, Some(second)), Anchored::InPlace(second));
        assert_eq!(anchor(&text, &quote, None), Anchored::Found(second));
        assert_eq!(anchor(&text, &quote, TextRange::of(1, 11)), Anchored::Found(second));

        let bare = TextQuote { prefix: String::new(), suffix: String::new(), ..quote.clone() };
        let places = vec![TextRange::of(0, 10).expect("not empty"), second];
        assert_eq!(anchor(&text, &bare, None), Anchored::Ambiguous(places));

        let elsewhere = TextQuote { exact: "It snowed.".to_owned(), ..quote.clone() };
        assert_eq!(anchor(&text, &elsewhere, Some(second)), Anchored::Missing);
        assert_eq!(anchor(&text, &TextQuote { exact: String::new(), ..quote }, None), Anchored::Missing);
    }

    #[test]
    fn overlapping_occurrences_are_all_seen() {
        let (text, _) = marked("[x:aaa]");
        let quote = TextQuote { exact: "aa".to_owned(), prefix: String::new(), suffix: String::new() };
        let both = [TextRange::of(0, 2), TextRange::of(1, 3)].into_iter().flatten().collect();
        assert_eq!(anchor(&text, &quote, None), Anchored::Ambiguous(both));
    }
}
