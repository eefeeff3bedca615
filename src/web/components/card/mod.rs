//! One annotation in the list: its words, and when the person is at it, everything that can be changed.

mod evidence;
mod fields;
mod links;

use std::rc::Rc;

use web_sys::{HtmlInputElement, MouseEvent};
use yew::prelude::*;

pub use self::fields::{Fields, FieldsProps};
use crate::annotation::{Annotation, Document, Kind};
use crate::session::{Command, Place};
use crate::text::ArticleText;
use crate::web::parts::later;
use crate::web::store::use_desk;
use crate::web::words::{self, card as say, excerpt};

/// What a card shows. A card that the person is not at gets only what it says in a line or two, so that a change
/// elsewhere renders no other card.
#[derive(Clone, PartialEq, Properties)]
pub struct CardProps {
    /// The annotation.
    pub annotation: Rc<Annotation>,
    /// The text that it is about.
    pub text: Rc<ArticleText>,
    /// Who says it.
    #[prop_or_default]
    pub speaker: Option<AttrValue>,
    /// The verdict, where it has one.
    #[prop_or_default]
    pub verdict: Option<AttrValue>,
    /// Its place on the scale: the first and the last are coloured.
    #[prop_or_default]
    pub verdict_class: Option<&'static str>,
    /// Which quote it lies in.
    #[prop_or_default]
    pub inside: Option<AttrValue>,
    /// Its links, in a few words.
    #[prop_or_default]
    pub links: Vec<String>,
    /// Its place in the list, counted from 1, and how many there are, if not all of them are in the document.
    #[prop_or_default]
    pub place: Option<(usize, usize)>,
    /// Whether it is chosen for what is done to many at once.
    pub is_checked: bool,
    /// Whether some card is chosen.
    pub is_choosing: bool,
    /// The whole article, if the person is at this card.
    #[prop_or_default]
    pub document: Option<Rc<Document>>,
}

/// The longest excerpt on a card that the person is not at, in code points: five lines or so.
const EXCERPT: usize = 240;

/// A card of the list.
#[component]
pub fn Card(props: &CardProps) -> Html {
    let desk = use_desk();
    let CardProps { annotation, text, .. } = props;
    let (id, is_current) = (annotation.id, props.document.is_some());
    let onclick = {
        let desk = desk.clone();
        move |_: MouseEvent| {
            if !is_current {
                desk.run(Command::Focus(Some((id, Place::List))));
            }
        }
    };
    let oncheck = move |event: Event| {
        let is_checked = event.target_unchecked_into::<HtmlInputElement>().checked();
        desk.run(Command::Check { ids: vec![id], is_checked });
    };
    let stay = |event: MouseEvent| event.stop_propagation();
    let words = annotation.words(text).trim().to_owned();
    let shown = if is_current { words.clone() } else { excerpt(&words, EXCERPT) };
    let kind = match (annotation.kind, annotation.quote_type) {
        (Kind::Quote, Some(quote_type)) => say::quote_of_type(&words::quote_type(quote_type)),
        (kind, _) => words::kind(kind).to_owned(),
    };
    let class = classes!(
        "card",
        annotation.kind.name(),
        is_current.then_some("current"),
        props.is_choosing.then_some("choosing")
    );
    html! {
        <li {class} data-annotation={id.to_string()}
            aria-posinset={props.place.map(|(place, _)| place.to_string())} aria-setsize={props.place.map(|(_, all)| all.to_string())} {onclick}>
            <div class="card-head">
                <input type="checkbox" class="check" checked={props.is_checked} onchange={oncheck} onclick={stay}
                    aria-label={say::choose(&excerpt(&words, 40))} />
                <span class="chip">{ kind }</span>
                if annotation.parts.iter().len() > 1 {
                    <span class="aside">{ words::common::parts(annotation.parts.iter().len()) }</span>
                }
                if let Some(provenance) = words::provenance(annotation.provenance) {
                    <span class="aside">{ provenance }</span>
                }
                if let Some(verdict) = &props.verdict {
                    <span class={classes!("verdict", props.verdict_class)}>{ verdict }</span>
                }
            </div>
            <button type="button" class="words" dir="auto" lang="" aria-current={is_current.then_some("true")}>{ shown }</button>
            if let Some(inside) = &props.inside {
                <p class="inside" dir="auto">{ inside }</p>
            }
            if let Some(document) = &props.document {
                { fields(annotation, document) }
            } else {
                { summary(props) }
            }
        </li>
    }
}

fn summary(props: &CardProps) -> Html {
    let annotation = &props.annotation;
    let evidence = annotation.claim.evidence.len();
    let has_evidence = annotation.kind == Kind::Claim && evidence > 0;
    let is_proposed = annotation.attribution.is_proposed;
    html! {
        <>
            if props.speaker.is_some() || has_evidence || !props.links.is_empty() {
                <p class="said">
                    if let Some(speaker) = &props.speaker {
                        <b dir="auto">{ speaker }</b>
                        if is_proposed { <span class={say::proposed()}>{ say::proposed() }</span> }
                    }
                    if has_evidence {
                        <span>{ say::evidence_pieces(evidence) }</span>
                    }
                    { for props.links.iter().map(|link| html! { <span dir="auto">{ link }</span> }) }
                </p>
            }
            if !annotation.note.is_empty() {
                <p class="note" dir="auto">{ excerpt(&annotation.note, EXCERPT) }</p>
            }
            if !annotation.labels.is_empty() {
                <p class="labels">{ for annotation.labels.iter().map(|label| html! { <span class="label" dir="auto">{ label }</span> }) }</p>
            }
        </>
    }
}

fn fields(annotation: &Rc<Annotation>, document: &Rc<Document>) -> Html {
    let props = FieldsProps { annotation: annotation.clone(), document: document.clone() };
    later(move |rest| (rest.fields)(props.clone()))
}
