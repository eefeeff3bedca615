//! Everything that can be changed about the annotation that the person is at, in reading order.

use std::rc::Rc;

use web_sys::{HtmlInputElement, KeyboardEvent, MouseEvent};
use yew::prelude::*;

use super::evidence::EvidenceList;
use super::links::Links;
use crate::annotation::{Annotation, CheckWorthiness, ClaimType, Document, Kind, QuoteType};
use crate::format::foreign::text_fragment;
use crate::identity::AnnotationId;
use crate::session::{Action, Command, Edge, Field, Near, natural_cut, place_near};
use crate::web::acts::handle_id;
use crate::web::components::combobox::{Combobox, named_choices, verdict_choices};
use crate::web::components::speaker_field::SpeakerField;
use crate::web::components::text_field::TextField;
use crate::web::dom::{clipboard, selection, view};
use crate::web::edge::{new_annotation_id, now};
use crate::web::keys::{aria_keys, key_hint};
use crate::web::store::{CardField, Desk, Dialog, Message, Notice, use_desk};
use crate::web::words::{self, card as say};

/// Whose fields.
#[derive(Clone, PartialEq, Properties)]
pub struct FieldsProps {
    /// The annotation.
    pub annotation: Rc<Annotation>,
    /// The article that it is in.
    pub document: Rc<Document>,
}

/// Sets a field of one annotation.
fn setter<T: 'static>(desk: &Desk, id: AnnotationId, field: fn(T) -> Field) -> Callback<T> {
    let desk = desk.clone();
    Callback::from(move |value| desk.run(Command::Set { ids: vec![id], field: field(value), at: now() }))
}

/// What can be changed. Every key stroke is a change of the session, so nothing that is half written is ever lost.
#[component]
pub fn Fields(props: &FieldsProps) -> Html {
    let desk = use_desk();
    let FieldsProps { annotation, document } = props;
    let id = annotation.id;
    let is_quote = annotation.kind == Kind::Quote;
    html! {
        <div class="fields">
            if is_quote {
                { row_of_options(say::kind(), &QuoteType::ALL, words::quote_type, annotation.quote_type, setter(&desk, id, Field::QuoteType)) }
                { attribution(&desk, say::speaker(), annotation, document) }
            } else {
                { verdict(&desk, annotation, document) }
                { claim_type(&desk, annotation) }
                { row_of_options(say::check(), CheckWorthiness::ALL, words::check_worthiness, annotation.claim.check_worthiness, setter(&desk, id, Field::CheckWorthiness)) }
                { attribution(&desk, say::claimant(), annotation, document) }
                { text(&desk, id, "wording-", say::wording(), say::wording_hint(), &annotation.claim.wording, true, Field::Wording) }
                <EvidenceList annotation={annotation.clone()} text={document.article.text.clone()} />
                { text(&desk, id, "date-", say::date(), say::date_hint(), &annotation.claim.date, false, Field::Date) }
                { text(&desk, id, "place-", say::place(), say::place_hint(), &annotation.claim.place, false, Field::Place) }
                { text(&desk, id, "context-", say::context(), say::context_hint(), &annotation.claim.context, true, Field::Context) }
            }
            { text(&desk, id, CardField::Note.prefix(), say::note(), say::note_hint(), &annotation.note, true, Field::Note) }
            { labels(&desk, annotation) }
            <Links annotation={annotation.clone()} document={document.clone()} />
            { parts(&desk, annotation, document) }
            { actions(&desk, annotation, document) }
        </div>
    }
}

#[expect(
    clippy::too_many_arguments,
    reason = "one line for each field reads better than a type for the call"
)]
fn text(
    desk: &Desk,
    id: AnnotationId,
    prefix: &str,
    label: &'static str,
    placeholder: &'static str,
    value: &str,
    is_long: bool,
    field: fn(String) -> Field,
) -> Html {
    let element = format!("{prefix}{id}");
    html! {
        <>
            <label for={element.clone()}>{ label }</label>
            <TextField id={element} {placeholder} value={value.to_owned()} {is_long} onchange={setter(desk, id, field)} />
        </>
    }
}

/// Buttons of which one or none is pressed; pressing it again takes the value away.
fn row_of_options<T: Copy + PartialEq + 'static>(
    label: &'static str,
    values: &[T],
    name: fn(T) -> &'static str,
    chosen: Option<T>,
    set: Callback<Option<T>>,
) -> Html {
    html! {
        <>
            <span class="field-name" aria-hidden="true">{ label }</span>
            <div class="options" role="group" aria-label={label}>
                { for values.iter().map(|value| {
                    let (value, set) = (*value, set.clone());
                    let is_chosen = chosen == Some(value);
                    let onclick = move |_: MouseEvent| set.emit((!is_chosen).then_some(value));
                    html! { <button type="button" class="option" aria-pressed={is_chosen.to_string()} {onclick}>{ name(value) }</button> }
                }) }
            </div>
        </>
    }
}

/// Speaker, role and cue, and the answer to what was proposed.
fn attribution(
    desk: &Desk,
    label: &'static str,
    annotation: &Rc<Annotation>,
    document: &Rc<Document>,
) -> Html {
    let id = annotation.id;
    let speaker_id = CardField::Speaker.element_id(id);
    let answer = |is_right: bool| {
        let desk = desk.clone();
        move |_: MouseEvent| {
            desk.run(Command::Set { ids: vec![id], field: Field::Proposal(is_right), at: now() });
            view::focus_soon(&CardField::Speaker.element_id(id));
        }
    };
    let source = document.source_of(annotation).cloned();
    let choose = {
        let desk = desk.clone();
        Callback::from(move |source| {
            desk.run(Command::Set { ids: vec![id], field: Field::Speaker(source), at: now() });
        })
    };
    html! {
        <>
            <label for={speaker_id.clone()}>{ label }</label>
            <SpeakerField id={speaker_id} document={document.clone()} value={source.as_ref().map(|source| source.name.clone()).unwrap_or_default()} {choose} />
            if annotation.attribution.is_proposed {
                <div class="proposal" role="group" aria-label={say::proposed_attribution()}>
                    <span>{ say::proposed_now() }</span>
                    <button type="button" class="small" aria-label={say::accept()} onclick={answer(true)}>{ say::accept() }{ key_hint(Action::Open) }</button>
                    <button type="button" class="small" aria-label={say::dismiss_proposal()} onclick={answer(false)}>{ say::dismiss() }</button>
                </div>
            }
            if let Some(source) = source {
                { role(desk, id, &source) }
            }
            <label for={CardField::Cue.element_id(id)}>{ say::cue() }</label>
            <CueField annotation={annotation.clone()} document={document.clone()} />
        </>
    }
}

fn role(desk: &Desk, id: AnnotationId, source: &Rc<crate::annotation::Source>) -> Html {
    let element = format!("role-{id}");
    let onchange = {
        let (desk, source) = (desk.clone(), source.clone());
        Callback::from(move |role: String| {
            let source = crate::annotation::Source { role, ..(*source).clone() };
            desk.run(Command::PutSource { source: Rc::new(source), at: now() });
        })
    };
    html! {
        <>
            <label for={element.clone()}>{ say::role() }</label>
            <TextField id={element} placeholder={say::role_hint()} value={source.role.clone()} {onchange} />
        </>
    }
}

/// How a typed cue is looked for: in the annotation's paragraphs and one on either side, in any case.
const BESIDE: Near = Near { paragraphs: 1, match_case: false };

/// The cue's words. Typed words are looked for beside the annotation: a cue is a place in the text.
#[component]
fn CueField(props: &FieldsProps) -> Html {
    let desk = use_desk();
    let FieldsProps { annotation, document } = props;
    let id = annotation.id;
    let missing = use_state(|| None::<String>);
    let cue = annotation.attribution.cue.map(|range| document.article.text.slice(range).to_owned());
    let value = missing.as_ref().cloned().or(cue.clone()).unwrap_or_default();
    let take = {
        let (desk, missing, annotation, document) =
            (desk, missing.clone(), annotation.clone(), document.clone());
        move |typed: String| {
            let typed = typed.trim();
            if typed == cue.as_deref().unwrap_or_default() {
                missing.set(None);
                return;
            }
            let place = place_near(&document, &annotation, typed, BESIDE);
            if typed.is_empty() || place.is_some() {
                missing.set(None);
                desk.run(Command::Set { ids: vec![id], field: Field::Cue(place), at: now() });
            } else {
                missing.set(Some(typed.to_owned()));
            }
        }
    };
    let onchange = move |event: Event| take(event.target_unchecked_into::<HtmlInputElement>().value());
    let problem = format!("cue-problem-{id}");
    html! {
        <div class="cue">
            <input id={CardField::Cue.element_id(id)} type="text" dir="auto" autocomplete="off" spellcheck="false"
                placeholder={say::cue_hint()} {value} {onchange} onkeydown={crate::web::components::text_field::go_on_enter}
                aria-invalid={missing.is_some().then_some("true")} aria-describedby={missing.is_some().then(|| problem.clone())} />
            if let Some(words) = &*missing {
                <p id={problem} class="problem" role="alert">{ say::not_beside(words) }</p>
            }
        </div>
    }
}

fn verdict(desk: &Desk, annotation: &Rc<Annotation>, document: &Rc<Document>) -> Html {
    let id = annotation.id;
    let element = CardField::Verdict.element_id(id);
    let set = setter(desk, id, Field::Verdict);
    let choices = verdict_choices(document, set.clone());
    let clear = Callback::from(move |()| set.emit(String::new()));
    let first = document.verdicts().first().copied().unwrap_or_default();
    let placeholder = words::verdict(document, first).to_owned();
    html! {
        <>
            <label for={element.clone()}>{ say::verdict() }</label>
            <Combobox id={element} {placeholder} value={words::verdict(document, &annotation.claim.verdict).to_owned()} {choices} {clear} />
        </>
    }
}

fn claim_type(desk: &Desk, annotation: &Rc<Annotation>) -> Html {
    let id = annotation.id;
    let element = format!("claim-type-{id}");
    let set = setter(desk, id, Field::ClaimType);
    let clear = {
        let set = set.clone();
        Callback::from(move |()| set.emit(None))
    };
    let choose = Callback::from(move |value| set.emit(Some(value)));
    let choices = named_choices(ClaimType::ALL, words::claim_type, choose);
    let value = annotation.claim.claim_type.map(words::claim_type).unwrap_or_default().to_owned();
    html! {
        <>
            <label for={element.clone()}>{ say::kind() }</label>
            <Combobox id={element} placeholder={say::type_hint()} {value} {choices} {clear} />
        </>
    }
}

fn labels(desk: &Desk, annotation: &Rc<Annotation>) -> Html {
    let id = annotation.id;
    let element = format!("label-{id}");
    let add = {
        let desk = desk.clone();
        move |event: KeyboardEvent| {
            if event.key() != "Enter" || event.is_composing() {
                return;
            }
            event.prevent_default();
            let field = event.target_unchecked_into::<HtmlInputElement>();
            if field.value().trim().is_empty() {
                view::focus_next(&field);
            }
            desk.run(Command::Set { ids: vec![id], field: Field::AddLabel(field.value()), at: now() });
            field.set_value("");
        }
    };
    html! {
        <>
            <label for={element.clone()}>{ say::labels() }</label>
            <div class="label-field">
                { for annotation.labels.iter().map(|label| {
                    let (desk, label) = (desk.clone(), label.clone());
                    let name = label.clone();
                    let onclick = move |_: MouseEvent| {
                        let field = Field::RemoveLabel(label.clone());
                        desk.run(Command::Set { ids: vec![id], field, at: now() });
                    };
                    html! {
                        <button type="button" class="label" dir="auto" {onclick} aria-label={say::remove_label(&name)}>
                            { name.clone() }<span aria-hidden="true">{ "×" }</span>
                        </button>
                    }
                }) }
                <input id={element} type="text" dir="auto" autocomplete="off" placeholder={say::add_label()} onkeydown={add} />
            </div>
        </>
    }
}

/// The parts of a split annotation, each with a way to it and a way out of it.
fn parts(desk: &Desk, annotation: &Rc<Annotation>, document: &Rc<Document>) -> Html {
    let id = annotation.id;
    let text = &document.article.text;
    if annotation.parts.iter().len() < 2 {
        return Html::default();
    }
    html! {
        <>
            <span class="field-name" aria-hidden="true">{ say::parts() }</span>
            <ol class="parts" aria-label={say::parts()}>
                { for annotation.parts.iter().enumerate().map(|(part, range)| {
                    let desk = desk.clone();
                    let words = words::excerpt(text.slice(range), 60);
                    let remove = move |_: MouseEvent| desk.run(Command::RemovePart { id, part, at: now() });
                    let go = move |_: MouseEvent| view::focus(&handle_id(id, part, Edge::End));
                    html! {
                        <li>
                            <button type="button" class="part" dir="auto" title={say::move_its_edges()} onclick={go}>{ words.clone() }</button>
                            <button type="button" class="icon ghost small" aria-label={say::take_out(&words)} onclick={remove}>{ "✕" }</button>
                        </li>
                    }
                }) }
            </ol>
        </>
    }
}

fn actions(desk: &Desk, annotation: &Rc<Annotation>, document: &Rc<Document>) -> Html {
    let id = annotation.id;
    let other = match annotation.kind {
        Kind::Claim => Kind::Quote,
        Kind::Quote => Kind::Claim,
    };
    let retag = {
        let desk = desk.clone();
        move |_: MouseEvent| desk.run(Command::Set { ids: vec![id], field: Field::Kind(other), at: now() })
    };
    let edges = {
        let last = annotation.parts.iter().len() - 1;
        move |_: MouseEvent| view::focus(&handle_id(id, last, Edge::End))
    };
    let split = {
        let (desk, annotation, text) = (desk.clone(), annotation.clone(), document.article.text.clone());
        move |_: MouseEvent| {
            // At the text cursor if it stands inside, else in the first gap.
            let caret = selection::head(&text).filter(|caret| {
                annotation.parts.iter().any(|part| part.start() < *caret && *caret < part.end())
            });
            match caret.or_else(|| natural_cut(&annotation.parts)) {
                Some(place) => {
                    desk.run(Command::Split { id, place, new: new_annotation_id(), at: now() });
                }
                None => desk.notify(crate::web::store::Notice::done(say::where_to_split())),
            }
        }
    };
    let all = {
        let (desk, passage) =
            (desk.clone(), document.article.text.slice(annotation.parts.as_slice()[0]).to_owned());
        move |_: MouseEvent| desk.send(Message::Show(Dialog::TagAll(passage.clone())))
    };
    let remove = {
        let desk = desk.clone();
        move |_: MouseEvent| desk.run(Command::Remove { ids: vec![id], at: now() })
    };
    let has_address = text_fragment::has_address(document);
    let copy_link = {
        let (desk, annotation, document) = (desk.clone(), annotation.clone(), document.clone());
        move |_: MouseEvent| {
            let Some(link) = text_fragment::link(&document, &annotation) else {
                desk.notify(Notice::problem(say::no_words_for_link()));
                return;
            };
            let desk = desk.clone();
            clipboard::copy(&link, move |is_done| {
                desk.notify(if is_done {
                    Notice::done(say::copied_link())
                } else {
                    Notice::problem(say::not_copied())
                });
            });
        }
    };
    html! {
        <div class="actions">
            <button type="button" class="small" aria-keyshortcuts={aria_keys(Action::Edges)} onclick={edges}>{ say::move_edges() }</button>
            <button type="button" class="small" onclick={split}>{ say::split() }</button>
            <button type="button" class="small" aria-keyshortcuts={aria_keys(Action::TagAll)} onclick={all}>{ say::tag_all() }</button>
            <button type="button" class="small" onclick={retag}>{ if other == Kind::Claim { say::to_claim() } else { say::to_quote() } }</button>
            if has_address {
                <button type="button" class="small" onclick={copy_link}>{ say::copy_link() }</button>
            }
            <button type="button" class="small danger" onclick={remove}>{ say::remove() }</button>
        </div>
    }
}
