//! Times in sentences, as far as they say when something happened.

use incstats_model::{Instant, Milestone, Place, Precision, TimeBounds};

use crate::locale::Cue;
use crate::narrative::candidate::Origin;
use crate::narrative::passage::Passage;
use crate::narrative::reading::Said;
use crate::narrative::survey::Survey;
use crate::time::expression::{ClockPart, DurationExpr, Lead, TimeExpr};
use crate::time::resolve::{Note, Resolved, Scope};

/// A time in a sentence.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Timed {
    /// First token.
    pub from: usize,
    /// First token of the time itself, behind words such as `at`.
    pub core: usize,
    /// Whether it says its day itself.
    pub dated: bool,
    /// First token after it.
    pub to: usize,
    /// When; of a range, its first end.
    pub bounds: TimeBounds,
    /// Of a range, its second end.
    pub until: Option<TimeBounds>,
    /// Where it stands.
    pub place: Place,
    /// What was added to it.
    pub notes: Vec<Note>,
    /// Whether it says a time of day, not only a day.
    pub exact: bool,
    /// Whether it says a day or a time of day, not only a part of the day told of.
    pub told: bool,
    /// Whether a word such as `at` or `since` stands before it.
    pub led: bool,
    /// That word, where it matters.
    pub lead: Option<Lead>,
}

impl Timed {
    /// A time as resolved where it stands.
    pub fn of(time: &TimeExpr, resolved: Resolved, place: Place) -> Self {
        Self {
            from: time.from,
            core: time.core,
            dated: time.date.is_some(),
            to: time.to,
            bounds: resolved.bounds,
            until: resolved.until,
            place,
            notes: resolved.notes,
            exact: time.has_clock(),
            told: time.has_clock() || time.date.is_some(),
            led: time.core > time.from,
            lead: time.lead,
        }
    }

    /// `ten minutes later`: counted from the moment told before. `None` beyond the calendar.
    pub fn after(at: Instant, duration: &DurationExpr, passage: &Passage) -> Option<Self> {
        let least = at.checked_add_signed(chrono::TimeDelta::try_seconds(duration.min_s)?)?;
        let most = at.checked_add_signed(chrono::TimeDelta::try_seconds(duration.max_s)?)?;
        Some(Self {
            from: duration.from,
            core: duration.from,
            dated: false,
            to: duration.to,
            bounds: TimeBounds::between(least, most, Precision::Minute),
            until: None,
            place: passage.place_of(duration.span),
            notes: Vec::new(),
            exact: true,
            told: true,
            led: true,
            lead: None,
        })
    }

    /// How many tokens part it from what is said.
    pub fn distance(&self, said: &Said) -> usize {
        if said.at >= self.to { said.at - self.to } else { self.from.saturating_sub(said.at + said.len) }
    }

    /// Whether it can say when that was. `will be back by 18:00` promises, as `by 18:00` in a post does; `was back by
    /// 18:00` tells; `until 15:00` ends what it is said with.
    pub fn tells_when(&self, said: &Said, origin: Origin) -> bool {
        let cue = said.cue;
        let harm =
            matches!(cue, Cue::Marks(Milestone::Started) | Cue::Damage | Cue::StillOpen | Cue::Blocked);
        match self.lead {
            Some(Lead::By) => {
                !harm && !said.planned && (origin == Origin::Prose || cue == Cue::Marks(Milestone::Resolved))
            }
            Some(Lead::Until) => !harm,
            _ => true,
        }
    }

    /// An end is at the end of a window.
    pub fn bounds_for(&self, cue: Cue) -> TimeBounds {
        self.until.filter(|_| ends_something(cue)).unwrap_or(self.bounds)
    }
}

/// Whether bounds say a time of day, if roughly.
pub fn has_clock(bounds: &TimeBounds) -> bool {
    matches!(
        bounds.precision(),
        Precision::Second | Precision::Minute | Precision::Hour | Precision::Approximate
    )
}

/// Whether bounds say no more than a day or a part of it.
pub fn is_wide(bounds: &TimeBounds) -> bool {
    matches!(bounds.precision(), Precision::Day | Precision::DayPart)
}

/// Whether words tell of an end of something, which is at the end of a window.
pub fn ends_something(cue: Cue) -> bool {
    use Milestone::{Mitigated, Resolved};
    matches!(cue, Cue::Marks(Mitigated | Resolved) | Cue::Repaired | Cue::Unblocked)
}

/// A story goes forward: a clock time without its day that would go far back is of the next day, and one without its
/// half of the day of the later half.
pub fn onward(
    resolved: Resolved,
    time: &TimeExpr,
    last: Option<Instant>,
    scope: &Scope,
    survey: &Survey,
) -> Resolved {
    let (Some(last), Some(ClockPart::At { hour, .. })) = (last, time.clock) else {
        return resolved;
    };
    if time.date.is_some() || last - resolved.bounds.earliest() < chrono::TimeDelta::hours(3) {
        return resolved;
    }
    let late = chrono::Timelike::hour(&last) >= 12;
    let next = scope.day.and_then(|day| day.succ_opt()).filter(|_| late && hour < 12);
    let Some(day) = next else { return resolved };
    survey.almanac.resolve(time, &Scope { day: Some(day), ..*scope }).unwrap_or(resolved)
}
