//! What was found in the article.

use super::table::table;

table! {
    all_kinds: "All kinds" => "Alle Arten";
    direct_quotes: "Direct quotes" => "Direkte Zitate";
    mixed_quotes: "Mixed quotes" => "Gemischte Zitate";
    indirect_quotes: "Indirect quotes" => "Indirekte Zitate";
    claims: "Claims" => "Behauptungen";
    any_score: "Any score" => "Jede Sicherheit";
    from_50: "50 or more" => "50 oder mehr";
    from_70: "70 or more" => "70 oder mehr";
    from_90: "90 or more" => "90 oder mehr";
    direct_quote: "Direct quote" => "Direktes Zitat";
    mixed_quote: "Mixed quote" => "Gemischtes Zitat";
    indirect_quote: "Indirect quote" => "Indirektes Zitat";
    looking: "Looking for quotes and who said them…" => "Sucht Zitate und wer sie gesagt hat…";
    of_paragraphs[count](done): "{done} of {count} paragraph" | "{done} of {count} paragraphs" => "{done} von {count} Absatz" | "{done} von {count} Absätzen";
    what: "Find quotes in this article, with the words that attribute them and who is meant." => "Zitate in diesem Artikel finden, mit den Wörtern, die sie zuschreiben, und wer gemeint ist.";
    promise: "Nothing is tagged before you say so, and nothing leaves this browser." => "Nichts wird markiert, bevor Sie es sagen, und nichts verlässt diesen Browser.";
    find: "Find suggestions" => "Vorschläge finden";
    find_key: "Find suggestions " => "Vorschläge finden ";
    all_answered: "Every suggestion is answered." => "Alle Vorschläge sind beantwortet.";
    before(count): "{count} before these" => "{count} vor diesen";
    after(count): "{count} after these" => "{count} nach diesen";
    waiting[count]: "{count} suggestion waiting" | "{count} suggestions waiting" => "{count} Vorschlag wartet" | "{count} Vorschläge warten";
    which_kinds: "Which kinds" => "Welche Arten";
    which_scores: "Which scores" => "Welche Sicherheit";
    accept_all(count): "Accept all {count}" => "Alle {count} annehmen";
    dismiss_all(count): "Dismiss all {count}" => "Alle {count} verwerfen";
    suggestions: "Suggestions" => "Vorschläge";
    use_byline(value): "Use as byline: {value}" => "Als Autorenzeile nehmen: {value}";
    use_outlet(value): "Use as outlet: {value}" => "Als Medium nehmen: {value}";
    use_date(value): "Use as date: {value}" => "Als Datum nehmen: {value}";
    use_it: "Use" => "Nehmen";
    keep_it(words): "Keep: {words}" => "Behalten: {words}";
    keep: "Keep" => "Behalten";
    left_out: "Left out" => "Ausgelassen";
    lines_left_out[count]: "{count} line left out" | "{count} lines left out" => "{count} Zeile ausgelassen" | "{count} Zeilen ausgelassen";
    around: "They look like parts of the page around the story: nothing in them is suggested or counted." => "Sie sehen nach Teilen der Seite rund um den Artikel aus: Nichts darin wird vorgeschlagen oder gezählt.";
    lines: "Lines left out" => "Ausgelassene Zeilen";
    for_details: "For the article’s details" => "Für die Angaben zum Artikel";
    found_details: "Details found in the text" => "Im Text gefundene Angaben";
    how_sure: "How sure, from 0 to 100" => "Wie sicher, von 0 bis 100";
    accept: "Accept " => "Annehmen ";
    dismiss: "Dismiss " => "Verwerfen ";
    select_right(key): "Select the right words in the article first, then press {key}." => "Erst die richtigen Wörter im Artikel auswählen, dann {key} drücken.";
    use_selected: "Use selected words " => "Auswahl übernehmen ";
    take_as: "Take it as" => "Nehmen als";
    who: "Who says it" => "Wer es sagt";
}
