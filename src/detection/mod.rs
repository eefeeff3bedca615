//! What the words of an article give away by themselves, so that a person need not type it: who says a quote
//! and with which cue, who may speak at all, and the figures.
//!
//! Invariant: this room proposes and never decides. It changes nothing; every range that it offers lies in the
//! text, with edges between two grapheme clusters. Where the words are not plain it stays silent: an empty
//! proposal costs a few keystrokes, a wrong one costs trust. Its rules are for English; in another language it
//! finds less, never something that is not there.
//!
//! It takes time in proportion to the text, and little of it: each part of the room reads a text once, in the words that
//! its rules are about, and a word is looked up by one hash (`hash`) in tables that tell at once most of those that
//! are in no list (`sieve`, `words`). Within the room places are bytes; they become code points where something was
//! found.

mod attribution;
mod cast;
mod claims;
mod figures;
mod grammar;
mod hash;
mod lexicon;
mod marks;
mod names;
mod reasons;
mod sentences;
mod sieve;
mod stray;
mod suggest;
mod suggestion;
mod tokens;
mod words;

pub use attribution::{Proposal, propose};
pub use claims::{ClaimModel, ClaimReason, ClaimSuggestion, ModelError, claim_features, suggest_claims};
pub use figures::{Bound, Figure, FigureGroup, Unit, figures, figures_in, group};
pub use marks::quote_type;
pub use names::{Speaker, speakers};
pub use reasons::{Reason, Why, explain, sentence};
pub use stray::{StrayKind, StrayLine, WrittenDate, is_in_one_of, stray_lines};
pub use suggest::{QuoteSuggestion, suggest_quotes, suggest_quotes_while};
pub use suggestion::{Findings, Suggestion, suggest};
