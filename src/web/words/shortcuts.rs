//! The sheet of shortcuts.

use super::table::table;
use super::{common, panel};
use crate::annotation::Kind;
use crate::session::{Action, Key};
use crate::text::Direction;

table! {
    by_character: "Move by character, to the side of the arrow, right-to-left text included" => "Zeichenweise bewegen, zur Seite des Pfeils, auch in Text von rechts nach links";
    by_word: "Move by word" => "Wortweise bewegen";
    by_sentence: "Move by sentence" => "Satzweise bewegen";
    by_paragraph: "Move by paragraph" => "Absatzweise bewegen";
    select: "With any of them: select" => "Mit jeder davon: auswählen";
    select_other: "With any of them: move the selection’s other end" => "Mit jeder davon: das andere Ende der Auswahl verschieben";
    other_end: "Move the selection’s other end from here on" => "Ab jetzt das andere Ende der Auswahl verschieben";
    change_keys: "Change the keys…" => "Tasten ändern…";
    keys_title: "Keys" => "Tasten";
    keys_about: "Press Change, then the key you want. Esc keeps the old one; it leaves fields and dialogs too, so it stays where it is." => "„Ändern“ drücken, dann die gewünschte Taste. Esc behält die alte; sie führt auch aus Feldern und Dialogen und bleibt deshalb, wo sie ist.";
    keys: "Keys and what they do" => "Tasten und was sie tun";
    change: "Change" => "Ändern";
    change_key(does, key): "Change the key of “{does}”, now {key}" => "Taste für „{does}“ ändern, jetzt {key}";
    press_key: "Press a key…" => "Taste drücken…";
    press_key_for(does): "Press a key… for “{does}”" => "Taste drücken… für „{does}“";
    reset: "Reset" => "Zurücksetzen";
    reset_key(does): "Reset the key of “{does}”" => "Zurücksetzen: Taste für „{does}“";
    reset_all: "Reset all" => "Alle zurücksetzen";
    waiting(does): "Press the key for “{does}”. Esc keeps the old one." => "Taste für „{does}“ drücken. Esc behält die alte.";
    changed(does, key): "“{does}” is {key} now." => "„{does}“ ist jetzt {key}.";
    all_usual: "Every key is as usual." => "Alle Tasten sind wie üblich.";
    key_taken(key, does): "{key} is taken: “{does}”. Choose another key, or change that one first." => "{key} ist vergeben: „{does}“. Andere Taste wählen, oder jene zuerst ändern.";
    key_not_free(key): "{key} belongs to the browser or the text cursor. Choose another key." => "{key} gehört dem Browser oder dem Textcursor. Andere Taste wählen.";
    key_alt: "Keys with Alt belong to menus and screen readers. Choose another key." => "Tasten mit Alt gehören Menüs und Vorleseprogrammen. Andere Taste wählen.";
    key_fixed: "Esc leads out of fields and dialogs, and stays where it is." => "Esc führt aus Feldern und Dialogen und bleibt, wo sie ist.";
    key_insert: "Insert" => "Einfg";
    key_escape: "Esc" => "Esc";
    title: "Shortcuts" => "Tastenkürzel";
    silent: "They are silent in text fields; Esc leads out of one." => "In Textfeldern gelten sie nicht; Esc führt hinaus.";
    mark: "Mark and say" => "Markieren und sagen";
    go: "Go and see" => "Gehen und sehen";
    in_article: "In the article" => "Im Artikel";
    tag_claim: "Tag as claim" => "Als Behauptung markieren";
    tag_quote: "Tag as quote" => "Als Zitat markieren";
    note: "Write a note" => "Notiz schreiben";
    open: "Accept what is proposed; else go into the card" => "Vorgeschlagenes annehmen; sonst in die Karte gehen";
    speaker: "Speaker: the selected words, or type a name" => "Quelle: die ausgewählten Wörter, oder Namen tippen";
    cue: "Cue: the selected words, or type them" => "Redeverb: die ausgewählten Wörter, oder tippen";
    verdict: "Verdict of the claim" => "Urteil über die Behauptung";
    add_part: "Add the selected words as a part" => "Ausgewählte Wörter als Teil hinzufügen";
    evidence: "Take the selected words as evidence" => "Ausgewählte Wörter als Beleg nehmen";
    edges: "Move the edges; give a suggestion the selected words" => "Grenzen verschieben; einem Vorschlag die ausgewählten Wörter geben";
    link: "Link to another annotation" => "Mit anderer Markierung verknüpfen";
    deeper: "Next annotation on the same words" => "Nächste Markierung auf denselben Wörtern";
    find: "Find or paste words, and tag them" => "Wörter suchen oder einfügen und markieren";
    settings: "Show the settings" => "Einstellungen zeigen";
    tag_all: "Tag every occurrence" => "Jedes Vorkommen markieren";
    sticky: "Tag every selection at once, on or off" => "Jede Auswahl sofort markieren, an oder aus";
    suggest: "Suggest quotes with their speakers" => "Zitate mit ihren Quellen vorschlagen";
    dismiss: "Dismiss the suggestion; Enter accepts it" => "Vorschlag verwerfen; Enter nimmt ihn an";
    keep_line: "Keep a greyed line as part of the story" => "Graue Zeile als Teil des Artikels behalten";
    check: "Choose the annotation in the list" => "Markierung in der Liste auswählen";
    remove: "Remove the annotation" => "Markierung entfernen";
    next: "Next annotation" => "Nächste Markierung";
    previous: "Previous annotation" => "Vorige Markierung";
    filter: "Filter the list" => "Liste filtern";
    export: "Export" => "Exportieren";
    help: "Show these shortcuts" => "Diese Tastenkürzel zeigen";
    let_go: "Let go" => "Loslassen";
    key_ctrl: "Ctrl" => "Strg";
    key_shift: "Shift" => "Umschalt";
    key_delete: "Delete" => "Entf";
    key_backspace: "Backspace" => "Rücktaste";
}

/// A key and what is held down with it, each as it is printed on the keyboards of those who speak the language.
pub fn key_names(key: &Key) -> Vec<String> {
    let held = [(key.command, key_ctrl()), (key.shift, key_shift())];
    let held = held.into_iter().filter(|(is_held, _)| *is_held).map(|(_, name)| name.to_owned());
    held.chain([key_name(&key.key)]).collect()
}

/// Keys with spaces between them as they are printed.
pub fn printed(keys: &str) -> Vec<String> {
    keys.split(' ').map(key_name).collect()
}

fn key_name(key: &str) -> String {
    match key {
        "Ctrl" => key_ctrl().to_owned(),
        "Shift" => key_shift().to_owned(),
        "Escape" => key_escape().to_owned(),
        "Delete" => key_delete().to_owned(),
        "Backspace" => key_backspace().to_owned(),
        "Insert" => key_insert().to_owned(),
        sign if sign.chars().count() == 1 => sign.to_uppercase(),
        name => name.to_owned(),
    }
}

/// What an action does, in a few words.
pub fn meaning(action: Action) -> &'static str {
    match action {
        Action::Tag(Kind::Claim) => tag_claim(),
        Action::Tag(Kind::Quote) => tag_quote(),
        Action::Note => note(),
        Action::Open => open(),
        Action::Speaker => speaker(),
        Action::Cue => cue(),
        Action::Verdict => verdict(),
        Action::AddPart => add_part(),
        Action::Evidence => evidence(),
        Action::Edges => edges(),
        Action::Link => link(),
        Action::Deeper => deeper(),
        Action::TagAll => tag_all(),
        Action::Sticky => sticky(),
        Action::Suggest => suggest(),
        Action::Dismiss => dismiss(),
        Action::KeepLine => keep_line(),
        Action::Check => check(),
        Action::Tab(1) => panel::annotations(),
        Action::Tab(2) => panel::sources(),
        Action::Tab(3) => panel::figures(),
        Action::Tab(_) => panel::suggestions(),
        Action::Remove => remove(),
        Action::Go(Direction::Forward) => next(),
        Action::Go(Direction::Backward) => previous(),
        Action::Find => find(),
        Action::Filter => filter(),
        Action::Export => export(),
        Action::Help => help(),
        Action::Settings => settings(),
        Action::OtherEnd => other_end(),
        Action::LetGo => let_go(),
        Action::Undo => common::undo(),
        Action::Redo => common::redo(),
    }
}
