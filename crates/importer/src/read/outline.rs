//! Paragraphs, headings, items and rows as lines of text, the way Markdown writes them.

/// Deepest level of a list that is shown by indentation.
const DEEPEST: usize = 8;

/// Text being set out.
#[derive(Debug, Default)]
pub struct Outline {
    lines: Vec<String>,
    now: String,
    heading: Option<usize>,
    item: Option<usize>,
    /// Rows of tables being read, the innermost last.
    tables: Vec<Row>,
}

/// A row being read.
#[derive(Debug, Default)]
struct Row {
    cells: Vec<String>,
    /// Whether a cell is open.
    open: bool,
}

impl Outline {
    /// Adds words to the paragraph.
    pub fn push(&mut self, words: &str) {
        if self.in_cell() {
            // In a cell a tab or a line's end is only a space.
            self.now.extend(words.chars().map(|c| if c.is_whitespace() { ' ' } else { c }));
        } else {
            self.now.push_str(words);
        }
    }

    /// The paragraph is a heading of a level, from 1.
    pub fn heading(&mut self, level: usize) {
        self.heading = Some(level.clamp(1, 6));
    }

    /// The paragraph is an item of a list, of a level from 0.
    pub fn item(&mut self, level: usize) {
        self.item = Some(level.min(DEEPEST));
    }

    /// The line ends, the paragraph goes on.
    pub fn end_line(&mut self) {
        if self.in_cell() {
            self.now.push(' ');
        } else {
            self.flush();
        }
    }

    /// The paragraph ends. One without words is a blank line.
    pub fn end_paragraph(&mut self) {
        if self.in_cell() {
            self.now.push(' ');
        } else if self.now.trim().is_empty() {
            self.now.clear();
            self.blank();
        } else {
            self.flush();
        }
        (self.heading, self.item) = (None, None);
    }

    /// A table begins; one inside of a cell ends the text before it.
    pub fn begin_table(&mut self) {
        self.end_cell();
        if self.tables.is_empty() {
            self.blank();
        }
        self.tables.push(Row::default());
    }

    /// A cell begins.
    pub fn begin_cell(&mut self) {
        self.end_cell();
        if let Some(row) = self.tables.last_mut() {
            row.open = true;
        }
    }

    /// A cell ends.
    pub fn end_cell(&mut self) {
        if let Some(row) = self.tables.last_mut().filter(|row| row.open) {
            row.cells.push(std::mem::take(&mut self.now));
            row.open = false;
        }
    }

    /// A row ends, and is a line.
    pub fn end_row(&mut self) {
        self.end_cell();
        let Some(row) = self.tables.last_mut() else { return };
        let cells: Vec<String> = std::mem::take(&mut row.cells)
            .iter()
            .map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        match cells.as_slice() {
            cells if cells.iter().all(String::is_empty) => {}
            // A row that has words only in its first cell is a line: a day over the rows below it.
            [first, rest @ ..] if rest.iter().all(String::is_empty) => self.lines.push(first.clone()),
            cells => self.lines.push(format!("| {} |", cells.join(" | "))),
        }
    }

    /// A table ends.
    pub fn end_table(&mut self) {
        self.end_row();
        self.tables.pop();
        // Text that goes on behind a table inside of a cell is a cell of its own.
        if let Some(row) = self.tables.last_mut() {
            row.open = true;
        } else {
            self.blank();
        }
    }

    /// All of it.
    pub fn text(mut self) -> String {
        self.end_cell();
        while !self.tables.is_empty() {
            self.end_table();
        }
        if !self.now.trim().is_empty() {
            self.flush();
        }
        while self.lines.last().is_some_and(String::is_empty) {
            self.lines.pop();
        }
        let mut text = self.lines.join("\n");
        text.push('\n');
        text
    }

    fn in_cell(&self) -> bool {
        self.tables.last().is_some_and(|row| row.open)
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.now);
        let text = text.trim_end();
        match (self.heading, self.item) {
            (Some(level), _) => {
                self.blank();
                self.lines.push(format!("{} {}", "#".repeat(level), text.trim_start()));
                self.blank();
            }
            (None, Some(level)) => self.lines.push(format!("{}- {}", "  ".repeat(level), text.trim_start())),
            (None, None) => self.lines.extend(text.split('\n').map(str::to_owned)),
        }
    }

    /// A blank line, where there is none yet.
    fn blank(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
    }
}
