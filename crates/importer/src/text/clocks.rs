//! Logs whose lines begin with clock times of four digits: `1738: the queue grows`, `~1940:`, `[2058](...)`. One such line
//! may begin with a year or a count; lines that rise from one clock time to the next do not.

use crate::text::token::{Kind, Tokens};

/// From so many lines on they are a log.
const ENOUGH: usize = 3;

/// Years that a clock time could be: at least one of the lines must begin with another number.
const YEARS: std::ops::Range<u32> = 1_900..2_100;

/// Tells lines that begin with clock times of four digits, where the document has a log of them: at least three, all of
/// them clock times, and none earlier than the one before but once, at midnight.
pub fn tell<'a>(lines: impl Iterator<Item = &'a mut Tokens>) {
    let mut found: Vec<(&mut Tokens, usize, u32)> =
        lines.filter_map(|tokens| leading(tokens).map(|(at, number)| (tokens, at, number))).collect();
    let all = found.iter().all(|(_, _, number)| number / 100 < 24 && number % 100 < 60);
    let numbers = || found.iter().map(|(_, _, number)| *number);
    let back = numbers().zip(numbers().skip(1)).filter(|(a, b)| b < a).count();
    let other = numbers().any(|number| !YEARS.contains(&number));
    if found.len() >= ENOUGH && all && other && back <= 1 {
        for (tokens, at, _) in &mut found {
            tokens.set_clock(*at);
        }
    }
}

/// The number of four digits that a line begins with, behind marks and before a colon, a dash, a bracket or a space.
fn leading(tokens: &Tokens) -> Option<(usize, u32)> {
    let at = (0..tokens.len()).find(|at| !matches!(tokens.get(*at).map(|t| t.kind), Some(Kind::Mark(_))))?;
    let (number, 4) = tokens.number(at)? else { return None };
    // `#1234`, `$1500`, `-1200` are no times.
    let marks =
        (0..at).all(|i| ['[', '(', '~', '*', '_', '|', '-', '•'].iter().any(|mark| tokens.is_mark(i, *mark)));
    let glued = at.checked_sub(1).is_some_and(|before| tokens.is_mark(before, '-') && tokens.touches(at));
    // `2021-05-04`, `1200/1300`, `1,500`, `1700s`.
    let goes_on = tokens.touches(at + 1)
        && (tokens.is_word(at + 1) || (tokens.touches(at + 2) && tokens.number(at + 2).is_some()));
    (marks && !glued && !goes_on && at + 1 < tokens.len()).then_some((at, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logs_of_clock_times_are_told_from_years_and_counts() {
        for (lines, want) in [
            (&["1738: errors", "~1940: the supplier was called", "[2058](x): images work again"][..], true),
            (&["- 0730 alarm", "- 0745 cause found", "- 0802 restored"], true),
            (&["2330: errors", "2350: cause found", "0015: restored"], true),
            (&["1738: errors", "1940: restored"], false),
            (&["2015: founded", "2019: moved", "2021: sold"], false),
            (&["1738: errors", "1999: sold", "2058: restored"], false),
            (&["2058: restored", "1940: cause", "1738: errors"], false),
            (&["1200s timeout", "1300s timeout", "1400s timeout"], false),
            (&["#1200 fixed", "#1300 fixed", "#1400 fixed"], false),
        ] {
            let mut tokens: Vec<Tokens> = lines.iter().map(|line| Tokens::of(line)).collect();
            tell(tokens.iter_mut());
            let told = tokens.iter().all(|line| (0..line.len()).any(|at| line.is_clock(at)));
            assert_eq!(told, want, "{lines:?}");
        }
    }
}
