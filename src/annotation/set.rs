//! All annotations of one article, in the order of the text.

use std::rc::Rc;

use super::{Annotation, Kind};
use crate::identity::AnnotationId;
use crate::text::TextRange;

/// Annotations in the order of the text ([`Annotation::order`]), each id once.
///
/// Sharing is by `Rc`: a copy of the set copies pointers, and an annotation that did not change is the very
/// same value before and after, which is how rendering and saving see at once what changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnnotationSet(Vec<Rc<Annotation>>);

impl AnnotationSet {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each annotation, in the order of the text.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Rc<Annotation>> + ExactSizeIterator {
        self.0.iter()
    }

    /// All of them, in the order of the text.
    pub fn as_slice(&self) -> &[Rc<Annotation>] {
        &self.0
    }

    /// The annotation with this id.
    pub fn get(&self, id: AnnotationId) -> Option<&Rc<Annotation>> {
        self.0.iter().find(|annotation| annotation.id == id)
    }

    /// Puts an annotation in its place; one with the same id is replaced and given back.
    pub fn put(&mut self, annotation: Rc<Annotation>) -> Option<Rc<Annotation>> {
        let previous = self.remove(annotation.id);
        let order = annotation.order();
        let place = self.0.partition_point(|other| other.order() < order);
        self.0.insert(place, annotation);
        previous
    }

    /// Takes an annotation out and gives it back; `None` if there is none with this id.
    pub fn remove(&mut self, id: AnnotationId) -> Option<Rc<Annotation>> {
        let place = self.0.iter().position(|annotation| annotation.id == id)?;
        Some(self.0.remove(place))
    }

    /// The annotation of this kind on exactly these words, if there is one.
    pub fn tagged(&self, kind: Kind, range: TextRange) -> Option<&Rc<Annotation>> {
        self.0.iter().find(|annotation| annotation.kind == kind && annotation.parts.as_slice() == [range])
    }

    /// The annotations that share text with a range, in order.
    pub fn touching(&self, range: TextRange) -> impl Iterator<Item = &Rc<Annotation>> {
        self.0.iter().filter(move |annotation| annotation.parts.overlap(range))
    }

    /// The annotations that wholly contain another one, and those that lie wholly inside it, in order. Of two
    /// with the same words, neither lies inside the other.
    pub fn nested(&self, annotation: &Annotation) -> Nested<'_> {
        let contains = |outer: &Annotation, inner: &Annotation| {
            outer.parts != inner.parts && outer.parts.contain(&inner.parts)
        };
        let mut nested = Nested::default();
        for other in self.touching(annotation.parts.extent()).filter(|other| other.id != annotation.id) {
            if contains(other, annotation) {
                nested.around.push(other);
            } else if contains(annotation, other) {
                nested.inside.push(other);
            }
        }
        nested
    }

    /// The annotations that share text with one, itself included, in order: the stack under a finger.
    pub fn stack(&self, annotation: &Annotation) -> Vec<&Rc<Annotation>> {
        let shares = |other: &&Rc<Annotation>| annotation.parts.iter().any(|part| other.parts.overlap(part));
        self.0.iter().filter(shares).collect()
    }
}

/// What an annotation lies in, and what lies in it.
#[derive(Debug, Default)]
pub struct Nested<'a> {
    /// The annotations that contain it.
    pub around: Vec<&'a Rc<Annotation>>,
    /// The annotations that it contains.
    pub inside: Vec<&'a Rc<Annotation>>,
}

impl FromIterator<Rc<Annotation>> for AnnotationSet {
    /// Of several with one id, the last one counts.
    fn from_iter<I: IntoIterator<Item = Rc<Annotation>>>(annotations: I) -> Self {
        let mut all: Vec<_> = annotations.into_iter().collect();
        // A store lists its records by id, each once: then there is nothing to sort out.
        if !all.is_sorted_by(|a, b| a.id < b.id) {
            all.reverse();
            all.sort_by_key(|annotation| annotation.id);
            all.dedup_by_key(|annotation| annotation.id);
        }
        // The order looks at every part: once for each annotation, not once for each comparison.
        all.sort_by_cached_key(|annotation| annotation.order());
        Self(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::Timestamp;

    fn annotation(id: u8, start: u32, end: u32) -> Rc<Annotation> {
        let range = TextRange::of(start, end).expect("not empty");
        let id = AnnotationId::from_random([id; 16]);
        Rc::new(Annotation::new(id, Kind::Claim, range.into(), Timestamp::default()))
    }

    fn draw(set: &AnnotationSet) -> String {
        set.iter().map(|annotation| format!("{:?} ", annotation.parts.extent())).collect()
    }

    #[test]
    fn the_order_is_that_of_the_text() {
        let all = [annotation(1, 5, 9), annotation(2, 0, 2), annotation(3, 5, 20), annotation(4, 7, 8)];
        let mut one_by_one = AnnotationSet::default();
        for annotation in &all {
            assert_eq!(one_by_one.put(annotation.clone()), None);
        }
        assert_eq!(draw(&one_by_one), "0..2 5..20 5..9 7..8 ");
        assert_eq!(one_by_one, all.iter().cloned().collect());
    }

    #[test]
    fn the_last_of_two_with_one_id_counts() {
        let set: AnnotationSet = [annotation(1, 5, 9), annotation(1, 0, 2)].into_iter().collect();
        assert_eq!(draw(&set), "0..2 ");
        let mut set = set;
        assert_eq!(set.put(annotation(1, 3, 4)), Some(annotation(1, 0, 2)));
        assert_eq!(draw(&set), "3..4 ");
    }

    #[test]
    fn what_lies_in_what() {
        let all = [annotation(1, 0, 9), annotation(2, 2, 5), annotation(3, 4, 7), annotation(4, 2, 5)];
        let set: AnnotationSet = all.iter().cloned().collect();
        let cases = [
            (1, "", "2..5 2..5 4..7 ", "0..9 2..5 2..5 4..7 "),
            (2, "0..9 ", "", "0..9 2..5 2..5 4..7 "),
            (3, "0..9 ", "", "0..9 2..5 2..5 4..7 "),
        ];
        let names = |list: &[&Rc<Annotation>]| {
            list.iter().map(|a| format!("{:?} ", a.parts.extent())).collect::<String>()
        };
        for (number, around, inside, stack) in cases {
            let here = &all[number - 1];
            let nested = set.nested(here);
            assert_eq!(names(&nested.around), around, "{number}");
            assert_eq!(names(&nested.inside), inside, "{number}");
            assert_eq!(names(&set.stack(here)), stack, "{number}");
        }
    }
}
