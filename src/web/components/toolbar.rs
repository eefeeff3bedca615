//! The toolbar that appears at the selection, or at the annotation that was pressed.

use std::rc::Rc;

use gloo::events::EventListener;
use web_sys::{HtmlElement, MouseEvent};
use yew::prelude::*;

use crate::annotation::{Annotation, Kind};
use crate::identity::AnnotationId;
use crate::session::{Action, Command, Place, Session};
use crate::web::acts;
use crate::web::dom::{selection, view};
use crate::web::edge::{now, window};
use crate::web::keys::{aria_keys, key_for, key_hint};
use crate::web::sheet::Height;
use crate::web::store::{Desk, use_desk};
use crate::web::words::{self, toolbar as say};

/// What the toolbar is about.
#[derive(Clone, PartialEq, Properties)]
pub struct ToolbarProps {
    /// The session.
    pub session: Session,
    /// How high the panel stands, on a small screen.
    pub sheet: Height,
}

/// Appears above the first line of what it is about; below it where there is no room above. For a finger it stands at the
/// foot of the article, clear of the menu that the system puts beside selected words.
#[component]
pub fn Toolbar(props: &ToolbarProps) -> Html {
    let desk = use_desk();
    let bar = use_node_ref();
    let session = &props.session;
    let selected = session.selection();
    let pressed = session.focus().filter(|focus| focus.place == Place::Text).map(|focus| focus.id);
    let current = session.current().cloned();
    let is_shown = selected.is_some() || (pressed.is_some() && current.is_some());
    {
        let bar = bar.clone();
        let about = (selected, pressed, current.clone(), props.sheet);
        use_effect_with(about, move |(selection, pressed, _, _)| {
            let (is_selected, pressed) = (selection.is_some(), *pressed);
            let put = move || put(&bar, is_selected, pressed);
            put();
            // A phone that is turned, or a window that is drawn, lays the words out anew.
            let is_shown = is_selected || pressed.is_some();
            let listener = is_shown.then(|| EventListener::new(&window(), "resize", move |_| put()));
            move || drop(listener)
        });
    }
    if !is_shown {
        return Html::default();
    }
    // Pressing a button must not move the focus: that would let go of the selection it is about.
    let onmousedown = |event: MouseEvent| event.prevent_default();
    let act = |act: fn(&Desk, &Session)| {
        let (desk, session) = (desk.clone(), session.clone());
        move |_: MouseEvent| act(&desk, &session)
    };
    let tag = |kind: Kind| {
        let desk = desk.clone();
        let onclick = move |_: MouseEvent| acts::tag(&desk, kind);
        let is_it = current.as_ref().map(|annotation| (annotation.kind == kind).to_string());
        html! {
            <button type="button" {onclick} aria-pressed={is_it} aria-keyshortcuts={aria_keys(Action::Tag(kind))} aria-label={words::kind(kind)}>
                <span class={classes!("dot", kind.name())} aria-hidden="true"></span>
                { words::kind(kind) }
                { key_hint(Action::Tag(kind)) }
            </button>
        }
    };
    let button = |name: &'static str, action: Action, does: fn(&Desk, &Session)| {
        html! {
            <button type="button" onclick={act(does)} aria-keyshortcuts={aria_keys(action)} aria-label={name}>
                { name }{ key_hint(action) }
            </button>
        }
    };
    let removable = session.removable();
    let remove = {
        let (desk, ids) = (desk.clone(), removable.clone());
        move |_: MouseEvent| {
            desk.run(Command::Remove { ids: ids.clone(), at: now() });
            selection::clear();
        }
    };
    let subject = session.subject().filter(|_| selected.is_some());
    html! {
        <div ref={bar} class="toolbar" role="toolbar" aria-label={say::tag_selection()} {onmousedown}>
            if let (Some(range), Some(document)) = (selected, session.document()) {
                <p class="tools-words" dir="auto">{ words::excerpt(document.article.text.slice(range), 44) }</p>
            }
            <div class="tools">
                { tag(Kind::Claim) }
                { tag(Kind::Quote) }
                { button(say::note(), Action::Note, acts::note) }
                if selected.is_some() {
                    { button(say::all(), Action::TagAll, acts::tag_all) }
                }
                <button type="button" class="icon" onclick={remove} aria-keyshortcuts={aria_keys(Action::Remove)} aria-label={say::remove()}
                    title={say::remove_key(&key_for(Action::Remove))} disabled={removable.is_empty()}>{ "✕" }</button>
            </div>
            if let Some(subject) = subject {
                <div class="tools" role="group" aria-label={say::for_annotation()}>
                    <span class="tools-name">{ if subject.kind == Kind::Claim { say::for_claim() } else { say::for_quote() } }</span>
                    { button(say::speaker(), Action::Speaker, acts::speaker) }
                    { button(say::cue(), Action::Cue, acts::cue) }
                    { button(say::add_part(), Action::AddPart, acts::add_part) }
                    if subject.kind == Kind::Claim {
                        { button(say::evidence(), Action::Evidence, acts::add_evidence) }
                    }
                </div>
            }
            if let Some(current) = current.as_ref().filter(|_| selected.is_none()) {
                { stack(&desk, session, current) }
            }
        </div>
    }
}

/// Where several annotations lie on the same words: all of them, with the current one marked.
fn stack(desk: &Desk, session: &Session, current: &Rc<Annotation>) -> Html {
    let Some(document) = session.document() else { return Html::default() };
    let stack = document.annotations.stack(current);
    if stack.len() < 2 {
        return Html::default();
    }
    html! {
        <div class="tools stack" role="group" aria-label={say::same_words()}>
            <span class="tools-name">{ say::on_these(&stack.len()) }{ key_hint(Action::Deeper) }</span>
            { for stack.into_iter().map(|annotation| {
                let (desk, id) = (desk.clone(), annotation.id);
                let onclick = move |_: MouseEvent| desk.run(Command::Focus(Some((id, Place::Text))));
                let words = words::excerpt(&annotation.words(&document.article.text), 28);
                html! {
                    <button type="button" {onclick} aria-pressed={(id == current.id).to_string()}>
                        <span class={classes!("dot", annotation.kind.name())} aria-hidden="true"></span>
                        <span class="hidden-word">{ words::kind(annotation.kind) }{ " " }</span><span dir="auto">{ words }</span>
                    </button>
                }
            }) }
        </div>
    }
}

/// Puts the bar where its words are: those that are selected, or those of the annotation that was pressed.
fn put(bar: &NodeRef, is_selected: bool, pressed: Option<AnnotationId>) {
    let mark = || view::first_mark(pressed?);
    let line = if is_selected {
        view::selection_line()
    } else {
        mark().and_then(|mark| view::first_line(Some(mark.get_client_rects())))
    };
    let (Some(line), Some(bar)) = (line, bar.cast::<HtmlElement>()) else { return };
    if view::is_coarse() {
        stand(&bar, &line);
    } else {
        place(&bar, &line);
    }
}

/// Space between the toolbar and the words, in pixels.
const GAP: f64 = 8.0;

/// Leaves the bar at the foot of the article, above the sheet, and the words in view above it.
fn stand(bar: &HtmlElement, line: &web_sys::DomRect) {
    let _ = bar.style().remove_property("top");
    view::stand_at_foot(bar);
    let bottom = view::selection_box().map_or(line.bottom(), |all| all.bottom().max(line.bottom()));
    view::keep_above(bar, line.top(), bottom);
}

fn place(bar: &HtmlElement, line: &web_sys::DomRect) {
    let Some(frame) = bar.offset_parent() else { return };
    let origin = frame.get_bounding_client_rect();
    let size = bar.get_bounding_client_rect();
    let above = line.top() - size.height() - GAP;
    // Above the line; where that is out of view, below all of the words; where that is out of view too, over them.
    let (roof, floor) = view::seen(&frame);
    let below = view::selection_box().map_or(line.bottom(), |all| all.bottom().max(line.bottom())) + GAP;
    let last = floor - size.height() - GAP;
    let top = if above >= roof { above } else { below.min(last.max(line.bottom() + GAP)) };
    let middle = line.left() + (line.width() - size.width()) / 2.0;
    let last = (origin.right() - size.width() - 2.0 * GAP).max(origin.left());
    let left = middle.clamp(origin.left() + GAP, last.max(origin.left() + GAP));
    let style = bar.style();
    let pixels = |value: f64| format!("{}px", value.round());
    let _ = style.set_property("top", &pixels(top - origin.top() + f64::from(frame.scroll_top())));
    let _ = style.set_property("left", &pixels(left - origin.left() + f64::from(frame.scroll_left())));
}
