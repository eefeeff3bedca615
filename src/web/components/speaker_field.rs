//! A field for a speaker's name, with the names of the article's table and of its text.

use std::rc::Rc;

use yew::prelude::*;

use super::combobox::{Choice, Combobox};
use crate::annotation::{Document, Source};
use crate::web::speakers::{candidates, found_in};
use crate::web::store::use_words;
use crate::web::words::list as say;

/// What the field shows.
#[derive(Clone, PartialEq, Properties)]
pub struct SpeakerFieldProps {
    /// The id of its element.
    pub id: String,
    /// Its accessible name, where no label element has its id.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// The article.
    pub document: Rc<Document>,
    /// The name that is chosen.
    pub value: String,
    /// Takes the row of the table that is chosen, or none.
    pub choose: Callback<Option<Rc<Source>>>,
}

/// The field.
#[component]
pub fn SpeakerField(props: &SpeakerFieldProps) -> Html {
    use_words();
    let choices = {
        let (document, choose) = (props.document.clone(), props.choose.clone());
        Callback::from(move |typed: String| {
            let candidates = candidates(&document, &found_in(&document.article.text), &typed);
            let choice = |candidate: crate::web::speakers::Candidate| {
                let (name, hint) = (candidate.name().to_owned(), candidate.hint());
                let choose = choose.clone();
                let choose = Callback::from(move |()| choose.emit(Some(candidate.source())));
                Choice { name, hint, choose }
            };
            candidates.into_iter().map(choice).collect()
        })
    };
    let clear = {
        let choose = props.choose.clone();
        Callback::from(move |()| choose.emit(None))
    };
    html! {
        <Combobox id={props.id.clone()} label={props.label.clone()} placeholder={say::who_says()} value={props.value.clone()} {choices} {clear} />
    }
}
