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
use crate::session::{Choices, Command, Merge, Scope, Target};
use crate::web::choices;
use crate::web::components::Modal;
use crate::web::components::opener::open_text;
use crate::web::dom::files::{self, Data};
use crate::web::edge::now;
use crate::web::store::{Desk, Message, Notice, use_desk};
use crate::web::words::{self, common, formats, import as say, settings};
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
    let takes_choices = use_state_eq(|| false);
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
            <Modal title={say::title()}>
                <p aria-live="polite">{ if all == 1 { say::reading(&props.files[0].name) } else { say::reading_of(&(done + 1), &all) } }</p>
                <div class="dialog-foot"><button type="button" onclick={cancel}>{ common::cancel() }</button></div>
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
        let choices = (*takes_choices).then(|| offer.choices.clone());
        move |_: MouseEvent| take_in(&desk, &merges, choices.as_ref())
    };
    let changes = changes || (*takes_choices && *answered == *asked);
    let count = common::annotations;
    let sum = |part: fn(&Merge) -> usize| offer.plan.merges.iter().map(part).sum::<usize>();
    let differing = sum(|merge| merge.conflicts.len());
    let refused = offer.refused() + offer.failures.len();
    let problems: Vec<_> = offer.failures.iter().chain(&offer.problems).collect();
    let more = problems.len().saturating_sub(LISTED);
    html! {
        <Modal title={say::title()}>
            { what(offer) }
            <table class="facts">
                <tbody>
                    <tr><th scope="row">{ say::will_be_added() }</th><td>{ count(sum(|merge| merge.added.len())) }</td></tr>
                    <tr><th scope="row">{ say::here_already() }</th><td>{ count(sum(|merge| merge.present.len())) }</td></tr>
                    if differing > 0 {
                        <tr>
                            <th scope="row">{ say::other_content() }</th>
                            <td>{ say::will_change(&count(differing), &if changed == 0 { say::none().to_owned() } else { words::grouped(changed) }) }</td>
                        </tr>
                    }
                    if offer.unplaced > 0 {
                        <tr>
                            <th scope="row">{ say::unplaced() }</th>
                            <td>{ if asked.leaves_unplaced { say::not_kept(&count(offer.unplaced)) } else { say::kept_apart(&count(offer.unplaced)) } }</td>
                        </tr>
                    }
                    if refused > 0 {
                        <tr><th scope="row">{ say::refused() }</th><td>{ say::with_reason(&words::grouped(refused)) }</td></tr>
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
            if !offer.choices.is_empty() {
                { ask_for_choices(&desk, offer, &takes_choices) }
            }
            { conflicts(&offer.plan, &choice) }
            { side_by_side(&offer.plan) }
            if !problems.is_empty() {
                <h3>{ say::remarks(problems.len()) }</h3>
                <ul class="problems">
                    { for problems.iter().take(LISTED).map(|problem| html! { <li>{ problem }</li> }) }
                    if more > 0 { <li>{ say::more(&words::grouped(more)) }</li> }
                </ul>
            }
            <div class="dialog-foot">
                <button type="button" onclick={cancel}>{ common::cancel() }</button>
                <button type="button" class="primary" onclick={accept} disabled={!changes}>
                    { if refused > 0 && changes { say::the_rest() } else { say::title() } }
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
                desk.notify(Notice::problem(say::nothing(&reason)));
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
        desk.notify(Notice::problem(say::no_background()));
    }
    work
}

/// Ends an import that has nothing to offer: says why, and opens what turned out to be plain articles.
fn close(desk: &Desk, files: &[Data], offer: &Offer) {
    desk.send(Message::CloseDialog);
    let mut said = offer.failures.clone();
    if !said.is_empty() {
        said.push(say::unchanged().to_owned());
    }
    if let Some(item) = offer.items.first() {
        said.push(match files {
            [_] => say::all_here(&item.place),
            _ => say::all_of_them_here().to_owned(),
        });
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
fn take_in(desk: &Desk, merges: &[Merge], choices: Option<&Choices>) {
    desk.send(Message::CloseDialog);
    if let Some(choices) = choices {
        choices::take_over(desk, choices);
        if !merges.iter().any(Merge::changes_something) {
            desk.notify(Notice::done(say::choices_taken()));
            return;
        }
    }
    let at = now();
    let (text, scope) = match merges {
        [merge] => {
            let scope = match &merge.target {
                Target::New => Scope::Library,
                Target::Existing(document) => Scope::Article(document.id()),
            };
            let number = merge.added.len() + merge.changed.len();
            desk.run(Command::Import { merge: Rc::new(merge.clone()), at });
            (say::imported(&common::annotations(number)), scope)
        }
        many => {
            let changed = many.iter().filter(|merge| merge.changes_something()).count();
            let merges = many.iter().cloned().map(Rc::new).collect();
            desk.run(Command::Restore { merges, at });
            (say::imported(&common::articles(changed)), Scope::Library)
        }
    };
    desk.notify(Notice::done(text).with_undo(scope));
}

/// In a sentence: what comes from where and goes where.
fn what(offer: &Offer) -> Html {
    let sentence = match (offer.items.as_slice(), offer.plan.merges.as_slice()) {
        ([item], [merge]) => {
            let place = match &merge.target {
                Target::New => say::becomes_new().to_owned(),
                Target::Existing(document) => say::joins(&document.article.details.title),
            };
            say::what(&merge.incoming.article.details.title, &item.place, &place, &item.about)
        }
        (items, merges) => {
            let new = merges.iter().filter(|merge| merge.target == Target::New).count();
            say::what_many(&common::articles(items.len()), &new, &words::grouped(merges.len() - new))
        }
    };
    html! { <p>{ sentence }</p> }
}

/// The table of articles, one a row.
fn articles(offer: &Offer) -> Html {
    let row = |item: &Item| {
        let outcome = item.outcome.and_then(|at| offer.plan.outcomes.get(at));
        let merge = outcome.and_then(|outcome| offer.plan.merges.get(outcome.merge?));
        let title = outcome.map_or(say::unreadable(), |outcome| outcome.title.as_str());
        let into = match merge.map(|merge| &merge.target) {
            Some(Target::New) => say::new(),
            Some(Target::Existing(_)) => say::joins_here(),
            None => say::left_out(),
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
        <div class="scroll" tabindex="0" role="region" aria-label={say::articles()}>
            <table class="incoming">
                <thead><tr>
                    <th scope="col">{ say::article() }</th><th scope="col">{ say::added() }</th><th scope="col">{ say::here() }</th>
                    <th scope="col">{ say::differ() }</th><th scope="col">{ say::refused() }</th>
                </tr></thead>
                <tbody>{ for offer.items.iter().take(LISTED).map(row) }</tbody>
            </table>
            if more > 0 { <p class="aside">{ say::more(&common::articles(more)) }</p> }
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
        html! { <option value={one.label()} selected={asked.unit == Some(one)}>{ formats::unit(one) }</option> }
    };
    html! {
        <section class="unit">
            <label for="import-unit">{ say::ask_unit() }</label>{ " " }
            <select id="import-unit" onchange={choose}>
                <option value="" selected={asked.unit.is_none()}>{ say::usual_unit() }</option>
                { for Offsets::ALL.into_iter().map(option) }
            </select>
            <p class="aside">{ say::so_counted() }</p>
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
    html! {
        <p class="unit">
            { say::no_place(offer.unplaced) }
            <label class="switch">
                <input type="checkbox" checked={!asked.leaves_unplaced} onchange={choose} />
                { if offer.unplaced == 1 { say::keep_it() } else { say::keep_them() } }
            </label>
        </p>
    }
}

/// What a backup would choose otherwise about the page is named, and taken over only when the person says so.
fn ask_for_choices(desk: &Desk, offer: &Offer, takes: &UseStateHandle<bool>) -> Html {
    let choose = {
        let takes = takes.clone();
        move |event: Event| takes.set(event.target_unchecked_into::<HtmlInputElement>().checked())
    };
    let now = choices::current(desk);
    html! {
        <section class="unit">
            <h3>{ say::choices() }</h3>
            <table class="facts" id="import-choices">
                <tbody>
                    { for offer.choices.iter().map(|(choice, value)| html! {
                        <tr>
                            <th scope="row">{ settings::name(choice) }</th>
                            <td dir="auto">{ say::choice_change(&settings::value(choice, value), &settings::value(choice, now.get(choice).unwrap_or_default())) }</td>
                        </tr>
                    }) }
                </tbody>
            </table>
            <label class="switch"><input type="checkbox" checked={**takes} onchange={choose} />{ say::take_choices() }</label>
        </section>
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
        html! { <option value={one.name()} selected={chosen == one}>{ if one == Kind::Claim { say::claims() } else { say::quotes() } }</option> }
    };
    html! {
        <p class="unit">
            <label for="import-kind">{ say::ask_kind(offer.unlabelled) }</label>{ " " }
            <select id="import-kind" onchange={choose}>{ for Kind::ALL.into_iter().map(option) }</select>
        </p>
    }
}
