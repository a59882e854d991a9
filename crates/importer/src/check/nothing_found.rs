//! `no.date` and `no.incident`: a text from which no incident could be read.
//!
//! `no.date`: no date or clock time is in it that could be placed on a calendar. `no.incident`: it has dates, but
//! nothing that tells of harm or repair. *What to do:* leave it out; or, if it does tell of an incident, give
//! `--reference-date` or `--language`.

use incstats_model::{Finding, Severity};

fn finding(code: &str, message: &str, remedy: &str) -> Finding {
    Finding {
        code: code.to_owned(),
        severity: Severity::Error,
        place: None,
        also: Vec::new(),
        message: message.to_owned(),
        remedy: remedy.to_owned(),
    }
}

/// The finding for a text without a date.
pub fn no_date() -> Finding {
    finding(
        "no.date",
        "no date in it can be placed on a calendar",
        "if it tells of an incident, import it with --reference-date YYYY-MM-DD",
    )
}

/// The finding for a text with dates that tells of nothing that went wrong.
pub fn no_incident() -> Finding {
    finding(
        "no.incident",
        "it has dates, but nothing in it tells of an incident",
        "leave it out, or name its language with --language if it was taken for another",
    )
}
