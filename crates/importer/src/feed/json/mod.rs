//! JSON: where its records are, one record in the making, and the loop over all of them.

pub mod each;
pub mod outline;
pub mod spelling;
pub mod value;
