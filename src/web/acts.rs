//! What keys and buttons do alike: each act once, whichever way a person asks for it.

use crate::annotation::{Evidence, EvidencePlace, Kind, Stance};
use crate::identity::AnnotationId;
use crate::session::{Command, Edge, Field, Session, Settings};
use crate::web::dom::{selection, view};
use crate::web::edge::{new_annotation_id, new_source_id, now};
use crate::web::local_storage::keep_settings;
use crate::web::store::{CardField, Desk, Dialog, Message, Notice};

/// Tags the selection, or retags the current annotation.
pub fn tag(desk: &Desk, kind: Kind) {
    desk.run(Command::Annotate { kind, id: new_annotation_id(), source: new_source_id(), at: now() });
    selection::clear();
}

/// Writes a note: on the current annotation, or on the selection, which is tagged for it.
pub fn note(desk: &Desk, session: &Session) {
    if session.selection().is_some() {
        tag(desk, session.likely_kind());
        // The card of what was tagged just now is not there yet.
        desk.send(Message::GoToField(CardField::Note));
    } else {
        go_to_field(desk, CardField::Note);
    }
}

/// Takes the proposal of the current annotation; without one, goes into its card. With every selection tagged at
/// once, tags the selection. `false` if there is nothing to do.
pub fn open(desk: &Desk, session: &Session) -> bool {
    if session.selection().is_some() {
        let Some(kind) = session.settings().sticky else { return false };
        tag(desk, kind);
        return true;
    }
    let Some(current) = session.current() else { return false };
    if current.attribution.is_proposed {
        desk.run(Command::Set { ids: vec![current.id], field: Field::Proposal(true), at: now() });
    } else {
        go_to_field(desk, CardField::First);
    }
    true
}

/// Brings a field of the current annotation's card under the person's hands. Where the card is open already, at
/// once: what is typed next must not be taken for shortcuts.
pub fn go_to_field(desk: &Desk, field: CardField) {
    let current = desk.session().current().map(|annotation| annotation.id);
    if !current.is_some_and(|id| view::focus_field(field, id)) {
        desk.send(Message::GoToField(field));
    }
}

/// Says where the speaker is named: by the selected words, for the annotation that the person was at. Without a
/// selection, goes to the speaker's field.
pub fn speaker(desk: &Desk, session: &Session) {
    let (Some(subject), Some(range), Some(document)) =
        (session.subject(), session.selection(), session.document())
    else {
        return go_to_field(desk, CardField::Speaker);
    };
    let ids = vec![subject.id];
    let text = &document.article.text;
    let source = crate::web::speakers::source_called(document, text.slice(range));
    if let Some(source) = source {
        desk.run(Command::Set { ids: ids.clone(), field: Field::Speaker(Some(source)), at: now() });
    }
    desk.run(Command::Set { ids, field: Field::Mention(Some(range)), at: now() });
    selection::clear();
}

/// Says which words attribute: the selected ones; without a selection, goes to the cue's field.
pub fn cue(desk: &Desk, session: &Session) {
    let (Some(subject), Some(range)) = (session.subject(), session.selection()) else {
        return go_to_field(desk, CardField::Cue);
    };
    desk.run(Command::Set { ids: vec![subject.id], field: Field::Cue(Some(range)), at: now() });
    selection::clear();
}

/// Adds the selected words to the annotation that the person was at.
pub fn add_part(desk: &Desk, session: &Session) {
    if let (Some(subject), Some(range)) = (session.subject(), session.selection()) {
        desk.run(Command::AddPart { id: subject.id, range, at: now() });
        selection::clear();
    }
}

/// Takes the selected words as evidence for the claim that the person was at.
pub fn add_evidence(desk: &Desk, session: &Session) {
    let (Some(subject), Some(range)) = (session.subject(), session.selection()) else { return };
    if subject.kind != Kind::Claim {
        return;
    }
    let mut evidence = subject.claim.evidence.clone();
    let place = EvidencePlace::Span(range);
    evidence.push(Evidence { place, stance: Stance::Supports, note: String::new() });
    desk.run(Command::Set { ids: vec![subject.id], field: Field::Evidence(evidence), at: now() });
    selection::clear();
}

/// Looks for every occurrence of the selected words, or of the current annotation's.
pub fn tag_all(desk: &Desk, session: &Session) {
    let Some(document) = session.document() else { return };
    let current = || session.current().map(|current| current.parts.as_slice()[0]);
    match session.selection().or_else(current) {
        Some(range) => {
            let passage = document.article.text.slice(range).to_owned();
            desk.send(Message::Show(Dialog::TagAll(passage)));
        }
        None => {
            desk.notify(Notice::done(
                "Select words first, then press A to tag every place where they stand.",
            ));
        }
    }
}

/// Changes how the session behaves, and keeps that for the next visit.
pub fn configure(desk: &Desk, settings: Settings) {
    desk.run(Command::Configure(settings));
    keep_settings(settings);
}

/// The id of the handle on an edge of an annotation's part.
pub fn handle_id(id: AnnotationId, part: usize, edge: Edge) -> String {
    let edge = match edge {
        Edge::Start => "start",
        Edge::End => "end",
    };
    format!("edge-{id}-{part}-{edge}")
}
