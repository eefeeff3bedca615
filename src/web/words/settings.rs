//! How the page looks and behaves, to choose.

use super::table::table;

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
    name: "Your name" => "Ihr Name";
    name_hint: "Kept with each annotation that you make, and exported with it" => "Wird mit jeder Ihrer Markierungen behalten und exportiert";
    kept: "Kept in this browser." => "Wird in diesem Browser behalten.";
}
