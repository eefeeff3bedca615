//! The list of annotations in the order of the text, with its filter and what is done to many at once.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use web_sys::MouseEvent;
use yew::prelude::*;

use super::bulk_bar::BulkBar;
use super::card::Card;
use super::filter_bar::FilterBar;
use crate::annotation::{Annotation, AnnotationSet, Document, Kind};
use crate::identity::AnnotationId;
use crate::session::{Action, Command, Filter, verdict};
use crate::web::hooks::{Piece, Same, use_window};
use crate::web::keys::key_for;
use crate::web::store::use_desk;
use crate::web::words::{self, list as say};

/// What the list shows.
#[derive(Clone, PartialEq, Properties)]
pub struct AnnotationListProps {
    /// The article.
    pub document: Rc<Document>,
    /// The annotation that the person is at.
    pub current: Option<AnnotationId>,
    /// What is shown.
    pub filter: Rc<Filter>,
    /// What is chosen for what is done to many at once.
    pub checked: Rc<BTreeSet<AnnotationId>>,
}

/// The list. The filter hides, it never removes, and says how many it hides; the annotation that the person is at
/// is always shown.
#[component]
pub fn AnnotationList(props: &AnnotationListProps) -> Html {
    let desk = use_desk();
    let AnnotationListProps { document, current, filter, checked } = props;
    let (annotations, current) = (&document.annotations, *current);
    let is_shown =
        |annotation: &&Rc<Annotation>| current == Some(annotation.id) || filter.shows(document, annotation);
    // Without a filter the list is the set itself: ten thousand pointers need not be copied at every change.
    let shown = if filter.is_empty() {
        annotations.clone()
    } else {
        Rc::new(annotations.iter().filter(is_shown).cloned().collect::<AnnotationSet>())
    };
    let (total, hidden) = (annotations.len(), annotations.len() - shown.len());
    let inside = {
        let annotations = annotations.clone();
        use_memo(Same(annotations), |annotations| quotes_around(&annotations.0))
    };
    let clear = {
        let desk = desk.clone();
        move |_: MouseEvent| desk.run(Command::Filter(Filter::default()))
    };
    let (pieces, measure) = use_window(&shown, current);
    let is_window = pieces.len() > 1;
    let card = |place: usize| {
        let annotation = &shown.as_slice()[place];
        let is_current = current == Some(annotation.id);
        html! {
            <Card
                key={annotation.id.to_string()}
                annotation={annotation.clone()}
                text={document.article.text.clone()}
                speaker={document.source_of(annotation).map(|source| AttrValue::from(source.name.clone()))}
                verdict={shown_verdict(document, annotation)}
                verdict_class={verdict_class(document, annotation)}
                inside={inside.get(&annotation.id).and_then(|quote| inside_of(document, *quote))}
                links={links(document, annotation)}
                is_checked={checked.contains(&annotation.id)}
                is_choosing={!checked.is_empty()}
                place={is_window.then(|| (place + 1, shown.len()))}
                document={is_current.then(|| document.clone())}
            />
        }
    };
    html! {
        <>
            if total == 0 {
                <div class="empty">
                    <p>{ say::nothing_yet() }</p>
                    <p>{ say::select_claim() }<kbd>{ key_for(Action::Tag(Kind::Claim)) }</kbd>{ say::or_quote() }<kbd>{ key_for(Action::Tag(Kind::Quote)) }</kbd>{ say::full_stop() }</p>
                </div>
            } else {
                <FilterBar filter={filter.clone()} document={document.clone()} />
                <div class="list-head" aria-live="polite">
                    if hidden > 0 {
                        <span>{ say::shown(&shown.len(), &total) }</span>
                        <button type="button" class="link" onclick={clear}>{ say::show_all() }</button>
                    } else {
                        <span>{ tally(document) }</span>
                    }
                </div>
            }
            if !checked.is_empty() {
                <BulkBar checked={checked.clone()} document={document.clone()} shown={shown.iter().map(|a| a.id).collect::<Vec<_>>()} />
            }
            <ul ref={measure} class="cards" aria-label={say::annotations()}>
                { for pieces.into_iter().map(|piece| match piece {
                    Piece::Cards(places) => places.map(card).collect::<Html>(),
                    Piece::Gap { key, height } => html! {
                        <li {key} class="gap" role="presentation" aria-hidden="true" ~style={format!("height:{height:.0}px")}></li>
                    },
                }) }
            </ul>
        </>
    }
}

fn shown_verdict(document: &Document, annotation: &Annotation) -> Option<AttrValue> {
    let is_judged = annotation.kind == Kind::Claim;
    is_judged.then(|| AttrValue::from(words::verdict(document, verdict(document, annotation)).to_owned()))
}

/// How a verdict is coloured: the usual scale by what its values mean; a scale of one's own has no colours, because
/// only its owner knows what is good.
fn verdict_class(document: &Document, annotation: &Annotation) -> Option<&'static str> {
    if !document.article.details.verdicts.is_empty() {
        return None;
    }
    match annotation.claim.verdict.as_str() {
        "supported" => Some("good"),
        "disputed" | "refuted" => Some("bad"),
        _ => None,
    }
}

/// What a card says of its links in a few words.
fn links(document: &Document, annotation: &Annotation) -> Vec<String> {
    let say = |relation: &crate::annotation::Relation| {
        let other = document.annotations.get(relation.to)?;
        let words = words::excerpt(&other.words(&document.article.text), 32);
        Some(say::linked(&words::relation(relation.kind, true), &words.trim_matches(['“', '”', '„', '"'])))
    };
    annotation.relations.iter().filter_map(say).collect()
}

/// For every claim that lies inside a quote: which quote. One walk over the annotations in order, with the quotes
/// that are still open.
fn quotes_around(annotations: &AnnotationSet) -> BTreeMap<AnnotationId, AnnotationId> {
    let mut open: Vec<&Rc<Annotation>> = Vec::new();
    let mut inside = BTreeMap::new();
    for annotation in annotations.iter() {
        let start = annotation.parts.extent().start();
        open.retain(|quote| quote.parts.extent().end() > start);
        match annotation.kind {
            Kind::Quote => open.push(annotation),
            Kind::Claim => {
                let around = open.iter().rev().find(|quote| quote.parts.contain(&annotation.parts));
                inside.extend(around.map(|quote| (annotation.id, quote.id)));
            }
        }
    }
    inside
}

/// "Inside a quote by Ines Okafor".
fn inside_of(document: &Document, quote: AnnotationId) -> Option<AttrValue> {
    let quote = document.annotations.get(quote)?;
    let by = document.source_of(quote).map(|source| say::inside_by(&source.name));
    Some(by.map_or(AttrValue::Static(say::inside()), AttrValue::from))
}

/// "3 claims · 2 quotes".
fn tally(document: &Document) -> String {
    let of = |kind: Kind| document.annotations.iter().filter(|annotation| annotation.kind == kind).count();
    let counts = Kind::ALL.map(|kind| (of(kind), kind));
    let said =
        counts.iter().filter(|(number, _)| *number > 0).map(|(number, kind)| words::count_of(*kind, *number));
    said.collect::<Vec<_>>().join(" · ")
}
