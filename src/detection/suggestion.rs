//! What is put before a person: every quote and claim that was found, each with its reason.

use std::ops::ControlFlow;
use std::rc::Rc;

use super::claims::{ClaimSuggestion, claims_beside};
use super::marks::{is_mark, quote_type};
use super::names::Speaker;
use super::reasons::Why;
use super::stray::{StrayLine, is_in_one_of, stray_lines};
use super::suggest::{QuoteSuggestion, suggest_quotes_while};
use crate::annotation::{ClaimType, Kind, Parts, QuoteType};
use crate::text::{ArticleText, TextRange};

/// A passage that may be a quote or a claim. It becomes an annotation only when a person accepts it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// As what it is suggested.
    pub kind: Kind,
    /// The words.
    pub parts: Parts,
    /// Of a quote: how it was said.
    pub quote_type: Option<QuoteType>,
    /// Of a claim: what it is about.
    pub claim_type: Option<ClaimType>,
    /// The words that attribute it: "said".
    pub cue: Option<TextRange>,
    /// The source as it stands in the text: "she".
    pub mention: Option<TextRange>,
    /// Whom that means.
    pub speaker: Option<Rc<Speaker>>,
    /// How sure it is, from 0 to 100.
    pub score: u8,
    /// Why.
    pub why: Why,
}

impl Suggestion {
    /// The same on other words. A quote is as those are, and what would attribute it from within its own words no longer
    /// does.
    #[must_use]
    pub fn on_other_words(self, text: &ArticleText, words: TextRange) -> Self {
        let parts = Parts::from(words);
        let outside = |span: &TextRange| !parts.overlap(*span);
        Self {
            quote_type: self.quote_type.map(|_| quote_type(text, &parts)),
            cue: self.cue.filter(outside),
            mention: self.mention.filter(outside),
            parts,
            ..self
        }
    }

    /// What tells it from every other one of the same text: from the start of its words to their end.
    pub fn passage(&self) -> TextRange {
        self.parts.extent()
    }
}

impl From<QuoteSuggestion> for Suggestion {
    fn from(quote: QuoteSuggestion) -> Self {
        Self {
            kind: Kind::Quote,
            parts: quote.content,
            quote_type: Some(quote.quote_type),
            claim_type: None,
            cue: quote.cue,
            mention: quote.mention,
            speaker: quote.speaker,
            score: quote.score,
            why: Why::Quote(quote.reasons),
        }
    }
}

/// A quoted passage without its quotation marks; `None` if it has none, or nothing else.
fn within_marks(text: &ArticleText, passage: TextRange) -> Option<TextRange> {
    let words = text.slice(passage);
    let is_sign = |c: char| is_mark(c) || c.is_whitespace() || c == ',';
    let from_start = words.trim_start_matches(is_sign);
    let inner = from_start.trim_end_matches(is_sign);
    let length = |text: &str| u32::try_from(text.chars().count()).ok();
    let start = passage.start().0 + length(words)? - length(from_start)?;
    let inner = TextRange::of(start, start + length(inner)?)?;
    (inner != passage && words.chars().any(is_mark)).then_some(inner)
}

/// Fewer words than these in quotation marks are an expression within somebody else's sentence.
const CLAUSE: usize = 5;

/// How many quotes before a claim may be the one that it stands in.
const NEAR: usize = 8;

/// What was found in an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// Quotes and claims in the order of the text, each passage once; none lies in a stray line that is not kept.
    pub suggestions: Vec<Suggestion>,
    /// The lines that a page brought along, in the order of the text, those that are kept included.
    pub stray: Vec<StrayLine>,
}

/// Everything that can be suggested in an article, in the order of the text, each passage once; nothing in a stray
/// line of a pasted page. A claim inside a quote is claimed by whoever is quoted. After every few
/// paragraphs `go_on` is told how many of how many are read; where it breaks off, what was found until then is
/// returned. Lines whose ranges are among `kept` are part of the story, whatever they look like. The same text gives the
/// same suggestions on every machine.
pub fn suggest(
    text: &ArticleText,
    kept: &[TextRange],
    go_on: impl FnMut(usize, usize) -> ControlFlow<()>,
) -> Findings {
    let mut reading = true;
    let mut go_on = go_on;
    let quotes = suggest_quotes_while(text, |done, all| {
        let next = go_on(done, all);
        reading = next.is_continue();
        next
    });
    let mut found: Vec<Suggestion> = quotes.into_iter().map(Suggestion::from).collect();
    found.sort_by_key(Suggestion::passage);
    let brought = stray_lines(text);
    let stray: Vec<_> = brought.iter().filter(|line| !kept.contains(&line.range)).cloned().collect();
    found.retain(|quote| !is_in_one_of(&stray, &quote.parts));
    if reading {
        let claims: Vec<_> =
            claims_beside(text, &stray).into_iter().map(|claim| claimed(text, claim, &found)).collect();
        found.extend(claims);
    }
    // Of a quote and a claim on the very same words, the quote comes first and stays.
    found.sort_by_key(|suggestion| (suggestion.passage(), suggestion.kind == Kind::Claim));
    found.dedup_by_key(|suggestion| suggestion.passage());
    Findings { suggestions: found, stray: brought }
}

/// A claim as a suggestion; who is quoted with it among `quotes`, which are in the order of the text, says it.
fn claimed(text: &ArticleText, claim: ClaimSuggestion, quotes: &[Suggestion]) -> Suggestion {
    let before = quotes.partition_point(|quote| quote.passage().start() < claim.range.end());
    // A quote that reaches here began not many quotes ago.
    let near = quotes[..before].iter().rev().take(NEAR);
    let shared = |quote: &Suggestion| {
        let parts = quote.parts.iter().filter_map(|part| part.intersection(claim.range));
        parts.max_by_key(|part| part.len()).filter(|part| part.len() * 2 > claim.range.len())
    };
    // What shows that it is worth a check may be what somebody says, however much stands around it.
    let said_there = |quote: &Suggestion| {
        let part = quote.parts.iter().find(|part| claim.sign.is_some_and(|sign| part.contains(sign)))?;
        let part = part.intersection(claim.range)?;
        let is_clause = text.slice(part).split_whitespace().count() >= CLAUSE;
        (is_clause && within_marks(text, part).is_some()).then_some(part)
    };
    let quoted = near.clone().find_map(|quote| Some((quote, said_there(quote)?)));
    let quoted = quoted.or_else(|| near.clone().find_map(|quote| Some((quote, shared(quote)?))));
    let speaker = quoted.and_then(|(quote, _)| quote.speaker.clone());
    // Within marks, what is claimed is what is said, not that somebody said it.
    let said = quoted.and_then(|(_, part)| within_marks(text, part));
    Suggestion {
        kind: Kind::Claim,
        parts: said.unwrap_or(claim.range).into(),
        quote_type: None,
        claim_type: Some(claim.claim_type),
        cue: None,
        mention: None,
        speaker,
        score: claim.score,
        why: Why::Claim(claim.reasons),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_within_marks_is_what_is_said_and_by_whom() {
        let (text, _) = ArticleText::new(
            "“The bridge will cost 84 million more than planned,” said Mayor Ruth Calloway. It rained.\n\n\
             The ferry carried 2,300 people a day in 2019, which is 12 percent more than in 2018.\n\n\
             “We have been waiting for this bridge for forty years,” said Tomas Oyelaran, who has made the crossing \
             the centre of his work and of every speech since.",
        );
        let found = suggest(&text, &[], |_, _| ControlFlow::Continue(())).suggestions;
        let drawn: Vec<_> = found
            .iter()
            .map(|suggestion| {
                let speaker = suggestion.speaker.as_ref().map_or("nobody", |speaker| &speaker.name);
                format!("{} [{}] {speaker}", suggestion.kind.name(), text.slice(suggestion.passage()))
            })
            .collect();
        assert_eq!(
            drawn,
            [
                "quote [“The bridge will cost 84 million more than planned,”] Ruth Calloway",
                "claim [The bridge will cost 84 million more than planned] Ruth Calloway",
                "claim [The ferry carried 2,300 people a day in 2019, which is 12 percent more than in 2018.] nobody",
                // The figure is in what he says, although most of the sentence is about him.
                "quote [“We have been waiting for this bridge for forty years,”] Tomas Oyelaran",
                "claim [We have been waiting for this bridge for forty years] Tomas Oyelaran",
            ]
        );
    }

    #[test]
    fn other_words_take_along_what_still_attributes_them() {
        let (text, _) = ArticleText::new("“We won the vote,” said Mayor Ruth Calloway on Monday.");
        let found = suggest(&text, &[], |_, _| ControlFlow::Continue(())).suggestions;
        let quote = found.iter().find(|found| found.kind == Kind::Quote).expect("there is one");
        let table = [
            ("We won", (Some(QuoteType::Direct), Some("said"), Some("Mayor Ruth Calloway"))),
            ("vote,” said", (Some(QuoteType::Mixed), None, Some("Mayor Ruth Calloway"))),
            ("said Mayor Ruth Calloway on Monday", (Some(QuoteType::Indirect), None, None)),
        ];
        for (words, expected) in table {
            let start =
                text.as_str().find(words).map(|at| text.as_str()[..at].chars().count()).expect("there");
            let start = u32::try_from(start).expect("short");
            let length = u32::try_from(words.chars().count()).expect("short");
            let range = TextRange::of(start, start + length).expect("not empty");
            let moved = quote.clone().on_other_words(&text, range);
            let slice = |range: Option<TextRange>| range.map(|range| text.slice(range));
            assert_eq!((moved.quote_type, slice(moved.cue), slice(moved.mention)), expected, "on {words:?}");
        }
    }

    #[test]
    fn a_line_that_is_kept_is_part_of_the_story() {
        let (text, _) =
            ArticleText::new("It rained.\n\nRead more: “The ferry is late again,” said Ines Okafor");
        let found = |kept: &[TextRange]| {
            let Findings { suggestions, stray } = suggest(&text, kept, |_, _| ControlFlow::Continue(()));
            (suggestions.len(), stray)
        };
        let (none, stray) = found(&[]);
        let lines: Vec<_> = stray.iter().map(|line| line.range).collect();
        assert_eq!((none, lines.len()), (0, 1), "{stray:?}");
        assert_eq!(found(&lines), (1, stray));
    }

    #[test]
    fn nothing_is_found_once_nobody_waits() {
        let (text, _) = ArticleText::new(&"“We won,” she said.\n\n".repeat(200));
        let mut asked = 0;
        let found = suggest(&text, &[], |_, _| {
            asked += 1;
            ControlFlow::Break(())
        });
        assert!(
            asked == 1 && found.suggestions.len() < 200,
            "asked {asked} times, found {}",
            found.suggestions.len()
        );
    }
}
