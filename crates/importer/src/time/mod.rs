//! The time engine: from words to expressions ([`grammar`]), from expressions to bounds ([`resolve`]).

pub mod calendar;
pub mod expression;
pub mod grammar;
pub mod resolve;
pub mod short;
pub mod zones;
