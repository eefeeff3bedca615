//! The workspace: the article in the middle, its overview beside it, the annotations on the right.

use std::rc::Rc;

use yew::prelude::*;

use super::first_hint::{FirstHint, is_first};
use super::modes::Modes;
use super::{ArticleView, Header, Overview, Panel, PanelProps, StatusLine, Toolbar};
use crate::annotation::Document;
use crate::detection::StrayLine;
use crate::session::Session;
use crate::web::acts;
use crate::web::dom::view;
use crate::web::edge::local_moment;
use crate::web::hooks::{Same, SaveState, use_after_paint, use_keyboard, use_room_used, use_selection};
use crate::web::sheet::Height;
use crate::web::store::{Desk, FieldRequest, Finding, Tab, use_desk};
use crate::web::words::{common, language, panel as say};

/// What the workspace shows.
#[derive(Clone, PartialEq, Properties)]
pub struct WorkspaceProps {
    /// The session.
    pub session: Session,
    /// The article that is open in it.
    pub document: Rc<Document>,
    /// Whether everything is saved.
    pub save_state: SaveState,
    /// What the panel shows.
    pub tab: Tab,
    /// How high the panel stands, on a small screen.
    pub sheet: Height,
    /// The field to go to.
    pub field_request: Option<FieldRequest>,
    /// How far the search for suggestions is.
    pub finding: Option<Finding>,
}

/// The workspace. Each part receives only what it shows, so that a change renders nothing else.
#[component]
pub fn Workspace(props: &WorkspaceProps) -> Html {
    let desk = use_desk();
    let WorkspaceProps { session, document, .. } = props;
    let (text, annotations) = (&document.article.text, &document.annotations);
    use_selection(&desk, text, session.selection());
    use_keyboard();
    // A start screen that was scrolled as a page leaves the page where it was.
    use_effect_with((), |()| view::to_top());
    use_search_of_kept(&desk, session, props.finding.is_some());
    // Counting the words of a transcript takes longer than painting a highlight.
    let stray = session.review().map(|review| review.stray().clone()).unwrap_or_default();
    let meta =
        use_memo((Same(document.article.clone()), stray, language()), |(_, stray, _)| meta(document, stray));
    let is_first = *use_memo((), |()| is_first(session.library()));
    let used = use_room_used(&desk, None, Some(document));
    // The answer to a tag is the highlight; its card follows when that is painted. What a person types into a card is
    // there at once: nothing may come between two letters.
    let panel = use_after_paint(&panel_props(props), |shown, now| {
        shown.document.annotations.len() != now.document.annotations.len()
    });
    html! {
        <div class="workspace">
            <Header
                document={document.clone()}
                undo={session.undo_step().cloned()}
                redo={session.redo_step().cloned()}
            />
            <main class="main">
                <div class="reader">
                    <div class="page">
                        <p class="meta" dir="auto">{ (*meta).clone() }</p>
                        <ArticleView text={text.clone()} annotations={annotations.clone()} sources={document.sources.clone()} focus={session.focus()} review={session.review().cloned()} />
                    </div>
                    <FirstHint {is_first} is_tagged={!annotations.is_empty()} />
                    <Toolbar session={session.clone()} sheet={props.sheet} />
                </div>
                <Overview text={text.clone()} annotations={annotations.clone()} current={session.focus().map(|focus| focus.id)} />
                <Panel ..panel />
            </main>
            <StatusLine save_state={props.save_state.clone()} is_kept={session.library().is_kept(document.id())} {used}>
                <span class="count">{ common::annotations(annotations.len()) }</span>
                <Modes settings={session.settings()} />
            </StatusLine>
        </div>
    }
}

/// What can be suggested in lines that were taken back is looked for by itself, however they were: by a key, by doing
/// that once more, in another tab, while another search was under way. Once for the same lines: where a search fails, the
/// person asks again.
#[hook]
fn use_search_of_kept(desk: &Desk, session: &Session, is_searching: bool) {
    let tried = use_mut_ref(|| None);
    let is_behind =
        session.document().zip(session.review()).map(|(document, review)| review.is_behind(document));
    let kept = session.document().map(|document| document.article.details.kept.clone());
    let desk = desk.clone();
    use_effect_with(
        (is_behind, is_searching, kept),
        move |(is_behind, is_searching, kept)| match is_behind {
            Some(true) if !is_searching && *tried.borrow() != *kept => {
                tried.borrow_mut().clone_from(kept);
                acts::search(&desk);
            }
            Some(false) => *tried.borrow_mut() = None,
            _ => {}
        },
    );
}

fn panel_props(props: &WorkspaceProps) -> PanelProps {
    PanelProps {
        session: props.session.clone(),
        document: props.document.clone(),
        tab: props.tab,
        sheet: props.sheet,
        field_request: props.field_request,
        finding: props.finding,
    }
}

/// From how many characters on a text is so long that its words are not counted: that would take longer than all
/// else that opening it takes.
const LONG: u32 = 300_000;

/// "Mara Ellison · The Quay Courier · 3 May · 612 words · added today 09:41".
fn meta(document: &Document, stray: &[StrayLine]) -> String {
    let article = &document.article;
    let details = &article.details;
    let known = [&details.byline, &details.outlet, &details.published].map(String::as_str);
    let characters = article.text.index().code_points().0;
    let length = if characters < LONG {
        let left_out: usize = stray.iter().map(|line| article.text.words_in(line.range)).sum();
        common::words(article.text.words().saturating_sub(left_out))
    } else {
        common::characters(characters as usize)
    };
    let added = say::added(&local_moment(article.created));
    let all = known.into_iter().chain([length.as_str(), added.as_str()]);
    all.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}
