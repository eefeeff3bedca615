//! The line at the bottom that tells the truth about saving.

use yew::prelude::*;

use crate::session::Action;
use crate::storage::QUOTA;
use crate::web::hooks::SaveState;
use crate::web::keys::key_for;
use crate::web::store::use_words;
use crate::web::words::{self, problems, status as say};

/// What the line says.
#[derive(Clone, PartialEq, Properties)]
pub struct StatusLineProps {
    /// Whether everything is saved.
    pub save_state: SaveState,
    /// Whether the open article is one that is saved at all.
    pub is_kept: bool,
    /// How much of the storage is in use.
    pub used: Option<usize>,
    /// What else there is to say.
    #[prop_or_default]
    pub children: Html,
}

/// The status line. Its status starts with "Saved", "Saving" or "Not saved".
#[component]
pub fn StatusLine(props: &StatusLineProps) -> Html {
    use_words();
    let (class, text) = match &props.save_state {
        SaveState::NotSaved(error) => ("bad", say::not_saved(&problems::storage(error))),
        SaveState::Saving | SaveState::Saved if !props.is_kept => ("bad", say::in_memory().to_owned()),
        SaveState::Saving => ("busy", say::saving().to_owned()),
        SaveState::Saved => ("good", say::saved().to_owned()),
    };
    html! {
        <footer class="foot">
            <span class={classes!("save", class)}><span class="lamp" aria-hidden="true"></span><span role="status">{ text }</span></span>
            { props.children.clone() }
            if let Some(used) = props.used {
                <span class="room" title={say::room_title()}>
                    { say::room(&words::size(used), &words::size(QUOTA)) }
                </span>
            }
            <span class="hint">{ say::press() }<kbd>{ key_for(Action::Help) }</kbd>{ say::for_shortcuts() }</span>
        </footer>
    }
}
