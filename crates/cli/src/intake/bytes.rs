//! The bytes of one input, with a limit, so that no file can take all the memory there is.

use std::fs::File;
use std::io::{self, Read};

use super::{Input, Problem};
use crate::failure::reason;

/// The largest report that is read, in bytes: far above any report written by people.
pub const LARGEST: u64 = 64 * 1024 * 1024;

/// The largest table that is read, in bytes: it is read one incident at a time, and its text is all that it takes.
pub const LARGEST_TABLE: u64 = 1024 * 1024 * 1024;
/// How much of a file is looked at to see whether it is a table.
const HEAD: usize = 64 * 1024;

/// Reads an input whole. `is_table` tells of the beginning of one that is large whether it is of a table.
///
/// # Errors
/// That it cannot be opened or read, or is too large.
pub fn read(input: &Input, is_table: impl Fn(&[u8]) -> bool) -> Result<Vec<u8>, Problem> {
    let bytes = match input {
        Input::StandardInput => bounded(io::stdin().lock(), 0, is_table),
        Input::File(path) => File::open(path).and_then(|file| {
            let size = file.metadata().map_or(0, |about| about.len());
            bounded(file, size, is_table)
        }),
    };
    let place = input.to_string();
    match bytes {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(most)) => Err(Problem::new(
            place,
            format!("larger than {} MB, the most that is read of one report", most / (1024 * 1024)),
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

/// All bytes, or how many are too many: [`LARGEST`], or [`LARGEST_TABLE`] of a table. `size` is how many there seem to
/// be, so that a large table needs no second place while it is read.
fn bounded(
    source: impl Read,
    size: u64,
    is_table: impl Fn(&[u8]) -> bool,
) -> io::Result<Result<Vec<u8>, u64>> {
    let place = |bytes: u64| usize::try_from(bytes).unwrap_or(0);
    let mut bytes = Vec::with_capacity(place(size.min(LARGEST)));
    let mut source = source.take(LARGEST_TABLE + 1);
    source.by_ref().take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 <= LARGEST {
        return Ok(Ok(bytes));
    }
    if !is_table(bytes.get(..HEAD).unwrap_or_default()) {
        return Ok(Err(LARGEST));
    }
    // No error where there is no place: the reading below finds what there is.
    let _ = bytes.try_reserve_exact(place(size.min(LARGEST_TABLE)).saturating_sub(bytes.len()));
    source.read_to_end(&mut bytes)?;
    Ok(if bytes.len() as u64 <= LARGEST_TABLE { Ok(bytes) } else { Err(LARGEST_TABLE) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endless_input_ends() {
        assert_eq!(bounded(io::repeat(b'x'), 0, |_| false).unwrap(), Err(LARGEST));
        assert_eq!(bounded(&b"abc"[..], 3, |_| false).unwrap().unwrap(), b"abc");
    }

    #[test]
    fn a_table_may_be_larger() {
        let size = LARGEST + 10;
        let table = io::repeat(b'x').take(size);
        assert_eq!(bounded(table, size, |head| head.len() == HEAD).unwrap().unwrap().len() as u64, size);
    }
}
