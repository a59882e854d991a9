//! The head of a Markdown file: YAML between `---`, TOML between `+++`, or lines of `Key: value` before a blank line.

use incstats_model::{Finding, Place};

use super::findings;
use super::value::{Node, Rows, Value, plain_name};

/// Longest head, in lines. Text without an end mark is none.
const MOST_LINES: usize = 2_000;

/// How a head is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// Between `---`.
    Yaml,
    /// Between `+++`.
    Toml,
    /// Lines of `Key: value`.
    Lines,
}

/// The head of a file, and the lines below it.
#[derive(Debug)]
pub struct Head<'t> {
    /// How it is written.
    pub syntax: Syntax,
    /// Plain names and what stands behind them, in their order.
    pub rows: Vec<(String, Node)>,
    /// The lines of the head.
    pub lines: Vec<&'t str>,
    /// The number of the first of them, from 1.
    pub first: u32,
    /// The lines below, and the number of the first of them.
    pub body: (Vec<&'t str>, u32),
    /// What is wrong with the head itself.
    pub findings: Vec<Finding>,
}

impl<'t> Head<'t> {
    /// The head of a text; `None` where it has none.
    pub fn of(text: &'t str) -> Option<Self> {
        let blank = text.lines().take(MOST_LINES).take_while(|line| line.trim().is_empty()).count();
        let mut lines = text.lines().skip(blank);
        let opening = lines.next()?.trim_end();
        let (syntax, ends): (Syntax, &[&str]) = match opening {
            "---" => (Syntax::Yaml, &["---", "..."]),
            "+++" => (Syntax::Toml, &["+++"]),
            line if is_row(line) => (Syntax::Lines, &[""]),
            _ => return None,
        };
        let marked = usize::from(syntax != Syntax::Lines);
        let mut all = text.lines().skip(blank + marked);
        let head: Vec<&str> =
            all.by_ref().take(MOST_LINES).take_while(|line| !ends.contains(&line.trim_end())).collect();
        // Without its end mark it is a rule, and the text below it is prose.
        let whole = head.len() < MOST_LINES && text.lines().count() > blank + marked + head.len();
        if syntax != Syntax::Lines && !whole {
            return None;
        }
        if syntax == Syntax::Lines && !(head.len() > 1 && head.iter().all(|line| is_row(line))) {
            return None;
        }
        let first = u32::try_from(blank + marked + 1).ok()?;
        let below = first.saturating_add(u32::try_from(head.len() + 1).ok()?);
        let mut found = Self {
            syntax,
            rows: Vec::new(),
            lines: head,
            first,
            body: (all.collect(), below),
            findings: Vec::new(),
        };
        found.read();
        Some(found)
    }

    /// What stands behind a name, given plain; of several names the first that is there.
    pub fn get(&self, names: &[&str]) -> Option<&Node> {
        names.iter().find_map(|name| self.rows.iter().find(|(key, _)| key == name)).map(|(_, node)| node)
    }

    /// Whether it has a row of one of these names.
    pub fn has(&self, names: &[&str]) -> bool {
        self.get(names).is_some()
    }

    fn read(&mut self) {
        let rows = match self.syntax {
            Syntax::Yaml => self.yaml(),
            Syntax::Toml => self.toml(),
            Syntax::Lines => Ok(self.line_by_line()),
        };
        let rows = rows.unwrap_or_else(|(line, why)| {
            self.findings.push(findings::front_matter(line, &why));
            self.line_by_line()
        });
        self.rows = rows.into_iter().map(|(name, node)| (plain_name(&name), node)).collect();
    }

    fn yaml(&self) -> Result<Vec<(String, Node)>, (u32, String)> {
        // Empty lines in front, so that the lines which the library counts are those of the file.
        let before = "\n".repeat(usize::try_from(self.first.saturating_sub(1)).unwrap_or(0));
        let text = format!("{before}{}\n", self.lines.join("\n"));
        let options = serde_saphyr::options! { strict_booleans: true, with_snippet: false };
        let read = serde_saphyr::from_str_with_options::<Rows>(&text, options);
        read.map(|Rows(rows)| rows).map_err(|error| {
            let line =
                error.location().map_or(self.first, |at| u32::try_from(at.line()).unwrap_or(self.first));
            let why = error.without_snippet().to_string();
            (line, why.lines().next().unwrap_or_default().to_owned())
        })
    }

    fn toml(&self) -> Result<Vec<(String, Node)>, (u32, String)> {
        let text = self.lines.join("\n");
        let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            let line = u32::try_from(before.matches('\n').count()).unwrap_or(0);
            (self.first.saturating_add(line), error.message().to_owned())
        })?;
        let at = |name: &str| {
            let of = |line: &&str| {
                line.split_once('=').is_some_and(|(key, _)| key.trim().trim_matches('"') == name)
            };
            let line = self.lines.iter().position(of).unwrap_or(0);
            self.first.saturating_add(u32::try_from(line).unwrap_or(0))
        };
        Ok(table.iter().map(|(name, value)| (name.clone(), of_toml(value, at(name)))).collect())
    }

    /// `key: value` or `key = value` in each line, however far in; `- item` belongs to the key above.
    fn line_by_line(&self) -> Vec<(String, Node)> {
        let mut rows: Vec<(String, Node)> = Vec::new();
        for (line, text) in (self.first..).zip(&self.lines) {
            let text = text.trim();
            if let Some(item) = text.strip_prefix("- ") {
                if let Some((_, node)) = rows.last_mut() {
                    let item = Node { value: Value::Text(bare(item)), line };
                    match &mut node.value {
                        Value::List(items) => items.push(item),
                        Value::Nothing => node.value = Value::List(vec![item]),
                        Value::Text(_) | Value::Table(_) => {}
                    }
                }
                continue;
            }
            let mark = if self.syntax == Syntax::Toml { '=' } else { ':' };
            let Some((key, value)) = text.split_once(mark).filter(|_| !text.starts_with('#')) else {
                continue;
            };
            let value = bare(value);
            let list = value.strip_prefix('[').and_then(|list| list.strip_suffix(']'));
            let value = match list {
                Some(list) => Value::List(
                    list.split(',').map(|item| Node { value: Value::Text(bare(item)), line }).collect(),
                ),
                None if value.is_empty() => Value::Nothing,
                None => Value::Text(value),
            };
            rows.push((key.trim().to_owned(), Node { value, line }));
        }
        rows
    }
}

/// A value without its quotation marks and the comment behind it.
fn bare(value: &str) -> String {
    let value = value.trim();
    for quote in ['"', '\''] {
        if let Some(inner) = value.strip_prefix(quote).and_then(|rest| rest.split_once(quote)) {
            return inner.0.to_owned();
        }
    }
    let end = value.find(" #").unwrap_or(value.len());
    value.get(..end).unwrap_or(value).trim_end().to_owned()
}

/// `Title: Networking issues`: one word, a colon.
fn is_row(line: &str) -> bool {
    line.split_once(':').is_some_and(|(key, _)| {
        !key.is_empty()
            && key.len() <= 30
            && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
    })
}

fn of_toml(value: &toml::Value, line: u32) -> Node {
    let node = |value| Node { value, line };
    match value {
        toml::Value::String(text) => node(Value::Text(text.clone())),
        toml::Value::Array(all) => node(Value::List(all.iter().map(|one| of_toml(one, line)).collect())),
        toml::Value::Table(table) => {
            node(Value::Table(table.iter().map(|(name, one)| (name.clone(), of_toml(one, line))).collect()))
        }
        other => node(Value::Text(other.to_string())),
    }
}

/// Where a value stands.
pub fn place(node: &Node) -> Place {
    Place::line(node.line)
}
