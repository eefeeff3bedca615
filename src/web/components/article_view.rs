//! The article: its paragraphs, and a text cursor for the keyboard.

use std::collections::BTreeSet;
use std::ops::Range;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, MouseEvent};
use yew::prelude::*;

use super::handles::Handles;
use super::tap::{Down, tap};
use super::{ParagraphView, passage_name, plain_html};
use crate::annotation::{AnnotationSet, SourceSet};
use crate::highlight::{Highlight, highlights};
use crate::identity::AnnotationId;
use crate::session::{Command, Focus, Place, Review};
use crate::text::{ArticleText, Paragraph};
use crate::web::acts;
use crate::web::caret;
use crate::web::dom::selection::{self, ARTICLE};
use crate::web::dom::view;
use crate::web::edge::window;
use crate::web::hooks::{Near, Same, use_near, use_own_html};
use crate::web::store::{Desk, use_desk};
use crate::web::words::{Language, language, panel as say};

/// What the article shows.
#[derive(Clone, PartialEq, Properties)]
pub struct ArticleViewProps {
    /// The text.
    pub text: Rc<ArticleText>,
    /// Its annotations.
    pub annotations: Rc<AnnotationSet>,
    /// Who speaks in it.
    pub sources: Rc<SourceSet>,
    /// Where the person is.
    pub focus: Option<Focus>,
    /// What is suggested.
    pub review: Option<Rc<Review>>,
}

/// The reading column. Pressing a highlight goes to its annotation; pressing where several lie goes from
/// one to the next.
#[component]
pub fn ArticleView(props: &ArticleViewProps) -> Html {
    let desk = use_desk();
    let current = props.focus.map(|focus| focus.id);
    let before = use_mut_ref(Vec::new);
    let open = props.review.as_ref().map(|review| review.open().clone()).unwrap_or_default();
    let at_suggestion = props.review.as_ref().and_then(|review| {
        let current = review.current()?;
        // As the person has changed it.
        Some((current.passage(), review.draft().unwrap_or(current).parts.clone()))
    });
    let suggested = at_suggestion.as_ref().map(|(passage, _)| *passage);
    let painted = {
        let text = props.text.clone();
        use_memo(
            (
                Same(props.annotations.clone()),
                Same(props.sources.clone()),
                current,
                Same(open),
                at_suggestion,
            ),
            move |(annotations, sources, current, open, suggested)| {
                let suggested = suggested.as_ref().map(|(passage, words)| (*passage, words));
                let painted = highlights(&text, &annotations.0, &sources.0, *current, &open.0, suggested);
                let painted = sections(painted, &before.borrow());
                before.borrow_mut().clone_from(&painted);
                painted
            },
        )
    };
    // The paragraphs that look as if a page had brought them along.
    let stray = {
        let text = props.text.clone();
        let lines = props.review.as_ref().map(|review| review.stray().clone()).unwrap_or_default();
        use_memo(Same(lines), move |lines| {
            let lines = lines.0.iter().flat_map(|line| text.paragraphs_in(line.range));
            lines.map(|paragraph| paragraph.number).collect::<BTreeSet<_>>()
        })
    };
    // The keys of the text cursor work from the first moment on.
    use_effect_with((), |()| view::focus_quietly(ARTICLE));
    use_effect_with(props.focus, |focus| {
        if let Some(Focus { id, place: Place::List | Place::Command }) = focus
            && let Some(mark) = view::first_mark(*id)
        {
            view::reveal(&mark, ".reader");
        }
        if matches!(focus, Some(Focus { place: Place::List | Place::Command, .. })) {
            // From here the keys go on at the annotation, not where the caret was left.
            selection::clear();
        }
    });
    use_effect_with(suggested, |suggested| {
        if let Some(mark) = suggested.and_then(|passage| view::suggestion_mark(&passage_name(passage))) {
            view::reveal(&mark, ".reader");
        }
    });
    let down = use_mut_ref(Down::default);
    let onclick = {
        let (desk, text, annotations) = (desk.clone(), props.text.clone(), props.annotations.clone());
        let down = down.clone();
        move |event: MouseEvent| {
            if !tap(&desk, &text, down.take(), &event) {
                press(&desk, &annotations, current, &event);
            }
        }
    };
    let onkeydown = {
        let (desk, text) = (desk.clone(), props.text.clone());
        let rest =
            current.and_then(|id| props.annotations.get(id)).map(|current| current.parts.extent().end());
        move |event: KeyboardEvent| {
            // Among suggestions, the arrows go from one to the next.
            let is_step = suggested.is_some()
                && !event.shift_key()
                && matches!(event.key().as_str(), "ArrowUp" | "ArrowDown");
            if !is_step && caret::answer(&event, &desk, &text, rest) {
                event.prevent_default();
            }
        }
    };
    let onblur = |_: FocusEvent| caret::hide();
    let onpointerdown = {
        let (desk, down) = (desk.clone(), down.clone());
        move |event: PointerEvent| {
            down.replace(Down::new(&desk, &event));
            caret::hide();
        }
    };
    // Highlights far from the view are made when it comes near: the words are all there, for search and for screen
    // readers, and most of a long transcript is never scrolled to.
    let root = use_node_ref();
    let near = use_near(&root, ".reader", AT_ONCE, Same(props.text.clone()));
    let at =
        current.and_then(|id| props.annotations.get(id)).map(|current| current.parts.extent()).or(suggested);
    // Whatever the person is at is there, however far from the view.
    let touched = at.map(|extent| props.text.paragraphs_in(extent)).unwrap_or_default();
    let at = match (touched.first(), touched.last()) {
        (Some(first), Some(last)) => first.number / SECTION..last.number / SECTION + 1,
        _ => 0..0,
    };
    let stretches = painted.chunks(STRETCH).enumerate().map(|(number, painted)| {
        let sections = number * STRETCH..number * STRETCH + painted.len();
        let within = at.start.max(sections.start)..at.end.min(sections.end);
        let at = if within.is_empty() { 0..0 } else { within };
        html! { <Stretch key={number} text={props.text.clone()} first={sections.start} painted={painted.to_vec()} {at} near={near.clone()} stray={stray.clone()} language={language()} /> }
    });
    html! {
        <>
            // Nobody knows what language the article is in; that of the page around it would be wrong most often.
            <section key="article" ref={root} id={ARTICLE} class="article" aria-label={say::article()} lang="" tabindex="0" {onclick} {onkeydown} {onblur} {onpointerdown}>
                { for stretches }
            </section>
            if let Some(annotation) = current.and_then(|id| props.annotations.get(id)) {
                <Handles key="handles" annotation={annotation.clone()} text={props.text.clone()} />
            }
            <div key="caret" id={caret::CARET} class="caret" aria-hidden="true" hidden=true></div>
            <p key="voice" id={caret::VOICE} class="hidden-word" aria-live="polite" aria-atomic="true"></p>
        </>
    }
}

/// How many paragraphs make a section, the piece of the article that the browser lays out and paints when it comes
/// near the view, and that renders as a whole or not at all. Some two screens of a news story: fewer would be many elements,
/// more would be laid out for nothing.
const SECTION: usize = 12;

/// How many sections are looked at together: a change renders its own stretch and passes over the others.
const STRETCH: usize = 16;

/// How many sections have their highlights from the first moment on: what the first screen shows, and one more.
const AT_ONCE: usize = 2;

/// The highlights of a section's paragraphs.
type Painted = Rc<Vec<Rc<Vec<Highlight>>>>;

/// The highlights by section. What is as it was before is the very same value, so that comparing it costs nothing.
fn sections(highlights: Vec<Vec<Highlight>>, before: &[Painted]) -> Vec<Painted> {
    let mut highlights = highlights.into_iter();
    let mut sections = Vec::new();
    loop {
        let old = before.get(sections.len());
        let section: Vec<_> = highlights
            .by_ref()
            .take(SECTION)
            .enumerate()
            .map(|(number, now)| match old.and_then(|old| old.get(number)) {
                Some(old) if **old == now => old.clone(),
                _ => Rc::new(now),
            })
            .collect();
        if section.is_empty() {
            return sections;
        }
        let is_same = |old: &&Painted| {
            old.len() == section.len() && old.iter().zip(&section).all(|(old, now)| Rc::ptr_eq(old, now))
        };
        sections.push(old.filter(is_same).cloned().unwrap_or_else(|| Rc::new(section)));
    }
}

#[derive(Clone, Properties)]
struct StretchProps {
    text: Rc<ArticleText>,
    /// The number of its first section.
    first: usize,
    /// The highlights of each section.
    painted: Vec<Painted>,
    /// The sections that hold what the person is at.
    at: Range<usize>,
    near: Rc<Near>,
    stray: Rc<BTreeSet<usize>>,
    language: Language,
}

impl PartialEq for StretchProps {
    fn eq(&self, other: &Self) -> bool {
        let is_same = |(one, other): (&Painted, &Painted)| Rc::ptr_eq(one, other);
        Rc::ptr_eq(&self.text, &other.text)
            && self.first == other.first
            && self.at == other.at
            && Rc::ptr_eq(&self.stray, &other.stray)
            && self.language == other.language
            && self.painted.len() == other.painted.len()
            && self.painted.iter().zip(&other.painted).all(is_same)
    }
}

/// Some sections that follow each other.
#[component]
fn Stretch(props: &StretchProps) -> Html {
    let sections = (props.first..).zip(&props.painted).map(|(number, painted)| {
        let is_plain = painted.iter().all(|highlights| highlights.is_empty());
        let painted = (!is_plain).then(|| painted.clone());
        html! {
            <Section key={number} text={props.text.clone()} {number} {painted} is_at={props.at.contains(&number)}
                near={props.near.clone()} stray={props.stray.clone()} language={props.language} />
        }
    });
    html! { <>{ for sections }</> }
}

#[derive(Clone, Properties)]
struct SectionProps {
    text: Rc<ArticleText>,
    number: usize,
    /// The highlights; `None` where there are none.
    painted: Option<Painted>,
    /// Whether it holds what the person is at.
    is_at: bool,
    near: Rc<Near>,
    /// The numbers of the paragraphs that are greyed.
    stray: Rc<BTreeSet<usize>>,
    language: Language,
}

impl PartialEq for SectionProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.text, &other.text)
            && self.number == other.number
            && self.is_at == other.is_at
            && Rc::ptr_eq(&self.stray, &other.stray)
            && self.language == other.language
            && self.painted.as_ref().map(Rc::as_ptr) == other.painted.as_ref().map(Rc::as_ptr)
    }
}

/// Some paragraphs that follow each other.
#[component]
fn Section(props: &SectionProps) -> Html {
    let update = use_force_update();
    let paragraphs = props.text.paragraphs().iter().skip(props.number * SECTION).take(SECTION);
    let is_shown = props.is_at || props.near.is_near(props.number);
    let painted = props.painted.as_ref().filter(|_| is_shown);
    if props.painted.is_some() && !is_shown {
        props.near.tell(props.number, update);
    }
    let style = format!("contain-intrinsic-block-size:auto {:.1}em", height(paragraphs.clone()));
    let plain = match painted {
        None => plain_html(paragraphs.clone(), &props.stray),
        Some(_) => String::new(),
    };
    let plain = use_own_html(&plain);
    let content = match painted {
        None => html! { <div key="plain" ~innerHTML={plain}></div> },
        Some(painted) => paragraphs
            .zip(painted.iter())
            .map(|(paragraph, highlights)| {
                html! {
                    <ParagraphView key={paragraph.range.start().0} paragraph={paragraph.clone()} highlights={highlights.clone()} is_stray={props.stray.contains(&paragraph.number)} language={props.language} />
                }
            })
            .collect(),
    };
    // The section itself stays, whatever is in it: it is what is watched for coming near the view.
    html! { <div class="section" data-section={props.number.to_string()} ~style={style}>{ content }</div> }
}

/// How high paragraphs will be, in units of the type's size: what the browser takes for true until it has laid them out,
/// so that the scroll bar and what is scrolled to stay where they are.
fn height<'a>(paragraphs: impl Iterator<Item = &'a Rc<Paragraph>>) -> f64 {
    // Letters on a line of the reading column, the height of a line, and the room below a paragraph.
    const LETTERS: u32 = 68;
    const LINE: f64 = 1.68;
    const BELOW: f64 = 1.05;
    paragraphs.map(|paragraph| f64::from(paragraph.range.len().div_ceil(LETTERS)) * LINE + BELOW).sum()
}

/// Goes to the annotation whose highlight was pressed; where several overlap, from the current one to the
/// next below it. A press beside every highlight lets go.
fn press(desk: &Desk, annotations: &AnnotationSet, current: Option<AnnotationId>, event: &MouseEvent) {
    let selected = window().get_selection().ok().flatten();
    if selected.is_some_and(|selection| !selection.is_collapsed()) {
        // The end of dragging over text is no press.
        return;
    }
    let mark = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .and_then(|target| target.closest("mark").ok().flatten());
    let suggestion = mark.as_ref().and_then(|mark| mark.get_attribute("data-suggestion"));
    let ids = mark.and_then(|mark| mark.get_attribute("data-annotations")).unwrap_or_default();
    if let (true, Some(name)) = (ids.is_empty(), suggestion) {
        return acts::go_to_suggestion(desk, &name);
    }
    let ids: Vec<AnnotationId> = ids.split(' ').filter_map(|id| id.parse().ok()).collect();
    let stack: Vec<_> =
        annotations.iter().map(|annotation| annotation.id).filter(|id| ids.contains(id)).collect();
    let place = stack.iter().position(|id| Some(*id) == current);
    // The innermost comes first: it is the one that cannot be reached elsewhere.
    let next = match place {
        Some(0) | None => stack.last(),
        Some(place) => stack.get(place - 1),
    };
    desk.run(Command::Focus(next.map(|id| (*id, Place::Text))));
}
