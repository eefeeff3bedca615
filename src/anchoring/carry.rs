//! Carries a passage from one version of a text to the next.

use std::cell::OnceCell;

use super::fold::Folded;
use super::{Anchored, Comparison, Finder, Match, Why, describe};
use crate::text::{ArticleText, TextRange};

/// What became of a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// Its words stand where they stood, among the same words.
    Kept,
    /// Its words stand elsewhere now.
    Moved,
    /// White space, quotation marks or dashes in it were changed, and nothing else.
    Signs,
    /// Its words were changed.
    Changed,
    /// It is gone.
    Lost,
}

impl Fate {
    /// Every fate, the least worrying first.
    pub const ALL: [Self; 5] = [Self::Kept, Self::Moved, Self::Signs, Self::Changed, Self::Lost];

    /// Its name in files and on the page.
    pub fn name(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Moved => "moved",
            Self::Signs => "repunctuated",
            Self::Changed => "changed",
            Self::Lost => "lost",
        }
    }

    /// Whether a person should look at it.
    pub fn needs_review(self) -> bool {
        matches!(self, Self::Changed | Self::Lost)
    }
}

/// A passage in the new text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    /// What became of it.
    pub fate: Fate,
    /// Where it stands now; none if it is lost.
    pub range: Option<TextRange>,
    /// Other places where it might stand, the likeliest first. For a lost passage they are all there is.
    pub candidates: Vec<Match>,
}

/// Carries passages from one text to another. The comparison is made once; the new text is made ready for searches
/// when the first is needed.
pub struct Carrier<'a> {
    old: &'a ArticleText,
    new: &'a ArticleText,
    comparison: Comparison,
    finder: OnceCell<Finder<'a>>,
}

/// How many places are offered for a passage.
const CANDIDATES: usize = 5;

impl<'a> Carrier<'a> {
    /// Compares two texts.
    pub fn new(old: &'a ArticleText, new: &'a ArticleText) -> Self {
        let comparison = Comparison::new(old.as_str(), new.as_str());
        Self { old, new, comparison, finder: OnceCell::new() }
    }

    /// How the texts differ.
    pub fn comparison(&self) -> &Comparison {
        &self.comparison
    }

    /// Carries one passage.
    ///
    /// Where the comparison has its words unbroken, they are there. Where it has some of them, the place is what is
    /// left of them, made whole to the edges of words; where it has few or none, they are searched for everywhere,
    /// and a place is taken only if that is sure.
    pub fn carry(&self, range: TextRange) -> Carried {
        let words = self.old.slice(range);
        let mapped = self.comparison.map(range);
        if let Some(mapped) = mapped
            && (mapped.is_whole || self.new.slice(mapped.range) == words)
        {
            return Carried { fate: Fate::Kept, range: Some(mapped.range), candidates: Vec::new() };
        }
        if let Some(mapped) = mapped
            && Folded::new(words).letters == Folded::new(self.new.slice(mapped.range)).letters
        {
            return Carried { fate: Fate::Signs, range: Some(mapped.range), candidates: Vec::new() };
        }
        let finder = self.finder.get_or_init(|| Finder::new(self.new));
        let found = finder.anchor(&describe(self.old, range), self.comparison.hint(range));
        // What stood in the old text too, and still stands, is another passage that was there all along.
        let is_news = |found: &Match| self.comparison.is_mostly_new(found.range);
        let is_same = |found: &Match| !matches!(found.why, Why::Similar { .. }) && is_news(found);
        let (best, mut candidates) = match found {
            Anchored::Found(found) => (Some(found), Vec::new()),
            Anchored::Ambiguous(matches) | Anchored::Missing(matches) => (None, matches),
        };
        candidates.truncate(CANDIDATES);
        // The very words elsewhere are the passage; half of it here is what else became of it.
        let is_here = mapped.is_some_and(|mapped| mapped.kept * 100 >= range.len() * MOSTLY_KEPT);
        if let Some(found) = best.as_ref().filter(|found| !is_here && is_same(found)) {
            let fate = if self.new.slice(found.range) == words { Fate::Moved } else { Fate::Signs };
            return Carried { fate, range: Some(found.range), candidates };
        }
        // Enough of it is left where it stood.
        let kept = mapped.filter(|mapped| mapped.kept * 100 >= range.len() * LEAST_KEPT);
        let edges_hold =
            !self.comparison.is_in_change(range.start().0) && !self.comparison.is_in_change(range.end().0);
        let fits = |mapped: &super::Mapped| mapped.range.len() <= range.len() * 2 + 40;
        if let Some(mapped) = kept.filter(|mapped| edges_hold && fits(mapped)) {
            candidates.extend(best.filter(|found| !found.range.overlaps(mapped.range)));
            return Carried { fate: Fate::Changed, range: Some(self.tidy(mapped.range)), candidates };
        }
        // What was searched for agrees with what is left, or is sure by itself.
        let agrees = |found: &Match| {
            mapped.is_some_and(|mapped| mapped.range.overlaps(found.range))
                || (found.is_sure() && is_news(found))
        };
        match best {
            Some(found) if agrees(&found) => {
                Carried { fate: Fate::Changed, range: Some(self.tidy(found.range)), candidates }
            }
            Some(found) => {
                candidates.insert(0, found);
                self.left(range, kept.filter(fits), candidates)
            }
            None => self.left(range, kept.filter(fits), candidates),
        }
    }

    fn left(&self, range: TextRange, kept: Option<super::Mapped>, mut candidates: Vec<Match>) -> Carried {
        if let Some(mapped) = kept {
            return Carried { fate: Fate::Changed, range: Some(self.tidy(mapped.range)), candidates };
        }
        // What took its place is a candidate like any other.
        let is_like = |mapped: &super::Mapped| {
            mapped.range.len() <= range.len() * 2 + 40 && mapped.kept * 100 >= range.len() * LEAST_LIKE
        };
        let instead = self.comparison.map(range).filter(is_like);
        if let Some(mapped) = instead
            .filter(|mapped| !candidates.iter().any(|candidate| candidate.range.overlaps(mapped.range)))
        {
            let edits = range.len() - mapped.kept;
            let sure = u8::try_from(mapped.kept * 100 / range.len()).unwrap_or(0);
            let range = self.tidy(mapped.range);
            candidates.push(Match { range, why: Why::Similar { edits }, sure });
        }
        candidates.truncate(CANDIDATES);
        Carried { fate: Fate::Lost, range: None, candidates }
    }

    fn tidy(&self, range: TextRange) -> TextRange {
        self.new.tidy(range).unwrap_or(range)
    }
}

/// How many of a hundred code points of a passage have to be left where it stood to speak of the same passage.
const LEAST_KEPT: u32 = 40;
/// With fewer left, what took its place is something else.
const LEAST_LIKE: u32 = 20;
/// With so many left it is not looked for elsewhere.
const MOSTLY_KEPT: u32 = 70;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation;

    fn marked(source: &str) -> (ArticleText, Vec<TextRange>) {
        let marked = notation::parse(source).expect(source);
        (ArticleText::new(&marked.text).0, marked.ranges.iter().map(|(_, range)| *range).collect())
    }

    #[test]
    fn what_becomes_of_passages() {
        use Fate::{Changed, Kept, Lost, Moved, Signs};
        let cases = [
            // Put in before, inside, after, across an edge.
            ("We [x:won it] all.", "Then we [x:won it] all.", Kept),
            ("We [x:won it] all.", "We [x:won it] all in the end.", Kept),
            ("We [x:won the cup at home] again.", "We [x:won the silver cup at home] again.", Changed),
            (
                "He said [x:we won the cup] on Monday.",
                "He said that [x:we won the cup] late on Monday.",
                Kept,
            ),
            ("He [x:said we won] the cup.", "He then [x:said we won] the cup.", Kept),
            // Taken out, in part and as a whole.
            ("We [x:won the silver cup at home] again.", "We [x:won the cup at home] again.", Changed),
            ("It rained. [x:The mayor resigned at noon.] It stopped.", "It rained. It stopped.", Lost),
            // Moved.
            (
                "[x:The mayor resigned at noon.] It rained all day long. It stopped in the evening.",
                "It rained all day long. It stopped in the evening. [x:The mayor resigned at noon.]",
                Moved,
            ),
            // Doubled: the first stays where it was.
            ("[x:It rained.] Nobody came.", "[x:It rained.] Nobody came. It rained.", Kept),
            // Rewritten.
            (
                "It rained. [x:“We will never close the plant,”] said Ito. It stopped.",
                "It rained. [x:“We would never close our plant,”] said Ito. It stopped.",
                Changed,
            ),
            (
                "It rained. [x:Costs will rise by ten per cent, he said.] It stopped.",
                "It rained. Nobody could be reached for comment. It stopped.",
                Lost,
            ),
            // Joined and split paragraphs.
            ("[x:One line.\n\nAnother line.] End.", "[x:One line. Another line.] End.", Signs),
            ("[x:One line. Another line.] End.", "[x:One line.\n\nAnother line.] End.", Signs),
            ("One line.\n\n[x:Another line.] End.", "One line. [x:Another line.] End.", Kept),
            // Signs only.
            ("He said [x:\"it's – fine\"] there.", "He said [x:“it’s - fine”] there.", Signs),
            // Scripts.
            ("昨日は[x:雨が降った]。終わり。", "昨日は大阪で[x:雨が降った]。終わり。", Kept),
            (
                "قال الوزير [x:إن المصنع سيغلق] العام المقبل",
                "قال الوزير أمس [x:إن المصنع سيغلق] العام المقبل",
                Kept,
            ),
            ("וטען כי [x:המפעל ייסגר בקרוב] לדבריו", "וטען אתמול כי [x:המפעל ייסגר בקרוב] לדבריו", Kept),
            ("मंत्री ने [x:कारखाना बंद] कहा", "कल मंत्री ने [x:कारखाना बंद] कहा", Kept),
            ("เขาพูดว่า[x:โรงงานจะปิด]ปีหน้า", "เมื่อวานเขาพูดว่า[x:โรงงานจะปิด]ปีหน้า", Kept),
            ("So [x:👩\u{200d}👧 won] it", "So 👍🏽 [x:👩\u{200d}👧 won] it", Kept),
            ("[x:Cafe\u{301} closed] today", "The [x:Cafe\u{301} closed] today", Kept),
        ];
        for (before, after, fate) in cases {
            let ((old, ranges), (new, expected)) = (marked(before), marked(after));
            let carried = Carrier::new(&old, &new).carry(ranges[0]);
            let words = carried.range.map(|range| new.slice(range));
            let expected_words = expected.first().map(|range| new.slice(*range));
            assert_eq!((carried.fate, words), (fate, expected_words), "{before} -> {after}: {carried:?}");
        }
    }

    #[test]
    fn a_lost_passage_comes_with_candidates() {
        let (old, ranges) = marked(
            "The mayor spoke first. [x:“We will build the bridge by the summer of next year,”] he said. Rain fell.",
        );
        let (new, _) = ArticleText::new(
            "The mayor spoke first. Rain fell. Much later: we build a bridge by summer next year, said the mayor.",
        );
        let carried = Carrier::new(&old, &new).carry(ranges[0]);
        assert!(carried.fate.needs_review(), "{carried:?}");
        let places = carried.candidates.iter().map(|found| found.range).chain(carried.range);
        let words: Vec<_> = places.map(|range| new.slice(range)).collect();
        assert!(words.iter().any(|words| words.contains("build a bridge by summer")), "{words:?}");
    }
}
