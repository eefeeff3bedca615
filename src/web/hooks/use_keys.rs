//! The workspace's keys: from a key press to messages, by the shortcut table.

use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};
use yew::prelude::*;

use crate::annotation::Kind;
use crate::session::{Action, Command, Edge, KeyPress, Review, Session, Settings};
use crate::text::Direction;
use crate::web::acts::{
    accept_current, add_evidence, add_part, configure, cue, dismiss, draft_words, go_to_field, handle_id,
    keep_line, note, open, speaker, suggest, tag, tag_all,
};
use crate::web::caret;
use crate::web::dom::{selection, view};
use crate::web::edge::{is_text_field, now, window};
use crate::web::keys::keymap;
use crate::web::preferences::KEYS;
use crate::web::sheet::Height;
use crate::web::store::{CardField, Desk, Dialog, Message, Tab};

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

/// What a key press is to the table of shortcuts.
pub fn pressed(event: &KeyboardEvent) -> KeyPress {
    KeyPress {
        key: event.key(),
        command: event.ctrl_key() || event.meta_key(),
        shift: event.shift_key(),
        alt: event.alt_key(),
    }
}

fn handle(event: &KeyboardEvent, desk: &Desk, session: &Session) {
    if event.default_prevented() || event.is_composing() {
        return;
    }
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    if target.as_ref().is_some_and(|target| target.closest("dialog").ok().flatten().is_some()) {
        return;
    }
    if let Some(direction) = step_in_review(event, session, target.as_ref()) {
        event.prevent_default();
        desk.run(Command::GoInReview(direction));
        return;
    }
    let in_text_field = target.as_ref().is_some_and(is_text_field);
    let press = pressed(event);
    if press.is_bare_sign() && KEYS.get() == "off" {
        return;
    }
    let Some(action) = keymap().action_for(&press, in_text_field) else { return };
    // Enter presses the button that has the focus; it is a shortcut in the text only.
    let is_in_text =
        target.as_ref().is_none_or(|target| target.id() == selection::ARTICLE || target.tag_name() == "BODY");
    if press.key == "Enter" && !is_in_text {
        return;
    }
    if perform(action, desk, session) {
        event.prevent_default();
    }
}

/// The arrows up and down go through the suggestions, while the person is at one.
fn step_in_review(event: &KeyboardEvent, session: &Session, target: Option<&Element>) -> Option<Direction> {
    let is_plain = !(event.shift_key() || event.ctrl_key() || event.alt_key() || event.meta_key());
    reviewing(session).filter(|_| is_plain && !target.is_some_and(is_text_field))?;
    match event.key().as_str() {
        "ArrowDown" => Some(Direction::Forward),
        "ArrowUp" => Some(Direction::Backward),
        _ => None,
    }
}

/// The review, while the person is at a suggestion and has selected nothing.
fn reviewing(session: &Session) -> Option<&Rc<Review>> {
    session.review().filter(|review| review.current().is_some() && session.selection().is_none())
}

/// What keys mean while the person is at a suggestion; `false` for keys that mean what they always do.
fn perform_in_review(action: Action, desk: &Desk, session: &Session) -> bool {
    let Some(review) = reviewing(session) else { return false };
    match action {
        Action::Open => accept_current(desk, review),
        Action::Dismiss => dismiss(desk, &review.current().cloned().into_iter().collect::<Vec<_>>()),
        Action::Go(direction) => desk.run(Command::GoInReview(direction)),
        Action::LetGo if !view::focused().is_some_and(|focused| is_text_field(&focused)) => {
            desk.run(Command::Review(None));
        }
        _ => return false,
    }
    true
}

/// Does what a key asks for; `false` leaves the key to the browser.
fn perform(action: Action, desk: &Desk, session: &Session) -> bool {
    if perform_in_review(action, desk, session) {
        return true;
    }
    match action {
        Action::Undo => desk.undo(session.scope()),
        Action::Redo => desk.redo(),
        Action::Help => desk.send(Message::Show(Dialog::Shortcuts)),
        Action::LetGo => {
            // First out of the field or the card, with the annotation kept; then, with the next press, off the
            // annotation.
            let is_in_panel = |focused: &HtmlElement| focused.closest(".panel").ok().flatten().is_some();
            let field = view::focused().filter(|focused| is_text_field(focused) || is_in_panel(focused));
            if let Some(field) = field.filter(|_| session.document().is_some()) {
                let _ = field.blur();
                view::focus_quietly(selection::ARTICLE);
                if !is_text_field(&field) {
                    desk.send(Message::Sheet(Height::Low));
                }
                return true;
            }
            selection::collapse();
            desk.run(Command::Select(None));
            desk.run(Command::Focus(None));
            desk.send(Message::Notify(None));
            desk.send(Message::Sheet(Height::Low));
            return false;
        }
        _ if session.document().is_none() => return false,
        Action::Tag(kind) => {
            take_selection(desk, session);
            tag(desk, kind);
        }
        Action::Note => {
            take_selection(desk, session);
            note(desk, &with_selection(session));
        }
        Action::Remove => {
            take_selection(desk, session);
            let ids = with_selection(session).removable();
            desk.run(Command::Remove { ids, at: now() });
            selection::clear();
        }
        Action::Open => {
            take_selection(desk, session);
            return open(desk, &with_selection(session));
        }
        Action::Speaker => {
            take_selection(desk, session);
            speaker(desk, &with_selection(session));
        }
        Action::Cue => {
            take_selection(desk, session);
            cue(desk, &with_selection(session));
        }
        Action::Verdict => go_to_field(desk, CardField::Verdict),
        Action::AddPart => {
            take_selection(desk, session);
            add_part(desk, &with_selection(session));
        }
        Action::Evidence => {
            take_selection(desk, session);
            add_evidence(desk, &with_selection(session));
        }
        Action::Edges if draft_words(desk, session) => {}
        Action::Edges => {
            if let Some(current) = session.current() {
                view::focus(&handle_id(current.id, current.parts.iter().len() - 1, Edge::End));
            }
        }
        Action::Link => {
            let checked: Vec<_> = session.checked().iter().copied().collect();
            let current: Vec<_> = session.current().map(|current| current.id).into_iter().collect();
            let from = if checked.is_empty() { current } else { checked };
            if !from.is_empty() {
                desk.send(Message::Show(Dialog::Link(Rc::new(from))));
            }
        }
        Action::Deeper => {
            take_selection(desk, session);
            desk.run(Command::GoDeeper);
            selection::clear();
        }
        Action::TagAll => {
            take_selection(desk, session);
            tag_all(desk, &with_selection(session));
        }
        Action::Sticky => {
            let settings = session.settings();
            let likely = session.current().map_or(Kind::Quote, |current| current.kind);
            let sticky = if settings.sticky.is_some() { None } else { Some(likely) };
            configure(desk, Settings { sticky, ..settings });
        }
        Action::Suggest => suggest(desk),
        Action::KeepLine => {
            take_selection(desk, session);
            return keep_line(desk, &with_selection(session));
        }
        // There is nothing to dismiss.
        Action::Dismiss => return false,
        Action::Check => {
            if let Some(current) = session.current() {
                let is_checked = !session.checked().contains(&current.id);
                desk.run(Command::Check { ids: vec![current.id], is_checked });
            }
        }
        Action::Tab(number) => {
            let tab = Tab::ALL.into_iter().nth(usize::from(number) - 1).unwrap_or_default();
            desk.send(Message::ShowTab(tab));
            view::to_panel();
        }
        Action::Go(direction) => {
            desk.send(Message::ShowTab(Tab::Annotations));
            desk.run(Command::Go(direction));
        }
        Action::Filter => {
            desk.send(Message::ShowTab(Tab::Annotations));
            view::focus_soon(FILTER);
        }
        Action::Settings => desk.send(Message::Show(Dialog::Settings)),
        Action::OtherEnd => return caret::swap_ends(session),
        Action::Find => desk.send(Message::Show(Dialog::Find)),
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
