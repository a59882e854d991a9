//! How long the report says that it took, and how long the repair: to be held against the clock, never counted.

use incstats_model::{Place, StatedLength};

use crate::locale::{FactWord, Locale, Section};
use crate::narrative::story::Story;
use crate::read::document::{Document, Line};
use crate::text::token::Tokens;
use crate::time::expression::{DurationExpr, Expression};
use crate::time::grammar::scan;

/// How far behind a label its value stands, in tokens.
const VALUE: usize = 3;
/// How many tokens of a line may stand before a label: the mark of an item.
const BEFORE: usize = 3;

/// The stated duration and the stated time to repair: of a field, else the duration that a sentence tells.
pub fn stated(
    document: &Document,
    story: &Story,
    locale: &Locale,
) -> (Option<StatedLength>, Option<StatedLength>) {
    let field = |wanted: FactWord| {
        (0..document.lines.len()).find_map(|index| {
            let line = document.lines.get(index)?;
            let length = labelled(line, wanted, locale)?;
            let text = line.text.get(length.span.start()..length.span.end())?;
            Some(kept(text, &length, document.place(index, length.span)))
        })
    };
    (field(FactWord::DurationLabel).or_else(|| told(story, locale)), field(FactWord::RepairLabel))
}

/// `Duration: 3 h 20 min`. A field with clock times in it is a window.
fn labelled(line: &Line, wanted: FactWord, locale: &Locale) -> Option<DurationExpr> {
    let tokens = &line.tokens;
    let labels = locale.facts.within(tokens, 0, tokens.len());
    let label = labels.filter(|hit| *hit.value == wanted && hit.at <= BEFORE).max_by_key(|hit| hit.len)?;
    let end = label.at + label.len;
    let colon = (end..end + VALUE).find(|at| tokens.is_mark(*at, ':') || tokens.is_mark(*at, '|'))?;
    let found = scan(&line.text, tokens, locale);
    if found.iter().any(|e| matches!(e, Expression::Time(time) if time.has_clock() || time.until.is_some())) {
        return None;
    }
    let mut durations =
        found.into_iter().filter_map(|e| if let Expression::Duration(d) = e { Some(d) } else { None });
    durations.find(|d| d.from > colon && d.from <= colon + VALUE && whole(tokens, d))
}

/// The one duration of the first sentence that says how long it lasted.
fn told(story: &Story, locale: &Locale) -> Option<StatedLength> {
    let prose = story.prose.iter().filter(|p| !matches!(p.section, Some(Section::Paper | Section::Aside)));
    prose.map(|p| &p.passage).find_map(|passage| {
        passage.sentences.iter().find_map(|(from, to)| {
            let mut says = locale.facts.within(&passage.tokens, *from, *to);
            says.find(|hit| *hit.value == FactWord::Lasted)?;
            let mut durations = passage.expressions.iter().filter_map(|e| match e {
                Expression::Duration(d) if (*from..*to).contains(&d.from) => Some(d),
                _ => None,
            });
            let one = durations.next().filter(|d| whole(&passage.tokens, d))?;
            if durations.next().is_some() {
                return None;
            }
            let text = passage.text.get(one.span.start()..one.span.end())?;
            Some(kept(text, one, passage.place_of(one.span)))
        })
    })
}

/// Whether its number is not the end of another: `2.5 hours`.
fn whole(tokens: &Tokens, duration: &DurationExpr) -> bool {
    let before = duration.from.checked_sub(1);
    before.is_none_or(|at| {
        !((tokens.is_mark(at, '.') || tokens.is_mark(at, ',')) && tokens.touches(duration.from))
    })
}

fn kept(text: &str, duration: &DurationExpr, place: Place) -> StatedLength {
    StatedLength { min_s: duration.min_s, max_s: duration.max_s, text: text.trim().to_owned(), place }
}
