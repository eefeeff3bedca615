//! Saves whatever changed, right after it changed, and tells the truth about it.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::{Interval, Timeout};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::Same;
use crate::annotation::Document;
use crate::session::Library;
use crate::storage::{Saver, Storage, StorageError, journal_entry, set_stamp, stamp};
use crate::web::edge::{self, window};
use crate::web::journal::Journal;
use crate::web::persistence::{ask_to_keep, is_kept_for_good};
use crate::web::store::Desk;

/// What the status line says about saving.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// Everything is in the browser's storage, and on its way to the disk.
    Saving,
    /// Everything is in the browser's storage, and would survive a crash of the browser.
    Saved,
    /// Something is in memory only.
    NotSaved(StorageError),
}

/// Counts how often saving was asked for although nothing changed.
#[derive(Default)]
struct Attempt(u32);

impl Reducible for Attempt {
    type Action = ();

    fn reduce(self: Rc<Self>, (): ()) -> Rc<Self> {
        Rc::new(Self(self.0.wrapping_add(1)))
    }
}

/// Counts the writes that are on their way to the disk.
#[derive(Default)]
struct Pending(i32);

impl Reducible for Pending {
    type Action = i32;

    fn reduce(self: Rc<Self>, change: i32) -> Rc<Self> {
        Rc::new(Self(self.0 + change))
    }
}

/// What the rest of the page has to do with saving.
#[derive(Clone)]
pub struct Autosave {
    /// How it stands.
    pub state: SaveState,
    /// What is stored, for those who learn of writes by other tabs.
    pub saver: Rc<RefCell<Saver>>,
    /// Saves again, although nothing changed here.
    pub again: Callback<()>,
}

/// How often a failed save is tried again, in milliseconds: room may come back when another tab deletes.
const RETRY: u32 = 2_000;

/// Watches the library and writes each difference to storage in the same task that made it. While something
/// cannot be saved it tries again by itself, and leaving the page asks first. Where the browser has a journal, a
/// change counts as saved only when the journal's entry is on the disk, so that a crash cannot take it.
#[hook]
pub fn use_autosave(desk: &Desk, library: &Rc<Library>, journal: Option<&Journal>) -> Autosave {
    let saver = use_mut_ref(|| Saver::new(library.clone()));
    let failure = use_state_eq(|| None::<StorageError>);
    let pending = use_reducer(Pending::default);
    // A reducer, because a listener that lives as long as the page has to count on, not from where it began.
    let attempt = use_reducer(Attempt::default);
    let again = {
        let attempt = attempt.dispatcher();
        use_callback((), move |(), ()| attempt.dispatch(()))
    };
    {
        let (storage, failure, saver) = (desk.storage.clone(), failure.clone(), saver.clone());
        let (journal, pending) = (journal.cloned(), pending.dispatcher());
        use_effect_with((Same(library.clone()), attempt.0), move |(library, _)| {
            let storage = &mut *storage.borrow_mut();
            let saved = saver.borrow_mut().save(storage, &library.0);
            let written = saver.borrow_mut().take_written();
            if let Some(journal) = journal.filter(|_| !written.is_empty()) {
                // Stamps grow, also when somebody sets the clock back.
                let last = stamp(storage).ok().flatten().unwrap_or_default();
                let at = edge::stamp().max(last + 1);
                // Without room for the stamp the entry counts as lost and is written once more, to no harm.
                let _ = set_stamp(storage, at);
                pending.dispatch(1);
                journal.append(at, &journal_entry(at, &written), move || pending.dispatch(-1));
            }
            // A store that is blocked has to be found out before there is something to lose.
            failure.set(saved.and_then(|_| storage.get("")).err());
        });
    }
    {
        let failing = failure.is_some();
        let again = again.clone();
        use_effect_with(failing, move |failing| {
            let retries = failing.then(|| Interval::new(RETRY, move || again.emit(())));
            move || drop(retries)
        });
    }
    // Once there is something to keep, the browser is asked to keep it.
    let has_work = library.entries().any(|(id, _)| library.is_kept(id));
    use_effect_with(has_work, |has_work| {
        if *has_work {
            spawn_local(async {
                if is_kept_for_good().await == Some(false) {
                    ask_to_keep().await;
                }
            });
        }
    });
    let unsaved = failure.is_some() || has_unkept(library);
    use_effect_with(unsaved, move |unsaved| {
        let warning = unsaved.then(|| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&window(), "beforeunload", options, |event| {
                event.prevent_default();
            })
        });
        move || drop(warning)
    });
    let state = match &*failure {
        Some(error) => SaveState::NotSaved(error.clone()),
        None if pending.0 > 0 => SaveState::Saving,
        None => SaveState::Saved,
    };
    Autosave { state, saver, again }
}

fn has_unkept(library: &Library) -> bool {
    library.entries().any(|(id, _)| !library.is_kept(id))
}

/// How long nothing has to change before the room in use is measured, in milliseconds.
const PAUSE: u32 = 400;

/// How much of the browser's storage is in use, in characters, measured when work pauses: measuring looks
/// at every record, which must not happen at every key press.
#[hook]
pub fn use_room_used(
    desk: &Desk,
    library: Option<&Rc<Library>>,
    document: Option<&Rc<Document>>,
) -> Option<usize> {
    // Not before the first pause either: the article comes first.
    let used = use_state_eq(|| None);
    {
        let (storage, used) = (desk.storage.clone(), used.clone());
        let watched = (library.cloned().map(Same), document.cloned().map(Same));
        use_effect_with(watched, move |_| {
            let measuring = Timeout::new(PAUSE, move || used.set(storage.borrow().used().ok()));
            move || drop(measuring)
        });
    }
    *used
}
