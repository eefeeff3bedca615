//! What a person is told at their first article.

use super::table::table;

table! {
    by_keys(quote, claim): "Select words, then press {quote} for a quote or {claim} for a claim." => "Wörter auswählen, dann {quote} für ein Zitat oder {claim} für eine Behauptung drücken.";
    by_touch: "Tap a sentence, then choose Quote or Claim." => "Einen Satz antippen, dann Zitat oder Behauptung wählen.";
    dismiss: "Put the hint away" => "Hinweis schließen";
}
