//! From a range to words that find it again, and back.
//!
//! [`describe`] and [`anchor`] are a pair: what one writes, the other finds. A passage is never placed where
//! its words do not stand, and never by guessing between equals.

mod carry;
mod compare;
mod finder;
mod fold;
mod myers;

pub use carry::{Carried, Carrier, Fate};
pub use compare::{Comparison, Mapped, Move, Piece};
pub use finder::Finder;

use unicode_segmentation::UnicodeSegmentation;

use crate::text::{ArticleText, CodePointOffset, Direction, FindOptions, TextRange, Unit, occurrences, step};

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

/// How many of a hundred make a place *sure*: below that a person should look at it.
pub const SURE: u8 = 80;

/// Why a place is taken for the one that is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The words stand where they were said to stand.
    InPlace,
    /// The words stand there, letter by letter.
    Words,
    /// The words stand in several places, and what stands around them tells which one is meant.
    Context,
    /// The words stand there; white space, quotation marks or dashes differ.
    Signs,
    /// Similar words stand there.
    Similar {
        /// How many letters were put in, left out or exchanged.
        edits: u32,
    },
}

/// A place for a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Where.
    pub range: TextRange,
    /// Why there.
    pub why: Why,
    /// How sure that is, of a hundred; see [`SURE`].
    pub sure: u8,
}

impl Match {
    /// Whether nobody needs to look at it.
    pub fn is_sure(&self) -> bool {
        self.sure >= SURE
    }
}

/// Where a passage stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Anchored {
    /// In one place.
    Found(Match),
    /// In one of several places, and nothing tells which one is meant; the likeliest comes first.
    Ambiguous(Vec<Match>),
    /// In none. What is most like it comes along, the likeliest first.
    Missing(Vec<Match>),
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

/// Describes a range with as little context as makes it the only such passage of its text: none if its words stand
/// once, else as many whole words on both sides as it takes. Where the text repeats itself without an end to it, the
/// context is cut off at [`LONGEST_CONTEXT`].
pub fn describe_briefly(text: &ArticleText, range: TextRange) -> TextQuote {
    let source = text.as_str();
    let exact = text.slice(range);
    let before = text.slice_between(CodePointOffset(0), range.start());
    let after = text.slice_between(range.end(), text.index().code_points());
    let own = before.len();
    let others: Vec<usize> = match_all(source, exact).filter(|at| *at != own).collect();
    let (mut prefix, mut suffix) = (0, 0);
    let is_alone = |prefix: usize, suffix: usize| {
        others.iter().all(|at| {
            let (left, right) = (&source[..*at], &source[at + exact.len()..]);
            !(left.ends_with(&before[before.len() - prefix..]) && right.starts_with(&after[..suffix]))
        })
    };
    while !is_alone(prefix, suffix) {
        let longer = (word_before(before, prefix), word_after(after, suffix));
        if longer == (prefix, suffix) || prefix.max(suffix) > LONGEST_CONTEXT {
            break;
        }
        (prefix, suffix) = longer;
    }
    TextQuote {
        exact: exact.to_owned(),
        prefix: before[before.len() - prefix..].to_owned(),
        suffix: after[..suffix].to_owned(),
    }
}

/// How many bytes of context on one side [`describe_briefly`] gives at most, to the next word.
pub const LONGEST_CONTEXT: usize = 400;

/// Every place where words stand, in bytes; places may overlap.
fn match_all<'a>(text: &'a str, words: &'a str) -> impl Iterator<Item = usize> + 'a {
    let step = words.chars().next().map_or(1, char::len_utf8);
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + text.get(from..).filter(|_| !words.is_empty())?.find(words)?;
        from = at + step;
        Some(at)
    })
}

/// The bytes of context with one more word at its outer end.
fn word_before(before: &str, taken: usize) -> usize {
    let rest = &before[..before.len() - taken];
    rest.split_word_bounds()
        .rev()
        .find_map(|word| {
            let at = word.as_ptr().addr() - rest.as_ptr().addr();
            word.chars().any(char::is_alphanumeric).then_some(before.len() - at)
        })
        .unwrap_or(before.len())
}

fn word_after(after: &str, taken: usize) -> usize {
    let rest = &after[taken..];
    let words = rest.split_word_bound_indices();
    let word =
        words.filter(|(_, word)| word.chars().any(char::is_alphanumeric)).map(|(at, word)| at + word.len());
    word.map(|end| taken + end).next().unwrap_or(after.len())
}

/// Finds one described passage; see [`Finder::anchor`]. For many in one text a [`Finder`] is kept.
pub fn anchor(text: &ArticleText, quote: &TextQuote, hint: Option<TextRange>) -> Anchored {
    Finder::new(text).anchor(quote, hint)
}

/// Where words that a person types or pastes stand: every place with these letters, capitals aside, in the order of the
/// text; where there is none, the places with similar words, the likeliest first.
pub fn places(text: &ArticleText, words: &str) -> Vec<Match> {
    let words = words.trim();
    let exactly = occurrences(text, words, FindOptions::default());
    if !exactly.is_empty() {
        return exactly.into_iter().map(|range| Match { range, why: Why::Words, sure: 100 }).collect();
    }
    if words.is_empty() {
        return Vec::new();
    }
    let quote = TextQuote { exact: words.to_owned(), prefix: String::new(), suffix: String::new() };
    match anchor(text, &quote, None) {
        Anchored::Found(place) => vec![place],
        Anchored::Ambiguous(places) | Anchored::Missing(places) => places,
    }
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
    fn typed_words_are_found_as_they_are_or_as_they_nearly_are() {
        let (text, _) =
            ArticleText::new("“We won’t pay twice,” she said.\n\nThe council will pay. The Council left.");
        let cases: [(&str, &[&str]); 7] = [
            ("the council", &["The council", "The Council"]),
            ("  she said. ", &["she said."]),
            ("\"We won't pay twice,\"", &["“We won’t pay twice,”"]),
            ("We won’t  pay\ntwice", &["We won’t pay twice"]),
            ("The counsil will pay", &["The council will pay"]),
            ("nothing of the sort is here", &[]),
            (" ", &[]),
        ];
        for (words, expected) in cases {
            let found: Vec<_> =
                places(&text, words).into_iter().map(|place| text.slice(place.range)).collect();
            assert_eq!(found, expected, "{words:?}");
        }
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
    fn a_brief_description_has_only_what_tells_the_passage_apart() {
        let cases = [
            ("[x:We won.] We left.", "", ""),
            ("We won. [x:We] left.", "won. ", " left"),
            ("It rained. [x:It rained.] It rained again.", "rained. ", " It"),
            ("[x:no] no", "", " no"),
            ("no [x:no]", "no ", ""),
            ("aa [x:aa] aa", "aa ", " aa"),
            ("東京は雨。[x:東京]は晴れ。", "雨。", "は"),
        ];
        for (source, prefix, suffix) in cases {
            let (text, range) = marked(source);
            let quote = describe_briefly(&text, range);
            assert_eq!((quote.prefix.as_str(), quote.suffix.as_str()), (prefix, suffix), "{source}");
            let found = anchor(&text, &quote, None);
            assert!(matches!(&found, Anchored::Found(found) if found.range == range), "{source}: {found:?}");
        }
    }

    fn found(range: TextRange, why: Why) -> (Option<TextRange>, Option<Why>) {
        (Some(range), Some(why))
    }

    fn drawn(anchored: &Anchored) -> (Option<TextRange>, Option<Why>) {
        match anchored {
            Anchored::Found(found) => (Some(found.range), Some(found.why)),
            _ => (None, None),
        }
    }

    #[test]
    fn anchoring_never_guesses() {
        let (text, second) = marked("It rained. [x:It rained.] It rained again.");
        let quote = describe(&text, second);
        assert_eq!(drawn(&anchor(&text, &quote, Some(second))), found(second, Why::InPlace));
        assert_eq!(drawn(&anchor(&text, &quote, None)), found(second, Why::Context));
        assert_eq!(drawn(&anchor(&text, &quote, TextRange::of(1, 11))), found(second, Why::Context));

        let bare = TextQuote { prefix: String::new(), suffix: String::new(), ..quote.clone() };
        let first = TextRange::of(0, 10).expect("not empty");
        let places = |anchored: Anchored| match anchored {
            Anchored::Ambiguous(matches) => matches.iter().map(|found| found.range).collect(),
            _ => Vec::new(),
        };
        assert_eq!(places(anchor(&text, &bare, None)), [first, second]);
        // A hint says which is likelier and decides nothing.
        assert_eq!(places(anchor(&text, &bare, TextRange::of(12, 20))), [second, first]);

        let elsewhere = TextQuote { exact: "Nobody came.".to_owned(), ..bare };
        assert!(matches!(anchor(&text, &elsewhere, Some(second)), Anchored::Missing(_)));
        let empty = TextQuote { exact: String::new(), ..quote };
        assert_eq!(anchor(&text, &empty, None), Anchored::Missing(Vec::new()));
    }

    #[test]
    fn overlapping_occurrences_are_all_seen() {
        let (text, _) = marked("[x:aaa]");
        let quote = TextQuote { exact: "aa".to_owned(), prefix: String::new(), suffix: String::new() };
        let both: Vec<_> = [TextRange::of(0, 2), TextRange::of(1, 3)].into_iter().flatten().collect();
        let Anchored::Ambiguous(matches) = anchor(&text, &quote, None) else { panic!("two places") };
        assert_eq!(matches.iter().map(|found| found.range).collect::<Vec<_>>(), both);
    }

    /// The passage of one text, found in another one where it is marked as well.
    #[test]
    fn passages_are_found_again() {
        let similar = |edits| Why::Similar { edits };
        // before, after, why, sure
        let cases = [
            (
                "He said: [x:“We won.”] Then he left.",
                "Then: he said: [x:\"We won.\"] He left.",
                Why::Signs,
                true,
            ),
            ("so [x:it is – they say] bad", "well so [x:it\nis - they say] bad", Why::Signs, true),
            (
                "The council voted. [x:The plant will cost 40 million euros,] she said.",
                "On Monday the council voted. [x:The plant will cost 45 million euros,] she said.",
                similar(1),
                true,
            ),
            (
                "The council voted. [x:The plant will cost 40 million euros,] she said.",
                "The council voted. [x:The new plant will cost 40 million,] she said.",
                similar(10),
                true,
            ),
            (
                "昨日、市長は[x:「工場は来年閉鎖される」]と述べた。",
                "市長は昨日、[x:「工場は再来年閉鎖される」]と述べた。",
                similar(1),
                false,
            ),
            (
                "قال الوزير [x:إن المصنع سيغلق أبوابه] العام المقبل",
                "قال الوزير أمس [x:إن المصنع سوف يغلق أبوابه] العام المقبل",
                similar(3),
                true,
            ),
            (
                "मंत्री ने कहा [x:कारखाना बंद हो जाएगा] अगले साल",
                "मंत्री ने कहा कि [x:कारखाने बंद हो जाएगा] अगले साल",
                similar(1),
                true,
            ),
            // Few letters say little.
            ("We [x:lost it] all. 1 2 3", "They [x:last it] that", similar(1), false),
        ];
        for (before, after, why, sure) in cases {
            let ((before, range), (after, expected)) = (marked(before), marked(after));
            let anchored = anchor(&after, &describe(&before, range), Some(range));
            let drawn = |range| (after.slice(range).to_owned(), range);
            match &anchored {
                Anchored::Found(found) => {
                    assert_eq!(drawn(found.range), drawn(expected), "{anchored:?}");
                    assert_eq!((found.why, found.is_sure()), (why, sure), "{anchored:?}");
                }
                Anchored::Missing(matches) | Anchored::Ambiguous(matches) => {
                    assert!(!sure, "{anchored:?} in {:?}", after.as_str());
                    assert_eq!(matches.first().map(|found| found.range), Some(expected), "{anchored:?}");
                }
            }
        }
    }
}
