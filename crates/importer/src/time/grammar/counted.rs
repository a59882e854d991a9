//! Times counted from the zero of a report's own clock: `T0`, `T+12m`, `T-5`, `T+1h10m`, `T+00:07`.

use super::Parser;

/// Up to this many digits a number without a unit is minutes: `T+7`.
const MINUTES: usize = 3;

impl Parser<'_> {
    /// Seconds after the report's zero, and the token after them.
    pub(super) fn counted(&self, at: usize) -> Option<(i64, usize)> {
        let tokens = self.tokens;
        let glued =
            at.checked_sub(1).is_some_and(|before| tokens.touches(at) && !tokens.is_mark(before, '('));
        if tokens.text(at) != "t" || glued || !tokens.touches(at + 1) {
            return None;
        }
        if let Some((0, 1)) = tokens.number(at + 1) {
            return self.ends_here(at + 2).then_some((0, at + 2));
        }
        let before = tokens.is_mark(at + 1, '-');
        if !before && !tokens.is_mark(at + 1, '+') || !tokens.touches(at + 2) {
            return None;
        }
        let (seconds, next) = self.count_of(at + 2)?;
        Some((if before { -seconds } else { seconds }, next))
    }

    /// `12m`, `1h10m`, `00:07`, `0:07:30`, `7`.
    fn count_of(&self, at: usize) -> Option<(i64, usize)> {
        let (number, digits) = self.tokens.number(at)?;
        let colon = |at: usize| {
            let (part, 2) = self.tokens.number(at + 1).filter(|_| self.tokens.is_mark(at, ':'))? else {
                return None;
            };
            (part < 60 && self.tokens.touches(at) && self.tokens.touches(at + 1))
                .then_some((i64::from(part), at + 2))
        };
        if let Some((minutes, next)) = colon(at + 1) {
            let seconds = i64::from(number) * 3_600 + minutes * 60;
            return Some(colon(next).map_or((seconds, next), |(more, next)| (seconds + more, next)));
        }
        let (mut seconds, mut next) = (0, at);
        while let Some(((number, _), (unit, after))) = self.tokens.number(next).zip(self.unit(next + 1)) {
            (seconds, next) =
                (i64::from(number).saturating_mul(unit.seconds()).saturating_add(seconds), after);
        }
        let plain = digits <= MINUTES && self.ends_here(at + 1);
        if next > at { Some((seconds, next)) } else { plain.then_some((i64::from(number) * 60, at + 1)) }
    }

    /// Whether no letter or digit goes on where something ends: `T0` is, `T01` and `T0x` are not.
    fn ends_here(&self, at: usize) -> bool {
        !self.tokens.touches(at) || !(self.tokens.is_word(at) || self.tokens.number(at).is_some())
    }
}
