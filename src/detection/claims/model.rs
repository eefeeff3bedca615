//! A logistic regression over hashed features, in whole numbers only.

use super::features::Features;

/// The first bytes of a model, its version in the last.
const MAGIC: [u8; 4] = *b"ACM1";

/// How many bytes stand before the weights.
const HEAD: usize = 12;

/// The sizes that a model may have, as powers of two.
const SIZES: std::ops::RangeInclusive<u8> = 8..=16;

/// Why bytes are no model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModelError {
    /// They do not begin as a model does.
    NotAModel,
    /// They name a size that no model has, as a power of two.
    Size(u8),
    /// There are more or fewer bytes than the size asks for.
    Length {
        /// How many the size asks for.
        expected: usize,
        /// How many there are.
        found: usize,
    },
}

impl std::fmt::Display for ModelError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotAModel => f.write_str("these bytes are no claim model"),
            Self::Size(bits) => write!(f, "a claim model cannot have 2 to the power of {bits} weights"),
            Self::Length { expected, found } => {
                write!(f, "a claim model of this size has {expected} bytes, not {found}")
            }
        }
    }
}

impl std::error::Error for ModelError {}

/// A trained model: `ACM1`, the size as a power of two, three bytes of zero, the scale and the bias (16 bits
/// each, signed, the lower byte first), then one signed byte for each weight.
#[derive(Clone, Debug)]
pub struct ClaimModel<'a> {
    bits: u8,
    scale: i16,
    bias: i16,
    weights: &'a [u8],
}

impl<'a> ClaimModel<'a> {
    /// Reads a model. Bytes that are not one are an error, never a panic.
    pub fn new(bytes: &'a [u8]) -> Result<Self, ModelError> {
        let Some((&[a, b, c, d, bits, _, _, _, s0, s1, b0, b1], weights)) = bytes.split_first_chunk::<HEAD>()
        else {
            return Err(ModelError::NotAModel);
        };
        if [a, b, c, d] != MAGIC {
            return Err(ModelError::NotAModel);
        }
        if !SIZES.contains(&bits) {
            return Err(ModelError::Size(bits));
        }
        let expected = HEAD + (1 << bits);
        if bytes.len() != expected {
            return Err(ModelError::Length { expected, found: bytes.len() });
        }
        let (scale, bias) = (i16::from_le_bytes([s0, s1]), i16::from_le_bytes([b0, b1]));
        Ok(Self { bits, scale, bias, weights })
    }

    /// Writes a model of `2^bits` weights, in the shape that [`Self::new`] reads.
    pub fn to_bytes(bits: u8, scale: i16, bias: i16, weights: &[i8]) -> Vec<u8> {
        let head =
            MAGIC.into_iter().chain([bits, 0, 0, 0]).chain(scale.to_le_bytes()).chain(bias.to_le_bytes());
        head.chain(weights.iter().flat_map(|weight| weight.to_le_bytes())).collect()
    }

    /// How likely a sentence is worth a check, as log odds in parts of 256: 0 is even, 256 is e to 1.
    pub fn log_odds(&self, sentence: &str) -> i32 {
        self.log_odds_of(Features::default().of(sentence))
    }

    /// The same from the features of the sentence.
    pub(super) fn log_odds_of(&self, features: &[u32]) -> i32 {
        let sum: i64 = features
            .iter()
            .map(|feature| self.weights.get((feature >> (32 - self.bits)) as usize).copied().unwrap_or(0))
            .map(|weight| i64::from(i8::from_le_bytes([weight])))
            .sum();
        // A long sentence has more features: their sum is divided by the root of how many there are.
        let root = ((features.len() as u64).max(1) << 12).isqrt().cast_signed();
        let odds = i64::from(self.bias) + sum * i64::from(self.scale) / root;
        i32::try_from(odds.clamp(-4096, 4096)).unwrap_or(0)
    }

    /// The same as percent, from 0 to 100.
    pub fn score(&self, sentence: &str) -> u8 {
        percent(self.log_odds(sentence))
    }
}

/// The log odds in parts of 256 from which on a chance is nearer to 51 percent than to 50, and so on:
/// `ln(p / (1 - p))` for p = 0.505, 0.515 … 0.995. Below a half it is the same with the other sign.
const STEPS: [i32; 50] = [
    5, 15, 26, 36, 46, 57, 67, 77, 88, 98, 109, 120, 131, 142, 153, 164, 176, 187, 199, 211, 223, 235, 248,
    261, 274, 288, 302, 317, 332, 347, 363, 380, 397, 415, 434, 454, 476, 498, 522, 549, 577, 608, 643, 683,
    728, 782, 849, 938, 1071, 1355,
];

/// Log odds in parts of 256 as percent.
pub(super) fn percent(odds: i32) -> u8 {
    let steps = u8::try_from(STEPS.partition_point(|step| *step <= odds.abs())).unwrap_or(50);
    if odds < 0 { 50 - steps } else { 50 + steps }
}
