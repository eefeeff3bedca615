//! Why something is suggested, from the facts of detection to a sentence.

use super::table::table;
use crate::detection::{ClaimReason, Reason, Why, sentence};

table! {
    marks: "quotation marks" => "Anführungszeichen";
    clause: "a clause" => "ein Teilsatz";
    speech(cue): "“{cue}”" => "„{cue}“";
    attitude(cue): "“{cue}”, which says what somebody thinks" => "„{cue}“, was sagt, wie jemand denkt";
    noun(noun): "the noun “{noun}”" => "das Wort „{noun}“";
    source: "the source" => "die Quelle";
    lead_in: "a cue and a colon" => "ein Redeverb und ein Doppelpunkt";
    carried: "the speaker of the words before" => "die Quelle der Wörter davor";
    next: "quotation marks that run on" => "weiterlaufende Anführungszeichen";
    transcript: "a name and a colon, as in a transcript" => "ein Name und ein Doppelpunkt, wie in einem Protokoll";
    then: ", then " => ", dann ";
    quantity(words): "states a figure: “{words}”" => "nennt eine Zahl: „{words}“";
    comparison(words): "compares: “{words}”" => "vergleicht: „{words}“";
    cause(words): "names a cause: “{words}”" => "nennt eine Ursache: „{words}“";
    law(words): "says what a law or rule asks: “{words}”" => "sagt, was Gesetz oder Regel verlangt: „{words}“";
    prediction(words): "says what will be: “{words}”" => "sagt, was sein wird: „{words}“";
    unsourced(words): "names nobody who could be asked: “{words}”" => "nennt niemanden, den man fragen könnte: „{words}“";
    experience(words): "tells what the speaker went through: “{words}”" => "erzählt Erlebtes: „{words}“";
    record(words): "tells of an act that is on record: “{words}”" => "berichtet eine belegte Handlung: „{words}“";
    likeness: "reads like sentences that people found worth a check" => "liest sich wie Sätze, die andere prüfenswert fanden";
}

fn reason(reason: &Reason) -> String {
    let plain = match reason {
        Reason::SpeechCue(cue) => return speech(cue),
        Reason::AttitudeCue(cue) => return attitude(cue),
        Reason::CueNoun(word) => return noun(word),
        Reason::Marks => marks(),
        Reason::Clause => clause(),
        Reason::Source => source(),
        Reason::LeadIn => lead_in(),
        Reason::Carried => carried(),
        Reason::NextParagraph => next(),
        Reason::Transcript => transcript(),
    };
    plain.to_owned()
}

fn claim_reason(reason: &ClaimReason) -> String {
    match reason {
        ClaimReason::Quantity(words) => quantity(words),
        ClaimReason::Comparison(words) => comparison(words),
        ClaimReason::Cause(words) => cause(words),
        ClaimReason::Law(words) => law(words),
        ClaimReason::Prediction(words) => prediction(words),
        ClaimReason::Unsourced(words) => unsourced(words),
        ClaimReason::Experience(words) => experience(words),
        ClaimReason::Record(words) => record(words),
        ClaimReason::Likeness => likeness().to_owned(),
    }
}

/// Why something is suggested, as a sentence.
pub fn why(why: &Why) -> String {
    let facts = match why {
        Why::Quote(reasons) => reasons.iter().map(reason).collect::<Vec<_>>().join(then()),
        Why::Claim(reasons) => reasons.iter().map(claim_reason).collect::<Vec<_>>().join(", "),
    };
    sentence(&facts)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The page says in English what the command line says; and every fact survives its way from the worker.
    #[test]
    fn the_english_sentences_are_those_of_the_room() {
        let word = || "said".to_owned();
        let quotes = [
            Reason::Marks,
            Reason::Clause,
            Reason::SpeechCue(word()),
            Reason::AttitudeCue(word()),
            Reason::CueNoun(word()),
            Reason::Source,
            Reason::LeadIn,
            Reason::Carried,
            Reason::NextParagraph,
            Reason::Transcript,
        ];
        let claims = [
            ClaimReason::Quantity(word()),
            ClaimReason::Comparison(word()),
            ClaimReason::Cause(word()),
            ClaimReason::Law(word()),
            ClaimReason::Prediction(word()),
            ClaimReason::Unsourced(word()),
            ClaimReason::Experience(word()),
            ClaimReason::Record(word()),
            ClaimReason::Likeness,
        ];
        for fact in &quotes {
            let (name, words) = fact.parts();
            assert_eq!(Reason::from_parts(name, words).as_ref(), Some(fact));
        }
        for fact in &claims {
            let (name, words) = fact.parts();
            assert_eq!(ClaimReason::from_parts(name, words).as_ref(), Some(fact));
        }
        for all in [Why::Quote(quotes.to_vec()), Why::Claim(claims.to_vec())] {
            assert_eq!(why(&all), all.to_string());
        }
    }
}
