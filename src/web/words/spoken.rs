//! What is said aloud of what a command did, and shown nowhere.

use super::table::table;
use super::{excerpt, header, kind, step, suggestions};
use crate::session::{About, News, PlaceIn, Step};

table! {
    tagged(what): "{what} tagged" => "{what} markiert";
    tagged_already(what): "{what}, tagged already" => "{what}, schon markiert";
    retagged(what): "Changed to {what}" => "Geändert in {what}";
    removed(what): "{what} removed" => "{what} entfernt";
    suggested(what): "{what} suggested" => "{what} vorgeschlagen";
    said_by(name): "Said by {name}." => "Gesagt von {name}.";
    said_by_nobody: "Said by nobody." => "Von niemandem gesagt.";
    done(step): "Done: {step}." => "Erledigt: {step}.";
    undone(step): "Undone: {step}." => "Rückgängig gemacht: {step}.";
    redone(step): "Done again: {step}." => "Wiederholt: {step}.";
    with_words(act, words): "{act}: “{words}”" => "{act}: „{words}“";
    with_speaker(act, speaker): "{act}, {speaker}" => "{act}, {speaker}";
    with_place(act, place, all): "{act}, {place} of {all}." => "{act}, {place} von {all}.";
    sentence(said): "{said}." => "{said}.";
}

/// How many code points of a passage are said: enough to know it again, and over before the next key.
const LONGEST: usize = 80;

/// News as one short sentence.
pub fn news(news: &News) -> String {
    match news {
        News::Tagged(about) => sentence(&with(&tagged(&kind(about.kind)), about)),
        News::TaggedAlready(about) => sentence(&with(&tagged_already(&kind(about.kind)), about)),
        News::Retagged(about) => sentence(&with(&retagged(&kind(about.kind)), about)),
        News::Removed(about) => sentence(&with(&removed(&kind(about.kind)), about)),
        News::SaidBy(name) if name.is_empty() => said_by_nobody().to_owned(),
        News::SaidBy(name) => said_by(name),
        News::Done(made) => done(&step(made)),
        News::Undone(made) => undone(&step(made)),
        News::Redone(made) => redone(&step(made)),
        News::NothingToUndo => sentence(&header::nothing_to_undo()),
        News::NothingToRedo => sentence(&header::nothing_to_redo()),
        News::At(about, place) => at(kind(about.kind), about, *place),
        News::AtSuggestion { answer, about, place } => {
            let here = at(&suggested(&kind(about.kind)), about, *place);
            after(answer.as_ref(), here)
        }
        News::Waiting { answer, count: 0 } => after(answer.as_ref(), suggestions::all_answered().to_owned()),
        News::Waiting { answer, count } => after(answer.as_ref(), sentence(&suggestions::waiting(*count))),
    }
}

/// A sentence, after what was answered before it.
fn after(answer: Option<&Step>, sentence: String) -> String {
    match answer {
        Some(answer) => format!("{} {sentence}", done(&step(answer))),
        None => sentence,
    }
}

fn at(act: &str, about: &About, PlaceIn { place, of }: PlaceIn) -> String {
    with_place(&with(act, about), &place, &of)
}

/// What was done, with the words and the speaker, where there are any.
fn with(act: &str, about: &About) -> String {
    let words = about.words.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = excerpt(words.trim_matches(['“', '”', '„', '"']), LONGEST);
    let act = if words.is_empty() { act.to_owned() } else { with_words(&act, &words) };
    if about.speaker.is_empty() { act } else { with_speaker(&act, &about.speaker) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::Kind;
    use crate::web::words::{Language, speak};

    #[test]
    fn news_are_one_short_sentence_in_both_languages() {
        let about = |words: &str, speaker: &str| About {
            kind: Kind::Quote,
            words: words.to_owned(),
            speaker: speaker.to_owned(),
        };
        let place = PlaceIn { place: 2, of: 3 };
        let answer = Some(Step::Accept { count: 1 });
        let cases = [
            (
                News::Tagged(about("“We won,”", "Ines Okafor")),
                "Quote tagged: “We won,”, Ines Okafor.",
                "Zitat markiert: „We won,“, Ines Okafor.",
            ),
            (News::Tagged(about("", "")), "Quote tagged.", "Zitat markiert."),
            (News::Removed(about("We\n\nwon", "")), "Quote removed: “We won”.", "Zitat entfernt: „We won“."),
            (News::Retagged(about("", "")), "Changed to Quote.", "Geändert in Zitat."),
            (News::SaidBy("Ann".to_owned()), "Said by Ann.", "Gesagt von Ann."),
            (News::SaidBy(String::new()), "Said by nobody.", "Von niemandem gesagt."),
            (
                News::Undone(Step::Tag(Kind::Quote)),
                "Undone: tag quote.",
                "Rückgängig gemacht: Zitat markieren.",
            ),
            (News::NothingToRedo, "Nothing to redo.", "Nichts zu wiederholen."),
            (News::At(about("Ja", "Ann"), place), "Quote: “Ja”, Ann, 2 of 3.", "Zitat: „Ja“, Ann, 2 von 3."),
            (
                News::AtSuggestion { answer, about: about("Ja", ""), place },
                "Done: accept 1 suggestion. Quote suggested: “Ja”, 2 of 3.",
                "Erledigt: 1 Vorschlag annehmen. Zitat vorgeschlagen: „Ja“, 2 von 3.",
            ),
            (News::Waiting { answer: None, count: 2 }, "2 suggestions waiting.", "2 Vorschläge warten."),
            (
                News::Waiting { answer: Some(Step::Accept { count: 1 }), count: 0 },
                "Done: accept 1 suggestion. Every suggestion is answered.",
                "Erledigt: 1 Vorschlag annehmen. Alle Vorschläge sind beantwortet.",
            ),
        ];
        for (language, place) in [(Language::English, 0), (Language::German, 1)] {
            speak(language);
            for (told, english, german) in &cases {
                assert_eq!(news(told), [*english, *german][place], "{told:?}");
            }
        }
        let long = about(&"word ".repeat(60), "");
        assert!(news(&News::Tagged(long)).chars().count() < 120, "a long passage is cut");
    }
}
