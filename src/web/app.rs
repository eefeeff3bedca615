//! The root: holds the state, saves it, and shows the start screen or the workspace.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use super::components::{Dialogs, DropZone, NoticeBar, Start, Workspace, restore_theme};
use super::hooks::{article_in_address, use_autosave, use_kept_undo, use_keys, use_other_tabs, use_route};
use super::local_storage::BrowserStorage;
use super::store::{Desk, Notice, Store};
use crate::session::{Command, Library, Session, apply};
use crate::storage::{load, load_histories, shelf};

/// The page.
#[component]
pub fn App() -> Html {
    let storage = use_mut_ref(BrowserStorage::local);
    let store = {
        let storage = storage.clone();
        use_reducer(move || first_state(&storage))
    };
    let desk = use_memo((), |()| Desk::new(store.dispatcher(), storage));
    let session = &store.session;
    desk.look_at(session);
    let autosave = use_autosave(&desk, session.library());
    use_other_tabs(&desk, &autosave);
    let save_state = autosave.state;
    use_kept_undo(session.histories());
    use_keys(&desk);
    use_route(&desk, session);

    let screen = match session.document() {
        Some(document) => html! {
            <Workspace
                key={document.id().to_string()}
                session={session.clone()}
                document={document.clone()}
                {save_state}
                note_request={store.note_request}
            />
        },
        None => html! {
            <Start
                library={session.library().clone()}
                undo={session.undo_step().cloned()}
                redo={session.redo_step().cloned()}
                {save_state}
            />
        },
    };
    html! {
        <ContextProvider<Desk> context={(*desk).clone()}>
            { screen }
            <NoticeBar notice={store.notice.clone()} />
            <Dialogs dialog={store.dialog.clone()} document={session.document().cloned()} />
            <DropZone />
        </ContextProvider<Desk>>
    }
}

/// What the browser keeps, and the article that the address names.
fn first_state(storage: &RefCell<BrowserStorage>) -> Store {
    restore_theme();
    let storage = storage.borrow();
    let (summaries, damaged) = shelf(&*storage).unwrap_or_default();
    let library: Library = summaries.into_iter().collect();
    // Without a store of the tab's own, or with one that cannot be read, undo starts afresh.
    let histories = load_histories(&BrowserStorage::of_tab()).unwrap_or_default();
    let session = Session::new(library).with_histories(histories);
    let mut notice = match damaged.len() {
        0 => None,
        1 => Some("One stored record cannot be read and was set aside. Everything else is here.".to_owned()),
        many => {
            Some(format!("{many} stored records cannot be read and were set aside. Everything else is here."))
        }
    };
    let asked_for = article_in_address();
    let open = asked_for.and_then(|id| load(&*storage, id).ok()?.0);
    if asked_for.is_some() && open.is_none() && notice.is_none() {
        notice = Some("The article of this address is not kept in this browser.".to_owned());
    }
    let session =
        open.and_then(|document| apply(&session, Command::Open(Rc::new(document)))).unwrap_or(session);
    Store { session, notice: notice.map(Notice::problem), ..Store::default() }
}
