//! How each word of the model stands in the tables: one file a table.

pub(crate) mod bounds;
pub(crate) mod columns;
pub(crate) mod correction;
pub(crate) mod event;
pub(crate) mod finding;
pub(crate) mod incident;
pub(crate) mod instant;
pub(crate) mod milestone;
pub(crate) mod place;
