//! What a person who opens their first article is told, once.

use web_sys::MouseEvent;
use yew::prelude::*;

use crate::annotation::Kind;
use crate::session::{Action, Library, Order};
use crate::web::dom::{selection, view};
use crate::web::keys::key_for;
use crate::web::local_storage::{keep, kept};
use crate::web::store::use_words;
use crate::web::words::hint as say;

/// The key in local storage that says that a person needs the hint no more.
const SEEN: &str = "ascribe.hint";

/// Whether this browser has seen no annotation yet, and nobody has put the hint away.
pub fn is_first(library: &Library) -> bool {
    kept(SEEN).is_none()
        && library.summaries_by(Order::default()).iter().all(|summary| summary.annotations == 0)
}

/// What the hint goes by.
#[derive(Clone, PartialEq, Properties)]
pub struct FirstHintProps {
    /// Whether something is tagged in the open article: then the hint has done its work.
    pub is_tagged: bool,
    /// Whether the person needs it at all.
    pub is_first: bool,
}

/// The hint, at the foot of what is seen of the article, where nothing moves when it goes. It comes after the page
/// has been shown, so that it is heard too.
#[component]
pub fn FirstHint(props: &FirstHintProps) -> Html {
    use_words();
    let is_shown = use_state_eq(|| false);
    {
        let is_shown = is_shown.clone();
        use_effect_with((props.is_first, props.is_tagged), move |(is_first, is_tagged)| {
            if *is_first && *is_tagged {
                keep(SEEN, "1");
            }
            is_shown.set(*is_first && !*is_tagged && kept(SEEN).is_none());
        });
    }
    let dismiss = {
        let is_shown = is_shown.clone();
        move |_: MouseEvent| {
            keep(SEEN, "1");
            is_shown.set(false);
            view::focus_quietly(selection::ARTICLE);
        }
    };
    let sentence = if view::is_small() || view::is_coarse() {
        say::by_touch().to_owned()
    } else {
        let key = |kind| key_for(Action::Tag(kind));
        say::by_keys(&key(Kind::Quote), &key(Kind::Claim))
    };
    html! {
        <div class="first-hint" aria-live="polite" aria-atomic="true">
            if *is_shown {
                <p>
                    <span>{ sentence }</span>
                    <button type="button" class="icon" aria-label={say::dismiss()} onclick={dismiss}>{ "✕" }</button>
                </p>
            }
        </div>
    }
}
