//! Sections: what each part of an article is about, by its heading.

use crate::document::{BlockKind, Document, ProseSpan};
use std::ops::Range;

/// What a section is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The opening, before any heading or under the definition.
    Lead,
    /// How many people have it, and who.
    Epidemiology,
    /// Symptoms and signs.
    Symptoms,
    /// Causes, risk factors, inheritance.
    Causes,
    /// Tests and diagnosis.
    Diagnosis,
    /// Other diseases that look alike, related conditions.
    Differential,
    /// Treatment.
    Treatment,
    /// Prevention.
    Prevention,
    /// Outlook.
    Prognosis,
    /// Complications.
    Complications,
    /// A case of one patient.
    Case,
    /// History of the subject.
    History,
    /// References and links.
    References,
    /// A summary of what the article says elsewhere: key points, overview, conclusion.
    Summary,
    /// Anything else.
    Other,
}

/// Words of a heading that tell its role; the first that fits counts.
const ROLES: &[(&str, Role)] = &[
    ("differential", Role::Differential),
    ("related condition", Role::Differential),
    ("related disease", Role::Differential),
    ("related disorder", Role::Differential),
    ("related topic", Role::Differential),
    ("similar", Role::Differential),
    ("other conditions", Role::Differential),
    ("reference", Role::References),
    ("bibliography", Role::References),
    ("further reading", Role::References),
    ("more information", Role::References),
    ("resources", Role::References),
    ("links", Role::References),
    ("key point", Role::Summary),
    ("summary", Role::Summary),
    ("conclusion", Role::Summary),
    ("overview", Role::Summary),
    ("abstract", Role::Summary),
    ("takeaway", Role::Summary),
    ("case", Role::Case),
    ("history of", Role::History),
    ("see also", Role::References),
    ("complication", Role::Complications),
    ("how many", Role::Epidemiology),
    ("epidemiolog", Role::Epidemiology),
    ("frequency", Role::Epidemiology),
    ("statistic", Role::Epidemiology),
    ("who is at risk", Role::Causes),
    ("who gets", Role::Epidemiology),
    ("symptom", Role::Symptoms),
    ("sign", Role::Symptoms),
    ("clinical", Role::Symptoms),
    ("cause", Role::Causes),
    ("risk", Role::Causes),
    ("inherit", Role::Causes),
    ("genetic", Role::Causes),
    ("diagnos", Role::Diagnosis),
    ("test", Role::Diagnosis),
    ("treat", Role::Treatment),
    ("therapy", Role::Treatment),
    ("medicine", Role::Treatment),
    ("manag", Role::Treatment),
    ("prevent", Role::Prevention),
    ("outlook", Role::Prognosis),
    ("prognosis", Role::Prognosis),
    ("what is", Role::Lead),
    ("definition", Role::Lead),
];

/// A heading and the blocks under it, up to the next heading of any level.
#[derive(Clone, Debug)]
pub struct Section {
    /// The block of the heading; none for what stands before the first.
    pub heading: Option<u32>,
    /// The heading's level; 0 for what stands before the first.
    pub level: u8,
    /// What it is for.
    pub role: Role,
    /// Its blocks, without the heading.
    pub blocks: Range<u32>,
}

/// The role that a heading's words tell.
fn role_of(heading: &str) -> Role {
    let heading = heading.to_lowercase();
    ROLES.iter().find(|(cue, _)| heading.contains(cue)).map_or(Role::Other, |&(_, role)| role)
}

/// Parts a document into sections. A heading whose words tell nothing has the role of the section above it, if that is of
/// a higher level.
pub(crate) fn sections(document: &Document) -> Vec<Section> {
    let mut sections = vec![Section { heading: None, level: 0, role: Role::Lead, blocks: 0..0 }];
    let mut above: Vec<(u8, Role)> = Vec::new();
    for (index, block) in document.blocks.iter().enumerate() {
        let index = index as u32;
        if matches!(block.kind, BlockKind::Heading | BlockKind::Title) {
            above.retain(|&(level, _)| level < block.level);
            let own = role_of(document.slice(block.span));
            let role = match (own, block.kind) {
                (_, BlockKind::Title) => Role::Lead,
                (Role::Other, _) => above.last().map_or(Role::Other, |&(_, role)| role),
                (own, _) => own,
            };
            if block.kind == BlockKind::Heading {
                above.push((block.level, role));
            }
            sections.push(Section { heading: Some(index), level: block.level, role, blocks: index + 1..index + 1 });
        } else if let Some(section) = sections.last_mut() {
            if section.blocks.is_empty() {
                section.blocks.start = index;
            }
            section.blocks.end = index + 1;
        }
    }
    sections
}

impl Section {
    /// The prose of the heading.
    pub fn heading_span(&self, document: &Document) -> Option<ProseSpan> {
        self.heading.map(|block| document.blocks[block as usize].span)
    }
}
