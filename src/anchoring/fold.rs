//! A text as it is compared: white space, quotation marks and dashes in one form each.
//!
//! News pages change these by themselves between one copy and the next, so they say nothing about whether the
//! words are the same. Capitals and accents do and stay as they are.

/// Letters in the form in which they are compared, each with the code point that it comes from.
#[derive(Clone, Debug, Default)]
pub(super) struct Folded {
    /// The letters.
    pub letters: Vec<char>,
    /// For each letter the code point of the text that it comes from. One that unfolds into several letters
    /// (`…` into three dots) is named by each of them.
    pub at: Vec<u32>,
}

impl Folded {
    /// Folds a text.
    pub fn new(text: &str) -> Self {
        let mut folded = Self { letters: Vec::with_capacity(text.len()), at: Vec::with_capacity(text.len()) };
        let mut after_space = false;
        for (at, letter) in (0..).zip(text.chars()) {
            let form = form(letter);
            let is_space = form == Some(' ');
            if let Some(form) = form.filter(|_| !(is_space && after_space)) {
                let times = if letter == '…' { 3 } else { 1 };
                for _ in 0..times {
                    folded.letters.push(form);
                    folded.at.push(at);
                }
            }
            // What is invisible does not end a run of white space.
            after_space = is_space || (form.is_none() && after_space);
        }
        folded
    }

    /// How many letters there are.
    pub fn len(&self) -> usize {
        self.letters.len()
    }
}

/// The form in which a letter is compared; `None` for what cannot be seen.
fn form(letter: char) -> Option<char> {
    if letter.is_ascii_alphanumeric() {
        return Some(letter);
    }
    Some(match letter {
        // The soft hyphen, the zero-width space, the word joiner and the byte order mark. Joiners between
        // letters and emoji do change what is seen and stay.
        '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => return None,
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '〝' | '〞' | '＂' | '『' | '』' => '"',
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | '`' | '´' | 'ʼ' | '＇' | '「' | '」' => {
            '\''
        }
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '﹘' | '－' => '-',
        '…' => '.',
        letter if letter.is_whitespace() => ' ',
        letter => letter,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_pages_change_are_folded() {
        // text, folded, the code point of each letter
        let cases: [(&str, &str, &[u32]); 7] = [
            ("", "", &[]),
            ("“No – it’s”", "\"No - it's\"", &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
            ("a \n\n b", "a b", &[0, 1, 5]),
            ("a\u{a0}b", "a b", &[0, 1, 2]),
            ("so…", "so...", &[0, 1, 2, 2, 2]),
            ("hy\u{ad}phen \u{200b} x", "hyphen x", &[0, 1, 3, 4, 5, 6, 7, 10]),
            ("Été", "Été", &[0, 1, 2]),
        ];
        for (text, letters, at) in cases {
            let folded = Folded::new(text);
            assert_eq!(folded.letters.iter().collect::<String>(), letters, "{text:?}");
            assert_eq!(folded.at, at, "{text:?}");
        }
    }
}
