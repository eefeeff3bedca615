//! What an annotation covers: moving an edge, parts, splitting one annotation in two, joining several.
//!
//! The id, the fields and the links survive everything that happens here.

use crate::annotation::{Annotation, Parts, Relation};
use crate::identity::AnnotationId;
use crate::text::{ArticleText, CodePointOffset, Direction, TextRange, Unit, step};

/// One of the two ends of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edge {
    /// Where it starts.
    Start,
    /// Where it ends.
    End,
}

/// Where an edge of a part arrives when it is moved by keys: as far as the text cursor would go, but never past
/// the part's other edge and never into another part.
pub fn edge_after(
    text: &ArticleText,
    parts: &Parts,
    part: usize,
    edge: Edge,
    unit: Unit,
    direction: Direction,
) -> Option<CodePointOffset> {
    let range = parts.as_slice().get(part)?;
    let from = match edge {
        Edge::Start => range.start(),
        Edge::End => range.end(),
    };
    let to = step(text, from, unit, direction);
    let moved = with_edge(text, parts, part, edge, to)?;
    let range = moved.as_slice().get(part)?;
    Some(match edge {
        Edge::Start => range.start(),
        Edge::End => range.end(),
    })
}

/// The parts with one edge moved to where it is wanted, as near as it can go: it cuts no grapheme cluster, does
/// not pass the part's other edge and does not enter another part. `None` if there is no such part or nowhere to
/// go.
pub(super) fn with_edge(
    text: &ArticleText,
    parts: &Parts,
    part: usize,
    edge: Edge,
    to: CodePointOffset,
) -> Option<Parts> {
    let all = parts.as_slice();
    let range = *all.get(part)?;
    let lowest =
        part.checked_sub(1).and_then(|before| all.get(before)).map_or(CodePointOffset(0), |r| r.end());
    let highest = all.get(part + 1).map_or(text.index().code_points(), |after| after.start());
    let to = to.clamp(lowest, highest);
    let wanted = match edge {
        Edge::Start => TextRange::new(to, range.end())?,
        Edge::End => TextRange::new(range.start(), to)?,
    };
    // White space at a moved edge means nothing; a part of white space would mean nothing at all.
    let wanted = text.tidy(wanted)?;
    let moved = all.iter().enumerate().map(|(at, range)| if at == part { wanted } else { *range });
    Parts::new(moved)
}

/// The parts with one more; where it overlaps others, they become one.
pub(super) fn with_part(parts: &Parts, more: TextRange) -> Option<Parts> {
    let (touched, mut rest): (Vec<_>, Vec<_>) = parts.iter().partition(|part| part.overlaps(more));
    let start = touched.iter().map(|part| part.start()).chain([more.start()]).min()?;
    let end = touched.iter().map(|part| part.end()).chain([more.end()]).max()?;
    rest.push(TextRange::new(start, end)?);
    Parts::new(rest)
}

/// The parts without one of several.
pub(super) fn without_part(parts: &Parts, part: usize) -> Option<Parts> {
    parts.as_slice().get(part)?;
    Parts::new(parts.iter().enumerate().filter(|(at, _)| *at != part).map(|(_, range)| range))
}

/// Cuts parts in two at a place: a part that contains it is cut there, white space at the cut left out. `None`
/// if all of it lies on one side, or if the place lies inside a grapheme cluster that both sides would have.
pub(super) fn cut(text: &ArticleText, parts: &Parts, place: CodePointOffset) -> Option<(Parts, Parts)> {
    let side = |start: CodePointOffset, end: CodePointOffset| {
        let whole = TextRange::new(start, end)?;
        Parts::new(parts.iter().filter_map(|part| text.tidy(part.intersection(whole)?)))
    };
    let (before, after) = (side(CodePointOffset(0), place)?, side(place, text.index().code_points())?);
    let is_cut = before.iter().all(|part| !after.overlap(part));
    is_cut.then_some((before, after))
}

/// Where an annotation is cut in two if nobody says where: in the first gap between its parts.
pub fn natural_cut(parts: &Parts) -> Option<CodePointOffset> {
    parts.as_slice().get(1).map(|second| second.start())
}

/// One annotation out of two: the words of both; of the fields those of the first, and where it has none those
/// of the second; the labels and links of both.
pub(super) fn joined(first: &Annotation, second: &Annotation) -> Option<Annotation> {
    let mut joined = first.clone();
    for part in second.parts.iter() {
        joined.parts = with_part(&joined.parts, part)?;
    }
    if joined.attribution.is_empty() {
        joined.attribution = second.attribution.clone();
    }
    joined.quote_type = joined.quote_type.or(second.quote_type);
    let (claim, other) = (&mut joined.claim, &second.claim);
    claim.claim_type = claim.claim_type.or(other.claim_type);
    claim.check_worthiness = claim.check_worthiness.or(other.check_worthiness);
    for (own, other) in [
        (&mut claim.wording, &other.wording),
        (&mut claim.verdict, &other.verdict),
        (&mut claim.date, &other.date),
        (&mut claim.place, &other.place),
        (&mut claim.context, &other.context),
    ] {
        if own.is_empty() {
            own.clone_from(other);
        }
    }
    let evidence = other.evidence.iter().filter(|piece| !claim.evidence.contains(piece)).cloned();
    claim.evidence.extend(evidence.collect::<Vec<_>>());
    joined.labels = crate::annotation::clean_labels(first.labels.iter().chain(&second.labels));
    if !second.note.is_empty() && second.note != first.note {
        let gap = if joined.note.is_empty() { "" } else { "\n" };
        joined.note = format!("{}{gap}{}", joined.note, second.note);
    }
    let links = second.relations.iter().filter(|link| !joined.relations.contains(link)).copied();
    joined.relations.extend(links.collect::<Vec<_>>());
    joined.relations.retain(|link| ![first.id, second.id].contains(&link.to));
    Some(joined)
}

/// Links with every end at one annotation moved to another one; what would then link `holder` to itself, or say
/// the same twice, is left out.
pub(super) fn redirected(
    relations: &[Relation],
    holder: AnnotationId,
    from: AnnotationId,
    to: Option<AnnotationId>,
) -> Vec<Relation> {
    let mut kept: Vec<Relation> = Vec::new();
    for link in relations {
        let end = if link.to == from { to } else { Some(link.to) };
        if let Some(end) = end.filter(|end| *end != holder)
            && !kept.contains(&Relation { kind: link.kind, to: end })
        {
            kept.push(Relation { kind: link.kind, to: end });
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation;

    fn sketch(source: &str) -> (ArticleText, Parts) {
        let marked = notation::parse(source).expect(source);
        let text = ArticleText::new(&marked.text).0;
        (text, Parts::new(marked.ranges_of("p")).expect("parts"))
    }

    fn draw(text: &ArticleText, parts: &Parts) -> String {
        parts.iter().map(|part| format!("[{}]", text.slice(part))).collect()
    }

    #[test]
    fn edges_move_by_keys() {
        use Direction::{Backward, Forward};
        use Edge::{End, Start};
        use Unit::{Character, Sentence, Word};
        let cases = [
            ("We [p:won] by three.", 0, End, Word, Forward, Some("[won by]")),
            ("We [p:won] by three.", 0, Start, Word, Backward, Some("[We won]")),
            ("We [p:won] by three.", 0, Start, Character, Forward, Some("[on]")),
            ("We [p:won by] three.", 0, End, Word, Backward, Some("[won]")),
            ("We [p:won] by three. So?", 0, End, Sentence, Forward, Some("[won by three.]")),
            ("a[p:b] c", 0, End, Character, Backward, None),
            (
                "[p:We won], she said, [p:by] three.",
                0,
                End,
                Sentence,
                Forward,
                Some("[We won, she said,][by]"),
            ),
            ("[p:We won], [p:by] three.", 1, Start, Word, Backward, Some("[We won][, by]")),
            ("x[p:a]e\u{301}y", 0, End, Character, Forward, Some("[ae\u{301}]")),
            ("[p:a]", 1, End, Character, Forward, None),
        ];
        for (source, part, edge, unit, direction, expected) in cases {
            let (text, parts) = sketch(source);
            let to = edge_after(&text, &parts, part, edge, unit, direction);
            let moved = to.and_then(|to| with_edge(&text, &parts, part, edge, to));
            let moved = moved.map(|parts| draw(&text, &parts));
            assert_eq!(moved.as_deref(), expected, "{source} {part} {edge:?} {unit:?} {direction:?}");
        }
    }

    #[test]
    fn parts_come_and_go() {
        let (text, parts) = sketch("[p:We won], she said, [p:by three] votes.");
        let cases = [((8, 11), "[We won][she][by three]"), ((4, 11), "[We won, she][by three]")];
        for ((start, end), expected) in cases {
            let more = TextRange::of(start, end).expect("not empty");
            assert_eq!(with_part(&parts, more).map(|parts| draw(&text, &parts)).as_deref(), Some(expected));
        }
        assert_eq!(without_part(&parts, 0).map(|parts| draw(&text, &parts)).as_deref(), Some("[by three]"));
        assert_eq!(without_part(&parts, 2), None);
        let one = without_part(&parts, 0).expect("one is left");
        assert_eq!(without_part(&one, 0), None, "an annotation keeps some words");
    }

    #[test]
    fn an_annotation_is_cut_in_two() {
        let (text, parts) = sketch("[p:We won], she said, [p:by three] votes.");
        let cases = [
            (0, None),
            (2, Some(("[We]", "[won][by three]"))),
            (12, Some(("[We won]", "[by three]"))),
            (99, None),
        ];
        for (place, expected) in cases {
            let halves = cut(&text, &parts, CodePointOffset(place));
            let halves = halves.map(|(a, b)| (draw(&text, &a), draw(&text, &b)));
            let expected = expected.map(|(a, b): (&str, &str)| (a.to_owned(), b.to_owned()));
            assert_eq!(halves, expected, "{place}");
        }
        assert_eq!(natural_cut(&parts), Some(CodePointOffset(18)));

        // A place inside a letter cuts nothing: both halves would have the letter.
        let (text, parts) = sketch("[p:ae\u{301}o]");
        for (place, expected) in
            [(1, Some(("[a]", "[e\u{301}o]"))), (2, None), (3, Some(("[ae\u{301}]", "[o]")))]
        {
            let halves = cut(&text, &parts, CodePointOffset(place));
            let halves = halves.map(|(a, b)| (draw(&text, &a), draw(&text, &b)));
            let expected = expected.map(|(a, b): (&str, &str)| (a.to_owned(), b.to_owned()));
            assert_eq!(halves, expected, "{place}");
        }
    }
}
