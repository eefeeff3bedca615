//! What a file would bring, before anything is changed.

use std::rc::Rc;

use web_sys::MouseEvent;
use yew::prelude::*;

use crate::session::{Command, Merge, Scope, Target};
use crate::web::components::Modal;
use crate::web::edge::now;
use crate::web::store::{Message, Notice, Offer, use_desk};
use crate::web::words;

/// What the import shows.
#[derive(Clone, PartialEq, Properties)]
pub struct ImportProps {
    /// What would come in.
    pub offer: Rc<Offer>,
}

/// The import dialog.
#[component]
pub fn Import(props: &ImportProps) -> Html {
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
