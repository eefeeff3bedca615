//! Where the words of a file stand in a text.

use std::cell::Cell;

use super::check::{Slices, Unit};
use super::problem::Refusal;
use super::wire;
use crate::anchoring::{Anchored, Finder, TextQuote, Why};
use crate::format::budget::{Budget, of_finder};
use crate::text::{ArticleText, ByteOffset, TextRange, Utf16Offset};

/// A text in which the parts of a file are placed.
pub(in crate::format) struct Places<'a> {
    text: &'a ArticleText,
    slices: Slices<'a>,
    finder: Finder<'a>,
    budget: &'a Budget,
    /// How much the finder's table takes; `None` before it is asked for, nothing if there is no room for it.
    table: Cell<Option<usize>>,
}

impl Drop for Places<'_> {
    fn drop(&mut self) {
        self.budget.release(self.table.get().unwrap_or(0));
    }
}

impl<'a> Places<'a> {
    pub(in crate::format) fn new(text: &'a ArticleText, budget: &'a Budget) -> Self {
        let (slices, finder) = (Slices::new(text.as_str()), Finder::new(text));
        Self { text, slices, finder, budget, table: Cell::new(None) }
    }

    /// Where a part stands, and whether it had to be searched for.
    pub(super) fn place(&self, part: &wire::Part) -> Result<(TextRange, bool), Refusal> {
        if self.slices.gives(Unit::CodePoints, part.code_points, &part.exact)
            && let Some(range) = TextRange::of(part.code_points.start, part.code_points.end)
        {
            return Ok((range, false));
        }
        if self.slices.gives(Unit::Utf16, part.utf16, &part.exact)
            && let Some(range) =
                self.text.range_of_utf16(Utf16Offset(part.utf16.start), Utf16Offset(part.utf16.end))
        {
            return Ok((range, true));
        }
        let quote =
            TextQuote { exact: part.exact.clone(), prefix: part.prefix.clone(), suffix: part.suffix.clone() };
        self.by_words(&quote).map(|range| (range, true))
    }

    /// Where the words of a file stand that does not say so, or says it wrongly. White space, quotation marks and
    /// dashes may differ, because programs change them on the way; other letters may not: nothing is placed where
    /// its words do not stand.
    pub(in crate::format) fn by_words(&self, quote: &TextQuote) -> Result<TextRange, Refusal> {
        let has_table = self.table.get().unwrap_or_else(|| {
            let size = of_finder(self.text);
            let size = if self.budget.hold(size).is_ok() { size } else { 0 };
            self.table.set(Some(size));
            size
        });
        if has_table == 0 {
            return self.plainly(quote);
        }
        let found = match self.finder.anchor(quote, None) {
            Anchored::Found(found) => vec![found],
            Anchored::Ambiguous(matches) | Anchored::Missing(matches) => matches,
        };
        let same: Vec<_> = found.iter().filter(|found| !matches!(found.why, Why::Similar { .. })).collect();
        match same.as_slice() {
            [] => Err(Refusal::WordsMissing),
            [found] => Ok(found.range),
            places => Err(Refusal::WordsAmbiguous { places: places.len() }),
        }
    }

    /// The same without a table, for a text so long that there is no room for one: letter by letter as they are.
    fn plainly(&self, quote: &TextQuote) -> Result<TextRange, Refusal> {
        if quote.exact.is_empty() {
            return Err(Refusal::WordsMissing);
        }
        let text = self.text.as_str();
        let (mut number, mut with_context, mut first, mut fitting) = (0, 0, None, None);
        for (at, words) in text.match_indices(&quote.exact) {
            number += 1;
            first = first.or(Some(at));
            if text[..at].ends_with(&quote.prefix) && text[at + words.len()..].starts_with(&quote.suffix) {
                with_context += 1;
                fitting = fitting.or(Some(at));
            }
        }
        let only = match (number, with_context) {
            (0, _) => return Err(Refusal::WordsMissing),
            (1, _) => first,
            (_, 1) => fitting,
            _ => None,
        };
        let point = |byte| self.text.index().code_point_of_byte(text, ByteOffset::from_count(byte));
        only.and_then(|at| TextRange::new(point(at)?, point(at + quote.exact.len())?))
            .ok_or(Refusal::WordsAmbiguous { places: number })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_with_and_without_a_table() {
        let (text, _) = ArticleText::new("It rained. “It” rained twice, and then it rained.");
        let quote = |exact: &str, prefix: &str, suffix: &str| TextQuote {
            exact: exact.to_owned(),
            prefix: prefix.to_owned(),
            suffix: suffix.to_owned(),
        };
        let cases = [
            (quote("rained twice", "", ""), Ok((16, 28))),
            (quote("rained", "then it ", "."), Ok((42, 48))),
            (quote("snowed", "", ""), Err(Refusal::WordsMissing)),
            (quote("", "", ""), Err(Refusal::WordsMissing)),
            (quote("rained", "", ""), Err(Refusal::WordsAmbiguous { places: 3 })),
        ];
        let (roomy, full) = (Budget::of_file(0), Budget::of_file(0));
        while full.hold(1 << 10).is_ok() {}
        for budget in [&roomy, &full] {
            for (quote, expected) in &cases {
                let found = Places::new(&text, budget).by_words(quote);
                let found = found.map(|range| (range.start().0, range.end().0));
                assert_eq!(found, *expected, "{quote:?}");
            }
        }
        assert_eq!(roomy.held(), 0, "the table's room is given back");
    }
}
