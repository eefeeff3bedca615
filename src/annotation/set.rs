//! All annotations of one article, in the order of the text.

use std::rc::Rc;

use super::Annotation;
use crate::identity::AnnotationId;
use crate::text::{Direction, TextRange};

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

    /// The annotations that share text with a range, in order.
    pub fn touching(&self, range: TextRange) -> impl Iterator<Item = &Rc<Annotation>> {
        self.0.iter().filter(move |annotation| annotation.parts.overlap(range))
    }

    /// The neighbour of an annotation; from none (or from one that is gone), the first or the last. Stays
    /// at the ends: the neighbour of the last is the last.
    pub fn neighbour(&self, from: Option<AnnotationId>, direction: Direction) -> Option<&Rc<Annotation>> {
        let place = from.and_then(|id| self.0.iter().position(|annotation| annotation.id == id));
        match (place, direction) {
            (None, Direction::Forward) => self.0.first(),
            (None, Direction::Backward) => self.0.last(),
            (Some(place), Direction::Forward) => self.0.get(place + 1).or(self.0.last()),
            (Some(place), Direction::Backward) => self.0.get(place.saturating_sub(1)),
        }
    }
}

impl FromIterator<Rc<Annotation>> for AnnotationSet {
    /// Of several with one id, the last one counts.
    fn from_iter<I: IntoIterator<Item = Rc<Annotation>>>(annotations: I) -> Self {
        let mut all: Vec<_> = annotations.into_iter().collect();
        all.reverse();
        all.sort_by_key(|annotation| annotation.id);
        all.dedup_by_key(|annotation| annotation.id);
        all.sort_by_key(|annotation| annotation.order());
        Self(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::Kind;
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
    fn neighbours_stay_at_the_ends() {
        use Direction::{Backward, Forward};
        let all = [annotation(1, 0, 1), annotation(2, 2, 3)];
        let set: AnnotationSet = all.iter().cloned().collect();
        let [first, last] = all.map(|annotation| annotation.id);
        let gone = AnnotationId::from_random([9; 16]);
        let cases = [
            (None, Forward, first),
            (None, Backward, last),
            (Some(gone), Forward, first),
            (Some(first), Forward, last),
            (Some(last), Forward, last),
            (Some(last), Backward, first),
            (Some(first), Backward, first),
        ];
        for (from, direction, expected) in cases {
            assert_eq!(
                set.neighbour(from, direction).map(|a| a.id),
                Some(expected),
                "{from:?} {direction:?}"
            );
        }
        assert_eq!(AnnotationSet::default().neighbour(None, Forward), None);
    }
}
