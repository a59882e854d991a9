//! Abbreviations of time zones, as status pages write them.
//!
//! Abbreviations are not unique; each row takes the reading that English-language status pages mean most often. Those
//! that name a season are fixed offsets, those that do not (`ET`, `PT`) are places. `BST` is British Summer Time,
//! `IST` Indian, `CST` and `MST` North American.

use chrono::FixedOffset;
use chrono_tz::Tz;
use incstats_model::ZoneId;

/// What an abbreviation, written in capitals, stands for.
pub fn abbreviation(text: &str) -> Option<ZoneId> {
    let hours = match text {
        "UTC" | "GMT" | "Z" => return Some(ZoneId::UTC),
        "ET" => return Some(ZoneId::Named(Tz::America__New_York)),
        "CT" => return Some(ZoneId::Named(Tz::America__Chicago)),
        "MT" => return Some(ZoneId::Named(Tz::America__Denver)),
        "PT" => return Some(ZoneId::Named(Tz::America__Los_Angeles)),
        "WET" => 0.0,
        "BST" | "CET" | "MEZ" | "WEST" | "WAT" => 1.0,
        "CEST" | "MESZ" | "EET" | "SAST" | "CAT" => 2.0,
        "EEST" | "MSK" | "EAT" | "TRT" => 3.0,
        "IST" => 5.5,
        "ICT" | "WIB" => 7.0,
        "SGT" | "HKT" | "AWST" => 8.0,
        "JST" | "KST" => 9.0,
        "ACST" => 9.5,
        "AEST" => 10.0,
        "AEDT" => 11.0,
        "NZST" => 12.0,
        "NZDT" => 13.0,
        "NST" => -3.5,
        "BRT" | "ART" | "ADT" => -3.0,
        "AST" | "EDT" => -4.0,
        "EST" | "CDT" => -5.0,
        "CST" | "MDT" => -6.0,
        "MST" | "PDT" => -7.0,
        "PST" | "AKDT" => -8.0,
        "AKST" => -9.0,
        "HST" => -10.0,
        _ => return None,
    };
    offset(hours)
}

/// The place whose season an abbreviation names, of those whose clocks change: `PST` is winter in Los Angeles. Those that
/// large places without a season keep all the year (`MST` of Phoenix, `CST` of Mexico, `AEST` of Brisbane) name none.
pub fn season(text: &str) -> Option<ZoneId> {
    let place = match text {
        "PST" | "PDT" => Tz::America__Los_Angeles,
        "MDT" => Tz::America__Denver,
        "CDT" => Tz::America__Chicago,
        "EST" | "EDT" => Tz::America__New_York,
        "AKST" | "AKDT" => Tz::America__Anchorage,
        "CET" | "CEST" | "MEZ" | "MESZ" => Tz::Europe__Berlin,
        "EEST" => Tz::Europe__Athens,
        "WEST" => Tz::Europe__Lisbon,
        "BST" => Tz::Europe__London,
        "AEDT" => Tz::Australia__Sydney,
        "NZST" | "NZDT" => Tz::Pacific__Auckland,
        _ => return None,
    };
    Some(ZoneId::Named(place))
}

/// A fixed offset of so many hours east of Greenwich.
#[expect(clippy::cast_possible_truncation, reason = "offsets are at most a day")]
pub fn offset(hours: f64) -> Option<ZoneId> {
    FixedOffset::east_opt((hours * 3600.0) as i32).map(ZoneId::Fixed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seasons_are_offsets_and_places_are_zones() {
        for (text, zone) in
            [("CEST", "+02:00"), ("NST", "-03:30"), ("PT", "America/Los_Angeles"), ("UTC", "UTC")]
        {
            assert_eq!(abbreviation(text).unwrap().to_string(), zone);
        }
        assert_eq!(abbreviation("THE"), None);
        assert_eq!(season("CEST").unwrap().to_string(), "Europe/Berlin");
        assert_eq!((season("MST"), season("UTC")), (None, None));
    }
}
