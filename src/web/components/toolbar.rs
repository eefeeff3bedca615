//! The toolbar that appears at the selection, or at the annotation that was pressed.

use std::rc::Rc;

use web_sys::{HtmlElement, MouseEvent};
use yew::prelude::*;

use crate::annotation::{Annotation, Kind};
use crate::identity::AnnotationId;
use crate::session::{Command, Focus, Place};
use crate::text::TextRange;
use crate::web::dom::{selection, view};
use crate::web::edge::{new_annotation_id, now};
use crate::web::store::{Message, use_desk};
use crate::web::words;

/// What the toolbar is about.
#[derive(Clone, PartialEq, Properties)]
pub struct ToolbarProps {
    /// The selected range.
    pub selection: Option<TextRange>,
    /// Where the person is.
    pub focus: Option<Focus>,
    /// The annotation that the person is at.
    pub current: Option<Rc<Annotation>>,
    /// What `Remove` would remove.
    pub removable: Vec<AnnotationId>,
    /// The kind that a note on the selection would make.
    pub likely_kind: Kind,
}

/// Appears above the first line of what it is about; below it where there is no room above.
#[component]
pub fn Toolbar(props: &ToolbarProps) -> Html {
    let desk = use_desk();
    let bar = use_node_ref();
    let pressed = props.focus.filter(|focus| focus.place == Place::Text).map(|focus| focus.id);
    let is_shown = props.selection.is_some() || (pressed.is_some() && props.current.is_some());
    {
        let bar = bar.clone();
        let about = (props.selection, pressed, props.current.clone());
        use_effect_with(about, move |(selection, pressed, _)| {
            let line = match (selection, pressed) {
                (Some(_), _) => view::selection_line(),
                (None, Some(id)) => {
                    view::first_mark(*id).and_then(|mark| view::first_line(Some(mark.get_client_rects())))
                }
                (None, None) => None,
            };
            if let (Some(line), Some(bar)) = (line, bar.cast::<HtmlElement>()) {
                place(&bar, &line);
            }
        });
    }
    if !is_shown {
        return Html::default();
    }
    // Pressing a button must not move the focus: that would let go of the selection it is about.
    let onmousedown = |event: MouseEvent| event.prevent_default();
    let tag = |kind: Kind, key: &'static str| {
        let desk = desk.clone();
        let onclick = move |_: MouseEvent| {
            desk.run(Command::Annotate { kind, id: new_annotation_id(), at: now() });
            selection::clear();
        };
        let is_it = props.current.as_ref().map(|annotation| (annotation.kind == kind).to_string());
        html! {
            <button type="button" {onclick} aria-pressed={is_it} aria-keyshortcuts={key.to_lowercase()} aria-label={words::kind(kind)}>
                <span class={classes!("dot", kind.name())} aria-hidden="true"></span>
                { words::kind(kind) }
                <kbd aria-hidden="true">{ key }</kbd>
            </button>
        }
    };
    let note = {
        let (desk, has_selection, kind) = (desk.clone(), props.selection.is_some(), props.likely_kind);
        move |_: MouseEvent| {
            if has_selection {
                desk.run(Command::Annotate { kind, id: new_annotation_id(), at: now() });
                selection::clear();
            }
            desk.send(Message::WriteNote(None));
        }
    };
    let remove = {
        let (desk, ids) = (desk.clone(), props.removable.clone());
        move |_: MouseEvent| {
            desk.run(Command::Remove { ids: ids.clone(), at: now() });
            selection::clear();
        }
    };
    html! {
        <div ref={bar} class="toolbar" role="toolbar" aria-label="Tag selection" {onmousedown}>
            { tag(Kind::Claim, "C") }
            { tag(Kind::Quote, "Q") }
            <button type="button" onclick={note} aria-keyshortcuts="n" aria-label="Note">{ "Note" }<kbd aria-hidden="true">{ "N" }</kbd></button>
            <button type="button" class="icon" onclick={remove} aria-keyshortcuts="Delete" aria-label="Remove"
                title="Remove (Delete)" disabled={props.removable.is_empty()}>{ "✕" }</button>
        </div>
    }
}

/// Space between the toolbar and the words, in pixels.
const GAP: f64 = 8.0;

fn place(bar: &HtmlElement, line: &web_sys::DomRect) {
    let Some(frame) = bar.offset_parent() else { return };
    let origin = frame.get_bounding_client_rect();
    let size = bar.get_bounding_client_rect();
    let above = line.top() - size.height() - GAP;
    // Above the line; where that is out of view, below it.
    let top = if above >= origin.top() { above } else { line.bottom() + GAP };
    let middle = line.left() + (line.width() - size.width()) / 2.0;
    let last = (origin.right() - size.width() - 2.0 * GAP).max(origin.left());
    let left = middle.clamp(origin.left() + GAP, last.max(origin.left() + GAP));
    let style = bar.style();
    let pixels = |value: f64| format!("{}px", value.round());
    let _ = style.set_property("top", &pixels(top - origin.top() + f64::from(frame.scroll_top())));
    let _ = style.set_property("left", &pixels(left - origin.left() + f64::from(frame.scroll_left())));
}
