//! What is said of each command: once, in facts, and not at all where something else on the page says it already.

use std::ops::ControlFlow;
use std::rc::Rc;

use ascribe::annotation::{Document, EvidencePlace, Kind, Source, SourceKind, Stance};
use ascribe::detection::suggest;
use ascribe::identity::{AnnotationId, ArticleId, SourceId, Timestamp};
use ascribe::session::{
    About, Accepted, Command, Edge, Field, Library, Loudness, News, Place, PlaceIn, Scope, Session, apply,
    news,
};
use ascribe::text::{CodePointOffset, Details, Direction, TextRange, article_from_paste};

const STORY: &str = "“We won the vote,” said Ines Okafor.\n\nIt will cost 84 million. She said it was hard.";

/// A person at work, and what they heard last.
struct Sitting {
    session: Session,
    loudness: Loudness,
}

impl Sitting {
    fn new() -> Self {
        let article = article_from_paste(STORY, ArticleId::from_random([1; 16]), Timestamp::default());
        let document = Rc::new(Document::new(article.expect("has text")));
        let session = apply(&Session::new(Library::default()), Command::Open(document));
        Self { session: session.expect("opens"), loudness: Loudness::Full }
    }

    /// Does something and gives what is heard of it; nothing is an empty string.
    fn hears(&mut self, command: Command) -> String {
        let after = apply(&self.session, command.clone());
        let said = news(&self.session, after.as_ref(), &command, self.loudness);
        self.session = after.unwrap_or_else(|| self.session.clone());
        said.as_ref().map(drawn).unwrap_or_default()
    }

    fn select(&mut self, words: &str) -> TextRange {
        let range = range_of(words);
        assert_eq!(self.hears(Command::Select(Some(range))), "", "selecting is not news of a command");
        range
    }

    fn tag(&mut self, words: &str, kind: Kind, number: u8) -> String {
        self.select(words);
        self.hears(annotate(kind, number))
    }

    fn set(&mut self, number: u8, field: Field) -> String {
        self.hears(Command::Set { ids: vec![id(number)], field, at: Timestamp::default() })
    }
}

fn id(number: u8) -> AnnotationId {
    AnnotationId::from_random([number; 16])
}

fn annotate(kind: Kind, number: u8) -> Command {
    let source = SourceId::from_random([number; 16]);
    Command::Annotate { kind, id: id(number), source, at: Timestamp::default() }
}

fn range_of(words: &str) -> TextRange {
    let start = STORY.find(words).expect("the words are in the story");
    let start = u32::try_from(STORY[..start].chars().count()).expect("a short story");
    let length = u32::try_from(words.chars().count()).expect("a short story");
    TextRange::of(start, start + length).expect("not empty")
}

/// News on one line: `tagged quote [words] by name`.
fn drawn(told: &News) -> String {
    let about = |About { kind, words, speaker }: &About| {
        let words = if words.is_empty() { String::new() } else { format!(" [{words}]") };
        let speaker = if speaker.is_empty() { String::new() } else { format!(" by {speaker}") };
        format!("{}{words}{speaker}", kind.name())
    };
    let at = |it: &About, PlaceIn { place, of }: PlaceIn| format!("{} {place}/{of}", about(it));
    match told {
        News::Tagged(it) => format!("tagged {}", about(it)),
        News::TaggedAlready(it) => format!("already {}", about(it)),
        News::Retagged(it) => format!("now {}", about(it)),
        News::Removed(it) => format!("removed {}", about(it)),
        News::SaidBy(name) => format!("said by {name}"),
        News::Done(step) => format!("done {step:?}"),
        News::Undone(step) => format!("undone {step:?}"),
        News::Redone(step) => format!("redone {step:?}"),
        News::NothingToUndo => "nothing to undo".to_owned(),
        News::NothingToRedo => "nothing to redo".to_owned(),
        News::At(it, place) => format!("at {}", at(it, *place)),
        News::AtSuggestion { answer, about: it, place } => {
            let answer = answer.as_ref().map(|step| format!("{step:?}, ")).unwrap_or_default();
            format!("{answer}suggested {}", at(it, *place))
        }
        News::Waiting { answer, count } => {
            let answer = answer.as_ref().map(|step| format!("{step:?}, ")).unwrap_or_default();
            format!("{answer}{count} waiting")
        }
    }
}

#[test]
fn tagging_and_what_takes_it_back_is_heard() {
    let mut sitting = Sitting::new();
    let at = Timestamp::default();
    let quote = "quote [“We won the vote,”] by Ines Okafor";
    assert_eq!(sitting.hears(Command::UndoIn(sitting.session.scope())), "nothing to undo");
    assert_eq!(sitting.tag("“We won the vote,”", Kind::Quote, 1), format!("tagged {quote}"));
    assert_eq!(sitting.tag("“We won the vote,”", Kind::Quote, 2), format!("already {quote}"));
    assert_eq!(
        sitting.tag("It will cost 84 million.", Kind::Claim, 3),
        "tagged claim [It will cost 84 million.]"
    );
    assert_eq!(sitting.hears(annotate(Kind::Quote, 4)), "now quote [It will cost 84 million.]");
    assert_eq!(sitting.hears(Command::UndoIn(sitting.session.scope())), "undone Retag(Quote)");
    assert_eq!(sitting.hears(Command::Redo), "redone Retag(Quote)");
    assert_eq!(sitting.hears(Command::Redo), "nothing to redo");
    assert_eq!(
        sitting.hears(Command::Remove { ids: vec![id(3)], at }),
        "removed quote [It will cost 84 million.]"
    );
    sitting.tag("84 million", Kind::Claim, 5);
    let both = Command::Remove { ids: vec![id(1), id(5)], at };
    assert_eq!(sitting.hears(both.clone()), "done Remove { count: 2 }");
    assert_eq!(sitting.hears(both), "", "there was nothing to remove");
    assert_eq!(sitting.hears(Command::UndoIn(Scope::Library)), "nothing to undo");
}

#[test]
fn going_from_one_to_the_next_is_heard() {
    let mut sitting = Sitting::new();
    sitting.tag("“We won the vote,”", Kind::Quote, 1);
    sitting.tag("84 million", Kind::Claim, 2);
    let (forward, backward) = (Command::Go(Direction::Forward), Command::Go(Direction::Backward));
    assert_eq!(sitting.hears(backward), "at quote [“We won the vote,”] by Ines Okafor 1/2");
    assert_eq!(sitting.hears(forward.clone()), "at claim [84 million] 2/2");
    assert_eq!(sitting.hears(forward), "at claim [84 million] 2/2", "the last one says so again");
    assert_eq!(sitting.hears(Command::Focus(Some((id(1), Place::List)))), "", "what is pressed says itself");
}

#[test]
fn fields_are_heard_that_nothing_else_says() {
    let mut sitting = Sitting::new();
    let at = Timestamp::default();
    sitting.tag("It will cost 84 million.", Kind::Claim, 1);
    let ann = Source::new(SourceId::from_random([9; 16]), "Ann Lee".to_owned(), SourceKind::Person, at);
    assert_eq!(sitting.set(1, Field::Speaker(Some(Rc::new(ann)))), "said by Ann Lee");
    assert_eq!(sitting.set(1, Field::Mention(Some(range_of("She")))), "", "who it is was said");
    assert_eq!(sitting.set(1, Field::Speaker(None)), "said by ");
    let evidence = |note: &str| {
        let place = EvidencePlace::Span(range_of("84 million"));
        vec![ascribe::annotation::Evidence { place, stance: Stance::Supports, note: note.to_owned() }]
    };
    assert!(sitting.set(1, Field::Evidence(evidence(""))).starts_with("done SetField { field: Evidence"));
    assert_eq!(sitting.set(1, Field::Evidence(evidence("a"))), "", "a letter is heard when it is typed");
    assert_eq!(sitting.set(1, Field::Note("n".to_owned())), "");
    assert_eq!(sitting.set(1, Field::Verdict("disputed".to_owned())), "", "the pressed button says it");
    assert_eq!(sitting.set(1, Field::AddLabel("x".to_owned())), "done AddLabel(\"x\")");
    assert_eq!(sitting.set(1, Field::Kind(Kind::Quote)), "now quote [It will cost 84 million.]");
    sitting.tag("She", Kind::Claim, 2);
    let ids = vec![id(1), id(2)];
    let many = Command::Set { ids, field: Field::Verdict("refuted".to_owned()), at };
    assert!(sitting.hears(many).starts_with("done SetField { field: Verdict"), "many at once are heard");
    let to = CodePointOffset(range_of("million").start().0);
    let edge = Command::MoveEdge { id: id(1), part: 0, edge: Edge::End, to, at };
    assert_eq!(sitting.hears(edge), "", "the handle says its own place");
    let article = sitting.session.document().expect("open").id();
    let details = Details { title: "Other".to_owned(), ..Details::default() };
    assert!(sitting.hears(Command::SetDetails { article, details, at }).starts_with("done EditDetails("));
    assert_eq!(
        sitting.hears(Command::TagAll { kind: Kind::Claim, passages: vec![(id(7), range_of("hard"))], at }),
        "",
        "a notice says it"
    );
}

#[test]
fn suggestions_and_their_answers_are_heard() {
    let mut sitting = Sitting::new();
    let document = sitting.session.document().expect("open").clone();
    let mut found = suggest(&document.article.text, &[], |_, _| ControlFlow::Continue(()));
    found.suggestions.retain(|suggestion| suggestion.kind == Kind::Quote);
    found.suggestions.truncate(2);
    let first = Rc::new(found.suggestions[0].clone());
    assert_eq!(found.suggestions.len(), 2);
    let asked = Command::Suggested { article: document.id(), found: Rc::new(found), kept: Vec::new() };
    assert_eq!(sitting.hears(asked), "suggested quote [“We won the vote,”] by Ines Okafor 1/2");
    assert!(sitting.hears(Command::GoInReview(Direction::Forward)).ends_with(" 2/2"));
    let accepted = Accepted {
        suggested: first.passage(),
        suggestion: first,
        is_changed: false,
        id: id(1),
        source: SourceId::from_random([1; 16]),
    };
    let at = Timestamp::default();
    let heard = sitting.hears(Command::Accept { items: vec![accepted], at });
    assert!(heard.starts_with("Accept { count: 1 }, suggested quote") && heard.ends_with(" 1/1"), "{heard}");
    let last = sitting.session.review().expect("under way").open()[0].passage();
    let heard = sitting.hears(Command::Dismiss { passages: vec![last], at });
    assert_eq!(heard, "Dismiss { count: 1 }, 0 waiting");
}

#[test]
fn less_is_heard_by_who_wants_less() {
    for (loudness, heard) in [
        (Loudness::Silent, ""),
        (Loudness::Short, "tagged quote"),
        (Loudness::Full, "tagged quote [“We won the vote,”] by Ines Okafor"),
    ] {
        let mut sitting = Sitting { loudness, ..Sitting::new() };
        assert_eq!(sitting.tag("“We won the vote,”", Kind::Quote, 1), heard, "{loudness:?}");
    }
}
