//! From what a person names to what is kept: which files, their bytes, the reading, the store.

mod bytes;
mod paths;
mod pieces;
mod reading;

pub use paths::{Found, Input, LeftOut, find};
pub use reading::{Intake, Taken, outermost};

/// Why one input gave nothing. The others are read all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where: the input as the person named it.
    pub place: String,
    /// What is wrong with it: a lower-case fragment.
    pub message: String,
    /// What to do about it.
    pub hint: String,
}

impl Problem {
    fn new(place: impl Into<String>, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { place: place.into(), message: message.into(), hint: hint.into() }
    }
}
