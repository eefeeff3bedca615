//! The words that the grammar of figures knows. All in lower case, with plain apostrophes.

use std::sync::LazyLock;

use super::super::sieve::WordList;

/// The numbers that are one word.
pub(super) const SMALL: [(&str, f64); 28] = [
    ("zero", 0.0),
    ("one", 1.0),
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("thirteen", 13.0),
    ("fourteen", 14.0),
    ("fifteen", 15.0),
    ("sixteen", 16.0),
    ("seventeen", 17.0),
    ("eighteen", 18.0),
    ("nineteen", 19.0),
    ("twenty", 20.0),
    ("thirty", 30.0),
    ("forty", 40.0),
    ("fifty", 50.0),
    ("sixty", 60.0),
    ("seventy", 70.0),
    ("eighty", 80.0),
    ("ninety", 90.0),
];

/// The words that multiply what stands before them. A billion is a thousand million, as news writes it.
pub(super) const SCALES: [(&str, f64); 6] = [
    ("hundred", 1e2),
    ("dozen", 12.0),
    ("thousand", 1e3),
    ("million", 1e6),
    ("billion", 1e9),
    ("trillion", 1e12),
];

/// The letters that do so when they touch the digits. "m" is not here: it may be metres.
pub(super) const SUFFIXES: [(&str, f64); 6] =
    [("k", 1e3), ("mn", 1e6), ("mln", 1e6), ("bn", 1e9), ("b", 1e9), ("tn", 1e12)];

/// What a whole is divided into, in the singular.
pub(super) const PARTS: [(&str, f64); 9] = [
    ("half", 2.0),
    ("third", 3.0),
    ("quarter", 4.0),
    ("fifth", 5.0),
    ("sixth", 6.0),
    ("seventh", 7.0),
    ("eighth", 8.0),
    ("ninth", 9.0),
    ("tenth", 10.0),
];

/// Ordinals that a hyphen may join to a number word ("twenty-first").
pub(super) const ORDINALS: [&str; 10] =
    ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "odd"];

/// Currencies: every way to write one, the sign or code that stands for it, and what one is worth in it.
/// Dollars of which nothing more is said are one currency, whichever country prints them.
pub(super) const CURRENCIES: [(&[&str], &str, f64); 18] = [
    (&["$", "dollar", "dollars", "usd", "us$"], "$", 1.0),
    (&["a$", "aud"], "A$", 1.0),
    (&["c$", "cad"], "C$", 1.0),
    (&["hk$"], "HK$", 1.0),
    (&["nz$"], "NZ$", 1.0),
    (&["cent", "cents"], "cents", 1.0),
    (&["€", "euro", "euros", "eur"], "€", 1.0),
    (&["£", "pound", "pounds", "gbp"], "£", 1.0),
    (&["pence"], "£", 0.01),
    (&["¥", "yen", "jpy"], "¥", 1.0),
    (&["yuan", "cny", "rmb"], "CNY", 1.0),
    (&["₹", "rupee", "rupees", "inr"], "₹", 1.0),
    (&["chf", "franc", "francs"], "CHF", 1.0),
    (&["sek", "kronor"], "SEK", 1.0),
    (&["nok"], "NOK", 1.0),
    (&["dkk"], "DKK", 1.0),
    (&["peso", "pesos"], "pesos", 1.0),
    (&["₩"], "₩", 1.0),
];

/// What measures measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dimension {
    /// In days.
    Duration,
    /// In metres.
    Length,
    /// In square metres.
    Area,
    /// In kilograms.
    Mass,
    /// In litres.
    Volume,
    /// In kilometres an hour.
    Speed,
    /// In watts.
    Power,
    /// In watt-hours.
    Energy,
    /// In degrees; which ones a text often leaves out.
    Degrees,
    /// In degrees Celsius.
    Celsius,
    /// In degrees Fahrenheit.
    Fahrenheit,
}

/// Measures: every way to write one, its one spelling, what it measures, and how many of the dimension's base
/// one is. Factors: the SI Brochure (9th edition) and, for miles, feet, pounds and acres, NIST SP 811; a year
/// is 365 days and a month a twelfth of one, so that twelve months are a year.
pub(super) const MEASURES: [(&[&str], &str, Dimension, f64); 38] = [
    (&["second", "seconds"], "seconds", Dimension::Duration, 1.0 / 86_400.0),
    (&["minute", "minutes", "min", "mins"], "minutes", Dimension::Duration, 1.0 / 1_440.0),
    (&["hour", "hours", "hrs"], "hours", Dimension::Duration, 1.0 / 24.0),
    (&["day", "days"], "days", Dimension::Duration, 1.0),
    (&["week", "weeks"], "weeks", Dimension::Duration, 7.0),
    (&["month", "months"], "months", Dimension::Duration, 365.0 / 12.0),
    (&["year", "years"], "years", Dimension::Duration, 365.0),
    (&["decade", "decades"], "decades", Dimension::Duration, 3_650.0),
    (&["century", "centuries"], "centuries", Dimension::Duration, 36_500.0),
    (&["millimetre", "millimetres", "millimeter", "millimeters", "mm"], "mm", Dimension::Length, 0.001),
    (&["centimetre", "centimetres", "centimeter", "centimeters", "cm"], "cm", Dimension::Length, 0.01),
    (&["metre", "metres", "meter", "meters", "m"], "m", Dimension::Length, 1.0),
    (&["kilometre", "kilometres", "kilometer", "kilometers", "km", "kms"], "km", Dimension::Length, 1_000.0),
    (&["inch", "inches"], "inches", Dimension::Length, 0.0254),
    (&["foot", "feet", "ft"], "feet", Dimension::Length, 0.3048),
    (&["yard", "yards"], "yards", Dimension::Length, 0.9144),
    (&["mile", "miles"], "miles", Dimension::Length, 1_609.344),
    (&["square metre", "square metres", "square meters", "sq m"], "m²", Dimension::Area, 1.0),
    (&["square kilometre", "square kilometres", "square kilometers", "sq km"], "km²", Dimension::Area, 1e6),
    (&["square foot", "square feet", "sq ft"], "square feet", Dimension::Area, 0.092_903_04),
    (&["square mile", "square miles"], "square miles", Dimension::Area, 2_589_988.110_336),
    (&["hectare", "hectares", "ha"], "hectares", Dimension::Area, 10_000.0),
    (&["acre", "acres"], "acres", Dimension::Area, 4_046.873),
    (&["gram", "grams"], "grams", Dimension::Mass, 0.001),
    (&["kilogram", "kilograms", "kilo", "kilos", "kg"], "kg", Dimension::Mass, 1.0),
    (&["ounce", "ounces", "oz"], "ounces", Dimension::Mass, 0.028_349_523),
    (&["lb", "lbs"], "pounds", Dimension::Mass, 0.453_592_37),
    (&["tonne", "tonnes", "metric ton", "metric tons"], "tonnes", Dimension::Mass, 1_000.0),
    (&["ton", "tons"], "tons", Dimension::Mass, 907.184_74),
    (&["litre", "litres", "liter", "liters"], "litres", Dimension::Volume, 1.0),
    (&["cubic metre", "cubic metres", "cubic meters"], "m³", Dimension::Volume, 1_000.0),
    (
        &["km/h", "kph", "kmh", "kilometres per hour", "kilometres an hour", "kilometers per hour"],
        "km/h",
        Dimension::Speed,
        1.0,
    ),
    (&["mph", "miles per hour", "miles an hour"], "mph", Dimension::Speed, 1.609_344),
    (&["kilowatt", "kilowatts", "kw"], "kW", Dimension::Power, 1e3),
    (&["megawatt", "megawatts", "mw"], "MW", Dimension::Power, 1e6),
    (&["gigawatt", "gigawatts", "gw"], "GW", Dimension::Power, 1e9),
    (&["kilowatt hours", "kwh"], "kWh", Dimension::Energy, 1e3),
    (&["megawatt hours", "mwh"], "MWh", Dimension::Energy, 1e6),
];

/// Degrees, which nothing converts: with and without their scale.
pub(super) const DEGREES: [(&[&str], &str, Dimension, f64); 4] = [
    (&["degrees celsius", "degree celsius", "° c", "degrees c"], "°C", Dimension::Celsius, 1.0),
    (&["degrees fahrenheit", "degree fahrenheit", "° f", "degrees f"], "°F", Dimension::Fahrenheit, 1.0),
    (&["degrees", "degree", "°"], "degrees", Dimension::Degrees, 1.0),
    (&["gwh", "gigawatt hours"], "GWh", Dimension::Energy, 1e9),
];

/// Adjectives that may stand between a number and its measure ("five more years").
pub(super) const BEFORE_A_MEASURE: [&str; 10] = [
    "more",
    "additional",
    "extra",
    "further",
    "full",
    "consecutive",
    "straight",
    "working",
    "long",
    "calendar",
];

/// What follows a duration that is a point in time or an age ("two years ago", "46 years old").
pub(super) const NO_DURATION: [&str; 7] = ["ago", "later", "earlier", "time", "old", "olds", "of age"];

/// What a measure with one of these adjectives after it is ("three metres high").
pub(super) const QUALITIES: [(&str, &str); 6] = [
    ("long", "length"),
    ("high", "height"),
    ("tall", "height"),
    ("wide", "width"),
    ("deep", "depth"),
    ("heavy", "weight"),
];

/// What a number after these is a name of, not a figure ("Section 230", "No. 10").
pub(super) const LABELS: [&str; 46] = [
    "section",
    "sections",
    "article",
    "articles",
    "chapter",
    "page",
    "pages",
    "p",
    "pp",
    "paragraph",
    "clause",
    "rule",
    "title",
    "amendment",
    "part",
    "volume",
    "vol",
    "issue",
    "figure",
    "fig",
    "table",
    "appendix",
    "no",
    "nos",
    "number",
    "route",
    "highway",
    "interstate",
    "motorway",
    "road",
    "street",
    "flight",
    "gate",
    "platform",
    "room",
    "floor",
    "level",
    "phase",
    "grade",
    "type",
    "channel",
    "formula",
    "line",
    "aged",
    "age",
    "version",
];

/// Months. "May" is one only with a capital, as all of them are.
pub(super) const MONTHS: [&str; 23] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sept",
    "sep",
    "oct",
    "nov",
];

/// Days of the week.
pub(super) const WEEKDAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Words before a bare year that is followed by a plural noun ("the 2024 elections").
pub(super) const BEFORE_A_YEAR: [&str; 20] = [
    "the", "in", "since", "by", "of", "before", "after", "until", "till", "from", "early", "late", "mid",
    "its", "their", "his", "her", "our", "during", "and",
];

/// Words that stand before the number of counted things and are no nouns, and words that end a noun phrase:
/// prepositions, conjunctions, pronouns, auxiliaries, adverbs, and verbs that news puts after a noun.
pub(super) static STOPS: LazyLock<WordList> = LazyLock::new(|| WordList::new(include_str!("stops.txt")));

/// Prepositions, which end the part of a noun phrase that holds its head.
pub(super) const PREPOSITIONS: [&str; 23] = [
    "of", "for", "in", "on", "at", "to", "by", "from", "with", "over", "under", "between", "across", "into",
    "per", "among", "during", "since", "than", "after", "before", "against", "about",
];

/// Words that may stand between "of" and its noun.
pub(super) const DETERMINERS: [&str; 21] = [
    "the", "a", "an", "its", "their", "his", "her", "our", "your", "my", "this", "that", "these", "those",
    "all", "any", "some", "such", "each", "every", "both",
];

/// Head nouns behind which the thing itself stands ("the number of homes").
pub(super) const CONTAINERS: [&str; 11] = [
    "number",
    "numbers",
    "total",
    "amount",
    "sum",
    "tally",
    "count",
    "majority",
    "share",
    "proportion",
    "percentage",
];

/// Nouns of change, behind which what changes stands ("a 12 percent rise in rents").
pub(super) const CHANGES: [&str; 11] = [
    "rise",
    "increase",
    "fall",
    "drop",
    "decline",
    "cut",
    "reduction",
    "growth",
    "jump",
    "decrease",
    "surge",
];

/// Verbs whose subject a figure measures, in every form.
pub(super) static VERBS: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "rise rises rose risen rising fall falls fell fallen falling reach reaches reached \
    total totals totalled totaled grow grows grew grown growing climb climbs climbed increase increases increased \
    decrease decreases decreased drop drops dropped jump jumps jumped soar soars soared surge surged plunge \
    plunged exceed exceeds exceeded stand stands stood hit hits average averages averaged remain remains \
    remained slip slipped decline declines declined dip dipped amount amounts amounted come comes came go goes \
    went be is are was were been valued set shrink shrank shrunk swell swelled doubled estimated slow slowed slows cooled eased edged sank tumbled rebounded closed ended held",
    )
});

/// Forms of "to be": a bare number after them may be an age ("Ford was 46").
pub(super) const BE: [&str; 6] = ["be", "is", "are", "was", "were", "been"];

/// Verbs that say by themselves what the amount after them is.
pub(super) const OWN_NOUN: [(&str, &str); 15] = [
    ("cost", "cost"),
    ("costs", "cost"),
    ("costing", "cost"),
    ("lose", "loss"),
    ("loses", "loss"),
    ("lost", "loss"),
    ("losing", "loss"),
    ("spend", "spending"),
    ("spends", "spending"),
    ("spent", "spending"),
    ("owe", "debt"),
    ("owes", "debt"),
    ("owed", "debt"),
    ("earn", "earnings"),
    ("earned", "earnings"),
];

/// Verbs whose object a figure measures, with a preposition between ("put the loss at 1.2 million").
pub(super) static TRANSITIVE: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "put puts putting cut cuts cutting raise raises raised raising reduce reduces \
    reduced reducing estimate estimates estimated value values valued bring brings brought push pushes pushed \
    lower lowers lowered extend extends extended shorten shortens shortened increase increases increased drive \
    drives drove expand expands expanded set sets shrink shrinks",
    )
});

/// Words that begin a new clause.
pub(super) const CLAUSES: [&str; 20] = [
    "and", "but", "which", "who", "that", "because", "while", "when", "if", "as", "said", "says", "where",
    "or", "although", "though", "so", "added", "warned", "whether",
];

/// Plurals without an s.
pub(super) const PLURALS: [&str; 28] = [
    "people",
    "police",
    "staff",
    "cattle",
    "sheep",
    "fish",
    "teeth",
    "feet",
    "mice",
    "aircraft",
    "data",
    "personnel",
    "livestock",
    "troops",
    "dead",
    "poor",
    "unemployed",
    "homeless",
    "criteria",
    "crew",
    "deer",
    "salmon",
    "geese",
    "offspring",
    "spacecraft",
    "alumni",
    "men",
    "women",
];

/// Plurals with an irregular singular.
pub(super) const IRREGULAR: [(&str, &str); 9] = [
    ("person", "people"),
    ("man", "men"),
    ("woman", "women"),
    ("child", "children"),
    ("foot", "feet"),
    ("tooth", "teeth"),
    ("life", "lives"),
    ("wife", "wives"),
    ("half", "halves"),
];

/// Nouns that a hyphen joins to their number ("a 200-bed hospital"). Others mostly name a kind ("two-way").
pub(super) const IN_COMPOUNDS: [&str; 18] = [
    "bed",
    "bedroom",
    "storey",
    "story",
    "seat",
    "room",
    "home",
    "house",
    "unit",
    "apartment",
    "member",
    "page",
    "car",
    "space",
    "ship",
    "bus",
    "job",
    "person",
];

/// Words before "half of" that make it a place or a time ("the first half of the year").
pub(super) const NO_SHARE: [&str; 15] = [
    "first", "second", "latter", "top", "bottom", "upper", "lower", "other", "northern", "southern",
    "eastern", "western", "better", "opening", "closing",
];

/// Words before a number that is a score ("voted 6 to 3").
pub(super) const SCORES: [&str; 10] =
    ["vote", "votes", "voted", "won", "win", "wins", "lost", "beat", "score", "lead"];
