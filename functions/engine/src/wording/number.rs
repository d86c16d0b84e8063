//! Numbers with the separators of a language.

use super::locale::Locale;

/// A number: whole ones without a fraction, others with at most two digits of it.
pub(super) fn number(value: f64, locale: &Locale) -> String {
    let written = format!("{:.2}", value.abs());
    let (whole, fraction) = written.split_once('.').unwrap_or((written.as_str(), ""));
    let fraction = fraction.trim_end_matches('0');
    grouped(value < 0.0, whole, fraction, locale)
}

/// An amount of money: cents are two digits, or none.
pub(super) fn amount(value: f64, locale: &Locale) -> String {
    let written = format!("{:.2}", value.abs());
    let (whole, fraction) = written.split_once('.').unwrap_or((written.as_str(), ""));
    let fraction = if fraction == "00" { "" } else { fraction };
    grouped(value < 0.0, whole, fraction, locale)
}

fn grouped(negative: bool, whole: &str, fraction: &str, locale: &Locale) -> String {
    let mut text = String::with_capacity(whole.len() * 2);
    if negative {
        text.push('-');
    }
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            text.push(locale.group());
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(locale.decimal());
        text.push_str(fraction);
    }
    text
}

/// "50", "20–30", "up to 10", "at least 10".
pub(super) fn range(min: Option<f64>, max: Option<f64>, locale: &Locale) -> String {
    let written = |end: Option<f64>| end.map(|end| number(end, locale));
    ends(written(min), written(max), locale.words().at_least, locale)
}

/// The two ends of a range, worded; an open one by what is before the other: `least` where the greater is open.
pub(super) fn ends(min: Option<String>, max: Option<String>, least: &str, locale: &Locale) -> String {
    match (min, max) {
        (Some(min), Some(max)) if min == max => min,
        (Some(min), Some(max)) => format!("{min}–{max}"),
        (Some(min), None) => format!("{least} {min}"),
        (None, Some(max)) => format!("{} {max}", locale.words().up_to),
        (None, None) => String::new(),
    }
}
