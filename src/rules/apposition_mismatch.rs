//! "A (B)" where A and B are different diseases.

use crate::article::Article;
use crate::diagnostic::Level;
use crate::document::BlockKind;
use crate::knowledge::Kind;
use crate::reading::mentions::Mention;
use crate::rule::Report;

crate::rule! {
    /// Flags a title, heading or definition that puts one disease in brackets behind another, as if both were one.
    ///
    /// ## Why
    /// "A (B)" tells the reader that B is another name for A. A wrong pair is a mistake of copying or translation.
    ///
    /// ## Flagged
    /// ```md,flag
    /// # Psoriasis
    ///
    /// Psoriasis makes skin scale.
    ///
    /// ## Signs of measles (psoriasis)
    ///             ^^^^^^^^^^^^^^^^^^ "measles" and "psoriasis" are different diseases
    ///
    /// The skin is red.
    /// ```
    /// ```md,flag
    /// # Gout
    ///
    /// Gout (osteoporosis) is a form of arthritis that causes sudden pain.
    /// ^^^^^^^^^^^^^^^^^^ "Gout" and "osteoporosis" are different diseases
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// # Pertussis (whooping cough)
    ///
    /// Whooping cough (pertussis) is an infection that spreads easily.
    /// ```
    /// ```md,clean
    /// Sudden cardiac arrest (SCA) is a condition in which the heart suddenly stops beating.
    /// ```
    /// ```md,clean
    /// # Autoimmune diseases (lupus, rheumatoid arthritis)
    ///
    /// Chest pain (angina) and high fever (38.5 C) are reasons to call a doctor.
    /// ```
    ///
    /// ## Limits
    /// Only titles, headings and sentences that define their subject are looked at: elsewhere brackets hold causes,
    /// examples and places. Both names must be known, and neither may be a kind or a relative of the other.
    AppositionMismatch: "apposition-mismatch", Naming, Warning, "0.1.0", check
}

fn check(article: &Article, report: &mut Report<'_>) {
    for pair in article.mentions.windows(2) {
        let [first, second] = pair else { continue };
        let Some(sentence) = article.sentences.get(first.sentence as usize) else { continue };
        let kind = article.kind_of(sentence);
        let headline = matches!(kind, BlockKind::Title | BlockKind::Heading);
        let lead = article.leads.partition_point(|lead| lead.sentence < first.sentence);
        let lead = article.leads.get(lead).filter(|lead| lead.sentence == first.sentence);
        let defines = lead.is_some_and(|lead| lead.name.overlaps(first.span));
        if !(headline || defines) || !bracketed(article, first, second) || article.is_foreign(sentence.block) {
            continue;
        }
        let short = |mention: &Mention| article.tokens[mention.tokens.start as usize].all_caps;
        if short(first)
            || short(second)
            || !is_plain_disease(first)
            || !is_plain_disease(second)
            || may_be_same(article, first, second)
        {
            continue;
        }
        let (a, b) = (article.text(first.span), article.text(second.span));
        let knowledge = article.knowledge();
        let finding = report.at(first.span.to(second.span), format!("\"{a}\" and \"{b}\" are different diseases"));
        for mention in [first, second] {
            finding.note(format!(
                "\"{}\" is {} ({})",
                article.text(mention.span),
                knowledge.name(mention.concept),
                knowledge.id(mention.concept)
            ));
        }
        finding.help("say how the two are related, or name only one");
        if headline {
            finding.level(Level::Error);
        }
    }
}

fn is_plain_disease(mention: &Mention) -> bool {
    mention.kind == Kind::Disease && !mention.ambiguous && !mention.common
}

/// Whether the second name stands alone in brackets behind the first.
fn bracketed(article: &Article, first: &Mention, second: &Mention) -> bool {
    let text = |at: u32| article.tokens.get(at as usize).map_or("", |token| article.text(token.span));
    first.sentence == second.sentence
        && text(second.tokens.start - 1) == "("
        && text(second.tokens.end) == ")"
        && second.tokens.start - 1 - first.tokens.end <= 2
        && (first.tokens.end..second.tokens.start - 1).all(|at| matches!(text(at), "with" | "ossification" | "disease"))
}

/// Whether two diseases are of one line, near relatives, or share a telling word.
fn may_be_same(article: &Article, a: &Mention, b: &Mention) -> bool {
    article
        .candidates(a)
        .any(|x| article.candidates(b).any(|y| super::false_synonym::may_be_same(article, x.concept, y.concept)))
}
