//! One patient whose sex, age or side changes within the story.

use crate::article::Article;
use crate::document::{BlockKind, ProseSpan};
use crate::rule::Report;
use crate::rules::words::WordSet;
use std::sync::LazyLock;

crate::rule! {
    /// Flags a story of one patient in which the sex, the age or the side of the body changes.
    ///
    /// ## Why
    /// Either two patients were mixed up, or the wrong leg was operated on; the reader cannot tell which.
    ///
    /// ## Flagged
    /// ```md,flag
    /// A 34-year-old man came with chest pain. After two days she was discharged.
    ///                                                        ^^^ the patient is a man above, but "she" here
    /// ```
    /// ```md,flag
    /// A 61-year-old woman had a fracture of the left femur. The right femur was fixed with a nail.
    ///                                                       ^^^^^^^^^^^^^^^ the fracture is of the left femur above, but the right femur is treated here
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// A 34-year-old man came with his wife. She had found him on the floor.
    /// ```
    /// ```md,clean
    /// A 70-year-old woman had left-sided weakness after a stroke of the right hemisphere. The right hand was strong.
    /// ```
    ///
    /// ## Limits
    /// Only a paragraph that introduces one patient by age and sex is looked at, and only up to its end; as soon as another
    /// person is named, nothing is said.
    CaseAttributeConflict: "case-attribute-conflict", Contradiction, Error, "0.1.0", check
}

static MALE: LazyLock<WordSet> = LazyLock::new(|| WordSet::of("man boy male gentleman"));
static FEMALE: LazyLock<WordSet> = LazyLock::new(|| WordSet::of("woman girl female lady"));

/// Other people; a pronoun may stand for one of them.
static OTHERS: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of(
        "mother father wife husband partner son daughter sister brother parent parents family friend spouse aunt uncle \
         grandmother grandfather child children baby infant newborn twin twins nurse doctor physician surgeon therapist \
         caregiver donor boyfriend girlfriend fiance cousin women men girls boys client clients provider student teacher \
         roommate neighbor coworker mom dad mum pharmacist professor colleague transgender nonbinary her/his his/her",
    )
});

static SHE: LazyLock<WordSet> = LazyLock::new(|| WordSet::of("she her hers herself"));
static HE: LazyLock<WordSet> = LazyLock::new(|| WordSet::of("he him his himself"));
static LESIONS: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of("fracture rupture tear tumor tumour mass cyst stone abscess hernia cataract dislocation injury lesion")
});
static TREATED: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of(
        "fixed repaired replaced removed amputated operated opened drained treated excised resected reconstructed",
    )
});

fn check(article: &Article, report: &mut Report<'_>) {
    let mut at = 0;
    while at < article.sentences.len() {
        let block = article.sentences[at].block;
        let end = at + article.sentences[at..].partition_point(|sentence| sentence.block == block);
        let kind = article.document.blocks[block as usize].kind;
        if matches!(kind, BlockKind::Paragraph | BlockKind::Item) && !article.is_foreign(block) {
            let tokens = article.sentences[at].tokens.start..article.sentences[end - 1].tokens.end;
            paragraph(article, tokens, report);
        }
        at = end;
    }
}

/// Where the one patient of a paragraph is introduced.
struct Patient {
    is_male: bool,
    age: f64,
    noun: u32,
    span: ProseSpan,
}

fn paragraph(article: &Article, tokens: std::ops::Range<u32>, report: &mut Report<'_>) {
    let Some(patient) = introduced(article, &tokens) else { return };
    let token = |at: u32| &article.tokens[at as usize];
    let (own, other) = if patient.is_male { (&*MALE, &*FEMALE) } else { (&*FEMALE, &*MALE) };
    let alone = tokens.clone().all(|at| {
        let token = token(at);
        !OTHERS.has(token) && !other.has(token) && (at == patient.noun || !own.has(token) || at > patient.noun)
    });
    if !alone {
        return;
    }
    pronoun(article, &patient, tokens.end, report);
    age(article, &patient, tokens.end, report);
    side(article, &patient, tokens.end, report);
}

/// The patient of a paragraph that introduces just one: "A 34-year-old man".
fn introduced(article: &Article, tokens: &std::ops::Range<u32>) -> Option<Patient> {
    let text = |at: u32| article.text(article.tokens[at as usize].span);
    let old = |at: &u32| text(*at) == "old" && *at > tokens.start + 3;
    let mut found = tokens.clone().filter(old).filter_map(|at| {
        let number = (tokens.start..at).rev().take(5).find(|&at| article.tokens[at as usize].is_number())?;
        let first = number.checked_sub(1).filter(|&at| ["A", "a", "An", "an"].contains(&text(at)))?;
        let noun = (at + 1..tokens.end.min(at + 4))
            .find(|&at| MALE.has(&article.tokens[at as usize]) || FEMALE.has(&article.tokens[at as usize]))?;
        let age = text(number).parse().ok()?;
        let is_male = MALE.has(&article.tokens[noun as usize]);
        Some(Patient { is_male, age, noun, span: article.span_of(&(first..noun + 1)) })
    });
    let patient = found.next()?;
    found.next().is_none().then_some(patient)
}

fn pronoun(article: &Article, patient: &Patient, end: u32, report: &mut Report<'_>) {
    let (own, wrong) = if patient.is_male { (&*HE, &*SHE) } else { (&*SHE, &*HE) };
    let after = || (patient.noun + 1..end).map(|at| &article.tokens[at as usize]);
    let Some(stray) = after().find(|token| wrong.has(token)) else { return };
    let sex = if patient.is_male { "man" } else { "woman" };
    let text = article.text(stray.span);
    let finding = report.at(stray.span, format!("the patient is a {sex} above, but \"{text}\" here"));
    finding.label("the other sex").related(patient.span, "introduced here");
    let (right, strays) = (after().filter(|token| own.has(token)).count(), after().filter(|t| wrong.has(t)).count());
    finding.note(format!("{right} other pronouns fit the {sex}, {strays} do not"));
    finding.help("mend the pronoun, or say who else is meant");
}

fn age(article: &Article, patient: &Patient, end: u32, report: &mut Report<'_>) {
    let text = |at: u32| article.text(article.tokens[at as usize].span);
    for at in patient.noun + 1..end.saturating_sub(4) {
        let again = article.tokens[at as usize + 1].is_number() && ["This", "this", "The", "the"].contains(&text(at));
        let number = text(at + 1).parse::<f64>().ok();
        let old = (at + 2..end.min(at + 6)).any(|at| text(at) == "old");
        if let Some(number) = number.filter(|&number| again && old && (number - patient.age).abs() > 1.0) {
            let span = article.span_of(&(at..at + 2));
            let message = format!("the patient is {} years old above, but {number} here", patient.age);
            report
                .at(span, message)
                .label("another age")
                .related(patient.span, "introduced here")
                .help("decide which age is right");
            return;
        }
    }
}

/// "A fracture of the left femur ... the right femur was fixed".
fn side(article: &Article, patient: &Patient, end: u32, report: &mut Report<'_>) {
    let token = |at: u32| &article.tokens[at as usize];
    let text = |at: u32| article.text(token(at).span);
    let sided = |at: u32| ["left", "right"].contains(&text(at)) && at + 1 < end && token(at + 1).is_word();
    let both = |at: u32| ["both", "bilateral", "bilaterally", "other", "opposite", "contralateral"].contains(&text(at));
    if (patient.noun..end).any(both) {
        return;
    }
    let lesion = (patient.noun..end.saturating_sub(4)).find(|&at| {
        LESIONS.has(token(at)) && ["of", "in"].contains(&text(at + 1)) && text(at + 2) == "the" && sided(at + 3)
    });
    let Some(lesion) = lesion else { return };
    let (said, part) = (text(lesion + 3), token(lesion + 4).word);
    let treated = (lesion + 5..end.saturating_sub(2)).find(|&at| {
        sided(at)
            && text(at) != said
            && token(at + 1).word == part
            && ["was", "were", "is", "has"].contains(&text(at + 2))
            && (at + 3..end.min(at + 6)).any(|at| TREATED.has(token(at)))
    });
    if let Some(at) = treated {
        let (noun, part) = (text(lesion), text(lesion + 4));
        let start = if ["the", "The"].contains(&text(at - 1)) { at - 1 } else { at };
        let message = format!("the {noun} is of the {said} {part} above, but the {} {part} is treated here", text(at));
        report
            .at(article.span_of(&(start..at + 2)), message)
            .label("the other side")
            .related(article.span_of(&(lesion..lesion + 5)), "here")
            .help("decide which side is meant");
    }
}
