//! Markdown whose words stay words, whatever a report is called.

use super::text;

/// Text in which nothing is markup: for titles, names and sentences of reports.
pub fn escape(words: &str) -> String {
    let mut safe = String::with_capacity(words.len());
    for c in text::line(words).trim_start().chars() {
        match c {
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => {
                safe.push('\\');
                safe.push(c);
            }
            c => safe.push(c),
        }
    }
    // At the beginning of a line these would make a list or a quotation of it; `1.` would make a numbered one.
    let digits = safe.chars().take_while(char::is_ascii_digit).count();
    let list = |rest: &str| {
        rest.starts_with(['.', ')']) && rest.get(1..).is_none_or(|r| r.is_empty() || r.starts_with(' '))
    };
    if safe.starts_with(['-', '+', '=', ':', '#']) {
        safe.insert(0, '\\');
    } else if digits > 0 && safe.get(digits..).is_some_and(list) {
        safe.insert(digits, '\\');
    }
    safe
}

/// The same for a cell of a table, where a dash alone is no list.
pub fn cell(words: &str) -> String {
    if words == "-" { words.to_owned() } else { escape(words) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_a_title_is_shown_not_obeyed() {
        assert_eq!(escape("[x](javascript:1) <b>|`"), r"\[x\](javascript:1) &lt;b&gt;\|\`");
        assert_eq!(escape("# not a heading"), r"\# not a heading");
        assert_eq!(escape("- a\n- b"), r"\- a - b");
        assert_eq!(escape("1. first"), r"1\. first");
        assert_eq!(escape("1) first"), r"1\) first");
        assert_eq!(escape("27 June 2016"), "27 June 2016");
        assert_eq!(escape("0.24 to 7.22"), "0.24 to 7.22");
    }
}
