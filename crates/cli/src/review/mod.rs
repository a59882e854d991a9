//! The written review of a period: one page that stands alone, the same as Markdown, and the charts beside it.
//!
//! [`data`] gathers everything it says as plain data, [`page`] puts that into the words of a language ([`words`]),
//! [`template`] lays the page out, [`folder`] writes all of it or nothing. The same history gives the same bytes.

mod data;
mod folder;
mod page;
mod pictures;
mod template;
mod words;

pub use data::ReviewData;
pub use folder::Staged;
pub use page::Page;
pub use pictures::draw;
pub use template::{Layout, STARTING_POINT};
pub use words::{Language, Words};
