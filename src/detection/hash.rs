//! The hashes of words: the same on every machine and in every run.

/// FNV-1a of 32 bits (Fowler, Noll, Vo), byte by byte: what the weights of the claim model were trained with.
#[derive(Clone, Copy)]
pub(super) struct Fnv(pub u32);

impl Default for Fnv {
    fn default() -> Self {
        Self(0x811c_9dc5)
    }
}

impl Fnv {
    /// The hash with one byte more.
    pub fn and(self, byte: u8) -> Self {
        Self((self.0 ^ u32::from(byte)).wrapping_mul(0x0100_0193))
    }
}

/// The hash of some bytes.
pub(super) fn fnv(bytes: impl IntoIterator<Item = u8>) -> u32 {
    bytes.into_iter().fold(Fnv::default(), Fnv::and).0
}

/// A hash to find places in tables with. It reads a word by eight bytes at a time, since most words have no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hash(u64);

impl Hash {
    /// The place in a table of so many slots, a power of two and more than one.
    pub fn slot(self, slots: usize) -> usize {
        // Only the upper bits of a product depend on all bits of its factors.
        (self.0 >> (u64::BITS - slots.trailing_zeros())) as usize
    }

    /// The hash of bytes that are read by eight.
    pub fn of_eights(eights: impl IntoIterator<Item = u64>) -> Self {
        let stir = |hash: u64, eight: u64| {
            let product = (hash ^ eight).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            product ^ (product >> 32)
        };
        let hash = eights.into_iter().fold(0, stir);
        Self(hash.wrapping_mul(0xd6e8_feb8_6659_fd93))
    }
}

/// The hash of a word.
pub(super) fn of(word: &str) -> Hash {
    of_bytes(word.as_bytes(), |eight| eight)
}

/// The hash that a word has in small letters of ASCII.
pub(super) fn of_lower(word: &str) -> Hash {
    of_bytes(word.as_bytes(), lower)
}

fn of_bytes(mut rest: &[u8], case: impl Fn(u64) -> u64) -> Hash {
    Hash::of_eights(std::iter::from_fn(|| {
        let eight = first_eight(rest);
        let is_left = !rest.is_empty();
        rest = rest.get(8..).unwrap_or_default();
        is_left.then(|| case(eight))
    }))
}

/// The first eight bytes, the first one lowest; zeros where there are fewer.
pub(super) fn first_eight(bytes: &[u8]) -> u64 {
    if let Some(eight) = bytes.first_chunk() {
        return u64::from_le_bytes(*eight);
    }
    // Two reads that overlap tell any length between them.
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        return u64::from(first) | u64::from(last) << ((bytes.len() - 4) * 8);
    }
    bytes.iter().rev().fold(0, |eight, byte| eight << 8 | u64::from(*byte))
}

/// Eight bytes with the capitals of ASCII among them made small.
pub(super) fn lower(eight: u64) -> u64 {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    let seven_bits = eight & (ONES * 0x7f);
    // The upper bit of each byte tells whether it is at least "A", and whether it is more than "Z".
    let from_a = seven_bits + ONES * (0x80 - b'A' as u64);
    let past_z = seven_bits + ONES * (0x7f - b'Z' as u64);
    let capitals = (from_a ^ past_z) & !eight & (ONES * 0x80);
    eight | capitals >> 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_are_made_small_as_one_by_one() {
        for byte in 0..=u8::MAX {
            for place in 0..8 {
                let mut bytes = *b"aZ@[ \xc3`{";
                bytes[place] = byte;
                let expected = bytes.to_ascii_lowercase();
                assert_eq!(lower(u64::from_le_bytes(bytes)).to_le_bytes(), expected.as_slice(), "{bytes:x?}");
            }
        }
    }

    #[test]
    fn eight_bytes_are_read_whatever_the_length() {
        let word = b"abcdefghij";
        for length in 0..=word.len() {
            let mut expected = [0; 8];
            let read = length.min(8);
            expected[..read].copy_from_slice(&word[..read]);
            assert_eq!(first_eight(&word[..length]).to_le_bytes(), expected, "{length} bytes");
        }
    }

    #[test]
    fn case_is_all_that_is_left_out() {
        assert_eq!(of_lower("Skerry Herald Photographer"), of("skerry herald photographer"));
        assert_ne!(of("Skerry"), of("skerry"));
        assert_ne!(of("skerry herald"), of("skerry heralds"));
    }
}
