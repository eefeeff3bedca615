//! The sources: who is quoted, how much, in which way, with which verbs; and the table where they are edited.

use std::collections::BTreeSet;
use std::rc::Rc;

use web_sys::{HtmlInputElement, MouseEvent};
use yew::prelude::*;

use super::combobox::{Combobox, named_choices};
use super::speaker_field::SpeakerField;
use super::text_field::TextField;
use crate::annotation::{Annotation, Document, Share, Source, SourceKind, clean_labels, shares};
use crate::identity::{AnnotationId, SourceId};
use crate::session::{Command, Field, Filter, Place};
use crate::web::edge::{new_source_id, now};
use crate::web::hooks::Same;
use crate::web::store::{Message, Tab, use_desk};
use crate::web::words;

/// What the tab shows.
#[derive(Clone, PartialEq, Properties)]
pub struct SourcesTabProps {
    /// The article.
    pub document: Rc<Document>,
}

/// The tab: a plot of everybody's share of the quoted words with its table, then a row for each source.
#[component]
pub fn SourcesTab(props: &SourcesTabProps) -> Html {
    let desk = use_desk();
    let open = use_state(|| None::<SourceId>);
    let chosen = use_state(BTreeSet::<SourceId>::new);
    let document = &props.document;
    let shares = {
        let document = document.clone();
        use_memo((Same(document.annotations.clone()), Same(document.sources.clone())), move |_| {
            shares(&document)
        })
    };
    // What is gone by undo or by another tab is not chosen any more.
    let chosen_now: Vec<SourceId> =
        chosen.iter().copied().filter(|id| document.sources.get(*id).is_some()).collect();
    let merge = {
        let (desk, ids, chosen) = (desk.clone(), chosen_now.clone(), chosen.clone());
        move |_: MouseEvent| {
            desk.run(Command::MergeSources { ids: ids.clone(), at: now() });
            chosen.set(BTreeSet::new());
        }
    };
    let add = {
        let desk = desk.clone();
        Callback::from(move |source: Option<Rc<Source>>| {
            if let Some(source) = source {
                desk.run(Command::PutSource { source, at: now() });
            }
        })
    };
    let names: Vec<String> =
        chosen_now.iter().filter_map(|id| Some(document.sources.get(*id)?.name.clone())).collect();
    html! {
        <div class="sources">
            if shares.is_empty() {
                <div class="empty">
                    <p>{ "Nobody speaks yet." }</p>
                    <p>{ "Tag a quote, and say on its card who says it; or add a source here." }</p>
                </div>
            } else {
                <Plot shares={shares.clone()} document={document.clone()} />
            }
            if chosen_now.len() > 1 {
                <div class="bulk" role="group" aria-label="Chosen sources">
                    <div class="bulk-line">
                        <span>{ format!("{} are one and the same?", names.join(" and ")) }</span>
                        <button type="button" class="small" onclick={merge}>{ format!("Merge into “{}”", names.first().cloned().unwrap_or_default()) }</button>
                    </div>
                </div>
            }
            <ul class="source-list" aria-label="Sources">
                { for shares.iter().filter_map(|share| {
                    let source = document.sources.get(share.source?)?;
                    let id = source.id;
                    let is_open = *open == Some(id);
                    let toggle = {
                        let open = open.clone();
                        Callback::from(move |()| open.set((!is_open).then_some(id)))
                    };
                    let check = {
                        let chosen = chosen.clone();
                        Callback::from(move |is_chosen: bool| {
                            let mut next = (*chosen).clone();
                            if is_chosen { next.insert(id); } else { next.remove(&id); }
                            chosen.set(next);
                        })
                    };
                    let is_chosen = chosen.contains(&id);
                    Some(html! {
                        <SourceRow key={id.to_string()} source={source.clone()} share={share.clone()} document={is_open.then(|| document.clone())} {toggle} {check} {is_chosen} />
                    })
                }) }
            </ul>
            <div class="add-source">
                <label for="add-source">{ "Add a source" }</label>
                <SpeakerField id="add-source" document={document.clone()} value="" choose={add} />
            </div>
        </div>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct PlotProps {
    shares: Rc<Vec<Share>>,
    document: Rc<Document>,
}

const TYPES: [(&str, &str); 4] =
    [("Direct", "direct"), ("Indirect", "indirect"), ("Mixed", "mixed"), ("No type", "untyped")];

/// Bars of quoted words, longest first, with direct, indirect and mixed told apart by pattern; the same as a table.
#[component]
fn Plot(props: &PlotProps) -> Html {
    let PlotProps { shares, document } = props;
    let speaking: Vec<_> = shares.iter().filter(|share| share.quoted_words() > 0).collect();
    let total: usize = speaking.iter().map(|share| share.quoted_words()).sum();
    let most = speaking.iter().map(|share| share.quoted_words()).max().unwrap_or(1);
    if total == 0 {
        return Html::default();
    }
    let name = |share: &Share| match share.source.and_then(|id| document.sources.get(id)) {
        Some(source) => source.name.clone(),
        None => "Nobody named".to_owned(),
    };
    let percent = |words: usize| format!("{}%", (words * 200 / total).div_ceil(2));
    html! {
        <figure class="plot" aria-label="Share of the quoted words">
            <div class="bars" aria-hidden="true">
                { for speaking.iter().map(|share| html! {
                    <div class="bar-row">
                        <span class="bar-name">{ name(share) }</span>
                        <span class="bar">
                            { for TYPES.iter().zip(share.words).filter(|(_, words)| *words > 0).map(|((_, class), words)| {
                                #[expect(clippy::cast_precision_loss, reason = "counts of words are small")]
                                let width = words as f64 * 100.0 / most as f64;
                                html! { <i class={*class} ~style={format!("width:{width:.2}%")}></i> }
                            }) }
                        </span>
                        <span class="bar-number">{ percent(share.quoted_words()) }</span>
                    </div>
                }) }
            </div>
            <p class="legend" aria-hidden="true">
                { for TYPES.iter().enumerate().filter(|(at, _)| speaking.iter().any(|share| share.words[*at] > 0)).map(|(_, (name, class))| html! {
                    <span><i class={*class}></i>{ *name }</span>
                }) }
                <span>{ format!("of {}", words::count(total, "quoted word")) }</span>
            </p>
            <details>
                <summary>{ "As a table" }</summary>
                <table class="data">
                    <thead>
                        <tr>
                            <th scope="col">{ "Source" }</th><th scope="col">{ "Quotes" }</th><th scope="col">{ "Words" }</th>
                            <th scope="col">{ "Direct" }</th><th scope="col">{ "Indirect" }</th><th scope="col">{ "Mixed" }</th>
                            <th scope="col">{ "Cues" }</th>
                        </tr>
                    </thead>
                    <tbody>
                        { for shares.iter().map(|share| html! {
                            <tr>
                                <th scope="row">{ name(share) }</th><td>{ share.quotes }</td><td>{ share.quoted_words() }</td>
                                <td>{ share.words[0] }</td><td>{ share.words[1] }</td><td>{ share.words[2] }</td>
                                <td>{ cues(share) }</td>
                            </tr>
                        }) }
                    </tbody>
                </table>
            </details>
        </figure>
    }
}

/// "said 3, told".
fn cues(share: &Share) -> String {
    let say =
        |(cue, count): &(String, usize)| if *count > 1 { format!("{cue} {count}") } else { cue.clone() };
    share.cues.iter().map(say).collect::<Vec<_>>().join(", ")
}

#[derive(Clone, PartialEq, Properties)]
struct SourceRowProps {
    source: Rc<Source>,
    share: Share,
    /// The article, if the row is open.
    document: Option<Rc<Document>>,
    toggle: Callback<()>,
    check: Callback<bool>,
    is_chosen: bool,
}

/// A source: what it says in a line, and when it is open, everything that can be changed.
#[component]
fn SourceRow(props: &SourceRowProps) -> Html {
    let SourceRowProps { source, share, document, .. } = props;
    let toggle = {
        let toggle = props.toggle.clone();
        move |_: MouseEvent| toggle.emit(())
    };
    let oncheck = {
        let check = props.check.clone();
        move |event: Event| check.emit(event.target_unchecked_into::<HtmlInputElement>().checked())
    };
    let known = [source.role.as_str(), source.organisation.as_str()];
    let known: Vec<_> = known.into_iter().filter(|part| !part.is_empty()).collect();
    let mut said = vec![words::count(share.quotes, "quote")];
    if share.claims > 0 {
        said.push(words::count(share.claims, "claim"));
    }
    if share.quoted_words() > 0 {
        said.push(words::count(share.quoted_words(), "word"));
    }
    if !share.cues.is_empty() {
        said.push(cues(share));
    }
    html! {
        <li class={classes!("source", document.is_some().then_some("current"))} data-source={source.id.to_string()}>
            <div class="source-head">
                <input type="checkbox" class="check" checked={props.is_chosen} onchange={oncheck} aria-label={format!("Choose {}", source.name)} />
                <button type="button" class="source-name" dir="auto" aria-expanded={document.is_some().to_string()} onclick={toggle}>{ &source.name }</button>
                <span class="aside">{ words::source_kind(source.kind) }</span>
            </div>
            if !known.is_empty() && document.is_none() { <p class="said" dir="auto">{ known.join(", ") }</p> }
            <p class="aside">{ said.join(" · ") }</p>
            if let Some(document) = document {
                <SourceFields source={source.clone()} document={document.clone()} />
            }
        </li>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct SourceFieldsProps {
    source: Rc<Source>,
    document: Rc<Document>,
}

#[component]
fn SourceFields(props: &SourceFieldsProps) -> Html {
    let desk = use_desk();
    let chosen = use_state(BTreeSet::<AnnotationId>::new);
    let SourceFieldsProps { source, document } = props;
    let id = source.id;
    let field = |name: &'static str,
                 label: &'static str,
                 hint: &'static str,
                 value: &str,
                 set: fn(&mut Source, String)| {
        let (desk, source) = (desk.clone(), source.clone());
        let onchange = Callback::from(move |typed: String| {
            let mut source = (*source).clone();
            set(&mut source, typed);
            desk.run(Command::PutSource { source: Rc::new(source), at: now() });
        });
        let element = format!("source-{name}-{id}");
        html! {
            <>
                <label for={element.clone()}>{ label }</label>
                <TextField id={element} placeholder={hint} value={value.to_owned()} {onchange} />
            </>
        }
    };
    let kind = {
        let (desk, source) = (desk.clone(), source.clone());
        let choose = Callback::from(move |kind: SourceKind| {
            let source = Source { kind, ..(*source).clone() };
            desk.run(Command::PutSource { source: Rc::new(source), at: now() });
        });
        named_choices(&SourceKind::ALL, words::source_kind, choose)
    };
    let aliases = {
        let (desk, source) = (desk.clone(), source.clone());
        move |event: Event| {
            let typed = event.target_unchecked_into::<HtmlInputElement>().value();
            let source = Source { aliases: clean_labels(typed.split(';')), ..(*source).clone() };
            desk.run(Command::PutSource { source: Rc::new(source), at: now() });
        }
    };
    let theirs: Vec<&Rc<Annotation>> =
        document.annotations.iter().filter(|annotation| annotation.attribution.source == Some(id)).collect();
    let split = {
        let ids: Vec<_> = theirs.iter().map(|a| a.id).filter(|id| chosen.contains(id)).collect();
        let (desk, source, chosen) = (desk.clone(), source.clone(), chosen.clone());
        move |_: MouseEvent| {
            let mut new = Source::new(new_source_id(), format!("{} (2)", source.name), source.kind, now());
            new.role.clone_from(&source.role);
            let field = Field::Speaker(Some(Rc::new(new)));
            desk.run(Command::Set { ids: ids.clone(), field, at: now() });
            chosen.set(BTreeSet::new());
        }
    };
    let remove = {
        let desk = desk.clone();
        move |_: MouseEvent| desk.run(Command::RemoveSource { id, at: now() })
    };
    let show = {
        let desk = desk.clone();
        move |_: MouseEvent| {
            desk.run(Command::Filter(Filter { source: Some(Some(id)), ..Filter::default() }));
            desk.send(Message::ShowTab(Tab::Annotations));
        }
    };
    let aliases_id = format!("source-aliases-{id}");
    let kind_id = format!("source-kind-{id}");
    html! {
        <>
            <div class="fields">
                { field("name", "Name", "", &source.name, |source, typed| source.name = typed) }
                <label for={kind_id.clone()}>{ "Kind" }</label>
                <Combobox id={kind_id} value={words::source_kind(source.kind)} choices={kind} />
                { field("role", "Role", "council member, spokesman…", &source.role, |source, typed| source.role = typed) }
                { field("organisation", "Speaks for", "a body or a party", &source.organisation, |source, typed| source.organisation = typed) }
                <label for={aliases_id.clone()}>{ "Also called" }</label>
                <input id={aliases_id} type="text" dir="auto" autocomplete="off" placeholder="names, with ; between them"
                    value={source.aliases.join("; ")} onchange={aliases} onkeydown={super::text_field::go_on_enter} />
                { field("link", "Link", "https://…", &source.link, |source, typed| source.link = typed) }
            </div>
            if !theirs.is_empty() {
                <ul class="theirs" aria-label={format!("What {} says", source.name)}>
                    { for theirs.iter().map(|annotation| {
                        let (desk, other) = (desk.clone(), annotation.id);
                        let words = words::excerpt(&annotation.words(&document.article.text), 80);
                        let go = move |_: MouseEvent| desk.run(Command::Focus(Some((other, Place::Command))));
                        let is_chosen = chosen.contains(&other);
                        let oncheck = {
                            let chosen = chosen.clone();
                            move |_: Event| {
                                let mut next = (*chosen).clone();
                                if !next.remove(&other) { next.insert(other); }
                                chosen.set(next);
                            }
                        };
                        html! {
                            <li>
                                <input type="checkbox" class="check" checked={is_chosen} onchange={oncheck} aria-label={format!("Choose “{words}”")} />
                                <button type="button" class={classes!("part", annotation.kind.name())} dir="auto" onclick={go}>{ words.clone() }</button>
                            </li>
                        }
                    }) }
                </ul>
            }
            <div class="actions">
                <button type="button" class="small" onclick={show}>{ "Show in the list" }</button>
                <button type="button" class="small" disabled={chosen.is_empty()} title="Choose some of what this source says first" onclick={split}>{ "Split off the chosen" }</button>
                <button type="button" class="small danger" onclick={remove}>{ "Remove source" }</button>
            </div>
        </>
    }
}
