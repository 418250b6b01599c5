//! The words that a simple regular expression stands for: "(?:e-?)?mail" is "email", "e-mail" and "mail".

/// More words than these are no list that a person would write.
const MOST: usize = 64;

/// The words, if the expression holds nothing but letters, blanks, hyphens, apostrophes, groups, alternatives, classes
/// of letters and "?".
pub(super) fn words(expression: &str) -> Option<Vec<String>> {
    let mut parser = Parser { rest: expression, depth: 0 };
    let words = parser.alternatives()?;
    let plain = |word: &String| word.trim() == word && word.chars().any(char::is_alphabetic);
    (parser.rest.is_empty() && words.iter().all(plain)).then_some(words)
}

struct Parser<'e> {
    rest: &'e str,
    depth: usize,
}

impl Parser<'_> {
    fn next(&mut self) -> Option<char> {
        let c = self.rest.chars().next()?;
        self.rest = &self.rest[c.len_utf8()..];
        Some(c)
    }

    fn takes(&mut self, text: &str) -> bool {
        let found = self.rest.strip_prefix(text);
        self.rest = found.unwrap_or(self.rest);
        found.is_some()
    }

    fn alternatives(&mut self) -> Option<Vec<String>> {
        self.depth += 1;
        let mut words = self.sequence()?;
        while self.takes("|") {
            words.extend(self.sequence()?);
        }
        self.depth -= 1;
        (words.len() <= MOST && self.depth < 16).then_some(words)
    }

    fn sequence(&mut self) -> Option<Vec<String>> {
        let mut words = vec![String::new()];
        while !self.rest.is_empty() && !self.rest.starts_with(['|', ')']) {
            let mut parts = self.part()?;
            if self.takes("?") {
                parts.push(String::new());
            }
            words = words.iter().flat_map(|word| parts.iter().map(move |part| format!("{word}{part}"))).collect();
            if words.len() > MOST {
                return None;
            }
        }
        Some(words)
    }

    fn part(&mut self) -> Option<Vec<String>> {
        match self.next()? {
            '(' => {
                if self.rest.starts_with('?') && !self.takes("?:") {
                    return None;
                }
                let words = (self.depth < 16).then(|| self.alternatives())??;
                self.takes(")").then_some(words)
            }
            '[' => {
                let (class, rest) = self.rest.split_once(']')?;
                self.rest = rest;
                let letters = class.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '-');
                let range = class.trim_matches('-').contains('-');
                (letters && !range && !class.is_empty()).then(|| class.chars().map(String::from).collect())
            }
            '\\' if self.takes("s") => Some(vec![" ".into()]),
            '\\' if self.takes("b") => Some(vec![String::new()]),
            '\\' if self.takes("-") => Some(vec!["-".into()]),
            c if c.is_alphanumeric() || matches!(c, ' ' | '-' | '\'' | '\u{2019}') => Some(vec![c.to_string()]),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn simple_expressions_are_lists_of_words() {
        assert_eq!(words("e-?mails?").unwrap(), ["e-mails", "e-mail", "emails", "email"]);
        assert_eq!(words("(?:very|really) sick").unwrap(), ["very sick", "really sick"]);
        assert_eq!(words("[Ww]ard").unwrap(), ["Ward", "ward"]);
        for other in ["a+", "(?=a)b", "[a-z]", "(a", "a)", "\\d+", "", "?", "(?i)a"] {
            assert_eq!(words(other), None, "{other}");
        }
        assert_eq!(words(&"(a|b)".repeat(20)), None);
        assert_eq!(words(&"(".repeat(100_000)), None);
    }
}
