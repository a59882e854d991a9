//! HTML: the words of a page, set out as lines, each knowing the file's own line.
//!
//! Pages are cut into tokens by the tokenizer that browsers share, and walked without a tree: no depth of nesting costs
//! memory or stack, and each piece of text keeps the line it stands on. What makes the page and not the report is left
//! out: scripts, styles, navigation, controls, what is hidden. Nothing that a page refers to is fetched.

mod lines;
mod parts;
mod tokens;
mod walk;

use crate::read::document::Document;
use crate::report::ReadError;

/// Tags that open a page, or a piece of one saved without its head.
const OPENERS: [&str; 16] = [
    "html", "head", "body", "main", "article", "section", "div", "p", "h1", "h2", "table", "ul", "ol", "dl",
    "title", "meta",
];

/// Whether a text is a page, or a piece of one: it begins with a tag and ends with one.
pub fn recognises(text: &str) -> bool {
    let Some(tag) = first_tag(text) else { return false };
    OPENERS.contains(&tag.as_str()) && (tag == "html" || text.trim_end().ends_with('>'))
}

/// Reads a page.
///
/// # Errors
/// [`ReadError::NoWords`] where nothing is left to read, as in a page that a script would fill; [`ReadError::LongLine`].
pub fn read(text: &str) -> Result<Document, ReadError> {
    let tokens = tokens::of(text);
    let parts = parts::Parts::of(&tokens);
    let mut lines = walk::walk(&tokens, parts.content.clone(), &parts);
    if lines.is_empty() {
        lines = walk::walk(&tokens, 0..tokens.len(), &parts);
    }
    if lines.is_empty() {
        return Err(ReadError::NoWords("an HTML page without words: what it shows is put in by a script"));
    }
    lines::document(&lines, text.lines().count())
}

/// The name of the first tag, behind what may stand before it: a byte order mark, declarations, comments.
fn first_tag(text: &str) -> Option<String> {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    loop {
        let inside = rest.strip_prefix('<')?;
        rest = if let Some(comment) = inside.strip_prefix("!--") {
            comment.split_once("-->")?.1
        } else if inside.starts_with('?') {
            inside.split_once('>')?.1
        } else if let Some(declared) = inside.strip_prefix('!') {
            let (doctype, after) = declared.split_once('>')?;
            let mut words = doctype.split_whitespace().map(str::to_ascii_lowercase);
            if words.next().as_deref() == Some("doctype") && words.next().as_deref() == Some("html") {
                return Some("html".to_owned());
            }
            after
        } else {
            let name: String = inside.chars().take_while(char::is_ascii_alphanumeric).collect();
            return (!name.is_empty()).then(|| name.to_ascii_lowercase());
        }
        .trim_start();
    }
}

#[cfg(test)]
mod tests {
    use incstats_model::Place;

    use super::*;
    use crate::read::document::Line;

    /// The lines of a page, each behind its number in the file, blank ones empty.
    fn lines(page: &str) -> Vec<String> {
        let document = read(page).unwrap();
        let shown = |line: &Line| format!("{} {}", line.number, line.text);
        document.lines.iter().map(|line| if line.is_blank() { String::new() } else { shown(line) }).collect()
    }

    #[test]
    fn a_page_is_known_by_its_first_tag() {
        for (text, want) in [
            ("<!DOCTYPE html>\n<html></html>", true),
            ("\u{feff}<!-- saved from url=(0014)about:internet -->\n<HTML lang=de>", true),
            (
                "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\">\n<html>",
                true,
            ),
            ("<div class=\"incident\"><p>16:15 Down</p></div>\n", true),
            ("<h1 align=\"center\">Post-mortem</h1>\n\n16:15 Down\n", false),
            ("<?xml version=\"1.0\"?><rss><channel/></rss>", false),
            ("<feed xmlns=\"http://www.w3.org/2005/Atom\"></feed>", false),
            ("16:15 <b>Down</b>", false),
            ("<", false),
            ("<!-- open", false),
        ] {
            assert_eq!(recognises(text), want, "{text}");
        }
    }

    #[test]
    fn the_report_is_read_and_the_page_around_it_is_not() {
        let page = "<!doctype html><html><head><title>Mail outage - Acme</title>\n<style>p{}</style></head><body>\n\
                    <nav><ul><li>Home</li></ul></nav><header><h1>Mail outage</h1></header>\n<main>\n\
                    <p>Started at <b>16:15</b>&nbsp;UTC,\nover at 17:00.</p><script>var t='12:00'</script>\n\
                    <p hidden>13:00 draft</p><p>Done.</p></main>\n<footer>© 2031</footer></body></html>";
        let want = ["3 # Mail outage", "", "5 Started at 16:15 UTC, over at 17:00.", "", "7 Done."];
        assert_eq!(lines(page), want);
    }

    #[test]
    fn what_a_page_sets_out_becomes_lines() {
        for (page, want) in [
            // Rows of data, a day over them, an empty cell, words in two paragraphs of a cell.
            (
                "<table><tr><th>Time</th><th>What</th></tr>\n<tr><td colspan=2>Friday 2 July</td></tr>\n\
                 <tr><td>16:15<td><p>Host</p><p>failed</p></tr>\n<tr><td></td><td>alarm</td></table>",
                vec!["1 | Time | What |", "2 Friday 2 July", "3 | 16:15 | Host failed |", "4 | | alarm |"],
            ),
            // A table that only places things.
            (
                "<table><tr><td><h2>Timeline</h2>\n<table><tr><td>16:15</td><td>down</td></tr></table></td>\n\
                 <td>Menu</td></tr></table>",
                vec!["1 ## Timeline", "", "2 | 16:15 | down |", "", "3 Menu"],
            ),
            (
                "<ul><li>16:15 down<ul><li>alarm<br>\nheard</li></ul></li>\n<li>17:00 up</li></ul><p>Over.",
                vec!["1 - 16:15 down", "1   - alarm", "2     heard", "3 - 17:00 up", "", "3 Over."],
            ),
            (
                "<dl><dt>Started</dt>\n<dd>16:15</dd><dt>Severity:<dd>SEV1</dl>",
                vec!["1 Started: 16:15", "2 Severity: SEV1"],
            ),
            // The exact time of a machine counts, where it has day and clock.
            (
                "<p>Posted <time datetime=\"2021-05-20T14:15:00Z\">3 hours ago</time>, \
                 <time datetime=2021-05-20>20 May, 16:15</time></p>",
                vec!["1 Posted 2021-05-20T14:15:00Z, 20 May, 16:15"],
            ),
            // Marks of a status page around day and clock are words like any others.
            (
                "<div><small>Mar <var data-var='date'> 1</var>, <var data-var='time'>09:40</var> UTC</small><br>\
                 <strong>Resolved</strong> - It was <del>16:15</del> 16:20 &amp; later.</div>",
                vec!["1 Mar 1, 09:40 UTC", "1 Resolved - It was 16:20 & later."],
            ),
            (
                "<pre>16:15  down\n\n17:00  up</pre><pre><code>12:00 log\n</code></pre>",
                vec!["1 16:15  down", "", "3 17:00  up", "", "3 ```", "3 12:00 log", "3 ```"],
            ),
            // What is never closed takes nothing with it.
            ("<div><nav><p>16:15 down\n<p>17:00 up", vec!["1 16:15 down", "", "2 17:00 up"]),
        ] {
            // A line in front, so that no page counts as written on a single line.
            let page = format!("<div>\n\n{page}\n</div>");
            let shift = |line: &str| match line.split_once(' ') {
                Some((number, rest)) => format!("{} {rest}", number.parse::<u32>().unwrap() + 2),
                None => String::new(),
            };
            let read = read(&page).unwrap();
            let text: Vec<&str> = read.lines.iter().map(|line| line.text.as_str()).collect();
            let bare: Vec<&str> =
                want.iter().map(|line| line.split_once(' ').map_or("", |(_, text)| text)).collect();
            assert_eq!(text, bare, "{page}");
            if read.kept.is_some() {
                assert_eq!(lines(&page), want.iter().map(|line| shift(line)).collect::<Vec<_>>(), "{page}");
            }
        }
    }

    #[test]
    fn a_place_leads_to_the_words_in_the_line_of_the_file() {
        let document =
            read("<h1>Outage</h1>\n<table><tr><td>16:15</td>\n<td>Host\nfailed</td></tr></table>\n").unwrap();
        let kept = document.text();
        let line = &document.lines[2];
        assert_eq!(line.text, "| 16:15 | Host failed |");
        for (word, number) in [("16:15", 2), ("Host", 3), ("failed", 4)] {
            let at = u32::try_from(line.text.find(word).unwrap()).unwrap();
            let place = line.place(at, at + u32::try_from(word.len()).unwrap());
            let span = place.span.unwrap();
            let shown = kept.lines().nth(place.line as usize - 1).unwrap();
            assert_eq!((place.line, &shown[span.start()..span.end()]), (number, word));
        }
    }

    #[test]
    fn a_page_on_one_line_is_counted_by_what_is_read() {
        let document = read("<html><body><p>a</p><p>b</p><p>16:15 c</p></body></html>").unwrap();
        assert_eq!(document.text(), "a\n\nb\n\n16:15 c\n");
        assert_eq!(document.lines[4].place(0, 5), Place::span(5, 0, 5));
    }

    #[test]
    fn no_page_breaks_the_reader() {
        let deep =
            format!("{}16:15 down{}", "<div><table><tr><td><ul><li>".repeat(50_000), "</div>".repeat(9));
        assert!(read(&deep).unwrap().text().contains("16:15 down"));
        let unclosed = format!("<p>x</p>{}16:15 down", "<nav><dl><dt>".repeat(20_000));
        assert!(read(&unclosed).unwrap().text().contains("16:15 down"));
        for page in ["<html>", "<html><script>16:15", "<p></p>", "<title>x", "<table></td></tr></table><p>"] {
            let _ = read(page);
        }
        assert!(matches!(read("<html><body><script>1</script></body></html>"), Err(ReadError::NoWords(_))));
    }
}
