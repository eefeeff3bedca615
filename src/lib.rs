//! Ascribe.
pub mod anchoring;
pub mod annotation;
pub mod highlight;
pub mod identity;
pub mod notation;
pub mod text;
#[cfg(feature = "web")]
pub mod web;
