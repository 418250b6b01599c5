//! The abbreviations that need no introduction, from `known.txt`.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

static TABLE: &str = include_str!("known.txt");

/// How well an abbreviation is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fame {
    /// Every reader of health pages knows it, or it is no abbreviation at all.
    Known,
    /// Nobody is lost, but an article that holds the long form joins the two.
    Familiar,
    /// It has to be introduced.
    Unknown,
}

static KNOWN: LazyLock<FxHashMap<&'static str, Fame>> = LazyLock::new(|| {
    let mut fame = Fame::Known;
    let mut known = FxHashMap::default();
    for line in TABLE.lines() {
        if let Some(heading) = line.strip_prefix('#') {
            fame = if heading.trim_start().starts_with("familiar") { Fame::Familiar } else { Fame::Known };
            continue;
        }
        for entry in line.split_whitespace() {
            known.entry(entry).or_insert(fame);
        }
    }
    known
});

/// How well an abbreviation, without its plural ending, is known.
pub(crate) fn fame(short: &str) -> Fame {
    KNOWN.get(short).copied().unwrap_or(Fame::Unknown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_have_their_fame() {
        assert_eq!(fame("DNA"), Fame::Known);
        assert_eq!(fame("CNS"), Fame::Familiar);
        assert_eq!(fame("MPNST"), Fame::Unknown);
    }
}
