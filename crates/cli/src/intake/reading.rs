//! One input after the other: read, and kept at once, so that whatever happens later loses nothing.

use std::panic::{self, AssertUnwindSafe};

use incstats_importer::{Options, ReadError, Report};
use incstats_model::Finding;
use incstats_store::{Imported, NewReport, Store};

use super::{Input, Problem, bytes};
use crate::args::Said;
use crate::failure::Failure;
use crate::project::Project;
use crate::settings::Settings;

/// What inputs are read with, and where what they give is kept.
pub struct Intake<'a> {
    /// The project, which names files and has settings.
    pub project: Option<&'a Project>,
    /// What the command line says about the reports.
    pub said: &'a Said,
    /// Where to keep; nowhere in a dry run.
    pub store: Option<&'a mut Store>,
}

/// What one input gave.
#[derive(Debug)]
pub struct Taken {
    /// What was read. Its incidents have the ids under which they are kept.
    pub report: Report,
    /// What keeping it did.
    pub kept: Option<Imported>,
}

impl Intake<'_> {
    /// Reads and keeps one input.
    ///
    /// # Errors
    /// The inner one where the input gave nothing, the outer one where nothing can be kept any more.
    pub fn take(&mut self, input: &Input) -> Result<Result<Taken, Problem>, Failure> {
        let report = match self.read(input) {
            Ok(report) => report,
            Err(problem) => return Ok(Err(problem)),
        };
        let Some(store) = self.store.as_deref_mut() else {
            return Ok(Ok(Taken { report, kept: None }));
        };
        let Report { source, text, incidents, findings } = report;
        let new = NewReport { source, text, incidents, findings };
        let kept = store.reread(&new)?;
        let NewReport { source, text, mut incidents, findings } = new;
        for (incident, id) in incidents.iter_mut().zip(&kept.incidents) {
            incident.id = id.clone();
        }
        let report = Report { source, text, incidents, findings };
        Ok(Ok(Taken { report, kept: Some(kept) }))
    }

    /// What the reader saw in one input, line by line.
    ///
    /// # Errors
    /// That it cannot be read.
    pub fn explain(&self, input: &Input) -> Result<String, Problem> {
        let bytes = bytes::read(input)?;
        let (_, options) = self.named(input);
        guarded(|| incstats_importer::explain(&bytes, &options)).map_err(|why| why.of(input))
    }

    fn read(&self, input: &Input) -> Result<Report, Problem> {
        let bytes = bytes::read(input)?;
        let (name, options) = self.named(input);
        let report =
            guarded(|| incstats_importer::read(&name, &bytes, &options)).map_err(|why| why.of(input))?;
        if report.incidents.is_empty() { Err(without_incident(input, &report.findings)) } else { Ok(report) }
    }

    /// The name under which an input is kept, and what is said about it from outside.
    fn named(&self, input: &Input) -> (String, Options) {
        let name = match (input, self.project) {
            (Input::File(path), Some(project)) => project.name_of(path),
            _ => input.to_string(),
        };
        let none = Settings::default();
        let settings = self.project.map_or(&none, |project| &project.settings);
        let options = settings.options(&name, self.said);
        (name, options)
    }
}

/// Why the reader gave nothing.
enum Unread {
    /// It says so itself.
    Refused(ReadError),
    /// It broke off.
    Broken(String),
}

impl Unread {
    fn of(&self, input: &Input) -> Problem {
        let place = input.to_string();
        match self {
            Self::Refused(error) => {
                let hint = match error {
                    ReadError::Empty => "save the report again, or remove the file",
                    ReadError::NotText(_) | ReadError::NoReader(_) => {
                        "save the report as plain text, or leave the file out"
                    }
                    ReadError::NoWords(_) => "save it with its text, or type the times into a text file",
                    ReadError::Encrypted(_) => "save it without a password, or leave the file out",
                    ReadError::Broken { .. } => "save the report again, or leave the file out",
                    ReadError::TooLarge { .. } => "save the report as plain text, or leave the file out",
                    ReadError::UnknownLanguage(_) => {
                        "leave `--language` and the `language` of incstats.toml out: it is found from the text"
                    }
                    ReadError::LongLine { .. } => {
                        "check that it is a report, and break the line where its sentences end"
                    }
                };
                Problem::new(place, error.to_string(), hint)
            }
            Self::Broken(message) => Problem::new(
                place,
                format!("the reader broke off: {message}"),
                "this is a defect of incstats: please report it with the file, or the part of it that you can share",
            ),
        }
    }
}

/// Does what the reader is asked for. A defect of it costs this report only, not those after it.
fn guarded<T>(reading: impl FnOnce() -> Result<T, ReadError>) -> Result<T, Unread> {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let outcome = panic::catch_unwind(AssertUnwindSafe(reading));
    panic::set_hook(usual);
    match outcome {
        Ok(read) => read.map_err(Unread::Refused),
        Err(payload) => {
            let text = payload.downcast_ref::<String>().map(String::as_str);
            let message = text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("no message");
            Err(Unread::Broken(message.to_owned()))
        }
    }
}

/// A report that tells of no incident is not kept: should an earlier version of it have told of one, that stays.
fn without_incident(input: &Input, findings: &[Finding]) -> Problem {
    let gravest = findings.iter().max_by_key(|finding| finding.severity);
    match gravest {
        Some(finding) => Problem::new(input.to_string(), &finding.message, &finding.remedy),
        None => Problem::new(
            input.to_string(),
            "no incident was found in it",
            "check that it is a report of an incident; a time with what happened at it is the least that is needed",
        ),
    }
}
