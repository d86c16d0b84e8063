//! A pattern of the schema as a table of states: regular expressions are compiled here, so that no start has to.

use std::collections::HashMap;
use std::error::Error;

use regex_automata::dfa::{Automaton, dense};
use regex_automata::{Anchored, Input};

/// Where a text is that matches already, whatever follows.
const MATCHED: usize = 0;

/// A `Pattern` of `tenant::read::schema`, as Rust.
pub(crate) fn table(pattern: &str) -> Result<String, Box<dyn Error>> {
    let automaton = dense::Builder::new().configure(dense::Config::new().minimize(true)).build(pattern)?;
    let start = automaton.start_state_forward(&Input::new("").anchored(Anchored::No))?;
    let mut states = vec![start];
    let mut places = HashMap::from([(start, 1)]);
    let mut rows = vec![vec![MATCHED; 256]];
    let mut accepts = vec![true];
    while let Some(&state) = states.get(rows.len() - 1) {
        accepts.push(automaton.is_match_state(automaton.next_eoi_state(state)));
        let row = (0..=u8::MAX).map(|byte| {
            let next = automaton.next_state(state, byte);
            // An automaton says so one byte late.
            if automaton.is_match_state(next) {
                return MATCHED;
            }
            *places.entry(next).or_insert_with(|| {
                states.push(next);
                states.len()
            })
        });
        rows.push(row.collect());
    }
    let (classes, count) = classes(&rows);
    let firsts = (0..count).map(|class| classes.iter().position(|one| *one == class).unwrap_or_default());
    let firsts: Vec<usize> = firsts.collect();
    let next: Vec<usize> = rows.iter().flat_map(|row| firsts.iter().map(|byte| row[*byte])).collect();
    Ok(format!(
        "Pattern {{ text: {pattern:?}, classes: &{classes:?}, width: {count}, next: &{next:?}, accepts: &{accepts:?} }}"
    ))
}

/// For each byte its class, and how many there are: bytes of one class lead from every state to the same.
fn classes(rows: &[Vec<usize>]) -> (Vec<usize>, usize) {
    let mut known: HashMap<Vec<usize>, usize> = HashMap::new();
    let classes = (0..256)
        .map(|byte| {
            let column: Vec<usize> = rows.iter().map(|row| row[byte]).collect();
            let count = known.len();
            *known.entry(column).or_insert(count)
        })
        .collect();
    (classes, known.len())
}
