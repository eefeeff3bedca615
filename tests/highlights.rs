//! Highlights are painted where the annotations are: flat pieces that together are the paragraph, each
//! covered by exactly the annotations that cover every one of its characters.

mod common;

use std::rc::Rc;

use ascribe::annotation::{Document, Kind};
use ascribe::highlight::{Highlight, Whose, highlights, segments};
use ascribe::identity::AnnotationId;
use ascribe::text::{ArticleText, Paragraph, TextRange};
use common::{cases, document, kind};
use proptest::collection::vec;
use proptest::prelude::*;

/// Compares the segments of a paragraph with asking every code point by itself what covers it.
fn check_segments(paragraph: &Paragraph, highlights: &[Highlight]) -> Result<(), TestCaseError> {
    let segments = segments(paragraph, highlights);
    let together: String = segments.iter().map(|segment| segment.text).collect();
    prop_assert_eq!(&together, &paragraph.text);

    let mut next = paragraph.range.start();
    for segment in &segments {
        prop_assert_eq!(segment.range.start(), next, "a gap or an overlap before {:?}", segment.range);
        prop_assert_eq!(segment.text.chars().count(), segment.range.len() as usize, "{:?}", segment.range);
        prop_assert!(!segment.text.is_empty(), "an empty segment at {:?}", segment.range);
        next = segment.range.end();
        for at in segment.range.start().0..segment.range.end().0 {
            let here = TextRange::of(at, at + 1).expect("one code point");
            let covering: Vec<_> =
                highlights.iter().filter(|highlight| highlight.range.contains(here)).collect();
            prop_assert_eq!(&segment.highlights, &covering, "at code point {}", at);
        }
        let mut kinds: Vec<_> = Kind::ALL.into_iter().collect();
        kinds.retain(|kind| segment.highlights.iter().any(|highlight| highlight.kind == *kind));
        prop_assert_eq!(segment.kinds(), kinds, "the kinds of {:?}", segment.range);
    }
    prop_assert_eq!(next, paragraph.range.end());

    // No cut without a reason: where two segments meet, a highlight begins or ends.
    for pair in segments.windows(2) {
        let cut = pair[0].range.end();
        let is_edge = |highlight: &Highlight| highlight.range.start() == cut || highlight.range.end() == cut;
        prop_assert!(highlights.iter().any(is_edge), "nothing begins or ends at the cut {}", cut);
    }
    Ok(())
}

/// What `highlights` promises, found by asking every part about every code point of every paragraph.
fn expected_highlights(
    text: &ArticleText,
    Document { annotations, sources, .. }: &Document,
    current: Option<AnnotationId>,
) -> Vec<Vec<Highlight>> {
    let in_paragraph = |paragraph: &Rc<Paragraph>| {
        let mut found = Vec::new();
        for annotation in annotations.iter() {
            for part in annotation.parts.iter() {
                let inside = |at: &u32| part.start().0 <= *at && *at < part.end().0;
                let mut covered = (paragraph.range.start().0..paragraph.range.end().0).filter(inside);
                let Some(first) = covered.next() else { continue };
                let last = covered.next_back().unwrap_or(first);
                found.push(Highlight {
                    whose: Whose::Annotation(annotation.id),
                    kind: annotation.kind,
                    speaker: annotation
                        .attribution
                        .source
                        .and_then(|id| sources.get(id))
                        .cloned()
                        .map(Into::into),
                    range: TextRange::of(first, last + 1).expect("holds at least its first code point"),
                    is_current: Some(annotation.id) == current,
                });
            }
        }
        found
    };
    text.paragraphs().iter().map(in_paragraph).collect()
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn annotations_are_painted_where_they_are(document in document(), current in any::<prop::sample::Index>()) {
        let text = &document.article.text;
        let ids: Vec<_> = document.annotations.iter().map(|annotation| annotation.id).collect();
        let current = (!ids.is_empty()).then(|| *current.get(&ids));
        let painted = highlights(text, &document.annotations, &document.sources, current, &[], None);
        prop_assert_eq!(&painted, &expected_highlights(text, &document, current));
        for (paragraph, highlights) in text.paragraphs().iter().zip(&painted) {
            check_segments(paragraph, highlights)?;
        }
    }

    #[test]
    fn any_highlights_become_flat_segments(
        document in document(),
        drawn in vec((kind(), 0..60_u32, 1..60_u32), 0..12),
    ) {
        // Repeats, highlights of one place, and highlights that reach out of the paragraph or lie outside it.
        let highlights: Vec<_> = (0..)
            .zip(drawn)
            .map(|(number, (kind, start, length))| Highlight {
                whose: Whose::Annotation(AnnotationId::from_random([number; 16])),
                kind,
                speaker: None,
                range: TextRange::of(start, start + length).expect("at least one code point"),
                is_current: number == 0,
            })
            .collect();
        for paragraph in document.article.text.paragraphs().iter().take(3) {
            check_segments(paragraph, &highlights)?;
        }
    }
}
