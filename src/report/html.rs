//! The HTML report: one page without any address outside it, which shows each article as a person reads it, with the
//! findings marked in place and listed beside it.
//!
//! The page reads without its script, one article below the other; the script shows one article at a time, filters, and
//! walks from finding to finding by key.

mod article;

use super::{Reporter, Summary, markup};
use crate::diagnostic::{Diagnostic, Family, Level};
use crate::rule::Meta;
use crate::source::Source;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Reports as a page for the browser.
#[derive(Clone, Debug, Default)]
pub struct Html {
    rules: BTreeMap<String, About>,
}

/// What the page says of a rule.
#[derive(Clone, Debug)]
struct About {
    family: Family,
    summary: String,
    why: String,
}

impl Html {
    /// A reporter that knows what these rules say of themselves.
    pub fn new<'m>(rules: impl IntoIterator<Item = &'m Meta>) -> Self {
        let about = |meta: &Meta| About {
            family: meta.family,
            summary: meta.summary(),
            why: meta.section("Why").unwrap_or_default(),
        };
        Self { rules: rules.into_iter().map(|meta| (meta.id.to_string(), about(meta))).collect() }
    }

    /// The filters, with what there is of each.
    fn filters(&self, summary: &Summary) -> String {
        let mut filters = String::from("<fieldset><legend>Level</legend>");
        for (level, count) in Level::ALL.into_iter().zip([summary.errors, summary.warnings, summary.notes]) {
            filters.push_str(&toggle("level", level.name(), count));
        }
        filters.push_str("</fieldset><fieldset><legend>Family</legend>");
        for family in Family::ALL {
            let of_family = summary.rules.iter().filter(|(id, _)| self.family(id) == Some(family));
            let count = of_family.map(|(_, counts)| counts.iter().sum::<usize>()).sum();
            if count > 0 {
                filters.push_str(&toggle("family", family.name(), count));
            }
        }
        filters.push_str("</fieldset><label class=\"pick\">Rule <select name=\"rule\"><option value=\"\">all rules");
        for (id, counts) in &summary.rules {
            let id = markup::html(id);
            let _ = write!(filters, "<option value=\"{id}\">{id} ({})", counts.iter().sum::<usize>());
        }
        filters.push_str("</select></label>");
        filters
    }

    fn family(&self, id: &str) -> Option<Family> {
        self.rules.get(id).map(|about| about.family)
    }
}

/// A box to tick, for a level or a family.
fn toggle(name: &str, value: &str, count: usize) -> String {
    let disabled = if count == 0 { " disabled" } else { "" };
    format!(
        "<label class=\"{value}\"><input type=\"checkbox\" name=\"{name}\" value=\"{value}\" checked{disabled}> {value} \
         <b>{count}</b></label>"
    )
}

impl Reporter for Html {
    fn head(&self, summary: &Summary) -> String {
        include_str!("html/head.html")
            .replace("{style}", include_str!("html/page.css"))
            .replace("{filters}", &self.filters(summary))
            .replace("{sentence}", &markup::html(&summary.sentence()))
    }

    fn file(&self, source: &Source, diagnostics: &[Diagnostic]) -> String {
        if diagnostics.is_empty() { String::new() } else { article::section(source, diagnostics) }
    }

    fn tail(&self, summary: &Summary) -> String {
        let mut rules = String::new();
        for id in summary.rules.keys() {
            let Some(about) = self.rules.get(&**id) else { continue };
            let (id, text, why) = (markup::html(id), markup::html(&about.summary), markup::html(&about.why));
            let _ = writeln!(rules, "<dt id=\"r-{id}\" tabindex=\"-1\">{id}</dt><dd><p>{text}</p><p>{why}</p></dd>");
        }
        include_str!("html/tail.html")
            .replace("{script}", include_str!("html/page.js"))
            .replace("{version}", env!("CARGO_PKG_VERSION"))
            .replace("{rules}", &rules)
    }
}
