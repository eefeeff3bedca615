//! What was found in the article, one after the other, each with its reason: to take, to change, or to dismiss.

use std::rc::Rc;

use web_sys::{HtmlInputElement, HtmlSelectElement, KeyboardEvent, MouseEvent};
use yew::prelude::*;

use super::passage_name;
use crate::annotation::{Kind, QuoteType};
use crate::detection::{Speaker, StrayLine, Suggestion};
use crate::session::{Action, Command, Review};
use crate::text::{Article, ArticleText, Details, TextRange};
use crate::web::acts;
use crate::web::dom::view;
use crate::web::edge::now;
use crate::web::keys::{aria_keys, key_for, key_hint};
use crate::web::store::{Desk, Finding, Notice, use_desk};
use crate::web::words::{self, Say, card, common, details, excerpt, notices, reasons, suggestions as say};

/// What the tab shows.
#[derive(Clone, PartialEq, Properties)]
pub struct SuggestionsTabProps {
    /// The article.
    pub article: Rc<Article>,
    /// What was found, if it was asked for.
    pub review: Option<Rc<Review>>,
    /// How far the search is.
    pub finding: Option<Finding>,
}

/// How many entries before and after the one that the person is at are there; the rest is a press away.
const AROUND: usize = 30;

/// The longest excerpt of an entry, in code points.
const EXCERPT: usize = 240;

/// Which of the suggestions something is done to at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Choice {
    kind: usize,
    score: usize,
}

/// A name and what it stands for.
type NamedKind = (Say, fn(&Suggestion) -> bool);

/// The kinds to choose from.
const KINDS: [NamedKind; 5] = [
    (say::all_kinds, |_| true),
    (say::direct_quotes, |suggestion| suggestion.quote_type == Some(QuoteType::Direct)),
    (say::mixed_quotes, |suggestion| suggestion.quote_type == Some(QuoteType::Mixed)),
    (say::indirect_quotes, |suggestion| suggestion.quote_type == Some(QuoteType::Indirect)),
    (say::claims, |suggestion| suggestion.kind == Kind::Claim),
];

/// The least scores to choose from.
const SCORES: [(Say, u8); 4] =
    [(say::any_score, 0), (say::from_50, 50), (say::from_70, 70), (say::from_90, 90)];

impl Choice {
    fn takes(self, suggestion: &Suggestion) -> bool {
        KINDS[self.kind].1(suggestion) && suggestion.score >= SCORES[self.score].1
    }
}

/// The tab.
#[component]
pub fn SuggestionsTab(props: &SuggestionsTabProps) -> Html {
    let desk = use_desk();
    let choice = use_state_eq(Choice::default);
    let current = props.review.as_ref().and_then(|review| review.current()).map(|current| current.passage());
    use_effect_with(current, |current| {
        if let Some(entry) = current.and_then(|passage| view::suggestion_entry(&passage_name(passage))) {
            view::reveal(&entry, ".panel-body");
        }
    });
    if let Some((done, all)) = props.finding {
        let onclick = move |_: MouseEvent| acts::stop_suggesting(&desk);
        return html! {
            <div class="finding">
                <label for="finding">{ say::looking() }</label>
                if all > 0 {
                    <progress id="finding" value={done.to_string()} max={all.to_string()}></progress>
                } else {
                    <progress id="finding"></progress>
                }
                // The line is there from the start, so that the button does not move away from under a pointer.
                <p class="aside">
                    { if all > 0 { say::of_paragraphs(all as usize, &words::grouped(done as usize)) } else { "\u{a0}".to_owned() } }
                </p>
                <button type="button" {onclick}>{ common::cancel() }</button>
            </div>
        };
    }
    let Some(review) = &props.review else {
        let onclick = move |_: MouseEvent| acts::suggest(&desk);
        return html! {
            <div class="empty">
                <p>{ say::what() }</p>
                <p>{ say::promise() }</p>
                <button type="button" class="primary" aria-label={say::find()} aria-keyshortcuts={aria_keys(Action::Suggest)} {onclick}>{ say::find_key() }{ key_hint(Action::Suggest) }</button>
            </div>
        };
    };
    let text = &props.article.text;
    let aside = stray_lines(&desk, &props.article, review);
    let open = review.open();
    if open.is_empty() {
        let said = match review.found() {
            0 => notices::no_quote(),
            _ => say::all_answered(),
        };
        return html! {
            <div class="suggestions">
                <div class="empty"><p>{ said }</p></div>
                { aside }
            </div>
        };
    }
    let chosen: Vec<_> = open.iter().filter(|suggestion| choice.takes(suggestion)).cloned().collect();
    let number = chosen.len();
    let answer = |act: fn(&crate::web::store::Desk, &[Rc<Suggestion>])| {
        let (desk, chosen) = (desk.clone(), chosen.clone());
        move |_: MouseEvent| {
            act(&desk, &chosen);
            view::focus_quietly(crate::web::dom::selection::ARTICLE);
        }
    };
    let choose = |set: fn(&mut Choice, usize)| {
        let choice = choice.clone();
        move |event: Event| {
            let place = event.target_unchecked_into::<HtmlSelectElement>().selected_index();
            let mut next = *choice;
            set(&mut next, usize::try_from(place).unwrap_or_default());
            choice.set(next);
        }
    };
    let by_kind = choose(|choice, place| choice.kind = place.min(KINDS.len() - 1));
    let by_score = choose(|choice, place| choice.score = place.min(SCORES.len() - 1));
    let here = current.and_then(|at| open.iter().position(|open| open.passage() == at)).unwrap_or_default();
    let shown = here.saturating_sub(AROUND)..(here + AROUND + 1).min(open.len());
    let farther = |place: Option<usize>, hidden: usize, said: fn(&dyn std::fmt::Display) -> String| {
        let passage = place.and_then(|place| open.get(place)).map(|open| open.passage());
        let desk = desk.clone();
        let onclick = move |_: MouseEvent| desk.run(Command::Review(passage));
        let said = said(&words::grouped(hidden));
        (hidden > 0).then(|| html! { <button type="button" class="link" {onclick}>{ said }</button> })
    };
    html! {
        <div class="suggestions">
            <p class="list-head">{ say::waiting(open.len()) }</p>
            <div class="bulk">
                <div class="bulk-fields">
                    <select class="half" aria-label={say::which_kinds()} onchange={by_kind}>
                        { for KINDS.iter().enumerate().map(|(place, (name, _))| html! { <option selected={place == choice.kind}>{ name() }</option> }) }
                    </select>
                    <select class="half" aria-label={say::which_scores()} onchange={by_score}>
                        { for SCORES.iter().enumerate().map(|(place, (name, _))| html! { <option selected={place == choice.score}>{ name() }</option> }) }
                    </select>
                </div>
                <div class="bulk-line">
                    <button type="button" class="primary" disabled={number == 0} onclick={answer(acts::accept)}>{ say::accept_all(&words::grouped(number)) }</button>
                    <button type="button" disabled={number == 0} onclick={answer(acts::dismiss)}>{ say::dismiss_all(&words::grouped(number)) }</button>
                </div>
            </div>
            { farther(shown.start.checked_sub(1), shown.start, say::before) }
            <ol class="cards" aria-label={say::suggestions()}>
                { for open[shown.clone()].iter().map(|suggestion| {
                    let is_current = current == Some(suggestion.passage());
                    let draft = review.draft().filter(|_| is_current).cloned();
                    html! {
                        <Entry key={passage_name(suggestion.passage())} text={text.clone()} suggestion={suggestion.clone()} {draft} {is_current} />
                    }
                }) }
            </ol>
            { farther(Some(shown.end), open.len() - shown.end, say::after) }
            { aside }
        </div>
    }
}

/// A field of an article: its name, where a line offers something for it, and where that goes.
type OfferedField = (
    fn(&dyn std::fmt::Display) -> String,
    &'static str,
    fn(&StrayLine) -> Option<TextRange>,
    fn(&mut Details) -> &mut String,
);

/// The lines that are left out, each with a way back, and what they offer for the article's own fields.
fn stray_lines(desk: &Desk, article: &Rc<Article>, review: &Review) -> Html {
    let stray = review.stray();
    if stray.is_empty() {
        return Html::default();
    }
    let fields: [OfferedField; 3] = [
        (say::use_byline, details::byline(), |line| line.byline, |details| &mut details.byline),
        (say::use_outlet, details::outlet(), |line| line.outlet, |details| &mut details.outlet),
        (
            say::use_date,
            details::date(),
            |line| line.date.as_ref().map(|date| date.range),
            |details| &mut details.published,
        ),
    ];
    let offers = fields.into_iter().filter_map(|(used_as, name, place, field)| {
        let value = article.text.slice(stray.iter().find_map(place)?).trim().to_owned();
        let mut details = article.details.clone();
        // What a person has filled in is not offered anything else.
        if !field(&mut details).is_empty() {
            return None;
        }
        value.clone_into(field(&mut details));
        let (desk, id) = (desk.clone(), article.id);
        let onclick = move |_: MouseEvent| {
            desk.run(Command::SetDetails { article: id, details: details.clone(), at: now() });
        };
        Some(html! {
            <li>
                <span class="aside">{ name }</span>
                <span dir="auto">{ &value }</span>
                <button type="button" class="small" aria-label={used_as(&value)} {onclick}>{ say::use_it() }</button>
            </li>
        })
    });
    let offers: Vec<_> = offers.collect();
    let lines = stray.iter().enumerate().map(|(place, line)| {
        let words = excerpt(article.text.slice(line.range), EXCERPT / 3);
        let (desk, range) = (desk.clone(), line.range);
        let onclick = move |_: MouseEvent| acts::keep_lines(&desk, vec![range]);
        html! {
            <li>
                <span class="aside">{ words::stray(line.kind) }</span>
                <span dir="auto">{ &words }</span>
                <button type="button" class="small" aria-label={say::keep_it(&words)} {onclick}>{ say::keep() }if place == 0 { { key_hint(Action::KeepLine) } }</button>
            </li>
        }
    });
    html! {
        <section class="left-out" aria-label={say::left_out()}>
            <h3>{ say::lines_left_out(stray.len()) }</h3>
            <p class="aside">{ say::around() }</p>
            <ul aria-label={say::lines()}>{ for lines }</ul>
            if !offers.is_empty() {
                <h3>{ say::for_details() }</h3>
                <ul aria-label={say::found_details()}>{ for offers }</ul>
            }
        </section>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct EntryProps {
    text: Rc<ArticleText>,
    suggestion: Rc<Suggestion>,
    /// The suggestion as the person has changed it.
    draft: Option<Rc<Suggestion>>,
    is_current: bool,
}

#[component]
fn Entry(props: &EntryProps) -> Html {
    let desk = use_desk();
    let EntryProps { text, suggestion, draft, is_current } = props;
    let now = draft.as_ref().unwrap_or(suggestion);
    let passage = suggestion.passage();
    let onclick = {
        let desk = desk.clone();
        let is_current = *is_current;
        move |_: MouseEvent| {
            if !is_current {
                desk.run(Command::Review(Some(passage)));
            }
        }
    };
    let kind = match (now.kind, now.quote_type) {
        (Kind::Quote, Some(quote_type)) => card::quote_of_type(&words::quote_type(quote_type)),
        (kind, _) => words::kind(kind).to_owned(),
    };
    let parts: Vec<_> = now.parts.iter().map(|part| text.slice(part).trim()).collect();
    let said = parts.join(" … ");
    let said = if *is_current { said } else { excerpt(&said, EXCERPT) };
    let speaker = now.speaker.as_ref().map(|speaker| {
        let role = [speaker.role.as_str(), speaker.organisation.as_str()];
        let role = role.into_iter().filter(|role| !role.is_empty()).collect::<Vec<_>>().join(", ");
        html! { <p class="said"><b dir="auto">{ &speaker.name }</b>if !role.is_empty() { <span dir="auto">{ role }</span> }</p> }
    });
    html! {
        <li class={classes!("card", "suggested", now.kind.name(), is_current.then_some("current"))} data-suggested={passage_name(passage)} {onclick}>
            <div class="card-head">
                <span class="chip">{ kind }</span>
                <span class="aside score" title={say::how_sure()}>{ now.score }</span>
            </div>
            <button type="button" class="words" dir="auto" lang="" aria-current={is_current.then_some("true")}>{ said }</button>
            { speaker }
            <p class="aside why">{ reasons::why(&now.why) }</p>
            if *is_current {
                { changes(&desk, now) }
                <div class="bulk-line">
                    <button type="button" class="primary" aria-keyshortcuts={aria_keys(Action::Open)} onclick={let desk = desk.clone(); move |event: MouseEvent| {
                        event.stop_propagation();
                        if let Some(review) = desk.session().review() {
                            acts::accept_current(&desk, review);
                        }
                        view::focus_quietly(crate::web::dom::selection::ARTICLE);
                    }}>{ say::accept() }{ key_hint(Action::Open) }</button>
                    <button type="button" aria-keyshortcuts={aria_keys(Action::Dismiss)} onclick={let (desk, now) = (desk.clone(), suggestion.clone()); move |event: MouseEvent| {
                        event.stop_propagation();
                        acts::dismiss(&desk, std::slice::from_ref(&now));
                        view::focus_quietly(crate::web::dom::selection::ARTICLE);
                    }}>{ say::dismiss() }{ key_hint(Action::Dismiss) }</button>
                    // Pressing it must not let go of what is selected.
                    <button type="button" aria-keyshortcuts={aria_keys(Action::Edges)} onmousedown={|event: MouseEvent| event.prevent_default()} onclick={let desk = desk.clone(); move |event: MouseEvent| {
                        event.stop_propagation();
                        if !acts::draft_words(&desk, &desk.session()) {
                            desk.notify(Notice::done(say::select_right(&key_for(Action::Edges))));
                        }
                    }}>{ say::use_selected() }{ key_hint(Action::Edges) }</button>
                </div>
            }
        </li>
    }
}

/// What can be changed before a suggestion is taken: as what, and who says it.
fn changes(desk: &crate::web::store::Desk, now: &Rc<Suggestion>) -> Html {
    let draft = |change: fn(&mut Suggestion, String)| {
        let (desk, now) = (desk.clone(), now.clone());
        Callback::from(move |value: String| {
            let mut next = (*now).clone();
            change(&mut next, value);
            desk.run(Command::Draft(Rc::new(next)));
        })
    };
    const AS: [(Say, Kind, Option<QuoteType>); 4] = [
        (say::direct_quote, Kind::Quote, Some(QuoteType::Direct)),
        (say::mixed_quote, Kind::Quote, Some(QuoteType::Mixed)),
        (say::indirect_quote, Kind::Quote, Some(QuoteType::Indirect)),
        (words::claim, Kind::Claim, None),
    ];
    let set_kind = draft(|next, name| {
        if let Some((_, kind, quote_type)) = AS.iter().find(|(known, ..)| known() == name) {
            (next.kind, next.quote_type) = (*kind, *quote_type);
        }
    });
    let onkind =
        move |event: Event| set_kind.emit(event.target_unchecked_into::<HtmlSelectElement>().value());
    let set_speaker = draft(|next, name| {
        let name = name.trim();
        let kind = next.speaker.as_ref().map(|speaker| speaker.kind).unwrap_or_default();
        next.speaker = (!name.is_empty())
            .then(|| Rc::new(Speaker { name: name.to_owned(), kind, ..Speaker::default() }));
    });
    let onspeaker =
        move |event: InputEvent| set_speaker.emit(event.target_unchecked_into::<HtmlInputElement>().value());
    let onkeydown = {
        let (desk, now) = (desk.clone(), now.clone());
        move |event: KeyboardEvent| {
            if event.key() == "Enter" {
                event.prevent_default();
                if let Some(review) = desk.session().review().filter(|review| {
                    review.draft().or(review.current()).is_some_and(|shown| shown.passage() == now.passage())
                }) {
                    acts::accept_current(&desk, review);
                }
                view::focus_quietly(crate::web::dom::selection::ARTICLE);
            }
        }
    };
    let speaker = now.speaker.as_ref().map(|speaker| speaker.name.clone()).unwrap_or_default();
    html! {
        <div class="suggestion-fields">
            <select aria-label={say::take_as()} onchange={onkind}>
                { for AS.iter().map(|(name, kind, quote_type)| html! {
                    <option value={name()} selected={now.kind == *kind && now.quote_type == *quote_type}>{ name() }</option>
                }) }
            </select>
            <input type="text" aria-label={say::who()} placeholder={say::who()} value={speaker} dir="auto" oninput={onspeaker} {onkeydown} />
        </div>
    }
}
