//! The arguments of the command line.

use super::names;
use super::outputs::Outputs;
use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Checks health articles for inconsistent names, contradictions, implausible statements, unsafe doses and damaged
/// text.
///
/// mo-lint reads Markdown, HTML and plain text and reports each fault at its exact place. It checks text: it gives no
/// medical advice, and an article without findings can still be wrong.
#[derive(Debug, Parser)]
#[command(
    name = "mo-lint",
    version = concat!(env!("CARGO_PKG_VERSION"), " (knowledge ", env!("MO_LINT_KNOWLEDGE"), ")"),
    args_conflicts_with_subcommands = true,
    after_help = "mo-lint checks text; it gives no medical advice.\n\nExit status: 0 nothing at or above the fail level, 1 findings, 2 wrong usage or configuration, or a \
                  file that cannot be read or written."
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    /// Print the works that the knowledge is made from, with their licences
    #[arg(long, exclusive = true)]
    pub(super) licenses: bool,
    #[command(flatten)]
    pub(super) check: Check,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Explain a rule: what it flags, why, examples, limits
    Explain {
        /// The id of the rule
        rule: String,
    },
    /// List the rules
    Rules,
    /// Write a commented mo-lint.toml into this folder
    Init,
    /// Run the examples of the rules of the house, which are their tests
    Test {
        /// The folder or file of the rules
        #[arg(default_value = super::lints::FOLDER)]
        folder: PathBuf,
        /// Say which parts of the rules no example shows; 1 is the exit status when there are any
        #[arg(long)]
        coverage: bool,
    },
    /// Write a rule of the house to start from, with examples that pass
    New {
        /// The id of the rule, in kebab case
        rule: String,
        /// What it looks for
        #[arg(long, value_enum, default_value_t)]
        shape: Shape,
        /// The folder that it is written into
        #[arg(long, default_value = super::lints::FOLDER)]
        folder: PathBuf,
    },
    /// Print a JSON Schema, with which editors complete and check files of TOML
    Schema {
        /// What it is of
        #[arg(value_enum, default_value_t)]
        of: SchemaOf,
    },
    /// Make rules of the house from those of another linter
    Import {
        /// What the rules are of
        #[arg(value_enum)]
        from: Import,
        /// The folder of the styles
        styles: PathBuf,
        /// The folder that the rules are written into
        #[arg(long, default_value = super::lints::FOLDER)]
        into: PathBuf,
    },
    /// Show what was read: subject, abbreviations, sentences, mentions, claims
    Inspect(Inspect),
    /// Write what a package of mo-lint brings along
    #[command(hide = true, subcommand)]
    Generate(Generate),
}

#[derive(Debug, Subcommand)]
pub(super) enum Generate {
    /// Print the completions of a shell
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Print the man page, or write a page for each command into a folder
    Man {
        /// The folder
        folder: Option<PathBuf>,
    },
}

/// The arguments of `mo-lint` without a command.
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    pub(super) outputs: Outputs,
    /// Rules or families to run, parted by commas [default: every stable rule]
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(super) select: Vec<String>,
    /// Rules or families not to run, parted by commas
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(super) ignore: Vec<String>,
    /// Give the findings of a rule or family another level
    #[arg(long = "level", value_name = "RULE=LEVEL", value_delimiter = ',')]
    pub(super) levels: Vec<String>,
    /// The slightest finding that makes the exit status 1 [default: warning]
    #[arg(long, value_name = "LEVEL", value_parser = one_of(&names::FAIL_LEVELS))]
    pub(super) fail_on: Option<String>,
    /// The slightest finding that is reported [default: note]
    #[arg(long, value_name = "LEVEL", value_parser = one_of(&names::LEVELS))]
    pub(super) min_level: Option<String>,
    /// Report only the first N findings; all are counted, and decide the exit status
    #[arg(long, value_name = "N", conflicts_with = "statistics")]
    pub(super) max_findings: Option<usize>,
    /// Count the findings by rule, by file and in 10,000 words instead of showing them
    #[arg(long, conflicts_with = "format")]
    pub(super) statistics: bool,
    /// Print the settings for a path, each with the place that it comes from, and check nothing
    #[arg(long)]
    pub(super) show_config: bool,
    /// Say which files and which parts of them were not read, and why
    #[arg(long)]
    pub(super) explain_skips: bool,
    /// Check again whenever a file changes, until Ctrl-C; the last run gives the exit status
    #[arg(long, conflicts_with_all = ["write_baseline", "show_config"])]
    pub(super) watch: bool,
    #[command(flatten)]
    pub(super) input: Input,
    #[command(flatten)]
    pub(super) baseline: Baseline,
    #[command(flatten)]
    pub(super) fixes: Fixes,
    #[command(flatten)]
    pub(super) changed: Changed,
    #[command(flatten)]
    pub(super) caching: Caching,
}

/// What earlier runs found.
#[derive(Debug, Args)]
#[command(next_help_heading = "Cache")]
pub(super) struct Caching {
    /// Check every file, also those that are as they were in an earlier run
    #[arg(long)]
    pub(super) no_cache: bool,
    /// Keep what was found in this folder, also of a few files [default: .mo-lint-cache beside mo-lint.toml]
    #[arg(long, value_name = "DIR", conflicts_with = "no_cache")]
    pub(super) cache_dir: Option<PathBuf>,
}

/// Findings that were there before.
#[expect(clippy::struct_field_names, reason = "the fields are named as the options")]
#[derive(Debug, Args)]
#[command(next_help_heading = "Baseline")]
pub(super) struct Baseline {
    /// Leave out the findings that this file lists; they are counted
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
    /// Write what is found into the baseline, and report nothing
    #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = "mo-lint-baseline.json")]
    pub(super) write_baseline: Option<PathBuf>,
    /// Take what is no longer found out of the baseline
    #[arg(long, requires = "baseline")]
    pub(super) prune_baseline: bool,
}

/// Edits that mend findings.
#[expect(clippy::struct_field_names, reason = "the fields are named as the options")]
#[derive(Debug, Args)]
#[command(next_help_heading = "Fixes")]
pub(super) struct Fixes {
    /// Mend what can be mended safely, and report the rest
    #[arg(long, conflicts_with = "diff")]
    pub(super) fix: bool,
    /// Show what --fix would change, and change nothing
    #[arg(long)]
    pub(super) diff: bool,
    /// With --fix or --diff, also the edits that a person should look at
    #[arg(long)]
    pub(super) unsafe_fixes: bool,
}

/// Which parts of the text count.
#[expect(clippy::struct_field_names, reason = "the fields are named as the options")]
#[derive(Debug, Args)]
#[command(next_help_heading = "Changed text")]
pub(super) struct Changed {
    /// Report only what touches lines changed since a commit of git
    #[arg(long, value_name = "REF", conflicts_with = "staged")]
    pub(super) changed_since: Option<String>,
    /// Report only what touches lines that are staged in git
    #[arg(long)]
    pub(super) staged: bool,
    /// Also read the files that this file lists, one a line; '-' reads the list from standard input
    #[arg(long, value_name = "FILE")]
    pub(super) files_from: Option<PathBuf>,
}

/// The arguments of `mo-lint inspect`.
#[derive(Debug, Args)]
pub(super) struct Inspect {
    #[command(flatten)]
    pub(super) input: Input,
    /// How to show what was read
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: InspectFormat,
    /// Write the report to a file
    #[arg(long, value_name = "FILE")]
    pub(super) output_file: Option<PathBuf>,
}

/// What is read.
#[derive(Debug, Args)]
pub(super) struct Input {
    /// Files and folders; '-' reads standard input [default: this folder]
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// What kind of text it is
    #[arg(long, value_parser = one_of(&names::PROFILES))]
    pub(super) profile: Option<String>,
    /// Use this configuration instead of the nearest mo-lint.toml
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// Also load the rules of a folder or file; may be given several times
    #[arg(long, value_name = "DIR")]
    pub(super) lints: Vec<PathBuf>,
    /// The name that standard input has in reports; its ending tells the format
    #[arg(long, value_name = "NAME")]
    pub(super) stdin_filename: Option<PathBuf>,
    /// Also read files that .gitignore, .ignore and .mo-lintignore leave out
    #[arg(long)]
    pub(super) no_ignore: bool,
    /// Let `exclude` in mo-lint.toml hold for files that are named, too
    #[arg(long)]
    pub(super) force_exclude: bool,
    /// How many threads to use; 0 means one for each core
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub(super) threads: usize,
    /// When to use colours; NO_COLOR is honoured
    #[arg(long, value_name = "WHEN", value_enum, default_value_t)]
    pub(super) color: Color,
    /// Print the findings and errors, and nothing else
    #[arg(long, short)]
    pub(super) quiet: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Shape {
    /// Words or a regular expression that should not stand there
    #[default]
    Phrase,
    /// Terms, and what should stand instead
    Replace,
    /// Look-alike terms, with words that speak for each
    Pair,
    /// An attribute of claims, two values of which contradict each other
    Attribute,
    /// A thing that is measured: its names, units and limits
    Quantity,
    /// A medicine with its largest dose
    Medicine,
    /// A short form that is unsafe next to a dose
    Term,
    /// Facts, and the statements that they rule out
    Facts,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum SchemaOf {
    /// A file of a rule
    #[default]
    Rule,
    /// mo-lint.toml
    Config,
    /// A glossary as TOML
    Glossary,
}

impl SchemaOf {
    /// The schema.
    pub(super) fn text(self) -> &'static str {
        match self {
            Self::Rule => include_str!("../../schemas/rule.schema.json"),
            Self::Config => include_str!("../../schemas/mo-lint.schema.json"),
            Self::Glossary => include_str!("../../schemas/glossary.schema.json"),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Import {
    /// Styles of Vale: substitution, existence and consistency
    Vale,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum InspectFormat {
    /// For people
    #[default]
    Table,
    /// One object, for programs
    Json,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// When the output is a terminal
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Takes one of some names, and proposes the nearest for any other.
fn one_of(names: &[&'static str]) -> PossibleValuesParser {
    PossibleValuesParser::new(names)
}
