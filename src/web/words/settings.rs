//! How the page looks and behaves, to choose.

use super::table::table;
use super::{Language, toolbar};
use crate::session::{Choice, Keymap, SHORTCUTS};

table! {
    title: "Settings" => "Einstellungen";
    language: "Language" => "Sprache";
    theme: "Colours" => "Farben";
    theme_system: "As the system asks" => "Wie das System";
    light: "Light" => "Hell";
    dark: "Dark" => "Dunkel";
    size: "Size of the article" => "Schriftgröße des Artikels";
    small: "Small" => "Klein";
    usual: "Usual" => "Normal";
    large: "Large" => "Groß";
    huge: "Very large" => "Sehr groß";
    width: "Width of the column" => "Breite der Spalte";
    narrow: "Narrow" => "Schmal";
    wide: "Wide" => "Breit";
    letters: "Letters alone are shortcuts" => "Buchstaben allein sind Tastenkürzel";
    letters_off: "Turn this off if you dictate, or hit keys without meaning to. Ctrl with a key, Enter and Escape go on working." => "Ausschalten, wenn Sie diktieren oder Tasten versehentlich treffen. Strg mit einer Taste, Enter und Esc wirken weiter.";
    change_keys: "Change the keys…" => "Tasten ändern…";
    speech: "What the text cursor says" => "Was der Textcursor sagt";
    speech_quiet: "Nothing" => "Nichts";
    speech_words: "The words it passes" => "Die Wörter, über die er geht";
    speech_full: "Words, highlights, selection" => "Wörter, Markierungen, Auswahl";
    speech_hint: "For screen readers, as the arrow keys move it." => "Für Vorleseprogramme, während die Pfeiltasten ihn bewegen.";
    marks: "Highlights say what they are" => "Markierungen sagen, was sie sind";
    snap: "What a selection snaps to" => "Woran eine Auswahl einrastet";
    sticky: "Sticky tag" => "Dauermarkierung";
    verdicts: "Verdicts for new articles" => "Urteile für neue Artikel";
    as_usual: "as usual" => "wie üblich";
    none: "none" => "keiner";
    on: "on" => "an";
    off: "off" => "aus";
    browser_language: "As the browser asks" => "Wie der Browser";
    own_keys: "Keys of your own" => "Eigene Tasten";
    your_name: "Your name" => "Ihr Name";
    name_hint: "Kept with each annotation that you make, and exported with it" => "Wird mit jeder Ihrer Markierungen behalten und exportiert";
    kept: "Kept in this browser." => "Wird in diesem Browser behalten.";
}

/// A choice's name.
pub fn name(choice: Choice) -> &'static str {
    match choice {
        Choice::Language => language(),
        Choice::Theme => theme(),
        Choice::TextSize => size(),
        Choice::LineWidth => width(),
        Choice::Annotator => your_name(),
        Choice::LetterKeys => letters(),
        Choice::Keys => own_keys(),
        Choice::CursorSpeech => speech(),
        Choice::MarkSpeech => marks(),
        Choice::Snap => snap(),
        Choice::Sticky => sticky(),
        Choice::Verdicts => verdicts(),
    }
}

/// What was chosen, as the page says it.
pub fn value(choice: Choice, value: &str) -> String {
    let said = match (choice, value) {
        (Choice::Language, tag) => Language::from_tag(tag).map_or(browser_language(), Language::name),
        (Choice::Theme, "light") => light(),
        (Choice::Theme, "dark") => dark(),
        (Choice::Theme, _) => theme_system(),
        (Choice::TextSize, "small") => small(),
        (Choice::TextSize, "large") => large(),
        (Choice::TextSize, "huge") => huge(),
        (Choice::LineWidth, "narrow") => narrow(),
        (Choice::LineWidth, "wide") => wide(),
        (Choice::TextSize | Choice::LineWidth, _) => usual(),
        (Choice::Annotator, "") => none(),
        (Choice::LetterKeys | Choice::MarkSpeech, "") => on(),
        (Choice::LetterKeys | Choice::MarkSpeech, _) => off(),
        (Choice::CursorSpeech, "quiet") => speech_quiet(),
        (Choice::CursorSpeech, "words") => speech_words(),
        (Choice::CursorSpeech, _) => speech_full(),
        (Choice::Snap, "word") => toolbar::whole_words(),
        (Choice::Snap, "sentence") => toolbar::whole_sentences(),
        (Choice::Snap, _) => toolbar::exactly(),
        (Choice::Sticky, "claim") => toolbar::tag_claims(),
        (Choice::Sticky, "quote") => toolbar::tag_quotes(),
        (Choice::Sticky, _) => toolbar::tag_asked(),
        (Choice::Keys | Choice::Verdicts, "") => as_usual(),
        (Choice::Annotator, name) => return name.to_owned(),
        (Choice::Verdicts, list) => return list.lines().collect::<Vec<_>>().join(", "),
        (Choice::Keys, written) => return keys(&Keymap::parse(written)),
    };
    said.to_owned()
}

/// The keys that are not as usual, each with what it does.
fn keys(keymap: &Keymap) -> String {
    let lines = (0..SHORTCUTS.len()).filter(|line| keymap.is_changed(*line));
    let said = lines.map(|line| {
        let key = super::shortcuts::key_names(&keymap.key(line)).join("+");
        format!("{key}: {}", super::shortcuts::meaning(SHORTCUTS[line].action))
    });
    said.collect::<Vec<_>>().join("; ")
}
