//! Says aloud what a command did, for people who do not see it.

use std::rc::Rc;

use yew::prelude::*;

use crate::session::News;
use crate::web::hooks::use_after_paint;
use crate::web::store::use_words;
use crate::web::words::spoken;

/// The id of the region, for who looks for it.
pub const SPOKEN: &str = "spoken";

/// What is said.
#[derive(Clone, PartialEq, Properties)]
pub struct AnnouncerProps {
    /// The last news, and a number that grows with each.
    pub news: Option<(Rc<News>, u32)>,
}

/// A live region that is always there, because one that comes with its words is not read by every screen reader. It
/// follows a frame later: the first answer to a key is what is painted.
#[component]
pub fn Announcer(props: &AnnouncerProps) -> Html {
    use_words();
    let shown = use_after_paint(&props.news, |shown, now| shown != now);
    html! {
        <div id={SPOKEN} class="hidden-word" aria-live="polite" aria-atomic="true">
            // The same words said twice are two elements, so that they are heard twice.
            { for shown.map(|(news, number)| html! { <span key={number}>{ spoken::news(&news) }</span> }) }
        </div>
    }
}
