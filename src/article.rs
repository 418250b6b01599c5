//! An article: a source, and what every stage of reading found in it.

use crate::document::{Block, BlockKind, Document, ProseSpan};
use crate::knowledge::{ConceptId, Knowledge, NameEntry};
use crate::pattern::{Hit, Matcher, PatternId};
use crate::profile::Profile;
use crate::reading::abbreviations::{self, Abbreviation};
use crate::reading::claims::{self, Claim, ClaimReader};
use crate::reading::language;
use crate::reading::leads::{self, Lead};
use crate::reading::mentions::{self, Mention};
use crate::reading::numbers::{self, Numerals, Quantity};
use crate::reading::scope::Scope;
use crate::reading::sections::{self, Section};
use crate::reading::sentences::{self, Sentence};
use crate::reading::split;
use crate::reading::subject::{self, Subject};
use crate::reading::tokens::{self, Token, TokenKind};
use crate::reading::words::{Lexicon, LocalWords, WordId};
use crate::rules::declared::House;
use crate::rules::undefined_abbreviation::ShortForms;
use crate::source::Source;
use std::ops::Range;
use std::sync::Arc;

/// Reads articles: it holds what is known before any article is read.
#[derive(Clone, Debug)]
pub struct Reader {
    lexicon: Arc<Lexicon>,
    matcher: Arc<Matcher>,
    claims: Arc<ClaimReader>,
    numerals: Arc<Numerals>,
}

impl Default for Reader {
    fn default() -> Self {
        let mut loading = crate::rules::Loading::new();
        let _ = crate::rules::all(&mut loading, &House::default(), Profile::default(), |_| false);
        loading.finish()
    }
}

/// An article, read.
#[derive(Clone, Debug)]
pub struct Article {
    /// The file.
    pub source: Source,
    /// Its prose, in blocks.
    pub document: Document,
    /// The tokens of the prose, in order.
    pub tokens: Vec<Token>,
    /// The sentences, in order; every token is in one.
    pub sentences: Vec<Sentence>,
    /// The patterns of the rules that were found, by pattern and place.
    pub hits: Vec<Hit>,
    /// The indexes of the tokens that count as words for patterns and names: all but the hyphens within compounds.
    pub stream: Vec<u32>,
    /// The names of concepts, in order; they do not overlap.
    pub mentions: Vec<Mention>,
    /// The sections, in order; the first holds what stands before any heading.
    pub sections: Vec<Section>,
    /// The sentences that introduce a subject, in order.
    pub leads: Vec<Lead>,
    /// What the article is about.
    pub subject: Option<Subject>,
    /// What the article states, by attribute and place.
    pub claims: Vec<Claim>,
    /// The numbers with their bounds and units, in order.
    pub quantities: Vec<Quantity>,
    /// The blocks in another language, in order.
    foreign: Vec<u32>,
    reader: Arc<ClaimReader>,
    matcher: Arc<Matcher>,
    /// The abbreviations that the article defines, in order.
    pub abbreviations: Vec<Abbreviation>,
    lexicon: Arc<Lexicon>,
    words: LocalWords,
    /// The bytes of ASCII that the prose holds, one bit each.
    bytes: u128,
    /// What several rules about abbreviations want to know, found when it is first asked for.
    pub(crate) short_forms: ShortForms,
}

impl Reader {
    /// A reader with these words and patterns.
    pub fn new(mut lexicon: Lexicon, matcher: Matcher) -> Self {
        let claims = ClaimReader::new(Vec::new(), &mut lexicon);
        Self::with_claims(lexicon, matcher, claims)
    }

    /// A reader that also reads claims.
    pub(crate) fn with_claims(mut lexicon: Lexicon, matcher: Matcher, claims: ClaimReader) -> Self {
        let numerals = Arc::new(Numerals::new(&mut lexicon));
        Self { lexicon: Arc::new(lexicon), matcher: Arc::new(matcher), claims: Arc::new(claims), numerals }
    }

    /// Reads an article. Reading does not fail.
    pub fn read(&self, source: Source) -> Article {
        let document = Document::read(&source);
        let lexicon = Arc::clone(&self.lexicon);
        let mut words = LocalWords::default();
        let mut key = String::new();
        let mut tokens = Vec::with_capacity(document.prose.len() / 5);
        let mut sentences = Vec::new();
        for (index, block) in document.blocks.iter().enumerate() {
            let start = tokens.len() as u32;
            tokens::tokenize(&document, block.span, &lexicon, &mut words, &mut key, &mut tokens);
            sentences::split(&document, index as u32, &tokens, start..tokens.len() as u32, &mut sentences);
        }
        let stream = stream(&document, &tokens, &mut sentences);
        let hits = self.matcher.find(&tokens, &stream, &sentences);
        let mut mentions = mentions::mentions(&lexicon, &document, &tokens, &stream, &sentences);
        if let Some(local) = lexicon.local() {
            local.add_mentions(&mut mentions, &lexicon, &document, &tokens, &stream, &sentences);
        }
        let abbreviations = abbreviations::find(&document, &tokens, &sentences);
        mentions::add_defined(&mut mentions, &abbreviations, &document, &tokens, &sentences);
        let foreign = language::foreign_blocks(&document, &tokens, &sentences, &lexicon);
        let sections = sections::sections(&document);
        let quantities = numbers::quantities(&document, &tokens, &sentences, &self.numerals);
        let leads = leads(&document, &tokens, &sentences, &foreign);
        let subject = subject::subject(&document, &leads);
        let matcher = Arc::clone(&self.matcher);
        let bytes = ascii_bytes(&document.prose);
        let mut article = Article {
            source,
            document,
            tokens,
            sentences,
            hits,
            quantities,
            stream,
            mentions,
            abbreviations,
            sections,
            leads,
            subject,
            foreign,
            matcher,
            lexicon,
            words,
            bytes,
            short_forms: ShortForms::default(),
            claims: Vec::new(),
            reader: Arc::clone(&self.claims),
        };
        article.claims = claims::read(&article, &self.claims);
        article
    }
}

/// The bytes of ASCII that a text holds, one bit each.
fn ascii_bytes(text: &str) -> u128 {
    let mut seen = [false; 256];
    for byte in text.bytes() {
        seen[usize::from(byte)] = true;
    }
    (0..128).filter(|&byte| seen[byte]).fold(0, |bits, byte| bits | 1 << byte)
}

/// The definition leads of running text.
fn leads(document: &Document, tokens: &[Token], sentences: &[Sentence], foreign: &[u32]) -> Vec<Lead> {
    let running = |sentence: &Sentence| {
        matches!(document.blocks[sentence.block as usize].kind, BlockKind::Paragraph | BlockKind::Item)
            && foreign.binary_search(&sentence.block).is_err()
    };
    let numbered = sentences.iter().enumerate().filter(|(_, sentence)| running(sentence));
    numbered.filter_map(|(index, sentence)| leads::lead(document, tokens, index as u32, sentence)).collect()
}

/// The indexes of all tokens but the hyphens within compounds; each sentence learns its part.
fn stream(document: &Document, tokens: &[Token], sentences: &mut [Sentence]) -> Vec<u32> {
    let mut stream = Vec::with_capacity(tokens.len());
    for sentence in sentences {
        let start = stream.len() as u32;
        for at in sentence.tokens.clone() {
            let token = &tokens[at as usize];
            let joins = token.kind == TokenKind::Mark
                && !token.spaced
                && at > sentence.tokens.start
                && at + 1 < sentence.tokens.end
                && !tokens[at as usize + 1].spaced
                && split::joins(document.slice(token.span));
            if !joins {
                stream.push(at);
            }
        }
        sentence.stream = start..stream.len() as u32;
    }
    stream
}

impl Article {
    /// The prose of a span.
    pub fn text(&self, span: ProseSpan) -> &str {
        self.document.slice(span)
    }

    /// Whether the prose holds a text.
    pub fn holds(&self, text: &str) -> bool {
        let may = text.bytes().all(|byte| byte > 127 || self.bytes >> byte & 1 == 1);
        may && self.document.prose.contains(text)
    }

    /// The tokens of a sentence.
    pub fn tokens_of(&self, sentence: &Sentence) -> &[Token] {
        &self.tokens[sentence.tokens.start as usize..sentence.tokens.end as usize]
    }

    /// The block of a sentence.
    pub fn block_of(&self, sentence: &Sentence) -> &Block {
        &self.document.blocks[sentence.block as usize]
    }

    /// The kind of a sentence's block.
    pub fn kind_of(&self, sentence: &Sentence) -> BlockKind {
        self.block_of(sentence).kind
    }

    /// The prose from the first of some tokens to the last.
    pub fn span_of(&self, tokens: &Range<u32>) -> ProseSpan {
        self.tokens[tokens.start as usize].span.to(self.tokens[tokens.end as usize - 1].span)
    }

    /// The places where some patterns were found.
    pub fn hits_of(&self, patterns: &Range<PatternId>) -> &[Hit] {
        let start = self.hits.partition_point(|hit| hit.pattern < patterns.start);
        let end = self.hits.partition_point(|hit| hit.pattern < patterns.end);
        &self.hits[start..end]
    }

    /// The claims on an attribute.
    pub(crate) fn claims_on(&self, attribute: u16) -> &[Claim] {
        let start = self.claims.partition_point(|claim| claim.attribute < attribute);
        let end = self.claims.partition_point(|claim| claim.attribute <= attribute);
        &self.claims[start..end]
    }

    /// The claims on the attribute of this name.
    pub(crate) fn claims_named(&self, name: &str) -> &[Claim] {
        let index = self.attributes().iter().position(|attribute| attribute.name == name);
        index.map_or(&[], |index| self.claims_on(index as u16))
    }

    /// The name of a claim's attribute.
    pub fn attribute_name(&self, claim: &Claim) -> &str {
        &self.attributes()[usize::from(claim.attribute)].name
    }

    /// What a claim says: the name of its class, or its words.
    pub fn claim_value(&self, claim: &Claim) -> String {
        match &claim.value {
            claims::Value::Class(class) => {
                self.attributes()[usize::from(claim.attribute)].classes[usize::from(*class)].clone()
            }
            _ => self.text(claim.value_span).split_whitespace().collect::<Vec<_>>().join(" "),
        }
    }

    /// The attributes that claims were read on.
    pub(crate) fn attributes(&self) -> &[claims::Attribute] {
        &self.reader.attributes
    }

    /// The quantities whose numbers stand within some tokens.
    pub fn quantities_in(&self, tokens: &Range<u32>) -> &[Quantity] {
        let start = self.quantities.partition_point(|quantity| quantity.tokens.start < tokens.start);
        let end = self.quantities.partition_point(|quantity| quantity.tokens.start < tokens.end);
        &self.quantities[start..end]
    }

    /// The section that a block stands in.
    pub fn section_of(&self, block: u32) -> &Section {
        let index = self.sections.partition_point(|section| section.heading.unwrap_or(0) <= block);
        &self.sections[index.saturating_sub(1)]
    }

    /// The sentence that a byte of prose stands in, or that ends last before it.
    pub fn sentence_at(&self, at: u32) -> Option<&Sentence> {
        let index = self.sentences.partition_point(|sentence| sentence.span.start <= at);
        self.sentences.get(index.saturating_sub(1))
    }

    /// Whether a block is in a language other than English, so that no rule should look at it.
    pub fn is_foreign(&self, block: u32) -> bool {
        self.foreign.binary_search(&block).is_ok()
    }

    /// The concepts that a mention may stand for; more than one when its name is ambiguous.
    pub fn candidates(&self, mention: &Mention) -> impl Iterator<Item = NameEntry> + use<> {
        self.lexicon.knowledge().names_at(mention.state)
    }

    /// The scope of each mention, in their order: whether it is denied, how sure it is, whom it is about.
    pub fn scopes(&self) -> Vec<Scope> {
        claims::scopes(self, &self.reader)
    }

    /// The scope of what stands in a span: whether it is denied, how sure it is, whom it is about.
    pub fn scope_at(&self, span: ProseSpan) -> Scope {
        claims::scope_at(self, &self.reader, span)
    }

    /// The mentions whose first token is one of these.
    pub fn mentions_in(&self, tokens: &Range<u32>) -> &[Mention] {
        let start = self.mentions.partition_point(|mention| mention.tokens.start < tokens.start);
        let end = self.mentions.partition_point(|mention| mention.tokens.start < tokens.end);
        &self.mentions[start..end.max(start)]
    }

    /// The concept of the article's subject, if its name is known and means one thing.
    pub fn subject_concept(&self) -> Option<ConceptId> {
        let span = self.subject.as_ref()?.span;
        let from = self.mentions.partition_point(|mention| mention.span.end <= span.start);
        let inside = self.mentions[from..].iter().take_while(|mention| mention.span.start < span.end);
        let longest = inside.max_by_key(|mention| mention.span.len())?;
        let covers = longest.span.len() * 2 > span.len();
        (covers && !longest.ambiguous && !longest.common).then_some(longest.concept)
    }

    /// What is known.
    pub fn knowledge(&self) -> &Knowledge {
        self.lexicon.knowledge()
    }

    /// The matcher that found the patterns.
    pub fn matcher(&self) -> &Matcher {
        &self.matcher
    }

    /// The folded text of a word.
    pub fn word(&self, word: WordId) -> &str {
        self.words.text(&self.lexicon, word)
    }

    /// The words that were known before the article was read.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }
}
