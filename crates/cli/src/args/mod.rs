//! What can be typed: the commands and their options, one file a command.

mod chart;
mod choices;
mod compare;
mod completions;
mod correct;
mod export;
mod findings;
mod forget;
mod global;
mod import;
mod init;
mod list;
mod man;
mod report;
mod review;
mod selection;
mod show;
mod simulate;
mod summary;
mod trend;

use clap::{Parser, Subcommand};

pub use chart::{ALL, ChartArgs};
pub use choices::{ExportFormat, Format, ImageFormat, RecordFormat};
pub use compare::CompareArgs;
pub use completions::CompletionsArgs;
pub use correct::{Assignment, CorrectArgs, CorrectField, Undo};
pub use export::ExportArgs;
pub use findings::FindingsArgs;
pub use forget::ForgetArgs;
pub use global::Global;
pub use import::{ImportArgs, Said};
pub use init::InitArgs;
pub use list::ListArgs;
pub use man::ManArgs;
pub use report::{Dress, ReportArgs};
pub use review::ReviewArgs;
pub use selection::{Clock, Filter, Selection};
pub use show::ShowArgs;
pub use simulate::SimulateArgs;
pub use summary::SummaryArgs;
pub use trend::TrendArgs;

use crate::exit;

/// Turns old incident reports and status pages into an incident history, and that into figures and charts.
///
/// Reports are read as they are: times are kept as bounds, never guessed, and every figure can be traced to the line
/// it came from. What is doubtful is a finding, and a person's correction outlives every new import.
#[derive(Debug, Parser)]
#[command(name = "incstats", version, max_term_width = 100, after_help = "`incstats help COMMAND` explains a command, with examples.", after_long_help = exit::HELP)]
pub struct Cli {
    /// Options of every command.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a project folder: settings, a place for reports and for charts.
    Init(InitArgs),
    /// Read reports and keep their incidents.
    Import(ImportArgs),
    /// The incident history, a line an incident.
    List(ListArgs),
    /// One incident: its milestones, phases, events and findings.
    Show(ShowArgs),
    /// What a person should look at.
    Findings(FindingsArgs),
    /// Overrule what was read, with a reason.
    Correct(CorrectArgs),
    /// Take a report out of the history.
    Forget(ForgetArgs),
    /// A period in figures.
    Summary(SummaryArgs),
    /// A metric over quarters: is it getting better, and could we tell.
    Trend(TrendArgs),
    /// One period against another.
    Compare(CompareArgs),
    /// What a figure would have said of a change that is known.
    Simulate(SimulateArgs),
    /// Draw charts.
    Chart(ChartArgs),
    /// Write the review of a period: a page to send, the same as Markdown, and the charts.
    Report(ReportArgs),
    /// Read reports, print the summary and write the review, in one go.
    Review(ReviewArgs),
    /// The history for other programs.
    Export(ExportArgs),
    /// Completions for a shell.
    Completions(CompletionsArgs),
    /// The manual page.
    Man(ManArgs),
}
