//! What a fact-checker says about a claim: its type, whether it is worth checking, verdict and evidence.

use crate::text::TextRange;

macro_rules! names {
    ($name:ident { $($variant:ident => $text:literal),+ $(,)? }) => {
        impl $name {
            /// Every value, in the order in which they are listed.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The value's name in files.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $text),+
                }
            }

            /// Reads what [`Self::name`] wrote.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.name() == name)
            }
        }
    };
}

/// What a claim asserts. The types are those of Full Fact's scheme (Konstantinovskiy et al., arXiv 1809.08193).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClaimType {
    /// How much or how many, now or in the past.
    Quantity,
    /// That one thing goes with another or causes it.
    Cause,
    /// What a law or a rule says.
    Rule,
    /// What will be.
    Prediction,
    /// What somebody went through.
    Experience,
    /// Something else that can be checked.
    Other,
    /// Nothing that can be checked.
    NotAClaim,
}

names!(ClaimType {
    Quantity => "quantity",
    Cause => "cause",
    Rule => "rule",
    Prediction => "prediction",
    Experience => "experience",
    Other => "other",
    NotAClaim => "not a claim",
});

/// Whether a claim is worth a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CheckWorthiness {
    /// It is.
    Yes,
    /// It may be.
    Maybe,
    /// It is not.
    No,
}

names!(CheckWorthiness { Yes => "yes", Maybe => "maybe", No => "no" });

/// What a piece of evidence does to a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stance {
    /// It speaks for the claim.
    Supports,
    /// It speaks against it.
    Contradicts,
}

names!(Stance { Supports => "supports", Contradicts => "contradicts" });

/// Where a piece of evidence is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EvidencePlace {
    /// Somewhere else, by its address as typed.
    Url(String),
    /// In the article itself.
    Span(TextRange),
}

/// One piece of evidence for or against a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Where it is.
    pub place: EvidencePlace,
    /// What it does to the claim.
    pub stance: Stance,
    /// What it says. May be empty.
    pub note: String,
}

/// The verdicts from which a person chooses where they have not named their own. The first one is the value of
/// a claim that nobody has judged yet, and is the same as none.
pub const VERDICTS: [&str; 5] = ["unchecked", "supported", "disputed", "refuted", "unverifiable"];

/// What is said about a claim. Everything may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claim {
    /// What it asserts.
    pub claim_type: Option<ClaimType>,
    /// Whether it is worth a check.
    pub check_worthiness: Option<CheckWorthiness>,
    /// The claim in one plain sentence that can stand alone, for ClaimReview's `claimReviewed`.
    pub wording: String,
    /// A value of the article's scale; empty while it is unchecked. A value that the scale no longer has stays.
    pub verdict: String,
    /// What speaks for it and against it.
    pub evidence: Vec<Evidence>,
    /// When it was made, as far as known, as typed.
    pub date: String,
    /// Where it was made, as typed.
    pub place: String,
    /// What one has to know to understand it.
    pub context: String,
}

impl Claim {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A scale as a person types it, one verdict a line: clean, distinct, and with something in it, or else the
/// usual one, which is written as none.
pub fn clean_scale<I>(lines: I) -> Vec<String>
where
    I: IntoIterator,
    I::Item: AsRef<str>,
{
    let scale = super::clean_labels(lines);
    if scale == VERDICTS { Vec::new() } else { scale }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_by_their_names() {
        for value in ClaimType::ALL {
            assert_eq!(ClaimType::from_name(value.name()), Some(*value));
        }
        for value in CheckWorthiness::ALL {
            assert_eq!(CheckWorthiness::from_name(value.name()), Some(*value));
        }
        for value in Stance::ALL {
            assert_eq!(Stance::from_name(value.name()), Some(*value));
        }
        assert_eq!(ClaimType::from_name("Quantity"), None);
    }

    #[test]
    fn the_usual_scale_is_no_scale_of_ones_own() {
        let cases: [(&[&str], &[&str]); 4] = [
            (&VERDICTS, &[]),
            (&[], &[]),
            (&[" True", "", "Half  true", "False", "True"], &["True", "Half true", "False"]),
            (&["unchecked"], &["unchecked"]),
        ];
        for (lines, expected) in cases {
            assert_eq!(clean_scale(lines), expected, "{lines:?}");
        }
    }
}
