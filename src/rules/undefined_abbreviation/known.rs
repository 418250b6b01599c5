//! The abbreviations that need no introduction, from `known.txt`.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

static TABLE: &str = include_str!("known.txt");

/// How well an abbreviation is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fame {
    /// Every reader of health pages knows it, or it is no abbreviation at all.
    Known,
    /// Few readers are lost, but an article that holds this long form joins the two.
    Familiar(&'static str),
    /// It has to be introduced.
    Unknown,
}

static KNOWN: LazyLock<FxHashMap<&'static str, Fame>> = LazyLock::new(|| {
    let mut familiar = false;
    let mut known = FxHashMap::default();
    for line in TABLE.lines() {
        if let Some(heading) = line.strip_prefix('#') {
            familiar = heading.trim_start().starts_with("familiar");
        } else if familiar {
            if let Some((short, long)) = line.split_once(' ') {
                known.insert(short, Fame::Familiar(long));
            }
        } else {
            known.extend(line.split_whitespace().map(|short| (short, Fame::Known)));
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
        assert_eq!(fame("CNS"), Fame::Familiar("central nervous system"));
        assert_eq!(fame("MPNST"), Fame::Unknown);
    }
}
