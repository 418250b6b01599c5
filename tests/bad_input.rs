//! Numbers as bad copies hold them: what cannot be read for sure must raise no alarm.

use mo_lint::{Diagnostic, Family, Format, Linter, Source};

fn found(linter: &Linter, text: &str) -> Vec<Diagnostic> {
    let source = Source::new("a.md", format!("# Notes\n\n{text}\n"), Format::Markdown);
    let numeric = |found: &Diagnostic| matches!(found.family, Family::Dosage | Family::Plausibility);
    linter.check(&[source]).into_iter().filter(numeric).collect()
}

#[test]
fn odd_numbers_raise_no_alarm() {
    let texts = [
        // Chains and nested ranges.
        "Take 10-20-30 mg of amitriptyline as the doctor says.",
        "The dose was 5-10 to 20-40 mg of citalopram a day.",
        "Levels of 2-3 (1-4) mmol/L of potassium were seen.",
        "Between 5-7 and 10-12 mg of prednisone were given.",
        "The dose is 1-1-2 tablets of metformin 500 mg.",
        // Units that nobody knows.
        "The potassium was 4.1 zork/L.",
        "Take 5 blips of insulin.",
        "The heart rate was 72 per second squared.",
        "The glucose was 100 mg/dL/kg/h.",
        // Temperatures without a unit.
        "A body temperature of 98.6 is normal.",
        "A fever of 101 or higher needs a doctor.",
        "The child had a temperature of 39.",
        // Fractions.
        "Take ½ tablet of warfarin 5 mg.",
        "Take 1/2 a tablet, or 1 1/2 tablets, of lisinopril 10 mg.",
        "About 2/3 of patients recover, and 1/3 do not.",
        "Take 2½ mL of paracetamol syrup.",
        // Superscripts lost in conversion.
        "The white blood cell count was 4.5 x 109/L.",
        "The platelet count was 150 x 109/L.",
        "The platelet count was 150 × 10^9/L.",
        "The white cell count was 12 x 103/µL.",
        "About 1012 cells per liter, or 10-12 g, were found.",
        "Dilute it 10-5 times.",
        // Blanks of other kinds.
        "Take 500\u{a0}mg of paracetamol every\u{202f}6\u{a0}hours.",
        "Give 1\u{2009}000 units of heparin.",
        "The heart rate was 72\u{2009}beats\u{a0}per\u{202f}minute.",
        "A body temperature of 37\u{202f}°C is normal.",
        "Vitamin D, 1\u{202f}000 units a day.",
        // Decimal commas.
        "The serum potassium was 4,1 mmol/L.",
        "Die dose of levothyroxine was 0,075 mg.",
        "The blood pH was 7,4.",
        "Take 2,5 mg of warfarin.",
        "A body temperature of 36,6 °C is normal.",
        // Digits of other scripts.
        "Take ٥٠٠ mg of paracetamol.",
        "The heart rate was ٧٢ beats per minute.",
        "Take ５００ mg of paracetamol.",
        "The body temperature was ३७ °C.",
    ];
    let linter = Linter::default();
    let alarms: Vec<_> = texts
        .iter()
        .flat_map(|text| {
            found(&linter, text).into_iter().map(move |found| format!("{text}\n  {}: {}", found.rule, found.message))
        })
        .collect();
    assert!(alarms.is_empty(), "{}", alarms.join("\n"));
}

#[test]
fn odd_numbers_that_can_be_read_are_read() {
    let texts = [
        ("A body temperature of 59,5 °C is typical.", "vital-or-lab-out-of-range"),
        ("Patients start with 75\u{a0}mg of levothyroxine.", "dose-above-max"),
        ("The resting heart rate was 800\u{202f}beats per minute.", "vital-or-lab-out-of-range"),
    ];
    let linter = Linter::default();
    for (text, rule) in texts {
        assert!(found(&linter, text).iter().any(|found| found.rule == rule), "{text}");
    }
}
