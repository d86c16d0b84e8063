//! Makes every link that leads to a stranger plain text, while the reply is still being written.
//!
//! It reads more as a link than the widget does: whatever draws the reply, what comes out here has no address of a
//! stranger's that could be followed. What may still become a link is held back until it is whole, at most
//! [`LONGEST_ADDRESS`] bytes. What comes out does not depend on how the reply was cut into pieces.

use super::address::Addresses;

/// The most bytes of an address. What is longer is none.
const LONGEST_ADDRESS: usize = 2_000;
/// The most bytes of what a link is written on.
const LONGEST_TEXT: usize = 300;
/// The most bytes of an entity.
const LONGEST_ENTITY: usize = 40;

/// Schemes that are made links of.
const LINKED: [&str; 2] = ["http", "https"];

/// What some make a link of without a scheme.
const SITE: &str = "www.";

/// Schemes that run something, or begin something, where they are followed.
const NEVER: [&str; 12] = [
    "javascript",
    "vbscript",
    "data",
    "blob",
    "file",
    "mailto",
    "tel",
    "sms",
    "xmpp",
    "callto",
    "intent",
    "about",
];

/// Makes links of strangers plain text.
#[derive(Debug, Default)]
pub(super) struct Links {
    held: String,
    /// The last sign that was given out.
    last: Option<char>,
}

/// What becomes of the beginning of what is held.
#[derive(Debug, PartialEq)]
enum Next {
    /// It may still become a link.
    Wait,
    /// So many bytes are given out as this.
    Give(usize, String),
}

/// What stands behind `](`.
enum Target<'a> {
    Wait,
    /// It is none.
    Broken,
    /// The address, and where the closing bracket ends.
    Whole(&'a str, usize),
}

impl Links {
    pub(super) fn push(&mut self, text: &str, addresses: &Addresses) -> String {
        self.held.push_str(text);
        self.give(addresses, false)
    }

    pub(super) fn finish(&mut self, addresses: &Addresses) -> String {
        self.give(addresses, true)
    }

    fn give(&mut self, addresses: &Addresses, is_whole: bool) -> String {
        let mut given = String::new();
        let mut place = 0;
        while place < self.held.len() {
            let last = given.chars().next_back().or(self.last);
            let step = next(&self.held[place..], last, addresses, is_whole);
            let Next::Give(length, text) = step else { break };
            // What two pieces would make together is not made.
            if last == Some(':') && text.starts_with(['/', '\\']) {
                given.push(' ');
            }
            given.push_str(&text);
            place += length;
        }
        self.held.drain(..place);
        self.last = given.chars().next_back().or(self.last);
        given
    }
}

/// The same for a text that is whole.
fn neutral(text: &str, addresses: &Addresses) -> String {
    let mut links = Links::default();
    let given = links.push(text, addresses);
    given + &links.finish(addresses)
}

fn next(rest: &str, last: Option<char>, addresses: &Addresses, is_whole: bool) -> Next {
    let Some(first) = rest.chars().next() else { return Next::Wait };
    let as_it_is = Next::Give(first.len_utf8(), first.to_string());
    match first {
        '[' => link(rest, addresses, is_whole).unwrap_or(as_it_is),
        '!' => match rest[1..].chars().next() {
            None if !is_whole => Next::Wait,
            Some('[') => match link(&rest[1..], addresses, is_whole) {
                Some(Next::Give(length, text)) if text.starts_with('[') => {
                    Next::Give(length + 1, format!("!{text}"))
                }
                Some(Next::Give(length, text)) => Next::Give(length + 1, text),
                Some(Next::Wait) => Next::Wait,
                None => as_it_is,
            },
            _ => as_it_is,
        },
        ']' => closing(rest, addresses, is_whole),
        '<' => angle(rest, addresses, is_whole),
        '&' => entity(rest, is_whole),
        ':' if last.is_some_and(is_of_word) => colon(rest, addresses, is_whole),
        _ if first.is_ascii_alphanumeric() && !last.is_some_and(is_of_word) => {
            word(rest, addresses, is_whole)
        }
        _ => as_it_is,
    }
}

/// `[text](address)`; `None` where it is none.
fn link(rest: &str, addresses: &Addresses, is_whole: bool) -> Option<Next> {
    let inside = &rest[1..];
    let end = inside.find(['[', ']']).filter(|end| *end <= LONGEST_TEXT);
    let Some(end) = end else {
        return (inside.len() <= LONGEST_TEXT && !inside.contains(['[', ']']) && !is_whole)
            .then_some(Next::Wait);
    };
    let text = &inside[..end];
    let after = &inside[end..];
    if after.starts_with('[') || text.contains("\n\n") {
        return None;
    }
    if after.len() == 1 && !is_whole {
        return Some(Next::Wait);
    }
    let target = after.strip_prefix("](")?;
    let shown = || neutral(text, addresses);
    let before = end + 3;
    Some(match address_in(target, is_whole) {
        Target::Wait => Next::Wait,
        Target::Broken => Next::Give(before, format!("{} (", shown())),
        Target::Whole(address, length) if addresses.allow(address) => {
            Next::Give(before + length, format!("[{}]({address})", shown()))
        }
        Target::Whole(_, length) => Next::Give(before + length, shown()),
    })
}

/// A closing bracket whose opening one was no beginning of a link to us; it may be to others.
fn closing(rest: &str, addresses: &Addresses, is_whole: bool) -> Next {
    match rest[1..].chars().next() {
        None if !is_whole => Next::Wait,
        // What is named by a reference must not have an address.
        Some(':') => Next::Give(2, "] :".to_owned()),
        Some('(') => match address_in(&rest[2..], is_whole) {
            Target::Wait => Next::Wait,
            Target::Broken => Next::Give(2, "] (".to_owned()),
            Target::Whole(address, length) if addresses.allow(address) => {
                Next::Give(2 + length, format!("]({address})"))
            }
            Target::Whole(_, length) => Next::Give(2 + length, "]".to_owned()),
        },
        _ => Next::Give(1, "]".to_owned()),
    }
}

/// `address)`, `<address>)` or `address "title")`.
fn address_in(target: &str, is_whole: bool) -> Target<'_> {
    let open = if is_whole || target.len() > LONGEST_ADDRESS { Target::Broken } else { Target::Wait };
    let trimmed = target.trim_start();
    let in_angles = trimmed.strip_prefix('<');
    let address = in_angles.unwrap_or(trimmed);
    let end = match in_angles {
        Some(inside) => inside.find(['>', '\n']),
        None => address.find(|sign: char| sign == ')' || sign.is_whitespace()),
    };
    let Some(end) = end else { return open };
    let after = &address[end..];
    let after = if in_angles.is_some() { after.strip_prefix('>').unwrap_or(after) } else { after };
    let Some(close) = after.find(')') else { return open };
    let length = target.len() - after.len() + close + 1;
    if length > LONGEST_ADDRESS { Target::Broken } else { Target::Whole(&address[..end], length) }
}

/// `<https://…>`, and whatever else could be a tag.
fn angle(rest: &str, addresses: &Addresses, is_whole: bool) -> Next {
    let harmless = Next::Give(1, "‹".to_owned());
    let inside = &rest[1..];
    match inside.chars().next() {
        None => {
            if is_whole {
                harmless
            } else {
                Next::Wait
            }
        }
        Some(sign) if sign.is_ascii_alphabetic() => {
            let inside = &inside[..floor(inside, LONGEST_ADDRESS)];
            match inside.find(|sign: char| sign == '>' || sign == '<' || sign.is_whitespace()) {
                Some(end) if inside[end..].starts_with('>') && addresses.allow(&inside[..end]) => {
                    Next::Give(end + 2, inside[..end].to_owned())
                }
                None if !is_whole && may_be_address(inside) && inside.len() < LONGEST_ADDRESS => Next::Wait,
                _ => harmless,
            }
        }
        Some('/' | '!' | '?') => harmless,
        Some(_) => Next::Give(1, "<".to_owned()),
    }
}

fn may_be_address(text: &str) -> bool {
    let small = text.to_ascii_lowercase();
    ["https://", "http://", "mailto:", "tel:"]
        .iter()
        .any(|scheme| small.starts_with(scheme) || scheme.starts_with(&small))
}

/// `&colon;` and `&#58;` are signs in another dress.
fn entity(rest: &str, is_whole: bool) -> Next {
    let inside = &rest[1..];
    let is_name = |sign: char| sign.is_ascii_alphanumeric() || sign == '#';
    match inside.find(|sign| !is_name(sign)) {
        Some(end) if end > 0 && end <= LONGEST_ENTITY && inside[end..].starts_with(';') => {
            Next::Give(1, "& ".to_owned())
        }
        None if !is_whole && inside.len() <= LONGEST_ENTITY => Next::Wait,
        _ => Next::Give(1, "&".to_owned()),
    }
}

/// A sign that the name of a scheme may have.
const fn is_of_word(sign: char) -> bool {
    matches!(sign, 'a'..='z' | 'A'..='Z' | '0'..='9' | '+' | '.' | '-')
}

/// A word, which may be the scheme of an address. It is held back only where it begins like one that matters.
fn word(rest: &str, addresses: &Addresses, is_whole: bool) -> Next {
    let length = rest.find(|sign| !is_of_word(sign)).unwrap_or(rest.len());
    let (word, after) = rest.split_at(length);
    let small = word.to_ascii_lowercase();
    let as_it_is = Next::Give(length, word.to_owned());
    let is_site = small.len() > SITE.len() && small.starts_with(SITE);
    if after.is_empty() && !is_whole {
        let mut schemes = LINKED.iter().chain(&NEVER);
        let may_be = is_site || SITE.starts_with(&small) || schemes.any(|scheme| scheme.starts_with(&small));
        return if may_be && length <= LONGEST_ADDRESS { Next::Wait } else { as_it_is };
    }
    if is_site {
        return address(rest, length, addresses, is_whole);
    }
    let never = NEVER.contains(&small.as_str());
    let Some(behind) = after.strip_prefix(':').filter(|_| never || LINKED.contains(&small.as_str())) else {
        return as_it_is;
    };
    match behind.chars().next() {
        None if !is_whole => Next::Wait,
        Some('/' | '\\') => address(rest, length + 1, addresses, is_whole),
        Some(sign) if never && !sign.is_whitespace() => Next::Give(length + 1, format!("{word} ")),
        _ => as_it_is,
    }
}

/// `://` behind a word that is no scheme of ours.
fn colon(rest: &str, addresses: &Addresses, is_whole: bool) -> Next {
    match rest[1..].chars().next() {
        None if !is_whole => Next::Wait,
        Some('/') => match address(rest, 1, addresses, is_whole) {
            Next::Give(length, host) => Next::Give(length, format!(" {host}")),
            Next::Wait => Next::Wait,
        },
        _ => Next::Give(1, ":".to_owned()),
    }
}

/// An address that stands by itself. It ends where a blank or `<` is: what ends it sooner for one reader may be the name
/// of another host for the next.
fn address(rest: &str, scheme: usize, addresses: &Addresses, is_whole: bool) -> Next {
    let window = &rest[..floor(rest, LONGEST_ADDRESS)];
    let end = window.find(|sign: char| sign.is_whitespace() || sign == '<');
    if end.is_none() && !is_whole && rest.len() <= LONGEST_ADDRESS {
        return Next::Wait;
    }
    let address = &window[..end.unwrap_or(window.len())];
    let plain = address.trim_end_matches(|sign: char| ".,;:!?)]}'\"*_~|>`…。，、！？）」』”’".contains(sign));
    let full = if address.as_bytes().get(scheme.wrapping_sub(1)) == Some(&b':') {
        plain.to_owned()
    } else {
        format!("https://{plain}")
    };
    // Of what is too long the host may not have been seen yet.
    let is_all = end.is_some() || rest.len() <= LONGEST_ADDRESS;
    if is_all && addresses.allow(&full) {
        return Next::Give(address.len(), address.to_owned());
    }
    let tail = if plain.len() >= scheme { &address[plain.len()..] } else { "" };
    Next::Give(address.len(), format!("{}{}", named(address, scheme), ends(tail)))
}

/// The host alone, as words: `www.`, which some make a link of, and everything that would be asked of the host left out.
fn named(address: &str, scheme: usize) -> String {
    let is_site = !address[..scheme].ends_with(':');
    let rest = if is_site { address } else { address[scheme..].trim_start_matches(['/', '\\']) };
    let authority = rest.split(['/', '\\', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let end = host.find(|sign: char| !(sign.is_alphanumeric() || ".-".contains(sign))).unwrap_or(host.len());
    let mut host = &host[..end];
    while host.len() >= 4 && host.is_char_boundary(4) && host[..4].eq_ignore_ascii_case("www.") {
        host = &host[4..];
    }
    host.trim_matches('.').to_owned()
}

/// Of what ended the address, what ends the sentence.
fn ends(tail: &str) -> String {
    tail.chars().filter(|sign| !"[](){}<>|\"`".contains(*sign)).collect()
}

/// The longest beginning of at most so many bytes.
fn floor(text: &str, most: usize) -> usize {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    end
}
