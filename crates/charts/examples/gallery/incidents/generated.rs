//! Many incidents from a generator that gives the same every time.

use chrono::{DateTime, TimeDelta, Timelike};
use incstats_model::Incident;
use incstats_model::milestone::Milestone::{
    Acknowledged, Detected, Identified, Mitigated, Resolved, Started,
};

use super::story::Story;

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    /// A number from 0 to 1.
    fn roll(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as f64 / f64::from(1_u32 << 31)
    }

    /// A time within so many days, to the minute.
    fn moment_within(&mut self, days: u32) -> TimeDelta {
        #[expect(clippy::cast_possible_truncation, reason = "minutes of some years")]
        let minutes = (self.roll() * f64::from(days) * 1_440.0).floor() as i64;
        TimeDelta::minutes(minutes)
    }

    /// One of some names; with a `lean` above 1, the first ones more often.
    fn one_of<'a>(&mut self, names: &[&'a str], lean: f64) -> &'a str {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "below the number of names"
        )]
        let place = (self.roll().powf(lean) * names.len() as f64).floor() as usize;
        names.get(place).copied().unwrap_or_default()
    }

    /// Minutes scattered as outages are: many short, few long.
    fn minutes(&mut self, median: f64, spread: f64) -> i64 {
        let normal = (0..12).map(|_| self.roll()).sum::<f64>() - 6.0;
        #[expect(clippy::cast_possible_truncation, reason = "minutes of an outage")]
        let minutes = (median * (normal * spread).exp()).round() as i64;
        minutes
    }
}

/// What is hit, the most often hit first.
const SERVICES: [&str; 12] = [
    "Web hosting",
    "Mail",
    "Databases",
    "DNS",
    "Object storage",
    "Remote desktops",
    "Telephony",
    "VPN",
    "Customer portal",
    "Backups",
    "Payments",
    "Search",
];
/// What goes wrong with it.
const FAULTS: [&str; 8] = [
    "unreachable for some customers",
    "slow after a release",
    "down after a failed disk",
    "errors while certificates are renewed",
    "stuck queue",
    "lost network in one data centre",
    "rejected logins",
    "overloaded by a crawler",
];

/// Many incidents over three years; some open, some known to a range, some at zero. They are a little more frequent in
/// the first year than later, and two in three start in working hours.
pub fn many(n: usize) -> Vec<Incident> {
    let mut dice = Dice(7);
    let first = DateTime::UNIX_EPOCH.fixed_offset() + TimeDelta::days(17_897);
    (0..n)
        .map(|i| {
            let id = format!("INC-{i:03}");
            let mut start = first + dice.moment_within(1_095);
            if dice.roll() < 0.5 && !(8..19).contains(&start.hour()) {
                start += TimeDelta::hours(10);
            }
            let (found, taken) = (dice.minutes(4.0, 1.1), dice.minutes(3.0, 0.8));
            let fixed = taken + dice.minutes(75.0, 1.3);
            let clock = |after: i64| (start + TimeDelta::minutes(after)).format("%Y-%m-%dT%H:%M").to_string();
            let doubt = if dice.roll() < 0.06 { 6 } else { 0 };
            // The square makes the first ones the most frequent.
            let service = dice.one_of(&SERVICES, 2.0);
            let title = format!("{service}: {}", dice.one_of(&FAULTS, 1.0));
            let severity = dice.one_of(&["SEV3", "SEV2", "SEV1"], 2.0);
            let told = found + dice.minutes(25.0, 0.9);
            let both = dice.roll() < 0.15;
            let services = if both { vec![service, dice.one_of(&SERVICES, 1.0)] } else { vec![service] };
            let story = Story::new(&id, &title, "UTC")
                .of(&services, severity)
                .event((&clock(0), 0, &[Started], "impact begins"))
                .event((&clock(found), 0, &[Detected], "alarm"))
                .event((&clock(found + taken), 0, &[Acknowledged], "taken over"));
            if dice.roll() < 0.03 {
                return story.posted(&clock(told), None).open(&clock(found + fixed + 60)).done();
            }
            let resolved = found + fixed + doubt * 60 + dice.minutes(20.0, 1.0);
            let closed = clock(resolved.max(told) + dice.minutes(45.0, 1.0));
            story
                .event((&clock(found + i64::midpoint(taken, fixed)), 0, &[Identified], "cause found"))
                .event((&clock(found + fixed), doubt, &[Mitigated], "impact over"))
                .event((&clock(resolved), 0, &[Resolved], "closed"))
                .posted(&clock(told), Some(&closed))
                .done()
        })
        .collect()
}
