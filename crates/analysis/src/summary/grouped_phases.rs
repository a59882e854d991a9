//! The phases of each section.

use incstats_model::Phase;

use crate::AnalysisError;
use crate::frame::{History, columns, select::observed};
use crate::statistics::Observed;

/// How many phases there are, and so how many places a first or a last one can have.
const PHASES: usize = Phase::ALL.len();

/// The durations of one phase, or of some merged, within a section.
#[derive(Debug)]
pub(super) struct GroupedPhase {
    pub name: String,
    pub covers: usize,
    pub definition: String,
    pub observed: Vec<Observed>,
}

/// The phases of groups, each given by its rows in the history's frame; those of one phase first, then merged ones.
/// Cost: one pass over the phases.
pub(super) fn of(history: &History, groups: &[&[u32]]) -> Result<Vec<Vec<GroupedPhase>>, AnalysisError> {
    let members = Members::of(history.incidents().height(), groups);
    let phases = history.phases();
    let rows = phases.column(columns::ROW)?.u32()?.iter();
    let first = phases.column(columns::FIRST)?.i8()?.iter();
    let last = phases.column(columns::LAST)?.i8()?.iter();
    let shortest = phases.column(columns::SPAN_MIN)?.i64()?.iter();
    let longest = phases.column(columns::SPAN_MAX)?.i64()?.iter();
    let mut found: Vec<Vec<Observed>> = vec![Vec::new(); groups.len() * PHASES * PHASES];
    for ((row, (first, last)), (shortest, longest)) in rows.zip(first.zip(last)).zip(shortest.zip(longest)) {
        let (Some(row), Some(first), Some(last), Some(shortest)) = (row, first, last, shortest) else {
            continue;
        };
        let (Ok(first), Ok(last)) = (usize::try_from(first), usize::try_from(last)) else { continue };
        let Some(duration) = observed(shortest, longest) else { continue };
        for group in members.groups(row) {
            let place = (*group as usize * PHASES + first) * PHASES + last;
            if let Some(slot) = found.get_mut(place) {
                slot.push(duration);
            }
        }
    }
    let mut found = found.into_iter();
    Ok(groups.iter().map(|_| rows_of(found.by_ref().take(PHASES * PHASES))).collect())
}

/// The rows of one group, from its durations by first and last phase.
fn rows_of(found: impl Iterator<Item = Vec<Observed>>) -> Vec<GroupedPhase> {
    let pairs = (0..PHASES).flat_map(|first| (0..PHASES).map(move |last| (first, last)));
    let mut rows: Vec<((usize, usize), GroupedPhase)> = pairs
        .zip(found)
        .filter(|(_, observed)| !observed.is_empty())
        .filter_map(|((first, last), observed)| {
            let covered = Phase::ALL.get(first..=last)?;
            let (from, to) = (covered.first()?.from(), covered.last()?.to());
            let names: Vec<&str> = covered.iter().map(|phase| phase.name()).collect();
            let definition = format!("{from} to {to}");
            let row = GroupedPhase { name: names.join(" + "), covers: covered.len(), definition, observed };
            Some(((first, last), row))
        })
        .collect();
    rows.sort_by_key(|((first, _), row)| (row.covers > 1, *first, row.covers));
    rows.into_iter().map(|(_, row)| row).collect()
}

/// Of which groups each incident is a member.
struct Members {
    /// Where the groups of a row begin; those of the next one are the end.
    starts: Vec<u32>,
    groups: Vec<u32>,
}

impl Members {
    fn of(height: usize, groups: &[&[u32]]) -> Self {
        let mut starts = vec![0u32; height + 1];
        for row in groups.iter().flat_map(|rows| rows.iter()) {
            if let Some(count) = starts.get_mut(*row as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut members = vec![0u32; sum as usize];
        for (group, rows) in (0u32..).zip(groups) {
            for row in *rows {
                let Some(place) = next.get_mut(*row as usize) else { continue };
                if let Some(slot) = members.get_mut(*place as usize) {
                    *slot = group;
                }
                *place += 1;
            }
        }
        Self { starts, groups: members }
    }

    fn groups(&self, row: u32) -> &[u32] {
        let at = |row: usize| self.starts.get(row).copied().unwrap_or(0) as usize;
        self.groups.get(at(row as usize)..at(row as usize + 1)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_incident_can_be_in_several_groups_or_in_none() {
        let members = Members::of(4, &[&[0, 2], &[2, 3]]);
        let of = |row| members.groups(row).to_vec();
        assert_eq!([of(0), of(1), of(2), of(3), of(9)], [vec![0], vec![], vec![0, 1], vec![1], vec![]]);
        assert_eq!(Members::of(0, &[]).groups(0), &[] as &[u32]);
    }
}
