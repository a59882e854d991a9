//! Which incident of a report's earlier version is which of its new one, so that ids and corrections stay with it.

use std::collections::{HashMap, VecDeque};

use incstats_model::{Incident, IncidentId, Instant, Milestone, TimeBounds};

/// Of how many with one id the right one is looked for, so that a table of many such rows takes no square of the time.
const LOOKED_AT: usize = 1_000;

/// An incident that a report told of before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Kept {
    /// Its id.
    pub(crate) id: IncidentId,
    /// The id as the reader had it, before it was made unique.
    pub(crate) read_id: String,
    /// The source's own id.
    pub(crate) source_id: Option<String>,
    /// The day on which it belongs to a period, as YYYY-MM-DD.
    pub(crate) day: Option<String>,
    /// The earliest that it may have started; not held of what the report told of no longer.
    pub(crate) start: Option<Instant>,
    /// Its place in the report; `None` where the report told of it no longer, and only its corrections were kept.
    pub(crate) position: Option<usize>,
}

/// The ids that the incidents of a new version had before, in the order of `read`; `None` for new ones.
///
/// The source's own ids decide where both sides have them; then the ids that the reader gives, and of several with one
/// such id the same start; then, where the report tells of as many incidents as before, the place in it together with
/// the day. What is of another day is another incident.
pub(crate) fn pair(kept: &[Kept], read: &[Incident]) -> Vec<Option<IncidentId>> {
    let mut pairing = Pairing { kept, read, free: vec![true; kept.len()], found: vec![None; read.len()] };
    pairing.by(|kept| kept.source_id.as_deref(), |read| read.source_id.as_deref());
    pairing.by(|kept| Some(&kept.read_id), |read| Some(read.id.as_str()));
    pairing.by_place();
    pairing.found.into_iter().map(|index| Some(kept.get(index?)?.id.clone())).collect()
}

/// The same for incidents that come one after the other: by the source's own ids, else by the ids that the reader gives.
/// Their places in the report tell nothing before all have come.
#[derive(Debug, Default)]
pub(crate) struct Partners {
    kept: Vec<Option<Kept>>,
    by_source: HashMap<String, VecDeque<usize>>,
    by_read: HashMap<String, VecDeque<usize>>,
}

impl Partners {
    /// Those that a report told of before.
    pub(crate) fn of(kept: Vec<Kept>) -> Self {
        let mut partners = Self::default();
        for (index, kept) in kept.into_iter().enumerate() {
            if let Some(source) = &kept.source_id {
                partners.by_source.entry(source.clone()).or_default().push_back(index);
            }
            partners.by_read.entry(kept.read_id.clone()).or_default().push_back(index);
            partners.kept.push(Some(kept));
        }
        partners
    }

    /// The id that an incident had before; it is no other's partner then.
    pub(crate) fn take(&mut self, read: &Incident) -> Option<IncidentId> {
        let by_source = read.source_id.as_deref().and_then(|source| self.by_source.get_mut(source));
        let queues = [by_source, self.by_read.get_mut(read.id.as_str())];
        for queue in queues.into_iter().flatten() {
            while queue.pop_front_if(|index| self.kept.get(*index).is_none_or(Option::is_none)).is_some() {}
            let fits = |index: &usize| self.kept.get(*index).and_then(Option::as_ref);
            let found = first(queue.iter().map(fits), read).and_then(|place| queue.remove(place));
            if let Some(kept) = found.and_then(|index| self.kept.get_mut(index)?.take()) {
                return Some(kept.id);
            }
        }
        None
    }
}

struct Pairing<'a> {
    kept: &'a [Kept],
    read: &'a [Incident],
    /// Of each kept incident: whether it has no partner yet.
    free: Vec<bool>,
    /// Of each incident read: the index of its partner.
    found: Vec<Option<usize>>,
}

impl<'a> Pairing<'a> {
    /// Pairs what has the same key; several with one key in their order.
    fn by(
        &mut self,
        kept_key: impl Fn(&'a Kept) -> Option<&'a str>,
        read_key: impl Fn(&'a Incident) -> Option<&'a str>,
    ) {
        let mut waiting: HashMap<&str, VecDeque<(usize, &Kept)>> = HashMap::new();
        for ((index, kept), free) in self.kept.iter().enumerate().zip(&self.free) {
            if let (true, Some(key)) = (free, kept_key(kept)) {
                waiting.entry(key).or_default().push_back((index, kept));
            }
        }
        for (read, found) in self.read.iter().zip(&mut self.found) {
            let (None, Some(key)) = (*found, read_key(read)) else { continue };
            let Some(queue) = waiting.get_mut(key) else { continue };
            let place = first(queue.iter().map(|(_, kept)| Some(*kept)), read);
            if let Some((index, _)) = place.and_then(|place| queue.remove(place)) {
                *found = Some(index);
                self.free.get_mut(index).map(|free| std::mem::replace(free, false));
            }
        }
    }

    fn by_place(&mut self) {
        let told = self.kept.iter().filter(|kept| kept.position.is_some()).count();
        if told != self.read.len() {
            return;
        }
        for ((index, kept), free) in self.kept.iter().enumerate().zip(&mut self.free) {
            let Some(position) = kept.position.filter(|_| *free) else { continue };
            let (Some(read), Some(found)) = (self.read.get(position), self.found.get_mut(position)) else {
                continue;
            };
            let day = read.day().map(|day| day.to_string());
            if found.is_none() && may_be(kept, read) && kept.day == day {
                *found = Some(index);
                *free = false;
            }
        }
    }
}

/// Which of several it is: the first that starts when it does, else the first that it may be.
fn first<'k>(kept: impl Iterator<Item = Option<&'k Kept>> + Clone, read: &Incident) -> Option<usize> {
    let mut kept = kept.take(LOOKED_AT);
    let start = start(read);
    let is_same = |kept: Option<&Kept>| kept.is_some_and(|kept| may_be(kept, read) && kept.start == start);
    let may_be = |kept: Option<&Kept>| kept.is_some_and(|kept| may_be(kept, read));
    kept.clone().position(is_same).or_else(|| kept.position(may_be))
}

/// The earliest that it may have started.
pub(crate) fn start(read: &Incident) -> Option<Instant> {
    read.milestones.bounds(Milestone::Started).map(TimeBounds::earliest)
}

/// Two different ids of the source are two incidents.
fn may_be(kept: &Kept, read: &Incident) -> bool {
    kept.source_id.is_none() || read.source_id.is_none() || kept.source_id == read.source_id
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;
    use chrono::TimeDelta;
    use incstats_model::Precision;

    /// `slug` or `slug@source-id`, and behind it `+` for each day later and `>` for each hour later.
    fn read(text: &str) -> Incident {
        let name = text.trim_end_matches(['+', '>']);
        let count = |mark| i64::try_from(text.matches(mark).count()).unwrap();
        let (slug, source_id) = match name.split_once('@') {
            Some((slug, source)) => (slug, Some(source.into())),
            None => (name, None),
        };
        let mut incident = Incident { source_id, ..sample::incident(slug) };
        let later = TimeDelta::days(count('+')) + TimeDelta::hours(count('>'));
        for milestone in [Milestone::Started, Milestone::Resolved] {
            let mut time = incident.milestones.get(milestone).unwrap().clone();
            time.bounds = TimeBounds::exact(time.bounds.earliest() + later, Precision::Minute);
            incident.milestones.set(milestone, Some(time));
        }
        incident
    }

    fn kept(number: usize, text: &str, position: Option<usize>) -> Kept {
        let Incident { id, source_id, .. } = read(text);
        let day = read(text).day().map(|day| day.to_string());
        let start = position.and_then(|_| start(&read(text)));
        Kept { id: IncidentId(number.to_string()), read_id: id.0, source_id, day, start, position }
    }

    /// The partner of each incident read: its number in `kept`, from 0; `-` for a new one. `!` before a kept one says
    /// that the report told of it no longer.
    fn partners(kept: &[&str], reads: &[&str]) -> String {
        let mut told = 0..;
        let kept: Vec<Kept> = (kept.iter().enumerate())
            .map(|(number, text)| {
                let position = if text.starts_with('!') { None } else { told.next() };
                super::tests::kept(number, text.trim_start_matches('!'), position)
            })
            .collect();
        let reads: Vec<Incident> = reads.iter().map(|text| read(text)).collect();
        pair(&kept, &reads).into_iter().map(|id| id.map_or("-".into(), |id| id.0)).collect()
    }

    #[test]
    fn one_after_the_other_they_find_them_by_their_ids() {
        for (why, kept, reads, expected) in [
            ("same ids, another order", &["a", "b"][..], &["b", "a"][..], "10"),
            ("the source's ids decide over words", &["a@1", "a@2"], &["a@2", "a@1"], "10"),
            ("two ids of the source are two incidents", &["a@1"], &["a@2"], "-"),
            ("the same words twice", &["a", "a"], &["a", "a"], "01"),
            ("of the same words the same start", &["a", "a>"], &["a>", "a"], "10"),
            ("of the same words another start", &["a", "a>"], &["a>>", "a>"], "01"),
            ("passed over for its source, not lost", &["a@1", "a@2"], &["a@3", "a"], "-0"),
            ("retitled, with the id of the source", &["a@1"], &["x@1"], "0"),
            ("nothing before", &[], &["a"], "-"),
        ] {
            let kept =
                kept.iter().enumerate().map(|(number, text)| super::tests::kept(number, text, Some(number)));
            let mut partners = Partners::of(kept.collect());
            let found: String =
                reads.iter().map(|text| partners.take(&read(text)).map_or("-".into(), |id| id.0)).collect();
            assert_eq!(found, expected, "{why}");
        }
    }

    #[test]
    fn incidents_find_their_earlier_selves() {
        for (why, kept, read, expected) in [
            ("same ids, another order", &["a", "b"][..], &["b", "a"][..], "10"),
            ("one more", &["a", "b"], &["x", "a", "b"], "-01"),
            ("the only one, retitled", &["a"], &["x"], "0"),
            ("of another day, in the place of another", &["a"], &["x+"], "-"),
            ("one of two is of another day", &["a", "b"], &["x+", "y"], "-1"),
            ("of the same words the same start", &["a", "a>", "a>>"], &["a>>", "a", "a>"], "201"),
            ("the start does not part what has the source's id", &["a@1", "a@2>"], &["a@2", "a@1>"], "10"),
            ("retitled in its place", &["a", "b", "c"], &["a", "x", "c"], "012"),
            ("one left, one came: no place is sure", &["a", "b"], &["x", "a"], "-0"),
            ("fewer: no place is sure", &["a", "b"], &["x"], "-"),
            ("the source's ids decide over words", &["a@1", "a@2"], &["a@2", "a@1"], "10"),
            ("the source's id though retitled", &["a@1", "b@2"], &["x@2", "y@3", "z@1"], "1-0"),
            ("two ids of the source are two incidents", &["a@1"], &["a@2"], "-"),
            ("a source that gives ids only now", &["a"], &["a@7"], "0"),
            ("the same words twice", &["a", "a"], &["a", "a"], "01"),
            ("one that comes back", &["a", "!b"], &["b", "a"], "10"),
            ("places count only what was told", &["!b", "a"], &["x"], "1"),
            ("nothing before", &[], &["a"], "-"),
            ("nothing now", &["a"], &[], ""),
        ] {
            assert_eq!(partners(kept, read), expected, "{why}");
        }
    }
}
