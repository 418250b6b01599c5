//! Characters that were broken on the way: bytes read in the wrong encoding, letters of another alphabet, lost digits.

use crate::article::Article;
use crate::diagnostic::Level;
use crate::document::{BlockKind, ProseSpan};
use crate::reading::tokens::{Token, TokenKind};
use crate::rule::Report;
use regex::Regex;
use std::sync::LazyLock;

crate::rule! {
    /// Flags characters that were broken on the way: text read in the wrong encoding, replacement characters, letters of another alphabet inside a word, and letters that stand for digits in a dose.
    ///
    /// ## Why
    /// A broken character hides what was written: a range loses its dash, a dose its unit. A capital O for a zero turns "10 mg" into a word that no search and no pharmacy system finds.
    ///
    /// ## Flagged
    /// ```md,flag
    /// It isnâ€™t contagious, and it lasts for two weeks.
    ///       ^^^ "â€™" is "’" read in the wrong encoding
    /// ```
    /// ```md,flag
    /// The syndrome of Guillain and BarrÃ© begins in the legs.
    ///                                  ^^ "Ã©" is "é" read in the wrong encoding
    /// ```
    /// ```md,flag
    /// Take 1O mg of the tablet each day for a week.
    ///      ^^ "1O" in a dose holds a letter that looks like a digit
    /// ```
    /// ```md,flag
    /// The cell divides by mіtosis, and the two new cells are alike.
    ///                     ^^^^^^^ "mіtosis" mixes letters of two alphabets
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// TNF-α and β-blockers are written with Greek letters; Sjögren and Ménière with marks over theirs. São Paulo is a city.
    /// ```
    /// ```md,clean
    /// Water is H2O, the scan was a T1 image, and vitamin B12 is given at 10 mg. The tube is 5 µm wide, at 37 °C.
    /// ```
    /// ```md,clean
    /// The French word «Âge» and the Portuguese «Ângela» begin with the same letter.
    /// ```
    ///
    /// ## Limits
    /// It sees text that was read in the wrong encoding once or twice, not bytes that were lost without a trace. Letters that look alike are seen only where they stand beside letters of the other alphabet.
    EncodingFault: "encoding-fault", Integrity, Warning, "0.1.0", check
}

/// A run of characters that may be one or more characters of UTF-8 read as Windows-1252, and the double forms of quotes.
static MISREAD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?:[\u{C2}-\u{DF}][\u{80}-\u{BF}€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]",
        r"|[\u{E0}-\u{EF}][\u{80}-\u{BF}€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{2}",
        r"|â€|ðŸ[\u{80}-\u{BF}€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{2})+",
    ))
    .expect("the expression is fixed and tested")
});

fn check(article: &Article, report: &mut Report<'_>) {
    let prose = &article.document.prose;
    let ascii = prose.is_ascii();
    if !ascii {
        misread(article, report);
        for (at, mark) in prose.match_indices('\u{FFFD}') {
            // Bytes that could not be read have been reported where they stand in the file.
            if article.source.unreadable.is_empty() {
                report
                    .at(
                        ProseSpan::new(at, at + mark.len()),
                        "a replacement character stands where a character was lost",
                    )
                    .help("write the character that was lost")
                    .cause("replacement character");
            }
        }
    }
    for (index, token) in article.tokens.iter().enumerate() {
        if !ascii && token.kind == TokenKind::Word && token.span.len() > 1 {
            let text = article.text(token.span);
            if !text.is_ascii() {
                mixed(token, text, report);
            }
        }
        look_for_digits(article, index, token, report);
    }
}

fn misread(article: &Article, report: &mut Report<'_>) {
    for found in MISREAD.find_iter(&article.document.prose) {
        let span = ProseSpan::new(found.start(), found.end());
        let text = found.as_str();
        let next = article.document.prose[found.end()..].chars().next();
        let decoded = decode(text);
        if decoded.is_none() && !text.starts_with("â€") {
            continue;
        }
        if in_foreign_or_reference(article, span) {
            continue;
        }
        if let Some(right) = decoded {
            report
                .at(span, format!("\"{text}\" is \"{}\" read in the wrong encoding", shown(&right)))
                .help(format!("write \"{}\"", shown(&right)))
                .mend(span, right);
        } else if next.is_none_or(|c| !c.is_alphabetic()) || text.starts_with("â€") {
            report
                .at(span, format!("\"{text}\" is what is left of a character read in the wrong encoding"))
                .help("write the quotation mark or dash that stood here");
        }
    }
}

fn in_foreign_or_reference(article: &Article, span: ProseSpan) -> bool {
    article.sentence_at(span.start).is_some_and(|sentence| article.is_foreign(sentence.block))
}

/// Names a character that cannot be seen.
fn shown(text: &str) -> String {
    if text.chars().all(|c| c == '\u{A0}') { "a blank".into() } else { text.into() }
}

/// The text whose UTF-8 bytes these characters are in Windows-1252, if they are; read twice if it was misread twice.
fn decode(text: &str) -> Option<String> {
    let bytes: Option<Vec<u8>> = text.chars().map(windows_1252).collect();
    let right = String::from_utf8(bytes?).ok()?;
    // Only what health articles are written with: a mark, a letter with an accent, Greek, a sign.
    let plausible = right.chars().all(|c| {
        matches!(c, '\u{A0}'..='\u{24F}' | '\u{370}'..='\u{3FF}' | '\u{2000}'..='\u{2BFF}' | '\u{FB00}'..='\u{FB06}' | '\u{FEFF}' | '\u{1F000}'..)
    });
    if !plausible {
        return None;
    }
    let again = MISREAD.find(&right).filter(|found| found.len() == right.len()).and_then(|_| decode(&right));
    Some(again.unwrap_or(right))
}

/// The byte that a character is in Windows-1252.
fn windows_1252(c: char) -> Option<u8> {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
    ];
    if let Some(index) = HIGH.iter().position(|&high| high == c) {
        return Some(0x80 + index as u8);
    }
    u8::try_from(u32::from(c)).ok()
}

/// A word of Latin letters with a Cyrillic, or a Greek one that looks Latin, among them.
fn mixed(token: &Token, text: &str, report: &mut Report<'_>) {
    let latin = text.chars().filter(char::is_ascii_alphabetic).count();
    let cyrillic = text.chars().filter(|c| matches!(c, '\u{400}'..='\u{4FF}')).count();
    let greek = text
        .chars()
        .filter(|c| {
            matches!(
                c,
                'ο' | 'ν'
                    | 'ι'
                    | 'Α'
                    | 'Β'
                    | 'Ε'
                    | 'Ζ'
                    | 'Η'
                    | 'Ι'
                    | 'Κ'
                    | 'Μ'
                    | 'Ν'
                    | 'Ο'
                    | 'Ρ'
                    | 'Τ'
                    | 'Υ'
                    | 'Χ'
            )
        })
        .count();
    if latin > 0 && cyrillic > 0 || latin > 2 && greek == 1 && latin + greek == text.chars().count() {
        report
            .at(token.span, format!("\"{text}\" mixes letters of two alphabets"))
            .note("a letter of another alphabet looks like a Latin one, but no search finds the word")
            .help("write the word in Latin letters");
    }
    if text.chars().any(|c| matches!(c, '\u{200B}' | '\u{2060}' | '\u{FEFF}')) {
        report
            .at(token.span, "an invisible character stands inside this word")
            .level(Level::Note)
            .cause("invisible character");
    }
}

/// A number that was broken is at most so many further tokens long.
const RUN: usize = 4;

/// Units of doses, so that "1O mg" and "l0 ml" are seen where it matters.
const UNITS: &[&str] =
    &["mg", "mcg", "g", "ml", "mL", "µg", "μg", "kg", "units", "IU", "mmol", "mg/dL", "percent", "tablets", "tablet"];

/// "1O mg", "l0 ml", "O.5 mg": a run of digits, a point and letters that look like digits, before a unit.
fn look_for_digits(article: &Article, index: usize, token: &Token, report: &mut Report<'_>) {
    let doubtful = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'O' | b'o' | b'l' | b'I' | b'.' | b',');
    if !token.spaced || token.kind == TokenKind::Mark || !article.text(token.span).bytes().all(doubtful) {
        return;
    }
    let joined = |next: &&Token| !next.spaced && (next.kind != TokenKind::Mark || article.text(next.span) == ".");
    let length = 1 + article.tokens[index + 1..].iter().take(RUN).take_while(joined).count();
    let Some(unit) = article.tokens.get(index + length).filter(|next| next.is_word() && next.spaced) else { return };
    let span = token.span.to(article.tokens[index + length - 1].span);
    let text = article.text(span);
    let letters = text.bytes().filter(|b| matches!(b, b'O' | b'o' | b'l' | b'I')).count();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let others = text.bytes().filter(|b| !matches!(b, b'.' | b',')).count() - letters - digits;
    if letters == 0 || digits == 0 || others > 0 || !UNITS.contains(&article.text(unit.span)) {
        return;
    }
    let sentence = article.sentence_at(span.start);
    if sentence.is_some_and(|sentence| article.kind_of(sentence) == BlockKind::Reference) {
        return;
    }
    let right = text.replace(['O', 'o'], "0").replace(['l', 'I'], "1");
    report
        .at(span, format!("\"{text}\" in a dose holds a letter that looks like a digit"))
        .level(Level::Error)
        .note("a capital O read as a zero, or a small L read as a one, changes a dose tenfold")
        .help(format!("write \"{right}\" if that is the dose that is meant"));
}
