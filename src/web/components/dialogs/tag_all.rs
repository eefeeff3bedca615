//! Tagging every occurrence of a passage, after a look at all of them.

use std::collections::BTreeSet;
use std::rc::Rc;

use web_sys::{HtmlInputElement, InputEvent, MouseEvent, SubmitEvent};
use yew::prelude::*;

use crate::annotation::{Document, Kind};
use crate::session::{Command, Scope};
use crate::text::{ArticleText, CodePointOffset, FindOptions, TextRange, occurrences};
use crate::web::components::Modal;
use crate::web::edge::{new_annotation_id, now};
use crate::web::store::{Message, Notice, use_desk};
use crate::web::words::{self, common, linking as say};

/// What is looked for.
#[derive(Clone, PartialEq, Properties)]
pub struct TagAllProps {
    /// The passage.
    pub passage: String,
    /// The article.
    pub document: Rc<Document>,
}

/// The dialog: the passage, how it is looked for, every place with the words around it, and as what it is tagged.
#[component]
pub fn TagAll(props: &TagAllProps) -> Html {
    let desk = use_desk();
    let document = &props.document;
    let passage = use_state(|| props.passage.clone());
    let options = use_state(|| FindOptions { whole_word: true, match_case: false });
    let kind = use_state(|| Kind::Claim);
    let left_out = use_state(BTreeSet::<CodePointOffset>::new);
    let text = &document.article.text;
    let found = {
        let text = text.clone();
        use_memo(((*passage).clone(), *options), move |(passage, options)| {
            occurrences(&text, passage, *options)
        })
    };
    let is_tagged = |range: &TextRange| document.annotations.tagged(*kind, *range).is_some();
    let wanted: Vec<TextRange> = found
        .iter()
        .filter(|range| !left_out.contains(&range.start()) && !is_tagged(range))
        .copied()
        .collect();
    let oninput = {
        let passage = passage.clone();
        move |event: InputEvent| passage.set(event.target_unchecked_into::<HtmlInputElement>().value())
    };
    let switch = |name: &'static str, is_on: bool, other: FindOptions| {
        let options = options.clone();
        let onchange = move |_: Event| options.set(other);
        html! { <label class="switch"><input type="checkbox" checked={is_on} {onchange} />{ name }</label> }
    };
    let onsubmit = {
        let (desk, wanted, kind, id) = (desk.clone(), wanted.clone(), *kind, document.id());
        move |event: SubmitEvent| {
            event.prevent_default();
            if wanted.is_empty() {
                return;
            }
            let passages = wanted.iter().map(|range| (new_annotation_id(), *range)).collect();
            desk.send(Message::CloseDialog);
            desk.run(Command::TagAll { kind, passages, at: now() });
            let told = say::tagged(&words::count_of(kind, wanted.len()));
            desk.notify(Notice::done(told).with_undo(Scope::Article(id)));
        }
    };
    let cancel = move |_: MouseEvent| desk.send(Message::CloseDialog);
    html! {
        <Modal title={say::every()}>
            <form {onsubmit}>
                <input class="search" type="text" dir="auto" aria-label={say::passage()} autocomplete="off" value={(*passage).clone()} {oninput} />
                <div class="options">
                    { for Kind::ALL.into_iter().map(|value| {
                        let kind = kind.clone();
                        let is_chosen = *kind == value;
                        let onclick = move |_: MouseEvent| kind.set(value);
                        html! { <button type="button" class="option" aria-pressed={is_chosen.to_string()} {onclick}>{ if value == Kind::Claim { say::as_claims() } else { say::as_quotes() } }</button> }
                    }) }
                    { switch(say::whole_words(), options.whole_word, FindOptions { whole_word: !options.whole_word, ..*options }) }
                    { switch(say::same_capitals(), options.match_case, FindOptions { match_case: !options.match_case, ..*options }) }
                </div>
                <p class="aside" aria-live="polite">{ say::found(&words::grouped(found.len()), &words::grouped(wanted.len())) }</p>
                <ul class="occurrences" aria-label={say::occurrences()}>
                    { for found.iter().map(|range| {
                        let is_there = is_tagged(range);
                        let onchange = {
                            let (left_out, start) = (left_out.clone(), range.start());
                            move |_: Event| {
                                let mut next = (*left_out).clone();
                                if !next.remove(&start) { next.insert(start); }
                                left_out.set(next);
                            }
                        };
                        let (before, after) = around(text, *range);
                        html! {
                            <li>
                                <label>
                                    <input type="checkbox" checked={is_there || !left_out.contains(&range.start())} disabled={is_there} {onchange} />
                                    <span dir="auto">{ before }<b>{ text.slice(*range) }</b>{ after }</span>
                                    if is_there { <span class="aside">{ say::tagged_already() }</span> }
                                </label>
                            </li>
                        }
                    }) }
                </ul>
                <div class="dialog-foot">
                    <button type="button" onclick={cancel}>{ common::cancel() }</button>
                    <button type="submit" class="primary" autofocus=true disabled={wanted.is_empty()}>{ say::tag(&words::count_of(*kind, wanted.len())) }</button>
                </div>
            </form>
        </Modal>
    }
}

/// The words before and after a range, in its paragraph, cut at so many code points.
pub(super) fn around(text: &ArticleText, range: TextRange) -> (String, String) {
    const WIDTH: u32 = 40;
    let paragraph = text.paragraphs_in(range).first().map_or(range, |paragraph| paragraph.range);
    let start = CodePointOffset(range.start().0.saturating_sub(WIDTH)).max(paragraph.start());
    let end = CodePointOffset(range.end().0 + WIDTH).min(paragraph.end()).max(range.end());
    let mark = |is_cut: bool| if is_cut { "…" } else { "" };
    let before = format!("{}{}", mark(start > paragraph.start()), text.slice_between(start, range.start()));
    let after = format!("{}{}", text.slice_between(range.end(), end), mark(end < paragraph.end()));
    (before, after)
}
