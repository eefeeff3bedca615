//! The keys, from the table that the page obeys.

use web_sys::MouseEvent;
use yew::prelude::*;

use crate::session::{Action, SHORTCUTS};
use crate::web::components::{LanguageSelect, Modal};
use crate::web::keys::keymap;
use crate::web::store::{Dialog, Message, use_desk};
use crate::web::words::{Say, shortcuts as say};

/// Keys of the text cursor, which belong to the article and not to the table of shortcuts.
const CARET_KEYS: [(&str, Say); 6] = [
    ("← →", say::by_character),
    ("Ctrl ← →", say::by_word),
    ("↑ ↓", say::by_sentence),
    ("Ctrl ↑ ↓", say::by_paragraph),
    ("Shift", say::select),
    ("Alt Shift", say::select_other),
];

/// The sheet of shortcuts.
#[component]
pub fn Shortcuts() -> Html {
    let desk = use_desk();
    let change = move |_: MouseEvent| desk.send(Message::Show(Dialog::Keys));
    let keymap = keymap();
    let rows = |title: &'static str, rows: Vec<(Vec<String>, &'static str)>| {
        html! {
            <section>
                <h3>{ title }</h3>
                <table class="keys">
                    <tbody>
                        { for rows.into_iter().map(|(keys, does)| html! {
                            <tr>
                                <th scope="row">{ for keys.into_iter().map(|key| html! { <kbd>{ key }</kbd> }) }</th>
                                <td>{ does }</td>
                            </tr>
                        }) }
                    </tbody>
                </table>
            </section>
        }
    };
    let shortcuts = |wanted: bool| {
        let lines = SHORTCUTS.iter().enumerate();
        let wanted = lines.filter(|(_, shortcut)| changes_something(shortcut.action) == wanted);
        wanted
            .map(|(line, shortcut)| (say::key_names(&keymap.key(line)), say::meaning(shortcut.action)))
            .collect()
    };
    let caret = CARET_KEYS.iter().map(|(keys, does)| (say::printed(keys), does())).collect();
    html! {
        <Modal title={say::title()}>
            <p class="aside with-language">{ say::silent() }<LanguageSelect /></p>
            <p><button type="button" onclick={change}>{ say::change_keys() }</button></p>
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
            | Action::OtherEnd
            | Action::LetGo
            | Action::Undo
            | Action::Redo
    )
}
