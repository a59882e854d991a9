//! What the phrases of a locale file mean: the rows of its tables.

use incstats_model::{CauseCategory, Milestone};

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
    /// Behind a time, what `since` is before it: `8.30 alkaen`, `8時30分より`.
    SinceAfter,
    /// Behind a time, what `until` is before it: `7.01 saakka`, `15時まで`.
    UntilAfter,
    /// Behind a time, what `by` is before it: `15時までに`.
    ByAfter,
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
    /// A clock time in one word, 1 to 12; which half of the day is not said.
    Hour(u32),
    /// What makes an hour only a near one: `niotiden`, `9-tiden`.
    HourAbout,
    /// Between the hours and two digits of minutes only, as `10h47` where a bare `10h` is a length of time.
    HourPoint,
    /// Between a bare hour and its minutes: `alle 14 e 30`.
    MinuteJoin,
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
    /// Before an hour that is half an hour away: `halb neun`, `halv nio`.
    HalfTo,
    /// After an hour, half an hour more: `y media`, `半`.
    HalfMore,
    /// `immediately`: at the moment told before.
    AtOnce,
    /// Before a dotted number that is a version: `upgraded`, `release`.
    Version,
    /// Behind it a bare number is an hour: `klo 9`.
    BeforeHour,
    /// The same, unless a noun follows that the number counts: `alle 22`, but `alle 22 sedi`.
    BeforeLoneHour,
    /// After a duration: counted from what was told before.
    Later,
    /// After a duration: counted back from the day of writing.
    Ago,
    /// Before a duration that something took.
    For,
    /// Before a duration at whose end something was: `after`.
    After,
    /// Before a duration that is a promise.
    Within,
    /// The same behind it: `30分以内に`, `30 dakika içinde`.
    WithinAfter,
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
    /// Somebody finds out how something is or what was done. Once the trouble is known, that is what lies behind it.
    FoundOut,
    /// An incident was declared: it was known by then.
    Declared,
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
    /// Most users or parts.
    Mostly,
    /// Another incident or another time is meant.
    Elsewhere,
    /// No user felt it.
    Harmless,
    /// Speaks to those who are hit: an apology, thanks, a promise of news. What says so was posted.
    Addressed,
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
    /// The day of all entries that do not say otherwise.
    AllOn,
    /// The zone of all clock times.
    Zone,
}

/// What a phrase says of a cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CauseWord {
    /// That a cause is told: `caused by`.
    Because,
    /// That something came of something: `because of`. A cause is told where the sentence tells of harm.
    Owing,
    /// What kind of cause it is.
    Of(CauseCategory),
}

/// What a phrase says of the extent of an incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactWord {
    /// Those who are hit: `customers`.
    Customers,
    /// The label of a field that counts them.
    CustomersLabel,
    /// That they are hit: `affected`.
    Hit,
    /// Data were lost.
    DataLost,
    /// No data were lost.
    DataKept,
    /// Words like those of a loss that say nothing of one: `risk of data loss`.
    DataUnsaid,
    /// The label of a field that says how long it took.
    DurationLabel,
    /// The label of a field that says how long the repair took.
    RepairLabel,
    /// That it lasted: a length in the same sentence says how long.
    Lasted,
    /// That a length is the sum of several: `in total`.
    InAll,
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
    /// What is put beside the report and is not told by it: a chat log, raw output, supporting material.
    Aside,
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

/// What a word of a title says of the kind of thing it stands over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KindWord {
    /// Planned work.
    Maintenance,
    /// Planned work, unless harm is told beside it.
    Upgrade,
    /// Planned work where it stands over an announced window; elsewhere it may name what broke.
    Works,
    /// Something that came of planned work.
    Aftermath,
}

/// The sense of a row of `[words]`.
pub(super) fn sense(key: &str) -> Option<Sense> {
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
        "since-after" => Sense::SinceAfter,
        "until-after" => Sense::UntilAfter,
        "by-after" => Sense::ByAfter,
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
        "hour-about" => Sense::HourAbout,
        "hour-point" => Sense::HourPoint,
        "minute-join" => Sense::MinuteJoin,
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
        "at-once" => Sense::AtOnce,
        "version" => Sense::Version,
        "half-to" => Sense::HalfTo,
        "half-more" => Sense::HalfMore,
        "before-hour" => Sense::BeforeHour,
        "before-lone-hour" => Sense::BeforeLoneHour,
        "later" => Sense::Later,
        "ago" => Sense::Ago,
        "for" => Sense::For,
        "after" => Sense::After,
        "within" => Sense::Within,
        "within-after" => Sense::WithinAfter,
        _ => return None,
    })
}

/// The cue of a row of `[cues]`.
pub(super) fn cue(key: &str) -> Option<Cue> {
    if let Ok(milestone) = key.parse() {
        return Some(Cue::Marks(milestone));
    }
    Some(match key {
        "repaired" => Cue::Repaired,
        "found-out" => Cue::FoundOut,
        "declared" => Cue::Declared,
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
        "mostly" => Cue::Mostly,
        "addressed" => Cue::Addressed,
        "mute" => Cue::Mute,
        _ => return None,
    })
}

/// The label of a row of `[labels]`.
pub(super) fn label(key: &str) -> Option<Label> {
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
        "all-on" => Label::AllOn,
        "zone" => Label::Zone,
        _ => return None,
    })
}

/// The section of a row of `[headings]`.
pub(super) fn section(key: &str) -> Option<Section> {
    Some(match key {
        "timeline" => Section::Timeline,
        "cause" => Section::Cause,
        "issue" => Section::Issue,
        "paper" => Section::Paper,
        "aside" => Section::Aside,
        "title" => Section::Title,
        _ => return None,
    })
}

/// The status word of a row of `[status]`.
pub(super) fn status_word(key: &str) -> Option<StatusWord> {
    match key {
        "update" => Some(StatusWord::Update),
        "maintenance" => Some(StatusWord::Maintenance),
        _ => key.parse().ok().map(StatusWord::Marks),
    }
}

/// The word of a row of `[kind]`.
pub(super) fn kind_word(key: &str) -> Option<KindWord> {
    Some(match key {
        "maintenance" => KindWord::Maintenance,
        "upgrade" => KindWord::Upgrade,
        "works" => KindWord::Works,
        "aftermath" => KindWord::Aftermath,
        _ => return None,
    })
}

/// The word of a row of `[causes]`.
pub(super) fn cause_word(key: &str) -> Option<CauseWord> {
    match key {
        "because" => Some(CauseWord::Because),
        "owing" => Some(CauseWord::Owing),
        _ => key.parse().ok().map(CauseWord::Of),
    }
}

/// The word of a row of `[facts]`.
pub(super) fn fact_word(key: &str) -> Option<FactWord> {
    Some(match key {
        "customers" => FactWord::Customers,
        "customers-label" => FactWord::CustomersLabel,
        "hit" => FactWord::Hit,
        "data-lost" => FactWord::DataLost,
        "data-kept" => FactWord::DataKept,
        "data-unsaid" => FactWord::DataUnsaid,
        "duration-label" => FactWord::DurationLabel,
        "repair-label" => FactWord::RepairLabel,
        "lasted" => FactWord::Lasted,
        "in-all" => FactWord::InAll,
        _ => return None,
    })
}
