//! Where an annotation came from.

use crate::identity::Timestamp;

/// How an annotation came to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Provenance {
    /// A person selected its words.
    #[default]
    Hand,
    /// It was suggested, and a person took it as it was.
    Accepted,
    /// It was suggested, and a person changed it.
    Changed,
    /// It came from another tool's file.
    Imported,
}

/// What is known about an annotation that came from another tool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The format of the file, by its name.
    pub format: String,
    /// The id that the other tool gave it; empty if it gave none.
    pub id: String,
    /// The name of the file; empty if nobody knows.
    pub file: String,
    /// When it came in.
    pub at: Timestamp,
    /// Whether its words were not where the file said and had to be searched for.
    pub is_relocated: bool,
}

impl Provenance {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Hand, Self::Accepted, Self::Changed, Self::Imported];

    /// Its name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hand => "by hand",
            Self::Accepted => "suggestion accepted",
            Self::Changed => "suggestion changed",
            Self::Imported => "imported",
        }
    }

    /// Reads what [`Self::name`] wrote.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|provenance| provenance.name() == name)
    }
}
