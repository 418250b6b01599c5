//! What is read, in one line for each quantity: kind, bounds, how they are meant, unit.

use crate::article::Reader;
use crate::source::{Format, Source};
use std::fmt::Write as _;

fn read(text: &str) -> String {
    let article = Reader::default().read(Source::new("t.txt", text, Format::Text));
    let mut shown = String::new();
    for quantity in &article.quantities {
        let round = |value: f64| format!("{value:.3e}").parse::<f64>().unwrap();
        let range = if quantity.low < quantity.high { format!("-{}", round(quantity.high)) } else { String::new() };
        let unit = quantity.unit.map(|unit| format!(" {}", unit.name())).unwrap_or_default();
        let bound = match quantity.bound {
            super::Bound::Exact => String::new(),
            bound => format!(" {bound:?}"),
        };
        let _ = write!(shown, "{:?} {}{range}{unit}{bound}; ", quantity.kind, round(quantity.low));
    }
    shown.trim_end_matches("; ").to_owned()
}

#[track_caller]
fn reads(text: &str, expected: &str) {
    assert_eq!(read(text), expected, "{text}");
}

#[test]
fn ages() {
    reads("It begins between the ages of 6 and 15.", "Age 6-15");
    reads("It begins between the ages of 6 and 15 years.", "Age 6-15 a");
    reads("People aged 40 to 60 have it.", "Age 40-60");
    reads("Men ages 60-69 have it.", "Age 60-69");
    reads("Most people over 65 have it.", "Age 65 MoreThan");
    reads("Children younger than 5 years have it.", "Age 5 a LessThan");
    reads("It is common at 65 and older.", "Age 65 AtLeast");
    reads("A 20-year-old man has it.", "Age 20 a");
    reads("It starts by the age of 12 months.", "Age 1 mo UpTo");
    reads("It appears in the second decade of life.", "Age 10-20");
    reads("It appears in the first 2 years of life.", "Age 0-2");
    reads("Women in their 50s have it.", "Age 50-59");
    reads("It starts at 3 to 6 years of age.", "Age 3-6 a");
    reads("The mean age is about 40 years.", "Age 40 a About");
}

#[test]
fn spans_and_frequencies() {
    reads("It lasts 2 to 4 weeks.", "Span 14-28 wk");
    reads("It lasts a fortnight or half an hour.", "Span 14 fortnight; Span 0.02083 h");
    reads("It lasts from five to ten days.", "Span 5-10 d");
    reads("It takes 30 minutes to 2 hours.", "Span 0.02083-0.08333 h");
    reads("Take it three times a day for up to 10 days.", "Measure 3 times/d; Span 10 d UpTo");
    reads(
        "Take it once a day, twice weekly, once every day.",
        "Measure 1 times/d; Measure 0.2857 times/wk; Measure 1 times/d",
    );
    reads("A 6-week course, then a 5- to 10-day course.", "Span 42 wk; Span 5-10 d");
    reads("It lasts 5 or more days.", "Span 5 d AtLeast");
    reads("It lasts at least two years.", "Span 730.5 a AtLeast");
    reads("It lasts two and a half hours.", "Span 0.1042 h");
}

#[test]
fn shares() {
    reads("It affects 10 to 15 percent of people.", "Percent 10-15 percent");
    reads(
        "Up to 5% and 10%-20% of them, or 2.5 per cent.",
        "Percent 5 percent UpTo; Percent 10-20 percent; Percent 2.5 percent",
    );
    reads("Between 70 percent and 80 percent have it.", "Percent 70-80 percent");
    reads("About 1 in 10,000 people have it.", "Rate 0.0001 About");
    reads("It affects one in ten thousand to one in five.", "Rate 0.0001; Rate 0.2");
    reads("It affects 3 to 5 cases per 100,000 people.", "Rate 0.00003-0.00005");
    reads("1 in 40,000 to 50,000 newborns have it.", "Rate 0.00002-0.000025");
    reads("One out of every five adults has it.", "Rate 0.2");
    reads("There were 12 cases in 2010.", "Number 12; Year 2010");
}

#[test]
fn measures() {
    reads("Take 500 mg of it, or 1,000 mcg.", "Measure 500 mg; Measure 1 ug");
    reads("Give 10 mg/kg/day or 5 mg per kilogram daily.", "Measure 0.00001 mg/kg/d; Measure 0.000005 mg/kg/d");
    reads("A glucose of 126 mg/dL, a potassium of 4.2 mmol/L.", "Measure 1.26 mg/dL; Measure 0.0042 mmol/L");
    reads("A heart rate of 72 beats per minute.", "Measure 72 bpm");
    reads("Blood pressure of 120/80 mm Hg is normal.", "Pair 80-120 mmHg");
    reads("A fever of 38 °C (100.4 °F) or 39C.", "Measure 38 Cel; Measure 38 degF; Measure 39 Cel");
    reads("Give .5 mL or 1/2 tablet or 1½ cups.", "Measure 0.5 mL; Measure 0.5 tablet; Measure 354.9 cup");
    reads("Take 50 µg or 60 μg.", "Measure 0.05 ug; Measure 0.06 ug");
    reads("A lump of 2.5 cm or 10\u{a0}000 cells.", "Measure 2.5 cm; Measure 10000 cell");
    reads("A dose of 500 mg to 1 g is usual.", "Measure 500-1000 g");
}

#[test]
fn what_is_no_quantity() {
    reads("Call 555-123-4567 or 1-800-555-1212 on 12/05/2019 at 10:30.", "");
    reads("COVID-19, IL-6, T12-L1, 10^9 and 10^400 are names.", "");
    reads("It costs $500 or €20 or 1,000,5 in all.", "");
    reads("The dose of 10-20-30 mg is odd.", "");
    reads("Type 2 diabetes and stage 3 disease.", "Label 2; Label 3");
    reads("١٢ mg and 1/0 of them.", "Pair 0-1");
    reads("In the 1990s and in 2005.", "Year 1990-1999; Year 2005");
}
