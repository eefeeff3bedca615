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
use crate::web::store::{Message, Tab, use_desk, use_words};
use crate::web::words::{self, Say, common, sources as say};

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
                    <p>{ say::nobody_yet() }</p>
                    <p>{ say::how() }</p>
                </div>
            } else {
                <Plot shares={shares.clone()} document={document.clone()} />
            }
            if chosen_now.len() > 1 {
                <div class="bulk" role="group" aria-label={say::chosen()}>
                    <div class="bulk-line">
                        <span>{ say::one_and_the_same(&names.join(say::and())) }</span>
                        <button type="button" class="small" onclick={merge}>{ say::merge_into(&names.first().cloned().unwrap_or_default()) }</button>
                    </div>
                </div>
            }
            <ul class="source-list" aria-label={say::sources()}>
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
                <label for="add-source">{ say::add_source() }</label>
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

type NamedClass = (Say, &'static str);

const TYPES: [NamedClass; 4] =
    [(say::direct, "direct"), (say::indirect, "indirect"), (say::mixed, "mixed"), (say::untyped, "untyped")];

/// Bars of quoted words, longest first, with direct, indirect and mixed told apart by pattern; the same as a table.
#[component]
fn Plot(props: &PlotProps) -> Html {
    use_words();
    let PlotProps { shares, document } = props;
    let speaking: Vec<_> = shares.iter().filter(|share| share.quoted_words() > 0).collect();
    let total: usize = speaking.iter().map(|share| share.quoted_words()).sum();
    let most = speaking.iter().map(|share| share.quoted_words()).max().unwrap_or(1);
    if total == 0 {
        return Html::default();
    }
    let name = |share: &Share| match share.source.and_then(|id| document.sources.get(id)) {
        Some(source) => source.name.clone(),
        None => say::nobody().to_owned(),
    };
    let percent = |words: usize| say::percent(&(words * 200 / total).div_ceil(2));
    html! {
        <figure class="plot" aria-label={say::share()}>
            <div class="bars" aria-hidden="true">
                { for speaking.iter().map(|share| html! {
                    <div class="bar-row">
                        <span class="bar-name" dir="auto">{ name(share) }</span>
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
                    <span><i class={*class}></i>{ name() }</span>
                }) }
                <span>{ say::of_words(total) }</span>
            </p>
            <details>
                <summary>{ say::as_table() }</summary>
                <table class="data">
                    <thead>
                        <tr>
                            <th scope="col">{ say::source() }</th><th scope="col">{ say::quotes() }</th><th scope="col">{ say::words() }</th>
                            <th scope="col">{ say::direct() }</th><th scope="col">{ say::indirect() }</th><th scope="col">{ say::mixed() }</th>
                            <th scope="col">{ say::cues() }</th>
                        </tr>
                    </thead>
                    <tbody>
                        { for shares.iter().map(|share| html! {
                            <tr>
                                <th scope="row" dir="auto">{ name(share) }</th><td>{ share.quotes }</td><td>{ share.quoted_words() }</td>
                                <td>{ share.words[0] }</td><td>{ share.words[1] }</td><td>{ share.words[2] }</td>
                                <td dir="auto">{ cues(share) }</td>
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
    use_words();
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
    let mut said = vec![common::quotes(share.quotes)];
    if share.claims > 0 {
        said.push(common::claims(share.claims));
    }
    if share.quoted_words() > 0 {
        said.push(common::words(share.quoted_words()));
    }
    if !share.cues.is_empty() {
        said.push(cues(share));
    }
    html! {
        <li class={classes!("source", document.is_some().then_some("current"))} data-source={source.id.to_string()}>
            <div class="source-head">
                <input type="checkbox" class="check" checked={props.is_chosen} onchange={oncheck} aria-label={say::choose(&source.name)} />
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
                { field("name", say::name(), "", &source.name, |source, typed| source.name = typed) }
                <label for={kind_id.clone()}>{ say::kind() }</label>
                <Combobox id={kind_id} value={words::source_kind(source.kind)} choices={kind} />
                { field("role", say::role(), say::role_hint(), &source.role, |source, typed| source.role = typed) }
                { field("organisation", say::speaks_for(), say::body_hint(), &source.organisation, |source, typed| source.organisation = typed) }
                <label for={aliases_id.clone()}>{ say::also_called() }</label>
                <input id={aliases_id} type="text" dir="auto" autocomplete="off" placeholder={say::aliases_hint()}
                    value={source.aliases.join("; ")} onchange={aliases} onkeydown={super::text_field::go_on_enter} />
                { field("link", say::link(), "https://…", &source.link, |source, typed| source.link = typed) }
            </div>
            if !theirs.is_empty() {
                <ul class="theirs" aria-label={say::says(&source.name)}>
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
                                <input type="checkbox" class="check" checked={is_chosen} onchange={oncheck} aria-label={say::choose_words(&words)} />
                                <button type="button" class={classes!("part", annotation.kind.name())} dir="auto" onclick={go}>{ words.clone() }</button>
                            </li>
                        }
                    }) }
                </ul>
            }
            <div class="actions">
                <button type="button" class="small" onclick={show}>{ say::show() }</button>
                <button type="button" class="small" disabled={chosen.is_empty()} title={say::choose_first()} onclick={split}>{ say::split_off() }</button>
                <button type="button" class="small danger" onclick={remove}>{ say::remove() }</button>
            </div>
        </>
    }
}
