//! A name or medical word that is not a known one, close to one that is.

mod distance;
mod forms;
mod nearest;
mod parts;
mod place;
mod tell;
mod words;

use crate::article::Article;
use crate::rule::Report;
use nearest::{Meant, Nearest};
use words::Used;

crate::rule! {
    /// Flags a word that no dictionary knows and that is close to a known name or word, above all one that the article itself uses.
    ///
    /// ## Why
    /// A misspelt name sends a reader to the wrong page, and a machine translation that invents "osseiferans" for
    /// "ossificans" makes one disease look like two. The suggestion rests on the article's own other form, or on the only
    /// known word one letter away; it is never applied without a human look.
    ///
    /// ## Flagged
    /// ```md,flag
    /// # Myositis ossificans
    ///
    /// Myositis ossificans forms bone in a muscle. Myositis osseiferans may follow an injury.
    ///                                             ^^^^^^^^^^^^^^^^^^^^ "Myositis osseiferans" is not a known name; elsewhere the article has "Myositis ossificans"
    /// ```
    /// ```md,flag
    /// The doctor may prescribe insuin to people whose blood sugar stays high.
    ///                          ^^^^^^ "insuin" is not a known word; "insulin" is probably meant
    /// ```
    /// ```md,flag
    /// Many lotions help against pruritis, the itching of the skin.
    ///                           ^^^^^^^^ "pruritis" is not a known word; "pruritus" is probably meant
    /// ```
    /// ```md,flag
    /// Whooping cough is dangerous for babies. A dose in pregnancy prevents whooping cough; a whooping cough needs antibiotics.
    ///
    /// Whoping cough in a newborn is an emergency.
    /// ^^^^^^^^^^^^^ "Whoping cough" is not a known name; elsewhere the article has "Whooping cough"
    /// ```
    /// ```md,flag
    /// # Amelogenesis imperfecta
    ///
    /// Amelogenesis imperfecta weakens the enamel. Teeth with amelogeneis imperfecta wear down early.
    ///                                                        ^^^^^^^^^^^^^^^^^^^^^^ "amelogeneis imperfecta" is not a known name; elsewhere the article has "amelogenesis imperfecta"
    /// ```
    /// ```md,flag
    /// Many people who have seizures take antileptics for years.
    ///                                    ^^^^^^^^^^^ "antileptics" is not a known word
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// Hypothyroidism slows the body down, and hyperthyroidism speeds it up.
    /// ```
    /// ```md,clean
    /// Crohn's disease is also written Crohn disease. Many leiomyomata and a leiomyoma were seen; oedema is edema.
    /// ```
    ///
    /// A word that a lost blank joined to another is no name, nor is one that a blank broke in two.
    /// ```md,clean
    /// The body fights virusesthe immune system knows. They shouldnt smoke, and theyre told so; an enema is fl ushing water in.
    /// ```
    /// Names that cited people, proteins and credits have are theirs.
    /// ```md,clean
    /// The gene for retinoschisin is on the X chromosome; retinoschisis follows. Engelmen et al. described it (Dagla, 2017).
    ///
    /// The eye in section. (credit: modification of work by Johnn Smiht, CC BY 2.0)
    /// ```
    /// Two right words may be close, above all opposites, operations and specialists.
    /// ```md,clean
    /// A hepatologist treats the liver, a hematologist the blood. Mediastinotomy is larger than mediastinoscopy; hypochloremia
    /// often comes with hypocalcemia. Serum osmolality is not osmolarity.
    /// ```
    /// An entry of a reference list is left as it was printed, with a heading above it or not.
    /// ```md,clean
    /// Gastritis is common.
    ///
    /// Jahns, L., & Toney, B. (2018). The histroy of gastrits. Joirnal of Medicine, 18(4), 32-33. https://doi.org/10.1000/x
    /// ```
    /// Other languages are left alone, short lines included.
    /// ```md,clean
    /// Invasive lobular cancer is treated with tamoxifen.
    ///
    /// El tamoxifeno se usa para el tratamiento del cáncer de mama invasivo y lobulillar en las pacientes con receptores.
    ///
    /// - Invasivo lobulillar
    /// - Carcinoma lobulillar in situ
    /// ```
    ///
    /// ## Limits
    /// A wrong name that is itself a known word is not seen here (see `confusable-term`). Words of fewer than five letters,
    /// short forms, references, quotations and text in other languages are not looked at.
    NearVariantName: "near-variant-name", Naming, Error, "0.1.0", check
}

fn check(article: &Article, report: &mut Report<'_>) {
    let unknown = words::unknown(article);
    let doubtful: Vec<_> = unknown.iter().filter(|unknown| may_be_wrong(article, unknown)).collect();
    if doubtful.is_empty() {
        return;
    }
    let known = words::known(article);
    let nearest = Nearest::new(article, &known, &unknown, &doubtful);
    for unknown in doubtful {
        let foreign = nearest.foreign_form(unknown);
        if let Some(meant) = foreign.or_else(|| probably_meant(article, unknown, &nearest)) {
            tell::tell(article, unknown, &meant, report);
        }
    }
}

/// Whether anything may be found for an unknown word; most are right, and then no other word need be looked at.
fn may_be_wrong(article: &Article, unknown: &Used<'_>) -> bool {
    let knowledge = article.knowledge();
    words::is_misspelt(article, unknown)
        || forms::FOREIGN.iter().any(|(foreign, _)| unknown.text.ends_with(foreign))
        || !(parts::is_surely_right(unknown.text, knowledge)
            || parts::is_run_together(unknown.text, knowledge)
            || place::is_spelled_out(article, unknown))
}

/// The word that an unknown one should be, unless the unknown one is right or is no word at all.
fn probably_meant<'a>(article: &Article, unknown: &Used<'_>, nearest: &Nearest<'a>) -> Option<Meant<'a>> {
    if let Some(meant) = nearest.right_form(unknown) {
        return Some(meant);
    }
    let knowledge = article.knowledge();
    if parts::is_surely_right(unknown.text, knowledge)
        || parts::is_run_together(unknown.text, knowledge)
        || place::is_spelled_out(article, unknown)
    {
        return None;
    }
    let inflected = parts::is_inflected(unknown.text, knowledge);
    let meant = if inflected { nearest.in_place(unknown)? } else { nearest.nearest(unknown)? };
    let own = !meant.uses.is_empty();
    (!place::is_explained(article, unknown, own)).then_some(meant)
}
