//! Incidents made up for pictures and tests: two real ones retold, a dozen small ones, many generated, and hostile ones.

mod generated;
mod hostile;
mod story;
mod told;

use incstats_model::Incident;
use incstats_model::milestone::Milestone::{Identified, Resolved, Started};

pub use generated::many;
pub use hostile::{all_open, busy, dst_night, extremes, last_minute, many_services, scripts, sparse, zeros};
pub use story::Story;
pub use told::{crm, dozen, hosting};

/// The incidents that have a timeline of their own, by name.
pub fn single() -> Vec<(&'static str, Incident)> {
    let mut far = extremes();
    let (slow, blink) = (far.pop(), far.pop());
    let bare = Story::new("2020-01-01-bare", "Only one thing is known", "UTC")
        .event(("2020-01-01", 24, &[Started], ""))
        .done();
    let merged = told::small(
        "2021-03-15-report",
        "Nightly reports missing",
        "2021-03-15T03:00",
        &[
            (0, Started, "Report job does not start"),
            (320, Identified, "Full disk on the report server"),
            (395, Resolved, "Reports delivered"),
        ],
    );
    let mut open = all_open(1);
    let mut all = vec![
        ("crm", crm()),
        ("hosting", hosting()),
        ("dst", dst_night()),
        ("busy-400", busy(400)),
        ("busy-60", busy(60)),
        ("bare", bare),
        ("merged", merged),
        ("last-minute", last_minute()),
        ("nothing", Story::new("2020-02-02-nothing", "Nothing is known", "UTC").done()),
    ];
    all.extend(["rtl", "hebrew", "chinese"].into_iter().zip(scripts()));
    all.extend(scripts().pop().map(|i| ("zalgo", i)));
    all.extend(open.pop().map(|i| ("open", i)));
    all.extend(blink.map(|i| ("seconds", i)));
    all.extend(slow.map(|i| ("years", i)));
    all
}

/// The sets of incidents that are drawn side by side, by name.
pub fn sets() -> Vec<(&'static str, Vec<Incident>)> {
    vec![
        ("dozen", dozen()),
        ("400", many(400)),
        ("60", many(60)),
        ("1", vec![crm()]),
        ("2", extremes()),
        ("3", many(3)),
        ("open", all_open(7)),
        ("gaps", with_gaps()),
        ("sparse", sparse()),
        ("services", many_services()),
        ("scripts", scripts()),
        ("zeros", zeros()),
        ("dst", vec![dst_night()]),
        ("0", Vec::new()),
    ]
}

/// One incident of 2016, and the dozen of 2020 and 2021.
pub fn with_gaps() -> Vec<Incident> {
    let mut set = dozen();
    set.push(crm());
    set
}
