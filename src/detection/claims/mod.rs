//! Claims that are worth a check.

mod features;
mod model;

pub use features::claim_features;
pub use model::{ClaimModel, ModelError};
