//! The facts while they are put together: concepts, their names and what links them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::text;

/// One row of `concepts.tsv`.
#[derive(Debug, Clone)]
pub(crate) struct Concept {
    /// What the concept is: `disease`, `anatomy`, `drug` and so on.
    pub(crate) kind: &'static str,
    /// The name a message uses.
    pub(crate) preferred: String,
    /// The source key.
    pub(crate) source: &'static str,
}

/// One row of `names.tsv`, without the concept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    /// The name as written.
    pub(crate) text: String,
    /// `preferred`, `exact`, `mesh`, `lay`, `brand`, `abbrev` or `common`.
    pub(crate) role: &'static str,
    /// The source key.
    pub(crate) source: &'static str,
}

/// A name that a source has and the tables do not, with the reason.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Dropped {
    /// The name as the source writes it.
    pub(crate) name: String,
    /// The concept it was a name of.
    pub(crate) id: String,
    /// Why it was dropped.
    pub(crate) reason: String,
    /// The source key.
    pub(crate) source: &'static str,
}

/// Everything the tables are written from.
#[derive(Debug, Default)]
pub(crate) struct Catalog {
    /// Concept by id.
    pub(crate) concepts: BTreeMap<String, Concept>,
    /// Name by concept id and lower-case text.
    pub(crate) names: BTreeMap<(String, String), Name>,
    /// `(id, relation, parent id)` to source key.
    pub(crate) parents: BTreeMap<(String, &'static str, String), &'static str>,
    /// `(disease id, anatomy id)` to source key.
    pub(crate) sites: BTreeMap<(String, String), &'static str>,
    /// `(concept id, body system)` to source key.
    pub(crate) systems: BTreeMap<(String, String), &'static str>,
    /// `(concept id, flag)` to source key.
    pub(crate) flags: BTreeMap<(String, String), &'static str>,
    /// `(drug id, class id)` to source key.
    pub(crate) drug_classes: BTreeMap<(String, String), &'static str>,
    /// Names left out on purpose.
    pub(crate) dropped: BTreeSet<Dropped>,
    /// `(id, folded name)` that the overrides keep from every screening, in any form.
    pub(crate) kept: BTreeSet<(String, String)>,
    /// Words beside those of the names: of names left out as other forms of one that is there, and
    /// of definitions.
    pub(crate) forms: BTreeMap<String, &'static str>,
    holders: HashMap<String, BTreeSet<String>>,
}

/// Kinds within which a looser source may not claim a name that a stricter one gave elsewhere.
fn group(kind: &str) -> &str {
    match kind {
        "disease" | "symptom" => "disease",
        "drug" | "substance" | "drugclass" => "drug",
        other => other,
    }
}

impl Catalog {
    /// Adds a concept with its preferred name. A name that no article would hold is kept for
    /// messages only.
    pub(crate) fn add_concept(&mut self, id: &str, kind: &'static str, label: &str, source: &'static str) {
        let preferred = label.split_whitespace().collect::<Vec<_>>().join(" ");
        self.concepts.insert(id.to_owned(), Concept { kind, preferred, source });
        if let Some(name) = text::usable_name(label, true) {
            self.put_name(id, name, "preferred", source);
        }
    }

    /// Adds a name to a concept unless it has it already or no article would hold it.
    pub(crate) fn add_name(&mut self, id: &str, raw: &str, role: &'static str, source: &'static str) {
        if let Some(name) = text::usable_name(raw, false) {
            self.put_name(id, name, role, source);
        }
    }

    /// Adds a name of a looser source, whose entry terms are often narrower or wider than the
    /// concept they are listed under: not if another concept of the same group of kinds holds it.
    /// One that the concept holds in another form (plural, hyphen) gives only its words.
    pub(crate) fn add_free_name(&mut self, id: &str, raw: &str, role: &'static str, source: &'static str) {
        let Some(kind) = self.concepts.get(id).map(|c| c.kind) else { return };
        let holders = self.holders_of(raw, group(kind));
        // A singular is worth a row of its own beside a plural: seizure beside seizures.
        let new_singular = || text::is_singular(raw) && !self.forms_of(id, raw).any(|n| text::is_singular(&n.text));
        if holders.is_empty() || (holders == [id] && new_singular()) {
            self.add_name(id, raw, role, source);
        } else if holders == [id]
            && let Some(name) = text::usable_name(raw, false)
        {
            self.forms.extend(text::words(&name).map(|word| (word, source)));
        }
    }

    fn put_name(&mut self, id: &str, name: String, role: &'static str, source: &'static str) {
        let role = if text::is_abbreviation(&name) { "abbrev" } else { role };
        self.holders.entry(text::fold(&name)).or_default().insert(id.to_owned());
        let key = (id.to_owned(), name.to_lowercase());
        self.names.entry(key).or_insert(Name { text: name, role, source });
    }

    /// The concepts of a group of kinds (`disease`, `drug`, `anatomy`, ...) that hold a name.
    pub(crate) fn holders_of(&self, name: &str, wanted: &str) -> Vec<String> {
        let Some(ids) = self.holders.get(&text::fold(name)) else { return Vec::new() };
        let in_group = |id: &&String| self.concepts.get(*id).is_some_and(|c| group(c.kind) == wanted);
        ids.iter().filter(in_group).cloned().collect()
    }

    /// The one concept of a group that a name stands for: the one so labelled, or the only holder.
    pub(crate) fn resolve(&self, name: &str, wanted: &str) -> Option<String> {
        let holders = self.holders_of(name, wanted);
        let key = text::fold(name);
        let labelled: Vec<_> = holders.iter().filter(|id| text::fold(&self.concepts[*id].preferred) == key).collect();
        match (labelled.as_slice(), holders.as_slice()) {
            ([one], _) => Some((*one).clone()),
            ([], [one]) => Some(one.clone()),
            _ => None,
        }
    }

    /// Mends a misspelt word in every name and preferred name; gives how many were mended.
    /// The names as they were are listed as dropped.
    pub(crate) fn mend_word(&mut self, wrong: &str, right: &str) -> usize {
        let has = |name: &str| text::words(name).any(|word| word == wrong);
        for concept in self.concepts.values_mut().filter(|c| has(&c.preferred)) {
            concept.preferred = text::replace_word(&concept.preferred, wrong, right);
        }
        let found: Vec<(String, Name)> =
            self.names.iter().filter(|(_, n)| has(&n.text)).map(|((id, _), n)| (id.clone(), n.clone())).collect();
        for (id, name) in &found {
            self.remove_name(id, &name.text);
            self.put_name(id, text::replace_word(&name.text, wrong, right), name.role, name.source);
            let reason = format!("misspelling of {right}");
            self.dropped.insert(Dropped { name: name.text.clone(), id: id.clone(), reason, source: name.source });
        }
        found.len() + usize::from(self.forms.remove(wrong).is_some())
    }

    /// Removes a name; tells whether it was there.
    pub(crate) fn remove_name(&mut self, id: &str, name: &str) -> Option<Name> {
        let removed = self.names.remove(&(id.to_owned(), name.to_lowercase()));
        if removed.is_some()
            && let Some(ids) = self.holders.get_mut(&text::fold(name))
        {
            ids.remove(id);
        }
        removed
    }

    /// Records that a concept lies under another; a concept is never its own parent.
    pub(crate) fn add_parent(&mut self, id: &str, relation: &'static str, parent: &str, source: &'static str) {
        if id != parent {
            self.parents.entry((id.to_owned(), relation, parent.to_owned())).or_insert(source);
        }
    }

    /// The names of a concept that differ from the given one only in form.
    fn forms_of(&self, id: &str, name: &str) -> impl Iterator<Item = &Name> {
        let key = text::fold(name);
        self.names_of(id).filter(move |n| text::fold(&n.text) == key)
    }

    /// The names of one concept.
    pub(crate) fn names_of(&self, id: &str) -> impl Iterator<Item = &Name> {
        let from = (id.to_owned(), String::new());
        self.names.range(from..).take_while(move |((owner, _), _)| owner == id).map(|(_, name)| name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_looser_source_does_not_take_a_held_name() {
        let mut catalog = Catalog::default();
        catalog.add_concept("MONDO:1", "disease", "muscular dystrophy", "m");
        catalog.add_concept("MONDO:2", "disease", "myopathy", "m");
        catalog.add_free_name("MONDO:2", "Muscular Dystrophies", "mesh", "x");
        catalog.add_free_name("MONDO:2", "Muscle Diseases", "mesh", "x");
        let names: Vec<_> = catalog.names_of("MONDO:2").map(|n| n.text.as_str()).collect();
        assert_eq!(names, ["Muscle Diseases", "myopathy"]);
        catalog.add_free_name("MONDO:2", "Muscle Disease", "mesh", "x");
        assert_eq!(catalog.names_of("MONDO:2").count(), 3, "a singular is added to a plural");
        catalog.add_free_name("MONDO:2", "Muscle-Diseases", "mesh", "x");
        assert_eq!(catalog.names_of("MONDO:2").count(), 3, "another plural gives its words only");
        assert!(catalog.forms.contains_key("diseases"));
        assert_eq!(catalog.resolve("muscular dystrophies", "disease").as_deref(), Some("MONDO:1"));
    }

    #[test]
    fn a_misspelt_word_is_mended_everywhere() {
        let mut catalog = Catalog::default();
        catalog.add_concept("M:1", "disease", "STAR deficency", "m");
        catalog.add_name("M:1", "Deficency of STAR", "exact", "m");
        assert_eq!(catalog.mend_word("deficency", "deficiency"), 2);
        assert_eq!(catalog.concepts["M:1"].preferred, "STAR deficiency");
        let names: Vec<_> = catalog.names_of("M:1").map(|n| n.text.as_str()).collect();
        assert_eq!(names, ["Deficiency of STAR", "STAR deficiency"]);
        assert_eq!(catalog.dropped.len(), 2);
    }

    #[test]
    fn a_shared_name_resolves_to_the_one_so_labelled() {
        let mut catalog = Catalog::default();
        catalog.add_concept("A:1", "anatomy", "leg", "m");
        catalog.add_concept("A:2", "anatomy", "hindlimb", "m");
        catalog.add_name("A:2", "leg", "exact", "m");
        assert_eq!(catalog.resolve("legs", "anatomy").as_deref(), Some("A:1"));
        catalog.add_name("A:1", "shank", "exact", "m");
        catalog.add_name("A:2", "shank", "exact", "m");
        assert_eq!(catalog.resolve("shank", "anatomy"), None);
    }
}
