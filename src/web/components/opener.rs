//! How text and files come in: pasted, opened, dropped.

use std::rc::Rc;

use gloo::file::FileList;
use wasm_bindgen_futures::spawn_local;

use crate::annotation::Document;
use crate::format::native::{self, Problem};
use crate::session::{Command, Entry, Library, merge};
use crate::storage::{QUOTA, Storage, room_needed};
use crate::text::{PasteError, article_from_paste};
use crate::web::dom::files::{self, Opened};
use crate::web::edge::{new_article_id, now};
use crate::web::store::{Desk, Dialog, Message, Notice, Offer, TooLarge};

/// Makes an article of a text and opens it. What would not fit into storage is offered unsaved.
pub fn begin(desk: &Desk, text: &str) -> Result<(), PasteError> {
    let at = now();
    let document = Rc::new(Document::new(article_from_paste(text, new_article_id(), at)?));
    let needed = room_needed(&document);
    // A store that does not answer is found out when it is written to.
    let left = QUOTA.saturating_sub(desk.storage.borrow().used().unwrap_or_default());
    if needed > left {
        desk.send(Message::Show(Dialog::TooLarge(TooLarge { document, needed, left })));
    } else {
        desk.run(Command::Add { document, keep: true, at });
    }
    Ok(())
}

/// Opens files: texts become articles, exports are offered for import.
pub fn open_files(desk: &Desk, library: &Rc<Library>, files: &web_sys::FileList) {
    let files = FileList::from(files.clone());
    let (desk, library, files) = (desk.clone(), library.clone(), files.to_vec());
    spawn_local(async move {
        let mut offered = false;
        for file in files {
            let name = file.name();
            match files::open(file).await {
                Ok(Opened::Article(text)) => {
                    if let Err(error) = begin(&desk, &text) {
                        desk.notify(Notice::problem(format!(
                            "“{name}” was not added. {}",
                            blank_file(error)
                        )));
                    }
                }
                Ok(Opened::Json(json)) if !offered => {
                    offered = true;
                    offer_import(&desk, &library, &name, &json);
                }
                Ok(Opened::Json(_)) => {
                    let text = format!("“{name}” was not imported: exports are imported one at a time.");
                    desk.notify(Notice::problem(text));
                }
                Err(sentence) => desk.notify(Notice::problem(sentence)),
            }
        }
    });
}

/// Says what a dropped or chosen file with nothing in it is.
fn blank_file(error: PasteError) -> &'static str {
    match error {
        PasteError::Blank => "There is no text in it.",
    }
}

/// Reads an export and shows what it would bring, before anything is changed.
fn offer_import(desk: &Desk, library: &Library, name: &str, json: &str) {
    let incoming = match native::read(json) {
        Ok(incoming) => incoming,
        Err(error) => {
            desk.notify(Notice::problem(format!("“{name}” was not imported: {error}. Nothing was changed.")));
            return;
        }
    };
    let refused = incoming.problems.iter().any(|problem| matches!(problem, Problem::Refused { .. }));
    let document = Rc::new(incoming.document);
    let library = with_candidates(desk, library, &document);
    match merge(&library, document) {
        None => desk.notify(Notice::problem(format!(
            "“{name}” was not imported: an article with the same id and another text is kept here. Nothing was changed."
        ))),
        Some(merge) if !merge.changes_something() && merge.differing.is_empty() && !refused => {
            desk.notify(Notice::done(format!("Everything in “{name}” is here already. Nothing was changed.")));
        }
        Some(merge) => {
            let offer = Offer { file: name.to_owned(), merge: Rc::new(merge), problems: incoming.problems };
            desk.send(Message::Show(Dialog::Import(Rc::new(offer))));
        }
    }
}

/// The library with every article loaded that could be the one that comes in: it has the same id, or a text
/// of the same length.
fn with_candidates(desk: &Desk, library: &Library, incoming: &Document) -> Library {
    let mut loaded = library.clone();
    for (id, entry) in library.entries() {
        let Entry::Shelved(summary) = entry else { continue };
        if (id == incoming.id() || summary.code_points == incoming.article.text.index().code_points().0)
            && let Some(document) = desk.load(id)
        {
            loaded.set(id, Entry::Loaded(document));
        }
    }
    loaded
}
