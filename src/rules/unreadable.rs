//! Parts of a file that hold text which could not be read.

use crate::article::Article;
use crate::rule::Report;

crate::rule! {
    /// Flags a part of a file that could not be read, so that nothing in it was checked.
    ///
    /// ## Why
    /// Silence about a part of an article should mean that it is in order, not that nobody looked.
    ///
    /// ## Flagged
    /// ```html,flag
    /// <p>Rest for a week.</p> <!-- Drink water each day.
    ///                         ^^^^^^^^^^^^^^^^^^^^^^^^^^ this part of the file could not be read: a comment begins here and does not end
    /// ```
    /// ```html,flag
    /// <p>Rest for a week.</p> <p class="note
    ///                         ^^^^^^^^^^^^^^ this part of the file could not be read: a tag begins here and does not end
    /// ```
    ///
    /// ## Clean
    /// ```html,clean
    /// <p>Rest for a week &amp; drink water.</p> <!-- To be checked. -->
    /// ```
    /// ```html,clean
    /// <p>A temperature < 38 °C is no fever.</p> <script>let water = "a < b";</script>
    /// ```
    ///
    /// ## Limits
    /// What a format leaves out on purpose, such as scripts, styles and comments, is no part of the article and is not reported.
    Unreadable: "unreadable", Integrity, Warning, "0.1.0", check
}

fn check(article: &Article, report: &mut Report<'_>) {
    for part in &article.document.unreadable {
        report
            .in_source(part.span, format!("this part of the file could not be read: {}", part.reason))
            .help("save the file as UTF-8, or mend the markup");
    }
}
