//! Two sentences run together: the end of the first is lost, and the next begins in its middle.

mod names;

use super::words::{AUXILIARIES, FINITE_VERBS, WordSet};
use crate::article::Article;
use crate::diagnostic::Level;
use crate::document::BlockKind;
use crate::reading::sentences::Sentence;
use crate::reading::subject::Subject;
use crate::reading::tokens::{Token, TokenKind};
use crate::reading::words::WordId;
use crate::rule::Report;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::OnceCell;
use std::sync::LazyLock;

crate::rule! {
    /// Flags a sentence that begins in the middle of another, so that the end of the first is lost or the full stop between them.
    ///
    /// ## Why
    /// Text that was cut and joined by a machine, or whose list lost its marks, runs on: "the gene is located on the X The inheritance is dominant". The reader meets half a statement, and may join it with the wrong other half.
    ///
    /// ## Flagged
    /// ```md,flag
    /// The gene for this disease is located on the X The inheritance is dominant if one copy is enough.
    ///                                             ^^^^^ a new sentence begins at "The", before the one in front of it has ended
    /// ```
    /// ```md,flag
    /// The condition can affect many parts of This condition is characterized by weak muscles.
    ///                                     ^^^^^^^ a new sentence begins at "This", before the one in front of it has ended
    /// ```
    /// ```md,flag
    /// You should talk to your doctor about Together, you can decide when to start with the test.
    ///                                ^^^^^^^^^^^^^^ a new sentence begins at "Together", before the one in front of it has ended
    /// ```
    ///
    /// ```md,flag
    /// Your doctor may recommend pulmonary PR is a program of exercise that helps you breathe.
    ///                           ^^^^^^^^^^^^ a new sentence begins at "PR", before the one in front of it has ended
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// In most cases GERD is mild. The damage GERD can cause is seen in the gullet. It is likely CF is inherited.
    /// ```
    /// ```md,clean
    /// The article appeared in The Lancet last year. Vitamin A is found in liver, and type I collagen in bone.
    /// ```
    /// ```md,clean
    /// Ask yourself: Is the pain new? The doctor may say "This will not hurt" before the needle goes in.
    /// ```
    /// ```md,clean
    /// He spoke at the World Health Organization about It Takes Two, a programme for people who smoke.
    /// ```
    ///
    /// ## Limits
    /// A second sentence that begins with a name is seen only where "is" or "can be" follows the name and the words in front have a verb already. After a colon or a dash, the seam may be the end of a list that lost its marks: it is a note.
    SplicedSentence: "spliced-sentence", Integrity, Warning, "0.1.0", check
}

/// Words that begin sentences and are hardly ever written with a capital elsewhere.
static OPENERS: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of(
        "the this these those that it its they their he she we our you your if when while although though because \
         since however in on at for from with by to some many most each other another there such both as after before \
         during about all several also additional together \
         once until unless therefore thus furthermore moreover nevertheless usually often sometimes \
         generally typically currently although depending among according approximately more less fewer any every either \
         no not only rarely occasionally similarly over under through within without between despite unlike like due based",
    )
});

/// Words that a sentence cannot end with: after one of them, any plain word with a capital begins a new sentence.
static CUT_WORDS: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of(
        "the a an of to and or with that which is are was were in for by from at as than who may can be been has have \
         into between because if whether other such your their its these this when where including should could would \
         will often about on during more most very both any some",
    )
});

/// Words that names often follow: after these, the verb must come at once.
static BEFORE_NAMES: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of("the of and for in which to with by from at or on called including between about than such other")
});

/// Words that a letter or "A" follows as a label.
static LABELLED: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of(
        "vitamin vitamins hepatitis type types group groups class influenza factor part parts stage grade figure table \
         appendix section category level option protein apolipoprotein immunoglobulin hemoglobin haemoglobin plan \
         botulinum toxin subtype chain form domain exon allele strain medicare serotype virus and or lamin",
    )
});

/// Plain words that are also names or parts of names.
static NAMES: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of(
        "may down war article factor pap mantle coats march august will black white health stage phase grade web internet state states government god earth \
         indian native first second third part table figure chapter section unit type class group level monday tuesday food board boards standard standards focus outcome outcomes culture \
         wednesday thursday friday saturday sunday mark bill grant rose brown green young best long short sun moon west \
         east north south western eastern northern southern institute center centre school college department office \
         hospital association society foundation committee council bureau service services program act law medicare \
         schedule category domain axis line his nutrition nurses court field europe european africa african america american \
         asia asian britain british england english france french germany german china chinese japan japanese canada \
         canadian australia australian russia russian spain spanish italy italian mexico mexican",
    )
});

/// How far back a clause is looked at, so that a sentence without end costs no more than others.
const CLAUSE_REACH: usize = 60;
/// Words up to this level are no names, even where the article has them with a capital only.
const COMMON: u8 = 20;
/// Beyond so many in one block, its list has lost its marks.
const LIST: usize = 3;
/// How far a finite verb may stand from the opener.
const VERB_REACH: usize = 22;
/// How far it may stand from a plain word with a capital, after a word that could end a sentence.
const PLAIN_VERB_REACH: usize = 5;

/// How the article writes its words; gathered when first asked for.
#[derive(Default)]
struct Written {
    /// The words that it writes in lower case, as it would not write names.
    small: FxHashSet<WordId>,
    /// How often it writes a word with a capital within a sentence of running text.
    large: FxHashMap<WordId, u32>,
}

type Plain = OnceCell<Written>;

fn check(article: &Article, report: &mut Report<'_>) {
    let plain = Plain::new();
    let mut found: Vec<Seam> = Vec::new();
    for sentence in &article.sentences {
        let kind = article.kind_of(sentence);
        if !matches!(kind, BlockKind::Paragraph | BlockKind::Quote) || article.is_foreign(sentence.block) {
            continue;
        }
        seams(article, sentence, &plain, &mut found);
    }
    let mut at = 0;
    while at < found.len() {
        let block = found[at].block;
        let count = found[at..].iter().take_while(|seam| seam.block == block).count();
        for seam in &found[at..at + count] {
            let opener = &article.tokens[seam.token];
            let span = article.tokens[seam.token - 1].span.to(opener.span);
            let text = article.text(opener.span);
            let finding = report
                .at(span, format!("a new sentence begins at \"{text}\", before the one in front of it has ended"));
            finding.cause(format!("{block}"));
            if count >= LIST || seam.in_list || seam.verbless {
                finding
                    .note("the entries of a list or table seem to have run together")
                    .help(format!("set the entries apart, and begin a line or a sentence at \"{text}\""));
            } else {
                finding
                    .note("the end of the first sentence is lost, or the full stop between the two")
                    .help("end the first sentence");
            }
            if count >= LIST || seam.in_list {
                finding.level(Level::Note);
            }
        }
        at += count;
    }
}

/// A place where a sentence begins within another.
struct Seam {
    block: u32,
    token: usize,
    /// It ends an entry of a list that lost its marks: "may include: ... shortness of breath Some people".
    in_list: bool,
    /// No verb stands before it: the row of a table, "after a meal Less than 180 mg/dL".
    verbless: bool,
}

fn seams(article: &Article, sentence: &Sentence, plain: &Plain, found: &mut Vec<Seam>) {
    let from = sentence.tokens.start as usize;
    let tokens = article.tokens_of(sentence);
    let mut listing = false;
    for at in 2..tokens.len() {
        let token = &tokens[at];
        listing |= opens_list(article, tokens, at - 1);
        if !token.capital || !token.is_word() {
            continue;
        }
        let plainly = !token.all_caps && begins_sentence(article, tokens, at, plain);
        if plainly || names::begins(article, tokens, at, from) {
            let in_list = listing && !CUT_WORDS.has(&tokens[at - 1]);
            let front = &tokens[at.saturating_sub(CLAUSE_REACH)..at];
            let verbless = !front.iter().any(|token| AUXILIARIES.has(token) || FINITE_VERBS.has(token));
            found.push(Seam { block: sentence.block, token: from + at, in_list, verbless });
        }
    }
}

/// A colon, or a dash with blanks around it as between a term and what explains it.
fn opens_list(article: &Article, tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    token.kind == TokenKind::Mark
        && match article.text(token.span) {
            ":" => true,
            "-" => token.spaced && tokens.get(at + 1).is_some_and(|next| next.spaced),
            _ => false,
        }
}

fn begins_sentence(article: &Article, tokens: &[Token], at: usize, plain: &Plain) -> bool {
    let (before, token) = (&tokens[at - 1], &tokens[at]);
    if !before.is_word() || !token.spaced {
        return false;
    }
    let Some(next) = tokens.get(at + 1) else { return false };
    // Names and titles: capitals on both sides. A letter may be a label: "on the X", but not "Stage I".
    let label = before.span.len() == 1 && before.capital && !LABELLED.has(&tokens[at - 2]);
    if before.capital && !label || !is_clause(tokens, at) {
        return false;
    }
    let title = |token: &Token| token.capital && !token.all_caps;
    let cut = CUT_WORDS.has(before)
        || article.text(before.span).ends_with("'s")
        || article.text(before.span).ends_with("\u{2019}s");
    let verb = verb_after(article, tokens, at);
    let after = &tokens[at + 1..tokens.len().min(at + 5)];
    let among_plain = !after.iter().any(title) && !tokens[1.max(at.saturating_sub(3))..at].iter().any(title);
    if verb > VERB_REACH && !(OPENERS.has(token) && next.is_word() && among_plain) {
        return false;
    }
    let single = token.span.len() == 1;
    if single {
        return article.text(token.span) == "A"
            && next.is_word()
            && !next.capital
            && !LABELLED.has(before)
            && cut
            && !matches!(article.text(next.span), "and" | "or")
            && !article.text(next.span).starts_with("is");
    }
    let next_fits = (next.is_word() && (!next.capital || next.all_caps)) || next.is_number() || is_comma(article, next);
    if OPENERS.has(token) {
        // "Ivabradine is an If current inhibitor".
        let named = heads_name(next) && matches!(article.text(before.span), "a" | "an");
        return !named && (next_fits || opens_before_name(article, tokens, at));
    }
    // Any plain word with a capital, right after a word that cannot end a sentence, or with a verb right after it.
    let right_after = verb == 0 || verb <= PLAIN_VERB_REACH && !BEFORE_NAMES.has(before);
    right_after
        && next_fits
        && article.lexicon().level(token.word) <= 35
        && !NAMES.has(token)
        && article.text(token.span).chars().nth(1).is_some_and(char::is_lowercase)
        && (!names_subject(article, token) || is_only_plain(article, token, plain))
        && (among_plain || is_with(article, tokens, at) && is_plain(article, token, plain))
        && !heads_name(next)
        && (article.lexicon().level(token.word) <= COMMON || is_plain(article, token, plain))
        && !is_comma(article, next)
}

/// "People with Down syndrome": the name that follows is no part of the word's own.
fn is_with(article: &Article, tokens: &[Token], at: usize) -> bool {
    article.text(tokens[at + 1].span) == "with" && !tokens[at.saturating_sub(3).max(1)..at].iter().any(|t| t.capital)
}

/// Words that a name stands before: "Job syndrome".
fn heads_name(next: &Token) -> bool {
    static HEADS: LazyLock<WordSet> = LazyLock::new(|| {
        WordSet::of(
            "syndrome disease disorder anomaly sign test law scale score rule index method virus current criteria",
        )
    });
    HEADS.has(next)
}

/// How far after a word the next finite verb stands.
fn verb_after(article: &Article, tokens: &[Token], at: usize) -> usize {
    // "It's treated": the verb is a part of the word.
    if OPENERS.has(&tokens[at]) && article.text(tokens[at].span).contains(['\'', '\u{2019}']) {
        return 0;
    }
    let is_verb = |token: &Token| (AUXILIARIES.has(token) || FINITE_VERBS.has(token)) && !token.capital;
    tokens[at + 1..].iter().take(VERB_REACH).position(is_verb).unwrap_or(usize::MAX)
}

/// Whether the word is a part of the subject's name, which some write with a capital everywhere.
fn names_subject(article: &Article, token: &Token) -> bool {
    let word = article.text(token.span);
    let names = |subject: &Subject| subject.name.split_whitespace().any(|part| part.eq_ignore_ascii_case(word));
    article.subject.as_ref().is_some_and(names)
}

/// Whether the article writes the word in lower case, and nowhere else with a capital within a sentence.
fn is_only_plain(article: &Article, token: &Token, plain: &Plain) -> bool {
    let written = written(article, plain);
    written.small.contains(&token.word) && written.large.get(&token.word).is_none_or(|&count| count <= 1)
}

/// Whether what stands before the seam is a part of a sentence, and no heading that lost its line.
fn is_clause(tokens: &[Token], at: usize) -> bool {
    let before = &tokens[at.saturating_sub(CLAUSE_REACH)..at];
    let has_verb = || before.iter().any(|token| AUXILIARIES.has(token) || FINITE_VERBS.has(token));
    let plain = || !before[1..].iter().any(|token| token.capital && !token.all_caps);
    CUT_WORDS.has(&tokens[at - 1]) || before.len() > 3 && has_verb() || before.len() > 5 && plain()
}

fn is_comma(article: &Article, token: &Token) -> bool {
    article.text(token.span) == ","
}

/// "about In PCOS, the ovaries": a preposition before a name, with a comma soon after.
fn opens_before_name(article: &Article, tokens: &[Token], at: usize) -> bool {
    const OPENING: &[&str] = &["In", "For", "When", "If", "After", "Although", "With", "As", "At", "During", "Among"];
    OPENING.contains(&article.text(tokens[at].span))
        && tokens[at + 1..].iter().take(6).any(|token| is_comma(article, token))
}

/// Whether the article also writes the word in lower case, as it would not write a name.
fn is_plain(article: &Article, token: &Token, plain: &Plain) -> bool {
    written(article, plain).small.contains(&token.word)
}

fn written<'p>(article: &Article, plain: &'p Plain) -> &'p Written {
    plain.get_or_init(|| {
        let mut written = Written::default();
        for sentence in &article.sentences {
            let running =
                matches!(article.kind_of(sentence), BlockKind::Paragraph | BlockKind::Item | BlockKind::Quote);
            for (at, token) in article.tokens_of(sentence).iter().enumerate().filter(|(_, token)| token.is_word()) {
                if !token.capital {
                    written.small.insert(token.word);
                } else if at > 0 && running {
                    *written.large.entry(token.word).or_default() += 1;
                }
            }
        }
        written
    })
}
