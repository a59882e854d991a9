//! From a document to incidents: what each line is ([`role`]), the entries of the story ([`story`]), when they were
//! ([`chronology`]), what they mark ([`reading`], [`collect`]), when impact was over ([`impact`]), and which
//! milestones follow ([`assemble`]).

pub mod apart;
pub mod assemble;
pub mod candidate;
pub mod causes;
pub mod chronology;
pub mod collect;
pub mod episodes;
pub mod extent;
pub mod facts;
pub mod impact;
pub mod lengths;
pub mod markup;
pub mod passage;
pub mod reading;
pub mod role;
pub mod second_zone;
pub mod sections;
pub mod services;
pub mod slips;
pub mod story;
pub mod survey;
pub mod timed;
pub mod told;
