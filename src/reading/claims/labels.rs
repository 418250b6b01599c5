//! Claims from labels: a heading, a term or the head of a table row says what it is, and what stands under or beside it
//! gives the value: "Incubation period | 7 to 14 days".

use super::read::{cues, is_read, scoped};
use super::topic::{Current, Resolver, Topic};
use super::{Claim, ClaimReader, value};
use crate::article::Article;
use crate::document::{Block, BlockKind};
use crate::pattern::Hit;
use crate::reading::scope::Stated;

/// Longer sentences, in tokens, are no bare value of a label.
const LONGEST: usize = 24;

/// The claim that a label makes with the value that it labels.
pub(super) fn claim(
    resolver: &Resolver<'_>,
    reader: &ClaimReader,
    index: u16,
    hit: &Hit,
    current: &Current,
) -> Option<Claim> {
    let article = resolver.article;
    let attribute = &reader.attributes[usize::from(index)];
    let label = &article.sentences[hit.sentence as usize];
    // Under the heading "Symptoms" stands running text; a bare number there is a value all the same.
    let is_bare = attribute.kind.is_interval() || article.kind_of(label) == BlockKind::Cell;
    let (block, topic) = labelled(resolver, label.block, current).filter(|_| is_bare)?;
    let number = article.sentences.partition_point(|sentence| sentence.block < block);
    let sentence = article.sentences.get(number).filter(|sentence| sentence.block == block)?;
    if sentence.tokens.len() > LONGEST || !is_read(article, sentence) {
        return None;
    }
    let number = number as u32;
    let values = [sentence.tokens.clone()];
    let whole = Hit { sentence: number, tokens: sentence.tokens.clone(), captures: Vec::new(), ..hit.clone() };
    let read = value::read(article, attribute, &whole, Some(&values[0]))?;
    let cues = cues(article, reader, number);
    let given = [read.tokens.clone()];
    let statement = Stated { tokens: &given[0], subject: None, values: &given, settled: &attribute.ignore, names: &[] };
    let claim = scoped(article, attribute, &statement, (sentence, &cues), (topic, read))?;
    Some(Claim { attribute: index, sentence: number, ..claim })
}

/// The block that a label labels, and what its value is about.
fn labelled(resolver: &Resolver<'_>, label: u32, current: &Current) -> Option<(u32, Topic)> {
    let article = resolver.article;
    let blocks = &article.document.blocks;
    let kind = blocks[label as usize].kind;
    let next = blocks.get(label as usize + 1)?;
    match kind {
        BlockKind::Cell => cell(resolver, label, current),
        BlockKind::Heading if next.kind == BlockKind::Paragraph => Some((label + 1, current.topic.clone())),
        BlockKind::Item if next.kind == BlockKind::Item => Some((label + 1, current.topic.clone())),
        _ => None,
    }
}

/// The cell beside a label that opens its row; else the cell under it, in a table with one row of values.
fn cell(resolver: &Resolver<'_>, label: u32, current: &Current) -> Option<(u32, Topic)> {
    let article = resolver.article;
    let row = article.document.blocks[label as usize].row;
    let here = row_of(article, label, row);
    let column = label - here.start;
    if column == 0 && here.len() == 2 {
        return Some((label + 1, current.topic.clone()));
    }
    let below = row_of(article, here.end, row + 1);
    let more = row_of(article, below.end, row + 2);
    if below.len() != here.len() || !more.is_empty() {
        return None;
    }
    let first = article.sentences.partition_point(|sentence| sentence.block < below.start);
    let topic = match article.sentences.get(first) {
        Some(sentence) if column > 0 && sentence.block == below.start => resolver.of_heading(sentence),
        _ => current.topic.clone(),
    };
    Some((below.start + column, topic))
}

/// The most cells of a row that are looked at.
const CELLS: u32 = 32;

/// The cells of a row, given one of them or where the row would begin.
fn row_of(article: &Article, at: u32, row: u32) -> std::ops::Range<u32> {
    let blocks = &article.document.blocks;
    let is_in = |block: &Block| block.kind == BlockKind::Cell && block.row == row;
    let inside = |index: &u32| blocks.get(*index as usize).is_some_and(is_in);
    let start = (at.saturating_sub(CELLS)..at).rev().take_while(inside).last().unwrap_or(at);
    let end = (at..at + CELLS).take_while(inside).last().map_or(at, |last| last + 1);
    start..end
}
