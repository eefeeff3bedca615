//! The bar at the top: where one is, the way back, and what goes in and out.

use std::rc::Rc;

use web_sys::MouseEvent;
use yew::prelude::*;

use super::FileField;
use super::dialogs::download_json;
use super::file_field::choose;
use crate::annotation::Document;
use crate::session::{Command, Step};
use crate::web::acts::suggest;
use crate::web::edge::document as page;
use crate::web::store::{Desk, Dialog, Message, use_desk};
use crate::web::words;

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
            menu.set(false);
            desk.send(Message::Show(dialog.clone()));
        }
    };
    let file = use_node_ref();
    let choose_file = {
        let (file, menu) = (file.clone(), menu.clone());
        move |_: MouseEvent| {
            menu.set(false);
            choose(&file);
        }
    };
    let find = {
        let (desk, menu) = (desk.clone(), menu.clone());
        move |_: MouseEvent| {
            menu.set(false);
            suggest(&desk);
        }
    };
    let toggle_menu = {
        let menu = menu.clone();
        move |_: MouseEvent| menu.set(!*menu)
    };
    let history = |name: &'static str,
                   sign: &'static str,
                   key: &'static str,
                   step: &Option<Step>,
                   does: fn(&Desk)| {
        let title = match step {
            Some(step) => format!("{name}: {} ({key})", words::step(step)),
            None => format!("Nothing to {}", name.to_lowercase()),
        };
        let desk = desk.clone();
        let onclick = move |_: MouseEvent| does(&desk);
        html! {
            <button type="button" class="icon ghost" aria-label={name} {title} disabled={step.is_none()} {onclick}>
                { sign }
            </button>
        }
    };
    let is_open = menu.then_some("open");
    html! {
        <header class="top">
            <button type="button" class="brand" aria-label="Ascribe: all articles" onclick={command(&desk, Command::Close)}>
                <b>{ "A" }</b>{ "scr" }<i>{ "i" }</i>{ "be" }
            </button>
            if let Some(document) = &props.document {
                <button type="button" class="ghost library" aria-label="Library" onclick={command(&desk, Command::Close)}>
                    <span aria-hidden="true">{ "☰" }</span>{ "Library" }
                </button>
                <h1 class="crumb">
                    <button type="button" class="title" title="Edit the article’s details" onclick={show(Dialog::Details(document.clone()))}>
                        { &document.article.details.title }
                    </button>
                </h1>
            } else {
                <span class="crumb"></span>
            }
            { history("Undo", "↶", "Ctrl+Z", &props.undo, |desk| desk.undo(desk.session().scope())) }
            { history("Redo", "↷", "Ctrl+Shift+Z", &props.redo, Desk::redo) }
            <div class={classes!("more", is_open)}>
                if props.document.is_some() {
                    <button type="button" class="ghost" aria-keyshortcuts="g" aria-label="Suggest" title="Find quotes with their speakers" onclick={find}>
                        <span aria-hidden="true">{ "✦" }</span>{ "Suggest" }<kbd aria-hidden="true" data-key="G"></kbd>
                    </button>
                    <button type="button" class="ghost" onclick={show(Dialog::Export)}>{ "Export…" }</button>
                    <button type="button" class="ghost" title="The article was edited: keep every annotation, see what changed" onclick={show(Dialog::Update)}>{ "Update text…" }</button>
                }
                <button type="button" class="ghost" onclick={choose_file}>{ "Import…" }</button>
                <button type="button" class="ghost" onclick={show(Dialog::Storage)}>{ "Storage" }</button>
                <button type="button" class="ghost" onclick={show(Dialog::Shortcuts)}>{ "Shortcuts" }</button>
                <button type="button" class="ghost theme" aria-label="Light or dark" title="Light or dark" onclick={switch_theme}>
                    <span aria-hidden="true">{ "◐" }</span><span class="wide">{ "Light or dark" }</span>
                </button>
            </div>
            if let Some(document) = props.document.clone() {
                <button type="button" class="primary" onclick={move |_: MouseEvent| download_json(&desk, &document)}>{ "Export JSON" }</button>
            }
            <button type="button" class="icon ghost menu" aria-label="More" aria-expanded={menu.to_string()} onclick={toggle_menu}>{ "⋯" }</button>
            <FileField field={file} label="File to import" multiple=true accept=".json,.jsonl,.jsonld,.csv,.zip,.txt,.md,.html,.htm,application/json,text/plain,text/html" />
        </header>
    }
}

/// Switches between light and dark, starting from what the system asks for. It is kept for the next visit.
fn switch_theme(_: MouseEvent) {
    let Some(root) = page().document_element() else { return };
    let system_is_dark = || {
        let query = crate::web::edge::window().match_media("(prefers-color-scheme: dark)");
        query.ok().flatten().is_some_and(|query| query.matches())
    };
    let is_dark = root.get_attribute("data-theme").map_or_else(system_is_dark, |theme| theme == "dark");
    set_theme(if is_dark { "light" } else { "dark" });
}

/// The key of the chosen theme in local storage.
const THEME: &str = "ascribe.theme";

fn set_theme(theme: &str) {
    if let Some(root) = page().document_element() {
        let _ = root.set_attribute("data-theme", theme);
    }
    if let Ok(Some(storage)) = crate::web::edge::window().local_storage() {
        // Without room the choice lasts until the page is closed, which does no harm.
        let _ = storage.set_item(THEME, theme);
    }
}

/// Takes up the theme that was chosen on an earlier visit.
pub fn restore_theme() {
    let stored = crate::web::edge::window().local_storage().ok().flatten();
    let theme = stored.and_then(|storage| storage.get_item(THEME).ok().flatten());
    if let (Some(root), Some(theme @ ("light" | "dark"))) = (page().document_element(), theme.as_deref()) {
        let _ = root.set_attribute("data-theme", theme);
    }
}
