//! The evidence for and against a claim.

use std::rc::Rc;

use web_sys::MouseEvent;
use yew::prelude::*;

use crate::annotation::{Annotation, Evidence, EvidencePlace, Stance, link};
use crate::session::{Command, Field};
use crate::text::ArticleText;
use crate::web::components::text_field::TextField;
use crate::web::dom::{selection, view};
use crate::web::edge::now;
use crate::web::store::use_desk;
use crate::web::words::{self, card as say};

#[derive(Clone, PartialEq, Properties)]
pub struct EvidenceListProps {
    pub annotation: Rc<Annotation>,
    pub text: Rc<ArticleText>,
}

/// Each piece with its stance, where it is and what it says; and a button for one more.
#[component]
pub fn EvidenceList(props: &EvidenceListProps) -> Html {
    let desk = use_desk();
    let EvidenceListProps { annotation, text } = props;
    let id = annotation.id;
    let pieces = &annotation.claim.evidence;
    let set = move |evidence: Vec<Evidence>| {
        desk.run(Command::Set { ids: vec![id], field: Field::Evidence(evidence), at: now() });
    };
    // Sets one piece to what a change makes of it.
    let change = |at: usize, change: fn(&mut Evidence, String)| {
        let (set, pieces) = (set.clone(), pieces.clone());
        Callback::from(move |typed: String| {
            let mut pieces = pieces.clone();
            change(&mut pieces[at], typed);
            set(pieces);
        })
    };
    let add = {
        let (set, pieces) = (set.clone(), pieces.clone());
        move |_: MouseEvent| {
            let mut pieces = pieces.clone();
            let place = EvidencePlace::Url(String::new());
            pieces.push(Evidence { place, stance: Stance::Supports, note: String::new() });
            view::focus_soon(&format!("evidence-{id}-{}", pieces.len() - 1));
            set(pieces);
        }
    };
    html! {
        <>
            <span class="field-name" aria-hidden="true">{ say::evidence() }</span>
            <div class="evidence" role="group" aria-label={say::evidence()}>
                <ul aria-label={say::pieces()}>
                    { for pieces.iter().enumerate().map(|(at, piece)| {
                        let number = at + 1;
                        let stances = Stance::ALL.iter().map(|stance| {
                            let (set, pieces, stance) = (set.clone(), pieces.clone(), *stance);
                            let onclick = move |_: MouseEvent| {
                                let mut pieces = pieces.clone();
                                pieces[at].stance = stance;
                                set(pieces);
                            };
                            html! {
                                <button type="button" class="option" aria-pressed={(piece.stance == stance).to_string()} {onclick}>{ words::stance(stance) }</button>
                            }
                        });
                        let remove = {
                            let (set, pieces) = (set.clone(), pieces.clone());
                            move |_: MouseEvent| {
                                let mut pieces = pieces.clone();
                                pieces.remove(at);
                                set(pieces);
                            }
                        };
                        let place = match &piece.place {
                            EvidencePlace::Url(url) => html! {
                                <div class="url">
                                    <TextField id={format!("evidence-{id}-{at}")} label={say::address_of(&number)} placeholder="https://…"
                                        value={url.clone()} onchange={change(at, |piece, typed| piece.place = EvidencePlace::Url(typed))} />
                                    if let Some(url) = link(url) {
                                        <a href={url.to_owned()} target="_blank" rel="noopener noreferrer" aria-label={say::open(&number)}>{ "↗" }</a>
                                    }
                                </div>
                            },
                            EvidencePlace::Span(range) => {
                                let (text, range) = (text.clone(), *range);
                                let words = words::excerpt(text.slice(range), 90);
                                let go = move |_: MouseEvent| {
                                    selection::select(&text, range.start(), range.end());
                                    selection::reveal();
                                };
                                html! { <button type="button" class="part" dir="auto" title={say::show()} onclick={go}>{ words }</button> }
                            }
                        };
                        html! {
                            <li>
                                <div class="options" role="group" aria-label={say::stance_of(&number)}>
                                    { for stances }
                                    <button type="button" class="icon ghost small" aria-label={say::remove_evidence(&number)} onclick={remove}>{ "✕" }</button>
                                </div>
                                { place }
                                <TextField id={format!("evidence-note-{id}-{at}")} label={say::note_on(&number)} placeholder={say::what_it_says()}
                                    value={piece.note.clone()} onchange={change(at, |piece, typed| piece.note = typed)} />
                            </li>
                        }
                    }) }
                </ul>
                <button type="button" class="small" onclick={add}>{ say::add_evidence() }</button>
            </div>
        </>
    }
}
