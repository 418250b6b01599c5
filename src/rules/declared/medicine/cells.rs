//! Doses in tables: those in the row of a cell that names one medicine, or in the column under it. A cell may give the
//! total of a day, so only the limit of a day counts.

use super::{Compiled, WARNED, over};
use crate::article::Article;
use crate::document::{Block, BlockKind};
use crate::pattern::Hit;
use crate::reading::numbers::Quantity;
use crate::reading::sentences::Sentence;
use crate::rule::Report;
use crate::rules::dosage::{any_word, is_drug};
use std::ops::Range;

/// Cells further than this from the name are not looked at, so that a table of any size costs no more.
const REACH: usize = 400;

/// Words and marks between two medicines.
const JOINS: &[&str] = &["and", "or", "with", "/", "+", ",", "&", "plus", "versus", "vs"];

/// Looks at the doses that stand in the row of a name, or in its column when it stands in the first row.
pub(super) fn check(article: &Article, hit: &Hit, medicine: &Compiled, report: &mut Report<'_>) {
    if medicine.weekly {
        return;
    }
    let blocks = &article.document.blocks;
    let at = article.sentences[hit.sentence as usize].block as usize;
    let row = row_of(blocks, at);
    let first_row = row.start == 0 || !is_cell(&blocks[row.start - 1]);
    let cells: Vec<usize> =
        if first_row && at > row.start { column(blocks, &row, at - row.start) } else { row.collect() };
    let own = cells.iter().chain([&at]);
    // "Folic acid and iron": the doses behind may be of either.
    let joined = sentences(article, at).iter().any(|one| any_word(article, one.tokens.clone(), JOINS));
    let alone = !joined && own.clone().all(|&cell| only_names(article, cell, hit, at));
    let warned = own
        .clone()
        .any(|&cell| sentences(article, cell).iter().any(|one| any_word(article, one.tokens.clone(), WARNED)));
    if !alone || warned {
        return;
    }
    for &cell in &cells {
        let header = header_of(blocks, cell);
        let headed = header.is_some_and(|header| {
            sentences(article, header).iter().any(|one| any_word(article, one.tokens.clone(), WARNED))
        });
        let doses = || sentences(article, cell).iter().flat_map(|one| article.quantities_in(&one.tokens));
        if !headed && doses().any(|dose: &Quantity| over(article, medicine, dose, false, report)) {
            return;
        }
    }
}

fn is_cell(block: &Block) -> bool {
    block.kind == BlockKind::Cell && block.row > 0
}

/// The cells of the row that a cell stands in.
fn row_of(blocks: &[Block], at: usize) -> Range<usize> {
    let same = |other: &usize| is_cell(&blocks[*other]) && blocks[*other].row == blocks[at].row;
    let start = (at.saturating_sub(REACH)..at).rev().take_while(same).last().unwrap_or(at);
    let end = (at + 1..blocks.len().min(at + REACH)).take_while(same).last().map_or(at + 1, |last| last + 1);
    start..end
}

/// The cells under a cell of the first row, as far as the rows below have as many cells.
fn column(blocks: &[Block], header: &Range<usize>, place: usize) -> Vec<usize> {
    let mut cells = Vec::new();
    let mut start = header.end;
    while start < blocks.len() && is_cell(&blocks[start]) && start < header.end + REACH {
        let row = row_of(blocks, start);
        if row.len() != header.len() {
            break;
        }
        cells.push(start + place);
        start = row.end;
    }
    cells
}

/// The cell of the table's first row above a cell, when both rows have as many cells.
fn header_of(blocks: &[Block], at: usize) -> Option<usize> {
    let row = row_of(blocks, at);
    let begin = (at.saturating_sub(REACH)..at).rev().take_while(|&other| is_cell(&blocks[other])).last()?;
    let first = row_of(blocks, begin);
    (first.len() == row.len() && first.start < row.start).then(|| first.start + at - row.start)
}

/// The sentences of a block.
fn sentences(article: &Article, block: usize) -> &[Sentence] {
    let start = article.sentences.partition_point(|sentence| (sentence.block as usize) < block);
    let end = article.sentences.partition_point(|sentence| sentence.block as usize <= block);
    &article.sentences[start..end]
}

/// Whether a cell names no medicine but this one.
fn only_names(article: &Article, cell: usize, hit: &Hit, own: usize) -> bool {
    sentences(article, cell).iter().all(|sentence| {
        let mut names = sentence.tokens.clone().filter(|&at| is_drug(article, at).is_some());
        names.all(|at| cell == own && hit.tokens.contains(&at))
    })
}
