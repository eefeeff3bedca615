//! Linking annotations, and tagging every occurrence of a passage.

use super::table::table;

table! {
    link_to: "Link to…" => "Verknüpfen mit…";
    kind: "Kind of link" => "Art der Verknüpfung";
    target: "Annotation to link to" => "Markierung zum Verknüpfen";
    search: "Words, speaker, label…" => "Wörter, Quelle, Schlagwort…";
    none: "No other annotation can be linked so." => "Keine andere Markierung lässt sich so verknüpfen.";
    annotations: "Annotations" => "Markierungen";
    from(words): "“{words}”" => "„{words}“";
    tagged(what): "Tagged {what}." => "{what} markiert.";
    tag(what): "Tag {what}" => "{what} markieren";
    as_claims: "As claims" => "Als Behauptungen";
    as_quotes: "As quotes" => "Als Zitate";
    find: "Find and tag" => "Suchen und markieren";
    words: "Words to find" => "Gesuchte Wörter";
    words_hint: "Type or paste words of the article" => "Wörter des Artikels tippen oder einfügen";
    in_one_place: "Found in one place" => "An einer Stelle gefunden";
    in_places(count): "Found in {count} places" => "An {count} Stellen gefunden";
    nearly: "Not found; this is nearest" => "Nicht gefunden; am ähnlichsten ist";
    nowhere: "Not in this article" => "Nicht in diesem Artikel";
    tag_claim: "Tag as claim" => "Als Behauptung markieren";
    tag_quote: "Tag as quote" => "Als Zitat markieren";
    every: "Tag every occurrence" => "Jedes Vorkommen markieren";
    passage: "Passage" => "Stelle";
    whole_words: "Whole words" => "Ganze Wörter";
    same_capitals: "Same capitals" => "Groß und klein wie hier";
    found(found, tagged): "{found} found, {tagged} to be tagged" => "{found} gefunden, {tagged} zu markieren";
    occurrences: "Occurrences" => "Vorkommen";
    tagged_already: "tagged already" => "schon markiert";
}
