//! Whether two groups end at the same pace when some are still open: the log-rank test (Mantel 1966).

use super::distributions::chi_square_upper;
use crate::estimate::Reason;

/// The result of a log-rank test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LogRank {
    /// Ends seen in the first group.
    pub observed: f64,
    /// Ends expected in the first group if both went at the same pace.
    pub expected: f64,
    /// The hypergeometric variance of the difference.
    pub variance: f64,
    /// `(observed - expected)^2 / variance`.
    pub chi_square: f64,
    /// P(chi-square with one degree of freedom is at least that).
    pub p: f64,
}

/// Compares times that ended (`true`) or were last heard of (`false`). Cost: one sort.
///
/// # Errors
/// [`Reason::Empty`] where a group is empty, [`Reason::NotReached`] where nothing ended while both were running.
pub fn log_rank(a: &[(f64, bool)], b: &[(f64, bool)]) -> Result<LogRank, Reason> {
    if a.is_empty() || b.is_empty() {
        return Err(Reason::Empty);
    }
    let mut all: Vec<(f64, bool, bool)> = a
        .iter()
        .map(|(t, ended)| (*t, *ended, true))
        .chain(b.iter().map(|(t, ended)| (*t, *ended, false)))
        .collect();
    all.sort_unstable_by(|x, y| x.0.total_cmp(&y.0));
    let (mut first, mut both) = (a.len() as f64, all.len() as f64);
    let (mut observed, mut expected, mut variance) = (0.0, 0.0, 0.0);
    for group in all.chunk_by(|x, y| x.0.total_cmp(&y.0).is_eq()) {
        let count = |test: &dyn Fn(&&(f64, bool, bool)) -> bool| group.iter().filter(test).count() as f64;
        let ends = count(&|x| x.1);
        observed += count(&|x| x.1 && x.2);
        expected += ends * first / both;
        if both > 1.0 {
            variance += ends * (first / both) * (1.0 - first / both) * (both - ends) / (both - 1.0);
        }
        first -= count(&|x| x.2);
        both -= group.len() as f64;
    }
    if variance <= 0.0 {
        return Err(Reason::NotReached);
    }
    let chi_square = (observed - expected).powi(2) / variance;
    Ok(LogRank { observed, expected, variance, chi_square, p: chi_square_upper(chi_square, 1.0) })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Freireich et al. (1963), placebo against 6-MP: chi-square 16.79 in textbooks.
    #[test]
    fn the_textbook_comparison() {
        let placebo = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]
            .map(|t| (f64::from(t), true));
        let events = [6.0, 6.0, 6.0, 7.0, 10.0, 13.0, 16.0, 22.0, 23.0].map(|t| (t, true));
        let open = [6.0, 9.0, 10.0, 11.0, 17.0, 19.0, 20.0, 25.0, 32.0, 32.0, 34.0, 35.0].map(|t| (t, false));
        let found = log_rank(&placebo, &[events.as_slice(), &open].concat()).unwrap();
        assert!((found.chi_square - 16.79).abs() < 5e-3, "{found:?}");
        assert!((found.expected - 10.75).abs() < 5e-3);
        assert_eq!(log_rank(&[(1.0, false)], &[(2.0, false)]), Err(Reason::NotReached));
    }
}
