//! Two versions of a text side by side: what stayed, what came, what went.
//!
//! Words are compared first and letters where words differ, so that a typo is one letter and a rewritten sentence
//! one sentence. The difference is computed by the crate `imara-diff`, whose histogram method and heuristics bound
//! the work: a text that was rewritten from the first word to the last takes no longer than one that was not.

use std::collections::HashMap;
use std::ops::Range;

use imara_diff::{Algorithm, Diff, Hunk, InternedInput, TokenSource};
use unicode_segmentation::UnicodeSegmentation;

use crate::text::{ArticleText, TextRange};

/// A stretch of both texts, in code points. One of the two may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it lies in the old text.
    pub old: Range<u32>,
    /// Where it lies in the new text.
    pub new: Range<u32>,
    /// Whether the two are the same.
    pub is_same: bool,
}

/// A sentence that was taken out in one place and put in at another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// Where it was.
    pub old: TextRange,
    /// Where it is.
    pub new: TextRange,
}

/// How one text became another.
///
/// The pieces follow each other without a gap in both texts, same and changed ones in turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    pieces: Vec<Piece>,
}

/// Words that differ are compared letter by letter only up to so many letters on both sides together; of longer
/// stretches nobody would want to read the single letters.
const LETTERS: usize = 4000;
/// What came or went is slid by so many letters at most.
const FARTHEST: usize = 400;
/// Up to so many letters between two longer changes are the same by chance; a letter of a script that writes a word
/// in one or two counts three times.
const CHANCE: usize = 12;
/// So many code points between two changes, all of them spaces and signs, do not keep the two apart.
const SLIGHT: usize = 3;
/// Letters count as kept only if that many of a hundred of the longer side are: else the words are other words.
const LEAST_KEPT: usize = 60;
/// A sentence has to have so many code points to be recognised elsewhere.
const SHORTEST_MOVE: u32 = 16;

impl Comparison {
    /// Compares two texts.
    pub fn new(old: &str, new: &str) -> Self {
        let words = (Words::new(old), Words::new(new));
        let input = InternedInput::new(&words.0, &words.1);
        let mut diff = Diff::compute(Algorithm::Histogram, &input);
        diff.postprocess_no_heuristic(&input);
        let mut builder = Builder::default();
        let mut hunks = diff.hunks().peekable();
        while let Some(first) = hunks.next() {
            // Hunks with nothing but a space or a sign between them are one change: that sign was matched by chance.
            let mut group = vec![first];
            while let Some(next) = hunks.peek() {
                let last = group.last().map_or(0, |last| last.before.end);
                if !words.0.is_slight(last..next.before.start) {
                    break;
                }
                group.extend(hunks.next());
            }
            let span = |hunks: &[Hunk]| {
                let (first, last) = (&hunks[0], &hunks[hunks.len() - 1]);
                let old = words.0.span(first.before.start..last.before.end);
                (old, words.1.span(first.after.start..last.after.end))
            };
            let (before, after) = span(&group);
            builder.same_to(before.points.start, after.points.start);
            if builder.refine(&old[before.bytes], &new[after.bytes]) {
                continue;
            }
            for hunk in group.chunks(1) {
                let (before, after) = span(hunk);
                builder.same_to(before.points.start, after.points.start);
                let (before, after) = (&old[before.bytes], &new[after.bytes]);
                if !builder.refine(before, after) {
                    builder.push(count(before), count(after), false);
                }
            }
        }
        builder.same_to(words.0.points(), words.1.points());
        let mut pieces = builder.pieces;
        slide(&mut pieces, old, new);
        Self { pieces: without_chance(pieces, old) }
    }

    /// The pieces, in order.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The same seen from the other side.
    pub fn inverse(&self) -> Self {
        let swap = |piece: &Piece| Piece { old: piece.new.clone(), new: piece.old.clone(), ..*piece };
        Self { pieces: self.pieces.iter().map(swap).collect() }
    }

    /// Where a place of the old text lies in the new one: the earliest and the latest, which differ where something
    /// came or went.
    fn place(&self, at: u32) -> Range<u32> {
        let from = self.pieces.partition_point(|piece| piece.old.end < at);
        let touching = self.pieces[from..].iter().take_while(|piece| piece.old.start <= at);
        let mut place: Option<Range<u32>> = None;
        for piece in touching {
            let here = if piece.is_same {
                let here = piece.new.start + (at - piece.old.start);
                here..here
            } else {
                piece.new.clone()
            };
            let before = place.unwrap_or_else(|| here.clone());
            place = Some(before.start.min(here.start)..before.end.max(here.end));
        }
        place.unwrap_or_default()
    }

    /// Where the words of a range lie now, and how many of its code points are the same ones as before. What was put
    /// in exactly at an edge is outside; what took the place of the words at an edge is inside. `None` if nothing is
    /// left.
    pub fn map(&self, range: TextRange) -> Option<Mapped> {
        let (start, end) = (range.start().0, range.end().0);
        let from = self.pieces.partition_point(|piece| piece.old.end <= start);
        let (mut kept, mut is_whole) = (0, true);
        let mut edges: Option<(u32, u32)> = None;
        let mut last_same = None;
        for piece in &self.pieces[from..] {
            if piece.old.start >= end {
                break;
            }
            if piece.is_same {
                let inside = start.max(piece.old.start)..end.min(piece.old.end);
                kept += inside.len();
                let shift = |at: u32| piece.new.start + (at - piece.old.start);
                let here = (shift(inside.start), shift(inside.end));
                is_whole &= last_same.is_none_or(|last| last == here.0);
                last_same = Some(here.1);
                edges = Some((edges.map_or(here.0, |(start, _)| start), here.1));
            } else {
                is_whole = false;
                // An insertion at the very edge belongs to neither side of it; one inside does.
                let is_at_edge = piece.old.is_empty() && (piece.old.start == start || piece.old.start == end);
                if !is_at_edge {
                    edges = Some((edges.map_or(piece.new.start, |(start, _)| start), piece.new.end));
                }
            }
        }
        let (first, last) = edges?;
        let kept = u32::try_from(kept).unwrap_or(u32::MAX);
        Some(Mapped { range: TextRange::of(first, last)?, kept, is_whole: is_whole && kept == range.len() })
    }

    /// Whether a place of the old text lies inside words that were replaced.
    pub(super) fn is_in_change(&self, at: u32) -> bool {
        let from = self.pieces.partition_point(|piece| piece.old.end <= at);
        self.pieces.get(from).is_some_and(|piece| !piece.is_same && piece.old.start < at)
    }

    /// Whether most of a range of the new text was not in the old one.
    pub(super) fn is_mostly_new(&self, range: TextRange) -> bool {
        let (start, end) = (range.start().0, range.end().0);
        let from = self.pieces.partition_point(|piece| piece.new.end <= start);
        let here = self.pieces[from..].iter().take_while(|piece| piece.new.start < end);
        let changed = here.filter(|piece| !piece.is_same);
        let new: usize =
            changed.map(|piece| (start.max(piece.new.start)..end.min(piece.new.end)).len()).sum();
        new * 2 > range.len() as usize
    }

    /// Where something of the old text would stand in the new one, for a search.
    pub(super) fn hint(&self, range: TextRange) -> Option<TextRange> {
        let start = self.place(range.start().0).start;
        TextRange::of(start, start + range.len())
    }

    /// The sentences that were taken out in one place and put in at another, word by word the same. A sentence that
    /// stands in several places is not among them: nobody can say which went where.
    pub fn moves(&self, old: &ArticleText, new: &ArticleText) -> Vec<Move> {
        let sentences = |text: &ArticleText, side: fn(&Piece) -> &Range<u32>| {
            let mut found: HashMap<String, Vec<TextRange>> = HashMap::new();
            for piece in self.pieces.iter().filter(|piece| !piece.is_same) {
                let Some(range) = TextRange::of(side(piece).start, side(piece).end) else { continue };
                if range.len() < SHORTEST_MOVE {
                    continue;
                }
                for paragraph in text.paragraphs_in(range) {
                    for sentence in crate::text::sentences(text, paragraph) {
                        if range.contains(sentence) && sentence.len() >= SHORTEST_MOVE {
                            found.entry(text.slice(sentence).to_owned()).or_default().push(sentence);
                        }
                    }
                }
            }
            found
        };
        let gone = sentences(old, |piece| &piece.old);
        if gone.is_empty() {
            return Vec::new();
        }
        let come = sentences(new, |piece| &piece.new);
        let mut moves: Vec<_> = gone
            .iter()
            .filter_map(|(sentence, old)| match (old.as_slice(), come.get(sentence)?.as_slice()) {
                ([old], [new]) => Some(Move { old: *old, new: *new }),
                _ => None,
            })
            .collect();
        moves.sort_by_key(|moved| moved.old);
        moves
    }
}

/// Where the words of a range lie now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mapped {
    /// The range in the new text.
    pub range: TextRange,
    /// How many of the old range's code points are still there.
    pub kept: u32,
    /// Whether all of them are, with nothing between them.
    pub is_whole: bool,
}

/// The words of a text, with where each begins.
struct Words<'a> {
    text: &'a str,
    /// Byte and code point before each word, and after the last.
    starts: Vec<(u32, u32)>,
}

#[derive(Clone)]
struct Span {
    bytes: Range<usize>,
    points: Range<u32>,
}

impl<'a> Words<'a> {
    fn new(text: &'a str) -> Self {
        let mut starts = vec![(0, 0)];
        let (mut bytes, mut points) = (0_u32, 0_u32);
        for word in text.split_word_bounds() {
            bytes = bytes.saturating_add(u32::try_from(word.len()).unwrap_or(u32::MAX));
            points += count(word);
            starts.push((bytes, points));
        }
        Self { text, starts }
    }

    /// Whether these words are but a space, a sign or nothing.
    fn is_slight(&self, words: Range<u32>) -> bool {
        let Span { bytes, points } = self.span(words);
        points.len() <= SLIGHT && !self.text[bytes].contains(|c: char| c.is_alphanumeric() || c == '\n')
    }

    fn points(&self) -> u32 {
        self.starts.last().map_or(0, |(_, points)| *points)
    }

    fn span(&self, words: Range<u32>) -> Span {
        let (from, to) = (self.starts[words.start as usize], self.starts[words.end as usize]);
        Span { bytes: from.0 as usize..to.0 as usize, points: from.1..to.1 }
    }
}

impl<'a> TokenSource for &Words<'a> {
    type Token = &'a str;
    type Tokenizer = Box<dyn Iterator<Item = &'a str> + 'a>;

    fn tokenize(&self) -> Self::Tokenizer {
        let text = self.text;
        let starts = self.starts.clone();
        let edges = (1..starts.len()).map(move |at| (starts[at - 1].0 as usize, starts[at].0 as usize));
        Box::new(edges.map(move |(from, to)| &text[from..to]))
    }

    fn estimate_tokens(&self) -> u32 {
        u32::try_from(self.starts.len()).unwrap_or(u32::MAX)
    }
}

/// The letters of a piece, as tokens.
struct Letters<'a>(&'a [&'a str]);

impl<'a> TokenSource for Letters<'a> {
    type Token = &'a str;
    type Tokenizer = std::iter::Copied<std::slice::Iter<'a, &'a str>>;

    fn tokenize(&self) -> Self::Tokenizer {
        self.0.iter().copied()
    }

    fn estimate_tokens(&self) -> u32 {
        u32::try_from(self.0.len()).unwrap_or(u32::MAX)
    }
}

/// Slides what came or went to where a person would say that it did. Where "The " begins both a new paragraph and the
/// one after it, either of the two may be the new one; paragraphs come and go whole rather than sentences, sentences
/// rather than words, and words rather than letters.
fn slide(pieces: &mut [Piece], old: &str, new: &str) {
    let is_slidable = |piece: &Piece| !piece.is_same && (piece.old.is_empty() != piece.new.is_empty());
    if !pieces.iter().any(is_slidable) {
        return;
    }
    let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    for at in 1..pieces.len().saturating_sub(1) {
        if !is_slidable(&pieces[at]) {
            continue;
        }
        let piece = &pieces[at];
        let (text, range) =
            if piece.old.is_empty() { (&new, piece.new.clone()) } else { (&old, piece.old.clone()) };
        let (start, end) = (range.start as usize, range.end as usize);
        // Each neighbour keeps a letter, so that same and changed pieces go on in turn.
        let room = |piece: &Piece| piece.old.len().saturating_sub(1).min(FARTHEST);
        let left = (1..=room(&pieces[at - 1])).take_while(|by| text[start - by] == text[end - by]).count();
        let right = (0..room(&pieces[at + 1])).take_while(|by| text[start + by] == text[end + by]).count();
        let worth = |by: isize| {
            let edge = |place: usize| edge_worth(text, place.saturating_add_signed(by));
            edge(start) + edge(end)
        };
        let (left, right) = (isize::try_from(left).unwrap_or(0), isize::try_from(right).unwrap_or(0));
        // Of equal ones the nearest to where it was.
        let best = (-left..=right).max_by_key(|by| (worth(*by), -by.abs()));
        let Some(by) = best.and_then(|by| i32::try_from(by).ok()).filter(|by| *by != 0) else { continue };
        let shift = |place: &mut u32| *place = place.saturating_add_signed(by);
        let [before, piece, after] = &mut pieces[at - 1..=at + 1] else { continue };
        shift(&mut before.old.end);
        shift(&mut before.new.end);
        for range in [&mut piece.old, &mut piece.new] {
            shift(&mut range.start);
            shift(&mut range.end);
        }
        shift(&mut after.old.start);
        shift(&mut after.new.start);
    }
}

/// How good a place is for a change to begin or end.
fn edge_worth(text: &[char], place: usize) -> u8 {
    let before = |by: usize| place.checked_sub(by).and_then(|at| text.get(at)).copied();
    let Some(last) = before(1) else { return 4 };
    match (last, before(2), text.get(place)) {
        ('\n', ..) => 4,
        (' ', Some('.' | '!' | '?' | '”' | '"' | '…'), _) => 3,
        (last, _, Some(next)) if last.is_alphanumeric() && next.is_alphanumeric() => 0,
        (last, ..) if last.is_whitespace() => 2,
        _ => 1,
    }
}

/// The pieces without those that are the same by chance: a word or two between longer stretches that differ. Nobody
/// would read them as kept, and they tear apart what is one change (after the semantic clean-up that N. Fraser
/// describes in "Diff strategies", 2006). Line ends stay, so that paragraphs stay side by side.
fn without_chance(pieces: Vec<Piece>, old: &str) -> Vec<Piece> {
    let longest = |piece: &Piece| piece.old.len().max(piece.new.len());
    let mut clean: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut letters = old.chars();
    let mut at = 0;
    let mut pieces = pieces.into_iter().peekable();
    while let Some(piece) = pieces.next() {
        let skipped = piece.old.start as usize - at;
        if skipped > 0 {
            letters.nth(skipped - 1);
        }
        at = piece.old.start as usize;
        let (before, after) = (clean.last(), pieces.peek());
        if let (true, Some(before), Some(after)) = (piece.is_same, before, after)
            && piece.old.len() <= longest(before)
            && piece.old.len() <= longest(after)
            && piece.old.len() <= CHANCE
        {
            let own = || letters.clone().take(piece.old.len());
            let weight: usize = own().map(|letter| if letter < '\u{2e80}' { 1 } else { 3 }).sum();
            if weight <= CHANCE && !own().any(|letter| letter == '\n') {
                let (old, new) = (before.old.start..after.old.end, before.new.start..after.new.end);
                clean.pop();
                pieces.next();
                clean.push(Piece { old, new, is_same: false });
                continue;
            }
        }
        clean.push(piece);
    }
    clean
}

/// Pieces being put together.
#[derive(Default)]
struct Builder {
    pieces: Vec<Piece>,
    old: u32,
    new: u32,
}

impl Builder {
    /// Everything up to here is the same.
    fn same_to(&mut self, old: u32, new: u32) {
        self.push(old - self.old, new - self.new, true);
    }

    fn push(&mut self, old: u32, new: u32, is_same: bool) {
        if old == 0 && new == 0 {
            return;
        }
        let (old, new) = (self.old..self.old + old, self.new..self.new + new);
        (self.old, self.new) = (old.end, new.end);
        match self.pieces.last_mut() {
            Some(last) if last.is_same == is_same => (last.old.end, last.new.end) = (old.end, new.end),
            _ => self.pieces.push(Piece { old, new, is_same }),
        }
    }

    /// Takes words that differ letter by letter, if they are the same words with other letters; says whether.
    fn refine(&mut self, old: &str, new: &str) -> bool {
        if old.is_empty() || new.is_empty() || old.len() + new.len() > 8 * LETTERS {
            return false;
        }
        let (before, after): (Vec<_>, Vec<_>) =
            (old.graphemes(true).collect(), new.graphemes(true).collect());
        if before.len() + after.len() > LETTERS {
            return false;
        }
        let input = InternedInput::new(Letters(&before), Letters(&after));
        let diff = Diff::compute(Algorithm::Myers, &input);
        let kept = before.len() - diff.count_removals() as usize;
        if kept * 100 < LEAST_KEPT * before.len().max(after.len()) {
            return false;
        }
        let points = |letters: &[&str]| letters.iter().map(|letter| count(letter)).sum::<u32>();
        let (mut old_at, mut new_at) = (0, 0);
        for hunk in diff.hunks() {
            let (from, to) = (hunk.before.start as usize, hunk.before.end as usize);
            let (new_from, new_to) = (hunk.after.start as usize, hunk.after.end as usize);
            self.push(points(&before[old_at..from]), points(&after[new_at..new_from]), true);
            self.push(points(&before[from..to]), points(&after[new_from..new_to]), false);
            (old_at, new_at) = (to, new_to);
        }
        self.push(points(&before[old_at..]), points(&after[new_at..]), true);
        true
    }
}

fn count(text: &str) -> u32 {
    u32::try_from(if text.is_ascii() { text.len() } else { text.chars().count() }).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Draws what went in brackets and what came in braces.
    fn draw(old: &str, new: &str) -> String {
        let comparison = Comparison::new(old, new);
        let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
        let slice = |text: &[char], range: &Range<u32>| -> String {
            text[range.start as usize..range.end as usize].iter().collect()
        };
        let mut drawing = String::new();
        for piece in comparison.pieces() {
            let (before, after) = (slice(&old, &piece.old), slice(&new, &piece.new));
            if piece.is_same {
                assert_eq!(before, after);
                drawing.push_str(&before);
            } else {
                for (left, text, right) in [('[', before, ']'), ('{', after, '}')] {
                    if !text.is_empty() {
                        drawing.push(left);
                        drawing.push_str(&text);
                        drawing.push(right);
                    }
                }
            }
        }
        drawing
    }

    #[test]
    fn differences_are_drawn() {
        let cases = [
            ("", "", ""),
            ("", "We won.", "{We won.}"),
            ("We won.", "", "[We won.]"),
            ("We won.", "We won.", "We won."),
            ("We won it.", "We lost it.", "We [won]{lost} it."),
            ("The council voted.", "The concil voted.", "The co[u]ncil voted."),
            ("One. Two. Three.", "One. Three.", "One. [Two. ]Three."),
            ("End.\n\nThe last.", "End.\n\nThe new one.\n\nThe last.", "End.\n\n{The new one.\n\n}The last."),
            ("It is so. It is.", "It is so. It is not. It is.", "It is so. {It is not. }It is."),
            (
                "The old bridge will open, wrote the engineer.",
                "The council voted twice, said the reporter.",
                "The [old bridge will open, wrote the engineer]{council voted twice, said the reporter}.",
            ),
        ];
        for (old, new, expected) in cases {
            assert_eq!(draw(old, new), expected, "{old:?} {new:?}");
        }
    }

    #[test]
    fn edges_take_in_what_replaces_words_and_not_what_comes_beside_them() {
        // old, from, to, new, the words now, all kept?
        let cases = [
            ("He won it.", 3, 6, "Then he won it.", Some("won"), true),
            ("He won it.", 3, 6, "He soon won it.", Some("won"), true),
            ("He won it.", 3, 6, "He won back it.", Some("won"), true),
            ("He won it all.", 3, 9, "He won nearly it all.", Some("won nearly it"), false),
            ("He won it.", 3, 6, "He lost it.", Some("lost"), false),
            ("He won it.", 3, 6, "He it.", None, false),
            ("One. Two. Three.", 5, 9, "One. Three.", None, false),
            ("He won it all.", 0, 6, "She won it all.", Some("She won"), false),
        ];
        for (old, from, to, new, expected, is_whole) in cases {
            let mapped = Comparison::new(old, new).map(TextRange::of(from, to).expect("not empty"));
            let text = ArticleText::new(new).0;
            assert_eq!(mapped.map(|mapped| text.slice(mapped.range)), expected, "{old:?} {new:?}");
            assert_eq!(mapped.is_some_and(|mapped| mapped.is_whole), is_whole, "{old:?} {new:?}");
        }
    }

    #[test]
    fn moved_sentences_are_recognised() {
        let (old, _) =
            ArticleText::new("It rained all day long. The council voted again. Nobody came to it.");
        let (new, _) =
            ArticleText::new("The council voted again. Nobody came to it.\n\nIt rained all day long.");
        let moves = Comparison::new(old.as_str(), new.as_str()).moves(&old, &new);
        let drawn: Vec<_> = moves.iter().map(|moved| (old.slice(moved.old), new.slice(moved.new))).collect();
        assert_eq!(drawn, [("It rained all day long.", "It rained all day long.")]);
    }

    proptest! {
        #[test]
        fn untouched_parts_come_back(
            pieces in prop::collection::vec(("[a-e ]{1,12}|[あ-う。]{1,4}|[.“”]|(👩\u{200d}👧|e\u{301})", 0..4_u8, "[a-e ]{0,8}"), 1..20)
        ) {
            let (mut old, mut new) = (String::new(), String::new());
            for (text, fate, other) in &pieces {
                match fate {
                    0 => old.push_str(text),
                    1 => { old.push_str(text); new.push_str(other); }
                    _ => { old.push_str(text); new.push_str(text); }
                }
            }
            let there = Comparison::new(&old, &new);
            let (old, new) = (ArticleText::new(&old).0, ArticleText::new(&new).0);
            let back = there.inverse();
            let (mut at, mut new_at) = (0, 0);
            for piece in there.pieces() {
                prop_assert_eq!((piece.old.start, piece.new.start), (at, new_at));
                (at, new_at) = (piece.old.end, piece.new.end);
                let Some(range) = TextRange::of(piece.old.start, piece.old.end) else { continue };
                if !piece.is_same { continue; }
                // Every untouched stretch arrives as it is, and comes back to where it was.
                for (from, to) in [(0, range.len()), (0, 1), (range.len() - 1, range.len())] {
                    let part = TextRange::of(piece.old.start + from, piece.old.start + to).expect("not empty");
                    let mapped = there.map(part).expect("it is there");
                    prop_assert!(mapped.is_whole);
                    prop_assert_eq!(old.slice(part), new.slice(mapped.range));
                    prop_assert_eq!(back.map(mapped.range).map(|mapped| mapped.range), Some(part));
                }
            }
            prop_assert_eq!((at, new_at), (old.index().code_points().0, new.index().code_points().0));
        }
    }
}
