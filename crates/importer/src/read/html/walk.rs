//! The words of a page set out as lines: a block a line, a row of a table a line, an item of a list behind a dash.

use std::ops::Range;

use super::lines::Words;
use super::parts::Parts;
use super::tokens::{Open, Token};

/// Elements that begin and end a line.
const BLOCKS: [&str; 34] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "details",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "legend",
    "li",
    "main",
    "ol",
    "p",
    "section",
    "summary",
    "table",
    "ul",
];
/// Blocks that stand apart from what is around them, as a blank line shows.
const APART: [&str; 12] =
    ["article", "blockquote", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "p", "section", "table"];

/// Sets out a part of a page, its title first where it has no heading of its own.
pub fn walk(tokens: &[Token], content: Range<usize>, parts: &Parts) -> Vec<Words> {
    let mut walker = Walker::default();
    if let Some(title) = &parts.title {
        walker.mark.push_str("# ");
        walker.go(tokens, title.clone(), parts);
        walker.apart();
    }
    walker.go(tokens, content, parts);
    // Tables that the page leaves open.
    while !walker.tables.is_empty() {
        walker.end_row();
        walker.tables.pop();
    }
    walker.end_line();
    while walker.lines.last().is_some_and(Words::is_empty) {
        walker.lines.pop();
    }
    walker.lines
}

/// A table being read.
#[derive(Debug, Default)]
struct Table {
    /// Whether its cells are lines of their own.
    layout: bool,
    /// The cells of the row being read.
    cells: Vec<Words>,
    /// Whether a cell is open.
    in_cell: bool,
}

#[derive(Default)]
struct Walker {
    lines: Vec<Words>,
    now: Words,
    /// What the next line begins with.
    mark: String,
    /// Whether a blank line goes before the next one.
    apart: bool,
    /// How deep in lists.
    depth: usize,
    tables: Vec<Table>,
    /// Inside of `pre`: whether it is a block of code.
    pre: Option<bool>,
}

impl Walker {
    fn go(&mut self, tokens: &[Token], part: Range<usize>, parts: &Parts) {
        let mut at = part.start;
        while at < part.end {
            let Some(token) = tokens.get(at) else { break };
            let next = match token {
                Token::Open(open) => self.open(open, at, tokens, parts),
                Token::Close(name) => {
                    self.close(name);
                    None
                }
                Token::Text { text, line } => {
                    self.text(text, *line);
                    None
                }
            };
            at = next.unwrap_or(at + 1);
        }
    }

    /// Gives the token to go on with, where that is not the next.
    fn open(&mut self, open: &Open, at: usize, tokens: &[Token], parts: &Parts) -> Option<usize> {
        if let Some(end) = parts.skip(at) {
            return Some(end);
        }
        if let (Some(end), Some(time)) = (parts.time_end(at), open.exact()) {
            self.words().push(time, open.line);
            return Some(end);
        }
        match open.name.as_str() {
            "br" => self.end_line(),
            "hr" => self.apart(),
            "td" | "th" => self.cell(),
            "tr" => self.end_row(),
            "pre" => {
                let code = matches!(tokens.get(at + 1), Some(Token::Open(inner)) if inner.name == "code");
                self.apart();
                if code {
                    self.fence(open.line);
                }
                self.pre = Some(code);
            }
            "dd" if !self.in_cell() && !self.now.is_empty() => {
                let colon = if self.now.text.trim_end().ends_with(':') { " " } else { ": " };
                self.now.mark(colon);
            }
            name if BLOCKS.contains(&name) => {
                self.block(name);
                match name {
                    "table" => {
                        self.tables.push(Table { layout: parts.is_layout(at), ..Table::default() });
                    }
                    "ul" | "ol" => self.depth += 1,
                    "li" if !self.in_cell() => self.mark = self.indent(1) + "- ",
                    _ => {
                        if let Some(level) = heading(name).filter(|_| !self.in_cell()) {
                            self.mark = "#".repeat(level) + " ";
                        }
                    }
                }
            }
            _ => {}
        }
        None
    }

    fn close(&mut self, name: &str) {
        match name {
            "td" | "th" => {
                self.end_line();
                if let Some(table) = self.tables.last_mut() {
                    table.in_cell = false;
                }
            }
            "tr" => self.end_row(),
            "table" => {
                self.end_row();
                self.tables.pop();
                self.block(name);
            }
            "pre" => {
                self.end_line();
                if self.pre.take() == Some(true) {
                    self.fence(self.lines.last().map_or(1, Words::last_line));
                }
                self.apart();
            }
            // What is defined goes before its definition, on the same line.
            "dt" if !self.in_cell() => {}
            "ul" | "ol" => {
                self.depth = self.depth.saturating_sub(1);
                self.block(name);
                self.mark = self.indent(0);
                if self.depth == 0 {
                    self.apart();
                }
            }
            name if BLOCKS.contains(&name) => {
                self.block(name);
                if !self.in_cell() {
                    self.mark = if self.depth > 0 { self.indent(0) } else { String::new() };
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str, line: u32) {
        if self.pre.is_some() && !self.in_cell() {
            for (i, part) in text.split('\n').enumerate() {
                match i {
                    0 => {}
                    _ if self.now.is_empty() => self.apart(),
                    _ => self.end_line(),
                }
                self.now.push_as_is(part.trim_end_matches('\r'), line);
            }
            return;
        }
        self.words().push(text, line);
    }

    /// Where words go: into the open cell, else into the line.
    fn words(&mut self) -> &mut Words {
        if self.in_cell()
            && let Some(cell) = self.tables.last_mut().and_then(|table| table.cells.last_mut())
        {
            return cell;
        }
        &mut self.now
    }

    fn in_cell(&self) -> bool {
        self.tables.last().is_some_and(|table| table.in_cell && !table.layout)
    }

    fn block(&mut self, name: &str) {
        self.end_line();
        if APART.contains(&name) && self.depth == 0 && !self.in_cell() {
            self.apart = true;
        }
    }

    fn cell(&mut self) {
        self.end_line();
        if let Some(table) = self.tables.last_mut().filter(|table| !table.layout) {
            table.in_cell = true;
            table.cells.push(Words::default());
        }
    }

    fn end_row(&mut self) {
        self.end_line();
        let Some(table) = self.tables.last_mut() else { return };
        table.in_cell = false;
        let cells = std::mem::take(&mut table.cells);
        match cells.as_slice() {
            cells if cells.iter().all(Words::is_empty) => return,
            // A row that has words only in its first cell is a line: a day over the rows below it.
            [first, rest @ ..] if rest.iter().all(Words::is_empty) => self.now.append(first),
            cells => {
                for cell in cells {
                    self.now.mark("| ");
                    self.now.append(cell);
                    self.now.mark(if cell.is_empty() { "" } else { " " });
                }
                self.now.mark("|");
            }
        }
        self.end_line();
    }

    /// Ends the line, or in a cell only the word.
    fn end_line(&mut self) {
        if self.in_cell() {
            self.words().space();
            return;
        }
        let now = std::mem::take(&mut self.now);
        if now.is_empty() {
            return;
        }
        if std::mem::take(&mut self.apart) && !self.lines.is_empty() {
            self.lines.push(Words::default());
        }
        let mut line = Words::default();
        line.mark(&std::mem::take(&mut self.mark));
        line.append(&now);
        self.lines.push(line);
        // What goes on in an item stands under its words.
        if self.depth > 0 {
            self.mark = self.indent(0);
        }
    }

    /// Ends the line, and the next stands apart.
    fn apart(&mut self) {
        self.end_line();
        if !self.in_cell() {
            self.apart = true;
        }
    }

    fn fence(&mut self, line: u32) {
        self.now.push_as_is("```", line);
        self.end_line();
    }

    fn indent(&self, less: usize) -> String {
        "  ".repeat(self.depth.saturating_sub(less))
    }
}

fn heading(name: &str) -> Option<usize> {
    let level = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}
