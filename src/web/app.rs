//! The root: holds the state, saves it, and shows the start screen or the workspace.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::components::{Announcer, DialogsProps, DropZone, NoticeBar, Start, UpdateBar, Workspace};
use super::edge;
use super::hooks::{
    article_in_address, use_autosave, use_kept_focus, use_kept_undo, use_keys, use_other_tabs, use_route,
};
use super::journal::Journal;
use super::keys::restore_keymap;
use super::local_storage::{BrowserStorage, kept_annotator, kept_settings};
use super::parts::{Later, Rest};
use super::store::{Desk, Notice, Store};
use super::words::{notices as say, restore_language};
use crate::annotation::Document;
use crate::session::{Command, Library, Session, apply};
use crate::storage::{
    Storage, load_hashed, load_histories, recover, set_stamp, shelf_beside, stamp, text_of,
};
use crate::text::Sha256;

/// Starts the page: first what a crash took from the store is written again, then everything is shown.
pub fn start() {
    if super::work::is_beside() {
        return super::work::serve();
    }
    super::dom::dictionary::install();
    spawn_local(async {
        let journal = Journal::open().await;
        if let Some(journal) = &journal {
            restore_lost_writes(journal).await;
        }
        let hash = match article_in_address().and_then(|id| text_of(&BrowserStorage::local(), id)) {
            Some(text) => edge::sha256(&text).await,
            None => None,
        };
        yew::Renderer::<App>::with_props(AppProps { journal, hash }).render();
    });
}

async fn restore_lost_writes(journal: &Journal) {
    let mut storage = BrowserStorage::local();
    let Ok(last) = stamp(&storage) else { return };
    if last.is_none() && is_same_sitting() {
        // A store without a stamp that had one a moment ago: a person emptied it, and it stays empty.
        journal.clear();
    }
    let lost = journal.entries_after(last.unwrap_or_default()).await;
    // A store that refuses is found out, and said, when it is written to.
    let _ = recover(&mut storage, &lost);
    if matches!(stamp(&storage), Ok(None)) {
        let _ = set_stamp(&mut storage, edge::stamp());
    }
    let _ = BrowserStorage::of_tab().set(SITTING, "1");
}

/// The key in the tab's own store that says that the page ran in this tab before. A crash takes it away.
const SITTING: &str = "ascribe.sitting";

/// Whether the page ran in this tab just before, so that nothing can have crashed in between.
fn is_same_sitting() -> bool {
    edge::is_reload() || matches!(BrowserStorage::of_tab().get(SITTING), Ok(Some(_)))
}

/// What the page is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct AppProps {
    /// The journal of writes, where the browser has one.
    pub journal: Option<Journal>,
    /// The hash of the text of the article that the address names, if the browser could take it.
    pub hash: Option<Sha256>,
}

/// The page.
#[component]
pub fn App(props: &AppProps) -> Html {
    let storage = use_mut_ref(BrowserStorage::local);
    let store = {
        let (storage, hash) = (storage.clone(), props.hash);
        use_reducer(move || first_state(&storage, hash))
    };
    let desk = use_memo((), |()| Desk::new(store.dispatcher(), storage, props.journal.is_some()));
    let session = &store.session;
    desk.look_at(session);
    let autosave = use_autosave(&desk, session.library(), props.journal.as_ref());
    use_other_tabs(&desk, &autosave);
    let save_state = autosave.state;
    use_kept_undo(session.histories());
    use_kept_focus();
    use_keys(&desk);
    use_route(&desk, session);
    let dialogs = DialogsProps { dialog: store.dialog.clone(), document: session.document().cloned() };

    let screen = match session.document() {
        Some(document) => html! {
            <Workspace
                key={document.id().to_string()}
                session={session.clone()}
                document={document.clone()}
                {save_state}
                tab={store.tab}
                sheet={store.sheet}
                field_request={store.field_request}
                finding={store.finding}
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
        <ContextProvider<Desk> context={desk.showing(store.language, &store.keymap)}>
            <Announcer news={store.news.clone()} />
            { screen }
            <NoticeBar notice={store.notice.clone()} />
            <UpdateBar />
            <Later is_wanted={store.dialog.is_some()} show={Callback::from(move |rest: &'static Rest| (rest.dialogs)(dialogs.clone()))} />
            <DropZone />
        </ContextProvider<Desk>>
    }
}

/// What the browser keeps, and the article that the address names.
fn first_state(storage: &RefCell<BrowserStorage>, hash: Option<Sha256>) -> Store {
    super::preferences::restore();
    let (language, keymap) = (restore_language(), restore_keymap());
    let storage = storage.borrow();
    let snapshot = storage.snapshot();
    let storage: &dyn Storage = snapshot.as_ref().map_or(&*storage, |snapshot| snapshot);
    let asked_for = article_in_address();
    let (open, mut damaged) = match asked_for.map(|id| load_hashed(storage, id, hash)) {
        Some(Ok((document, damaged))) => (document, damaged),
        Some(Err(_)) | None => (None, Vec::new()),
    };
    // Where the article could not be loaded, the shelf says why.
    let loaded = open.as_ref().map(Document::id);
    if loaded.is_none() {
        damaged.clear();
    }
    let (summaries, others) = shelf_beside(storage, loaded).unwrap_or_default();
    damaged.extend(others);
    let library: Library = summaries.into_iter().collect();
    // Without a store of the tab's own, or with one that cannot be read, undo starts afresh.
    let histories = load_histories(&BrowserStorage::of_tab()).unwrap_or_default();
    let session = Session::new(library)
        .with_histories(histories)
        .with_settings(kept_settings())
        .with_annotator(&kept_annotator());
    let mut notice = match damaged.len() {
        0 => None,
        many => Some(say::damaged(many)),
    };
    if asked_for.is_some() && open.is_none() && notice.is_none() {
        notice = Some(say::not_kept().to_owned());
    }
    let session =
        open.and_then(|document| apply(&session, Command::Open(Rc::new(document)))).unwrap_or(session);
    Store { session, notice: notice.map(Notice::problem), language, keymap, ..Store::default() }
}
