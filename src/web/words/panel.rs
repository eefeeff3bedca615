//! The panel beside the article, its tabs, and the article itself.

use super::table::table;

table! {
    raise: "Raise the panel" => "Seitenleiste hochziehen";
    lower: "Lower the panel" => "Seitenleiste absenken";
    whole_height: "Whole height" => "Ganze Höhe";
    grip_keys: "Draw, press, or use the arrow keys" => "Ziehen, drücken oder Pfeiltasten benutzen";
    panel: "Panel" => "Seitenleiste";
    annotations_of: "Annotations of this article" => "Markierungen dieses Artikels";
    annotations: "Annotations" => "Markierungen";
    sources: "Sources" => "Quellen";
    figures: "Figures" => "Zahlen";
    suggestions: "Suggestions" => "Vorschläge";
    begins(kind): "{kind}: " => "{kind}: ";
    begins_with(kind, speaker): "{kind}, {speaker}: " => "{kind}, {speaker}: ";
    added(moment): "added {moment}" => "hinzugefügt {moment}";
    article: "Article" => "Artikel";
    edges: "Edges" => "Grenzen";
    start_of(words): "Start of “{words}”" => "Anfang von „{words}“";
    end_of(words): "End of “{words}”" => "Ende von „{words}“";
    stray: "Left out: looks like a part of the page, not of the story" => "Ausgelassen: sieht nach einem Teil der Seite aus, nicht des Artikels";
}
