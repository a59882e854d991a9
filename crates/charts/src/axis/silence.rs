//! Where nothing happened for long: there an axis is broken, so that what did happen can be told apart.

use chrono::TimeDelta;
use incstats_model::Instant;

/// A silence of at least this part of the time can break the axis.
const LONG: f64 = 0.25;
/// And only where at least so many moments crowd on one side of it.
const CROWD: usize = 3;
/// Kept of a silence at both its ends, as a part of the time that is told.
const AIR: f64 = 0.08;

/// The stretches in which an axis of some times is broken, in order: where silences take at least the part `most` of all
/// the time together. None where the rest is no crowd.
pub(crate) fn silences(mut told: Vec<(Instant, Instant)>, most: f64) -> Vec<(Instant, Instant)> {
    told.sort_unstable();
    let (first, last) = (told.iter().map(|(from, _)| *from).min(), told.iter().map(|(_, to)| *to).max());
    let (Some(first), Some(last)) = (first, last) else { return Vec::new() };
    let part = |from: Instant, to: Instant| {
        (to - from).num_milliseconds() as f64 / (last - first).num_milliseconds().max(1) as f64
    };
    let mut found: Vec<(Instant, Instant)> = Vec::new();
    // How many different moments lie between the silences found.
    let (mut crowds, mut end) = (vec![0_usize], None::<Instant>);
    for (from, to) in told {
        if let Some(end) = end.filter(|end| from > *end && part(*end, from) >= LONG) {
            found.push((end, from));
            crowds.push(0);
        }
        if end != Some(to)
            && let Some(crowd) = crowds.last_mut()
        {
            *crowd += 1;
        }
        end = end.max(Some(to));
    }
    let silent: f64 = found.iter().map(|(from, to)| part(*from, *to)).sum();
    if silent < most || crowds.into_iter().max().unwrap_or_default() < CROWD {
        return Vec::new();
    }
    let rest = (last - first).num_milliseconds() as f64 * (1.0 - silent);
    #[expect(clippy::cast_possible_truncation, reason = "saturates")]
    let air = TimeDelta::milliseconds((rest * AIR) as i64).max(TimeDelta::seconds(1));
    let kept = found.into_iter().map(|(from, to)| (from + air, to - air));
    kept.filter(|(from, to)| from < to).collect()
}

/// How long a time is without its silences.
pub(crate) fn told(silences: &[(Instant, Instant)], from: Instant, to: Instant) -> TimeDelta {
    silences.iter().fold(to - from, |left, (from, to)| left - (*to - *from))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;
    use incstats_analysis::view::TimelineView;

    fn found(incident: &incstats_model::Incident) -> usize {
        let marks = TimelineView::new(incident).marks;
        silences(marks.iter().map(|mark| (mark.bounds.earliest(), mark.bounds.latest())).collect(), 0.9).len()
    }

    #[test]
    fn only_a_long_silence_beside_a_crowd_breaks_the_axis() {
        assert_eq!(found(&samples::last_minute()), 1);
        // An afternoon with a quiet stretch, months told day by day, and three moments years apart.
        assert_eq!(found(&samples::crm()), 0);
        assert_eq!(found(&samples::hosting()), 0);
        assert_eq!(found(&samples::extremes()[1]), 0);
    }
}
