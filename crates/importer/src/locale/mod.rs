//! What the reader knows of a language. All of it is data, in `locales/*.toml`; a new language is a new file there
//! and a row in [`catalogue`].

pub mod catalogue;
#[cfg(test)]
mod cldr;
#[cfg(test)]
mod corpus;
pub mod detect;
pub mod file;
pub mod lexicon;
pub mod meaning;

pub use catalogue::by_code;
pub use detect::detect;
pub use lexicon::Locale;
pub use meaning::{CauseWord, Cue, FactWord, KindWord, Label, Section, Sense, StatusWord, Unit};
