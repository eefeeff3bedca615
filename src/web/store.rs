//! The state behind the page: the session, and what is open above it.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use super::dom::files::Data;
use super::keys::keymap;
use super::local_storage::BrowserStorage;
use super::sheet::Height;
use super::words::{Language, language, notices as say, problems};
use super::work::Work;
use crate::annotation::Document;
use crate::identity::{AnnotationId, ArticleId};
use crate::session::{Command, Elsewhere, Keymap, Loudness, News, Place, Scope, Session, apply, news};
use crate::storage::load;

/// What lies above the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// Formats, preview, copy, download.
    Export,
    /// What files would bring.
    Import(Rc<Vec<Data>>),
    /// The keys.
    Shortcuts,
    /// Title, byline, outlet, address, date of an article.
    Details(Rc<Document>),
    /// An article that does not fit into storage.
    TooLarge(TooLarge),
    /// An article whose text is here already.
    Duplicate(Rc<Document>, ArticleId),
    /// What is stored, and how safe it is.
    Storage,
    /// Link annotations to another one.
    Link(Rc<Vec<AnnotationId>>),
    /// Tag every occurrence of a passage.
    TagAll(String),
    /// How the page looks and behaves.
    Settings,
    /// Look for words, to tag them.
    Find,
    /// Give what keys do other keys.
    Keys,
    /// Give the article another text.
    Update,
}

/// What the panel beside the article shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// The list of annotations.
    #[default]
    Annotations,
    /// Who speaks.
    Sources,
    /// The numbers.
    Figures,
    /// What may be a quote or a claim.
    Suggestions,
}

impl Tab {
    /// Every tab, in the order of the page.
    pub const ALL: [Self; 4] = [Self::Annotations, Self::Sources, Self::Figures, Self::Suggestions];

    /// Its name in ids, the same in every language.
    pub fn name(self) -> &'static str {
        match self {
            Self::Annotations => "annotations",
            Self::Sources => "sources",
            Self::Figures => "figures",
            Self::Suggestions => "suggestions",
        }
    }
}

/// A field of a card that a key leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardField {
    /// Whatever comes first.
    First,
    /// The note.
    Note,
    /// Who says it.
    Speaker,
    /// Which words attribute.
    Cue,
    /// The verdict of a claim.
    Verdict,
}

impl CardField {
    /// What its element's id begins with; the annotation's id follows.
    pub fn prefix(self) -> &'static str {
        match self {
            Self::First | Self::Speaker => "speaker-",
            Self::Note => "note-",
            Self::Cue => "cue-",
            Self::Verdict => "verdict-",
        }
    }

    /// The id of the field's element on an annotation's card.
    pub fn element_id(self, id: AnnotationId) -> String {
        format!("{}{id}", self.prefix())
    }
}

/// The field to go to, and a number that grows, so that the same one can be asked for twice.
pub type FieldRequest = (CardField, AnnotationId, u32);

/// How far the search for suggestions is: paragraphs read, and all.
pub type Finding = (u32, u32);

/// An article that waits for a person to say what to do with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TooLarge {
    /// The article.
    pub document: Rc<Document>,
    /// What it would take, in characters of storage.
    pub needed: usize,
    /// What is left.
    pub left: usize,
}

/// A short message at the foot of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What it says.
    pub text: String,
    /// Whether something went wrong.
    pub is_problem: bool,
    /// The history whose last step the notice is about, where it can be taken back.
    pub undo: Option<Scope>,
}

impl Notice {
    /// Something went well.
    pub fn done(text: impl Into<String>) -> Self {
        Self { text: text.into(), is_problem: false, undo: None }
    }

    /// Something went wrong.
    pub fn problem(text: impl Into<String>) -> Self {
        Self { text: text.into(), is_problem: true, undo: None }
    }

    /// The same, with a way back.
    pub fn with_undo(self, scope: Scope) -> Self {
        Self { undo: Some(scope), ..self }
    }
}

/// What the page's parts ask the store for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// A command for the session.
    Do(Command),
    /// Open a dialog.
    Show(Dialog),
    /// Close whatever dialog is open.
    CloseDialog,
    /// Show a notice; `None` takes it away.
    Notify(Option<Notice>),
    /// Bring a field of the current annotation's card under the person's hands.
    GoToField(CardField),
    /// Show a tab of the panel; on a small screen, draw it up.
    ShowTab(Tab),
    /// Show the list, wherever the panel stands.
    ShowList,
    /// Draw the panel up or down, on a small screen.
    Sheet(Height),
    /// Show everything in a language, which is the one of the moment already.
    Speak(Language),
    /// Show other keys, which are those of the moment already.
    Keys(Rc<Keymap>),
    /// Say how far the search for suggestions is; `None` when none is under way.
    Find(Option<Finding>),
}

/// The whole state. The session is what is undone and saved; the rest is gone at a reload.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Store {
    /// What the person does.
    pub session: Session,
    /// What is open above the page.
    pub dialog: Option<Dialog>,
    /// What is said at its foot.
    pub notice: Option<Notice>,
    /// What the last command did, to be said aloud, and a number that grows, so that the same can be said twice.
    pub news: Option<(Rc<News>, u32)>,
    /// The field to go to.
    pub field_request: Option<FieldRequest>,
    /// What the panel shows.
    pub tab: Tab,
    /// How high it stands, on a small screen.
    pub sheet: Height,
    /// How far the search for suggestions is.
    pub finding: Option<Finding>,
    /// The language of what is shown.
    pub language: Language,
    /// The keys that are shown.
    pub keymap: Rc<Keymap>,
}

impl Reducible for Store {
    type Action = Message;

    fn reduce(self: Rc<Self>, message: Message) -> Rc<Self> {
        let mut next = (*self).clone();
        match message {
            Message::Do(command) => {
                // A notice with a way back is about the last step: the next step makes it wrong.
                let is_step = !matches!(
                    command,
                    Command::Select(_)
                        | Command::Focus(_)
                        | Command::Shelve(_)
                        | Command::Elsewhere { .. }
                        | Command::Filter(_)
                        | Command::Check { .. }
                        | Command::Configure(_)
                        | Command::Go(_)
                        | Command::GoDeeper
                        | Command::Suggested { .. }
                        | Command::Review(_)
                        | Command::GoInReview(_)
                        | Command::Draft(_)
                        | Command::DraftWords
                );
                let is_opened = matches!(command, Command::Focus(Some((_, Place::Text))));
                let told = told(&self.session, &command);
                let applied = apply(&self.session, command.clone());
                let said = news(&self.session, applied.as_ref(), &command, Loudness::default());
                let number = self.news.as_ref().map_or(0, |(_, number)| number.wrapping_add(1));
                let has_news = said.is_some();
                next.news = said.map(|news| (Rc::new(news), number)).or(next.news);
                let Some(session) = applied else { return if has_news { Rc::new(next) } else { self } };
                next.session = session;
                if is_opened {
                    next.sheet = next.sheet.opened();
                }
                if told.is_some() {
                    next.notice = told;
                } else if is_step && next.notice.as_ref().is_some_and(|notice| notice.undo.is_some()) {
                    next.notice = None;
                }
            }
            Message::Show(dialog) => next.dialog = Some(dialog),
            Message::CloseDialog => next.dialog = None,
            Message::Notify(notice) => next.notice = notice,
            Message::GoToField(field) => {
                let Some(id) = self.session.current().map(|annotation| annotation.id) else { return self };
                let number = self.field_request.map_or(0, |(_, _, number)| number.wrapping_add(1));
                next.field_request = Some((field, id, number));
                next.tab = Tab::Annotations;
                next.sheet = next.sheet.opened();
            }
            Message::ShowTab(tab) => {
                next.show(tab);
                next.sheet = next.sheet.opened();
            }
            Message::ShowList => next.show(Tab::Annotations),
            Message::Sheet(height) => next.sheet = height,
            Message::Speak(language) => next.language = language,
            Message::Keys(keymap) => next.keymap = keymap,
            Message::Find(finding) => next.finding = finding,
        }
        if next == *self { self } else { Rc::new(next) }
    }
}

impl Store {
    /// Shows a tab of the panel.
    fn show(&mut self, tab: Tab) {
        self.tab = tab;
        // Who looks at something else has left the review, and its keys mean again what they mean there.
        let first = || self.session.review().and_then(|review| Some(review.open().first()?.passage()));
        let at = self.session.review().and_then(|review| Some(review.current()?.passage()));
        let passage = if tab == Tab::Suggestions { at.or_else(first) } else { None };
        if let Some(session) = apply(&self.session, Command::Review(passage)) {
            self.session = session;
        }
    }
}

/// What a person is told when another tab takes away what is open here.
fn told(session: &Session, command: &Command) -> Option<Notice> {
    let Command::Elsewhere { elsewhere, .. } = command else { return None };
    let open = session.document()?;
    match elsewhere {
        Elsewhere::Deleted(id) if *id == open.id() => {
            let title = &open.article.details.title;
            Some(Notice::problem(say::deleted_elsewhere(title)).with_undo(Scope::Library))
        }
        Elsewhere::Annotation { article, id, now: None }
            if session.focus().is_some_and(|focus| focus.id == *id) =>
        {
            Some(Notice::problem(say::removed_elsewhere()).with_undo(Scope::Article(*article)))
        }
        _ => None,
    }
}

/// What every part of the page may use: it changes with the language and the keys alone, so handing it down re-renders
/// nothing else than what has to be said anew.
#[derive(Clone)]
pub struct Desk {
    /// Where messages go.
    dispatcher: UseReducerDispatcher<Store>,
    /// Where articles are kept.
    pub storage: Rc<RefCell<BrowserStorage>>,
    /// Whether the browser has a journal, so that what is saved survives a crash.
    pub has_journal: bool,
    latest: Rc<RefCell<Session>>,
    /// The language of what is shown. It is part of the desk so that whoever asks for the desk renders again in
    /// another language.
    language: Language,
    /// The keys that are shown, for the same reason.
    keymap: Rc<Keymap>,
    /// What is done beside the page at the moment. To take it away is to end it.
    pub work: Rc<RefCell<Option<Work>>>,
}

impl PartialEq for Desk {
    fn eq(&self, other: &Self) -> bool {
        self.dispatcher == other.dispatcher
            && Rc::ptr_eq(&self.storage, &other.storage)
            && self.language == other.language
            && Rc::ptr_eq(&self.keymap, &other.keymap)
    }
}

impl Desk {
    /// A desk for a store and a storage.
    pub fn new(
        dispatcher: UseReducerDispatcher<Store>,
        storage: Rc<RefCell<BrowserStorage>>,
        has_journal: bool,
    ) -> Self {
        let (latest, work) = Default::default();
        Self { dispatcher, storage, has_journal, latest, language: language(), keymap: keymap(), work }
    }

    /// The same desk, for another language and other keys.
    pub fn showing(&self, language: Language, keymap: &Rc<Keymap>) -> Self {
        Self { language, keymap: keymap.clone(), ..self.clone() }
    }

    /// Sends a message.
    pub fn send(&self, message: Message) {
        self.dispatcher.dispatch(message);
    }

    /// Sends a command.
    pub fn run(&self, command: Command) {
        self.send(Message::Do(command));
    }

    /// The session of the moment, for what happens in answer to an event.
    pub fn session(&self) -> Session {
        self.latest.borrow().clone()
    }

    /// Takes note of the session of the moment. Only the root does.
    pub fn look_at(&self, session: &Session) {
        self.latest.borrow_mut().clone_from(session);
    }

    /// Takes back the last step of a scope.
    pub fn undo(&self, scope: Scope) {
        self.walk(scope, Command::UndoIn(scope));
    }

    /// Does the last undone step again, here.
    pub fn redo(&self) {
        self.walk(self.session().scope(), Command::Redo);
    }

    /// Walks the history of a scope. What the step needs and is only stored is loaded first.
    fn walk(&self, scope: Scope, command: Command) {
        for id in self.session().needed(scope) {
            if let Some(document) = self.load(id) {
                self.run(Command::Load(document));
            }
        }
        self.run(command);
    }

    /// Says something at the foot of the page.
    pub fn notify(&self, notice: Notice) {
        self.send(Message::Notify(Some(notice)));
    }

    /// An article, from memory if it is loaded, else from storage.
    pub fn document(&self, id: ArticleId) -> Option<Rc<Document>> {
        self.session().library().document(id).cloned().or_else(|| self.load(id))
    }

    /// Loads an article from storage; if that fails, says why and gives nothing.
    pub fn load(&self, id: ArticleId) -> Option<Rc<Document>> {
        let loaded = load(&*self.storage.borrow(), id);
        match loaded {
            Ok((document, damaged)) => {
                if let Some(first) = damaged.first() {
                    let others = damaged.len() - 1;
                    let why = problems::record(&first.why);
                    let text = match others {
                        0 => say::set_aside(&why),
                        others => say::set_aside_more(&others, &why),
                    };
                    self.notify(Notice::problem(text));
                }
                document.map(Rc::new)
            }
            Err(error) => {
                self.notify(Notice::problem(say::not_loaded(&problems::storage(&error))));
                None
            }
        }
    }
}

/// The desk, from any component below [`App`](super::App).
#[hook]
pub fn use_desk() -> Desk {
    use_context::<Desk>().expect("App provides the desk to everything below it")
}

/// Has a component that says something render again when the language or a key changes. [`use_desk`] does that too.
#[hook]
pub fn use_words() {
    use_context::<Desk>();
}
