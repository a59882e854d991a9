//! Entries from XML. Nothing is ever fetched, and entities that the document defines itself stand for nothing.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, Event};

use super::item::Item;
use crate::feed::stamp::{Clock, stamp};
use incstats_model::ZoneId;

/// How far into a text the root is looked for, in bytes.
const HEAD: usize = 2_000;

/// What a feed holds.
#[derive(Debug, Default)]
pub struct Channel {
    /// Its title.
    pub title: String,
    /// Its entries, in their order.
    pub items: Vec<Item>,
    /// The line at which it breaks off, and why.
    pub broken: Option<(u32, String)>,
}

/// Whether a text looks like Atom or RSS.
pub fn is_feed(text: &str) -> bool {
    let start = text.trim_start();
    let head = (0..=HEAD.min(start.len())).rev().find_map(|end| start.get(..end)).unwrap_or_default();
    start.starts_with('<') && (head.contains("<rss") || head.contains("<feed") || head.contains("<rdf:RDF"))
}

/// The entries of a feed; those before a break are kept.
pub fn items(text: &str) -> Channel {
    let mut channel = Channel::default();
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let (mut item, mut name, mut words): (Option<Item>, String, String) =
        (None, String::new(), String::new());
    let mut lines = Lines { text, byte: 0, line: 1 };
    loop {
        let from = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => {
                channel.broken = Some((lines.at(from), error.to_string()));
                channel.items.extend(item);
                break;
            }
        };
        match event {
            Event::Start(tag) => {
                local(tag.name().as_ref()).clone_into(&mut name);
                words.clear();
                if is_item(&name) {
                    item = Some(Item { line: lines.at(from), ..Item::default() });
                }
                link(&tag, item.as_mut());
            }
            Event::Empty(tag) => link(&tag, item.as_mut()),
            Event::Text(text) => words.push_str(&text.into_inner()),
            Event::CData(text) => words.push_str(&text.into_inner()),
            Event::GeneralRef(entity) => words.extend(character(&entity)),
            Event::End(tag) => {
                let end = local(tag.name().as_ref()).to_owned();
                if is_item(&end) {
                    channel.items.extend(item.take());
                } else {
                    field(&end, words.trim(), item.as_mut(), &mut channel.title);
                }
                words.clear();
            }
            Event::Eof => {
                if let Some(item) = item {
                    channel.broken = Some((lines.at(text.len()), "it breaks off inside an entry".to_owned()));
                    channel.items.push(item);
                }
                break;
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    channel
}

fn is_item(name: &str) -> bool {
    name == "item" || name == "entry"
}

/// `encoded` of `content:encoded`.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

fn link(tag: &quick_xml::events::BytesStart<'_>, item: Option<&mut Item>) {
    let Some(item) = item.filter(|item| local(tag.name().as_ref()) == "link" && item.link.is_empty()) else {
        return;
    };
    if let Ok(Some(href)) = tag.try_get_attribute("href") {
        item.link = href.value.into_owned();
    }
}

fn field(name: &str, words: &str, item: Option<&mut Item>, title: &mut String) {
    let Some(item) = item else {
        if name == "title" && title.is_empty() {
            words.clone_into(title);
        }
        return;
    };
    let clock = Clock { zone: ZoneId::UTC, day_first: None };
    let place = match name {
        "id" | "guid" => &mut item.guid,
        "title" => &mut item.title,
        "link" => &mut item.link,
        "published" | "pubDate" | "date" => &mut item.published,
        "updated" => &mut item.updated,
        // The longer of a summary and the whole.
        "content" | "description" | "encoded" | "summary" if words.len() > item.content.len() => {
            &mut item.content
        }
        "category" if stamp(words, clock).is_ok_and(|found| found.is_some()) => {
            item.category = Some(words.to_owned());
            return;
        }
        _ => return,
    };
    if place.is_empty() || name == "encoded" || name == "content" {
        words.clone_into(place);
    }
}

/// The character that a reference stands for: one of XML's own five, or a number.
fn character(entity: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(c)) = entity.resolve_char_ref() {
        return Some(c);
    }
    Some(match &**entity {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        _ => return None,
    })
}

/// Counts lines once, however often it is asked.
struct Lines<'t> {
    text: &'t str,
    byte: usize,
    line: u32,
}

impl Lines<'_> {
    fn at(&mut self, byte: usize) -> u32 {
        let passed = self.text.get(self.byte..byte.min(self.text.len())).unwrap_or_default();
        self.line = self.line.saturating_add(u32::try_from(passed.matches('\n').count()).unwrap_or(0));
        self.byte = byte.max(self.byte);
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_of_both_kinds() {
        let rss = items(
            "<rss><channel><title>Acme Status</title>\n<item><title>[Resolved] A &amp; B</title><link>https://x/1</link><description><![CDATA[<p>Over</p>]]></description><pubDate>Wed, 04 Mar 2026 08:00:00 GMT</pubDate><category>2026-03-04 09:00:00</category></item></channel></rss>",
        );
        let [item] = rss.items.as_slice() else { panic!("{rss:?}") };
        assert_eq!(
            (rss.title.as_str(), item.line, item.title.as_str(), item.content.as_str()),
            ("Acme Status", 2, "[Resolved] A & B", "<p>Over</p>")
        );
        assert_eq!(item.category.as_deref(), Some("2026-03-04 09:00:00"));
        let atom = items(
            "<feed><entry><id>t:1</id><link rel='alternate' href=\"https://x/2\"/><content type=\"html\">&lt;p&gt;a &#38; b&lt;/p&gt;</content></entry></feed>",
        );
        assert_eq!(
            (atom.items[0].link.as_str(), atom.items[0].content.as_str()),
            ("https://x/2", "<p>a & b</p>")
        );
    }

    #[test]
    fn what_breaks_off_keeps_what_came_before_and_entities_stand_for_nothing() {
        let cut = items("<rss><channel><item><title>a</title></item>\n<item><title>b</title><desc");
        assert_eq!(cut.items.len(), 2);
        assert_eq!(cut.broken.map(|(line, _)| line), Some(2));
        let bomb = items(
            "<!DOCTYPE x [<!ENTITY a \"aaaaaaaa\"><!ENTITY b \"&a;&a;\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]><feed><entry><title>x&b;&c;y</title></entry></feed>",
        );
        assert_eq!(bomb.items[0].title, "xy");
    }

    proptest::proptest! {
        #[test]
        fn no_text_breaks_it(text in "[<>a-z/&;!\\[\\]= \"\n]{0,200}") {
            let _ = items(&format!("<feed><entry>{text}"));
        }
    }
}
