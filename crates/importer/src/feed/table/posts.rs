//! Posts in a cell: a list in JSON, each with its words, its state and its time.

use incstats_model::Place;
use serde::Deserialize;

use super::order::Order;
use crate::feed::record::Update;
use crate::feed::stamp::stamp;
use crate::feed::{plain, words};
use crate::read::document::Line;

/// A post, by any of the names that its parts have.
#[derive(Debug, Deserialize)]
struct Post {
    #[serde(alias = "Update_Title", alias = "title", alias = "status", alias = "Status", default)]
    state: String,
    #[serde(
        alias = "Update_Body",
        alias = "body",
        alias = "message",
        alias = "content",
        alias = "text",
        default
    )]
    words: String,
    #[serde(
        alias = "Update_Timestamp",
        alias = "timestamp",
        alias = "created_at",
        alias = "date",
        alias = "time",
        default
    )]
    at: String,
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
            let at = match stamp(bare(&post.at), order.clock()) {
                Ok(found) => found.map(|found| found.moment.bounds),
                Err(why) => {
                    wrong.push(why);
                    None
                }
            };
            let text = plain::plain(&post.words);
            let line = |text: &str| Line::new(place.line, text);
            Update { at, place, status: words::post(&post.state), lines: text.lines().map(line).collect() }
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
