//! Tables for people: no frames, numbers right aligned, as wide as the terminal at most.

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, TableComponent, Width, presets};

use super::text::{self, BOLD, DIM, Text};

/// Words up to this long are not broken where there is room at all.
const LONGEST_WORD: usize = 40;
/// From this width on columns stand two blanks apart.
const ROOMY: usize = 110;

/// On which side the cells of a column stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// A table with a heading line.
#[derive(Debug)]
pub struct Table {
    columns: Vec<(String, Align)>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with these columns and no rows.
    pub fn new<'a>(columns: impl IntoIterator<Item = (&'a str, Align)>) -> Self {
        let columns = columns.into_iter().map(|(name, align)| (name.to_owned(), align)).collect();
        Self { columns, rows: Vec::new() }
    }

    /// Puts a row below the others.
    pub fn row(&mut self, cells: impl IntoIterator<Item = impl AsRef<str>>) {
        self.rows.push(cells.into_iter().map(|cell| text::line(cell.as_ref())).collect());
    }

    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The table as text: wrapped to a width, or each row in one line.
    pub fn draw(&self, width: Option<usize>) -> Text {
        let mut table = comfy_table::Table::new();
        table.load_preset(presets::NOTHING).set_style(TableComponent::HeaderLines, '-');
        table.set_content_arrangement(ContentArrangement::Disabled);
        table.set_header(self.columns.iter().map(|(name, _)| name));
        for row in &self.rows {
            table.add_row(row);
        }
        let gap = if width.is_some_and(|width| width < ROOMY) { 1 } else { 2 };
        let widths = width.map(|width| self.widths(width, usize::from(gap)));
        for (index, (_, align)) in self.columns.iter().enumerate() {
            let Some(column) = table.column_mut(index) else { continue };
            let last = index + 1 == self.columns.len();
            let padding = if last { 0 } else { gap };
            column.set_padding((0, padding));
            if let Some(width) = widths.as_ref().and_then(|widths| widths.get(index)) {
                let width = u16::try_from(*width).unwrap_or(u16::MAX).saturating_add(padding);
                column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
            }
            column.set_cell_alignment(match align {
                Align::Left => CellAlignment::Left,
                Align::Right => CellAlignment::Right,
            });
        }
        styled(&table.to_string())
    }

    /// How wide each column is, without the gap behind it, for all of them to fit into a width. No word is broken where
    /// there is room for it; what is left goes to the columns whose cells would else be the highest.
    fn widths(&self, width: usize, gap: usize) -> Vec<usize> {
        let gaps = gap * self.columns.len().saturating_sub(1);
        let room = width.saturating_sub(gaps).max(self.columns.len());
        let wanted: Vec<usize> =
            (0..self.columns.len()).map(|index| self.widest(index, |cell| [cell])).collect();
        let words: Vec<usize> =
            (0..self.columns.len()).map(|index| self.widest(index, str::split_whitespace)).collect();
        let capped = |cap: usize| words.iter().map(|word| (*word).min(cap)).collect::<Vec<usize>>();
        let fits = |widths: &Vec<usize>| widths.iter().sum::<usize>() <= room;
        let mut widths =
            (1..=LONGEST_WORD).rev().map(capped).find(fits).unwrap_or(vec![1; self.columns.len()]);
        for _ in widths.iter().sum::<usize>()..room {
            let height = |(now, wanted): &(&mut usize, &usize)| **wanted * 100 / **now;
            let narrow = widths.iter_mut().zip(&wanted).filter(|(now, wanted)| **now < **wanted);
            match narrow.max_by_key(height) {
                Some((now, _)) => *now += 1,
                None => break,
            }
        }
        widths
    }

    /// The widest part of a column's cells, in characters.
    fn widest<'a, P: IntoIterator<Item = &'a str>>(
        &'a self,
        index: usize,
        parts: impl Fn(&'a str) -> P,
    ) -> usize {
        let heading = self.columns.get(index).map(|(name, _)| name.as_str());
        let cells = self.rows.iter().filter_map(|row| row.get(index)).map(String::as_str);
        let parts = heading.into_iter().chain(cells).flat_map(parts);
        parts.map(|part| part.chars().count()).max().unwrap_or(1).max(1)
    }
}

/// The heading bold, the rule below it dim, no blanks at the ends of lines.
fn styled(drawn: &str) -> Text {
    let mut heading = true;
    let lines: Vec<String> = drawn
        .lines()
        .map(|line| {
            let line = line.trim_end();
            let rule = heading && !line.is_empty() && line.chars().all(|c| c == '-');
            let style = match (rule, heading) {
                (true, _) => DIM,
                (false, true) => BOLD,
                (false, false) => return line.to_owned(),
            };
            heading &= !rule;
            format!("{style}{line}{style:#}")
        })
        .collect();
    Text::drawn(lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(table: &Table, width: Option<usize>) -> String {
        anstream::adapter::strip_str(table.draw(width).as_str()).to_string()
    }

    #[test]
    fn numbers_stand_right_and_lines_have_no_tail() {
        let mut table = Table::new([("incident", Align::Left), ("events", Align::Right)]);
        table.row(["a", "7"]);
        table.row(["bc", "160"]);
        assert_eq!(
            plain(&table, None),
            "incident  events\n----------------\na              7\nbc           160"
        );
    }

    #[test]
    fn a_narrow_terminal_wraps_words_and_no_line_is_wider() {
        let mut table = Table::new([("incident", Align::Left), ("title", Align::Left)]);
        table.row(["2021-05-20-x", "a title of many words that goes on and on\u{1b}[2J"]);
        let drawn = plain(&table, Some(40));
        assert!(drawn.lines().all(|line| line.chars().count() <= 40), "{drawn}");
        assert!(drawn.lines().count() > 3);
        assert!(!drawn.contains('\u{1b}'));
    }
}
