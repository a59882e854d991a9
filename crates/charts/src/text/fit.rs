//! Making a text fit a width: wrapped at words, shortened with an ellipsis.

use super::Style;

/// The mark of something left out.
const ELLIPSIS: &str = "…";

/// The text, or as much of it as fits with an ellipsis. Empty where not even that fits.
pub(crate) fn shorten(text: &str, style: &Style, room: f64) -> String {
    let text = text.trim();
    if style.width(text) <= room {
        return text.to_owned();
    }
    let mut left = room - style.width(ELLIPSIS);
    if left < 0.0 {
        return String::new();
    }
    let mut kept = String::new();
    for c in text.chars() {
        left -= style.width(c.encode_utf8(&mut [0; 4]));
        if left < 0.0 {
            break;
        }
        kept.push(c);
    }
    format!("{}{ELLIPSIS}", kept.trim_end_matches(|c: char| c.is_whitespace() || ",;:.–-".contains(c)))
}

/// The text in at most `lines` lines of a width, broken between words; a word that is too long alone is broken where it
/// must be. What does not fit is shown by an ellipsis at the end of the last line.
pub(crate) fn wrap(text: &str, style: &Style, room: f64, lines: usize) -> Vec<String> {
    let words = words(text);
    let mut out: Vec<String> = Vec::new();
    let mut at = 0;
    while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
        if out.len() + 1 >= lines {
            if lines > 0 {
                out.push(shorten(&rest.join(" "), style, room));
            }
            break;
        }
        let mut line = String::new();
        for word in rest {
            let longer = if line.is_empty() { word.clone() } else { format!("{line} {word}") };
            if style.width(&longer) > room {
                break;
            }
            line = longer;
            at += 1;
        }
        if line.is_empty() {
            // One word wider than the line: no break is good, so the word is shortened.
            line = shorten(rest.first().map_or("", String::as_str), style, room);
            at += 1;
        }
        out.push(line);
    }
    out
}

/// The words of a text. A number stays with what it counts: `2 d`, `95 %`.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match words.last_mut().filter(|last| last.chars().all(|c| c.is_ascii_digit())) {
            Some(number) => number.extend([" ", word]),
            None => words.push(word.to_owned()),
        }
    }
    words
}

/// The text in as few lines as it needs, and these as even as they come: no last line
/// of one word.
pub(crate) fn wrap_evenly(text: &str, style: &Style, room: f64, lines: usize) -> Vec<String> {
    const STEP: f64 = 0.94;
    let widest = wrap(text, style, room, lines);
    // Where not even an ellipsis fits a line is empty, and narrower ones are no worse for ever.
    let all = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let whole = |tried: &[String]| tried.join(" ") == all;
    let narrower = (1..).map(|step| room * STEP.powi(step));
    let kept = narrower.map(|room| wrap(text, style, room, widest.len() + 1)).take_while(|tried| {
        widest.len() > 1 && whole(&widest) && tried.len() <= widest.len() && whole(tried)
    });
    kept.last().unwrap_or(widest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapped_lines_fit_and_say_where_they_leave_off() {
        let style = Style::LABEL;
        let text = "All key services were checked and verified functional by the engineers on duty";
        for room in [40.0, 90.0, 160.0, 300.0] {
            for lines in 1..4 {
                let wrapped = wrap(text, &style, room, lines);
                assert!(wrapped.len() <= lines);
                assert!(wrapped.iter().all(|line| style.width(line) <= room), "{wrapped:?}");
            }
        }
        assert_eq!(wrap(text, &style, 10_000.0, 3), [text]);
        assert!(wrap(text, &style, 160.0, 2)[1].ends_with('…'));
        assert!(wrap("", &style, 100.0, 2).is_empty());
    }

    #[test]
    fn even_lines_are_found_or_given_up_whatever_the_room() {
        let style = Style::LABEL;
        for room in [-40.0, 0.0, 3.0, 12.0, 40.0, 400.0] {
            for text in ["Outage 7", "a b", "", "one"] {
                let widest = wrap(text, &style, room, 2);
                assert_eq!(wrap_evenly(text, &style, room, 2).len(), widest.len(), "{text} in {room}");
            }
        }
    }

    #[test]
    fn a_number_stays_with_what_it_counts() {
        let wrapped = wrap("over after 2 d 6 h", &Style::LABEL, Style::LABEL.width("over after 2 d 6"), 2);
        assert_eq!(wrapped, ["over after 2 d", "6 h"]);
        assert_eq!(words("90 % of 12"), ["90 %", "of", "12"]);
    }

    #[test]
    fn a_text_without_spaces_is_shortened_and_never_cut_blindly() {
        let short = shorten(&"x".repeat(200), &Style::LABEL, 100.0);
        assert!(short.ends_with('…') && Style::LABEL.width(&short) <= 100.0);
        assert_eq!(shorten("abc", &Style::LABEL, 1.0), "");
    }
}
