//! What must hold for any history: figures move as their incidents do, intervals hold their points, and nothing that can
//! happen to a history gives a crash or a number that is none.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test may stop")]

mod coverage;
mod figures;
mod histories;
mod numbers;
