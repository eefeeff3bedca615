//! The line at the bottom that tells the truth about saving.

use yew::prelude::*;

use crate::storage::QUOTA;
use crate::web::hooks::SaveState;
use crate::web::words;

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
    let (class, text) = match &props.save_state {
        SaveState::NotSaved(error) => ("bad", format!("Not saved: {error}.")),
        SaveState::Saving | SaveState::Saved if !props.is_kept => {
            ("bad", "Not saved: this article is kept in memory only. Export it before you leave.".to_owned())
        }
        SaveState::Saving => ("busy", "Saving…".to_owned()),
        SaveState::Saved => ("good", "Saved in this browser".to_owned()),
    };
    html! {
        <footer class="foot">
            <span class={classes!("save", class)}><span class="lamp" aria-hidden="true"></span><span role="status">{ text }</span></span>
            { props.children.clone() }
            if let Some(used) = props.used {
                <span class="room" title="How much of this browser’s storage is in use">
                    { format!("{} of {}", words::size(used), words::size(QUOTA)) }
                </span>
            }
            <span class="hint">{ "Press " }<kbd>{ "?" }</kbd>{ " for shortcuts" }</span>
        </footer>
    }
}
