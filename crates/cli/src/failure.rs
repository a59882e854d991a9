//! Why a command stops, what to do about it, and the exit code that says so.

use std::io;

use incstats_model::IncidentId;
use incstats_store::StoreError;

use crate::exit;

/// Why a command stops.
#[derive(Debug)]
pub enum Failure {
    /// Something to tell the person.
    Told {
        /// One of the codes of [`exit`].
        code: u8,
        /// What, where and what was expected: a lower-case fragment without a full stop.
        message: String,
        /// What to do about it.
        hint: Option<String>,
    },
    /// Whoever read our output has had enough, as in `| head`. No failure to speak of.
    ClosedPipe,
}

impl Failure {
    /// The command was used wrongly; nothing was done.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::Told { code: exit::USAGE, message: message.into(), hint: None }
    }

    /// Something could not be done.
    pub fn error(message: impl Into<String>) -> Self {
        Self::Told { code: exit::ERRORS, message: message.into(), hint: None }
    }

    /// A file or folder that the file system refuses; `doing` reads after "could not".
    pub fn file(doing: &str, path: &std::path::Path, error: &io::Error) -> Self {
        let failure = Self::error(format!("could not {doing} `{}`: {}", path.display(), reason(error)));
        match error.kind() {
            io::ErrorKind::PermissionDenied => {
                failure.hint("give yourself the permission, or choose another place")
            }
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                failure.hint("make room on the disk and run it again")
            }
            _ => failure,
        }
    }

    /// The same with what to do about it.
    #[must_use]
    pub fn hint(self, text: impl Into<String>) -> Self {
        match self {
            Self::Told { code, message, .. } => Self::Told { code, message, hint: Some(text.into()) },
            Self::ClosedPipe => self,
        }
    }
}

/// What the file system said, in words of our own where there are better ones, without the number of the error.
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".into(),
        io::ErrorKind::PermissionDenied => "no permission".into(),
        io::ErrorKind::StorageFull => "no room left on the disk".into(),
        io::ErrorKind::NotADirectory => "a part of the path is no folder".into(),
        _ => {
            let text = error.to_string();
            text.split(" (os error").next().unwrap_or(&text).to_lowercase()
        }
    }
}

/// What went wrong while printing. Files are not printed to: see [`Failure::file`].
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::ClosedPipe;
        }
        Self::error(format!("could not write to standard output: {}", reason(&error)))
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let code = match error {
            StoreError::UnknownIncident { .. }
            | StoreError::AmbiguousIncident { .. }
            | StoreError::NoReason { .. } => exit::USAGE,
            _ => exit::ERRORS,
        };
        let hint = Some(match &error {
            StoreError::AmbiguousIncident { candidates, .. } => give_more(candidates),
            _ => error.hint(),
        });
        Self::Told { code, message: chain(&error), hint }
    }
}

/// The first few of the ids that an ambiguous beginning can mean.
fn give_more(candidates: &[IncidentId]) -> String {
    const NAMED: usize = 5;
    let named: Vec<String> = candidates.iter().take(NAMED).map(|id| format!("`{id}`")).collect();
    let more = candidates.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" or one of {more} more") } else { String::new() };
    format!("give more of the id: {}{more}", named.join(", "))
}

/// An error and what caused it, in one line.
pub fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_pipe_is_no_failure_to_tell() {
        assert!(matches!(Failure::from(io::Error::from(io::ErrorKind::BrokenPipe)), Failure::ClosedPipe));
        let full = Failure::from(io::Error::from(io::ErrorKind::StorageFull));
        let Failure::Told { code, message, .. } = full else { panic!("closed pipe") };
        assert_eq!(
            (code, message.as_str()),
            (exit::ERRORS, "could not write to standard output: no room left on the disk")
        );
    }

    #[test]
    fn the_number_of_a_system_error_is_left_out() {
        assert_eq!(reason(&io::Error::from_raw_os_error(21)), "is a directory");
    }
}
