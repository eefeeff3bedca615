//! All that a person has chosen about the page, together: for a backup, and from one.

use super::acts::configure;
use super::keys::{choose_keymap, keymap};
use super::local_storage::{keep_annotator, keep_scale, kept_scale};
use super::preferences::{KEYS, MARKS, Preference, SIZE, SPEECH, THEME, WIDTH};
use super::store::{Desk, Message};
use super::words::{Language, choose_language, chosen_language, forget_language};
use crate::annotation::{Kind, clean_scale};
use crate::session::{Choice, Choices, Command, Keymap, Settings};
use crate::text::Snap;

/// The preference behind a choice, where there is one.
fn preference(choice: Choice) -> Option<Preference> {
    match choice {
        Choice::Theme => Some(THEME),
        Choice::TextSize => Some(SIZE),
        Choice::LineWidth => Some(WIDTH),
        Choice::LetterKeys => Some(KEYS),
        Choice::CursorSpeech => Some(SPEECH),
        Choice::MarkSpeech => Some(MARKS),
        _ => None,
    }
}

/// What is chosen at the moment.
pub fn current(desk: &Desk) -> Choices {
    let session = desk.session();
    let settings = session.settings();
    let value = |choice: Choice| match choice {
        Choice::Language => chosen_language().map(Language::tag).unwrap_or_default().to_owned(),
        Choice::Annotator => session.annotator().to_owned(),
        Choice::Keys => keymap().print(),
        Choice::Snap => usual_is_empty(settings.snap),
        Choice::Sticky => settings.sticky.map_or("", Kind::name).to_owned(),
        Choice::Verdicts => kept_scale().join("\n"),
        choice => preference(choice).map(Preference::get).unwrap_or_default().to_owned(),
    };
    Choice::ALL.into_iter().map(|choice| (choice, value(choice))).collect()
}

fn usual_is_empty(snap: Snap) -> String {
    if snap == Snap::default() { String::new() } else { snap.name().to_owned() }
}

/// Choices of a file as this version understands them: what it does not know is as usual.
pub fn understood(choices: &Choices) -> Choices {
    let understood = |choice: Choice, value: &str| match choice {
        Choice::Language => Language::from_tag(value).map(Language::tag).unwrap_or_default().to_owned(),
        Choice::Annotator => value.trim().to_owned(),
        Choice::Keys => Keymap::parse(value).print(),
        Choice::Snap => usual_is_empty(Snap::from_name(value).unwrap_or_default()),
        Choice::Sticky => Kind::from_name(value).map_or("", Kind::name).to_owned(),
        Choice::Verdicts => scale(value).join("\n"),
        choice => preference(choice).map(|preference| preference.known(value)).unwrap_or_default().to_owned(),
    };
    choices.iter().map(|(choice, value)| (choice, understood(choice, value))).collect()
}

fn scale(value: &str) -> Vec<String> {
    clean_scale(value.lines().map(str::to_owned).collect::<Vec<_>>())
}

/// Chooses what a file says, now and for later visits.
pub fn take_over(desk: &Desk, choices: &Choices) {
    let mut settings = desk.session().settings();
    for (choice, value) in choices.iter() {
        match choice {
            Choice::Language => {
                let language = match Language::from_tag(value) {
                    Some(language) => {
                        choose_language(language);
                        language
                    }
                    None => forget_language(),
                };
                desk.send(Message::Speak(language));
            }
            Choice::Annotator => {
                keep_annotator(value);
                desk.run(Command::Sign(value.to_owned()));
            }
            Choice::Keys => choose_keymap(desk, Keymap::parse(value)),
            Choice::Snap => {
                settings = Settings { snap: Snap::from_name(value).unwrap_or_default(), ..settings };
            }
            Choice::Sticky => settings = Settings { sticky: Kind::from_name(value), ..settings },
            Choice::Verdicts => keep_scale(&scale(value)),
            choice => {
                if let Some(preference) = preference(choice) {
                    preference.set(value);
                }
            }
        }
    }
    configure(desk, settings);
}
