//! `incstats man`: the manual pages.

use std::fs;

use clap::CommandFactory;
use clap_mangen::Man;

use super::context::Context;
use crate::args::{Cli, ManArgs};
use crate::exit;
use crate::failure::Failure;

/// Prints the main page, or writes all pages into a folder.
pub fn run(context: &mut Context, args: &ManArgs) -> Result<u8, Failure> {
    let command = Cli::command();
    let Some(folder) = &args.out else {
        let mut page = Vec::new();
        Man::new(command).render(&mut page)?;
        context.door.print_raw(&page)?;
        return Ok(exit::DONE);
    };
    fs::create_dir_all(folder).map_err(|error| Failure::file("make the folder", folder, &error))?;
    clap_mangen::generate_to(command, folder)
        .map_err(|error| Failure::file("write pages to", folder, &error))?;
    context.door.note(format!("wrote the manual pages to {}", folder.display()));
    Ok(exit::DONE)
}
