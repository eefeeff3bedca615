//! Finds passages by their words in one text, many of them quickly.
//!
//! The text is indexed once by all its stretches of a few letters. Exact words are looked up by their rarest
//! stretch. Words with edits keep most of their stretches, nearly at the same distances from each other: each
//! stretch votes for the place where the passage would begin, and only where votes pile up is the text compared
//! letter by letter (the filter of P. Jokinen and E. Ukkonen, "Two algorithms for approximate string matching in
//! static texts", MFCS 1991).

use std::cell::{OnceCell, RefCell};

use super::fold::Folded;
use super::myers::{End, Pattern};
use super::{Anchored, Match, TextQuote, Why};
use crate::text::{ArticleText, ByteOffset, TextRange};

/// How many letters a stretch has, in scripts of few letters and in scripts of many.
const STRETCH: (usize, usize) = (5, 2);
/// A text with more different letters than this is in a script of many.
const MANY_LETTERS: usize = 400;
/// Width, in letters, of the boxes that votes are counted in. Edits move a passage's stretches against each other;
/// two boxes side by side are counted together.
const BOX: usize = 32;
/// How many votes are counted for one passage, and how many of its stretches vote: the rarest ones, which say most.
const VOTES: usize = 4_000;
const VOTERS: usize = 48;
/// How many places are compared letter by letter.
const CANDIDATES: usize = 8;
/// Weights of a passage's own words and of the context on each side, those that Hypothesis weighs its candidates by.
const OWN_WEIGHT: u32 = 50;
const CONTEXT_WEIGHT: u32 = 20;
/// How many letters around the best end are looked at for a better one, and how many edits it may cost.
const REACH: usize = 12;
const NEAR: u32 = 4;
/// Shorter passages are not searched for with edits in the whole text: they would be found everywhere.
const SHORTEST_SEARCH: usize = 6;
/// What stands around words fits if it has so many points of a hundred.
const FITTING: u32 = 60;
/// So many letters do not stand somewhere else by chance.
const RARE: usize = 24;
/// By how many points of a hundred one place has to fit better than every other to be told from them.
const CLEAR: u32 = 10;

/// A text made ready for finding passages in it. What it costs is spent when it is first needed.
pub struct Finder<'a> {
    text: &'a ArticleText,
    index: OnceCell<Index>,
    votes: RefCell<Vec<u16>>,
}

/// Every stretch of a folded text by its hash.
struct Index {
    folded: Folded,
    stretch: usize,
    bits: u32,
    /// Where the places of each hash begin.
    heads: Vec<u32>,
    places: Vec<u32>,
}

impl Index {
    fn new(text: &str) -> Self {
        let folded = Folded::new(text);
        let mut seen = std::collections::HashSet::new();
        let is_few = folded
            .letters
            .iter()
            .all(|letter| letter.is_ascii() || !seen.insert(*letter) || seen.len() <= MANY_LETTERS);
        let stretch = if is_few { STRETCH.0 } else { STRETCH.1 };
        let bits = (folded.len() / 4).next_power_of_two().ilog2().clamp(8, 20);
        // A sort by counting: first how many there are of each hash, then where each begins.
        let mut heads = vec![0_u32; (1 << bits) + 1];
        let stretches = folded.letters.windows(stretch);
        let number = stretches.len();
        for letters in stretches.clone() {
            heads[hash(letters, bits) as usize] += 1;
        }
        for place in 1..heads.len() {
            heads[place] += heads[place - 1];
        }
        let mut places = vec![0; number];
        for (back, letters) in (1..).zip(stretches.rev()) {
            let slot = &mut heads[hash(letters, bits) as usize];
            *slot -= 1;
            places[*slot as usize] = u32::try_from(number - back).unwrap_or(u32::MAX);
        }
        Self { folded, stretch, bits, heads, places }
    }

    fn places_of(&self, letters: &[char]) -> &[u32] {
        let hash = hash(letters, self.bits) as usize;
        &self.places[self.heads[hash] as usize..self.heads[hash + 1] as usize]
    }

    /// Every place where the letters stand as they are.
    fn exact(&self, wanted: &[char]) -> Vec<usize> {
        let letters = &self.folded.letters;
        let stands = |at: usize| letters.get(at..at + wanted.len()) == Some(wanted);
        let rarest = (0..).zip(wanted.windows(self.stretch)).map(|(at, part)| (self.places_of(part), at));
        match rarest.min_by_key(|(places, _): &(&[u32], usize)| places.len()) {
            Some((places, offset)) => places
                .iter()
                .filter_map(|place| (*place as usize).checked_sub(offset))
                .filter(|at| stands(*at))
                .collect(),
            // Too short for a stretch: the text is gone through.
            None if wanted.is_empty() => Vec::new(),
            None => (0..letters.len()).filter(|at| letters[*at] == wanted[0] && stands(*at)).collect(),
        }
    }

    /// The range of the text that letters stand for.
    fn range(&self, start: usize, end: usize) -> Option<TextRange> {
        TextRange::of(self.folded.at(start)?, self.folded.at(end.checked_sub(1)?)? + 1)
    }
}

fn hash(letters: &[char], bits: u32) -> u32 {
    // Multiplicative hashing (Knuth, The Art of Computer Programming 3, 6.4), letter by letter.
    let mixed = letters.iter().fold(0_u64, |hash, letter| {
        (hash.rotate_left(9) ^ u64::from(u32::from(*letter))).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    });
    #[expect(clippy::cast_possible_truncation, reason = "at most 20 bits are left")]
    let hash = (mixed >> (64 - bits)) as u32;
    hash
}

/// A place where words with edits stand.
#[derive(Clone, Copy, Debug)]
struct Hit {
    start: usize,
    end: usize,
    edits: u32,
    /// How well its own words, what stands before and what stands after fit, of a hundred.
    own: u32,
    context: Option<u32>,
    score: u32,
    /// How many letters speak for this place: those that agree, less what the edits take back.
    weight: i64,
}

/// A described passage, folded.
struct Wanted {
    own: Vec<char>,
    /// What stands before it, read backwards from it.
    before: Option<Pattern>,
    after: Option<Pattern>,
}

impl<'a> Finder<'a> {
    /// How much memory finding in a text takes at most, in bytes.
    pub fn memory(text: &str) -> usize {
        // For each letter itself and a place, for four letters up to two heads; where code points fold away or
        // unfold, a jump in a table that grows.
        let (mut letters, mut jumps, mut after_space) = (0, 0, false);
        for letter in text.chars() {
            let is_space = letter.is_whitespace();
            jumps += usize::from(
                (is_space && after_space)
                    || matches!(letter, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}'),
            );
            jumps += if letter == '…' { 3 } else { 0 };
            letters += if letter == '…' { 3 } else { 1 };
            after_space = is_space;
        }
        letters * 10 + jumps * 24 + (8 << 10)
    }

    /// A finder for a text.
    pub fn new(text: &'a ArticleText) -> Self {
        Self { text, index: OnceCell::new(), votes: RefCell::default() }
    }

    /// Finds a described passage. `hint` is where it was said to stand, if that is known; it may lie outside the
    /// text.
    ///
    /// The place that was said counts if the words stand there. Else they are searched for as they are, then with
    /// other white space, quotation marks and dashes, then with other letters. Places that the words alone cannot
    /// tell apart are told apart by what stands before and after; where that does not do it either, the answer is
    /// [`Anchored::Ambiguous`], the likeliest place first.
    pub fn anchor(&self, quote: &TextQuote, hint: Option<TextRange>) -> Anchored {
        if quote.exact.is_empty() {
            return Anchored::Missing(Vec::new());
        }
        if let Some(range) = hint
            && self.text.slice(range) == quote.exact
        {
            return Anchored::Found(Match { range, why: Why::InPlace, sure: 100 });
        }
        let index = self.index();
        let wanted = Folded::new(&quote.exact).letters;
        let hits = if wanted.is_empty() { Vec::new() } else { index.exact(&wanted) };
        let ranges: Vec<_> =
            hits.iter().filter_map(|at| Some((*at, index.range(*at, at + wanted.len())?))).collect();
        let is_same = |(_, range): &&(usize, TextRange)| self.text.slice(*range) == quote.exact;
        let same: Vec<_> = ranges.iter().filter(is_same).copied().collect();
        let wanted = self.wanted(quote, wanted);
        if !same.is_empty() {
            return self.decide(&wanted, &same, Why::Words, quote, hint);
        }
        // Words that begin or end in what folding takes away are still searched for as they are.
        let plain = self.plain(&quote.exact);
        if !plain.is_empty() {
            return self.decide(&wanted, &plain, Why::Words, quote, hint);
        }
        if !ranges.is_empty() {
            return self.decide(&wanted, &ranges, Why::Signs, quote, hint);
        }
        self.similar(&wanted, hint)
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(self.text.as_str()))
    }

    fn wanted(&self, quote: &TextQuote, own: Vec<char>) -> Wanted {
        let pattern = |letters: Vec<char>| (!letters.is_empty()).then(|| Pattern::new(letters));
        let before = Folded::new(&quote.prefix).letters.into_iter().rev().collect();
        Wanted { own, before: pattern(before), after: pattern(Folded::new(&quote.suffix).letters) }
    }

    /// The places of words that fold into nothing or whose ends do.
    fn plain(&self, words: &str) -> Vec<(usize, TextRange)> {
        let folds_away = |letter: Option<char>| {
            letter.is_none_or(|letter| {
                let mut buffer = [0; 4];
                Folded::new(letter.encode_utf8(&mut buffer)).len() != 1 || letter.is_whitespace()
            })
        };
        if !folds_away(words.chars().next()) && !folds_away(words.chars().next_back()) {
            return Vec::new();
        }
        let (source, index) = (self.text.as_str(), self.text.index());
        let point = |byte| index.code_point_of_byte(source, ByteOffset::from_count(byte));
        let (mut found, mut from) = (Vec::new(), 0);
        let step = words.chars().next().map_or(1, char::len_utf8);
        while let Some(at) = source[from..].find(words).map(|at| from + at) {
            let range = point(at).zip(point(at + words.len()));
            if let Some(range) = range.and_then(|(start, end)| TextRange::new(start, end)) {
                found.push((self.index().folded.before(range.start().0), range));
            }
            from = at + step;
        }
        found
    }

    /// Tells equal places apart by what stands around them.
    fn decide(
        &self,
        wanted: &Wanted,
        places: &[(usize, TextRange)],
        why: Why,
        quote: &TextQuote,
        hint: Option<TextRange>,
    ) -> Anchored {
        if let [(at, range)] = places {
            return self.only(wanted, *at, Match { range: *range, why, sure: 100 }, hint);
        }
        let is_verbatim = |range: TextRange| {
            let text = self.text;
            let zero = crate::text::CodePointOffset(0);
            text.slice_between(zero, range.start()).ends_with(&quote.prefix)
                && text.slice_between(range.end(), text.index().code_points()).starts_with(&quote.suffix)
        };
        let length = wanted.own.len();
        let mut scored: Vec<_> = places
            .iter()
            .map(|(at, range)| {
                let context = self.context(wanted, *at, at + length).map_or(0, |(score, _)| score);
                (*range, if is_verbatim(*range) { 100 } else { context.min(99) })
            })
            .collect();
        scored.sort_by_key(|(range, score)| (std::cmp::Reverse(*score), distance_to(*range, hint)));
        let (best, second) = (scored[0], scored[1]);
        let has_context = wanted.before.is_some() || wanted.after.is_some();
        let gap = best.1 - second.1;
        let is_clear = has_context && ((best.1 == 100 && gap > 0) || (best.1 >= 60 && gap >= 2 * CLEAR));
        if is_clear {
            let sure = if best.1 == 100 { (60 + gap).max(85) } else { 60 + gap };
            return Anchored::Found(Match { range: best.0, why: Why::Context, sure: percent(sure.min(99)) });
        }
        // Those that fit as well as the best one; the others are out of the question.
        let equals = scored.iter().take_while(|(_, score)| best.1 - score < 2 * CLEAR);
        let sure = percent(u32::try_from(100 / scored.len()).unwrap_or(0));
        Anchored::Ambiguous(equals.map(|(range, _)| Match { range: *range, why, sure }).collect())
    }

    /// The only place with these very words. That is it, unless something else stands around them and similar words
    /// stand where the rest fits: then the passage was edited, and its old words stand here by chance.
    fn only(&self, wanted: &Wanted, at: usize, found: Match, hint: Option<TextRange>) -> Anchored {
        let length = wanted.own.len();
        let Some((context, _)) = self.context(wanted, at, at + length) else {
            return Anchored::Found(found);
        };
        if context >= FITTING {
            return Anchored::Found(found);
        }
        let by_chance = length < RARE && context < FITTING / 2;
        let found = Match { sure: if by_chance { 60 } else { 90 }, ..found };
        let others = match self.similar(wanted, hint) {
            Anchored::Found(other) => vec![other],
            Anchored::Ambiguous(others) | Anchored::Missing(others) => others,
        };
        let is_other = |other: &Match| other.is_sure() && !other.range.overlaps(found.range);
        match others.into_iter().find(is_other) {
            Some(other) => Anchored::Ambiguous(vec![
                Match { sure: other.sure.min(70), ..other },
                Match { sure: 30, ..found },
            ]),
            None => Anchored::Found(found),
        }
    }

    /// How well what stands around letters fits, of a hundred, and how many letters of it speak for the place;
    /// `None` if nothing is known of it.
    fn context(&self, wanted: &Wanted, start: usize, end: usize) -> Option<(u32, i64)> {
        let letters = &self.index().folded.letters;
        let slack = 8;
        let before = wanted.before.as_ref().map(|pattern| {
            let from = start.saturating_sub(pattern.len() + slack);
            (pattern, pattern.at_start(letters[from..start].iter().rev().copied()).edits)
        });
        let after = wanted.after.as_ref().map(|pattern| {
            let to = (end + pattern.len() + slack).min(letters.len());
            let text = letters.get(end..to).unwrap_or_default();
            (pattern, pattern.at_start(text.iter().copied()).edits)
        });
        let sides: Vec<_> = [before, after].into_iter().flatten().collect();
        if sides.is_empty() {
            return None;
        }
        let score = sides.iter().map(|(pattern, edits)| fit(pattern.len(), *edits)).sum::<u32>()
            / u32::try_from(sides.len()).unwrap_or(1);
        let weight = sides.iter().map(|(pattern, edits)| weight(pattern.len(), *edits).max(0)).sum();
        Some((score, weight))
    }

    /// The places with words that differ.
    fn similar(&self, wanted: &Wanted, hint: Option<TextRange>) -> Anchored {
        let index = self.index();
        if wanted.own.is_empty() || index.folded.len() == 0 {
            return Anchored::Missing(Vec::new());
        }
        let forth = Pattern::new(wanted.own.iter().copied());
        let back = Pattern::new(wanted.own.iter().rev().copied());
        let mut hits: Vec<Hit> = Vec::new();
        for start in self.candidates(wanted) {
            self.compare(wanted, (&forth, &back), start, &mut hits);
        }
        let is_good = |hit: &Hit| hit.score >= 60 && hit.own >= 50;
        if !hits.iter().any(is_good) {
            self.go_through(wanted, (&forth, &back), &mut hits);
        }
        let range = |hit: &Hit| index.range(hit.start, hit.end);
        hits.sort_by_key(|hit| {
            let far = range(hit).map_or(u32::MAX, |range| distance_to(range, hint));
            (std::cmp::Reverse(hit.score), hit.edits, far)
        });
        let found: Vec<(Hit, Match)> = hits
            .iter()
            .filter_map(|hit| {
                let why = Why::Similar { edits: hit.edits };
                Some((*hit, Match { range: range(hit)?, why, sure: sureness(hit) }))
            })
            .collect();
        let matches = |found: &[(Hit, Match)]| found.iter().map(|(_, found)| found.clone()).collect();
        match found.as_slice() {
            [] => Anchored::Missing(Vec::new()),
            [(best, _), ..] if !is_good(best) => Anchored::Missing(matches(&found)),
            [(best, _), (second, _), ..] if second.score + CLEAR > best.score => {
                let equals: Vec<_> =
                    found.iter().take_while(|(hit, _)| hit.score + CLEAR > best.score).cloned().collect();
                let share = 100 / equals.len();
                let mut matches: Vec<Match> = matches(&equals);
                for found in &mut matches {
                    found.sure = found.sure.min(percent(u32::try_from(share).unwrap_or(0)));
                }
                Anchored::Ambiguous(matches)
            }
            [(_, found), ..] => Anchored::Found(found.clone()),
        }
    }

    /// Where a passage with edits may begin, the likeliest place first.
    fn candidates(&self, wanted: &Wanted) -> Vec<usize> {
        let index = self.index();
        // The context votes too: it is as good as the passage's own words for telling where it stood.
        let before = wanted.before.as_ref().map_or(&[][..], Pattern::letters);
        let after = wanted.after.as_ref().map_or(&[][..], Pattern::letters);
        let whole: Vec<char> = before.iter().rev().chain(&wanted.own).chain(after).copied().collect();
        let lead = before.len();
        let mut voters: Vec<(&[u32], usize)> = (0..)
            .zip(whole.windows(index.stretch))
            .step_by(2)
            .map(|(offset, letters)| (index.places_of(letters), offset))
            .filter(|(places, _)| !places.is_empty())
            .collect();
        voters.sort_by_key(|(places, _)| places.len());
        voters.truncate(VOTERS);
        let mut counts = self.votes.borrow_mut();
        // Before the beginning of the text there is room for a passage whose beginning was cut off.
        let room = whole.len();
        counts.resize((index.folded.len() + 2 * room) / BOX + 3, 0);
        let (mut touched, mut cast) = (Vec::new(), 0);
        for (number, (places, offset)) in voters.iter().enumerate() {
            cast += places.len();
            if cast > VOTES && number > 3 {
                break;
            }
            for place in places.iter().take(VOTES) {
                let number = (*place as usize + room - offset) / BOX;
                if counts[number] == 0 {
                    touched.push(number);
                }
                counts[number] = counts[number].saturating_add(1);
            }
        }
        let mut ranked: Vec<(u16, usize)> = touched
            .iter()
            .map(|number| (counts[*number].saturating_add(counts[number + 1]), *number))
            .collect();
        for number in touched {
            counts[number] = 0;
        }
        // Where many places have a vote or two, only those with most are worth a look.
        let order = |(votes, number): &(u16, usize)| (std::cmp::Reverse(*votes), *number);
        if ranked.len() > 4 * CANDIDATES {
            ranked.select_nth_unstable_by_key(4 * CANDIDATES, order);
            ranked.truncate(4 * CANDIDATES);
        }
        ranked.sort_unstable_by_key(order);
        let least = ranked.first().map_or(0, |(votes, _)| votes / 3);
        let mut chosen: Vec<usize> = Vec::new();
        for (votes, number) in ranked {
            if chosen.len() == CANDIDATES || votes < least {
                break;
            }
            // The same pile seen from the box beside it.
            if chosen.iter().all(|other| other.abs_diff(number) > 1) {
                chosen.push(number);
            }
        }
        let last = index.folded.len();
        chosen.iter().map(|number| (number * BOX + BOX + lead).saturating_sub(room).min(last)).collect()
    }

    /// Compares the letters around a place with the passage.
    fn compare(&self, wanted: &Wanted, patterns: (&Pattern, &Pattern), start: usize, hits: &mut Vec<Hit>) {
        let letters = &self.index().folded.letters;
        let length = wanted.own.len();
        // A box on either side, and more for letters that came or went before.
        let slack = 2 * BOX + length / 8;
        let from = start.saturating_sub(slack).min(letters.len());
        let to = (start + length + slack).min(letters.len());
        let limit = u32::try_from(length / 2).unwrap_or(u32::MAX);
        if let Some(best) = patterns.0.best_end(letters[from..to].iter().copied(), limit) {
            self.take(wanted, patterns, from + best.at, hits);
        }
    }

    /// Goes through the whole text, for passages that no stretch of letters is left of.
    fn go_through(&self, wanted: &Wanted, patterns: (&Pattern, &Pattern), hits: &mut Vec<Hit>) {
        let letters = &self.index().folded.letters;
        if wanted.own.len() < SHORTEST_SEARCH {
            return;
        }
        let limit = u32::try_from(wanted.own.len() / 4).unwrap_or(u32::MAX);
        let mut ends = patterns.0.ends(letters.iter().copied(), limit);
        ends.sort_by_key(|end| end.edits);
        for end in ends.into_iter().take(CANDIDATES) {
            self.take(wanted, patterns, end.at, hits);
        }
    }

    /// Takes the place that ends about here. An edit more of its own is worth it where both ends then lie at edges
    /// of words, as the passage's do, or where what stands around fits the better for it.
    fn take(&self, wanted: &Wanted, (forth, back): (&Pattern, &Pattern), about: usize, hits: &mut Vec<Hit>) {
        let letters = &self.index().folded.letters;
        let length = wanted.own.len();
        let is_letter = |letter: Option<&char>| letter.is_some_and(|letter| letter.is_alphanumeric());
        let at = |place: usize| letters.get(place);
        let before = |place: usize| place.checked_sub(1).and_then(at);

        let from = about.saturating_sub(length + length / 2 + REACH);
        let to = (about + REACH).min(letters.len());
        let ends = forth.near_ends(letters[from..to].iter().copied(), REACH);
        let in_word = is_letter(wanted.own.last());
        let end = nearest(ends, |end| {
            let place = from + end.at;
            let cuts = is_letter(before(place)) != in_word || (in_word && is_letter(at(place)));
            let context = wanted.after.as_ref().map_or(0, |after| {
                let rest = &letters[place..(place + after.len() + 8).min(letters.len())];
                after.at_start(rest.iter().copied()).edits
            });
            (end.edits + context + u32::from(cuts) * 2, end.edits)
        });
        let Some(end) = end.map(|end| from + end.at) else { return };

        let from = end.saturating_sub(length + length / 2 + REACH);
        let starts = back.near_starts(letters[from..end].iter().rev().copied());
        let in_word = is_letter(wanted.own.first());
        let start = nearest(starts, |start| {
            let place = end - start.at;
            let cuts = is_letter(at(place)) != in_word || (in_word && is_letter(before(place)));
            let context = wanted.before.as_ref().map_or(0, |pattern| {
                let from = place.saturating_sub(pattern.len() + 8);
                pattern.at_start(letters[from..place].iter().rev().copied()).edits
            });
            (start.edits + context + u32::from(cuts) * 2, start.edits)
        });
        let Some(start) = start.filter(|start| start.at > 0) else { return };
        let (start, edits) = (end - start.at, start.edits);

        if hits.iter().any(|hit| hit.start < end && start < hit.end && hit.edits <= edits) {
            return;
        }
        hits.retain(|hit| hit.end <= start || end <= hit.start);
        let own = fit(length, edits);
        let context = self.context(wanted, start, end);
        let sides = u32::from(wanted.before.is_some()) + u32::from(wanted.after.is_some());
        let context_weight = sides * CONTEXT_WEIGHT;
        let score = (own * OWN_WEIGHT + context.map_or(0, |(fit, _)| fit * context_weight))
            / (OWN_WEIGHT + context_weight);
        hits.push(Hit {
            start,
            end,
            edits,
            own,
            context: context.map(|(fit, _)| fit),
            score,
            weight: weight(length, edits) + context.map_or(0, |(_, weight)| weight),
        });
    }
}

/// The end with the least cost, of those whose own edits are within reach of the fewest.
fn nearest(ends: Vec<End>, cost: impl Fn(End) -> (u32, u32)) -> Option<End> {
    let fewest = ends.iter().map(|end| end.edits).min()?;
    ends.into_iter().filter(|end| end.edits <= fewest + NEAR).min_by_key(|end| cost(*end))
}

/// How well letters fit, of a hundred.
fn fit(length: usize, edits: u32) -> u32 {
    let length = u32::try_from(length).unwrap_or(u32::MAX).max(1);
    length.saturating_sub(edits).saturating_mul(100) / length
}

/// How many letters speak for a place. An edit is worth three: any words of a language agree by chance in a letter
/// out of three or four.
fn weight(length: usize, edits: u32) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX) - 3 * i64::from(edits)
}

/// How sure it is that a place with other letters is the one that is meant. Two dozen letters that agree hardly come
/// together by chance in a text of any length.
fn sureness(hit: &Hit) -> u8 {
    let by_chance = hit.weight < 24;
    let stands_alone = hit.own >= 75 || hit.context.is_some_and(|context| context >= 75 && hit.own >= 50);
    let most = if by_chance || !stands_alone { 60 } else { 95 };
    percent(hit.score.min(most))
}

fn percent(number: u32) -> u8 {
    u8::try_from(number.min(100)).unwrap_or(100)
}

fn distance_to(range: TextRange, hint: Option<TextRange>) -> u32 {
    hint.map_or(0, |hint| hint.start().0.abs_diff(range.start().0))
}
