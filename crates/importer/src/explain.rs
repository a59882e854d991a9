//! What the reader saw in a report, line by line: the way to debug a report, and to write a locale.

use std::fmt::Write as _;

use crate::locale::{Cue, Label, Locale, Section, StatusWord};
use crate::narrative::chronology::Direction;
use crate::narrative::passage::Passage;
use crate::narrative::reading::read_sentence;
use crate::narrative::role::Role;
use crate::narrative::story::EntryKind;
use crate::narrative::told::{Told, told};
use crate::open::{Content, Opened, open};
use crate::options::Options;
use crate::report::ReadError;
use crate::time::expression::Expression;
use crate::time::short::short;

/// Explains one report: the language, the zone and the reading direction, then what each line is, and for each entry
/// and each sentence its time and what its words mark. A report that is read by its fields has none of these, and one
/// line says so.
///
/// # Errors
/// As [`crate::read`].
pub fn explain(bytes: &[u8], options: &Options) -> Result<String, ReadError> {
    let Opened { text, content } = open(bytes, options)?;
    let (document, locale) = match content {
        Content::Prose { document, locale, .. } => (document, locale),
        Content::Fields(feed) => {
            let (encoding, format) = (text.decoded.encoding, feed.name);
            return Ok(format!(
                "encoding {encoding}, format {format}: read by its fields, not by its words\n"
            ));
        }
    };
    let Told { survey, story, direction, dated } = told(&document, locale, options);
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(
        out,
        "encoding {}, language {}, zone {} ({}), {}, written {}, incident day {}",
        text.decoded.encoding,
        locale.name,
        survey.zone.id,
        survey.zone.basis.name(),
        match direction {
            Direction::OldestFirst => "oldest entry first",
            Direction::NewestFirst => "newest entry first",
        },
        survey.almanac.written.map_or_else(|| "unknown".to_owned(), |day| day.to_string()),
        survey.incident_day.map_or_else(|| "unknown".to_owned(), |day| day.to_string()),
    );
    for (line, role) in document.lines.iter().zip(&survey.roles) {
        if *role != Role::Blank {
            let _ = writeln!(out, "{:>5}  {}", line.number, name(role));
        }
    }
    for one in &dated {
        let Some(entry) = story.entries.get(one.entry) else { continue };
        let bounds = one.resolved.bounds;
        let _ = writeln!(
            out,
            "line {}, {}: {} .. {}",
            entry.place.line,
            match entry.kind {
                EntryKind::Day => "a day",
                EntryKind::Log => "an entry of a log",
                EntryKind::Post => "a post",
            },
            bounds.earliest(),
            bounds.latest()
        );
        sentences(&mut out, &entry.passage, locale);
    }
    for prose in &story.prose {
        let _ = writeln!(out, "prose{}", section(prose.section));
        sentences(&mut out, &prose.passage, locale);
    }
    Ok(out)
}

/// What a line was taken for.
fn name(role: &Role) -> String {
    match role {
        Role::Blank => "blank".to_owned(),
        Role::Code => "set aside: code, raw output or what stands beside the report".to_owned(),
        Role::Heading(about) => format!("heading{}", section(*about)),
        Role::Day(_) => "day".to_owned(),
        Role::Stamp(stamp) => format!("stamp{}", over(stamp.status)),
        Role::Entry { status, .. } => format!("entry{}", over(*status)),
        Role::Field { label, time, .. } => {
            format!("field, {}{}", field(*label), if time.is_some() { ", with a time" } else { "" })
        }
        Role::Status(status, _) => format!("word over a post, {}", word(*status)),
        Role::Prose => "prose".to_owned(),
    }
}

/// What a section is about, behind a word for it.
fn section(section: Option<Section>) -> &'static str {
    match section {
        None => "",
        Some(Section::Timeline) => " of a timeline",
        Some(Section::Cause) => " on the cause",
        Some(Section::Issue) => " on what happened",
        Some(Section::Paper) => " on the document itself",
        Some(Section::Aside) => " of what stands beside the report",
        Some(Section::Title) => " that is a title",
    }
}

/// The status word of an entry, if it has one.
fn over(status: Option<StatusWord>) -> String {
    status.map_or_else(String::new, |status| format!(", {}", word(status)))
}

fn word(status: StatusWord) -> String {
    match status {
        StatusWord::Marks(milestone) => format!("marks {milestone}"),
        StatusWord::Update => "an update".to_owned(),
        StatusWord::Maintenance => "planned work".to_owned(),
    }
}

fn field(label: Label) -> String {
    match label {
        Label::Milestone(milestone) => return format!("when it was {milestone}"),
        Label::Window => "window of impact",
        Label::IncidentDay => "day of the incident",
        Label::Paper => "when it was written",
        Label::Updated => "when it was brought up to date",
        Label::Severity => "severity",
        Label::Services => "services",
        Label::Organisation => "organisation",
        Label::Cause => "cause",
        Label::Title => "title",
        Label::Forecast => "a time that is not yet",
        Label::AllOn => "the day of all entries",
        Label::Zone => "time zone",
    }
    .to_owned()
}

/// What words say.
fn says(cue: Cue) -> String {
    match cue {
        Cue::Marks(milestone) => return format!("marks {milestone}"),
        Cue::Repaired => "repaired",
        Cue::FoundOut => "found out how it is",
        Cue::Declared => "declared an incident",
        Cue::Relapse => "came back",
        Cue::Blocked => "users shut out on purpose",
        Cue::Unblocked => "users let in again",
        Cue::ByMistake => "by mistake",
        Cue::Damage => "something is broken",
        Cue::StillOpen => "still not right",
        Cue::Negation => "denied",
        Cue::Plan => "planned",
        Cue::Partial => "only a part",
        Cue::Mostly => "most",
        Cue::Elsewhere => "another incident or time",
        Cue::Harmless => "nobody felt it",
        Cue::Addressed => "speaks to those who are hit",
        Cue::Mute => "means something else",
    }
    .to_owned()
}

fn sentences(out: &mut String, passage: &Passage, locale: &Locale) {
    for sentence in &passage.sentences {
        let said = read_sentence(&passage.tokens, *sentence, locale);
        let times = passage.expressions.iter().filter(|e| {
            let from = match e {
                Expression::Time(time) => time.from,
                Expression::Duration(duration) => duration.from,
            };
            (sentence.0..sentence.1).contains(&from)
        });
        let spans: Vec<String> = times
            .filter_map(|e| {
                let span = match e {
                    Expression::Time(time) => time.span,
                    Expression::Duration(duration) => duration.span,
                };
                Some(format!("\"{}\" = {}", passage.text.get(span.start()..span.end())?, short(e)))
            })
            .collect();
        let marks: Vec<String> = said
            .iter()
            .map(|s| {
                let (from, to) = passage.tokens.bytes(s.at, s.at + s.len);
                let words = passage.text.get(from as usize..to as usize).unwrap_or_default();
                let flags = [(s.planned, ", planned"), (s.partial, ", of a part")];
                let flags: String = flags.iter().filter(|(on, _)| *on).map(|(_, word)| *word).collect();
                format!("\"{words}\" {}{flags}", says(s.cue))
            })
            .collect();
        if !marks.is_empty() || !spans.is_empty() {
            let text: String = passage.sentence_text(*sentence).chars().take(90).collect();
            let _ = writeln!(out, "    {text}");
            for (what, found) in [("times", spans), ("words", marks)] {
                if !found.is_empty() {
                    let _ = writeln!(out, "        {what}: {}", found.join("; "));
                }
            }
        }
    }
}
