//! The settings of a project: `incstats.toml`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use incstats_importer::{DayMonthOrder, Mapping, Options};
use incstats_model::metric::METRICS;
use incstats_model::{Hours, Metric, ZoneId};
use serde::{Deserialize, Deserializer};

mod measures;
mod nearest;
mod support;

pub use measures::Target;
use measures::{OwnMetric, is_called};
pub use support::Support;

use crate::args::{Clock, Said};
use crate::failure::Failure;
use crate::review::Language;

/// What `init` writes: every setting, explained and switched off.
pub const EXAMPLE: &str = include_str!("settings/example.toml");

/// The settings of a project. Everything is optional; words that are no setting are an error.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The zone of reports that name none.
    pub zone: Option<ZoneId>,
    /// Whose reports they are.
    pub organisation: Option<String>,
    /// ISO 639-1 code of the language of reports, where it is not to be found from the text.
    pub language: Option<String>,
    /// Which comes first in `03/04/2021`.
    pub day_month: Option<Order>,
    /// What is different for some reports. Of several that fit, later ones win, setting by setting.
    #[serde(default, rename = "source")]
    pub sources: Vec<SourceRule>,
    /// Which columns of tables tell what. Of several that fit a file the last one counts.
    #[serde(default, rename = "mapping")]
    pub mappings: Vec<MappingRule>,
    /// How much of the time services are to be up.
    pub availability_target: Option<Target>,
    /// The last day up to which the history is complete.
    #[serde(default, deserialize_with = "day")]
    pub complete_to: Option<NaiveDate>,
    /// The names of services, and their own targets.
    #[serde(default, rename = "service")]
    pub services: Vec<Service>,
    /// The names of severities, the gravest first.
    #[serde(default, rename = "severity")]
    pub severities: Vec<Named>,
    /// When support is there.
    pub support: Option<Support>,
    /// How the written review looks.
    #[serde(default)]
    pub report: Report,
    /// Metrics of the project's own.
    #[serde(default, rename = "metric")]
    pub own_metrics: Vec<OwnMetric>,
}

/// What is said about the reports whose path fits a pattern.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceRule {
    /// The pattern, for the path from the project's folder; without a `/`, for the file's name.
    pub glob: Pattern,
    /// Their zone.
    pub zone: Option<ZoneId>,
    /// Whose they are.
    pub organisation: Option<String>,
    /// Their language.
    pub language: Option<String>,
    /// Which comes first in `03/04/2021`.
    pub day_month: Option<Order>,
}

/// Which columns tell what, in the tables whose path fits a pattern.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MappingRule {
    /// The pattern, as that of a source.
    pub glob: Pattern,
    /// Fields and the columns that tell them.
    pub columns: Columns,
}

/// Fields and the columns that tell them: `{ opened = "Created", title = "Summary" }`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "BTreeMap<String, String>")]
pub struct Columns(Mapping);

impl TryFrom<BTreeMap<String, String>> for Columns {
    type Error = String;

    fn try_from(pairs: BTreeMap<String, String>) -> Result<Self, String> {
        Mapping::new(pairs.iter().map(|(field, column)| (field.as_str(), column.as_str()))).map(Self)
    }
}

/// How the written review looks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// The language of the page.
    pub language: Option<Language>,
    /// A template of the firm's own, from the project's folder.
    pub template: Option<PathBuf>,
}

/// One name, and other ways of writing it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// The name in figures.
    pub name: String,
    /// What reports call it.
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// A service: its name, other ways of writing it, and how much of the time it is to be up.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// The name in figures.
    pub name: String,
    /// What reports call it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Its own target, over that of all.
    pub target: Option<Target>,
}

/// Which comes first in a numeric date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// 3 April.
    DayFirst,
    /// 4 March.
    MonthFirst,
}

/// A pattern for paths: `*` and `?` within a name, `**` over folders.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Pattern(glob::Pattern);

impl TryFrom<String> for Pattern {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        glob::Pattern::new(&text).map(Self).map_err(|error| format!("`{text}` is no pattern: {}", error.msg))
    }
}

impl Pattern {
    /// Whether a path from the project's folder, its parts joined by `/`, fits.
    fn fits(&self, path: &str) -> bool {
        let options = glob::MatchOptions { require_literal_separator: true, ..glob::MatchOptions::new() };
        let name = path.rsplit('/').next().unwrap_or(path);
        let against = if self.0.as_str().contains('/') { path } else { name };
        self.0.matches_with(against, options)
    }
}

impl Settings {
    /// Settings from the text of a file.
    ///
    /// # Errors
    /// What is wrong, and in which line.
    pub fn parse(text: &str, path: &Path) -> Result<Self, Failure> {
        let wrong = |message: &str, line: usize| {
            Failure::usage(format!("{}: line {line}: {message}", path.display()))
                .hint("`incstats init` in an empty folder writes an example with every setting")
        };
        let settings: Self = toml::from_str(text).map_err(|error| {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            wrong(&error.message().replace('\n', " "), before.matches('\n').count() + 1)
        })?;
        let at = |name: &str| text.lines().position(|line| line.contains(name)).unwrap_or(0) + 1;
        let languages = settings.sources.iter().map(|rule| &rule.language).chain([&settings.language]);
        for language in languages.flatten() {
            if !is_language(language) {
                return Err(wrong(&no_language(language), at(language)));
            }
        }
        for (place, own) in settings.own_metrics.iter().enumerate() {
            let earlier = settings.own_metrics.get(..place).unwrap_or_default();
            if let Some(fault) = own.fault(earlier) {
                return Err(wrong(&fault, at(&format!("\"{}\"", own.key))));
            }
        }
        if let Some(fault) = settings.support.as_ref().and_then(|support| support.fault(settings.zone)) {
            return Err(wrong(&fault, at("[support]")));
        }
        Ok(settings)
    }

    /// The hours that count on a clock.
    ///
    /// # Errors
    /// That the support clock is asked for and nothing says when support is there.
    pub fn hours(&self, clock: Clock) -> Result<Hours, Failure> {
        match (clock, &self.support) {
            (Clock::Impact | Clock::Posted, _) => Ok(Hours::All),
            (Clock::Support, Some(support)) => Ok(Hours::Support(support.hours(self.zone))),
            (Clock::Support, None) => Err(Failure::usage("nothing says when support is there").hint(
                "give `[support]` with `hours = [\"mon-fri 08:00-18:00\"]` and a `zone` in incstats.toml",
            )),
        }
    }

    /// What is said about the report at a path: on the command line, else by the last rule that fits, else for all.
    pub fn options(&self, path: &str, said: &Said) -> Options {
        let mut options = Options {
            zone: self.zone,
            language: self.language.clone(),
            reference_date: said.reference_date,
            organisation: self.organisation.clone(),
            day_month: self.day_month.map(Into::into),
            mapping: None,
        };
        for rule in self.sources.iter().filter(|rule| rule.glob.fits(path)) {
            options.zone = rule.zone.or(options.zone);
            options.language = rule.language.clone().or(options.language);
            options.organisation = rule.organisation.clone().or(options.organisation);
            options.day_month = rule.day_month.map(Into::into).or(options.day_month);
        }
        let mapping =
            self.mappings.iter().rfind(|rule| rule.glob.fits(path)).map(|rule| rule.columns.0.clone());
        options.mapping = said.map.clone().or(mapping);
        options.zone = said.zone.or(options.zone);
        options.language = said.language.clone().or(options.language);
        options.organisation = said.organisation.clone().or(options.organisation);
        options
    }

    /// Every metric that has a name here: those of the table, then the project's own.
    pub fn metrics(&self) -> Vec<Metric> {
        METRICS.iter().cloned().chain(self.own_metrics.iter().map(OwnMetric::metric)).collect()
    }

    /// The metric of a name.
    ///
    /// # Errors
    /// That there is none, and which there are.
    pub fn metric(&self, name: &str) -> Result<Metric, Failure> {
        let all = self.metrics();
        all.iter().find(|metric| is_called(metric, name)).cloned().ok_or_else(|| {
            let keys: Vec<&str> = all.iter().map(|metric| &*metric.key).collect();
            let failure =
                Failure::usage(format!("`{name}` is no metric: expected one of {}", keys.join(", ")));
            match nearest::metrics(name, &all).as_slice() {
                [] => failure
                    .hint("a `[[metric]]` in incstats.toml makes one of your own, of any two milestones"),
                near => failure.hint(format!("did you mean {}?", near.join(" or "))),
            }
        })
    }

    /// How much of the time a service is to be up, from 0 to 1; `None` for all services together.
    pub fn target(&self, service: Option<&str>) -> Option<f64> {
        let is = |own: &&Service, name: &str| {
            std::iter::once(&own.name).chain(&own.aliases).any(|known| known.eq_ignore_ascii_case(name))
        };
        let own = service.and_then(|name| self.services.iter().find(|own| is(own, name)));
        own.and_then(|own| own.target).or(self.availability_target).map(Target::share)
    }
}

/// A day, as a date of TOML or as text: `2021-06-30`.
fn day<'de, D: Deserializer<'de>>(from: D) -> Result<Option<NaiveDate>, D::Error> {
    let text = match toml::Value::deserialize(from)? {
        toml::Value::String(text) => text,
        other => other.to_string(),
    };
    let day = text.trim().parse().map(Some);
    day.map_err(|_| serde::de::Error::custom(format!("`{text}` is no day: expected such as 2021-06-30")))
}

/// Whether it is the code of a language that is read.
pub fn is_language(code: &str) -> bool {
    incstats_importer::languages().contains(&code)
}

/// That a code is none, and which there are.
pub fn no_language(code: &str) -> String {
    format!(
        "`{code}` is no language that is read: expected one of {}",
        incstats_importer::languages().join(", ")
    )
}

impl From<Order> for DayMonthOrder {
    fn from(order: Order) -> Self {
        match order {
            Order::DayFirst => Self::DayFirst,
            Order::MonthFirst => Self::MonthFirst,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Settings, Failure> {
        Settings::parse(text, Path::new("incstats.toml"))
    }

    fn message(text: &str) -> String {
        match parse(text) {
            Err(Failure::Told { message, .. }) => message,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_example_says_nothing_and_says_it_rightly() {
        assert_eq!(parse(EXAMPLE).unwrap(), Settings::default());
        // With its comments taken away every line of it is a setting.
        let lines: Vec<&str> = EXAMPLE.lines().map(|line| line.strip_prefix("#: ").unwrap_or(line)).collect();
        let all = parse(&lines.join("\n")).unwrap();
        assert_eq!((all.sources.len(), all.services.len(), all.severities.len()), (1, 2, 2));
        assert_eq!(all.mappings.len(), 1);
        assert_eq!(all.complete_to, NaiveDate::from_ymd_opt(2021, 6, 30));
        assert_eq!((all.own_metrics.len(), all.metric("BLIND").unwrap().to.name()), (1, "identified"));
        assert_eq!((all.target(Some("webmail")), all.target(Some("dns"))), (Some(0.9995), Some(0.999)));
        let hours = all.hours(Clock::Support).unwrap();
        let Hours::Support(hours) = hours else { panic!("{hours:?}") };
        assert_eq!(hours.to_string(), "mon-fri 08:00-18:00, sat 09:00-12:00 Europe/Zurich, 2 holidays");
        assert!(
            all.zone.is_some()
                && all.organisation.is_some()
                && all.language.is_some()
                && all.day_month.is_some()
        );
    }

    #[test]
    fn mistakes_name_the_line() {
        assert!(
            message("zone = \"UTC\"\nzoen = \"UTC\"")
                .starts_with("incstats.toml: line 2: unknown field `zoen`")
        );
        assert!(message("\n\nzone = \"Mars\"").starts_with("incstats.toml: line 3: `Mars` is no time zone"));
        assert!(message("a = ").starts_with("incstats.toml: line 1: "));
        assert!(message("language = \"french\"").contains("line 1: `french` is no language"));
        assert!(
            message("[[metric]]\nkey = \"ttr\"\nfrom = \"started\"\nto = \"resolved\"")
                .contains("line 2: `ttr` is the name")
        );
        assert!(
            message("[[mapping]]\nglob = \"*\"\ncolumns = { colour = \"x\" }")
                .starts_with("incstats.toml: line 3: `colour` is nothing that a column can tell")
        );
        assert!(
            message("zone = \"UTC\"\n[support]\nhours = [\"mon 8-18\"]")
                .contains("`mon 8-18` tells of no hours")
        );
        assert!(
            message("\n[support]\nhours = [\"mon 08:00-18:00\"]")
                .contains("line 2: hours of support need a `zone`")
        );
        assert!(
            message("zone = \"UTC\"\n[support]\nhours = []").contains("line 2: `hours` of support are none")
        );
        assert!(
            message("\ncomplete_to = \"June\"")
                .starts_with("incstats.toml: line 2: `June` is no day: expected")
        );
        assert_eq!(
            parse("complete_to = 2021-06-30").unwrap(),
            parse("complete_to = \"2021-06-30\"").unwrap()
        );
        assert!(message("availability_target = 0.999").contains("expected percent of the time"));
        assert!(message("[[source]]\nglob = \"[\"").starts_with("incstats.toml: line 2: `[` is no pattern"));
    }

    #[test]
    fn the_last_rule_that_fits_wins_and_the_command_line_over_all() {
        let settings = parse(
            "zone = \"UTC\"\nlanguage = \"en\"\n[[source]]\nglob = \"data/*/*.txt\"\nzone = \"Europe/Paris\"\n\
             organisation = \"A\"\n[[source]]\nglob = \"b*\"\norganisation = \"B\"",
        )
        .unwrap();
        let options = settings.options("data/x/b.txt", &Said::default());
        assert_eq!(options.zone.unwrap().to_string(), "Europe/Paris");
        assert_eq!((options.organisation.as_deref(), options.language.as_deref()), (Some("B"), Some("en")));
        assert_eq!(settings.options("data/x/y/z.txt", &Said::default()).zone, Some(ZoneId::UTC));
        let said = Said { zone: "+02:00".parse().ok(), ..Said::default() };
        assert_eq!(settings.options("data/x/b.txt", &said).zone.unwrap().to_string(), "+02:00");
    }
}
