//! What to paint where: overlapping highlights become flat segments, paragraph by paragraph.
//!
//! Invariant: this room knows no colours and no HTML. The segments of a paragraph, put together, are the
//! paragraph's text; the renderer never sees an overlap.

use crate::annotation::{AnnotationSet, Kind};
use crate::identity::AnnotationId;
use crate::text::{ArticleText, Paragraph, TextRange};

/// The stretch of one annotation that lies in one paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Highlight {
    /// Whose it is.
    pub id: AnnotationId,
    /// Claim or quote.
    pub kind: Kind,
    /// Where it lies, in code points of the article, within the paragraph.
    pub range: TextRange,
    /// Whether it is the annotation that the person is at.
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
    /// The kinds that cover it, each once, in their own order.
    pub fn kinds(&self) -> Vec<Kind> {
        let mut kinds: Vec<_> = self.highlights.iter().map(|highlight| highlight.kind).collect();
        kinds.sort();
        kinds.dedup();
        kinds
    }
}

/// The highlights of every paragraph, in the order of the text's paragraphs.
pub fn highlights(
    text: &ArticleText,
    annotations: &AnnotationSet,
    current: Option<AnnotationId>,
) -> Vec<Vec<Highlight>> {
    let mut painted = vec![Vec::new(); text.paragraphs().len()];
    for annotation in annotations.iter() {
        for part in annotation.parts.iter() {
            for paragraph in text.paragraphs_in(part) {
                if let Some(range) = part.intersection(paragraph.range) {
                    painted[paragraph.number].push(Highlight {
                        id: annotation.id,
                        kind: annotation.kind,
                        range,
                        is_current: current == Some(annotation.id),
                    });
                }
            }
        }
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
                Some(Highlight { id, kind: kind?, range: range?, is_current: false })
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
        let cases: [(&str, &[(u32, u32)], &str); 8] = [
            ("plain", &[], "plain()"),
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
}
