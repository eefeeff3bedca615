//! How text and files come in: pasted, opened, dropped.

use std::rc::Rc;

use gloo::file::FileList;
use wasm_bindgen_futures::spawn_local;

use crate::annotation::Document;
use crate::format::catalogue::text_file_of;
use crate::format::native;
use crate::identity::{ArticleId, Timestamp};
use crate::session::{Command, Entry, Library};
use crate::storage::{QUOTA, Storage, room_needed};
use crate::text::{PasteError, article_from_paste};
use crate::web::choices;
use crate::web::dom::files::{self, Opened};
use crate::web::edge::{new_article_id, now, window};
use crate::web::local_storage::{forget_room_used, kept_scale};
use crate::web::store::{Desk, Dialog, Message, Notice, TooLarge};
use crate::web::words::notices as say;

/// Makes an article of a text and opens it. A text that is here already is asked about first.
pub fn begin(desk: &Desk, text: &str) -> Result<(), PasteError> {
    let mut article = article_from_paste(text, new_article_id(), now())?;
    article.details.verdicts = kept_scale();
    let document = Rc::new(Document::new(article));
    match desk.session().library().same_text(document.article.text.sha256()) {
        Some(present) => desk.send(Message::Show(Dialog::Duplicate(document, present))),
        None => add(desk, document),
    }
    Ok(())
}

/// Adds an article and opens it. What would not fit into storage is offered unsaved.
pub fn add(desk: &Desk, document: Rc<Document>) {
    let needed = room_needed(&document);
    // Measured afresh: whether a whole article fits is asked seldom, and has to be answered right. A store that does
    // not answer is found out when it is written to.
    forget_room_used();
    let left = QUOTA.saturating_sub(desk.storage.borrow().used().unwrap_or_default());
    if needed > left {
        desk.send(Message::Show(Dialog::TooLarge(TooLarge { document, needed, left })));
    } else {
        desk.run(Command::Add { document, keep: true, at: now() });
    }
}

/// Opens an article that the library lists.
pub fn open(desk: &Desk, id: ArticleId) {
    if let Some(document) = desk.document(id) {
        desk.run(Command::Open(document));
    }
}

/// Opens files: texts become articles, files of annotations are offered for import, all at once.
pub fn open_files(desk: &Desk, files: &web_sys::FileList) {
    let files = FileList::from(files.clone());
    let (desk, files) = (desk.clone(), files.to_vec());
    spawn_local(async move {
        let (mut data, mut texts) = (Vec::new(), Vec::new());
        for file in files {
            let name = file.name();
            match files::open(file).await {
                Ok(Opened::Article(text)) => texts.push((name, text)),
                Ok(Opened::Data(file)) => data.push(file),
                Err(sentence) => desk.notify(Notice::problem(sentence)),
            }
        }
        // The text of a file of annotations goes with it and is no article of its own.
        for file in &mut data {
            let beside = text_file_of(&file.name);
            if let Some(at) = texts.iter().position(|(name, _)| Some(name) == beside.as_ref()) {
                file.text = Some(texts.remove(at).1);
            }
        }
        for (name, text) in texts {
            open_text(&desk, &name, &text);
        }
        if !data.is_empty() {
            desk.send(Message::Show(Dialog::Import(Rc::new(data))));
        }
    });
}

/// Makes an article of a file's text.
pub fn open_text(desk: &Desk, name: &str, text: &str) {
    if let Err(PasteError::Blank) = begin(desk, text) {
        desk.notify(Notice::problem(say::not_added(&name)));
    }
}

/// Hands everything to the person as one file: an article a line, each as [`native::write_line`] writes it, and what
/// they have chosen about the page.
pub fn back_up(desk: &Desk) {
    let (mut lines, mut missing) = (String::new(), 0);
    let at = now();
    for (id, _) in desk.session().library().entries() {
        // The first article has the person's choices beside it.
        let choices = lines.is_empty().then(|| choices::current(desk));
        let line = desk.document(id).and_then(|document| match &choices {
            Some(choices) => native::write_backup_line(&document, choices, at).ok(),
            None => native::write_line(&document, at).ok(),
        });
        match line {
            Some(line) => lines.push_str(&line),
            None => missing += 1,
        }
    }
    let day = at.to_string();
    let day = day.split('T').next().unwrap_or_default();
    files::download(&format!("ascribe-backup-{day}.jsonl"), "application/jsonl", &lines);
    if missing > 0 {
        desk.notify(Notice::problem(say::not_in_backup(missing)));
    }
    remember_backup(at);
}

/// The key of the last backup's time in local storage.
const BACKUP: &str = "ascribe.backup";

fn remember_backup(at: Timestamp) {
    if let Ok(Some(storage)) = window().local_storage() {
        // Without room the reminder comes too early, which does no harm.
        let _ = storage.set_item(BACKUP, &at.to_string());
    }
}

/// When everything was last backed up from this browser.
pub fn last_backup() -> Option<Timestamp> {
    Timestamp::parse(&window().local_storage().ok()??.get_item(BACKUP).ok()??)
}

/// The library with every article loaded that could be one of those that come in: it has the same id, or the
/// same text.
pub fn with_candidates(desk: &Desk, incoming: &[Rc<Document>]) -> Library {
    let library = desk.session().library().clone();
    let mut loaded = (*library).clone();
    for (id, entry) in library.entries() {
        let Entry::Shelved(summary) = entry else { continue };
        let is_it =
            |document: &Rc<Document>| id == document.id() || summary.sha256 == document.article.text.sha256();
        if incoming.iter().any(is_it)
            && let Some(document) = desk.load(id)
        {
            loaded.set(id, Entry::Loaded(document));
        }
    }
    loaded
}
