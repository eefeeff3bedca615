//! Links between annotations, with their types.

use crate::identity::AnnotationId;

/// What one annotation is to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RelationKind {
    /// Both cannot be true. It holds in both directions.
    Contradicts,
    /// The first makes the second more likely.
    Supports,
    /// Both say the same. It holds in both directions.
    Repeats,
    /// The first is a piece of the second. No annotation is, over any number of steps, a part of itself.
    PartOf,
}

impl RelationKind {
    /// Every kind, in the order in which they are listed.
    pub const ALL: [Self; 4] = [Self::Contradicts, Self::Supports, Self::Repeats, Self::PartOf];

    /// The kind's name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Contradicts => "contradicts",
            Self::Supports => "supports",
            Self::Repeats => "repeats",
            Self::PartOf => "part of",
        }
    }

    /// Reads what [`Self::name`] wrote.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether it says the same from the other side, so that one direction is enough.
    pub fn is_mutual(self) -> bool {
        matches!(self, Self::Contradicts | Self::Repeats)
    }
}

/// A link from the annotation that holds it to another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Relation {
    /// What the holder is to the other one.
    pub kind: RelationKind,
    /// The other one. One that is gone counts as no link.
    pub to: AnnotationId,
}

/// Why two annotations cannot be linked so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RelationError {
    /// An annotation is no news about itself.
    ToItself,
    /// The link is there already, perhaps from the other side.
    Present,
    /// The whole would be a part of its own part.
    Cycle,
    /// One of the two is not in the article.
    Missing,
}
