//! The pattern language of rules, and the one matcher that finds all patterns of all rules in one pass over the words.
//!
//! A pattern is plain text over words: `there is (currently)? no (known)? cure ..3 (for|of) {subject}`.
//!
//! | written | means |
//! | --- | --- |
//! | `sign` | the word in any regular form: sign, signs, signed, signing |
//! | `'signs` | just this form |
//! | `(a\|b c)` | one of these |
//! | `x?`, `(a b)?` | may be missing |
//! | `..5` | up to five words, as few as possible; `...` is `..6` |
//! | `{name}` | a slot: `{number}`, `{phrase}` (one to eight words, as few as possible), `{clause}` (to the end of the clause), `{subject}` (what the clause is about: all words before a verb, a noun phrase after "of") |
//! | `{name:slot}` | a slot under a name of its own |
//! | `<`, `>` | the sentence begins, ends here |
//! | `,` `:` `;` `%` | the mark itself; `\(` for one that has a meaning here |
//!
//! Case, diacritics, possessive endings and hyphens between words make no difference. Every pattern must hold a word
//! that cannot be missing: it is looked for only where that word stands, so the cost does not grow with their number.

mod attempt;
mod code;
mod compile;
mod inflect;
mod literal;
mod matcher;
mod packed;
mod parse;
mod present;
mod text;

pub(crate) use inflect::forms as word_forms;
pub(crate) use literal::{literal, pieces};
pub use matcher::{Capture, Hit, Matcher, MatcherBuilder, PatternId};
pub(crate) use packed::Packed;
pub use parse::{PatternError, Slot};
