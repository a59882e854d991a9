//! Whatever the model can hold comes back as it was.

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use incstats_model::{
    Basis, CauseCategory, Customers, Episode, Event, Facts, Finding, Incident, IncidentId, Instant, Kind,
    Milestone, MilestoneTime, Milestones, Move, Place, Posted, Precision, Repair, Severity, Source,
    StatedLength, Status, TimeBounds, Zone, ZoneBasis, ZoneId,
};
use incstats_store::NewReport;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

use crate::project::Project;

/// Any characters: control characters, NUL, other planes.
fn text() -> impl Strategy<Value = String> {
    vec(prop_oneof![any::<char>(), select(vec!['\0', '\u{1b}', '\u{a0}', '\'', '"', '\\', 'é'])], 0..8)
        .prop_map(String::from_iter)
}

/// Years from about -90,000 to 90,000, to the nanosecond, with offsets to the second.
fn instant() -> impl Strategy<Value = Instant> {
    let seconds = prop_oneof![0_i64..2_000_000_000, -2_800_000_000_000_i64..2_800_000_000_000];
    let offset = prop_oneof![Just(0), (-47..=56).prop_map(|quarter| quarter * 900), -86_399..=86_399];
    (seconds, prop_oneof![Just(0_u32), 0..1_000_000_000_u32], offset).prop_map(|(seconds, nanos, offset)| {
        let at = DateTime::<Utc>::from_timestamp(seconds, nanos).unwrap();
        at.with_timezone(&FixedOffset::east_opt(offset).unwrap())
    })
}

fn bounds() -> impl Strategy<Value = TimeBounds> {
    use Precision::{Approximate, Day, DayPart, Hour, Minute, Second};
    let precision = select(vec![Second, Minute, Hour, DayPart, Day, Approximate]);
    (instant(), instant(), precision).prop_map(|(a, b, precision)| TimeBounds::between(a, b, precision))
}

/// Bounds whose offsets are whole minutes, as those of JSON must be: seconds of an offset end with the year 1900.
fn bounds_in_json() -> impl Strategy<Value = TimeBounds> {
    bounds().prop_map(|bounds| {
        let whole = |at: Instant| {
            let minutes = at.offset().local_minus_utc() / 60;
            at.with_timezone(&FixedOffset::east_opt(minutes * 60).unwrap())
        };
        TimeBounds::between(whole(bounds.earliest()), whole(bounds.latest()), bounds.precision())
    })
}

fn place() -> impl Strategy<Value = Place> {
    prop_oneof![
        any::<u32>().prop_map(Place::line),
        any::<(u32, u32, u32)>().prop_map(|(line, start, end)| Place::span(line, start, end)),
    ]
}

fn milestones() -> impl Strategy<Value = Milestones> {
    let basis = select(vec![Basis::Stated, Basis::Prose, Basis::Inferred, Basis::Corrected]);
    let time = (bounds(), basis, of(place()), of(text()))
        .prop_map(|(bounds, basis, place, because)| MilestoneTime { bounds, basis, place, because });
    vec(of(time), Milestone::ALL.len()).prop_map(|times| {
        let mut milestones = Milestones::default();
        for (milestone, time) in Milestone::ALL.into_iter().zip(times) {
            milestones.set(milestone, time);
        }
        milestones
    })
}

fn event() -> impl Strategy<Value = Event> {
    let marks = vec(select(Milestone::ALL.to_vec()), 0..3);
    (bounds(), place(), text(), marks, any::<bool>(), vec(text(), 0..3)).prop_map(
        |(bounds, place, text, marks, planned, services)| Event {
            bounds,
            place,
            text,
            marks,
            planned,
            services,
        },
    )
}

fn finding() -> impl Strategy<Value = Finding> {
    let severity = select(vec![Severity::Note, Severity::Warning, Severity::Error]);
    (text(), severity, of(place()), vec(place(), 0..3), text(), text()).prop_map(
        |(code, severity, place, also, message, remedy)| Finding {
            code,
            severity,
            place,
            also,
            message,
            remedy,
        },
    )
}

fn facts() -> impl Strategy<Value = Facts> {
    let customers = (of(any::<u64>()), text()).prop_map(|(count, text)| Customers { count, text });
    let category = select(CauseCategory::ALL.to_vec());
    let length = || {
        (0..i64::MAX, 0..i64::MAX, text(), place()).prop_map(|(min_s, max_s, text, place)| StatedLength {
            min_s,
            max_s,
            text,
            place,
        })
    };
    (of(category), of(customers), of(any::<bool>()), of(length()), of(length())).prop_map(
        |(cause_category, customers, data_lost, stated_duration, stated_repair)| Facts {
            cause_category,
            customers,
            data_lost,
            stated_duration,
            stated_repair,
        },
    )
}

fn episode() -> impl Strategy<Value = Episode> {
    (bounds_in_json(), of(bounds_in_json()), place()).prop_map(|(from, to, place)| Episode {
        from,
        to,
        place,
    })
}

fn repair() -> impl Strategy<Value = Repair> {
    let one = (select(Milestone::ALL.to_vec()), bounds_in_json(), bounds_in_json())
        .prop_map(|(milestone, typed, proposed)| Move { milestone, typed, proposed });
    (text(), of(place()), vec(one, 1..3), text(), any::<bool>()).prop_map(
        |(finding, place, moves, evidence, read_so)| Repair { finding, place, moves, evidence, read_so },
    )
}

fn zone() -> impl Strategy<Value = Zone> {
    let names = select(vec!["UTC", "Europe/London", "America/Argentina/Buenos_Aires", "Etc/GMT+12"]);
    let id = prop_oneof![
        names.prop_map(|name| name.parse::<ZoneId>().unwrap()),
        (-1_439..=1_439).prop_map(|minutes: i32| ZoneId::Fixed(FixedOffset::east_opt(minutes * 60).unwrap())),
    ];
    let basis = select(vec![ZoneBasis::Stated, ZoneBasis::Configured, ZoneBasis::Assumed]);
    (id, basis).prop_map(|(id, basis)| Zone { id, basis })
}

fn incident() -> impl Strategy<Value = Incident> {
    let words = (of(text()), text(), of(text()), of(text()), of(text()), of(text()), vec(text(), 0..3));
    let kind = select(vec![Kind::Incident, Kind::Maintenance]);
    let status = select(vec![Status::Resolved, Status::Ongoing, Status::Unknown]);
    let clocks = (of(instant()), of(instant()), of(instant()));
    let story = (milestones(), vec(event(), 0..4), vec(finding(), 0..3));
    let story = (story, facts(), vec(episode(), 0..3), vec(repair(), 0..2));
    (words, kind, status, clocks, zone(), story).prop_map(|(words, kind, status, clocks, zone, story)| {
        let (source_id, title, organisation, language, severity, cause, services) = words;
        let (opened, closed, as_of) = clocks;
        let ((milestones, events, findings), facts, episodes, repairs) = story;
        Incident {
            id: IncidentId::from_words(NaiveDate::from_ymd_opt(2016, 6, 27), &title),
            source_id,
            kind,
            title,
            organisation,
            language,
            posted: Posted { opened, closed },
            status,
            as_of,
            severity,
            services,
            cause,
            zone,
            facts,
            milestones,
            episodes,
            repairs,
            events,
            findings,
            source: Source::default(),
        }
        .checked()
    })
}

fn report() -> impl Strategy<Value = NewReport> {
    let source = (text(), text(), text(), any::<u32>(), vec(text(), 0..3)).prop_map(
        |(path, sha256, format, lines, cannot_tell)| Source { path, sha256, format, lines, cannot_tell },
    );
    (source, text(), vec(incident(), 0..4), vec(finding(), 0..3)).prop_map(
        |(source, text, mut incidents, findings)| {
            for incident in &mut incidents {
                incident.source = source.clone();
            }
            NewReport { source, text, incidents, findings }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_field_comes_back(new in report()) {
        let project = Project::new();
        let mut store = project.store();
        let imported = store.import(&new).unwrap();
        drop(store);

        let mut store = project.store();
        for (read, id) in new.incidents.iter().zip(&imported.incidents) {
            let expected = Incident { id: id.clone(), ..read.clone() }.checked();
            let kept = store.as_read(id.as_str()).unwrap();
            // Not `==` alone: it passes over the offsets of instants.
            prop_assert_eq!(format!("{kept:?}"), format!("{expected:?}"));
            prop_assert_eq!(&kept, &expected);
        }
        let reports = store.reports().unwrap();
        prop_assert_eq!(&reports[0].source, &new.source);
        prop_assert_eq!(&reports[0].findings, &new.findings);
        prop_assert_eq!(&reports[0].incidents, &imported.incidents);
        prop_assert_eq!(store.text(&new.source.sha256).unwrap(), Some(new.text.clone()));
        prop_assert_eq!(store.reread(&new).unwrap().outcome, incstats_store::Outcome::Unchanged);
    }
}
