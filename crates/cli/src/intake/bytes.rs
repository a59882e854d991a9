//! The bytes of one input, with a limit, so that no file can take all the memory there is.

use std::fs::File;
use std::io::{self, Read};

use super::{Input, Problem};
use crate::failure::reason;

/// The largest report that is read, in bytes: far above any report written by people.
pub const LARGEST: u64 = 64 * 1024 * 1024;

/// Reads an input whole.
///
/// # Errors
/// That it cannot be opened or read, or is too large.
pub fn read(input: &Input) -> Result<Vec<u8>, Problem> {
    let bytes = match input {
        Input::StandardInput => bounded(io::stdin().lock()),
        Input::File(path) => File::open(path).and_then(bounded),
    };
    let place = input.to_string();
    match bytes {
        Ok(Some(bytes)) => Ok(bytes),
        Ok(None) => Err(Problem::new(
            place,
            format!("larger than {} MB, the most that is read of one report", LARGEST / (1024 * 1024)),
            "split it into a file for each report, or leave it out",
        )),
        Err(error) => {
            let hint = match error.kind() {
                io::ErrorKind::PermissionDenied => "give yourself the permission to read it, or leave it out",
                io::ErrorKind::NotFound => "check the path",
                _ => "check the file and the disk that it is on",
            };
            Err(Problem::new(place, format!("could not be read: {}", reason(&error)), hint))
        }
    }
}

/// All bytes, or `None` where there are more than [`LARGEST`].
fn bounded(source: impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    source.take(LARGEST + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= LARGEST).then_some(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endless_input_ends() {
        assert_eq!(bounded(io::repeat(b'x')).unwrap(), None);
        assert_eq!(bounded(&b"abc"[..]).unwrap().unwrap(), b"abc");
    }
}
