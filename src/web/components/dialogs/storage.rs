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
use crate::web::words::{self, library, problems, storage as say};

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
        <Modal title={say::title()}>
            <p>{ say::everything() }</p>
            if let Some(used) = used {
                <p class="room-used">
                    <meter min="0" max={QUOTA.to_string()} value={used.to_string()} aria-label={say::in_use()}></meter>
                    { say::room(&words::size(used), &words::size(QUOTA.saturating_sub(used))) }
                </p>
            } else {
                <p class="problem">{ say::no_look() }</p>
            }
            <p>{ if desk.has_journal {
                say::journal()
            } else {
                say::no_journal()
            } }</p>
            <p>{ match *is_safe {
                Some(true) => say::promised(),
                Some(false) => say::may_clear(),
                None => say::does_not_say(),
            } }</p>
            if *is_safe == Some(false) {
                <p><button type="button" onclick={ask}>{ say::ask() }</button></p>
            }
            <h3>{ say::backup() }</h3>
            <p>{ match *backed_up {
                Some(at) => say::last(&local_moment(at)),
                None => say::none().to_owned(),
            } }</p>
            <p><button type="button" onclick={save_all}>{ library::back_up() }</button>
                <span class="aside">{ say::one_file() }</span></p>
            <Privacy />
            if !damaged.is_empty() {
                <h3>{ say::set_aside(damaged.len()) }</h3>
                <ul class="problems" aria-label={say::records()}>
                    { for damaged.iter().map(|record| html! {
                        <li>
                            <code>{ &record.key }</code>{ format!(": {}. ", problems::record(&record.why)) }
                            <button type="button" class="small" aria-label={say::download(&record.key)} onclick={raw(record)}>{ say::as_it_is() }</button>
                        </li>
                    }) }
                </ul>
            }
        </Modal>
    }
}
