//! How words are attributed: the type of a quote, and the spans that say who says it.

use crate::identity::SourceId;
use crate::text::TextRange;

/// How a quote gives somebody's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuoteType {
    /// Word for word, inside quotation marks.
    Direct,
    /// In the writer's words.
    Indirect,
    /// Partly in quotation marks, partly in the writer's words.
    Mixed,
}

impl QuoteType {
    /// Every type, in the order in which they are listed.
    pub const ALL: [Self; 3] = [Self::Direct, Self::Indirect, Self::Mixed];

    /// The type's name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Mixed => "mixed",
        }
    }

    /// Reads what [`Self::name`] wrote.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Who says an annotation's words, and how the text says so. The roles are those of PARC 3.0 and PolNeAR; the
/// content is the annotation's own parts.
///
/// ```text
/// “We won,” said council member Ines Okafor.
/// |-------| |--| |------------------------|
///  content   cue   mention of the source
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attribution {
    /// Who says it: a row of the article's sources. A row that is gone counts as nobody.
    pub source: Option<SourceId>,
    /// Where the text names them for these words.
    pub mention: Option<TextRange>,
    /// The words that attribute: "said", "according to".
    pub cue: Option<TextRange>,
    /// Whether all this was proposed and no person has said yes to it.
    pub is_proposed: bool,
}

impl Attribution {
    /// Whether nothing is said about who says it.
    pub fn is_empty(&self) -> bool {
        self.source.is_none() && self.mention.is_none() && self.cue.is_none()
    }
}
