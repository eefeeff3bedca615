//! What the page may do, what it has asked for, and whether it needs a network.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::web::offline::{is_ready, policy, requests};
use crate::web::store::use_words;
use crate::web::words::offline as say;

/// A part of the storage dialog: what is stored is half of what a person wants to know, where it could go the other.
#[component]
pub fn Privacy() -> Html {
    use_words();
    let is_offline = use_state(|| None::<bool>);
    {
        let is_offline = is_offline.clone();
        use_effect_with((), move |()| spawn_local(async move { is_offline.set(Some(is_ready().await)) }));
    }
    let (own, others) = requests();
    html! {
        <>
            <h3>{ say::privacy() }</h3>
            <p>{ say::policy() }</p>
            <p>{ say::requests(own, &others) }</p>
            if let Some(is_offline) = *is_offline {
                <p>{ if is_offline { say::is_ready() } else { say::needs_network() } }</p>
            }
            if let Some(policy) = policy() {
                <details>
                    <summary>{ say::to_the_letter() }</summary>
                    <ul class="policy">
                        { for policy.split(';').map(|directive| html! { <li><code>{ directive.trim() }</code></li> }) }
                    </ul>
                </details>
            }
        </>
    }
}
