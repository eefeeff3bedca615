//! The earlier texts of an article: which there are, what was left with them, and any two told apart.

use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::JsCast;
use web_sys::{HtmlSelectElement, MouseEvent};
use yew::prelude::*;

use super::point::Point;
use super::{BothTexts, Texts, html_at};
use crate::annotation::{Annotation, Document};
use crate::format::file_stem;
use crate::session::Command;
use crate::text::TextRange;
use crate::web::dom::files::download;
use crate::web::edge::{local_moment, now};
use crate::web::hooks::use_own_html;
use crate::web::store::{use_desk, use_words};
use crate::web::words::{self, update as say};
use crate::web::work::{News, Task, Work, pack};

/// What the list shows.
#[derive(Clone, PartialEq, Properties)]
pub struct VersionsProps {
    /// The article.
    pub document: Rc<Document>,
    /// Tells two versions apart.
    pub oncompare: Callback<(usize, usize)>,
}

/// The versions, nothing if there is only one.
#[component]
pub fn Versions(props: &VersionsProps) -> Html {
    let desk = use_desk();
    let document = &props.document;
    let last = document.versions.len();
    let chosen = use_state(|| (last.saturating_sub(1), last));
    if last == 0 {
        return Html::default();
    }
    let choose = |is_first: bool, label: &'static str| {
        let chosen = chosen.clone();
        let present = if is_first { chosen.0 } else { chosen.1 };
        let onchange = {
            let chosen = chosen.clone();
            move |event: Event| {
                let value = event.target_unchecked_into::<HtmlSelectElement>().value();
                let number = value.parse().unwrap_or_default();
                chosen.set(if is_first { (number, chosen.1) } else { (chosen.0, number) });
            }
        };
        html! {
            <select aria-label={label} {onchange}>
                { for (0..=last).map(|number| html! { <option value={number.to_string()} selected={number == present}>{ say::version(&(number + 1)) }</option> }) }
            </select>
        }
    };
    let compare = {
        let (oncompare, chosen) = (props.oncompare.clone(), *chosen);
        move |_: MouseEvent| oncompare.emit(chosen)
    };
    let left = |annotation: &Rc<Annotation>, number: usize| {
        let id = annotation.id;
        let onpoint = {
            let desk = desk.clone();
            Callback::from(move |range: TextRange| desk.run(Command::PlaceAgain { id, range, at: now() }))
        };
        let remove = {
            let desk = desk.clone();
            move |_: MouseEvent| desk.run(Command::RemoveLeft { id, at: now() })
        };
        html! {
            <li key={id.to_string()}>
                <b class={annotation.kind.name()}>{ words::kind(annotation.kind) }</b>{ ": " }
                <span dir="auto">{ annotation.words(&document.versions[number].text) }</span>
                <Point text={document.article.text.clone()} {onpoint} />
                <button type="button" class="ghost" onclick={remove}>{ say::remove_for_good() }</button>
            </li>
        }
    };
    let row = |number: usize| {
        let since = local_moment(document.version_since(number));
        let version = document.versions.get(number);
        let made = document.annotations.iter().filter(|one| document.version_of(one) == number).count();
        let is_text = !version.is_some_and(|version| version.is_unplaced());
        let what = match version {
            Some(version) if version.note.is_empty() => String::new(),
            Some(version) => say::then(&version.note),
            None => say::present_text().to_owned(),
        };
        html! {
            <li key={number.to_string()}>
                <b>{ say::version(&(number + 1)) }</b>
                if is_text {
                    { say::since(made, &since) }
                    <span dir="auto">{ what }</span>
                } else {
                    { say::words_of_import(&local_moment(document.versions[number].until)) }
                }
                if let Some(version) = version.filter(|version| !version.left.is_empty()) {
                    <p class="aside">{ if is_text { say::without_place() } else { say::without_place_in_text() } }</p>
                    <ul class="left" aria-label={say::annotations_without()}>{ for version.left.iter().map(|one| left(one, number)) }</ul>
                }
            </li>
        }
    };
    html! {
        <section class="versions" aria-label={say::versions()}>
            <h3>{ say::versions() }</h3>
            <ul>{ for (0..=last).rev().map(row) }</ul>
            <div class="options">
                { choose(true, say::from_version()) }{ say::to() }{ choose(false, say::to_version()) }
                <button type="button" disabled={chosen.0 == chosen.1} onclick={compare}>{ say::see_changes() }</button>
            </div>
        </section>
    }
}

/// What is told apart.
#[derive(Clone, PartialEq, Properties)]
pub struct ComparingProps {
    /// The article.
    pub document: Rc<Document>,
    /// The one version, by its number from 0.
    pub from: usize,
    /// The other.
    pub to: usize,
    /// Goes back to the list.
    pub back: Callback<()>,
}

/// What changed between two versions.
#[derive(Clone, PartialEq)]
struct Told {
    texts: Texts,
    entries: AttrValue,
    markdown: String,
    json: String,
}

/// What changed between two versions: in the annotations, those whose words changed first, and in the text.
#[component]
pub fn Comparing(props: &ComparingProps) -> Html {
    use_words();
    let told = use_state(|| None::<Result<Rc<Told>, String>>);
    {
        let (told, document) = (told.clone(), props.document.clone());
        use_effect_with((props.from, props.to), move |(from, to)| {
            let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX).into();
            let about = [pack(&document), number(*from), number(*to)];
            let failed = told.clone();
            let work = Work::start(Task::Compare, &about, move |news| match news {
                News::Progress(..) => {}
                News::Failed(reason) => told.set(Some(Err(reason))),
                News::Done(result) => {
                    let result: Array = result.unchecked_into();
                    let text = |place| result.get(place).as_string().unwrap_or_default();
                    let texts = Texts { inline: html_at(&result, 0), sides: html_at(&result, 1) };
                    let entries = html_at(&result, 2);
                    told.set(Some(Ok(Rc::new(Told { texts, entries, markdown: text(3), json: text(4) }))));
                }
            });
            if work.is_none() {
                failed.set(Some(Err(say::no_background().to_owned())));
            }
            move || drop(work)
        });
    }
    let back = props.back.clone();
    let back = move |_: MouseEvent| back.emit(());
    let save =
        |name: &'static str, ending: &'static str, kind: &'static str, content: fn(&Told) -> &String| {
            let is_ready = matches!(&*told, Some(Ok(_)));
            let (told, title) = (told.clone(), props.document.article.details.title.clone());
            let onclick = move |_: MouseEvent| {
                if let Some(Ok(told)) = &*told {
                    download(&format!("{}.changes.{ending}", file_stem(&title)), kind, content(told));
                }
            };
            html! { <button type="button" disabled={!is_ready} {onclick}>{ name }</button> }
        };
    // Escaped text and a few tags, made by our own code.
    let entries = use_own_html(match &*told {
        Some(Ok(told)) => &told.entries,
        _ => "",
    });
    html! {
        <div class="update">
            <p class="tally">{ say::two_versions(&(props.from.min(props.to) + 1), &(props.from.max(props.to) + 1)) }</p>
            { match &*told {
                None => html! { <p role="status">{ say::comparing() }</p> },
                Some(Err(reason)) => html! { <p class="problem" role="alert">{ reason }</p> },
                Some(Ok(told)) => html! {
                    <>
                        if told.entries.is_empty() {
                            <p>{ say::all_same() }</p>
                        } else {
                            <ul class="entries" aria-label={say::that_changed()} ~innerHTML={entries.clone()}></ul>
                        }
                        <BothTexts texts={told.texts.clone()} />
                    </>
                },
            } }
            <div class="dialog-foot">
                <button type="button" onclick={back}>{ say::back() }</button>
                { save(say::markdown(), "md", "text/markdown", |told| &told.markdown) }
                { save(say::json(), "json", "application/json", |told| &told.json) }
            </div>
        </div>
    }
}
