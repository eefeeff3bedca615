//! Where an annotation came from.

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
