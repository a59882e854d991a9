//! What is printed, and how: one door to the terminal, and the forms in which results leave through it.

pub mod csv;
pub mod door;
pub mod json;
pub mod markdown;
pub mod plural;
pub mod snippet;
pub mod table;
pub mod text;
pub mod when;

pub use door::Door;
pub use plural::plural;
pub use table::{Align, Table};
pub use text::Text;
