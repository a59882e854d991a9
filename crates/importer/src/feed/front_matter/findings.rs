//! What to look at in an entry of a status site.
//!
//! `feed.slip`: a field is mistyped, and what is meant is beyond doubt. *What to do:* nothing, or correct it.
//! `feed.front-matter`: the head of a file is not as its format asks; it was read line by line. *What to do:* compare,
//! and mend the line. `feed.status`: the state of an entry and its end do not go together. *What to do:* correct the one
//! that is wrong.

use incstats_model::{Finding, Place, Severity};

/// The finding for a slip in a field that leaves no doubt about what is meant.
pub fn slip(place: Place, name: &str, slip: &str) -> Finding {
    Finding {
        code: "feed.slip".to_owned(),
        severity: Severity::Note,
        place: Some(place),
        also: Vec::new(),
        message: format!("`{name}` is mistyped: {slip}"),
        remedy: "nothing, if that is what it means; else correct the field and import the file again"
            .to_owned(),
    }
}

/// The finding for a head that is not as its format asks.
pub fn front_matter(line: u32, why: &str) -> Finding {
    Finding {
        code: "feed.front-matter".to_owned(),
        severity: Severity::Warning,
        place: Some(Place::line(line)),
        also: Vec::new(),
        message: format!("the front matter is broken, and was read line by line: {why}"),
        remedy: "compare what was read with the file, and mend the line".to_owned(),
    }
}

/// The finding for an entry that has an end and says that it is not over.
pub fn not_over(place: Place, end: Place, name: &str) -> Finding {
    Finding {
        code: "feed.status".to_owned(),
        severity: Severity::Warning,
        place: Some(place),
        also: vec![end],
        message: format!(
            "`resolved` says that it is not over, `{name}` when it was; the incident stays open"
        ),
        remedy:
            "if it is over, correct `resolved` in the file, or: incstats correct ID resolved=TIME --why TEXT"
                .to_owned(),
    }
}

/// The finding for an entry whose state was never brought up to date.
pub fn state_left(place: Place, end: Place, state: &str) -> Finding {
    Finding {
        code: "feed.status".to_owned(),
        severity: Severity::Note,
        place: Some(place),
        also: vec![end],
        message: format!(
            "the state is still `{state}`, though the entry says when it was over; it counts as over"
        ),
        remedy: "nothing, if it is over".to_owned(),
    }
}
