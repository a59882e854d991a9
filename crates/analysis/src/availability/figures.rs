//! The figures of one service.

use serde::Serialize;

use crate::estimate::{Bounds, Estimate, Interval, Method, Reason, Sample, Unit, or_reason};
use crate::statistics::downtime::{self, Outage};

/// The figures of one service in a period.
#[derive(Clone, Debug, Serialize)]
pub struct ServiceFigures {
    /// The service; `None` for all incidents together, whatever they hit.
    pub service: Option<String>,
    /// How many incidents reach into the period.
    pub incidents: usize,
    /// How long it was down, in seconds; overlaps counted once.
    pub downtime: Estimate,
    /// The part of the period in which it was up, from 0 to 1.
    pub availability: Estimate,
    /// What of the error budget is used; `None` without a target.
    pub budget: Option<Budget>,
    /// Mean time up per failure (MTBF), in seconds.
    pub between_failures: Estimate,
    /// Mean time from one end to the next start, as ITIL counts it, in seconds.
    pub from_end_to_start: Estimate,
    /// Mean time from one start to the next (MTBSI), in seconds.
    pub between_starts: Estimate,
}

/// An error budget: how long a service may be down, and how much of that it was.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Budget {
    /// The target: the least part of the period in which it is to be up, from 0 to 1.
    pub target: f64,
    /// How long it may be down, in seconds.
    pub allowed_s: f64,
    /// Downtime over what is allowed; above 1 the target is missed.
    #[serde(serialize_with = "or_reason")]
    pub used: Result<Bounds, Reason>,
    /// Whether the target was met; `None` where the bounds allow both.
    pub met: Option<bool>,
}

/// A period in seconds from any zero.
#[derive(Clone, Copy, Debug)]
pub(super) struct Window {
    /// When it begins.
    pub from: f64,
    /// Until when anything is known of it.
    pub seen: f64,
    /// When it ends.
    pub to: f64,
}

impl Window {
    /// What nobody saw: it was surely never down, and may have been all the time.
    fn unseen(self) -> Option<Outage> {
        let outage =
            Outage { began_first: self.seen, began_last: self.to, ended_first: self.to, ended_last: self.to };
        (self.seen < self.to).then_some(outage)
    }
}

impl ServiceFigures {
    /// From the outages that reach into a window.
    pub(super) fn of(service: Option<String>, all: &[Outage], of: Window, target: Option<f64>) -> Self {
        let inside: Vec<Outage> =
            all.iter().copied().filter(|o| o.began_first < of.to && o.ended_last > of.from).collect();
        // Of a period that the data do not reach nothing is known.
        let known = of.seen > of.from || !inside.is_empty();
        let window = (of.from, if known { of.to } else { of.from });
        let possible: Vec<Outage> = inside.iter().copied().chain(of.unseen()).collect();
        let sample = sample(&inside);
        let figure = |unit, value: Result<Bounds, Reason>| Estimate {
            unit,
            value,
            interval: value.and(Err::<Interval, Reason>(Reason::NotSampled)),
            method: Method::UnionDowntime,
            sample,
            seed: None,
        };
        let down = downtime::down(&possible, window);
        // From what the days that were seen give to what the whole period does if nothing else failed in it.
        let apart = downtime::between_failures(&inside, (of.from, of.seen)).and_then(|seen| {
            let whole = downtime::between_failures(&inside, window)?;
            Bounds::between(
                seen.least().min(whole.least()),
                seen.most_or_infinity().max(whole.most_or_infinity()),
            )
        });
        Self {
            service,
            incidents: inside.len(),
            downtime: figure(Unit::Seconds, down),
            availability: figure(Unit::Share, downtime::availability(&possible, window)),
            budget: target.and_then(|target| Budget::of(target, down, of.to - of.from)),
            between_failures: figure(Unit::Seconds, apart),
            from_end_to_start: figure(Unit::Seconds, downtime::from_end_to_start(&inside)),
            between_starts: figure(Unit::Seconds, downtime::between_starts(&inside)),
        }
    }
}

fn sample(outages: &[Outage]) -> Sample {
    let open = outages.iter().filter(|o| o.ended_last.is_infinite()).count();
    let exact = |o: &&Outage| {
        o.began_first.total_cmp(&o.began_last).is_eq() && o.ended_first.total_cmp(&o.ended_last).is_eq()
    };
    let known = outages.iter().filter(exact).count();
    Sample { open, ranged: outages.len() - known - open, ..Sample::exact(outages.len()) }
}

impl Budget {
    /// `None` where the target is no share.
    fn of(target: f64, down: Result<Bounds, Reason>, length: f64) -> Option<Self> {
        let allowed = downtime::error_budget(target, length).ok()?;
        let met = down.ok().and_then(|down| {
            let (surely, possibly) = (down.most_or_infinity() <= allowed, down.least() <= allowed);
            if surely == possibly { Some(surely) } else { None }
        });
        // A target of 1 allows nothing, of which no part can be used.
        let used =
            if allowed > 0.0 { down.and_then(|d| d.map(|x| x / allowed)) } else { Err(Reason::Undefined) };
        Some(Self { target, allowed_s: allowed, used, met })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_can_be_kept_missed_or_open_to_doubt() {
        let of = |a, b| Budget::of(0.9, Bounds::between(a, b), 100.0).unwrap();
        assert_eq!(
            (of(5.0, 5.0).met, of(11.0, 12.0).met, of(9.0, 12.0).met),
            (Some(true), Some(false), None)
        );
        assert!((of(5.0, 5.0).used.unwrap().least() - 0.5).abs() < 1e-9);
        assert!(Budget::of(1.5, Bounds::exact(1.0), 100.0).is_none());
        assert!(Budget::of(1.0, Bounds::exact(0.0), 100.0).unwrap().used.is_err());
    }
}
