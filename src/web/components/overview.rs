//! The strip beside the article that shows where its annotations lie.

use std::rc::Rc;

use web_sys::MouseEvent;
use yew::prelude::*;

use crate::annotation::{AnnotationSet, Kind};
use crate::highlight::{OverviewMark, overview};
use crate::identity::AnnotationId;
use crate::session::{Command, Place};
use crate::text::ArticleText;
use crate::web::store::use_desk;

/// How many places the strip tells apart; more than pixels would be of no use.
const STEPS: u32 = 300;

/// What the strip shows.
#[derive(Clone, PartialEq, Properties)]
pub struct OverviewProps {
    /// The text.
    pub text: Rc<ArticleText>,
    /// Its annotations.
    pub annotations: Rc<AnnotationSet>,
    /// The annotation that the person is at.
    pub current: Option<AnnotationId>,
}

/// The strip. It is a picture for the eye and a short cut for the mouse; the list holds the same for
/// everybody, so it is hidden from screen readers.
#[component]
pub fn Overview(props: &OverviewProps) -> Html {
    let desk = use_desk();
    let strip = use_node_ref();
    let marks = overview(&props.text, &props.annotations, props.current, STEPS);
    let onclick = {
        let (strip, text, annotations) = (strip.clone(), props.text.clone(), props.annotations.clone());
        move |event: MouseEvent| {
            let Some(strip) = strip.cast::<web_sys::Element>() else { return };
            let frame = strip.get_bounding_client_rect();
            let share = (f64::from(event.client_y()) - frame.top()) / frame.height().max(1.0);
            let wanted = share * f64::from(text.index().code_points().0);
            let distance = |start: u32| (f64::from(start) - wanted).abs();
            let nearest = annotations.iter().min_by(|a, b| {
                let [a, b] = [a, b].map(|annotation| distance(annotation.parts.extent().start().0));
                a.total_cmp(&b)
            });
            if let Some(nearest) = nearest {
                desk.run(Command::Focus(Some((nearest.id, Place::Command))));
            }
        }
    };
    html! {
        <div ref={strip} class="overview" aria-hidden="true" {onclick}>
            // Three lines, however many marks: a new mark is one attribute that changes, and not an element for each.
            <svg viewBox={format!("0 0 {WIDTH} {STEPS}")} preserveAspectRatio="none">
                <path class="current" d={line(marks.iter().filter(|mark| mark.is_current), 0, WIDTH)} />
                { for [(Kind::Claim, 1), (Kind::Quote, 6)].map(|(kind, from)| html! {
                    <path class={kind.name()} d={line(marks.iter().filter(|mark| mark.kind == kind), from, 5)} />
                }) }
            </svg>
        </div>
    }
}

/// How wide the strip is, in the units of its picture.
const WIDTH: u32 = 12;

/// The dashes of some marks, from a place across and so wide.
fn line<'a>(marks: impl Iterator<Item = &'a OverviewMark>, from: u32, wide: u32) -> String {
    marks.map(|mark| format!("M{from} {}h{wide}", mark.step)).collect()
}
