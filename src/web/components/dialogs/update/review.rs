//! The look at where everything goes, before the text is changed.

use std::collections::BTreeMap;
use std::rc::Rc;

use web_sys::MouseEvent;
use yew::prelude::*;

use super::point::{Point, around};
use super::{BothTexts, Found};
use crate::anchoring::Fate;
use crate::annotation::Document;
use crate::format::changes::plan::{Answers, Question};
use crate::session::{Command, Scope};
use crate::text::TextRange;
use crate::web::dom::view;
use crate::web::edge::now;
use crate::web::store::{Message, Notice, use_desk};
use crate::web::words::{self, update as say};

/// What is looked at.
#[derive(Clone, PartialEq, Properties)]
pub struct ReviewUpdateProps {
    /// What was found out.
    pub found: Rc<Found>,
    /// The article as it is now.
    pub document: Rc<Document>,
    /// What the person wrote about the change.
    pub note: String,
    /// Goes back to the text.
    pub back: Callback<()>,
}

/// How many passages are shown at first, and how many more with each press: a rewrite asks about all of them, and
/// nobody waits for a thousand.
const MORE: usize = 40;

/// How many of each there are, then what should be looked at, then the texts.
#[component]
pub fn ReviewUpdate(props: &ReviewUpdateProps) -> Html {
    let desk = use_desk();
    let ReviewUpdateProps { found, document, note, back } = props.clone();
    // What was pressed to come here is gone; reading goes on at the top.
    use_effect_with((), |()| view::focus_soon("update-tally"));
    let answers = use_state(Answers::new);
    let shown = use_state(|| MORE);
    // Places that the person pointed to.
    let pointed = use_state(BTreeMap::<Question, TextRange>::new);
    let questions = found.plan.questions(&found.document);
    let counts = found.plan.counts(&found.document);
    let tally: Vec<_> = Fate::ALL
        .into_iter()
        .zip(counts)
        .filter(|(_, count)| *count > 0)
        .map(|(fate, count)| format!("{} {}", words::grouped(count), say::fate(fate)))
        .collect();
    let tally = if tally.is_empty() { say::none().to_owned() } else { tally.join(" · ") };
    let sentences = match found.moves {
        0 => String::new(),
        moves => say::sentences_moved(moves as usize),
    };
    let apply = {
        let (desk, answers, found, tally) = (desk.clone(), answers.clone(), found.clone(), tally.clone());
        let (document, note, back) = (document.clone(), note.clone(), back.clone());
        move |_: MouseEvent| {
            let id = document.id();
            if !Rc::ptr_eq(&document, &found.document) {
                desk.notify(Notice::problem(say::meanwhile()));
                back.emit(());
                return;
            }
            let update = Rc::new(found.plan.update(&document, &answers, &note));
            desk.send(Message::CloseDialog);
            desk.run(Command::UpdateText { article: id, update, at: now() });
            let told = say::updated(&tally);
            desk.notify(Notice::done(told).with_undo(Scope::Article(id)));
        }
    };
    let show_more = {
        let shown = shown.clone();
        move |_: MouseEvent| shown.set(*shown + MORE)
    };
    let go_back = move |_: MouseEvent| back.emit(());
    let ask = |question: Question| {
        let (number, part) = question;
        let annotation = &found.document.annotations.as_slice()[number];
        let carried = &found.plan.annotations[number][part];
        let old = found.document.article.text.slice(annotation.parts.as_slice()[part]);
        let answer = answers.get(&question).copied().unwrap_or(carried.range);
        let text = &found.plan.text;
        let option = |range: Option<TextRange>, label: String| {
            // Equal words in several places are told apart by what stands around them.
            let [before, words, after] = range.map(|range| around(text, range)).unwrap_or_default();
            let answers = answers.clone();
            let onchange = move |_: Event| {
                let mut next = (*answers).clone();
                next.insert(question, range);
                answers.set(next);
            };
            html! {
                <label>
                    <input type="radio" name={format!("place-{number}-{part}")} checked={answer == range} {onchange} />
                    <span>{ label }{ " " }<bdi>{ before.to_owned() }<ins>{ words.to_owned() }</ins>{ after.to_owned() }</bdi></span>
                </label>
            }
        };
        let others = carried.candidates.iter().filter(|other| Some(other.range) != carried.range);
        let own = pointed.get(&question).copied();
        let onpoint = {
            let (answers, pointed) = (answers.clone(), pointed.clone());
            Callback::from(move |range: TextRange| {
                let mut next = (*answers).clone();
                next.insert(question, Some(range));
                answers.set(next);
                let mut next = (*pointed).clone();
                next.insert(question, range);
                pointed.set(next);
            })
        };
        let speaker = found.document.source_of(annotation).map(|source| say::of(&source.name));
        let parts = annotation.parts.iter().len();
        let which = if parts > 1 { say::part(&(part + 1), &parts) } else { String::new() };
        html! {
            <li key={format!("{number}-{part}")}>
                <fieldset>
                    <legend><b class={annotation.kind.name()}>{ words::kind(annotation.kind) }</b>{ speaker }{ which }{ ": " }{ say::fate(carried.fate) }</legend>
                    <p class="was" dir="auto">{ say::was() }<del>{ old }</del></p>
                    if let Some(range) = carried.range {
                        { option(Some(range), say::now().to_owned()) }
                    }
                    { for others.map(|other| option(Some(other.range), say::perhaps(&other.sure))) }
                    if let Some(range) = own {
                        { option(Some(range), say::where_you_point().to_owned()) }
                    }
                    { option(None, say::no_place().to_owned()) }
                    <Point text={found.plan.text.clone()} is_beside=true {onpoint} />
                </fieldset>
            </li>
        }
    };
    html! {
        <div class="update">
            <p id="update-tally" class="tally" role="status" tabindex="-1">{ tally.clone() }{ "." }{ sentences }</p>
            if !questions.is_empty() {
                <h3>{ say::look_at(questions.len()) }</h3>
                <ol class="questions" aria-label={say::passages()}>{ for questions.iter().take(*shown).copied().map(ask) }</ol>
                if questions.len() > *shown {
                    <button type="button" onclick={show_more}>{ say::show_more(&words::grouped(MORE.min(questions.len() - *shown))) }</button>
                }
            }
            <BothTexts texts={found.texts.clone()} />
            <div class="dialog-foot">
                <button type="button" onclick={go_back}>{ say::back() }</button>
                <button type="button" class="primary" onclick={apply}>{ say::title() }</button>
            </div>
        </div>
    }
}
