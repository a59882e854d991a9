//! Text of reports on a page: shown, never obeyed.

use minijinja::value::Value;
use minijinja::{AutoEscape, Error, Output, State, escape_formatter};

use crate::output::{markdown, text};

/// The name of Markdown's way of escaping.
pub const MARKDOWN: &str = "markdown";

/// Prints a value into a page: what acts on a terminal, an editor or the order of letters becomes a picture of itself,
/// and markup becomes text.
pub fn formatter(out: &mut Output, state: &mut State, value: &Value) -> Result<(), Error> {
    if value.is_safe() {
        return escape_formatter(out, state, value);
    }
    if value.is_none() {
        return Ok(());
    }
    let words = value.to_string();
    match state.auto_escape() {
        AutoEscape::Custom(_) => Ok(out.write_str(&markdown::cell(&words))?),
        _ => Ok(out.write_str(&html(&words))?),
    }
}

/// Text in which nothing is markup, neither between tags nor within the quotation marks of an attribute.
fn html(words: &str) -> String {
    let mut safe = String::with_capacity(words.len());
    for c in text::block(words).chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}

/// An id as what links lead to: letters, digits, `-` and `_` of it.
pub fn anchor(id: &str) -> String {
    id.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_what_acts_are_shown_not_obeyed() {
        assert_eq!(
            html("<a href=\"x\" title='y'>&\u{1b}[2J\u{202e}"),
            "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;␛[2J\u{fffd}"
        );
        assert_eq!(html("data:image/svg+xml;base64,a/b="), "data:image/svg+xml;base64,a/b=");
        assert_eq!(anchor("2021-05-20-accès\"><x"), "2021-05-20-accèsx");
    }
}
