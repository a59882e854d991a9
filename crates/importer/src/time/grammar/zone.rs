//! Zones after a clock time: `UTC`, `(BST)`, `GMT-03:00`, `+0200`, `Europe/Paris`, `heure du Pacifique`.

use incstats_model::ZoneId;

use super::Parser;
use crate::locale::Sense;
use crate::time::zones::{abbreviation, season};

impl Parser<'_> {
    /// A zone, and the token after it.
    pub(super) fn zone(&self, at: usize) -> Option<(ZoneId, usize)> {
        if self.tokens.is_mark(at, '(') {
            let (zone, next) = self.zone(at + 1)?;
            return self.tokens.is_mark(next, ')').then_some((zone, next + 1));
        }
        if let Some((zone, next)) = self.offset(at).filter(|_| self.tokens.touches(at)) {
            return Some((zone, next));
        }
        if let Some((index, next)) =
            self.sense(at, |s| if let Sense::Zone(index) = s { Some(index) } else { None })
        {
            return Some((*self.locale.zones.get(index)?, next));
        }
        if let Some((zone, next)) = self.place(at) {
            return Some((zone, next));
        }
        let token = self.tokens.get(at).filter(|_| self.tokens.is_word(at))?;
        let name = self.line.get(token.start as usize..token.end as usize)?;
        let zone = abbreviation(name)?;
        if matches!(name, "UTC" | "GMT")
            && let Some((offset, next)) = self.offset(at + 1)
        {
            return Some((offset, next));
        }
        // `PST/PDT`: both seasons of a place are the place.
        let other = self.tokens.is_mark(at + 1, '/').then(|| self.tokens.get(at + 2)).flatten();
        let other = other.and_then(|token| self.line.get(token.start as usize..token.end as usize));
        if let Some(place) = season(name).filter(|place| other.and_then(season) == Some(*place)) {
            return Some((place, at + 3));
        }
        Some((zone, at + 1))
    }

    /// `+02:00`, `-0300`, `+2`.
    fn offset(&self, at: usize) -> Option<(ZoneId, usize)> {
        let sign = ['+', '-'].into_iter().find(|sign| self.tokens.is_mark(at, *sign))?;
        if !self.tokens.touches(at + 1) {
            return None;
        }
        let (number, digits) = self.tokens.number(at + 1)?;
        let (text, next) = match digits {
            4 => (format!("{sign}{number:04}"), at + 2),
            1 | 2
                if self.tokens.is_mark(at + 2, ':')
                    && self.tokens.touches(at + 2)
                    && self.tokens.touches(at + 3) =>
            {
                let (minutes, 2) = self.tokens.number(at + 3)? else { return None };
                (format!("{sign}{number:02}:{minutes:02}"), at + 4)
            }
            1 | 2 if number <= 14 => (format!("{sign}{number:02}:00"), at + 2),
            _ => return None,
        };
        Some((text.parse().ok()?, next))
    }

    /// `Europe/Paris`, `US/Pacific`, `America/New_York`.
    fn place(&self, at: usize) -> Option<(ZoneId, usize)> {
        if !self.tokens.is_word(at) || !self.tokens.is_mark(at + 1, '/') || !self.tokens.is_word(at + 2) {
            return None;
        }
        let mut next = at + 3;
        while ['_', '/', '-'].iter().any(|m| self.tokens.is_mark(next, *m))
            && self.tokens.touches(next)
            && self.tokens.is_word(next + 1)
            && self.tokens.touches(next + 1)
        {
            next += 2;
        }
        let (start, end) = self.tokens.bytes(at, next);
        Some((self.line.get(start as usize..end as usize)?.parse().ok()?, next))
    }
}
