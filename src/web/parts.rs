//! What is fetched after the page can be used: dialogs, the tabs beside the list, the fields of a card, and what a
//! worker does.
//!
//! The program is one, and building it cuts it into files (`xtask::split`): whatever only these functions lead to lies in
//! a file of the part's name, and is fetched when the part is first asked for. Both the page and its worker run the
//! same program, so what both need is fetched once.

// The two halves of a call across files are linked by name, which the macro has to write as unsafe code.
#![allow(unsafe_code)]

use std::cell::{Cell, RefCell};

use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::{SplitLoaderError, wasm_split};
use yew::prelude::*;

use super::components::{
    DialogsProps, FieldsProps, FiguresTabProps, SourcesTabProps, SuggestionsTabProps, rest_of_components,
};
use super::store::{Desk, Message, Notice, use_desk};
use super::words::notices as say;
use super::work::{Perform, WorkPart};
use crate::annotation::Document;

/// Everything of the page that is not there from the first moment.
#[derive(Debug)]
pub struct Rest {
    /// The dialog that is open, if one is.
    pub dialogs: fn(DialogsProps) -> Html,
    /// The tab of the sources.
    pub sources: fn(SourcesTabProps) -> Html,
    /// The tab of the figures.
    pub figures: fn(FiguresTabProps) -> Html,
    /// The tab of the suggestions.
    pub suggestions: fn(SuggestionsTabProps) -> Html,
    /// What can be changed on a card.
    pub fields: fn(FieldsProps) -> Html,
    /// Downloads an article as JSON.
    pub download_json: fn(&Desk, &Document),
}

thread_local! {
    static REST: Cell<Option<&'static Rest>> = const { Cell::new(None) };
    /// The places that are empty until it is there.
    static EMPTY: RefCell<Vec<UseForceUpdateHandle>> = const { RefCell::new(Vec::new()) };
}

#[wasm_split(rest, fallible)]
fn fetch_rest() -> Result<&'static Rest, SplitLoaderError> {
    Ok(rest_of_components())
}

#[wasm_split(suggesting, fallible)]
fn fetch_suggesting() -> Result<Perform, SplitLoaderError> {
    Ok(super::work::suggesting())
}

#[wasm_split(files, fallible)]
fn fetch_files() -> Result<Perform, SplitLoaderError> {
    Ok(super::work::files())
}

/// A part of what a worker does, fetched when it is not there.
pub async fn work(part: WorkPart) -> Result<Perform, SplitLoaderError> {
    match part {
        WorkPart::Suggesting => fetch_suggesting().await,
        WorkPart::Files => fetch_files().await,
    }
}

/// The rest of the page, fetched when it is not there.
pub async fn rest() -> Result<&'static Rest, SplitLoaderError> {
    if let Some(rest) = REST.get() {
        return Ok(rest);
    }
    let rest = fetch_rest().await?;
    REST.set(Some(rest));
    for place in EMPTY.take() {
        place.force_update();
    }
    Ok(rest)
}

/// The same; where it cannot be fetched, the person is told what to do.
async fn rest_or_notice(desk: &Desk) -> Option<&'static Rest> {
    let rest = rest().await;
    if rest.is_err() {
        desk.notify(Notice::problem(say::not_loaded_part()));
        // A dialog that cannot be shown is none: to ask for it once more is to try again.
        desk.send(Message::CloseDialog);
    }
    rest.ok()
}

/// Does something with the rest of the page, now or as soon as it is there.
pub fn with_rest(desk: &Desk, act: impl FnOnce(&'static Rest) + 'static) {
    let desk = desk.clone();
    spawn_local(async move {
        if let Some(rest) = rest_or_notice(&desk).await {
            act(rest);
        }
    });
}

/// What shows something of the rest.
#[derive(Clone, PartialEq, Properties)]
pub struct LaterProps {
    /// What is shown, once it can be.
    pub show: Callback<&'static Rest, Html>,
    /// Whether a person waits for it. If not, it is fetched all the same, so that nobody will have to wait.
    pub is_wanted: bool,
}

/// A place for something of the rest: empty until that is there.
#[component]
pub fn Later(props: &LaterProps) -> Html {
    let desk = use_desk();
    let update = use_force_update();
    let now = REST.get();
    // A part that could not be fetched is asked for again when a person wants it.
    use_effect_with(props.is_wanted, move |is_wanted| {
        let is_wanted = *is_wanted;
        if now.is_none() {
            EMPTY.with_borrow_mut(|places| places.push(update));
            spawn_local(async move {
                if is_wanted {
                    rest_or_notice(&desk).await;
                } else {
                    // Nobody misses it yet.
                    let _ = rest().await;
                }
            });
        }
    });
    now.map(|rest| props.show.emit(rest)).unwrap_or_default()
}

/// A place for something of the rest that a person waits for.
pub fn later(show: impl Fn(&'static Rest) -> Html + 'static) -> Html {
    html! { <Later show={Callback::from(show)} is_wanted=true /> }
}
