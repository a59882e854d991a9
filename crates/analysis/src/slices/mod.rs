//! One service (severity, organisation, ...) against all the others, many at once.
//!
//! Who looks at twenty services finds one that differs at 5 % by chance alone. All p values are therefore adjusted
//! together (Benjamini-Hochberg), and the answer says how many were looked at.

mod answer;

pub use answer::{SCHEMA, Slice, SliceQuestion, Slices, slices};
