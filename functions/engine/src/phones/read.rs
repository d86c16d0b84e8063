//! A number as somebody typed it.

use super::region::Region;
use super::{Phone, filled, pattern};

/// How many digits there can be after the code of the country.
const NATIONAL_DIGITS: core::ops::RangeInclusive<usize> = 2..=16;

/// Signs that are written between digits, besides the ASCII ones.
const BETWEEN: &str = "\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2015}\u{2212}\u{30fc}\u{ff0d}\u{ff0e}\u{ff0f}\u{a0}\u{ad}\u{200b}\u{2060}\u{3000}\u{ff08}\u{ff09}\u{ff3b}\u{ff3d}\u{2053}\u{223c}\u{ff5e}";

/// What an extension is announced by; the longer of two that end alike first.
const EXTENSIONS: [&str; 11] = ["extension", "extn", "ext", "anexo", "int", "xtn", "xt", "x", ",", ";", "#"];

/// The most digits of an extension.
const EXTENSION_DIGITS: usize = 7;

/// The digit of each letter on a telephone's keys.
const KEYS: &[u8; 26] = b"22233344455566677778889999";

pub(super) fn phone(text: &str, country: Option<&str>) -> Option<Phone> {
    let here = country.and_then(Region::named);
    let (has_plus, digits) = digits(text)?;
    let dialled_abroad = here.and_then(|here| after_abroad(here, &digits));
    let (code, national) = match (here, dialled_abroad) {
        (_, Some(rest)) => with_code(rest)?,
        (_, None) if has_plus => with_code(&digits)?,
        (Some(here), None) => (here.code, at_home(here, &digits)),
        (None, None) => return None,
    };
    let region = here.filter(|here| here.code == code);
    let region = region.or_else(|| Region::of(code, national.trim_start_matches('0')));
    let stripped = region.and_then(|region| without_trunk(region, national));
    let national = stripped.unwrap_or_else(|| national.to_owned());
    NATIONAL_DIGITS.contains(&national.len()).then_some(Phone { code, national })
}

/// The digits of what looks like a number, letters as on a telephone's keys; and whether a plus stands before them.
fn digits(text: &str) -> Option<(bool, String)> {
    let text = text.get(text.find(|sign: char| is_plus(sign) || sign.is_ascii_digit())?..)?;
    let text = text.trim_end_matches(|sign: char| !sign.is_alphanumeric() && sign != '#');
    let text = without_extension(text);
    let plain = text.trim_start_matches(is_plus);
    let mut digits = String::new();
    for sign in plain.chars() {
        match sign {
            '0'..='9' => digits.push(sign),
            'a'..='z' | 'A'..='Z' if digits.len() >= 3 => {
                let key = KEYS.get(sign.to_ascii_lowercase() as usize - 'a' as usize)?;
                digits.push(char::from(*key));
            }
            _ if "-x ()[]./~*".contains(sign) || BETWEEN.contains(sign) => {}
            _ => return None,
        }
    }
    let fits = digits.len() > 2 || (digits.len() == 2 && plain.len() == 2);
    fits.then_some((plain.len() < text.len(), digits))
}

const fn is_plus(sign: char) -> bool {
    matches!(sign, '+' | '\u{ff0b}')
}

/// What stands before "ext. 12" or "#12".
fn without_extension(text: &str) -> &str {
    let before = text.trim_end_matches('#').trim_end_matches(|sign: char| sign.is_ascii_digit());
    if text.trim_end_matches('#').len() - before.len() > EXTENSION_DIGITS {
        return text;
    }
    let before = before.trim_end_matches([' ', '\u{a0}', '\t', ',', '-']).trim_end_matches([':', '.']);
    let announced = EXTENSIONS.iter().find_map(|word| {
        let at = before.len().checked_sub(word.len())?;
        before.get(at..)?.eq_ignore_ascii_case(word).then(|| before.get(..at))?
    });
    announced.map_or(text, |number| number.trim_end_matches([' ', '\u{a0}', '\t', ',']))
}

/// What follows what one dials there before a number abroad.
fn after_abroad<'a>(here: &Region, digits: &'a str) -> Option<&'a str> {
    if here.abroad.is_empty() {
        return None;
    }
    let (length, _) = pattern::begins(here.abroad, digits)?;
    digits.get(length..).filter(|rest| !rest.starts_with('0'))
}

/// The code of the country, and what follows it.
fn with_code(digits: &str) -> Option<(u16, &str)> {
    (1..=3).find_map(|length| {
        let (code, national) = digits.split_at_checked(length).filter(|_| digits.len() > 2)?;
        let code = code.parse().ok()?;
        (!digits.starts_with('0') && Region::first_of(code).is_some()).then_some((code, national))
    })
}

/// A number without plus, where it is not written with the country's code all the same. It is where it is none otherwise, and
/// where a number at home begins with something else, which is missing.
fn at_home<'a>(here: &Region, digits: &'a str) -> &'a str {
    let Some(after) = digits.strip_prefix(here.code.to_string().as_str()) else { return digits };
    let lacks_trunk = !here.trunk.is_empty() && here.may_have(after);
    let with_code = lacks_trunk || !here.may_have(digits) || (!here.has(digits) && here.has(after));
    if with_code { after } else { digits }
}

/// The number without what is dialled before it at home only. `None` where nothing of the kind is there, or it would be none
/// of the region's without.
fn without_trunk(region: &Region, national: &str) -> Option<String> {
    let shorter = if region.trunk_pattern.is_empty() {
        let trunk = Some(region.trunk).filter(|trunk| !trunk.is_empty())?;
        national.strip_prefix(trunk)?.to_owned()
    } else {
        let (length, groups) = pattern::begins(region.trunk_pattern, national)?;
        let replaced = !region.replaced_by.is_empty() && groups.iter().any(Option::is_some);
        let put = if replaced { filled(region.replaced_by, national, &groups) } else { String::new() };
        put + national.get(length..)?
    };
    let breaks = region.may_have(national) && !region.may_have(&shorter);
    (!breaks && !region.is_too_short(&shorter)).then_some(shorter)
}
