//! `mo-lint init`: writes a configuration to start from.

use super::config::FILE;
use super::{Outcome, output};
use std::fs::OpenOptions;
use std::io::Write;

/// What is written.
const TEMPLATE: &str = include_str!("init.toml");

/// Writes `mo-lint.toml` into this folder, unless there is one.
pub(super) fn run() -> Outcome {
    let file = OpenOptions::new().write(true).create_new(true).open(FILE);
    match file.and_then(|mut file| file.write_all(TEMPLATE.as_bytes())) {
        Ok(()) => {
            output::line(&format!("Wrote {FILE}"));
            Outcome::Clean
        }
        Err(error) => {
            output::complain(&format!("{FILE}: {}", output::reason(&error)));
            Outcome::Trouble
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::config;
    use crate::report::terminal::Terminal;
    use std::path::Path;

    #[test]
    fn every_setting_of_the_template_can_be_used() {
        let is_setting = |line: &str| line.contains(" = ") || line.starts_with('[');
        let used: Vec<_> = TEMPLATE
            .lines()
            .map(|line| line.strip_prefix("# ").filter(|line| is_setting(line)).unwrap_or(line))
            .collect();
        let config = config::parse(FILE, &used.join("\n"), Path::new("."), &[], Terminal::default());
        assert_eq!(config.unwrap().choice.select, ["naming", "integrity"]);
    }
}
