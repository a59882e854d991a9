//! From bytes to a document: lines of text with their numbers.

pub mod document;
pub mod encoding;
pub mod kind;
