//! One type for every figure: a value with its bounds, its interval and what it rests on, or the reason why not.

mod bounds;
mod interval;
mod reason;
mod sample;
mod unit;
mod whole;

pub use bounds::Bounds;
pub use interval::{Interval, LEVEL};
pub use reason::Reason;
pub use sample::Sample;
pub use unit::Unit;
pub(crate) use unit::counted;
pub use whole::{Estimate, Method};

pub(crate) use reason::or_reason;
