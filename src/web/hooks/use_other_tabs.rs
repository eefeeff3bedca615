//! Takes over what other tabs store, as soon as the browser tells of it.

use std::cell::RefCell;

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::StorageEvent;
use yew::prelude::*;

use super::Autosave;
use crate::session::Command;
use crate::storage::{News, Saver, news, shelf};
use crate::web::edge::{now, window};
use crate::web::local_storage::forget_room_used;
use crate::web::store::Desk;

/// Listens to the `storage` event, which comes for what other tabs write and never for this tab's own.
#[hook]
pub fn use_other_tabs(desk: &Desk, autosave: &Autosave) {
    let (desk, saver, again) = (desk.clone(), autosave.saver.clone(), autosave.again.clone());
    use_effect_with((), move |()| {
        let listener = EventListener::new(&window(), "storage", move |event| {
            forget_room_used();
            // Without a key the whole store was cleared: everything that is open here is saved again.
            let key = event.dyn_ref::<StorageEvent>().and_then(StorageEvent::key);
            match key {
                Some(key) => look(&desk, &saver, &key),
                None => {
                    saver.borrow_mut().forget();
                    again.emit(());
                }
            }
        });
        move || drop(listener)
    });
}

fn look(desk: &Desk, saver: &RefCell<Saver>, key: &str) {
    let news = news(&*desk.storage.borrow(), key).unwrap_or_default();
    for news in news {
        match news {
            News::Change(elsewhere) => {
                saver.borrow_mut().learn(&elsewhere);
                desk.run(Command::Elsewhere { elsewhere, at: now() });
            }
            News::Shelf => {
                let listed = shelf(&*desk.storage.borrow());
                if let Ok((summaries, _)) = listed {
                    desk.run(Command::Shelve(summaries));
                }
            }
        }
    }
}
