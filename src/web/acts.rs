//! What keys and buttons do alike: each act once, whichever way a person asks for it.

use std::rc::Rc;

use js_sys::Uint32Array;
use wasm_bindgen::JsValue;

use crate::annotation::{Evidence, EvidencePlace, Kind, Stance};
use crate::detection::Suggestion;
use crate::format::suggestions;
use crate::identity::AnnotationId;
use crate::session::{Accepted, Action, Command, Edge, Field, Review, Session, Settings};
use crate::storage::write_passages;
use crate::text::TextRange;
use crate::web::dom::{selection, view};
use crate::web::edge::{new_annotation_id, new_source_id, now};
use crate::web::keys::key_for;
use crate::web::local_storage::keep_settings;
use crate::web::store::{CardField, Desk, Dialog, Message, Notice, Tab};
use crate::web::words::notices as say;
use crate::web::work::{News, Task, Work};

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
            desk.notify(Notice::done(say::select_first(&key_for(Action::TagAll))));
        }
    }
}

/// Finds suggestions for the open article, beside the page; while that is under way, lets it go on.
pub fn suggest(desk: &Desk) {
    desk.send(Message::ShowTab(Tab::Suggestions));
    search(desk);
}

/// The same without going there, for what is looked for again by itself.
pub fn search(desk: &Desk) {
    let Some(document) = desk.session().document().cloned() else { return };
    if desk.work.borrow().is_some() {
        return;
    }
    let about = document.clone();
    let news = {
        let desk = desk.clone();
        move |news: News| match news {
            News::Progress(done, all) => desk.send(Message::Find(Some((done, all)))),
            News::Done(json) => {
                stop_suggesting(&desk);
                let json = json.as_string().unwrap_or_default();
                match suggestions::from_json(&about.article.text, &json) {
                    Ok(found) => {
                        let is_empty = found.suggestions.is_empty();
                        let kept = about.article.details.kept.clone();
                        desk.run(Command::Suggested { article: about.id(), found: Rc::new(found), kept });
                        if is_empty {
                            desk.notify(Notice::done(say::no_quote()));
                        }
                        // From here Enter, X and the arrows answer, wherever the search was asked for.
                        view::focus_quietly(selection::ARTICLE);
                    }
                    Err(error) => {
                        desk.notify(Notice::problem(say::suggestions_unread(&error)));
                    }
                }
            }
            News::Failed(reason) => {
                stop_suggesting(&desk);
                desk.notify(Notice::problem(reason));
            }
        }
    };
    let text = JsValue::from_str(document.article.text.as_str());
    let kept = &document.article.details.kept;
    let kept = Uint32Array::from(write_passages(kept).as_slice()).into();
    match Work::start(Task::Suggest, &[text, kept], news) {
        Some(work) => {
            *desk.work.borrow_mut() = Some(work);
            desk.send(Message::Find(Some((0, 0))));
        }
        None => desk.notify(Notice::problem(say::no_search())),
    }
}

/// Ends the search for suggestions.
pub fn stop_suggesting(desk: &Desk) {
    // The worker's own call may be what leads here: it is let go of when that call has returned.
    if let Some(work) = desk.work.borrow_mut().take() {
        work.end();
        gloo::timers::callback::Timeout::new(0, move || drop(work)).forget();
    }
    desk.send(Message::Find(None));
}

/// Goes to the suggestion whose passage is written like this on its marks.
pub fn go_to_suggestion(desk: &Desk, passage: &str) {
    let ends =
        passage.split_once('-').and_then(|(start, end)| Some((start.parse().ok()?, end.parse().ok()?)));
    let Some(passage) = ends.and_then(|(start, end)| TextRange::of(start, end)) else { return };
    desk.run(Command::Review(Some(passage)));
    desk.send(Message::ShowTab(Tab::Suggestions));
}

/// Takes suggestions as they are.
pub fn accept(desk: &Desk, suggestions: &[Rc<Suggestion>]) {
    let items =
        suggestions.iter().map(|suggestion| accepted(suggestion.clone(), suggestion.passage(), false));
    desk.run(Command::Accept { items: items.collect(), at: now() });
}

/// Takes the suggestion that the person is at, as they have changed it.
pub fn accept_current(desk: &Desk, review: &Review) {
    let Some(current) = review.current() else { return };
    let suggestion = review.draft().unwrap_or(current).clone();
    let item = accepted(suggestion, current.passage(), review.draft().is_some());
    desk.run(Command::Accept { items: vec![item], at: now() });
}

fn accepted(suggestion: Rc<Suggestion>, suggested: TextRange, is_changed: bool) -> Accepted {
    Accepted { suggestion, suggested, is_changed, id: new_annotation_id(), source: new_source_id() }
}

/// Gives the suggestion that the person is at the words that are selected at this very moment; `false` if there is no
/// such suggestion, or nothing is selected.
pub fn draft_words(desk: &Desk, session: &Session) -> bool {
    let is_reviewing = session.review().is_some_and(|review| review.current().is_some());
    let selected = session.document().and_then(|document| selection::selected(&document.article.text));
    let Some(range) = selected.filter(|_| is_reviewing) else { return false };
    desk.run(Command::Select(Some(range)));
    desk.run(Command::DraftWords);
    selection::clear();
    true
}

/// Takes back the greyed line at the selection, or the first one there is; `false` if none is greyed.
pub fn keep_line(desk: &Desk, session: &Session) -> bool {
    let line = session.review().and_then(|review| review.stray_at(session.selection()));
    let Some(line) = line.map(|line| line.range) else { return false };
    keep_lines(desk, vec![line]);
    true
}

/// Takes back greyed lines.
pub fn keep_lines(desk: &Desk, lines: Vec<TextRange>) {
    desk.run(Command::KeepLines { lines, at: now() });
}

/// Dismisses suggestions.
pub fn dismiss(desk: &Desk, suggestions: &[Rc<Suggestion>]) {
    let passages = suggestions.iter().map(|suggestion| suggestion.passage()).collect();
    desk.run(Command::Dismiss { passages, at: now() });
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
