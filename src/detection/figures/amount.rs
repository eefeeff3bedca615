//! Reads one number with its unit, and tells it from the numbers that are names, dates, times and scores.

use std::sync::LazyLock;

use super::super::sieve::Sieve;
use super::Unit;
use super::number::{Form, Numeral, Tokens, numeral};
use super::token::Kind;
use super::words::{
    BEFORE_A_MEASURE, BEFORE_A_YEAR, CURRENCIES, DEGREES, Dimension, LABELS, MEASURES, MONTHS, NO_DURATION,
    ORDINALS, WEEKDAYS,
};

/// One number with its unit.
#[derive(Clone, Debug)]
pub(super) struct Amount {
    /// Its number.
    pub numeral: Numeral,
    /// What one of it is worth in its unit: 0.01 for pence in pounds; -1 for what is below zero.
    pub factor: f64,
    /// Its unit; `None` where nothing says it.
    pub unit: Option<Unit>,
    /// Its first token.
    pub start: usize,
    /// The first token of its number.
    pub number_at: usize,
    /// The place after its last token.
    pub end: usize,
    /// Whether a hyphen joins it to what follows ("a 12-month delay").
    pub is_compound: bool,
}

impl Amount {
    /// What it states, in its unit.
    pub fn value(&self) -> f64 {
        self.numeral.value * self.numeral.scale * self.factor
    }

    /// Whether it is a bare number between 1500 and 2100 in digits: a year, unless it counts something.
    pub fn looks_like_a_year(&self, tokens: Tokens) -> bool {
        let number = &self.numeral;
        let is_bare = number.form == Form::Digits && number.scale == 1.0 && self.unit.is_none();
        is_bare && (1500.0..=2100.0).contains(&number.value) && tokens.text(self.start).len() == 4
    }
}

/// The measure that is written here, and the place after it.
pub(super) fn measure_at(tokens: Tokens, at: usize) -> Option<(&'static str, usize)> {
    static FIRST: LazyLock<Sieve> = LazyLock::new(|| {
        let ways = DEGREES.iter().chain(&MEASURES).flat_map(|(ways, ..)| ways.iter());
        Sieve::new(ways.map(|way| way.split([' ', '/']).next().unwrap_or(way)))
    });
    if !FIRST.passes(tokens.text(at)) {
        return None;
    }
    let first = tokens.text(at).as_bytes().first();
    // The longest way to write one wins: "degrees Celsius" before "degrees".
    DEGREES
        .iter()
        .chain(&MEASURES)
        .flat_map(|(ways, name, ..)| ways.iter().map(move |way| (*way, *name)))
        .filter(|(way, _)| way.as_bytes().first() == first)
        .filter_map(|(way, name)| {
            let mut place = at;
            for (number, piece) in way.split([' ', '/']).enumerate() {
                // "km/h" is three tokens.
                if number > 0 && tokens.text(place) == "/" && way.contains('/') {
                    place += 1;
                }
                if tokens.text(place) != piece {
                    return None;
                }
                place += 1;
            }
            Some((name, place))
        })
        .max_by_key(|(_, end)| *end)
}

/// What a measure measures, and how many of the dimension's base one is.
pub(super) fn dimension(measure: &str) -> Option<(Dimension, f64)> {
    DEGREES
        .iter()
        .chain(&MEASURES)
        .find(|(_, name, ..)| *name == measure)
        .map(|(_, _, dimension, factor)| (*dimension, *factor))
}

fn currency(written: &str) -> Option<(Unit, f64)> {
    static SIEVE: LazyLock<Sieve> =
        LazyLock::new(|| Sieve::new(CURRENCIES.iter().flat_map(|(ways, ..)| ways.iter().copied())));
    if !SIEVE.passes(written) {
        return None;
    }
    let (_, code, factor) = CURRENCIES.iter().find(|(ways, ..)| ways.contains(&written))?;
    Some((Unit::Currency((*code).to_owned()), *factor))
}

/// The currency whose sign or code stands here before a number, and the place of the number.
fn currency_before(tokens: Tokens, at: usize) -> Option<(Unit, f64, usize)> {
    let first = tokens.get(at)?;
    // "US$5": a word and a sign that touches it.
    if first.kind == Kind::Word && tokens.text(at + 1) == "$" && tokens.touches(at + 1) {
        let (unit, factor) = currency(&format!("{}$", tokens.text(at)))?;
        return Some((unit, factor, at + 2));
    }
    let is_sign = first.kind == Kind::Mark;
    let is_code = first.kind == Kind::Word && first.is_capital && tokens.text(at).len() == 3;
    if !is_sign && !is_code {
        return None;
    }
    tokens.digits(at + 1)?;
    let (unit, factor) = currency(tokens.text(at))?;
    Some((unit, factor, at + 1))
}

/// The unit that stands after a number: the unit, what one is worth in it, and the place after it.
fn unit_after(tokens: Tokens, numeral: &Numeral) -> Option<(Unit, f64, usize)> {
    let at = numeral.end;
    let place = tokens.after_hyphen(at);
    if tokens.text(at) == "%" {
        let points = tokens.phrase(at + 1, "points").or_else(|| tokens.phrase(at + 1, "point"));
        return Some(match points {
            Some(end) => (Unit::PercentagePoints, 1.0, end),
            None => (Unit::Percent, 1.0, at + 1),
        });
    }
    for point in ["percentage points", "percentage point", "percent points", "per cent points"] {
        if let Some(end) = tokens.phrase(place, point) {
            return Some((Unit::PercentagePoints, 1.0, end));
        }
    }
    for percent in ["percent", "per cent", "pc"] {
        if let Some(end) = tokens.phrase(place, percent) {
            return Some((Unit::Percent, 1.0, end));
        }
    }
    if tokens.word(place) == "p" && tokens.touches(place) && place == at {
        return Some((Unit::Currency("£".to_owned()), 0.01, at + 1));
    }
    // "US dollars" are dollars; "5 pounds of flour" is a weight.
    let nation = usize::from(matches!(tokens.word(place), "us" | "canadian" | "australian" | "swiss"));
    // "£5-£6" and "5 £6": a sign belongs to the number that it touches.
    let is_sign_of_next = tokens.get(place).is_some_and(|token| token.kind == Kind::Mark)
        && (place > at || tokens.digits(place + 1).is_some());
    if let Some((unit, factor)) = currency(tokens.text(place + nation)).filter(|_| !is_sign_of_next) {
        let unit = match (tokens.word(place), unit) {
            ("canadian", Unit::Currency(code)) if code == "$" => Unit::Currency("C$".to_owned()),
            ("australian", Unit::Currency(code)) if code == "$" => Unit::Currency("A$".to_owned()),
            (_, unit) => unit,
        };
        let is_weight =
            tokens.word(place).starts_with("pound") && tokens.word(place + 1) == "of" && numeral.scale < 1e6;
        let unit = if is_weight { Unit::Measure("pounds".to_owned()) } else { unit };
        return Some((unit, factor, place + nation + 1));
    }
    let place = place + usize::from(place == at && BEFORE_A_MEASURE.contains(&tokens.word(place)));
    let (measure, end) = measure_at(tokens, place)?;
    Some((Unit::Measure(measure.to_owned()), 1.0, end))
}

/// Reads the number with its unit that begins here. Whether it is a figure, [`is_figure`] says.
pub(super) fn amount(tokens: Tokens, at: usize, and_joins: bool) -> Option<Amount> {
    let is_minus = matches!(tokens.text(at), "-" | "−") && tokens.touches(at + 1) && !tokens.touches(at);
    let first = at + usize::from(is_minus);
    let before = currency_before(tokens, first);
    let number_at = before.as_ref().map_or(first, |(_, _, place)| *place);
    let mut numeral = numeral(tokens, number_at, and_joins)?;
    let is_sum = before.is_some() || currency(tokens.word(numeral.end + 1)).is_some();
    if numeral.scale == 1.0
        && numeral.form == Form::Digits
        && tokens.word(numeral.end) == "m"
        && tokens.touches(numeral.end)
        && (is_sum || super::noun::is_plural(tokens.word(numeral.end + 1)))
    {
        // "£20m" and "20m people" are millions, "a 20m pool" is metres.
        numeral = Numeral { scale: 1e6, end: numeral.end + 1, ..numeral };
    }
    let mut amount = Amount {
        numeral,
        factor: 1.0,
        unit: None,
        start: at,
        number_at,
        end: numeral.end,
        is_compound: false,
    };
    if numeral.form == Form::Part {
        amount.unit = Some(Unit::Percent);
    } else if let Some((unit, factor, _)) = before {
        amount.unit = Some(unit);
        amount.factor = factor;
        // "$84-million-dollar" and "$5 US" say it twice.
        if let Some((Unit::Currency(_), _, end)) = unit_after(tokens, &numeral) {
            amount.end = end;
        }
    } else if let Some((unit, factor, end)) = unit_after(tokens, &numeral) {
        amount.unit = Some(unit);
        amount.factor = factor;
        amount.end = end;
    }
    amount.factor *= if is_minus { -1.0 } else { 1.0 };
    amount.is_compound = tokens.after_hyphen(amount.end) > amount.end
        || tokens.text(numeral.end) == "-" && amount.end > numeral.end;
    let is_below_zero = amount.value() < 0.0 && amount.unit.is_none();
    (!is_below_zero).then_some(amount)
}

/// Whether a number is none of those that only look like figures.
pub(super) fn is_figure(tokens: Tokens, amount: &Amount) -> bool {
    let number_at = amount.number_at;
    let numeral = &amount.numeral;
    let is_digits = tokens.digits(number_at).is_some();
    let before = tokens.before(amount.start);
    let next = tokens.text(amount.end);
    // What touches it before: addresses, times, ratios, names ("COVID-19", "#3", "12:30", "+44").
    let may_touch = matches!(before, "(" | "[" | "“" | "\"" | "'" | "‘" | "’" | "—" | "~" | "≈");
    if tokens.touches(amount.start) && !may_touch {
        return false;
    }
    // What touches it after: "9:41", "24/7", "21st", "1990s", "5–4", "twenty-first".
    if tokens.touches(amount.end) {
        let runs_on = tokens.touches(amount.end + 1)
            && matches!(next, ":" | "/" | "." | "_" | "@" | "=" | "-" | "–" | "—" | "'" | "," | "*" | "×")
            && tokens.digits(amount.end + 1).is_some();
        let is_name = matches!(tokens.get(amount.end), Some(token) if token.kind == Kind::Word);
        if runs_on || is_name || matches!(next, "/" | "_" | "@" | "=" | "°" | "\u{20e3}" | "\u{fe0f}") {
            return false;
        }
        let joined = tokens.after_hyphen(amount.end);
        if joined > amount.end && ORDINALS.contains(&tokens.word(joined)) && amount.unit.is_none() {
            return false;
        }
    }
    if let Some(Unit::Measure(measure)) = &amount.unit
        && let Some((Dimension::Duration, _)) = dimension(measure)
    {
        let quote = usize::from(matches!(next, "'" | "’"));
        let place = tokens.after_hyphen(amount.end + quote);
        let is_one_day = numeral.value * numeral.scale == 1.0 && measure == "days" && !is_digits;
        if is_one_day || NO_DURATION.iter().any(|phrase| tokens.phrase(place, phrase).is_some()) {
            return false;
        }
    }
    if numeral.form == Form::Part {
        return true;
    }
    let is_bare = amount.unit.is_none() && numeral.scale == 1.0;
    // "three times as many" compares, it does not count.
    if is_bare
        && next == "times"
        && matches!(
            tokens.word(amount.end + 1),
            "as" | "more" | "the" | "higher" | "larger" | "bigger" | "its"
        )
    {
        return false;
    }
    // A pronoun: "one of the residents", "no one", "one resident said". With "at least" before it, it counts.
    if is_bare
        && tokens.word(number_at) == "one"
        && !matches!(before, "least" | "most" | "to" | "than" | "only")
    {
        return false;
    }
    if !is_digits {
        // A name: "the Big Ten", "Group of Seven nations".
        let is_name =
            tokens.get(number_at).is_some_and(|t| t.is_capital) && is_bare && !begins(tokens, number_at);
        let is_title = tokens.get(amount.end).is_some_and(|t| t.is_capital);
        return !is_name || is_title;
    }
    let text = tokens.text(number_at);
    let has_leading_zero = text.len() > 1 && text.starts_with('0') && !text.starts_with("0.");
    // "020 7946 0958"
    let in_a_row = is_bare
        && (tokens.digits(amount.end).is_some()
            || amount.start.checked_sub(1).is_some_and(|before| tokens.digits(before).is_some()));
    let is_time = is_bare
        && (matches!(next, "am" | "pm" | "gmt" | "hrs" | "o'clock")
            || matches!(next, "a" | "p")
                && tokens.text(amount.end + 1) == "."
                && tokens.word(amount.end + 2) == "m");
    !(has_leading_zero
        || in_a_row
        || is_time
        || is_bare && (is_date(tokens, amount) || is_labelled(tokens, amount)))
}

/// Whether a sentence, a quote or a heading begins here.
fn begins(tokens: Tokens, at: usize) -> bool {
    matches!(
        tokens.before(at),
        "" | "." | "!" | "?" | ":" | "“" | "\"" | "‘" | "(" | "—" | "–" | "…" | "·" | "•"
    )
}

fn is_date(tokens: Tokens, amount: &Amount) -> bool {
    let is_month =
        |at: usize| tokens.get(at).is_some_and(|token| token.is_capital) && MONTHS.contains(&tokens.text(at));
    let after = is_month(amount.end);
    let stop = usize::from(tokens.before(amount.start) == ".");
    let before = amount.start.checked_sub(1 + stop).is_some_and(is_month);
    // "3 May and 4 May", "3–4 May" are read number by number.
    let value = amount.numeral.value;
    let is_day = (1.0..=31.0).contains(&value) && value.fract() == 0.0;
    if is_day && (before || after) {
        return true;
    }
    amount.looks_like_a_year(tokens)
        && (before
            || BEFORE_A_YEAR.contains(&tokens.before(amount.start))
            || tokens.before(amount.start).ends_with("'s")
            || !super::noun::counts_something(tokens, amount.end))
}

/// Whether the number is part of a name: "Section 230", "No. 10", "Boeing 737".
fn is_labelled(tokens: Tokens, amount: &Amount) -> bool {
    let Some(at) = amount.start.checked_sub(1) else { return false };
    let at = if tokens.text(at) == "." { at.saturating_sub(1) } else { at };
    let is_stopped = at + 1 < amount.start;
    let word = tokens.word(at);
    if LABELS.contains(&word) {
        // "the road. 12 people": a stop after a whole word ends a sentence.
        return !is_stopped || word.len() <= 4;
    }
    let Some(token) = tokens.get(at).filter(|token| token.kind == Kind::Word && !is_stopped) else {
        return false;
    };
    let is_plain_digits = tokens.text(amount.start).chars().all(|c| c.is_ascii_digit());
    let is_title = tokens.get(amount.end).is_some_and(|next| next.is_capital);
    let is_day = WEEKDAYS.contains(&word) || MONTHS.contains(&word);
    token.is_capital && !begins(tokens, at) && is_plain_digits && !is_title && !is_day
}
