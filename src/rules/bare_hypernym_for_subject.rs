//! The subject's name cut to a head that is the name of another disease.

use crate::article::Article;
use crate::document::BlockKind;
use crate::reading::tokens::Token;
use crate::rule::Report;

crate::rule! {
    /// Flags the subject's name cut to a head that is the name of another disease: "diabetes" for diabetes insipidus.
    ///
    /// ## Why
    /// Shortening a name is good English until the short form is another disease. Then a sentence on treatment or signs
    /// says something of the wrong one.
    ///
    /// ## Flagged
    /// ```md,flag
    /// # Myositis ossificans
    ///
    /// Myositis ossificans forms bone in a muscle. The first signs of myositis are dull pain and soreness.
    ///                                                                ^^^^^^^^ "myositis" alone is another disease than the article's subject, "Myositis ossificans"
    /// ```
    /// ```md,flag
    /// # Diabetes insipidus
    ///
    /// Diabetes insipidus makes people pass much water. Diabetes is treated with desmopressin.
    ///                                                  ^^^^^^^^ "Diabetes" alone is another disease than the article's subject, "Diabetes insipidus"
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// # Myositis ossificans
    ///
    /// Myositis ossificans forms bone in a muscle. Unlike other forms of myositis, it is not an inflammation of the whole muscle.
    /// ```
    /// ```md,clean
    /// # Type 2 diabetes
    ///
    /// Type 2 diabetes is a long-term condition. Diabetes raises the level of sugar in the blood.
    /// ```
    ///
    /// ## Limits
    /// Only names whose head is known to be a disease of its own are looked at; the table is short on purpose.
    BareHypernymForSubject: "bare-hypernym-for-subject", Naming, Warning, "0.1.0", check
}

/// Names, the heads that are other diseases, and what those are. Sources: MONDO 2026-05-05, where head and name are
/// separate classes and the name is not of the head's common kind.
const HEADS: &[(&str, &str, &str)] = &[
    ("myositis ossificans", "myositis", "inflammation of muscle"),
    ("diabetes insipidus", "diabetes", "usually diabetes mellitus, a disease of blood sugar"),
    ("nephrogenic diabetes insipidus", "diabetes", "usually diabetes mellitus, a disease of blood sugar"),
    ("central diabetes insipidus", "diabetes", "usually diabetes mellitus, a disease of blood sugar"),
    ("tuberous sclerosis", "sclerosis", "hardening of tissue, or multiple sclerosis"),
    ("tuberous sclerosis complex", "sclerosis", "hardening of tissue, or multiple sclerosis"),
    ("amyotrophic lateral sclerosis", "sclerosis", "hardening of tissue, or multiple sclerosis"),
    ("lupus pernio", "lupus", "usually systemic lupus erythematosus"),
    ("lupus vulgaris", "lupus", "usually systemic lupus erythematosus"),
];

/// Words before a head that keep it apart from the subject.
const APART: &[&str] =
    &["other", "of", "like", "unlike", "than", "with", "general", "or", "and", "not", "from", "as", "type", "kind"];
/// Words before "of" that make "of myositis" a statement on the subject all the same.
const ASPECTS: &[&str] = &[
    "signs",
    "sign",
    "symptoms",
    "symptom",
    "manifestations",
    "manifestation",
    "cause",
    "causes",
    "treatment",
    "diagnosis",
    "prognosis",
    "complications",
    "course",
    "risk",
    "case",
    "cases",
    "prevention",
];

fn check(article: &Article, report: &mut Report<'_>) {
    let Some(subject) = &article.subject else { return };
    let name = subject.name.to_lowercase();
    for (_, head, means) in HEADS.iter().filter(|(known, _, _)| *known == name) {
        let Some(word) = article.lexicon().get(head) else { continue };
        for sentence in &article.sentences {
            if matches!(article.kind_of(sentence), BlockKind::Reference | BlockKind::Quote | BlockKind::Title) {
                continue;
            }
            for at in sentence.tokens.clone() {
                let token = &article.tokens[at as usize];
                if token.word != word || !stands_for_subject(article, sentence.tokens.start, sentence.tokens.end, at) {
                    continue;
                }
                let text = article.text(token.span);
                report
                    .at(
                        token.span,
                        format!("\"{text}\" alone is another disease than the article's subject, \"{}\"", subject.name),
                    )
                    .label("also here")
                    .related(subject.span, "the subject is named here")
                    .note(format!("{head} alone is {means}"))
                    .help(format!("write \"{name}\""))
                    .cause(*head);
            }
        }
    }
}

/// Whether a head stands alone and for the subject: no other word of a name on either side.
fn stands_for_subject(article: &Article, start: u32, end: u32, at: u32) -> bool {
    let text = |token: &Token| article.text(token.span).to_lowercase();
    let before = (at > start).then(|| &article.tokens[at as usize - 1]);
    let after = (at + 1 < end).then(|| &article.tokens[at as usize + 1]);
    let mention = article.mentions.partition_point(|mention| mention.tokens.end <= at);
    let longer =
        article.mentions.get(mention).is_some_and(|mention| mention.tokens.start <= at && mention.tokens.len() > 1);
    // A rare word behind the head is a part of its name, known or not: "Myositis osseiferans".
    let named_on = after.is_some_and(|token| token.is_word() && article.lexicon().level(token.word) > 50);
    if longer || named_on {
        return false;
    }
    match before.map(&text).as_deref() {
        None => true,
        Some("of") => at >= start + 2 && ASPECTS.contains(&text(&article.tokens[at as usize - 2]).as_str()),
        Some(word) => {
            !APART.contains(&word)
                && before.is_some_and(|token| !token.is_word() || article.lexicon().level(token.word) <= 20)
        }
    }
}
