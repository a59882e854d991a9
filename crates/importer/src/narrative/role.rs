//! What each line is: a heading, a day, a stamp, an entry of a timeline, a field, or prose.

use incstats_model::Milestone;

use crate::locale::{Cue, Label, Locale, Section, StatusWord};
use crate::read::document::Line;
use crate::text::token::{Kind, Tokens};
use crate::time::expression::{Expression, Lead, TimeExpr};

/// Longest heading, in words.
const LONGEST_HEADING: usize = 9;
/// Longest heading that is marked as one, in words.
const LONGEST_MARKED_HEADING: usize = 30;
/// Longest note behind a clock time with a word before it, in words.
const LONGEST_NOTE: usize = 14;
/// Shortest text behind the stamp of an update, in words.
const SHORTEST_POST: usize = 3;
/// Longest label before a value, in words.
const LONGEST_LABEL: usize = 5;

/// What a line is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// Nothing.
    Blank,
    /// Code or log output between fences: not told by a person.
    Code,
    /// The heading of a section; of which, if its words say so.
    Heading(Option<Section>),
    /// A day, and nothing else.
    Day(TimeExpr),
    /// A time of day and nothing else but a status word: the stamp of a post.
    Stamp(Stamp),
    /// A time, and what happened then.
    Entry {
        /// When.
        time: TimeExpr,
        /// Where the text begins, in bytes.
        text: u32,
        /// A status word before or after the time.
        status: Option<StatusWord>,
    },
    /// A label and its value.
    Field {
        /// What it is about.
        label: Label,
        /// The time in its value.
        time: Option<TimeExpr>,
        /// Where the value begins, in bytes.
        value: u32,
    },
    /// A status word over a post, and where text after it begins.
    Status(StatusWord, u32),
    /// Anything else.
    Prose,
}

/// The stamp of a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// When.
    pub time: TimeExpr,
    /// What the post says it is.
    pub status: Option<StatusWord>,
    /// Whether words such as `Posted` stand before it.
    pub posted: bool,
}

/// How a line is set among its neighbours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Setting {
    /// Nothing stands in the lines before and after it.
    pub isolated: bool,
    /// It is marked as a heading, by itself or by the line below it.
    pub marked: bool,
}

/// What a line with these times and durations is.
pub fn role(line: &Line, expressions: &[Expression], locale: &Locale, set: Setting) -> Role {
    if line.is_blank() {
        return Role::Blank;
    }
    let reader = Reader { line, tokens: &line.tokens, locale };
    let start = reader.after_bullets();
    let times: Vec<&TimeExpr> = expressions
        .iter()
        .filter_map(|e| if let Expression::Time(time) = e { Some(time) } else { None })
        .collect();
    reader
        .status_line(start, &times)
        .or_else(|| reader.timed(start, &times))
        .or_else(|| reader.field(start, &times))
        .or_else(|| reader.stamped_at_its_end(start, &times))
        .or_else(|| reader.heading(start, times.is_empty(), set))
        .unwrap_or(Role::Prose)
}

struct Reader<'a> {
    line: &'a Line,
    tokens: &'a Tokens,
    locale: &'a Locale,
}

impl Reader<'_> {
    /// The first token that is no bullet, table bar, list number or mark of emphasis.
    fn after_bullets(&self) -> usize {
        let mut at = 0;
        while self
            .tokens
            .get(at)
            .is_some_and(|t| matches!(t.kind, Kind::Mark(m) if "-*•|>#=:_[(+·●○▪◦~\"".contains(m)))
        {
            at += 1;
        }
        at
    }

    /// Past marks that part a time from its text.
    fn after_separators(&self, mut at: usize) -> usize {
        while self
            .tokens
            .get(at)
            .is_some_and(|t| matches!(t.kind, Kind::Mark(m) if ":-|)]*_=,.–>→\"?".contains(m)))
        {
            at += 1;
        }
        at
    }

    /// Past a remark in brackets that ends the line: `(Time TBC)`, `(All times CEST)`.
    fn after_remark(&self, at: usize) -> usize {
        let last = self.tokens.len().saturating_sub(1);
        let only = self.tokens.is_mark(at, '(')
            && self.tokens.is_mark(last, ')')
            && (at + 1..last).all(|i| !self.tokens.is_mark(i, '('));
        if only { last + 1 } else { at }
    }

    fn byte(&self, at: usize) -> u32 {
        self.tokens
            .get(at)
            .map_or_else(|| u32::try_from(self.line.text.len()).unwrap_or(u32::MAX), |t| t.start)
    }

    fn is_over(&self, at: usize) -> bool {
        at >= self.tokens.len()
    }

    /// A status word at a token, if a mark, a stamp or the line's end follows it.
    fn status_at(&self, at: usize) -> Option<(StatusWord, usize)> {
        let hit = self.locale.status.at(self.tokens, at).max_by_key(|hit| hit.len)?;
        Some((*hit.value, at + hit.len))
    }

    /// `Resolved -`, `Resolved [15/02/2022 23:09]`, `** Update: 22/7/24 - 11:30am **`, `[resolved] At 13:40`.
    fn status_line(&self, start: usize, times: &[&TimeExpr]) -> Option<Role> {
        let (status, next) = self.status_at(start)?;
        // `UPDATE 20/12`: a day is no number of an update.
        let dated = times.first().is_some_and(|time| time.core == next);
        let (status, next) = if dated { (status, next) } else { self.counted(status, next) };
        // `MAJ le ...` says more than `MAJ`.
        if self.locale.labels.at(self.tokens, start).any(|hit| hit.at + hit.len > next) {
            return None;
        }
        // `장애 발생: 9시 10분`: a word over posts that also labels the start is that label before a colon and a time.
        let labels_start = self
            .locale
            .labels
            .at(self.tokens, start)
            .any(|hit| start + hit.len == next && *hit.value == Label::Milestone(Milestone::Started));
        if labels_start && self.tokens.is_mark(next, ':') && !times.is_empty() {
            return None;
        }
        let separated = self.after_separators(next);
        if let Some(time) = times
            .first()
            .filter(|t| t.from <= separated + 1 && t.from >= next && (t.has_clock() || t.has_calendar()))
            // `Störung Mailserver 6. November`: a headline that begins with the word over a post.
            .filter(|t| t.has_clock() || (separated..t.from).all(|i| !self.tokens.is_word(i)))
        {
            let after = self.after_separators(self.after_second_zone(time, times));
            if self.is_over(after) {
                return Some(Role::Stamp(Stamp {
                    time: (*time).clone(),
                    status: Some(status),
                    posted: false,
                }));
            }
            if time.has_clock() && self.opens_a_text(after) {
                return Some(Role::Entry {
                    time: (*time).clone(),
                    text: self.byte(after),
                    status: Some(status),
                });
            }
        }
        if self.is_over(separated) || (separated > next && self.capital_or_end(separated)) {
            return Some(Role::Status(status, self.byte(separated)));
        }
        None
    }

    /// `Update 2`, `Update #3`, `Update 1/4`: past the number of an update. The first of them was the first news.
    fn counted(&self, status: StatusWord, next: usize) -> (StatusWord, usize) {
        let at = next + usize::from(self.tokens.is_mark(next, '#'));
        let Some((number, 1..=2)) = self.tokens.number(at).filter(|_| status == StatusWord::Update) else {
            return (status, next);
        };
        let of = self.tokens.is_mark(at + 1, '/') && self.tokens.number(at + 2).is_some_and(|(_, d)| d <= 2);
        let end = if of { at + 3 } else { at + 1 };
        // `Update 10:15`, `Update 3.5.`: the number is part of something else.
        let part = [':', '.', '/', '-', ','].iter().any(|mark| self.tokens.is_mark(end, *mark))
            && self.tokens.touches(end)
            && self.tokens.touches(end + 1)
            && self.tokens.number(end + 1).is_some();
        let word = self.tokens.is_word(end) && self.tokens.touches(end);
        match number {
            _ if part || word => (status, next),
            1 => (StatusWord::Marks(Milestone::Communicated), end),
            _ => (status, end),
        }
    }

    /// Whether a dash or a colon stands before a token: behind a stamp it parts it from its text.
    fn opens_a_text(&self, at: usize) -> bool {
        ['-', ':', '–'].iter().any(|m| self.tokens.is_mark(at.saturating_sub(1), *m))
    }

    /// `Mise à jour 10h15 : la cause est trouvée`: the word for an update, a clock time and a text are a post.
    fn update(&self, label: Label, time: Option<&TimeExpr>) -> Option<Role> {
        let time = time.filter(|t| label == Label::Updated && t.has_clock())?;
        let text = self.after_separators(time.to);
        let words = (text..self.tokens.len()).filter(|i| self.tokens.is_word(*i)).count();
        (self.opens_a_text(text) && words >= SHORTEST_POST).then(|| Role::Entry {
            time: time.clone(),
            text: self.byte(text),
            status: Some(StatusWord::Update),
        })
    }

    /// Whether a letter of a script without spaces stands there: a comma after a clock time parts it from its note.
    fn is_wide(&self, at: usize) -> bool {
        self.tokens.is_word(at)
            && !self.tokens.text(at).is_ascii()
            && self.tokens.text(at).chars().count() == 1
    }

    /// Whether the line is as short as a note.
    fn is_note(&self) -> bool {
        self.tokens.iter().filter(|t| t.kind == Kind::Word).count() <= LONGEST_NOTE
    }

    fn capital_or_end(&self, at: usize) -> bool {
        self.line.rest(self.byte(at)).chars().next().is_none_or(begins)
    }

    /// Past the same moment said again in another zone: `19h56 UTC | 13 février 2025 11h56 (heure du Pacifique)`.
    fn after_second_zone(&self, first: &TimeExpr, times: &[&TimeExpr]) -> usize {
        let mut next = first.to;
        for other in times.iter().filter(|t| t.from >= first.to) {
            let between = (next..other.from).all(|i| {
                self.tokens.get(i).is_some_and(|t| matches!(t.kind, Kind::Mark('|' | '/' | '(' | ',')))
            });
            if !between || !other.has_clock() || first.zone.is_none() || other.zone.is_none() {
                break;
            }
            next = other.to;
            while self.tokens.is_mark(next, ')') {
                next += 1;
            }
        }
        next
    }

    /// Lines that begin with a time, or end with one behind `Posted`.
    fn timed(&self, start: usize, times: &[&TimeExpr]) -> Option<Role> {
        if let Some(stamp) = self.posted(start, times) {
            return Some(stamp);
        }
        // `~13:30` begins with its own mark.
        let time = *times.first().filter(|t| t.from == start || (t.from < start && t.core == start))?;
        let end = self.after_second_zone(time, times);
        let text = self.after_separators(end);
        let text = if time.clock.is_none() { self.after_remark(end).max(text) } else { text };
        // Words such as `at around` stand before the time itself.
        let led = time.core > time.from;
        if self.is_over(text) {
            return Some(if time.clock.is_none() {
                // `on April 20, 2023.` ends a sentence that the line before began.
                let sentence = led && self.tokens.is_mark(end, '.');
                if !time.has_calendar() || sentence {
                    return None;
                }
                Role::Day(time.clone())
            } else {
                Role::Stamp(Stamp { time: time.clone(), status: None, posted: false })
            });
        }
        if let Some((status, next)) = self.status_at(text)
            && text > end
            && time.clock.is_some()
        {
            let after = self.after_separators(next);
            if self.is_over(after) {
                return Some(Role::Stamp(Stamp { time: time.clone(), status: Some(status), posted: false }));
            }
            if after > next {
                return Some(Role::Entry {
                    time: time.clone(),
                    text: self.byte(after),
                    status: Some(status),
                });
            }
        }
        let marked = text > end
            && !self.tokens.is_mark(end, ',')
            && !(self.tokens.is_mark(end, '.') && text == end + 1 && led);
        let tabbed = self.tokens.get(end).is_some_and(|t| t.tabbed);
        let parted = marked || tabbed;
        let entry = match (time.clock.is_some(), led) {
            // `16:15 Issue occurred`; `At around 16:30, a number of users` is prose.
            // A sentence may begin with a window: `9:59から12:20にかけて、...`.
            (true, false) if time.until.is_some() => parted,
            // So it may with a part of the day: `Tuesday morning, 4 May, ...`, `Heute Morgen war ...`.
            (true, false) if !time.has_clock() => parted || start > 0,
            // And with `since`, as languages say it that put it behind the time.
            (true, false) if time.lead == Some(Lead::Since) => parted || start > 0,
            (true, false) => parted || start > 0 || !self.tokens.is_mark(end, ',') || self.is_wide(text),
            // `Klo 4.00 Palvelut ajetaan alas`: a mark before the clock, and a note behind it, not a story.
            (true, true) => {
                parted || (self.capital_or_end(text) && !self.tokens.is_mark(end, ',') && self.is_note())
            }
            // `20/12: the supplier reports`; a date with a text right behind it may be anything.
            (false, _) => {
                let heading = self.tokens.is_mark(0, '#') || self.tokens.is_mark(0, '=');
                parted && time.has_calendar() && !led && time.until.is_none() && !heading
            }
        };
        entry.then(|| Role::Entry { time: time.clone(), text: self.byte(text), status: None })
    }

    /// `Posted Nov 23, 2012 - 11:33 NZDT`, `Updated by a staff member on 13th Jul 2017 @ 11:35am`.
    fn posted(&self, start: usize, times: &[&TimeExpr]) -> Option<Role> {
        let time = *times.last().filter(|t| t.has_clock() && t.has_calendar() && times.len() == 1)?;
        if !self.is_over(self.after_separators(time.to))
            || time.from == start
            || time.from > start + LONGEST_LABEL + 4
        {
            return None;
        }
        let hit = self.locale.labels.at(self.tokens, start).max_by_key(|hit| hit.len)?;
        match hit.value {
            Label::Paper => Some(Role::Stamp(Stamp { time: time.clone(), status: None, posted: true })),
            _ => None,
        }
    }

    /// `Incident Date: 27/06/2016`, `First detected 2021-06-09 13:15`, `| Gravité | Majeure |`.
    fn field(&self, start: usize, times: &[&TimeExpr]) -> Option<Role> {
        let hit = self.locale.labels.at(self.tokens, start).max_by_key(|hit| hit.len)?;
        let mut end = start + hit.len;
        let colon = (end..self.tokens.len().min(end + LONGEST_LABEL)).find(|i| self.is_colon(*i));
        let value = match colon {
            Some(colon) => {
                end = colon;
                self.after_colons(colon)
            }
            None => end,
        };
        let time = times
            .iter()
            .find(|t| t.core >= start + hit.len && t.from <= self.after_separators(value) + 2)
            .copied()
            .cloned();
        // `Root cause is clear: the disk is full` tells; it is no field.
        let tells = |cue: Cue| matches!(cue, Cue::Marks(_));
        let untimed = matches!(hit.value, Label::Cause | Label::Title);
        if untimed
            && end > start + hit.len
            && self.locale.cues.within(self.tokens, start, end).any(|cue| tells(*cue.value))
        {
            return None;
        }
        if let Some(post) = self.update(*hit.value, time.as_ref()) {
            return Some(post);
        }
        // Without a colon, only a time right behind the label makes a field.
        let tight = time.as_ref().is_some_and(|t| {
            (t.from == end || t.core == end) && self.is_over(self.after_remark(self.after_separators(t.to)))
        });
        if colon.is_none() && !tight {
            return None;
        }
        // `Incident declared: 2021-06-09 13:54`: a stamp behind words that are no time's label tells what happened then.
        let told = matches!(hit.value, Label::Title | Label::Cause | Label::Services | Label::Severity);
        if told
            && let Some(time) = time.clone().filter(|t| {
                t.has_calendar()
                    && t.has_clock()
                    && self.is_over(self.after_separators(t.to))
                    && t.from <= value + 1
            })
        {
            return Some(Role::Entry { time, text: self.byte(start), status: None });
        }
        // `Date of the incident` with a clock time is its start; with a date alone it is its day.
        let twin = self
            .locale
            .labels
            .at(self.tokens, start)
            .any(|h| h.len == hit.len && *h.value == Label::IncidentDay);
        let bare_day = time.as_ref().is_some_and(|t| !t.has_clock());
        let label = if twin && bare_day { Label::IncidentDay } else { *hit.value };
        (!self.is_over(value)).then(|| Role::Field { label, time, value: self.byte(value) })
    }

    /// `- Incident declared 2021-06-09 13:54`: an item of a few words that ends with its time.
    fn stamped_at_its_end(&self, start: usize, times: &[&TimeExpr]) -> Option<Role> {
        let [time] = times else { return None };
        let words = (start..time.from).filter(|i| self.tokens.is_word(*i)).count();
        let item = start > 0 || time.has_calendar();
        let plain = (start..time.from).all(|i| !self.tokens.is_mark(i, '.') && !self.tokens.is_mark(i, ','));
        let ends = self.is_over(self.after_separators(time.to));
        let fits = time.has_clock()
            && time.until.is_none()
            && item
            && plain
            && ends
            && (1..=LONGEST_LABEL + 1).contains(&words);
        fits.then(|| Role::Entry { time: (*time).clone(), text: self.byte(start), status: None })
    }

    fn is_colon(&self, at: usize) -> bool {
        let tabbed = self.tokens.get(at).is_some_and(|t| t.tabbed);
        let at_sign = self.tokens.is_mark(at, '@') && !self.tokens.touches(at);
        tabbed || self.tokens.is_mark(at, ':') || self.tokens.is_mark(at, '|') || at_sign
    }

    fn after_colons(&self, mut at: usize) -> usize {
        while [':', '|', '*', '@', '_'].iter().any(|m| self.tokens.is_mark(at, *m)) {
            at += 1;
        }
        at
    }

    /// A short line without a full stop, that stands alone or is marked as a heading.
    fn heading(&self, start: usize, timeless: bool, set: Setting) -> Option<Role> {
        let Setting { isolated, marked } = set;
        let words = self.tokens.iter().skip(start).filter(|t| t.kind == Kind::Word).count();
        let last = self.tokens.len().checked_sub(1)?;
        let closed =
            self.tokens.get(last).is_some_and(|t| matches!(t.kind, Kind::Mark('.' | ',' | ';' | '…')));
        let bullet = start > 0 && !marked;
        // `Root Cause.....  4`: a line of a table of contents.
        let listed = self.tokens.get(last).is_some_and(|t| t.kind == Kind::Number && t.tabbed);
        let too_long = words > if marked { LONGEST_MARKED_HEADING } else { LONGEST_HEADING };
        if listed || words == 0 || too_long || closed || bullet {
            return None;
        }
        let numbered = if self.tokens.number(start).is_some() && self.tokens.is_mark(start + 1, '.') {
            start + 2
        } else {
            start
        };
        let section = self
            .locale
            .headings
            .at(self.tokens, numbered)
            .filter(|hit| *hit.value != Section::Title)
            .max_by_key(|h| h.len);
        let colon = self.tokens.is_mark(last, ':');
        if marked
            || (isolated && timeless && !colon && self.capital_or_end(start))
            || (section.as_ref().is_some_and(|h| numbered + h.len + usize::from(colon) >= self.tokens.len()))
        {
            return Some(Role::Heading(section.map(|hit| *hit.value)));
        }
        None
    }
}

/// Whether a letter can begin a sentence: a capital, or one of a script that has none.
fn begins(c: char) -> bool {
    c.is_uppercase() || (c.is_alphabetic() && !c.is_lowercase())
}

#[cfg(test)]
mod tests;
