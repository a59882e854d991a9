//! `incstats import`.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;
use incstats_importer::Mapping;
use incstats_model::ZoneId;

use super::choices::{RecordFormat, ReportFormat};

/// What `import` is told.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  incstats import data                                everything in a folder and its folders
  incstats import 'data/2021/*.txt' --zone Europe/Zurich
  incstats import - < report.txt                      from standard input
  incstats import report.txt --dry-run --format json  see what would be kept, and keep nothing
  incstats import history.csv                         a table of incidents, a row each
  incstats import report.txt --explain                what the reader saw, line by line
  incstats import export.csv --guess                  propose which columns tell what
  incstats import export.csv --map 'opened=Created,closed=Done on,title=Summary'

Folders are read in the order of their names, without hidden files, the project's database and its
`reports` folder. The same bytes twice change nothing; a new version of a file takes the place of the old
one and keeps people's corrections. What it tells of no longer is named and stays: a feed holds its last
fifty incidents, the history all of them; `incstats forget ID` takes one out. `--zone` and the like are used only where a report does
not say otherwise itself; `incstats.toml` can say the same for good.

A table is known by its heading, which names milestones (`started`, `resolved`, ...) and what else there is of `id`,
`title`, `organisation`, `services`, `severity`, `cause`, `status`, `as_of`, `zone`; `export --format csv` writes one.
A row that cannot be read is named, and the others are kept.")]
pub struct ImportArgs {
    /// Files, folders, patterns such as `data/*.txt`, or `-` for standard input
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,

    /// What is said about the reports from outside.
    #[command(flatten)]
    pub said: Said,

    /// Read, print and keep nothing; needs no project
    #[arg(long)]
    pub dry_run: bool,

    /// Print what the reader saw in the reports, line by line; keeps nothing, needs no project
    #[arg(long, conflicts_with_all = ["dry_run", "format"])]
    pub explain: bool,

    /// Propose a mapping for tables whose headings are not known, as a block for incstats.toml; keeps nothing
    #[arg(long, conflicts_with_all = ["dry_run", "explain", "format"])]
    pub guess: bool,

    /// How to print the incidents
    #[arg(long, value_enum, default_value_t)]
    pub format: RecordFormat,
}

/// What is said about reports on the command line, over what the settings say.
#[derive(Clone, Debug, Default, Args)]
pub struct Said {
    /// Time zone of reports that name none: `Europe/Zurich`, `+02:00`
    #[arg(long, value_name = "ZONE")]
    pub zone: Option<ZoneId>,

    /// Language of the reports, as a code such as `fr`; a wrong one lists all [default: found from the text]
    #[arg(long, value_name = "CODE")]
    pub language: Option<String>,

    /// The day to read from where a report gives no year: 2021-07-02
    #[arg(long, value_name = "DATE")]
    pub reference_date: Option<NaiveDate>,

    /// What the files are [default: found from their bytes]
    #[arg(long = "as", value_name = "FORMAT", value_enum)]
    pub format_of_reports: Option<ReportFormat>,

    /// Whose reports they are
    #[arg(long, value_name = "NAME")]
    pub organisation: Option<String>,

    /// Which columns of a table tell what: `opened=Created,closed=Resolved on,title=Summary`
    #[arg(long, value_name = "FIELD=COLUMN,...")]
    pub map: Option<Mapping>,
}
