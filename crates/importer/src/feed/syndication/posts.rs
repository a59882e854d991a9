//! The posts in the body of an entry.

use incstats_model::{Instant, Kind};

use super::year::nearest;
use crate::feed::plain::plain;
use crate::feed::sheet::Post;
use crate::feed::words;

/// What the body of an entry holds.
#[derive(Debug, Default)]
pub struct Body {
    /// Posts with times of their own, as the page has them.
    pub posts: Vec<Post>,
    /// The year that was added to their times.
    pub year: Option<i32>,
    /// Times that cannot be read.
    pub faults: Vec<String>,
    /// What the head of the body says of the kind.
    pub kind: Option<Kind>,
    /// What the head of the body says was hit.
    pub services: Vec<String>,
    /// The words of a body without posts.
    pub rest: String,
}

impl Body {
    /// Takes a body apart. `near` is a moment near which its posts are.
    pub fn of(html: &str, near: Option<Instant>) -> Self {
        let mut body = Self::default();
        let mut pieces = html.split("<small>");
        let head = plain(pieces.next().unwrap_or_default());
        for line in head.lines() {
            body.labelled(line);
        }
        for piece in pieces {
            let Some((time, words)) = piece.split_once("</small>") else { continue };
            let time = plain(time).split_whitespace().collect::<Vec<_>>().join(" ");
            let Some(near) = near else {
                body.faults.push(format!("`{time}` has no year, and the entry no time to take it from"));
                continue;
            };
            let at = match nearest(&time, near) {
                Ok((bounds, year)) => {
                    body.year = Some(year);
                    Some((bounds, format!("{time}, read as of {year}")))
                }
                Err(why) => {
                    body.faults.push(why);
                    None
                }
            };
            let words = plain(words);
            let (status, text) = state(words.trim());
            body.posts.push(Post { at, status, body: text.to_owned() });
        }
        if body.posts.is_empty() {
            plain(html).trim().clone_into(&mut body.rest);
        }
        body
    }

    /// `Type: Maintenance`, `Affected Components: Website, API`.
    fn labelled(&mut self, line: &str) {
        let Some((label, value)) = line.split_once(':') else { return };
        let value = value.trim();
        match label.trim().to_lowercase().as_str() {
            "type" => {
                self.kind =
                    Some(if words::is_of_planned_work(value) { Kind::Maintenance } else { Kind::Incident });
            }
            "affected components" | "affected services" => {
                let names = value.split(',').map(str::trim).filter(|name| !name.is_empty());
                self.services.extend(names.map(str::to_owned));
            }
            _ => {}
        }
    }
}

/// `Resolved - Over.`: the state, and what is posted under it.
fn state(text: &str) -> (Option<String>, &str) {
    let (line, rest) = text.split_once('\n').unwrap_or((text, ""));
    let (word, _) = line.split_once(" - ").or_else(|| line.split_once(" -")).unwrap_or((line, rest));
    let word = word.trim().trim_end_matches('-').trim();
    if word.is_empty() || word.split_whitespace().count() > 3 {
        return (None, text);
    }
    let body = text.get(word.len()..).unwrap_or_default().trim_start().trim_start_matches('-').trim_start();
    (Some(word.to_owned()), body)
}

/// `Status: Resolved` in a line of a body.
pub fn state_line(body: &str) -> Option<String> {
    let told = |line: &str| {
        let (label, value) = line.split_once(':')?;
        label.trim().eq_ignore_ascii_case("status").then(|| value.trim().to_owned())
    };
    body.lines().find_map(told).filter(|word| words::post(word).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_of_several_pages() {
        let near = chrono::DateTime::parse_from_rfc3339("2026-03-01T09:40:12Z").ok();
        let told = |html: &str| {
            let body = Body::of(html, near);
            let posts: Vec<String> = body
                .posts
                .iter()
                .map(|post| {
                    let at = post
                        .at
                        .as_ref()
                        .map_or("-".to_owned(), |(at, _)| at.earliest().format("%m-%d %H:%M").to_string());
                    format!("{at} {} {}", post.status.as_deref().unwrap_or("-"), post.body.replace('\n', "/"))
                })
                .collect();
            (posts, body.kind, body.rest)
        };
        let (posts, ..) = told(
            "<p><small>Mar <var data-var='date'> 1</var>, <var data-var='time'>09:40</var> UTC</small><br><strong>Resolved</strong> - Over.</p><p><small>Mar <var data-var='date'>1</var>, <var data-var='time'>08:10</var> UTC</small><br> <strong>In progress</strong> - <p>One.</p><p>Two.</p></p>",
        );
        assert_eq!(posts, ["03-01 09:40 Resolved Over.", "03-01 08:10 In progress One./Two."]);
        let (posts, kind, _) = told(
            "<p><strong>Type:</strong> Maintenance</p><p><small>Mar <var data-var='date'> 1</var>, <var data-var='time'>07:24:48</var> GMT+0</small><br /><strong>Identified</strong> -\n    We plan.</p>",
        );
        assert_eq!(
            (posts, kind),
            (vec!["03-01 07:24 Identified We plan.".to_owned()], Some(Kind::Maintenance))
        );
        let (posts, _, rest) = told("<b>Status: Resolved</b><br/><br/>All is well.");
        assert!(posts.is_empty() && rest.contains("All is well."));
        assert_eq!(state_line(&rest).as_deref(), Some("Resolved"));
        let broken = Body::of("<small>soon</small><strong>Resolved</strong> - x", near);
        assert_eq!((broken.faults.len(), broken.posts.len()), (1, 1));
    }
}
