//! Finds the noun that a figure counts or measures, where plain rules can tell it.

use super::Unit;
use super::number::{Tokens, look_up};
use super::token::Kind;
use super::words::{
    BE, CHANGES, CLAUSES, CONTAINERS, DETERMINERS, IN_COMPOUNDS, IRREGULAR, OWN_NOUN, PLURALS, PREPOSITIONS,
    QUALITIES, SMALL, STOPS, TRANSITIVE, VERBS,
};

/// The longest stretch of words that is searched for a noun.
const REACH: usize = 14;

/// Whether a word stands beside a verb and says nothing of what is counted.
fn is_adverb(word: &str) -> bool {
    word.ends_with("ly")
        || matches!(
            word,
            "now" | "already" | "not" | "also" | "only" | "just" | "still" | "even" | "up" | "down"
        )
}

/// Whether a word looks like a plural noun.
pub(super) fn is_plural(word: &str) -> bool {
    let has_s =
        word.len() > 3 && word.ends_with('s') && !["ss", "us", "is", "'s"].iter().any(|e| word.ends_with(e));
    (has_s
        || PLURALS.contains(&word)
        || IRREGULAR.iter().any(|(_, plural)| *plural == word)
        || word.ends_with("men") && word.len() > 5)
        && !STOPS.has(word)
}

/// The plural of a noun; a plural stays as it is.
pub(super) fn plural(noun: &str) -> String {
    if noun.is_empty() || is_plural(noun) {
        return noun.to_owned();
    }
    if let Some((_, plural)) = IRREGULAR.iter().find(|(singular, _)| *singular == noun) {
        return (*plural).to_owned();
    }
    if let Some(stem) = noun.strip_suffix("man") {
        return format!("{stem}men");
    }
    let before_y = noun.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
    match before_y {
        Some(stem) => format!("{stem}ies"),
        None if ["s", "x", "ch", "sh"].iter().any(|end| noun.ends_with(end)) => format!("{noun}es"),
        None => format!("{noun}s"),
    }
}

/// Whether a noun that is counted follows here.
pub(super) fn counts_something(tokens: Tokens, at: usize) -> bool {
    counted(tokens, at).is_some()
}

/// The place of the head of the noun phrase after a count: its first plural, or the last of several in a row
/// ("sports cars").
fn counted(tokens: Tokens, at: usize) -> Option<usize> {
    let mut head = None;
    for place in at..at + 6 {
        let Some(token) = tokens.get(place) else { break };
        let text = tokens.text(place);
        let is_hyphen = matches!(text, "-" | "\u{2010}" | "\u{2011}") && tokens.touches(place) && place > at;
        if is_hyphen && head.is_none() {
            continue;
        }
        let is_noun = token.kind == Kind::Word && is_plural(text);
        if is_noun {
            head = Some(place);
        } else if head.is_some() || token.kind != Kind::Word || STOPS.has(text) && text != "more" {
            break;
        }
    }
    head
}

/// The head of the noun phrase that begins here: its first plural, otherwise its last word.
fn head_after(tokens: Tokens, at: usize) -> String {
    let mut place = at;
    // "of the island's 5,200 residents": what stands before the noun without being one.
    while place < at + 6
        && (DETERMINERS.contains(&tokens.word(place))
            || tokens.word(place).ends_with("'s")
            || tokens.digits(place).is_some()
            || look_up(&SMALL, tokens.word(place)).is_some()
            || possessor(tokens, place))
    {
        place += 1;
    }
    if let Some(head) = counted(tokens, place) {
        return tokens.word(head).to_owned();
    }
    let mut head = "";
    for place in place..place + 5 {
        let word = tokens.word(place);
        // A participle after a noun is a verb ("a plan approved on Tuesday").
        let is_verb = !head.is_empty()
            && (word.ends_with("ed") || VERBS.has(word) || OWN_NOUN.iter().any(|(form, _)| *form == word));
        if word.is_empty() || STOPS.has(word) || is_verb {
            // A hyphen joins what is before the head.
            if tokens.text(place) == "-" && tokens.touches(place) {
                continue;
            }
            break;
        }
        head = word;
    }
    if head.ends_with("ly") { String::new() } else { head.to_owned() }
}

/// Whether a word is followed by a possessive that ends the word after it ("the city council's budget").
fn possessor(tokens: Tokens, at: usize) -> bool {
    !tokens.word(at).is_empty() && !STOPS.has(tokens.word(at)) && tokens.word(at + 1).ends_with("'s")
}

/// The head of the noun phrase that ends before `end`; empty for a pronoun.
fn head_before(tokens: Tokens, start: usize, end: usize) -> String {
    let is_time = |at: usize| {
        matches!(
            tokens.word(at),
            "year" | "month" | "week" | "night" | "summer" | "winter" | "autumn" | "spring"
        ) && matches!(tokens.before(at), "last" | "this" | "next")
    };
    let mut end = end;
    while end > start {
        let word = tokens.word(end - 1);
        if end >= 2 + start && is_time(end - 1) {
            end -= 2;
        } else if matches!(
            word,
            "would" | "could" | "will" | "may" | "might" | "should" | "has" | "have" | "had" | "also"
        ) || BE.contains(&word)
            || is_adverb(word)
        {
            end -= 1;
        } else {
            break;
        }
    }
    // "In 2024 the cost of the bridge": the phrase starts at its determiner.
    let mut start = start;
    if PREPOSITIONS.contains(&tokens.word(start)) {
        let Some(found) = (start + 1..end).rev().find(|at| DETERMINERS.contains(&tokens.word(*at))) else {
            return String::new();
        };
        start = found;
    }
    let cut = (start + 1..end).find(|at| PREPOSITIONS.contains(&tokens.word(*at))).unwrap_or(end);
    let head = tokens.word(cut.saturating_sub(1).max(start));
    if cut <= start {
        return String::new();
    }
    if CONTAINERS.contains(&head) && tokens.word(cut) == "of" {
        return head_after(tokens, cut + 1);
    }
    let is_number = look_up(&SMALL, head).is_some();
    if is_number || STOPS.has(head) || CONTAINERS.contains(&head) { String::new() } else { head.to_owned() }
}

/// What a figure from `start` to `end` counts or measures; empty where no plain rule tells it.
pub(super) fn noun(tokens: Tokens, start: usize, end: usize, unit: &Unit, is_compound: bool) -> String {
    let joined = tokens.after_hyphen(end);
    let is_count = *unit == Unit::Count;
    if tokens.word(joined) == "of" {
        let noun = head_after(tokens, joined + 1);
        if !noun.is_empty() {
            return noun;
        }
    }
    if is_count {
        if joined > end && IN_COMPOUNDS.contains(&tokens.word(joined)) {
            return plural(tokens.word(joined));
        }
        if let Some(head) = counted(tokens, joined) {
            return tokens.word(head).to_owned();
        }
        // "at least one person"
        if tokens.before(end) == "one" {
            return plural(&head_after(tokens, end));
        }
    } else {
        // "one in five families": nothing stands between a share and what it is of.
        let is_share = *unit == Unit::Percent
            && !matches!(tokens.text(end.saturating_sub(1)), "%" | "percent" | "cent" | "pc");
        if is_share && let Some(head) = counted(tokens, end) {
            return tokens.word(head).to_owned();
        }
        if let Some((_, quality)) = QUALITIES.iter().find(|(adjective, _)| tokens.word(end) == *adjective) {
            return (*quality).to_owned();
        }
        // "a $84 million bridge", "a 12-month delay", "the 12 percent rise in rents".
        let has_determiner =
            DETERMINERS.contains(&tokens.before(start)) || tokens.before(start).ends_with("'s");
        if has_determiner || is_compound {
            let noun = head_after(tokens, joined);
            let in_at = (joined..joined + 4).find(|at| tokens.word(*at) == "in");
            if CHANGES.contains(&noun.as_str())
                && let Some(at) = in_at
            {
                return head_after(tokens, at + 1);
            }
            if !noun.is_empty() {
                return noun;
            }
        }
        if is_share && DETERMINERS.contains(&tokens.word(end)) {
            return head_after(tokens, end);
        }
        if matches!(unit, Unit::Currency(_))
            && tokens.word(end) == "in"
            && !DETERMINERS.contains(&tokens.word(end + 1))
            && tokens.get(end + 1).is_some_and(|token| !token.is_capital)
        {
            return head_after(tokens, end + 1);
        }
    }
    noun_before(tokens, start, unit)
}

/// The noun in front of a figure: "a bill of $84 million", "the cost rose to $84 million", "put the loss at
/// $1.2 million", "the bridge would cost $84 million".
fn noun_before(tokens: Tokens, start: usize, unit: &Unit) -> String {
    let is_count = *unit == Unit::Count;
    let previous = tokens.before(start);
    // "Deaths: 1,200", a line of a list.
    if previous == ":" && start >= 2 {
        let word = tokens.word(start - 2);
        let is_first = matches!(tokens.before(start - 2), "" | "." | ";" | "•" | "·" | "*" | "-" | "–");
        let is_thing = is_plural(word) || !is_count && !STOPS.has(word);
        return if is_first && is_thing { word.to_owned() } else { String::new() };
    }
    // "any change from 130 million" says what something costs.
    if previous == "from"
        && start >= 3
        && tokens.phrase(start - 2, "change from").is_some()
        && matches!(tokens.before(start - 2), "any" | "much" | "little" | "no")
    {
        return "cost".to_owned();
    }
    // "the deal, worth $2.5bn"
    if previous == "worth" && start >= 3 {
        let end = if tokens.before(start - 1) == "," { start - 2 } else { start - 1 };
        return head_before(tokens, end - 1, end);
    }
    if previous == "of" && start >= 2 {
        return head_before(tokens, start - 2, start - 1);
    }
    let mut verb = start;
    let mut has_preposition = false;
    if matches!(previous, "to" | "at" | "by" | "from") {
        verb -= 1;
        has_preposition = true;
    } else if tokens.word(start) == "from" {
        has_preposition = true;
    }
    let clause = (start.saturating_sub(REACH)..verb)
        .rev()
        .find(|at| tokens.word(*at).is_empty() || CLAUSES.contains(&tokens.word(*at)))
        .map_or(start.saturating_sub(REACH), |at| at + 1);
    // "is now $1,850", "fell sharply to 12 percent".
    while verb > clause + 1 && (is_adverb(tokens.before(verb))) {
        verb -= 1;
    }
    let last = tokens.before(verb);
    if verb <= clause {
        return String::new();
    }
    // "spent two years" is no sum.
    if !matches!(unit, Unit::Measure(_))
        && let Some((_, noun)) = OWN_NOUN.iter().find(|(form, _)| *form == last)
    {
        return (*noun).to_owned();
    }
    if VERBS.has(last) || TRANSITIVE.has(last) {
        if is_count && BE.contains(&last) {
            return String::new();
        }
        let subject = head_before(tokens, clause, verb - 1);
        return if subject.is_empty() { antecedent(tokens, clause) } else { subject };
    }
    if has_preposition && let Some(at) = (clause..verb).rev().find(|at| TRANSITIVE.has(tokens.word(*at))) {
        return head_before(tokens, at + 1, verb);
    }
    String::new()
}

/// The noun before ", which" and ", which it said".
fn antecedent(tokens: Tokens, clause: usize) -> String {
    let which =
        (clause.saturating_sub(4)..clause).rev().find(|at| matches!(tokens.word(*at), "which" | "that"));
    let Some(which) = which else { return String::new() };
    let end = if tokens.before(which) == "," { which - 1 } else { which };
    let head = tokens.before(end);
    if end == 0 || STOPS.has(head) || tokens.word(end - 1).is_empty() {
        String::new()
    } else {
        head.to_owned()
    }
}

/// What a figure is stated for each of: "day" in "2,300 vehicles a day"; empty if nothing says so.
pub(super) fn per(tokens: Tokens, end: usize, unit: &Unit) -> String {
    let after = if *unit == Unit::Count { counted(tokens, end).map_or(end, |head| head + 1) } else { end };
    let word = tokens.word(after + 1);
    let is_time = matches!(
        word,
        "second" | "minute" | "hour" | "day" | "night" | "week" | "month" | "quarter" | "year"
    );
    let each = match tokens.word(after) {
        "per" => !word.is_empty() && word != "cent",
        "a" | "an" | "each" | "every" => is_time || matches!(unit, Unit::Currency(_)) && !STOPS.has(word),
        _ => false,
    };
    if each { word.to_owned() } else { String::new() }
}
