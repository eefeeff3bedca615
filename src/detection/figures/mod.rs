//! The figures of a text: numbers with their unit and with the noun that they count.
//!
//! A tokeniser (`token`), a grammar of numbers (`number`), of numbers with units (`amount`), and rules for the
//! noun (`noun`). Left out: European grouping ("3.400"), "half" and "double" as verbs, vague numbers ("dozens",
//! "several"), ages, and whatever spells its numbers in other digits than 0 to 9.

mod amount;
mod grouping;
mod noun;
mod number;
#[cfg(test)]
mod tests;
mod token;
mod words;

use std::rc::Rc;
use std::sync::LazyLock;

use super::sieve::Sieve;
use crate::text::{ArticleText, Paragraph, TextRange};
use amount::{Amount, amount, is_figure};
pub use grouping::{FigureGroup, group};
use number::{Form, Tokens};
use token::{Kind, Page};
use words::{SCORES, SMALL};

/// A quantity that the text states.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// From its first qualifier to its unit, in code points of the article: "up to 6,200", "some $84 million",
    /// "between 30 and 40 percent". The noun is not in it.
    pub range: TextRange,
    /// The value, or the lower of the two that it states, in its unit, with scale words applied.
    pub low: f64,
    /// The same as `low`, or the higher of the two.
    pub high: f64,
    /// How the value is meant.
    pub bound: Bound,
    /// What the value is counted in.
    pub unit: Unit,
    /// What is counted or measured: the head of its noun phrase, in lower case, for counts in the plural
    /// ("homes"). Empty where no plain rule tells it.
    pub noun: String,
    /// What it is stated for each of: "day" in "2,300 vehicles a day". Empty for most figures.
    pub per: String,
    /// Whether it counts some of a whole: "55" in "55 of its 60 buses".
    pub is_part: bool,
}

/// How a stated value is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// As it stands.
    Exact,
    /// Nearly that ("some", "about", "an estimated").
    About,
    /// That or less ("up to", "no more than").
    AtMost,
    /// That or more ("at least").
    AtLeast,
    /// More than that ("more than", "over").
    MoreThan,
    /// Less than that ("fewer than", "under").
    LessThan,
    /// Between two values ("30–40", "between 30 and 40"), or from one to the other ("from 35 to six").
    Range,
}

/// What a value is counted in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Things, which the noun names.
    Count,
    /// Hundredths of a whole. Shares ("a third of", "one in five") are percent, too.
    Percent,
    /// The difference of two percentages.
    PercentagePoints,
    /// Money: the sign of the currency where it has one of its own ("$", "€", "£"), otherwise its code or
    /// name.
    Currency(String),
    /// A measure in its one spelling: "km", "tonnes", "months".
    Measure(String),
}

/// Qualifiers, the longer before the shorter that it begins with.
const QUALIFIERS: [(&str, Bound); 54] = [
    ("no more than", Bound::AtMost),
    ("not more than", Bound::AtMost),
    ("no higher than", Bound::AtMost),
    ("no fewer than", Bound::AtLeast),
    ("no less than", Bound::AtLeast),
    ("not less than", Bound::AtLeast),
    ("no lower than", Bound::AtLeast),
    ("as many as", Bound::AtMost),
    ("as much as", Bound::AtMost),
    ("a maximum of", Bound::AtMost),
    ("up to", Bound::AtMost),
    ("at most", Bound::AtMost),
    ("as few as", Bound::AtLeast),
    ("a minimum of", Bound::AtLeast),
    ("at least", Bound::AtLeast),
    ("upwards of", Bound::MoreThan),
    ("just over", Bound::MoreThan),
    ("well over", Bound::MoreThan),
    ("slightly over", Bound::MoreThan),
    ("slightly more than", Bound::MoreThan),
    ("just above", Bound::MoreThan),
    ("just more than", Bound::MoreThan),
    ("a little over", Bound::MoreThan),
    ("a little more than", Bound::MoreThan),
    ("far more than", Bound::MoreThan),
    ("more than", Bound::MoreThan),
    ("greater than", Bound::MoreThan),
    ("higher than", Bound::MoreThan),
    ("longer than", Bound::MoreThan),
    ("in excess of", Bound::MoreThan),
    ("over", Bound::MoreThan),
    ("above", Bound::MoreThan),
    ("just under", Bound::LessThan),
    ("well under", Bound::LessThan),
    ("well below", Bound::LessThan),
    ("just below", Bound::LessThan),
    ("just short of", Bound::LessThan),
    ("a little under", Bound::LessThan),
    ("slightly less than", Bound::LessThan),
    ("less than", Bound::LessThan),
    ("fewer than", Bound::LessThan),
    ("lower than", Bound::LessThan),
    ("under", Bound::LessThan),
    ("below", Bound::LessThan),
    ("an estimated", Bound::About),
    ("close to", Bound::About),
    ("some", Bound::About),
    ("about", Bound::About),
    ("around", Bound::About),
    ("roughly", Bound::About),
    ("approximately", Bound::About),
    ("nearly", Bound::About),
    ("almost", Bound::About),
    ("~", Bound::About),
];

/// How many tokens may stand before a figure's first number word: "a little more than an estimated US $" has eight.
const LONGEST_BEFORE: usize = 12;

/// The figures of a whole article, in order.
pub fn figures(text: &ArticleText) -> Vec<Figure> {
    in_paragraphs(text, text.paragraphs())
}

/// The figures that lie wholly inside a range, in order.
pub fn figures_in(text: &ArticleText, range: TextRange) -> Vec<Figure> {
    let mut figures = in_paragraphs(text, text.paragraphs_in(range));
    figures.retain(|figure| range.contains(figure.range));
    figures
}

fn in_paragraphs(text: &ArticleText, paragraphs: &[Rc<Paragraph>]) -> Vec<Figure> {
    let mut figures = Vec::new();
    let mut page = Page::default();
    let mut cores = Vec::new();
    for paragraph in paragraphs {
        page.read(&paragraph.text);
        cores.clear();
        cores.extend((0..page.tokens.len()).filter(|at| number::is_core(&page, &page.tokens[*at])));
        let tokens = Tokens(&page);
        let (mut at, mut next) = (0, 0);
        loop {
            // Where no number is near, no figure begins: most of a story is passed over here.
            while cores.get(next).is_some_and(|core| *core < at) {
                next += 1;
            }
            let Some(core) = cores.get(next) else { break };
            at = at.max(core.saturating_sub(LONGEST_BEFORE));
            let Some(found) = expression(tokens, at) else {
                at += 1;
                continue;
            };
            at = found.end;
            figures.extend(found.figure(tokens, paragraph).filter(|figure| {
                // A number with a combining mark or a keycap on it is not what it seems.
                text.tidy(figure.range) == Some(figure.range)
            }));
        }
    }
    figures
}

/// A figure as tokens: where it lies, its two values, its unit.
struct Expression {
    start: usize,
    end: usize,
    values: (f64, f64),
    bound: Bound,
    unit: Option<Unit>,
    is_compound: bool,
    /// Whether it may stand alone: a sum, a measure, a big number. Others need a noun.
    is_plain: bool,
}

/// The qualifier that stands here, and the place after it.
fn qualifier(tokens: Tokens, at: usize) -> Option<(usize, Bound)> {
    static FIRST: LazyLock<Sieve> = LazyLock::new(|| {
        Sieve::new(QUALIFIERS.iter().map(|(phrase, _)| phrase.split(' ').next().unwrap_or(phrase)))
    });
    if !FIRST.passes(tokens.text(at)) {
        return None;
    }
    QUALIFIERS.iter().find_map(|(phrase, found)| Some((tokens.phrase(at, phrase)?, *found)))
}

/// Whether a figure can begin with this token: `false` for most of those that begin none.
fn may_begin(tokens: Tokens, at: usize) -> bool {
    static FIRST: LazyLock<Sieve> = LazyLock::new(|| {
        let qualifiers = QUALIFIERS.iter().map(|(phrase, _)| phrase.split(' ').next().unwrap_or(phrase));
        let numbers = SMALL.iter().map(|(word, _)| *word);
        Sieve::new(qualifiers.chain(numbers).chain(["between", "from", "a", "an", "half"]))
    });
    // Before a number or a sign any word may be a currency: "USD 5", "US$5".
    let is_word = |at: usize| tokens.get(at).is_none_or(|token| token.kind == Kind::Word);
    !is_word(at) || !is_word(at + 1) || FIRST.passes(tokens.word(at))
}

/// Reads the figure that begins here, qualifiers first.
fn expression(tokens: Tokens, at: usize) -> Option<Expression> {
    if !may_begin(tokens, at) {
        return None;
    }
    let mut start = at;
    let mut bound = Bound::Exact;
    // "no more than an estimated 40": the first qualifier says most. In "some up to 40" the second does, and
    // the figure begins there.
    while let Some((end, found)) = qualifier(tokens, start) {
        if bound == Bound::About && found != Bound::About {
            return None;
        }
        start = end;
        bound = if bound == Bound::Exact { found } else { bound };
    }
    let joint = match tokens.word(start) {
        "between" => Some("and"),
        "from" => Some("to"),
        _ => None,
    };
    if let Some(joint) = joint
        && let Some(range) = range(tokens, start + 1, Some(joint))
    {
        return finish(tokens, at, bound, range);
    }
    if let Some(range) = range(tokens, start, None) {
        return finish(tokens, at, bound, range);
    }
    let one = amount(tokens, start, true)?;
    finish(tokens, at, bound, (one.clone(), one))
}

/// Two numbers as one figure: "30–40", "$30 to $40 million", and after "between" or "from" with their `joint`.
fn range(tokens: Tokens, at: usize, joint: Option<&str>) -> Option<(Amount, Amount)> {
    let mut low = amount(tokens, at, joint != Some("and"))?;
    // "an 18- to 24-month delay"
    let hangs = tokens.text(low.end) == "-" && tokens.touches(low.end) && !tokens.touches(low.end + 1);
    let joint_at = low.end + usize::from(hangs);
    let middle = tokens.text(joint_at);
    let is_dash =
        matches!(middle, "-" | "–" | "—" | "‑") && tokens.touches(joint_at) == tokens.touches(joint_at + 1);
    let is_joined = match joint {
        Some(joint) => middle == joint,
        None => is_dash || matches!(middle, "to" | "or"),
    };
    if !is_joined {
        return None;
    }
    let mut high = amount(tokens, joint_at + 1, true)?;
    if low.numeral.form == Form::Part || high.numeral.form == Form::Part {
        return None;
    }
    // What the second alone says holds for both: "30 to 40 million", "two to three months".
    if low.numeral.scale == 1.0 && high.numeral.scale > 1.0 && low.numeral.value < high.numeral.value {
        low.numeral.scale = high.numeral.scale;
    }
    if low.unit.is_none() {
        low.unit.clone_from(&high.unit);
        low.factor *= high.factor.abs();
    } else if high.unit.is_none() {
        // "$3m–4m", "from 35 minutes to six"; but not "from $5 to 12 towns".
        if noun::counts_something(tokens, high.end) {
            return None;
        }
        high.unit.clone_from(&low.unit);
        high.factor = low.factor.abs();
    }
    let same = low.unit == high.unit;
    let rises = low.value() < high.value();
    let years = low.looks_like_a_year(tokens);
    // "voted 6 to 3", but "lost 30–40 jobs".
    let score = joint.is_none()
        && low.unit.is_none()
        && SCORES.contains(&tokens.before(at))
        && !noun::counts_something(tokens, high.end);
    // "rose by 10p to £2.10" states two things; so do numbers that are far apart.
    let apart = joint.is_none()
        && middle == "to"
        && (matches!(tokens.before(at), "by" | "up" | "down") || high.value() > 10.0 * low.value());
    (same && !apart && (rises || joint == Some("to") && low.value() != high.value()) && !years && !score)
        .then_some((low, high))
}

fn finish(tokens: Tokens, at: usize, bound: Bound, (low, high): (Amount, Amount)) -> Option<Expression> {
    let is_range = low.end != high.end;
    let whole = Amount { start: low.start, number_at: low.number_at, ..high.clone() };
    let is_one = whole.unit.is_none() && whole.numeral.scale == 1.0;
    if !is_figure(tokens, &whole) {
        return None;
    }
    let mut bound = if is_range { Bound::Range } else { bound };
    let mut at = at;
    // "the company worked over two years": as long as that, not longer.
    if let Some(Unit::Measure(measure)) = &whole.unit
        && tokens.text(at) == "over"
        && at + 1 == whole.start
        && amount::dimension(measure).is_some_and(|(dimension, _)| dimension == words::Dimension::Duration)
        && !matches!(
            tokens.before(at),
            "for" | "after" | "in" | "of" | "took" | "takes" | "take" | "lasted" | "is"
        )
    {
        at += 1;
        bound = Bound::Exact;
    }
    let mut end = whole.end;
    let suffixes = [
        ("+", Bound::AtLeast),
        ("or more", Bound::AtLeast),
        ("or so", Bound::About),
        ("or fewer", Bound::AtMost),
        ("or less", Bound::AtMost),
    ];
    for (suffix, found) in suffixes {
        if let Some(after) = tokens.phrase(end, suffix).filter(|_| suffix != "+" || tokens.touches(end)) {
            end = after;
            bound = found;
            break;
        }
    }
    let values = (low.value().min(high.value()), low.value().max(high.value()));
    let is_grouped = tokens.text(whole.number_at).len() > 4 && tokens.digits(whole.number_at).is_some();
    let is_plain = !is_one || is_grouped || bound != Bound::Exact && bound != Bound::Range;
    let year = whole.looks_like_a_year(tokens);
    Some(Expression {
        start: at,
        end,
        values,
        bound,
        unit: whole.unit,
        is_compound: whole.is_compound,
        is_plain: is_plain && !year,
    })
}

impl Expression {
    /// The figure, unless it is a bare number that nothing makes one.
    fn figure(self, tokens: Tokens, paragraph: &Paragraph) -> Option<Figure> {
        let unit = self.unit.unwrap_or(Unit::Count);
        let noun = noun::noun(tokens, self.start, self.end, &unit, self.is_compound);
        if noun.is_empty() && !self.is_plain {
            return None;
        }
        // Hundreds of digits are no quantity.
        if !self.values.0.is_finite() || !self.values.1.is_finite() {
            return None;
        }
        let base = paragraph.range.start().0;
        let (first, last) = (tokens.get(self.start)?, tokens.get(self.end.checked_sub(1)?)?);
        Some(Figure {
            range: TextRange::of(base + first.start, base + last.end)?,
            low: self.values.0,
            high: self.values.1,
            bound: self.bound,
            is_part: unit == Unit::Count && tokens.word(self.end) == "of",
            per: noun::per(tokens, self.end, &unit),
            unit,
            noun,
        })
    }
}
