//! What a document says of its own days: its full dates, its own date, its order of day and month, its zone.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate};
use incstats_model::{Instant, ZoneId};

use crate::time::calendar::{date, weekday, years_with};
use crate::time::expression::CalendarDate;
use crate::time::resolve::Note;

/// How far, in days, dates may lie apart and still belong to one story.
const ONE_STORY: i64 = 60;

/// Dates nearer than this, in days, may be of one story though they stand in two months.
const ONE_MONTH: i64 = 28;
/// How often a date must be written to show that another is a slip of it.
const ENOUGH_FOR_A_SLIP: usize = 3;

/// The document's own calendar.
#[derive(Clone, Debug)]
pub struct Almanac {
    /// All full dates, and how often each is written.
    pub full: BTreeMap<NaiveDate, usize>,
    /// When the document was written or last brought up to date.
    pub written: Option<NaiveDate>,
    /// The day that `yesterday` counts from where the document has no date of its own.
    pub writing: Option<NaiveDate>,
    /// Months that are named with their year, without a day: `in July 2025`.
    pub months: Vec<(i32, u32)>,
    /// Whether its clock times are written with am and pm.
    pub halves: bool,
    /// What a person said, for when the document says nothing.
    pub reference: Option<NaiveDate>,
    /// Whether `03/04` is the third of April; `None`: nothing tells.
    pub day_first: Option<bool>,
    /// The zone of clock times that name none.
    pub zone: ZoneId,
    /// The moment from which `T+12m` counts, where the document says it.
    pub zero: Option<Instant>,
}

impl Almanac {
    /// The day of a calendar date that says its month, and what was added to it.
    pub fn settle(&self, said: &CalendarDate) -> Option<(NaiveDate, Vec<Note>)> {
        let month = said.month?;
        let (month, day, mut notes) = self.order(said, month);
        if let (Some(typed), Some(year)) = (said.mistyped_year, said.year) {
            // A digit too many is one only where another date of the document stands near the year that is left.
            let read = date(year, month, day)?;
            let alone = self.full.get(&read).copied().unwrap_or_default() < 2
                && self.written != Some(read)
                && self.near(read).all(|(other, _)| *other == read);
            return (!alone).then(|| (read, vec![Note::YearSlip { typed, read: year }]));
        }
        let settled = match said.year {
            Some(year) => self.with_year(year, month, day, said.weekday, &mut notes),
            None => self.without_year(month, day, said.weekday, &mut notes),
        }?;
        Some((settled, notes))
    }

    /// Day and month in their places.
    fn order(&self, said: &CalendarDate, month: u32) -> (u32, u32, Vec<Note>) {
        if !said.swappable {
            return (month, said.day, Vec::new());
        }
        let swapped = (said.day, month);
        if let (Some(wanted), Some(year)) = (said.weekday, said.year) {
            let fits = |(m, d)| date(year, m, d).is_some_and(|day| weekday(day) == wanted);
            if fits((month, said.day)) != fits(swapped) {
                let (m, d) = if fits(swapped) { swapped } else { (month, said.day) };
                return (m, d, Vec::new());
            }
        }
        match self.day_first {
            Some(true) => (month, said.day, Vec::new()),
            Some(false) => (swapped.0, swapped.1, Vec::new()),
            None => (month, said.day, vec![Note::DayMonthUnknown]),
        }
    }

    /// A full date as typed, unless its year is a slip: the weekday contradicts it, or it lies far from all other
    /// dates of the document, and in another year it would stand among them.
    fn with_year(
        &self,
        year: i32,
        month: u32,
        day: u32,
        wanted: Option<u32>,
        notes: &mut Vec<Note>,
    ) -> Option<NaiveDate> {
        let typed = date(year, month, day)?;
        let company = |candidate: NaiveDate| {
            self.near(candidate).filter(|(d, _)| **d != typed).map(|(_, count)| count).sum::<usize>()
        };
        let fits = |d: &NaiveDate| wanted.is_none_or(|wanted| weekday(*d) == wanted);
        let (enough, reach) = if fits(&typed) { (2, 1) } else { (1, 6) };
        if fits(&typed) && wanted.is_some() {
            return Some(typed);
        }
        let years = (1..=reach).flat_map(|n| [year + n, year - n]);
        let other = years
            .filter_map(|y| date(y, month, day))
            .find(|d| fits(d) && company(*d) >= enough.max(company(typed) * 2));
        match other {
            Some(read) => {
                notes.push(Note::YearSlip { typed: year, read: read.year() });
                Some(read)
            }
            None if fits(&typed) => Some(self.month_slip(typed, wanted).map_or(typed, |read| {
                notes.push(Note::DateSlip { typed, read });
                read
            })),
            None => {
                notes.push(Note::WeekdayMismatch(typed));
                Some(typed)
            }
        }
    }

    /// A date that no other of the document comes near, and that in another month would be one which the document
    /// writes again and again: the month was mistyped.
    fn month_slip(&self, typed: NaiveDate, wanted: Option<u32>) -> Option<NaiveDate> {
        let often = |day: &NaiveDate| self.full.get(day).copied().unwrap_or_default() >= ENOUGH_FOR_A_SLIP;
        let once = self.full.get(&typed).copied().unwrap_or_default() <= 1;
        let alone =
            self.full.keys().filter(|d| **d != typed).all(|d| (*d - typed).num_days().abs() >= ONE_MONTH);
        if !once || !alone || wanted.is_some() {
            return None;
        }
        let mut others = (1..=12).filter_map(|m| date(typed.year(), m, typed.day())).filter(often);
        let read = others.next()?;
        others.next().is_none().then_some(read)
    }

    /// The full dates of the same story as a day.
    fn near(&self, day: NaiveDate) -> impl Iterator<Item = (&NaiveDate, &usize)> {
        let reach = Days::new(ONE_STORY.unsigned_abs());
        let first = day.checked_sub_days(reach).unwrap_or(NaiveDate::MIN);
        let last = day.checked_add_days(reach).unwrap_or(NaiveDate::MAX);
        self.full.range(first..=last)
    }

    /// How far a day lies from the document's own date or, without one, from its nearest full date. A day somewhat
    /// ahead may be announced; one far ahead is last year's.
    fn distance(&self, day: NaiveDate) -> Option<i64> {
        let from = |anchor: NaiveDate| {
            let ahead = (day - anchor).num_days();
            if ahead > ONE_STORY { ahead * 3 } else { ahead.abs() }
        };
        let before = self.full.range(..=day).next_back().map(|(d, _)| *d);
        let after = self.full.range(day..).next().map(|(d, _)| *d);
        self.written.into_iter().chain(before).chain(after).map(from).min()
    }

    fn without_year(
        &self,
        month: u32,
        day: u32,
        wanted: Option<u32>,
        notes: &mut Vec<Note>,
    ) -> Option<NaiveDate> {
        // A full date nearby says the year; without weekday it is taken as the nearest that is not in the future.
        let years: BTreeSet<i32> = self.written.iter().chain(self.full.keys()).map(Datelike::year).collect();
        let candidates: BTreeSet<i32> = years.iter().flat_map(|y| [y - 1, *y, y + 1]).collect();
        let days = candidates.into_iter().filter_map(|year| date(year, month, day));
        let fitting = days.filter(|d| wanted.is_none_or(|w| weekday(*d) == w));
        if let Some(found) = fitting.min_by_key(|d| self.distance(*d)) {
            if self.near(found).all(|(d, _)| d.year() != found.year()) {
                notes.push(Note::YearFromDocument(found.year()));
            }
            return Some(found);
        }
        let fits = |d: &NaiveDate| wanted.is_none_or(|w| weekday(*d) == w);
        let named = self.months.iter().filter(|(_, m)| *m == month).find_map(|(y, m)| date(*y, *m, day));
        if let Some(found) = named.filter(fits) {
            notes.push(Note::YearFromDocument(found.year()));
            return Some(found);
        }
        let anchor = self.written.or_else(|| self.full.keys().next().copied());
        if let Some(wanted) = wanted {
            let near = anchor.or(self.reference)?.year();
            if anchor.is_none()
                && let Some(year) = years_with(month, day, wanted, near)
            {
                notes.push(Note::YearFromWeekday(year));
                return date(year, month, day);
            }
            let plain = anchor.and_then(|a| date(a.year(), month, day));
            if let Some(plain) = plain {
                notes.push(Note::WeekdayMismatch(plain));
            }
            return plain;
        }
        let reference = self.reference?;
        let this_year = date(reference.year(), month, day).filter(|d| *d <= reference);
        let found =
            this_year.or_else(|| (1..=4).find_map(|back| date(reference.year() - back, month, day)))?;
        notes.push(Note::YearFromReference(found.year()));
        Some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn almanac(full: &[&str], written: Option<&str>, reference: Option<&str>) -> Almanac {
        Almanac {
            full: full.iter().fold(BTreeMap::new(), |mut all, d| {
                *all.entry(day(d)).or_default() += 1;
                all
            }),
            written: written.map(day),
            writing: None,
            months: Vec::new(),
            halves: false,
            reference: reference.map(day),
            day_first: Some(true),
            zone: ZoneId::UTC,
            zero: None,
        }
    }

    fn said(year: Option<i32>, month: u32, day: u32, weekday: Option<u32>) -> CalendarDate {
        CalendarDate { year, month: Some(month), day, weekday, ..CalendarDate::default() }
    }

    #[test]
    fn a_missing_year_comes_from_the_page_the_weekday_or_the_reference() {
        let page = almanac(&["2021-07-02"], Some("2021-07-02"), None);
        assert_eq!(page.settle(&said(None, 5, 20, Some(3))), Some((day("2021-05-20"), vec![])));
        // December on a page of January is the year before.
        let january = almanac(&[], Some("2021-01-04"), None);
        assert_eq!(
            january.settle(&said(None, 12, 30, None)),
            Some((day("2020-12-30"), vec![Note::YearFromDocument(2020)]))
        );
        let bare = almanac(&[], None, Some("2026-11-20"));
        assert_eq!(bare.settle(&said(None, 5, 26, None)).unwrap().0, day("2026-05-26"));
        assert_eq!(bare.settle(&said(None, 12, 24, None)).unwrap().0, day("2025-12-24"));
        assert_eq!(
            bare.settle(&said(None, 5, 20, Some(3))),
            Some((day("2027-05-20"), vec![Note::YearFromWeekday(2027)]))
        );
        assert_eq!(almanac(&[], None, None).settle(&said(None, 5, 20, None)), None);
    }

    #[test]
    fn a_typed_year_that_weekday_and_neighbours_contradict_is_a_slip() {
        // 5 January 2020 was a Sunday, in 2021 a Tuesday.
        let letter = almanac(&["2021-01-08", "2020-01-05", "2021-01-05"], Some("2021-01-08"), None);
        let (read, notes) = letter.settle(&said(Some(2020), 1, 5, Some(1))).unwrap();
        assert_eq!((read, notes), (day("2021-01-05"), vec![Note::YearSlip { typed: 2020, read: 2021 }]));
        // Without a weekday, two neighbours must agree.
        let list = almanac(&["2021-06-09", "2021-06-09", "2020-06-09"], None, None);
        assert_eq!(list.settle(&said(Some(2020), 6, 9, None)).unwrap().0, day("2021-06-09"));
        let two = almanac(&["2021-06-09", "2020-06-09"], None, None);
        assert_eq!(two.settle(&said(Some(2020), 6, 9, None)).unwrap().0, day("2020-06-09"));
        let alone = almanac(&["2020-01-05"], None, None);
        let (read, notes) = alone.settle(&said(Some(2020), 1, 5, Some(1))).unwrap();
        assert_eq!((read, notes), (day("2020-01-05"), vec![Note::WeekdayMismatch(day("2020-01-05"))]));
    }

    #[test]
    fn day_and_month_change_places_where_the_weekday_or_the_order_says_so() {
        let mut page = almanac(&[], None, None);
        let swappable = CalendarDate { swappable: true, ..said(Some(2021), 4, 3, Some(5)) };
        assert_eq!(page.settle(&swappable).unwrap().0, day("2021-04-03"));
        // 4 March 2021 was a Thursday.
        let thursday = CalendarDate { weekday: Some(3), ..swappable };
        assert_eq!(page.settle(&thursday).unwrap().0, day("2021-03-04"));
        page.day_first = None;
        let plain = CalendarDate { weekday: None, ..swappable };
        assert_eq!(page.settle(&plain).unwrap().1, [Note::DayMonthUnknown]);
    }
}
