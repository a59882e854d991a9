//! Tables for people: no frames, numbers right aligned, as wide as the terminal at most.

use comfy_table::{CellAlignment, ContentArrangement, TableComponent, presets};

use super::markdown;
use super::text::{self, BOLD, DIM, Text};

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

    /// The table as Markdown.
    pub fn to_markdown(&self) -> String {
        let heading: Vec<&str> = self.columns.iter().map(|(name, _)| name.as_str()).collect();
        let right = self.columns.iter().enumerate().filter(|(_, (_, align))| *align == Align::Right);
        let right: Vec<usize> = right.map(|(index, _)| index).collect();
        let rows: Vec<Vec<String>> =
            self.rows.iter().map(|row| row.iter().map(|cell| markdown::escape(cell)).collect()).collect();
        markdown::table(&heading, &right, &rows)
    }

    /// The table as text: wrapped to a width, or each row in one line.
    pub fn draw(&self, width: Option<usize>) -> Text {
        let mut table = comfy_table::Table::new();
        table.load_preset(presets::NOTHING).set_style(TableComponent::HeaderLines, '-');
        match width.and_then(|width| u16::try_from(width).ok()) {
            Some(width) => table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width),
            None => table.set_content_arrangement(ContentArrangement::Disabled),
        };
        table.set_header(self.columns.iter().map(|(name, _)| name));
        for row in &self.rows {
            table.add_row(row);
        }
        let last = self.columns.len().saturating_sub(1);
        for (index, (_, align)) in self.columns.iter().enumerate() {
            if let Some(column) = table.column_mut(index) {
                column.set_padding((0, if index == last { 0 } else { 2 }));
                column.set_cell_alignment(match align {
                    Align::Left => CellAlignment::Left,
                    Align::Right => CellAlignment::Right,
                });
            }
        }
        styled(&table.to_string())
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
