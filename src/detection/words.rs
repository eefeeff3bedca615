//! What words do in a sentence: one table, looked up once for each token.

use std::sync::LazyLock;

use super::hash::Fnv;

/// What a word does. `words.txt` and `verbs.txt` explain each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WordClass {
    Pronoun,
    Determiner,
    Stop,
    Between,
    Adverbial,
    Clause,
    Calendar,
    Title,
    Role,
    Document,
    Body,
    Particle,
    Opening,
    /// A cue begins with it.
    Cue,
    /// A verb of thought or stance that takes a clause: "believes that".
    Opinion,
    /// One that takes what it is about: "criticised the plan".
    Stance,
    /// One that takes an infinitive: "plans to".
    Intent,
    /// A noun for what somebody says or thinks: "his claim that".
    Notion,
    /// A verb that ends in "ing".
    Gerund,
    /// A verb as it stands in the dictionary, which may be a noun as well.
    Base,
    /// A verb that ends in "ed".
    Past,
}

const NAMED: [(&str, WordClass); 13] = [
    ("pronoun", WordClass::Pronoun),
    ("determiner", WordClass::Determiner),
    ("stop", WordClass::Stop),
    ("between", WordClass::Between),
    ("adverbial", WordClass::Adverbial),
    ("clause", WordClass::Clause),
    ("calendar", WordClass::Calendar),
    ("title", WordClass::Title),
    ("role", WordClass::Role),
    ("document", WordClass::Document),
    ("body", WordClass::Body),
    ("particle", WordClass::Particle),
    ("opening", WordClass::Opening),
];

/// The classes of one word, a bit for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Classes(u32);

impl Classes {
    /// Whether the word is in a class.
    pub fn has(self, class: WordClass) -> bool {
        self.0 & (1 << class as u32) != 0
    }

    fn of(class: WordClass) -> Self {
        Self(1 << class as u32)
    }

    fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// No word of the lists is longer, in bytes.
const LONGEST: usize = 24;

/// The slots of the table: a power of two, at least twice the words.
const SLOTS: usize = 1 << 13;

struct Table {
    /// The number of a word, counted from 1, and the upper half of its hash, so that few words are compared in vain.
    slots: Vec<(u16, u16)>,
    words: Vec<(Box<str>, Classes)>,
}

impl Table {
    /// The slot of a word, or the free one where it belongs (open addressing).
    fn slot(&self, word: &[u8], hash: Fnv) -> usize {
        let mut slot = hash.slot(SLOTS);
        loop {
            let (number, tag) = self.slots[slot];
            if number == 0
                || (tag == tag_of(hash) && self.words[usize::from(number) - 1].0.as_bytes() == word)
            {
                return slot;
            }
            slot = (slot + 1) & (SLOTS - 1);
        }
    }

    fn add(&mut self, word: &str, classes: Classes) {
        let hash = super::hash::of(word.as_bytes());
        let slot = self.slot(word.as_bytes(), hash);
        match self.slots[slot] {
            // The table never fills: a test holds the lists to half of it.
            (0, _) => {
                self.words.push((word.into(), classes));
                self.slots[slot] = (u16::try_from(self.words.len()).unwrap_or(0), tag_of(hash));
            }
            (number, _) => {
                let known = &mut self.words[usize::from(number) - 1].1;
                *known = known.and(classes);
            }
        }
    }

    fn get(&self, word: &[u8], hash: Fnv) -> Classes {
        match self.slots[self.slot(word, hash)] {
            (0, _) => Classes::default(),
            (number, _) => self.words[usize::from(number) - 1].1,
        }
    }

    fn read() -> Self {
        let mut table = Self { slots: vec![(0, 0); SLOTS], words: Vec::new() };
        for (class, words) in lines(include_str!("words.txt")) {
            if let Some((_, class)) = NAMED.iter().find(|(name, _)| *name == class) {
                words.for_each(|word| table.add(word, Classes::of(*class)));
            }
        }
        for (class, words) in lines(include_str!("verbs.txt")) {
            let (class, is_form) = class.strip_suffix(" form").map_or((class, false), |class| (class, true));
            let classes = Classes::of(match class {
                "opinion" => WordClass::Opinion,
                "stance" => WordClass::Stance,
                "intent" => WordClass::Intent,
                _ => WordClass::Notion,
            });
            for word in words {
                if is_form {
                    let past = Classes::of(WordClass::Past);
                    let gerund = Classes::of(WordClass::Gerund);
                    let own = if word.ends_with("ing") { gerund } else { past };
                    table.add(word, classes.and(own));
                } else if class == "notion" {
                    table.add(word, classes);
                    table.add(&format!("{word}s"), classes);
                } else {
                    table.add(word, classes.and(Classes::of(WordClass::Base)));
                    for (form, own) in forms(word) {
                        table.add(&form, classes.and(own));
                    }
                }
            }
        }
        for line in include_str!("cues.txt").lines().filter(|line| !line.starts_with('#')) {
            if let Some(first) = line.split_whitespace().next() {
                table.add(first, Classes::of(WordClass::Cue));
            }
        }
        table
    }
}

fn tag_of(hash: Fnv) -> u16 {
    (hash.0 >> 16) as u16
}

/// The lines of a list: class and words.
fn lines(list: &'static str) -> impl Iterator<Item = (&'static str, std::str::SplitWhitespace<'static>)> {
    list.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(':'))
        .map(|(class, words)| (class, words.split_whitespace()))
}

/// The regular forms of a verb: "worries", "worried", "worrying".
fn forms(verb: &str) -> [(String, Classes); 3] {
    let (third, past, ing) = match verb.strip_suffix('e') {
        Some(stem) if verb.ends_with("ee") => (format!("{verb}s"), format!("{verb}d"), format!("{stem}eing")),
        Some(stem) => (format!("{verb}s"), format!("{verb}d"), format!("{stem}ing")),
        None => match verb.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u'])) {
            Some(stem) => (format!("{stem}ies"), format!("{stem}ied"), format!("{verb}ing")),
            None => {
                let hisses = verb.ends_with(['s', 'x', 'z']) || verb.ends_with("sh") || verb.ends_with("ch");
                let end = if hisses { "es" } else { "s" };
                (format!("{verb}{end}"), format!("{verb}ed"), format!("{verb}ing"))
            }
        },
    };
    let none = Classes::default();
    [(third, none), (past, Classes::of(WordClass::Past)), (ing, Classes::of(WordClass::Gerund))]
}

static TABLE: LazyLock<Table> = LazyLock::new(Table::read);

/// The classes of a word, in any case of its letters; a curly apostrophe counts as a straight one.
pub(super) fn classes(word: &str) -> Classes {
    let mut small = [0; LONGEST];
    let mut length = 0;
    let mut hash = Fnv::default();
    let bytes = word.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if length == LONGEST {
            return Classes::default();
        }
        let byte = bytes[at];
        if byte == 0xe2 && bytes[at..].starts_with("’".as_bytes()) {
            small[length] = b'\'';
            at += "’".len();
        } else {
            small[length] = byte.to_ascii_lowercase();
            at += 1;
        }
        hash = hash.and(small[length]);
        length += 1;
    }
    TABLE.get(&small[..length], hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_inflected() {
        for word in ["worries", "worried", "agreeing", "believes", "believing", "Criticizing", "wishes"] {
            let found = classes(word);
            let is_verb = [WordClass::Opinion, WordClass::Stance, WordClass::Intent];
            assert!(is_verb.iter().any(|class| found.has(*class)), "{word} is in no class of verbs");
        }
        assert_eq!(classes("bridge"), Classes::default());
        assert!(classes("didn’t").has(WordClass::Stop));
    }

    #[test]
    fn the_table_stays_half_empty() {
        assert!(TABLE.words.len() * 2 < SLOTS, "{} words", TABLE.words.len());
        for (word, _) in &TABLE.words {
            assert!(word.len() <= LONGEST, "{word} is too long");
        }
    }
}
