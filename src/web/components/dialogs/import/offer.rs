//! What the worker read, and what it would bring to the library.

use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};

use crate::annotation::{Document, Kind};
use crate::format::Offsets;
use crate::session::{Choice, Choices, Plan, plan};
use crate::web::choices;
use crate::web::components::opener::with_candidates;
use crate::web::dom::files::Data;
use crate::web::store::Desk;
use crate::web::words::import as say;
use crate::web::work::{News, Task, Work, pack, unpack};

/// What a person says that files do not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// What offsets without words count.
    pub unit: Option<Offsets>,
    /// What an annotation is whose label says neither claim nor quote.
    pub kind: Option<Kind>,
    /// Whether annotations without a place in the text are left out.
    pub leaves_unplaced: bool,
    /// Whether the articles that are here go along, because a file is about one of them. No person is asked that.
    pub articles: bool,
}

/// One article of a file.
#[derive(Clone, PartialEq)]
pub struct Item {
    /// The file, and where in it.
    pub place: String,
    /// What is said about its format and its offsets.
    pub about: String,
    /// What becomes of it, by its place among the plan's outcomes; nothing if it cannot be read.
    pub outcome: Option<usize>,
    /// How many entries of it were refused.
    pub refused: usize,
}

/// What files would bring.
#[derive(Clone, PartialEq)]
pub struct Offer {
    /// The articles, in the order of the files.
    pub items: Vec<Item>,
    /// What happens with them.
    pub plan: Plan,
    /// Everything that a person should know, in sentences.
    pub problems: Vec<String>,
    /// The first words of annotations whose unit of offsets had to be assumed.
    pub assumed: Vec<String>,
    /// How many annotations are labelled neither claim nor quote.
    pub unlabelled: usize,
    /// How many annotations have no place in the text.
    pub unplaced: usize,
    /// What a backup would have chosen about the page that is chosen otherwise here.
    pub choices: Choices,
    /// Files that cannot be read, each as its sentence.
    pub failures: Vec<String>,
    /// Files without annotations, by their places: articles, perhaps.
    pub plain: Vec<usize>,
}

impl Offer {
    /// Takes what the worker found in the files.
    pub fn new(desk: &Desk, files: &[Data], found: &JsValue) -> Self {
        let mut offer = Self {
            items: Vec::new(),
            plan: Plan::default(),
            problems: Vec::new(),
            assumed: Vec::new(),
            unlabelled: 0,
            unplaced: 0,
            choices: Choices::default(),
            failures: Vec::new(),
            plain: Vec::new(),
        };
        let mut documents: Vec<Rc<Document>> = Vec::new();
        let found: &Array = found.unchecked_ref();
        for (number, (file, read)) in (0..).zip(files.iter().zip(found.iter())) {
            let name = &file.name;
            if let Some(why) = read.as_string() {
                offer.failures.push(say::not_imported(name, &why));
                continue;
            }
            if read.is_undefined() {
                offer.plain.push(number);
                continue;
            }
            let articles: Array = read.unchecked_into();
            let format = articles.get(0).as_string().unwrap_or_default();
            for article in articles.iter().skip(1) {
                offer.take(name, &format, files.len(), &article.unchecked_into(), &mut documents);
            }
        }
        offer.choices = choices::understood(&offer.choices).unlike(&choices::current(desk));
        let library = with_candidates(desk, &documents);
        offer.plan = plan(&library, documents);
        for outcome in &offer.plan.outcomes {
            let title = &outcome.title;
            if outcome.merge.is_none() {
                offer.problems.push(say::other_text(title));
            }
            if outcome.details_kept {
                offer.problems.push(say::details_kept(title));
            }
            if outcome.sources_kept > 0 {
                offer.problems.push(say::sources_kept(outcome.sources_kept, title));
            }
        }
        offer
    }

    fn take(
        &mut self,
        name: &str,
        format: &str,
        files: usize,
        article: &Array,
        documents: &mut Vec<Rc<Document>>,
    ) {
        let text = |place| article.get(place).as_string().unwrap_or_default();
        let place = text(0);
        let whole = if place.is_empty() { name.to_owned() } else { format!("{name}, {place}") };
        let spoken = match (files > 1, place.is_empty()) {
            (true, _) => format!("{whole}: "),
            (false, false) => capital(&place) + ": ",
            (false, true) => String::new(),
        };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of entries")]
        let count = |place| article.get(place).as_f64().unwrap_or_default() as usize;
        let refused = count(6);
        self.unlabelled += count(3);
        self.unplaced += count(7);
        self.problems.extend(
            article.iter().skip(9).filter_map(|sentence| Some(spoken.clone() + &sentence.as_string()?)),
        );
        if article.get(2).is_truthy() {
            let words: Array = article.get(5).unchecked_into();
            self.assumed.extend(words.iter().filter_map(|words| words.as_string()));
        }
        if self.choices.is_empty() {
            self.choices = read_choices(&article.get(8));
        }
        let outcome = unpack(&article.get(4)).map(|document| {
            documents.push(Rc::new(document));
            documents.len() - 1
        });
        self.items.push(Item { place: whole, about: format!("{format}. {}", text(1)), outcome, refused });
    }

    /// Whether there is anything to decide or to be told.
    pub fn is_empty(&self) -> bool {
        self.problems.is_empty()
            && self.assumed.is_empty()
            && self.choices.is_empty()
            && self.unlabelled == 0
            && !self.plan.merges.iter().any(|merge| merge.changes_something() || !merge.conflicts.is_empty())
    }

    /// How many entries were refused.
    pub fn refused(&self) -> usize {
        self.items.iter().map(|item| item.refused).sum()
    }
}

/// Names and values in turn.
fn read_choices(pairs: &JsValue) -> Choices {
    if pairs.is_undefined() {
        return Choices::default();
    }
    let pairs: &Array = pairs.unchecked_ref();
    let text = |place| pairs.get(place).as_string();
    let read = |place| Some((Choice::from_name(&text(place)?)?, text(place + 1)?));
    (0..pairs.length()).step_by(2).filter_map(read).collect()
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Whether the worker has to be asked again, with the articles that are here.
pub fn wants_articles(found: &JsValue) -> bool {
    let found: &Array = found.unchecked_ref();
    found.iter().any(|read| read == JsValue::FALSE)
}

/// Has files read beside the page.
pub fn read(
    desk: &Desk,
    files: &[Data],
    asked: Asked,
    news: impl Fn(News) + Clone + 'static,
) -> Option<Work> {
    let list = files.iter().map(|file| {
        let text = file.text.as_deref().map_or(JsValue::UNDEFINED, Into::into);
        Array::of3(&file.name.as_str().into(), &js_sys::Uint8Array::from(file.bytes.as_slice()), &text)
    });
    let session = desk.session();
    let here = if asked.articles {
        let here = session.library().entries().filter_map(|(id, _)| desk.document(id));
        here.map(|document| pack(&document)).collect::<Array>().into()
    } else {
        JsValue::UNDEFINED
    };
    let open = session.document().map_or(JsValue::UNDEFINED, |document| document.id().urn().into());
    let unit = asked.unit.map_or(JsValue::UNDEFINED, |unit| unit.label().into());
    let kind = asked.kind.map_or(JsValue::UNDEFINED, |kind| kind.name().into());
    let keeps = (!asked.leaves_unplaced).into();
    Work::start(Task::Read, &[list.collect::<Array>().into(), here, open, unit, kind, keeps], news)
}
