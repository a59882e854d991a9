//! What a figure rests on.

use serde::Serialize;

/// How many incidents a figure rests on, and how well they are known. `n + missing == of`; `open` and `ranged` are
/// parts of `n` and do not overlap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Sample {
    /// Incidents that have the figure, closed or open.
    pub n: usize,
    /// All incidents of the slice.
    pub of: usize,
    /// Of `n`: still open at the last thing known, so only a lower bound is known (right-censored).
    pub open: usize,
    /// Of `n`: closed, but known only to a range.
    pub ranged: usize,
    /// Incidents that lack an end of the figure; they are in no figure.
    pub missing: usize,
}

impl Sample {
    /// A sample of which every value is known exactly and none is missing.
    pub fn exact(n: usize) -> Self {
        Self { n, of: n, ..Self::default() }
    }

    /// Those known exactly.
    pub fn known_exactly(&self) -> usize {
        self.n.saturating_sub(self.open + self.ranged)
    }
}
