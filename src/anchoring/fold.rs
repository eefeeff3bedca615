//! A text as it is compared: white space, quotation marks and dashes in one form each.
//!
//! News pages change these by themselves between one copy and the next, so they say nothing about whether the
//! words are the same. Capitals and accents do and stay as they are.

/// Letters in the form in which they are compared, each with the code point that it comes from.
#[derive(Clone, Debug, Default)]
pub(super) struct Folded {
    /// The letters.
    pub letters: Vec<char>,
    /// Which code point of the text a letter comes from, where that is not the one after the letter before: the
    /// letter, and the code point. A table of all of them would be as large as the letters.
    jumps: Vec<(u32, u32)>,
}

impl Folded {
    /// Folds a text.
    pub fn new(text: &str) -> Self {
        let mut folded = Self { letters: Vec::with_capacity(text.chars().count()), jumps: Vec::new() };
        let (mut after_space, mut expected) = (false, None);
        for (at, letter) in (0..).zip(text.chars()) {
            let form = form(letter);
            let is_space = form == Some(' ');
            if let Some(form) = form.filter(|_| !(is_space && after_space)) {
                let times = if letter == '…' { 3 } else { 1 };
                for _ in 0..times {
                    if expected != Some(at) {
                        folded.jumps.push((u32::try_from(folded.letters.len()).unwrap_or(u32::MAX), at));
                    }
                    folded.letters.push(form);
                    expected = Some(at + 1);
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

    /// The code point of the text that a letter comes from. One that unfolds into several letters (`…` into three
    /// dots) is named by each of them.
    pub fn at(&self, letter: usize) -> Option<u32> {
        let letter = u32::try_from(letter).ok().filter(|_| letter < self.len())?;
        let before = self.jumps.partition_point(|(from, _)| *from <= letter);
        let (from, at) = self.jumps.get(before.checked_sub(1)?)?;
        Some(at + (letter - from))
    }

    /// How many letters come from code points before this one.
    pub fn before(&self, at: u32) -> usize {
        let before = self.jumps.partition_point(|(_, from)| *from < at);
        let Some((letter, from)) = before.checked_sub(1).and_then(|last| self.jumps.get(last)) else {
            return 0;
        };
        let next = self.jumps.get(before).map_or(self.len(), |(letter, _)| *letter as usize);
        (*letter as usize + (at - from) as usize).min(next)
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
            let places: Vec<_> = (0..folded.len()).filter_map(|letter| folded.at(letter)).collect();
            assert_eq!(places, at, "{text:?}");
            assert_eq!(folded.at(at.len()), None, "{text:?}");
            for place in 0..=at.last().map_or(0, |last| last + 2) {
                let before = at.iter().filter(|other| **other < place).count();
                assert_eq!(folded.before(place), before, "{text:?} {place}");
            }
        }
    }
}
