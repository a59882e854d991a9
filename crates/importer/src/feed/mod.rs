//! Structured sources: exports of other tools and tables that people keep. Their fields are the statement, so they
//! enter where prose is assembled. A feed makes [`record::Record`]s, and [`telling`] makes incidents of them: the prose
//! inside a record goes down the same road as any text.
//!
//! One feed, one file (with a folder of its own where it needs one) and one row in [`registry`]. A feed is known by
//! its content, never by its name. What is wrong with one record is a finding with its line; the others are read.

mod decoy;
mod findings;
mod front_matter;
mod incidents_csv;
mod json;
mod made;
mod moment;
mod plain;
mod planned;
mod record;
mod registry;
mod sheet;
mod stamp;
mod statuspage;
mod syndication;
pub mod table;
mod telling;
mod tool;
mod tools;
mod words;

#[cfg(test)]
pub use registry::find;
pub use registry::{Feed, Input, Read, Reading, choose};
