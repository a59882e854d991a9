//! The stretches of impact of an incident that came back: windows told one after the other, or restorations that later
//! lines take back.

use incstats_model::{Episode, Milestone, Place, TimeBounds};

use crate::locale::Cue;
use crate::narrative::assemble::Assembled;
use crate::narrative::candidate::{Candidate, Collected};

/// The episodes in time order; empty where there was one stretch of impact, or where its start is not known.
pub fn episodes(found: &Collected, assembled: &Assembled) -> Vec<Episode> {
    if let Some(windows) = found.episodes() {
        let each = windows.into_iter().map(|w| Episode { from: w.from, to: Some(w.to), place: w.place });
        return each.collect();
    }
    let mut ended: Vec<&Candidate> =
        assembled.ends.undone.iter().filter_map(|(index, _)| found.candidates.get(*index)).collect();
    ended.sort_by_key(|c| (c.bounds.earliest(), c.order));
    let relapses = found.candidates.iter().filter(|c| c.cue == Cue::Relapse && !c.planned);
    let mut again: Vec<(TimeBounds, Place)> = relapses.map(|c| (c.bounds, c.place)).collect();
    again.extend(assembled.ends.blocks.iter().map(|block| block.from));
    again.sort_by_key(|(bounds, _)| bounds.earliest());
    let start = assembled.milestones.get(Milestone::Started);
    let Some((mut from, mut place)) = start.and_then(|time| Some((time.bounds, time.place?))) else {
        return Vec::new();
    };
    let mut episodes = Vec::new();
    loop {
        let end = ended.iter().find(|c| c.bounds.earliest() >= from.earliest());
        let renewed = end.and_then(|end| {
            again
                .iter()
                .find(|(bounds, _)| bounds.earliest() >= end.bounds.earliest() && *bounds != end.bounds)
        });
        let (Some(end), Some(renewed)) = (end, renewed) else { break };
        episodes.push(Episode { from, to: Some(end.bounds), place });
        (from, place) = *renewed;
    }
    if episodes.is_empty() {
        return episodes;
    }
    let last = assembled
        .milestones
        .bounds(Milestone::Mitigated)
        .or(assembled.milestones.bounds(Milestone::Resolved));
    let to = last.copied().filter(|end| end.earliest() >= from.earliest());
    episodes.push(Episode { from, to, place });
    episodes
}

#[cfg(test)]
mod tests {
    use crate::{Options, read};

    #[test]
    fn impact_that_comes_back_has_episodes() {
        for (name, text, want) in [
            (
                "windows of one day",
                "# Outage of 4 May 2021\n\nUsers could not log in from 09:00 to 09:40 UTC. Users could not log in from 11:00 to 11:20 UTC.\n",
                "09:00-09:40 11:00-11:20",
            ),
            (
                "a relapse in a log",
                "# Outage of 4 May 2021\n\n08:50 Service went down\n09:30 Service restored\n10:10 The problem recurred\n11:00 Service restored\n",
                "08:50-09:30 10:10-11:00",
            ),
            (
                "two relapses",
                "# Outage of 4 May 2021\n\n08:50 Service went down\n09:30 Service restored\n10:10 The problem recurred\n11:00 Service restored\n11:30 The problem recurred\n12:00 Service restored\n",
                "08:50-09:30 10:10-11:00 11:30-12:00",
            ),
            (
                "one stretch",
                "# Outage of 4 May 2021\n\n08:50 Service went down\n09:30 Service restored\n",
                "",
            ),
        ] {
            let report = read("a.txt", text.as_bytes(), &Options::default()).unwrap();
            let clock = |b: &incstats_model::TimeBounds| b.earliest().format("%H:%M").to_string();
            let told: Vec<String> = report.incidents[0]
                .episodes
                .iter()
                .map(|e| format!("{}-{}", clock(&e.from), e.to.as_ref().map(clock).unwrap_or_default()))
                .collect();
            assert_eq!(told.join(" "), want, "{name}");
        }
    }
}
