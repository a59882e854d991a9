//! What may be said of a change, from one fixed table. Nothing here ever says why.

use std::fmt;

use serde::Serialize;

/// p below this is a change that chance seldom makes.
pub const SELDOM: f64 = 0.05;

/// The words for a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// No result of so few could have shown anything.
    TooFew,
    /// Chance alone does as much.
    NoClearChange,
    /// Fewer incidents than chance would have.
    Fewer,
    /// More incidents than chance would have.
    More,
    /// Shorter durations than chance would have.
    Faster,
    /// Longer durations than chance would have.
    Slower,
}

/// What changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    /// The number of incidents.
    Number,
    /// How long they took.
    Duration,
}

impl Verdict {
    /// The verdict of a test: whether any result of that size could have been significant, its two-sided p, and whether
    /// the figure went up.
    pub fn of(subject: Subject, possible: bool, p: f64, up: bool) -> Self {
        match (possible, p < SELDOM, subject, up) {
            (false, ..) => Self::TooFew,
            (true, false, ..) => Self::NoClearChange,
            (true, true, Subject::Number, false) => Self::Fewer,
            (true, true, Subject::Number, true) => Self::More,
            (true, true, Subject::Duration, false) => Self::Faster,
            (true, true, Subject::Duration, true) => Self::Slower,
        }
    }

    /// The words: `no clear change`.
    pub fn words(self) -> &'static str {
        match self {
            Self::TooFew => "too few to tell",
            Self::NoClearChange => "no clear change",
            Self::Fewer => "fewer",
            Self::More => "more",
            Self::Faster => "faster",
            Self::Slower => "slower",
        }
    }

    /// Whether it says that something changed.
    pub fn is_change(self) -> bool {
        !matches!(self, Self::TooFew | Self::NoClearChange)
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.words())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table() {
        for (subject, possible, p, up, words) in [
            (Subject::Number, false, 0.001, true, "too few to tell"),
            (Subject::Number, true, 0.05, true, "no clear change"),
            (Subject::Number, true, 0.049, true, "more"),
            (Subject::Number, true, 0.049, false, "fewer"),
            (Subject::Duration, true, 0.049, true, "slower"),
            (Subject::Duration, true, 0.049, false, "faster"),
            (Subject::Duration, true, f64::NAN, false, "no clear change"),
        ] {
            assert_eq!(Verdict::of(subject, possible, p, up).words(), words);
        }
    }
}
