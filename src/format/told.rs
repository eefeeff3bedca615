//! What a report for people says in words of its own, in facts: whoever has it written says them in their language.

use std::fmt;

use crate::anchoring::Fate;
use crate::annotation::{CheckWorthiness, ClaimType, Kind, QuoteType, RelationKind, SourceKind, Stance};

/// One thing that a report says. As it is displayed, it is in English.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told<'a> {
    /// The title of a report on several articles.
    Articles,
    /// How many annotations of a kind there are.
    Count(Kind, usize),
    /// A kind, as the beginning of a line.
    Kind(Kind),
    /// A type of quote.
    QuoteType(QuoteType),
    /// A type of claim.
    ClaimType(ClaimType),
    /// Whether a claim is worth checking.
    Worth(CheckWorthiness),
    /// A verdict of the usual scale, by its name in files; any other word is told as it is.
    Verdict(&'a str),
    /// What evidence does for a claim, as the beginning of a line.
    Stance(Stance),
    /// What a source is.
    SourceKind(SourceKind),
    /// A link to another annotation.
    Relation(RelationKind),
    /// What stands before a value.
    Before(Value),
    /// The heading over the sources.
    Sources,
    /// The heading over the table.
    Summary,
    /// The head of a column of the table.
    Column(Column),
    /// The title of a report on changes of an article, by the article's.
    WhatChanged(&'a str),
    /// A version by its number, counted from 1, and its day.
    Version(usize, &'a str),
    /// Which two versions are compared, as [`Self::Version`] says them.
    FromTo(&'a str, &'a str),
    /// The heading over what became of some annotations: of one kind, or of both.
    Became(Fate, Option<Kind>),
    /// Whose words an annotation of a kind is; nobody's where the name is empty.
    Whose(Kind, &'a str),
    /// What words were.
    Was(&'a str),
    /// What words are now.
    Now(&'a str),
    /// How many annotations are as they were, of how many.
    AsBefore(usize, usize),
    /// The heading over the changes of the text.
    Text,
    /// That the text did not change.
    SameText,
    /// That only white space changed.
    WhiteSpace,
}

/// A value of an annotation in a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// Who claims it.
    Claimant,
    /// Who says it.
    Speaker,
    /// The claim in plain words.
    Wording,
    /// The verdict.
    Verdict,
    /// Whether it is worth checking.
    Worth,
    /// A date.
    Date,
    /// A place.
    Place,
    /// What one has to know.
    Context,
    /// Labels.
    Labels,
    /// What it is to other annotations.
    Links,
    /// Who annotated it.
    Annotator,
}

/// A column of a report's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Its number.
    Number,
    /// Its kind.
    Kind,
    /// Its words.
    Words,
    /// Whose words they are.
    Speaker,
    /// Whether it is worth checking.
    Worth,
    /// The verdict.
    Verdict,
    /// How much evidence there is.
    Evidence,
}

impl Column {
    /// Every column, in order.
    pub const ALL: [Self; 7] =
        [Self::Number, Self::Kind, Self::Words, Self::Speaker, Self::Worth, Self::Verdict, Self::Evidence];
}

/// Says what a report tells, in somebody's language.
#[derive(Clone, Copy, Debug)]
pub struct Teller(pub fn(&Told<'_>) -> String);

impl Teller {
    /// The words for one thing.
    pub fn tell(self, told: Told<'_>) -> String {
        (self.0)(&told)
    }
}

impl Default for Teller {
    fn default() -> Self {
        Self(|told| told.to_string())
    }
}

impl fmt::Display for Told<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = match *self {
            Self::Count(kind, number) => {
                return write!(f, "{number} {}{}", kind.name(), if number == 1 { "" } else { "s" });
            }
            Self::WhatChanged(title) => return write!(f, "What changed: {title}"),
            Self::Version(number, day) => return write!(f, "version {number} ({day})"),
            Self::FromTo(from, to) => return write!(f, "From {from} to {to}."),
            Self::Whose(kind, "") => kind.name(),
            Self::Whose(kind, speaker) => return write!(f, "{} of {speaker}", kind.name()),
            Self::Was(words) => return write!(f, "was: {words}"),
            Self::Now(words) => return write!(f, "now: {words}"),
            Self::AsBefore(kept, all) => {
                return write!(f, "{kept} of {all} annotations have the same words in the same place.");
            }
            Self::Verdict(verdict) => verdict,
            Self::QuoteType(value) => value.name(),
            Self::ClaimType(value) => value.name(),
            Self::Worth(value) => value.name(),
            Self::SourceKind(value) => value.name(),
            Self::Relation(kind) => kind.name(),
            Self::Stance(Stance::Supports) => "Supports",
            Self::Stance(Stance::Contradicts) => "Contradicts",
            Self::Kind(Kind::Claim) => "Claim",
            Self::Kind(Kind::Quote) => "Quote",
            Self::Articles => "Annotated articles",
            Self::Sources => "Sources",
            Self::Summary => "Summary",
            Self::Text => "The text",
            Self::SameText => "The same.",
            Self::WhiteSpace => "(white space)",
            Self::Became(Fate::Changed, Some(Kind::Quote)) => "Quotes whose words changed",
            Self::Became(Fate::Changed, Some(Kind::Claim)) => "Claims whose words changed",
            Self::Became(Fate::Changed, None) => "Whose words changed",
            Self::Became(Fate::Lost, _) => "No longer in the text",
            Self::Became(Fate::Moved, _) => "Elsewhere in the text",
            Self::Became(Fate::Signs, _) => "Other quotation marks, dashes or spaces",
            Self::Became(Fate::Kept, _) => "As they were",
            Self::Before(value) => match value {
                Value::Claimant => "Claimed by ",
                Value::Speaker => "Said by ",
                Value::Wording => "Claim: ",
                Value::Verdict => "Verdict: ",
                Value::Worth => "Worth checking: ",
                Value::Date => "Date: ",
                Value::Place => "Place: ",
                Value::Context => "Context: ",
                Value::Labels => "Labels: ",
                Value::Links => "This ",
                Value::Annotator => "Annotated by ",
            },
            Self::Column(column) => match column {
                Column::Number => "No.",
                Column::Kind => "Kind",
                Column::Words => "Words",
                Column::Speaker => "Speaker",
                Column::Worth => "Worth checking",
                Column::Verdict => "Verdict",
                Column::Evidence => "Evidence",
            },
        };
        f.write_str(plain)
    }
}
