//! What a chart says, in the words of a page in another language than that of the charts.

use incstats_analysis::estimate::Estimate;
use incstats_model::{Incident, Metric};

use super::{From, short};
use crate::review::pictures::{NotShown, Shown};

/// The language that the charts speak.
const OF_CHARTS: &str = "en";

/// The title of a chart, and its words for those who cannot see it: its own where it speaks the language of the page,
/// else what it shows with the figures of the page that say the same.
pub(super) fn captioned(from: From<'_>, shown: &Shown) -> (String, String) {
    if from.words.code == OF_CHARTS {
        return (shown.title.clone(), shown.alt.clone());
    }
    let incident = shown.incident.as_deref();
    let incident = incident.and_then(|id| from.data.incidents.iter().find(|one| one.id.as_str() == id));
    let words = from.words;
    let (metric, title) =
        (metric(from, shown.metric.as_deref()), incident.map(|one| words.quoted(&one.title)));
    let of = title.unwrap_or(metric);
    let caption = words.fill("captions", shown.chart, &[("of", &of)]);
    let says = incident.map_or_else(|| says(from, shown), |incident| milestones(from, incident));
    let mut alt = words.sentence(std::slice::from_ref(&caption));
    for sentence in says.iter().filter(|parts| !parts.is_empty()) {
        alt.push(' ');
        alt.push_str(&words.sentence(sentence));
    }
    (words.sentence(&[caption]).trim_end_matches('.').to_owned(), alt)
}

/// Why there is no such chart.
pub(super) fn left_out(from: From<'_>, not: &NotShown) -> String {
    let words = from.words;
    if words.code == OF_CHARTS {
        return not.why.to_string();
    }
    words.fill("nothing", not.why.key(), &[("of", &metric(from, not.metric.as_deref()))])
}

fn metric(from: From<'_>, key: Option<&str>) -> String {
    key.map(|key| from.words.name("metrics", key).to_owned()).unwrap_or_default()
}

/// The sentences of the page that hold for what a chart shows.
fn says(from: From<'_>, shown: &Shown) -> Vec<Vec<String>> {
    let section = &from.data.answers.summary.overall;
    let key = shown.metric.as_deref();
    let figure = |name: String, figure: &Estimate| {
        figure.value.is_ok().then(|| {
            from.words.fill("words", "says", &[("name", &name), ("value", &from.words.value(figure))])
        })
    };
    let median = || {
        let row = section.metrics.iter().find(|row| Some(row.of.metric.as_str()) == key);
        let name = format!("{}, {}", from.words.name("figures", "median"), metric(from, key));
        row.and_then(|row| figure(name, &row.median)).into_iter().collect()
    };
    match shown.chart {
        "gantt" | "calendar" => vec![short::happened(from)],
        "counts" => vec![short::happened(from), short::change(from)],
        "trend" | "comparison" => vec![median(), short::change(from)],
        "distribution" => vec![median()],
        "survival" if key == Some("ttr") => {
            let within =
                |time: f64| from.words.fill("figures", "within", &[("time", &from.words.seconds(time))]);
            let found = from.data.answers.survival.within.iter();
            vec![found.filter_map(|of| figure(within(of.seconds), &of.figure)).collect()]
        }
        "phases" => {
            let known = section.phases.iter().filter(|row| from.words.has("phases", &row.phase));
            vec![
                known
                    .filter_map(|row| figure(from.words.name("phases", &row.phase).to_owned(), &row.total))
                    .collect(),
            ]
        }
        "services" => vec![
            figure(from.words.name("figures", "incident_time").to_owned(), &section.incident_time)
                .into_iter()
                .collect(),
        ],
        "clocks" => {
            let lag = section.metrics.iter().find(|row| row.of.metric == "disclosure");
            let name = |key| metric(from, Some(key));
            vec![lag.and_then(|row| figure(name("disclosure"), &row.median)).into_iter().collect()]
        }
        _ => Vec::new(),
    }
}

/// The milestones of an incident, as its timeline shows them, and how long it took.
fn milestones(from: From<'_>, incident: &Incident) -> Vec<Vec<String>> {
    let words = from.words;
    let say = |name: &str, value: &str| words.fill("words", "says", &[("name", name), ("value", value)]);
    let known = incident.milestones.iter().map(|(milestone, time)| {
        say(words.name("milestones", milestone.name()), &words.bounds(&time.bounds, incident.zone.id))
    });
    let took = Metric::find("ttr").and_then(|metric| metric.of(incident));
    let took = took.map(|took| say(words.name("metrics", "ttr"), &words.took(&took)));
    vec![known.collect(), took.into_iter().collect()]
}
