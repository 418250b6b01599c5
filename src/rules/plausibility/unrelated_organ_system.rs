//! A disease placed in an organ that it has nothing to do with, and passages that stray to such an organ.

use super::organs::{self, Groups, Organs};
use super::statement::{holds, is_subject, part, statements};
use crate::article::Article;
use crate::diagnostic::Level;
use crate::document::ProseSpan;
use crate::reading::sentences::Sentence;
use crate::reading::tokens::Token;
use crate::rule::Report;
use crate::rules::words::{WordMap, WordSet};
use regex::Regex;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

crate::rule! {
    /// Flags an organ that has nothing to do with the subject: named as its seat, or the topic of a passage that strays.
    ///
    /// ## Why
    /// Such a statement was most likely written of another disease, or the passage comes from another article.
    ///
    /// ## Flagged
    /// ```md,flag
    /// # Meningioma
    ///
    /// Meningioma is a tumor of the membranes around the brain. It grows slowly.
    ///
    /// Meningioma is a disease of the gums.
    ///                                ^^^^ the gums have nothing to do with meningioma as this article describes it
    /// ```
    /// ```md,flag
    /// # Heart failure
    ///
    /// Heart failure means that the heart pumps too little blood.
    ///
    /// Heart failure develops in the uterus.
    ///                               ^^^^^^ the uterus has nothing to do with heart failure as this article describes it
    /// ```
    /// ```md,flag
    /// # Chronic myeloid leukemia
    ///
    /// Chronic myeloid leukemia is a cancer in which the bone marrow makes too many white blood cells.
    ///
    /// Chronic myeloid leukemia is a disease of the uterus.
    ///                                              ^^^^^^ the uterus has nothing to do with chronic myeloid leukemia as this article describes it
    /// ```
    ///
    /// ```md,flag
    /// # Heart failure
    ///
    /// Heart failure means that the heart pumps too little blood.
    ///
    /// Heart failure damages the lining of the large intestine.
    ///                                         ^^^^^^^^^^^^^^^ the large intestine has nothing to do with heart failure as this article describes it
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// # Endometriosis
    ///
    /// Endometriosis is a disease of the uterus. Sometimes it affects the lungs.
    /// ```
    /// ```md,clean
    /// # Sarcoidosis
    ///
    /// Sarcoidosis is a disease that can affect any organ. It often starts in the lungs. It affects the eyes.
    /// ```
    /// ```md,clean
    /// # Sarcoidosis
    ///
    /// Sarcoidosis is a disease that forms lumps in many parts of the body, above all the lungs. It affects the eyes.
    /// ```
    /// ```md,clean
    /// # Asthma
    ///
    /// Asthma narrows the airways. It is not a disease of the uterus.
    /// ```
    ///
    /// ## Limits
    /// An organ counts only where the article speaks of it nowhere else and neither the name, the known sites nor the
    /// definition of the subject has to do with it or its neighbors. What may be a rare or late manifestation is left
    /// alone.
    UnrelatedOrganSystem: "unrelated-organ-system", Plausibility, Warning, "0.1.0", check
}

fn check(article: &Article, report: &mut Report<'_>) {
    if article.subject.is_none() {
        return;
    }
    let mut organs = None;
    for (index, sentence) in statements(article) {
        let text = article.text(sentence.span);
        let seated = organs::ends_in_organ(article, sentence).then(|| seat(article, sentence)).flatten();
        let Some((subject, organ)) = seated else { continue };
        if !is_subject(article, part(sentence, subject.0, subject.1)) || holds(text, SCOPED) {
            continue;
        }
        let organs = organs.get_or_insert_with(|| Organs::of(article));
        let named = part(sentence, organ.0, organ.1);
        if is_strange(article, organs, index, article.text(named)) {
            report_seat(article, named, report);
        }
    }
    strays(article, &mut organs, report);
}

/// Where a sentence places a disease: the disease and the organ.
fn seat(article: &Article, sentence: &Sentence) -> Option<((usize, usize), (usize, usize))> {
    let text = article.text(sentence.span);
    if text.len() > 400 {
        return None;
    }
    let may = frames(article, article.tokens_of(sentence));
    (0..FRAMES.len()).filter(|frame| may >> frame & 1 == 1).find_map(|frame| {
        let found = SEATS[frame].captures(text)?;
        let (subject, organ) = (found.name("s")?, found.name("o")?);
        Some(((subject.start(), subject.end()), (organ.start(), organ.end())))
    })
}

/// For each frame of [`SEATS`], the words of which one stands in it, and the words of which one stands before "the" or
/// "your" and the organ; none at the start of the sentence.
const FRAMES: [(&str, &str); 8] = [
    (
        "disease disorder condition illness cancer infection tumor tumour inflammation malformation problem defect scarring \
         swelling",
        "of in affecting affects",
    ),
    (
        "develop develops start starts begin begins arise arises originate originates occur occurs form forms grow grows \
         sit sits lie lies settle settles located found localized localised situated seated seen",
        "in within inside on from",
    ),
    (
        "affect affects attack attacks damage damages destroy destroys inflame inflames involve involves target targets \
         scar scars strike strikes harm harms invade invades",
        "affect affects attack attacks damage damages destroy destroys inflame inflames involve involves target targets \
         scar scars strike strikes harm harms invade invades mainly mostly usually often typically chiefly primarily \
         always first commonly essentially basically actually",
    ),
    ("damaged inflamed scarred diseased affected destroyed swollen enlarged involved attacked injured", ", of"),
    ("changes signs lesions damage features findings", "in"),
    ("site seat location target origin affected", "is"),
    ("site seat target organ damaged affected attacked inflamed destroyed", ""),
    ("doctors physicians pathologists surgeons specialists", "in"),
];

/// The frames that a sentence may be of, one bit each.
fn frames(article: &Article, tokens: &[Token]) -> u8 {
    static WORDS: LazyLock<[WordMap<u8>; 2]> = LazyLock::new(|| {
        let bits = |words: fn(&(&'static str, &'static str)) -> &'static str| {
            let mut bits: FxHashMap<&str, u8> = FxHashMap::default();
            for (frame, columns) in FRAMES.iter().enumerate() {
                words(columns).split_whitespace().for_each(|word| *bits.entry(word).or_default() |= 1 << frame);
            }
            WordMap::of(bits)
        };
        [bits(|frame| frame.0), bits(|frame| frame.1)]
    });
    static ARTICLES: LazyLock<WordSet> = LazyLock::new(|| WordSet::of("the your"));
    let bits = |map: &WordMap<u8>, token: &Token| map.get(article, token.word).copied().unwrap_or(0);
    let starts = tokens.first().is_some_and(|first| ARTICLES.has(first));
    let opens = if starts { 1 << 6 } else { 0 };
    let pairs = tokens.windows(2).filter(|pair| ARTICLES.has(&pair[1]));
    let before = pairs.fold(opens, |all, pair| all | bits(&WORDS[1], &pair[0]));
    let within = tokens.iter().fold(0, |all, token| all | bits(&WORDS[0], token));
    before & within
}

static SEATS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    const ORGAN: &str = r"(?:the|your)\s+(?:(?:lining|surface|walls?|tissues?|membranes?|cells|inside|function)\s(?:of|around)\s(?:the|your)\s+)?(?P<o>[a-z]+(?:\s[a-z]+)?)";
    const END: &str = r"(?:[.,;]|$)";
    const OFTEN: &str = r"(?:(?:mainly|mostly|usually|often|typically|chiefly|primarily|always|first|most\s(?:often|commonly)|essentially|basically|actually)\s)?";
    const SUBJECT: &str = r"(?P<s>[^.;:]{2,110}?)";
    let frames = [
        format!(
            r"(?i)^{SUBJECT}\s(?:is|are)\s{OFTEN}(?:an?\s)?(?:[a-z-]+\s){{0,3}}?(?:disease|disorder|condition|illness|cancer|infection|tumou?r|inflammation|malformation|problem|defect|scarring|swelling)\s(?:of|in|affecting|that\saffects|that\s(?:starts|begins|develops|occurs)\sin)\s{ORGAN}{END}"
        ),
        format!(
            r"(?i)^{SUBJECT}\s{OFTEN}(?:develops?|starts?|begins?|arises?|originates?|occurs?|forms?|grows?|sits?|lies?|settles?|(?:is|are)\s{OFTEN}(?:located|found|localized|localised|situated|seated|seen))\s{OFTEN}(?:in|within|inside|on|from)\s{ORGAN}{END}"
        ),
        format!(
            r"(?i)^{SUBJECT}\s{OFTEN}(?:affects?|attacks?|damages?|destroys?|inflames?|involves?|targets?|scars?|strikes?|harms?|invades?)\s{OFTEN}{ORGAN}{END}"
        ),
        format!(
            r"(?i)^(?:with|in)\s{SUBJECT},\s(?:the\s(?:tissues?|cells|lining|walls?|surface|inside|function)\sof\s)?{ORGAN}\s(?:is|are|becomes?|gets?)\s(?:[a-z]+ly\s)?(?:damaged|inflamed|scarred|diseased|affected|destroyed|swollen|enlarged|involved|attacked|injured)"
        ),
        format!(
            r"(?i)^(?:[a-z]+\s){{1,4}}(?:typical|characteristic|usual|main|first)\s(?:changes|signs|lesions|damage|features|findings)\s(?:of|in)\s{SUBJECT}\s(?:(?:is|are)\s(?:found|seen)\s)?in\s{ORGAN}{END}"
        ),
        format!(
            r"(?i)^(?:the\s)?(?:main|primary|usual|most\scommon)?\s?(?:site|seat|location|target|origin|organ\saffected)\s(?:of|by|in)\s{SUBJECT}\sis\s{ORGAN}{END}"
        ),
        format!(
            r"(?i)^{ORGAN}\s(?:is|are)\s(?:the\s(?:site|seat|target|organ)[a-z\s]{{0,20}}|damaged|affected|attacked|inflamed|destroyed)\s(?:of|by|in)\s{SUBJECT}{END}"
        ),
        format!(
            r"(?i)^(?:doctors|physicians|pathologists|surgeons|specialists)\s(?:[a-z]+\s)?(?:find|see|look\sfor|detect|diagnose|locate)\s{SUBJECT}\sin\s{ORGAN}{END}"
        ),
    ];
    frames.iter().map(|frame| Regex::new(frame).expect("the frames are tested")).collect()
});

/// Words that make a seat one of several, a rare or late one, or none.
const SCOPED: &[&str] = &[
    "not",
    "never",
    "no",
    "can",
    "may",
    "might",
    "could",
    "sometimes",
    "rare",
    "rarely",
    "also",
    "occasionally",
    "some",
    "other",
    "spread*",
    "metast*",
    "secondary",
    "unlike",
    "myth",
    "once",
    "thought",
    "believed",
    "possibly",
    "any",
    "many",
    "including",
    "eventually",
    "type",
    "form",
    "forms",
    "later",
    "example",
    "if",
    "when",
    "too",
    "even",
];

/// Words that open subjects of many organs.
const SYSTEMIC: &[&str] = &["systemic", "multisystem", "organs"];

fn is_strange(article: &Article, organs: &Organs, sentence: u32, organ: &str) -> bool {
    let words: Vec<&str> = organ.split_whitespace().collect();
    let is_organ = |word: &str| organs::organ(&word.to_lowercase()) != 0;
    let (named, others): (Vec<&str>, Vec<&str>) = words.iter().partition(|word| is_organ(word));
    let known = !named.is_empty()
        && others.iter().all(|word| organs::SIDES.split(' ').any(|side| word.eq_ignore_ascii_case(side)));
    let groups = organs::touched_by(organ);
    if !known || groups == 0 || named.iter().any(|word| is_named_elsewhere(article, sentence, word)) {
        return false;
    }
    let own = organs::of_subject(article, organs, sentence);
    // The article may name a neighbor in passing: "taken by mouth".
    let passing = organs.elsewhere(groups, sentence) * 4 <= organs.elsewhere(own, sentence);
    own != 0 && groups & own == 0 && passing && !is_systemic(article, sentence)
}

/// Whether another sentence has a word that begins like the organ: "uterine" for "uterus".
fn is_named_elsewhere(article: &Article, sentence: u32, organ: &str) -> bool {
    let lower = organ.to_lowercase();
    let bare = lower.trim_end_matches('s');
    let stem: String = bare.chars().take(4).collect();
    let own = &article.sentences[sentence as usize].tokens;
    let others = article.tokens.iter().enumerate().filter(|(at, _)| !own.contains(&(*at as u32)));
    others.into_iter().any(|(_, token)| token.is_word() && article.word(token.word).starts_with(&stem))
}

/// Whether the introduction says that the subject is one of many organs.
fn is_systemic(article: &Article, except: u32) -> bool {
    let leads = article.leads.iter().take(2).filter(|lead| lead.sentence != except);
    leads.into_iter().any(|lead| {
        let sentence = &article.sentences[lead.sentence as usize];
        let text = article.text(sentence.span);
        holds(text, SYSTEMIC) || speaks_of_many(article, sentence)
    })
}

/// Whether a sentence speaks of many parts of the body: "affects many different organs", but not "too many cells".
fn speaks_of_many(article: &Article, sentence: &Sentence) -> bool {
    static MANY: LazyLock<WordSet> =
        LazyLock::new(|| WordSet::of("multiple any many several whole entire throughout various different all"));
    static PARTS: LazyLock<WordSet> = LazyLock::new(|| {
        WordSet::of("organ organs tissue tissues part parts area areas system systems body sites places regions")
    });
    const REACH: usize = 4;
    let tokens = article.tokens_of(sentence);
    (0..tokens.len())
        .filter(|&at| MANY.has(&tokens[at]))
        .any(|at| PARTS.has_any(&tokens[at + 1..tokens.len().min(at + 1 + REACH)]))
}

fn report_seat(article: &Article, named: ProseSpan, report: &mut Report<'_>) {
    let Some(subject) = &article.subject else { return };
    let organ = article.text(named);
    let have = if organ.ends_with('s') && !organ.ends_with("us") && !organ.ends_with("is") { "have" } else { "has" };
    let name = lower_first(&subject.name);
    report
        .at(named, format!("the {organ} {have} nothing to do with {name} as this article describes it"))
        .related(subject.span, "the subject is named here")
        .note(format!(
            "the {organ} {have} no part in its name, its known sites or its definition, nor in the rest of the article"
        ))
        .help("check the organ, or say how it comes to be affected");
}

/// A name in lower case, unless it holds other capitals or is of a person.
pub(super) fn lower_first(name: &str) -> String {
    let mut chars = name.chars();
    let first = chars.next().map(|first| first.to_lowercase().collect::<String>()).unwrap_or_default();
    let rest: String = chars.collect();
    let proper = name.contains('\'') || rest.chars().any(char::is_uppercase);
    if proper { name.to_owned() } else { first + &rest }
}

/// Passages on the organs of women, the breast and their hormones in the article of a disease that has nothing to do
/// with them.
fn strays(article: &Article, organs: &mut Option<Organs>, report: &mut Report<'_>) {
    let organs = organs.get_or_insert_with(|| Organs::of(article));
    let topic: Groups = organs::group("female") | organs::group("breast") | organs::group("male");
    let on_topic: Vec<u32> = (0..article.sentences.len() as u32)
        .filter(|&at| organs.of_sentence[at as usize] & topic != 0 && spans(article, at, topic).is_some())
        .collect();
    let (Some(&first), Some(&last)) = (on_topic.first(), on_topic.last()) else { return };
    // The passage holds nearly all that the article says of the topic, without long gaps.
    if on_topic.len() < 3 || last - first + 1 > on_topic.len() as u32 + 1 || last - first > 12 {
        return;
    }
    let own = organs::of_subject(article, organs, u32::MAX);
    if own == 0 || topic & own != 0 {
        return;
    }
    let sentences: Vec<&Sentence> = (first..=last).map(|at| &article.sentences[at as usize]).collect();
    let linked = sentences.iter().any(|sentence| holds(article.text(sentence.span), LINKING));
    let claims = on_topic.iter().any(|&at| holds(article.text(article.sentences[at as usize].span), CLAIMING));
    if linked || !claims {
        return;
    }
    let Some(subject) = &article.subject else { return };
    let mut found = on_topic.iter().filter_map(|&at| spans(article, at, topic));
    // The first statement that places the disease there would read best, but the passage begins here.
    let Some(start) = found.next() else { return };
    let finding = report.at(
        start,
        format!(
            "from here on the text speaks of the sexual organs, which have nothing to do with {}",
            lower_first(&subject.name)
        ),
    );
    finding.level(Level::Error);
    for span in found.take(7) {
        finding.related(span, "and here");
    }
    finding
        .note(format!(
            "the rest of the article, the name and the known sites of {} speak of other parts",
            lower_first(&subject.name)
        ))
        .help("check whether the passage belongs to another article");
}

/// In one sentence, from the beginning of the clause that first speaks of a topic to the last word on it.
fn spans(article: &Article, sentence: u32, topic: Groups) -> Option<ProseSpan> {
    let sentence = &article.sentences[sentence as usize];
    let on = |at: u32, topic: Groups| {
        let token = &article.tokens[at as usize];
        token.is_word() && organs::organ_of(article, token.word) & topic != 0
    };
    let first = sentence.tokens.clone().find(|&at| on(at, topic))?;
    let wider = topic | organs::group("hormone");
    let last = sentence.tokens.clone().rev().find(|&at| on(at, wider))?;
    let opens = |at: &u32| matches!(article.text(article.tokens[*at as usize].span), ";" | "\u{2014}");
    let start = (sentence.tokens.start..first).rev().find(opens).map_or(sentence.tokens.start, |at| at + 1);
    Some(article.tokens[start as usize].span.to(article.tokens[last as usize].span))
}

/// Words that tell why a passage speaks of other organs.
const LINKING: &[&str] = &[
    "pregnan*",
    "effects",
    "risk*",
    "medicine*",
    "medication*",
    "baby",
    "babies",
    "birth",
    "fetus",
    "inherit*",
    "screening",
    "associated",
    "related",
    "cancers",
    "metast*",
    "spread*",
    "infertil*",
    "fertil*",
    "gene",
    "genes",
    "mutation*",
    "syndrome",
    "radiation",
];

/// Words that place a disease or name its signs.
const CLAIMING: &[&str] = &["localized", "localised", "located", "manifestation", "manifestations"];
