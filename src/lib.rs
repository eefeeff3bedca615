//! Ascribe.
#[cfg(feature = "web")]
pub mod web;
