//! Commands about the sources of an article.

use std::rc::Rc;

use super::{Edit, Session, Step};
use crate::annotation::{Annotation, Change, Document, Source, clean_labels};
use crate::identity::{SourceId, Timestamp};

impl Session {
    pub(super) fn put_source(&mut self, source: &Source, at: Timestamp) -> Option<()> {
        let document = self.document()?.clone();
        let mut source = Source { aliases: clean_labels(&source.aliases), ..source.clone() };
        if source.name.trim().is_empty() {
            return None;
        }
        let step = match document.sources.get(source.id) {
            Some(present) => {
                source.created = present.created;
                source.modified = present.modified;
                if source == **present {
                    return None;
                }
                source.modified = at;
                Step::EditSource(source.id)
            }
            None => Step::AddSource { name: source.name.clone() },
        };
        let edit = Edit::Change(document.id(), Change::PutSource(Rc::new(source)));
        self.record_in_place(step, at, vec![edit])
    }

    pub(super) fn merge_sources(&mut self, ids: &[SourceId], at: Timestamp) -> Option<()> {
        let document = self.document()?.clone();
        let mut wanted: Vec<&Rc<Source>> = Vec::new();
        for source in ids.iter().filter_map(|id| document.sources.get(*id)) {
            if !wanted.iter().any(|other| other.id == source.id) {
                wanted.push(source);
            }
        }
        let (first, others) = wanted.split_first().filter(|(_, others)| !others.is_empty())?;
        let mut whole = (***first).clone();
        for other in others {
            whole.aliases.extend(other.names().map(str::to_owned));
            for (own, other) in [
                (&mut whole.role, &other.role),
                (&mut whole.organisation, &other.organisation),
                (&mut whole.link, &other.link),
            ] {
                if own.is_empty() {
                    own.clone_from(other);
                }
            }
        }
        whole.aliases = clean_labels(&whole.aliases);
        whole.aliases.retain(|alias| *alias != whole.name);
        whole.modified = at;
        let step = Step::MergeSources { name: whole.name.clone() };
        let gone: Vec<_> = others.iter().map(|source| source.id).collect();
        let mut edits = spoken_by(&document, &gone, Some(whole.id), at);
        edits.push(Edit::Change(document.id(), Change::PutSource(Rc::new(whole))));
        edits.extend(gone.into_iter().map(|id| Edit::Change(document.id(), Change::RemoveSource(id))));
        self.record_in_place(step, at, edits)
    }

    pub(super) fn remove_source(&mut self, id: SourceId, at: Timestamp) -> Option<()> {
        let document = self.document()?.clone();
        let source = document.sources.get(id)?;
        let mut edits = spoken_by(&document, &[id], None, at);
        edits.push(Edit::Change(document.id(), Change::RemoveSource(id)));
        self.record_in_place(Step::RemoveSource { name: source.name.clone() }, at, edits)
    }
}

/// The edits that let everything that some sources say be said by another one, or by nobody.
fn spoken_by(document: &Document, from: &[SourceId], to: Option<SourceId>, at: Timestamp) -> Vec<Edit> {
    let says =
        |annotation: &&Rc<Annotation>| annotation.attribution.source.is_some_and(|id| from.contains(&id));
    let change = |annotation: &Rc<Annotation>| {
        let mut annotation = (**annotation).clone();
        annotation.attribution.source = to;
        // Where nothing is left of a proposal, there is nothing to say yes to.
        annotation.attribution.is_proposed &= !annotation.attribution.is_empty();
        annotation.modified = at;
        Edit::Change(document.id(), Change::Put(Rc::new(annotation)))
    };
    document.annotations.iter().filter(says).map(change).collect()
}
