//! The panel beside the article: tabs for the annotations, the sources and the figures.

use std::rc::Rc;

use web_sys::{KeyboardEvent, MouseEvent};
use yew::prelude::*;

use super::annotation_list::AnnotationList;
use super::figures_tab::FiguresTabProps;
use super::grip::Grip;
use super::sources_tab::SourcesTabProps;
use super::suggestions_tab::SuggestionsTabProps;
use crate::annotation::Document;
use crate::session::{Focus, Place, Session};
use crate::web::dom::view;
use crate::web::parts::later;
use crate::web::sheet::Height;
use crate::web::store::{FieldRequest, Finding, Message, Tab, use_desk};
use crate::web::words::{self, panel as say};

/// What the panel shows.
#[derive(Clone, PartialEq, Properties)]
pub struct PanelProps {
    /// The session.
    pub session: Session,
    /// The article that is open in it.
    pub document: Rc<Document>,
    /// Which tab.
    pub tab: Tab,
    /// How high it stands, on a small screen.
    pub sheet: Height,
    /// The field to go to.
    pub field_request: Option<FieldRequest>,
    /// How far the search for suggestions is.
    pub finding: Option<Finding>,
}

/// The panel.
#[component]
pub fn Panel(props: &PanelProps) -> Html {
    let desk = use_desk();
    let PanelProps { session, document, tab, .. } = props;
    use_effect_with(session.focus(), |focus| {
        let Some(Focus { id, place }) = focus else { return };
        let Some(item) = view::list_item(*id) else { return };
        match place {
            Place::Text | Place::Command => view::reveal(&item, ".panel-body"),
            // A card above it that folds lets the one that was pressed slip up, and its words out of view.
            Place::List => {
                if let Ok(Some(words)) = item.query_selector(".words") {
                    view::reveal(&words, ".panel-body");
                }
            }
        }
    });
    use_effect_with(props.field_request, |request| {
        if let Some((field, id, _)) = request {
            view::focus_field(*field, *id);
        }
    });
    // A person who goes to an annotation wants to see its card.
    {
        let (desk, tab) = (desk.clone(), *tab);
        use_effect_with(session.focus(), move |focus| {
            if focus.is_some() && tab != Tab::Annotations {
                desk.send(Message::ShowList);
            }
        });
    }
    let panel = use_node_ref();
    // A sheet that is drawn up takes room from the article: what the person is at stays in view above it.
    use_effect_with((props.sheet, session.focus()), |(height, focus)| {
        view::panel_has_room();
        if *height != Height::Low
            && view::is_small()
            && let Some(mark) = focus.and_then(|focus| view::first_mark(focus.id))
        {
            view::reveal(&mark, ".reader");
        }
    });
    // While words are selected for it, the annotation that the person was at keeps its card open.
    let current = session.current().or_else(|| session.subject()).map(|annotation| annotation.id);
    let count = |tab: Tab| match tab {
        Tab::Annotations => Some(document.annotations.len()),
        Tab::Sources => Some(document.sources.len()),
        Tab::Figures => None,
        Tab::Suggestions => session.review().map(|review| review.open().len()),
    };
    let onkeydown = {
        let (desk, tab) = (desk.clone(), *tab);
        move |event: KeyboardEvent| {
            let place = Tab::ALL.iter().position(|other| *other == tab).unwrap_or_default();
            let last = Tab::ALL.len() - 1;
            let next = match event.key().as_str() {
                "ArrowRight" => (place + 1) % Tab::ALL.len(),
                "ArrowLeft" => place.checked_sub(1).unwrap_or(last),
                "Home" => 0,
                "End" => last,
                _ => return,
            };
            event.prevent_default();
            desk.send(Message::ShowTab(Tab::ALL[next]));
            view::focus_soon(&tab_id(Tab::ALL[next]));
        }
    };
    html! {
        <aside ref={panel.clone()} class={classes!("panel", props.sheet.name())} aria-label={say::annotations_of()}>
            <Grip key="grip" height={props.sheet} sheet={panel} />
            <div key="tabs" class="tabs" role="tablist" aria-label={say::panel()} {onkeydown}>
                { for Tab::ALL.into_iter().map(|other| {
                    let desk = desk.clone();
                    let onclick = move |_: MouseEvent| desk.send(Message::ShowTab(other));
                    let is_chosen = other == *tab;
                    html! {
                        <button type="button" role="tab" id={tab_id(other)} aria-selected={is_chosen.to_string()} aria-controls="panel-body"
                            tabindex={if is_chosen { "0" } else { "-1" }} {onclick}>
                            { words::tab(other) }
                            if let Some(number) = count(other) { <span class="number">{ words::grouped(number) }</span> }
                        </button>
                    }
                }) }
            </div>
            <div key={tab.name()} class="panel-body" id="panel-body" role="tabpanel" aria-labelledby={tab_id(*tab)}>
                { match tab {
                    Tab::Annotations => html! {
                        <AnnotationList document={document.clone()} {current} filter={session.filter().clone()} checked={session.checked().clone()} />
                    },
                    Tab::Sources => {
                        let props = SourcesTabProps { document: document.clone() };
                        later(move |rest| (rest.sources)(props.clone()))
                    }
                    Tab::Figures => {
                        let props = FiguresTabProps { document: document.clone() };
                        later(move |rest| (rest.figures)(props.clone()))
                    }
                    Tab::Suggestions => {
                        let props = SuggestionsTabProps { article: document.article.clone(), review: session.review().cloned(), finding: props.finding };
                        later(move |rest| (rest.suggestions)(props.clone()))
                    }
                } }
            </div>
        </aside>
    }
}

fn tab_id(tab: Tab) -> String {
    format!("tab-{}", tab.name())
}
