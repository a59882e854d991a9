//! Which parts of a page are the report, which are the page's own, and which tables hold data.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::tokens::{Open, Token};

/// Elements that are no part of what a report tells.
const LEFT_OUT: [&str; 26] = [
    "script", "style", "template", "noscript", "nav", "svg", "math", "canvas", "iframe", "object", "audio",
    "video", "select", "button", "textarea", "datalist", "xmp", "noembed", "noframes", "title", "del", "s",
    "strike", "map", "dialog", "menu",
];
/// What frames a page, unless it stands inside of its main content.
const FRAME: [&str; 2] = ["footer", "aside"];
/// Elements that have no end.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];
/// What no cell of a table of data holds.
const LAYOUT: [&str; 7] = ["table", "h1", "h2", "h3", "h4", "article", "section"];

/// The parts of a page, as ranges of its tokens.
#[derive(Debug, Default)]
pub struct Parts {
    /// The main content; the whole page where none is marked.
    pub content: Range<usize>,
    /// The page's title, where the content has no heading of the first order.
    pub title: Option<Range<usize>>,
    /// What is left out: where it begins, to the token behind its end.
    left_out: HashMap<usize, usize>,
    /// Where tables begin that only place things on the page.
    layout: HashSet<usize>,
    /// Times that a machine reads exactly, to the token behind their end.
    times: HashMap<usize, usize>,
}

impl Parts {
    /// Looks over a page.
    pub fn of(tokens: &[Token]) -> Self {
        let pairs = pairs(tokens);
        let content = content(tokens, &pairs).unwrap_or(0..tokens.len());
        let mut parts = Self { content, ..Self::default() };
        for (at, token) in tokens.iter().enumerate() {
            let Token::Open(open) = token else { continue };
            if let Some(end) = pairs.get(&at).filter(|_| parts.leaves_out(at, open)) {
                parts.left_out.insert(at, end + 1);
            } else if let Some(end) = pairs.get(&at).filter(|_| open.name == "time" && open.exact().is_some())
            {
                parts.times.insert(at, end + 1);
            }
        }
        parts.layout = layout(tokens, &pairs);
        let headed = parts.content.clone().any(|at| is_open(tokens.get(at), "h1"));
        parts.title =
            range_of(tokens, &pairs, "h1").or_else(|| range_of(tokens, &pairs, "title")).filter(|_| !headed);
        parts
    }

    /// The token behind what is left out, where it begins at this one.
    pub fn skip(&self, at: usize) -> Option<usize> {
        self.left_out.get(&at).copied()
    }

    /// The token behind the time element that begins at this one, where its attribute tells day and clock.
    pub fn time_end(&self, at: usize) -> Option<usize> {
        self.times.get(&at).copied()
    }

    /// Whether the table that begins at this token only places things on the page.
    pub fn is_layout(&self, at: usize) -> bool {
        self.layout.contains(&at)
    }

    fn leaves_out(&self, at: usize, open: &Open) -> bool {
        let name = open.name.as_str();
        let whole = self.content.start == 0;
        LEFT_OUT.contains(&name)
            || (open.hidden && !matches!(name, "html" | "body" | "main"))
            || matches!(open.role.as_deref(), Some("navigation" | "search" | "menu" | "tooltip"))
            || (FRAME.contains(&name) && (whole || !self.content.contains(&at)))
    }
}

/// For each opening tag the closing one that belongs to it. What is never closed has none.
fn pairs(tokens: &[Token]) -> HashMap<usize, usize> {
    let mut open: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut pairs = HashMap::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Open(tag) if !VOID.contains(&tag.name.as_str()) => {
                open.entry(tag.name.as_str()).or_default().push(at);
            }
            Token::Close(name) => {
                if let Some(from) = open.get_mut(name.as_str()).and_then(Vec::pop) {
                    pairs.insert(from, at);
                }
            }
            _ => {}
        }
    }
    pairs
}

/// The one element that says that it is the main content.
fn content(tokens: &[Token], pairs: &HashMap<usize, usize>) -> Option<Range<usize>> {
    let only = |wanted: &dyn Fn(&Open) -> bool| {
        let mut found = tokens.iter().enumerate().filter_map(|(at, token)| match token {
            Token::Open(open) if !open.hidden && wanted(open) => Some(at..*pairs.get(&at)? + 1),
            _ => None,
        });
        let first = found.next()?;
        found.next().is_none().then_some(first)
    };
    only(&|open| open.name == "main" || open.role.as_deref() == Some("main"))
        .or_else(|| only(&|open| open.name == "article"))
}

/// Tables that hold other tables, headings or lists, or say that they show nothing.
fn layout(tokens: &[Token], pairs: &HashMap<usize, usize>) -> HashSet<usize> {
    let mut found = HashSet::new();
    let mut open: Vec<usize> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        open.retain(|table| pairs.get(table).is_none_or(|end| *end > at));
        let Token::Open(tag) = token else { continue };
        let name = tag.name.as_str();
        if LAYOUT.contains(&name)
            && let Some(table) = open.last()
        {
            found.insert(*table);
        }
        if name == "table" {
            // What holds a table only for its place holds the tables around it too.
            if tag.role.as_deref().is_some_and(|role| matches!(role, "presentation" | "none")) {
                found.insert(at);
            }
            // Only the innermost can be a table of data, so no more than that is kept.
            open.clear();
            open.push(at);
        }
    }
    found
}

fn is_open(token: Option<&Token>, name: &str) -> bool {
    matches!(token, Some(Token::Open(open)) if open.name == name)
}

/// The first element of a name.
fn range_of(tokens: &[Token], pairs: &HashMap<usize, usize>, name: &str) -> Option<Range<usize>> {
    let at = (0..tokens.len()).find(|at| is_open(tokens.get(*at), name))?;
    Some(at + 1..*pairs.get(&at)?)
}
