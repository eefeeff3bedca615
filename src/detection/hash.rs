//! One hash of words for every table of this room: the same on every machine and in every run.

/// FNV-1a of 32 bits (Fowler, Noll, Vo).
pub(super) fn fnv(bytes: impl IntoIterator<Item = u8>) -> u32 {
    const START: u32 = 0x811c_9dc5;
    const FACTOR: u32 = 0x0100_0193;
    bytes.into_iter().fold(START, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(FACTOR))
}

/// The place of a word in a table of so many slots, a power of two. The lower bits of the hash alone are poor for short
/// words.
pub(super) fn slot(word: &[u8], slots: usize) -> usize {
    let hash = fnv(word.iter().copied());
    (hash ^ (hash >> 15)) as usize & (slots - 1)
}
