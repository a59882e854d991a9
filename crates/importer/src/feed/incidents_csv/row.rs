//! One row of a table, to an incident.

use csv::StringRecord;
use incstats_model::check::is_standing;
use incstats_model::{
    Basis, Customers, Facts, Incident, IncidentId, Instant, Kind, Milestone, MilestoneTime, Milestones,
    Place, Posted, Precision, Status, TimeBounds, Zone, ZoneBasis, ZoneId,
};

use super::columns::Columns;
use super::{milestone_columns, status_from};
use crate::feed::findings;
use crate::feed::moment::{Moment, moment, range};
use crate::feed::registry::Input;
use crate::locale::by_code;
use crate::narrative::causes::category;
use crate::text::fold::unaccented;
use crate::time::resolve::Note;

/// One row of a table.
#[derive(Debug)]
pub struct Row<'a> {
    columns: &'a Columns,
    cells: &'a StringRecord,
    place: Place,
    /// The zone that the row names.
    zone: Option<ZoneId>,
}

/// What reading the times of a row came to.
#[derive(Debug)]
struct Times<'a> {
    zone: ZoneId,
    language: Option<&'a str>,
    /// Whether a zone is named, so that everything is shown on its clock.
    named: bool,
    local: bool,
    first: Option<Instant>,
    notes: Vec<(Note, Place)>,
}

impl<'a> Row<'a> {
    /// A row, by the columns of its table.
    ///
    /// # Errors
    /// That the zone it names is none.
    pub fn new(columns: &'a Columns, cells: &'a StringRecord, line: u32) -> Result<Self, String> {
        let zone = columns.cell(cells, "zone").map(str::parse::<ZoneId>).transpose();
        let zone = zone.map_err(|unknown| format!("`zone`: {unknown}"))?;
        Ok(Self { columns, cells, place: Place::line(line), zone })
    }

    /// The incident of the row.
    ///
    /// # Errors
    /// Which cell is wrong, and what was expected in it.
    pub fn incident(&self, input: &Input<'_>) -> Result<Incident, String> {
        let options = input.options;
        let language = self.text("language").or_else(|| options.language.clone());
        let mut times = Times {
            zone: self.zone.or(options.zone).unwrap_or(ZoneId::UTC),
            language: language.as_deref(),
            named: self.zone.or(options.zone).is_some(),
            local: false,
            first: None,
            notes: Vec::new(),
        };
        let milestones = self.milestones(&mut times)?;
        let posted = Posted {
            opened: self.instant("posted_opened", &mut times)?,
            closed: self.instant("posted_closed", &mut times)?,
        };
        let as_of = self.instant("as_of", &mut times)?;
        let zone = self.zone_of(&times, options.zone)?;
        let id = self.text("id");
        let title = self.text("title").or_else(|| id.clone()).ok_or("it has neither `title` nor `id`")?;
        let resolved = milestones.get(Milestone::Resolved).is_some();
        let status =
            self.word("status", &[Status::Resolved, Status::Ongoing, Status::Unknown], Status::name)?;
        let status = status.unwrap_or_else(|| status_from(resolved));
        let mut incident = Incident {
            id: IncidentId(id.clone().unwrap_or_default()),
            source_id: self.text("source_id").or_else(|| id.clone()),
            kind: self.word("kind", &[Kind::Incident, Kind::Maintenance], Kind::name)?.unwrap_or_default(),
            title,
            organisation: self.text("organisation").or_else(|| options.organisation.clone()),
            language: language.clone(),
            as_of: as_of.or_else(|| last_known(&milestones, &posted).filter(|_| status == Status::Ongoing)),
            posted,
            status,
            severity: self.text("severity"),
            services: self.list("services"),
            cause: self.text("cause"),
            zone,
            facts: Facts::default(),
            milestones,
            episodes: Vec::new(),
            repairs: Vec::new(),
            events: Vec::new(),
            findings: Vec::new(),
            source: input.source.clone(),
        };
        let locale = language.as_deref().and_then(by_code);
        let told = self.text("cause_category").and_then(|word| word.parse().ok());
        // Where a table tells the kinds of causes, one that it leaves out is not told.
        let untold = !self.columns.has("cause_category");
        let cause = incident.cause.as_deref().filter(|_| untold);
        let by_words = || cause.and_then(|cause| category(cause, locale));
        let count = |text: &str| text.replace([',', ' ', '\''], "").parse().ok();
        incident.facts = Facts {
            cause_category: told.or_else(by_words),
            customers: self.text("customers").map(|text| Customers {
                count: self.text("customers_count").as_deref().and_then(count).or_else(|| count(&text)),
                text,
            }),
            data_lost: self.text("data_lost").and_then(|word| word.to_lowercase().parse().ok()),
            ..Facts::default()
        };
        if id.is_none() {
            incident.id = IncidentId::from_words(incident.day(), &unaccented(&incident.title));
        }
        incident.findings = findings::of(&incident, times.notes);
        for code in self.list("findings") {
            if !is_standing(&code) && incident.findings.iter().all(|known| known.code != code) {
                incident.findings.push(findings::carried(self.place.line, &code));
            }
        }
        Ok(incident)
    }

    fn cell(&self, name: &str) -> Option<&'a str> {
        self.columns.cell(self.cells, name)
    }

    fn text(&self, name: &str) -> Option<String> {
        self.cell(name).map(str::to_owned)
    }

    fn list(&self, name: &str) -> Vec<String> {
        let parts = self.cell(name).unwrap_or_default().split(';');
        parts.map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
    }

    /// One of a few words.
    fn word<T: Copy>(
        &self,
        column: &str,
        all: &[T],
        name: fn(T) -> &'static str,
    ) -> Result<Option<T>, String> {
        let Some(cell) = self.cell(column) else { return Ok(None) };
        let found = all.iter().find(|word| name(**word).eq_ignore_ascii_case(cell));
        let expected = || all.iter().map(|word| name(*word)).collect::<Vec<_>>().join(", ");
        found.map(|word| Some(*word)).ok_or_else(|| format!("`{column}`: `{cell}` is none of {}", expected()))
    }

    fn milestones(&self, times: &mut Times<'_>) -> Result<Milestones, String> {
        let mut milestones = Milestones::default();
        for milestone in Milestone::ALL {
            let [one, earliest, latest, precision, basis, _] = milestone_columns(milestone);
            let first = self.time(&earliest, times)?.map(|bounds| bounds.earliest());
            let last = self.time(&latest, times)?.map(|bounds| bounds.latest());
            let bounds = match (self.time(&one, times)?, first, last) {
                (Some(bounds), ..) => bounds,
                (None, Some(first), Some(last)) if first == last => {
                    TimeBounds::exact(first, Precision::Minute)
                }
                (None, Some(first), Some(last)) => {
                    range(first, last, Precision::Approximate).map_err(|why| format!("`{latest}`: {why}"))?
                }
                (None, Some(first), None) => TimeBounds::exact(first, Precision::Minute),
                (None, None, Some(_)) => return Err(format!("`{latest}` without `{earliest}`")),
                (None, None, None) => continue,
            };
            let stated = self.word(&precision, &PRECISIONS, Precision::name)?;
            let basis = self.word(
                &basis,
                &[Basis::Stated, Basis::Prose, Basis::Inferred, Basis::Corrected],
                Basis::name,
            )?;
            let time = MilestoneTime {
                basis: basis.filter(|basis| *basis != Basis::Corrected).unwrap_or(Basis::Stated),
                ..MilestoneTime::stated(
                    bounds.with_precision(stated.unwrap_or(bounds.precision())),
                    self.place,
                )
            };
            milestones.set(milestone, Some(time));
        }
        Ok(milestones)
    }

    /// A single instant.
    fn instant(&self, column: &str, times: &mut Times<'_>) -> Result<Option<Instant>, String> {
        match self.time(column, times)? {
            Some(bounds) if !bounds.is_exact() => {
                Err(format!("`{column}`: expected one instant, not a range"))
            }
            found => Ok(found.map(|bounds| bounds.earliest())),
        }
    }

    fn time(&self, column: &str, times: &mut Times<'_>) -> Result<Option<TimeBounds>, String> {
        let Some(cell) = self.cell(column) else { return Ok(None) };
        let read = moment(cell, times.zone, times.language).map_err(|why| format!("`{column}`: {why}"))?;
        let Moment { bounds, local, note } = read;
        times.local |= local;
        times.first = times.first.or(Some(bounds.earliest()));
        times.notes.extend(note.map(|note| (note, self.place)));
        if !times.named {
            return Ok(Some(bounds));
        }
        let (earliest, latest) = (times.zone.show(bounds.earliest()), times.zone.show(bounds.latest()));
        Ok(Some(TimeBounds::between(earliest, latest, bounds.precision())))
    }

    /// The zone that the row names, else the one that is configured, else the offset that its instants have.
    fn zone_of(&self, times: &Times<'_>, configured: Option<ZoneId>) -> Result<Zone, String> {
        let basis = self.word(
            "zone_basis",
            &[ZoneBasis::Stated, ZoneBasis::Configured, ZoneBasis::Assumed],
            ZoneBasis::name,
        )?;
        let offset = times.first.filter(|_| !times.local).map(|at| *at.offset());
        Ok(match (self.zone, configured, offset) {
            (Some(id), ..) => Zone { id, basis: basis.unwrap_or(ZoneBasis::Stated) },
            (None, Some(id), _) => Zone { id, basis: ZoneBasis::Configured },
            (None, None, Some(offset)) if offset.local_minus_utc() == 0 => {
                Zone { id: ZoneId::UTC, basis: ZoneBasis::Stated }
            }
            (None, None, Some(offset)) => Zone { id: ZoneId::Fixed(offset), basis: ZoneBasis::Stated },
            (None, None, None) => Zone { id: ZoneId::UTC, basis: ZoneBasis::Assumed },
        })
    }
}

const PRECISIONS: [Precision; 6] = [
    Precision::Second,
    Precision::Minute,
    Precision::Hour,
    Precision::DayPart,
    Precision::Day,
    Precision::Approximate,
];

/// The last moment that a row certainly knows about: where an open incident is censored that does not say so itself.
fn last_known(milestones: &Milestones, posted: &Posted) -> Option<Instant> {
    let times = milestones.iter().map(|(_, time)| time.bounds.earliest());
    times.chain(posted.opened).chain(posted.closed).max()
}
