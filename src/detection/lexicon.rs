//! Words that tell a speaker, a cue or a clause's edge. All of them are this project's own lists.

use std::sync::LazyLock;

use super::tokens::{Class, Token};

/// How a cue stands to its speaker and its words; `cues.txt` explains each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    /// "Okafor said", "said Okafor".
    Say,
    /// "Okafor told reporters that".
    Hearer,
    /// "Okafor called it".
    Name,
    /// "saying".
    With,
    /// "according to Okafor".
    From,
    /// "in a statement".
    Noun,
}

static CUES: LazyLock<Vec<(Vec<&str>, Cue)>> = LazyLock::new(|| {
    let mut cues: Vec<_> = include_str!("cues.txt")
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let (words, class) = line.split_once('=').unwrap_or((line, "say"));
            let cue = match class.trim() {
                "hearer" => Cue::Hearer,
                "name" => Cue::Name,
                "with" => Cue::With,
                "from" => Cue::From,
                "noun" => Cue::Noun,
                _ => Cue::Say,
            };
            (words.split_whitespace().collect::<Vec<_>>(), cue)
        })
        .collect();
    cues.sort_by(|a, b| a.0.cmp(&b.0));
    cues
});

/// The cue that begins at a token: how many tokens it has, and its class. The longest one counts.
pub(super) fn cue_at(tokens: &[Token], at: usize) -> Option<(usize, Cue)> {
    let first = tokens.get(at).filter(|token| token.is_word())?.lower();
    let from = CUES.partition_point(|(words, _)| words[0] < first.as_str());
    CUES[from..]
        .iter()
        .take_while(|(words, _)| words[0] == first)
        .filter(|(words, _)| {
            words.iter().enumerate().all(|(n, word)| tokens.get(at + n).is_some_and(|token| token.is(word)))
        })
        .max_by_key(|(words, _)| words.len())
        .map(|(words, cue)| (words.len(), *cue))
}

fn has(list: &str, word: &str) -> bool {
    let word = word.to_lowercase();
    list.split_ascii_whitespace().any(|entry| entry == word)
}

/// Pronouns that can be a source.
pub(super) fn is_pronoun(token: &Token) -> bool {
    has("he she they it i we", token.text)
}

/// Words that open a noun phrase.
pub(super) fn is_determiner(token: &Token) -> bool {
    has(
        "the a an this these those his her its their my our one two three four five six seven eight nine ten \
         several some many most other another both few all every each no dozens hundreds multiple various",
        token.text,
    ) || token.text.starts_with(|c: char| c.is_ascii_digit())
}

/// Words that neither begin nor continue the core of a noun phrase.
pub(super) fn is_stop(token: &Token) -> bool {
    has(
        "and or but nor so yet if as than that which who whom whose what when where while why how because \
         although though since unless until whether after before during in on at by to from with without into \
         onto over under about against between among through despite amid per via of for off out up down \
         not is are was were be been being am has have had do does did will would can could may might must \
         should shall he she they it i we you him them me us himself herself itself themselves there here \
         then now just also only even still ever never too again later earlier ago already yesterday today \
         tomorrow tonight monday tuesday wednesday thursday friday saturday sunday monday's outside inside \
         near upon like unlike toward towards it's that's he's she's they're we're i'm didn't don't isn't \
         wasn't let such however meanwhile nonetheless nevertheless instead rather perhaps maybe indeed \
         adding saying noting referring speaking including according following citing using running \
         yes oh well plus regardless likewise otherwise once afterwards afterward recently",
        token.text,
    )
}

/// Words that may stand between a speaker and the cue.
pub(super) fn is_between(token: &Token) -> bool {
    has(
        "has have had also later then once now still would will only could might may can did does just even \
         ever never already often always again repeatedly reportedly recently previously initially famously \
         simply first further himself herself himself soon earlier afterwards quickly publicly consistently \
         not long reportedly nevertheless nonetheless instead both all each",
        token.text,
    ) || (token.text.ends_with("ly") && !token.is_capital())
}

/// Words that begin an adverbial between a cue and what is said: "said on Tuesday that".
pub(super) fn begins_adverbial(token: &Token) -> bool {
    has(
        "on in at during to of about this last late later early earlier after before with from via through \
         yesterday today tonight again monday tuesday wednesday thursday friday saturday sunday recently \
         publicly simply flatly bluntly while when by under afterwards back over outside",
        token.text,
    )
}

/// Words after which a clause may begin.
pub(super) fn opens_clause(token: &Token) -> bool {
    has("and but as while when because though although so yet that after before if where", token.text)
}

/// Names of times and other capitalised words that are nobody's name.
pub(super) fn is_calendar(word: &str) -> bool {
    has(
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june july \
         august september october november december jan feb mar apr aug sept oct nov dec christmas easter \
         thanksgiving ramadan halloween",
        word.trim_end_matches('.'),
    )
}

/// Words that stand before a person's name and belong to it.
pub(super) fn is_title(word: &str) -> bool {
    has(
        "mr mrs ms mx miss dr prof sen rep gov gen col maj capt lt sgt cpl rev hon pres supt insp sir dame \
         lord lady baroness baron mayor president senator representative governor congressman congresswoman \
         professor judge justice general colonel major captain lieutenant sergeant reverend bishop archbishop \
         cardinal pope rabbi imam sheikh father sister brother king queen prince princess chancellor premier \
         minister secretary ambassador admiral commander detective inspector superintendent sheriff constable \
         officer councillor councilman councilwoman councilmember alderman commissioner chairman chairwoman \
         chair speaker director chief attorney treasurer comptroller ceo cfo founder coach republican democrat \
         rep sens reps adm cmdr det messrs mme analyst reporter correspondent spokesman spokeswoman \
         spokesperson member engineer manager coordinator strategist adviser advisor leader nominee candidate \
         author economist professor editor anchor host pollster",
        word.trim_end_matches('.'),
    )
}

/// The titles of a man, and of a woman.
pub(super) const COURTESIES: [(&str, &str); 7] = [
    ("mr", "he"),
    ("sir", "he"),
    ("lord", "he"),
    ("mrs", "she"),
    ("ms", "she"),
    ("miss", "she"),
    ("lady", "she"),
];

/// Whether a word says what a person does.
pub(super) fn is_role(word: &str) -> bool {
    let word = bare_plural(word);
    is_title(&word)
        || has(
            "spokesman spokeswoman spokesperson official officer engineer lawyer teacher doctor nurse farmer \
             worker resident neighbour neighbor witness expert scientist researcher historian activist \
             organiser organizer campaigner critic supporter opponent source aide staffer lawmaker legislator \
             politician voter student parent mother daughter son wife husband brother sister uncle aunt \
             cousin friend colleague owner driver fisherman pilot firefighter police deputy detective \
             prosecutor investigator auditor analyst author writer journalist reporter columnist editor \
             blogger publisher producer actor actress singer musician artist architect designer developer \
             builder contractor lobbyist consultant counsel delegate diplomat envoy veteran soldier commander \
             strategist pollster operative chairperson vice-president co-founder trustee treasurer \
             administrator executive entrepreneur investor banker economist trader broker retailer \
             shopkeeper grocer chef waiter landlord tenant homeowner commuter passenger patient customer \
             user player coach trainer athlete captain goalkeeper referee fan member participant attendee \
             protester demonstrator refugee migrant immigrant survivor victim suspect defendant plaintiff \
             juror clerk meteorologist forecaster ecologist biologist chemist physicist psychologist \
             sociologist astronomer geologist surgeon epidemiologist paramedic curator librarian priest \
             pastor minister vicar imam rabbi scholar fellow principal headteacher superintendent ranger \
             planner surveyor inspector regulator insider observer people man woman men women person child \
             children boy girl leader manager boss head skipper warden guard agent negotiator translator \
             politician nominee candidate runner rival ally adviser advisor moderator caller guest",
            &word,
        )
}

fn bare_plural(word: &str) -> String {
    let word = word.to_lowercase();
    if word.len() > 3 && !word.ends_with("ss") {
        word.strip_suffix('s').unwrap_or(&word).to_owned()
    } else {
        word
    }
}

/// Whether a word names something written.
pub(super) fn is_document(word: &str) -> bool {
    has(
        "study report audit survey statement letter document memo memorandum poll lawsuit suit complaint filing \
         analysis review paper indictment affidavit email record data figure transcript article book website \
         bill law ruling judgment verdict warrant leaflet notice brochure newsletter editorial press-release \
         release estimate forecast census petition motion brief dossier manual guideline inventory spreadsheet \
         message tweet post note diary testimony headline story plan budget prospectus",
        &bare_plural(word),
    )
}

/// Whether a word names a body that can speak as one.
pub(super) fn is_body(word: &str) -> bool {
    has(
        "company firm utility council government agency ministry department hospital union group campaign party \
         court committee administration commission university college school board bank team newspaper trust \
         authority association institute foundation corporation inc corp ltd llc plc office bureau centre \
         center society federation league service house senate congress parliament church club charity \
         coalition alliance network magazine journal times post herald news press tribune gazette observer \
         guardian airline operator organisation organization nonprofit watchdog regulator ministry embassy \
         consulate army navy command division tribunal assembly cooperative co-operative fund exchange \
         secretariat treasury union manufacturer developer owner division syndicate jury kremlin pentagon",
        word.trim_end_matches('.'),
    )
}

/// Words that join the parts of a person's name and are written small.
pub(super) fn is_particle(word: &str) -> bool {
    has("van de der den von la le al bin ibn el da di du dos del della ter ten zu af av y", word)
}

/// Capitalised words that begin sentences and are nobody's name.
pub(super) fn is_common_opening(token: &Token) -> bool {
    is_stop(token)
        || is_determiner(token)
        || is_pronoun(token)
        || begins_adverbial(token)
        || has(
            "according asked its that there here related read more advertisement by fewer nearly nobody \
             everyone everybody someone anyone nothing until until yes no not our your you old good now \
             look please thanks thank first second third next last great big small more less much very even \
             take make get go let come see say said says think know want need why how who what which where \
             others another neither either none today yesterday tomorrow voting updated photo image video \
             watch share click source sources",
            token.text,
        )
}

/// Where a sentence ends within tokens: the place after the last sign that ends one, and the marks that close
/// it.
pub(super) fn sentence_start(tokens: &[Token]) -> usize {
    tokens.iter().rposition(|token| token.class == Class::Stop).map_or(0, |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detection::tokens::tokens;

    #[test]
    fn the_longest_cue_counts() {
        let cases = [
            ("said Okafor", Some((1, Cue::Say))),
            ("Pointed out that", Some((2, Cue::Say))),
            ("according to Okafor", Some((2, Cue::From))),
            ("according roughly", None),
            ("told reporters", Some((1, Cue::Hearer))),
            ("bridge", None),
            ("", None),
        ];
        for (source, expected) in cases {
            assert_eq!(cue_at(&tokens(source, 0, source.len()), 0), expected, "{source}");
        }
    }

    #[test]
    fn no_cue_is_listed_twice() {
        for pair in CUES.windows(2) {
            assert_ne!(pair[0].0, pair[1].0, "twice in cues.txt");
        }
    }
}
