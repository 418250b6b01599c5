//! What a run does with each file: the configuration of its place, and over it the arguments.

use super::allow::Allow;
use super::args::{Check, Color, Input};
use super::config::{self, Config};
use super::lints::Lints;
use super::names::{self, FailOn, Rules, Unknown};
use super::output;
use crate::check::{Linter, Settings};
use crate::diagnostic::Level;
use crate::report::terminal::Terminal;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

/// A linter, and which of its findings count.
pub(super) struct Setup {
    pub(super) linter: Linter,
    /// Findings that may stand.
    pub(super) allow: Vec<Allow>,
    /// Whether every rule of the house could be loaded.
    pub(super) sound: bool,
    /// The slightest finding that is reported.
    pub(super) min_level: Level,
    /// Which findings make the run fail.
    pub(super) fail_on: FailOn,
}

/// The configurations of a run, and which one each of its paths has.
pub(super) struct Configs {
    pub(super) configs: Vec<Config>,
    /// For each path of the arguments, in order, the index of its configuration.
    pub(super) of_path: Vec<usize>,
}

/// Finds and reads the configuration of each path. All faults are shown before the run ends.
pub(super) fn configs(input: &Input, paths: &[PathBuf]) -> Option<Configs> {
    let terminal = Terminal { width: width(), color: colors(input.color, io::stderr().is_terminal()) };
    let mut known: BTreeMap<Option<PathBuf>, usize> = BTreeMap::new();
    let mut configs = Vec::new();
    let mut of_path = Vec::new();
    let mut sound = true;
    for path in paths {
        let file = input.config.clone().or_else(|| config::find(&folder_of(path, input)));
        let index = *known.entry(file.clone()).or_insert(configs.len());
        of_path.push(index);
        if index < configs.len() {
            continue;
        }
        let folder = match (&input.config, &file) {
            (None, Some(file)) => file.parent().map(Path::to_path_buf).unwrap_or_default(),
            _ => PathBuf::from(".").canonicalize().unwrap_or_default(),
        };
        let config = file.as_ref().map_or_else(
            || Ok(Config { lints: Lints::load(&input.lints, terminal), ..Config::default() }),
            |file| config::read(&shorter(file), &folder, &input.lints, terminal),
        );
        configs.push(config.unwrap_or_else(|faults| {
            output::raw(&faults);
            sound = false;
            Config::default()
        }));
    }
    sound.then_some(Configs { configs, of_path })
}

/// The configuration of this folder, if it has one that can be read.
pub(super) fn here() -> Option<Config> {
    let folder = PathBuf::from(".").canonicalize().ok()?;
    let file = config::find(&folder)?;
    let terminal = Terminal { width: width(), color: false };
    config::read(&shorter(&file), file.parent()?, &[], terminal).ok()
}

/// The folder in and above which the configuration of a path is looked for.
fn folder_of(path: &Path, input: &Input) -> PathBuf {
    let path = match &input.stdin_filename {
        Some(name) if path.as_os_str() == "-" => name,
        None if path.as_os_str() == "-" => Path::new("."),
        _ => path,
    };
    let folder = if path.is_dir() { path } else { path.parent().unwrap_or(Path::new("")) };
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf())
}

/// A path as it is seen from here, when it is below.
pub(super) fn shorter(path: &Path) -> PathBuf {
    let here = PathBuf::from(".").canonicalize().unwrap_or_default();
    path.strip_prefix(here).unwrap_or(path).to_path_buf()
}

/// The linters of a run, one for each configuration; the error is what is wrong with the arguments.
pub(super) fn setups(arguments: &Check, configs: &[Config]) -> Result<Vec<Setup>, Unknown> {
    let known: Vec<Rules> = configs.iter().map(|config| Rules::with(&config.lints.house)).collect();
    // A rule of one house may be named although another configuration of the run has not got it.
    let named = |name: &str| {
        let mut found = known.iter().map(|rules| rules.named(name));
        let first = found.next().unwrap_or(Ok(Vec::new()));
        let ids = found.fold(first, Result::or)?;
        Ok(ids.into_iter().map(str::to_owned).collect::<Vec<_>>())
    };
    for name in arguments.select.iter().chain(&arguments.ignore) {
        named(name)?;
    }
    let mut levels = Vec::new();
    for text in &arguments.levels {
        let (name, level) = text.split_once('=').ok_or_else(|| Unknown {
            message: format!("\"{text}\" is no level of a rule"),
            help: "write --level RULE=LEVEL".to_owned(),
        })?;
        let level = names::level(level)?;
        levels.extend(named(name)?.into_iter().map(|rule| (rule, level)));
    }
    let min_level = arguments.min_level.as_deref().map(names::level).transpose()?;
    let fail_on = arguments.fail_on.as_deref().map(names::fail_on).transpose()?;
    let profile = arguments.input.profile.as_deref().map(names::profile).transpose()?;
    let setup = |config: &Config| {
        let settings = Settings {
            select: rules(&arguments.select, &config.select),
            ignore: rules(&arguments.ignore, &config.ignore),
            levels: config.levels.iter().chain(&levels).cloned().collect(),
            profile: profile.or(config.profile),
        };
        let (linter, errors) = Linter::with_house(settings, &config.lints.house);
        let terminal = Terminal { width: width(), color: colors(arguments.input.color, io::stderr().is_terminal()) };
        for error in &errors {
            output::raw(&config.lints.told(error, terminal));
        }
        Setup {
            linter,
            allow: config.allow.clone(),
            sound: errors.is_empty() && config.lints.sound,
            min_level: min_level.or(config.min_level).unwrap_or(Level::Note),
            fail_on: fail_on.or(config.fail_on).unwrap_or(FailOn::Level(Level::Warning)),
        }
    };
    Ok(configs.iter().map(setup).collect())
}

/// The rules that the arguments name, else those that the file names.
fn rules(arguments: &[String], config: &[String]) -> BTreeSet<String> {
    let rules = if arguments.is_empty() { config } else { arguments };
    rules.iter().cloned().collect()
}

/// The columns of the terminal; a report that is not for a terminal is written for 100.
#[expect(clippy::disallowed_methods, reason = "COLUMNS tells the width where there is no terminal to ask")]
pub(super) fn width() -> usize {
    let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let asked = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    told.or_else(asked).unwrap_or(100).clamp(40, 160)
}

/// Whether to use colours on an output that is or is not a terminal.
#[expect(clippy::disallowed_methods, reason = "NO_COLOR and TERM are how users say that they want no colours")]
pub(super) fn colors(color: Color, terminal: bool) -> bool {
    let set = |name| std::env::var(name).unwrap_or_default();
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => terminal && set("NO_COLOR").is_empty() && set("TERM") != "dumb",
    }
}
