//! The workspace's keys: from a key press to messages, by the shortcut table.

use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};
use yew::prelude::*;

use crate::session::{Action, Command, KeyPress, Session, action_for};
use crate::web::dom::{selection, view};
use crate::web::edge::{is_text_field, new_annotation_id, now, window};
use crate::web::store::{Desk, Dialog, Message};

/// The id of the list's filter field.
pub const FILTER: &str = "filter";

/// Listens to the whole window, so that keys work wherever the focus is, except in dialogs.
#[hook]
pub fn use_keys(desk: &Desk) {
    let desk = desk.clone();
    use_effect_with((), move |()| {
        let options = EventListenerOptions::enable_prevent_default();
        let listener = EventListener::new_with_options(&window(), "keydown", options, move |event| {
            let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
            handle(event, &desk, &desk.session());
        });
        move || drop(listener)
    });
}

fn handle(event: &KeyboardEvent, desk: &Desk, session: &Session) {
    if event.default_prevented() || event.is_composing() {
        return;
    }
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    if target.as_ref().is_some_and(|target| target.closest("dialog").ok().flatten().is_some()) {
        return;
    }
    let in_text_field = target.as_ref().is_some_and(is_text_field);
    let press = KeyPress {
        key: event.key(),
        command: event.ctrl_key() || event.meta_key(),
        shift: event.shift_key(),
        alt: event.alt_key(),
    };
    let Some(action) = action_for(&press, in_text_field) else { return };
    if perform(action, desk, session) {
        event.prevent_default();
    }
}

/// Does what a key asks for; `false` leaves the key to the browser.
fn perform(action: Action, desk: &Desk, session: &Session) -> bool {
    match action {
        Action::Undo => desk.undo(session.scope()),
        Action::Redo => desk.redo(),
        Action::Help => desk.send(Message::Show(Dialog::Shortcuts)),
        Action::LetGo => {
            // First out of the field, with the annotation kept; then, with the next press, off the annotation.
            if let Some(field) = view::focused().filter(|focused| is_text_field(focused)) {
                let _ = field.blur();
                view::focus_quietly(selection::ARTICLE);
                return true;
            }
            selection::clear();
            desk.run(Command::Select(None));
            desk.run(Command::Focus(None));
            desk.send(Message::Notify(None));
            return false;
        }
        _ if session.document().is_none() => return false,
        Action::Tag(kind) => {
            take_selection(desk, session);
            desk.run(Command::Annotate { kind, id: new_annotation_id(), at: now() });
            selection::clear();
        }
        Action::Note => {
            take_selection(desk, session);
            note(desk, session);
        }
        Action::Remove => {
            take_selection(desk, session);
            let ids = with_selection(session).removable();
            desk.run(Command::Remove { ids, at: now() });
            selection::clear();
        }
        Action::Go(direction) => desk.run(Command::Go(direction)),
        Action::Filter => view::focus(FILTER),
        Action::Export => desk.send(Message::Show(Dialog::Export)),
    }
    true
}

/// Takes what is selected at this very moment: the browser tells of a new selection a little later, and a
/// quick hand must not tag the old one.
fn take_selection(desk: &Desk, session: &Session) {
    if let Some(range) = read(session) {
        desk.run(Command::Select(Some(range)));
    }
}

/// The session as it is with what is selected at this very moment.
fn with_selection(session: &Session) -> Rc<Session> {
    let selected =
        read(session).and_then(|range| crate::session::apply(session, Command::Select(Some(range))));
    Rc::new(selected.unwrap_or_else(|| session.clone()))
}

fn read(session: &Session) -> Option<crate::text::TextRange> {
    selection::selected(&session.document()?.article.text)
}

/// Writes a note: on the current annotation, or on the selection, which is tagged for it.
fn note(desk: &Desk, session: &Session) {
    let session = with_selection(session);
    if session.selection().is_some() {
        let id = new_annotation_id();
        desk.run(Command::Annotate { kind: session.likely_kind(), id, at: now() });
        selection::clear();
    }
    desk.send(Message::WriteNote(None));
}
