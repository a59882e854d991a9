//! Metrics whose name looks like one that was mistyped.

use incstats_model::Metric;

/// Below this share of equal characters two names do not look alike.
const LEAST: f64 = 0.6;
/// More that look alike are no help.
const MOST: usize = 2;

/// The keys of the metrics most like `wanted`, in backticks: those whose label has it inside, or whose key or label is
/// much like it. None where many are as much like it.
pub(super) fn metrics(wanted: &str, all: &[Metric]) -> Vec<String> {
    let wanted = wanted.trim().to_lowercase();
    let likeness = |metric: &Metric| {
        let label = metric.label.to_lowercase();
        if wanted.chars().nth(2).is_some() && label.contains(&wanted) {
            return 1.0;
        }
        let alike = |name: &str| strsim::normalized_damerau_levenshtein(&wanted, name);
        alike(&metric.key.to_lowercase()).max(alike(&label))
    };
    let best = all.iter().map(likeness).fold(0.0, f64::max);
    if best < LEAST {
        return Vec::new();
    }
    let near: Vec<String> =
        all.iter().filter(|one| likeness(one) >= best).map(|one| format!("`{}`", one.key)).collect();
    if near.len() > MOST { Vec::new() } else { near }
}

#[cfg(test)]
mod tests {
    use super::*;
    use incstats_model::metric::METRICS;

    #[test]
    fn what_is_close_is_suggested_and_nothing_else() {
        for (wanted, expected) in [
            ("restore", "`ttr`"),
            ("time to mitigat", "`ttm`"),
            ("tttr", "`ttr`"),
            ("disclosur", "`disclosure`"),
            // Six are as near.
            ("ttx", ""),
            ("price", ""),
            ("", ""),
        ] {
            assert_eq!(metrics(wanted, &METRICS).join(" or "), expected, "{wanted}");
        }
    }
}
