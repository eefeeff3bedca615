//! Where a selection ends: stray punctuation is left out, and edges may snap to words or sentences.

use unicode_segmentation::UnicodeSegmentation;

use super::{ArticleText, CodePointOffset, TextRange, Unit, spans_at};

/// What the edges of a selection snap to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Snap {
    /// They stay where they are put.
    #[default]
    Exact,
    /// They move outwards to the edges of words.
    Word,
    /// They move outwards to the edges of sentences.
    Sentence,
}

impl Snap {
    /// Every value, the usual one first.
    pub const ALL: [Self; 3] = [Self::Exact, Self::Word, Self::Sentence];

    /// Its name in settings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Word => "word",
            Self::Sentence => "sentence",
        }
    }

    /// Reads what [`Self::name`] wrote.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|snap| snap.name() == name)
    }
}

/// Signs that separate words from what is around them: at an edge of a selection they belong to neither.
const SEPARATORS: &str = ",;:–—،、，；：";
/// Signs that open: stray where they stand alone at the end.
const OPENERS: &str = "([{“‘„‚«‹「『（【";
/// Signs that close: stray where they stand alone at the start.
const CLOSERS: &str = ")]}”’»›」』）】.!?…";
/// Quotation marks that open in one language and close in another, or do both.
const EITHER: &str = "\"'“”‘’»«›‹";

impl ArticleText {
    /// A selection as an annotation takes it: snapped, tidy ([`ArticleText::tidy`]), without stray punctuation.
    ///
    /// Stray are, at either edge: commas, semicolons, colons and dashes; and an opening sign at the end, or a
    /// closing sign or full stop at the start, that white space or another stray sign cuts off from the rest.
    /// Quotation marks, brackets and full stops that touch the words stay. A selection of nothing but signs
    /// stays as it is. `None` where [`ArticleText::tidy`] says so.
    ///
    /// ```text
    /// ,” she said: “      ->  she said
    /// “We won,” she       ->  “We won,” she
    /// the plant –         ->  the plant
    /// ```
    pub fn trimmed(&self, range: TextRange, snap: Snap) -> Option<TextRange> {
        let tidy = self.tidy(range)?;
        let mut range = self.without_stray_signs(tidy);
        let unit = match snap {
            Snap::Exact => return Some(range),
            Snap::Word => Unit::Word,
            Snap::Sentence => Unit::Sentence,
        };
        let within = range;
        for paragraph in self.paragraphs_in(within) {
            for span in spans_at(self, paragraph, unit).into_iter().filter(|span| span.overlaps(within)) {
                let (start, end) = (range.start().min(span.start()), range.end().max(span.end()));
                range = TextRange::new(start, end).unwrap_or(range);
            }
        }
        self.tidy(range)
    }

    fn without_stray_signs(&self, range: TextRange) -> TextRange {
        let words = self.slice(range);
        let clusters: Vec<&str> = words.graphemes(true).collect();
        let is_blank = |cluster: &str| cluster.chars().all(char::is_whitespace);
        let is_in = |signs: &str, cluster: &str| {
            let mut letters = cluster.chars();
            matches!((letters.next(), letters.next()), (Some(letter), None) if signs.contains(letter))
        };
        // How many clusters are stray, counted from one side; `alone` are the signs that are stray only where
        // they stand alone.
        let stray = |clusters: &mut dyn Iterator<Item = &&str>, alone: &str| {
            let (mut stray, mut pending) = (0, 0);
            for cluster in clusters {
                let is_separator = is_in(SEPARATORS, cluster);
                if is_blank(cluster) || (is_separator && pending == 0) {
                    stray += pending + 1;
                    pending = 0;
                } else if is_separator || is_in(alone, cluster) || is_in(EITHER, cluster) {
                    pending += 1;
                } else {
                    return stray;
                }
            }
            // Nothing but signs.
            0
        };
        let left = stray(&mut clusters.iter(), CLOSERS);
        let right = stray(&mut clusters[left..].iter().rev(), OPENERS);
        let length = |clusters: &[&str]| -> u32 {
            let count: usize = clusters.iter().map(|cluster| cluster.chars().count()).sum();
            u32::try_from(count).unwrap_or_default()
        };
        let start = CodePointOffset(range.start().0 + length(&clusters[..left]));
        let end = CodePointOffset(range.end().0 - length(&clusters[clusters.len() - right..]));
        TextRange::new(start, end).unwrap_or(range)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation;

    /// The words that a selection in brackets, `[s:…]`, ends up with.
    fn selected(source: &str, snap: Snap) -> Option<String> {
        let marked = notation::parse(source).expect(source);
        let (text, _) = ArticleText::new(&marked.text);
        let range = marked.ranges_of("s").next().expect("a selection");
        text.trimmed(range, snap).map(|range| text.slice(range).to_owned())
    }

    #[test]
    fn stray_signs_are_left_out() {
        let cases = [
            ("[s: the plant ]", Some("the plant")),
            ("the [s:plant,] which", Some("plant")),
            ("the plant[s:, which cost]", Some("which cost")),
            ("[s:,” she said\\: “]We", Some("she said")),
            ("[s:“We won,” she]", Some("“We won,” she")),
            ("[s:“We won,”]", Some("“We won,”")),
            ("[s:”Vi vann”] sa hon", Some("”Vi vann”")),
            ("[s:»Wir haben gewonnen«]", Some("»Wir haben gewonnen«")),
            ("[s:. It rained.]", Some("It rained.")),
            ("[s:It rained. –]", Some("It rained.")),
            ("[s:(up to 5)]", Some("(up to 5)")),
            ("[s:it fell (]by 5)", Some("it fell")),
            ("[s:f(]x)", Some("f(")),
            ("[s:it fell ( ]by 5)", Some("it fell")),
            ("[s:’90s and .5]", Some("’90s and .5")),
            ("[s:-5 degrees]", Some("-5 degrees")),
            ("[s:—]", Some("—")),
            ("[s: ”, ]", Some("”,")),
            ("[s:…]", Some("…")),
            ("[s:he said –\u{301} so]", Some("he said –\u{301} so")),
            ("[s:، قال،]", Some("قال")),
            ("[s: ] a", None),
        ];
        for (source, expected) in cases {
            assert_eq!(selected(source, Snap::Exact).as_deref(), expected, "{source}");
        }
    }

    #[test]
    fn edges_snap_outwards() {
        let cases = [
            ("We wo[s:n by th]ree votes. It rained.", Snap::Word, "won by three"),
            ("We wo[s:n by th]ree votes. It rained.", Snap::Sentence, "We won by three votes."),
            ("One. Tw[s:o. Thr]ee. Four.", Snap::Sentence, "Two. Three."),
            ("One[s:, two]", Snap::Word, "two"),
            ("a “[s:b]c” d", Snap::Word, "bc"),
            ("First.\n\nSec[s:ond\n\nThi]rd", Snap::Word, "Second\n\nThird"),
            ("We [s:—] won", Snap::Word, "—"),
        ];
        for (source, snap, expected) in cases {
            assert_eq!(selected(source, snap).as_deref(), Some(expected), "{source} {snap:?}");
        }
    }

    #[test]
    fn names_are_read_as_they_are_written() {
        for snap in Snap::ALL {
            assert_eq!(Snap::from_name(snap.name()), Some(snap));
        }
    }
}
