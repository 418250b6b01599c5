//! What holds of any file: a baseline silences exactly what it recorded, whatever is edited elsewhere; a fix changes what
//! it says, nothing else, and once.

#![expect(clippy::disallowed_methods, reason = "tests write files and read them back")]

use mo_lint::baseline::Baseline;
use mo_lint::{Diagnostic, Format, Linter, Settings, Source, fix};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

/// Paragraphs with one finding each, by its rule.
const FAULTS: [(&str, &str); 6] = [
    ("generator-residue", "As an AI language model, I cannot say more."),
    ("punctuation-seam", "The joint of the toe hurts , above all at night."),
    ("naked-decimal", "Adults take .5 mg of colchicine with water."),
    ("vital-or-lab-out-of-range", "The resting heart rate was 800 beats per minute."),
    ("dose-above-max", "Patients start with 75 mg of levothyroxine."),
    ("tortured-phrase", "The doctor may speak of artificial contraceptives."),
];

/// Paragraphs with none.
const CLEAN: [&str; 6] = [
    "Rest helps most people.",
    "A cold pack on the toe may ease the pain.",
    "Drink enough water during the day.",
    "The doctor looks at the foot and asks about the pain.",
    "Blood tests can show the level of uric acid.",
    "Many people are well between two attacks.",
];

static LINTER: LazyLock<Linter> = LazyLock::new(|| {
    let select = FAULTS.iter().map(|(rule, _)| (*rule).to_owned()).collect();
    Linter::new(Settings { select, ..Settings::default() })
});

fn found(path: &str, text: &str) -> Vec<Diagnostic> {
    LINTER.check(&[Source::new(path, text, Format::Markdown)])
}

/// Some paragraphs, by their numbers: the faults, then those without.
fn article(paragraphs: &[usize], end: &str) -> String {
    let all: Vec<&str> = FAULTS.iter().map(|(_, text)| *text).chain(CLEAN).collect();
    let text = paragraphs.iter().fold(format!("# Gout{end}"), |text, &number| text + end + all[number] + end);
    if paragraphs.len().is_multiple_of(2) { text } else { text.trim_end().to_owned() }
}

/// The rules of the faults among some paragraphs.
fn rules(paragraphs: &[usize]) -> BTreeSet<&'static str> {
    paragraphs.iter().filter_map(|&number| FAULTS.get(number)).map(|(rule, _)| *rule).collect()
}

/// Some of the paragraphs, each once, in any order.
fn some() -> impl Strategy<Value = Vec<usize>> {
    let all: Vec<usize> = (0..FAULTS.len() + CLEAN.len()).collect();
    let most = all.len();
    prop::sample::subsequence(all, 0..=most).prop_shuffle()
}

#[test]
fn each_fault_is_found_by_its_rule_alone() {
    for (number, (rule, text)) in FAULTS.iter().enumerate() {
        let found: Vec<_> = found("a.md", &article(&[number], "\n")).into_iter().map(|one| one.rule).collect();
        assert_eq!(found, [*rule], "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_baseline_silences_what_it_recorded(before in some(), after in some(), moved in any::<bool>(), windows in any::<bool>()) {
        let recorded = found("a.md", &article(&before, "\n"));
        let baseline = Baseline::parse(&Baseline::of(&recorded).text()).unwrap();
        let path = if moved { "b/c.md" } else { "a.md" };
        let mut now = found(path, &article(&after, if windows { "\r\n" } else { "\n" }));
        let known = baseline.known(&BTreeSet::from([path]));
        known.mark(&mut now);
        let (before, after) = (rules(&before), rules(&after));
        let silenced: BTreeSet<&str> = now.iter().filter(|one| one.known).map(|one| &*one.rule).collect();
        let new: BTreeSet<&str> = now.iter().filter(|one| !one.known).map(|one| &*one.rule).collect();
        prop_assert_eq!(silenced, &before & &after);
        prop_assert_eq!(new, &after - &before);
        let gone: BTreeSet<&str> = known.unused().iter().map(|&number| &*baseline.entries()[number].rule).collect();
        prop_assert_eq!(gone, &before - &after);
    }

    #[test]
    fn a_fix_changes_what_it_says_and_nothing_else(
        parts in prop::collection::vec((0..7_usize, any::<bool>()), 1..12),
        end in prop::sample::select(vec!["\n", "\r\n"]),
    ) {
        let bits = ["Gout hurts , they say.", "Rest\u{a0}helps , as a rule.", "**Cold** helps , too.", "Caf\u{e9} &amp; tea.",
            "Drink  water.", "\u{200b}Walk a little.", "Ask her , him or me."];
        let text: String = parts.iter().map(|&(bit, breaks)| {
            bits[bit].to_owned() + if breaks { end } else { " " } + if breaks { end } else { "" }
        }).collect();
        let seams: Vec<_> = found("a.md", &text).into_iter().filter(|one| one.rule == "punctuation-seam").collect();
        let fixed = fix::apply(&text, &seams, false);
        prop_assert_eq!(&fixed.text, &text.replace(" ,", ","));
        let again = fix::apply(&fixed.text, &found("a.md", &fixed.text), false);
        prop_assert_eq!(again.text, fixed.text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[cfg(unix)]
    #[test]
    fn a_file_that_is_mended_stays_what_it_was(after in some(), mode in prop::sample::select(vec![0o600, 0o644, 0o755]), mark in any::<bool>()) {
        use std::os::unix::fs::PermissionsExt;
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("mending");
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let text = if mark { "\u{feff}" } else { "" }.to_owned() + &article(&after, "\r\n");
        let path = folder.join("a.md");
        fs::write(&path, &text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        for _ in 0..2 {
            let mut program = Command::new(env!("CARGO_BIN_EXE_mo-lint"));
            program.current_dir(&folder).args(["--fix", "--quiet", "--select", "punctuation-seam,naked-decimal", "a.md"]);
            program.output().unwrap();
            // A dose is for a person to mend.
            prop_assert_eq!(fs::read_to_string(&path).unwrap(), text.replace("hurts ,", "hurts,"));
            prop_assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, mode);
        }
        prop_assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "nothing is left behind");
    }
}
