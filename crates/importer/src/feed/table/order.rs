//! Day and month in the numeric dates of a whole table: one value that tells decides for all.

use incstats_model::ZoneId;

use crate::feed::stamp::{Clock, order};
use crate::options::{DayMonthOrder, Options};

/// What the values of a table tell about the order of day and month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Order {
    zone: Option<ZoneId>,
    said: Option<bool>,
    /// The line of the first value that has the day first, and of the first that has the month first.
    seen: [Option<u32>; 2],
}

impl Order {
    /// Before the first value is seen.
    pub fn new(options: &Options) -> Self {
        let said = options.day_month.map(|order| order == DayMonthOrder::DayFirst);
        Self { zone: options.zone, said, seen: [None; 2] }
    }

    /// Looks at a value.
    pub fn see(&mut self, value: &str, line: u32) {
        // ISO dates, which most tables have, tell nothing.
        if value.as_bytes().get(4) == Some(&b'-') {
            return;
        }
        if let Some(day_first) = order(value) {
            let [day, month] = &mut self.seen;
            let first = if day_first { day } else { month };
            *first = first.or(Some(line));
        }
    }

    /// Whether a zone is configured.
    pub fn zone_is_known(&self) -> bool {
        self.zone.is_some()
    }

    /// The clock to read values by.
    pub fn clock(&self) -> Clock {
        let told = match self.seen {
            [Some(_), None] => Some(true),
            [None, Some(_)] => Some(false),
            [None, None] | [Some(_), Some(_)] => None,
        };
        Clock { zone: self.zone.unwrap_or(ZoneId::UTC), day_first: told.or(self.said) }
    }

    /// The lines of two values that have day and month in different orders.
    pub fn both(&self) -> Option<(u32, u32)> {
        let [day, month] = self.seen;
        Some((day?, month?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_value_decides_for_all() {
        for (values, day_month, want, both) in [
            (&["03/04/2021", "13/04/2021"][..], None, Some(true), None),
            (&["03/04/2021", "04/13/2021"], None, Some(false), None),
            (&["03/04/2021"], None, None, None),
            (&["03/04/2021"], Some(DayMonthOrder::MonthFirst), Some(false), None),
            (&["13/04/2021"], Some(DayMonthOrder::MonthFirst), Some(true), None),
            (&["13/04/2021", "04/13/2021"], None, None, Some((1, 2))),
            (&["2021-04-13"], None, None, None),
        ] {
            let mut order = Order::new(&Options { day_month, ..Options::default() });
            for (line, value) in (1..).zip(values) {
                order.see(value, line);
            }
            assert_eq!((order.clock().day_first, order.both()), (want, both), "{values:?}");
        }
    }
}
