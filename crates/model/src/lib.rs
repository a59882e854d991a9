//! The words of incstats as types. Plain data: no files, no database, no data frames.
//!
//! | word | module |
//! |---|---|
//! | time bounds, precision | [`bounds`] |
//! | durations with a least and a greatest value | [`duration`] |
//! | which hours count: all, or those of support | [`hours`], [`support`] |
//! | how a language says numbers and durations | [`manner`] |
//! | zones, folds and gaps | [`zone`] |
//! | milestones and their basis | [`milestone`] |
//! | metrics and phases: named pairs of milestones | [`metric`], [`phase`] |
//! | where in the source something stands | [`place`] |
//! | findings that follow from an incident alone | [`check`] |
//! | one incident that is told twice | [`duplicate`] |
//! | what a finding proposes, and slips of the pen | [`repair`], [`slip`] |
//! | what is said beside times: kind of cause, customers, data | [`facts`] |
//! | events, findings, incidents | [`event`], [`finding`], [`incident`] |
//! | a person's word over the reader's | [`correction`] |
//! | quarters, months, years and ranges of days | [`period`] |
//! | text that a spreadsheet must not take for a formula | [`cell`] |
//! | the public JSON record | [`record`] |

pub mod bounds;
pub mod cell;
pub mod check;
pub mod correction;
pub mod duplicate;
pub mod duration;
pub mod event;
pub mod facts;
pub mod finding;
pub mod hours;
pub mod incident;
pub mod manner;
pub mod metric;
pub mod milestone;
pub mod period;
pub mod phase;
pub mod place;
pub mod record;
pub mod repair;
pub mod slip;
pub mod support;
pub mod zone;

pub use bounds::{Instant, Precision, TimeBounds};
pub use correction::{Change, Correction};
pub use duration::DurationBounds;
pub use event::{Episode, Event};
pub use facts::{CauseCategory, Customers, Facts, StatedLength};
pub use finding::{Finding, Severity};
pub use hours::Hours;
pub use incident::{Incident, IncidentId, Kind, Posted, Source, Status};
pub use manner::Manner;
pub use metric::Metric;
pub use milestone::{Basis, Milestone, MilestoneTime, Milestones};
pub use period::{Every, Period};
pub use phase::{Phase, PhaseSpan};
pub use place::{Place, Span};
pub use repair::{Effect, Move, Repair};
pub use support::{Opening, SupportHours};
pub use zone::{Zone, ZoneBasis, ZoneId};
