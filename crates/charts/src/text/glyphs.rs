//! What stands in for characters that the fonts do not have.
//!
//! The fonts have Latin, Greek, Cyrillic, and the commoner Chinese, Japanese and Korean characters. Line breaks and tabs
//! become spaces; marks that are never seen (joiners, directions, variation selectors) go; a letter that the fonts have
//! without its accent loses the accent; of everything else each run becomes the name of its script in brackets, such as
//! `[Arabic]`, and the footer says which. Nothing vanishes in silence, and no row of boxes is drawn.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::font::has;

/// A text as it is drawn.
pub(crate) fn shown(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| c.is_ascii() && !c.is_ascii_control()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    replace(text, &mut out);
    Cow::Owned(out)
}

/// How many characters of a text are not drawn, but named by their script.
fn lost(text: &str) -> usize {
    replace(text, &mut String::new())
}

/// The scripts that a drawn text names in place of their letters.
pub(crate) fn named(drawn: &str) -> impl Iterator<Item = &'static str> {
    SCRIPTS.into_iter().filter(move |name| drawn.contains(&format!("[{name}]")))
}

/// The title of an incident as it is drawn: where the fonts have no letter of it, behind the incident's id, so that it
/// can still be told from others.
pub(crate) fn titled<'a>(id: &str, title: &'a str) -> Cow<'a, str> {
    if lost(title) == 0 {
        return Cow::Borrowed(title);
    }
    let drawn = |c: char| c.is_alphanumeric() && has(c);
    if title.nfc().any(drawn) { Cow::Borrowed(title) } else { Cow::Owned(format!("{id} {title}")) }
}

fn replace(text: &str, out: &mut String) -> usize {
    let mut lost = 0;
    // The last name of a script, and where it ends.
    let mut named = ("", 0);
    for c in text.nfc() {
        if c.is_whitespace() || c.is_control() {
            out.push(' ');
        } else if is_unseen(c) {
        } else if has(c) {
            out.push(c);
        } else if is_combining_mark(c) {
            // An accent that does not compose with its letter: the letter stays.
        } else {
            let plain: String = c.nfkd().filter(|part| has(*part) && !is_combining_mark(*part)).collect();
            if plain.is_empty() {
                lost += 1;
                let name = script(c);
                let (name_before, end) = named;
                if name_before == name && out.get(end..).is_some_and(|since| since.trim().is_empty()) {
                    out.truncate(end);
                } else {
                    out.push('[');
                    out.push_str(name);
                    out.push(']');
                }
                named = (name, out.len());
            } else {
                out.push_str(&plain);
            }
        }
    }
    lost
}

/// What [`script`] can say.
const SCRIPTS: [&str; 13] = [
    "Armenian",
    "Hebrew",
    "Arabic",
    "Devanagari",
    "Bengali",
    "Tamil",
    "Telugu",
    "Thai",
    "Georgian",
    "Korean",
    "Chinese",
    "picture",
    "other",
];

/// The script of a character that the fonts lack, as people call it.
fn script(c: char) -> &'static str {
    match c {
        '\u{530}'..='\u{58f}' => "Armenian",
        '\u{590}'..='\u{5ff}' | '\u{fb1d}'..='\u{fb4f}' => "Hebrew",
        '\u{600}'..='\u{6ff}'
        | '\u{750}'..='\u{77f}'
        | '\u{8a0}'..='\u{8ff}'
        | '\u{fb50}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefe}' => "Arabic",
        '\u{900}'..='\u{97f}' => "Devanagari",
        '\u{980}'..='\u{9ff}' => "Bengali",
        '\u{b80}'..='\u{bff}' => "Tamil",
        '\u{c00}'..='\u{c7f}' => "Telugu",
        '\u{e00}'..='\u{e7f}' => "Thai",
        '\u{10a0}'..='\u{10ff}' => "Georgian",
        '\u{ac00}'..='\u{d7a3}' => "Korean",
        '\u{2e80}'..='\u{2fdf}'
        | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{323af}' => "Chinese",
        '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}' => "picture",
        _ => "other",
    }
}

/// Joiners, direction marks, soft hyphens, variation selectors and the like.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_font_has_stays_and_what_it_lacks_is_seen() {
        for (text, drawn, gone) in [
            ("Perte d’accès – œuvre", "Perte d’accès – œuvre", 0),
            ("Сбой сети, αβγ", "Сбой сети, αβγ", 0),
            ("障害 DB", "障害 DB", 0),
            ("שגיאה בשרת DB שגיאה", "[Hebrew] DB [Hebrew]", 14),
            ("انقطاع الشبكة", "[Arabic]", 12),
            ("ระบบขัดข้อง שגיאה", "[Thai] [Hebrew]", 14),
            ("a\u{200b}b\tc\nd", "ab c d", 0),
            ("e\u{301}", "é", 0),
            ("ﬁn １２", "ﬁn １２", 0),
            ("🔥🔥 fire 🔥", "[picture] fire [picture]", 3),
            ("\u{1b}[31m", " [31m", 0),
        ] {
            assert_eq!((shown(text).as_ref(), lost(text)), (drawn, gone), "{text:?}");
        }
    }

    #[test]
    fn a_title_without_a_letter_to_draw_is_told_by_the_id() {
        for (title, drawn) in [
            ("Сбой сети", "Сбой сети"),
            ("障害発生", "障害発生"),
            ("תקלה בשרת evil", "[Hebrew] evil"),
            ("תקלה בשרת", "INC-7 [Hebrew]"),
        ] {
            assert_eq!(shown(&titled("INC-7", title)), drawn);
        }
    }
}
