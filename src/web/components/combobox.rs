//! A field with a list of what fits what is typed, after the ARIA Authoring Practices' editable combobox with list
//! autocomplete.

use std::rc::Rc;

use web_sys::{HtmlInputElement, InputEvent, KeyboardEvent, MouseEvent};
use yew::prelude::*;

use crate::annotation::Document;
use crate::web::dom::view;
use crate::web::store::use_words;
use crate::web::words::{self, list as say};

/// One line of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What it is called.
    pub name: String,
    /// What stands beside the name. May be empty.
    pub hint: String,
    /// What choosing it does.
    pub choose: Callback<()>,
}

/// What the field shows.
#[derive(Clone, PartialEq, Properties)]
pub struct ComboboxProps {
    /// The id of its element.
    pub id: String,
    /// Its accessible name, where no label element has its id.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// What is chosen.
    pub value: String,
    /// What it shows while nothing is chosen.
    #[prop_or_default]
    pub placeholder: AttrValue,
    /// What fits a text that is typed; everything for an empty one.
    pub choices: Callback<String, Vec<Choice>>,
    /// What emptying the field does.
    #[prop_or_default]
    pub clear: Option<Callback<()>>,
    /// What happens after a choice; otherwise the next field gets the focus.
    #[prop_or_default]
    pub keeps_focus: bool,
}

/// The field. `Enter` takes the line that is marked, `↑` and `↓` mark another one, `Esc` lets go, and leaving the
/// field takes what was typed.
#[component]
pub fn Combobox(props: &ComboboxProps) -> Html {
    use_words();
    // What is being typed; `None` while the field shows what is chosen.
    let typed = use_state(|| None::<String>);
    let is_open = use_state(|| false);
    let active = use_state(|| 0_usize);
    let choices =
        if *is_open { props.choices.emit(typed.as_ref().cloned().unwrap_or_default()) } else { Vec::new() };
    let active_now = (*active).min(choices.len().saturating_sub(1));
    let close = {
        let (typed, is_open, active) = (typed.clone(), is_open.clone(), active.clone());
        move || {
            typed.set(None);
            is_open.set(false);
            active.set(0);
        }
    };
    let take = {
        let (choices, close, clear) = (choices.clone(), close.clone(), props.clear.clone());
        move |place: usize, typed: Option<&str>| {
            match (typed.map(str::trim), &clear) {
                (Some(""), Some(clear)) => clear.emit(()),
                _ => {
                    if let Some(choice) = choices.get(place) {
                        choice.choose.emit(());
                    }
                }
            }
            close();
        }
    };
    let oninput = {
        let (typed, is_open, active) = (typed.clone(), is_open.clone(), active.clone());
        move |event: InputEvent| {
            typed.set(Some(event.target_unchecked_into::<HtmlInputElement>().value()));
            is_open.set(true);
            active.set(0);
        }
    };
    let onkeydown = {
        let (typed, is_open, active) = (typed.clone(), is_open.clone(), active.clone());
        let (take, close, count, keeps_focus) =
            (take.clone(), close.clone(), choices.len(), props.keeps_focus);
        move |event: KeyboardEvent| {
            if event.is_composing() || event.ctrl_key() || event.meta_key() {
                return;
            }
            match event.key().as_str() {
                "ArrowDown" | "ArrowUp" if !*is_open => is_open.set(true),
                "ArrowDown" => active.set((active_now + 1) % count.max(1)),
                "ArrowUp" => active.set((active_now + count.max(1) - 1) % count.max(1)),
                "Enter" => {
                    if *is_open {
                        take(active_now, typed.as_deref());
                    }
                    if !keeps_focus && let Some(field) = event.target_dyn_into::<web_sys::Element>() {
                        view::focus_next(&field);
                    }
                }
                "Escape" if *is_open => {
                    close();
                    event.stop_propagation();
                }
                _ => return,
            }
            event.prevent_default();
        }
    };
    let onblur = {
        let (typed, take, close) = (typed.clone(), take.clone(), close.clone());
        move |_: FocusEvent| match &*typed {
            Some(text) => take(active_now, Some(text)),
            None => close(),
        }
    };
    let onfocus = move |event: FocusEvent| {
        if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
            field.select();
        }
    };
    let onclick = {
        let is_open = is_open.clone();
        move |_: MouseEvent| is_open.set(true)
    };
    let list_id = format!("{}-list", props.id);
    let option_id = |place: usize| format!("{}-option-{place}", props.id);
    let active_id = (*is_open && !choices.is_empty()).then(|| option_id(active_now));
    {
        let active_id = active_id.clone();
        use_effect_with(active_id, |id| {
            if let Some(option) = id.as_deref().and_then(crate::web::edge::element) {
                view::reveal_nearest(&option);
            }
        });
    }
    html! {
        <div class="combobox">
            <input id={props.id.clone()} type="text" role="combobox" dir="auto" autocomplete="off" spellcheck="false"
                aria-label={props.label.clone()} aria-autocomplete="list" aria-expanded={is_open.to_string()}
                aria-controls={list_id.clone()} aria-activedescendant={active_id}
                placeholder={props.placeholder.clone()} value={typed.as_ref().cloned().unwrap_or_else(|| props.value.clone())}
                {oninput} {onkeydown} {onblur} {onfocus} {onclick} />
            if *is_open && !choices.is_empty() {
                <ul id={list_id} role="listbox" aria-label={props.label.clone().unwrap_or_else(|| say::choices().into())}>
                    { for choices.iter().enumerate().map(|(place, choice)| {
                        let take = take.clone();
                        // Before the field loses the focus, which would take the marked line instead.
                        let onmousedown = move |event: MouseEvent| {
                            event.prevent_default();
                            take(place, None);
                        };
                        let is_active = place == active_now;
                        html! {
                            <li id={option_id(place)} role="option" class={is_active.then_some("active")} aria-selected={is_active.to_string()} {onmousedown}>
                                <span dir="auto">{ &choice.name }</span>
                                if !choice.hint.is_empty() { <span class="aside" dir="auto">{ &choice.hint }</span> }
                            </li>
                        }
                    }) }
                </ul>
            }
        </div>
    }
}

/// Values with names, as choices: those whose name holds what is typed.
pub fn named_choices<T: Copy + 'static>(
    values: &'static [T],
    name: fn(T) -> &'static str,
    choose: Callback<T>,
) -> Callback<String, Vec<Choice>> {
    Callback::from(move |typed: String| {
        let wanted = typed.trim().to_lowercase();
        let fits = values.iter().filter(|value| name(**value).to_lowercase().contains(&wanted));
        fits.map(|value| {
            let (value, choose) = (*value, choose.clone());
            let choose = Callback::from(move |()| choose.emit(value));
            Choice { name: name(value).to_owned(), hint: String::new(), choose }
        })
        .collect()
    })
}

/// The verdicts of an article, as choices: those that hold what is typed.
pub fn verdict_choices(document: &Rc<Document>, choose: Callback<String>) -> Callback<String, Vec<Choice>> {
    let document = document.clone();
    Callback::from(move |typed: String| {
        let wanted = typed.trim().to_lowercase();
        let fits = document
            .verdicts()
            .into_iter()
            .filter(|name| words::verdict(&document, name).to_lowercase().contains(&wanted));
        fits.map(|name| {
            let (choose, value) = (choose.clone(), name.to_owned());
            let choose = Callback::from(move |()| choose.emit(value.clone()));
            Choice { name: words::verdict(&document, name).to_owned(), hint: String::new(), choose }
        })
        .collect()
    })
}
