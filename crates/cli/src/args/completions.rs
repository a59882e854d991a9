//! `incstats completions`.

use clap::Args;
use clap_complete::Shell;

/// What `completions` is told.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  incstats completions bash > ~/.local/share/bash-completion/completions/incstats
  incstats completions zsh  > ~/.zfunc/_incstats
  incstats completions fish > ~/.config/fish/completions/incstats.fish")]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL", value_enum)]
    pub shell: Shell,
}
