//! Cycles among the rows of `parents.tsv`: nothing may lie under itself.

use std::collections::HashMap;

/// How far the walk has come with a concept.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    Done,
}

/// Finds cycles in `(child, parent, line)` edges: for each, the line of the edge that closes it and
/// the ids on it. Every cycle is met at least once, not every way round it.
pub(crate) fn find<'a>(edges: impl Iterator<Item = (&'a str, &'a str, usize)>) -> Vec<(usize, Vec<&'a str>)> {
    let mut above: HashMap<&str, Vec<(&str, usize)>> = HashMap::new();
    let mut order = Vec::new();
    for (child, parent, line) in edges {
        let parents = above.entry(child).or_default();
        if parents.is_empty() {
            order.push(child);
        }
        parents.push((parent, line));
    }
    let mut states: HashMap<&str, State> = HashMap::new();
    let mut found = Vec::new();
    for start in order {
        if !states.contains_key(start) {
            walk(start, &above, &mut states, &mut found);
        }
    }
    found
}

/// Walks upwards without recursion, for a chain may be long.
fn walk<'a>(
    start: &'a str,
    above: &HashMap<&'a str, Vec<(&'a str, usize)>>,
    states: &mut HashMap<&'a str, State>,
    found: &mut Vec<(usize, Vec<&'a str>)>,
) {
    let mut path = vec![(start, 0)];
    states.insert(start, State::Open);
    while let Some((at, next)) = path.last_mut() {
        let Some((parent, line)) = above.get(at).and_then(|parents| parents.get(*next)).copied() else {
            states.insert(at, State::Done);
            path.pop();
            continue;
        };
        *next += 1;
        match states.get(parent) {
            None => {
                states.insert(parent, State::Open);
                path.push((parent, 0));
            }
            Some(State::Open) => {
                let from = path.iter().position(|(id, _)| *id == parent).unwrap_or(0);
                let mut ids: Vec<&str> = path[from..].iter().map(|(id, _)| *id).collect();
                ids.push(parent);
                found.push((line, ids));
            }
            Some(State::Done) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cycle_is_found_and_a_diamond_is_none() {
        let edges = [("a", "b", 2), ("a", "c", 3), ("b", "d", 4), ("c", "d", 5)];
        assert!(find(edges.into_iter()).is_empty());
        let edges = [("a", "b", 2), ("b", "c", 3), ("c", "a", 4)];
        assert_eq!(find(edges.into_iter()), [(4, vec!["a", "b", "c", "a"])]);
    }
}
