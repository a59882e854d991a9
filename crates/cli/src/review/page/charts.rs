//! The charts of a page.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;

use super::{From, captions};
use crate::args::ImageFormat;
use crate::review::pictures::{Pictures, Shown};

/// Longest alternative text, in characters: who listens to it cannot skip.
const LONGEST_ALT: usize = 700;

/// The charts of a page that are of no single incident.
#[derive(Clone, Debug, Serialize)]
pub struct Charts {
    /// In the order of the registry.
    pub all: Vec<Picture>,
    /// Those that there are not, and why.
    pub left_out: Vec<String>,
    /// In which language the text in them is, where it is not that of the page.
    pub note: String,
}

/// One chart.
#[derive(Clone, Debug, Serialize)]
pub struct Picture {
    /// What kind of chart it is.
    pub heading: String,
    /// What it says, in words.
    pub title: String,
    /// The same for those who cannot see it.
    pub alt: String,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// The picture itself, as a `data:` address.
    pub light: String,
    /// The same for dark screens.
    pub dark: Option<String>,
    /// The file beside the page; none for the timelines of many incidents.
    pub file: Option<String>,
    /// Where its numbers are, beside the page.
    pub numbers: Option<String>,
}

/// The charts that are of no single incident.
pub(super) fn charts(from: From<'_>, pictures: &Pictures) -> Charts {
    let words = from.words;
    let all = pictures.shown.iter().filter(|shown| shown.incident.is_none());
    let mut left_out: Vec<String> = pictures
        .not_shown
        .iter()
        .map(|not| {
            let chart = heading(from, not.chart);
            let why = captions::left_out(from, not);
            words.say("chart_left_out", &[("chart", &chart), ("why", &why)])
        })
        .collect();
    if pictures.without_file > 0 {
        left_out.push(words.say("truncated", &[("n", &pictures.without_file.to_string())]));
    }
    Charts {
        all: all.map(|shown| picture(from, shown)).collect(),
        left_out,
        note: words.name("words", "chart_in_english").to_owned(),
    }
}

/// The timeline of an incident.
pub(super) fn timeline(from: From<'_>, pictures: &Pictures, id: &str) -> Option<Picture> {
    let is = |shown: &&Shown| shown.incident.as_deref() == Some(id);
    pictures.shown.iter().find(is).map(|shown| picture(from, shown))
}

fn heading(from: From<'_>, chart: &str) -> String {
    let key = if from.words.has("charts", chart) { chart } else { "other" };
    from.words.name("charts", key).to_owned()
}

fn picture(from: From<'_>, shown: &Shown) -> Picture {
    let numbers = format!(".{}", ImageFormat::Csv.extension());
    let is_numbers = |name: &&String| name.ends_with(&numbers);
    let (title, alt) = captions::captioned(from, shown);
    Picture {
        heading: heading(from, shown.chart),
        alt: shortened(&alt, &title),
        title,
        width: shown.size.width,
        height: shown.size.height,
        light: address(&shown.light),
        dark: shown.dark.as_deref().map(address),
        file: shown.files.iter().find(|name| !is_numbers(name)).cloned(),
        numbers: shown.files.iter().find(is_numbers).cloned(),
    }
}

fn address(svg: &str) -> String {
    format!("data:image/svg+xml;base64,{}", STANDARD.encode(svg))
}

/// Whole sentences or clauses of a text up to a length; the title alone where not even one fits.
fn shortened(alt: &str, title: &str) -> String {
    if alt.chars().count() <= LONGEST_ALT {
        return alt.to_owned();
    }
    let longest = alt.char_indices().nth(LONGEST_ALT).map_or(alt.len(), |(at, _)| at);
    let head = alt.get(..longest).unwrap_or(title);
    match head.rfind(". ").or(head.rfind("; ")) {
        Some(end) => format!("{}. …", head.get(..end).unwrap_or(title)),
        None => title.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_description_is_cut_between_sentences() {
        assert_eq!(shortened("Short.", "T"), "Short.");
        let long = format!("First says it. {}", "word; ".repeat(300));
        assert_eq!(shortened(&long, "T"), "First says it. …");
        assert_eq!(shortened(&"x".repeat(900), "T"), "T");
    }
}
