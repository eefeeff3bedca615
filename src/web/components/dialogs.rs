//! The dialogs: export, import, shortcuts, article details, and what to do with an article that does not fit.

use std::rc::Rc;

use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{HtmlInputElement, MouseEvent, SubmitEvent};
use yew::prelude::*;

use super::opener::{add, open};
use super::{Modal, StorageDialog};
use crate::annotation::{Document, Kind};
use crate::format::{file_name, native};
use crate::identity::ArticleId;
use crate::session::{Action, Command, Merge, SHORTCUTS, Scope, Shortcut, Target};
use crate::text::{Details, Direction};
use crate::web::dom::files::download;
use crate::web::edge::{now, window};
use crate::web::store::{Desk, Dialog, Message, Notice, Offer, TooLarge, use_desk};
use crate::web::words;

/// What the dialogs need.
#[derive(Clone, PartialEq, Properties)]
pub struct DialogsProps {
    /// Which one is open.
    pub dialog: Option<Dialog>,
    /// The article that is open.
    pub document: Option<Rc<Document>>,
}

/// The dialog that is open, if one is.
#[component]
pub fn Dialogs(props: &DialogsProps) -> Html {
    match (&props.dialog, &props.document) {
        (None, _) | (Some(Dialog::Export), None) => Html::default(),
        (Some(Dialog::Export), Some(document)) => html! { <Export document={document.clone()} /> },
        (Some(Dialog::Import(offer)), _) => html! { <Import offer={offer.clone()} /> },
        (Some(Dialog::Shortcuts), _) => html! { <Shortcuts /> },
        (Some(Dialog::Details(document)), _) => html! { <EditDetails document={document.clone()} /> },
        (Some(Dialog::TooLarge(article)), _) => html! { <DoesNotFit article={article.clone()} /> },
        (Some(Dialog::Duplicate(document, present)), _) => {
            html! { <Duplicate document={document.clone()} present={*present} /> }
        }
        (Some(Dialog::Storage), _) => html! { <StorageDialog /> },
    }
}

/// Writes the open article's file and hands it to the person.
pub fn download_json(desk: &Desk, document: &Document) {
    match native::write(document, now()) {
        Ok(json) => download(&file_name(&document.article.details.title), "application/json", &json),
        Err(mismatch) => desk.notify(Notice::problem(mismatch.to_string())),
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ExportProps {
    document: Rc<Document>,
}

/// How much of a long file the preview shows, in bytes: some hundred lines.
const PREVIEW: usize = 6_000;

#[component]
fn Export(props: &ExportProps) -> Html {
    let desk = use_desk();
    let copied = use_state(|| None::<bool>);
    let written = use_memo(props.document.clone(), |document| native::write(document, now()));
    let json = match &*written {
        Ok(json) => json.clone(),
        Err(mismatch) => {
            return html! { <Modal title="Export"><p class="problem" role="alert">{ mismatch.to_string() }</p></Modal> };
        }
    };
    let name = file_name(&props.document.article.details.title);
    let save = {
        let (desk, name, json) = (desk.clone(), name.clone(), json.clone());
        move |_: MouseEvent| {
            download(&name, "application/json", &json);
            desk.send(Message::CloseDialog);
        }
    };
    let copy = {
        let (copied, json) = (copied.clone(), json.clone());
        move |_: MouseEvent| {
            let (copied, json) = (copied.clone(), json.clone());
            spawn_local(async move {
                let done = JsFuture::from(window().navigator().clipboard().write_text(&json)).await;
                copied.set(Some(done.is_ok()));
            });
        }
    };
    let cut = (0..=PREVIEW.min(json.len())).rev().find(|at| json.is_char_boundary(*at)).unwrap_or_default();
    let preview = if cut < json.len() { format!("{}\n…", &json[..cut]) } else { json.clone() };
    html! {
        <Modal title="Export">
            <p>{ "Ascribe JSON: the article’s text and every annotation with its exact words, their context, and where they \
                  stand in code points and in UTF-16 units. Ascribe reads it back without loss." }</p>
            <pre class="preview" tabindex="0" role="region" aria-label="Preview">{ preview }</pre>
            <div class="dialog-foot">
                <span class="aside">{ format!("{name} · {}", words::size(json.len())) }</span>
                <span class="aside" role="alert">
                    { match *copied {
                        None => "",
                        Some(true) => "Copied.",
                        Some(false) => "The browser did not allow copying. Download the file instead.",
                    } }
                </span>
                <button type="button" onclick={copy}>{ "Copy" }</button>
                <button type="button" class="primary" onclick={save}>{ "Download" }</button>
            </div>
        </Modal>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ImportProps {
    offer: Rc<Offer>,
}

#[component]
fn Import(props: &ImportProps) -> Html {
    let desk = use_desk();
    let Offer { file, merges, problems } = &*props.offer;
    let accept = {
        let (desk, merges) = (desk.clone(), merges.clone());
        move |_: MouseEvent| {
            desk.send(Message::CloseDialog);
            let at = now();
            let (text, scope) = match merges.as_slice() {
                [merge] => {
                    desk.run(Command::Import { merge: merge.clone(), at });
                    let scope = match &merge.target {
                        Target::New => Scope::Library,
                        Target::Existing(document) => Scope::Article(document.id()),
                    };
                    (format!("Imported {}.", words::count(merge.added.len(), "annotation")), scope)
                }
                many => {
                    desk.run(Command::Restore { merges: many.to_vec(), at });
                    let changed = many.iter().filter(|merge| merge.changes_something()).count();
                    (format!("Restored {}.", words::count(changed, "article")), Scope::Library)
                }
            };
            desk.notify(Notice::done(text).with_undo(scope));
        }
    };
    let cancel = move |_: MouseEvent| desk.send(Message::CloseDialog);
    let what = match merges.as_slice() {
        [merge] => {
            let place = match &merge.target {
                Target::New => "It becomes a new article in your library.".to_owned(),
                Target::Existing(document) => {
                    format!("It joins “{}”, which has the same text.", document.article.details.title)
                }
            };
            format!("“{}” from {file}. {place}", merge.incoming.article.details.title)
        }
        many => {
            let new = many.iter().filter(|merge| merge.target == Target::New).count();
            format!(
                "{} from {file}: {new} new, the others are here already.",
                words::count(many.len(), "article")
            )
        }
    };
    let sum = |part: fn(&Merge) -> usize| merges.iter().map(|merge| part(merge)).sum::<usize>();
    let differing = sum(|merge| merge.differing.len());
    let changes = merges.iter().any(|merge| merge.changes_something());
    html! {
        <Modal title="Import">
            <p>{ what }</p>
            <table class="facts">
                <tbody>
                    <tr><th scope="row">{ "Will be added" }</th><td>{ words::count(sum(|merge| merge.added.len()), "annotation") }</td></tr>
                    <tr><th scope="row">{ "Here already" }</th><td>{ words::count(sum(|merge| merge.present), "annotation") }</td></tr>
                    if differing > 0 {
                        <tr>
                            <th scope="row">{ "Here with other content" }</th>
                            <td>{ format!("{}; yours stay as they are", words::count(differing, "annotation")) }</td>
                        </tr>
                    }
                </tbody>
            </table>
            if !problems.is_empty() {
                <h3>{ words::count(problems.len(), "remark") }</h3>
                <ul class="problems">{ for problems.iter().map(|problem| html! { <li>{ problem }</li> }) }</ul>
            }
            <div class="dialog-foot">
                <button type="button" onclick={cancel}>{ "Cancel" }</button>
                <button type="button" class="primary" onclick={accept} disabled={!changes}>{ "Import" }</button>
            </div>
        </Modal>
    }
}

/// Keys of the text cursor, which belong to the article and not to the table of shortcuts.
const CARET_KEYS: [(&str, &str); 5] = [
    ("← →", "Move by character"),
    ("Ctrl ← →", "Move by word"),
    ("↑ ↓", "Move by sentence"),
    ("Ctrl ↑ ↓", "Move by paragraph"),
    ("Shift", "With any of them: select"),
];

#[component]
fn Shortcuts() -> Html {
    let rows = |title: &'static str, rows: Vec<(String, &'static str)>| {
        html! {
            <section>
                <h3>{ title }</h3>
                <table class="keys">
                    <tbody>
                        { for rows.into_iter().map(|(keys, does)| html! {
                            <tr>
                                <th scope="row">{ for keys.split(' ').map(|key| html! { <kbd>{ key.to_owned() }</kbd> }) }</th>
                                <td>{ does }</td>
                            </tr>
                        }) }
                    </tbody>
                </table>
            </section>
        }
    };
    let shortcuts = SHORTCUTS.iter().map(|shortcut| (keys(shortcut), meaning(shortcut.action))).collect();
    let caret = CARET_KEYS.iter().map(|(keys, does)| ((*keys).to_owned(), *does)).collect();
    html! {
        <Modal title="Shortcuts">
            <div class="columns">
                { rows("Everywhere but in text fields", shortcuts) }
                { rows("In the article (go there with Tab)", caret) }
            </div>
        </Modal>
    }
}

fn keys(shortcut: &Shortcut) -> String {
    let key = match shortcut.key {
        "Escape" => "Esc".to_owned(),
        key if key.chars().count() == 1 => key.to_uppercase(),
        key => key.to_owned(),
    };
    let command = if shortcut.command { "Ctrl " } else { "" };
    let shift = if shortcut.shift { "Shift " } else { "" };
    format!("{command}{shift}{key}")
}

fn meaning(action: Action) -> &'static str {
    match action {
        Action::Tag(Kind::Claim) => "Tag as claim",
        Action::Tag(Kind::Quote) => "Tag as quote",
        Action::Note => "Write a note",
        Action::Remove => "Remove the annotation",
        Action::Go(Direction::Forward) => "Next annotation",
        Action::Go(Direction::Backward) => "Previous annotation",
        Action::Filter => "Filter the list",
        Action::Export => "Export",
        Action::Help => "Show these shortcuts",
        Action::LetGo => "Let go",
        Action::Undo => "Undo",
        Action::Redo => "Redo",
    }
}

#[derive(Clone, PartialEq, Properties)]
struct EditDetailsProps {
    document: Rc<Document>,
}

/// The fields of the details, in reading order: label, hint, and how to read and set them.
type Field = (&'static str, &'static str, fn(&mut Details) -> &mut String);

const FIELDS: [Field; 5] = [
    ("Title", "What the library lists it under", |details| &mut details.title),
    ("Byline", "Who wrote it", |details| &mut details.byline),
    ("Outlet", "Who published it", |details| &mut details.outlet),
    ("Address", "https://…", |details| &mut details.url),
    ("Date", "When it was published, as printed", |details| &mut details.published),
];

#[component]
fn EditDetails(props: &EditDetailsProps) -> Html {
    let desk = use_desk();
    let article = &props.document.article;
    let fields = use_memo((), |()| FIELDS.map(|_| NodeRef::default()));
    let onsubmit = {
        let (desk, article, fields) = (desk.clone(), article.clone(), fields.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            let mut details = article.details.clone();
            for ((_, _, part), field) in FIELDS.iter().zip(fields.iter()) {
                if let Some(field) = field.cast::<HtmlInputElement>() {
                    *part(&mut details) = field.value().trim().to_owned();
                }
            }
            desk.send(Message::CloseDialog);
            desk.run(Command::SetDetails { article: article.id, details, at: now() });
        }
    };
    let cancel = move |_: MouseEvent| desk.send(Message::CloseDialog);
    let mut details = article.details.clone();
    html! {
        <Modal title="Article details">
            <form {onsubmit}>
                <div class="form">
                    { for FIELDS.iter().zip(fields.iter()).map(|((label, hint, part), field)| {
                        let id = format!("detail-{}", label.to_lowercase());
                        html! {
                            <>
                                <label for={id.clone()}>{ *label }</label>
                                <input {id} ref={field} type="text" dir="auto" autocomplete="off" placeholder={*hint} value={part(&mut details).clone()} />
                            </>
                        }
                    }) }
                </div>
                <div class="dialog-foot">
                    <button type="button" onclick={cancel}>{ "Cancel" }</button>
                    <button type="submit" class="primary">{ "Save details" }</button>
                </div>
            </form>
        </Modal>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct DoesNotFitProps {
    article: TooLarge,
}

#[component]
fn DoesNotFit(props: &DoesNotFitProps) -> Html {
    let desk = use_desk();
    let TooLarge { document, needed, left } = &props.article;
    let anyway = {
        let (desk, document) = (desk.clone(), document.clone());
        move |_: MouseEvent| {
            desk.send(Message::CloseDialog);
            desk.run(Command::Add { document: document.clone(), keep: false, at: now() });
        }
    };
    let cancel = move |_: MouseEvent| desk.send(Message::CloseDialog);
    html! {
        <Modal title="This article does not fit">
            <p>{ format!(
                "It takes {} of this browser’s storage, and {} are left. Export and delete articles that you no longer need, \
                 then try again. Or annotate this one without saving: it stays in memory until you close the page, and you \
                 can export it at any time.",
                words::size(*needed), words::size(*left)
            ) }</p>
            <div class="dialog-foot">
                <button type="button" onclick={anyway}>{ "Annotate without saving" }</button>
                <button type="button" class="primary" onclick={cancel}>{ "Back" }</button>
            </div>
        </Modal>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct DuplicateProps {
    document: Rc<Document>,
    present: ArticleId,
}

/// Asks what to do with a text that is here already: most often it was pasted a second time by mistake.
#[component]
fn Duplicate(props: &DuplicateProps) -> Html {
    let desk = use_desk();
    let DuplicateProps { document, present } = props;
    let again = {
        let (desk, document) = (desk.clone(), document.clone());
        move |_: MouseEvent| {
            desk.send(Message::CloseDialog);
            add(&desk, document.clone());
        }
    };
    let open_it = {
        let (desk, present) = (desk.clone(), *present);
        move |_: MouseEvent| {
            desk.send(Message::CloseDialog);
            open(&desk, present);
        }
    };
    html! {
        <Modal title="You have this article already">
            <p>{ "The very same text is in your library. You can open it where you left it, or add the text once more as an \
                  article of its own." }</p>
            <div class="dialog-foot">
                <button type="button" onclick={again}>{ "Add it again" }</button>
                <button type="button" class="primary" onclick={open_it}>{ "Open it" }</button>
            </div>
        </Modal>
    }
}
