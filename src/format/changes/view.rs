//! Two texts as HTML: one below the other in one column, or side by side.
//!
//! The HTML is made of escaped text and of the few tags below, so that the page may show it as it is.

use std::fmt::Write as _;
use std::ops::Range;

use crate::anchoring::{Comparison, Fate, Move};
use crate::annotation::Kind;
use crate::format::foreign::escape::markup;
use crate::text::{ArticleText, CodePointOffset, TextRange};

/// An annotation's stretch in one of the texts.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    /// Where.
    pub range: TextRange,
    /// Claim or quote.
    pub kind: Kind,
    /// What became of it.
    pub fate: Fate,
}

/// Two texts, ready to be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// In one column: what went struck out, what came underlined.
    pub inline: String,
    /// In two columns: the old text and the new one.
    pub sides: String,
    /// How many stretches changed.
    pub changes: usize,
    /// How many sentences moved.
    pub moves: usize,
}

/// So many paragraphs without a change are shown around one with a change; the rest is left out.
const AROUND: usize = 1;

/// A stretch of a row.
struct Run {
    old: Range<u32>,
    new: Range<u32>,
    is_same: bool,
}

/// What stands side by side: a paragraph of each text, or several where they were joined, split or replaced.
#[derive(Default)]
struct Row {
    runs: Vec<Run>,
}

impl Row {
    fn is_same(&self) -> bool {
        self.runs.iter().all(|run| run.is_same)
    }

    fn new_range(&self) -> Range<u32> {
        let start = self.runs.first().map_or(0, |run| run.new.start);
        start..self.runs.last().map_or(start, |run| run.new.end)
    }
}

impl View {
    /// Puts two texts together, with the annotations of both.
    pub fn new(
        texts: (&ArticleText, &ArticleText),
        comparison: &Comparison,
        marks: (Vec<Mark>, Vec<Mark>),
    ) -> Self {
        let moves = comparison.moves(texts.0, texts.1);
        let painter = Painter { texts, marks: (covers(marks.0), covers(marks.1)), moves: &moves };
        let rows = rows(texts.0, comparison);
        let near = |number: usize| {
            let range = number.saturating_sub(AROUND)..(number + AROUND + 1).min(rows.len());
            rows[range].iter().any(|row| !row.is_same())
        };
        let mut view = Self {
            changes: comparison.pieces().iter().filter(|piece| !piece.is_same).count(),
            moves: moves.len(),
            ..Self::default()
        };
        let mut skipped = 0;
        let gap = |view: &mut Self, skipped: &mut usize| {
            if *skipped > 0 {
                let paragraphs = if *skipped == 1 { "paragraph" } else { "paragraphs" };
                let line = format!("<p class=\"gap\">{skipped} {paragraphs} without a change</p>");
                view.inline.push_str(&line);
                view.sides.push_str(&line);
                *skipped = 0;
            }
        };
        for (number, row) in rows.iter().enumerate() {
            if !near(number) {
                skipped += 1;
                continue;
            }
            gap(&mut view, &mut skipped);
            let Range { start, end } = row.new_range();
            let place = format!("data-start=\"{start}\" data-end=\"{end}\" dir=\"auto\"");
            let _ = write!(view.inline, "<p {place}>{}</p>", painter.row(row, true, true));
            let (left, right) = (painter.row(row, true, false), painter.row(row, false, true));
            let _ = write!(
                view.sides,
                "<div class=\"pair\"><p dir=\"auto\">{left}</p><p {place}>{right}</p></div>"
            );
        }
        gap(&mut view, &mut skipped);
        view
    }
}

/// Cuts the comparison into rows, wherever both texts have a line end together.
fn rows(old: &ArticleText, comparison: &Comparison) -> Vec<Row> {
    let mut rows = vec![Row::default()];
    let push = |rows: &mut Vec<Row>, run: Run| {
        if let Some(row) = rows.last_mut().filter(|_| !run.old.is_empty() || !run.new.is_empty()) {
            row.runs.push(run);
        }
    };
    for piece in comparison.pieces() {
        if !piece.is_same {
            push(&mut rows, Run { old: piece.old.clone(), new: piece.new.clone(), is_same: false });
            continue;
        }
        let words = old.slice_between(CodePointOffset(piece.old.start), CodePointOffset(piece.old.end));
        let shift = |at: u32| piece.new.start + (at - piece.old.start);
        let mut from = piece.old.start;
        for (number, line) in words.split('\n').enumerate() {
            if number > 0 {
                from += 1;
                if rows.last().is_some_and(|row| !row.runs.is_empty()) {
                    rows.push(Row::default());
                }
            }
            let to = from + u32::try_from(line.chars().count()).unwrap_or(0);
            push(&mut rows, Run { old: from..to, new: shift(from)..shift(to), is_same: true });
            from = to;
        }
    }
    rows.retain(|row| !row.runs.is_empty());
    rows
}

/// Stretches that do not overlap, in order, each with its classes.
type Covers = Vec<(TextRange, String)>;

/// Marks as stretches that do not overlap, each with the classes of all that cover it.
fn covers(marks: Vec<Mark>) -> Covers {
    let mut edges: Vec<u32> =
        marks.iter().flat_map(|mark| [mark.range.start().0, mark.range.end().0]).collect();
    edges.sort_unstable();
    edges.dedup();
    let mut marks = marks;
    marks.sort_by_key(|mark| mark.range.start());
    let mut covers = Vec::new();
    let mut open: Vec<Mark> = Vec::new();
    let mut next = marks.into_iter().peekable();
    for pair in edges.windows(2) {
        open.retain(|mark| mark.range.end().0 > pair[0]);
        while let Some(mark) = next.next_if(|mark| mark.range.start().0 <= pair[0]) {
            open.push(mark);
        }
        let Some(range) = TextRange::of(pair[0], pair[1]).filter(|_| !open.is_empty()) else { continue };
        let mut classes: Vec<&str> = open.iter().map(|mark| mark.kind.name()).collect();
        if open.iter().any(|mark| mark.fate.needs_review()) {
            classes.push("news");
        }
        classes.sort_unstable();
        classes.dedup();
        covers.push((range, classes.join(" ")));
    }
    covers
}

struct Painter<'a> {
    texts: (&'a ArticleText, &'a ArticleText),
    marks: (Covers, Covers),
    moves: &'a [Move],
}

impl Painter<'_> {
    fn row(&self, row: &Row, with_old: bool, with_new: bool) -> String {
        let mut html = String::new();
        for run in &row.runs {
            if run.is_same {
                let (text, marks, range) = if with_new {
                    (self.texts.1, &self.marks.1, &run.new)
                } else {
                    (self.texts.0, &self.marks.0, &run.old)
                };
                paint(&mut html, text, marks, range);
                continue;
            }
            let has_moved = |side: fn(&Move) -> TextRange, range: &Range<u32>| {
                let lies =
                    |moved: &Move| side(moved).start().0 < range.end && range.start < side(moved).end().0;
                if self.moves.iter().any(lies) { " class=\"moved\" title=\"moved\"" } else { "" }
            };
            if with_old && !run.old.is_empty() {
                let _ = write!(html, "<del{}>", has_moved(|moved| moved.old, &run.old));
                paint(&mut html, self.texts.0, &self.marks.0, &run.old);
                html.push_str("</del>");
            }
            if with_new && !run.new.is_empty() {
                let _ = write!(html, "<ins{}>", has_moved(|moved| moved.new, &run.new));
                paint(&mut html, self.texts.1, &self.marks.1, &run.new);
                html.push_str("</ins>");
            }
        }
        html
    }
}

fn paint(html: &mut String, text: &ArticleText, marks: &[(TextRange, String)], range: &Range<u32>) {
    let first = marks.partition_point(|(mark, _)| mark.end().0 <= range.start);
    let mut at = range.start;
    let words = |from: u32, to: u32| {
        markup(text.slice_between(CodePointOffset(from), CodePointOffset(to))).replace('\n', "<br>")
    };
    for (mark, classes) in marks[first..].iter().take_while(|(mark, _)| mark.start().0 < range.end) {
        let (start, end) = (mark.start().0.max(range.start), mark.end().0.min(range.end));
        html.push_str(&words(at, start));
        let _ = write!(html, "<mark class=\"{classes}\">{}</mark>", words(start, end));
        at = end;
    }
    html.push_str(&words(at, range.end));
}
