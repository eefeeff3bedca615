//! Every quote of an article, with its speaker.

use std::fmt;

use super::names::Speaker;
use crate::annotation::{Parts, QuoteType};
use crate::text::{ArticleText, TextRange};

/// Why a stretch was taken for a quote, or why somebody for its speaker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It stands in quotation marks.
    Marks,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("quotation marks")
    }
}

/// A quote that was found, for a person to accept or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteSuggestion {
    /// What was said: one part, or several of a split quote.
    pub content: Parts,
    /// How it was said.
    pub quote_type: QuoteType,
    /// The words that attribute it.
    pub cue: Option<TextRange>,
    /// The source as it stands beside it.
    pub mention: Option<TextRange>,
    /// Whom that means.
    pub speaker: Option<Speaker>,
    /// Where the article names the speaker best.
    pub best_mention: Option<TextRange>,
    /// How sure it is, from 0 to 100.
    pub score: u8,
    /// Why, the strongest first.
    pub reasons: Vec<Reason>,
}

/// Every quote of an article in the order of the text.
pub fn suggest_quotes(_text: &ArticleText) -> Vec<QuoteSuggestion> {
    Vec::new()
}
