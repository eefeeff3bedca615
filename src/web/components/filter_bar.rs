//! The filter of the list: words, and conditions as chips.

use std::collections::BTreeSet;
use std::rc::Rc;

use web_sys::{HtmlInputElement, HtmlSelectElement, InputEvent, MouseEvent};
use yew::prelude::*;

use crate::annotation::{ClaimType, Document, Kind, QuoteType};
use crate::identity::SourceId;
use crate::session::{Command, Filter};
use crate::web::hooks::FILTER;
use crate::web::store::use_desk;
use crate::web::words::{self, filter as say};

/// What the filter is about.
#[derive(Clone, PartialEq, Properties)]
pub struct FilterBarProps {
    /// The filter.
    pub filter: Rc<Filter>,
    /// The article whose annotations it filters.
    pub document: Rc<Document>,
}

/// A condition that can be chosen: its name, its values, which one is set, and the filter for each value.
struct Condition {
    name: &'static str,
    chosen: Option<String>,
    values: Vec<(String, Filter)>,
    without: Filter,
}

/// The filter: a field for words, a fold with every condition, and a chip for each one that is set.
#[component]
pub fn FilterBar(props: &FilterBarProps) -> Html {
    let desk = use_desk();
    let is_open = use_state(|| false);
    let FilterBarProps { filter, document } = props;
    let set = {
        let desk = desk.clone();
        move |filter: Filter| desk.run(Command::Filter(filter))
    };
    let oninput = {
        let (set, filter) = (set.clone(), filter.clone());
        move |event: InputEvent| {
            let text = event.target_unchecked_into::<HtmlInputElement>().value();
            set(Filter { text, ..(*filter).clone() });
        }
    };
    let toggle = {
        let is_open = is_open.clone();
        move |_: MouseEvent| is_open.set(!*is_open)
    };
    let conditions = conditions(filter, document, *is_open);
    let switches = switches(filter);
    let chips = conditions
        .iter()
        .filter_map(|condition| {
            Some((format!("{}: {}", condition.name, condition.chosen.as_ref()?), condition.without.clone()))
        })
        .chain(
            switches
                .iter()
                .filter(|(_, is_on, _)| *is_on)
                .map(|(name, _, other)| ((*name).to_owned(), other.clone())),
        );
    html! {
        <div class="filter">
            <div class="filter-line">
                <input id={FILTER} type="search" dir="auto" aria-label={say::filter()} placeholder={say::filter_words()}
                    autocomplete="off" value={filter.text.clone()} {oninput} />
                <button type="button" class="small" aria-expanded={is_open.to_string()} aria-controls="conditions" onclick={toggle}>{ say::conditions() }</button>
            </div>
            if *is_open {
                <div id="conditions" class="conditions" role="group" aria-label={say::conditions()}>
                    { for conditions.iter().map(|condition| select(condition, &set)) }
                    { for switches.iter().map(|(name, is_on, other)| {
                        let (set, other) = (set.clone(), other.clone());
                        let onclick = move |_: MouseEvent| set(other.clone());
                        html! { <button type="button" class="option" aria-pressed={is_on.to_string()} {onclick}>{ *name }</button> }
                    }) }
                </div>
            }
            <div class="chips">
                { for chips.map(|(name, without)| {
                    let set = set.clone();
                    let label = say::remove(&name);
                    let onclick = move |_: MouseEvent| set(without.clone());
                    html! { <button type="button" class="label" dir="auto" aria-label={label} {onclick}>{ name }<span aria-hidden="true">{ "×" }</span></button> }
                }) }
            </div>
        </div>
    }
}

fn select(condition: &Condition, set: &(impl Fn(Filter) + Clone + 'static)) -> Html {
    let filters: Vec<Filter> = std::iter::once(&condition.without)
        .chain(condition.values.iter().map(|(_, filter)| filter))
        .cloned()
        .collect();
    let set = set.clone();
    let onchange = move |event: Event| {
        let place = event.target_unchecked_into::<HtmlSelectElement>().selected_index();
        if let Some(filter) = usize::try_from(place).ok().and_then(|place| filters.get(place)) {
            set(filter.clone());
        }
    };
    let any = say::any(&condition.name);
    html! {
        <select aria-label={condition.name} {onchange}>
            <option selected={condition.chosen.is_none()}>{ any }</option>
            { for condition.values.iter().map(|(name, _)| html! {
                <option selected={condition.chosen.as_ref() == Some(name)}>{ name }</option>
            }) }
        </select>
    }
}

fn conditions(filter: &Filter, document: &Document, is_open: bool) -> Vec<Condition> {
    let with = |change: &dyn Fn(&mut Filter)| {
        let mut filter = filter.clone();
        change(&mut filter);
        filter
    };
    let source_name = |id: Option<SourceId>| match id.and_then(|id| document.sources.get(id)) {
        Some(source) => source.name.clone(),
        None => say::nobody().to_owned(),
    };
    let sources = document.sources.iter().map(|source| Some(source.id)).chain([None]);
    // Folded away, the list of labels is not worth a walk over every annotation.
    let annotations = is_open.then(|| document.annotations.iter()).into_iter().flatten();
    let labels: BTreeSet<&String> = annotations.flat_map(|annotation| &annotation.labels).collect();
    let verdict_name = |name: &str| words::verdict(document, name).to_owned();
    let kind_name = |kind: Kind| words::kind(kind).to_owned();
    vec![
        Condition {
            name: say::kind(),
            chosen: filter.kind.map(kind_name),
            values: Kind::ALL
                .iter()
                .map(|kind| (kind_name(*kind), with(&|f| f.kind = Some(*kind))))
                .collect(),
            without: with(&|f| f.kind = None),
        },
        Condition {
            name: say::speaker(),
            chosen: filter.source.map(source_name),
            values: sources.map(|id| (source_name(id), with(&|f| f.source = Some(id)))).collect(),
            without: with(&|f| f.source = None),
        },
        Condition {
            name: say::verdict(),
            chosen: filter.verdict.as_deref().map(verdict_name),
            values: document
                .verdicts()
                .into_iter()
                .map(|name| (verdict_name(name), with(&|f| f.verdict = Some(name.to_owned()))))
                .collect(),
            without: with(&|f| f.verdict = None),
        },
        Condition {
            name: say::label(),
            chosen: filter.label.clone(),
            values: labels
                .into_iter()
                .map(|label| (label.clone(), with(&|f| f.label = Some(label.clone()))))
                .collect(),
            without: with(&|f| f.label = None),
        },
        Condition {
            name: say::quote_type(),
            chosen: filter.quote_type.map(|value| words::quote_type(value).to_owned()),
            values: QuoteType::ALL
                .iter()
                .map(|value| (words::quote_type(*value).to_owned(), with(&|f| f.quote_type = Some(*value))))
                .collect(),
            without: with(&|f| f.quote_type = None),
        },
        Condition {
            name: say::claim_type(),
            chosen: filter.claim_type.map(|value| words::claim_type(value).to_owned()),
            values: ClaimType::ALL
                .iter()
                .map(|value| (words::claim_type(*value).to_owned(), with(&|f| f.claim_type = Some(*value))))
                .collect(),
            without: with(&|f| f.claim_type = None),
        },
    ]
}

/// Conditions that are on or off: the name, whether it is on, and the filter with it the other way round.
fn switches(filter: &Filter) -> Vec<(&'static str, bool, Filter)> {
    vec![
        (say::has_note(), filter.has_note, Filter { has_note: !filter.has_note, ..filter.clone() }),
        (
            say::has_evidence(),
            filter.has_evidence,
            Filter { has_evidence: !filter.has_evidence, ..filter.clone() },
        ),
        (
            say::speaker_proposed(),
            filter.is_proposed,
            Filter { is_proposed: !filter.is_proposed, ..filter.clone() },
        ),
    ]
}
