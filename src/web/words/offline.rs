//! Privacy, and the page without a network.

use super::table::table;

table! {
    privacy: "Privacy" => "Datenschutz";
    policy: "The browser holds the page to a policy: it may load its own files, from the address that served it, and reach no other. It may not run any script but its own, nor send a form." =>
        "Der Browser hält die Seite an eine Richtlinie: Sie darf ihre eigenen Dateien von der Adresse laden, von der sie kam, und keine andere erreichen. Sie darf kein Skript außer ihren eigenen ausführen und kein Formular senden.";
    requests[own](others): "Since it was opened the page has made {own} request for its own files, and {others} for anything else." | "Since it was opened the page has made {own} requests for its own files, and {others} for anything else." =>
        "Seit sie geöffnet wurde, hat die Seite {own} Anfrage nach eigenen Dateien gestellt und {others} nach anderem." | "Seit sie geöffnet wurde, hat die Seite {own} Anfragen nach eigenen Dateien gestellt und {others} nach anderem.";
    is_ready: "It is ready to work without a network." => "Sie ist bereit, ohne Netz zu arbeiten.";
    needs_network: "It needs a network to be opened: this browser has not kept its files, or does not keep any for this address." =>
        "Zum Öffnen braucht sie ein Netz: Dieser Browser hat ihre Dateien nicht aufbewahrt oder bewahrt für diese Adresse keine auf.";
    to_the_letter: "The policy to the letter" => "Die Richtlinie im Wortlaut";
    new_version: "A new version is ready." => "Eine neue Version ist bereit.";
    reload: "Reload" => "Neu laden";
    not_now: "Not now" => "Nicht jetzt";
}
