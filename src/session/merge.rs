//! What an imported document would bring to the library, decided before anything is changed.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::Library;
use crate::annotation::{Annotation, Document, Source};
use crate::identity::{AnnotationId, SourceId};

/// Where the annotations of an imported document would go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// To an article of their own, which is added.
    New,
    /// To an article that is here already: the same one, or one with the very same text.
    Existing(Rc<Document>),
}

/// The plan of an import. It never overwrites: what is here and differs stays as it is, and is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// The article that comes in.
    pub incoming: Rc<Document>,
    /// Where it goes.
    pub target: Target,
    /// The annotations that would be added.
    pub added: Vec<Rc<Annotation>>,
    /// The sources that would be added for them: those that no source here is called like.
    pub sources: Vec<Rc<Source>>,
    /// How many are here already, to the letter.
    pub present: usize,
    /// The ids that are here with other content: these stay as they are here.
    pub differing: Vec<AnnotationId>,
}

impl Merge {
    /// Whether the import would change anything.
    pub fn changes_something(&self) -> bool {
        self.target == Target::New || !self.added.is_empty() || !self.sources.is_empty()
    }
}

/// Compares a document that comes in with the library.
///
/// It joins the loaded article with the same text, first the one with the same id. An article with the same
/// id and another text is not the same article any more: then `None`, because adding it would overwrite.
pub fn merge(library: &Library, incoming: Rc<Document>) -> Option<Merge> {
    let hash = incoming.article.text.sha256();
    let same_id = library.document(incoming.id());
    if same_id.is_some_and(|document| document.article.text.sha256() != hash) {
        return None;
    }
    let Some(existing) = same_id.or_else(|| library.with_text(hash)).cloned() else {
        let added = incoming.annotations.iter().cloned().collect();
        let sources = incoming.sources.iter().cloned().collect();
        return Some(Merge {
            incoming,
            target: Target::New,
            added,
            sources,
            present: 0,
            differing: Vec::new(),
        });
    };
    // The same person is one source, whatever id the other side gave them.
    let mut here_as: BTreeMap<SourceId, SourceId> = BTreeMap::new();
    let mut sources = Vec::new();
    for source in incoming.sources.iter() {
        match existing.sources.get(source.id).or_else(|| existing.sources.called(&source.name)) {
            Some(here) => {
                here_as.insert(source.id, here.id);
            }
            None => sources.push(source.clone()),
        }
    }
    let (mut added, mut present, mut differing) = (Vec::new(), 0, Vec::new());
    for annotation in incoming.annotations.iter() {
        let annotation = spoken_here(annotation, &here_as);
        match existing.annotations.get(annotation.id) {
            None => added.push(annotation),
            Some(here) if *here == annotation => present += 1,
            Some(_) => differing.push(annotation.id),
        }
    }
    Some(Merge { incoming, target: Target::Existing(existing), added, sources, present, differing })
}

/// An annotation with its source under the id that it has here.
fn spoken_here(annotation: &Rc<Annotation>, here_as: &BTreeMap<SourceId, SourceId>) -> Rc<Annotation> {
    let source = annotation.attribution.source.and_then(|id| here_as.get(&id).copied());
    if source.is_none() || source == annotation.attribution.source {
        return annotation.clone();
    }
    let mut annotation = (**annotation).clone();
    annotation.attribution.source = source;
    Rc::new(annotation)
}
