//! One input after the other: read, and kept at once, so that whatever happens later loses nothing.

use std::collections::HashSet;
use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;

use incstats_importer::table::{KEPT, Table};
use incstats_importer::unpack::{INSIDE, Limits, unpack};
use incstats_importer::{Guess, Options, ReadError, Report};
use incstats_model::{Finding, Source};
use incstats_store::{Imported, NewReport, Outcome, Overwritten, ReadBefore, Store};

use super::pieces::{self, Counted};
use super::{Input, Problem, bytes};
use crate::args::Said;
use crate::failure::Failure;
use crate::project::Project;
use crate::settings::Settings;

/// What to do about a table or objects that nobody knows.
const MAP: &str = "say which columns or names tell what: `--map opened=COLUMN,resolved=COLUMN,title=COLUMN`";

/// What inputs are read with, and where what they give is kept.
pub struct Intake<'a> {
    /// The project, which names files and has settings.
    pub project: Option<&'a Project>,
    /// What the command line says about the reports.
    pub said: &'a Said,
    /// Where to keep; nowhere in a dry run.
    pub store: Option<&'a mut Store>,
    /// Whether the records of all incidents are asked for. Where they are neither asked for nor kept, those of a large
    /// table are only counted.
    pub records: bool,
    seen: HashSet<String>,
}

/// What one input gave.
#[derive(Debug)]
pub struct Taken {
    /// What was read. Its incidents have the ids under which they are kept.
    pub report: Report,
    /// Of a large report, whose incidents are not in `report`: what there was of them.
    pub counted: Option<Counted>,
    /// What keeping it did.
    pub kept: Option<Imported>,
    /// Whether it is kept under this name from now on, as the file of the other one is gone.
    pub moved: bool,
}

/// A report as it came: a file, or what was found inside of one.
struct Part {
    /// As the person named the input, and the way inside of it.
    place: String,
    /// The name that it is kept under.
    name: String,
    /// Its bytes, or why there are none.
    content: Result<Vec<u8>, String>,
}

impl<'a> Intake<'a> {
    /// Reads with what the project and the command line say; keeps nothing where there is no store.
    pub fn new(project: Option<&'a Project>, said: &'a Said, store: Option<&'a mut Store>) -> Self {
        Self { project, said, store, records: false, seen: HashSet::new() }
    }

    /// The names of all reports that were there, read or not.
    pub fn seen(&self) -> &HashSet<String> {
        &self.seen
    }

    /// Reads and keeps one input, and each report inside of it; says what each gave, or why it gave nothing.
    ///
    /// # Errors
    /// Where nothing can be kept any more, and those of `each`.
    pub fn take(
        &mut self,
        input: &Input,
        each: &mut dyn FnMut(Result<Taken, Problem>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let mut outcome = Ok(());
        let name = self.name(input);
        let options = self.options(&name);
        let spread = spread(input, &name, &options, &mut |part| {
            if outcome.is_ok() {
                self.seen.insert(part.name.clone());
                outcome = self.part(part).and_then(&mut *each);
            }
        });
        match spread {
            Err(problem) if outcome.is_ok() => each(Err(problem)),
            _ => outcome,
        }
    }

    /// Ends the reading of all inputs: see [`Store::settle`].
    ///
    /// # Errors
    /// Where nothing can be kept any more.
    pub fn settle(&mut self) -> Result<Vec<Overwritten>, Failure> {
        match self.store.as_deref_mut() {
            Some(store) => Ok(store.settle()?),
            None => Ok(Vec::new()),
        }
    }

    /// What the reader saw in one input and in each report inside of it, line by line.
    pub fn explain(&self, input: &Input) -> Vec<(String, Result<String, Problem>)> {
        let mut explained = Vec::new();
        let name = self.name(input);
        let spread = spread(input, &name, &self.options(&name), &mut |part| {
            let options = self.options(&part.name);
            let place = part.place.clone();
            let told = part.bytes().and_then(|bytes| {
                guarded(|| incstats_importer::explain(&bytes, &options)).map_err(|why| why.of(&place))
            });
            explained.push((place, told));
        });
        if let Err(problem) = spread {
            explained.push((problem.place.clone(), Err(problem)));
        }
        explained
    }

    /// A mapping that could explain each table in one input, with the name that the table is kept under.
    pub fn guess(&self, input: &Input) -> Vec<(String, Result<Guess, Problem>)> {
        let mut guessed = Vec::new();
        let name = self.name(input);
        let spread = spread(input, &name, &self.options(&name), &mut |part| {
            let (place, name) = (part.place.clone(), part.name.clone());
            let guess = part.bytes().and_then(|bytes| {
                incstats_importer::guess(&bytes).map_err(|why| Problem::new(place, why, MAP))
            });
            guessed.push((name, guess));
        });
        if let Err(problem) = spread {
            guessed.push((problem.place.clone(), Err(problem)));
        }
        guessed
    }

    fn part(&mut self, part: Part) -> Result<Result<Taken, Problem>, Failure> {
        let (place, name) = (part.place.clone(), part.name.clone());
        let mut bytes = match part.bytes() {
            Ok(bytes) => bytes,
            Err(problem) => return Ok(Err(problem)),
        };
        let options = self.options(&name);
        let (mark, sha256) = (options.mark(), incstats_importer::sha256(&bytes));
        let large = bytes.len() > KEPT;
        if let Some(store) = self.store.as_deref()
            && let Some(before) = store.read_before(&name, &sha256, &mark)?
        {
            return again(store, &name, before, large).map(Ok);
        }
        if let Some(store) = self.store.as_deref_mut() {
            let project = self.project;
            store.check_copies(&name, |copy, sha256| holds(project, copy, sha256))?;
        }
        if large && (self.store.is_some() || !self.records) {
            match Table::of(&name, bytes, &sha256, &options) {
                Ok(table) => return self.table(&place, &table, &mark),
                Err(given_back) => bytes = given_back,
            }
        }
        let read = guarded(|| incstats_importer::read(&name, &bytes, &options));
        let report = match read.map_err(|why| why.of(&place)) {
            Ok(report) if report.incidents.is_empty() => {
                return Ok(Err(without_incident(&place, &report.findings)));
            }
            Ok(report) => report,
            Err(problem) => return Ok(Err(problem)),
        };
        let Some(store) = self.store.as_deref_mut() else {
            return Ok(Ok(Taken { report, counted: None, kept: None, moved: false }));
        };
        let Report { source, text, incidents, findings } = report;
        let new = NewReport { source, text, incidents, findings };
        let kept = store.reread(&new)?;
        let moved = moved(self.project, store, &kept, &name)?;
        store.remember_reading(&sha256, &mark)?;
        let NewReport { source, text, mut incidents, findings } = new;
        for (incident, id) in incidents.iter_mut().zip(&kept.incidents) {
            incident.id = id.clone();
        }
        let report = Report { source, text, incidents, findings };
        Ok(Ok(Taken { report, counted: None, kept: Some(kept), moved }))
    }

    /// Reads a large table, and keeps it at the same time.
    fn table(&mut self, place: &str, table: &Table, mark: &str) -> Result<Result<Taken, Problem>, Failure> {
        let source = table.source();
        let (read, kept) = match self.store.as_deref_mut() {
            Some(store) => pieces::keep(table, store)?,
            None => (pieces::count(table), None),
        };
        let (mut counted, findings) = match read {
            Ok(read) => read,
            Err(why) => return Ok(Err(why.of(place))),
        };
        let moved = match (self.store.as_deref_mut(), &kept) {
            (Some(store), Some(kept)) => {
                store.remember_reading(&source.sha256, mark)?;
                if let Outcome::Known { .. } | Outcome::Moved { .. } = kept.outcome {
                    // Bytes that were kept under another path were not read again.
                    counted.incidents = kept.incidents.len();
                    counted.before = true;
                }
                moved(self.project, store, kept, &source.path)?
            }
            _ => false,
        };
        if counted.incidents == 0 {
            return Ok(Err(without_incident(place, &findings)));
        }
        let report = Report { source: source.clone(), text: String::new(), incidents: Vec::new(), findings };
        Ok(Ok(Taken { report, counted: Some(counted), kept, moved }))
    }

    /// The name that an input is kept under.
    fn name(&self, input: &Input) -> String {
        match (input, self.project) {
            (Input::File(path), Some(project)) => project.name_of(path),
            _ => input.to_string(),
        }
    }

    /// What is said about a report from outside.
    fn options(&self, name: &str) -> Options {
        let none = Settings::default();
        let settings = self.project.map_or(&none, |project| &project.settings);
        settings.options(name, self.said)
    }
}

impl Part {
    fn bytes(self) -> Result<Vec<u8>, Problem> {
        let hint = "unpack it, and import what is in it; or leave the file out";
        self.content.map_err(|why| Problem::new(self.place, why, hint))
    }
}

/// The path of the file that a report is in, where it is inside of one.
pub fn outermost(path: &str) -> &str {
    path.split_once(INSIDE).map_or(path, |(file, _)| file)
}

/// Gives the reports of an input, one at a time.
fn spread(input: &Input, name: &str, options: &Options, each: &mut dyn FnMut(Part)) -> Result<(), Problem> {
    let bytes = bytes::read(input, |head| Table::begins(head, options))?;
    let place = input.to_string();
    let unpacked = guarded(|| {
        unpack(name, bytes, Limits::default(), &mut |member| {
            let inside = member.path.strip_prefix(name).unwrap_or_default();
            each(Part { place: format!("{place}{inside}"), name: member.path, content: member.content });
        });
        Ok(())
    });
    unpacked.map_err(|why| why.of(&place))
}

/// Whether the file that a report was seen in has its bytes still. What is inside of another file is taken to be as it
/// was.
fn holds(project: Option<&Project>, name: &str, sha256: &str) -> bool {
    let file = outermost(name);
    let file = project.map_or_else(|| PathBuf::from(file), |project| project.root.join(file));
    if outermost(name) != name {
        return file.exists();
    }
    fs::read(file).is_ok_and(|bytes| incstats_importer::sha256(&bytes) == sha256)
}

/// Whether a report is kept under this name from now on: the file under the old one is gone, it was renamed.
fn moved(project: Option<&Project>, store: &mut Store, kept: &Imported, name: &str) -> Result<bool, Failure> {
    match (&kept.outcome, project) {
        (Outcome::Known { path }, Some(project)) if !project.root.join(outermost(path)).exists() => {
            Ok(store.moved(path, name)?)
        }
        _ => Ok(false),
    }
}

/// A report that need not be read again. What a large one tells of is counted, not taken out of the store.
fn again(store: &Store, name: &str, before: ReadBefore, large: bool) -> Result<Taken, Failure> {
    let ids = &before.imported.incidents;
    let counted = large.then(|| Counted { incidents: ids.len(), before: true, ..Counted::default() });
    let ids = if large { &[] } else { ids.as_slice() };
    let report = Report {
        source: Source { path: name.to_owned(), ..before.source },
        text: String::new(),
        incidents: ids.iter().map(|id| store.incident(id.as_str())).collect::<Result<_, _>>()?,
        findings: before.findings,
    };
    Ok(Taken { report, counted, kept: Some(before.imported), moved: false })
}

/// Why the reader gave nothing.
pub enum Unread {
    /// It says so itself.
    Refused(ReadError),
    /// It broke off.
    Broken(String),
}

impl Unread {
    fn of(&self, place: &str) -> Problem {
        match self {
            Self::Refused(error) => {
                let hint = match error {
                    ReadError::Empty => "save the report again, or remove the file",
                    ReadError::NoReader("JSON") => {
                        "save its records as an object a line, and say which names tell what: \
                         `--map opened=NAME,resolved=NAME,title=NAME`"
                    }
                    ReadError::NoReader(what) if what.contains("table") => {
                        "say which columns tell what: `--map opened=COLUMN,title=COLUMN`; `incstats import FILE --guess` proposes it"
                    }
                    ReadError::NotText(_) | ReadError::NoReader(_) | ReadError::TooLarge { .. } => {
                        "save the report as plain text, or leave the file out"
                    }
                    ReadError::Trap { .. } => "leave the file out",
                    ReadError::NoWords(_) => "save it with its text, or type the times into a text file",
                    ReadError::Encrypted(_) => "save it without a password, or leave the file out",
                    ReadError::Broken { .. } => "save the report again, or leave the file out",
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
pub fn guarded<T>(reading: impl FnOnce() -> Result<T, ReadError>) -> Result<T, Unread> {
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
fn without_incident(place: &str, findings: &[Finding]) -> Problem {
    let gravest = findings.iter().max_by_key(|finding| finding.severity);
    match gravest {
        Some(finding) => Problem::new(place, &finding.message, &finding.remedy),
        None => Problem::new(
            place,
            "no incident was found in it",
            "check that it is a report of an incident; a time with what happened at it is the least that is needed",
        ),
    }
}
