//! The names that a person chooses a speaker from.

use std::cell::RefCell;
use std::rc::Rc;

use crate::annotation::{Document, Source, SourceKind, is_same_name};
use crate::detection::{Speaker, speakers};
use crate::text::{ArticleText, Sha256};
use crate::web::edge::{new_source_id, now};
use crate::web::words::list as say;

/// Somebody who may be said to speak.
#[derive(Clone, Debug, PartialEq)]
pub enum Candidate {
    /// A row of the article's table.
    Known(Rc<Source>),
    /// A name that the text has.
    Found(Speaker),
    /// A name that is only typed, or nobody in particular.
    New(String, SourceKind),
}

impl Candidate {
    /// The name that is shown.
    pub fn name(&self) -> &str {
        match self {
            Self::Known(source) => &source.name,
            Self::Found(speaker) => &speaker.name,
            Self::New(name, _) => name,
        }
    }

    /// What stands beside the name.
    pub fn hint(&self) -> String {
        let of = |role: &str, organisation: &str| {
            [role, organisation].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
        };
        match self {
            Self::Known(source) => of(&source.role, &source.organisation),
            Self::Found(speaker) => {
                let known = of(&speaker.role, &speaker.organisation);
                if known.is_empty() { say::in_text().to_owned() } else { known }
            }
            Self::New(_, SourceKind::Unknown) => say::nobody_says().to_owned(),
            Self::New(..) => say::new().to_owned(),
        }
    }

    /// The row of the table; a new one where there is none yet.
    pub fn source(&self) -> Rc<Source> {
        match self {
            Self::Known(source) => source.clone(),
            Self::Found(speaker) => Rc::new(speaker.source(new_source_id(), now())),
            Self::New(name, kind) => Rc::new(Source::new(new_source_id(), name.trim(), *kind, now())),
        }
    }
}

/// Everybody who may be meant by what is typed: first the names of the table and of the text that hold it, then
/// the typed name itself, then the one that nobody knows. Nothing typed means everybody.
pub fn candidates(document: &Document, found: &[Speaker], typed: &str) -> Vec<Candidate> {
    let wanted = typed.trim().to_lowercase();
    let fits = |name: &str| wanted.is_empty() || name.to_lowercase().contains(&wanted);
    let known = document.sources.iter().filter(|source| source.names().any(fits));
    let mut all: Vec<_> = known.map(|source| Candidate::Known(source.clone())).collect();
    for speaker in found.iter().filter(|speaker| fits(&speaker.name)) {
        let is_listed = all.iter().any(|candidate| is_same_name(candidate.name(), &speaker.name));
        if !is_listed && document.sources.called(&speaker.name).is_none() {
            all.push(Candidate::Found(speaker.clone()));
        }
    }
    if !wanted.is_empty() && !all.iter().any(|candidate| candidate.name().to_lowercase() == wanted) {
        all.push(Candidate::New(typed.trim().to_owned(), SourceKind::Person));
    }
    let unknown = say::unknown_speaker();
    if document.sources.called(unknown).is_none() {
        all.push(Candidate::New(unknown.to_owned(), SourceKind::Unknown));
    }
    all
}

/// The row of the table for a name as the text has it: one that goes by it, or one whose name holds it as a
/// word; else a new one, with what the text says about it. `None` for a pronoun, which names nobody.
pub fn source_called(document: &Document, name: &str) -> Option<Rc<Source>> {
    const PRONOUNS: [&str; 9] = ["he", "she", "they", "it", "we", "i", "you", "him", "her"];
    if PRONOUNS.contains(&name.to_lowercase().as_str()) {
        return None;
    }
    let has_word = |source: &&Rc<Source>| source.name.split_whitespace().any(|word| word == name);
    let known = document.sources.called(name).or_else(|| document.sources.iter().find(has_word));
    if let Some(known) = known {
        return Some(known.clone());
    }
    let found = found_in(&document.article.text)
        .iter()
        .find(|speaker| speaker.name == name || speaker.name.split_whitespace().any(|word| word == name))
        .cloned();
    let candidate =
        found.map_or_else(|| Candidate::New(name.to_owned(), SourceKind::Person), Candidate::Found);
    Some(candidate.source())
}

thread_local! {
    /// The names of the text that was asked for last: looking for them takes time that a key stroke has not.
    static FOUND: RefCell<Option<(Sha256, Rc<Vec<Speaker>>)>> = const { RefCell::new(None) };
}

/// The names that a text has.
pub fn found_in(text: &ArticleText) -> Rc<Vec<Speaker>> {
    FOUND.with_borrow_mut(|found| match found {
        Some((hash, speakers)) if *hash == text.sha256() => speakers.clone(),
        _ => {
            let speakers = Rc::new(speakers(text));
            *found = Some((text.sha256(), speakers.clone()));
            speakers
        }
    })
}
