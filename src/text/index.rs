//! Converts offsets of one text between code points, UTF-16 units and bytes.

use super::{ByteOffset, CodePointOffset, Utf16Offset};

/// How many code points, or bytes, lie between two checkpoints. A conversion walks at most so many characters; a
/// megabyte of text needs some 170 KB of checkpoints.
const STRIDE: usize = 64;

/// A table over one text, built in one pass, that turns each unit into each other one.
///
/// Conversions are total: they answer `None` for an offset past the end or inside a character, and never
/// panic. The end of the text is an offset like any other.
///
/// The index does not hold the text. Handing it another text than it was built from gives wrong answers,
/// so [`ArticleText`](super::ArticleText) keeps the two together.
#[derive(Clone, Debug)]
pub struct OffsetIndex {
    /// Byte and UTF-16 offset of every `STRIDE`-th code point. Empty for ASCII, where all units agree.
    checkpoints: Vec<(ByteOffset, Utf16Offset)>,
    /// How many code points begin before every `STRIDE`-th byte. Empty for ASCII.
    begun: Vec<CodePointOffset>,
    code_points: CodePointOffset,
    utf16: Utf16Offset,
    bytes: ByteOffset,
}

/// One place in all three units.
#[derive(Clone, Copy)]
struct Place {
    code_point: usize,
    utf16: usize,
    byte: usize,
}

impl OffsetIndex {
    /// Builds the table for `text`.
    pub fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self {
                checkpoints: Vec::new(),
                begun: Vec::new(),
                code_points: CodePointOffset::from_count(text.len()),
                utf16: Utf16Offset::from_count(text.len()),
                bytes: ByteOffset::from_count(text.len()),
            };
        }
        let mut checkpoints = Vec::with_capacity(text.len() / STRIDE + 1);
        let (mut code_points, mut utf16) = (0, 0);
        for (byte, character) in text.char_indices() {
            if code_points % STRIDE == 0 {
                checkpoints.push((ByteOffset::from_count(byte), Utf16Offset::from_count(utf16)));
            }
            code_points += 1;
            utf16 += character.len_utf16();
        }
        let mut begun = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut before = 0;
        for stretch in text.as_bytes().chunks(STRIDE) {
            begun.push(CodePointOffset::from_count(before));
            before += beginnings(stretch);
        }
        begun.push(CodePointOffset::from_count(before));
        Self {
            checkpoints,
            begun,
            code_points: CodePointOffset::from_count(code_points),
            utf16: Utf16Offset::from_count(utf16),
            bytes: ByteOffset::from_count(text.len()),
        }
    }

    /// The length of the text in code points.
    pub fn code_points(&self) -> CodePointOffset {
        self.code_points
    }

    /// The length of the text in UTF-16 units.
    pub fn utf16(&self) -> Utf16Offset {
        self.utf16
    }

    /// The length of the text in bytes.
    pub fn bytes(&self) -> ByteOffset {
        self.bytes
    }

    /// Code points to bytes; `None` past the end.
    pub fn byte_of(&self, text: &str, offset: CodePointOffset) -> Option<ByteOffset> {
        if offset > self.code_points {
            return None;
        }
        if self.checkpoints.is_empty() {
            return Some(ByteOffset::from_count(offset.get()));
        }
        // A text whose length is a multiple of the stride ends just after its last checkpoint's stretch.
        let number = (offset.get() / STRIDE).min(self.checkpoints.len() - 1);
        let byte = self.checkpoints[number].0.get();
        let left = offset.get() - number * STRIDE;
        Some(ByteOffset::from_count(byte + length_of(&text.as_bytes()[byte..], left)))
    }

    /// Code points to UTF-16 units; `None` past the end.
    pub fn utf16_of(&self, text: &str, offset: CodePointOffset) -> Option<Utf16Offset> {
        self.find_code_point(text, offset).map(|place| Utf16Offset::from_count(place.utf16))
    }

    /// UTF-16 units to code points; `None` past the end or between the halves of a surrogate pair.
    pub fn code_point_of_utf16(&self, text: &str, offset: Utf16Offset) -> Option<CodePointOffset> {
        if offset > self.utf16 {
            return None;
        }
        let checkpoint = self.checkpoints.partition_point(|(_, utf16)| *utf16 <= offset);
        let place = self.walk(text, checkpoint, |place| place.utf16 >= offset.get());
        (place.utf16 == offset.get()).then(|| CodePointOffset::from_count(place.code_point))
    }

    /// Bytes to code points; `None` past the end or inside a character.
    pub fn code_point_of_byte(&self, text: &str, offset: ByteOffset) -> Option<CodePointOffset> {
        if offset > self.bytes {
            return None;
        }
        let end = offset.get();
        if self.checkpoints.is_empty() {
            return Some(CodePointOffset::from_count(end));
        }
        if !text.is_char_boundary(end) {
            return None;
        }
        let number = end / STRIDE;
        let between = beginnings(&text.as_bytes()[number * STRIDE..end]);
        Some(CodePointOffset::from_count(self.begun[number].get() + between))
    }

    fn find_code_point(&self, text: &str, offset: CodePointOffset) -> Option<Place> {
        if offset > self.code_points {
            return None;
        }
        Some(self.walk(text, offset.get() / STRIDE + 1, |place| place.code_point >= offset.get()))
    }

    /// Walks from the checkpoint before number `after` until `there` holds or the text ends.
    fn walk(&self, text: &str, after: usize, there: impl Fn(Place) -> bool) -> Place {
        if self.checkpoints.is_empty() {
            // ASCII: all units agree, and the place can be found by halving instead of walking.
            let (mut low, mut high) = (0, text.len());
            while low < high {
                let middle = low + (high - low) / 2;
                if there(Place { code_point: middle, utf16: middle, byte: middle }) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return Place { code_point: low, utf16: low, byte: low };
        }
        // A text whose length is a multiple of the stride ends just after its last checkpoint's stretch.
        let number = after.clamp(1, self.checkpoints.len()) - 1;
        let (byte, utf16) = self.checkpoints[number];
        let mut place = Place { code_point: number * STRIDE, utf16: utf16.get(), byte: byte.get() };
        for character in text[place.byte..].chars() {
            if there(place) {
                break;
            }
            place.code_point += 1;
            place.utf16 += character.len_utf16();
            place.byte += character.len_utf8();
        }
        place
    }
}

/// How many characters begin in a stretch: every one has one byte that continues no other one.
fn beginnings(bytes: &[u8]) -> usize {
    let (eights, rest) = bytes.as_chunks::<8>();
    let whole: u32 = eights.iter().map(|eight| beginnings_of_eight(*eight)).sum();
    whole as usize + rest.iter().filter(|byte| begins(**byte)).count()
}

fn begins(byte: u8) -> bool {
    byte & 0xc0 != 0x80
}

/// The same for eight bytes at once.
fn beginnings_of_eight(eight: [u8; 8]) -> u32 {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    let bits = u64::from_le_bytes(eight);
    // Bit 7 is clear, or bit 6 is set.
    let each = (!bits >> 7 | bits >> 6) & ONES;
    // The sum of all bytes, in the upper one: where nothing counts bits, this is the shortest way.
    (each.wrapping_mul(ONES) >> 56) as u32
}

/// How many bytes the first so many characters take, of a stretch that begins with a character and has as many.
fn length_of(bytes: &[u8], characters: usize) -> usize {
    let (mut at, mut left) = (0, characters);
    // Where the next eight bytes begin no more characters than are left, all of them are passed.
    while let Some(eight) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let passed = beginnings_of_eight(*eight) as usize;
        if passed > left {
            break;
        }
        left -= passed;
        at += 8;
    }
    // The next character begins where none is left to pass.
    while let Some(byte) = bytes.get(at) {
        if begins(*byte) {
            if left == 0 {
                break;
            }
            left -= 1;
        }
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Compares every offset of the text, in every direction, with counting from the start.
    fn check(text: &str) {
        let index = OffsetIndex::new(text);
        let (mut utf16, mut byte) = (0, 0);
        let mut boundaries_utf16 = vec![];
        let mut boundaries_byte = vec![];
        for (code_point, character) in text.chars().map(Some).chain([None]).enumerate() {
            let here = CodePointOffset::from_count(code_point);
            assert_eq!(index.byte_of(text, here).map(ByteOffset::get), Some(byte), "{text:?} at {here}");
            assert_eq!(index.utf16_of(text, here).map(Utf16Offset::get), Some(utf16), "{text:?} at {here}");
            boundaries_utf16.push(utf16);
            boundaries_byte.push(byte);
            utf16 += character.map_or(0, char::len_utf16);
            byte += character.map_or(0, char::len_utf8);
        }
        for unit in 0..=utf16 + 2 {
            let expected = boundaries_utf16.iter().position(|at| *at == unit);
            let got = index.code_point_of_utf16(text, Utf16Offset::from_count(unit));
            assert_eq!(got.map(CodePointOffset::get), expected, "{text:?} at UTF-16 unit {unit}");
        }
        for unit in 0..=byte + 2 {
            let expected = boundaries_byte.iter().position(|at| *at == unit);
            let got = index.code_point_of_byte(text, ByteOffset::from_count(unit));
            assert_eq!(got.map(CodePointOffset::get), expected, "{text:?} at byte {unit}");
        }
        let past = CodePointOffset::from_count(text.chars().count() + 1);
        assert_eq!(index.byte_of(text, past), None);
    }

    #[test]
    fn every_offset_converts_both_ways() {
        let nasty = "a\u{301}👩\u{200d}👩\u{200d}👧 «да» שלום 東京 ไทย 🇩🇪\r\n";
        for text in ["", "a", "plain ASCII", "👍", nasty] {
            check(text);
        }
        // Lengths on both sides of the checkpoints.
        for count in [STRIDE - 1, STRIDE, STRIDE + 1, 2 * STRIDE] {
            check(&"é".repeat(count));
            check(&"👍a".repeat(count));
            check(&"a".repeat(count));
        }
        check(&nasty.repeat(20));
    }
}
