//! From bytes to a document: lines of text with their numbers.
//!
//! One format, one file (with a folder of its own where it needs one) and one row in [`reader`]. A format is known by
//! its content, never by a file's name.

pub mod document;
pub mod encoding;
mod html;
pub mod kind;
pub mod mail;
mod open_document;
mod outline;
pub mod package;
mod pdf;
pub mod reader;
mod word;
pub mod xml;
