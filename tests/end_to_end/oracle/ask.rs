//! Asking the program for the figures of one data set, and comparing them.

use serde_json::Value;

use super::{experiment, feed, time_up};
use crate::folder::Folder;

/// A project that holds every data set, each as an organisation.
pub struct Oracle(Folder);

impl Oracle {
    /// Feeds all data sets as one table.
    pub fn feed(reference: &Value, sample: &Value) -> Self {
        let mut rows = vec![feed::HEADING.to_owned(), feed::LATEST.to_owned()];
        for (name, set) in reference["datasets"].as_object().unwrap() {
            rows.extend(feed::rows(name, set));
        }
        for case in reference["cases"].as_array().unwrap() {
            let id = case["id"].as_str().unwrap();
            let count = case["expected"]["count"].as_u64().or(case["expected"]["base"].as_u64());
            if let (true, Some(count)) = (case["dataset"].is_null(), count) {
                rows.extend(feed::counted(id, usize::try_from(count).unwrap()));
            }
        }
        rows.extend(time_up::rows());
        rows.extend(experiment::rows(sample));
        let folder = Folder::project();
        folder.write("data/reference.csv", rows.join("\n"));
        folder.run(&["import", "data", "--quiet"]).succeeds();
        Self(folder)
    }

    /// What a command prints about the data set of a case.
    pub fn ask(&self, case: &Value, command: &[&str]) -> Value {
        self.of(case["dataset"].as_str().unwrap_or(case["id"].as_str().unwrap()), command)
    }

    /// What a command prints about an organisation.
    pub fn of(&self, name: &str, command: &[&str]) -> Value {
        let only = format!("organisation={name}");
        self.0.run(&[command, &["--where", &only, "--format", "json"]].concat()).succeeds().json()
    }

    /// The same with the settings of the project extended.
    pub fn with(&self, setting: &str, name: &str, command: &[&str]) -> Value {
        let settings = self.0.read("incstats.toml");
        self.0.write("incstats.toml", format!("{setting}\n{settings}"));
        let answer = self.of(name, command);
        self.0.write("incstats.toml", settings);
        answer
    }
}

/// Counts what was compared, and keeps what differs.
pub struct Compared<'a> {
    case: &'a Value,
    figures: usize,
    differ: Vec<String>,
}

impl<'a> Compared<'a> {
    pub fn with(case: &'a Value) -> Self {
        Self { case, figures: 0, differ: Vec::new() }
    }

    /// Whether a number is the one expected under a name, within the tolerance of the case. Expected null or infinite
    /// means that there is none.
    pub fn number(&mut self, name: &str, got: Option<f64>) -> &mut Self {
        let expected = self.case["expected"][name].as_f64();
        self.value(name, got, expected)
    }

    /// The same with the expected value given.
    pub fn value(&mut self, name: &str, got: Option<f64>, expected: Option<f64>) -> &mut Self {
        self.figures += 1;
        let (relative, absolute) = self.tolerance();
        let agree = match (got, expected) {
            (None, None) => true,
            (Some(a), Some(b)) => (a - b).abs() <= absolute.max(relative * b.abs()),
            _ => false,
        };
        if !agree {
            self.differ.push(format!("{name} is {got:?} instead of {expected:?}"));
        }
        self
    }

    /// Something that must hold.
    pub fn holds(&mut self, what: &str, holds: bool) -> &mut Self {
        self.figures += 1;
        if !holds {
            self.differ.push(format!("not so: {what}"));
        }
        self
    }

    pub fn done(&self) -> Result<usize, String> {
        if self.differ.is_empty() { Ok(self.figures) } else { Err(self.differ.join("; ")) }
    }

    fn tolerance(&self) -> (f64, f64) {
        let of = |key: &str| self.case["tolerance"][key].as_f64();
        (of("rel").unwrap_or(0.0), of("abs").unwrap_or(0.0).max(1e-9))
    }
}

/// A number of seconds in minutes.
pub fn minutes(number: &Value) -> Option<f64> {
    number.as_f64().map(|seconds| seconds / 60.0)
}
