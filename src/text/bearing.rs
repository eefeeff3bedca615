//! Which way a text reads, by its first letter that says so (UAX #9, rules P2 and P3): what `dir="auto"` of HTML decides.

use super::{ArticleText, CodePointOffset};

/// Whether a text reads from right to left: whether the first of its letters that has a direction is of a script such
/// as Hebrew or Arabic.
pub fn is_right_to_left(text: &str) -> bool {
    text.chars().find_map(bearing).unwrap_or(false)
}

/// Whether the paragraph at a place reads from right to left; between two paragraphs, the one before.
pub fn is_right_to_left_at(text: &ArticleText, at: CodePointOffset) -> bool {
    let number = text.paragraphs().partition_point(|paragraph| paragraph.range.start() <= at);
    let paragraph = number.checked_sub(1).and_then(|number| text.paragraphs().get(number));
    paragraph.is_some_and(|paragraph| is_right_to_left(&paragraph.text))
}

/// Whether a character has what follows read from right to left; `None` if it says nothing about that, as digits,
/// signs and spaces do.
fn bearing(letter: char) -> Option<bool> {
    match letter {
        // The marks that are there for nothing else.
        '\u{200e}' => Some(false),
        '\u{200f}' | '\u{61c}' => Some(true),
        // The blocks that Unicode keeps for scripts from right to left.
        '\u{590}'..='\u{8ff}'
        | '\u{fb1d}'..='\u{fdff}'
        | '\u{fe70}'..='\u{feff}'
        | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}' => letter.is_alphabetic().then_some(true),
        _ => letter.is_alphabetic().then_some(false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_letter_that_says_so_decides() {
        let cases = [
            ("", false),
            ("12 … 34", false),
            ("It rained.", false),
            ("“ירד גשם” world", true),
            ("3 מיליון", true),
            ("٣ ملايين", true),
            ("“BBC” שלום", false),
            ("\u{200f}BBC שלום", true),
            ("\u{200e}שלום", false),
            ("市长说", false),
        ];
        for (text, expected) in cases {
            assert_eq!(is_right_to_left(text), expected, "{text:?}");
        }
    }

    #[test]
    fn each_paragraph_reads_its_own_way() {
        let (text, _) = ArticleText::new("ab\n\nשל\n\ncd");
        let ways: String = (0..=text.index().code_points().0)
            .map(|at| if is_right_to_left_at(&text, CodePointOffset(at)) { '<' } else { '>' })
            .collect();
        assert_eq!(ways, ">>>><<<<>>>");
    }
}
