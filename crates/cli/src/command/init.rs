//! `incstats init`: makes a project folder.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;

use super::context::Context;
use crate::args::InitArgs;
use crate::exit;
use crate::failure::Failure;
use crate::project::{DATA, REPORTS, SETTINGS};
use crate::settings::EXAMPLE;

/// Makes the folders and the settings that are not there yet.
pub fn run(context: &mut Context, args: &InitArgs) -> Result<u8, Failure> {
    for folder in [args.folder.clone(), args.folder.join(DATA), args.folder.join(REPORTS)] {
        fs::create_dir_all(&folder).map_err(|error| Failure::file("make the folder", &folder, &error))?;
    }
    let file = args.folder.join(SETTINGS);
    if write_new(&file, EXAMPLE)? {
        context.door.print(format!("made {}", shown(&file)))?;
    } else {
        context.door.note(format!("{} was there already and is left as it is", shown(&file)));
    }
    let data = shown(&args.folder.join(DATA));
    context.door.hint(&format!("put reports into `{data}`, then `incstats import {data}`"));
    Ok(exit::DONE)
}

/// Writes a file unless there is one; whether it did.
fn write_new(file: &Path, text: &str) -> Result<bool, Failure> {
    match OpenOptions::new().write(true).create_new(true).open(file) {
        Ok(mut handle) => {
            handle.write_all(text.as_bytes()).map_err(|error| Failure::file("write", file, &error))?;
            Ok(true)
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(Failure::file("write", file, &error)),
    }
}

/// A path without the `./` that the current folder puts before it.
fn shown(path: &Path) -> String {
    path.strip_prefix(".").unwrap_or(path).display().to_string()
}
