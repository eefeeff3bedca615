//! The articles that this browser keeps: open, search, edit, delete.

use std::rc::Rc;

use web_sys::{HtmlInputElement, HtmlSelectElement, InputEvent, MouseEvent};
use yew::prelude::*;

use super::opener::{back_up, last_backup};
use crate::annotation::{Document, Summary};
use crate::session::{Command, Library, Order, Scope};
use crate::text::{Details, Status};
use crate::web::edge::{local_moment, now};
use crate::web::store::{Desk, Dialog, Message, Notice, use_desk};
use crate::web::words::{common, library as say};

/// What the list shows.
#[derive(Clone, PartialEq, Properties)]
pub struct LibraryListProps {
    /// Every article.
    pub library: Rc<Library>,
}

/// From how many articles on there is a search field: fewer are seen at a glance.
const WORTH_SEARCHING: usize = 5;

/// The list, the last changed article first.
#[component]
pub fn LibraryList(props: &LibraryListProps) -> Html {
    let desk = use_desk();
    let query = use_state(String::new);
    let order = use_state_eq(Order::default);
    let summaries = props.library.summaries_by(*order);
    if summaries.is_empty() {
        return html! {
            <section class="library-list" aria-label={say::library()}>
                <h2>{ say::your_articles() }</h2>
                <p class="empty">{ say::none_yet() }</p>
            </section>
        };
    }
    let wanted = query.to_lowercase();
    let fits = |summary: &&Rc<Summary>| summary.details.title.to_lowercase().contains(wanted.trim());
    let shown: Vec<_> = summaries.iter().filter(fits).collect();
    let oninput = {
        let query = query.clone();
        move |event: InputEvent| query.set(event.target_unchecked_into::<HtmlInputElement>().value())
    };
    let set_order = {
        let order = order.clone();
        move |event: Event| {
            let chosen = event.target_unchecked_into::<HtmlSelectElement>().value();
            order.set(Order::ALL.into_iter().find(|order| order_name(*order) == chosen).unwrap_or_default());
        }
    };
    let save_all = {
        let desk = desk.clone();
        move |_: MouseEvent| back_up(&desk)
    };
    html! {
        <section class="library-list" aria-label={say::library()}>
            <div class="library-head">
                <h2>{ say::your_articles_counted() }<span class="number">{ summaries.len() }</span></h2>
                { for reminder(&summaries).map(|reminder| html! { <span class="aside">{ reminder }</span> }) }
                if summaries.len() > 1 {
                    <select aria-label={say::order()} onchange={set_order}>
                        { for Order::ALL.iter().map(|choice| html! {
                            <option selected={*choice == *order}>{ order_name(*choice) }</option>
                        }) }
                    </select>
                }
                <button type="button" class="small" onclick={save_all}>{ say::back_up() }</button>
                if summaries.len() >= WORTH_SEARCHING {
                    <input type="search" dir="auto" aria-label={say::search()} placeholder={say::search_titles()} autocomplete="off" value={(*query).clone()} {oninput} />
                }
            </div>
            if shown.is_empty() {
                <p class="empty">{ say::no_title(&query.trim()) }</p>
            }
            <ul aria-label={say::articles()}>
                { for shown.into_iter().map(|summary| row(&desk, summary)) }
            </ul>
        </section>
    }
}

fn order_name(order: Order) -> &'static str {
    match order {
        Order::Changed => say::last_changed(),
        Order::Added => say::last_added(),
        Order::Title => say::by_title(),
        Order::Status => say::by_status(),
    }
}

/// How old the last backup may be before it is mentioned, in milliseconds: a week.
const OLD: i64 = 7 * 24 * 60 * 60 * 1_000;

/// A word about the last backup, when it is old and something has changed since.
fn reminder(summaries: &[Rc<Summary>]) -> Option<String> {
    let at = last_backup()?;
    let days = (now().millis() - at.millis()) / (OLD / 7);
    let changed = summaries.iter().filter(|summary| summary.last_change > at).count();
    (now().millis() - at.millis() > OLD && changed > 0).then(|| say::last_backup(changed, &days))
}

fn row(desk: &Desk, summary: &Summary) -> Html {
    let id = summary.id;
    let title = &summary.details.title;
    let with_document = |does: fn(&Desk, Rc<Document>)| {
        let desk = desk.clone();
        move |_: MouseEvent| {
            if let Some(document) = desk.document(id) {
                does(&desk, document);
            }
        }
    };
    let open = with_document(|desk, document| desk.run(Command::Open(document)));
    let edit = with_document(|desk, document| {
        desk.run(Command::Load(document.clone()));
        desk.send(Message::Show(Dialog::Details(document)));
    });
    let set_status = {
        let desk = desk.clone();
        move |event: Event| {
            let chosen = event.target_unchecked_into::<HtmlSelectElement>().value();
            let Some(document) = desk.document(id) else { return };
            let status = Status::from_name(&chosen).unwrap_or_default();
            let details = Details { status, ..document.article.details.clone() };
            desk.run(Command::Load(document));
            desk.run(Command::SetDetails { article: id, details, at: now() });
        }
    };
    let delete = with_document(|desk, document| {
        let title = document.article.details.title.clone();
        desk.run(Command::Delete { document, at: now() });
        desk.notify(Notice::done(say::deleted(&title)).with_undo(Scope::Library));
    });
    let about = [
        common::annotations(summary.annotations),
        common::characters(summary.code_points as usize),
        say::changed(&local_moment(summary.last_change)),
    ]
    .join(" · ");
    html! {
        <li key={id.to_string()}>
            <button type="button" class="open" dir="auto" onclick={open}>{ title }</button>
            <span class="aside">{ about }</span>
            <span class="row-actions">
                <select aria-label={say::status_of(title)} onchange={set_status}>
                    { for Status::ALL.iter().map(|status| html! {
                        <option value={status.name()} selected={*status == summary.details.status}>{ status_name(*status) }</option>
                    }) }
                </select>
                <button type="button" class="small" aria-label={say::rename_it(title)} onclick={edit}>{ say::rename() }</button>
                <button type="button" class="small danger" aria-label={say::delete_it(title)} onclick={delete}>{ common::delete() }</button>
            </span>
        </li>
    }
}

fn status_name(status: Status) -> &'static str {
    match status {
        Status::ToDo => say::to_do(),
        Status::InWork => say::in_work(),
        Status::Done => say::done(),
    }
}
