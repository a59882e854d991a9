//! Text in a cell of a table that a spreadsheet may open.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, and a formula can call programs. So text
//! of reports is written behind an apostrophe, which a spreadsheet takes for "this is text", and which a reader of such
//! tables takes away again.

use std::borrow::Cow;

/// What marks a cell as text. It is no part of the text.
const MARK: char = '\'';

/// Whether a spreadsheet would take text for a formula: it begins with `=`, `+`, `-` or `@`, also in their full width,
/// behind whatever it leaves out at the beginning (blanks, tabs, line ends, control characters), and is no plain number.
pub fn is_formula(text: &str) -> bool {
    let seen = text.trim_start_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}');
    seen.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        && (seen.starts_with('@') || seen.trim_end().parse::<f64>().is_err())
}

/// Text as a cell in which it stays text. Text that is such a cell already is marked once more, so that [`unmarked`]
/// gives it back as it was.
pub fn marked(text: &str) -> Cow<'_, str> {
    if is_formula(text.trim_start_matches(MARK)) {
        Cow::Owned(format!("{MARK}{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The text of a cell, without the apostrophe that [`marked`] put there.
pub fn unmarked(cell: &str) -> &str {
    cell.strip_prefix(MARK).filter(|text| is_formula(text.trim_start_matches(MARK))).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_act_is_marked_and_comes_back_as_it_was() {
        for (text, cell) in [
            ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
            ("+1 more", "'+1 more"),
            ("-2 hosts gone", "'-2 hosts gone"),
            ("@SUM(A1)", "'@SUM(A1)"),
            (" @SUM(A1)", "' @SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\r\n=1", "'\r\n=1"),
            ("\u{0}=1", "'\u{0}=1"),
            ("\u{feff}=1", "'\u{feff}=1"),
            ("\u{a0}=1", "'\u{a0}=1"),
            ("＝1+1", "'＝1+1"),
            ("＋1 x", "'＋1 x"),
            ("－1 x", "'－1 x"),
            ("＠SUM(A1)", "'＠SUM(A1)"),
            ("'=1+1", "''=1+1"),
            ("+1+1", "'+1+1"),
            ("-", "'-"),
            // Text and numbers that no spreadsheet takes for a formula.
            ("12 - 3", "12 - 3"),
            ("-12.5", "-12.5"),
            ("+49", "+49"),
            ("'quoted' word", "'quoted' word"),
            ("l'accès", "l'accès"),
            ("", ""),
        ] {
            assert_eq!(marked(text), cell, "{text:?}");
            assert_eq!(unmarked(cell), text, "{cell:?}");
        }
    }
}
