//! Names: which words name somebody, and who speaks in an article.

use std::collections::BTreeMap;

use super::attribution::{Source, Spoken, spoken};
use super::lexicon::{
    COURTESIES, is_body, is_common_opening, is_determiner, is_document, is_particle, is_role, is_stop,
    is_title, is_title_word, joins_name, names_body, names_time,
};
use super::tokens::{Class, Token, bare, tokens};
use crate::annotation::{self, SourceKind};
use crate::identity::{SourceId, Timestamp};
use crate::text::{ArticleText, ByteOffset, TextRange};

/// A speaker as the article names them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Speaker {
    /// The fullest form of the name in the article, without title: "Ines Okafor"; for a speaker without a
    /// name the words that stand for one: "a spokesman".
    pub name: String,
    /// What the article says that the speaker is: "council member". Empty if that is not plain.
    pub role: String,
    /// The body that the speaker belongs to or speaks for. Empty if that is not plain.
    pub organisation: String,
    /// What kind of speaker it is.
    pub kind: SourceKind,
    /// Where the article names the speaker, in order.
    pub mentions: Vec<TextRange>,
}

impl Speaker {
    /// A row for the article's table of sources, with what the text says about the speaker.
    pub fn source(&self, id: SourceId, at: Timestamp) -> annotation::Source {
        let mut source = annotation::Source::new(id, self.name.clone(), self.kind, at);
        source.role.clone_from(&self.role);
        source.organisation.clone_from(&self.organisation);
        source
    }
}

/// A stretch of capitalised words that may be a name: places in a list of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// The first token of the run, titles included.
    pub first: usize,
    /// The first token of the name itself.
    pub name: usize,
    /// The token after its last.
    pub end: usize,
    /// What the words by themselves say that it is.
    pub kind: SourceKind,
}

/// The capitalised stretch that begins at a token, if one does.
pub(super) fn run_at(tokens: &[Token], at: usize) -> Option<Run> {
    let begins = |token: &Token| token.is_capital() && !names_time(token) && token.text != "I";
    tokens.get(at).filter(|token| begins(token))?;
    let mut end = at + 1;
    let mut body = names_body(&tokens[at]);
    while !tokens[end - 1].is_possessive() {
        let Some(next) = tokens.get(end) else { break };
        // Two words that a sign or another line parts are two names.
        let follows = |place: usize| tokens.get(place).is_some_and(begins);
        // A headline gives every word a capital.
        if ends_name(next) {
            break;
        }
        if begins(next) {
            body |= names_body(next);
            end += 1;
        } else if (joins_name(next) || next.text == "&") && follows(end + 1) {
            end += 2;
        } else if joins_name(next) && tokens.get(end + 1).is_some_and(joins_name) && follows(end + 2) {
            end += 3;
        } else if next.is("of") && follows(end + 1) && names_body_or_office(&tokens[at..end]) {
            body |= names_body(&tokens[end - 1]);
            end += 2;
        } else {
            break;
        }
    }
    let words = &tokens[at..end];
    // What stands before the last title or role is no part of a person's name: "FBI Director James Comey".
    let last_title = words[..words.len() - 1].iter().rposition(is_title);
    let name = last_title.map_or(at, |title| at + title + 1);
    let plain = &tokens[name..end];
    let is_acronym = |token: &Token| {
        let word = bare(token.text);
        word.len() > 1 && word.chars().all(|c| c.is_uppercase() || c == '-' || c.is_numeric())
    };
    let kind = if last_title.is_some() && !plain.iter().any(|token| names_body(token)) {
        SourceKind::Person
    } else if body || plain.iter().any(is_acronym) {
        SourceKind::Body
    } else if (2..=4).contains(&plain.len())
        && plain.iter().all(|token| !token.text.contains(char::is_numeric))
    {
        SourceKind::Person
    } else {
        SourceKind::Unknown
    };
    let name = if kind == SourceKind::Body { at } else { name };
    Some(Run { first: at, name, end, kind })
}

/// Small words that no name goes on with, however they are written.
fn ends_name(token: &Token) -> bool {
    let words =
        ["is", "are", "was", "were", "has", "have", "had", "and", "or", "to", "in", "on", "for", "with"];
    words.iter().any(|word| token.is(word))
}

fn names_body_or_office(words: &[Token]) -> bool {
    words
        .iter()
        .any(|token| is_body(token.text) || ["Bank", "Court", "Department", "Ministry"].contains(&token.text))
}

/// The words of a name as one string: single spaces, no possessive s.
pub(super) fn join(words: &[Token]) -> String {
    let mut joined = String::new();
    for (n, token) in words.iter().enumerate() {
        if n > 0 && token.start > words[n - 1].end {
            joined.push(' ');
        }
        joined.push_str(if n + 1 == words.len() { bare(token.text) } else { token.text });
    }
    joined
}

/// Where a byte range lies in code points.
pub(super) fn range(text: &ArticleText, start: usize, end: usize) -> Option<TextRange> {
    let point = |byte| text.index().code_point_of_byte(text.as_str(), ByteOffset::from_count(byte));
    TextRange::new(point(start)?, point(end)?)
}

/// The same without white space at its edges, which move outwards to those of a grapheme cluster.
pub(super) fn tidy(text: &ArticleText, start: usize, end: usize) -> Option<TextRange> {
    text.tidy_between(ByteOffset::from_count(start), ByteOffset::from_count(end)).map(|(range, _)| range)
}

/// Where a name stands as whole words, in bytes.
fn occurrences<'a>(source: &'a str, name: &'a str) -> impl Iterator<Item = usize> + 'a {
    let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    source.match_indices(name).map(|(at, _)| at).filter(move |at| {
        is_edge(source[..*at].chars().next_back()) && is_edge(source[at + name.len()..].chars().next())
    })
}

/// How many places where a name stands in full are looked at; an article repeats itself after that.
const MOST_PLACES: usize = 24;

/// How far around a name its title and its apposition are looked for, in bytes.
const AROUND: usize = 120;

/// What an article says about a person of whom a surname is known, mentions left out. Plain substring search, and a closer look
/// only at places where a capitalised word stands before the name.
pub(super) fn person(text: &ArticleText, given: &str) -> Option<Speaker> {
    let source = text.as_str();
    let surname = given.split_whitespace().next_back().filter(|surname| surname.len() > 1)?;
    let mut full: Vec<(String, usize)> = Vec::new();
    let mut places = Vec::new();
    for at in occurrences(source, surname)
        .filter(|at| follows_capital(source, *at) || is_role(word_before(source, *at)))
        .take(MOST_PLACES)
    {
        let line = source[..at].rfind('\n').map_or(0, |end| end + 1);
        let from = source.ceil_char_boundary(at.saturating_sub(AROUND)).max(line);
        let to = source.floor_char_boundary(at + surname.len() + AROUND);
        let to = source[at..to].find('\n').map_or(to, |end| at + end);
        let words = tokens(source, from, to);
        let Some(last) = words.iter().position(|token| token.start <= at && at < token.end) else { continue };
        let Some(run) = runs(&words).into_iter().find(|run| run.first <= last && last < run.end) else {
            continue;
        };
        if run.kind != SourceKind::Person || run.end != last + 1 {
            continue;
        }
        let name = join(&words[run.name..run.end]);
        if name.contains(' ') {
            match full.iter_mut().find(|(known, _)| *known == name) {
                Some((_, count)) => *count += 1,
                None => full.push((name.clone(), 1)),
            }
        }
        places.push((name, role(&words, &run)));
    }
    let name = if given.contains(' ') {
        // "Ruth Calloway" may elsewhere be "Ruth M. Calloway"; it is not "Ida Calloway".
        let first = given.split_whitespace().next().unwrap_or_default();
        let longer =
            full.iter().filter(|(name, _)| name.starts_with(first)).max_by_key(|(name, _)| name.len());
        longer.map_or(given, |(name, _)| name.as_str()).to_owned()
    } else {
        match full.as_slice() {
            [] => given.to_owned(),
            [(name, _)] => name.clone(),
            // Two people of one name: only a plain majority tells whom the bare surname means.
            several => {
                let most = several.iter().max_by_key(|(_, count)| *count)?;
                let others: usize = several.iter().map(|(_, count)| count).sum::<usize>() - most.1;
                let first = &several[0];
                let longest = several.iter().max_by_key(|(name, _)| name.len())?;
                let all_one =
                    several.iter().all(|(name, _)| name.split(' ').next() == longest.0.split(' ').next());
                if all_one {
                    longest.0.clone()
                } else if most.1 >= 3 * others && most.0 == first.0 {
                    most.0.clone()
                } else {
                    given.to_owned()
                }
            }
        }
    };
    let role = places
        .iter()
        .filter(|(known, _)| *known == name)
        .map(|(_, role)| role)
        .find(|role| !role.is_empty())
        .cloned()
        .unwrap_or_default();
    let is_known = name.contains(' ') || !places.is_empty();
    let kind = if is_known { SourceKind::Person } else { SourceKind::Unknown };
    Some(Speaker { name, role, kind, ..Speaker::default() })
}

fn follows_capital(source: &str, at: usize) -> bool {
    let word = word_before(source, at);
    word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase) || is_particle(word)
}

/// The word right before a place on the same line; empty if there is none.
fn word_before(source: &str, at: usize) -> &str {
    let before = source[..at].strip_suffix([' ', '\u{a0}', '-', '.']).unwrap_or_default();
    before.rsplit(char::is_whitespace).next().unwrap_or_default()
}

/// Where a speaker is named: the full name and, of a person, the surname alone.
pub(super) fn mentions(text: &ArticleText, name: &str, kind: SourceKind) -> Vec<TextRange> {
    let source = text.as_str();
    let surname = if kind == SourceKind::Person { name.rsplit(' ').next().unwrap_or(name) } else { name };
    let given = &name[..name.len() - surname.len()];
    occurrences(source, surname)
        .filter_map(|at| {
            if source[..at].ends_with(given) {
                return range(text, at - given.len(), at + surname.len());
            }
            // Another first name before it is another person.
            let other = follows_capital(source, at)
                && !source[..at]
                    .trim_end()
                    .rsplit(char::is_whitespace)
                    .next()
                    .is_some_and(|word| is_title_word(word) || is_role(word) || is_common_word(word));
            (!other).then(|| range(text, at, at + surname.len())).flatten()
        })
        .collect()
}

fn is_common_word(word: &str) -> bool {
    let words = tokens(word, 0, word.len());
    words.last().is_some_and(is_common_opening)
}

/// Every capitalised stretch among tokens, without the common words that begin sentences.
pub(super) fn runs(tokens: &[Token]) -> Vec<Run> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let token = &tokens[at];
        if !token.is_capital() || (is_common_opening(token) && !is_title(token)) {
            at += 1;
            continue;
        }
        match run_at(tokens, at) {
            Some(run) => {
                at = run.end;
                found.push(run);
            }
            None => at += 1,
        }
    }
    found
}

/// What a person is, by the words right before the name or in apposition after it; empty if neither is plain.
pub(super) fn role(tokens: &[Token], run: &Run) -> String {
    // Titles of courtesy say nothing about what a person does.
    let titles = &tokens[run.first..run.name];
    let is_courtesy = |token: &Token| {
        let word = token.lower();
        let word = word.trim_end_matches('.');
        ["mr", "mrs", "ms", "miss", "mx", "dr"].contains(&word)
    };
    let titles: Vec<_> = titles.iter().copied().filter(|token| !is_courtesy(token)).collect();
    let before = tokens[..run.first]
        .iter()
        .rposition(|t| {
            !t.is_word() || is_stop(t) || is_determiner(t) || super::lexicon::cue_at(&[*t], 0).is_some()
        })
        .map_or(0, |at| at + 1);
    let lead = &tokens[before..run.first];
    if lead.len() <= 4 && lead.last().is_some_and(|token| is_role(token.text)) {
        let mut words = lead.to_vec();
        words.extend(titles);
        return join(&words);
    }
    if !titles.is_empty() {
        return join(&titles);
    }
    if tokens.get(run.end).is_none_or(|token| token.class != Class::Comma)
        || tokens[run.end - 1].is_possessive()
    {
        return String::new();
    }
    let rest = &tokens[run.end + 1..];
    let skip = usize::from(rest.first().is_some_and(|token| is_determiner(token)));
    let mut words = Vec::new();
    for token in rest.iter().skip(skip) {
        let linked = token.is("of") || token.is("for") || (token.is("the") && !words.is_empty());
        if !token.is_word() || (is_stop(token) && !linked) || words.len() > 8 {
            break;
        }
        words.push(*token);
    }
    while words.last().is_some_and(|token| is_stop(token) || is_determiner(token)) {
        words.pop();
    }
    let core = words.iter().position(|token| token.is("of") || token.is("for")).unwrap_or(words.len());
    let is_role_phrase = core > 0 && is_role(words[core - 1].text);
    if is_role_phrase { join(&words) } else { String::new() }
}

/// What a source without a person's name is, by its last word before "of" or "for".
pub(super) fn kind_of(head: &str) -> SourceKind {
    let head = bare(head);
    if is_role(head) {
        SourceKind::Unnamed
    } else if is_document(head) {
        SourceKind::Document
    } else if is_body(head) {
        SourceKind::Body
    } else if head.ends_with('s') && head.starts_with(char::is_lowercase) {
        SourceKind::Unnamed
    } else {
        SourceKind::Unknown
    }
}

/// What the article calls a person by courtesy: "he" for Mr, "she" for Ms; `None` where it does not say.
pub(super) fn pronoun_of(text: &ArticleText, name: &str) -> Option<&'static str> {
    let source = text.as_str();
    let surname = name.rsplit(' ').next().unwrap_or(name);
    occurrences(source, surname).take(MOST_PLACES).find_map(|at| {
        let word =
            source[..at].trim_end().rsplit(char::is_whitespace).next()?.trim_end_matches('.').to_lowercase();
        COURTESIES.iter().find(|(title, _)| *title == word).map(|(_, pronoun)| *pronoun)
    })
}

/// Words before the names of places.
const PLACES: [&str; 8] = ["in", "at", "near", "from", "to", "around", "across", "outside"];

fn span(words: &[Token], run: &Run) -> (usize, usize) {
    (words[run.name].start, words[run.end - 1].end)
}

/// Everyone and every body named in the text who may be a speaker: those with most cues first, then in the
/// order of their first mention. Names that only stand after "in", "at" or "near" are taken for places and
/// left out.
pub fn speakers(text: &ArticleText) -> Vec<Speaker> {
    let source = text.as_str();
    let mut persons: BTreeMap<String, Option<Speaker>> = BTreeMap::new();
    let mut phrases: BTreeMap<String, Option<Speaker>> = BTreeMap::new();
    // Bare surnames, given to their person at the end.
    let mut surnames: BTreeMap<String, Vec<TextRange>> = BTreeMap::new();
    // How many cues, where first, who.
    let mut found: BTreeMap<String, (usize, usize, Speaker)> = BTreeMap::new();
    let mut add = |speaker: Speaker, (start, end): (usize, usize), cues: usize| {
        let mention = range(text, start, end);
        let (all, first, known) =
            found.entry(speaker.name.to_lowercase()).or_insert_with(|| (0, start, speaker));
        *all += cues;
        *first = start.min(*first);
        known.mentions.extend(mention);
    };
    for paragraph in text.paragraphs().iter().filter(|paragraph| !paragraph.is_headline) {
        let Some(from) = text.index().byte_of(source, paragraph.range.start()) else { continue };
        let words = tokens(source, from.get(), from.get() + paragraph.text.len());
        for run in runs(&words) {
            let before = run.first.checked_sub(1).map(|at| &words[at]);
            let after_place = before.is_some_and(|token| PLACES.iter().any(|word| token.is(word)));
            let with_article = before.is_some_and(|token| token.is("the"));
            let is_titled = run.kind == SourceKind::Person && run.name > run.first;
            let is_full = run.kind == SourceKind::Person && run.end - run.name > 1 && !with_article;
            let is_body = run.kind == SourceKind::Body || (with_article && run.end - run.first > 1);
            // "Council member Okafor": a common noun alone names no body.
            let is_body =
                is_body && (run.end - run.first > 1 || !super::lexicon::is_body(words[run.first].text));
            let name = join(&words[run.name..run.end]);
            let place = (words[run.name].start, words[run.name].start + name.len().max(1));
            let place = if source.get(place.0..place.1) == Some(&name) { place } else { span(&words, &run) };
            if run.end - run.name == 1 && !is_titled {
                surnames.entry(name.clone()).or_default().extend(range(text, place.0, place.1));
            }
            if (after_place && !is_titled) || name.chars().count() < 2 {
                continue;
            }
            if is_titled || is_full {
                let known = persons.entry(name.clone()).or_insert_with(|| person(text, &name));
                if let Some(speaker) = known {
                    add(speaker.clone(), place, 0);
                }
            } else if is_body {
                add(Speaker { name, kind: SourceKind::Body, ..Speaker::default() }, place, 0);
            }
        }
        for Spoken { source: Source { first, end }, .. } in spoken(&words) {
            let phrase = &words[first..end];
            let known = phrases.entry(join(phrase)).or_insert_with(|| {
                super::attribution::speaker(text, phrase).filter(|s| s.name.chars().count() > 1)
            });
            if let Some(speaker) = known {
                add(speaker.clone(), (phrase[0].start, phrase[phrase.len() - 1].end), 1);
            }
        }
    }
    let mut list: Vec<_> = found.into_values().collect();
    list.sort_by_key(|(cues, first, _)| (std::cmp::Reverse(*cues), *first));
    list.into_iter()
        .map(|(_, _, mut speaker)| {
            if speaker.kind == SourceKind::Person {
                let surname = speaker.name.rsplit(' ').next().unwrap_or_default();
                speaker.mentions.extend(surnames.remove(surname).unwrap_or_default());
            }
            speaker.mentions.sort();
            // A mention found twice, alone and with its title, counts once, as the longer.
            let mut mentions: Vec<TextRange> = Vec::new();
            for mention in speaker.mentions.drain(..) {
                if mentions.last().is_none_or(|last| !last.overlaps(mention)) {
                    mentions.push(mention);
                }
            }
            speaker.mentions = mentions;
            speaker
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speakers_are_drawn() {
        // text, "name/role/kind/mentions" of each speaker
        let cases: [(&str, &[&str]); 11] = [
            ("", &[]),
            ("It rained on Monday in Chicago.", &[]),
            (
                "Council member Ines Okafor left. “We won,” Okafor said.",
                &["Ines Okafor/Council member/person/2"],
            ),
            ("Mr. Brandt left. “We won,” said Ines Okafor.", &["Ines Okafor//person/1", "Brandt//person/1"]),
            ("Samuel Brandt, the utility’s director, left.", &["Samuel Brandt/utility’s director/person/1"]),
            ("The dam leaks, officials said.", &["officials//unnamed/1"]),
            ("According to a state audit, the dam leaks.", &["a state audit//document/1"]),
            ("The Harbour Trust said the dam leaks.", &["Harbour Trust//body/1"]),
            ("The New Harbour Times said the dam leaks.", &["New Harbour Times//body/1"]),
            ("The dam leaks, the utility said.", &["the utility//body/1"]),
            ("“Dobro,” said Željko Žižek. Žižek left.", &["Željko Žižek//person/2"]),
        ];
        let mut wrong = Vec::new();
        for (source, expected) in cases {
            let (text, _) = ArticleText::new(source);
            let drawn: Vec<_> = speakers(&text)
                .iter()
                .map(|s| format!("{}/{}/{}/{}", s.name, s.role, s.kind.name(), s.mentions.len()))
                .collect();
            if drawn != expected {
                wrong.push(format!("{source}\n    {drawn:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
