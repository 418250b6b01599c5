//! The reporters of a run, made for the formats that were asked for.

use super::args::Color;
use super::config::Config;
use super::outputs::{Format, Output};
use super::setup;
use crate::report::Reporter;
use crate::report::checkstyle::Checkstyle;
use crate::report::github::GitHub;
use crate::report::gitlab::GitLab;
use crate::report::html::Html;
use crate::report::json::Json;
use crate::report::jsonl::JsonLines;
use crate::report::junit::JUnit;
use crate::report::markdown::Markdown;
use crate::report::rdjsonl::RdJsonLines;
use crate::report::sarif::Sarif;
use crate::report::short::Short;
use crate::report::terminal::Terminal;
use crate::rule::Meta;
use crate::rules;
use crate::rules::declared::Declaration;
use std::io::{self, IsTerminal};

/// One reporter for each output, in order.
pub(super) fn all(outputs: &[Output], color: Color, configs: &[Config]) -> Vec<Box<dyn Reporter>> {
    outputs.iter().map(|output| reporter(output, color, configs)).collect()
}

fn reporter(output: &Output, color: Color, configs: &[Config]) -> Box<dyn Reporter> {
    match output.format {
        Format::Terminal => {
            let terminal = output.file.is_none() && io::stdout().is_terminal();
            Box::new(Terminal { width: setup::width(), color: setup::colors(color, terminal) })
        }
        Format::Short => Box::new(Short),
        Format::Json => Box::new(Json),
        Format::Jsonl => Box::new(JsonLines),
        Format::Sarif => Box::new(Sarif::new(&metas(configs))),
        Format::Github => Box::new(GitHub),
        Format::Gitlab => Box::new(GitLab),
        Format::Junit => Box::new(JUnit),
        Format::Rdjsonl => Box::new(RdJsonLines),
        Format::Checkstyle => Box::new(Checkstyle),
        Format::Markdown => Box::new(Markdown),
        Format::Html => Box::new(Html::new(&metas(configs))),
    }
}

/// What the rules say of themselves: the built-in ones, and over them those of the houses. It is told without loading
/// the rules, as nothing need be loaded for files that are as they were.
fn metas(configs: &[Config]) -> Vec<Meta> {
    let houses = configs.iter().flat_map(|config| &config.lints.house.declarations);
    let own = houses.filter(|rule| rule.reported_as() == rule.id()).map(Declaration::meta);
    rules::catalogue().into_iter().chain(own).collect()
}
