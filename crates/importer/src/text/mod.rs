//! Text as the reader sees it: tokens with their place in the line, and patterns over them.

pub mod clocks;
pub mod fold;
pub mod lines;
pub mod pattern;
mod prefixes;
pub mod token;
