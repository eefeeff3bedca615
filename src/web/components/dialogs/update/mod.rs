//! Another text for the article: paste it or correct it, see what changed, say where everything belongs.

mod point;
mod review;
mod versions;

use std::rc::Rc;

use js_sys::{Array, Uint32Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlInputElement, HtmlTextAreaElement, MouseEvent, SubmitEvent};
use yew::prelude::*;

use self::review::ReviewUpdate;
use self::versions::{Comparing, Versions};
use crate::annotation::Document;
use crate::format::changes::plan::{Plan, read_places};
use crate::text::{ArticleText, CodePointOffset, TextRange};
use crate::web::components::Modal;
use crate::web::hooks::use_own_html;
use crate::web::store::{Message, use_desk, use_words};
use crate::web::words::{common, update as say};
use crate::web::work::{News, Task, Work, pack};

/// What the dialog is about.
#[derive(Clone, PartialEq, Properties)]
pub struct UpdateTextProps {
    /// The article.
    pub document: Rc<Document>,
}

/// Two texts as HTML, in one column and in two. It is made beside the page, of escaped text and a few tags.
#[derive(Clone, PartialEq)]
struct Texts {
    inline: AttrValue,
    sides: AttrValue,
}

/// What was found out about a new text.
#[derive(Clone, PartialEq)]
struct Found {
    /// The article as it was compared.
    document: Rc<Document>,
    plan: Plan,
    texts: Texts,
    moves: u32,
}

/// Where the person is.
#[derive(Clone, PartialEq)]
enum Phase {
    Writing,
    Comparing,
    Reviewing(Rc<Found>),
    /// Two versions that are there, by their numbers.
    Versions(usize, usize),
}

/// The dialog. Nothing is changed before everything was seen.
#[component]
pub fn UpdateText(props: &UpdateTextProps) -> Html {
    let desk = use_desk();
    let document = &props.document;
    let phase = use_state(|| Phase::Writing);
    let problem = use_state(String::new);
    let work = use_mut_ref(|| None::<Work>);
    let (field, note) = (use_node_ref(), use_node_ref());
    // What the person wrote last, for the way back from the review.
    let written = use_mut_ref(|| None::<(String, String)>);
    let paragraph = {
        let desk = desk.clone();
        use_memo((), move |()| {
            let session = desk.session();
            let at = session.selection().or_else(|| Some(session.current()?.parts.extent()))?;
            let paragraphs = session.document()?.article.text.paragraphs_in(at);
            TextRange::new(paragraphs.first()?.range.start(), paragraphs.last()?.range.end())
        })
    };
    let is_whole = use_state(|| paragraph.is_none());
    let part = (*paragraph).filter(|_| !*is_whole);
    let text = &document.article.text;
    {
        let (field, is_writing) = (field.clone(), *phase == Phase::Writing);
        use_effect_with((*is_whole, is_writing), move |(is_whole, _)| {
            if let Some(field) = field.cast::<HtmlTextAreaElement>() {
                let _ = field.focus();
                // What is pasted takes the place of the whole text; a typo is corrected where it is.
                if *is_whole {
                    field.select();
                }
            }
        });
    }
    let compare = {
        let (phase, problem, work, written) = (phase.clone(), problem.clone(), work.clone(), written.clone());
        let (document, field, note) = (document.clone(), field.clone(), note.clone());
        move || {
            let Some(field) = field.cast::<HtmlTextAreaElement>() else { return };
            let note = note.cast::<HtmlInputElement>().map(|note| note.value()).unwrap_or_default();
            *written.borrow_mut() = Some((field.value(), note));
            let text = &document.article.text;
            let whole = match part {
                None => field.value(),
                Some(part) => {
                    let (zero, end) = (CodePointOffset(0), text.index().code_points());
                    let (before, after) =
                        (text.slice_between(zero, part.start()), text.slice_between(part.end(), end));
                    format!("{before}{}{after}", field.value())
                }
            };
            let (new, normalization) = ArticleText::new(&whole);
            if new.is_blank() {
                problem.set(say::empty().to_owned());
                return;
            }
            if new == **text {
                problem.set(say::same().to_owned());
                return;
            }
            problem.set(String::new());
            let new = Rc::new(new);
            let about = [pack(&document), JsValue::from_str(new.as_str())];
            let started = {
                let (phase, problem, document) = (phase.clone(), problem.clone(), document.clone());
                Work::start(Task::Carry, &about, move |news| match news {
                    News::Progress(..) => {}
                    News::Failed(reason) => {
                        problem.set(reason);
                        phase.set(Phase::Writing);
                    }
                    News::Done(result) => {
                        match found(&document, new.clone(), normalization, &result.unchecked_into()) {
                            Some(found) => phase.set(Phase::Reviewing(Rc::new(found))),
                            None => {
                                problem.set(say::not_compared().to_owned());
                                phase.set(Phase::Writing);
                            }
                        }
                    }
                })
            };
            match started {
                Some(started) => {
                    *work.borrow_mut() = Some(started);
                    phase.set(Phase::Comparing);
                }
                None => problem.set(say::no_background().to_owned()),
            }
        }
    };
    let back = {
        let phase = phase.clone();
        Callback::from(move |()| phase.set(Phase::Writing))
    };
    let onsubmit = move |event: SubmitEvent| {
        event.prevent_default();
        compare();
    };
    let show_whole = {
        let is_whole = is_whole.clone();
        move |_: MouseEvent| is_whole.set(true)
    };
    let show_versions = {
        let phase = phase.clone();
        Callback::from(move |(from, to)| phase.set(Phase::Versions(from, to)))
    };
    let cancel = move |_: MouseEvent| desk.send(Message::CloseDialog);
    let (typed, noted) = written.borrow().clone().unwrap_or_default();
    let value = match part {
        _ if !typed.is_empty() && *phase != Phase::Comparing => typed,
        None => text.as_str().to_owned(),
        Some(part) => text.slice(part).to_owned(),
    };
    html! {
        <Modal title={say::title()}>
            { match &*phase {
                Phase::Reviewing(found) => html! { <ReviewUpdate found={found.clone()} document={document.clone()} note={noted} {back} /> },
                Phase::Versions(from, to) => html! { <Comparing document={document.clone()} from={*from} to={*to} {back} /> },
                Phase::Writing | Phase::Comparing => {
                    let is_busy = *phase == Phase::Comparing;
                    html! {
                        <>
                            <form class="update" {onsubmit}>
                                <label for="new-text">{ if part.is_some() { say::paragraph() } else { say::new_text() } }</label>
                                <textarea id="new-text" key={part.is_some().to_string()} ref={field} rows={if part.is_some() { "6" } else { "12" }} dir="auto" {value} />
                                if part.is_some() {
                                    <button type="button" class="ghost" onclick={show_whole}>{ say::change_whole() }</button>
                                }
                                <label for="update-note">{ say::what_changed() }</label>
                                <input id="update-note" ref={note} type="text" dir="auto" autocomplete="off" placeholder={say::optional()} value={noted} />
                                <p class="problem" role="alert">{ &*problem }</p>
                                <div class="dialog-foot">
                                    <span class="aside" role="status">{ if is_busy { say::comparing() } else { say::carried() } }</span>
                                    <button type="button" onclick={cancel}>{ common::cancel() }</button>
                                    <button type="submit" class="primary" disabled={is_busy}>{ say::compare() }</button>
                                </div>
                            </form>
                            <Versions document={document.clone()} oncompare={show_versions} />
                        </>
                    }
                }
            } }
        </Modal>
    }
}

fn found(
    document: &Rc<Document>,
    text: Rc<ArticleText>,
    normalization: crate::text::Normalization,
    result: &Array,
) -> Option<Found> {
    let places = read_places(&Uint32Array::from(result.get(0)).to_vec())?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of sentences")]
    let moves = result.get(4).as_f64()? as u32;
    Some(Found {
        document: document.clone(),
        plan: Plan::new(document, text, normalization, places)?,
        texts: Texts { inline: html_at(result, 1), sides: html_at(result, 2) },
        moves,
    })
}

fn html_at(result: &Array, place: u32) -> AttrValue {
    AttrValue::from(result.get(place).as_string().unwrap_or_default())
}

/// What two texts are shown by.
#[derive(Clone, PartialEq, Properties)]
struct BothTextsProps {
    texts: Texts,
}

/// Two texts, in one column or in two.
#[component]
fn BothTexts(props: &BothTextsProps) -> Html {
    use_words();
    let is_split = use_state(|| false);
    let choice = |name: &'static str, value: bool| {
        let is_split = is_split.clone();
        let is_chosen = *is_split == value;
        let onclick = move |_: MouseEvent| is_split.set(value);
        html! { <button type="button" class="option" aria-pressed={is_chosen.to_string()} {onclick}>{ name }</button> }
    };
    let html = if *is_split { &props.texts.sides } else { &props.texts.inline };
    // Escaped text and the tags of the comparison, made by our own code.
    let html = use_own_html(html);
    html! {
        <>
            <div class="options">{ choice(say::one_column(), false) }{ choice(say::side_by_side(), true) }</div>
            <div class={classes!("texts", is_split.then_some("split"))} tabindex="0" role="region" aria-label={say::two_texts()} ~innerHTML={html}></div>
        </>
    }
}
