//! What a run does with each file: the configuration of its place, and over it the arguments.

use super::allow::Allow;
use super::args::{Check, Color, Input};
use super::cache::{Cache, Caches, Found};
use super::config::{self, Config};
use super::lints::Lints;
use super::names::{self, FailOn, Rules, Unknown};
use super::walk::Target;
use super::{output, skips};
use crate::check::{Linter, Profile, Settings};
use crate::diagnostic::Level;
use crate::report::terminal::Terminal;
use crate::source::Source;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, OnceLock};

/// A linter, and which of its findings count.
pub(super) struct Setup<'c> {
    config: &'c Config,
    settings: Settings,
    /// Made when the first file must be checked, and whether every rule of the house could be loaded.
    linter: OnceLock<(Linter, bool)>,
    /// What earlier runs found.
    cache: Option<Arc<Cache>>,
    color: Color,
    /// Whether it is asked what was not read.
    explains: bool,
    /// Findings that may stand.
    pub(super) allow: &'c [Allow],
    /// The slightest finding that is reported.
    pub(super) min_level: Level,
    /// Which findings make the run fail.
    pub(super) fail_on: FailOn,
}

impl Setup<'_> {
    /// Loads the rules, unless an earlier run could load them and most files are likely to be as they were then.
    pub(super) fn prepare(&mut self, caches: &mut Caches) {
        let rules = format!("{:?} {:?}", self.settings, self.config.lints.read);
        self.cache = caches.open(&self.config.folder, &rules);
        if !self.cache.as_ref().is_some_and(|cache| cache.is_warm()) {
            self.loaded();
        }
    }

    /// The linter, and whether every rule of the house is in it; what is wrong with one is shown.
    fn loaded(&self) -> &(Linter, bool) {
        self.linter.get_or_init(|| {
            let lints = &self.config.lints;
            let (linter, errors) = Linter::with_house(self.settings.clone(), &lints.house);
            let terminal = Terminal { width: width(), color: colors(self.color, io::stderr().is_terminal()) };
            for error in &errors {
                output::raw(&lints.told(error, terminal));
            }
            (linter, errors.is_empty())
        })
    }

    /// Whether every rule of the house could be loaded; only such rules have a warm cache.
    pub(super) fn is_sound(&self) -> bool {
        self.config.lints.sound && self.linter.get().is_none_or(|&(_, sound)| sound)
    }

    /// What is found in a file by itself, now or by an earlier run.
    pub(super) fn find(&self, source: Source) -> (Source, Found) {
        let cached = self.cache.as_ref().map(|cache| (cache, Cache::key(&source)));
        if let Some(found) = cached.as_ref().and_then(|(cache, key)| cache.get(*key)) {
            return (source, found);
        }
        let (linter, sound) = self.loaded();
        let article = linter.read(source);
        let words = article.document.prose.split_whitespace().count();
        let skipped = if self.explains { skips::of(&article) } else { Vec::new() };
        let found = Found { words, diagnostics: linter.check_article(&article), skipped };
        if let Some((cache, key)) = cached.filter(|_| *sound && self.config.lints.sound) {
            cache.put(key, &found);
        }
        (article.source, found)
    }
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
            || Ok(Config { lints: Lints::load(&input.lints, terminal), folder: folder.clone(), ..Config::default() }),
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

/// What the arguments say over the configurations.
pub(super) struct Wanted<'a> {
    arguments: &'a Check,
    levels: Vec<(String, Level)>,
    min_level: Option<Level>,
    fail_on: Option<FailOn>,
    profile: Option<Profile>,
}

impl<'a> Wanted<'a> {
    /// Reads the arguments; the error is what is wrong with them.
    pub(super) fn read(arguments: &'a Check, configs: &[Config]) -> Result<Self, Unknown> {
        let known: LazyLock<Vec<Rules>, _> =
            LazyLock::new(|| configs.iter().map(|config| Rules::with(&config.lints.house)).collect());
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
        Ok(Self {
            arguments,
            levels,
            min_level: arguments.min_level.as_deref().map(names::level).transpose()?,
            fail_on: arguments.fail_on.as_deref().map(names::fail_on).transpose()?,
            profile: arguments.input.profile.as_deref().map(names::profile).transpose()?,
        })
    }

    /// What the run does with each file: one setup for each configuration with the overrides that hold for the file.
    /// Those of the configurations by themselves come first, in order.
    pub(super) fn setups<'c>(&self, configs: &'c [Config], targets: &mut [Target]) -> Vec<Setup<'c>> {
        let mut setups: Vec<_> = configs.iter().map(|config| self.setup(config, &[])).collect();
        let mut known: BTreeMap<(usize, Vec<usize>), usize> = BTreeMap::new();
        for target in targets {
            let config = &configs[target.config];
            let overrides = target.path.as_ref().map(|path| config.overrides_of(path)).unwrap_or_default();
            if overrides.is_empty() {
                continue;
            }
            target.config = *known.entry((target.config, overrides)).or_insert_with_key(|(_, overrides)| {
                setups.push(self.setup(config, overrides));
                setups.len() - 1
            });
        }
        setups
    }

    fn setup<'c>(&self, config: &'c Config, overrides: &[usize]) -> Setup<'c> {
        let choice = config.choice_with(overrides);
        Setup {
            config,
            settings: Settings {
                select: rules(&self.arguments.select, &choice.select),
                ignore: rules(&self.arguments.ignore, &choice.ignore),
                levels: choice.levels.iter().chain(&self.levels).cloned().collect(),
                profile: self.profile.or(choice.profile),
            },
            linter: OnceLock::new(),
            cache: None,
            color: self.arguments.input.color,
            explains: self.arguments.explain_skips,
            allow: &config.allow,
            min_level: self.min_level.or(config.min_level).unwrap_or(Level::Note),
            fail_on: self.fail_on.or(config.fail_on).unwrap_or(FailOn::Level(Level::Warning)),
        }
    }
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
