//! How a sentence attributes: which of its words are said, by whom, and by which cue.

use super::attribution::{Source, phrase, subject};
use super::lexicon::{Cue, begins_adverbial, cue_at, is_between, is_determiner, is_pronoun, is_stop};
use super::sentences::last_sign;
use super::tokens::{Class, Token};
use super::words::WordClass;

/// A cue as a pattern uses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verb {
    /// A verb of speech and its class.
    Speech(Cue),
    /// A verb of thought or stance.
    Attitude,
    /// A noun: "his claim that".
    Notion,
}

/// Where the cue stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Before the words.
    Before,
    /// After them, or between two parts.
    After,
}

/// An attribution within a sentence, in tokens: first, and after the last.
#[derive(Clone, Debug)]
pub(super) struct Attributed {
    pub parts: Vec<(usize, usize)>,
    pub cue: (usize, usize),
    pub source: Option<Source>,
    /// The token after the mention: an apposition or a relative clause belongs to it.
    pub mention_end: usize,
    pub verb: Verb,
    pub place: Place,
}

/// The attributions of one sentence in order.
pub(super) fn attributions(tokens: &[Token]) -> Vec<Attributed> {
    let mut found = Vec::new();
    let trailing = signed(tokens).or_else(|| trailing(tokens));
    // What a trailing cue has said is searched no further for cues of its own words.
    let mut at = 0;
    if let Some(trailing) = trailing {
        at = trailing.parts.last().map_or(0, |part| part.1).max(trailing.cue.1);
        if let Some(source) = trailing.source {
            at = at.max(source.end);
        }
        // What is quoted indirectly may attribute in turn: "He said that she thought …".
        found.push(trailing);
    }
    leading(tokens, at, &mut found);
    for one in &mut found {
        one.mention_end = one.source.map_or(0, |source| mention_end(tokens, source, one));
    }
    found
}

/// Where a mention ends: "Samuel Brandt, the utility’s director, said" and "said Tove Lindqvist, who has fished
/// there for years" name their source with all that the commas add.
fn mention_end(tokens: &[Token], source: Source, one: &Attributed) -> usize {
    let end = source.end;
    // Between a subject and its verb.
    if one.cue.0 > end {
        let mut to = one.cue.0;
        while to > end && is_between(&tokens[to - 1]) {
            to -= 1;
        }
        let closes = |token: &Token| token.class == Class::Comma || token.text == ")";
        let opens = tokens[end].class == Class::Comma || tokens[end].text == "(";
        if opens && to > end + 1 && closes(&tokens[to - 1]) && !is_lead_in(&tokens[end + 1..to]) {
            return if tokens[to - 1].class == Class::Comma { to - 1 } else { to };
        }
        return end;
    }
    // After "said Okafor" an apposition runs to the end of the sentence.
    if one.place != Place::After || one.cue.1 != source.first {
        return end;
    }
    let Some([comma, next]) = tokens.get(end..end + 2) else { return end };
    let adds = next.is("who")
        || next.is("whose")
        || is_determiner(next)
        || next.has(WordClass::Role)
        || next.text.starts_with(|c: char| c.is_ascii_digit())
        || next.is_possessive();
    let stop = sentence_end(tokens);
    if (comma.class != Class::Comma && !comma.is("who")) || !(adds || comma.is("who")) {
        return end;
    }
    let quote = (end..stop).find(|at| matches!(tokens[*at].class, Class::Quote | Class::Colon));
    let part = one.parts.last().map(|part| part.0).filter(|part| *part > end);
    let ends = quote.into_iter().chain(part).min().unwrap_or(stop);
    let gerund =
        (end + 1..ends).find(|at| tokens[at - 1].class == Class::Comma && tokens[*at].text.ends_with("ing"));
    let mut to = gerund.unwrap_or(ends);
    while to > end && !tokens[to - 1].is_word() {
        to -= 1;
    }
    to.max(end)
}

fn is_end(token: Option<&Token>) -> bool {
    token.is_none_or(|token| !token.is_word() && token.class != Class::Quote && token.class != Class::Colon)
}

/// "…, Okafor said", "…, said Okafor", "…, according to Okafor", "…, Okafor said, …".
fn trailing(tokens: &[Token]) -> Option<Attributed> {
    for (at, token) in tokens.iter().enumerate() {
        let from = match token.class {
            Class::Quote => at + 1,
            Class::Comma | Class::Dash if at > 0 => at,
            _ if token.is("according") && at > 1 => at,
            _ => continue,
        };
        let is_quote = token.class == Class::Quote;
        let mut begin = from;
        while tokens.get(begin).is_some_and(|t| matches!(t.class, Class::Comma | Class::Dash | Class::Mark)) {
            begin += 1;
        }
        if tokens.get(begin).is_some_and(|token| token.is("as")) {
            begin += 1;
        }
        let words =
            tokens[..from].iter().filter(|token| token.is_word() || token.class == Class::Quote).count();
        let quoted = tokens[..from].iter().any(|token| token.class == Class::Quote);
        if words == 0 || (!quoted && (words < 2 || is_lead_in(&tokens[..from]))) {
            continue;
        }
        let Some((cue, source, verb, end)) = said_by(tokens, begin, is_quote) else { continue };
        let start = content_start(tokens, from);
        let mut parts = vec![(start, from)];
        parts.extend(second_part(tokens, end, quoted));
        return Some(Attributed {
            parts,
            cue,
            source: Some(source),
            mention_end: 0,
            verb,
            place: Place::After,
        });
    }
    None
}

/// "“We won.” ― Ines Okafor": a quotation signed with a name, the dash its cue.
fn signed(tokens: &[Token]) -> Option<Attributed> {
    let at = tokens.iter().position(|token| token.class == Class::Quote)?;
    let dash = tokens.get(at + 1).filter(|token| token.class == Class::Dash)?;
    let first = (at + 2..tokens.len()).find(|at| tokens[*at].class != Class::Dash)?;
    let is_name = at == 0 && dash.start >= tokens[at].end && tokens[first].is_capital();
    let source = phrase(tokens, first).filter(|_| is_name)?;
    (is_end(tokens.get(source.end)) && tokens.len() <= source.end + 10).then(|| Attributed {
        parts: vec![(at, at + 1)],
        cue: (at + 1, first),
        source: Some(source),
        mention_end: 0,
        verb: Verb::Speech(Cue::Say),
        place: Place::After,
    })
}

/// The cue and the source of a sentence that leads in a quote in the next paragraph: "Okafor said:".
pub(super) fn lead_in(tokens: &[Token]) -> Option<((usize, usize), Source)> {
    let stop = tokens.len().checked_sub(1).filter(|last| tokens[*last].class == Class::Colon)?;
    (0..stop).rev().find_map(|at| {
        let (length, cue) = cue_at(tokens, at)?;
        let source = matches!(cue, Cue::Say | Cue::Hearer).then(|| subject_of(tokens, 0, at))??;
        Some(((at, at + length), source))
    })
}

/// The first token of what is said before a cue: a conjunction at the sentence's start links and is not said.
fn content_start(tokens: &[Token], end: usize) -> usize {
    let last = end.saturating_sub(1);
    // A quote right before the cue that begins the sentence after a few linking words.
    if tokens[last.min(tokens.len() - 1)].class == Class::Quote && last > 0 {
        let before = &tokens[..last];
        let closed = before.last().is_some_and(|token| {
            matches!(token.class, Class::Comma | Class::Colon | Class::Dash | Class::Stop)
        });
        if closed && before.iter().filter(|token| token.is_word()).count() <= 4 {
            return last;
        }
    }
    let is_link = |token: &Token| {
        ["but", "and", "still", "meanwhile", "however", "so", "yet"].iter().any(|word| token.is(word))
    };
    let mut start = 0;
    while start < last && (is_link(&tokens[start]) || (start > 0 && tokens[start].class == Class::Comma)) {
        start += 1;
    }
    start
}

/// Whether a stretch before a comma only leads into the sentence: "On Monday,", "In a letter,".
fn is_lead_in(tokens: &[Token]) -> bool {
    let mut words = tokens.iter().filter(|token| token.is_word());
    let first = words.next();
    let first = match first {
        Some(first) if ["but", "and", "yet"].iter().any(|word| first.is(word)) => words.next(),
        first => first,
    };
    let leads = [
        "in",
        "on",
        "at",
        "by",
        "after",
        "before",
        "when",
        "while",
        "as",
        "if",
        "during",
        "for",
        "with",
        "from",
        "since",
        "asked",
        "speaking",
        "once",
        "last",
        "later",
        "earlier",
        "when",
        "until",
        "under",
        "over",
        "following",
        "despite",
        "although",
        "though",
        "because",
        "like",
        "unlike",
        "instead",
        "among",
        "to",
        "upon",
        "amid",
        "according",
    ];
    let is_leading = first.is_some_and(|first| leads.iter().any(|word| first.is(word)));
    is_leading && tokens.iter().filter(|token| token.class == Class::Comma).count() <= 1
}

type SaidBy = ((usize, usize), Source, Verb, usize);

/// The attribution that begins at a token and takes up all until the next sign: cue, source, verb, end.
fn said_by(tokens: &[Token], begin: usize, after_quote: bool) -> Option<SaidBy> {
    let first = tokens.get(begin)?;
    if let Some((length, Cue::From)) = cue_at(tokens, begin) {
        let source = phrase(tokens, begin + length)?;
        return Some(((begin, begin + length), source, Verb::Speech(Cue::From), source.end));
    }
    // "said Okafor"
    if let Some((length, cue @ (Cue::Say | Cue::Hearer))) = cue_at(tokens, begin)
        && !first.is_capital()
        && let Some(source) = phrase(tokens, begin + length)
    {
        let next = tokens.get(source.end);
        if next
            .is_none_or(|next| !next.is_word() || is_stop(next) || begins_adverbial(next) || is_between(next))
        {
            return Some(((begin, begin + length), source, Verb::Speech(cue), source.end));
        }
    }
    // "Okafor said"
    let reach = (begin + 24).min(tokens.len());
    for at in begin + 1..reach {
        // The stop of "R-Skerry., said" ends nothing.
        if matches!(tokens[at].class, Class::Quote | Class::Colon)
            || (tokens[at].class == Class::Stop && is_end(tokens.get(at + 2)) && tokens.len() < at + 3)
        {
            return None;
        }
        let Some((length, verb)) = verb_at(tokens, at) else { continue };
        let is_right = match verb {
            Verb::Speech(cue) => matches!(cue, Cue::Say | Cue::Hearer),
            Verb::Attitude => tokens[at].has(WordClass::Opinion) && !tokens[at].has(WordClass::Gerund),
            Verb::Notion => false,
        };
        if !is_right {
            continue;
        }
        let Some(source) = super::attribution::subject_exact(tokens, begin, at) else { continue };
        let mut end = at + length;
        let next = tokens.get(end);
        let hears = verb == Verb::Speech(Cue::Hearer);
        if hears {
            // "told reporters on Tuesday"
            while end < tokens.len() && tokens[end].is_word() && end < at + 14 {
                if tokens[end].is("that") {
                    return None;
                }
                end += 1;
            }
            if tokens.get(end).is_some_and(|token| matches!(token.class, Class::Quote | Class::Colon)) {
                return None;
            }
        } else if !is_end(next) {
            let next = next?;
            let adverbial = begins_adverbial(next)
                || next.has(WordClass::Between)
                || next.text.ends_with("ly")
                || next.is("as");
            if !(adverbial || (after_quote && next.is_word() && is_calendar_or_to(next))) {
                return None;
            }
            let mut to = end;
            while to < tokens.len() && !is_end(tokens.get(to)) {
                if tokens[to].class == Class::Quote || tokens[to].is("that") && !after_quote {
                    return None;
                }
                to += 1;
            }
            if to > end + 16 && !after_quote {
                return None;
            }
        }
        return Some((cue_span(tokens, at, length), source, verb, end));
    }
    None
}

fn is_calendar_or_to(token: &Token) -> bool {
    super::lexicon::is_calendar(token) || token.is("to") || token.is("and")
}

/// A cue with the helping words before it: "has said".
fn cue_span(_tokens: &[Token], at: usize, length: usize) -> (usize, usize) {
    (at, at + length)
}

/// What goes on after an attribution in the middle: "…, she said, “and …”".
fn second_part(tokens: &[Token], end: usize, quoted: bool) -> Option<(usize, usize)> {
    let mut at = end;
    while tokens.get(at).is_some_and(|token| token.is_word()) {
        at += 1;
    }
    let sign = tokens.get(at)?;
    if sign.class == Class::Quote {
        return (at <= end + 8).then_some((at, at + 1));
    }
    if !matches!(sign.class, Class::Comma | Class::Dash | Class::Colon) {
        return None;
    }
    let next = tokens.get(at + 1)?;
    if next.class == Class::Quote {
        return Some((at + 1, at + 2));
    }
    let goes_on = [
        "since", "because", "and", "but", "if", "that", "though", "although", "so", "unless", "will",
        "would", "is", "are", "was", "were", "has", "have", "had", "can", "could", "may", "might", "must",
        "should",
    ];
    let rest = &tokens[at + 1..];
    if quoted
        || !goes_on.iter().any(|word| next.is(word))
        || rest.iter().any(|token| token.has(WordClass::Cue))
    {
        return None;
    }
    Some((at + 1, sentence_end(tokens)))
}

fn sentence_end(tokens: &[Token]) -> usize {
    let last = tokens.iter().rposition(|token| token.class != Class::Stop && token.class != Class::Mark);
    last.map_or(tokens.len(), |last| last + 1)
}

/// The verb that attributes at a token: how many tokens it has.
fn verb_at(tokens: &[Token], at: usize) -> Option<(usize, Verb)> {
    let token = tokens.get(at)?;
    if let Some((length, cue)) = cue_at(tokens, at)
        && cue != Cue::Noun
    {
        return Some((length, Verb::Speech(cue)));
    }
    let is_attitude =
        token.has(WordClass::Opinion) || token.has(WordClass::Stance) || token.has(WordClass::Intent);
    is_attitude.then_some((1, Verb::Attitude))
}

/// The attributions whose cue stands before the words, from a token on.
fn leading(tokens: &[Token], from: usize, found: &mut Vec<Attributed>) {
    let mut at = from;
    let mut last: Option<Source> = found.last().and_then(|found| found.source);
    let stop = sentence_end(tokens);
    let mut begin = from;
    // The end of what is being said.
    let mut inside = from;
    while at < stop {
        if tokens[at].class == Class::Quote {
            at += 1;
            continue;
        }
        if let Some(new) = from_phrase(tokens, at, stop)
            .or_else(|| colon(tokens, at, begin))
            .or_else(|| clause(tokens, at, begin, stop, last))
        {
            let (content, end) = new.parts[0];
            let is_nested = at < inside;
            // What somebody says that another thinks is no news about what that other thinks.
            if is_nested && new.verb != Verb::Speech(Cue::Say) && new.verb != Verb::Speech(Cue::Hearer) {
                at += 1;
                continue;
            }
            if !is_nested {
                last = new.source.or(last);
                inside = end;
            }
            at = content.max(at + 1);
            begin = content.max(begin);
            found.push(new);
            continue;
        }
        if tokens[at].class == Class::Dash {
            begin = at + 1;
        }
        at += 1;
    }
}

/// "According to Okafor, the dam leaks".
fn from_phrase(tokens: &[Token], at: usize, stop: usize) -> Option<Attributed> {
    let Some((length, Cue::From)) = cue_at(tokens, at) else { return None };
    let source = phrase(tokens, at + length)?;
    let comma = (source.end..stop.min(source.end + 24)).find(|at| tokens[*at].class == Class::Comma)?;
    (comma + 1 < stop).then(|| Attributed {
        parts: vec![(comma + 1, stop)],
        cue: (at, at + length),
        source: Some(source),
        mention_end: 0,
        verb: Verb::Speech(Cue::From),
        place: Place::Before,
    })
}

/// "Okafor: “We won.”"
fn colon(tokens: &[Token], at: usize, begin: usize) -> Option<Attributed> {
    let is_colon = tokens[at].class == Class::Colon && tokens.get(at + 1)?.class == Class::Quote;
    if !is_colon || at == begin {
        return None;
    }
    let source = phrase(&tokens[..at], begin).filter(|source| source.end == at);
    Some(Attributed {
        parts: vec![(at + 1, at + 2)],
        cue: (at, at + 1),
        source,
        mention_end: 0,
        verb: Verb::Speech(Cue::Say),
        place: Place::Before,
    })
}

/// "Okafor said that the dam leaks", "Okafor criticised the plan", "Okafor wants to close it".
fn clause(
    tokens: &[Token],
    at: usize,
    begin: usize,
    stop: usize,
    last: Option<Source>,
) -> Option<Attributed> {
    let token = &tokens[at];
    if token.has(WordClass::Notion)
        && let Some(found) = notion(tokens, at, begin, stop)
    {
        return Some(found);
    }
    let (length, verb) = verb_at(tokens, at)?;
    if token.is_capital() && at > begin {
        return None;
    }
    let before = at.checked_sub(1).map(|at| &tokens[at]);
    let is_helped = before.is_some_and(|token| {
        ["to", "the", "a", "an", "of", "in", "by", "for"].iter().any(|word| token.is(word))
    });
    let be = ["is", "are", "was", "were", "be", "been", "being", "get", "got"];
    let is_passive = !token.has(WordClass::Gerund) && !token.text.ends_with("ing") && {
        let helper = (begin..at).rev().find(|at| {
            !(is_between(&tokens[*at])
                && !tokens[*at].is("had")
                && !tokens[*at].is("has")
                && !tokens[*at].is("have"))
        });
        helper.is_some_and(|at| be.iter().any(|word| tokens[at].is(word)))
    };
    let is_ing = token.text.ends_with("ing");
    if (is_helped && !(is_ing && verb == Verb::Speech(Cue::With)))
        || is_passive
        || !holds(tokens, begin, at, verb)
    {
        return None;
    }
    let source = if is_ing {
        let helped = (begin..at).rev().take(3).any(|at| {
            be.iter().any(|word| tokens[at].is(word))
                || tokens[at].text.ends_with("’s")
                || tokens[at].text.ends_with("'s")
        });
        let helper = (begin..at).rev().take(3).find(|at| be.iter().any(|word| tokens[*at].is(word)));
        // "He’s claiming"
        let short = before.filter(|token| {
            let bare = super::tokens::bare(token.text);
            bare.len() < token.text.len()
                && (token.is_capital() || ["he", "she", "it", "who"].contains(&bare))
        });
        match (helped, helper) {
            _ if short.is_some() && at > begin => Source { first: at - 1, end: at },
            (_, Some(helper)) => subject(tokens, begin, helper)?,
            _ => last.or_else(|| opening(tokens, at))?,
        }
    } else {
        match subject_of(tokens, begin, at) {
            Some(source) => source,
            None if before.is_some_and(|token| {
                token.is("and") || token.is("but") || token.is("then") || is_between(token)
            }) =>
            {
                last.or_else(|| opening(tokens, at))?
            }
            None => return None,
        }
    };
    let mut content = content(tokens, at, length, verb, stop)?;
    // "Although Okafor says so, the plan stands": the main clause is the writer's.
    let subordinate = source.first.checked_sub(1).map(|at| &tokens[at]).is_some_and(|token| {
        ["although", "though", "while", "when", "if", "after", "since", "because", "as", "where"]
            .iter()
            .any(|word| token.is(word))
    });
    let first = source.first == 1 || source.first == begin + 1;
    if subordinate
        && first
        && let Some(comma) = (content.0 + 1..content.1).find(|at| tokens[*at].class == Class::Comma)
    {
        content.1 = comma;
    }
    Some(Attributed {
        parts: vec![content],
        cue: cue_span(tokens, at, length),
        source: Some(source),
        mention_end: 0,
        verb,
        place: Place::Before,
    })
}

/// Whether a verb of thought says what is, not what may be, and is no noun: "could deny", "the support".
fn holds(tokens: &[Token], begin: usize, at: usize, verb: Verb) -> bool {
    let helper = (begin..at).rev().map(|at| &tokens[at]).find(|token| !is_between(token) || is_modal(token));
    let Some(helper) = helper else { return true };
    if is_modal(helper) || helper.is("if") {
        return false;
    }
    let token = &tokens[at];
    if !token.has(WordClass::Base) || verb != Verb::Attitude {
        return true;
    }
    let plural = |token: &Token| token.text.ends_with('s') && !token.is_possessive();
    is_pronoun(helper)
        || helper.is("who")
        || plural(helper)
        || kind_of_people(helper)
        || !helper.is_word()
        || ["did", "does", "do", "n't", "will", "people", "both", "some", "many"]
            .iter()
            .any(|word| helper.is(word))
}

fn kind_of_people(token: &Token) -> bool {
    ["police", "people", "others", "families", "media", "staff"].iter().any(|word| token.is(word))
}

fn is_modal(token: &Token) -> bool {
    ["would", "could", "might", "may", "should", "can", "must", "cannot"].iter().any(|word| token.is(word))
}

/// The subject of a verb; "who" where a relative clause says it.
fn subject_of(tokens: &[Token], begin: usize, at: usize) -> Option<Source> {
    let mut end = at;
    while end > begin && is_between(&tokens[end - 1]) {
        end -= 1;
    }
    let who = end.checked_sub(1)?;
    if who >= begin && (tokens[who].is("who") || tokens[who].is("which")) {
        return Some(Source { first: who, end });
    }
    subject(tokens, begin, at).or_else(|| {
        // "In a speech Okafor said": the nearest name or pronoun ends right before the verb.
        let first = (begin..end)
            .rev()
            .take_while(|at| tokens[*at].is_capital() || is_pronoun(&tokens[*at]))
            .last()?;
        let source = phrase(&tokens[..end], first)?;
        (source.end == end).then_some(source)
    })
}

/// The noun phrase that a sentence begins with, after an introduction.
fn opening(tokens: &[Token], before: usize) -> Option<Source> {
    let from = if is_lead_in(&tokens[..before]) {
        tokens[..before].iter().position(|token| token.class == Class::Comma)? + 1
    } else {
        0
    };
    phrase(&tokens[..before], from)
}

/// "his claim that the dam leaks", "the plan to close it"
fn notion(tokens: &[Token], at: usize, begin: usize, stop: usize) -> Option<Attributed> {
    let next = tokens.get(at + 1)?;
    let before = at.checked_sub(1).map(|at| &tokens[at])?;
    if !next.is("that") {
        return None;
    }
    let owner = before.is_possessive()
        || ["his", "her", "their", "its", "my", "our"].iter().any(|word| before.is(word));
    let source = if before.is_possessive() {
        let first =
            (0..at).rev().take_while(|at| tokens[*at].is_capital() || is_determiner(&tokens[*at])).last()?;
        Some(Source { first, end: at })
    } else if owner {
        Some(Source { first: at - 1, end: at })
    } else {
        // "has expressed concern that"
        let carries = [
            "expressed",
            "expresses",
            "voiced",
            "voices",
            "raised",
            "raises",
            "made",
            "makes",
            "issued",
            "has",
            "had",
            "have",
            "gave",
            "repeated",
            "offered",
        ];
        let verb = (begin..at).rev().take(3).find(|at| carries.iter().any(|word| tokens[*at].is(word)));
        verb.and_then(|verb| subject_of(tokens, begin, verb))
    };
    source?;
    let end = clause_end(tokens, at + 2, stop);
    (end > at + 4).then(|| Attributed {
        parts: vec![(at + 1, end)],
        cue: (at, at + 1),
        source,
        mention_end: 0,
        verb: Verb::Notion,
        place: Place::Before,
    })
}

/// What a cue before it says.
fn content(tokens: &[Token], at: usize, length: usize, verb: Verb, stop: usize) -> Option<(usize, usize)> {
    let token = &tokens[at];
    let mut from = at + length;
    if token.has(WordClass::Intent) && tokens.get(from).is_some_and(|next| next.is("to")) {
        return body(tokens, from, stop);
    }
    let speech = matches!(verb, Verb::Speech(Cue::Say | Cue::Hearer | Cue::With));
    // A colon, a comma or "that" within a few words ends what stands between.
    let window = (from + 14).min(stop);
    let hears = verb == Verb::Speech(Cue::Hearer)
        || ["telling", "asking", "urging", "reminding"].iter().any(|word| token.is(word));
    let takes = |place: usize| {
        let token = &tokens[place];
        token.class == Class::Colon
            || token.is("that")
            || (token.class == Class::Quote && place <= from + 8)
            || (token.class == Class::Comma
                && tokens.get(place + 1).is_some_and(|next| next.class == Class::Quote))
    };
    let next = tokens.get(from).filter(|_| from < stop)?;
    let skips =
        hears || begins_adverbial(next) || (speech && (next.class == Class::Comma || is_between(next)));
    if speech || token.has(WordClass::Opinion) {
        let limit = (from..window).find(|place| tokens[*place].class == Class::Dash).unwrap_or(window);
        if let Some(place) = (from..limit).find(|place| takes(*place)).filter(|place| *place == from || skips)
        {
            let mut begin = place;
            while begin < stop && matches!(tokens[begin].class, Class::Colon | Class::Comma) {
                begin += 1;
            }
            return body(tokens, begin, stop);
        }
        if next.class == Class::Comma || next.class == Class::Dash {
            return None;
        }
        if hears {
            // "told reporters the dam leaks"
            let hearer = phrase(tokens, from)?;
            from = hearer.end;
            let next = tokens.get(from).filter(|_| from < stop)?;
            if next.class == Class::Comma {
                return None;
            }
        }
        let next = tokens.get(from)?;
        if speech && begins_adverbial(next) {
            // "said Friday hackers have …" needs its "that"; a day alone is passed over.
            let day = super::lexicon::is_calendar(next);
            if !day {
                return None;
            }
            from += 1;
        }
        return body(tokens, from, stop);
    }
    if token.has(WordClass::Stance) || matches!(verb, Verb::Speech(Cue::Name)) {
        let opens = next.class == Class::Quote
            || is_determiner(next)
            || next.is_capital()
            || is_pronoun(next)
            || next.is("for")
            || next.is("that")
            || next.is_word() && !is_stop(next);
        return opens.then(|| body(tokens, from, stop)).flatten();
    }
    None
}

/// What is said from a token on: a quotation alone, or a clause.
fn body(tokens: &[Token], begin: usize, stop: usize) -> Option<(usize, usize)> {
    let first = tokens.get(begin).filter(|_| begin < stop)?;
    if first.class == Class::Quote {
        let next = tokens.get(begin + 1).filter(|_| begin + 1 < stop);
        let ends = matches!(last_sign(first.text), Some('.' | '?' | '!' | ','))
            || next.is_none_or(|next| !next.is_word());
        if ends {
            return Some((begin, begin + 1));
        }
    }
    let end = clause_end(tokens, begin, stop);
    (end > begin).then_some((begin, end))
}

/// Where a clause that is said ends: at the sentence's end, or where the writer takes the word again.
fn clause_end(tokens: &[Token], begin: usize, stop: usize) -> usize {
    for at in begin + 1..stop {
        let token = &tokens[at];
        let next = tokens.get(at + 1);
        if token.class == Class::Comma
            && let Some(next) = next
        {
            let breaks = [
                "but",
                "while",
                "which",
                "although",
                "though",
                "who",
                "whereas",
                "as",
                "after",
                "when",
                "where",
                "prompting",
                "according",
            ];
            let speaks =
                next.text.ends_with("ing") && (next.has(WordClass::Gerund) || next.has(WordClass::Cue));
            if speaks || breaks.iter().any(|word| next.is(word)) {
                return at;
            }
        }
        if token.class == Class::Other && token.text == ";" {
            return at;
        }
        if (token.is("and") || token.is("but"))
            && next.is_some_and(|next| next.has(WordClass::Cue) && !next.has(WordClass::Base))
        {
            return if tokens[at - 1].class == Class::Comma { at - 1 } else { at };
        }
    }
    stop
}
