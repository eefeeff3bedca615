//! How high the panel stands where it is a sheet: on small screens it lies below the article and is drawn up over it.

/// How high the sheet stands. On wide screens the panel stands beside the article, and this means nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Height {
    /// Only its head: the tabs and their counts.
    #[default]
    Low,
    /// Half of the room: the article above, a card below.
    Half,
    /// Nearly all of the room.
    Full,
}

impl Height {
    /// What the style sheets call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Half => "half",
            Self::Full => "full",
        }
    }

    /// The next higher one.
    pub fn raised(self) -> Self {
        match self {
            Self::Low => Self::Half,
            Self::Half | Self::Full => Self::Full,
        }
    }

    /// The next lower one.
    pub fn lowered(self) -> Self {
        match self {
            Self::Low | Self::Half => Self::Low,
            Self::Full => Self::Half,
        }
    }

    /// High enough to read a card.
    pub fn opened(self) -> Self {
        if self == Self::Low { Self::Half } else { self }
    }

    /// Where a sheet comes to rest that was let go at a share of the room, from 0 to 1.
    pub fn nearest(share: f64) -> Self {
        if share < 0.3 {
            Self::Low
        } else if share < 0.7 {
            Self::Half
        } else {
            Self::Full
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Height::{self, Full, Half, Low};

    #[test]
    fn a_sheet_has_three_heights_and_an_end_each_way() {
        assert_eq!([Low, Half, Full].map(Height::raised), [Half, Full, Full]);
        assert_eq!([Low, Half, Full].map(Height::lowered), [Low, Low, Half]);
        assert_eq!([Low, Half, Full].map(Height::opened), [Half, Half, Full]);
        assert_eq!(
            [-1.0, 0.1, 0.29, 0.31, 0.5, 0.69, 0.71, 2.0].map(Height::nearest),
            [Low, Low, Low, Half, Half, Half, Full, Full]
        );
    }
}
