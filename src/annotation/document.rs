//! An article together with its annotations: what is opened, saved and exported as one.

use std::rc::Rc;

use super::{
    Annotation, AnnotationSet, Relation, RelationError, RelationKind, Source, SourceSet, VERDICTS, Version,
};
use crate::identity::{AnnotationId, ArticleId, Timestamp};
use crate::text::{Article, Details, Sha256};

/// An article with its annotations.
///
/// Invariant, kept by those who build one: every range of every annotation lies inside the text
/// ([`Document::holds`]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The article.
    pub article: Rc<Article>,
    /// Its annotations.
    pub annotations: Rc<AnnotationSet>,
    /// Who speaks and claims in it.
    pub sources: Rc<SourceSet>,
    /// The texts that it had before, the oldest first.
    pub versions: Rc<Vec<Rc<Version>>>,
}

impl Document {
    /// An article that nobody has annotated yet.
    pub fn new(article: Article) -> Self {
        let (annotations, sources, versions) = (Rc::default(), Rc::default(), Rc::default());
        Self { article: Rc::new(article), annotations, sources, versions }
    }

    /// The article's id.
    pub fn id(&self) -> ArticleId {
        self.article.id
    }

    /// Whether every range of an annotation lies inside the text.
    pub fn holds(&self, annotation: &Annotation) -> bool {
        let end = self.article.text.index().code_points();
        annotation.ranges().all(|range| range.end() <= end)
    }

    /// Who says an annotation's words, if somebody has said so.
    pub fn source_of(&self, annotation: &Annotation) -> Option<&Rc<Source>> {
        self.sources.get(annotation.attribution.source?)
    }

    /// The verdicts from which a person chooses here.
    pub fn verdicts(&self) -> Vec<&str> {
        let own = &self.article.details.verdicts;
        if own.is_empty() { VERDICTS.to_vec() } else { own.iter().map(String::as_str).collect() }
    }

    /// The links of other annotations to this one, in the order of the text.
    pub fn relations_to(&self, id: AnnotationId) -> Vec<(RelationKind, &Rc<Annotation>)> {
        let links = |annotation: &Rc<Annotation>| {
            let to_it: Vec<_> = annotation.relations.iter().filter(|relation| relation.to == id).collect();
            to_it.into_iter().map(|relation| relation.kind).collect::<Vec<_>>()
        };
        let all = self.annotations.iter();
        all.flat_map(|annotation| links(annotation).into_iter().map(move |kind| (kind, annotation))).collect()
    }

    /// Whether one annotation may be linked to another, and if not, why.
    ///
    /// Of a link that says the same from both sides, one is enough. `PartOf` is followed from whole to whole:
    /// it must never lead back. Links of another kind may run in circles.
    pub fn may_link(&self, from: AnnotationId, relation: Relation) -> Result<(), RelationError> {
        let Relation { kind, to } = relation;
        if from == to {
            return Err(RelationError::ToItself);
        }
        let (Some(holder), Some(other)) = (self.annotations.get(from), self.annotations.get(to)) else {
            return Err(RelationError::Missing);
        };
        let from_there = Relation { kind, to: from };
        if holder.relations.contains(&relation) || (kind.is_mutual() && other.relations.contains(&from_there))
        {
            return Err(RelationError::Present);
        }
        if kind == RelationKind::PartOf && self.wholes_of(to).contains(&from) {
            return Err(RelationError::Cycle);
        }
        Ok(())
    }

    /// Everything that an annotation is a part of, over any number of links; each once, whatever circles an
    /// imported file may hold.
    fn wholes_of(&self, id: AnnotationId) -> Vec<AnnotationId> {
        let mut wholes = vec![id];
        let mut next = 0;
        while let Some(here) = wholes.get(next).copied() {
            next += 1;
            let Some(annotation) = self.annotations.get(here) else { continue };
            for relation in annotation.relations.iter().filter(|link| link.kind == RelationKind::PartOf) {
                if !wholes.contains(&relation.to) {
                    wholes.push(relation.to);
                }
            }
        }
        wholes
    }

    /// When anything in it was last changed.
    pub fn last_change(&self) -> Timestamp {
        let annotations = self.annotations.iter().map(|annotation| annotation.modified);
        let sources = self.sources.iter().map(|source| source.modified);
        annotations.chain(sources).fold(self.article.modified, Timestamp::max)
    }

    /// What the library shows of it.
    pub fn summary(&self) -> Summary {
        Summary {
            id: self.id(),
            details: self.article.details.clone(),
            sha256: self.article.text.sha256(),
            code_points: self.article.text.index().code_points().0,
            annotations: self.annotations.len(),
            created: self.article.created,
            last_change: self.last_change(),
        }
    }
}

/// What the library shows of an article without loading it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The article's id.
    pub id: ArticleId,
    /// Its title and the rest.
    pub details: Details,
    /// The hash of its text.
    pub sha256: Sha256,
    /// How long its text is.
    pub code_points: u32,
    /// How many annotations it has.
    pub annotations: usize,
    /// When it was pasted.
    pub created: Timestamp,
    /// When anything in it was last changed.
    pub last_change: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Change, Kind};
    use crate::text::{TextRange, article_from_paste};

    fn id(number: u8) -> AnnotationId {
        AnnotationId::from_random([number; 16])
    }

    /// Four annotations; 1 is a part of 2, 2 of 3; 1 contradicts 4.
    fn document() -> Document {
        let article = article_from_paste("It rained.", ArticleId::from_random([1; 16]), Timestamp::default());
        let mut document = Document::new(article.expect("has text"));
        let links: [(u8, &[(RelationKind, u8)]); 4] = [
            (1, &[(RelationKind::PartOf, 2), (RelationKind::Contradicts, 4)]),
            (2, &[(RelationKind::PartOf, 3)]),
            (3, &[]),
            (4, &[]),
        ];
        for (number, relations) in links {
            let range = TextRange::of(0, u32::from(number)).expect("not empty");
            let mut annotation = Annotation::new(id(number), Kind::Claim, range.into(), Timestamp::default());
            annotation.relations =
                relations.iter().map(|(kind, to)| Relation { kind: *kind, to: id(*to) }).collect();
            document = document.apply(&Change::Put(Rc::new(annotation))).expect("it is new").0;
        }
        document
    }

    #[test]
    fn links_that_say_nothing_new_are_refused() {
        use RelationKind::{Contradicts, PartOf, Repeats, Supports};
        let cases = [
            (1, Supports, 2, Ok(())),
            (1, Supports, 1, Err(RelationError::ToItself)),
            (1, PartOf, 1, Err(RelationError::ToItself)),
            (1, PartOf, 2, Err(RelationError::Present)),
            (1, Contradicts, 4, Err(RelationError::Present)),
            (4, Contradicts, 1, Err(RelationError::Present)),
            (4, Repeats, 1, Ok(())),
            (2, PartOf, 1, Err(RelationError::Cycle)),
            (3, PartOf, 1, Err(RelationError::Cycle)),
            (4, PartOf, 1, Ok(())),
            (1, PartOf, 3, Ok(())),
            (3, Supports, 1, Ok(())),
            (1, Supports, 9, Err(RelationError::Missing)),
        ];
        let document = document();
        for (from, kind, to, expected) in cases {
            let relation = Relation { kind, to: id(to) };
            assert_eq!(document.may_link(id(from), relation), expected, "{from} {kind:?} {to}");
        }
    }

    #[test]
    fn a_circle_in_a_file_ends_the_search() {
        let mut document = document();
        let mut third = (**document.annotations.get(id(3)).expect("there")).clone();
        third.relations.push(Relation { kind: RelationKind::PartOf, to: id(1) });
        document = document.apply(&Change::Put(Rc::new(third))).expect("it changes").0;
        let relation = Relation { kind: RelationKind::PartOf, to: id(4) };
        assert_eq!(document.may_link(id(1), relation), Ok(()));
        let from: Vec<_> = document.relations_to(id(1)).iter().map(|(kind, a)| (*kind, a.id)).collect();
        assert_eq!(from, [(RelationKind::PartOf, id(3))]);
    }
}
