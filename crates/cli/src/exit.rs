//! The exit codes: a public interface, the same for every command.

/// All was done.
pub const DONE: u8 = 0;

/// Something could not be done: an input could not be read, or a file or the database failed. Each is named on
/// standard error; whatever could be done was done.
pub const ERRORS: u8 = 1;

/// The command was used wrongly: unknown options, a value that is none, no project to work in, faulty settings.
/// Nothing was done.
pub const USAGE: u8 = 2;

/// The exit codes as `--help` tells them.
pub const HELP: &str = "\
Exit codes:
  0  all was done
  1  something could not be done, each thing named on standard error; the rest was done
  2  wrong usage; nothing was done";
