//! What is stored, how much room is left, how safe it is, and what could not be read.

use wasm_bindgen_futures::spawn_local;
use web_sys::MouseEvent;
use yew::prelude::*;

use super::privacy::Privacy;
use crate::storage::{Damaged, QUOTA, Storage, shelf};
use crate::web::components::Modal;
use crate::web::components::opener::{back_up, last_backup};
use crate::web::dom::files::download;
use crate::web::edge::local_moment;
use crate::web::persistence::{ask_to_keep, is_kept_for_good};
use crate::web::store::use_desk;
use crate::web::words;

/// The dialog about storage.
#[component]
pub fn StorageDialog() -> Html {
    let desk = use_desk();
    let is_safe = use_state(|| None::<bool>);
    let backed_up = use_state(last_backup);
    {
        let is_safe = is_safe.clone();
        use_effect_with((), move |()| spawn_local(async move { is_safe.set(is_kept_for_good().await) }));
    }
    let (used, damaged) = {
        let storage = desk.storage.borrow();
        (storage.used().ok(), shelf(&*storage).map(|(_, damaged)| damaged).unwrap_or_default())
    };
    let ask = {
        let is_safe = is_safe.clone();
        move |_: MouseEvent| {
            let is_safe = is_safe.clone();
            spawn_local(async move { is_safe.set(ask_to_keep().await) });
        }
    };
    let save_all = {
        let (desk, backed_up) = (desk.clone(), backed_up.clone());
        move |_: MouseEvent| {
            back_up(&desk);
            backed_up.set(last_backup());
        }
    };
    let raw = |record: &Damaged| {
        let (desk, key) = (desk.clone(), record.key.clone());
        move |_: MouseEvent| {
            let value = desk.storage.borrow().get(&key).ok().flatten().unwrap_or_default();
            download(&format!("{key}.txt"), "text/plain", &value);
        }
    };
    html! {
        <Modal title="Storage">
            <p>{ "Everything is kept in this browser, for this address, and nowhere else. Nothing is sent anywhere." }</p>
            if let Some(used) = used {
                <p class="room-used">
                    <meter min="0" max={QUOTA.to_string()} value={used.to_string()} aria-label="Room in use"></meter>
                    { format!("{} in use, {} left", words::size(used), words::size(QUOTA.saturating_sub(used))) }
                </p>
            } else {
                <p class="problem">{ "This browser does not let the page look at its storage. Export your work before you leave." }</p>
            }
            <p>{ if desk.has_journal {
                "What is shown as saved survives a crash of the browser: each change also goes to a journal (IndexedDB), and counts \
                 as saved only when that is on the disk."
            } else {
                "This browser gives the page no journal (IndexedDB). Browsers write local storage to the disk some seconds late, so \
                 a crash could take the last changes although they are shown as saved."
            } }</p>
            <p>{ match *is_safe {
                Some(true) => "The browser has promised not to clear it when the disk gets full.",
                Some(false) => "The browser may clear it when the disk gets full, as it does with every page it was not asked to keep.",
                None => "The browser does not say whether it would clear it when the disk gets full.",
            } }</p>
            if *is_safe == Some(false) {
                <p><button type="button" onclick={ask}>{ "Ask the browser to keep it" }</button></p>
            }
            <h3>{ "Backup" }</h3>
            <p>{ match *backed_up {
                Some(at) => format!("The last one from this browser: {}.", local_moment(at)),
                None => "There is none from this browser yet.".to_owned(),
            } }</p>
            <p><button type="button" onclick={save_all}>{ "Back up everything" }</button>
                <span class="aside">{ " One file, an article a line; Import… takes it back and overwrites nothing." }</span></p>
            <Privacy />
            if !damaged.is_empty() {
                <h3>{ format!("{} set aside", words::count(damaged.len(), "record")) }</h3>
                <ul class="problems" aria-label="Records set aside">
                    { for damaged.iter().map(|record| html! {
                        <li>
                            <code>{ &record.key }</code>{ format!(": {}. ", record.why) }
                            <button type="button" class="small" aria-label={format!("Download {}", record.key)} onclick={raw(record)}>{ "Download as it is" }</button>
                        </li>
                    }) }
                </ul>
            }
        </Modal>
    }
}
