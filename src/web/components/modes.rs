//! How selecting and tagging work now: what edges snap to, and whether every selection is tagged at once.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::annotation::Kind;
use crate::session::{Action, Settings};
use crate::text::Snap;
use crate::web::acts::configure;
use crate::web::keys::{aria_keys, key_for};
use crate::web::store::use_desk;
use crate::web::words::{Say, toolbar as say};

/// What is set.
#[derive(Clone, PartialEq, Properties)]
pub struct ModesProps {
    /// How the session behaves.
    pub settings: Settings,
}

/// What a selection may be tagged with at once, as the list shows it.
const STICKY: [(Say, Option<Kind>); 3] =
    [(say::tag_asked, None), (say::tag_claims, Some(Kind::Claim)), (say::tag_quotes, Some(Kind::Quote))];

const SNAP: [(Say, Snap); 3] =
    [(say::exactly, Snap::Exact), (say::whole_words, Snap::Word), (say::whole_sentences, Snap::Sentence)];

/// Two lists at the foot of the page, so that a mode is never hidden.
#[component]
pub fn Modes(props: &ModesProps) -> Html {
    let desk = use_desk();
    let settings = props.settings;
    let choose = |change: fn(&mut Settings, usize)| {
        let desk = desk.clone();
        move |event: Event| {
            let place = event.target_unchecked_into::<HtmlSelectElement>().selected_index();
            let mut settings = settings;
            change(&mut settings, usize::try_from(place).unwrap_or_default());
            configure(&desk, settings);
        }
    };
    let snap = choose(|settings, place| settings.snap = SNAP[place.min(2)].1);
    let sticky = choose(|settings, place| settings.sticky = STICKY[place.min(2)].1);
    let is_sticky = settings.sticky.is_some().then_some("on");
    html! {
        <>
            <select class="mode" aria-label={say::snaps_to()} onchange={snap}>
                { for SNAP.iter().map(|(name, value)| html! { <option selected={*value == settings.snap}>{ name() }</option> }) }
            </select>
            <select class={classes!("mode", is_sticky)} aria-label={say::sticky()} title={key_for(Action::Sticky)} aria-keyshortcuts={aria_keys(Action::Sticky)} onchange={sticky}>
                { for STICKY.iter().map(|(name, value)| html! { <option selected={*value == settings.sticky}>{ name() }</option> }) }
            </select>
        </>
    }
}
