//! What to paint where: overlapping highlights become flat segments, paragraph by paragraph.
//!
//! Invariant: this room knows no colours and no HTML. The segments of a paragraph, put together, are the
//! paragraph's text; the renderer never sees an overlap.

use std::collections::HashMap;
use std::rc::Rc;

use crate::annotation::{AnnotationSet, Kind, Parts, Source, SourceSet};
use crate::detection::Suggestion;
use crate::identity::AnnotationId;
use crate::text::{ArticleText, Paragraph, TextRange};

/// What a highlight stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// An annotation.
    Annotation(AnnotationId),
    /// A suggestion, by its passage.
    Suggestion(TextRange),
}

/// Whose words a highlight is, by name: what else is known of the source makes no difference here.
#[derive(Clone, Debug)]
pub struct Speaker(Rc<Source>);

impl Speaker {
    /// The name that the source is listed under.
    pub fn name(&self) -> &str {
        &self.0.name
    }
}

impl From<Rc<Source>> for Speaker {
    fn from(source: Rc<Source>) -> Self {
        Self(source)
    }
}

impl PartialEq for Speaker {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0) || self.name() == other.name()
    }
}

impl Eq for Speaker {}

/// The stretch of one annotation or suggestion that lies in one paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Highlight {
    /// Whose it is.
    pub whose: Whose,
    /// Claim or quote.
    pub kind: Kind,
    /// Whose words it is; `None` for a suggestion, and where nobody has said so.
    pub speaker: Option<Speaker>,
    /// Where it lies, in code points of the article, within the paragraph.
    pub range: TextRange,
    /// Whether it is the one that the person is at.
    pub is_current: bool,
}

/// A stretch of a paragraph that the same highlights cover from end to end.
#[derive(Debug, PartialEq, Eq)]
pub struct Segment<'a> {
    /// Its text, never empty.
    pub text: &'a str,
    /// Its place in code points of the article.
    pub range: TextRange,
    /// What covers it, in the order of the paragraph's highlights. Empty for plain text.
    pub highlights: Vec<&'a Highlight>,
}

impl Segment<'_> {
    /// The kinds of the annotations that cover it, each once, in their own order.
    pub fn kinds(&self) -> Vec<Kind> {
        let annotations = self.annotations().map(|(_, kind)| kind);
        let mut kinds: Vec<_> = annotations.collect();
        kinds.sort();
        kinds.dedup();
        kinds
    }

    /// The annotations that cover it, in the order of the paragraph's highlights.
    pub fn annotations(&self) -> impl Iterator<Item = (AnnotationId, Kind)> {
        self.highlights.iter().filter_map(|highlight| match highlight.whose {
            Whose::Annotation(id) => Some((id, highlight.kind)),
            Whose::Suggestion(_) => None,
        })
    }

    /// The innermost suggestion that covers it.
    pub fn suggestion(&self) -> Option<TextRange> {
        let suggestions = self.highlights.iter().filter_map(|highlight| match highlight.whose {
            Whose::Annotation(_) => None,
            Whose::Suggestion(passage) => Some(passage),
        });
        suggestions.min_by_key(|passage| passage.len())
    }
}

/// The highlights of every paragraph, in the order of the text's paragraphs. Of annotations and suggestions each, the
/// one that the person is at is marked; of a suggestion that is its passage and the words that it has by now.
pub fn highlights(
    text: &ArticleText,
    annotations: &AnnotationSet,
    sources: &SourceSet,
    current: Option<AnnotationId>,
    suggestions: &[Rc<Suggestion>],
    suggestion: Option<(TextRange, &Parts)>,
) -> Vec<Vec<Highlight>> {
    let mut painted = vec![Vec::new(); text.paragraphs().len()];
    let sources: HashMap<_, _> = sources.iter().map(|source| (source.id, source)).collect();
    let mut paint = |whose: Whose, kind: Kind, speaker: Option<&Rc<Source>>, parts: &Parts, is_current| {
        for part in parts.iter() {
            for paragraph in text.paragraphs_in(part) {
                if let Some(range) = part.intersection(paragraph.range) {
                    painted[paragraph.number].push(Highlight {
                        whose,
                        kind,
                        speaker: speaker.cloned().map(Speaker),
                        range,
                        is_current,
                    });
                }
            }
        }
    };
    for annotation in annotations.iter() {
        let is_current = current == Some(annotation.id);
        let speaker = annotation.attribution.source.and_then(|id| sources.get(&id).copied());
        let whose = Whose::Annotation(annotation.id);
        paint(whose, annotation.kind, speaker, &annotation.parts, is_current);
    }
    for open in suggestions {
        let passage = open.passage();
        let words = suggestion.filter(|(at, _)| *at == passage).map(|(_, words)| words);
        paint(Whose::Suggestion(passage), open.kind, None, words.unwrap_or(&open.parts), words.is_some());
    }
    painted
}

/// Cuts a paragraph at every edge of its highlights.
///
/// ```text
/// text        The council voted on Tuesday.
/// highlights      [-----------]
///                         [----------]
/// segments    |   |       |   |      |    |
/// ```
///
/// Highlights that reach out of the paragraph count as far as they lie in it.
pub fn segments<'a>(paragraph: &'a Paragraph, highlights: &'a [Highlight]) -> Vec<Segment<'a>> {
    let whole = paragraph.range;
    let mut edges = vec![whole.start(), whole.end()];
    for range in highlights.iter().filter_map(|highlight| highlight.range.intersection(whole)) {
        edges.extend([range.start(), range.end()]);
    }
    edges.sort_unstable();
    edges.dedup();

    let mut rest = paragraph.text.as_str();
    edges
        .windows(2)
        .filter_map(|edge| {
            let range = TextRange::new(edge[0], edge[1])?;
            let cut = rest.char_indices().nth(range.len() as usize).map_or(rest.len(), |(byte, _)| byte);
            let (text, tail) = rest.split_at(cut);
            rest = tail;
            let covering = highlights.iter().filter(|highlight| highlight.range.overlaps(range)).collect();
            Some(Segment { text, range, highlights: covering })
        })
        .collect()
}

/// A mark on the overview strip beside the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OverviewMark {
    /// Claim or quote.
    pub kind: Kind,
    /// Where it stands, in steps from the start of the article.
    pub step: u32,
    /// Whether the annotation that the person is at is among those it stands for.
    pub is_current: bool,
}

/// Where on a strip of so many steps the annotations lie: one mark for each kind and step, however many
/// annotations share it, so that the strip costs the same for ten annotations and for ten thousand.
pub fn overview(
    text: &ArticleText,
    annotations: &AnnotationSet,
    current: Option<AnnotationId>,
    steps: u32,
) -> Vec<OverviewMark> {
    let length = u64::from(text.index().code_points().0.max(1));
    let mut marks: Vec<OverviewMark> = Vec::new();
    for annotation in annotations.iter() {
        let start = u64::from(annotation.parts.extent().start().0);
        let step = u32::try_from(start * u64::from(steps) / length).unwrap_or(steps);
        let is_current = current == Some(annotation.id);
        // Annotations come in order, so a mark to share is among the last ones.
        let shared = marks
            .iter_mut()
            .rev()
            .take_while(|mark| mark.step == step)
            .find(|mark| mark.kind == annotation.kind);
        match shared {
            Some(mark) => mark.is_current |= is_current,
            None => marks.push(OverviewMark { kind: annotation.kind, step, is_current }),
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation;

    /// Draws segments: each in brackets, with the initials of what covers it.
    fn draw(source: &str, extra: &[(u32, u32)]) -> String {
        let marked = notation::parse(source).expect(source);
        let (text, _) = ArticleText::new(&marked.text);
        let drawn = marked.ranges.iter().map(|(label, range)| (Kind::from_name(label), Some(*range)));
        let crossing = extra.iter().map(|(start, end)| (Some(Kind::Quote), TextRange::of(*start, *end)));
        let highlights: Vec<_> = (0..)
            .zip(drawn.chain(crossing))
            .filter_map(|(number, (kind, range))| {
                let id = AnnotationId::from_random([number; 16]);
                Some(Highlight {
                    whose: Whose::Annotation(id),
                    kind: kind?,
                    speaker: None,
                    range: range?,
                    is_current: false,
                })
            })
            .collect();
        segments(&text.paragraphs()[0], &highlights)
            .iter()
            .map(|segment| {
                let initials: String = segment.highlights.iter().map(|h| &h.kind.name()[..1]).collect();
                format!("{}({initials})", segment.text)
            })
            .collect()
    }

    #[test]
    fn overlaps_become_flat_segments() {
        let cases = [
            ("plain", [].as_slice(), "plain()"),
            ("[claim:whole]", &[], "whole(c)"),
            ("a [claim:b] c", &[], "a ()b(c) c()"),
            ("[claim:a [quote:b] c]", &[], "a (c)b(cq) c(c)"),
            ("[claim:abcd]ef", &[(2, 6)], "ab(c)cd(cq)ef(q)"),
            ("[claim:ab][quote:cd]", &[], "ab(c)cd(q)"),
            ("[claim:[quote:same]]", &[(0, 4)], "same(cqq)"),
            ("[claim:👍é]東", &[(1, 9)], "👍(c)é(cq)東(q)"),
        ];
        for (source, extra, expected) in cases {
            assert_eq!(draw(source, extra), expected, "{source} {extra:?}");
        }
    }

    #[test]
    fn the_overview_has_one_mark_for_each_kind_and_step() {
        let text = ArticleText::new(&"x".repeat(100)).0;
        let place = [(1, Kind::Claim, 0), (2, Kind::Claim, 1), (3, Kind::Quote, 2), (4, Kind::Claim, 99)];
        let annotations: AnnotationSet = place
            .into_iter()
            .filter_map(|(id, kind, start)| {
                let id = AnnotationId::from_random([id; 16]);
                let range = TextRange::of(start, start + 1)?;
                Some(std::rc::Rc::new(crate::annotation::Annotation::new(
                    id,
                    kind,
                    range.into(),
                    Default::default(),
                )))
            })
            .collect();
        let current = Some(AnnotationId::from_random([2; 16]));
        let drawn: Vec<_> = overview(&text, &annotations, current, 10)
            .iter()
            .map(|mark| {
                format!("{} {}{}", mark.kind.name(), mark.step, if mark.is_current { " current" } else { "" })
            })
            .collect();
        assert_eq!(drawn, ["claim 0 current", "quote 0", "claim 9"]);
    }
}
