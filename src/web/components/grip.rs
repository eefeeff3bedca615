//! What the sheet is drawn up and down by.

use std::cell::Cell;

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, MouseEvent, PointerEvent};
use yew::prelude::*;

use crate::web::sheet::Height;
use crate::web::store::{Message, use_desk};
use crate::web::words::panel as say;

/// What is drawn, and where it stands.
#[derive(Clone, PartialEq, Properties)]
pub struct GripProps {
    /// Where the sheet stands.
    pub height: Height,
    /// The sheet.
    pub sheet: NodeRef,
}

/// A hold on the sheet: where the pointer went down, how high the sheet was, and whether it has been moved since.
#[derive(Clone, Copy)]
struct Hold {
    y: i32,
    height: f64,
    is_moved: bool,
}

/// How far a pointer may stray, in pixels, and still press instead of draw.
const SLACK: i32 = 6;

/// The grip: drawn, or pressed, or moved by the arrow keys. A second button, once the sheet is up, gives it all the room.
#[component]
pub fn Grip(props: &GripProps) -> Html {
    let desk = use_desk();
    let GripProps { height, sheet } = props;
    let height = *height;
    let hold = use_memo((), |()| Cell::new(None::<Hold>));
    let to = |next: Height| {
        let desk = desk.clone();
        move |_: MouseEvent| desk.send(Message::Sheet(next))
    };
    let onclick = {
        let (desk, hold) = (desk.clone(), hold.clone());
        move |_: MouseEvent| {
            // The click at the end of drawing is no press.
            if !hold.take().is_some_and(|hold| hold.is_moved) {
                desk.send(Message::Sheet(if height == Height::Low { Height::Half } else { Height::Low }));
            }
        }
    };
    let onkeydown = {
        let (desk, hold) = (desk.clone(), hold.clone());
        move |event: KeyboardEvent| {
            hold.set(None);
            let next = match event.key().as_str() {
                "ArrowUp" => height.raised(),
                "ArrowDown" => height.lowered(),
                _ => return,
            };
            event.prevent_default();
            desk.send(Message::Sheet(next));
        }
    };
    let onpointerdown = {
        let (hold, sheet) = (hold.clone(), sheet.clone());
        move |event: PointerEvent| {
            let (Some(sheet), Some(grip)) = (sheet.cast::<HtmlElement>(), grip_of(&event)) else { return };
            let height = sheet.get_bounding_client_rect().height();
            hold.set(Some(Hold { y: event.client_y(), height, is_moved: false }));
            let _ = grip.set_pointer_capture(event.pointer_id());
        }
    };
    let onpointermove = {
        let (hold, sheet) = (hold.clone(), sheet.clone());
        move |event: PointerEvent| {
            let (Some(mut held), Some(sheet)) = (hold.get(), sheet.cast::<HtmlElement>()) else { return };
            let is_held = grip_of(&event).is_some_and(|grip| grip.has_pointer_capture(event.pointer_id()));
            let up = held.y - event.client_y();
            if is_held && (held.is_moved || up.abs() > SLACK) {
                held.is_moved = true;
                hold.set(Some(held));
                let _ = sheet.style().set_property("height", &format!("{}px", held.height + f64::from(up)));
            }
        }
    };
    let onpointerup = {
        let (desk, hold, sheet) = (desk.clone(), hold.clone(), sheet.clone());
        move |event: PointerEvent| {
            if hold.get().is_some_and(|hold| hold.is_moved)
                && let Some(next) = let_go(&sheet)
            {
                desk.send(Message::Sheet(next));
            }
            // A finger that has moved is followed by no click; the next one is a press, maybe a screen reader's.
            if event.pointer_type() == "touch" {
                hold.set(None);
            }
        }
    };
    let onpointercancel = {
        let (hold, sheet) = (hold.clone(), sheet.clone());
        move |_: PointerEvent| {
            // Taken from the hand, by a call or a gesture of the system: the sheet stays where it was.
            hold.set(None);
            let_go(&sheet);
        }
    };
    let (is_low, is_full) = (height == Height::Low, height == Height::Full);
    html! {
        <div class="grip-line">
            <button type="button" class="grip" id="grip" aria-controls="panel-body" aria-expanded={(!is_low).to_string()}
                aria-label={if is_low { say::raise() } else { say::lower() }} title={say::grip_keys()}
                {onclick} {onkeydown} {onpointerdown} {onpointermove} {onpointerup} {onpointercancel}></button>
            if !is_low {
                <button type="button" class="icon ghost grip-full" aria-pressed={is_full.to_string()} aria-label={say::whole_height()}
                    onclick={to(if is_full { Height::Half } else { Height::Full })}>
                    <span aria-hidden="true">{ if is_full { "▾" } else { "▴" } }</span>
                </button>
            }
        </div>
    }
}

fn grip_of(event: &PointerEvent) -> Option<HtmlElement> {
    event.target().and_then(|target| target.dyn_into().ok())
}

/// Lets the sheet stand by itself again; gives the height that is nearest to where it was drawn.
fn let_go(sheet: &NodeRef) -> Option<Height> {
    let sheet = sheet.cast::<HtmlElement>()?;
    let room = sheet.parent_element()?.get_bounding_client_rect().height();
    let share = sheet.get_bounding_client_rect().height() / room;
    let _ = sheet.style().remove_property("height");
    Some(Height::nearest(share))
}
