//! Which key does what, to change.

use web_sys::{HtmlElement, KeyboardEvent, MouseEvent};
use yew::prelude::*;

use crate::session::{Keymap, Refused, SHORTCUTS, is_fixed};
use crate::web::components::Modal;
use crate::web::dom::view;
use crate::web::hooks::pressed;
use crate::web::keys::{choose_keymap, keymap};
use crate::web::store::use_desk;
use crate::web::words::problems;
use crate::web::words::shortcuts::{self as say, key_names, meaning};

/// What the dialog has to say: that something was done, or why it was not.
#[derive(Clone, Default, PartialEq)]
struct Answer {
    sentence: String,
    is_problem: bool,
}

/// The dialog. A button of each line waits for the next key; what cannot be had is said, and nothing changes.
#[component]
pub fn EditKeys() -> Html {
    let desk = use_desk();
    let waiting = use_state(|| None::<usize>);
    let answer = use_state(Answer::default);
    let keymap = keymap();
    let take = {
        let (desk, answer) = (desk.clone(), answer.clone());
        move |line: usize, next: Result<Keymap, Refused>| match next {
            Ok(next) => {
                let key = key_names(&next.key(line)).join("+");
                let sentence = say::changed(&meaning(SHORTCUTS[line].action), &key);
                answer.set(Answer { sentence, is_problem: false });
                choose_keymap(&desk, next);
            }
            Err(refused) => {
                answer.set(Answer { sentence: problems::key_refused(&refused), is_problem: true });
            }
        }
    };
    let row = |line: usize| {
        let does = meaning(SHORTCUTS[line].action);
        let names = key_names(&keymap.key(line));
        let is_waiting = *waiting == Some(line);
        let ask = {
            let (waiting, answer) = (waiting.clone(), answer.clone());
            move |_: MouseEvent| {
                waiting.set(Some(line));
                answer.set(Answer { sentence: say::waiting(&does), is_problem: false });
            }
        };
        let onkeydown = {
            let (waiting, answer, keymap, take) =
                (waiting.clone(), answer.clone(), keymap.clone(), take.clone());
            move |event: KeyboardEvent| {
                // Tab goes on: nobody is caught at the button. A key that is held down has been heard.
                if !is_waiting || event.key() == "Tab" || event.repeat() {
                    return;
                }
                event.prevent_default();
                event.stop_propagation();
                if event.key() == "Escape" {
                    waiting.set(None);
                    answer.set(Answer::default());
                } else if let Some(next) = keymap.with(line, &pressed(&event)) {
                    if next.is_ok() {
                        waiting.set(None);
                    }
                    take(line, next);
                }
            }
        };
        let onblur = {
            let waiting = waiting.clone();
            move |_: FocusEvent| {
                if is_waiting {
                    waiting.set(None);
                }
            }
        };
        let reset = {
            let (keymap, take) = (keymap.clone(), take.clone());
            move |event: MouseEvent| {
                // This button goes away with what it does; the one before it stays.
                let button = event.target_unchecked_into::<HtmlElement>();
                let next = keymap.reset(line);
                if next.is_ok()
                    && let Some(before) = button.previous_element_sibling()
                {
                    view::focus(&before.id());
                }
                take(line, next);
            }
        };
        let name =
            if is_waiting { say::press_key_for(&does) } else { say::change_key(&does, &names.join("+")) };
        html! {
            <li key={line}>
                <span class="key-does">{ does }</span>
                <span class="key-names">{ for names.iter().map(|name| html! { <kbd>{ name }</kbd> }) }</span>
                if !is_fixed(line) {
                    <button type="button" class={classes!("small", is_waiting.then_some("waiting"))} id={format!("key-{line}")} aria-label={name} onclick={ask} {onkeydown} {onblur}>
                        { if is_waiting { say::press_key() } else { say::change() } }
                    </button>
                    if keymap.is_changed(line) {
                        <button type="button" class="small" aria-label={say::reset_key(&does)} onclick={reset}>{ say::reset() }</button>
                    }
                }
            </li>
        }
    };
    let reset_all = {
        let (desk, answer) = (desk.clone(), answer.clone());
        move |_: MouseEvent| {
            choose_keymap(&desk, Keymap::default());
            answer.set(Answer { sentence: say::all_usual().to_owned(), is_problem: false });
        }
    };
    html! {
        <Modal title={say::keys_title()}>
            <p class="aside">{ say::keys_about() }</p>
            <ul class="keymap" aria-label={say::keys()}>{ for (0..SHORTCUTS.len()).map(row) }</ul>
            <div class="dialog-foot">
                <p class={classes!("answer", answer.is_problem.then_some("problem"))} role="status">{ &answer.sentence }</p>
                <button type="button" onclick={reset_all}>{ say::reset_all() }</button>
            </div>
        </Modal>
    }
}
