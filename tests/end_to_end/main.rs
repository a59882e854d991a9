//! The built program from outside: what is typed, what is printed, what is kept, and the exit code.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]
#![allow(
    clippy::case_sensitive_file_extension_comparisons,
    reason = "the program writes its file names itself"
)]

mod asking;
mod bad_input;
mod clocks;
mod columns;
mod corrections;
mod doubted;
mod explained;
mod folder;
mod history;
mod hostile;
mod importing;
mod json_feed;
mod large_table;
mod looking;
mod mapping;
mod oracle;
mod reimport;
mod report;
mod reviewing;
mod samples;
mod table_feed;
mod usage;
