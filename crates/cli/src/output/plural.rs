//! Counts with their noun.

/// `1 incident`, `2 incidents`.
pub fn plural(count: usize, noun: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{ending}")
}

/// Counts that are not zero, joined: `2 warnings, 1 note`.
pub fn counts<'a>(counts: impl IntoIterator<Item = (usize, &'a str)>) -> String {
    let words: Vec<String> =
        counts.into_iter().filter(|(n, _)| *n > 0).map(|(n, noun)| plural(n, noun)).collect();
    words.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_follow_their_counts() {
        assert_eq!(plural(1, "incident"), "1 incident");
        assert_eq!(plural(0, "incident"), "0 incidents");
        assert_eq!(counts([(0, "error"), (2, "warning"), (1, "note")]), "2 warnings, 1 note");
    }
}
