//! JSON on standard output.

use std::fmt::Write;
use std::io;

use serde::Serialize;

use super::door::Door;
use super::text::is_active;
use crate::failure::Failure;

/// Prints a value as indented JSON with a line end.
///
/// # Errors
/// That it cannot be written.
pub fn print(door: &mut Door, value: &impl Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(value).map_err(io::Error::from)?;
    door.print_raw(disarmed(&text).as_bytes())?;
    Ok(door.print_raw(b"\n")?)
}

/// JSON escapes only part of what acts on a terminal. The rest can stand in strings alone, where an escape means the
/// same.
fn disarmed(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for c in json.chars() {
        if is_active(c) && c != '\n' {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                // Writing into a string cannot fail.
                let _ = write!(safe, "\\u{unit:04x}");
            }
        } else {
            safe.push(c);
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_json_leaves_raw_is_escaped_and_means_the_same() {
        let hostile = "a\u{9b}31m\u{202e}\u{7f}\u{1b}\n";
        let json = disarmed(&serde_json::to_string_pretty(&[hostile]).unwrap());
        assert!(!json.chars().any(|c| is_active(c) && c != '\n'), "{json}");
        assert_eq!(serde_json::from_str::<Vec<String>>(&json).unwrap(), [hostile]);
    }
}
