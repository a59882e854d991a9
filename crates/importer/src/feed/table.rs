//! Tables of incidents as tools export them and people keep them: separated values with a heading, known by the names
//! in it ([`exports`]) or by a mapping; and without a heading, known by two instants at the end of each row
//! ([`headless`]). Tables of our own are read by [`super::incidents_csv`].
//!
//! A table is gone through twice: once to see what it holds (the order of day and month, which rows are states of one
//! incident), once to make incidents, one at a time, so that a table of any size takes little more memory than its text.
//! The place of every figure is the line on which its row begins.

mod exports;
mod field;
pub mod findings;
mod guess;
mod headless;
mod lines;
pub mod mapping;
mod order;
mod plan;
mod posts;
mod row;
pub mod rows;
pub mod states;

use csv::StringRecord;
use incstats_model::Incident;

use super::findings::{MOST_NAMED, more, row as wrong_row};
use super::registry::{Feed, Input, Read, Reading, Sight};
use super::{decoy, telling};
use exports::{EXPORTS, Export};
use field::Field;
use order::Order;
use plan::Plan;
use row::Row;
use rows::Rows;
use states::States;

pub use guess::{Guess, guess};
pub use mapping::Mapping;

/// An export as a feed.
macro_rules! export {
    ($number:literal) => {
        Feed {
            name: EXPORTS[$number].name,
            cannot_tell: EXPORTS[$number].cannot_tell,
            recognises: |sight| known(sight).is_some_and(|(_, export)| export.name == EXPORTS[$number].name),
            read: Reading::OneByOne(read),
        }
    };
}

/// The exports that are known by their headings, and tables without one.
pub static FEEDS: [Feed; 9] = [
    export!(0),
    export!(1),
    export!(2),
    export!(3),
    export!(4),
    export!(5),
    export!(6),
    export!(7),
    Feed {
        name: "windows-csv",
        cannot_tell: &[
            "columns have no names: the first cell is taken for the service, the last two for beginning and end",
        ],
        recognises: |sight| headless::recognises(sight.text),
        read: Reading::OneByOne(read),
    },
];

/// A table that a mapping explains.
pub static MAPPED: Feed = Feed {
    name: "mapped-table",
    cannot_tell: &[],
    recognises: |sight| !sight.headings().is_empty(),
    read: Reading::OneByOne(read),
};

/// Objects that a mapping explains, one a line.
pub static MAPPED_LINES: Feed = Feed {
    name: "mapped-lines",
    cannot_tell: &[],
    recognises: |sight| lines::recognises(sight.text),
    read: Reading::OneByOne(lines::read),
};

/// The export that a heading is of, and what parts its cells.
fn known(sight: &Sight<'_>) -> Option<(u8, &'static Export)> {
    sight.headings().iter().find_map(|(delimiter, heading)| {
        let names: Vec<String> = heading.iter().map(plan::plain).collect();
        let fits = |export: &&Export| {
            export.needs.iter().all(|any| any.iter().any(|name| names.iter().any(|known| known == name)))
        };
        Some((*delimiter, EXPORTS.iter().find(fits)?))
    })
}

/// Reads a table, giving away one incident after the other.
pub fn read(input: &Input<'_>, each: &mut dyn FnMut(Incident)) -> Read {
    let mut read = Read::default();
    let Some(mut table) = Table::open(input, &mut read) else { return read };
    table.each(input, &mut read, each);
    read
}

/// A table, looked over.
struct Table {
    delimiter: u8,
    /// The cells of its heading; empty where it has none.
    heading: StringRecord,
    plan: Plan,
    order: Order,
    /// Which rows count; `None` where all do.
    states: Option<States>,
    announces_window: bool,
}

impl Table {
    /// Finds out what the table is, and goes through it once.
    fn open(input: &Input<'_>, read: &mut Read) -> Option<Self> {
        let order = Order::new(input.options);
        let table = |delimiter, heading, plan: Plan, announces_window| {
            let states = plan.has(Field::Id).then(|| States::of_lines(input.source.lines));
            Self { delimiter, heading, plan, order: order.clone(), states, announces_window }
        };
        let sight = Sight::of_table(input.text);
        let mut table = if let Some(mapping) = &input.options.mapping {
            let (delimiter, heading) = mapping.heading(sight.headings().iter().cloned())?;
            read.findings
                .extend(mapping.missing(&heading).map(|missing| findings::unmapped(&missing, &heading)));
            let plan = mapping.plan(&heading);
            table(delimiter, heading, plan, false)
        } else if let Some((delimiter, export)) = known(&sight) {
            let heading = sight.headings().iter().find(|(found, _)| *found == delimiter)?.1.clone();
            let plan = Plan::of(&heading, export.fields);
            table(delimiter, heading, plan, false)
        } else {
            table(b',', StringRecord::new(), headless::plan(), true)
        };
        table.look_over(input, read);
        Some(table)
    }

    /// The first time: what the values tell of all.
    fn look_over(&mut self, input: &Input<'_>, read: &mut Read) {
        let times: Vec<Field> = self.plan.fields().filter(|field| field.is_time()).collect();
        let mut repeated: Option<(u32, usize)> = None;
        let (mut order, mut states) = (self.order.clone(), self.states.take());
        self.go_through(input.text, |table, at, row| {
            if row.as_ref().is_ok_and(|row| table.is_heading(row)) {
                if at.line > 1 {
                    repeated = Some(repeated.map_or((at.line, 1), |(first, count)| (first, count + 1)));
                }
                return;
            }
            let Ok(row) = row else { return };
            for value in times.iter().filter_map(|field| table.plan.cell(row, *field)) {
                order.see(value, at.line);
            }
            if let Some(states) = &mut states {
                table.see(states, &order, at, row, input.text, false);
            }
        });
        if let Some(seen) = &mut states {
            seen.settle();
            // The rows of a log may come newest first: the time of the last change tells, once the order of day and month
            // is known.
            if seen.are_unranked() && (self.plan.has(Field::AsOf) || self.plan.has(Field::ClosedBy)) {
                let mut ranked = States::of_lines(input.source.lines);
                self.go_through(input.text, |table, at, row| {
                    if let Some(row) = row.ok().filter(|row| !table.is_heading(row)) {
                        table.see(&mut ranked, &order, at, row, input.text, true);
                    }
                });
                ranked.settle();
                *seen = ranked;
            }
        }
        read.findings.extend(repeated.map(|(line, count)| findings::heading_again(line, count)));
        read.findings.extend(order.both().map(|(day, month)| findings::both_orders(day, month)));
        if let Some(states) = &states {
            read.findings.extend(states.several().map(|(rows, incidents)| findings::states(rows, incidents)));
        }
        (self.order, self.states) = (order, states);
    }

    /// Sees a row as a state of its incident: later ones by the count of their revision, or by their last change.
    fn see(
        &self,
        states: &mut States,
        order: &Order,
        at: rows::At,
        cells: &StringRecord,
        text: &str,
        by_change: bool,
    ) {
        let Some(id) = self.plan.cell(cells, Field::Id) else { return };
        let row = Row { plan: &self.plan, order, cells, at, text };
        let reopened = self.plan.cell(cells, Field::Reopened).and_then(|cell| cell.parse().ok());
        let rank = if by_change { row.changed() } else { row.revision() };
        states.see(id, at, rank, reopened, || row.has_a_time());
    }

    /// The second time: incidents.
    fn each(&mut self, input: &Input<'_>, read: &mut Read, each: &mut dyn FnMut(Incident)) {
        let mut wrong = 0usize;
        let mut chosen = self.states.as_ref().map(States::chosen);
        let findings = &mut read.findings;
        self.go_through(input.text, |table, at, row| {
            let told = match row {
                Ok(row) if table.is_heading(row) => return,
                Ok(row) => {
                    let has_id = table.plan.cell(row, Field::Id).is_some();
                    // A row without an id is a state of nothing else.
                    let state = chosen.as_mut().filter(|_| has_id).map(|chosen| chosen.take(at.byte));
                    let is_wrong = |states: &States| states.is_wrong(at.byte);
                    let state = match state {
                        Some(None) if table.states.as_ref().is_some_and(is_wrong) => None,
                        Some(None) => return,
                        Some(Some(state)) => Some(state),
                        None => None,
                    };
                    Row { plan: &table.plan, order: &table.order, cells: row, at, text: input.text }
                        .record(table.announces_window)
                        .map(|mut record| {
                            record
                                .findings
                                .extend(state.and_then(|state| findings::of_state(&state, at.line)));
                            record
                        })
                }
                Err(why) => Err(why),
            };
            let record = match told {
                Ok(record) => record,
                Err(why) => {
                    wrong += 1;
                    if wrong <= MOST_NAMED {
                        findings.push(wrong_row(at.line, &why));
                    }
                    return;
                }
            };
            if let Some(why) = decoy::reason(&record) {
                findings.push(super::findings::left_out(record.place, why));
                return;
            }
            each(telling::incident(record, input));
        });
        if wrong > MOST_NAMED {
            findings.push(more(1, wrong - MOST_NAMED, MOST_NAMED));
        }
    }

    /// Every row with its place, or what is wrong with it.
    fn go_through(&self, text: &str, mut each: impl FnMut(&Self, rows::At, Result<&StringRecord, String>)) {
        let shape = if self.heading.is_empty() { headless::three } else { |_: &mut StringRecord| () };
        let (mut rows, mut row) =
            (Rows::fitting(text, self.delimiter, self.plan.width, shape), StringRecord::new());
        while let Some((at, read)) = rows.next(&mut row) {
            each(self, at, read.map(|()| &row));
        }
    }

    fn is_heading(&self, row: &StringRecord) -> bool {
        !self.heading.is_empty()
            && row.len() == self.heading.len()
            && row
                .iter()
                .zip(&self.heading)
                .all(|(cell, name)| cell.trim_start_matches('\u{feff}').trim() == name.trim())
    }
}

#[cfg(test)]
mod tests;
