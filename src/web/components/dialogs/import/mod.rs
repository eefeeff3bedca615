//! What files would bring, before anything is changed: read beside the page, compared with what is here, decided by
//! the person.

mod conflicts;
mod offer;

use std::rc::Rc;

use web_sys::{HtmlInputElement, HtmlSelectElement, MouseEvent};
use yew::prelude::*;

use self::conflicts::{Choice, conflicts, side_by_side};
use self::offer::{Asked, Item, Offer, read, wants_articles};
use crate::annotation::Kind;
use crate::format::Offsets;
use crate::session::{Command, Merge, Scope, Target};
use crate::web::components::Modal;
use crate::web::components::opener::open_text;
use crate::web::dom::files::{self, Data};
use crate::web::edge::now;
use crate::web::store::{Desk, Message, Notice, use_desk};
use crate::web::words;
use crate::web::work::News;

/// What the import is about.
#[derive(Clone, PartialEq, Properties)]
pub struct ImportProps {
    /// The files, not yet read.
    pub files: Rc<Vec<Data>>,
}

/// How far the reading is.
#[derive(Clone, PartialEq)]
enum State {
    Reading(u32),
    /// What was found, and with which answers it was read.
    Read(Rc<Offer>, Asked),
}

/// How many articles and remarks are listed one by one.
const LISTED: usize = 200;

/// The import dialog. To close it while it reads is to end the reading.
#[component]
pub fn Import(props: &ImportProps) -> Html {
    let desk = use_desk();
    let state = use_state_eq(|| State::Reading(0));
    let choice = use_state_eq(Choice::default);
    let asked = use_state_eq(Asked::default);
    {
        let (desk, state, choice) = (desk.clone(), state.clone(), choice.clone());
        let handle = asked.clone();
        use_effect_with((props.files.clone(), *asked), move |(files, asked)| {
            let ask_again = {
                let handle = handle.clone();
                move || handle.set(Asked { articles: true, ..*handle })
            };
            let work = start(&desk, files.clone(), *asked, ask_again, state, choice);
            move || drop(work)
        });
    }
    let cancel = {
        let desk = desk.clone();
        move |_: MouseEvent| desk.send(Message::CloseDialog)
    };
    let State::Read(offer, answered) = &*state else {
        let State::Reading(done) = *state else { return Html::default() };
        let all = props.files.len();
        return html! {
            <Modal title="Import">
                <p aria-live="polite">{ if all == 1 { format!("Reading “{}”…", props.files[0].name) } else { format!("Reading {} of {all} files…", done + 1) } }</p>
                <div class="dialog-foot"><button type="button" onclick={cancel}>{ "Cancel" }</button></div>
            </Modal>
        };
    };
    let merges: Vec<Merge> = (0..)
        .zip(&offer.plan.merges)
        .map(|(at, merge)| {
            if merge.conflicts.is_empty() {
                merge.clone()
            } else {
                merge.settle(|number, aspect| choice.takes((at, number, aspect)), now())
            }
        })
        .collect();
    // While it reads again with other answers, what is shown is not what would be imported.
    let changes = *answered == *asked && merges.iter().any(Merge::changes_something);
    let changed: usize = merges.iter().map(|merge| merge.changed.len()).sum();
    let accept = {
        let (desk, merges) = (desk.clone(), merges);
        move |_: MouseEvent| take_in(&desk, &merges)
    };
    let count = |number: usize| words::count(number, "annotation");
    let sum = |part: fn(&Merge) -> usize| offer.plan.merges.iter().map(part).sum::<usize>();
    let differing = sum(|merge| merge.conflicts.len());
    let refused = offer.refused() + offer.failures.len();
    let problems: Vec<_> = offer.failures.iter().chain(&offer.problems).collect();
    let more = problems.len().saturating_sub(LISTED);
    html! {
        <Modal title="Import">
            { what(offer) }
            <table class="facts">
                <tbody>
                    <tr><th scope="row">{ "Will be added" }</th><td>{ count(sum(|merge| merge.added.len())) }</td></tr>
                    <tr><th scope="row">{ "Here already" }</th><td>{ count(sum(|merge| merge.present.len())) }</td></tr>
                    if differing > 0 {
                        <tr>
                            <th scope="row">{ "Here with other content" }</th>
                            <td>{ format!("{}; {} will be changed", count(differing), if changed == 0 { "none".to_owned() } else { words::grouped(changed) }) }</td>
                        </tr>
                    }
                    if offer.unplaced > 0 {
                        <tr>
                            <th scope="row">{ "Without a place" }</th>
                            <td>{ format!("{}; {}", count(offer.unplaced), if asked.leaves_unplaced { "left out" } else { "kept apart" }) }</td>
                        </tr>
                    }
                    if refused > 0 {
                        <tr><th scope="row">{ "Refused" }</th><td>{ format!("{}, with the reason below", words::grouped(refused)) }</td></tr>
                    }
                </tbody>
            </table>
            if offer.items.len() > 1 {
                { articles(offer) }
            }
            if !offer.assumed.is_empty() {
                { ask_for_unit(offer, &asked) }
            }
            if offer.unlabelled > 0 {
                { ask_for_kind(offer, &asked) }
            }
            if offer.unplaced > 0 {
                { ask_for_unplaced(offer, &asked) }
            }
            { conflicts(&offer.plan, &choice) }
            { side_by_side(&offer.plan) }
            if !problems.is_empty() {
                <h3>{ words::count(problems.len(), "remark") }</h3>
                <ul class="problems">
                    { for problems.iter().take(LISTED).map(|problem| html! { <li>{ problem }</li> }) }
                    if more > 0 { <li>{ format!("and {} more", words::grouped(more)) }</li> }
                </ul>
            }
            <div class="dialog-foot">
                <button type="button" onclick={cancel}>{ "Cancel" }</button>
                <button type="button" class="primary" onclick={accept} disabled={!changes}>
                    { if refused > 0 && changes { "Import the rest" } else { "Import" } }
                </button>
            </div>
        </Modal>
    }
}

/// Has the files read, and says what cannot be offered.
fn start(
    desk: &Desk,
    files: Rc<Vec<Data>>,
    asked: Asked,
    ask_again: impl Fn() + Clone + 'static,
    state: UseStateHandle<State>,
    choice: UseStateHandle<Choice>,
) -> Option<crate::web::work::Work> {
    let heard = {
        let (desk, files) = (desk.clone(), files.clone());
        move |news| match news {
            News::Progress(done, _) => {
                // A second reading keeps showing the first until it is done.
                if matches!(*state, State::Reading(_)) {
                    state.set(State::Reading(done));
                }
            }
            News::Failed(reason) => {
                desk.send(Message::CloseDialog);
                desk.notify(Notice::problem(format!("Nothing was imported. {reason}")));
            }
            News::Done(found) if !asked.articles && wants_articles(&found) => ask_again(),
            News::Done(found) => {
                let offer = Offer::new(&desk, &files, &found);
                if offer.is_empty() {
                    close(&desk, &files, &offer);
                } else {
                    choice.set(Choice::default());
                    state.set(State::Read(Rc::new(offer), asked));
                }
            }
        }
    };
    let work = read(desk, &files, asked, heard);
    if work.is_none() {
        desk.send(Message::CloseDialog);
        desk.notify(Notice::problem(
            "This browser cannot read files in the background. Nothing was imported.",
        ));
    }
    work
}

/// Ends an import that has nothing to offer: says why, and opens what turned out to be plain articles.
fn close(desk: &Desk, files: &[Data], offer: &Offer) {
    desk.send(Message::CloseDialog);
    let mut said = offer.failures.clone();
    if !said.is_empty() {
        said.push("Nothing was changed.".to_owned());
    }
    if let Some(item) = offer.items.first() {
        let name = if files.len() == 1 { format!("“{}”", item.place) } else { "these files".to_owned() };
        said.push(format!("Everything in {name} is here already. Nothing was changed."));
    }
    let is_problem = !offer.failures.is_empty();
    if !said.is_empty() {
        desk.notify(Notice { is_problem, ..Notice::done(said.join(" ")) });
    }
    for file in offer.plain.iter().filter_map(|at| files.get(*at)) {
        match files::article(&file.name, &file.bytes) {
            Ok(text) => open_text(desk, &file.name, &text),
            Err(sentence) => desk.notify(Notice::problem(sentence)),
        }
    }
}

/// Makes the import: one step, that one press takes back.
fn take_in(desk: &Desk, merges: &[Merge]) {
    desk.send(Message::CloseDialog);
    let at = now();
    let (text, scope) = match merges {
        [merge] => {
            let scope = match &merge.target {
                Target::New => Scope::Library,
                Target::Existing(document) => Scope::Article(document.id()),
            };
            let number = merge.added.len() + merge.changed.len();
            desk.run(Command::Import { merge: Rc::new(merge.clone()), at });
            (format!("Imported {}.", words::count(number, "annotation")), scope)
        }
        many => {
            let changed = many.iter().filter(|merge| merge.changes_something()).count();
            let merges = many.iter().cloned().map(Rc::new).collect();
            desk.run(Command::Restore { merges, at });
            (format!("Imported {}.", words::count(changed, "article")), Scope::Library)
        }
    };
    desk.notify(Notice::done(text).with_undo(scope));
}

/// In a sentence: what comes from where and goes where.
fn what(offer: &Offer) -> Html {
    let sentence = match (offer.items.as_slice(), offer.plan.merges.as_slice()) {
        ([item], [merge]) => {
            let place = match &merge.target {
                Target::New => "It becomes a new article in your library.".to_owned(),
                Target::Existing(document) => {
                    format!("It joins “{}”, which has the same text.", document.article.details.title)
                }
            };
            format!("“{}” from {}. {place} {}", merge.incoming.article.details.title, item.place, item.about)
        }
        (items, merges) => {
            let new = merges.iter().filter(|merge| merge.target == Target::New).count();
            format!(
                "{}: {new} new, {} here already.",
                words::count(items.len(), "article"),
                words::grouped(merges.len() - new)
            )
        }
    };
    html! { <p>{ sentence }</p> }
}

/// The table of articles, one a row.
fn articles(offer: &Offer) -> Html {
    let row = |item: &Item| {
        let outcome = item.outcome.and_then(|at| offer.plan.outcomes.get(at));
        let merge = outcome.and_then(|outcome| offer.plan.merges.get(outcome.merge?));
        let title = outcome.map_or("It cannot be read", |outcome| outcome.title.as_str());
        let into = match merge.map(|merge| &merge.target) {
            Some(Target::New) => "New. ",
            Some(Target::Existing(_)) => "Joins the one here. ",
            None => "Left out. ",
        };
        let number = |part: usize| html! { <td>{ words::grouped(part) }</td> };
        let (added, present, conflicts) =
            outcome.map_or((0, 0, 0), |outcome| (outcome.added, outcome.present, outcome.conflicts));
        html! {
            <>
                <tr>
                    <th scope="row" dir="auto">{ words::excerpt(title, 60) }</th>
                    { number(added) }{ number(present) }{ number(conflicts) }{ number(item.refused) }
                </tr>
                <tr class="about"><td colspan="5">{ into }{ &item.place }{ " · " }{ &item.about }</td></tr>
            </>
        }
    };
    let more = offer.items.len().saturating_sub(LISTED);
    html! {
        <div class="scroll" tabindex="0" role="region" aria-label="Articles">
            <table class="incoming">
                <thead><tr>
                    <th scope="col">{ "Article" }</th><th scope="col">{ "Added" }</th><th scope="col">{ "Here" }</th>
                    <th scope="col">{ "Differ" }</th><th scope="col">{ "Refused" }</th>
                </tr></thead>
                <tbody>{ for offer.items.iter().take(LISTED).map(row) }</tbody>
            </table>
            if more > 0 { <p class="aside">{ format!("and {} more", words::count(more, "article")) }</p> }
        </div>
    }
}

/// Of a file whose offsets stand without words, only a person can see whether they were counted well.
fn ask_for_unit(offer: &Offer, asked: &UseStateHandle<Asked>) -> Html {
    let choose = {
        let asked = asked.clone();
        move |event: Event| {
            let label = event.target_unchecked_into::<HtmlSelectElement>().value();
            let unit = Offsets::ALL.into_iter().find(|unit| unit.label() == label);
            asked.set(Asked { unit, ..*asked });
        }
    };
    let option = |one: Offsets| {
        html! { <option value={one.label()} selected={asked.unit == Some(one)}>{ one.label() }</option> }
    };
    html! {
        <section class="unit">
            <label for="import-unit">{ "The offsets stand without words. They count" }</label>{ " " }
            <select id="import-unit" onchange={choose}>
                <option value="" selected={asked.unit.is_none()}>{ "what the tool usually counts" }</option>
                { for Offsets::ALL.into_iter().map(option) }
            </select>
            <p class="aside">{ "So counted, the first annotations are:" }</p>
            <ul>{ for offer.assumed.iter().take(5).map(|words| html! { <li dir="auto">{ words::excerpt(words, 80) }</li> }) }</ul>
        </section>
    }
}

/// What has no place in the text is kept, unless the person says that it is not to be.
fn ask_for_unplaced(offer: &Offer, asked: &UseStateHandle<Asked>) -> Html {
    let choose = {
        let asked = asked.clone();
        move |event: Event| {
            let keeps = event.target_unchecked_into::<HtmlInputElement>().checked();
            asked.set(Asked { leaves_unplaced: !keeps, ..*asked });
        }
    };
    let (number, have, them) = (
        offer.unplaced,
        if offer.unplaced == 1 { "has" } else { "have" },
        if offer.unplaced == 1 { "it" } else { "them" },
    );
    html! {
        <p class="unit">
            { format!("{} {have} no place in the text. ", words::count(number, "annotation")) }
            <label class="switch">
                <input type="checkbox" checked={!asked.leaves_unplaced} onchange={choose} />
                { format!("Keep {them}, to be placed by hand under “Update text…”") }
            </label>
        </p>
    }
}

/// Labels of another scheme stay as labels; what kind of annotation they make, only a person can say.
fn ask_for_kind(offer: &Offer, asked: &UseStateHandle<Asked>) -> Html {
    let choose = {
        let asked = asked.clone();
        move |event: Event| {
            let name = event.target_unchecked_into::<HtmlSelectElement>().value();
            asked.set(Asked { kind: Kind::from_name(&name), ..*asked });
        }
    };
    let chosen = asked.kind.unwrap_or(Kind::Claim);
    let option = |one: Kind| {
        html! { <option value={one.name()} selected={chosen == one}>{ format!("{}s", words::kind(one)) }</option> }
    };
    html! {
        <p class="unit">
            <label for="import-kind">{ format!("{} labelled neither claim nor quote. Their labels stay, and they become", words::count(offer.unlabelled, "annotation")) }</label>{ " " }
            <select id="import-kind" onchange={choose}>{ for Kind::ALL.into_iter().map(option) }</select>
        </p>
    }
}
