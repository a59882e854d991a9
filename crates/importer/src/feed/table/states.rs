//! Rows that are states of one incident, as in an audit log: the last state counts.

use indexmap::IndexMap;

use super::rows::At;

/// The state of an incident that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    byte: usize,
    /// What says which of several is the last: a count of revisions, or the second of the last change.
    rank: Option<i64>,
    /// How many rows tell of it.
    pub rows: u32,
    /// How often it was opened again, by the highest count that any row has.
    pub reopened: u32,
}

impl State {
    /// Whether rows say which of them is the last; else the last row is only the last in the file.
    pub fn counted(&self) -> bool {
        self.rank.is_some()
    }
}

/// The states of all incidents of a table.
#[derive(Debug, Default)]
pub struct States {
    by_id: IndexMap<Box<str>, State>,
    chosen: Vec<State>,
    /// Rows that are no state, as no time in them can be read.
    wrong: Vec<usize>,
}

impl States {
    /// For a table of about so many lines. Room that is not needed is never touched, and takes no memory; room that has
    /// to grow does, twice.
    pub fn of_lines(lines: u32) -> Self {
        let lines = usize::try_from(lines).unwrap_or(0);
        Self { by_id: IndexMap::with_capacity(lines), ..Self::default() }
    }

    /// Sees a row. `readable` is asked where the row may take the place of another, or keep another from its own: one
    /// that cannot be read costs only itself.
    pub fn see(
        &mut self,
        id: &str,
        at: At,
        rank: Option<i64>,
        reopened: Option<u32>,
        readable: impl FnOnce() -> bool,
    ) {
        if (rank.is_some() || self.by_id.contains_key(id)) && !readable() {
            self.wrong.push(at.byte);
            return;
        }
        let new = State { byte: at.byte, rank, rows: 1, reopened: reopened.unwrap_or(0) };
        let Some(known) = self.by_id.get_mut(id) else {
            self.by_id.insert(id.into(), new);
            return;
        };
        let later = rank >= known.rank;
        *known = State {
            byte: if later { at.byte } else { known.byte },
            rank: known.rank.max(rank),
            rows: known.rows.saturating_add(1),
            reopened: known.reopened.max(new.reopened),
        };
    }

    /// Puts what counts in the order of the file, and forgets the ids.
    pub fn settle(&mut self) {
        // What can be read in the order of the file is found in it by a binary search.
        self.wrong.sort_unstable();
        self.chosen = std::mem::take(&mut self.by_id).into_values().collect();
        self.chosen.sort_unstable_by_key(|state| state.byte);
    }

    /// Whether the row at a byte is a state of no incident, as nothing can be read in it.
    pub fn is_wrong(&self, byte: usize) -> bool {
        // They were seen in the order of the file.
        self.wrong.binary_search(&byte).is_ok()
    }

    /// How many rows and how many incidents, where several rows tell of one.
    pub fn several(&self) -> Option<(usize, usize)> {
        let rows: usize = self.chosen.iter().map(|state| state.rows as usize).sum();
        (rows > self.chosen.len()).then_some((rows, self.chosen.len()))
    }

    /// Whether of several rows nothing but their order says which is the last.
    pub fn are_unranked(&self) -> bool {
        self.chosen.iter().any(|state| state.rows > 1 && state.rank.is_none())
    }

    /// Goes through what counts, in the order of the file.
    pub fn chosen(&self) -> Chosen<'_> {
        Chosen { states: &self.chosen, next: 0 }
    }
}

/// What counts, in the order of the file.
#[derive(Debug)]
pub struct Chosen<'s> {
    states: &'s [State],
    next: usize,
}

impl Chosen<'_> {
    /// The state of the row at a byte, where it counts. Rows are asked for in their order.
    pub fn take(&mut self, byte: usize) -> Option<State> {
        let state = self.states.get(self.next).copied().filter(|state| state.byte == byte)?;
        self.next += 1;
        Some(state)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_revision_counts_and_else_the_last_row() {
        let mut states = States::default();
        for (byte, id, revision) in
            [(0, "a", Some(2)), (10, "b", None), (20, "a", Some(1)), (30, "b", None), (40, "c", Some(0))]
        {
            states.see(id, At { byte, line: 1 }, revision, Some(u32::from(byte == 20)), || true);
        }
        states.settle();
        assert_eq!(states.several(), Some((5, 3)));
        let mut chosen = states.chosen();
        let taken: Vec<_> = [0, 10, 20, 30, 40]
            .into_iter()
            .filter_map(|byte| chosen.take(byte))
            .map(|s| (s.byte, s.rows, s.reopened))
            .collect();
        assert_eq!(taken, [(0, 2, 1), (30, 2, 0), (40, 1, 0)]);
    }

    #[test]
    fn a_row_that_cannot_be_read_is_no_state() {
        let mut states = States::default();
        for (byte, id, revision, readable) in [
            (0, "a", None, true),
            (10, "a", None, false),
            (20, "b", Some(2), false),
            (30, "b", Some(1), true),
            (40, "c", None, false),
        ] {
            states.see(id, At { byte, line: 1 }, revision, None, || readable);
        }
        states.settle();
        let mut chosen = states.chosen();
        let taken: Vec<usize> =
            (0..50).step_by(10).filter_map(|byte| chosen.take(byte)).map(|state| state.byte).collect();
        assert_eq!(taken, [0, 30, 40], "the only row of c is told as one that is wrong");
        assert!(states.is_wrong(10) && states.is_wrong(20) && !states.is_wrong(40));
    }
}
