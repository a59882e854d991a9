//! CSV on standard output, safe to open in a spreadsheet.

use incstats_model::cell::marked;

use super::door::Door;
use super::text;
use crate::failure::Failure;

/// Prints a heading and rows.
///
/// # Errors
/// That they cannot be written; rows are as long as the heading.
pub fn print(
    door: &mut Door,
    heading: &[&str],
    rows: impl IntoIterator<Item = impl AsRef<[String]>>,
) -> Result<(), Failure> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(heading).map_err(std::io::Error::from)?;
    for row in rows {
        writer.write_record(row.as_ref().iter().map(|cell| cell_text(cell))).map_err(std::io::Error::from)?;
    }
    let bytes = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
    Ok(door.print_raw(&bytes)?)
}

/// A cell, disarmed for terminals and for spreadsheets.
fn cell_text(cell: &str) -> String {
    marked(&text::line(cell)).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_text() {
        for (cell, safe) in [
            ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
            ("+1 more", "'+1 more"),
            (" @SUM(A1)", "' @SUM(A1)"),
            ("-12.5", "-12.5"),
            ("\u{1b}]8;;http://evil.example\u{7}=1", "␛]8;;http://evil.example␇=1"),
            ("\t=1", "' =1"),
            ("12 - 3", "12 - 3"),
            ("a\nb", "a b"),
        ] {
            assert_eq!(cell_text(cell), safe);
        }
    }
}
