use crate::document::testing;
use crate::source::Format;

fn blocks(text: &str) -> Vec<String> {
    testing::blocks(Format::Text, text)
}

#[test]
fn wrapped_lines_make_paragraphs() {
    let text = "Gout\n\nGout is a painful disease of the joints that\ncomes in attacks.\n\n\nIt can be treated.\n";
    assert_eq!(
        blocks(text),
        [
            "Title1: Gout",
            "Paragraph: Gout is a painful disease of the joints that\ncomes in attacks.",
            "Paragraph: It can be treated."
        ]
    );
}

#[test]
fn line_ends_of_windows() {
    let text = "Gout\r\n\r\nGout is a painful disease of the joints\r\nthat hurts.\r\n";
    assert_eq!(blocks(text), ["Title1: Gout", "Paragraph: Gout is a painful disease of the joints\r\nthat hurts."]);
    assert_eq!(testing::source_of(Format::Text, text, "joints\r\nthat"), "joints\r\nthat");
}

#[test]
fn headings_stand_alone_or_are_marked() {
    let text = "Gout\n\nIt hurts.\n\nWhat causes it?\n\nUrate does.\n\n**Clinical picture (gout).**\n\nPain.\n\nTreatment:\n\nRest.\n\n## Diet\nNo beer.\n";
    assert_eq!(
        blocks(text),
        [
            "Title1: Gout",
            "Paragraph: It hurts.",
            "Heading2: What causes it?",
            "Paragraph: Urate does.",
            "Heading2: **Clinical picture (gout).**",
            "Paragraph: Pain.",
            "Heading2: Treatment:",
            "Paragraph: Rest.",
            "Heading2: ## Diet",
            "Paragraph: No beer."
        ]
    );
}

#[test]
fn headings_without_blank_lines() {
    let text = "Gout\nGout is a painful disease of the joints that comes\nin attacks and can be treated.\nSymptoms\nThe big toe hurts more than any other joint, mostly at\nnight.\n";
    assert_eq!(
        blocks(text),
        [
            "Title1: Gout",
            "Paragraph: Gout is a painful disease of the joints that comes\nin attacks and can be treated.",
            "Heading2: Symptoms",
            "Paragraph: The big toe hurts more than any other joint, mostly at\nnight."
        ]
    );
}

#[test]
fn one_line_a_paragraph() {
    let long = "Gout is a disease. ".repeat(12);
    let text = format!("Gout\n{long}\n{long}\nTreatment\n{long}\n");
    let paragraph = format!("Paragraph: {}", long.trim());
    assert_eq!(blocks(&text), ["Title1: Gout", &paragraph, &paragraph, "Heading2: Treatment", &paragraph]);
}

#[test]
fn items() {
    let text = "Signs are:\n- pain that\n  lasts\n- swelling\n  * redness\n\n1. Rest it.\n2) Cool it.\n\na) one\n• two\n\nSee a doctor.\n";
    assert_eq!(
        blocks(text),
        [
            "Paragraph: Signs are:",
            "Item1: pain that\n  lasts",
            "Item1: swelling",
            "Item2: redness",
            "Item1: Rest it.",
            "Item1: Cool it.",
            "Item1: one",
            "Item1: two",
            "Paragraph: See a doctor."
        ]
    );
}

#[test]
fn items_without_marks() {
    let text =
        "Gout\n\nThe signs are:\n\nPain\n\nSwelling\n\nRed skin\n\nTreatment\n\nThere are many ways to treat gout.\n";
    assert_eq!(
        blocks(text),
        [
            "Title1: Gout",
            "Paragraph: The signs are:",
            "Item1: Pain",
            "Item1: Swelling",
            "Item1: Red skin",
            "Heading2: Treatment",
            "Paragraph: There are many ways to treat gout."
        ]
    );
}

#[test]
fn a_dash_in_wrapped_text_is_no_item() {
    let text = "In men the first signs appear in the second decade of life\n- in women later, after the onset of puberty has passed and\n5. June was the day when it rained.\n";
    assert_eq!(blocks(text).len(), 1);
}

#[test]
fn tables_and_captions() {
    let text = "Table 1: Doses\n\nDrug\tDose\nA\t5 mg\n\n| a | b |\n|---|---|\n| c | d |\n\nFigure 2. The knee\nfrom the side.\n";
    assert_eq!(
        blocks(text),
        [
            "Caption: Table 1: Doses",
            "Cellr1: Drug",
            "Cellr1: Dose",
            "Cellr2: A",
            "Cellr2: 5 mg",
            "Cellr3: a",
            "Cellr3: b",
            "Cellr4: c",
            "Cellr4: d",
            "Caption: Figure 2. The knee\nfrom the side."
        ]
    );
}

#[test]
fn aligned_tables_are_rows() {
    let text = "Text first.\n\n  Drug      Dose\n  -------   --------\n  Aspirin   75 mg a\n            day\n  Other     1 g\n";
    assert_eq!(
        blocks(text),
        [
            "Paragraph: Text first.",
            "Cellr1: Drug      Dose",
            "Cellr2: Aspirin   75 mg a\n            day",
            "Cellr3: Other     1 g"
        ]
    );
}

#[test]
fn reference_lists() {
    let text = "Gout\n\nPain.\n\nReferences\n\n1. Smith J. Gout. 2001.\n2. Jones K. Gout. 2002.\n";
    assert_eq!(
        blocks(text),
        [
            "Title1: Gout",
            "Paragraph: Pain.",
            "Heading2: References",
            "Reference: Smith J. Gout. 2001.",
            "Reference: Jones K. Gout. 2002."
        ]
    );
}

#[test]
fn underlined_headings_and_rules() {
    let text = "Gout\n====\n\nPain.\n\nDiet\n----\nNo beer.\n\n* * *\n\nEnd of it.\n";
    assert_eq!(
        blocks(text),
        ["Title1: Gout", "Paragraph: Pain.", "Heading2: Diet", "Paragraph: No beer.", "Paragraph: End of it."]
    );
}

#[test]
fn odd_files() {
    assert!(blocks("").is_empty());
    assert!(blocks(" \n\t\r\n").is_empty());
    assert_eq!(blocks("\u{FEFF}gout hurts"), ["Paragraph: gout hurts"]);
    assert_eq!(
        blocks("Last reviewed: 1 May 2024\n\nGout\n\nPain."),
        ["Title1: Last reviewed: 1 May 2024", "Heading2: Gout", "Paragraph: Pain."]
    );
}
