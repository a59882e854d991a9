//! Laying a page out: the templates that ship, and a firm's own.
//!
//! Everything that a template prints is escaped for what it is printed into, control characters are shown and not
//! obeyed, and no filter takes that away. So no text of a report can act, in nobody's template.

mod embed;
mod escape;

use std::path::{Path, PathBuf};

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior, context};

use super::page::Page;
use crate::failure::Failure;

/// What a firm's own template can begin with: the page that ships, with what can be changed.
pub const STARTING_POINT: &str = include_str!("starting_point.html");

/// The templates that ship, by name.
const SHIPPED: [(&str, &str); 11] = [
    ("incstats/review.html", include_str!("html/review.html")),
    ("incstats/style.css", include_str!("html/style.css")),
    ("incstats/table.html", include_str!("html/table.html")),
    ("incstats/short.html", include_str!("html/parts/short.html")),
    ("incstats/figures.html", include_str!("html/parts/figures.html")),
    ("incstats/charts.html", include_str!("html/parts/charts.html")),
    ("incstats/incidents.html", include_str!("html/parts/incidents.html")),
    ("incstats/open.html", include_str!("html/parts/open.html")),
    ("incstats/basis.html", include_str!("html/parts/basis.html")),
    ("incstats/annex.html", include_str!("html/parts/annex.html")),
    ("incstats/review.md", include_str!("markdown/review.md")),
];

/// How a page is laid out.
#[derive(Debug, Default)]
pub struct Layout {
    own: Option<Own>,
}

/// A firm's own template.
#[derive(Debug)]
struct Own {
    name: String,
    text: String,
    folder: PathBuf,
}

impl Layout {
    /// The page that ships, or a firm's own.
    ///
    /// # Errors
    /// That the file cannot be read, or is no template: with its line.
    pub fn of(own: Option<&Path>) -> Result<Self, Failure> {
        let Some(path) = own else { return Ok(Self::default()) };
        let text = std::fs::read_to_string(path).map_err(|error| Failure::file("read", path, &error))?;
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        let layout = Self { own: Some(Own { name: path.display().to_string(), text, folder }) };
        layout.environment().map_err(|error| told(&error))?;
        Ok(layout)
    }

    /// The page as HTML.
    ///
    /// # Errors
    /// What is wrong with the template, with its file and line.
    pub fn html(&self, page: &Page) -> Result<String, Failure> {
        let name = self.own.as_ref().map_or("incstats/review.html", |own| &own.name);
        self.render(name, page)
    }

    /// The page as Markdown.
    ///
    /// # Errors
    /// A defect of the template that ships.
    pub fn markdown(&self, page: &Page) -> Result<String, Failure> {
        let text = self.render("incstats/review.md", page)?;
        Ok(one_blank_line(&text))
    }

    fn render(&self, name: &str, page: &Page) -> Result<String, Failure> {
        let render = || {
            let environment = self.environment()?;
            let context = context! { page => Serde(page), words => Serde(&page.words) };
            environment.get_template(name)?.render(context)
        };
        render().map_err(|error| told(&error))
    }

    fn environment(&self) -> Result<Environment<'_>, Error> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|name| {
            if Path::new(name).extension().is_some_and(|end| end == "md") {
                AutoEscape::Custom(escape::MARKDOWN.into())
            } else {
                AutoEscape::Html
            }
        });
        environment.set_formatter(escape::formatter);
        environment.remove_filter("safe");
        environment.add_filter("anchor", |id: String| escape::anchor(&id));
        let folder = self.own.as_ref().map(|own| own.folder.clone());
        environment.add_function("embed", move |file: String| embed::embed(folder.as_deref(), &file));
        for (name, text) in SHIPPED {
            environment.add_template(name, text)?;
        }
        if let Some(own) = &self.own {
            environment.add_template(&own.name, &own.text)?;
        }
        Ok(environment)
    }
}

/// What is wrong with a template: file, line and what. Of errors within one another, the innermost that names a line.
fn told(error: &Error) -> Failure {
    let mut at = error;
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        if let Some(inner) = inner.downcast_ref::<Error>().filter(|inner| inner.line().is_some()) {
            at = inner;
        }
        cause = inner.source();
    }
    let name = at.name().unwrap_or("the template");
    let line = at.line().map(|line| format!(":{line}")).unwrap_or_default();
    let what = match (at.kind(), at.detail()) {
        (ErrorKind::UndefinedError, None) => "a name that is not on the page".to_owned(),
        (_, Some(detail)) => detail.to_owned(),
        (kind, None) => kind.to_string(),
    };
    Failure::error(format!("template {name}{line}: {what}")).hint(
        "`incstats report --print-template` prints one that works; docs/report.md names what a page holds",
    )
}

/// No more than one blank line anywhere.
fn one_blank_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = true;
    for line in text.lines().map(str::trim_end) {
        if line.is_empty() && blank {
            continue;
        }
        blank = line.is_empty();
        out.push_str(line);
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}
