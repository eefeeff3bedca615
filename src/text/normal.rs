//! The one change that a text goes through: made at the door, recorded, and never again.

use std::borrow::Cow;

/// What [`normalize`] had to change. All zero for a text that was normal already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Normalization {
    /// How many CRLF and lone CR became LF.
    pub line_endings: u32,
    /// Whether a leading byte order mark was taken away.
    pub byte_order_mark: bool,
    /// How many characters that XML 1.0 forbids became U+FFFD.
    pub replaced: u32,
}

/// Makes a text one that every format can hold: LF line ends, no leading byte order mark, and none of the
/// characters that XML 1.0 (section 2.2) forbids, which become U+FFFD.
///
/// Nothing else is touched: no Unicode normalisation, no trimming; no-break and zero-width characters stay.
/// It is idempotent.
pub fn normalize(text: &str) -> (Cow<'_, str>, Normalization) {
    let mut done = Normalization::default();
    let body = match text.strip_prefix('\u{feff}') {
        Some(rest) => {
            done.byte_order_mark = true;
            // Several marks in a row would make a second pass change the text again.
            rest.trim_start_matches('\u{feff}')
        }
        None => text,
    };
    if !body.chars().any(|character| character == '\r' || is_forbidden(character)) {
        return (Cow::Borrowed(body), done);
    }
    let mut normal = String::with_capacity(body.len());
    let mut characters = body.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                done.line_endings += 1;
                characters.next_if_eq(&'\n');
                normal.push('\n');
            }
            forbidden if is_forbidden(forbidden) => {
                done.replaced += 1;
                normal.push('\u{fffd}');
            }
            fine => normal.push(fine),
        }
    }
    (Cow::Owned(normal), done)
}

/// XML 1.0, production 2 (`Char`). Surrogates need no mention: a Rust string cannot hold them.
fn is_forbidden(character: char) -> bool {
    matches!(character, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_marks_and_forbidden_characters() {
        // pasted, kept, line endings, byte order mark, replaced
        let cases = [
            ("", "", 0, false, 0),
            ("a\nb", "a\nb", 0, false, 0),
            ("a\r\nb\rc\n\rd", "a\nb\nc\n\nd", 3, false, 0),
            ("\u{feff}a\u{feff}b", "a\u{feff}b", 0, true, 0),
            ("\u{feff}\u{feff}a", "a", 0, true, 0),
            ("a\0b\u{b}c\u{ffff}", "a\u{fffd}b\u{fffd}c\u{fffd}", 0, false, 3),
            ("tab\tstays", "tab\tstays", 0, false, 0),
            ("a\u{a0}b\u{200b}c\u{ad}d\u{85}", "a\u{a0}b\u{200b}c\u{ad}d\u{85}", 0, false, 0),
            // Never composed: the accent stays a code point of its own.
            ("e\u{301}", "e\u{301}", 0, false, 0),
        ];
        for (pasted, kept, line_endings, byte_order_mark, replaced) in cases {
            let (normal, done) = normalize(pasted);
            assert_eq!(normal, kept, "{pasted:?}");
            assert_eq!(done, Normalization { line_endings, byte_order_mark, replaced }, "{pasted:?}");
            assert_eq!(normalize(&normal).0, normal, "a second pass changed {pasted:?}");
        }
    }
}
