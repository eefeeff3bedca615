//! One hash of words for every table of this room: the same on every machine and in every run.

/// FNV-1a of 32 bits (Fowler, Noll, Vo), byte by byte.
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

    /// The place in a table of so many slots, a power of two. The lower bits of the hash alone are poor for short words.
    pub fn slot(self, slots: usize) -> usize {
        (self.0 ^ (self.0 >> 15)) as usize & (slots - 1)
    }
}

/// The hash of some bytes.
pub(super) fn fnv(bytes: impl IntoIterator<Item = u8>) -> u32 {
    bytes.into_iter().fold(Fnv::default(), Fnv::and).0
}

/// The same to find a place with.
pub(super) fn of(word: &[u8]) -> Fnv {
    Fnv(fnv(word.iter().copied()))
}
