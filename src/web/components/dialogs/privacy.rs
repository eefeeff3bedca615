//! What the page may do, what it has asked for, and whether it needs a network.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::web::offline::{is_ready, policy, requests};
use crate::web::words;

/// A part of the storage dialog: what is stored is half of what a person wants to know, where it could go the other.
#[component]
pub fn Privacy() -> Html {
    let is_offline = use_state(|| None::<bool>);
    {
        let is_offline = is_offline.clone();
        use_effect_with((), move |()| spawn_local(async move { is_offline.set(Some(is_ready().await)) }));
    }
    let (own, others) = requests();
    html! {
        <>
            <h3>{ "Privacy" }</h3>
            <p>{ "The browser holds the page to a policy: it may load its own files, from the address that served it, and reach no \
                  other. It may not run any script but its own, nor send a form." }</p>
            <p>{ format!("Since it was opened the page has made {} for its own files, and {others} for anything else.", words::count(own, "request")) }</p>
            if let Some(is_offline) = *is_offline {
                <p>{ if is_offline {
                    "It is ready to work without a network."
                } else {
                    "It needs a network to be opened: this browser has not kept its files, or does not keep any for this address."
                } }</p>
            }
            if let Some(policy) = policy() {
                <details>
                    <summary>{ "The policy to the letter" }</summary>
                    <ul class="policy">
                        { for policy.split(';').map(|directive| html! { <li><code>{ directive.trim() }</code></li> }) }
                    </ul>
                </details>
            }
        </>
    }
}
