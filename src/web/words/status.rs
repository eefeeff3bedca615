//! The line at the bottom.

use super::table::table;

table! {
    not_saved(reason): "Not saved: {reason}." => "Nicht gespeichert: {reason}.";
    in_memory: "Not saved: this article is kept in memory only. Export it before you leave." =>
        "Nicht gespeichert: Dieser Artikel liegt nur im Arbeitsspeicher. Exportieren Sie ihn, bevor Sie gehen.";
    saving: "Saving…" => "Speichert…";
    saved: "Saved in this browser" => "In diesem Browser gespeichert";
    room_title: "How much of this browser’s storage is in use" => "Wie viel vom Speicher dieses Browsers belegt ist";
    room(used, all): "{used} of {all}" => "{used} von {all}";
    press: "Press " => "Mit ";
    for_shortcuts: " for shortcuts" => " zu den Tastenkürzeln";
}
