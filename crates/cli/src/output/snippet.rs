//! Lines of a report with what was read underlined, as a compiler shows them.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use incstats_model::{Place, Severity};

use super::text::{self, Text};

/// Columns where nobody says how wide the terminal is.
const USUAL_WIDTH: usize = 140;
/// Bytes of a line that are shown at most; of a longer one, those around what is underlined.
const LONGEST_LINE: usize = 2_000;
/// Lines this near to an underlined one are shown; those further away only keep the count.
const NEAR: u32 = 4;

/// A message with the places that it is about.
#[derive(Debug)]
pub struct Diagnostic<'a> {
    /// How it begins; `None` for a plain heading.
    pub severity: Option<Severity>,
    /// The finding's code.
    pub code: Option<&'a str>,
    /// What it says.
    pub message: &'a str,
    /// What is underlined.
    pub marks: Vec<Mark>,
    /// What to do about it.
    pub remedy: Option<&'a str>,
}

/// A place to underline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where.
    pub place: Place,
    /// What is said below it; nothing where it is empty.
    pub label: String,
    /// Whether the message is about this place first of all.
    pub primary: bool,
}

/// Draws a message over the text of a report. Marks outside of the text are left out.
pub fn draw(diagnostic: &Diagnostic<'_>, path: &str, source: &str, width: Option<usize>) -> Text {
    let level = match diagnostic.severity {
        Some(Severity::Error) => Level::ERROR,
        Some(Severity::Warning) => Level::WARNING,
        Some(Severity::Note) => Level::NOTE,
        None => Level::INFO,
    };
    let (message, code) = (text::line(diagnostic.message), diagnostic.code.map(text::line));
    let remedy = diagnostic.remedy.map(text::line);
    let mut title = level.primary_title(message);
    if let Some(code) = code {
        title = title.id(code);
    }
    let window = Window::around(source, &diagnostic.marks);
    let snippet = window.as_ref().map(|window| {
        let marks = window.marks.iter().map(|(span, mark)| {
            let kind = if mark.primary { AnnotationKind::Primary } else { AnnotationKind::Context };
            let page = page_of(source, mark.place.line).map(|page| format!("page {page}"));
            let label = match (mark.label.is_empty(), page) {
                (true, page) => page,
                (false, Some(page)) => Some(format!("{} ({page})", text::line(&mark.label))),
                (false, None) => Some(text::line(&mark.label)),
            };
            kind.span(span.clone()).label(label)
        });
        Snippet::source(window.text.as_str())
            .line_start(window.first_line as usize)
            .path(text::line(path))
            .annotations(marks)
    });
    let mut group = annotate_snippets::Group::with_title(title).elements(snippet);
    if let Some(remedy) = remedy {
        group = group.element(Level::HELP.message(remedy));
    }
    let renderer = Renderer::styled().term_width(width.unwrap_or(USUAL_WIDTH));
    Text::drawn(renderer.render(&[group]))
}

/// The page of a line, from 1, in a text that was made of pages, each begun by a form feed; `None` in any other.
fn page_of(source: &str, line: u32) -> Option<usize> {
    let feeds = |text: &str| text.matches('\u{c}').count();
    let before = source.lines().take(usize::try_from(line).unwrap_or(usize::MAX)).map(feeds).sum::<usize>();
    (feeds(source) > 0).then_some(before + 1)
}

/// The part of a report that is shown, disarmed, and the marks as byte ranges of it.
struct Window<'a> {
    text: String,
    first_line: u32,
    marks: Vec<(Range<usize>, &'a Mark)>,
}

impl<'a> Window<'a> {
    fn around(source: &str, marks: &'a [Mark]) -> Option<Self> {
        let first_line = marks.iter().map(|mark| mark.place.line).min()?.max(1);
        let last_line = marks.iter().map(|mark| mark.place.line).max()?;
        let mut window = Self { text: String::new(), first_line, marks: Vec::new() };
        let lines = source.lines().zip(1..).skip_while(|(_, number)| *number < first_line);
        for (line, number) in lines.take_while(|(_, number)| *number <= last_line) {
            let of_line: Vec<&Mark> = marks.iter().filter(|mark| mark.place.line == number).collect();
            let near =
                !of_line.is_empty() || marks.iter().any(|mark| mark.place.line.abs_diff(number) <= NEAR);
            if near {
                window.push(line, &of_line);
            }
            window.text.push('\n');
        }
        (!window.marks.is_empty()).then_some(window)
    }

    fn push(&mut self, line: &str, marks: &[&'a Mark]) {
        let spans: Vec<Range<usize>> = marks.iter().map(|mark| span_of(line, mark.place)).collect();
        let shown = shown(line, &spans);
        let start = self.text.len();
        // Disarming changes the length of a line; spans follow it.
        let place = |window: &Self, at: usize| {
            let before = line.get(shown.start..at.clamp(shown.start, shown.end)).unwrap_or_default();
            let cut = if shown.start > 0 { '…'.len_utf8() } else { 0 };
            (start + cut + text::block(before).len()).min(window.text.len())
        };
        if shown.start > 0 {
            self.text.push('…');
        }
        self.text.push_str(&text::block(line.get(shown.clone()).unwrap_or_default()));
        let marks: Vec<_> = spans
            .iter()
            .zip(marks)
            .map(|(span, mark)| (place(self, span.start)..place(self, span.end), *mark))
            .collect();
        self.marks.extend(marks);
        if shown.end < line.len() {
            self.text.push('…');
        }
    }
}

/// The bytes of a line that a place means, on the borders of characters: its span, or all but the blanks around it.
fn span_of(line: &str, place: Place) -> Range<usize> {
    let whole = (line.len() - line.trim_start().len())..line.trim_end().len();
    let whole = if whole.start <= whole.end { whole } else { 0..0 };
    let Some(span) = place.span else { return whole };
    let (start, end) = (line.floor_char_boundary(span.start()), line.ceil_char_boundary(span.end()));
    if start < end { start..end } else { whole }
}

/// The part of a line that is shown: all of it, or what is around its first mark.
fn shown(line: &str, spans: &[Range<usize>]) -> Range<usize> {
    if line.len() <= LONGEST_LINE {
        return 0..line.len();
    }
    let first = spans.iter().map(|span| span.start).min().unwrap_or(0);
    let start = line.floor_char_boundary(first.saturating_sub(LONGEST_LINE / 4));
    start..line.floor_char_boundary(start + LONGEST_LINE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(line: u32, start: u32, end: u32, label: &str, primary: bool) -> Mark {
        Mark { place: Place::span(line, start, end), label: label.into(), primary }
    }

    fn plain(diagnostic: &Diagnostic<'_>, source: &str) -> String {
        anstream::adapter::strip_str(draw(diagnostic, "report.txt", source, Some(100)).as_str()).to_string()
    }

    #[test]
    fn both_lines_of_a_contradiction_stand_in_one_snippet() {
        let source =
            format!("Title\nAt around 16:30, users\n{}16:15\tIssue occurred\n", "filler\n".repeat(12));
        let diagnostic = Diagnostic {
            severity: Some(Severity::Warning),
            code: Some("contradiction.started"),
            message: "two times for the start",
            marks: vec![
                mark(2, 10, 15, "here it is about 16:30", true),
                mark(15, 0, 5, "and here 16:15", false),
            ],
            remedy: Some("say which is right"),
        };
        let drawn = plain(&diagnostic, &source);
        assert_eq!(
            drawn,
            "warning[contradiction.started]: two times for the start\n  --> report.txt:2:11\n   |\n 2 | At around 16:30, users\n   |           ^^^^^ here it is about 16:30\n...\n15 | 16:15    Issue occurred\n   | ----- and here 16:15\n   |\n   = help: say which is right"
        );
    }

    #[test]
    fn hostile_and_endless_lines_are_disarmed_and_cut() {
        let source = format!("{}\u{1b}[2J16:15{}", "é".repeat(5_000), "x".repeat(1_000_000));
        let diagnostic = Diagnostic {
            severity: None,
            code: None,
            message: "m",
            marks: vec![mark(1, 10_004, 10_009, "here", true), mark(9, 0, 1, "nowhere", false)],
            remedy: None,
        };
        let drawn = plain(&diagnostic, &source);
        assert!(drawn.len() < 1_000 && drawn.contains("␛[2J16:15"), "{drawn}");
        assert!(!drawn.contains("nowhere"));
    }

    #[test]
    fn spans_off_the_borders_of_characters_and_lines_do_no_harm() {
        assert_eq!(span_of("é: 16:15", Place::span(1, 1, 2)), 0..2);
        assert_eq!(span_of("  ab ", Place::span(1, 90, 95)), 2..4);
        assert_eq!(span_of("   ", Place::line(1)), 0..0);
    }

    #[test]
    fn a_text_made_of_pages_tells_the_page_of_a_line() {
        let source = "16:15 down\nmore\n\u{c}19:30 back\n\u{c}end\n";
        assert_eq!([1, 2, 3, 4].map(|line| page_of(source, line)), [Some(1), Some(1), Some(2), Some(3)]);
        assert_eq!(page_of("no pages\n", 1), None);
        let marks = vec![mark(3, 1, 6, "mitigated: 19:30", true)];
        let diagnostic = Diagnostic { severity: None, code: None, message: "m", marks, remedy: None };
        assert!(plain(&diagnostic, source).contains("mitigated: 19:30 (page 2)"));
    }
}
