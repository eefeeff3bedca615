//! The sources.

use super::table::table;

table! {
    nobody_yet: "Nobody speaks yet." => "Noch spricht niemand.";
    how: "Tag a quote, and say on its card who says it; or add a source here." => "Markieren Sie ein Zitat und sagen Sie auf seiner Karte, wer es sagt; oder fügen Sie hier eine Quelle hinzu.";
    chosen: "Chosen sources" => "Ausgewählte Quellen";
    and: " and " => " und ";
    one_and_the_same(names): "{names} are one and the same?" => "{names} sind ein und dieselbe Quelle?";
    merge_into(name): "Merge into “{name}”" => "Zu „{name}“ zusammenlegen";
    sources: "Sources" => "Quellen";
    add_source: "Add a source" => "Quelle hinzufügen";
    direct: "Direct" => "Direkt";
    indirect: "Indirect" => "Indirekt";
    mixed: "Mixed" => "Gemischt";
    untyped: "No type" => "Ohne Typ";
    nobody: "Nobody named" => "Niemand genannt";
    share: "Share of the quoted words" => "Anteil an den zitierten Wörtern";
    of_words[count]: "of {count} quoted word" | "of {count} quoted words" => "von {count} zitierten Wort" | "von {count} zitierten Wörtern";
    percent(number): "{number}%" => "{number} %";
    as_table: "As a table" => "Als Tabelle";
    source: "Source" => "Quelle";
    quotes: "Quotes" => "Zitate";
    words: "Words" => "Wörter";
    cues: "Cues" => "Redeverben";
    choose(name): "Choose {name}" => "{name} auswählen";
    says(name): "What {name} says" => "Was {name} sagt";
    choose_words(words): "Choose “{words}”" => "„{words}“ auswählen";
    name: "Name" => "Name";
    kind: "Kind" => "Art";
    role: "Role" => "Rolle";
    role_hint: "council member, spokesman…" => "Stadträtin, Sprecher…";
    speaks_for: "Speaks for" => "Spricht für";
    body_hint: "a body or a party" => "eine Organisation oder Partei";
    also_called: "Also called" => "Auch genannt";
    aliases_hint: "names, with ; between them" => "Namen, mit ; dazwischen";
    link: "Link" => "Link";
    show: "Show in the list" => "In der Liste zeigen";
    choose_first: "Choose some of what this source says first" => "Erst einiges auswählen, was diese Quelle sagt";
    split_off: "Split off the chosen" => "Ausgewähltes abtrennen";
    remove: "Remove source" => "Quelle entfernen";
}
