//! The store as a whole, through its public face.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests, and what builds their data")]

mod bad_files;
mod corrections;
mod importing;
mod kill;
mod looking;
#[cfg(unix)]
mod permissions;
mod places;
mod project;
mod round_trip;
#[path = "../../src/sample.rs"]
mod sample;
mod versions;
