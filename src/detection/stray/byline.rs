//! "By Ines Okafor and Tomas Brandt, The Skerry Herald".

use std::ops::Range;

/// Whom a byline names, and the outlet after it, in bytes of the line.
pub(super) struct Byline {
    pub names: Range<usize>,
    pub outlet: Option<Range<usize>>,
}

/// What may follow a name and is no outlet.
const JOBS: [&str; 14] = [
    "reporter",
    "correspondent",
    "editor",
    "writer",
    "staff",
    "columnist",
    "contributor",
    "journalist",
    "producer",
    "reporting",
    "agencies",
    "critic",
    "photographer",
    "bureau",
];

/// Words of an outlet's name; one that has none of them is taken for a place or a job.
const OUTLETS: [&str; 24] = [
    "times",
    "post",
    "herald",
    "news",
    "press",
    "journal",
    "gazette",
    "tribune",
    "chronicle",
    "guardian",
    "telegraph",
    "observer",
    "standard",
    "mail",
    "star",
    "courier",
    "examiner",
    "independent",
    "reuters",
    "ap",
    "afp",
    "bbc",
    "echo",
    "dispatch",
];

/// Whether words name an outlet.
pub(super) fn is_outlet(words: &str) -> bool {
    let mut list = words.split_whitespace();
    words.chars().count() <= 40
        && words.split_whitespace().count() <= 5
        && list.any(|word| OUTLETS.contains(&word.to_lowercase().as_str()))
        && words.split_whitespace().all(|word| word.starts_with(char::is_uppercase) || word == "of")
        && !is_job(words)
}

fn is_job(words: &str) -> bool {
    words.split_whitespace().any(|word| JOBS.contains(&word.to_lowercase().as_str()))
}

/// Whether words are a day of a year that is not said: "14 March", "March 14".
fn is_day(words: &str) -> bool {
    let list: Vec<_> = words.split_whitespace().collect();
    let is_number = |word: &str| word.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day));
    let is_month = |word: &str| {
        word.len() > 2 && word.chars().all(char::is_alphabetic) && word.starts_with(char::is_uppercase)
    };
    matches!(list[..], [one, other] if (is_number(one) && is_month(other)) || (is_month(one) && is_number(other)))
}

fn is_name(words: &str) -> bool {
    let list: Vec<_> = words.split_whitespace().collect();
    let is_part = |word: &&str| {
        let small = ["de", "da", "van", "von", "der", "den", "al", "bin", "la", "le", "dos", "di"];
        (word.starts_with(char::is_uppercase) || small.contains(word))
            && word
                .chars()
                .all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’' | '\u{300}'..='\u{36f}'))
    };
    (2..=5).contains(&list.len()) && list.iter().all(is_part) && list[0].starts_with(char::is_uppercase)
}

/// Reads a line that is a byline and nothing else.
pub(super) fn byline(line: &str) -> Option<Byline> {
    let rest =
        ["By ", "BY ", "by ", "Words by ", "Written by ", "Story by ", "Reported by ", "Reporting by "]
            .iter()
            .find_map(|start| line.strip_prefix(start))?
            .trim_start();
    let base = line.len() - rest.len();
    let end = rest.find([',', '|', '•', '·', '(', '–', '—']).unwrap_or(rest.len());
    let after = rest[end..].trim_matches(|c: char| !c.is_alphanumeric());
    let head = rest[..end].trim_end();
    let (mut names_end, mut outlet) = (0, None);
    // "for The Skerry Herald" may come after the names.
    let (people, published) = match head.split_once(" for ").or_else(|| head.split_once(" of ")) {
        Some((people, words)) if is_outlet(words) => (people, Some(words)),
        _ => (head, None),
    };
    for person in people.split(" and ").flat_map(|names| names.split(" & ")) {
        if !is_name(person) {
            return None;
        }
        names_end = base + person.as_ptr().addr() - rest.as_ptr().addr() + person.len();
    }
    let place = |words: &str| {
        let start = words.as_ptr().addr() - line.as_ptr().addr();
        start..start + words.len()
    };
    outlet = outlet.or_else(|| published.map(place));
    let fields: Vec<_> =
        after.split(['|', '•', '·']).map(str::trim).filter(|field| !field.is_empty()).collect();
    if fields.len() > 1 {
        // "By Ada Marwick · The Skerry Herald · 14 March": each field is one thing.
        for field in fields {
            if is_outlet(field) {
                outlet = outlet.or_else(|| Some(place(field)));
            } else if !is_job(field)
                && !is_day(field)
                && super::date::date(field).is_none_or(|date| !date.is_alone)
            {
                return None;
            }
        }
    } else if !after.is_empty() {
        // More names in a list, a job, an outlet, or a date; anything else is a sentence.
        let last = after.strip_prefix("and ").unwrap_or(after);
        if is_outlet(last) {
            outlet = outlet.or_else(|| Some(place(last)));
        } else if !is_job(after) && super::date::date(after).is_none_or(|date| !date.is_alone) {
            let mut names = after.split(',').flat_map(|names| names.split(" and ")).map(str::trim);
            if !names.all(is_name) {
                return None;
            }
            names_end = place(after).end;
        }
    }
    Some(Byline { names: base..names_end, outlet })
}
