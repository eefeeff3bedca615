//! What words do in a sentence: one table, looked up once for each token.

use std::sync::LazyLock;

use super::hash::{self, Hash};

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
const LONGEST: usize = 23;

/// A word in small letters with straight apostrophes, filled up with zeros. The last byte is its length, so that a zero
/// within a word tells it from a shorter one.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Key([u64; 3]);

impl Key {
    /// The key of a word in any case; `None` if it is longer than every word of the lists.
    fn of(word: &str) -> Option<Self> {
        let bytes = word.as_bytes();
        if bytes.len() > LONGEST {
            return Self::of_curly(bytes);
        }
        let eight = |from: usize| hash::first_eight(bytes.get(from..).unwrap_or_default());
        let (first, second, third) =
            if bytes.len() > 8 { (eight(0), eight(8), eight(16)) } else { (eight(0), 0, 0) };
        if (first | second | third) & BEYOND_ASCII != 0 {
            return Self::of_curly(bytes);
        }
        let length = (bytes.len() as u64) << (7 * u8::BITS);
        Some(Self([hash::lower(first), hash::lower(second), hash::lower(third) | length]))
    }

    /// The same where a letter may be a curly apostrophe.
    fn of_curly(mut rest: &[u8]) -> Option<Self> {
        let mut letters = Letters::default();
        while let Some((first, more)) = rest.split_first() {
            let (byte, more) = match rest.strip_prefix(CURLY) {
                Some(more) => (b'\'', more),
                None => (*first, more),
            };
            letters.push(&[byte])?;
            rest = more;
        }
        Some(letters.key())
    }

    fn hash(self) -> Hash {
        Hash::of_eights(self.0)
    }
}

/// The bits that a byte of ASCII does not have.
const BEYOND_ASCII: u64 = u64::from_le_bytes([0x80; 8]);

/// The bytes of a curly apostrophe.
const CURLY: &[u8] = "’".as_bytes();

/// The letters of a word that is put together.
#[derive(Default)]
struct Letters {
    bytes: [u8; LONGEST + 1],
    length: usize,
}

impl Letters {
    /// Adds letters; `None` if there is no room.
    fn push(&mut self, more: &[u8]) -> Option<()> {
        let end = self.length + more.len();
        self.bytes[..LONGEST].get_mut(self.length..end)?.copy_from_slice(more);
        self.length = end;
        Some(())
    }

    fn key(&self) -> Key {
        let eight = |from: usize| hash::lower(hash::first_eight(&self.bytes[from..]));
        Key([eight(0), eight(8), eight(16) | (self.length as u64) << (7 * u8::BITS)])
    }
}

/// The slots of the table: a power of two, at least twice the words.
const SLOTS: usize = 1 << 13;

struct Table {
    /// The number of a word, counted from 1.
    slots: Vec<u16>,
    words: Vec<(Key, Classes)>,
}

impl Table {
    /// The slot of a word, or the free one where it belongs (open addressing).
    fn slot(&self, key: Key) -> usize {
        let mut slot = key.hash().slot(SLOTS);
        loop {
            let number = usize::from(self.slots[slot]);
            if number == 0 || self.words[number - 1].0 == key {
                return slot;
            }
            slot = (slot + 1) & (SLOTS - 1);
        }
    }

    /// Adds a word. The table never fills, and no word is too long: tests hold the lists to both.
    fn add(&mut self, word: &str, classes: Classes) {
        if let Some(key) = Key::of(word) {
            self.add_key(key, classes);
        }
    }

    /// Adds a word that is put together of two parts.
    fn add_form(&mut self, stem: &str, ending: &str, classes: Classes) {
        let mut letters = Letters::default();
        if [stem, ending].iter().all(|part| letters.push(part.as_bytes()).is_some()) {
            self.add_key(letters.key(), classes);
        }
    }

    fn add_key(&mut self, key: Key, classes: Classes) {
        let slot = self.slot(key);
        match usize::from(self.slots[slot]) {
            0 => {
                self.words.push((key, classes));
                self.slots[slot] = u16::try_from(self.words.len()).unwrap_or(0);
            }
            number => {
                let known = &mut self.words[number - 1].1;
                *known = known.and(classes);
            }
        }
    }

    fn get(&self, key: Key) -> Classes {
        match usize::from(self.slots[self.slot(key)]) {
            0 => Classes::default(),
            number => self.words[number - 1].1,
        }
    }

    fn read() -> Self {
        let mut table = Self { slots: vec![0; SLOTS], words: Vec::with_capacity(SLOTS / 4) };
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
                    table.add_form(word, "s", classes);
                } else {
                    table.add(word, classes.and(Classes::of(WordClass::Base)));
                    for ((stem, ending), own) in forms(word) {
                        table.add_form(stem, ending, classes.and(own));
                    }
                }
            }
        }
        for line in include_str!("cues.txt").lines().filter(|line| !line.starts_with('#')) {
            if let Some(first) = line.split_ascii_whitespace().next() {
                table.add(first, Classes::of(WordClass::Cue));
            }
        }
        table
    }
}

/// The lines of a list: class and words.
fn lines(
    list: &'static str,
) -> impl Iterator<Item = (&'static str, std::str::SplitAsciiWhitespace<'static>)> {
    list.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(':'))
        .map(|(class, words)| (class, words.split_ascii_whitespace()))
}

/// The regular forms of a verb, each as stem and ending: "worries", "worried", "worrying".
fn forms(verb: &str) -> [((&str, &str), Classes); 3] {
    let (third, past, ing) = match verb.strip_suffix('e') {
        Some(stem) if verb.ends_with("ee") => ((verb, "s"), (verb, "d"), (stem, "eing")),
        Some(stem) => ((verb, "s"), (verb, "d"), (stem, "ing")),
        None => match verb.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u'])) {
            Some(stem) => ((stem, "ies"), (stem, "ied"), (verb, "ing")),
            None => {
                let hisses = verb.ends_with(['s', 'x', 'z']) || verb.ends_with("sh") || verb.ends_with("ch");
                ((verb, if hisses { "es" } else { "s" }), (verb, "ed"), (verb, "ing"))
            }
        },
    };
    let none = Classes::default();
    [(third, none), (past, Classes::of(WordClass::Past)), (ing, Classes::of(WordClass::Gerund))]
}

static TABLE: LazyLock<Table> = LazyLock::new(Table::read);

/// The classes of a word, in any case of its letters; a curly apostrophe counts as a straight one.
pub(super) fn classes(word: &str) -> Classes {
    Key::of(word).map_or(Classes::default(), |key| TABLE.get(key))
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
    }

    #[test]
    fn no_word_is_too_long() {
        let lists = [include_str!("words.txt"), include_str!("verbs.txt"), include_str!("cues.txt")];
        for word in lists.iter().flat_map(|list| list.split_ascii_whitespace()) {
            // No ending is longer.
            assert!(Key::of(&format!("{word}ing")).is_some(), "{word} is too long");
        }
    }

    #[test]
    fn words_of_any_length_have_their_own_key() {
        let word = "abcdefghijklmnopqrstuvwxyz";
        let keys: Vec<_> = (0..=LONGEST).map(|length| Key::of(&word[..length])).collect();
        for (length, key) in keys.iter().enumerate() {
            assert!(key.is_some() && keys.iter().filter(|other| *other == key).count() == 1, "{length}");
        }
        assert!(Key::of(&word[..=LONGEST]).is_none());
        for [one, other] in
            [["doesn’t", "Doesn't"], ["’", "'"], ["counter-offensive’s", "Counter-Offensive's"]]
        {
            assert!(Key::of(one) == Key::of(other), "{one}");
        }
        assert!(Key::of("a\0") != Key::of("a"));
    }
}
