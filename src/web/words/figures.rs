//! The figures.

use super::table::table;

table! {
    everywhere: "In the whole article, not only in claims and quotes" => "Im ganzen Artikel, nicht nur in Behauptungen und Zitaten";
    none: "This article has no figures." => "Dieser Artikel hat keine Zahlen.";
    none_inside: "No figures inside claims and quotes yet." => "Noch keine Zahlen in Behauptungen und Zitaten.";
    figures_counted[count]: "{count} figure" | "{count} figures" => "{count} Zahl" | "{count} Zahlen";
    things[count]: "{count} thing" | "{count} things" => "{count} Sache" | "{count} Sachen";
    for_things(figures, things): "{figures} for {things}" => "{figures} zu {things}";
    differ_counted[count]: "{count} differ" | "{count} differ" => "{count} weicht ab" | "{count} weichen ab";
    figures: "Figures" => "Zahlen";
    differ: "differ" => "weichen ab";
    figures_for(what): "Figures for {what}" => "Zahlen zu {what}";
    nobody_named(kind): "{kind}, nobody named" => "{kind}, niemand genannt";
    show: "Show it in the article" => "Im Artikel zeigen";
    article: "the article" => "der Artikel";
    trillion: " trillion" => " Billionen";
    billion: " billion" => " Milliarden";
    million: " million" => " Millionen";
    points(number): "{number} points" => "{number} Punkte";
    percent(number): "{number}%" => "{number} %";
}
