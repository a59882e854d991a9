//! Small truths of the calendar.

use chrono::{Datelike, NaiveDate};

/// The weekday of a day; 0 is Monday.
pub fn weekday(day: NaiveDate) -> u32 {
    day.weekday().num_days_from_monday()
}

/// A day, if the calendar has it.
pub fn date(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

/// The years in which a day of the year falls on a weekday, nearest to `near` first, at most 6 away; of two equally
/// near the earlier one, as reports look back.
pub fn years_with(month: u32, day: u32, wanted: u32, near: i32) -> Option<i32> {
    let by_distance = (0..=6).flat_map(|n| [near - n, near + n]);
    by_distance.into_iter().find(|&year| date(year, month, day).is_some_and(|d| weekday(d) == wanted))
}

/// The last day before or at `anchor` that falls on a weekday.
pub fn last_weekday(wanted: u32, anchor: NaiveDate) -> NaiveDate {
    let back = (weekday(anchor) + 7 - wanted) % 7;
    // At the very beginning of the calendar there is no week before.
    anchor.checked_sub_days(chrono::Days::new(u64::from(back))).unwrap_or(anchor)
}

/// Two digits of a year in full: 70 to 99 are of the last century.
pub fn full_year(two: u32) -> i32 {
    let two = i32::try_from(two).unwrap_or(0);
    if two < 70 { 2000 + two } else { 1900 + two }
}

/// Whether a number can be the year of a report.
pub fn is_year(number: u32) -> bool {
    (1970..2100).contains(&number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekdays_choose_years_and_days() {
        // 20 May was a Thursday in 2010, 2021 and 2027.
        assert_eq!(years_with(5, 20, 3, 2021), Some(2021));
        assert_eq!(years_with(5, 20, 3, 2024), Some(2021));
        assert_eq!(years_with(2, 30, 3, 2024), None);
        let friday = date(2021, 6, 18).unwrap();
        assert_eq!(last_weekday(1, friday), date(2021, 6, 15).unwrap());
        assert_eq!(last_weekday(4, friday), friday);
        assert_eq!((full_year(21), full_year(99)), (2021, 1999));
    }
}
