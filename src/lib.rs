//! Ascribe.
pub mod anchoring;
pub mod annotation;
pub mod format;
pub mod highlight;
pub mod identity;
pub mod notation;
pub mod session;
pub mod storage;
pub mod text;
#[cfg(feature = "web")]
pub mod web;
