//! One entry of a feed, whatever the feed calls its parts.

use incstats_model::Instant;

use crate::feed::stamp::{Clock, stamp};
use crate::feed::words;
use incstats_model::ZoneId;

/// An entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// The line of the file on which it begins.
    pub line: u32,
    /// `id` or `guid`.
    pub guid: String,
    /// Its headline.
    pub title: String,
    /// The page that it links to.
    pub link: String,
    /// When it was first published, as written.
    pub published: String,
    /// When it was last changed, as written.
    pub updated: String,
    /// Its body, as HTML.
    pub content: String,
    /// A category that is a time.
    pub category: Option<String>,
}

impl Item {
    /// The page's own id of the incident: the last part of the entry's id, or of the page that it links to.
    pub fn id(&self) -> Option<String> {
        let whole = if self.guid.is_empty() { &self.link } else { &self.guid };
        let end = whole.trim_end_matches('/');
        let part = end.rsplit(['/', '#']).next().unwrap_or(end);
        (!part.is_empty()).then(|| part.to_owned())
    }

    /// The state that its title begins with, and the rest: `[Resolved] Mail is down`.
    pub fn state_and_title(&self) -> (Option<&str>, &str) {
        let told = self.title.strip_prefix('[').and_then(|rest| rest.split_once(']'));
        match told {
            Some((state, title)) if !title.trim().is_empty() => (Some(state.trim()), title.trim()),
            _ => (None, self.title.trim()),
        }
    }

    /// When it was made, as written: first published, else last changed.
    pub fn written(&self) -> Option<&str> {
        [&self.published, &self.updated].into_iter().map(|time| time.trim()).find(|time| !time.is_empty())
    }

    /// The latest time of the entry itself, near which its posts are.
    pub fn latest(&self) -> Option<Instant> {
        let clock = Clock { zone: ZoneId::UTC, day_first: None };
        let read = |text: &str| stamp(text, clock).ok().flatten().map(|found| found.moment.bounds.earliest());
        read(&self.updated).max(read(&self.published))
    }

    /// Whether it is one of a status page: posts in its body, a state before its title, or a page of incidents behind it.
    pub fn is_of_a_status_page(&self) -> bool {
        let state = self.state_and_title().0.is_some_and(|state| words::post(state).is_some());
        let places = ["/incident", "/maintenance", "/issues/", "Incident/", "Maintenance/"];
        let place = |text: &str| places.iter().any(|place| text.contains(place));
        let cloud =
            self.guid.contains("status.aws.amazon.com") || self.link.contains("status.aws.amazon.com");
        self.content.contains("data-var=") || state || place(&self.link) || place(&self.guid) || cloud
    }
}

/// Entries of one incident together, in the order of their first: those that are single posts link to the same page.
pub fn grouped(items: Vec<Item>) -> Vec<Vec<Item>> {
    let mut groups: Vec<Vec<Item>> = Vec::new();
    let mut places: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
    let is_post = |item: &Item| item.state_and_title().0.is_some() && !item.content.contains("data-var=");
    // The first post of an incident may have no state before its title; the others that link to its page have.
    let pages: std::collections::HashSet<String> =
        items.iter().filter(|item| is_post(item)).map(|item| item.link.clone()).collect();
    for item in items {
        let of_page = !item.content.contains("data-var=") && pages.contains(&item.link);
        let single = is_post(&item) || (!item.link.is_empty() && of_page);
        let key = if single && !item.link.is_empty() {
            item.link.clone()
        } else {
            format!("{} {}", item.guid, item.link)
        };
        let place = *places.entry(key).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) if single => group.push(item),
            // The same entry twice in one file is one.
            Some(_) => {}
            None => groups.push(vec![item]),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_those_of_the_page() {
        for (guid, link, want) in [
            ("tag:status.acme.test,2005:Incident/123", "https://x/incidents/a1", "123"),
            ("https://status.acme.test/incidents/a1", "", "a1"),
            ("", "https://status.acme.test/incidents/a1/", "a1"),
            ("http://status.cloud.test/#vm-eu-1_1656084000", "", "vm-eu-1_1656084000"),
        ] {
            let item = Item { guid: guid.into(), link: link.into(), ..Item::default() };
            assert_eq!(item.id().as_deref(), Some(want));
        }
    }

    #[test]
    fn a_state_may_stand_before_the_title() {
        let item = |title: &str| Item { title: title.into(), ..Item::default() };
        assert_eq!(item("[Resolved] Mail is down").state_and_title(), (Some("Resolved"), "Mail is down"));
        assert_eq!(item("Mail is down").state_and_title(), (None, "Mail is down"));
        assert_eq!(item("[Mail]").state_and_title(), (None, "[Mail]"));
    }

    #[test]
    fn posts_that_link_to_one_page_are_one_incident() {
        let item = |title: &str, guid: &str, link: &str| Item {
            title: title.into(),
            guid: guid.into(),
            link: link.into(),
            ..Item::default()
        };
        let groups = grouped(vec![
            item("[Resolved] Mail down", "g2", "https://s/i/1"),
            item("Web down", "g3", "https://s/i/2"),
            item("Mail down", "g1", "https://s/i/1"),
            item("Disk full", "g4", "https://s/i/2"),
        ]);
        let sizes: Vec<usize> = groups.iter().map(Vec::len).collect();
        assert_eq!(sizes, [2, 1, 1], "only where one of them is a post");
    }
}
