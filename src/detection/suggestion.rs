//! What is put before a person: every quote and claim that was found, each with its reason.

use std::ops::ControlFlow;
use std::rc::Rc;

use super::names::Speaker;
use super::reasons::explain;
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
    /// Why, as one sentence.
    pub why: String,
}

impl Suggestion {
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
            why: explain(&quote.reasons),
        }
    }
}

/// Everything that can be suggested in an article, in the order of the text, each passage once. After every few
/// paragraphs `go_on` is told how many of how many are read; where it breaks off, what was found until then is
/// returned. The same text gives the same suggestions on every machine.
pub fn suggest(text: &ArticleText, go_on: impl FnMut(usize, usize) -> ControlFlow<()>) -> Vec<Suggestion> {
    let mut found: Vec<Suggestion> =
        suggest_quotes_while(text, go_on).into_iter().map(Suggestion::from).collect();
    found.sort_by_key(Suggestion::passage);
    found.dedup_by_key(|suggestion| suggestion.passage());
    found
}
