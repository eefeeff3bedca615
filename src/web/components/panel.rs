//! The panel beside the article: the list of annotations and its filter.

use std::rc::Rc;

use web_sys::{HtmlInputElement, InputEvent};
use yew::prelude::*;

use super::Card;
use crate::annotation::{AnnotationSet, Kind};
use crate::identity::AnnotationId;
use crate::session::{Focus, Place};
use crate::text::ArticleText;
use crate::web::dom::view;
use crate::web::hooks::FILTER;
use crate::web::words;

/// What the panel shows.
#[derive(Clone, PartialEq, Properties)]
pub struct PanelProps {
    /// The text.
    pub text: Rc<ArticleText>,
    /// Its annotations.
    pub annotations: Rc<AnnotationSet>,
    /// Where the person is.
    pub focus: Option<Focus>,
    /// The note to go to, with a number that grows.
    pub note_request: Option<(AnnotationId, u32)>,
}

/// The list of annotations, in the order of the text. The filter hides, it never removes, and says how many
/// it hides; the annotation that the person is at is always shown.
#[component]
pub fn Panel(props: &PanelProps) -> Html {
    let filter = use_state(String::new);
    let current = props.focus.map(|focus| focus.id);

    use_effect_with(props.focus, |focus| {
        if let Some(Focus { id, place: Place::Text | Place::Command }) = focus
            && let Some(item) = view::list_item(*id)
        {
            view::reveal(&item, ".panel-body");
        }
    });
    use_effect_with(props.note_request, |request| {
        if let Some((id, _)) = request {
            view::focus(&format!("note-{id}"));
        }
    });

    let shown: Vec<_> = props
        .annotations
        .iter()
        .filter(|annotation| current == Some(annotation.id) || annotation.mentions(&props.text, &filter))
        .collect();
    let (total, hidden) = (props.annotations.len(), props.annotations.len() - shown.len());
    let oninput = {
        let filter = filter.clone();
        move |event: InputEvent| filter.set(event.target_unchecked_into::<HtmlInputElement>().value())
    };
    let clear = {
        let filter = filter.clone();
        move |_: MouseEvent| filter.set(String::new())
    };
    html! {
        <aside class="panel" aria-label="Annotations of this article">
            <div class="panel-head">
                <h2>{ "Annotations " }<span class="number">{ words::grouped(total) }</span></h2>
                <span class="tally">{ tally(&props.annotations) }</span>
            </div>
            <div class="panel-body">
                if total == 0 {
                    <div class="empty">
                        <p>{ "Nothing tagged yet." }</p>
                        <p>{ "Select words in the article, then choose Claim " }<kbd>{ "C" }</kbd>{ " or Quote " }<kbd>{ "Q" }</kbd>{ "." }</p>
                    </div>
                } else {
                    <div class="filter">
                        <input id={FILTER} type="search" aria-label="Filter annotations" placeholder="Filter: words, note, label…"
                            autocomplete="off" value={(*filter).clone()} {oninput} />
                        if hidden > 0 {
                            <span class="hidden-count" aria-live="polite">
                                { format!("{} of {} shown", shown.len(), total) }
                                <button type="button" class="link" onclick={clear}>{ "Show all" }</button>
                            </span>
                        }
                    </div>
                }
                <ul class="cards" aria-label="Annotations">
                    { for shown.into_iter().map(|annotation| html! {
                        <Card
                            key={annotation.id.to_string()}
                            annotation={annotation.clone()}
                            text={props.text.clone()}
                            is_current={current == Some(annotation.id)}
                        />
                    }) }
                </ul>
            </div>
        </aside>
    }
}

/// "3 claims · 2 quotes".
fn tally(annotations: &AnnotationSet) -> String {
    let of = |kind: Kind| annotations.iter().filter(|annotation| annotation.kind == kind).count();
    let counts = Kind::ALL.map(|kind| (of(kind), kind.name()));
    let said =
        counts.iter().filter(|(number, _)| *number > 0).map(|(number, noun)| words::count(*number, noun));
    said.collect::<Vec<_>>().join(" · ")
}
