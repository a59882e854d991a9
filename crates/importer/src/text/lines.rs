//! The ends of lines.

/// A text with its lines ended by `\n`, whatever ended them: `\r\n`, `\r` or `\n`. Cost: one pass in place, and none where
/// there is nothing to do.
pub fn ended(text: String) -> String {
    if !text.contains('\r') {
        return text;
    }
    let mut unix = text.into_bytes();
    let mut after_return = false;
    unix.retain_mut(|byte| {
        let second = *byte == b'\n' && after_return;
        after_return = *byte == b'\r';
        if after_return {
            *byte = b'\n';
        }
        !second
    });
    // Whole characters were left out or replaced by others; the bytes are always text.
    String::from_utf8(unix).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::ended;

    #[test]
    fn lines_end_in_one_way() {
        for (typed, read) in [
            ("", ""),
            ("one\ntwo\n", "one\ntwo\n"),
            ("one\r\ntwo\r\n", "one\ntwo\n"),
            ("one\rtwo\r", "one\ntwo\n"),
            ("é\r\r\nü\n\r", "é\n\nü\n\n"),
        ] {
            assert_eq!(ended(typed.to_owned()), read, "{typed:?}");
        }
    }
}
