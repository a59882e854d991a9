//! The prose of a file, taken apart into what was posted when. Lines keep their numbers: what is no prose becomes blank.

use super::head::{Head, place};
use super::value::{Node, Value};
use crate::feed::record::Update;
use crate::feed::stamp::{Clock, stamp};
use crate::feed::words;
use crate::read::document::Line;
use incstats_model::{Place, TimeBounds};

/// What was posted, and the times over it that cannot be read.
#[derive(Debug, Default)]
pub struct Posts {
    /// The prose without a time first, then posts in the order of their times.
    pub updates: Vec<Update>,
    /// Names of fields, places and what is wrong.
    pub wrong: Vec<(Place, String)>,
}

impl Posts {
    /// The posts of a file.
    pub fn of(head: &Head<'_>, clock: Clock) -> Self {
        let mut posts = Self::default();
        posts.body(head, clock);
        if let Some(Node { value: Value::List(states), .. }) = head.get(&["incidentstates", "updates"]) {
            posts.states(head, states, clock);
        }
        posts.updates.sort_by_key(|update| update.at.map(|at| at.earliest()));
        posts
    }

    fn at(&mut self, place: Place, text: &str, clock: Clock) -> Option<TimeBounds> {
        match stamp(text, clock) {
            Ok(found) => found.map(|found| found.moment.bounds),
            Err(why) => {
                self.wrong.push((place, why));
                None
            }
        }
    }

    /// Posts of the body: between fences, before a mark of time; what is left is told without a time.
    fn body(&mut self, head: &Head<'_>, clock: Clock) {
        let (lines, first) = &head.body;
        let mut rest: Vec<Line> = Vec::new();
        let mut fence: Option<(Place, Option<TimeBounds>, String, Vec<Line>)> = None;
        for (number, text) in (*first..).zip(lines) {
            let bare = text.trim();
            if let Some(opening) = bare.strip_prefix(":::") {
                if let Some((place, at, status, lines)) = fence.take() {
                    self.updates.push(Update { at, place, status: words::post(&status), lines });
                }
                if let Some((status, time)) = opening.rsplit_once('|') {
                    let at = self.at(Place::line(number), time, clock);
                    fence = Some((Place::line(number), at, fence_status(status), Vec::new()));
                }
                continue;
            }
            let kept = if is_aside(bare) { "" } else { text };
            if let Some((.., lines)) = &mut fence {
                lines.push(line(number, kept));
            } else {
                rest.push(line(number, kept));
            }
        }
        if let Some((place, at, status, lines)) = fence.take() {
            self.updates.push(Update { at, place, status: words::post(&status), lines });
        }
        self.tracked(rest, clock);
    }

    /// Paragraphs that end in a mark of time, and what is left.
    fn tracked(&mut self, lines: Vec<Line>, clock: Clock) {
        let (mut paragraph, mut rest): (Vec<Line>, Vec<Line>) = (Vec::new(), Vec::new());
        for one in lines {
            let Some((cut, time)) = track(&one.text) else {
                if one.is_blank() {
                    rest.append(&mut paragraph);
                    rest.push(one);
                } else {
                    paragraph.push(one);
                }
                continue;
            };
            let place = Place::line(one.number);
            let at = self.at(place, &time, clock);
            paragraph.push(line(one.number, &cut));
            let lines = std::mem::take(&mut paragraph);
            let word = lines.iter().find(|line| !line.is_blank()).and_then(|line| leading_word(&line.text));
            self.updates.push(Update { at, place, status: word.as_deref().and_then(words::post), lines });
        }
        rest.append(&mut paragraph);
        self.untimed(rest);
    }

    fn untimed(&mut self, lines: Vec<Line>) {
        if let Some(first) = lines.iter().find(|line| !line.is_blank()) {
            let place = Place::line(first.number);
            self.updates.push(Update { at: None, place, status: None, lines });
        }
    }

    /// Posts in the head: a list of tables with `status`, `content` and perhaps `date`.
    fn states(&mut self, head: &Head<'_>, all: &[Node], clock: Clock) {
        for (index, state) in all.iter().enumerate() {
            let Some(content) = state.get("content").or(state.get("message")).or(state.get("text")) else {
                continue;
            };
            let rows = if let Value::Table(rows) = &state.value { rows.as_slice() } else { &[] };
            let later = rows.iter().map(|(_, node)| node.line).filter(|line| *line > content.line);
            let next = all.get(index + 1).map(|next| next.line);
            let list_end =
                head.rows.iter().map(|(_, node)| node.line).filter(|line| *line > content.line).min();
            let end = later.chain(next).chain(list_end).min().unwrap_or(head.body.1.saturating_sub(1));
            let lines = prose_of_head(head, content, end);
            let date = state.get("date").filter(|date| date.text().is_some());
            let at = date.and_then(|date| self.at(place(date), date.text().unwrap_or_default(), clock));
            let word = state.get("status").and_then(Node::text).and_then(words::post);
            if at.is_some() || lines.iter().any(|line| !line.is_blank()) {
                self.updates.push(Update { at, place: place(date.unwrap_or(content)), status: word, lines });
            }
        }
    }
}

/// The lines of the head that a value covers, up to the line before `end`; its name and its quotation marks become blank.
fn prose_of_head(head: &Head<'_>, content: &Node, end: u32) -> Vec<Line> {
    let numbered = (head.first..).zip(&head.lines).filter(|(number, _)| (content.line..end).contains(number));
    let mut lines: Vec<(u32, String)> = numbered.map(|(number, text)| (number, (*text).to_owned())).collect();
    if let Some((_, first)) = lines.first_mut() {
        let name = first.split_once(':').map_or(0, |(name, _)| name.len() + 1);
        *first = format!("{}{}", " ".repeat(name), first.get(name..).unwrap_or_default());
        for mark in ['"', '\'', '|', '>'] {
            if first.trim_start().starts_with(mark) {
                *first = first.replacen(mark, " ", 1);
                if let Some((_, last)) = lines.last_mut()
                    && let Some(inner) = last.trim_end().strip_suffix(mark)
                {
                    *last = inner.to_owned();
                }
                break;
            }
        }
    }
    lines.into_iter().map(|(number, text)| line(number, &text)).collect()
}

fn line(number: u32, text: &str) -> Line {
    Line::new(number, text)
}

/// Comments of one line, and rules.
fn is_aside(line: &str) -> bool {
    (line.starts_with("<!--") && line.ends_with("-->")) || line == "---"
}

/// `update Resolved`, `Update: Resolved. It was the cache.`: the status word.
fn fence_status(opening: &str) -> String {
    let text = opening.trim();
    let word = text.get(..6).filter(|word| word.eq_ignore_ascii_case("update"));
    let rest = word.and_then(|_| text.get(6..)).unwrap_or(text).trim_start_matches([':', ' ']);
    let end = rest.find(['.', ',', ':', '-']).unwrap_or(rest.len());
    let status = rest.get(..end).unwrap_or(rest).trim();
    if status.is_empty() { "update".to_owned() } else { status.to_owned() }
}

/// The word that stands emphasised or bracketed at the beginning of a post: `*Resolved* -`, `**Monitoring:**`, `[Final message]`.
fn leading_word(text: &str) -> Option<String> {
    let text = text.trim_start();
    let (open, close) = [("**", "**"), ("*", "*"), ("__", "__"), ("_", "_"), ("[", "]")]
        .into_iter()
        .find(|(open, _)| text.starts_with(open))?;
    let inner = text.strip_prefix(open)?;
    inner.split_once(close).map(|(word, _)| word.trim_end_matches(':').to_owned())
}

/// A line without its mark of time, and the time: `{{< track "2026-03-01 09:40:00" >}}`, `<Track time="..." />`.
fn track(text: &str) -> Option<(String, String)> {
    let lower = text.to_ascii_lowercase();
    let marks = [("{{<", ">}}"), ("{{%", "%}}"), ("<track", ">")];
    let (from, to) = marks.iter().find_map(|(open, close)| {
        let from = lower.find(open)?;
        let to = from + lower.get(from..)?.find(close)? + close.len();
        lower.get(from..to)?.contains("track").then_some((from, to))
    })?;
    let mark = text.get(from..to)?;
    let time = mark.split(['"', '\'', '`']).nth(1)?;
    Some((format!("{}{}", text.get(..from)?, text.get(to..)?), time.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use incstats_model::ZoneId;

    fn posts(text: &str) -> Vec<(Option<String>, u32, String)> {
        let head = Head::of(text).unwrap();
        let posts = Posts::of(&head, Clock { zone: ZoneId::UTC, day_first: None });
        let told = |update: Update| {
            let text: Vec<String> = update
                .lines
                .iter()
                .map(|line| line.text.trim().to_owned())
                .filter(|t| !t.is_empty())
                .collect();
            let at = update.at.map(|at| at.earliest().format("%d %H:%M").to_string());
            (at, update.place.line, format!("{:?} {}", update.status.map(|_| "status"), text.join("/")))
        };
        posts.updates.into_iter().map(told).collect()
    }

    #[test]
    fn marks_of_time_end_a_post_and_fences_enclose_one() {
        let tracked = posts(
            "---\ntitle: x\n---\n*Resolved* - All back. {{< track \"2026-03-01 09:40:00\" >}}\n\n*Investigating* - Mail\nis slow. {{< track \"2026-03-01 08:10:00\" >}}\n\nSorry.\n",
        );
        assert_eq!(
            tracked,
            [
                (None, 9, "None Sorry.".to_owned()),
                (
                    Some("01 08:10".to_owned()),
                    7,
                    "Some(\"status\") *Investigating* - Mail/is slow.".to_owned()
                ),
                (Some("01 09:40".to_owned()), 4, "Some(\"status\") *Resolved* - All back.".to_owned()),
            ]
        );
        let fenced = posts(
            "---\ntitle: x\n---\nIt fails.\n\n<!--- language code: en -->\n\n::: Update: Resolved. The cache. | 2019-01-28T12:15:20.322Z\nGone.\n:::\n",
        );
        assert_eq!(
            fenced,
            [
                (None, 4, "None It fails.".to_owned()),
                (Some("28 12:15".to_owned()), 8, "Some(\"status\") Gone.".to_owned())
            ]
        );
    }

    #[test]
    fn posts_of_the_head_keep_their_lines() {
        let found = posts(
            "---\ntitle: x\nincident_states:\n- status: investigating\n  content: 'Calls fail.\n    Mail too.'\n  date: 2021-04-13 01:40\n\
             - status: resolved\n  content: \"Back.\"\n---\n",
        );
        assert_eq!(
            found,
            [
                (None, 9, "Some(\"status\") Back.".to_owned()),
                (Some("13 01:40".to_owned()), 7, "Some(\"status\") Calls fail./Mail too.".to_owned()),
            ]
        );
    }
}
