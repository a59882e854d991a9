//! The entries of the story: times with the text that belongs to them, in the document's order.

mod kinds;

use incstats_model::Place;

use crate::locale::{Cue, Label, Locale, Section, StatusWord};
use crate::narrative::passage::{Passage, Piece};
use crate::narrative::role::{Role, Stamp};
use crate::narrative::survey::Survey;
use crate::read::document::{Document, Line};
use crate::time::expression::TimeExpr;
use kinds::drop_empty_days;
use kinds::settle_kinds;
use kinds::unfold_a_single_entry;
use kinds::unfold_the_date_of_an_article;

/// What kind of entry it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// A day with text of its own.
    Day,
    /// What happened then.
    Log,
    /// What was posted then; it may tell of other times.
    Post,
}

/// One entry.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Where its time stands.
    pub place: Place,
    /// Its time, as said.
    pub time: TimeExpr,
    /// What kind it is.
    pub kind: EntryKind,
    /// Whether its time stands alone over, or under, its text.
    pub stamped: bool,
    /// The status word over it.
    pub status: Option<StatusWord>,
    /// The day heading that it stands under, as said.
    pub under: Option<TimeExpr>,
    /// The section it stands in.
    pub section: Option<Section>,
    /// The lines of its text.
    pub pieces: Vec<Piece>,
    /// Its text.
    pub passage: Passage,
}

impl Entry {
    /// Whether it speaks to those who are hit, as posts do: it apologises, thanks, promises news.
    pub fn is_addressed(&self, locale: &Locale) -> bool {
        let tokens = &self.passage.tokens;
        locale.cues.within(tokens, 0, tokens.len()).any(|hit| *hit.value == Cue::Addressed)
    }
}

/// A field, and where it stands.
#[derive(Clone, Debug)]
pub struct Field {
    /// Index of its line.
    pub line: usize,
    /// What it is about.
    pub label: Label,
    /// Its time.
    pub time: Option<TimeExpr>,
    /// The first byte of its value.
    pub value: u32,
    /// Its label as written.
    pub name: String,
}

/// Prose outside of entries, under a heading.
#[derive(Clone, Debug)]
pub struct Prose {
    /// The section it stands in.
    pub section: Option<Section>,
    /// Whether it opens the report: nothing but a title stands before it.
    pub lead: bool,
    /// Its text.
    pub passage: Passage,
}

/// A document, taken apart.
#[derive(Debug, Default)]
pub struct Story {
    /// Entries, in the document's order.
    pub entries: Vec<Entry>,
    /// Fields.
    pub fields: Vec<Field>,
    /// Prose.
    pub prose: Vec<Prose>,
    /// The stamp of a report that is one post.
    pub stamp: Option<TimeExpr>,
}

/// How a line is set in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Item {
    /// An item, with its indentation.
    Bullet(usize),
    /// A row of a table.
    Row,
}

impl Item {
    fn of(line: &Line) -> Option<Self> {
        let text = line.text.trim_start();
        if text.starts_with('|') {
            return Some(Self::Row);
        }
        let mark = text.starts_with(['•', '●', '◦', '▪', '·'])
            || ["- ", "* ", "+ "].iter().any(|m| text.starts_with(m));
        mark.then(|| Self::Bullet(indent_of(line)))
    }
}

fn indent_of(line: &Line) -> usize {
    line.text.len() - line.text.trim_start().len()
}

/// An entry whose text is still being collected.
struct Open {
    /// How its line is set in a list.
    item: Option<Item>,
    /// Whether a blank line has followed it.
    parted: bool,
    line: usize,
    stamped: bool,
    time: TimeExpr,
    kind: EntryKind,
    status: Option<StatusWord>,
    under: Option<TimeExpr>,
    section: Option<Section>,
    pieces: Vec<Piece>,
}

/// Takes a document apart.
pub fn story(document: &Document, survey: &Survey, locale: &Locale) -> Story {
    let trailing = stamps_follow_their_text(&survey.roles);
    let mut builder = Builder {
        document,
        locale,
        story: Story::default(),
        open: Vec::new(),
        prose: Vec::new(),
        section: None,
        headings: 0,
        day: None,
        status: None,
        hold_paragraphs: trailing,
    };
    for (index, role) in survey.roles.iter().enumerate() {
        builder.take(index, role, trailing);
    }
    builder.finish(survey)
}

struct Builder<'a> {
    document: &'a Document,
    locale: &'a Locale,
    story: Story,
    open: Vec<Open>,
    prose: Vec<Piece>,
    section: Option<Section>,
    /// How many headings have come.
    headings: usize,
    day: Option<TimeExpr>,
    status: Option<StatusWord>,
    /// Whether paragraphs belong to a stamp below them.
    hold_paragraphs: bool,
}

impl Builder<'_> {
    fn take(&mut self, line: usize, role: &Role, trailing: bool) {
        match role {
            // A paragraph outside of entries is a passage of its own.
            Role::Blank if self.open.is_empty() && !self.hold_paragraphs => self.close_prose(),
            Role::Blank | Role::Prose => self.add_text(Piece { line, from: 0 }),
            Role::Heading(section) => {
                self.close_prose();
                self.end_entry();
                self.section = *section;
                self.headings += 1;
            }
            Role::Day(time) => {
                self.close_prose();
                self.day = Some(time.clone());
                self.push(line, time, EntryKind::Day, None, u32::MAX);
            }
            Role::Stamp(stamp) => self.take_stamp(line, stamp, trailing),
            Role::Entry { time, text, status } => {
                self.close_prose();
                self.status = None;
                let kind = if status.is_some() { EntryKind::Post } else { EntryKind::Log };
                self.push(line, time, kind, *status, *text);
            }
            Role::Field { label, time: Some(time), .. }
                if matches!(label, Label::Milestone(_) | Label::Window)
                    && trailing_text(self.document, line, time) =>
            {
                // `End of impact: 11:20, all calls pass`: the label is the text of an entry.
                self.close_prose();
                self.push(line, time, EntryKind::Log, None, 0);
            }
            Role::Field { label, time, value } => {
                // `Date: 22 November` over a list of clock times is their day.
                if let (Label::IncidentDay, Some(time)) = (label, time)
                    && time.has_calendar()
                    && !time.has_clock()
                {
                    self.day = Some(time.clone());
                }
                let name = match *value {
                    0 => self.line_above(line),
                    value => self.document.lines.get(line).map(|l| l.slice(0, value)).unwrap_or_default(),
                };
                let name = name.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
                self.story.fields.push(Field {
                    line,
                    label: *label,
                    time: time.clone(),
                    value: *value,
                    name,
                });
            }
            // `Resolved -` and, under it, `Update: all is well`: the first word names the post.
            Role::Status(..) if trailing && self.status.is_some() => self.add_text(Piece { line, from: 0 }),
            // `10:40` and, right under it, `Resolved.`: the word is the stamp's above it, not the next one's.
            Role::Status(status, from) if !trailing && self.opens_the_text_of_a_stamp() => {
                if let Some(open) = self.open.last_mut() {
                    (open.status, open.kind) = (Some(*status), EntryKind::Post);
                }
                self.add_text(Piece { line, from: *from });
            }
            Role::Status(status, from) => {
                self.status = Some(*status);
                if trailing {
                    self.close_prose();
                    self.end_entry();
                }
                self.add_text(Piece { line, from: *from });
            }
            Role::Code => {}
        }
    }

    /// The last line before this one that says anything: the label of a field on two lines.
    fn line_above(&self, line: usize) -> &str {
        let above = self.document.lines.iter().take(line).rev().find(|l| !l.is_blank());
        above.map_or("", |l| l.text.as_str())
    }

    fn take_stamp(&mut self, line: usize, stamp: &Stamp, trailing: bool) {
        // A status word over the text lends itself to the stamp; an entry with text of its own has its own.
        let status = stamp.status.or_else(|| self.status.take());
        let post = stamp.posted || status.is_some() || trailing;
        let kind = if post { EntryKind::Post } else { EntryKind::Log };
        if trailing {
            // The text before it, back to the last heading or status word, is its own.
            let pieces = std::mem::take(&mut self.prose);
            self.open.push(self.opened(line, &stamp.time, kind, status, pieces));
            self.mark_stamped();
            self.end_entry();
        } else {
            self.close_prose();
            self.push(line, &stamp.time, kind, status, u32::MAX);
            self.mark_stamped();
        }
    }

    /// Whether a stamp without a status word stands open, and no text of its own has come yet.
    fn opens_the_text_of_a_stamp(&self) -> bool {
        let blank =
            |p: &Piece| self.document.lines.get(p.line).is_none_or(|l| l.rest(p.from).trim().is_empty());
        self.open
            .last()
            .is_some_and(|open| open.stamped && open.status.is_none() && open.pieces.iter().all(blank))
    }

    fn mark_stamped(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.stamped = open.time.has_clock();
        }
    }

    fn opened(
        &self,
        line: usize,
        time: &TimeExpr,
        kind: EntryKind,
        status: Option<StatusWord>,
        pieces: Vec<Piece>,
    ) -> Open {
        let under = self.day.clone().filter(|_| kind != EntryKind::Day);
        // A stamp that is a heading of its own has all that follows; one that is an item ends where the next begins.
        let item = self.document.lines.get(line).and_then(Item::of);
        let section = self.section;
        Open {
            line,
            item,
            parted: false,
            stamped: false,
            time: time.clone(),
            kind,
            status,
            under,
            section,
            pieces,
        }
    }

    fn push(&mut self, line: usize, time: &TimeExpr, kind: EntryKind, status: Option<StatusWord>, text: u32) {
        self.end_entry();
        let pieces = if text == u32::MAX { Vec::new() } else { vec![Piece { line, from: text }] };
        let open = self.opened(line, time, kind, status, pieces);
        self.open.push(open);
    }

    fn add_text(&mut self, piece: Piece) {
        if self.leaves_the_item(piece.line) {
            self.end_entry();
        }
        match self.open.last_mut() {
            Some(open) => open.pieces.push(piece),
            None => self.prose.push(piece),
        }
    }

    /// An entry that is an item of a list, or a row of a table, ends where the next item begins, or where a paragraph
    /// follows that is not indented under it.
    fn leaves_the_item(&mut self, line: usize) -> bool {
        let Some(line) = self.document.lines.get(line) else { return false };
        let Some((open, item)) = self.open.last_mut().and_then(|open| open.item.map(|item| (open, item)))
        else {
            return false;
        };
        if line.is_blank() {
            open.parted = true;
            return false;
        }
        let next = Item::of(line);
        match (item, next) {
            (Item::Row, next) => next != Some(Item::Row),
            (Item::Bullet(indent), Some(Item::Bullet(other))) => other <= indent,
            (Item::Bullet(indent), _) => open.parted && indent_of(line) <= indent,
        }
    }

    fn end_entry(&mut self) {
        for open in std::mem::take(&mut self.open) {
            let passage = Passage::of(self.document, &open.pieces, self.locale);
            let place = self.document.place(open.line, open.time.span);
            self.story.entries.push(Entry {
                place,
                time: open.time,
                kind: open.kind,
                stamped: open.stamped,
                status: open.status,
                under: open.under,
                section: open.section,
                pieces: open.pieces,
                passage,
            });
        }
    }

    fn close_prose(&mut self) {
        let pieces = std::mem::take(&mut self.prose);
        if pieces
            .iter()
            .any(|p| self.document.lines.get(p.line).is_some_and(|l| !l.rest(p.from).trim().is_empty()))
        {
            let passage = Passage::of(self.document, &pieces, self.locale);
            self.story.prose.push(Prose { section: self.section, lead: self.headings <= 1, passage });
        }
    }

    fn finish(mut self, survey: &Survey) -> Story {
        self.close_prose();
        self.end_entry();
        let mut story = self.story;
        drop_empty_days(&mut story);
        unfold_a_single_entry(&mut story, self.document, self.locale);
        unfold_the_date_of_an_article(&mut story);
        settle_kinds(&mut story, survey, self.locale);
        story
    }
}

fn trailing_text(document: &Document, line: usize, time: &TimeExpr) -> bool {
    document
        .lines
        .get(line)
        .is_some_and(|line| line.tokens.len() > time.to + 2 && line.tokens.is_word(time.to + 1))
}

/// Whether stamps stand below the text they belong to: `Posted ...` does; a bare stamp does where status words and
/// text stand before the first and nothing after the last.
fn stamps_follow_their_text(roles: &[Role]) -> bool {
    let stamps: Vec<usize> =
        roles.iter().enumerate().filter(|(_, r)| matches!(r, Role::Stamp(_))).map(|(i, _)| i).collect();
    let (Some(first), Some(last)) = (stamps.first(), stamps.last()) else { return false };
    if roles.iter().any(|r| matches!(r, Role::Stamp(s) if s.posted)) {
        return true;
    }
    let before = roles.iter().take(*first).any(|r| matches!(r, Role::Status(..)));
    let statuses = roles.iter().any(|r| matches!(r, Role::Status(..)));
    let after = roles.iter().skip(last + 1).any(|r| matches!(r, Role::Prose | Role::Status(..)));
    statuses && before && !after
}
