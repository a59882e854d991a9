//! The numbers that a picture shows, as a table.

use incstats_analysis::view::TrendPoint;
use incstats_model::cell::marked;
use incstats_model::{DurationBounds, Instant, Metric};

/// The numbers that a picture shows: the CSV beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Data {
    heading: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

impl Data {
    pub(crate) fn new(heading: impl Into<Vec<&'static str>>) -> Self {
        Self { heading: heading.into(), rows: Vec::new() }
    }

    pub(crate) fn push(&mut self, row: impl Into<Vec<String>>) {
        self.rows.push(row.into());
    }

    /// The names of the columns; units are part of the name: `min_s` is seconds.
    pub fn heading(&self) -> &[&'static str] {
        &self.heading
    }

    /// The rows, as long as the heading.
    pub fn rows(&self) -> &[Vec<String>] {
        &self.rows
    }

    /// The table as CSV (RFC 4180 but for its line feeds). A cell of text that a spreadsheet would take for a formula has
    /// an apostrophe before it, and control characters are spaces.
    pub fn to_csv(&self) -> String {
        let mut csv = String::new();
        let heading: Vec<String> = self.heading.iter().map(|&name| name.to_owned()).collect();
        for row in std::iter::once(&heading).chain(&self.rows) {
            let cells: Vec<String> = row.iter().map(|text| cell(text)).collect();
            csv.push_str(&cells.join(","));
            csv.push('\n');
        }
        csv
    }
}

fn cell(text: &str) -> String {
    let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let text = marked(&clean);
    if text.contains([',', '"']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.into_owned() }
}

/// An instant in a cell: RFC 3339.
pub(crate) fn instant(at: Instant) -> String {
    at.to_rfc3339()
}

/// A duration in two cells: its least and its greatest seconds; the second is empty where it was still running.
pub(crate) fn seconds(duration: &DurationBounds) -> [String; 2] {
    let most = duration.max().map(|most| most.num_seconds().to_string());
    [duration.min().num_seconds().to_string(), most.unwrap_or_default()]
}

/// The cells of one incident's duration: its id, title and day, the metric, the least and the greatest seconds.
pub(crate) fn point(point: &TrendPoint, metric: &Metric) -> [String; 6] {
    let [least, most] = seconds(&point.duration);
    [point.id.clone(), point.title.clone(), point.day.to_string(), metric.key.to_string(), least, most]
}

/// A number in a cell, to six decimals; empty where there is none.
pub(crate) fn number(value: Option<f64>) -> String {
    let rounded = value.filter(|value| value.is_finite()).map(|value| (value * 1e6).round() / 1e6);
    rounded.map(|value| value.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_cannot_act_in_a_spreadsheet_and_cannot_break_a_row() {
        for (text, safe) in [
            ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
            ("+1 more", "'+1 more"),
            (" @SUM(A1)", "' @SUM(A1)"),
            ("\t=1", "' =1"),
            ("-12.5", "-12.5"),
            ("a \"b\", c", "\"a \"\"b\"\", c\""),
            ("two\nlines\u{1b}[31m", "two lines [31m"),
        ] {
            assert_eq!(cell(text), safe);
        }
    }

    #[test]
    fn a_table_is_a_heading_and_rows() {
        let mut data = Data::new(["id", "n"]);
        data.push(["a".to_owned(), number(Some(0.333_333_333))]);
        data.push(["b".to_owned(), number(Some(f64::INFINITY))]);
        assert_eq!(data.to_csv(), "id,n\na,0.333333\nb,\n");
    }
}
