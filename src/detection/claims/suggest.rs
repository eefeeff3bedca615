//! The sentences of an article that are worth a check.

use std::fmt;
use std::ops::Range;
use std::sync::LazyLock;

use super::super::figures::figures;
use super::super::stray::{StrayLine, stray_lines};
use super::features::Features;
use super::model::{ClaimModel, percent};
use super::signs::{Found, Sign, Words, signs};
use crate::annotation::ClaimType;
use crate::text::{ArticleText, ByteOffset, TextRange, sentence_texts};

/// One fact that speaks for a check. Each holds the words of the text that show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClaimReason {
    /// A figure.
    Quantity(String),
    /// One thing is measured against another.
    Comparison(String),
    /// One thing is said to bring about another.
    Cause(String),
    /// A law or a rule is said to ask or allow something.
    Law(String),
    /// Something is said to come.
    Prediction(String),
    /// It is attributed to nobody who can be asked.
    Unsourced(String),
    /// What the speaker went through.
    Experience(String),
    /// An act that is on record.
    Record(String),
    /// The model alone: it reads like the sentences that people found worth a check.
    Likeness,
}

impl ClaimReason {
    /// Its name in files, and the words of the text that it holds; empty if it holds none.
    pub fn parts(&self) -> (&'static str, &str) {
        match self {
            Self::Quantity(words) => ("quantity", words),
            Self::Comparison(words) => ("comparison", words),
            Self::Cause(words) => ("cause", words),
            Self::Law(words) => ("law", words),
            Self::Prediction(words) => ("prediction", words),
            Self::Unsourced(words) => ("unsourced", words),
            Self::Experience(words) => ("experience", words),
            Self::Record(words) => ("record", words),
            Self::Likeness => ("likeness", ""),
        }
    }

    /// Reads what [`Self::parts`] wrote.
    pub fn from_parts(name: &str, words: &str) -> Option<Self> {
        let words = words.to_owned();
        Some(match name {
            "quantity" => Self::Quantity(words),
            "comparison" => Self::Comparison(words),
            "cause" => Self::Cause(words),
            "law" => Self::Law(words),
            "prediction" => Self::Prediction(words),
            "unsourced" => Self::Unsourced(words),
            "experience" => Self::Experience(words),
            "record" => Self::Record(words),
            "likeness" => Self::Likeness,
            _ => return None,
        })
    }
}

impl fmt::Display for ClaimReason {
    /// The fact in English.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Quantity(words) => write!(f, "states a figure: “{words}”"),
            Self::Comparison(words) => write!(f, "compares: “{words}”"),
            Self::Cause(words) => write!(f, "names a cause: “{words}”"),
            Self::Law(words) => write!(f, "says what a law or rule asks: “{words}”"),
            Self::Prediction(words) => write!(f, "says what will be: “{words}”"),
            Self::Unsourced(words) => write!(f, "names nobody who could be asked: “{words}”"),
            Self::Experience(words) => write!(f, "tells what the speaker went through: “{words}”"),
            Self::Record(words) => write!(f, "tells of an act that is on record: “{words}”"),
            Self::Likeness => f.write_str("reads like sentences that people found worth a check"),
        }
    }
}

/// A claim that was found, for a person to accept or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimSuggestion {
    /// The sentence, in code points of the article.
    pub range: TextRange,
    /// How much it is worth a check, from 0 to 100.
    pub score: u8,
    /// What it asserts.
    pub claim_type: ClaimType,
    /// Why, in the order of the text. Never empty.
    pub reasons: Vec<ClaimReason>,
    /// Where the words of the first reason stand; none if the model alone speaks for it.
    pub sign: Option<TextRange>,
}

/// The weights; `weights.txt` says where they are from.
static MODEL: LazyLock<Option<ClaimModel>> =
    LazyLock::new(|| ClaimModel::new(include_bytes!("weights.bin")).ok());

/// From this score on a sentence is suggested.
const SHOWN: u8 = 50;
/// From this score on the model alone is reason enough.
const LIKELY: u8 = 75;
/// A sentence of fewer words says nothing that stands alone.
const SHORTEST: usize = 4;
/// Of so many sentences one is shown at most, so that the list stays short on news, where the model knows little.
const ONE_OF: usize = 3;
/// A short text may have so many all the same.
const FEW: usize = 5;

/// The claims of an article that are worth a check, in the order of the text. Takes time in proportion to it.
pub fn suggest_claims(text: &ArticleText) -> Vec<ClaimSuggestion> {
    claims_beside(text, &stray_lines(text))
}

/// The same beside stray lines that are known already, in the order of the text.
pub fn claims_beside(text: &ArticleText, stray: &[StrayLine]) -> Vec<ClaimSuggestion> {
    let figures = figures(text);
    let (mut next_figure, mut next_stray, mut read) = (0, 0, 0);
    let mut found = Vec::new();
    let mut reader = Reader::default();
    for paragraph in text.paragraphs() {
        let Some(base) = text.index().byte_of(text.as_str(), paragraph.range.start()) else { continue };
        let byte = |at: usize| ByteOffset::from_count(base.get() + at);
        for (at, piece) in sentence_texts(&paragraph.text) {
            let Some((range, sentence)) = text.tidy_between(byte(at), byte(at + piece.len())) else {
                continue;
            };
            while stray.get(next_stray).is_some_and(|line| line.range.end() <= range.start()) {
                next_stray += 1;
            }
            while figures.get(next_figure).is_some_and(|figure| figure.range.start() < range.start()) {
                next_figure += 1;
            }
            if stray.get(next_stray).is_some_and(|line| line.range.overlaps(range)) {
                continue;
            }
            read += 1;
            let quantity = figures.get(next_figure).filter(|figure| range.contains(figure.range));
            found.extend(reader.claim(text, (range, sentence), quantity.map(|figure| figure.range)));
        }
    }
    let most = FEW.max(read / ONE_OF);
    if found.len() > most {
        // The lowest score that is still shown; of those that share it, the first ones.
        let mut scores: Vec<u8> = found.iter().map(|claim| claim.score).collect();
        scores.sort_unstable_by(|one, other| other.cmp(one));
        let least = scores[most - 1];
        let mut left = most - scores.iter().filter(|score| **score > least).count();
        found.retain(|claim| {
            let fits = claim.score > least || (claim.score == least && left > 0);
            left -= usize::from(fits && claim.score == least);
            fits
        });
    }
    found
}

/// Reads sentences; the memory that one took serves the next.
#[derive(Default)]
struct Reader {
    words: Words,
    features: Features,
}

impl Reader {
    /// The sentence as a claim, if it is one.
    fn claim(
        &mut self,
        text: &ArticleText,
        (range, sentence): (TextRange, &str),
        quantity: Option<TextRange>,
    ) -> Option<ClaimSuggestion> {
        let end = sentence.trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '?' | '？' | '؟'));
        if end.ends_with(['?', '？', '؟']) {
            return None;
        }
        let (words, signs) = signs(&mut self.words, sentence);
        let has = |sign: Sign| signs.iter().any(|found| found.sign == sign);
        if words < SHORTEST || has(Sign::Opening) || (has(Sign::Opinion) && quantity.is_none()) {
            return None;
        }
        let mut reasons: Vec<ClaimReason> =
            quantity.map(|range| ClaimReason::Quantity(text.slice(range).to_owned())).into_iter().collect();
        let mut first = quantity;
        let mut weight = if quantity.is_some() { 320 } else { 0 };
        let mut seen = Vec::new();
        for Found { sign, start, end } in &signs {
            let words = sentence[*start..*end].to_owned();
            let (reason, more) = match sign {
                Sign::Comparison => (ClaimReason::Comparison(words), 220),
                Sign::Cause => (ClaimReason::Cause(words), 200),
                Sign::Law => (ClaimReason::Law(words), 200),
                Sign::Prediction => (ClaimReason::Prediction(words), 120),
                Sign::Unsourced => (ClaimReason::Unsourced(words), 160),
                Sign::Experience => (ClaimReason::Experience(words), 0),
                Sign::Record => (ClaimReason::Record(words), 140),
                Sign::Opinion | Sign::Opening => continue,
            };
            // Each kind counts once.
            if !seen.contains(sign) {
                seen.push(*sign);
                reasons.push(reason);
                first = first.or_else(|| place(sentence, range, *start..*end));
                weight += more;
            }
        }
        let odds = MODEL.as_ref().map_or(0, |model| model.log_odds_of(self.features.of(sentence)));
        let score = percent(odds / 2 + weight);
        if score < if reasons.is_empty() { LIKELY } else { SHOWN } {
            return None;
        }
        if reasons.is_empty() {
            reasons.push(ClaimReason::Likeness);
        }
        let claim_type = if has(Sign::Law) {
            ClaimType::Rule
        } else if has(Sign::Prediction) {
            ClaimType::Prediction
        } else if has(Sign::Cause) {
            ClaimType::Cause
        } else if quantity.is_some() || has(Sign::Comparison) {
            ClaimType::Quantity
        } else if has(Sign::Experience) {
            ClaimType::Experience
        } else {
            ClaimType::Other
        };
        Some(ClaimSuggestion { range, score, claim_type, reasons, sign: first })
    }
}

/// Some bytes of a sentence as a range of the article.
fn place(sentence: &str, range: TextRange, bytes: Range<usize>) -> Option<TextRange> {
    let length = |words: &str| u32::try_from(words.chars().count()).ok();
    let start = range.start().0 + length(&sentence[..bytes.start])?;
    TextRange::of(start, start + length(&sentence[bytes])?)
}
