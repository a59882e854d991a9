//! What stands in for characters that the font does not have.
//!
//! The font has Latin, Greek and Cyrillic letters. Line breaks and tabs become spaces; marks that are never seen
//! (joiners, directions, variation selectors) go; a letter that the font has without its accent loses the accent; of
//! everything else each character becomes [`SUBSTITUTE`], and the footer says how many did. Nothing vanishes in silence.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::font::has;

/// What is drawn in place of a character that the font does not have.
pub(crate) const SUBSTITUTE: char = '?';

/// A text as it is drawn.
pub(crate) fn shown(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| c.is_ascii() && !c.is_ascii_control()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    replace(text, &mut out);
    Cow::Owned(out)
}

/// How many characters of a text are drawn as [`SUBSTITUTE`].
pub(crate) fn lost(text: &str) -> usize {
    replace(text, &mut String::new())
}

fn replace(text: &str, out: &mut String) -> usize {
    let mut lost = 0;
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
                out.push(SUBSTITUTE);
            } else {
                out.push_str(&plain);
            }
        }
    }
    lost
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
            ("障害 DB", "?? DB", 2),
            ("a\u{200b}b\tc\nd", "ab c d", 0),
            ("e\u{301}", "é", 0),
            ("ﬁn １２", "ﬁn 12", 0),
            ("🔥 fire", "? fire", 1),
            ("\u{1b}[31m", " [31m", 0),
        ] {
            assert_eq!((shown(text).as_ref(), lost(text)), (drawn, gone), "{text:?}");
        }
    }
}
