//! What the reader saw in a report, line by line: the way to debug a report, and to write a locale.

use std::fmt::Write as _;

use crate::locale::Locale;
use crate::narrative::passage::Passage;
use crate::narrative::reading::read_sentence;
use crate::narrative::role::Role;
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
        "encoding {}, language {}, zone {} ({}), {direction:?}, written {}, incident day {}",
        text.decoded.encoding,
        locale.name,
        survey.zone.id,
        survey.zone.basis.name(),
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
            "line {} {:?} {} .. {}",
            entry.place.line,
            entry.kind,
            bounds.earliest(),
            bounds.latest()
        );
        sentences(&mut out, &entry.passage, locale);
    }
    for prose in &story.prose {
        let _ = writeln!(out, "prose in {:?}", prose.section);
        sentences(&mut out, &prose.passage, locale);
    }
    Ok(out)
}

fn name(role: &Role) -> String {
    match role {
        Role::Blank => "blank".to_owned(),
        Role::Code => "code".to_owned(),
        Role::Heading(section) => format!("heading {section:?}"),
        Role::Day(_) => "day".to_owned(),
        Role::Stamp(stamp) => format!("stamp, status {:?}", stamp.status),
        Role::Entry { status, .. } => format!("entry, status {status:?}"),
        Role::Field { label, time, .. } => {
            format!("field {label:?}{}", if time.is_some() { ", with a time" } else { "" })
        }
        Role::Status(status, _) => format!("status {status:?}"),
        Role::Prose => "prose".to_owned(),
    }
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
                let flags = [(s.planned, " planned"), (s.partial, " partial")];
                let flags: String = flags.iter().filter(|(on, _)| *on).map(|(_, word)| *word).collect();
                format!("{:?}{flags} by \"{words}\"", s.cue)
            })
            .collect();
        if !marks.is_empty() || !spans.is_empty() {
            let text: String = passage.sentence_text(*sentence).chars().take(90).collect();
            let _ = writeln!(out, "    {text}\n        times {}; {}", spans.join(", "), marks.join("; "));
        }
    }
}
