//! The open article in the address (`#…`), so that a reload and the Back button find it again.

use gloo::events::EventListener;
use yew::prelude::*;

use crate::identity::ArticleId;
use crate::session::{Command, Session};
use crate::web::edge::window;
use crate::web::store::Desk;

/// The article that the address names.
pub fn article_in_address() -> Option<ArticleId> {
    ArticleId::from_short(window().location().hash().ok()?.strip_prefix('#')?)
}

/// Keeps the address and the session together, both ways.
#[hook]
pub fn use_route(desk: &Desk, session: &Session) {
    let open = session.document().map(|document| document.id());
    use_effect_with(open, |open| {
        if *open != article_in_address() {
            // A new entry for the Back button. Without a hash the address is the page's own.
            let address = open.map_or_else(path, |id| format!("#{}", id.short()));
            let history = window().history();
            let _ = history.and_then(|history| {
                history.push_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&address))
            });
        }
    });
    let desk = desk.clone();
    use_effect_with((), move |()| {
        let listener = EventListener::new(&window(), "popstate", move |_| {
            follow(&desk);
        });
        move || drop(listener)
    });
}

fn follow(desk: &Desk) {
    let Some(id) = article_in_address() else {
        desk.run(Command::Close);
        return;
    };
    if let Some(document) = desk.document(id) {
        desk.run(Command::Open(document));
    }
}

fn path() -> String {
    let location = window().location();
    location.pathname().unwrap_or_default() + &location.search().unwrap_or_default()
}
