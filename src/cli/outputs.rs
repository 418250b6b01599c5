//! The reports that a run writes: `--format` and `--output-file`, which come in pairs and in order.

use clap::builder::EnumValueParser;
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches, Args, Command, Error, FromArgMatches, ValueEnum, ValueHint, value_parser};
use std::path::PathBuf;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// With the passages of the article
    #[default]
    Terminal,
    /// One line for each finding
    Short,
    /// One object, for programs
    Json,
    /// One JSON object a line for each finding
    Jsonl,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of a GitHub workflow
    Github,
    /// GitLab code quality
    Gitlab,
    /// JUnit XML
    Junit,
    /// Lines for reviewdog
    Rdjsonl,
    /// Checkstyle XML
    Checkstyle,
    /// A comment for a pull request
    Markdown,
    /// A page for the browser: the articles with the findings in place
    Html,
}

/// A report, and where it goes: a file, or standard output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Output {
    pub(super) format: Format,
    pub(super) file: Option<PathBuf>,
}

/// The reports of a run; at most one goes to standard output.
#[derive(Clone, Debug)]
pub(super) struct Outputs(pub(super) Vec<Output>);

const FORMAT: &str = "format";
const FILE: &str = "output_file";

impl Args for Outputs {
    fn augment_args(command: Command) -> Command {
        let format = Arg::new(FORMAT)
            .long("format")
            .value_name("FORMAT")
            .value_parser(EnumValueParser::<Format>::new())
            .action(ArgAction::Append)
            .help("How to report; may be given several times, each with an --output-file [default: terminal]");
        let file = Arg::new(FILE)
            .long("output-file")
            .value_name("FILE")
            .value_parser(value_parser!(PathBuf))
            .value_hint(ValueHint::FilePath)
            .action(ArgAction::Append)
            .help("Write the report of the --format before it to a file");
        command.arg(format).arg(file)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Outputs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let mut given = Vec::new();
        if let (Some(formats), Some(indices)) = (matches.get_many(FORMAT), matches.indices_of(FORMAT)) {
            given.extend(indices.zip(formats).map(|(index, &format)| (index, Given::Format(format))));
        }
        if let (Some(files), Some(indices)) = (matches.get_many::<PathBuf>(FILE), matches.indices_of(FILE)) {
            given.extend(indices.zip(files).map(|(index, file)| (index, Given::File(file.clone()))));
        }
        given.sort_by_key(|&(index, _)| index);
        pair(given.into_iter().map(|(_, given)| given))
            .map(Self)
            .map_err(|message| Error::raw(ErrorKind::ArgumentConflict, message + "\n"))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// One of the arguments, in the order in which they were given.
enum Given {
    Format(Format),
    File(PathBuf),
}

/// Gives each file to the format before it that has none yet, or else to the one after it.
fn pair(given: impl Iterator<Item = Given>) -> Result<Vec<Output>, String> {
    let mut outputs: Vec<Output> = Vec::new();
    let mut waiting = None;
    for one in given {
        match one {
            Given::Format(format) => outputs.push(Output { format, file: waiting.take() }),
            Given::File(file) => match outputs.last_mut().filter(|output| output.file.is_none()) {
                Some(output) => output.file = Some(file),
                None if waiting.is_some() => return Err("each --output-file needs a --format of its own".into()),
                None => waiting = Some(file),
            },
        }
    }
    if outputs.is_empty() {
        outputs.push(Output { format: Format::default(), file: waiting.take() });
    }
    if let Some(file) = waiting {
        return Err(format!("--output-file {} has no --format of its own", file.display()));
    }
    if outputs.iter().filter(|output| output.file.is_none()).count() > 1 {
        return Err("only one report can go to standard output: give each --format but one an --output-file".into());
    }
    let files: std::collections::BTreeSet<_> = outputs.iter().filter_map(|output| output.file.as_ref()).collect();
    if files.len() < outputs.iter().filter(|output| output.file.is_some()).count() {
        return Err("two reports go to the same --output-file".into());
    }
    Ok(outputs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Format::{Html, Json, Sarif, Terminal};

    fn paired(words: &str) -> Result<Vec<(Format, Option<String>)>, String> {
        let given = words
            .split_whitespace()
            .map(|word| Format::from_str(word, true).map_or_else(|_| Given::File(PathBuf::from(word)), Given::Format));
        let show = |output: Output| (output.format, output.file.map(|file| file.display().to_string()));
        pair(given).map(|outputs| outputs.into_iter().map(show).collect())
    }

    #[test]
    fn a_file_belongs_to_the_format_before_it() {
        assert_eq!(paired("").unwrap(), [(Terminal, None)]);
        assert_eq!(paired("a.txt").unwrap(), [(Terminal, Some("a.txt".into()))]);
        assert_eq!(paired("a.json json").unwrap(), [(Json, Some("a.json".into()))]);
        let all = paired("sarif a.sarif terminal html b.html").unwrap();
        assert_eq!(all, [(Sarif, Some("a.sarif".into())), (Terminal, None), (Html, Some("b.html".into()))]);
    }

    #[test]
    fn what_cannot_be_paired_is_refused() {
        for words in ["json sarif", "json a b", "json a sarif a", "a b"] {
            assert!(paired(words).is_err(), "{words}");
        }
    }
}
