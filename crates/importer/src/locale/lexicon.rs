//! A language ready for use: its phrases indexed by their first word.

use incstats_model::{Milestone, ZoneId};
use thiserror::Error;

use crate::locale::file::LocaleFile;
use crate::text::pattern::Index;
use crate::text::token::Tokens;

/// A unit of duration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// 1 s.
    Second,
    /// 60 s.
    Minute,
    /// 3,600 s.
    Hour,
    /// 24 h.
    Day,
    /// 7 days.
    Week,
}

impl Unit {
    /// Its length in seconds.
    pub fn seconds(self) -> i64 {
        match self {
            Self::Second => 1,
            Self::Minute => 60,
            Self::Hour => 3_600,
            Self::Day => 86_400,
            Self::Week => 604_800,
        }
    }
}

/// What a word is to the time grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// 1 to 12.
    Month(u32),
    /// 0 is Monday.
    Weekday(u32),
    /// Minutes of the day; above 1,440 they are the next day's.
    Part(u32, u32),
    /// `early`, before a part of the day.
    Early,
    /// `mid`.
    Mid,
    /// `late`.
    Late,
    /// `around`.
    Around,
    /// `shortly before`.
    JustBefore,
    /// `shortly after`.
    JustAfter,
    /// `from`.
    From,
    /// `to`.
    To,
    /// `between`.
    Between,
    /// `and`.
    And,
    /// `since`.
    Since,
    /// `until`.
    Until,
    /// `by`: at the latest.
    By,
    /// `at`.
    At,
    /// Small words inside a date: `the`, `of`, `on`.
    Of,
    /// A day counted from the day of writing: 0 is today.
    Day(i64),
    /// A day counted from the day told of: 1 is the next day.
    NextDay(i64),
    /// `this`.
    This,
    /// `last`, `next` and the like, before a weekday.
    Last,
    /// Before noon.
    Am,
    /// After noon.
    Pm,
    /// 12:00.
    Noon,
    /// 00:00.
    Midnight,
    /// After the hours: `h`, `Uhr`.
    HourMark,
    /// After the minutes.
    MinuteMark,
    /// After the day of the month: `th`.
    Ordinal,
    /// After a year: `年`.
    YearMark,
    /// After a month's number: `月`.
    MonthMark,
    /// After a day's number: `日`.
    DayMark,
    /// Saturday and Sunday.
    Weekend,
    /// A unit of duration.
    Unit(Unit),
    /// A number word.
    Number(u32),
    /// `half`, of a unit.
    Half,
    /// A quarter of an hour.
    Quarter,
    /// Between minutes and an hour: `past`.
    Past,
    /// After a spoken hour: `o'clock`.
    Oclock,
    /// After a duration: counted from what was told before.
    Later,
    /// After a duration: counted back from the day of writing.
    Ago,
    /// Before a duration that something took.
    For,
    /// Before a duration that is a promise.
    Within,
    /// A zone in words; its place in [`Locale::zones`].
    Zone(usize),
}

/// What marks a milestone, or changes what a mark means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cue {
    /// The milestone is reached.
    Marks(Milestone),
    /// Something was repaired; whether users' impact was over with it is not said.
    Repaired,
    /// The fault came back: impact begins again.
    Relapse,
    /// Users were shut out on purpose: impact lasts until they are let in.
    Blocked,
    /// Users were let in again.
    Unblocked,
    /// The trigger was an accident.
    ByMistake,
    /// Something is broken.
    Damage,
    /// Something is still not right.
    StillOpen,
    /// What follows in the clause is denied.
    Negation,
    /// Ahead of the time of writing.
    Plan,
    /// Only some users or parts.
    Partial,
    /// Another incident or another time is meant.
    Elsewhere,
    /// No user felt it.
    Harmless,
    /// Hides the cue words it covers: the phrase means something else.
    Mute,
}

/// What a field is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// The time of a milestone.
    Milestone(Milestone),
    /// A window of impact: its start and its end.
    Window,
    /// The day of the incident.
    IncidentDay,
    /// When the report, or this version of it, was written.
    Paper,
    /// When the page was last brought up to date: what it says holds as of then.
    Updated,
    /// Severity.
    Severity,
    /// Services hit.
    Services,
    /// Organisation.
    Organisation,
    /// Cause.
    Cause,
    /// Title.
    Title,
    /// A time that is not yet.
    Forecast,
    /// The zone of all clock times.
    Zone,
}

/// What a section is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// The story, entry by entry.
    Timeline,
    /// Why it happened.
    Cause,
    /// What happened.
    Issue,
    /// The document's own history.
    Paper,
    /// A word by which a title is known.
    Title,
}

/// The word that a status page puts over a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusWord {
    /// The post marks a milestone.
    Marks(Milestone),
    /// It goes on about what was posted before.
    Update,
    /// It is about planned work.
    Maintenance,
}

/// A language.
#[derive(Debug)]
pub struct Locale {
    /// ISO 639-1.
    pub code: String,
    /// Its name in English.
    pub name: String,
    /// Whether `03/04` is the third of April when nothing else tells; `None`: cannot be told.
    pub day_first: Option<bool>,
    /// Frequent small words, folded.
    pub stop_words: Vec<String>,
    /// Words of the time grammar.
    pub senses: Index<Sense>,
    /// Milestone cues.
    pub cues: Index<Cue>,
    /// Field labels.
    pub labels: Index<Label>,
    /// Section headings.
    pub headings: Index<Section>,
    /// Words over a post.
    pub status: Index<StatusWord>,
    /// The zones of [`Sense::Zone`].
    pub zones: Vec<ZoneId>,
    /// Words before the name of a service.
    pub service_before: Index<()>,
    /// The services that have a name of their own, with an index into `service_names`.
    pub service_words: Index<usize>,
    /// Names of services.
    pub service_names: Vec<String>,
}

/// Why a locale file is no language.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum LocaleError {
    /// A table has a row that means nothing.
    #[error("`{key}` is no row of [{table}]")]
    UnknownKey {
        /// The table.
        table: &'static str,
        /// The row.
        key: String,
    },
    /// A phrase is no pattern.
    #[error("`{0}` is no phrase")]
    BadPhrase(String),
    /// Bounds of a part of the day are no clock times.
    #[error("`{0}` is no time of day")]
    BadClock(String),
}

impl Locale {
    /// A language from its file.
    ///
    /// # Errors
    /// [`LocaleError`] for rows, phrases and times that mean nothing.
    pub fn new(file: &LocaleFile) -> Result<Self, LocaleError> {
        let mut senses = Index::default();
        for (month, names) in (1..).zip(&file.months) {
            add(&mut senses, names, Sense::Month(month))?;
        }
        for (weekday, names) in (0..).zip(&file.weekdays) {
            add(&mut senses, names, Sense::Weekday(weekday))?;
        }
        for (value, names) in &file.numbers {
            let unknown = || LocaleError::UnknownKey { table: "numbers", key: value.clone() };
            add(&mut senses, names, Sense::Number(value.parse().map_err(|_| unknown())?))?;
        }
        for part in &file.day_part {
            add(&mut senses, &part.words, Sense::Part(minutes(&part.from)?, minutes(&part.to)?))?;
        }
        let mut zones = Vec::new();
        for (name, phrases) in &file.zones {
            let unknown = || LocaleError::UnknownKey { table: "zones", key: name.clone() };
            add(&mut senses, phrases, Sense::Zone(zones.len()))?;
            zones.push(name.parse().map_err(|_| unknown())?);
        }
        table(&mut senses, &file.words, "words", sense)?;
        let (mut cues, mut labels, mut headings) = (Index::default(), Index::default(), Index::default());
        table(&mut cues, &file.cues, "cues", cue)?;
        table(&mut labels, &file.labels, "labels", label)?;
        table(&mut headings, &file.headings, "headings", section)?;
        let mut status = Index::default();
        table(&mut status, &file.status, "status", status_word)?;
        let (mut service_before, mut service_words) = (Index::default(), Index::default());
        add(&mut service_before, &file.services.before, ())?;
        for (at, phrases) in file.services.names.values().enumerate() {
            add(&mut service_words, phrases, at)?;
        }
        Ok(Self {
            code: file.code.clone(),
            name: file.name.clone(),
            day_first: file.day_first,
            stop_words: file.stop_words.iter().map(|word| folded(word)).collect(),
            senses,
            cues,
            labels,
            headings,
            status,
            zones,
            service_before,
            service_words,
            service_names: file.services.names.keys().cloned().collect(),
        })
    }
}

fn folded(word: &str) -> String {
    Tokens::of(word).text(0).to_owned()
}

fn add<T: Copy>(index: &mut Index<T>, phrases: &[String], value: T) -> Result<(), LocaleError> {
    for phrase in phrases {
        index.add(phrase, value).map_err(|phrase| LocaleError::BadPhrase(phrase.to_owned()))?;
    }
    Ok(())
}

fn table<T: Copy>(
    index: &mut Index<T>,
    rows: &std::collections::BTreeMap<String, Vec<String>>,
    table: &'static str,
    meaning: impl Fn(&str) -> Option<T>,
) -> Result<(), LocaleError> {
    for (key, phrases) in rows {
        let value = meaning(key).ok_or_else(|| LocaleError::UnknownKey { table, key: key.clone() })?;
        add(index, phrases, value)?;
    }
    Ok(())
}

/// `HH:MM` as minutes; hours may pass 24.
fn minutes(clock: &str) -> Result<u32, LocaleError> {
    let parse = || {
        let (hours, minutes) = clock.split_once(':')?;
        Some(
            hours.parse::<u32>().ok().filter(|h| *h <= 48)? * 60
                + minutes.parse::<u32>().ok().filter(|m| *m < 60)?,
        )
    };
    parse().ok_or_else(|| LocaleError::BadClock(clock.to_owned()))
}

fn sense(key: &str) -> Option<Sense> {
    Some(match key {
        "early" => Sense::Early,
        "mid" => Sense::Mid,
        "late" => Sense::Late,
        "around" => Sense::Around,
        "just-before" => Sense::JustBefore,
        "just-after" => Sense::JustAfter,
        "from" => Sense::From,
        "to" => Sense::To,
        "between" => Sense::Between,
        "and" => Sense::And,
        "since" => Sense::Since,
        "until" => Sense::Until,
        "by" => Sense::By,
        "at" => Sense::At,
        "of" => Sense::Of,
        "day-before-yesterday" => Sense::Day(-2),
        "yesterday" => Sense::Day(-1),
        "today" => Sense::Day(0),
        "tomorrow" => Sense::Day(1),
        "day-after-tomorrow" => Sense::Day(2),
        "previous-day" => Sense::NextDay(-1),
        "same-day" => Sense::NextDay(0),
        "next-day" => Sense::NextDay(1),
        "this" => Sense::This,
        "last" => Sense::Last,
        "am" => Sense::Am,
        "pm" => Sense::Pm,
        "noon" => Sense::Noon,
        "midnight" => Sense::Midnight,
        "hour-mark" => Sense::HourMark,
        "minute-mark" => Sense::MinuteMark,
        "ordinal" => Sense::Ordinal,
        "year-mark" => Sense::YearMark,
        "month-mark" => Sense::MonthMark,
        "day-mark" => Sense::DayMark,
        "weekend" => Sense::Weekend,
        "seconds" => Sense::Unit(Unit::Second),
        "minutes" => Sense::Unit(Unit::Minute),
        "hours" => Sense::Unit(Unit::Hour),
        "days" => Sense::Unit(Unit::Day),
        "weeks" => Sense::Unit(Unit::Week),
        "half" => Sense::Half,
        "quarter" => Sense::Quarter,
        "past" => Sense::Past,
        "oclock" => Sense::Oclock,
        "later" => Sense::Later,
        "ago" => Sense::Ago,
        "for" => Sense::For,
        "within" => Sense::Within,
        _ => return None,
    })
}

fn cue(key: &str) -> Option<Cue> {
    if let Ok(milestone) = key.parse() {
        return Some(Cue::Marks(milestone));
    }
    Some(match key {
        "repaired" => Cue::Repaired,
        "relapse" => Cue::Relapse,
        "blocked" => Cue::Blocked,
        "unblocked" => Cue::Unblocked,
        "by-mistake" => Cue::ByMistake,
        "damage" => Cue::Damage,
        "still-open" => Cue::StillOpen,
        "negation" => Cue::Negation,
        "plan" => Cue::Plan,
        "partial" => Cue::Partial,
        "elsewhere" => Cue::Elsewhere,
        "harmless" => Cue::Harmless,
        "mute" => Cue::Mute,
        _ => return None,
    })
}

fn label(key: &str) -> Option<Label> {
    if let Ok(milestone) = key.parse() {
        return Some(Label::Milestone(milestone));
    }
    Some(match key {
        "window" => Label::Window,
        "incident-day" => Label::IncidentDay,
        "paper" => Label::Paper,
        "updated" => Label::Updated,
        "severity" => Label::Severity,
        "services" => Label::Services,
        "organisation" => Label::Organisation,
        "cause" => Label::Cause,
        "title" => Label::Title,
        "forecast" => Label::Forecast,
        "zone" => Label::Zone,
        _ => return None,
    })
}

fn section(key: &str) -> Option<Section> {
    Some(match key {
        "timeline" => Section::Timeline,
        "cause" => Section::Cause,
        "issue" => Section::Issue,
        "paper" => Section::Paper,
        "title" => Section::Title,
        _ => return None,
    })
}

fn status_word(key: &str) -> Option<StatusWord> {
    match key {
        "update" => Some(StatusWord::Update),
        "maintenance" => Some(StatusWord::Maintenance),
        _ => key.parse().ok().map(StatusWord::Marks),
    }
}
