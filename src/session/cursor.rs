//! What there is to hear when the text cursor has moved. Where it goes is the text's matter ([`step`](crate::text::step)).

use std::rc::Rc;

use crate::annotation::{Annotation, AnnotationSet};
use crate::text::{ArticleText, CodePointOffset, Direction, TextRange};

/// How much the text cursor says of itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Verbosity {
    /// Nothing.
    Quiet,
    /// The words that it passes, takes and lets go.
    Words,
    /// Also the edges of annotations that it passes, and all that is selected.
    #[default]
    Full,
}

/// The two ends of a selection; of an empty one, both are where the cursor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ends {
    /// The end that stays when the selection is extended.
    pub anchor: CodePointOffset,
    /// The end that moves: where the cursor is.
    pub head: CodePointOffset,
}

impl Ends {
    /// The cursor at a place, with nothing selected.
    pub fn at(place: CodePointOffset) -> Self {
        Self { anchor: place, head: place }
    }

    /// What is selected.
    pub fn range(self) -> Option<TextRange> {
        TextRange::new(self.anchor.min(self.head), self.anchor.max(self.head))
    }

    /// The same selection with its other end as the one that moves.
    pub fn swapped(self) -> Self {
        Self { anchor: self.head, head: self.anchor }
    }
}

/// What happened to the words that the cursor passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passed {
    /// Nothing is selected: it only went over them.
    Over,
    /// They are selected now.
    Taken,
    /// They are no longer selected.
    LetGo,
}

/// How the place of the cursor has changed towards an annotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Crossing {
    /// It went in through the start.
    Begins,
    /// It went out through the end.
    Ends,
    /// It went in backwards, through the end.
    Into,
    /// It went out backwards, through the start.
    OutOf,
    /// All of the annotation, or the last part of it, was passed in one step.
    Past,
}

/// What there is to hear of one step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// The words that the end passed, white space left out where there are any; nothing where the article ends.
    pub passed: Option<(TextRange, Passed)>,
    /// Which way it went.
    pub direction: Direction,
    /// All that is selected now.
    pub selected: Option<TextRange>,
    /// The annotations whose edges were passed, in the order of the text.
    pub crossed: Vec<(Rc<Annotation>, Crossing)>,
}

/// What there is to hear of a step of one end, from one place to another, that left these ends.
pub fn heard(
    text: &ArticleText,
    annotations: &AnnotationSet,
    (from, to): (CodePointOffset, CodePointOffset),
    direction: Direction,
    now: Ends,
) -> Heard {
    let selected = now.range();
    let passed = TextRange::new(from.min(to), from.max(to));
    let crossed = passed.map(|range| crossed(text, annotations, range, (from, to), direction));
    Heard {
        passed: passed.map(|range| {
            let how = match selected {
                Some(selected) if selected.contains(range) => Passed::Taken,
                Some(_) => Passed::LetGo,
                None => Passed::Over,
            };
            (text.tidy(range).unwrap_or(range), how)
        }),
        direction,
        selected,
        crossed: crossed.unwrap_or_default(),
    }
}

fn crossed(
    text: &ArticleText,
    annotations: &AnnotationSet,
    passed: TextRange,
    (from, to): (CodePointOffset, CodePointOffset),
    direction: Direction,
) -> Vec<(Rc<Annotation>, Crossing)> {
    // Who goes forward to the first letter of a mark is in it, and has passed none of its letters.
    let end = CodePointOffset(passed.end().0 + 1).min(text.index().code_points());
    let near = TextRange::new(passed.start(), end).unwrap_or(passed);
    let is_in = |annotation: &Annotation, place: CodePointOffset| {
        annotation.parts.iter().any(|part| part.start() <= place && place < part.end())
    };
    let is_back = direction == Direction::Backward;
    let crossing = |annotation: &Rc<Annotation>| {
        let crossing = match (is_in(annotation, from), is_in(annotation, to)) {
            (false, true) if is_back => Crossing::Into,
            (false, true) => Crossing::Begins,
            (true, false) if is_back => Crossing::OutOf,
            (true, false) => Crossing::Ends,
            (false, false) if annotation.parts.overlap(passed) => Crossing::Past,
            (true, true) | (false, false) => return None,
        };
        Some((annotation.clone(), crossing))
    };
    annotations.touching(near).filter_map(crossing).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Kind, Parts};
    use crate::identity::{AnnotationId, Timestamp};
    use crate::text::{Unit, step};

    const TEXT: &str = "Head\n\nHe said “We won, all of us” and left. No.";

    fn annotation(text: &ArticleText, number: u8, kind: Kind, words: &str) -> Rc<Annotation> {
        let bytes = text.as_str().find(words).expect("the words are there");
        let start = u32::try_from(text.as_str()[..bytes].chars().count()).expect("short");
        let end = start + u32::try_from(words.chars().count()).expect("short");
        let parts = Parts::new([TextRange::of(start, end).expect("words")]).expect("a part");
        Rc::new(Annotation::new(
            AnnotationId::from_random([number; 16]),
            kind,
            parts,
            Timestamp::from_millis(0),
        ))
    }

    /// A walk drawn as lines: each step, the words it passed, and the marks it crossed.
    fn walk(start: &str, steps: &[(&str, Unit, Direction)]) -> Vec<String> {
        let (text, _) = ArticleText::new(TEXT);
        let set: AnnotationSet = [
            annotation(&text, 1, Kind::Quote, "“We won, all of us”"),
            annotation(&text, 2, Kind::Claim, "We won"),
        ]
        .into_iter()
        .collect();
        let at = text.as_str().find(start).expect("the words are there");
        let at = CodePointOffset(u32::try_from(text.as_str()[..at].chars().count()).expect("short"));
        let mut ends = Ends::at(at);
        let mut drawn = Vec::new();
        for (which, unit, direction) in steps {
            let from = if *which == "anchor" { ends.anchor } else { ends.head };
            let to = step(&text, from, *unit, *direction);
            ends = match *which {
                "anchor" => Ends { anchor: to, ..ends },
                "head" => Ends { head: to, ..ends },
                _ => Ends::at(to),
            };
            let heard = heard(&text, &set, (from, to), *direction, ends);
            let words = heard.passed.map_or("—".to_owned(), |(range, how)| {
                format!("{}|{how:?}", text.slice(range).replace('\n', "¶"))
            });
            let crossed: String = heard
                .crossed
                .iter()
                .map(|(annotation, how)| format!(" {} {how:?}", annotation.kind.name()))
                .collect();
            let selected = heard.selected.map_or(String::new(), |range| format!(" [{}]", text.slice(range)));
            drawn.push(format!("{words}{crossed}{selected}"));
        }
        drawn
    }

    #[test]
    fn words_and_marks_on_the_way() {
        use Direction::{Backward, Forward};
        use Unit::{Character, Sentence, Word};
        let go = |unit, direction| ("", unit, direction);
        assert_eq!(
            walk("said", &[go(Word, Forward), go(Word, Forward), go(Character, Forward), go(Word, Forward)]),
            ["said|Over", "“We|Over quote Begins claim Begins", " |Over", "won|Over claim Ends"]
        );
        assert_eq!(
            walk("won", &[go(Character, Backward), go(Word, Backward), go(Character, Backward)]),
            [" |Over", "We|Over", "“|Over claim OutOf"]
        );
        assert_eq!(
            walk("said", &[go(Sentence, Forward), go(Sentence, Backward)]),
            [
                "said “We won, all of us” and left.|Over quote Past claim Past",
                "He said “We won, all of us” and left.|Over quote Past claim Past"
            ]
        );
        assert_eq!(walk("and", &[go(Word, Backward)]), ["us”|Over quote Into"]);
        assert_eq!(walk("Head", &[go(Word, Backward)]), ["—"]);
    }

    #[test]
    fn what_is_taken_and_let_go_at_either_end() {
        use Direction::{Backward, Forward};
        use Unit::Word;
        assert_eq!(
            walk(
                "and left",
                &[
                    ("head", Word, Forward),
                    ("head", Word, Forward),
                    ("anchor", Word, Backward),
                    ("anchor", Word, Forward),
                    ("head", Word, Backward)
                ]
            ),
            [
                "and|Taken [and]",
                "left|Taken [and left]",
                "us”|Taken quote Into [us” and left]",
                "us|LetGo [” and left]",
                "left|LetGo [” and ]"
            ]
        );
    }

    #[test]
    fn ends() {
        let ends = Ends { anchor: CodePointOffset(7), head: CodePointOffset(3) };
        assert_eq!(ends.range(), TextRange::of(3, 7));
        assert_eq!(ends.swapped().range(), ends.range());
        assert_eq!(ends.swapped().swapped(), ends);
        assert_eq!(Ends::at(CodePointOffset(3)).range(), None);
    }
}
