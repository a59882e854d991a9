//! What each family of cases compares.

mod comparing;
mod counting;
mod definitions;
mod durations;

use crate::cases::Case;

/// Figures of the reference file that are not this crate's to give, and why.
pub const LEFT_OUT: [(&str, &str); 3] = [
    ("rate_ratio.*.p_minlike", "contradicts the interval; only the central p is given"),
    ("mk.*.min_possible_p above eight values", "null there means `not tabulated`, not `not available`"),
    (
        "davidovic.claims.*.monte_carlo_fixture",
        "checked against the claims, not run for run: another generator",
    ),
];

/// Runs one case. How many figures agree.
///
/// # Errors
/// Which figure does not, or that no check knows the case.
pub fn check(case: &Case) -> Result<usize, String> {
    match case.family() {
        "desc" => durations::descriptive(case),
        "median_ci" => durations::quantile_interval(case, 0.5),
        "q90_ci" => durations::quantile_interval(case, 0.9),
        "gmean_ci" => durations::geometric_mean(case),
        "ideal_bca_mean" | "bca_mean" => durations::bca(case, durations::mean),
        "bca_geometric_mean" => durations::bca(case, durations::geometric),
        "km" => durations::kaplan_meier(case),
        "turnbull" => durations::turnbull(case),
        "mk" => counting::mann_kendall(case),
        "poisson_trend" => counting::poisson_trend(case),
        "poisson_rate" => counting::poisson_rate(case),
        "garwood" => counting::garwood(case),
        "count_detect" => counting::standing_out(case),
        "c_u_chart" => counting::charts(case),
        "rate_ratio" => comparing::rate_ratio(case),
        "compare" => comparing::two_samples(case),
        "power" => comparing::power(case),
        "mdc" => comparing::detectable(case),
        "def" => definitions::check(case),
        "davidovic" => definitions::davidovic(case),
        unknown => Err(format!("no check knows the family `{unknown}`")),
    }
}
