//! How the session behaves for this person.

use crate::annotation::Kind;
use crate::text::Snap;

/// What a person has chosen about how selecting and tagging work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// What the edges of a selection snap to.
    pub snap: Snap,
    /// The kind that every new selection is tagged with at once, if there is one.
    pub sticky: Option<Kind>,
}
