//! Telephone numbers.

use std::sync::LazyLock;

use regex::Regex;

use super::tokens::fold;
use super::{Context, Found, find_emails};
use crate::phones::{Phone, begin_with_zero};

/// Digits with the signs that are written between them.
#[expect(clippy::expect_used, reason = "a constant pattern, compiled by the tests")]
static CANDIDATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:\+|\(\+?)?[0-9](?:[ \u{a0}.\-–/()]{0,3}[0-9]){5,17}").expect("the pattern is valid")
});

/// Telephone numbers in E.164, in the order of the text.
#[must_use]
pub fn find_phones(text: &str, context: &Context<'_>) -> Vec<Found<String>> {
    between_emails(text, &find_emails(text, context), context)
}

/// As [`find_phones`], given the e-mail addresses of the text.
pub(super) fn between_emails(
    text: &str,
    emails: &[Found<String>],
    context: &Context<'_>,
) -> Vec<Found<String>> {
    let mut found = Vec::new();
    let mut emails = emails.iter().peekable();
    for candidate in CANDIDATE.find_iter(text) {
        while emails.next_if(|email| email.span.end <= candidate.start()).is_some() {}
        if emails.peek().is_some_and(|email| email.span.start < candidate.end()) {
            continue;
        }
        if let Some((value, length)) = longest(text, candidate.start(), candidate.as_str(), context.country) {
            let span = candidate.start()..candidate.start() + length;
            found.push(Found { span, value, approximate: false, evident: true });
        }
    }
    found
}

/// The number, without the digits of something else that follows it after a space ("… 2345678 2 rooms").
fn longest(text: &str, start: usize, candidate: &str, country: &str) -> Option<(String, usize)> {
    let shorter = candidate.rmatch_indices(' ').take(2).map(|(at, _)| at);
    [candidate.len()].into_iter().chain(shorter).find_map(|length| {
        let written = candidate.get(..length)?.trim_end_matches([' ', '.', '-', '/', '(']);
        let number = number(written, country)?;
        let end = start + written.len();
        is_said_as_phone(text, start, end, written, country, &number)
            .then(|| (number.dialled(), written.len()))
    })
}

fn number(written: &str, country: &str) -> Option<Phone> {
    // "+49 (0) 171": the zero in brackets is not dialled.
    let plain =
        written.trim_start_matches('(').replace("(0)", "").replace(['–', '\u{a0}', ')', '(', '/', '.'], " ");
    let plain = match plain.strip_prefix("00") {
        Some(rest) => format!("+{rest}"),
        None => plain,
    };
    Phone::read(plain.trim(), Some(country))
}

fn is_said_as_phone(
    text: &str,
    start: usize,
    end: usize,
    written: &str,
    country: &str,
    number: &Phone,
) -> bool {
    let (before, after) = (text.get(..start).unwrap_or_default(), text.get(end..).unwrap_or_default());
    if is_amount_or_day(before, after, written) {
        return false;
    }
    let digits = written.chars().filter(char::is_ascii_digit).count();
    let announced = is_announced(before);
    let dialled = written.starts_with('+') || written.starts_with("(+") || written.starts_with("00");
    let trunk = written.trim_start_matches('(').starts_with('0');
    if dialled || (announced && digits >= 7) {
        return number.is_in_use() || (8..=15).contains(&digits);
    }
    let has_trunk = begin_with_zero(country);
    if !number.is_in_use() {
        // The lists of numbers in use lag behind; one in groups after a zero is nothing else.
        return has_trunk && trunk && (9..=12).contains(&digits) && written.contains([' ', '/', '-']);
    }
    // Where numbers begin with no zero, they need to be long not to be an amount. Brazil has one that nobody writes: "(11)
    // 91234-5678".
    let area_in_brackets = written.starts_with('(') && digits >= 10;
    if has_trunk { (trunk && digits >= 8) || area_in_brackets } else { digits >= 9 }
}

fn is_amount_or_day(before: &str, after: &str, written: &str) -> bool {
    let mut groups =
        written.split(|character: char| !character.is_ascii_digit()).filter(|group| !group.is_empty());
    let last = before.trim_end().chars().next_back();
    let next = after.trim_start().chars().next();
    let money = matches!(last, Some('€' | '$' | '£' | '#')) || matches!(next, Some('€' | '$' | '£' | '%'));
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    let threes = !first.starts_with('0')
        && !written.starts_with('+')
        && first.len() <= 3
        && (written.contains(['.', ',']) || written.ends_with("000"))
        && !written.contains(['-', '/', '('])
        && !rest.is_empty()
        && rest.len() <= 2
        && rest.iter().all(|group| group.len() == 3);
    let iso_day = first.len() == 4
        && rest.len() >= 2
        && rest[0].len() == 2
        && rest[1].len() == 2
        && written.contains('-');
    let day = rest.len() == 2 && first.len() <= 2 && rest[0].len() <= 2 && matches!(rest[1].len(), 2 | 4);
    let glued = before.chars().next_back().is_some_and(|character| {
        character.is_alphanumeric() || matches!(character, '/' | '.' | '-' | '_' | '=')
    }) || after.chars().next().is_some_and(char::is_alphanumeric);
    let tail = tail(before);
    let word =
        tail.trim_end_matches([' ', ':', '.', '#']).rsplit(|letter: char| !letter.is_alphanumeric()).next();
    let labelled = matches!(
        word.unwrap_or_default(),
        "order"
            | "invoice"
            | "nr"
            | "no"
            | "number"
            | "ticket"
            | "bestellung"
            | "bestellnummer"
            | "rechnung"
            | "rechnungsnummer"
            | "kundennummer"
            | "auftrag"
            | "pedido"
            | "factura"
            | "iban"
            | "budget"
            | "eur"
            | "usd"
            | "chf"
            | "gbp"
            | "id"
            | "reference"
            | "ref"
            | "vat"
    ) && !is_announced(before);
    money || threes || iso_day || day || glued || labelled
}

/// Whether the words just before speak of a telephone.
fn is_announced(before: &str) -> bool {
    let tail = tail(before);
    let clause =
        tail.rsplit(['.', '!', '?', ';', '\n']).find(|part| !part.trim().is_empty()).unwrap_or_default();
    clause.split(|character: char| !character.is_alphanumeric()).any(|word| {
        matches!(
            word,
            "phone"
                | "tel"
                | "telephone"
                | "telefon"
                | "telefonnummer"
                | "call"
                | "ring"
                | "mobile"
                | "mob"
                | "cell"
                | "cellphone"
                | "whatsapp"
                | "handy"
                | "handynummer"
                | "mobil"
                | "nummer"
                | "rufnummer"
                | "anrufen"
                | "telefono"
                | "movil"
                | "celular"
                | "llamame"
                | "llamar"
                | "text"
                | "fon"
                | "fax"
                | "reach"
                | "erreichen"
                | "telefone"
                | "telemovel"
        )
    })
}

/// The last words before the number, folded; so few that many numbers stay cheap.
fn tail(before: &str) -> String {
    let start = before.char_indices().rev().take(40).last().map_or(0, |(start, _)| start);
    fold(before.get(start..).unwrap_or_default())
}
