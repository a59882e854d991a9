//! What a document taken apart amounts to: a log, posts, or a single text under its date.

use super::{Entry, EntryKind, Prose, Story};
use crate::locale::{Cue, Label, Locale, Section, StatusWord};
use crate::narrative::passage::Passage;
use crate::narrative::reading::read_sentence;
use crate::narrative::role::Role;
use crate::narrative::survey::Survey;
use crate::read::document::Document;
use crate::time::expression::Expression;

/// One entry in so many that speaks to customers makes the list one of posts.
const ADDRESSED: usize = 4;

/// Day headings whose text is all in entries below them are no entries of their own; a single day over a letter is
/// its date, and its text is prose.
pub(super) fn drop_empty_days(story: &mut Story) {
    let days = story.entries.iter().filter(|e| e.kind == EntryKind::Day).count();
    let lone = days == 1 && story.entries.len() == 1;
    let mut kept = Vec::new();
    let entries = std::mem::take(&mut story.entries);
    let next_kinds: Vec<Option<EntryKind>> =
        entries.iter().skip(1).map(|e| Some(e.kind)).chain([None]).collect();
    for (entry, next) in entries.into_iter().zip(next_kinds) {
        let has_entries = matches!(next, Some(EntryKind::Log | EntryKind::Post));
        match entry.kind {
            EntryKind::Day if lone => {
                story.prose.push(Prose { section: None, lead: true, passage: entry.passage });
            }
            EntryKind::Day if has_entries || entry.passage.text.trim().is_empty() => {}
            _ => kept.push(entry),
        }
    }
    story.entries = kept;
}

/// One stamp over, or under, a text that tells of other times is the date of a report, not an entry of a log: the text
/// is prose.
pub(super) fn unfold_a_single_entry(story: &mut Story, document: &Document, locale: &Locale) {
    let [entry] = story.entries.as_slice() else { return };
    // Under the heading of a timeline a text that speaks to customers was posted then.
    if entry.section == Some(Section::Timeline) && entry.is_addressed(locale) {
        return;
    }
    let told = entry
        .passage
        .expressions
        .iter()
        .filter(|e| matches!(e, Expression::Time(t) if t.has_clock()))
        .count();
    let full = entry.time.has_calendar() && entry.time.has_clock();
    // Beside fields that tell milestones it is one of them.
    let fields = story.fields.iter().any(|f| matches!(f.label, Label::Milestone(_)) && f.time.is_some());
    // Several sentences behind one time, alone in a text, are a story that begins with it.
    let goes_on = !entry.stamped && entry.status.is_none() && entry.passage.sentences.len() > 1;
    if !full || (told == 0 && !goes_on) || fields {
        return;
    }
    let Some(mut entry) = story.entries.pop() else { return };
    if !entry.stamped
        && let Some(first) = entry.pieces.first_mut()
    {
        // A paragraph that begins with a time tells of that time in its first sentence.
        first.from = 0;
        let passage = Passage::of(document, &entry.pieces, locale);
        story.prose.insert(0, Prose { section: None, lead: true, passage });
        return;
    }
    story.stamp = Some(entry.time);
    story.prose.insert(0, Prose { section: None, lead: true, passage: entry.passage });
}

/// A full stamp that stands alone over everything else, where all other entries have their times before their texts, is
/// the date of the article: what is under it is prose.
pub(super) fn unfold_the_date_of_an_article(story: &mut Story) {
    let [first, rest @ ..] = story.entries.as_slice() else { return };
    let full = first.stamped && first.time.has_calendar() && first.status.is_none();
    let log = !rest.is_empty() && rest.iter().all(|e| e.kind == EntryKind::Log && !e.stamped);
    let dated = rest.iter().any(|e| e.time.has_calendar() && e.time.has_clock());
    if full && log && !dated && first.kind == EntryKind::Log && story.stamp.is_none() {
        let first = story.entries.remove(0);
        story.stamp = Some(first.time);
        story.prose.insert(0, Prose { section: None, lead: true, passage: first.passage });
    }
}

/// Whether entries are a log or posts, where status words and stamps leave it open. A log in which an entry or two
/// begin with a word such as `Resolved` is still a log. Texts under stamps of their own that promise the next update
/// are posts, and so are texts that apologise, thank or promise news to those who are hit.
pub(super) fn settle_kinds(story: &mut Story, survey: &Survey, locale: &Locale) {
    let posted = survey.roles.iter().any(|r| matches!(r, Role::Stamp(s) if s.posted));
    let posts = story.entries.iter().filter(|e| e.kind == EntryKind::Post).count();
    let stamped = story.entries.iter().filter(|e| e.stamped).count();
    let promises = |e: &Entry| {
        let said = |s: &(usize, usize)| read_sentence(&e.passage.tokens, *s, locale);
        e.passage.sentences.iter().flat_map(said).any(|s| s.cue == Cue::StillOpen)
    };
    // Under a heading that names a timeline one such sentence makes no posts of it; a third of the entries does.
    let timeline = story.entries.iter().filter(|e| e.section == Some(Section::Timeline)).count();
    let promising = story.entries.iter().filter(|e| e.stamped && promises(e)).count();
    let enough = if timeline * 2 >= story.entries.len() { stamped.div_ceil(3) } else { 1 };
    let news = stamped > 0 && stamped * 2 >= story.entries.len() && promising >= enough;
    let addressed = story.entries.iter().filter(|e| e.is_addressed(locale)).count();
    let stamped_news = story.entries.iter().any(|e| e.stamped && e.is_addressed(locale));
    let news = news || ((addressed > 1 || stamped_news) && addressed * ADDRESSED >= story.entries.len());
    // `14:10 | Root cause identified` among entries in other words: a status word that nothing follows is what happened.
    let among_others = posts < story.entries.len() && story.entries.iter().any(|e| e.kind == EntryKind::Log);
    let bare = |e: &Entry| e.status != Some(StatusWord::Update) && e.passage.text.trim().is_empty();
    let bare = story.entries.iter().filter(|e| e.kind == EntryKind::Post).all(bare);
    let posts = if among_others && bare { 0 } else { posts };
    let kind = match (posted || posts * 2 >= story.entries.len(), news) {
        (_, true) => EntryKind::Post,
        (true, false) => {
            let goes_on = |e: &Entry| e.status == Some(StatusWord::Update);
            if story.entries.iter().any(goes_on) {
                let full = |e: &&mut Entry| e.time.has_calendar() && e.time.has_clock();
                story.entries.iter_mut().filter(full).for_each(|e| e.kind = EntryKind::Post);
            }
            return;
        }
        (false, false) => EntryKind::Log,
    };
    for entry in story.entries.iter_mut().filter(|e| e.kind != EntryKind::Day) {
        entry.kind = kind;
    }
}
