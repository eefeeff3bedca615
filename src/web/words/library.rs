//! The articles that this browser keeps.

use super::table::table;

table! {
    your_articles: "Your articles" => "Ihre Artikel";
    your_articles_counted: "Your articles " => "Ihre Artikel ";
    none_yet: "None yet. What you annotate is kept here, in this browser, and nowhere else." => "Noch keine. Was Sie markieren, bleibt hier in diesem Browser und nirgends sonst.";
    library: "Library" => "Bibliothek";
    order: "Order of the articles" => "Reihenfolge der Artikel";
    back_up: "Back up everything" => "Alles sichern";
    search: "Search articles" => "Artikel suchen";
    search_titles: "Search titles" => "Titel suchen";
    articles: "Articles" => "Artikel";
    no_title(query): "No title has “{query}” in it." => "Kein Titel enthält „{query}“.";
    last_changed: "Last changed" => "Zuletzt geändert";
    last_added: "Last added" => "Zuletzt hinzugefügt";
    by_title: "By title" => "Nach Titel";
    by_status: "By status" => "Nach Status";
    last_backup[count](days): "Last backup {days} days ago, {count} article changed since" | "Last backup {days} days ago, {count} articles changed since" => "Letzte Sicherung vor {days} Tagen, seither {count} Artikel geändert" | "Letzte Sicherung vor {days} Tagen, seither {count} Artikel geändert";
    deleted(title): "Deleted “{title}”." => "„{title}“ gelöscht.";
    changed(moment): "changed {moment}" => "geändert {moment}";
    status_of(title): "Status of {title}" => "Status von {title}";
    rename_it(title): "Rename {title}" => "{title} umbenennen";
    delete_it(title): "Delete {title}" => "{title} löschen";
    rename: "Rename" => "Umbenennen";
    to_do: "To do" => "Offen";
    in_work: "In work" => "In Arbeit";
    done: "Done" => "Fertig";
}
