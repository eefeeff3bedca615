//! What a person has chosen about the page: in a backup, beside its first article.

use std::collections::BTreeMap;

use super::problem::{Problem, Refusal, note};
use crate::format::json;
use crate::format::why::Why;
use crate::session::{Choice, Choices};

/// The choices as the file states them.
pub(super) fn write_choices(choices: &Choices) -> BTreeMap<&'static str, String> {
    choices.iter().map(|(choice, value)| (choice.name(), value.to_owned())).collect()
}

/// Reads the choices of a file. What is not known, or no text, is left out and said.
pub(super) fn read_choices(raw: &str, problems: &mut Vec<Problem>) -> Choices {
    if !json::is_object(raw) {
        let why = Refusal::Shape(Why::NoObject);
        note(problems, Problem::Refused { path: "choices".to_owned(), why });
        return Choices::default();
    }
    let mut choices = Vec::new();
    json::each_key(raw, |key, value| {
        let path = format!("choices.{key}");
        match (Choice::from_name(&key), json::text(value)) {
            (None, _) => note(problems, Problem::UnknownKey { path }),
            (Some(_), None) => {
                let why = Refusal::Shape(Why::NoText);
                note(problems, Problem::Refused { path, why });
            }
            (Some(choice), Some(value)) => choices.push((choice, value)),
        }
        true
    });
    choices.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::super::{read, read_lines, write_backup_line, write_line};
    use super::*;
    use crate::annotation::Document;
    use crate::identity::{ArticleId, Timestamp};
    use crate::text::article_from_paste;

    fn document() -> Document {
        let at = Timestamp::from_millis(0);
        Document::new(article_from_paste("It rained.", ArticleId::from_random([7; 16]), at).expect("words"))
    }

    fn choices() -> Choices {
        let rows =
            [(Choice::Theme, "dark"), (Choice::Annotator, "Ada “A.” Marwick"), (Choice::Keys, "claim=r\n")];
        rows.into_iter().map(|(choice, value)| (choice, value.to_owned())).collect()
    }

    #[test]
    fn a_backup_is_lines_of_articles_with_the_choices_beside_the_first() {
        let at = Timestamp::from_millis(0);
        let first = write_backup_line(&document(), &choices(), at).expect("it can be written");
        let second = write_line(&document(), at).expect("it can be written");
        assert!(!second.contains("choices"));
        let read = read_lines(&(first + &second));
        let read: Vec<_> = read.into_iter().map(|(_, read)| read.expect("it can be read")).collect();
        assert_eq!((read[0].choices.clone(), read[1].choices.clone()), (choices(), Choices::default()));
        assert_eq!((&*read[0].problems, &*read[1].problems), (&[][..], &[][..]));
        assert_eq!(read[0].document, read[1].document);
    }

    #[test]
    fn what_is_no_choice_is_left_out_and_said() {
        let line = write_line(&document(), Timestamp::from_millis(0)).expect("it can be written");
        let with = |choices: &str| {
            let line = line.trim_end().strip_suffix('}').expect("an object");
            let read = read(&format!("{line},\"choices\":{choices}}}")).expect("the article can be read");
            let kept = read.choices.iter().map(|(choice, value)| format!("{}={value}", choice.name()));
            let problems = read.problems.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
            (kept.collect::<Vec<_>>().join(" "), problems)
        };
        let rows = [
            ("{}", "", ""),
            (r#"{"theme":"dark","snap":""}"#, "theme=dark snap=", ""),
            (
                r#"{"theme":"dark","hat":"red"}"#,
                "theme=dark",
                "choices.hat is not known to this version and was left out.",
            ),
            (r#"{"theme":7,"snap":"word"}"#, "snap=word", "choices.theme was left out: it is not a text."),
            ("[]", "", "choices was left out: it is not an object."),
            ("null", "", "choices was left out: it is not an object."),
        ];
        for (choices, kept, problems) in rows {
            assert_eq!(with(choices), (kept.to_owned(), problems.to_owned()), "{choices}");
        }
    }
}
