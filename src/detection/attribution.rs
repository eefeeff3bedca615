//! Who said the words that a person tags, and with which cue, where the words around make it plain.
//!
//! The patterns are those that news uses: the words are followed by their speaker ("…," said Okafor), led in by
//! one (Okafor said that …), or go on from a quote before. Only what touches the words counts: a cue further
//! away may belong to something else.

use super::lexicon::{
    Cue, begins_adverbial, cue_at, is_between, is_determiner, is_pronoun, is_role, is_stop, is_title,
    opens_clause, sentence_start,
};
use super::marks::{is_mark, quotations};
use super::names::{Run, Speaker, join, kind_of, mentions, person, pronoun_of, range, role, run_at, runs};
use super::tokens::{Class, Token, tokens};
use crate::annotation::{Parts, SourceKind};
use crate::text::{ArticleText, TextRange};

/// What the words around a quote say about who said it. Everything in it may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposal {
    /// The verb or phrase that attributes: "said", "according to".
    pub cue: Option<TextRange>,
    /// The source as it stands beside the quote, with its title: "she", "council member Ines Okafor".
    pub mention: Option<TextRange>,
    /// Whom that means, by all that the article says.
    pub speaker: Option<Speaker>,
}

/// A source in a list of tokens: its first and the token after its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Source {
    pub first: usize,
    pub end: usize,
}

/// A cue in a list of tokens, with its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spoken {
    pub cue: (usize, usize),
    pub source: Source,
}

/// The same in bytes of the article.
#[derive(Clone, Copy)]
struct Found {
    cue: (usize, usize),
    source: (usize, usize),
}

/// How far around a quote its cue is looked for, in bytes. Longer than any sentence that a reader follows.
const REACH: usize = 1200;

/// The most tokens between a quote and the cue that belongs to it.
const FAR: usize = 28;

/// Proposes who said the tagged words and with which cue, from the paragraphs around them. What is not plain
/// stays empty.
pub fn propose(text: &ArticleText, content: &Parts) -> Proposal {
    let Some(scene) = Scene::new(text, content) else { return Proposal::default() };
    if let Some(found) = scene.beside() {
        let (cue, mention) =
            (range(text, found.cue.0, found.cue.1), range(text, found.source.0, found.source.1));
        let is_free = |range: &TextRange| !content.overlap(*range);
        return Proposal {
            cue: cue.filter(is_free),
            mention: mention.filter(is_free),
            speaker: scene.who(found),
        };
    }
    let speaker = scene.carried().and_then(|(scene, found)| scene.who(found));
    Proposal { speaker, ..Proposal::default() }
}

/// The words of a quote in bytes, and the paragraph that they begin in.
struct Scene<'a> {
    text: &'a ArticleText,
    source: &'a str,
    parts: Vec<(usize, usize)>,
    first: (usize, usize),
}

impl<'a> Scene<'a> {
    fn new(text: &'a ArticleText, content: &Parts) -> Option<Self> {
        let byte = |offset| Some(text.index().byte_of(text.as_str(), offset)?.get());
        let mut parts = Vec::new();
        for part in content.iter() {
            // White space at an edge is no part of what was said.
            let part = text.tidy(part)?;
            parts.push((byte(part.start())?, byte(part.end())?));
        }
        Self::of(text, parts)
    }

    fn of(text: &'a ArticleText, parts: Vec<(usize, usize)>) -> Option<Self> {
        let source = text.as_str();
        let line = |at: usize| {
            let start = source.get(..at)?.rfind('\n').map_or(0, |end| end + 1);
            Some((start, source.get(at..)?.find('\n').map_or(source.len(), |end| at + end)))
        };
        let first = line(parts.first()?.0)?;
        Some(Self { text, source, parts, first })
    }

    /// The cue and source that touch the quote.
    fn beside(&self) -> Option<Found> {
        let start = self.parts.first()?.0;
        let from = self.source.ceil_char_boundary(start.saturating_sub(REACH)).max(self.first.0);
        let before = tokens(self.source, from, start);
        let said = &self.source[start..];
        let starts_in_mark = said.starts_with(is_mark) || said.starts_with("that ") || ends_in_mark(&before);
        // "Okafor said:" may stand on a line of its own.
        if before.iter().all(|token| token.class == Class::Mark) {
            let above = self.source[..self.first.0].trim_end();
            let line = above.rfind('\n').map_or(0, |end| end + 1);
            let from = self.source.ceil_char_boundary(above.len().saturating_sub(REACH)).max(line);
            let above = tokens(self.source, from.min(above.len()), above.len());
            if above.last().is_some_and(|token| token.class == Class::Colon)
                && let Some(found) = led_in(&above, true)
            {
                return Some(bytes(&above, found));
            }
        }
        if let Some(found) = led_in(&before, starts_in_mark) {
            return Some(bytes(&before, found));
        }
        for (number, (_, end)) in self.parts.iter().enumerate() {
            let next = self.parts.get(number + 1).map(|part| part.0);
            let line_end = self.source[*end..].find('\n').map_or(self.source.len(), |at| end + at);
            let to =
                self.source.floor_char_boundary(end + REACH).min(line_end).min(next.unwrap_or(usize::MAX));
            let after = tokens(self.source, *end, to);
            let said = &self.source[self.parts[number].0..*end];
            if let Some(found) = followed(said, &after) {
                return Some(bytes(&after, found));
            }
        }
        None
    }

    /// The attribution of the quote that this one continues: in the same paragraph, with nothing but that
    /// attribution between the two.
    fn carried(&self) -> Option<(Self, Found)> {
        let (start, end) = (self.parts.first()?.0, self.parts.last()?.1);
        if self.first.1.saturating_sub(self.first.0) > 8 * REACH || end > self.first.1 {
            return None;
        }
        let paragraph = &self.source[self.first.0..self.first.1];
        let all: Vec<_> = quotations(paragraph)
            .into_iter()
            .map(|range| (self.first.0 + range.start, self.first.0 + range.end))
            .collect();
        // Only what is itself a quotation of whole sentences goes on.
        let own = all.iter().position(|range| range.0 <= start && start < range.1)?;
        let before = tokens(self.source, self.first.0, all[own].0);
        if before.last().is_some_and(|token| token.class != Class::Stop && token.class != Class::Mark) {
            return None;
        }
        let previous = all[..own].iter().rev().find(|range| range.1 <= all[own].0);
        let from = previous.map_or(self.first.0, |range| range.1);
        let between = tokens(self.source, from, all[own].0);
        let ends = between.iter().filter(|token| token.class == Class::Stop).count();
        match previous {
            Some(previous) if ends <= 1 => {
                let scene = Self::of(self.text, vec![*previous])?;
                let found = scene.beside().map(|found| (Self { parts: vec![*previous], ..scene }, found));
                found.or_else(|| Self::of(self.text, vec![*previous])?.carried())
            }
            // A sentence that reports what somebody said, then their words.
            None if ends == 1 => {
                let said = spoken(&between);
                let [only] = said.as_slice() else { return None };
                let scene = Self::of(self.text, vec![(all[own].0, all[own].1)])?;
                (only.source.first == 0).then(|| (scene, bytes(&between, *only)))
            }
            _ => None,
        }
    }

    /// Whom a source means, with every place where the article names them.
    fn who(&self, found: Found) -> Option<Speaker> {
        let mut speaker = self.named(found)?;
        speaker.mentions = mentions(self.text, &speaker.name, speaker.kind);
        Some(speaker)
    }

    /// Whom a source means.
    fn named(&self, found: Found) -> Option<Speaker> {
        let to = self.source.floor_char_boundary(found.source.1 + 200);
        let to = self.source[found.source.1..to].find('\n').map_or(to, |at| found.source.1 + at);
        let words = tokens(self.source, found.source.0, found.source.1);
        let [only] = words.as_slice() else {
            let wide = tokens(self.source, found.source.0, to);
            return speaker_with(self.text, &words, &wide);
        };
        if !is_pronoun(only) {
            let wide = tokens(self.source, found.source.0, to);
            return speaker_with(self.text, &words, &wide);
        }
        let pronoun = only.lower();
        if pronoun != "he" && pronoun != "she" {
            return None;
        }
        let line = self.source[..found.source.0].rfind('\n').map_or(0, |end| end + 1);
        let here = self.persons(line, found.source.0, &pronoun);
        match here.as_slice() {
            [only] => return Some(only.clone()),
            [] => {}
            _ => return None,
        }
        let previous = self.source[..line].trim_end();
        let from = previous.rfind('\n').map_or(0, |end| end + 1);
        match self.persons(from, previous.len(), &pronoun).as_slice() {
            [only] => Some(only.clone()),
            _ => None,
        }
    }

    /// The persons named in a stretch, outside quotation marks, whom a pronoun may mean.
    fn persons(&self, from: usize, to: usize, pronoun: &str) -> Vec<Speaker> {
        let from = self.source.ceil_char_boundary(from.max(to.saturating_sub(REACH)));
        let Some(stretch) = self.source.get(from..to) else { return Vec::new() };
        let quoted = quotations(stretch);
        let words = tokens(self.source, from, to);
        let mut persons: Vec<Speaker> = Vec::new();
        for run in runs(&words) {
            let place = words[run.first].start - from;
            let is_quoted = quoted.iter().any(|range| range.contains(&place));
            let is_place = run.first > 0 && words[run.first - 1].is("in");
            if is_quoted || is_place || run.kind == SourceKind::Body {
                continue;
            }
            let Some(found) = person(self.text, &join(&words[run.name..run.end])) else { continue };
            let known = found.name.contains(' ') || run.kind == SourceKind::Person;
            let fits = pronoun_of(self.text, &found.name).is_none_or(|own| own == pronoun);
            if known && fits && !persons.iter().any(|other| other.name == found.name) {
                persons.push(found);
            }
        }
        persons
    }
}

fn bytes(tokens: &[Token], found: Spoken) -> Found {
    let span = |first: usize, end: usize| (tokens[first].start, tokens[end - 1].end);
    let (start, mut end) = span(found.source.first, found.source.end);
    let last = &tokens[found.source.end - 1];
    // The possessive s of a source is no part of it.
    if last.is_possessive() {
        end = start.max(last.start + super::tokens::bare(last.text).len());
    }
    Found { cue: span(found.cue.0, found.cue.1), source: (start, end) }
}

fn ends_in_mark(tokens: &[Token]) -> bool {
    tokens.last().is_some_and(|token| token.class == Class::Mark)
}

/// "Okafor said that …": the attribution that ends where a quote begins.
fn led_in(before: &[Token], in_marks: bool) -> Option<Spoken> {
    let mut end = before.len();
    while end > 0 && before[end - 1].class == Class::Mark {
        end -= 1;
    }
    let mut is_closed = in_marks;
    while end > 0
        && (matches!(before[end - 1].class, Class::Colon | Class::Comma) || before[end - 1].is("that"))
    {
        is_closed = true;
        end -= 1;
    }
    let start = sentence_start(&before[..end]);
    let sentence = &before[..end];
    // "According to Okafor, …"
    if is_closed
        && let Some(at) = (start..end).find(|at| matches!(cue_at(sentence, *at), Some((_, Cue::From))))
        && at <= start + 1
        && let Some((length, _)) = cue_at(sentence, at)
        && before.get(end).is_some_and(|token| token.class == Class::Comma)
        && let Some(source) = phrase(sentence, at + length)
        && !(source.end..end).any(|at| sentence[at].class == Class::Mark || cue_at(sentence, at).is_some())
    {
        return Some(Spoken { cue: (at, at + length), source });
    }
    for at in (start.max(end.saturating_sub(FAR))..end).rev() {
        if sentence[at].class == Class::Mark {
            return None;
        }
        let Some((length, cue)) = cue_at(sentence, at) else { continue };
        if at + length > end || matches!(cue, Cue::From | Cue::Noun) {
            continue;
        }
        let middle = &sentence[at + length..end];
        let source = if cue == Cue::With {
            participle_subject(sentence, start, at)
        } else {
            subject(sentence, start, at)
        };
        // A word that can be a noun as well is a cue only with a subject.
        let Some(source) = source else {
            if cue == Cue::With {
                return None;
            }
            continue;
        };
        return leads_on(middle, cue, is_closed).then_some(Spoken { cue: (at, at + length), source });
    }
    None
}

/// Whether what stands between a cue and the words said leaves them together.
fn leads_on(middle: &[Token], cue: Cue, is_closed: bool) -> bool {
    let Some(first) = middle.first() else { return cue != Cue::Hearer || is_closed };
    if middle.len() > 14 {
        return false;
    }
    let helps = ["was", "were", "is", "are", "had", "has", "would", "will", "he", "she", "they", "it", "but"];
    let is_plain = !middle.iter().any(|token| helps.iter().any(|word| token.is(word)));
    match cue {
        Cue::Hearer => is_plain,
        // "called the plan “a disaster”"
        Cue::Name => is_plain && middle.len() <= 6 && is_closed,
        _ => is_plain && is_closed && begins_adverbial(first),
    }
}

/// "…," Okafor said; "…," said Okafor; "…, according to Okafor": the attribution that begins where a quote ends.
fn followed(said: &str, after: &[Token]) -> Option<Spoken> {
    let last = said.trim_end_matches(|c: char| is_mark(c) || c.is_whitespace()).chars().next_back()?;
    let has_own_mark = said.ends_with(is_mark);
    let mut at = 0;
    let (mut marked, mut parted) = (has_own_mark, matches!(last, ',' | '?' | '!' | '—' | '–' | '…'));
    let mut ended = matches!(last, '?' | '!');
    if last == '.' {
        return None;
    }
    while let Some(token) = after.get(at) {
        match token.class {
            Class::Mark => marked = true,
            Class::Comma | Class::Dash => (parted, ended) = (true, false),
            Class::Stop if token.text != "." => (parted, ended) = (true, true),
            _ => break,
        }
        at += 1;
    }
    if let Some((length, Cue::From)) = cue_at(after, at) {
        let source = phrase(after, at + length)?;
        return Some(Spoken { cue: (at, at + length), source });
    }
    if !parted && !marked {
        return None;
    }
    let begin = at + usize::from(after.get(at).is_some_and(|token| token.is("as")));
    if let Some((length, Cue::Say | Cue::Hearer)) = cue_at(after, begin) {
        let source = phrase(after, begin + length)?;
        let is_end = after.get(source.end).is_none_or(|next| {
            !next.is_word() || is_stop(next) || begins_adverbial(next) || is_between(next)
        });
        // "…," said she; but not "…", said he would
        return is_end.then_some(Spoken { cue: (begin, begin + length), source });
    }
    if !parted {
        return None;
    }
    let stop = after
        .iter()
        .skip(begin)
        .position(|token| matches!(token.class, Class::Stop | Class::Mark | Class::Colon));
    let stop = stop.map_or(after.len(), |stop| begin + stop).min(begin + FAR);
    for place in begin + 1..stop {
        let Some((length, cue)) = cue_at(after, place) else { continue };
        if !matches!(cue, Cue::Say | Cue::Hearer) {
            continue;
        }
        let Some(source) = subject_exact(after, begin, place) else { continue };
        let next = after.get(place + length);
        // After a whole sentence the next one may begin: "Is it?” Okafor said the plan …"
        let goes_on =
            next.is_some_and(|next| next.is_word() && !begins_adverbial(next) && cue != Cue::Hearer);
        if (ended && goes_on) || next.is_some_and(|next| next.is("that")) {
            return None;
        }
        return Some(Spoken { cue: (place, place + length), source });
    }
    None
}

/// The subject of a cue, which may begin after an introduction: the longest stretch that can be one.
pub(super) fn subject(tokens: &[Token], start: usize, cue: usize) -> Option<Source> {
    let low = start.max(cue.saturating_sub(FAR));
    let is_edge = |at: usize| at == start || !tokens[at - 1].is_word() || opens_clause(&tokens[at - 1]);
    (low..cue).filter(|at| is_edge(*at)).find_map(|at| subject_exact(tokens, at, cue))
}

/// The subject that takes up all the tokens before a cue; an apposition between commas is passed over.
pub(super) fn subject_exact(tokens: &[Token], first: usize, cue: usize) -> Option<Source> {
    let mut end = cue;
    while end > first && is_between(&tokens[end - 1]) {
        end -= 1;
    }
    let source = phrase(&tokens[..end], first)?;
    if source.end == end {
        return Some(source);
    }
    // "Mr. Morgan of the Harbour Club said"
    if links(&tokens[source.end])
        && !tokens[source.end].is("in")
        && complement(tokens, source.end + 1) == Some(end)
    {
        return Some(Source { first: source.first, end });
    }
    let rest = &tokens[source.end..end];
    let (open, close) = (rest.first()?, rest.last()?);
    let is_apposition = open.class == Class::Comma
        && close.class == Class::Comma
        && rest.len() > 2
        && !opens_clause(&rest[1])
        && !is_between(&rest[1]);
    let in_brackets = open.text == "(" && close.text == ")";
    // "Samuel Brandt, 54, said"; "Brandt, D-Skerry, said"
    (is_apposition || in_brackets).then_some(source)
}

/// Frequent verbs of the past that do not end in "ed".
const PAST: [&str; 16] = [
    "left", "took", "made", "gave", "stood", "went", "came", "met", "held", "sent", "won", "lost", "spoke",
    "drew", "put", "rose",
];

/// "Okafor left the room, saying": the subject at the sentence's start.
fn participle_subject(tokens: &[Token], start: usize, cue: usize) -> Option<Source> {
    let source = phrase(&tokens[..cue], start)?;
    let one_person = runs(&tokens[source.end..cue]).iter().all(|run| run.kind == SourceKind::Body);
    let verb = tokens.get(source.end).filter(|token| token.is_word() && !token.is_capital())?;
    let is_verb = verb.text.ends_with("ed")
        || PAST.iter().any(|past| verb.is(past))
        || cue_at(tokens, source.end).is_some()
        || is_between(verb);
    (one_person && is_verb).then_some(source)
}

/// The noun phrase that begins at a token, as far as it is a source: a pronoun, a name with what stands before
/// it, or a noun with its article and what "of" or "for" adds.
pub(super) fn phrase(tokens: &[Token], first: usize) -> Option<Source> {
    let begin = tokens.get(first).filter(|token| token.is_word())?;
    if is_pronoun(begin) {
        return Some(Source { first, end: first + 1 });
    }
    let mut end = first;
    while tokens.get(end).is_some_and(is_determiner) {
        end += 1;
    }
    let core = end;
    let mut name_end = None;
    while let Some(token) = tokens.get(end) {
        if end - core > 9 {
            return None;
        }
        if !token.is_word() {
            break;
        }
        let after_name = name_end == Some(end) && !tokens[end - 1].is_possessive();
        let is_verb = after_name && (token.text.ends_with("ed") || PAST.iter().any(|past| token.is(past)));
        if is_verb || (end > core && is_determiner(token) && !tokens[end - 1].is_possessive()) {
            break;
        }
        // "a study published in May"
        if end > core && token.text.ends_with("ed") && kind_of(tokens[end - 1].text) != SourceKind::Unknown {
            break;
        }
        if let Some(run) = run_at(tokens, end).filter(|_| end > first || !is_stop(token)) {
            end = run.end;
            name_end = Some(run.end);
            // A name ends the phrase, unless its body's spokesman follows.
            continue;
        }
        if is_stop(token)
            || cue_at(tokens, end).is_some_and(|(_, cue)| {
                cue != Cue::Noun && end > core && !super::lexicon::is_document(token.text)
            })
        {
            break;
        }
        end += 1;
    }
    if end == core {
        // "Others said", "some said"
        let alone = ["others", "some", "many", "another", "both"];
        return (end > first && alone.iter().any(|word| begin.is(word))).then_some(Source { first, end });
    }
    let head = &tokens[end - 1];
    if name_end == Some(end) {
        // "Okafor's" has no head yet.
        // "Critics of the plan" at a sentence's start: a noun with a capital.
        while is_role(head.text)
            && tokens.get(end).is_some_and(links)
            && let Some(added) = complement(tokens, end + 1)
        {
            end = added;
        }
        return (!head.is_possessive()).then_some(Source { first, end });
    }
    let is_noun = core > first
        || name_end.is_some()
        || !matches!(kind_of(head.text), SourceKind::Unknown)
        || (end - core == 1 && begin.is_capital());
    if !is_noun
        || head.text.ends_with("ly")
        || (head.text.ends_with("ing") && !super::lexicon::is_document(head.text))
    {
        return None;
    }
    // "a spokesman for the company", "officials at the hospital"
    while let Some(link) = tokens.get(end)
        && links(link)
        && let Some(added) = complement(tokens, end + 1)
    {
        end = added;
    }
    Some(Source { first, end })
}

/// Words that add a noun phrase to another.
fn links(token: &Token) -> bool {
    ["of", "for", "at", "from", "with", "in"].iter().any(|word| token.is(word))
}

/// Where the noun phrase after "of" or "for" ends.
fn complement(tokens: &[Token], at: usize) -> Option<usize> {
    let mut end = at;
    while tokens.get(end).is_some_and(is_determiner) {
        end += 1;
    }
    let core = end;
    while let Some(token) = tokens.get(end).filter(|token| token.is_word()) {
        if is_stop(token)
            || is_between(token)
            || super::lexicon::is_calendar(token)
            || cue_at(tokens, end).is_some()
        {
            break;
        }
        end += 1;
    }
    (end > core && end - core <= 6).then_some(end)
}

/// The speaker that a source's words name, mentions left out.
pub(super) fn speaker(text: &ArticleText, words: &[Token]) -> Option<Speaker> {
    speaker_with(text, words, words)
}

/// The same with the words that follow, in which an apposition may stand.
fn speaker_with(text: &ArticleText, words: &[Token], wide: &[Token]) -> Option<Speaker> {
    let first = words.first()?;
    if is_pronoun(first) && words.len() == 1 {
        return None;
    }
    let plural = first.lower();
    if words.len() == 1
        && (plural == "police" || plural.ends_with('s'))
        && matches!(kind_of(&plural), SourceKind::Unnamed | SourceKind::Document)
        && (first.text == plural || kind_of(first.text) != SourceKind::Unknown)
    {
        return Some(Speaker { kind: kind_of(&plural), name: plural, ..Speaker::default() });
    }
    let own: Vec<Run> = runs(words);
    if let Some(run) = own.last().filter(|run| run.end == words.len()) {
        let with_article = run.first > 0 && words[run.first - 1].is("the");
        let has_role = run.first > 0 && is_role(words[run.first - 1].text);
        let given = join(&words[run.name..run.end]);
        let is_person = match run.kind {
            SourceKind::Person => !with_article || run.name > run.first,
            SourceKind::Body => false,
            _ => !with_article,
        };
        if is_person || has_role {
            let mut found = person(text, &given)?;
            if run.kind == SourceKind::Person || has_role {
                found.kind = SourceKind::Person;
            }
            let here = role(wide, run);
            if !here.is_empty() && run.end - run.name > 1 || found.role.is_empty() {
                found.role = here;
            }
            // "Harbour Trust director Ian Reed": the body stands before the role.
            let body = runs(&words[..run.first]);
            if let Some(body) = body.first().filter(|body| body.kind == SourceKind::Body) {
                found.organisation = join(&words[body.first..body.end]);
            }
            return Some(found);
        }
        if run.first == 0 || with_article {
            let name = join(&words[run.first..]);
            return Some(Speaker { name, kind: SourceKind::Body, ..Speaker::default() });
        }
    }
    let head = words.iter().enumerate().position(|(at, token)| at > 0 && links(token)).unwrap_or(words.len());
    let kind = kind_of(words[head - 1].text);
    let mut name = join(words);
    // A capital that only begins the sentence: "The study", "Critics of the plan".
    let begins_small = (is_determiner(first) || own.first().is_none_or(|run| run.first > 0))
        && !is_title(first)
        || (words.len() == 1 && kind != SourceKind::Unknown);
    if begins_small {
        name = lower_first(&name);
    }
    let mut organisation = String::new();
    if let Some(run) = own.iter().find(|run| run.kind == SourceKind::Body) {
        organisation = join(&words[run.first..run.end]);
    }
    Some(Speaker { name, kind, organisation, ..Speaker::default() })
}

fn lower_first(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// Every cue among tokens whose source stands beside it.
pub(super) fn spoken(tokens: &[Token]) -> Vec<Spoken> {
    let mut found = Vec::new();
    let mut start = 0;
    for at in 0..tokens.len() {
        if tokens[at].class == Class::Stop {
            start = at + 1;
            continue;
        }
        let Some((length, cue)) = cue_at(tokens, at) else { continue };
        let end = at + length;
        let inverted = matches!(cue, Cue::From)
            || (cue == Cue::Say && at > 0 && matches!(tokens[at - 1].class, Class::Mark | Class::Comma));
        let source = match cue {
            Cue::Noun | Cue::With => None,
            _ if inverted => phrase(tokens, end),
            Cue::From => None,
            _ => {
                let mut low = start.max(at.saturating_sub(FAR));
                if let Some(mark) = tokens[low..at].iter().rposition(|token| token.class == Class::Mark) {
                    low += mark + 1;
                }
                while low < at && !tokens[low].is_word() {
                    low += 1;
                }
                subject(tokens, low, at)
            }
        };
        if let Some(source) = source {
            found.push(Spoken { cue: (at, end), source });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detection::{quote_type, speakers};
    use crate::notation;

    /// What the proposal for the content should be, drawn with the labels `cue` and `source`; after " = " stands
    /// the speaker's name, where a row is about it.
    const PLAIN: &[&str] = &[
        "[content:“We won,”] [cue:said] [source:council member Ines Okafor]. = Ines Okafor",
        "[content:“We won,”] [source:Okafor] [cue:said].",
        "[content:“We won,”] [source:she] [cue:said] on Tuesday.",
        "[content:“We won!”] [source:Ines Okafor] [cue:shouted].",
        "[content:“Did we win?”] [cue:asked] [source:Tove Lindqvist], who has fished there for years. = Tove Lindqvist",
        "“[content:We won],” [source:Okafor] [cue:said].",
        "[content:“We won”], [cue:said] [source:Mr. Brandt].",
        "[content:'We won',] [source:Okafor] [cue:said].",
        "[content:«We won»], [source:Okafor] [cue:said].",
        "[content:„We won“], [cue:said] [source:Željko Žižek]. = Željko Žižek",
        "[content:“We won,”] [cue:said] [source:Dr. Sean O’Neill] of the hospital. = Sean O’Neill",
        "[content:“We won,”] [cue:said] [source:Anna van der Berg]. = Anna van der Berg",
        "[content:“We won,”] [cue:said] [source:Omar al-Hassan]. = Omar al-Hassan",
        "[content:“We won,”] [cue:said] [source:J. K. Marsh]. = J. K. Marsh",
        "[content:“We won,”] [cue:said] [source:Marie-Claire Dupont]. = Marie-Claire Dupont",
        "[content:“It leaks,”] [source:Samuel Brandt], the utility’s director, [cue:said]. = Samuel Brandt",
        "[content:“It leaks,”] [source:Samuel Brandt], 54, [cue:said].",
        "[content:“It leaks,”] [source:Sen. Ada Flint] (D-Skerry) [cue:said]. = Ada Flint",
        "[content:“It leaks,”] [source:Brandt] later [cue:told] reporters.",
        "[content:“It leaks,”] [source:Brandt] has repeatedly [cue:said].",
        "[content:“It leaks,”] [cue:according to] [source:a state audit]. = a state audit",
        "[content:The dam leaks], [cue:according to] [source:Samuel Brandt]. = Samuel Brandt",
        "[content:The dam leaks], [source:officials] [cue:said]. = officials",
        "[content:The dam leaks], [source:the utility] [cue:said]. = the utility",
        "[content:The dam leaks], [source:a spokesman for the utility] [cue:said].",
        "[content:The dam leaks], [source:police] [cue:said]. = police",
        "[content:The dam leaks], [source:two officials at the agency] [cue:said].",
        "[content:The dam leaks], [source:the Harbour Trust] [cue:announced]. = Harbour Trust",
        "[content:The dam leaks], [source:the Department of Works] [cue:said] on Friday. = Department of Works",
        "[content:The dam leaks], [cue:said] [source:Harbour Trust director Ian Reed]. = Ian Reed",
        "[content:The dam leaks], [source:Brandt’s lawyer] [cue:said].",
        "[content:The dam leaks] — [source:he] [cue:insisted].",
        "[cue:According to] [source:Samuel Brandt], [content:the dam leaks]. = Samuel Brandt",
        "[cue:According to] [source:the report], [content:the dam leaks]. = the report",
        "[cue:According to] [source:a study] published in May, [content:the dam leaks].",
        "[source:Brandt] [cue:said] [content:the dam leaks].",
        "[source:Brandt] [cue:said] that [content:the dam leaks].",
        "[source:Brandt] [cue:said] [content:that the dam leaks].",
        "[source:Brandt] [cue:said]: [content:“The dam leaks.”]",
        "[source:Brandt] [cue:said], [content:“The dam leaks.”]",
        "[source:Samuel Brandt] [cue:told] reporters that [content:the dam leaks]. = Samuel Brandt",
        "[source:Samuel Brandt] [cue:told] the meeting [content:that the dam leaks].",
        "[source:Brandt] [cue:said] on Tuesday that [content:the dam leaks].",
        "[source:Brandt] [cue:said] in a letter to the council: [content:“The dam leaks.”]",
        "In Chicago, [source:police] [cue:said] [content:the dam leaks].",
        "On Monday, [source:Samuel Brandt], the utility’s director, [cue:said] [content:the dam leaks].",
        "The dam holds, but [source:Brandt] [cue:warned] [content:it may leak].",
        "[source:Officials] [cue:say] [content:the dam leaks]. = officials",
        "[source:A spokesman] [cue:said] [content:the dam leaks]. = a spokesman",
        "[source:Critics of the plan] [cue:argue] that [content:the dam leaks].",
        "[source:The study] [cue:found] that [content:the dam leaks]. = the study",
        "[source:Council member Hanne Brodie], who voted no, [cue:said] [content:the dam leaks]. = Hanne Brodie",
        "[source:The company’s chief executive] [cue:said] [content:the dam leaks].",
        "[source:FBI Director Carl Moss] [cue:said] [content:the dam leaks]. = Carl Moss",
        "[source:Brandt] [cue:called] the plan [content:“a disaster”].",
        "[source:Brandt] left the hall, [cue:saying] [content:“I am done.”]",
        "[source:Brandt] [cue:tweeted]: [content:“Done 👍”]",
        "[source:Brandt] [cue:pointed out] that [content:the dam leaks].",
        "[content:“I would be surprised,”] [source:he] [cue:said], [content:“if it held.”]",
        "[content:“I would be surprised,”] [cue:said] [source:Brandt], [content:“if it held.”]",
        "[content:The dam], [source:Brandt] [cue:said], [content:will leak].",
        "Ines Okafor was elected in May. [content:“We won,”] [source:Okafor] [cue:said]. = Ines Okafor",
        "Ines Okafor was elected in May. [content:“We won,”] [source:she] [cue:said]. = Ines Okafor",
        "Ines Okafor was elected in May.\n\n[content:“We won,”] [source:she] [cue:said]. = Ines Okafor",
        "Ines Okafor met Samuel Brandt. [content:“We won,”] [source:she] [cue:said]. = ",
        "Ms. Okafor met Mr. Brandt. [content:“We won,”] [source:he] [cue:said]. = Brandt",
        "“We won,” said Ines Okafor. [content:“Barely.”] = Ines Okafor",
        "“We won,” said Ines Okafor, who led the count. [content:“Barely. Very.”] = Ines Okafor",
        "“We won,” Okafor said. “Barely.” [content:“It hurts.”] = Okafor",
        "Ines Okafor said the count was close. [content:“We won by three.”] = Ines Okafor",
        "[content:“We won,”] [cue:said] [source:Rep. Ann Lee]. Lee smiled. = Ann Lee",
        "[content:“We won,”] [source:they] [cue:said]. = ",
        "[source:Ines Okafor] [cue:said]:\n\n[content:“We won.”] = Ines Okafor",
        "[source:Brandt] [cue:said] on his website [content:that the dam leaks].",
    ];

    /// Where nothing is plain.
    const SILENT: &[&str] = &[
        "[content:The council met on Tuesday.]",
        "[content:“We won.”]",
        "[content:“We won.”] Okafor said the count was close.",
        "[content:“We won.”] Said nobody.",
        "The [content:“disaster”] Okafor said was coming never came.",
        "Okafor left. [content:“We won.”]",
        "Brandt said no. Okafor left. [content:“We won.”]",
        "“We won,” said Okafor. Brandt left the hall. [content:“It is over.”]",
        "[content:The dam leaks] and Brandt said so.",
        "[content:The dam leaks], but Brandt said it would hold.",
        "[content:The dam leaks], which is what Brandt said.",
        "He was said to be ill. [content:The dam leaks.]",
        "What Brandt said was [content:a lie].",
        "The signs in red, [content:“No dam”] and others, came down.",
        "The man who met Brandt said [content:the dam leaks].",
        "The so-called [content:“dam tax”] has passed.",
        "The film, [content:“The Long Dam,”] opens on Friday.",
        "Her book, [content:“The Dam,”] was published in May.",
        "[content:Brandt said the dam leaks.]",
        "[content:“We won,” said Okafor.]",
        "The spot ends with footage of Brandt laughing and saying [content:“I am done.”]",
        "Shoppers shrugged at [content:“the worst storm in years.”]",
        "It is said that [content:the dam leaks].",
        "[content:The report] had been read.\n\nOkafor said no.",
        "A headline\n\n[content:“We won”]\n\nOkafor said nothing.",
    ];

    fn parts(marked: &notation::Marked) -> Parts {
        Parts::new(marked.ranges_of("content")).expect("a row has content")
    }

    fn check(rows: &[&str]) -> Vec<String> {
        let mut wrong = Vec::new();
        for row in rows {
            let (drawing, name) = row.split_once(" = ").map_or((*row, None), |(row, name)| (row, Some(name)));
            let marked = notation::parse(drawing).expect(row);
            let (text, _) = ArticleText::new(&marked.text);
            let found = propose(&text, &parts(&marked));
            let drawn = |range: Option<TextRange>| range.map(|range| text.slice(range).to_owned());
            let expected = |label| marked.ranges_of(label).next();
            if found.cue != expected("cue") || found.mention != expected("source") {
                wrong.push(format!(
                    "{row}\n    cue {:?}, source {:?}",
                    drawn(found.cue),
                    drawn(found.mention)
                ));
            }
            let speaker = found.speaker.map(|speaker| speaker.name).unwrap_or_default();
            if name.is_some_and(|name| name != speaker) {
                wrong.push(format!("{row}\n    speaker {speaker:?}"));
            }
        }
        wrong
    }

    #[test]
    fn what_is_plain_is_proposed() {
        let wrong = check(PLAIN);
        assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    }

    #[test]
    fn what_is_not_plain_stays_empty() {
        let mut wrong = Vec::new();
        for row in SILENT {
            let marked = notation::parse(row).expect(row);
            let (text, _) = ArticleText::new(&marked.text);
            let found = propose(&text, &parts(&marked));
            if found != Proposal::default() {
                let drawn = |range: Option<TextRange>| range.map(|range| text.slice(range).to_owned());
                let name = found.speaker.map(|speaker| speaker.name);
                wrong.push(format!("{row}\n    {:?} {:?} {name:?}", drawn(found.cue), drawn(found.mention)));
            }
        }
        assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    }

    #[test]
    fn every_quotation_of_the_sample_has_its_speaker() {
        let (text, _) = ArticleText::new(crate::text::SAMPLE);
        // quotation, cue, mention, speaker
        let expected = [
            ("“We have been waiting", "said", "Mayor Ruth Calloway", "Ruth Calloway"),
            ("“Nobody on this island", "", "", "Ruth Calloway"),
            ("“pay for itself", "says", "the study", "the study"),
            ("“I would be surprised,”", "said", "he", "Tomas Oyelaran"),
            ("“They talk as if", "said", "Idris Vann", "Idris Vann"),
            ("“My crew was late", "", "", "Idris Vann"),
            ("“That is a hope", "replied", "Mr Oyelaran", "Tomas Oyelaran"),
            ("“one of several”", "", "", ""),
        ];
        let mut wrong = Vec::new();
        for (begins, cue, mention, name) in expected {
            let source = text.as_str();
            let start = source.find(begins).expect(begins);
            let end = start + source[start..].find('”').expect(begins) + '”'.len_utf8();
            let content = range(&text, start, end).expect(begins);
            let found = propose(&text, &content.into());
            let drawn = |range: Option<TextRange>| range.map_or("", |range| text.slice(range));
            let speaker = found.speaker.as_ref().map_or("", |speaker| speaker.name.as_str());
            let got = (begins, drawn(found.cue), drawn(found.mention), speaker);
            if got != (begins, cue, mention, name) {
                wrong.push(format!("{got:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn the_speakers_of_the_sample() {
        let (text, _) = ArticleText::new(crate::text::SAMPLE);
        let drawn: Vec<_> = speakers(&text)
            .iter()
            .map(|speaker| format!("{} ({}) {}", speaker.name, speaker.role, speaker.kind.name()))
            .collect();
        for expected in [
            "Ruth Calloway (Mayor) person",
            "Tomas Oyelaran (engineer) person",
            "Hanne Brodie (Council member) person",
            "Idris Vann () person",
            "the study () document",
        ] {
            assert!(drawn.iter().any(|line| line == expected), "{expected} is not in\n{}", drawn.join("\n"));
        }
        for line in &drawn {
            let unwanted = ["Thursday", "March", "Nobody", "Fewer", "Until"];
            assert!(!unwanted.iter().any(|word| line.contains(word)), "{line}");
        }
    }

    #[test]
    fn no_text_is_too_strange() {
        let hostile = [
            "",
            "“",
            "”",
            "\"",
            "'",
            "’",
            "said",
            "said said said",
            "“,” said",
            "according to",
            "According to ,",
            "👩\u{200d}👧 said “👍,” e\u{301}a said.",
            "قال “نعم” said محمد، نعم.",
            "「勝った」と田中さんは言った。",
            "İstanbul’lu İpek said ßẞ, ŉ said ﬁ.",
            "“a “b ”c “d” e said X. ‘f’ g’s",
            "Mr. said Mr. Mr.’s said",
            "A of B of C of said A-B- -C said",
            "\u{301}said\u{301} “\u{301}",
            "X’s said, the of said the’s",
            "Okafor said, “a,” said Ian Reed,\n“b” according to\nthe of for the",
            "\u{202e}“a,” said B\u{202c}.",
        ];
        for source in hostile {
            let (text, _) = ArticleText::new(source);
            let length = text.index().code_points().0;
            for speaker in speakers(&text) {
                for mention in speaker.mentions {
                    assert!(mention.end().0 <= length, "{source:?}");
                }
            }
            for start in 0..length {
                for end in start + 1..=length + 1 {
                    let Some(part) = TextRange::of(start, end) else { continue };
                    let split = [TextRange::of(start, start + 1), TextRange::of(start + 2, end)];
                    let split = Parts::new(split.into_iter().flatten());
                    for content in [Some(Parts::from(part)), split].into_iter().flatten() {
                        quote_type(&text, &content);
                        let found = propose(&text, &content);
                        for range in [found.cue, found.mention].into_iter().flatten() {
                            assert!(range.end().0 <= length, "{source:?} {content:?}: {range:?}");
                            assert!(!content.overlap(range), "{source:?} {content:?}: {range:?}");
                        }
                    }
                }
            }
        }
    }
}
