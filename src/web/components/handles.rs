//! Handles on the edges of the current annotation, to move them by mouse, touch or keys.

use std::rc::Rc;

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, PointerEvent};
use yew::prelude::*;

use crate::annotation::Annotation;
use crate::session::{Command, Edge, edge_after};
use crate::text::ArticleText;
use crate::web::acts::handle_id;
use crate::web::caret::caret_key;
use crate::web::dom::{selection, view};
use crate::web::edge::{now, window};
use crate::web::hooks::Same;
use crate::web::store::{use_desk, use_words};
use crate::web::words::{self, panel as say};

/// Whose edges.
#[derive(Clone, PartialEq, Properties)]
pub struct HandlesProps {
    /// The annotation that the person is at.
    pub annotation: Rc<Annotation>,
    /// The text.
    pub text: Rc<ArticleText>,
}

/// Two handles for each part. They take the keys of the text cursor: arrows by character and by sentence, with
/// `Ctrl` by word and by paragraph.
#[component]
pub fn Handles(props: &HandlesProps) -> Html {
    use_words();
    let HandlesProps { annotation, text } = props;
    let frame = use_node_ref();
    // The page may be laid out anew without a change of the article: another width, another font.
    let layout = use_state(|| 0_u32);
    {
        let layout = layout.clone();
        use_effect_with((), move |()| {
            let count = std::cell::Cell::new(0);
            let listener = EventListener::new(&window(), "resize", move |_| {
                count.set(count.get() + 1);
                layout.set(count.get());
            });
            move || drop(listener)
        });
    }
    {
        let (frame, annotation, text) = (frame.clone(), annotation.clone(), text.clone());
        use_effect_with((Same(annotation.clone()), *layout), move |_| {
            if let Some(frame) = frame.cast::<HtmlElement>() {
                place(&frame, &annotation, &text);
            }
        });
    }
    html! {
        <div ref={frame} class={classes!("handles", annotation.kind.name())} role="group" aria-label={say::edges()}>
            { for (0..annotation.parts.iter().len()).flat_map(|part| [(part, Edge::Start), (part, Edge::End)]).map(|(part, edge)| html! {
                <Handle key={handle_id(annotation.id, part, edge)} annotation={annotation.clone()} text={text.clone()} {part} {edge} />
            }) }
        </div>
    }
}

fn place(frame: &HtmlElement, annotation: &Annotation, text: &ArticleText) {
    let Some(parent) = frame.offset_parent() else { return };
    let origin = parent.get_bounding_client_rect();
    let edges = annotation
        .parts
        .iter()
        .enumerate()
        .flat_map(|(part, range)| [(part, Edge::Start, range.start()), (part, Edge::End, range.end())]);
    // All are measured before one is moved: each move would have the browser lay out the page for the next measure.
    let measured: Vec<_> = edges
        .filter_map(|(part, edge, offset)| {
            let handle = crate::web::edge::element(&handle_id(annotation.id, part, edge))?;
            Some((handle, selection::box_at(text, offset, edge == Edge::End)?))
        })
        .collect();
    let (across, down) = (f64::from(parent.scroll_left()), f64::from(parent.scroll_top()));
    for (handle, line) in measured {
        let style = handle.style();
        let _ = style.set_property("left", &format!("{}px", line.left() - origin.left() + across));
        let _ = style.set_property("top", &format!("{}px", line.top() - origin.top() + down));
        let _ = style.set_property("height", &format!("{}px", line.height()));
    }
}

#[derive(Clone, PartialEq, Properties)]
struct HandleProps {
    annotation: Rc<Annotation>,
    text: Rc<ArticleText>,
    part: usize,
    edge: Edge,
}

#[component]
fn Handle(props: &HandleProps) -> Html {
    let desk = use_desk();
    let HandleProps { annotation, text, part, edge } = props;
    let (id, part, edge) = (annotation.id, *part, *edge);
    let range = annotation.parts.as_slice()[part];
    let (offset, name, class): (_, fn(&dyn std::fmt::Display) -> String, _) = match edge {
        Edge::Start => (range.start(), say::start_of, "at-start"),
        Edge::End => (range.end(), say::end_of, "at-end"),
    };
    let onkeydown = {
        let (desk, annotation, text) = (desk.clone(), annotation.clone(), text.clone());
        move |event: KeyboardEvent| {
            if let Some((unit, direction)) = caret_key(&event, &text, offset) {
                event.prevent_default();
                event.stop_propagation();
                if let Some(to) = edge_after(&text, &annotation.parts, part, edge, unit, direction) {
                    desk.run(Command::MoveEdge { id, part, edge, to, at: now() });
                }
            } else if matches!(event.key().as_str(), "Enter" | "Escape") {
                event.prevent_default();
                event.stop_propagation();
                view::focus_quietly(selection::ARTICLE);
            }
        }
    };
    let lift = use_mut_ref(|| 0);
    let onpointerdown = {
        let lift = lift.clone();
        move |event: PointerEvent| {
            event.prevent_default();
            let Some(handle) = event.target_dyn_into::<HtmlElement>() else { return };
            lift.replace(lift_of(&handle, &event));
            // The handle gets every movement until the pointer is up, wherever it goes.
            let _ = handle.set_pointer_capture(event.pointer_id());
            let _ = handle.focus();
        }
    };
    let onpointermove = {
        let (desk, text) = (desk.clone(), text.clone());
        move |event: PointerEvent| {
            let is_held = event
                .target()
                .and_then(|target| target.dyn_into::<HtmlElement>().ok())
                .is_some_and(|handle| handle.has_pointer_capture(event.pointer_id()));
            let (x, y) = (event.client_x(), event.client_y() + *lift.borrow());
            if is_held && let Some(to) = selection::offset_at_point(&text, x, y) {
                desk.run(Command::MoveEdge { id, part, edge, to, at: now() });
            }
        }
    };
    let words = words::excerpt(text.slice(range), 60);
    html! {
        <span id={handle_id(id, part, edge)} class={classes!("handle", class)} role="slider" tabindex="0"
            aria-label={name(&words)} aria-valuemin="0" aria-valuemax={text.index().code_points().0.to_string()}
            aria-valuenow={offset.0.to_string()} aria-valuetext={words}
            {onkeydown} {onpointerdown} {onpointermove}></span>
    }
}

/// How far the middle of the line is from the finger, in pixels down: a finger holds the knob, beside the line, and the
/// words that it means are those of the line. A mouse points at the words themselves.
fn lift_of(handle: &HtmlElement, event: &PointerEvent) -> i32 {
    if event.pointer_type() == "mouse" {
        return 0;
    }
    let line = handle.get_bounding_client_rect();
    #[expect(clippy::cast_possible_truncation, reason = "places on a screen are small")]
    let middle = (line.top() + line.height() / 2.0) as i32;
    middle - event.client_y()
}
