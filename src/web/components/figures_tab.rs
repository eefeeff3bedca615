//! The figures: numbers grouped by what they count, so that those that disagree stand side by side.

use std::rc::Rc;

use web_sys::{HtmlInputElement, MouseEvent};
use yew::prelude::*;

use crate::annotation::{Annotation, Document};
use crate::detection::{Bound, Figure, FigureGroup, Unit, figures, group};
use crate::session::{Command, Place};
use crate::web::dom::selection;
use crate::web::hooks::Same;
use crate::web::store::{use_desk, use_words};
use crate::web::words::{self, figures as say};

/// What the tab shows.
#[derive(Clone, PartialEq, Properties)]
pub struct FiguresTabProps {
    /// The article.
    pub document: Rc<Document>,
}

/// A figure with the annotation that states it.
#[derive(Clone, PartialEq)]
struct Stated {
    figure: Figure,
    by: Option<Rc<Annotation>>,
}

/// The tab.
#[component]
pub fn FiguresTab(props: &FiguresTabProps) -> Html {
    use_words();
    let everywhere = use_state(|| false);
    let document = &props.document;
    let all = {
        let text = document.article.text.clone();
        use_memo(Same(text), |text| figures(&text.0))
    };
    let within: Vec<Figure> =
        all.iter().filter(|figure| *everywhere || stated_by(document, figure).is_some()).cloned().collect();
    let (number, groups) = (within.len(), group(within));
    let oncheck = {
        let everywhere = everywhere.clone();
        move |event: Event| everywhere.set(event.target_unchecked_into::<HtmlInputElement>().checked())
    };
    let differing = groups.iter().filter(|group| group.differ).count();
    html! {
        <div class="figures">
            <label class="switch"><input type="checkbox" checked={*everywhere} onchange={oncheck} />{ say::everywhere() }</label>
            if number == 0 {
                <div class="empty">
                    <p>{ if *everywhere || all.is_empty() { say::none() } else { say::none_inside() } }</p>
                </div>
            } else {
                <p class="list-head" aria-live="polite">
                    { say::for_things(&say::figures_counted(number), &say::things(groups.len())) }
                    if differing > 0 { <b class="differ">{ say::differ_counted(differing) }</b> }
                </p>
            }
            <ul class="figure-groups" aria-label={say::figures()}>
                { for groups.into_iter().map(|group| html! { <Group {group} document={document.clone()} /> }) }
            </ul>
        </div>
    }
}

/// The innermost annotation that states a figure.
fn stated_by(document: &Document, figure: &Figure) -> Option<Rc<Annotation>> {
    let around = document.annotations.touching(figure.range);
    let states =
        |annotation: &&Rc<Annotation>| annotation.parts.iter().any(|part| part.contains(figure.range));
    around.filter(states).min_by_key(|annotation| annotation.parts.extent().len()).cloned()
}

#[derive(Clone, PartialEq, Properties)]
struct GroupProps {
    group: FigureGroup,
    document: Rc<Document>,
}

#[component]
fn Group(props: &GroupProps) -> Html {
    let desk = use_desk();
    let GroupProps { group, document } = props;
    let stated =
        group.figures.iter().map(|figure| Stated { figure: figure.clone(), by: stated_by(document, figure) });
    html! {
        <li class={classes!("figure-group", group.differ.then_some("differ"))}>
            <h3><span dir="auto">{ &group.label }</span>if group.differ { <span class="differ">{ say::differ() }</span> }</h3>
            { plot(group) }
            <ul aria-label={say::figures_for(&group.label)}>
                { for stated.map(|Stated { figure, by }| {
                    let (desk, text, range) = (desk.clone(), document.article.text.clone(), figure.range);
                    let id = by.as_ref().map(|annotation| annotation.id);
                    let onclick = move |_: MouseEvent| {
                        match id {
                            Some(id) => desk.run(Command::Focus(Some((id, Place::List)))),
                            None => selection::select(&text, range.start(), range.end()),
                        }
                        selection::show(&text, range);
                    };
                    let who = by.as_ref().map(|annotation| match document.source_of(annotation) {
                        Some(source) => source.name.clone(),
                        None => say::nobody_named(&words::kind(annotation.kind)),
                    });
                    html! {
                        <li>
                            <button type="button" class="figure" dir="auto" title={say::show()} {onclick}>{ document.article.text.slice(range) }</button>
                            <span class="aside" dir="auto">{ who.unwrap_or_else(|| say::article().to_owned()) }</span>
                        </li>
                    }
                }) }
            </ul>
        </li>
    }
}

/// A line from the lowest to the highest value with a mark for each figure, where there are two values or more.
/// What it shows stands below it as a list, so it is hidden from screen readers.
fn plot(group: &FigureGroup) -> Html {
    let low = group.figures.iter().map(|figure| figure.low).fold(f64::INFINITY, f64::min);
    let high = group.figures.iter().map(|figure| figure.high).fold(f64::NEG_INFINITY, f64::max);
    // One line for values of one unit; a month and a year have no common one.
    let has_one_unit = group.figures.windows(2).all(|pair| pair[0].unit == pair[1].unit);
    if !has_one_unit || !low.is_finite() || high <= low || !group.differ {
        return Html::default();
    }
    let place = |value: f64| (value - low) * 100.0 / (high - low);
    html! {
        <div class="dots" aria-hidden="true">
            <div class="axis">
                { for group.figures.iter().map(|figure| {
                    let (from, to) = (place(figure.low), place(figure.high));
                    let class = match figure.bound {
                        Bound::Exact => "exact",
                        Bound::About => "about",
                        Bound::AtMost | Bound::LessThan => "at-most",
                        Bound::AtLeast | Bound::MoreThan => "at-least",
                        Bound::Range => "range",
                    };
                    html! { <i class={class} ~style={format!("left:{from:.2}%;width:{:.2}%", to - from)}></i> }
                }) }
            </div>
            <span>{ amount(low, &group.figures[0].unit) }</span><span>{ amount(high, &group.figures[0].unit) }</span>
        </div>
    }
}

/// A value with its unit, short: "$84 million", "40%", "6,200".
fn amount(value: f64, unit: &Unit) -> String {
    let (scaled, scale) = match value.abs() {
        magnitude if magnitude >= 1e12 => (value / 1e12, say::trillion()),
        magnitude if magnitude >= 1e9 => (value / 1e9, say::billion()),
        magnitude if magnitude >= 1e6 => (value / 1e6, say::million()),
        _ => (value, ""),
    };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number below a trillion"
    )]
    let number = if scaled.fract() == 0.0 && scaled >= 0.0 {
        words::grouped(scaled as usize)
    } else {
        words::decimal(format!("{scaled:.2}").trim_end_matches('0').trim_end_matches('.'))
    };
    match unit {
        Unit::Count => format!("{number}{scale}"),
        Unit::Percent => say::percent(&number),
        Unit::PercentagePoints => say::points(&number),
        Unit::Currency(sign) if sign.chars().count() == 1 => format!("{sign}{number}{scale}"),
        Unit::Currency(name) | Unit::Measure(name) => format!("{number}{scale} {name}"),
    }
}
