//! `text.damaged`: some bytes stand for no character; they are shown as `\u{FFFD}`.
//!
//! *What to do:* nothing if all times are right; else convert the file to UTF-8 and import it again.

use incstats_model::{Finding, Severity};

/// The finding for a text with bytes that stand for no character.
pub fn damaged(encoding: &str) -> Finding {
    Finding {
        code: "text.damaged".to_owned(),
        severity: Severity::Warning,
        place: None,
        also: Vec::new(),
        message: format!("some bytes stand for no character of {encoding} and were replaced"),
        remedy: "look at the times; if one is wrong, convert the file to UTF-8 and import it again"
            .to_owned(),
    }
}
