//! What a sentence shows to the model: hashes of its words, of neighbours, and of a few plain shapes.

use super::super::hash::{Fnv, fnv as hash};

/// No sentence that a reader follows has more words; what comes after them is not looked at.
const LONGEST: usize = 200;

fn pair(kind: u32, one: u32, two: u32) -> u32 {
    (one.rotate_left(7) ^ two).wrapping_mul(0x9e37_79b1).wrapping_add(kind.wrapping_mul(0x85eb_ca6b))
}

/// Stirs a hash so that its upper bits depend on all of it (the end of MurmurHash3, Appleby).
fn stirred(hash: u32) -> u32 {
    let hash = (hash ^ (hash >> 16)).wrapping_mul(0x85eb_ca6b);
    let hash = (hash ^ (hash >> 13)).wrapping_mul(0xc2b2_ae35);
    hash ^ (hash >> 16)
}

/// What sentences show, one after the other: each feature of the last one that was read once, in no order. The memory of
/// one serves the next.
pub struct Features {
    list: Vec<u32>,
    /// The letters of a word.
    word: Vec<u8>,
    /// Which features are in the list, by their lower bits (open addressing), each with the number of its sentence.
    slots: Vec<(u32, u32)>,
    sentence: u32,
}

/// A power of two, more than a sentence can have features: three for each word, and four.
const SLOTS: usize = 1 << 11;

impl Default for Features {
    fn default() -> Self {
        Self { list: Vec::new(), word: Vec::new(), slots: vec![(0, 0); SLOTS], sentence: 0 }
    }
}

impl Features {
    fn add(&mut self, feature: u32) {
        let feature = stirred(feature);
        let mut slot = feature as usize & (SLOTS - 1);
        while self.slots[slot].0 == self.sentence {
            if self.slots[slot].1 == feature {
                return;
            }
            slot = (slot + 1) & (SLOTS - 1);
        }
        self.slots[slot] = (self.sentence, feature);
        self.list.push(feature);
    }

    /// The features of a sentence.
    pub fn of(&mut self, sentence: &str) -> &[u32] {
        self.list.clear();
        self.sentence = self.sentence.wrapping_add(1);
        if self.sentence == 0 {
            // What stands there from four billion sentences ago would seem to be of this one.
            self.slots.fill((0, 0));
            self.sentence = 1;
        }
        let (start, end) = (hash(*b"<s>"), hash(*b"</s>"));
        let mut before = start;
        let (mut place, mut names, mut numbers, mut words) = (0, 0, 0, 0);
        let mut word = std::mem::take(&mut self.word);
        look(sentence, &mut word, |item| {
            self.add(pair(1, 0, item.whole));
            self.add(pair(2, before, item.whole));
            if let Some(ending) = item.ending {
                self.add(pair(3, 0, ending));
            }
            numbers += u32::from(item.is_number);
            names += u32::from(item.is_name && place > 0);
            words += u32::from(item.is_word);
            before = item.whole;
            place += 1;
        });
        self.word = word;
        self.add(pair(2, before, end));
        for (kind, count) in [(4, names.min(6)), (5, numbers.min(4)), (6, length_class(words))] {
            self.add(pair(kind, 0, count));
        }
        &self.list
    }
}

/// The features of a sentence as hashes of 32 bits, sorted, each once. The same text gives the same numbers on
/// every machine.
pub fn claim_features(sentence: &str) -> Vec<u32> {
    let mut features = Features::default().of(sentence).to_vec();
    features.sort_unstable();
    features
}

fn length_class(words: u32) -> u32 {
    match words {
        0..=12 => words / 2,
        13..=40 => 6 + (words - 13) / 5,
        _ => 12,
    }
}

/// A word or a sign as the model sees it.
struct Seen {
    whole: u32,
    ending: Option<u32>,
    is_number: bool,
    is_name: bool,
    is_word: bool,
}

/// Shows the words and signs of a sentence in their order. `word` is room for the letters of one.
fn look(sentence: &str, word: &mut Vec<u8>, mut show: impl FnMut(Seen)) {
    let bytes = sentence.as_bytes();
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte >= 0x80;
    let mut shown = 0;
    let mut at = 0;
    while at < bytes.len() && shown < LONGEST {
        if bytes[at] == b' ' {
            at += 1;
            continue;
        }
        // Curly marks are two or three bytes beyond ASCII; as parts of words they would hide them.
        if let Some((sign, length)) = curly(&bytes[at..]) {
            if sign != b'\'' {
                show(sign_of(sign));
                shown += 1;
            }
            at += length;
            continue;
        }
        if !is_part(bytes[at]) {
            if !bytes[at].is_ascii_whitespace() && !matches!(bytes[at], b'\'' | b'_') {
                show(sign_of(bytes[at]));
                shown += 1;
            }
            at += 1;
            continue;
        }
        if let Some((seen, end)) = plain_word(bytes, at) {
            show(seen);
            shown += 1;
            at = end;
            continue;
        }
        let start = at;
        word.clear();
        while at < bytes.len() {
            if bytes[at].is_ascii_alphanumeric() {
                word.push(bytes[at].to_ascii_lowercase());
                at += 1;
                continue;
            }
            let apostrophe = match curly(&bytes[at..]) {
                Some((b'\'', length)) => Some(length),
                Some(_) => break,
                None => (bytes[at] == b'\'').then_some(1),
            };
            // "don’t" is one word; so is "3.5", and "1,200".
            let inner = apostrophe.or_else(|| {
                (matches!(bytes[at], b'.' | b',') && at > start && bytes[at - 1].is_ascii_digit())
                    .then_some(1)
            });
            if let Some(length) = inner {
                let Some(next) = bytes.get(at + length).filter(|next| is_part(**next)) else { break };
                if apostrophe.is_none() && !next.is_ascii_digit() {
                    break;
                }
                word.push(if apostrophe.is_some() { b'\'' } else { bytes[at] });
                at += length;
            } else if is_part(bytes[at]) {
                word.push(bytes[at].to_ascii_lowercase());
                at += 1;
            } else {
                break;
            }
        }
        show(word_of(word, bytes[start].is_ascii_uppercase()));
        shown += 1;
    }
}

/// The word that begins at a byte and the byte after it, if it is a word of nothing but letters of ASCII; most are.
fn plain_word(bytes: &[u8], start: usize) -> Option<(Seen, usize)> {
    // In ASCII this bit tells small letters from capitals.
    const SMALL: u8 = 0x20;
    let mut whole = Fnv::default();
    let mut end = start;
    while let Some(letter) = bytes.get(end).filter(|byte| byte.is_ascii_alphabetic()) {
        whole = whole.and(letter | SMALL);
        end += 1;
    }
    let goes_on = match bytes.get(end) {
        Some(byte) if byte.is_ascii() => byte.is_ascii_digit() || *byte == b'\'',
        Some(_) => curly(&bytes[end..]).is_none_or(|(sign, _)| sign == b'\''),
        None => false,
    };
    if goes_on || end == start {
        return None;
    }
    let ending = match &bytes[start..end] {
        [_, _, _, .., a, b, c] => Some(hash([b'~', a | SMALL, b | SMALL, c | SMALL])),
        _ => None,
    };
    let is_name = bytes[start].is_ascii_uppercase();
    Some((Seen { whole: whole.0, ending, is_number: false, is_name, is_word: true }, end))
}

fn curly(bytes: &[u8]) -> Option<(u8, usize)> {
    match bytes {
        [0xe2, 0x80, 0x98 | 0x99, ..] => Some((b'\'', 3)),
        [0xe2, 0x80, 0x9c..=0x9e, ..] => Some((b'"', 3)),
        [0xe2, 0x80, 0x90..=0x95, ..] => Some((b'-', 3)),
        [0xe2, 0x80, 0xa6, ..] => Some((b'.', 3)),
        [0xc2, 0xa0, ..] => Some((b'\'', 2)),
        _ => None,
    }
}

fn sign_of(sign: u8) -> Seen {
    Seen { whole: hash([sign]), ending: None, is_number: false, is_name: false, is_word: false }
}

fn word_of(word: &[u8], is_name: bool) -> Seen {
    let is_number = word.first().is_some_and(u8::is_ascii_digit);
    if !is_number {
        let ending =
            (word.len() > 5).then(|| hash([b'~'].into_iter().chain(word[word.len() - 3..].iter().copied())));
        return Seen { whole: hash(word.iter().copied()), ending, is_number, is_name, is_word: true };
    }
    let is_year = word.len() == 4 && (word.starts_with(b"19") || word.starts_with(b"20"));
    let shape = if is_year { hash(*b"0y") } else { hash([b'0']) };
    let length = u8::try_from(word.len().min(9)).unwrap_or(9);
    let comma = u8::from(word.contains(&b','));
    Seen {
        whole: shape,
        ending: Some(hash([b'0', b'#', length, comma])),
        is_number,
        is_name: false,
        is_word: true,
    }
}
