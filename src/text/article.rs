//! An article: its text, cut into paragraphs, and what is known about it.

use std::fmt;
use std::rc::Rc;

use sha2::Digest;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use super::{ByteOffset, CodePointOffset, Normalization, OffsetIndex, TextRange, Utf16Offset, normalize};
use crate::identity::{ArticleId, Timestamp};

/// An article: a text that is never changed by annotating it, and the details that a person may correct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// Its stable identity.
    pub id: ArticleId,
    /// What is known about it.
    pub details: Details,
    /// Its text, shared by everything that shows or measures it.
    pub text: Rc<ArticleText>,
    /// What was changed in the text when it came in.
    pub normalization: Normalization,
    /// When it was pasted.
    pub created: Timestamp,
    /// When its details were last changed.
    pub modified: Timestamp,
    /// What other programs keep in its file, as JSON without white space between the values; empty if nothing. It is
    /// nobody's business here, and goes out as it came in.
    pub extensions: String,
}

/// What is known about an article. Empty means unknown; nothing but the title is ever required.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// What the library lists it under.
    pub title: String,
    /// Who wrote it, as printed.
    pub byline: String,
    /// Who published it.
    pub outlet: String,
    /// Where it was found.
    pub url: String,
    /// When it was published, as printed.
    pub published: String,
    /// How far the work on it is.
    pub status: Status,
    /// The verdicts that a person chooses from here, in their order; empty for the usual ones.
    pub verdicts: Vec<String>,
    /// The passages, in order, for which a suggestion was dismissed: they are not suggested again.
    pub dismissed: Vec<TextRange>,
    /// The lines, in order, that a person said are part of the story although they look like parts of the page around
    /// it.
    pub kept: Vec<TextRange>,
}

/// How far the work on an article is, as the person says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Not begun.
    #[default]
    ToDo,
    /// Begun.
    InWork,
    /// Finished.
    Done,
}

impl Status {
    /// Every status, in the order of the work.
    pub const ALL: [Self; 3] = [Self::ToDo, Self::InWork, Self::Done];

    /// Its name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::ToDo => "to do",
            Self::InWork => "in work",
            Self::Done => "done",
        }
    }

    /// Reads what [`Self::name`] wrote.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }
}

/// The SHA-256 (FIPS 180-4) of a normalised text in UTF-8.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Sha256([u8; 32]);

impl Sha256 {
    /// Hashes a text.
    pub fn of(text: &str) -> Self {
        Self(sha2::Sha256::digest(text.as_bytes()).into())
    }

    /// Its first sixteen bytes: enough to tell texts apart, and as many as an id has.
    pub fn half(self) -> [u8; 16] {
        self.0.first_chunk().copied().unwrap_or_default()
    }

    /// A hash that somebody else took, as its 32 bytes.
    pub fn from_bytes(hash: [u8; 32]) -> Self {
        Self(hash)
    }

    /// Reads 64 hexadecimal digits; `None` for anything else.
    pub fn parse(hex: &str) -> Option<Self> {
        let mut hash = [0; 32];
        let (pairs, rest) = hex.as_bytes().as_chunks::<2>();
        if pairs.len() != hash.len() || !rest.is_empty() {
            return None;
        }
        for (byte, [high, low]) in hash.iter_mut().zip(pairs) {
            let digit = |character: u8| char::from(character).to_digit(16);
            *byte = u8::try_from(digit(*high)? * 16 + digit(*low)?).ok()?;
        }
        Some(Self(hash))
    }
}

impl fmt::Display for Sha256 {
    /// Writes 64 lower-case hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// One line of the text that is not blank: what a reader sees as a paragraph.
///
/// The paragraphs of a text and the line ends and blank lines between them make up the whole text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its place among the paragraphs, counted from 0.
    pub number: usize,
    /// Where it lies in the text; its line end is not part of it.
    pub range: TextRange,
    /// Its text, exactly.
    pub text: String,
    /// Whether it is shown as the article's headline.
    pub is_headline: bool,
}

/// A normalised text with all that is derived from it once: paragraphs, offset table, hash.
#[derive(Clone, Debug)]
pub struct ArticleText {
    text: String,
    index: OffsetIndex,
    paragraphs: Vec<Rc<Paragraph>>,
    sha256: Sha256,
}

impl PartialEq for ArticleText {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for ArticleText {}

/// The longest first line, in code points, that is taken for a headline. Editors keep headlines well below
/// this; a lead paragraph is rarely so short.
const LONGEST_HEADLINE: u32 = 160;

impl ArticleText {
    /// Normalises a text and derives what belongs to it; says what normalising changed.
    pub fn new(text: &str) -> (Self, Normalization) {
        Self::with_hash(text, None)
    }

    /// The same for a text whose hash was taken already, where somebody can do that faster. It counts only if
    /// normalising changes nothing; it has to be that text's.
    pub fn with_hash(text: &str, known: Option<Sha256>) -> (Self, Normalization) {
        let given = text;
        let (text, done) = normalize(text);
        let known = known.filter(|_| text.len() == given.len() && done == Normalization::default());
        let text = text.into_owned();
        let index = OffsetIndex::new(&text);
        let paragraphs = paragraphs(&text);
        let sha256 = known.unwrap_or_else(|| Sha256::of(&text));
        (Self { text, index, paragraphs, sha256 }, done)
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Its offset table.
    pub fn index(&self) -> &OffsetIndex {
        &self.index
    }

    /// Its paragraphs, in order.
    pub fn paragraphs(&self) -> &[Rc<Paragraph>] {
        &self.paragraphs
    }

    /// Its hash.
    pub fn sha256(&self) -> Sha256 {
        self.sha256
    }

    /// How many words it has, by UAX #29.
    pub fn words(&self) -> usize {
        self.text.unicode_words().count()
    }

    /// How many words stand in a range of it.
    pub fn words_in(&self, range: TextRange) -> usize {
        self.slice(range).unicode_words().count()
    }

    /// Whether the text holds nothing but white space.
    pub fn is_blank(&self) -> bool {
        self.paragraphs.is_empty()
    }

    /// The range from `start` to `end`; `None` if it is empty or reaches past the end of the text.
    pub fn range(&self, start: CodePointOffset, end: CodePointOffset) -> Option<TextRange> {
        TextRange::new(start, end).filter(|range| range.end() <= self.index.code_points())
    }

    /// The text of a range. What reaches past the end is cut off, so a range of another text gives text
    /// that is shorter than the range and never a panic.
    pub fn slice(&self, range: TextRange) -> &str {
        self.slice_between(range.start(), range.end())
    }

    /// The text between two offsets; empty if they are equal or inverted, cut off at the end of the text.
    pub fn slice_between(&self, start: CodePointOffset, end: CodePointOffset) -> &str {
        let byte = |offset| self.index.byte_of(&self.text, offset).map_or(self.text.len(), |byte| byte.get());
        let (start, end) = (byte(start), byte(end));
        self.text.get(start..end.max(start)).unwrap_or_default()
    }

    /// Both edges of a range in UTF-16 units; what reaches past the end of the text is cut off.
    pub fn utf16_range(&self, range: TextRange) -> (Utf16Offset, Utf16Offset) {
        let unit = |offset| self.index.utf16_of(&self.text, offset).unwrap_or(self.index.utf16());
        (unit(range.start()), unit(range.end()))
    }

    /// The range between two UTF-16 offsets; `None` if it is empty, reaches past the end, or cuts a
    /// surrogate pair.
    pub fn range_of_utf16(&self, start: Utf16Offset, end: Utf16Offset) -> Option<TextRange> {
        let point = |offset| self.index.code_point_of_utf16(&self.text, offset);
        TextRange::new(point(start)?, point(end)?)
    }

    /// The paragraphs that share text with a range.
    pub fn paragraphs_in(&self, range: TextRange) -> &[Rc<Paragraph>] {
        let from = self.paragraphs.partition_point(|paragraph| paragraph.range.end() <= range.start());
        let to = self.paragraphs.partition_point(|paragraph| paragraph.range.start() < range.end());
        &self.paragraphs[from..to.max(from)]
    }

    /// Makes a selection exact: white space at both ends is left out, and an edge inside a grapheme cluster
    /// (UAX #29) moves outwards to the cluster's edge, as the W3C model asks (4.2.4). `None` if only white
    /// space was selected or the range lies outside the text.
    pub fn tidy(&self, range: TextRange) -> Option<TextRange> {
        let start = self.index.byte_of(&self.text, range.start())?;
        let end = self.index.byte_of(&self.text, range.end().min(self.index.code_points()))?;
        self.tidy_between(start, end).map(|(range, _)| range)
    }

    /// The same between two offsets in bytes, with its text; `None` also where one lies within a character.
    pub fn tidy_between(&self, start: ByteOffset, end: ByteOffset) -> Option<(TextRange, &str)> {
        let (start, end) = (start.get(), end.get());
        let selected = self.text.get(start..end)?;
        let from_left = selected.trim_start();
        if from_left.is_empty() {
            return None;
        }
        let left = selected.len() - from_left.len();
        let right = from_left.len() - from_left.trim_end().len();
        let start = self.cluster_edge(start + left, GraphemeCursor::prev_boundary);
        let end = self.cluster_edge(end - right, GraphemeCursor::next_boundary);
        let point = |byte| self.index.code_point_of_byte(&self.text, ByteOffset::from_count(byte));
        Some((TextRange::new(point(start)?, point(end)?)?, &self.text[start..end]))
    }

    /// `byte` itself where two clusters meet, otherwise the edge that `towards` finds.
    fn cluster_edge(
        &self,
        byte: usize,
        towards: fn(
            &mut GraphemeCursor,
            &str,
            usize,
        ) -> Result<Option<usize>, unicode_segmentation::GraphemeIncomplete>,
    ) -> usize {
        if super::cut::is_plain_edge(&self.text, byte) {
            return byte;
        }
        // The cursor sees the whole text as one chunk, so it never asks for more and has an answer always.
        let mut cursor = GraphemeCursor::new(byte, self.text.len(), true);
        if cursor.is_boundary(&self.text, 0).unwrap_or(true) {
            return byte;
        }
        towards(&mut cursor, &self.text, 0).ok().flatten().unwrap_or(byte)
    }

    /// A title for the library: the headline or, where the text has none, its first words.
    pub fn suggested_title(&self) -> String {
        const LONGEST: usize = 80;
        let Some(first) = self.paragraphs.first() else { return String::new() };
        let line = first.text.trim();
        if first.is_headline || line.chars().count() <= LONGEST {
            return line.to_owned();
        }
        let cut: String = line.chars().take(LONGEST).collect();
        let words = cut.rsplit_once(char::is_whitespace).map_or(cut.as_str(), |(words, _)| words);
        format!("{}…", words.trim_end_matches(|c: char| c.is_whitespace() || c == ','))
    }
}

fn paragraphs(text: &str) -> Vec<Rc<Paragraph>> {
    let mut paragraphs: Vec<Rc<Paragraph>> = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let end = start + u32::try_from(line.chars().count()).unwrap_or(u32::MAX - start);
        if let Some(range) = TextRange::of(start, end)
            && !line.trim().is_empty()
        {
            let number = paragraphs.len();
            let text = line.to_owned();
            paragraphs.push(Rc::new(Paragraph { number, range, text, is_headline: false }));
        }
        start = end.saturating_add(1);
    }
    let has_more = paragraphs.len() > 1;
    if let Some(first) = paragraphs.first_mut().and_then(Rc::get_mut) {
        let line = first.text.trim();
        first.is_headline =
            has_more && first.range.len() <= LONGEST_HEADLINE && !line.ends_with(['.', ':', ',', ';']);
    }
    paragraphs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> ArticleText {
        ArticleText::new(text).0
    }

    #[test]
    fn lines_that_are_not_blank_are_paragraphs() {
        let cases: [(&str, &[(u32, u32)]); 6] = [
            ("", &[]),
            (" \n\t\n", &[]),
            ("one", &[(0, 3)]),
            ("one\n\ntwo\nthree", &[(0, 3), (5, 8), (9, 14)]),
            ("\n\n  indented \n", &[(2, 13)]),
            ("👍👍\r\n東京", &[(0, 2), (3, 5)]),
        ];
        for (source, expected) in cases {
            let text = text(source);
            let got: Vec<_> =
                text.paragraphs().iter().map(|p| (p.range.start().0, p.range.end().0)).collect();
            assert_eq!(got, expected, "{source:?}");
            for paragraph in text.paragraphs() {
                assert_eq!(text.slice(paragraph.range), paragraph.text, "{source:?}");
            }
        }
    }

    #[test]
    fn a_selection_loses_white_space_and_keeps_whole_clusters() {
        // text, selected from, to, tidy
        let cases = [
            ("We won. ", 0, 8, Some("We won.")),
            (" \n We", 0, 3, None),
            ("We", 5, 9, None),
            ("We", 0, 9, Some("We")),
            ("e\u{301}te\u{301}", 1, 4, Some("e\u{301}te\u{301}")),
            ("a👩\u{200d}👩\u{200d}👧b", 2, 3, Some("👩\u{200d}👩\u{200d}👧")),
            ("🇩🇪🇫🇷", 1, 2, Some("🇩🇪")),
            ("กำ", 0, 1, Some("กำ")),
            ("नमस्ते", 2, 3, Some("स्ते")),
        ];
        for (source, start, end, expected) in cases {
            let text = text(source);
            let range = TextRange::of(start, end).expect("not empty");
            assert_eq!(text.tidy(range).map(|range| text.slice(range)), expected, "{source:?} {range:?}");
        }
    }

    #[test]
    fn the_title_is_the_headline_or_the_first_words() {
        let long = "The council voted on Tuesday to delay the plant, which would have supplied forty thousand \
                    homes along the shore, after its engineers warned that the costs had doubled again since";
        let cases = [
            ("", ""),
            ("Council splits\n\nThe council voted.", "Council splits"),
            ("A short note.", "A short note."),
            (long, "The council voted on Tuesday to delay the plant, which would have supplied…"),
        ];
        for (source, expected) in cases {
            assert_eq!(text(source).suggested_title(), expected, "{source:?}");
        }
        assert!(text("Council splits\n\nThe council voted.").paragraphs()[0].is_headline);
        assert!(!text("Council splits").paragraphs()[0].is_headline, "a lone line is no headline");
        assert!(!text("It rained.\nIt stopped.").paragraphs()[0].is_headline);
    }

    #[test]
    fn the_hash_is_that_of_the_normalised_text() {
        let hash = text("\u{feff}a\r\nb").sha256();
        assert_eq!(hash, text("a\nb").sha256());
        assert_eq!(Sha256::parse(&hash.to_string()), Some(hash));
        assert_eq!(
            Sha256::of("abc").to_string(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(Sha256::parse("ba78"), None);
        assert_eq!(Sha256::parse(&"g".repeat(64)), None);
    }
}
