//! The statistics over any numbers.

use incstats_analysis::statistics::kaplan_meier::Curve;
use incstats_analysis::statistics::observed::SortedEnds;
use incstats_analysis::statistics::rate_ratio::{self, Rate};
use incstats_analysis::statistics::{
    Observed, bootstrap, calendar, descriptive, kendall, many, order_interval, poisson_count, quantile,
    theil_sen, turnbull, two_samples,
};
use proptest::prelude::*;

fn durations(size: std::ops::Range<usize>) -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec(prop_oneof![4 => 1.0f64..50_000.0, 1 => Just(60.0)], size)
}

fn ranges(size: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Observed>> {
    let one = prop_oneof![
        3 => (0.0f64..5_000.0).prop_map(|x| Observed::exact(x.round())),
        2 => (0.0f64..5_000.0, 0.0f64..900.0).prop_map(|(x, w)| Observed::between(x.round(), (x + w).round())),
        1 => (0.0f64..9_000.0).prop_map(|x| Observed::open(x.round())),
    ];
    prop::collection::vec(one.prop_filter_map("a duration", |o| o), size)
}

fn exact(values: &[f64]) -> Vec<Observed> {
    values.iter().filter_map(|v| Observed::exact(*v)).collect()
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1e-9)
}

proptest! {
    #[test]
    fn scaling_durations_scales_their_figures(values in durations(6..40), factor in 0.01f64..100.0) {
        let scaled: Vec<f64> = values.iter().map(|x| x * factor).collect();
        let (a, b) = (exact(&values), exact(&scaled));
        let same = |x: f64, y: f64| near(x * factor, y);
        prop_assert!(same(quantile::of_observed(&a, 0.5).unwrap().least(), quantile::of_observed(&b, 0.5).unwrap().least()));
        prop_assert!(same(descriptive::mean(&a).unwrap().least(), descriptive::mean(&b).unwrap().least()));
        prop_assert!(same(
            descriptive::geometric_mean(&a).unwrap().least(),
            descriptive::geometric_mean(&b).unwrap().least()
        ));
        let limit = |o: &[Observed]| order_interval::interval(o, 0.5, 0.95).unwrap().upper.unwrap().least();
        prop_assert!(same(limit(&a), limit(&b)));
    }

    #[test]
    fn shifting_one_group_shifts_the_difference(a in durations(2..12), b in durations(2..12), by in 0.0f64..999.0) {
        let shifted: Vec<f64> = a.iter().map(|x| x + by).collect();
        let plain = two_samples::hodges_lehmann(&a, &b, 0.95).unwrap();
        let moved = two_samples::hodges_lehmann(&shifted, &b, 0.95).unwrap();
        prop_assert!((plain.shift + by - moved.shift).abs() < 1e-6);
        prop_assert!(plain.interval.allows(plain.shift));
        let p = two_samples::rank_sum_p(&a, &b).unwrap();
        prop_assert!((0.0..=1.0).contains(&p));
        prop_assert!((p - two_samples::rank_sum_p(&b, &a).unwrap()).abs() < 1e-9);
    }

    #[test]
    fn an_order_that_is_kept_keeps_the_trend(values in durations(5..25)) {
        let logs: Vec<f64> = values.iter().map(|x| x.ln()).collect();
        let (a, b) = (kendall::of_series(&values).unwrap(), kendall::of_series(&logs).unwrap());
        prop_assert_eq!(a.s, b.s);
        prop_assert!((0.0..=1.0 + 1e-9).contains(&a.p()));
        let backwards: Vec<f64> = values.iter().rev().copied().collect();
        prop_assert_eq!(kendall::of_series(&backwards).unwrap().s, -a.s);
        let slope = theil_sen::of_series(&values, 0.95).unwrap();
        if let Ok(interval) = slope.interval {
            prop_assert!(interval.allows(slope.slope));
        }
    }

    #[test]
    fn counts_lie_in_their_intervals(first in 0usize..80, second in 0usize..80, days in 1.0f64..400.0) {
        prop_assert!(poisson_count::garwood(first, 0.95).allows(first as f64));
        if first + second > 0 {
            let rates = [Rate { count: first, time: days }, Rate { count: second, time: 91.0 }];
            let found = rate_ratio::compare(rates[0], rates[1], 0.95).unwrap();
            prop_assert!(found.ratio.is_infinite() || found.interval.allows(found.ratio));
            // The p never contradicts the interval.
            if (found.p - 0.05).abs() > 1e-6 {
                prop_assert_eq!(found.p < 0.05, !found.interval.allows(1.0));
            }
        }
    }

    #[test]
    fn shares_sum_to_one_and_the_conditions_hold(observed in ranges(1..40)) {
        let found = turnbull::turnbull(&observed).unwrap();
        prop_assert!((found.masses.iter().map(|m| m.mass).sum::<f64>() - 1.0).abs() < 1e-6);
        prop_assert!(found.kkt <= 1.0 + 1e-9);
        let bound = quantile::of_observed(&observed, 0.5).unwrap();
        prop_assert!(bound.least() <= bound.most_or_infinity());
    }

    #[test]
    fn without_ranges_turnbull_is_kaplan_meier(values in durations(1..30), open in durations(0..8)) {
        let times: Vec<(f64, bool)> =
            values.iter().map(|t| (t.round(), true)).chain(open.iter().map(|t| (t.round(), false))).collect();
        let curve = Curve::of(&times).unwrap();
        let observed: Vec<Observed> = times
            .iter()
            .filter_map(|(t, ended)| if *ended { Observed::exact(*t) } else { Observed::open(*t) })
            .collect();
        let found = turnbull::turnbull(&observed).unwrap();
        for step in curve.steps.iter().filter(|s| s.events > 0) {
            let ended = found.ended_by(step.time).unwrap().least();
            prop_assert!((1.0 - step.survival - ended).abs() < 1e-5, "{} against {ended}", 1.0 - step.survival);
        }
        if let (Ok(median), Ok(interval)) = (curve.median(), curve.median_interval(0.95)) {
            prop_assert!(interval.allows(median.least()));
        }
    }

    #[test]
    fn ends_are_sorted_and_hold_every_quantile(observed in ranges(1..30), q in 0.0f64..1.0) {
        let SortedEnds { least, most } = SortedEnds::of(&observed);
        prop_assert!(least.iter().zip(&most).all(|(a, b)| a <= b));
        let bound = quantile::of_observed(&observed, q).unwrap();
        prop_assert!(bound.least() >= least[0]);
    }

    #[test]
    fn adjusted_p_values_are_never_smaller(p in prop::collection::vec(0.0f64..1.0, 0..20)) {
        let adjusted = many::benjamini_hochberg(&p);
        prop_assert_eq!(adjusted.len(), p.len());
        prop_assert!(adjusted.iter().zip(&p).all(|(a, p)| *a >= *p - 1e-12 && *a <= 1.0));
    }

    #[test]
    fn a_week_has_a_p(counts in prop::collection::vec(0usize..6, 7)) {
        if counts.iter().sum::<usize>() > 0 {
            let found = calendar::evenness(&counts).unwrap();
            prop_assert!((0.0..=1.0).contains(&found.p()));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn bootstrap_intervals_are_in_order(values in durations(2..16)) {
        let mean = |x: &[f64]| x.iter().sum::<f64>() / x.len() as f64;
        if let Ok(found) = bootstrap::bca(&values, mean, 0.95, 7) {
            let (low, high) = (found.interval.lower.unwrap().least(), found.interval.upper.unwrap().least());
            prop_assert!(low <= high && found.z0.is_finite() && found.acceleration.is_finite());
        }
    }
}
