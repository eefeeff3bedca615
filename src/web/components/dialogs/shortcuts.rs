//! The keys, from the table that the page obeys.

use yew::prelude::*;

use crate::annotation::Kind;
use crate::session::{Action, SHORTCUTS, Shortcut};
use crate::text::Direction;
use crate::web::components::Modal;

/// Keys of the text cursor, which belong to the article and not to the table of shortcuts.
const CARET_KEYS: [(&str, &str); 5] = [
    ("← →", "Move by character"),
    ("Ctrl ← →", "Move by word"),
    ("↑ ↓", "Move by sentence"),
    ("Ctrl ↑ ↓", "Move by paragraph"),
    ("Shift", "With any of them: select"),
];

/// The sheet of shortcuts.
#[component]
pub fn Shortcuts() -> Html {
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
    let caret = CARET_KEYS.iter().map(|(keys, does)| ((*keys).to_owned(), *does)).collect();
    html! {
        <Modal title="Shortcuts">
            <p class="aside">{ "They are silent in text fields; Esc leads out of one." }</p>
            <div class="columns">
                { rows("Mark and say", shortcuts(true)) }
                <div>
                    { rows("Go and see", shortcuts(false)) }
                    { rows("In the article", caret) }
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
    format!("{command}{shift}{key}")
}

fn meaning(action: Action) -> &'static str {
    match action {
        Action::Tag(Kind::Claim) => "Tag as claim",
        Action::Tag(Kind::Quote) => "Tag as quote",
        Action::Note => "Write a note",
        Action::Open => "Accept what is proposed; else go into the card",
        Action::Speaker => "Speaker: the selected words, or type a name",
        Action::Cue => "Cue: the selected words, or type them",
        Action::Verdict => "Verdict of the claim",
        Action::AddPart => "Add the selected words as a part",
        Action::Evidence => "Take the selected words as evidence",
        Action::Edges => "Move the edges; give a suggestion the selected words",
        Action::Link => "Link to another annotation",
        Action::Deeper => "Next annotation on the same words",
        Action::TagAll => "Tag every occurrence",
        Action::Sticky => "Tag every selection at once, on or off",
        Action::Suggest => "Suggest quotes with their speakers",
        Action::Dismiss => "Dismiss the suggestion; Enter accepts it",
        Action::KeepLine => "Keep a greyed line as part of the story",
        Action::Check => "Choose the annotation in the list",
        Action::Tab(1) => "Annotations",
        Action::Tab(2) => "Sources",
        Action::Tab(3) => "Figures",
        Action::Tab(_) => "Suggestions",
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
