//! What is here and a file says otherwise, field by field, and a choice for each.

use std::collections::BTreeSet;

use web_sys::MouseEvent;
use yew::prelude::*;

use crate::annotation::{Annotation, Document};
use crate::session::{Aspect, Merge, Pair, Plan, Target};
use crate::web::words::{self, aspects, import as say};

/// Which sides were chosen: one for everything, and where it is the other one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Whether the file's side holds where nothing else is said.
    pub theirs: bool,
    /// Where the other side holds: merge, conflict, field.
    pub but: BTreeSet<(usize, usize, Aspect)>,
}

impl Choice {
    /// Whether the file's value is taken.
    pub fn takes(&self, at: (usize, usize, Aspect)) -> bool {
        self.theirs != self.but.contains(&at)
    }

    fn with(&self, at: (usize, usize, Aspect), theirs: bool) -> Self {
        let mut next = self.clone();
        if theirs == next.theirs {
            next.but.remove(&at);
        } else {
            next.but.insert(at);
        }
        next
    }
}

/// How many are shown one by one; the choice for all reaches the others.
const SHOWN: usize = 60;

/// The conflicts of a plan; nothing if there are none.
pub fn conflicts(plan: &Plan, choice: &UseStateHandle<Choice>) -> Html {
    let all: Vec<_> = (0..)
        .zip(&plan.merges)
        .flat_map(|(at, merge)| {
            (0..).zip(&merge.conflicts).map(move |(n, conflict)| (at, n, merge, conflict))
        })
        .collect();
    if all.is_empty() {
        return Html::default();
    }
    let everything = |theirs: bool| {
        let choice = choice.clone();
        move |_: MouseEvent| choice.set(Choice { theirs, but: BTreeSet::new() })
    };
    let one = |(at, number, merge, conflict): &(usize, usize, &Merge, &crate::session::Conflict)| {
        let document = document_of(merge);
        let row = |aspect: &Aspect| {
            let place = (*at, *number, *aspect);
            let side = |theirs: bool, annotation: &Annotation| {
                let shown = aspects::shown(*aspect, annotation, document, &merge.incoming.sources);
                let choose = {
                    let choice = choice.clone();
                    move |_: Event| choice.set(choice.with(place, theirs))
                };
                html! {
                    <label>
                        <input type="radio" name={format!("side-{at}-{number}-{}", aspect.name())} checked={choice.takes(place) == theirs} onchange={choose} />
                        <span><small>{ if theirs { say::theirs() } else { say::mine() } }</small>{ " " }
                            if shown.is_empty() { <i>{ say::nothing_said() }</i> } else { <span dir="auto">{ words::excerpt(&shown, 200) }</span> }
                        </span>
                    </label>
                }
            };
            html! {
                <div class="sides" role="radiogroup" aria-label={aspects::name(*aspect)}>
                    <b>{ aspects::name(*aspect) }</b>
                    { side(false, &conflict.here) }
                    { side(true, &conflict.theirs) }
                </div>
            }
        };
        let words = words::excerpt(&conflict.here.words(&document.article.text), 90);
        html! {
            <fieldset>
                <legend dir="auto"><span class="tag">{ words::kind(conflict.here.kind) }</span>{ " " }{ words }</legend>
                { for conflict.aspects.iter().map(row) }
            </fieldset>
        }
    };
    let more = all.len().saturating_sub(SHOWN);
    html! {
        <section class="conflicts" aria-label={say::conflicts()}>
            <h3>{ say::otherwise(all.len()) }</h3>
            <p class="aside">{ say::yours_stay() }</p>
            <p>
                <button type="button" aria-pressed={(!choice.theirs && choice.but.is_empty()).to_string()} onclick={everything(false)}>{ say::keep_mine() }</button>{ " " }
                <button type="button" aria-pressed={(choice.theirs && choice.but.is_empty()).to_string()} onclick={everything(true)}>{ say::take_theirs() }</button>
            </p>
            { for all.iter().take(SHOWN).map(one) }
            if more > 0 {
                <p class="aside">{ say::decided_for_all(&words::grouped(more)) }</p>
            }
        </section>
    }
}

fn document_of(merge: &Merge) -> &Document {
    match &merge.target {
        Target::New => &merge.incoming,
        Target::Existing(here) => here,
    }
}

/// How many pairs are shown.
const PAIRS: usize = 200;

/// The annotations of both sides beside each other, for each article that is here already.
pub fn side_by_side(plan: &Plan) -> Html {
    let merges = plan.merges.iter().filter(|merge| merge.target != Target::New);
    let side = |merge: &Merge, annotation: Option<&Annotation>| {
        let Some(annotation) = annotation else { return html! { <td class="none">{ "—" }</td> } };
        let document = document_of(merge);
        let said = |aspect: Aspect| aspects::shown(aspect, annotation, document, &merge.incoming.sources);
        let details: Vec<_> = [Aspect::Speaker, Aspect::Verdict, Aspect::Labels, Aspect::Note]
            .into_iter()
            .map(said)
            .filter(|said| !said.is_empty())
            .map(|said| words::excerpt(&said, 40))
            .collect();
        html! { <td><span class="tag">{ words::kind(annotation.kind) }</span>{ " " }{ details.join(" · ") }</td> }
    };
    let row = |merge: &Merge, pair: &Pair| {
        let Some(either) = pair.here.as_ref().or(pair.theirs.as_ref()) else { return Html::default() };
        let text = &document_of(merge).article.text;
        html! {
            <tr>
                <th scope="row" dir="auto">{ words::excerpt(&either.words(text), 60) }</th>
                { side(merge, pair.here.as_deref()) }
                { side(merge, pair.theirs.as_deref()) }
            </tr>
        }
    };
    let table = |merge: &Merge| {
        let pairs = merge.side_by_side();
        let more = pairs.len().saturating_sub(PAIRS);
        html! {
            <details class="compare">
                <summary>{ say::compare(&words::excerpt(&document_of(merge).article.details.title, 60)) }</summary>
                <div class="scroll" tabindex="0" role="region" aria-label={say::comparison()}>
                    <table>
                        <thead><tr><th scope="col">{ say::words() }</th><th scope="col">{ say::yours() }</th><th scope="col">{ say::theirs() }</th></tr></thead>
                        <tbody>{ for pairs.iter().take(PAIRS).map(|pair| row(merge, pair)) }</tbody>
                    </table>
                </div>
                if more > 0 {
                    <p class="aside">{ say::more(&words::grouped(more)) }</p>
                }
            </details>
        }
    };
    html! { <>{ for merges.map(table) }</> }
}
