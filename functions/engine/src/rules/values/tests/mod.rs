//! Tables of what people write and what it means.

mod addresses;
mod dates;
mod durations;
mod money;
mod numbers;
mod properties;
mod spoken;

use jiff::civil::{Date, date};

use super::{Context, Found};

/// A Saturday.
const TODAY: Date = date(2026, 11, 21);

fn context<'a>(country: &'a str, locale: &'a str) -> Context<'a> {
    Context { country, locale, today: TODAY }
}

/// Text, and what it says.
type Row = (&'static str, &'static str);

/// Reads every row and names those that are read wrongly.
fn check(rows: &[Row], read: impl Fn(&str) -> String) {
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|&(text, expected)| {
            let got = read(text);
            (got != expected).then(|| format!("{text:?}: expected {expected:?}, got {got:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// What was found, the evident first, the rest in brackets where nothing is.
fn shown<T>(found: &[Found<T>], show: impl Fn(&T) -> String) -> String {
    let pick = |evident: bool| {
        let picked = found.iter().filter(|found| found.evident == evident);
        picked.map(|found| show(&found.value)).collect::<Vec<_>>().join("; ")
    };
    if found.iter().any(|found| found.evident) { pick(true) } else { format!("({})", pick(false)) }
}
