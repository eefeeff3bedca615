//! Cuts text into words and sentences as UAX #29 does, and faster than its tables where the letters are plain.
//!
//! News in languages of Latin letters is plain almost throughout: ASCII, the letters of Latin-1 and Latin
//! Extended-A, and the signs that typesetters use. The kind of such a character is known from its bytes. Whatever
//! stands beside any other character is cut by `unicode_segmentation`, so that every text is cut as that crate cuts
//! it; the tests hold the two together.

use unicode_segmentation::{UWordBoundIndices, UnicodeSegmentation};

/// What a plain character is to the rules for words and sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Upper,
    Lower,
    Digit,
    /// Joins what it touches into one word.
    Underscore,
    /// The space of ASCII.
    Space,
    /// White space that is no word's neighbour: tabs, form feeds, the no-break space.
    Blank,
    /// A full stop: ends some sentences, and joins letters and digits.
    Stop,
    /// Ends every sentence.
    Term,
    /// A comma or semicolon: joins digits, and lets a sentence go on.
    Comma,
    /// A colon: joins letters, and lets a sentence go on.
    Colon,
    /// A dash that lets a sentence go on.
    Dash,
    /// An apostrophe: joins letters and digits, and closes as a quotation mark does.
    Apostrophe,
    /// A quotation mark or bracket.
    Close,
    Other,
}

/// The kinds of ASCII characters; `None` for the line ends, whose rules look further.
const ASCII: [Option<Kind>; 128] = {
    let mut kinds = [Some(Kind::Other); 128];
    let mut at = 0;
    while at < 128 {
        kinds[at] = match at as u8 {
            b'A'..=b'Z' => Some(Kind::Upper),
            b'a'..=b'z' => Some(Kind::Lower),
            b'0'..=b'9' => Some(Kind::Digit),
            b'_' => Some(Kind::Underscore),
            b' ' => Some(Kind::Space),
            b'\t' | 0x0b | 0x0c => Some(Kind::Blank),
            b'\r' | b'\n' => None,
            b'.' => Some(Kind::Stop),
            b'!' | b'?' => Some(Kind::Term),
            b',' | b';' => Some(Kind::Comma),
            b':' => Some(Kind::Colon),
            b'-' => Some(Kind::Dash),
            b'\'' => Some(Kind::Apostrophe),
            b'"' | b'(' | b')' | b'[' | b']' | b'{' | b'}' => Some(Kind::Close),
            _ => Some(Kind::Other),
        };
        at += 1;
    }
    kinds
};

/// The kind of the character that begins at a byte, and its length in bytes; `None` where it is not plain, and at
/// the end.
#[inline]
fn plain(bytes: &[u8], at: usize) -> Option<(Kind, usize)> {
    let first = *bytes.get(at)?;
    if first < 0x80 {
        return Some((ASCII[usize::from(first)]?, 1));
    }
    beyond_ascii(first, &bytes[at + 1..])
}

fn beyond_ascii(first: u8, rest: &[u8]) -> Option<(Kind, usize)> {
    let second = *rest.first()?;
    let kind = match (first, second) {
        // U+00A0 to U+00BF, without the letters among them, the soft hyphen, the middle dot and the cedilla.
        (0xc2, 0xa0) => Kind::Blank,
        (0xc2, 0xab | 0xbb) => Kind::Close,
        (0xc2, 0xaa | 0xad | 0xb5 | 0xb7 | 0xb8 | 0xba) => return None,
        (0xc2, 0xa1..=0xbf) => Kind::Other,
        // U+00C0 to U+00FF.
        (0xc3, 0x97 | 0xb7) => Kind::Other,
        (0xc3, 0x80..=0x9e) => Kind::Upper,
        (0xc3, _) => Kind::Lower,
        // U+0100 to U+017F, where the cases alternate.
        (0xc4 | 0xc5, _) => {
            let character = char::from_u32((u32::from(first) & 0x1f) << 6 | u32::from(second) & 0x3f)?;
            if character.is_uppercase() { Kind::Upper } else { Kind::Lower }
        }
        (0xe2, 0x80) => {
            let kind = match *rest.get(1)? {
                0x93 | 0x94 => Kind::Dash,
                0x98 | 0x99 => Kind::Apostrophe,
                0x9a..=0x9f | 0xb9 | 0xba => Kind::Close,
                0x90..=0x92 | 0x95..=0x97 | 0xa0..=0xa3 | 0xa6 => Kind::Other,
                _ => return None,
            };
            return Some((kind, 3));
        }
        _ => return None,
    };
    Some((kind, 2))
}

/// Where the first character that is not plain begins, from a byte on; the text's length if there is none.
fn hard_from(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    loop {
        // Most of a text is ASCII, and all of it but the line ends is plain.
        while bytes.get(at).is_some_and(|byte| byte.is_ascii() && !matches!(byte, b'\r' | b'\n')) {
            at += 1;
        }
        match plain(bytes, at) {
            Some((_, length)) => at += length,
            None => return at,
        }
    }
}

/// Whether two plain characters meet at a byte, between which a grapheme cluster always ends; `false` says nothing.
pub(super) fn is_plain_edge(text: &str, byte: usize) -> bool {
    let bytes = text.as_bytes();
    // Two letters, signs or spaces of ASCII, as at most places.
    if let Some([b' '..=b'~', b' '..=b'~']) = byte.checked_sub(1).and_then(|at| bytes.get(at..=byte)) {
        return true;
    }
    // The last byte of a character and the ones before it: no plain one is longer than three.
    let start = (byte.saturating_sub(3)..byte).rev().find(|at| text.is_char_boundary(*at));
    plain(bytes, byte).is_some()
        && start.is_some_and(|start| plain(bytes, start).is_some_and(|(_, length)| start + length == byte))
}

/// The pieces of a text between two word boundaries, signs and white space among them, with their places in bytes.
pub fn word_pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    WordPieces { text, at: 0, plain_to: 0, hard: None }
}

struct WordPieces<'a> {
    text: &'a str,
    at: usize,
    /// As far as this the text is known to be plain.
    plain_to: usize,
    /// A stretch that is not plain, with its place.
    hard: Option<(usize, UWordBoundIndices<'a>)>,
}

impl<'a> WordPieces<'a> {
    /// Finds out how far the text is plain, and what the crate has to cut: from the space before the next character
    /// that is not plain to the next space after it. No rule looks across a space that stands beside ASCII.
    fn look_ahead(&mut self) {
        let bytes = self.text.as_bytes();
        let hard = hard_from(bytes, self.at);
        if hard == bytes.len() {
            self.plain_to = hard;
            return;
        }
        let mut start = self.at;
        let mut before = hard;
        while before > self.at {
            before -= 1;
            if bytes[before] == b' ' && (before == self.at || bytes[before - 1] != b' ') {
                start = before;
                break;
            }
        }
        if start > self.at {
            self.plain_to = start;
            return;
        }
        let is_edge = |at: &usize| bytes[*at] == b' ' && bytes[*at - 1].is_ascii() && bytes[*at - 1] != b' ';
        let end = (hard + 1..bytes.len()).find(is_edge).unwrap_or(bytes.len());
        self.hard = Some((self.at, self.text[self.at..end].split_word_bound_indices()));
        (self.at, self.plain_to) = (end, end);
    }

    /// The end of the piece that begins here, where the text is plain.
    #[inline]
    fn piece_end(&self) -> usize {
        let bytes = self.text.as_bytes();
        let Some((mut last, length)) = plain(bytes, self.at) else { return bytes.len() };
        let mut end = self.at + length;
        match last {
            Kind::Space => {
                while bytes.get(end) == Some(&b' ') {
                    end += 1;
                }
            }
            Kind::Upper | Kind::Lower | Kind::Digit | Kind::Underscore => {
                while bytes.get(end).is_some_and(u8::is_ascii_lowercase) {
                    last = Kind::Lower;
                    end += 1;
                }
                while let Some((next, length)) = plain(bytes, end) {
                    let joins = match next {
                        Kind::Upper | Kind::Lower | Kind::Digit | Kind::Underscore => true,
                        // "U.S", "don’t", "3.5", "1,200"
                        Kind::Stop | Kind::Apostrophe | Kind::Colon | Kind::Comma => {
                            match (last, plain(bytes, end + length)) {
                                (Kind::Upper | Kind::Lower, Some((Kind::Upper | Kind::Lower, _))) => {
                                    next != Kind::Comma
                                }
                                (Kind::Digit, Some((Kind::Digit, _))) => next != Kind::Colon,
                                _ => false,
                            }
                        }
                        _ => false,
                    };
                    if !joins {
                        break;
                    }
                    last = next;
                    end += length;
                }
            }
            _ => {}
        }
        end
    }
}

impl<'a> Iterator for WordPieces<'a> {
    type Item = (usize, &'a str);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if self.at < self.plain_to {
                let start = self.at;
                self.at = self.piece_end();
                return Some((start, &self.text[start..self.at]));
            }
            if let Some((base, pieces)) = &mut self.hard {
                // What is hard lies before what is looked at next.
                if let Some((at, piece)) = pieces.next() {
                    return Some((*base + at, piece));
                }
                self.hard = None;
            }
            if self.at == self.text.len() {
                return None;
            }
            self.look_ahead();
        }
    }
}

/// The pieces of a text between two sentence boundaries, with their places in bytes. Line ends are no matter of
/// this: texts are cut into paragraphs first.
pub(super) fn sentence_pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let bytes = text.as_bytes();
    let mut hard = (hard_from(bytes, 0) < bytes.len()).then(|| text.split_sentence_bound_indices());
    let mut at = 0;
    std::iter::from_fn(move || {
        if let Some(pieces) = &mut hard {
            return pieces.next();
        }
        let start = at;
        at = sentence_end(bytes, start);
        (start < at).then(|| (start, &text[start..at]))
    })
}

/// Where the sentence ends that begins at a byte of a plain text.
fn sentence_end(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    loop {
        // Nothing but these signs ends a sentence.
        while bytes.get(at).is_some_and(|byte| !matches!(byte, b'.' | b'!' | b'?')) {
            at += 1;
        }
        let Some(sign) = bytes.get(at) else { return at };
        let follows_letter = letter_ends(bytes, from, at);
        at += 1;
        if *sign == b'.' {
            // "3.5", "U.S", and "etc. and so on": a small letter is the next one.
            match plain(bytes, at) {
                Some((Kind::Digit, _)) => continue,
                Some((Kind::Upper, _)) if follows_letter => continue,
                _ => {}
            }
            if let Some(small) = small_letter_next(bytes, at) {
                at = small;
                continue;
            }
        }
        while let Some((Kind::Close | Kind::Apostrophe, length)) = plain(bytes, at) {
            at += length;
        }
        while let Some((Kind::Space | Kind::Blank, length)) = plain(bytes, at) {
            at += length;
        }
        match plain(bytes, at) {
            Some((Kind::Comma | Kind::Colon | Kind::Dash | Kind::Stop | Kind::Term, _)) => {}
            _ => return at,
        }
    }
}

/// Whether a letter ends at a byte of a plain text, of which nothing before `from` counts.
fn letter_ends(bytes: &[u8], from: usize, at: usize) -> bool {
    let start = (from..at).rev().find(|at| bytes[*at] & 0xc0 != 0x80);
    let kind = start.and_then(|start| plain(bytes, start));
    matches!(kind, Some((Kind::Upper | Kind::Lower, _)))
}

/// The place of the next letter, if it is a small one and no sign that ends a sentence comes before it.
fn small_letter_next(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        match plain(bytes, at)? {
            (Kind::Lower, _) => return Some(at),
            (Kind::Upper | Kind::Stop | Kind::Term, _) => return None,
            (_, length) => at += length,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str) {
        let words: Vec<_> = word_pieces(text).collect();
        assert_eq!(words, text.split_word_bound_indices().collect::<Vec<_>>(), "words of {text:?}");
        let sentences: Vec<_> = sentence_pieces(text).collect();
        assert_eq!(
            sentences,
            text.split_sentence_bound_indices().collect::<Vec<_>>(),
            "sentences of {text:?}"
        );
    }

    #[test]
    fn every_plain_character_is_cut_as_unicode_says() {
        let mut count = 0;
        for character in (0..0x2100).filter_map(char::from_u32) {
            let text = character.to_string();
            if plain(text.as_bytes(), 0).is_none() {
                continue;
            }
            count += 1;
            for pattern in [
                "c", "cc", "acb", "AcB", "1c2", "ac1", "1cb", "a.cb", "a.cB", "A.cB", "1.cB", "a. cb",
                "a. cB", "a.c b", "a.c B", "a!c b", "a! c B", "a!cB", "a. 1c b", "ac.B", "ac B", "a c. B",
                "_c_", "a’cb", "a'c", "c'a", " c c ", "a. c. B", "a.)c b", "a.) c B", "a.c) B", "a. )c B",
                "a.. cB", "ac. b",
            ] {
                check(&pattern.replace('c', &text));
            }
        }
        assert!(count > 250, "only {count} characters are plain");
    }

    #[test]
    fn a_cluster_ends_between_any_two_plain_characters() {
        let all: Vec<char> = (0..0x2100)
            .filter_map(char::from_u32)
            .filter(|character| plain(character.to_string().as_bytes(), 0).is_some())
            .collect();
        for one in &all {
            let text: String = all.iter().flat_map(|other| [*one, *other]).collect();
            assert_eq!(text.graphemes(true).count(), text.chars().count(), "beside {one:?}");
            assert!(text.char_indices().skip(1).all(|(at, _)| is_plain_edge(&text, at)), "beside {one:?}");
        }
        for (text, byte) in [("e\u{301}", 1), ("\r\n", 1), ("ab", 0), ("ab", 2), ("é", 1)] {
            assert!(!is_plain_edge(text, byte), "{text:?} at {byte}");
        }
    }

    /// What news is made of, and what is made to break a cutter.
    const SIGNS: &[&str] = &[
        "a", "b", "I", "É", "ß", "ž", "1", "2", "_", " ", "  ", "\t", "\u{a0}", ".", "!", "?", ",", ";", ":",
        "-", "–", "—", "'", "’", "‘", "\"", "“", "”", "(", ")", "»", "«", "…", "$", "€", "½", "/", "\u{301}",
        "\u{200d}", "\u{ad}", "\u{200b}", "\u{3000}", "\u{2009}", "·", "ª", "º", "א", "״", "カ", "東", "。",
        "ไ", "🇩", "👍", "\r", "\n", "\u{85}", "\u{2028}", "\u{2024}", "\u{2027}", "м", "М", "ǅ", "٣",
        "\u{c}",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4096))]

        #[test]
        fn texts_are_cut_as_unicode_says(signs in prop::collection::vec(prop::sample::select(SIGNS), 0..40)) {
            check(&signs.concat());
        }

        #[test]
        fn plain_texts_are_cut_as_unicode_says(
            signs in prop::collection::vec(prop::sample::select(&SIGNS[..37]), 0..40)
        ) {
            check(&signs.concat());
        }
    }

    #[test]
    fn a_text_of_signs_takes_time_in_proportion_to_it() {
        // The rules look ahead from each of these signs.
        let signs = ".)".to_owned() + &"(1)".repeat(1_000_000);
        assert_eq!(sentence_pieces(&signs).count(), 2);
    }
}
