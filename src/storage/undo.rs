//! The way back, kept for the tab: undo survives a reload.
//!
//! ```text
//! a1.u.<scope>             how many steps are done, and how many there are     [done,all]
//! a1.u.<scope>.<number>    one step, counted from 0
//! ```
//!
//! The scope is an article's short id, or `-` for the library. A step is one record, so a change writes two
//! small ones, however long the history. It belongs in a store of the tab's own (`sessionStorage`): another
//! tab has done other things.

use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::fields::{read_source, write_source};
use super::record::{
    read_annotation, read_details, read_kind, read_passages, read_status, to_json, write_annotation,
    write_details, write_kind, write_passages, write_status,
};
use super::version::{read_version, write_version};
use super::{RecordError, Storage, StorageError};
use crate::annotation::{Annotation, Change, Document, RelationKind, Revision, Version};
use crate::identity::{AnnotationId, ArticleId, SourceId, Timestamp};
use crate::session::{Edit, FieldName, History, Scope, Step, Transaction};
use crate::text::{Article, ArticleText, Details};

/// The key of everything here.
const PREFIX: &str = "a1.u.";

/// The histories by what they are about.
pub type Histories = BTreeMap<Scope, Rc<History>>;

/// Keeps what is stored of the histories up to date.
#[derive(Clone, Debug, Default)]
pub struct UndoSaver {
    saved: Histories,
}

impl UndoSaver {
    /// A saver for a store that holds these histories.
    pub fn new(saved: Histories) -> Self {
        Self { saved }
    }

    /// Writes what differs. A history that cannot be written is taken out of the store as a whole, because
    /// one with a gap would lead back to what never was; the error says so, and the others are written.
    pub fn save(&mut self, storage: &mut dyn Storage, histories: &Histories) -> Result<(), StorageError> {
        let mut failed = None;
        for (scope, history) in histories {
            let before = self.saved.get(scope);
            if before.is_some_and(|before| Rc::ptr_eq(before, history)) {
                continue;
            }
            if let Err(error) = write_history(storage, *scope, before.map(Rc::as_ref), history) {
                forget(storage, *scope)?;
                self.saved.remove(scope);
                failed = Some(error);
                continue;
            }
            self.saved.insert(*scope, history.clone());
        }
        failed.map_or(Ok(()), Err)
    }
}

fn write_history(
    storage: &mut dyn Storage,
    scope: Scope,
    before: Option<&History>,
    after: &History,
) -> Result<(), StorageError> {
    let old: Vec<_> = before.map(|before| before.steps().collect()).unwrap_or_default();
    let new: Vec<_> = after.steps().collect();
    for (number, transaction) in new.iter().enumerate() {
        if old.get(number).is_none_or(|present| !Rc::ptr_eq(present, transaction)) {
            storage.set(&step_key(scope, number), &write_step(transaction))?;
        }
    }
    storage.set(&scope_key(scope), &to_json(&(after.done_count(), new.len())))?;
    for number in new.len()..old.len() {
        storage.remove(&step_key(scope, number))?;
    }
    Ok(())
}

fn forget(storage: &mut dyn Storage, scope: Scope) -> Result<(), StorageError> {
    let own = scope_key(scope);
    let steps = own.clone() + ".";
    for key in storage.keys()? {
        if key == own || key.starts_with(&steps) {
            storage.remove(&key)?;
        }
    }
    Ok(())
}

/// Reads the histories. Of a history with a step that cannot be read, the steps between it and the present
/// are kept: those can still be undone and done again one by one.
pub fn load_histories(storage: &dyn Storage) -> Result<Histories, StorageError> {
    let mut histories = Histories::new();
    for key in storage.keys()? {
        let Some(scope) = key.strip_prefix(PREFIX).and_then(read_scope) else { continue };
        let Some(counts) = storage.get(&key)? else { continue };
        let Ok((done, all)) = serde_json::from_str::<(usize, usize)>(&counts) else { continue };
        let step = |number: usize| -> Option<Rc<Transaction>> {
            let json = storage.get(&step_key(scope, number)).ok()??;
            read_step(&json).ok().map(Rc::new)
        };
        let mut back: Vec<_> = (0..done.min(all)).rev().map_while(step).collect();
        back.reverse();
        let forth: Vec<_> = (done..all).map_while(step).collect();
        histories.insert(scope, Rc::new(History::from_steps(back, forth)));
    }
    Ok(histories)
}

fn scope_key(scope: Scope) -> String {
    match scope {
        Scope::Library => format!("{PREFIX}-"),
        Scope::Article(id) => format!("{PREFIX}{}", id.short()),
    }
}

fn step_key(scope: Scope, number: usize) -> String {
    format!("{}.{number}", scope_key(scope))
}

fn read_scope(text: &str) -> Option<Scope> {
    if text == "-" { Some(Scope::Library) } else { ArticleId::from_short(text).map(Scope::Article) }
}

#[derive(Serialize, Deserialize)]
struct TransactionRecord {
    #[serde(rename = "s")]
    step: StepRecord,
    #[serde(rename = "e")]
    edits: Vec<EditRecord>,
    #[serde(rename = "t")]
    at: i64,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum StepRecord {
    Tag(String),
    Retag(String),
    Remove(usize),
    TagAll(String, usize),
    SetField(String, String, usize),
    MoveEdge(String),
    AddPart,
    RemovePart,
    Split,
    Join(usize),
    Link(String),
    Unlink(String),
    AddSource(String),
    EditSource(String),
    MergeSources(String),
    RemoveSource(String),
    AddLabel(String),
    RemoveLabel(String),
    EditDetails(String),
    AddArticle(String),
    DeleteArticle(String),
    Import(usize),
    Restore(usize),
    Accept(usize),
    Dismiss(usize),
    KeepLines(usize),
    ChangedElsewhere,
    RemovedElsewhere,
    DeletedElsewhere(String),
    UpdateText,
    PlaceAgain,
    RemoveLeft,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum EditRecord {
    Put(String, String, Box<RawValue>),
    Remove(String, String),
    PutSource(String, String, Box<RawValue>),
    RemoveSource(String, String),
    Details(String, [String; 6], Vec<String>, i64),
    /// The same with dismissed passages.
    DetailsAndDismissed(String, [String; 6], Vec<String>, i64, Vec<u32>),
    /// The same with dismissed passages and kept lines.
    DetailsAndPassages(String, [String; 6], Vec<String>, i64, [Vec<u32>; 2]),
    AddDocument {
        id: String,
        keep: bool,
        details: Box<RawValue>,
        text: String,
        annotations: Vec<(String, Box<RawValue>)>,
        sources: Vec<(String, Box<RawValue>)>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        versions: Vec<Box<RawValue>>,
    },
    /// Another text: the details and the text, how many versions stay, those that follow, the annotations that are
    /// put and those that are removed.
    Revise(
        String,
        Box<RawValue>,
        String,
        usize,
        Vec<Box<RawValue>>,
        Vec<(String, Box<RawValue>)>,
        Vec<String>,
    ),
    RemoveDocument(String),
}

fn raw(json: String) -> Box<RawValue> {
    RawValue::from_string(json).expect("records are JSON")
}

fn write_step(transaction: &Transaction) -> String {
    let step = match &transaction.step {
        Step::Tag(kind) => StepRecord::Tag(write_kind(*kind).to_owned()),
        Step::Retag(kind) => StepRecord::Retag(write_kind(*kind).to_owned()),
        Step::Remove { count } => StepRecord::Remove(*count),
        Step::TagAll { kind, count } => StepRecord::TagAll(write_kind(*kind).to_owned(), *count),
        Step::SetField { field, id, count } => {
            StepRecord::SetField(field.name().to_owned(), id.short(), *count)
        }
        Step::MoveEdge(id) => StepRecord::MoveEdge(id.short()),
        Step::AddPart => StepRecord::AddPart,
        Step::RemovePart => StepRecord::RemovePart,
        Step::Split => StepRecord::Split,
        Step::Join { count } => StepRecord::Join(*count),
        Step::Link(kind) => StepRecord::Link(kind.name().to_owned()),
        Step::Unlink(kind) => StepRecord::Unlink(kind.name().to_owned()),
        Step::AddSource { name } => StepRecord::AddSource(name.clone()),
        Step::EditSource(id) => StepRecord::EditSource(id.short()),
        Step::MergeSources { name } => StepRecord::MergeSources(name.clone()),
        Step::RemoveSource { name } => StepRecord::RemoveSource(name.clone()),
        Step::AddLabel(label) => StepRecord::AddLabel(label.clone()),
        Step::RemoveLabel(label) => StepRecord::RemoveLabel(label.clone()),
        Step::EditDetails(id) => StepRecord::EditDetails(id.short()),
        Step::AddArticle { title } => StepRecord::AddArticle(title.clone()),
        Step::DeleteArticle { title } => StepRecord::DeleteArticle(title.clone()),
        Step::Import { annotations } => StepRecord::Import(*annotations),
        Step::Restore { articles } => StepRecord::Restore(*articles),
        Step::Accept { count } => StepRecord::Accept(*count),
        Step::Dismiss { count } => StepRecord::Dismiss(*count),
        Step::KeepLines { count } => StepRecord::KeepLines(*count),
        Step::UpdateText => StepRecord::UpdateText,
        Step::PlaceAgain => StepRecord::PlaceAgain,
        Step::RemoveLeft => StepRecord::RemoveLeft,
        Step::ChangedElsewhere => StepRecord::ChangedElsewhere,
        Step::RemovedElsewhere => StepRecord::RemovedElsewhere,
        Step::DeletedElsewhere { title } => StepRecord::DeletedElsewhere(title.clone()),
    };
    let edits = transaction.edits.iter().map(write_edit).collect();
    to_json(&TransactionRecord { step, edits, at: transaction.at.millis() })
}

fn write_edit(edit: &Edit) -> EditRecord {
    match edit {
        Edit::Change(article, Change::Put(annotation)) => {
            EditRecord::Put(article.short(), annotation.id.short(), raw(write_annotation(annotation)))
        }
        Edit::Change(article, Change::Remove(id)) => EditRecord::Remove(article.short(), id.short()),
        Edit::Change(article, Change::PutSource(source)) => {
            EditRecord::PutSource(article.short(), source.id.short(), raw(write_source(source)))
        }
        Edit::Change(article, Change::RemoveSource(id)) => {
            EditRecord::RemoveSource(article.short(), id.short())
        }
        Edit::Change(article, Change::SetDetails { details, modified }) => {
            let Details { title, byline, outlet, url, published, status, verdicts, dismissed, kept } =
                (**details).clone();
            let (article, modified) = (article.short(), modified.millis());
            let fields = [title, byline, outlet, url, published, write_status(status)];
            let (dismissed, kept) = (write_passages(&dismissed), write_passages(&kept));
            match (dismissed.is_empty(), kept.is_empty()) {
                (true, true) => EditRecord::Details(article, fields, verdicts, modified),
                (false, true) => {
                    EditRecord::DetailsAndDismissed(article, fields, verdicts, modified, dismissed)
                }
                _ => EditRecord::DetailsAndPassages(article, fields, verdicts, modified, [dismissed, kept]),
            }
        }
        Edit::Change(article, Change::Revise(revision)) => {
            let Revision { article: now, kept, added, annotations, removed } = &**revision;
            EditRecord::Revise(
                article.short(),
                raw(write_details(now)),
                now.text.as_str().to_owned(),
                *kept,
                write_versions(added, &now.text),
                write_annotations(annotations.iter()),
                removed.iter().map(|id| id.short()).collect(),
            )
        }
        Edit::AddDocument { document, keep } => EditRecord::AddDocument {
            id: document.id().short(),
            keep: *keep,
            details: raw(write_details(&document.article)),
            text: document.article.text.as_str().to_owned(),
            annotations: write_annotations(document.annotations.iter()),
            versions: write_versions(&document.versions, &document.article.text),
            sources: document
                .sources
                .iter()
                .map(|source| (source.id.short(), raw(write_source(source))))
                .collect(),
        },
        Edit::RemoveDocument(id) => EditRecord::RemoveDocument(id.short()),
    }
}

fn write_annotations<'a>(
    annotations: impl Iterator<Item = &'a Rc<Annotation>>,
) -> Vec<(String, Box<RawValue>)> {
    annotations.map(|annotation| (annotation.id.short(), raw(write_annotation(annotation)))).collect()
}

/// Versions that follow each other, the last of them taken by `text`.
fn write_versions(versions: &[Rc<Version>], text: &ArticleText) -> Vec<Box<RawValue>> {
    let next = versions.iter().skip(1).map(|version| &*version.text).chain([text]);
    versions.iter().zip(next).map(|(version, next)| raw(write_version(version, next))).collect()
}

/// Reads what [`write_versions`] wrote.
fn read_versions(
    versions: &[Box<RawValue>],
    text: &Rc<ArticleText>,
) -> Result<Vec<Rc<Version>>, RecordError> {
    let mut next = text.clone();
    let mut read = VecDeque::with_capacity(versions.len());
    for json in versions.iter().rev() {
        let version = read_version(json.get(), &next)?;
        next = version.text.clone();
        read.push_front(Rc::new(version));
    }
    Ok(read.into())
}

fn read_step(json: &str) -> Result<Transaction, RecordError> {
    let record: TransactionRecord =
        serde_json::from_str(json).map_err(|error| RecordError::Malformed(error.to_string()))?;
    let step = match record.step {
        StepRecord::Tag(kind) => Step::Tag(read_kind(&kind)?),
        StepRecord::Retag(kind) => Step::Retag(read_kind(&kind)?),
        StepRecord::Remove(count) => Step::Remove { count },
        StepRecord::TagAll(kind, count) => Step::TagAll { kind: read_kind(&kind)?, count },
        StepRecord::SetField(field, id, count) => {
            let name = FieldName::from_name(&field);
            let field =
                name.ok_or_else(|| RecordError::Malformed(format!("no field is called {field:?}")))?;
            Step::SetField { field, id: annotation_id(&id)?, count }
        }
        StepRecord::MoveEdge(id) => Step::MoveEdge(annotation_id(&id)?),
        StepRecord::AddPart => Step::AddPart,
        StepRecord::RemovePart => Step::RemovePart,
        StepRecord::Split => Step::Split,
        StepRecord::Join(count) => Step::Join { count },
        StepRecord::Link(kind) => Step::Link(relation_kind(&kind)?),
        StepRecord::Unlink(kind) => Step::Unlink(relation_kind(&kind)?),
        StepRecord::AddSource(name) => Step::AddSource { name },
        StepRecord::EditSource(id) => Step::EditSource(source_id(&id)?),
        StepRecord::MergeSources(name) => Step::MergeSources { name },
        StepRecord::RemoveSource(name) => Step::RemoveSource { name },
        StepRecord::AddLabel(label) => Step::AddLabel(label),
        StepRecord::RemoveLabel(label) => Step::RemoveLabel(label),
        StepRecord::EditDetails(id) => Step::EditDetails(article_id(&id)?),
        StepRecord::AddArticle(title) => Step::AddArticle { title },
        StepRecord::DeleteArticle(title) => Step::DeleteArticle { title },
        StepRecord::Import(annotations) => Step::Import { annotations },
        StepRecord::Restore(articles) => Step::Restore { articles },
        StepRecord::Accept(count) => Step::Accept { count },
        StepRecord::Dismiss(count) => Step::Dismiss { count },
        StepRecord::KeepLines(count) => Step::KeepLines { count },
        StepRecord::UpdateText => Step::UpdateText,
        StepRecord::PlaceAgain => Step::PlaceAgain,
        StepRecord::RemoveLeft => Step::RemoveLeft,
        StepRecord::ChangedElsewhere => Step::ChangedElsewhere,
        StepRecord::RemovedElsewhere => Step::RemovedElsewhere,
        StepRecord::DeletedElsewhere(title) => Step::DeletedElsewhere { title },
    };
    let edits = record.edits.into_iter().map(read_edit).collect::<Result<_, _>>()?;
    Ok(Transaction { step, edits, at: Timestamp::from_millis(record.at) })
}

fn read_edit(record: EditRecord) -> Result<Edit, RecordError> {
    Ok(match record {
        EditRecord::Put(article, id, json) => {
            let annotation = read_annotation(annotation_id(&id)?, json.get())?;
            Edit::Change(article_id(&article)?, Change::Put(Rc::new(annotation)))
        }
        EditRecord::Remove(article, id) => {
            Edit::Change(article_id(&article)?, Change::Remove(annotation_id(&id)?))
        }
        EditRecord::PutSource(article, id, json) => {
            let source = read_source(source_id(&id)?, json.get())?;
            Edit::Change(article_id(&article)?, Change::PutSource(Rc::new(source)))
        }
        EditRecord::RemoveSource(article, id) => {
            Edit::Change(article_id(&article)?, Change::RemoveSource(source_id(&id)?))
        }
        EditRecord::Details(article, fields, verdicts, modified) => {
            read_details_edit(&article, fields, verdicts, modified, [&[], &[]])?
        }
        EditRecord::DetailsAndDismissed(article, fields, verdicts, modified, dismissed) => {
            read_details_edit(&article, fields, verdicts, modified, [&dismissed, &[]])?
        }
        EditRecord::DetailsAndPassages(article, fields, verdicts, modified, [dismissed, kept]) => {
            read_details_edit(&article, fields, verdicts, modified, [&dismissed, &kept])?
        }
        EditRecord::Revise(id, details, text, kept, added, annotations, removed) => {
            let now = read_document(&id, details.get(), &text, annotations)?;
            let removed = removed.iter().map(|id| annotation_id(id)).collect::<Result<_, _>>()?;
            let added = read_versions(&added, &now.article.text)?;
            let annotations = now.annotations.iter().cloned().collect();
            let revision = Revision { article: now.article, kept, added, annotations, removed };
            Edit::Change(article_id(&id)?, Change::Revise(Rc::new(revision)))
        }
        EditRecord::AddDocument { id, keep, details, text, annotations, sources, versions } => {
            let mut document = read_document(&id, details.get(), &text, annotations)?;
            let read = |(id, json): (String, Box<RawValue>)| -> Result<_, RecordError> {
                Ok(Rc::new(read_source(source_id(&id)?, json.get())?))
            };
            let sources = sources.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
            document.sources = Rc::new(sources.into_iter().collect());
            document.versions = Rc::new(read_versions(&versions, &document.article.text)?);
            let document = Rc::new(document);
            Edit::AddDocument { document, keep }
        }
        EditRecord::RemoveDocument(id) => Edit::RemoveDocument(article_id(&id)?),
    })
}

fn read_details_edit(
    article: &str,
    [title, byline, outlet, url, published, status]: [String; 6],
    verdicts: Vec<String>,
    modified: i64,
    [dismissed, kept]: [&[u32]; 2],
) -> Result<Edit, RecordError> {
    let (dismissed, kept) = (read_passages(dismissed), read_passages(kept));
    let status = read_status(&status)?;
    let details = Details { title, byline, outlet, url, published, status, verdicts, dismissed, kept };
    let modified = Timestamp::from_millis(modified);
    Ok(Edit::Change(article_id(article)?, Change::SetDetails { details: Box::new(details), modified }))
}

fn read_document(
    id: &str,
    details: &str,
    text: &str,
    annotations: Vec<(String, Box<RawValue>)>,
) -> Result<Document, RecordError> {
    let stored = read_details(details)?;
    let (text, _) = ArticleText::new(text);
    if text.sha256() != stored.sha256 {
        return Err(RecordError::OtherText);
    }
    let mut document = Document::new(Article {
        id: article_id(id)?,
        details: stored.details,
        text: Rc::new(text),
        normalization: stored.normalization,
        created: stored.created,
        modified: stored.modified,
        extensions: stored.extensions,
    });
    let read = |(id, json): (String, Box<RawValue>)| -> Result<Rc<Annotation>, RecordError> {
        let annotation = read_annotation(annotation_id(&id)?, json.get())?;
        if document.holds(&annotation) { Ok(Rc::new(annotation)) } else { Err(RecordError::OutsideText) }
    };
    let annotations = annotations.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
    document.annotations = Rc::new(annotations.into_iter().collect());
    Ok(document)
}

fn article_id(short: &str) -> Result<ArticleId, RecordError> {
    ArticleId::from_short(short).ok_or(RecordError::Key)
}

fn annotation_id(short: &str) -> Result<AnnotationId, RecordError> {
    AnnotationId::from_short(short).ok_or(RecordError::Key)
}

fn source_id(short: &str) -> Result<SourceId, RecordError> {
    SourceId::from_short(short).ok_or(RecordError::Key)
}

fn relation_kind(name: &str) -> Result<RelationKind, RecordError> {
    let kind = RelationKind::from_name(name);
    kind.ok_or_else(|| RecordError::Malformed(format!("no relation is called {name:?}")))
}
