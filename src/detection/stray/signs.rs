//! The phrases of `signs.txt`.

use std::sync::LazyLock;

use super::StrayKind;

/// The phrases, sorted, for each place where one has to stand.
struct Signs {
    whole: Vec<(&'static str, StrayKind)>,
    start: Vec<(&'static str, StrayKind)>,
    end: Vec<(&'static str, StrayKind)>,
}

static SIGNS: LazyLock<Signs> = LazyLock::new(|| {
    let mut signs = Signs { whole: Vec::new(), start: Vec::new(), end: Vec::new() };
    for line in include_str!("signs.txt").lines().filter(|line| !line.starts_with('#')) {
        // The first colon ends the head; others belong to phrases.
        let Some((head, phrases)) = line.split_once(": ") else { continue };
        let Some((kind, place)) = head.split_once(' ') else { continue };
        let Some(kind) = StrayKind::from_name(kind) else { continue };
        let list = match place {
            "whole" => &mut signs.whole,
            "start" => &mut signs.start,
            _ => &mut signs.end,
        };
        list.extend(phrases.split(", ").map(|phrase| (phrase, kind)));
    }
    signs.whole.sort_unstable_by_key(|(phrase, _)| *phrase);
    signs
});

/// The kind that a line is of by its phrase. The line is in small letters, with single spaces and straight
/// apostrophes.
pub(super) fn kind_of(line: &str) -> Option<StrayKind> {
    let bare = line.trim_matches(|c: char| !c.is_alphanumeric());
    if let Ok(at) = SIGNS.whole.binary_search_by_key(&bare, |(phrase, _)| phrase) {
        return Some(SIGNS.whole[at].1);
    }
    let starts = |phrase: &str| {
        line.strip_prefix(phrase)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric) && !rest.is_empty())
    };
    if let Some((_, kind)) = SIGNS.start.iter().find(|(phrase, _)| starts(phrase)) {
        return Some(*kind);
    }
    // "Workers on the dam. (AP Photo/Ruth Vann)": the photographer's name ends the line.
    if line.ends_with(')') && line.contains("(ap photo/") {
        return Some(StrayKind::Credit);
    }
    let line = line.trim_end_matches('.');
    SIGNS.end.iter().find(|(phrase, _)| line.ends_with(phrase)).map(|(_, kind)| *kind)
}
