//! From candidates to milestones: which of several statements counts, and what that leaves open.

use chrono::TimeDelta;
use incstats_model::{Basis, Milestone, MilestoneTime, Milestones, Place, Precision, Status, TimeBounds};

use crate::locale::{Cue, Label, Section, StatusWord};
use crate::narrative::candidate::{Candidate, Collected, Origin, Window};
use crate::narrative::chronology::Dated;
use crate::narrative::impact::{Ends, ends};
use crate::narrative::story::{EntryKind, Story};
use crate::time::expression::TimeExpr;

/// How far apart, in minutes, two exact statements may be and still be one.
const SAME: i64 = 1;

/// Two statements of one milestone that cannot both be true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// Of which milestone.
    pub milestone: Milestone,
    /// The statement that counts, and where.
    pub kept: (TimeBounds, Place),
    /// The other one.
    pub other: (TimeBounds, Place),
    /// Whether the milestone now spans both.
    pub spans_both: bool,
}

/// The milestones, and what is to be said about them.
#[derive(Debug)]
pub struct Assembled {
    /// When the points of its life were.
    pub milestones: Milestones,
    /// Over or not.
    pub status: Status,
    /// Statements that cannot both be true.
    pub contradictions: Vec<Contradiction>,
    /// How restorations were weighed.
    pub ends: Ends,
}

/// Assembles an incident's milestones.
pub fn assemble(found: &Collected, story: &Story, dated: &[Dated]) -> Assembled {
    let mut assembler =
        Assembler { found, dated, milestones: Milestones::default(), contradictions: Vec::new() };
    assembler.started(story, dated);
    assembler.communicated(story, dated);
    assembler.identified();
    assembler.before_the_cause(Milestone::Detected);
    assembler.before_the_cause(Milestone::Acknowledged);
    let started = assembler.milestones.bounds(Milestone::Started).copied();
    let ends = ends(&found.candidates, started.as_ref());
    assembler.ends(&ends);
    assembler.narrow();
    let Assembler { milestones, contradictions, .. } = assembler;
    let status = status(&milestones, found, story, dated);
    Assembled { milestones, status, contradictions, ends }
}

struct Assembler<'a> {
    found: &'a Collected,
    /// The entries of the timeline.
    dated: &'a [Dated],
    milestones: Milestones,
    contradictions: Vec<Contradiction>,
}

fn time_of(candidate: &Candidate) -> MilestoneTime {
    let basis = if candidate.origin == Origin::Prose { Basis::Prose } else { Basis::Stated };
    MilestoneTime { bounds: candidate.bounds, basis, place: Some(candidate.place), because: None }
}

fn inferred(bounds: TimeBounds, place: Place, rule: &str) -> MilestoneTime {
    MilestoneTime { bounds, basis: Basis::Inferred, place: Some(place), because: Some(rule.to_owned()) }
}

impl<'a> Assembler<'a> {
    /// What is said of a milestone and counts, in time order.
    fn of(&self, milestone: Milestone) -> Vec<&'a Candidate> {
        let marks = |c: &Candidate| match c.cue {
            // `Problem is identified` as the first that a timeline tells means that it was noticed.
            Cue::Marks(Milestone::Identified) if self.opens_the_log(c) => milestone == Milestone::Detected,
            cue => cue == Cue::Marks(milestone),
        };
        let mut found: Vec<&'a Candidate> =
            self.found.candidates.iter().filter(|c| marks(c) && !c.planned && tells(c)).collect();
        found.sort_by_key(|c| (c.bounds.earliest(), c.bounds.latest(), c.order));
        found
    }

    fn started(&mut self, story: &Story, dated: &[Dated]) {
        let said = self.of(Milestone::Started);
        let in_timeline = said.iter().find(|c| matches!(c.origin, Origin::Entry)).copied();
        let in_field = said.iter().find(|c| c.origin == Origin::Field).copied();
        let window = self
            .found
            .windows
            .iter()
            .find(|w| w.origin == Origin::Field)
            .or_else(|| self.found.windows.first());
        let told = said
            .iter()
            .find(|c| matches!(c.origin, Origin::Prose | Origin::Post) && has_clock(&c.bounds))
            .or_else(|| said.iter().find(|c| c.origin == Origin::Prose))
            .copied();
        let time = match (in_field, in_timeline, window, told) {
            (Some(field), Some(entry), ..) => Some(self.settle(Milestone::Started, field, entry)),
            (Some(one), None, ..) | (None, Some(one), ..) => Some(time_of(one)),
            (None, None, Some(window), _) => Some(MilestoneTime {
                basis: Basis::Prose,
                ..MilestoneTime::stated(window.from, window.place)
            }),
            (None, None, None, Some(told)) => Some(time_of(told)),
            (None, None, None, None) => self.first_damage(story, dated),
        };
        self.milestones.set(Milestone::Started, time);
        self.compare_with_prose(Milestone::Started);
    }

    /// A timeline that opens with damage opens with the impact. Posts do not: they are written after it.
    fn first_damage(&self, story: &Story, dated: &[Dated]) -> Option<MilestoneTime> {
        let logs =
            dated.iter().filter(|d| story.entries.get(d.entry).is_some_and(|e| e.kind == EntryKind::Log));
        let first = logs.min_by_key(|d| (d.resolved.bounds.earliest(), d.resolved.bounds.latest()))?;
        let damage = self.found.candidates.iter().find(|c| {
            c.cue == Cue::Damage
                && c.origin == Origin::Entry
                && !c.planned
                && c.bounds == first.resolved.bounds
        })?;
        // An alarm, a notice and the word that it is an incident tell of damage that began before them.
        let noticed = |c: &&Candidate| {
            matches!(c.cue, Cue::Declared | Cue::Marks(Milestone::Detected | Milestone::Communicated))
                && c.bounds == damage.bounds
        };
        if self.found.candidates.iter().any(|c| noticed(&c)) {
            return None;
        }
        Some(inferred(damage.bounds, damage.place, "the first entry tells of damage"))
    }

    /// Whether something is said in the first entry of a log, and nothing of a beginning or of its being noticed by
    /// then, there or in a field.
    fn opens_the_log(&self, candidate: &Candidate) -> bool {
        let known = |c: &Candidate| {
            matches!(
                c.cue,
                Cue::Marks(Milestone::Started | Milestone::Detected) | Cue::Damage | Cue::ByMistake
            ) && !c.planned
                && (c.origin == Origin::Field || c.bounds.earliest() <= candidate.bounds.earliest())
        };
        candidate.origin == Origin::Entry
            && !candidate.inline
            && self.opens_with(candidate)
            && !self.found.candidates.iter().any(known)
    }

    /// An incident that is declared is known: where a log opens with its being declared, it was noticed by then.
    fn declared(&self) -> Option<MilestoneTime> {
        let declared = self.found.candidates.iter().find(|c| {
            c.cue == Cue::Declared && !c.planned && c.origin == Origin::Entry && self.opens_with(c)
        })?;
        Some(inferred(declared.bounds, declared.place, "the log opens with its being declared"))
    }

    fn opens_with(&self, candidate: &Candidate) -> bool {
        let first = self.dated.first().map(|d| d.resolved.bounds.earliest());
        let earlier = self.dated.iter().any(|d| Some(d.resolved.bounds.earliest()) < first);
        self.dated.len() > 1 && !earlier && Some(candidate.bounds.earliest()) == first
    }

    /// Two statements: one where they agree, else a span over both, with a contradiction.
    fn settle(&mut self, milestone: Milestone, a: &Candidate, b: &Candidate) -> MilestoneTime {
        if !disagree(&a.bounds, &b.bounds) {
            let finer = if a.bounds.width() < b.bounds.width() { a } else { b };
            return time_of(finer);
        }
        let approximate = |c: &Candidate| c.bounds.precision() == Precision::Approximate;
        let (kept, other) = if approximate(b) { (a, b) } else { (b, a) };
        let spans_both = !approximate(other);
        self.contradictions.push(Contradiction {
            milestone,
            kept: (kept.bounds, kept.place),
            other: (other.bounds, other.place),
            spans_both,
        });
        let mut time = time_of(kept);
        if spans_both {
            time.bounds = kept.bounds.hull(&other.bounds);
        }
        time
    }

    /// Prose that puts a milestone at another time than the timeline: an approximate word yields to it, an exact one
    /// makes the milestone span both.
    fn compare_with_prose(&mut self, milestone: Milestone) {
        let Some(kept) = self.milestones.get(milestone).cloned() else { return };
        let Some(place) = kept.place else { return };
        // Stretches inside the window that is told as a whole are its episodes.
        let whole = self.found.windows.first();
        let episode = |b: &TimeBounds| {
            whole.is_some_and(|w| {
                let of_it = w.from == kept.bounds || w.to == kept.bounds;
                of_it && w.from.certainly_before(b) && b.certainly_before(&w.to)
            })
        };
        let within = |w: &&Window| {
            let length = |w: &Window| w.to.middle() - w.from.middle();
            whole.is_none_or(|whole| !(episode(&w.from) && length(w) * 2 < length(whole)))
        };
        // Of several episodes the first tells the start, the last the end.
        let episodes = self.found.episodes();
        let counts = |w: &Window| {
            episodes.as_ref().is_none_or(|all| {
                let end = if milestone == Milestone::Started { all.first() } else { all.last() };
                end.is_some_and(|one| *one == w)
            })
        };
        let windows =
            self.found.windows.iter().filter(|w| counts(w)).filter(within).filter_map(|w| match milestone {
                Milestone::Started => Some((w.from, w.place)),
                Milestone::Mitigated => Some((w.to, w.place)),
                _ => None,
            });
        let said = self.found.candidates.iter().filter(|c| {
            c.cue == Cue::Marks(milestone)
                && !c.planned
                && c.origin == Origin::Prose
                && (milestone == Milestone::Started || !c.partial)
                && !episode(&c.bounds)
        });
        // That only some users were hit makes it no less a start.
        let same_day = |b: &TimeBounds| (b.middle() - kept.bounds.middle()).num_hours().abs() < 18;
        let started = self.milestones.bounds(Milestone::Started).copied();
        let possible = |b: &TimeBounds| {
            milestone == Milestone::Started || started.is_none_or(|s| !b.certainly_before(&s))
        };
        let others: Vec<(TimeBounds, Place)> = said
            .map(|c| (c.bounds, c.place))
            .chain(windows)
            .filter(|(b, at)| {
                *at != place && has_clock(b) && same_day(b) && possible(b) && disagree(&kept.bounds, b)
            })
            .collect();
        // The first other statement is reported; more of them say the same.
        if let Some((other, at)) = others.first() {
            let spans_both = other.precision() != Precision::Approximate
                && kept.bounds.precision() != Precision::Approximate;
            self.contradictions.push(Contradiction {
                milestone,
                kept: (kept.bounds, place),
                other: (*other, *at),
                spans_both,
            });
            if spans_both {
                let bounds = kept.bounds.hull(other);
                self.milestones.set(milestone, Some(MilestoneTime { bounds, ..kept }));
            }
        }
    }

    fn communicated(&mut self, story: &Story, dated: &[Dated]) {
        let posts: Vec<&Dated> = dated
            .iter()
            .filter(|d| story.entries.get(d.entry).is_some_and(|e| e.kind == EntryKind::Post))
            .collect();
        // One post that tells it all afterwards is a report, not news.
        let opening = |d: &&&Dated| {
            story
                .entries
                .get(d.entry)
                .is_some_and(|e| matches!(e.status, Some(StatusWord::Marks(Milestone::Communicated))))
        };
        // Updates under fields that tell the start were not the first news.
        let first_line = story.entries.first().map_or(0, |e| e.place.line as usize);
        let page_was_there = story.fields.iter().any(|f| {
            f.line < first_line
                && f.label == Label::Milestone(Milestone::Started)
                && f.time.as_ref().is_some_and(TimeExpr::has_clock)
        });
        // A page that begins with its end was not posted as it went.
        let closing = |d: &&&Dated| {
            let status = story.entries.get(d.entry).and_then(|e| e.status);
            matches!(status, Some(StatusWord::Marks(Milestone::Resolved)))
        };
        let in_timeline =
            |d: &&&Dated| story.entries.get(d.entry).is_some_and(|e| e.section == Some(Section::Timeline));
        let first_post = posts
            .iter()
            .min_by_key(|d| d.resolved.bounds.earliest())
            .filter(|d| posts.len() > 1 || opening(d) || in_timeline(d))
            .filter(|d| !closing(d) && (opening(d) || !page_was_there));
        let from_post = first_post.and_then(|d| Some((d, story.entries.get(d.entry)?))).map(|(d, entry)| {
            if matches!(entry.status, Some(StatusWord::Marks(Milestone::Communicated))) {
                MilestoneTime::stated(d.resolved.bounds, entry.place)
            } else {
                inferred(d.resolved.bounds, entry.place, "the first post of the page")
            }
        });
        let said = self.of(Milestone::Communicated);
        let told = said
            .iter()
            .find(|c| c.origin != Origin::Prose && c.origin != Origin::Status)
            .or_else(|| said.first())
            .map(|c| time_of(c));
        self.milestones.set(Milestone::Communicated, from_post.or(told));
    }

    fn identified(&mut self) {
        let started = self.milestones.bounds(Milestone::Started).copied();
        let said = self.of(Milestone::Identified);
        // A cause can be found before users feel it, if the fault itself was seen before.
        let seen = self.of(Milestone::Detected).first().map(|c| c.bounds);
        let fits = |c: &&&Candidate| {
            started.is_none_or(|s| {
                !c.bounds.certainly_before(&s) || seen.is_some_and(|seen| !c.bounds.certainly_before(&seen))
            })
        };
        let timeline = said.iter().filter(fits).find(|c| c.origin != Origin::Prose);
        let found = timeline.or_else(|| said.iter().find(|c| fits(c))).map(|c| time_of(c));
        let by_mistake = self.known_from_the_start();
        let earlier = match (found, by_mistake) {
            (Some(found), Some(known)) if found.bounds.earliest() <= known.bounds.earliest() => Some(found),
            (found, known) => known.or(found),
        };
        self.milestones.set(Milestone::Identified, earlier);
    }

    /// An entry that tells in one breath who did what by mistake and what it damaged tells the cause.
    fn known_from_the_start(&self) -> Option<MilestoneTime> {
        let started = self.milestones.get(Milestone::Started)?;
        let says = |cue: Cue| {
            self.found.candidates.iter().find(move |c| {
                c.cue == cue
                    && c.origin == Origin::Entry
                    && c.bounds == started.bounds
                    && Some(c.place) == started.place
            })
        };
        says(Cue::Damage)?;
        let mistake = says(Cue::ByMistake)?;
        Some(inferred(mistake.bounds, mistake.place, "the first entry names its trigger"))
    }

    /// Detection and response come before the cause is known; told later, they are about something else.
    fn before_the_cause(&mut self, milestone: Milestone) {
        let cause = self.milestones.bounds(Milestone::Identified).copied();
        let said = self.of(milestone);
        let fits = |c: &&&Candidate| {
            cause.is_none_or(|cause| !cause.certainly_before(&c.bounds)) && c.origin != Origin::Status
        };
        let timeline = said.iter().filter(fits).find(|c| matches!(c.origin, Origin::Entry | Origin::Field));
        let time = timeline
            .or_else(|| said.iter().filter(fits).find(|c| has_clock(&c.bounds) || c.origin == Origin::Prose))
            .map(|c| time_of(c));
        let known = (milestone == Milestone::Detected).then(|| self.declared()).flatten();
        let time = match (time, known) {
            (Some(time), Some(known)) if known.bounds.certainly_before(&time.bounds) => Some(known),
            (time, known) => time.or(known),
        };
        self.milestones.set(milestone, time);
    }

    /// The end that counts; where a field and the timeline tell it and do not agree, both.
    fn end(&mut self, milestone: Milestone, chosen: Option<usize>) -> Option<MilestoneTime> {
        let chosen = self.found.candidates.get(chosen?)?;
        let other = match chosen.origin {
            Origin::Field => Origin::Entry,
            Origin::Entry => Origin::Field,
            _ => return Some(time_of(chosen)),
        };
        let said = self.of(milestone);
        let rival = said.into_iter().filter(|c| !c.partial).find(|c| c.origin == other && !c.inline);
        let rival = rival.filter(|c| disagree(&c.bounds, &chosen.bounds));
        // Where the timeline has an entry at the field's own time, a later one only confirms it.
        let field = [Some(chosen), rival].into_iter().flatten().find(|c| c.origin == Origin::Field);
        let backed = |f: &Candidate| self.dated.iter().any(|d| d.resolved.bounds == f.bounds);
        if let Some(field) = field.filter(|f| rival.is_some() && backed(f)) {
            return Some(time_of(field));
        }
        Some(rival.map_or_else(|| time_of(chosen), |rival| self.settle(milestone, rival, chosen)))
    }

    /// A window that ends after the incident was declared over: one of the two is wrong, and impact ended between them.
    fn not_after(&mut self, told: MilestoneTime, resolved: Option<&MilestoneTime>) -> MilestoneTime {
        let (Some(resolved), Some(place)) = (resolved, told.place) else { return told };
        let Some(at) = resolved.place.filter(|_| resolved.bounds.certainly_before(&told.bounds)) else {
            return told;
        };
        self.contradictions.push(Contradiction {
            milestone: Milestone::Mitigated,
            kept: (told.bounds, place),
            other: (resolved.bounds, at),
            spans_both: true,
        });
        MilestoneTime { bounds: told.bounds.hull(&resolved.bounds), ..told }
    }

    /// Whether another line tells of a return at the same moment.
    fn also_told(&self, back: &MilestoneTime) -> bool {
        let returns = |c: &Candidate| matches!(c.cue, Cue::Marks(Milestone::Mitigated) | Cue::Unblocked);
        let line = back.place.map(|place| place.line);
        self.found.candidates.iter().any(|c| {
            returns(c) && !c.planned && !c.partial && c.bounds == back.bounds && Some(c.place.line) != line
        })
    }

    /// Whether prose tells of an end before the window of impact is over: of one of its episodes.
    fn inside_the_window(&self, mitigated: Option<&MilestoneTime>) -> bool {
        let Some((told, window)) = mitigated.zip(self.found.windows.first()) else { return false };
        told.basis == Basis::Prose
            && window.from.certainly_before(&told.bounds)
            && told.bounds.certainly_before(&window.to)
    }

    /// What prose tells in parts of a day is narrowed by what is told exactly: impact began before anybody spoke of it, and
    /// did not end before it began.
    fn narrow(&mut self) {
        let wide = |b: &TimeBounds| matches!(b.precision(), Precision::Day | Precision::DayPart);
        // What a timeline or a field states stays as it is stated.
        let loose = |t: &MilestoneTime| wide(&t.bounds) && t.basis == Basis::Prose;
        if let Some(started) = self.milestones.get(Milestone::Started).filter(|s| loose(s)).cloned() {
            let (from, to) = (started.bounds.earliest(), started.bounds.latest());
            let spoken = |m: Milestone| matches!(m, Milestone::Detected | Milestone::Communicated);
            let others = self.milestones.iter().filter(|(m, t)| spoken(*m) && !wide(&t.bounds));
            let first = others.map(|(_, t)| t.bounds.earliest()).filter(|at| from < *at && *at < to).min();
            if let Some(first) = first {
                let bounds = TimeBounds::between(from, first, started.bounds.precision());
                self.milestones.set(Milestone::Started, Some(MilestoneTime { bounds, ..started }));
            }
        }
        for (end, before) in
            [(Milestone::Mitigated, Milestone::Started), (Milestone::Resolved, Milestone::Mitigated)]
        {
            let Some(told) = self.milestones.get(end).filter(|t| loose(t)).cloned() else { continue };
            let Some(limit) = self.milestones.bounds(before).map(TimeBounds::latest) else { continue };
            if told.bounds.earliest() < limit && limit < told.bounds.latest() {
                let bounds = TimeBounds::between(limit, told.bounds.latest(), told.bounds.precision());
                self.milestones.set(end, Some(MilestoneTime { bounds, ..told }));
            }
        }
    }

    fn ends(&mut self, ends: &Ends) {
        let mut mitigated = self.end(Milestone::Mitigated, ends.mitigated);
        let resolved = self.end(Milestone::Resolved, ends.resolved);
        // Posts tell when it was written that all is well; a window tells when it was.
        let posted = ends
            .mitigated
            .and_then(|i| self.found.candidates.get(i))
            .is_some_and(|c| matches!(c.origin, Origin::Post | Origin::Status) && !c.inline);
        let posted = posted || self.inside_the_window(mitigated.as_ref());
        let open = mitigated.is_none() || posted;
        let episodes = self.found.episodes();
        let last = episodes.as_ref().and_then(|all| all.last().copied());
        if let Some(window) = last.or(self.found.windows.first()).filter(|_| open) {
            let told =
                MilestoneTime { basis: Basis::Prose, ..MilestoneTime::stated(window.to, window.place) };
            mitigated = Some(self.not_after(told, resolved.as_ref()));
        }
        // `fully restored` is said once: it is the end of all, not two points of its life.
        if let (Some(m), Some(r)) = (&mitigated, &resolved)
            && m.bounds == r.bounds
            && m.place == r.place
            && !self.also_told(m)
        {
            mitigated = None;
        }
        if mitigated.is_none() && resolved.is_none() {
            mitigated = self.start_plus_duration();
        }
        self.milestones.set(Milestone::Mitigated, mitigated);
        self.milestones.set(Milestone::Resolved, resolved);
        if !posted {
            self.compare_with_prose(Milestone::Mitigated);
        }
    }

    /// A start and how long it lasted give the end, where nothing else does and only one length is told.
    fn start_plus_duration(&self) -> Option<MilestoneTime> {
        let started = self.milestones.bounds(Milestone::Started).filter(|b| has_clock(b))?;
        let [(at_least, at_most, place)] = self.found.lasted.as_slice() else { return None };
        let first = started.earliest().checked_add_signed(TimeDelta::try_seconds(*at_least)?)?;
        let last = started.latest().checked_add_signed(TimeDelta::try_seconds(*at_most)?)?;
        let bounds = TimeBounds::between(first, last, started.precision());
        Some(inferred(bounds, *place, "the start plus the stated duration"))
    }
}

/// A post is written while things go on: "we are investigating" says that customers were told, not when somebody
/// began. What it tells of other milestones before the repair needs a time of its own.
fn tells(candidate: &Candidate) -> bool {
    let early = matches!(
        candidate.cue,
        Cue::Marks(Milestone::Started | Milestone::Detected | Milestone::Acknowledged)
    );
    candidate.origin != Origin::Post || candidate.inline || !early
}

fn has_clock(bounds: &TimeBounds) -> bool {
    matches!(
        bounds.precision(),
        Precision::Second | Precision::Minute | Precision::Hour | Precision::Approximate
    )
}

/// Whether two statements cannot both be true. "Around 16:30" does not stretch to its very edge: a quarter of an hour
/// away is another time.
pub fn disagree(a: &TimeBounds, b: &TimeBounds) -> bool {
    let apart = (a.middle() - b.middle()).num_minutes().abs();
    let slack = |t: &TimeBounds| {
        if t.precision() == Precision::Approximate { t.width().num_minutes() / 2 } else { 0 }
    };
    let exact = |t: &TimeBounds| t.is_exact() || t.precision() == Precision::Approximate;
    if exact(a) && exact(b) {
        let widest = slack(a).max(slack(b));
        return if widest == 0 { apart > SAME } else { apart >= widest };
    }
    !a.overlaps(b)
}

/// Over where it is said to be; open where the last word is that something is still not right.
fn status(milestones: &Milestones, found: &Collected, story: &Story, dated: &[Dated]) -> Status {
    if milestones.get(Milestone::Resolved).is_some() {
        return Status::Resolved;
    }
    let last = dated.iter().max_by_key(|d| (d.resolved.bounds.earliest(), std::cmp::Reverse(d.entry)));
    let Some(last) = last else { return Status::Unknown };
    let entry = story.entries.get(last.entry);
    let still_open =
        found.candidates.iter().any(|c| c.cue == Cue::StillOpen && c.bounds == last.resolved.bounds);
    let posted_open = entry.is_some_and(|e| {
        matches!(
            e.status,
            Some(StatusWord::Update | StatusWord::Marks(Milestone::Communicated | Milestone::Identified))
        )
    });
    if still_open || posted_open { Status::Ongoing } else { Status::Unknown }
}
