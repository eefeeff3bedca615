//! The bar at the top: where one is, the way back, and what goes in and out.

use std::rc::Rc;

use web_sys::MouseEvent;
use yew::prelude::*;

use super::FileField;
use super::file_field::choose;
use crate::annotation::Document;
use crate::session::{Action, Command, Step};
use crate::web::acts::suggest;
use crate::web::dom::view;
use crate::web::keys::{aria_keys, key_for, key_hint};
use crate::web::parts::with_rest;
use crate::web::preferences::THEME;
use crate::web::store::{Desk, Dialog, Message, use_desk};
use crate::web::words::{self, common, header as say};

/// What the header shows.
#[derive(Clone, PartialEq, Properties)]
pub struct HeaderProps {
    /// The article that is open.
    #[prop_or_default]
    pub document: Option<Rc<Document>>,
    /// What undo would take back.
    pub undo: Option<Step>,
    /// What redo would do again.
    pub redo: Option<Step>,
}

/// The header. On a narrow screen what is rarely needed hides behind one button.
#[component]
pub fn Header(props: &HeaderProps) -> Html {
    let desk = use_desk();
    let menu = use_state(|| false);
    let command = |desk: &Desk, command: Command| {
        let desk = desk.clone();
        move |_: MouseEvent| desk.run(command.clone())
    };
    let show = |dialog: Dialog| {
        let (desk, menu) = (desk.clone(), menu.clone());
        move |_: MouseEvent| {
            fold(&menu);
            desk.send(Message::Show(dialog.clone()));
        }
    };
    let file = use_node_ref();
    let choose_file = {
        let (file, menu) = (file.clone(), menu.clone());
        move |_: MouseEvent| {
            fold(&menu);
            choose(&file);
        }
    };
    let find = {
        let (desk, menu) = (desk.clone(), menu.clone());
        move |_: MouseEvent| {
            fold(&menu);
            suggest(&desk);
        }
    };
    let toggle_menu = {
        let menu = menu.clone();
        move |_: MouseEvent| menu.set(!*menu)
    };
    let history = |name: &'static str,
                   sign: &'static str,
                   title: String,
                   step: &Option<Step>,
                   does: fn(&Desk)| {
        let desk = desk.clone();
        let onclick = move |_: MouseEvent| does(&desk);
        html! {
            <button type="button" class="icon ghost" aria-label={name} {title} disabled={step.is_none()} {onclick}>
                { sign }
            </button>
        }
    };
    let undo_title = match &props.undo {
        Some(step) => say::undo_it(&words::step(step), &key_for(Action::Undo)),
        None => say::nothing_to_undo().to_owned(),
    };
    let redo_title = match &props.redo {
        Some(step) => say::redo_it(&words::step(step), &key_for(Action::Redo)),
        None => say::nothing_to_redo().to_owned(),
    };
    let is_open = menu.then_some("open");
    html! {
        <header class="top">
            <button type="button" class="brand" aria-label={say::all_articles()} onclick={command(&desk, Command::Close)}>
                <b>{ "A" }</b>{ "scr" }<i>{ "i" }</i>{ "be" }
            </button>
            if let Some(document) = &props.document {
                <button type="button" class="ghost library" aria-label={say::library()} onclick={command(&desk, Command::Close)}>
                    <span aria-hidden="true">{ "☰" }</span>{ say::library() }
                </button>
                <h1 class="crumb">
                    <button type="button" class="title" dir="auto" title={say::edit_details()} onclick={show(Dialog::Details(document.clone()))}>
                        { &document.article.details.title }
                    </button>
                </h1>
            } else {
                <span class="crumb"></span>
            }
            { history(common::undo(), "↶", undo_title, &props.undo, |desk| desk.undo(desk.session().scope())) }
            { history(common::redo(), "↷", redo_title, &props.redo, Desk::redo) }
            <div class={classes!("more", is_open)}>
                if props.document.is_some() {
                    <button type="button" class="ghost" aria-keyshortcuts={aria_keys(Action::Suggest)} aria-label={say::suggest()} title={say::suggest_title()} onclick={find}>
                        <span aria-hidden="true">{ "✦" }</span>{ say::suggest() }{ key_hint(Action::Suggest) }
                    </button>
                    <button type="button" class="ghost" aria-keyshortcuts={aria_keys(Action::Export)} onclick={show(Dialog::Export)}>{ say::export() }</button>
                    <button type="button" class="ghost" title={say::update_title()} onclick={show(Dialog::Update)}>{ say::update() }</button>
                }
                <button type="button" class="ghost" onclick={choose_file}>{ say::import() }</button>
                <button type="button" class="ghost" onclick={show(Dialog::Storage)}>{ say::storage() }</button>
                <button type="button" class="ghost" aria-keyshortcuts={aria_keys(Action::Help)} onclick={show(Dialog::Shortcuts)}>{ say::shortcuts() }</button>
                <button type="button" class="ghost" aria-keyshortcuts={aria_keys(Action::Settings)} onclick={show(Dialog::Settings)}>{ say::settings() }</button>
                <button type="button" class="ghost theme" aria-label={say::theme()} title={say::theme()} onclick={switch_theme}>
                    <span aria-hidden="true">{ "◐" }</span><span class="wide">{ say::theme() }</span>
                </button>
            </div>
            if let Some(document) = props.document.clone() {
                <button type="button" class="primary" onclick={move |_: MouseEvent| download(&desk, &document)}>{ say::export_json() }</button>
            }
            <button type="button" id={MENU} class="icon ghost menu" aria-label={say::more()} aria-expanded={menu.to_string()} onclick={toggle_menu}>{ "⋯" }</button>
            <FileField field={file} label={say::file_to_import()} multiple=true accept=".json,.jsonl,.jsonld,.csv,.zip,.txt,.md,.html,.htm,application/json,text/plain,text/html" />
        </header>
    }
}

/// The id of the button that unfolds the menu on a narrow screen.
const MENU: &str = "menu";

/// Folds the menu. The focus goes back to the button that unfolded it: what had it cannot be seen any more.
fn fold(menu: &UseStateHandle<bool>) {
    if **menu {
        view::focus_quietly(MENU);
    }
    menu.set(false);
}

/// Switches between light and dark, starting from what the system asks for. It is kept for the next visit.
fn switch_theme(_: MouseEvent) {
    let is_dark = match THEME.get() {
        "" => view::is_dark(),
        theme => theme == "dark",
    };
    THEME.set(if is_dark { "light" } else { "dark" });
}

fn download(desk: &Desk, document: &Rc<Document>) {
    let (at, document) = (desk.clone(), document.clone());
    with_rest(desk, move |rest| (rest.download_json)(&at, &document));
}
