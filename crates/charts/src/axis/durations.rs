//! Axes of durations: logarithmic with a lane of its own for zero, and linear from zero.

use chrono::TimeDelta;
use incstats_model::duration::in_words;

/// Seconds that a logarithmic axis can name, each with how much it matters: lower numbers first.
const LANDMARKS: [(f64, u8, &str); 28] = [
    (1.0, 0, "1 s"),
    (2.0, 3, "2 s"),
    (5.0, 3, "5 s"),
    (10.0, 1, "10 s"),
    (30.0, 2, "30 s"),
    (60.0, 0, "1 min"),
    (120.0, 3, "2 min"),
    (300.0, 2, "5 min"),
    (600.0, 1, "10 min"),
    (1_800.0, 2, "30 min"),
    (3_600.0, 0, "1 h"),
    (7_200.0, 3, "2 h"),
    (10_800.0, 2, "3 h"),
    (21_600.0, 1, "6 h"),
    (43_200.0, 2, "12 h"),
    (86_400.0, 0, "1 day"),
    (172_800.0, 3, "2 days"),
    (259_200.0, 2, "3 days"),
    (604_800.0, 1, "1 week"),
    (1_209_600.0, 3, "2 weeks"),
    (2_592_000.0, 0, "30 days"),
    (5_184_000.0, 3, "60 days"),
    (7_776_000.0, 1, "90 days"),
    (15_552_000.0, 2, "180 days"),
    (31_557_600.0, 0, "1 year"),
    (63_115_200.0, 3, "2 years"),
    (94_672_800.0, 1, "3 years"),
    (315_576_000.0, 0, "10 years"),
];

/// A logarithmic axis of seconds, upward, with a lane for zero below it where zero occurs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LogAxis {
    low: f64,
    high: f64,
    /// Where the lowest and the highest value lie.
    bottom: f64,
    top: f64,
    /// Where zero lies.
    zero: Option<f64>,
}

impl LogAxis {
    /// An axis that holds some seconds, between two heights of the drawing. `lane` is the height kept for zero.
    pub(crate) fn new(values: impl Iterator<Item = f64>, top: f64, bottom: f64, lane: f64) -> Self {
        let (mut low, mut high, mut zero) = (f64::INFINITY, f64::NEG_INFINITY, false);
        for value in values {
            if value > 0.0 {
                (low, high) = (low.min(value), high.max(value));
            } else {
                zero = true;
            }
        }
        if low > high {
            (low, high) = (60.0, 3_600.0);
        }
        // Some air, and at least a tenfold span, so that a single value does not fill the plot.
        let air = (high / low).max(10.0).ln() * 0.06;
        let middle = (low * high).sqrt();
        let (low, high) = (low.min(middle / 3.2), high.max(middle * 3.2));
        let (low, high) = (low.ln() - air, high.ln() + air);
        let (zero, bottom) = if zero { (Some(bottom - lane / 2.0), bottom - lane) } else { (None, bottom) };
        Self { low, high, bottom, top, zero }
    }

    /// The same from left to right, with the lane for zero on the left.
    pub(crate) fn across(values: impl Iterator<Item = f64>, left: f64, right: f64, lane: f64) -> Self {
        Self::new(values, right, left, -lane)
    }

    /// Where some seconds lie; zero in its own lane.
    pub(crate) fn y(&self, seconds: f64) -> f64 {
        if seconds <= 0.0 {
            return self.zero.unwrap_or(self.bottom);
        }
        let part = ((seconds.ln() - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
        self.bottom - part * (self.bottom - self.top)
    }

    /// Where zero lies, where it occurs.
    pub(crate) fn zero(&self) -> Option<f64> {
        self.zero
    }

    /// The upper end.
    pub(crate) fn top(&self) -> f64 {
        self.top
    }

    /// The lower end of the logarithmic part.
    pub(crate) fn floor(&self) -> f64 {
        self.bottom
    }

    /// The ticks, the lowest first: the landmarks that matter most, then as many as stand `apart`.
    pub(crate) fn ticks(&self, apart: f64) -> Vec<(f64, &'static str)> {
        let mut chosen: Vec<(f64, &'static str)> = Vec::new();
        for level in 0..=3 {
            for (seconds, of, name) in LANDMARKS {
                let inside = seconds.ln() > self.low && seconds.ln() < self.high;
                let y = self.y(seconds);
                if of == level && inside && chosen.iter().all(|(other, _)| (other - y).abs() >= apart) {
                    chosen.push((y, name));
                }
            }
        }
        chosen.sort_by(|a, b| b.0.total_cmp(&a.0));
        chosen
    }
}

/// Steps of a linear axis of durations, in seconds.
const STEPS: [f64; 27] = [
    1.0,
    2.0,
    5.0,
    10.0,
    15.0,
    30.0,
    60.0,
    120.0,
    300.0,
    600.0,
    900.0,
    1_800.0,
    3_600.0,
    7_200.0,
    10_800.0,
    21_600.0,
    43_200.0,
    86_400.0,
    172_800.0,
    432_000.0,
    864_000.0,
    1_728_000.0,
    4_320_000.0,
    8_640_000.0,
    17_280_000.0,
    31_536_000.0,
    157_680_000.0,
];

/// The ticks of a linear axis from zero to `most` seconds: at most `count` steps, each with its words. The last tick is
/// at or above `most`.
pub(crate) fn linear_ticks(most: f64, count: usize) -> Vec<(f64, String)> {
    let step = STEPS.into_iter().find(|step| most / step <= count.max(1) as f64).unwrap_or(most);
    let mut ticks = Vec::new();
    loop {
        let at = ticks.len() as f64 * step;
        #[expect(clippy::cast_possible_truncation, reason = "whole seconds, far below the limit")]
        let words = in_words(TimeDelta::try_seconds(at as i64).unwrap_or_default());
        ticks.push((at, if ticks.is_empty() { "0".to_owned() } else { words }));
        if at >= most || ticks.len() > 100 {
            return ticks;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zero_has_a_lane_of_its_own_below_every_other_value() {
        let axis = LogAxis::new([0.0, 5.0, 86_400.0].into_iter(), 100.0, 700.0, 40.0);
        assert_eq!(axis.zero(), Some(680.0));
        assert!(axis.y(5.0) < axis.floor() && axis.floor() < 680.0 && axis.y(86_400.0) > 100.0);
        assert_eq!(LogAxis::new([5.0].into_iter(), 100.0, 700.0, 40.0).zero(), None);
    }

    #[test]
    fn ticks_stand_apart_whatever_the_span() {
        for values in [[10.0, 94_608_000.0], [60.0, 61.0], [1.0, 2.0], [0.0, 0.0], [7_200.0, 10_000.0]] {
            let ticks = LogAxis::new(values.into_iter(), 100.0, 700.0, 40.0).ticks(40.0);
            assert!((2..=15).contains(&ticks.len()), "{values:?} {ticks:?}");
            assert!(ticks.windows(2).all(|p| p[0].0 - p[1].0 >= 40.0));
        }
    }

    #[test]
    fn linear_ticks_reach_the_longest() {
        let words =
            |most, count| linear_ticks(most, count).into_iter().map(|t| t.1).collect::<Vec<_>>().join(", ");
        assert_eq!(words(11_700.0, 8), "0, 30 min, 1 h, 1 h 30 min, 2 h, 2 h 30 min, 3 h, 3 h 30 min");
        assert_eq!(words(3_700_000.0, 5), "0, 10 d, 20 d, 30 d, 40 d, 50 d");
        assert_eq!(words(0.0, 5), "0");
    }
}
