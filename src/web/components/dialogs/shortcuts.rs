//! The keys, from the table that the page obeys.

use yew::prelude::*;

use crate::annotation::Kind;
use crate::session::{Action, SHORTCUTS, Shortcut};
use crate::text::Direction;
use crate::web::components::{LanguageSelect, Modal};
use crate::web::store::use_words;
use crate::web::words::{Say, common, panel, shortcuts as say};

/// Keys of the text cursor, which belong to the article and not to the table of shortcuts.
const CARET_KEYS: [(&str, Say); 5] = [
    ("← →", say::by_character),
    ("Ctrl ← →", say::by_word),
    ("↑ ↓", say::by_sentence),
    ("Ctrl ↑ ↓", say::by_paragraph),
    ("Shift", say::select),
];

/// The sheet of shortcuts.
#[component]
pub fn Shortcuts() -> Html {
    use_words();
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
    let shortcuts = |wanted: bool| {
        let wanted = SHORTCUTS.iter().filter(|shortcut| changes_something(shortcut.action) == wanted);
        wanted.map(|shortcut| (keys(shortcut), meaning(shortcut.action))).collect()
    };
    let caret = CARET_KEYS.iter().map(|(keys, does)| (in_words(keys), does())).collect();
    html! {
        <Modal title={say::title()}>
            <p class="aside with-language">{ say::silent() }<LanguageSelect /></p>
            <div class="columns">
                { rows(say::mark(), shortcuts(true)) }
                <div>
                    { rows(say::go(), shortcuts(false)) }
                    { rows(say::in_article(), caret) }
                </div>
            </div>
        </Modal>
    }
}

/// Whether it is about the annotations themselves, and not about moving around among them.
fn changes_something(action: Action) -> bool {
    !matches!(
        action,
        Action::Go(_)
            | Action::Deeper
            | Action::Filter
            | Action::Tab(_)
            | Action::Export
            | Action::Help
            | Action::Settings
            | Action::LetGo
            | Action::Undo
            | Action::Redo
    )
}

fn keys(shortcut: &Shortcut) -> String {
    let key = match shortcut.key {
        "Escape" => "Esc".to_owned(),
        key if key.chars().count() == 1 => key.to_uppercase(),
        key => key.to_owned(),
    };
    let command = if shortcut.command { "Ctrl " } else { "" };
    let shift = if shortcut.shift { "Shift " } else { "" };
    in_words(&format!("{command}{shift}{key}"))
}

/// Keys as they are printed on the keyboards of those who speak the language.
fn in_words(keys: &str) -> String {
    let key = |key: &str| match key {
        "Ctrl" => say::key_ctrl().to_owned(),
        "Shift" => say::key_shift().to_owned(),
        "Delete" => say::key_delete().to_owned(),
        "Backspace" => say::key_backspace().to_owned(),
        key => key.to_owned(),
    };
    keys.split(' ').map(key).collect::<Vec<_>>().join(" ")
}

fn meaning(action: Action) -> &'static str {
    match action {
        Action::Tag(Kind::Claim) => say::tag_claim(),
        Action::Tag(Kind::Quote) => say::tag_quote(),
        Action::Note => say::note(),
        Action::Open => say::open(),
        Action::Speaker => say::speaker(),
        Action::Cue => say::cue(),
        Action::Verdict => say::verdict(),
        Action::AddPart => say::add_part(),
        Action::Evidence => say::evidence(),
        Action::Edges => say::edges(),
        Action::Link => say::link(),
        Action::Deeper => say::deeper(),
        Action::TagAll => say::tag_all(),
        Action::Sticky => say::sticky(),
        Action::Suggest => say::suggest(),
        Action::Dismiss => say::dismiss(),
        Action::KeepLine => say::keep_line(),
        Action::Check => say::check(),
        Action::Tab(1) => panel::annotations(),
        Action::Tab(2) => panel::sources(),
        Action::Tab(3) => panel::figures(),
        Action::Tab(_) => panel::suggestions(),
        Action::Remove => say::remove(),
        Action::Go(Direction::Forward) => say::next(),
        Action::Go(Direction::Backward) => say::previous(),
        Action::Find => say::find(),
        Action::Filter => say::filter(),
        Action::Export => say::export(),
        Action::Help => say::help(),
        Action::Settings => say::settings(),
        Action::LetGo => say::let_go(),
        Action::Undo => common::undo(),
        Action::Redo => common::redo(),
    }
}
