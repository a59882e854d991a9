//! Making a text fit a width: wrapped at words, shortened with an ellipsis.

use super::{Style, shown};

/// The mark of something left out.
const ELLIPSIS: &str = "…";

/// The text, or as much of it as fits with an ellipsis. Empty where not even that fits.
pub(crate) fn shorten(text: &str, style: &Style, room: f64) -> String {
    // As it is drawn: the name of a script is wider than one of its letters.
    let text = shown(text.trim());
    if style.width(&text) <= room {
        return text.into_owned();
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
    let words = words(&shown(text));
    let mut out: Vec<String> = Vec::new();
    let mut at = 0;
    while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
        if out.len() + 1 >= lines {
            if lines > 0 {
                out.push(shorten(&joined(rest), style, room));
            }
            break;
        }
        let mut taken = 0;
        while taken < rest.len() && style.width(&joined(rest.get(..=taken).unwrap_or_default())) <= room {
            taken += 1;
        }
        if taken == 0 {
            // One word wider than the line: no break is good, so the word is shortened.
            out.push(shorten(rest.first().map_or("", |word| &word.text), style, room));
            taken = 1;
        } else {
            out.push(joined(rest.get(..taken).unwrap_or_default()));
        }
        at += taken;
    }
    out
}

/// What no line breaks within.
struct Word {
    text: String,
    /// Whether a space stands before it.
    apart: bool,
}

fn joined(words: &[Word]) -> String {
    words.iter().enumerate().fold(String::new(), |mut line, (number, word)| {
        if number > 0 && word.apart {
            line.push(' ');
        }
        line.push_str(&word.text);
        line
    })
}

/// The words of a text. A number stays with what it counts (`2 d`, `95 %`), a mark with the word before it
/// (`l’hébergement : état`). Chinese and Japanese have no spaces: a line breaks between any two characters, but not
/// before a mark or a small letter.
fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for piece in text.split_whitespace() {
        let with_last = |last: &Word| {
            last.text.chars().all(|c| c.is_ascii_digit())
                || last.text == "«"
                || piece.chars().all(|c| ":;!?»%–—…".contains(c))
        };
        let mut part = match words.pop_if(|last| with_last(last)) {
            Some(last) => Word { text: last.text + " ", apart: last.apart },
            None => Word { text: String::new(), apart: true },
        };
        for c in piece.chars() {
            let opens = part.text.chars().next_back().is_none_or(|before| "（「『【〈《".contains(before));
            if is_ideograph(c)
                && !opens
                && !"、。，．：；！？）」』】〉》ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ".contains(c)
            {
                words.push(part);
                part = Word { text: String::new(), apart: false };
            }
            part.text.push(c);
        }
        words.push(part);
    }
    words
}

/// Kana, Chinese characters and their marks.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff01}'..='\u{ff5e}')
}

/// The text in as few lines as it needs, and these as even as they come: no last line
/// of one word.
pub(crate) fn wrap_evenly(text: &str, style: &Style, room: f64, lines: usize) -> Vec<String> {
    const STEP: f64 = 0.94;
    let widest = wrap(text, style, room, lines);
    // Where not even an ellipsis fits a line is empty, and narrower ones are no worse for ever.
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let all = letters(&shown(text));
    let whole = |tried: &[String]| letters(&tried.concat()) == all;
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
        let texts = |text: &str| words(text).into_iter().map(|word| word.text).collect::<Vec<_>>();
        assert_eq!(texts("90 % of 12"), ["90 %", "of", "12"]);
        assert_eq!(texts("Panne de l’hébergement : état"), ["Panne", "de", "l’hébergement :", "état"]);
        assert_eq!(texts("« a » b"), ["« a »", "b"]);
        assert_eq!(texts("障害（東京）DB"), ["障", "害", "（東", "京）DB"]);
    }

    #[test]
    fn a_text_without_spaces_between_words_is_wrapped_all_the_same() {
        let (style, text) = (Style::LABEL, "数据中心网络中断，部分客户无法访问");
        let lines = wrap_evenly(text, &style, style.width("数据中心网络中断，"), 2);
        assert_eq!(lines, ["数据中心网络中断，", "部分客户无法访问"]);
    }

    #[test]
    fn a_text_without_spaces_is_shortened_and_never_cut_blindly() {
        let short = shorten(&"x".repeat(200), &Style::LABEL, 100.0);
        assert!(short.ends_with('…') && Style::LABEL.width(&short) <= 100.0);
        assert_eq!(shorten("abc", &Style::LABEL, 1.0), "");
    }
}
