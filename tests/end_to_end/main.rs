//! The built program from outside: what is typed, what is printed, what is kept, and the exit code.

mod bad_input;
mod corrections;
mod folder;
mod history;
mod hostile;
mod importing;
mod looking;
mod reviewing;
mod samples;
mod usage;
