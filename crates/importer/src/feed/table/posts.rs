//! Posts in a cell: a list in JSON, each with its words, its state and its time.

use incstats_model::Place;
use serde_json::{Map, Value};

use super::order::Order;
use crate::feed::record::Update;
use crate::feed::stamp::stamp;
use crate::feed::{plain, words};
use crate::read::document::Line;

/// The names of the state of a post, of its words and of its time; the first that says something counts.
const STATE: [&str; 5] = ["state", "status", "Status", "Update_Title", "title"];
const WORDS: [&str; 6] = ["words", "Update_Body", "body", "message", "content", "text"];
const AT: [&str; 6] = ["at", "Update_Timestamp", "timestamp", "created_at", "date", "time"];

/// A post as it is written.
type Post = Map<String, Value>;

/// The first of several names that says something.
fn told<'p>(post: &'p Post, names: &[&str]) -> &'p str {
    let words = names.iter().filter_map(|name| post.get(*name)?.as_str());
    words.into_iter().find(|words| !words.trim().is_empty()).unwrap_or_default()
}

/// The posts of a cell, oldest first; a time that cannot be read leaves its post without one.
///
/// # Errors
/// That the cell is no list of posts, or which times cannot be read.
pub fn posts(cell: &str, place: Place, order: &Order) -> (Vec<Update>, Vec<String>) {
    let posts: Vec<Post> = match serde_json::from_str(cell) {
        Ok(posts) => posts,
        Err(error) => return (Vec::new(), vec![format!("the posts are no list in JSON: {error}")]),
    };
    let mut wrong = Vec::new();
    let mut updates: Vec<Update> = posts
        .iter()
        .map(|post| {
            let at = match stamp(bare(told(post, &AT)), order.clock()) {
                Ok(found) => found.map(|found| found.moment.bounds),
                Err(why) => {
                    wrong.push(why);
                    None
                }
            };
            let text = plain::plain(told(post, &WORDS));
            let line = |text: &str| Line::new(place.line, text);
            Update {
                at,
                place,
                status: words::post(told(post, &STATE)),
                lines: text.lines().map(line).collect(),
            }
        })
        .collect();
    updates.sort_by_key(|update| update.at.map(|at| at.earliest()));
    (updates, wrong)
}

/// `Posted 1 year ago. Aug 22, 2023 - 15:17 PDT`: without what it counts from the day of saving.
fn bare(written: &str) -> &str {
    let rest = written
        .trim()
        .strip_prefix("Posted")
        .map_or(written, |rest| rest.split_once("ago.").map_or(rest, |(_, at)| at));
    rest.trim()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Options;

    #[test]
    fn a_post_may_name_a_part_twice_or_leave_it_empty() {
        for post in [
            r#"{"title": "Resolved", "status": "resolved", "body": "Over.", "created_at": "2026-03-01 08:10"}"#,
            r#"{"title": null, "status": "resolved", "body": null, "text": "Over.", "date": "2026-03-01 08:10"}"#,
            r#"{"title": " ", "Status": "Resolved", "message": "Over.", "id": 7, "at": "", "time": "2026-03-01 08:10"}"#,
        ] {
            let (updates, wrong) =
                posts(&format!("[{post}]"), Place::line(1), &Order::new(&Options::default()));
            assert!(wrong.is_empty(), "{post} {wrong:?}");
            assert!(updates[0].at.is_some() && updates[0].status.is_some(), "{post} {updates:?}");
            assert_eq!(updates[0].lines.len(), 1, "{post}");
        }
    }
}
