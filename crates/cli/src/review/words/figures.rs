//! Estimates in the words of a language.

use incstats_analysis::estimate::{Bounds, Estimate, Interval, Method, Reason, Sample, Unit};
use incstats_model::DurationBounds;
use incstats_model::manner::fill;

use super::Words;

impl Words {
    /// The value, or why there is none.
    pub fn value(&self, figure: &Estimate) -> String {
        match &figure.value {
            Ok(bounds) => figure.unit.say_bounds_in(&self.manner, bounds),
            Err(reason) => self.reason(*reason),
        }
    }

    /// The interval at its widest, or why there is none; nothing where there is no value either.
    pub fn interval(&self, figure: &Estimate) -> String {
        match (&figure.value, &figure.interval) {
            (Err(_), _) => String::new(),
            (Ok(_), Err(reason)) => self.reason(*reason),
            (Ok(_), Ok(interval)) => self.widest(figure.unit, interval).unwrap_or_default(),
        }
    }

    /// From the least that the lower limit can be to the most that the upper one can: who reads it needs no notion of a
    /// limit that is itself a range. `None` without a lower limit.
    pub fn widest(&self, unit: Unit, interval: &Interval) -> Option<String> {
        let least = interval.lower?.least();
        let most = interval.upper.map_or(f64::INFINITY, |upper| upper.most_or_infinity());
        if least <= 0.0 && most.is_infinite() {
            return Some(self.name("words", "anything").to_owned());
        }
        Bounds::between(least, most).ok().map(|bounds| unit.say_bounds_in(&self.manner, &bounds))
    }

    /// Bounds of some unit.
    pub fn bounds_of(&self, unit: Unit, bounds: &Bounds) -> String {
        unit.say_bounds_in(&self.manner, bounds)
    }

    /// Seconds in the units people say.
    pub fn seconds(&self, seconds: f64) -> String {
        Unit::Seconds.say_in(&self.manner, seconds)
    }

    /// How long one incident took.
    pub fn took(&self, duration: &DurationBounds) -> String {
        self.manner.bounds(duration)
    }

    /// How many incidents a figure rests on: `9 of 11`, with those that are open or known to a range only.
    pub fn rests_on(&self, sample: &Sample) -> (String, String) {
        let (n, of) = (sample.n.to_string(), sample.of.to_string());
        let mut how = Vec::new();
        for (key, count) in [("open", sample.open), ("ranged", sample.ranged)] {
            if count > 0 {
                how.push(self.count(key, count));
            }
        }
        (self.fill("words", "rests", &[("n", &n), ("of", &of)]), how.join(", "))
    }

    /// A part of the time in percent with three digits, cut off and never rounded up: what is short of a target does not
    /// look like it.
    pub fn part_of_time(&self, share: &Bounds) -> String {
        let (least, most) =
            (self.part_of_time_exact(share.least()), self.part_of_time_exact(share.most_or_infinity()));
        if least == most { least } else { self.manner.range(&least, &most) }
    }

    /// The same of a share that is known exactly.
    pub fn part_of_time_exact(&self, share: f64) -> String {
        // A little more than the share, so that 0.999 as a float is not cut to 99.899.
        let cut = ((share * 100_000.0 + 1e-6).floor() / 1_000.0).clamp(0.0, 100.0);
        let text = format!("{cut:.3}");
        let text = text.trim_end_matches('0').trim_end_matches('.').replace('.', &self.manner.decimal);
        fill(&self.manner.percent, &text)
    }

    /// Why there is no figure.
    pub fn reason(&self, reason: Reason) -> String {
        let needs = match reason {
            Reason::TooFew { needs, .. }
            | Reason::MeanTooSmall { needs, .. }
            | Reason::TooFewPeriods { needs, .. } => needs.to_string(),
            _ => String::new(),
        };
        self.fill("reasons", reason.code(), &[("needs", &needs)])
    }

    /// How a figure was made.
    pub fn method(&self, method: Method) -> String {
        let key = match method {
            Method::PoissonCount => "poisson-count",
            Method::OrderStatistics => "order-statistics",
            Method::KaplanMeier => "kaplan-meier",
            Method::Turnbull => "turnbull",
            Method::UnionDowntime => "union-downtime",
            Method::Sum => "sum",
            // No figure of a page is made by another one; its English name is better than none.
            other => return other.in_words().to_owned(),
        };
        self.name("methods", key).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Language;
    use super::*;

    fn figure(value: Result<Bounds, Reason>, interval: Result<Interval, Reason>) -> Estimate {
        let sample = Sample { n: 9, of: 11, open: 1, ranged: 2, missing: 2 };
        Estimate { unit: Unit::Seconds, value, interval, method: Method::OrderStatistics, sample, seed: None }
    }

    #[test]
    fn an_interval_is_said_at_its_widest() {
        let french = Words::of(Language::French).unwrap();
        let interval = Interval {
            lower: Bounds::between(0.0, 300.0).ok(),
            upper: Bounds::at_least(172_800.0).ok(),
            level: 0.95,
            coverage: None,
        };
        let value = Bounds::between(18_000.0, 39_600.0);
        let whole = figure(value, Ok(interval));
        assert_eq!(
            (french.value(&whole).as_str(), french.interval(&whole).as_str()),
            ("5\u{a0}h à 11\u{a0}h", "n’importe quelle durée")
        );
        assert_eq!(
            french.rests_on(&whole.sample),
            ("9\u{a0}sur\u{a0}11".into(), "1 en cours, 2 connus à un intervalle près".into())
        );
        let closed = Interval { upper: Bounds::exact(7_200.0).ok(), ..interval };
        assert_eq!(french.interval(&figure(value, Ok(closed))), "0\u{a0}min à 2\u{a0}h");
    }

    #[test]
    fn what_cannot_be_had_says_why() {
        let english = Words::of(Language::English).unwrap();
        let few = Reason::TooFew { n: 3, needs: 6 };
        assert_eq!(english.interval(&figure(Bounds::exact(60.0), Err(few))), "none: needs 6 incidents");
        let none = figure(Err(Reason::Empty), Err(Reason::Empty));
        assert_eq!(
            (english.value(&none).as_str(), english.interval(&none).as_str()),
            ("no incident has both ends", "")
        );
    }

    #[test]
    fn every_reason_has_words_in_every_language() {
        use clap::ValueEnum;
        for language in Language::value_variants() {
            let words = Words::of(*language).unwrap();
            for reason in [
                Reason::Empty,
                Reason::TooFew { n: 1, needs: 6 },
                Reason::TooMany { n: 9, most: 8 },
                Reason::TooFewPeriods { n: 1, needs: 5 },
                Reason::AllEqual { n: 2 },
                Reason::Zeros { zeros: 1, n: 2 },
                Reason::StillOpen { open: 1, n: 2 },
                Reason::Ranged { ranged: 1, n: 2 },
                Reason::NotReached,
                Reason::MeanTooSmall { n: 1, needs: 50 },
                Reason::NotSampled,
                Reason::NoTime,
                Reason::NothingToCompare,
                Reason::NotSettled,
                Reason::Undefined,
            ] {
                assert!(words.has("reasons", reason.code()), "{} {}", words.code, reason.code());
            }
        }
    }
}
