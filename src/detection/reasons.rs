//! Why something is suggested, in facts and in words.

use std::fmt;

use super::claims::ClaimReason;

/// One fact that speaks for a suggestion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The words stand in quotation marks.
    Marks,
    /// The words are a clause without marks.
    Clause,
    /// A verb or phrase of speech: "said".
    SpeechCue(String),
    /// A verb of thought, stance or intent: "believes", "criticised".
    AttitudeCue(String),
    /// A noun for what is said or thought: "claim".
    CueNoun(String),
    /// The name or phrase of a source stands beside the cue.
    Source,
    /// A cue and a colon at the end of the paragraph before.
    LeadIn,
    /// The quote goes on from one whose speaker is known.
    Carried,
    /// The quotation runs on from the paragraph before.
    NextParagraph,
    /// A line of a transcript: a name and a colon.
    Transcript,
}

impl fmt::Display for Reason {
    /// The fact in English, to be joined with others by ", then".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Marks => f.write_str("quotation marks"),
            Self::Clause => f.write_str("a clause"),
            Self::SpeechCue(cue) => write!(f, "“{cue}”"),
            Self::AttitudeCue(cue) => write!(f, "“{cue}”, which says what somebody thinks"),
            Self::CueNoun(noun) => write!(f, "the noun “{noun}”"),
            Self::Source => f.write_str("the source"),
            Self::LeadIn => f.write_str("a cue and a colon"),
            Self::Carried => f.write_str("the speaker of the words before"),
            Self::NextParagraph => f.write_str("quotation marks that run on"),
            Self::Transcript => f.write_str("a name and a colon, as in a transcript"),
        }
    }
}

impl Reason {
    /// Its name in files, and the words of the text that it holds; empty if it holds none.
    pub fn parts(&self) -> (&'static str, &str) {
        match self {
            Self::Marks => ("marks", ""),
            Self::Clause => ("clause", ""),
            Self::SpeechCue(cue) => ("speech", cue),
            Self::AttitudeCue(cue) => ("attitude", cue),
            Self::CueNoun(noun) => ("noun", noun),
            Self::Source => ("source", ""),
            Self::LeadIn => ("lead-in", ""),
            Self::Carried => ("carried", ""),
            Self::NextParagraph => ("next", ""),
            Self::Transcript => ("transcript", ""),
        }
    }

    /// Reads what [`Self::parts`] wrote.
    pub fn from_parts(name: &str, words: &str) -> Option<Self> {
        Some(match name {
            "marks" => Self::Marks,
            "clause" => Self::Clause,
            "speech" => Self::SpeechCue(words.to_owned()),
            "attitude" => Self::AttitudeCue(words.to_owned()),
            "noun" => Self::CueNoun(words.to_owned()),
            "source" => Self::Source,
            "lead-in" => Self::LeadIn,
            "carried" => Self::Carried,
            "next" => Self::NextParagraph,
            "transcript" => Self::Transcript,
            _ => return None,
        })
    }
}

/// Everything that speaks for a suggestion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// For a quote, in the order in which it was found.
    Quote(Vec<Reason>),
    /// For a claim, in the order of the text.
    Claim(Vec<ClaimReason>),
}

impl fmt::Display for Why {
    /// One sentence in English.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Quote(reasons) => f.write_str(&explain(reasons)),
            Self::Claim(reasons) => {
                let facts: Vec<_> = reasons.iter().map(ToString::to_string).collect();
                f.write_str(&sentence(&facts.join(", ")))
            }
        }
    }
}

/// The sentence that tells a person why: "Quotation marks, then “said”, then the source."
pub fn explain(reasons: &[Reason]) -> String {
    let facts: Vec<_> = reasons.iter().map(ToString::to_string).collect();
    sentence(&facts.join(", then "))
}

/// Words as a sentence: with a capital and a full stop. Nothing for none.
pub fn sentence(words: &str) -> String {
    let mut characters = words.chars();
    characters
        .next()
        .map_or_else(String::new, |first| format!("{}{}.", first.to_uppercase(), characters.as_str()))
}
