//! What every command works with: the door, the project, its history.

use std::path::PathBuf;

use incstats_model::{Incident, Period};
use incstats_store::Store;

use crate::failure::Failure;
use crate::output::Door;
use crate::project::{Project, SETTINGS};

/// What every command works with.
pub struct Context {
    /// Where everything is printed.
    pub door: Door,
    /// The project folder that the person named.
    pub named_project: Option<PathBuf>,
}

impl Context {
    /// The project that the person named, else the nearest one upward; there may be none.
    ///
    /// # Errors
    /// That the named one is none, or that settings are faulty.
    pub fn find_project(&self) -> Result<Option<Project>, Failure> {
        if let Some(folder) = &self.named_project {
            return Project::at(folder).map(Some);
        }
        let here = std::env::current_dir()
            .map_err(|error| Failure::file("find the current folder", ".".as_ref(), &error))?;
        Project::above(&here)
    }

    /// The project to work in.
    ///
    /// # Errors
    /// Those of [`Context::find_project`], and that there is none.
    pub fn project(&self) -> Result<Project, Failure> {
        self.find_project()?.ok_or_else(|| {
            Failure::usage(format!("no project here: no `{SETTINGS}` in this folder or above it"))
                .hint("make one with `incstats init`, or name one with `--project DIR`")
        })
    }

    /// The project's history, to look at; `None`, and a word on it, where nothing was imported yet.
    ///
    /// # Errors
    /// Those of [`Context::project`], and that the database cannot be read.
    pub fn history(&mut self) -> Result<Option<Store>, Failure> {
        let database = self.project()?.database();
        if !database.exists() {
            self.door.note("nothing was imported yet");
            self.door.hint("`incstats import data` reads the reports in the folder `data`");
            return Ok(None);
        }
        Ok(Some(Store::open_read_only(database)?))
    }

    /// The project's history, to look at one incident of it.
    ///
    /// # Errors
    /// Those of [`Context::history`], and that nothing was imported yet.
    pub fn history_with(&mut self, id: &str) -> Result<Store, Failure> {
        let database = self.project()?.database();
        if !database.exists() {
            return Err(Failure::usage(format!("no incident `{id}`: nothing was imported yet"))
                .hint("`incstats import data` reads the reports in the folder `data`"));
        }
        Ok(Store::open_read_only(database)?)
    }

    /// All incidents of the project, oldest first.
    ///
    /// # Errors
    /// Those of [`Context::history`].
    pub fn incidents(&mut self) -> Result<Vec<Incident>, Failure> {
        let Some(store) = self.history()? else { return Ok(Vec::new()) };
        let incidents = store.incidents()?;
        if incidents.is_empty() {
            self.nothing_yet();
        }
        Ok(incidents)
    }

    /// Says that the history has no incident.
    pub fn nothing_yet(&mut self) {
        self.door.note("there is no incident in the history yet");
    }

    /// Those of the history that belong to a period, with a word where there are none.
    pub fn within(&mut self, history: &[Incident], period: Option<Period>) -> Vec<Incident> {
        let incidents = within(history, period);
        if let (Some(period), true, false) = (period, incidents.is_empty(), history.is_empty()) {
            self.none_in(period);
        }
        incidents
    }

    /// Says that a period has no incident.
    pub fn none_in(&mut self, period: Period) {
        self.door.note(format!("no incident of the history started in {period}"));
    }
}

/// Those that belong to a period; all of them without one.
pub fn within(history: &[Incident], period: Option<Period>) -> Vec<Incident> {
    let belongs = |incident: &&Incident| {
        period.is_none_or(|period| incident.day().is_some_and(|day| period.contains(day)))
    };
    history.iter().filter(belongs).cloned().collect()
}
