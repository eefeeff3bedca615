//! Puts figures of the same thing side by side and says whether they can all be right.

use super::amount::dimension;
use super::{Bound, Figure, Unit, noun};

/// Figures that count the same thing in comparable units.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureGroup {
    /// What they count, with the unit where it is not a plain count: "homes", "cost ($)", "vehicles a day".
    /// Figures without a noun go by their unit alone.
    pub label: String,
    /// The figures, in the order of the text.
    pub figures: Vec<Figure>,
    /// Whether two of them state values that cannot both be right. Never for figures without a noun: nothing
    /// says that they are about the same thing.
    pub differ: bool,
}

/// Groups figures by what they count. Groups whose figures differ come first, then those that state two or
/// more different values, then the others, each part in the order of first mention.
pub fn group(figures: Vec<Figure>) -> Vec<FigureGroup> {
    let mut groups: Vec<FigureGroup> = Vec::new();
    for figure in figures {
        match groups
            .iter_mut()
            .find(|group| group.figures.first().is_some_and(|first| same_thing(first, &figure)))
        {
            Some(group) => {
                group.differ |= group.figures.iter().any(|other| cannot_both_be(other, &figure));
                group.figures.push(figure);
            }
            None => groups.push(FigureGroup { label: label(&figure), figures: vec![figure], differ: false }),
        }
    }
    // The sort is stable, so first mentions stay in order.
    groups.sort_by_key(|group| {
        let mut values = group.figures.iter().map(extent);
        let first = values.next();
        (!group.differ, !values.any(|value| Some(value) != first))
    });
    groups
}

fn label(figure: &Figure) -> String {
    let unit = match &figure.unit {
        Unit::Count => "",
        Unit::Percent => "percent",
        Unit::PercentagePoints => "percentage points",
        Unit::Currency(name) | Unit::Measure(name) => name,
    };
    let mut label = match (figure.noun.as_str(), unit) {
        ("", "") => "other numbers".to_owned(),
        ("", unit) => unit.to_owned(),
        (noun, "") => noun.to_owned(),
        (noun, unit) => format!("{noun} ({unit})"),
    };
    if !figure.per.is_empty() {
        label.push_str(" a ");
        label.push_str(&figure.per);
    }
    label
}

fn same_thing(a: &Figure, b: &Figure) -> bool {
    let units = match (&a.unit, &b.unit) {
        // Without a noun, months and years are no more than two units.
        (Unit::Measure(one), Unit::Measure(other)) if !a.noun.is_empty() => {
            one == other
                || dimension(one).is_some_and(|(of, _)| dimension(other).is_some_and(|(to, _)| of == to))
        }
        (one, other) => one == other,
    };
    units && a.per == b.per && noun::plural(&a.noun) == noun::plural(&b.noun)
}

/// The two values in the base of the unit's dimension.
fn extent(figure: &Figure) -> (f64, f64) {
    let factor = match &figure.unit {
        Unit::Measure(measure) => dimension(measure).map_or(1.0, |(_, factor)| factor),
        _ => 1.0,
    };
    (figure.low * factor, figure.high * factor)
}

/// The lowest and the highest value that the figure allows.
fn allowed(figure: &Figure) -> (f64, f64) {
    /// How far "about" reaches: a tenth of the value each way.
    const ABOUT: f64 = 0.1;
    /// How far two computed values may lie apart and still be one.
    const EQUAL: f64 = 1e-9;
    let (low, high) = extent(figure);
    // Percentages are mostly printed as whole numbers: "a third" and "33 percent" agree.
    let slack = if figure.unit == Unit::Percent { 0.5 } else { high.abs() * EQUAL };
    match figure.bound {
        Bound::Exact | Bound::Range => (low - slack, high + slack),
        Bound::About => (low - low.abs() * ABOUT, high + high.abs() * ABOUT),
        Bound::AtMost => (f64::NEG_INFINITY, high + slack),
        Bound::AtLeast => (low - slack, f64::INFINITY),
        // A little more than the slack of the others: "more than 100" leaves out 100.
        Bound::MoreThan => (low + 3.0 * low.abs() * EQUAL, f64::INFINITY),
        Bound::LessThan => (f64::NEG_INFINITY, high - 3.0 * high.abs() * EQUAL),
    }
}

fn cannot_both_be(a: &Figure, b: &Figure) -> bool {
    // Some of the buses and all of the buses are two numbers, and both are right.
    if a.noun.is_empty() || a.is_part || b.is_part {
        return false;
    }
    let (a, b) = (allowed(a), allowed(b));
    a.1 < b.0 || b.1 < a.0
}
