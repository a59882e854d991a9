//! Figures in the cells of tables.

use incstats_analysis::estimate::{Bounds, Estimate, Reason, Sample};

/// The value, or a dash.
pub fn value(figure: &Estimate) -> String {
    if figure.value.is_ok() { figure.value_in_words() } else { dash() }
}

/// The interval, or in a few words why there is none; a dash where there is neither it nor a value.
pub fn interval(figure: &Estimate) -> String {
    match (&figure.value, &figure.interval) {
        (Err(_), Err(_)) => dash(),
        (Ok(_), Err(Reason::TooFew { needs, .. } | Reason::MeanTooSmall { needs, .. })) => {
            format!("none: needs {needs} incidents")
        }
        (_, Ok(_)) | (Ok(_), _) => figure.interval_in_words(),
    }
}

/// The value with its interval behind it, where it has one.
pub fn whole(figure: &Estimate) -> String {
    if figure.value.is_ok() { figure.to_string() } else { dash() }
}

/// `9/11`: how many incidents a figure rests on, of how many.
pub fn n_of_n(sample: &Sample) -> String {
    format!("{}/{}", sample.n, sample.of)
}

/// Bounds of a share in percent: `50 %`, `40 % to 55 %`.
pub fn percent(share: &Bounds) -> String {
    incstats_analysis::estimate::Unit::Share.say_bounds(share)
}

/// A p-value as people write it.
pub fn p(p: &Result<f64, Reason>) -> String {
    match p {
        Ok(p) if *p < 0.001 => "< 0.001".into(),
        Ok(p) => format!("{p:.3}"),
        Err(_) => dash(),
    }
}

/// What stands where there is nothing.
pub fn dash() -> String {
    "-".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use incstats_analysis::estimate::{Method, Unit};

    #[test]
    fn what_is_not_there_is_a_dash_and_what_is_too_little_says_how_much_it_takes() {
        let none = Estimate::none(Unit::Seconds, Method::OrderStatistics, Sample::default(), Reason::Empty);
        assert_eq!((value(&none), interval(&none), whole(&none)), (dash(), dash(), dash()));
        let few =
            Estimate { value: Bounds::exact(60.0), interval: Err(Reason::TooFew { n: 3, needs: 6 }), ..none };
        assert_eq!((value(&few).as_str(), interval(&few).as_str()), ("1 min", "none: needs 6 incidents"));
        assert_eq!((p(&Ok(0.0004)), p(&Ok(0.0567))), ("< 0.001".into(), "0.057".into()));
    }
}
