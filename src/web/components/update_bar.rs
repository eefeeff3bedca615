//! Says that a new version is ready, and loads it when a person says so.

use gloo::timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use web_sys::MouseEvent;
use yew::prelude::*;

use crate::web::offline::{self, Update};
use crate::web::store::use_words;
use crate::web::words::offline as say;

/// How long after the start the browser is asked to keep the page's files, in milliseconds: they are read once more, and
/// nobody waits for that.
const LATER: u32 = 1_500;

/// The bar. Nothing is loaded again by itself: who is in the middle of something puts the bar away, and the new version
/// comes with the next start.
#[component]
pub fn UpdateBar() -> Html {
    use_words();
    let update = use_state(|| None::<Update>);
    {
        let update = update.clone();
        use_effect_with((), move |()| {
            let keeping = Timeout::new(LATER, move || {
                spawn_local(async move {
                    offline::keep(move |news| update.set(Some(news))).await;
                });
            });
            move || drop(keeping)
        });
    }
    let load = {
        let update = update.clone();
        move |_: MouseEvent| {
            if let Some(update) = &*update {
                offline::load(update);
            }
        }
    };
    let dismiss = {
        let update = update.clone();
        move |_: MouseEvent| update.set(None)
    };
    html! {
        <div class="notices update-notice" aria-live="polite" aria-atomic="true">
            if update.is_some() {
                <div class="notice">
                    <span>{ say::new_version() }</span>
                    <button type="button" onclick={load}>{ say::reload() }</button>
                    <button type="button" class="icon" aria-label={say::not_now()} onclick={dismiss}>{ "✕" }</button>
                </div>
            }
        </div>
    }
}
