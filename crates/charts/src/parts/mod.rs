//! What several charts are made of.

mod band;
mod flags;
mod frame;
mod legend;
mod marks;
mod plot;
mod torn;
mod words;

pub(crate) use band::{draw_band, inks_of, is_hatched, label_on, solid};
pub(crate) use flags::{Flag, Placed, TEXT_GAP, place};
pub(crate) use frame::{Frame, Head};
pub(crate) use legend::{Key, Legend};
pub(crate) use marks::{Arrow, arrow, diamond, dot, ring};
pub(crate) use plot::{across_grid, beneath};
pub(crate) use torn::torn;
pub(crate) use words::{
    asked_for, bounds, capital, clock_range, count, day, gap, lacking, moment, seconds, span, within, zones,
};
