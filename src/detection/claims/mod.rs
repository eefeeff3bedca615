//! Claims that are worth a check: a small model weighs the words, rules weigh in with reasons.

mod features;
mod model;
mod signs;
mod suggest;

pub use features::claim_features;
pub use model::{ClaimModel, ModelError};
pub(super) use suggest::claims_beside;
pub use suggest::{ClaimReason, ClaimSuggestion, suggest_claims};
