//! Tables of a page.

use serde::Serialize;

/// A table with a caption and a heading row.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// Its columns.
    pub heads: Vec<Head>,
    /// Its rows, as long as `heads`.
    pub rows: Vec<Vec<Cell>>,
}

/// The heading of a column.
#[derive(Clone, Debug, Serialize)]
pub struct Head {
    /// Its name.
    pub text: String,
    /// Whether its cells are numbers.
    pub number: bool,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// What it says.
    pub text: String,
    /// What is said below it, smaller; nothing where it is empty.
    pub below: String,
    /// The incident whose part of the page it leads to.
    pub incident: Option<String>,
    /// The language of the text, where it is not that of the page.
    pub language: Option<String>,
    /// Whether it is a file name, an id or the like, that can be broken anywhere.
    pub code: bool,
}

impl Table {
    /// A table without rows. A name that begins with `#` heads a column of numbers.
    pub fn new(caption: &str, heads: &[String]) -> Self {
        let head = |name: &String| match name.strip_prefix('#') {
            Some(text) => Head { text: text.to_owned(), number: true },
            None => Head { text: name.clone(), number: false },
        };
        Self { caption: caption.to_owned(), heads: heads.iter().map(head).collect(), rows: Vec::new() }
    }

    /// Puts a row below the others.
    pub fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        self.rows.push(cells.into_iter().collect());
    }
}

impl Cell {
    /// The same with something below it.
    #[must_use]
    pub fn below(self, below: impl Into<String>) -> Self {
        Self { below: below.into(), ..self }
    }

    /// The same, leading to an incident.
    #[must_use]
    pub fn to(self, incident: &str) -> Self {
        Self { incident: Some(incident.to_owned()), ..self }
    }

    /// The same in a language, where the page is in another one.
    #[must_use]
    pub fn within(self, language: Option<&str>, page: &str) -> Self {
        Self { language: language.filter(|code| *code != page).map(str::to_owned), ..self }
    }

    /// A file name, an id or the like.
    #[must_use]
    pub fn code(self) -> Self {
        Self { code: true, ..self }
    }
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}
