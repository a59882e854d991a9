//! Status pages as they syndicate their history: Atom and RSS of Statuspage, Instatus, incident.io, Better Stack, AWS
//! and cState, and the saved history page of Statuspage.
//!
//! Bodies are escaped HTML. Most hold all posts of an incident, newest first and without a year: it is the one in which a post
//! comes nearest to the time of the entry, and the record says so. Others are one post an item, and items that link to
//! one page are one incident.

mod history_page;
mod item;
mod posts;
mod xml;
mod year;

use incstats_model::{Kind, Milestone, Status};

use super::findings::{self, MOST_NAMED};
use super::made::Made;
use super::record::Record;
use super::registry::{Feed, Input, Read, Reading, Sight};
use super::sheet::{Post, Sheet};
use super::{decoy, planned, telling, words};
use crate::locale::StatusWord;
use crate::time::resolve::Note;
use item::Item;
use posts::Body;

/// The feeds of this room.
pub static FEEDS: [Feed; 2] = [
    Feed {
        name: "status-feed",
        cannot_tell: &[
            "only the newest incidents are in it",
            "posts have no year; it is that of the entry",
            "times are those of posts, without seconds",
        ],
        recognises: |sight| recognises(sight),
        read: Reading::Whole(read),
    },
    Feed {
        name: "statuspage-history",
        cannot_tell: &["only first and last post of each incident are on the page"],
        recognises: |sight| history_page::recognises(sight.text),
        read: Reading::Whole(history_page::read),
    },
];

/// Whether a text is Atom or RSS of a status page.
fn recognises(sight: &Sight<'_>) -> bool {
    xml::is_feed(sight.text) && xml::items(sight.text).items.iter().take(5).any(Item::is_of_a_status_page)
}

/// Reads a feed.
fn read(input: &Input<'_>) -> Read {
    let (mut read, mut made) = (Read::default(), Made::default());
    let channel = xml::items(input.text);
    if let Some((line, why)) = &channel.broken {
        read.findings.push(findings::broken(1, *line, why, false));
    }
    let mut wrong = 0usize;
    for items in item::grouped(channel.items) {
        let Some(first) = items.first() else { continue };
        let line = first.line;
        let record = match record(&items, &channel.title, &mut made, input) {
            Ok(record) => record,
            Err(why) => {
                wrong += 1;
                if wrong <= MOST_NAMED {
                    let which = format!("the entry in line {line} of the file");
                    let place = made.line(&first.title);
                    read.findings.push(findings::record(place, &which, &why));
                }
                continue;
            }
        };
        match decoy::reason(&record) {
            Some(why) => read.findings.push(findings::left_out(record.place, why)),
            None => read.incidents.push(telling::incident(record, input)),
        }
    }
    if wrong > MOST_NAMED {
        read.findings.push(findings::more(1, wrong - MOST_NAMED, MOST_NAMED));
    }
    read.text = Some(made.finish());
    read
}

/// The record of the items that tell of one incident.
fn record(items: &[Item], channel: &str, made: &mut Made, input: &Input<'_>) -> Result<Record, String> {
    let first = items.first().ok_or("it is empty")?;
    let (_, title) = first.state_and_title();
    let mut sheet = Sheet::new(made, title, None, input.options);
    sheet.record.source_id = first.id();
    sheet.note("id", first.id().as_deref().unwrap_or_default());
    sheet.record.organisation = organisation(channel).map(str::to_owned);
    let (mut posts, mut year, mut kind) = (Vec::new(), None, None);
    for item in items {
        let body = Body::of(&item.content, item.latest());
        for fault in &body.faults {
            let place = sheet.record.place;
            sheet.finds(findings::time(place, "the time of a post", fault));
        }
        sheet.record.services.extend(body.services);
        (year, kind) = (year.or(body.year), kind.or(body.kind));
        if body.posts.is_empty() {
            posts.push(one_post(item, body.rest, &mut sheet)?);
        } else {
            posts.extend(body.posts);
        }
    }
    is_a(&posts, kind, title, &mut sheet);
    let alone = posts.len() == 1 && year.is_none();
    for post in posts {
        sheet.post(post);
    }
    clocks(items, alone, &mut sheet);
    let place = sheet.record.place;
    sheet.record.notes.extend(year.map(|year| (Note::YearFromDocument(year), place)));
    Ok(sheet.finish())
}

/// An item whose body has no times is a post itself, made when the item was.
fn one_post(item: &Item, body: String, sheet: &mut Sheet<'_>) -> Result<Post, String> {
    let written = item.written().ok_or("it has no time")?;
    let at = sheet.read("published", written).ok_or("its time could not be read")?;
    let (own, _) = item.state_and_title();
    let status = own.map(str::to_owned).or_else(|| posts::state_line(&body));
    Ok(Post { at: Some((at, written.to_owned())), status, body })
}

/// The kind: as the body says; else by the words over the posts, which planned work has its own of; else by the title.
fn is_a(posts: &[Post], told: Option<Kind>, title: &str, sheet: &mut Sheet<'_>) {
    let statuses = || posts.iter().filter_map(|post| post.status.as_deref());
    let only_of_work = |word: &str| {
        matches!(words::post(word), Some(StatusWord::Maintenance)) || word.eq_ignore_ascii_case("completed")
    };
    let of_incidents =
        |word: &str| matches!(words::post(word), Some(StatusWord::Marks(_))) && !only_of_work(word);
    let kind = told.unwrap_or_else(|| {
        let planned = statuses().any(only_of_work)
            || (!statuses().any(of_incidents) && planned::is_planned(title, false));
        if planned { Kind::Maintenance } else { Kind::Incident }
    });
    sheet.record.is_a(kind);
}

/// First and closing post. A closing post that is the only one tells when it was over; when it began is not known.
fn clocks(items: &[Item], alone: bool, sheet: &mut Sheet<'_>) {
    let (first, closing) = (sheet.first_post(), sheet.closing_post());
    // cState tells the end of an issue in its category, and its beginning as the date of the item.
    let end = items.iter().find_map(|item| item.category.as_deref());
    if let Some((end, place)) = end.and_then(|end| sheet.time("resolved", Some(end))) {
        sheet.record.posted.opened = first;
        sheet.record.posted.closed = Some(end.earliest());
        sheet.record.states(Milestone::Resolved, end, place);
        sheet.record.status = Status::Resolved;
        return;
    }
    let only_its_end = alone && items.len() == 1 && closing.is_some();
    sheet.record.posted.opened = first.filter(|_| !only_its_end);
    sheet.record.posted.closed = closing;
}

/// Whose page it is: `GitHub Status - Incident History`.
fn organisation(channel: &str) -> Option<&str> {
    const ENDS: [&str; 8] = [
        " - Incident history",
        " - Incident History",
        " Status",
        " status",
        " - Status",
        " Status Page",
        " Service Status",
        " – Incidents",
    ];
    let mut name = channel.trim();
    while let Some(rest) = ENDS.iter().find_map(|end| name.strip_suffix(end)) {
        name = rest.trim_end_matches([' ', '-', '–', '|']);
    }
    (!name.is_empty() && name.len() < channel.trim().len()).then_some(name)
}

#[cfg(test)]
mod tests;
