//! Questions about an article before it is added.

use super::table::table;

table! {
    too_large(needed, left): "It takes {needed} of this browser’s storage, and {left} are left. Export and delete articles that you no longer need, then try again. Or annotate this one without saving: it stays in memory until you close the page, and you can export it at any time." =>
        "Er braucht {needed} vom Speicher dieses Browsers, und {left} sind frei. Exportieren und löschen Sie Artikel, die Sie nicht mehr brauchen, und versuchen Sie es noch einmal. Oder markieren Sie diesen ohne zu speichern: Er bleibt im Arbeitsspeicher, bis Sie die Seite schließen, und Sie können ihn jederzeit exportieren.";
    does_not_fit: "This article does not fit" => "Dieser Artikel passt nicht hinein";
    without_saving: "Annotate without saving" => "Ohne Speichern markieren";
    back: "Back" => "Zurück";
    have_it: "You have this article already" => "Sie haben diesen Artikel schon";
    same_text: "The very same text is in your library. You can open it where you left it, or add the text once more as an article of its own." => "Genau derselbe Text ist in Ihrer Bibliothek. Sie können ihn dort öffnen, wo Sie aufgehört haben, oder ihn noch einmal als eigenen Artikel hinzufügen.";
    add_again: "Add it again" => "Noch einmal hinzufügen";
    open_it: "Open it" => "Öffnen";
}
