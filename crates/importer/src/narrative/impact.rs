//! When users' impact was over, and when the incident was: restorations are weighed against what came after them.

use chrono::TimeDelta;
use incstats_model::{Milestone, Place, TimeBounds};

use crate::locale::Cue;
use crate::narrative::candidate::{Candidate, Origin};

/// How long after an end a post that tells of it is a report, not the end itself.
const LONG_AFTER: TimeDelta = TimeDelta::days(1);

/// A stretch in which users were shut out again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// From when, and where that stands.
    pub from: (TimeBounds, Place),
    /// Until when; `None`: nothing says.
    pub to: Option<(TimeBounds, Place)>,
}

/// The end of impact and of the incident.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ends {
    /// Index of the candidate for `mitigated`.
    pub mitigated: Option<usize>,
    /// Index of the candidate for `resolved`.
    pub resolved: Option<usize>,
    /// Restorations that a later block or relapse took back, and what took them back.
    pub undone: Vec<(usize, Place)>,
    /// Stretches of renewed impact.
    pub blocks: Vec<Block>,
}

/// Weighs all candidates.
pub fn ends(candidates: &[Candidate], started: Option<&TimeBounds>) -> Ends {
    // An end before its start is passed over where the report tells another; else it is kept, and a finding.
    let after_start = |c: &Candidate| started.is_none_or(|s| !c.bounds.certainly_before(s));
    let usable = |c: &&(usize, &Candidate)| {
        let rivals =
            candidates.iter().any(|r| r.cue == c.1.cue && after_start(r) && !r.planned && !r.partial);
        !c.1.planned
            && !c.1.partial
            && !c.1.is_told_closer(candidates)
            && (after_start(c.1) || (!matches!(c.1.origin, Origin::Prose | Origin::Post) && !rivals))
    };
    let all: Vec<(usize, &Candidate)> = candidates.iter().enumerate().collect();
    let of = |wanted: fn(Cue) -> bool| -> Vec<(usize, &Candidate)> {
        let mut found: Vec<_> = all.iter().filter(|c| wanted(c.1.cue)).filter(usable).copied().collect();
        found.sort_by_key(|(_, c)| (c.bounds.earliest(), c.order));
        found
    };
    let blocks = blocks(
        &of(|c| c == Cue::Blocked),
        &of(|c| matches!(c, Cue::Unblocked | Cue::Marks(Milestone::Resolved))),
    );
    let told = of(|c| c == Cue::Relapse).into_iter().map(|(_, c)| c).filter(|c| c.origin != Origin::Prose);
    let relapses: Vec<&Candidate> = told.chain(begun_again(candidates)).collect();
    let mut result = Ends { blocks, ..Ends::default() };

    // What is restored before the last block ends, or before impact comes back, is not the end of impact.
    let last_block = result
        .blocks
        .iter()
        .max_by_key(|b| b.to.map_or((true, None), |(to, _)| (false, Some(to.earliest()))));
    let last_relapse = relapses.iter().max_by_key(|c| (c.bounds.earliest(), c.order));
    let taken_back = |c: &Candidate| -> Option<Place> {
        let block = last_block.filter(|b| {
            c.cue != Cue::Unblocked && b.to.is_none_or(|(to, _)| c.bounds.earliest() < to.earliest())
        });
        let relapse = last_relapse.filter(|r| r.bounds.earliest() > c.bounds.earliest());
        block.map(|b| b.from.1).or(relapse.map(|r| r.place))
    };
    let mut standing = |found: Vec<(usize, &Candidate)>| -> Vec<(usize, Origin)> {
        let mut kept = Vec::new();
        for (index, candidate) in found {
            match taken_back(candidate) {
                Some(by) if candidate.cue != Cue::Repaired => result.undone.push((index, by)),
                Some(_) => {}
                None => kept.push((index, candidate.origin)),
            }
        }
        kept
    };
    // A timeline or a status word tells more surely than a sentence beside it.
    let first = |kept: &[(usize, Origin)]| {
        let status = kept.iter().find(|(_, o)| *o == Origin::Status);
        status
            .or_else(|| kept.iter().find(|(_, o)| *o != Origin::Prose))
            .or_else(|| kept.first())
            .map(|(i, _)| *i)
    };
    // `fully restored` is said once, of the end of all: where another return is told before it, that one ended the impact.
    let ends_all = |c: &Candidate| {
        let same = |r: &&Candidate| {
            r.cue == Cue::Marks(Milestone::Resolved) && r.bounds == c.bounds && r.place.line == c.place.line
        };
        candidates.iter().any(|r| same(&r) && !r.planned && !r.partial)
    };
    let full = standing(of(|c| matches!(c, Cue::Marks(Milestone::Mitigated) | Cue::Unblocked)));
    let repaired = standing(of(|c| c == Cue::Repaired));
    let resolved = standing(of(|c| c == Cue::Marks(Milestone::Resolved)));
    let last = |kept: &[(usize, Origin)]| {
        kept.iter().rev().find(|(_, o)| *o != Origin::Prose).or_else(|| kept.last()).map(|(i, _)| *i)
    };
    // A report under the word `Resolved`, written long after the end that it tells, is no later end.
    let told = resolved.iter().rev().filter_map(|(i, o)| Some((*i, *o, candidates.get(*i)?)));
    let retold = told.clone().find(|(_, o, c)| *o == Origin::Post && c.inline).filter(|(_, _, end)| {
        told.clone()
            .all(|(_, o, c)| o != Origin::Status || c.bounds.earliest() - end.bounds.latest() > LONG_AFTER)
    });
    let end = resolved.last().and_then(|(i, _)| candidates.get(*i));
    let before_the_end = |c: &Candidate| end.is_none_or(|end| c.bounds.certainly_before(&end.bounds));
    let before_all: Vec<(usize, Origin)> = full
        .iter()
        .filter(|(i, _)| candidates.get(*i).is_some_and(|c| !ends_all(c) && before_the_end(c)))
        .copied()
        .collect();
    // With most back, and later all, the impact was over for most.
    let most = || {
        let back = |c: &(usize, &Candidate)| {
            c.1.mostly && !c.1.planned && c.1.cue == Cue::Marks(Milestone::Mitigated) && after_start(c.1)
        };
        let found = all.iter().copied().filter(back).filter(|c| taken_back(c.1).is_none());
        found
            .min_by_key(|c| (c.1.bounds.earliest(), c.1.order))
            .filter(|c| end.is_some() && before_the_end(c.1))
    };
    result.mitigated = first(&before_all)
        .or_else(|| most().map(|c| c.0))
        .or_else(|| first(&full))
        .or_else(|| first(&repaired));
    result.resolved = retold.map(|(i, ..)| i).or_else(|| last(&resolved));
    // What is repaired after all is declared over is aftercare.
    if let (Some(m), Some(r)) = (result.mitigated, result.resolved)
        && let (Some(m), Some(r)) = (candidates.get(m), candidates.get(r))
        && r.bounds.certainly_before(&m.bounds)
    {
        result.mitigated = None;
    }
    result.undone.sort_unstable();
    result.undone.dedup();
    result
}

/// Entries of a log that tell of impact after one that told of its end, and before another that does: it came back.
fn begun_again(candidates: &[Candidate]) -> Vec<&Candidate> {
    let told = |c: &&Candidate| c.origin == Origin::Entry && !c.inline && !c.planned;
    let back = |c: &&Candidate| {
        told(c) && !c.partial && matches!(c.cue, Cue::Marks(Milestone::Mitigated) | Cue::Unblocked)
    };
    let ends: Vec<&TimeBounds> = candidates.iter().filter(back).map(|c| &c.bounds).collect();
    let harm = |c: &&Candidate| told(c) && !c.partial && c.cue == Cue::Marks(Milestone::Started);
    let between = |c: &&Candidate| {
        ends.iter().any(|end| end.certainly_before(&c.bounds))
            && ends.iter().any(|end| c.bounds.certainly_before(end))
            && !ends.contains(&&c.bounds)
    };
    candidates.iter().filter(harm).filter(between).collect()
}

fn blocks(begun: &[(usize, &Candidate)], ended: &[(usize, &Candidate)]) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    for (_, begin) in begun.iter().filter(|(_, c)| c.origin != Origin::Prose) {
        // Both are in time order.
        let next = ended.partition_point(|(_, c)| c.bounds.earliest() <= begin.bounds.earliest());
        let end = ended.get(next).map(|(_, c)| *c);
        found.push(Block { from: (begin.bounds, begin.place), to: end.map(|c| (c.bounds, c.place)) });
    }
    found
}
