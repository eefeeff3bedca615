//! Three units of counting text, as three types that do not mix.
//!
//! An offset lies *between* characters: 0 stands before the first one. Conversions need the text and
//! belong to [`OffsetIndex`](super::OffsetIndex).

use std::fmt;

macro_rules! offset {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub struct $name(pub u32);

        impl $name {
            /// The offset as an index, for slices.
            pub fn get(self) -> usize {
                self.0 as usize
            }

            /// The offset that a count of this unit reaches. A text of four billion units does not fit in
            /// a page; such a count is cut to the largest offset there is.
            pub fn from_count(count: usize) -> Self {
                Self(u32::try_from(count).unwrap_or(u32::MAX))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

offset! {
    /// Counts Unicode code points, as the W3C Web Annotation Data Model (4.2.4), Python and R do.
    /// The unit of everything stored.
    CodePointOffset
}

offset! {
    /// Counts UTF-16 code units, as JavaScript, Java and the DOM do.
    Utf16Offset
}

offset! {
    /// Counts UTF-8 bytes, as Rust's slices do. Never leaves the program.
    ByteOffset
}
