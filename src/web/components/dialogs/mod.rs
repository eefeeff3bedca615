//! The dialogs, one a file, and which of them is open.

mod admission;
mod details;
mod export;
mod find_passage;
mod import;
mod keys;
mod link;
mod privacy;
mod settings;
mod shortcuts;
mod storage;
mod tag_all;
mod update;

use std::rc::Rc;

use yew::prelude::*;

use self::admission::{DoesNotFit, Duplicate};
use self::details::EditDetails;
use self::export::Export;
use self::find_passage::FindPassage;
use self::import::Import;
use self::keys::EditKeys;
use self::link::Link;
use self::settings::EditSettings;
use self::shortcuts::Shortcuts;
use self::storage::StorageDialog;
use self::tag_all::TagAll;
use self::update::UpdateText;
use crate::annotation::Document;
use crate::web::store::Dialog;

pub use self::export::download_json;

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
        (None, _)
        | (
            Some(Dialog::Export | Dialog::Update | Dialog::Find | Dialog::Link(_) | Dialog::TagAll(_)),
            None,
        ) => Html::default(),
        (Some(Dialog::Link(from)), Some(document)) => {
            html! { <Link from={from.clone()} document={document.clone()} /> }
        }
        (Some(Dialog::TagAll(passage)), Some(document)) => {
            html! { <TagAll passage={passage.clone()} document={document.clone()} /> }
        }
        (Some(Dialog::Find), Some(document)) => html! { <FindPassage document={document.clone()} /> },
        (Some(Dialog::Update), Some(document)) => html! { <UpdateText document={document.clone()} /> },
        (Some(Dialog::Export), Some(document)) => html! { <Export document={document.clone()} /> },
        (Some(Dialog::Import(files)), _) => html! { <Import files={files.clone()} /> },
        (Some(Dialog::Keys), _) => html! { <EditKeys /> },
        (Some(Dialog::Settings), _) => html! { <EditSettings /> },
        (Some(Dialog::Shortcuts), _) => html! { <Shortcuts /> },
        (Some(Dialog::Details(document)), _) => html! { <EditDetails document={document.clone()} /> },
        (Some(Dialog::TooLarge(article)), _) => html! { <DoesNotFit article={article.clone()} /> },
        (Some(Dialog::Duplicate(document, present)), _) => {
            html! { <Duplicate document={document.clone()} present={*present} /> }
        }
        (Some(Dialog::Storage), _) => html! { <StorageDialog /> },
    }
}
