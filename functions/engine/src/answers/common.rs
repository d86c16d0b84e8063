//! Whether a question is one that everybody asks alike.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::{Regex, RegexBuilder};
use shared::tenant::TenantFile;

use super::Asked;
use crate::rules::{self, Act, Language, Reading};
use crate::scope::Scope;

/// The most characters of such a question.
const LONGEST: usize = 200;

/// Who speaks of themselves asks what nobody else asks.
static PERSONAL: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = concat!(
        r"\b(?:my|mine|i'?m|i am|i was|this is|call me|mein\w*|ich bin|ich war|ich hei(?:ß|ss)e|hier ist",
        r"|mis?|m[ií]o|m[ií]a|soy|me llamo|mon|ma|mes|je suis|je m'appelle|mio|mia|sono|mi chiamo|meus?|minhas?|sou)\b",
        r"|我叫|我是|我的|私は|私の|제 |저는|меня зовут|мой|моя|мои|моё|اسمي|أنا "
    );
    #[expect(clippy::expect_used, reason = "a constant; every test of this module compiles it")]
    RegexBuilder::new(pattern).case_insensitive(true).build().expect("a good pattern")
});

pub(super) fn is_common(asked: &Asked<'_>) -> bool {
    let Asked { tenant, locale, today, page, message, .. } = *asked;
    if message.chars().nth(LONGEST).is_some() || is_private(message) || PERSONAL.is_match(message) {
        return false;
    }
    if page.is_some_and(|page| is_private_address(&page.url) || is_private_address(&page.title)) {
        return false;
    }
    let scope = Scope::default();
    let attributes = &tenant.scope.attributes;
    let country = &tenant.country;
    let reading = Reading { attributes, locale, country, today, asked: None, scope: &scope, message };
    let understood = rules::understand(&reading);
    let asks = |act: &Act| {
        matches!(act, Act::Question | Act::SmallTalk | Act::AsksPrice | Act::AsksWho | Act::Greeting)
    };
    let is_polite = |act: &Act| asks(act) || matches!(act, Act::Thanks | Act::Farewell);
    understood.commands.is_empty()
        && understood.acts.iter().any(asks)
        && understood.acts.iter().all(is_polite)
        && !names_somebody(tenant, locale, message)
}

/// Numbers and addresses are somebody's.
fn is_private(text: &str) -> bool {
    let small = text.to_lowercase();
    text.contains('@') || text.contains(char::is_numeric) || small.contains("://") || small.contains("www.")
}

/// Of a page: an address of mail, or a number that may be a customer's.
fn is_private_address(text: &str) -> bool {
    let small = text.to_ascii_lowercase();
    let number = |part: &str| part.chars().filter(char::is_ascii_digit).count() > 4;
    small.contains('@')
        || small.contains("%40")
        || text.split(['/', '?', '&', '=', '#', ' ', '-']).any(number)
}

/// Whether a word is written as names are that is no word of the tenant's. In German every noun is written so: there it
/// takes two of them together, or an address.
fn names_somebody(tenant: &TenantFile, locale: &str, message: &str) -> bool {
    let own = words_of(tenant);
    let is_german = rules::detect(message, locale) == Language::German;
    let mut before_is_name = false;
    let mut begins = true;
    for word in message.split_whitespace() {
        let letters = word.trim_matches(|sign: char| !sign.is_alphanumeric());
        let is_name = is_written_as_name(letters) && !own.contains(&letters.to_lowercase());
        let is_address =
            ["herr", "herrn", "frau", "mr", "mrs", "ms", "dr", "señor", "señora", "mme", "monsieur"]
                .contains(&letters.to_lowercase().as_str());
        if is_address || (is_name && before_is_name) || (is_name && !begins && !is_german) {
            return true;
        }
        before_is_name = is_name && (!begins || !is_german);
        begins = word.ends_with(['.', '!', '?', ':']);
    }
    false
}

/// A capital and then small letters; what is all capitals is an abbreviation.
fn is_written_as_name(word: &str) -> bool {
    let mut signs = word.chars();
    signs.next().is_some_and(char::is_uppercase) && signs.next().is_some_and(char::is_lowercase)
}

/// Whether the reply has a word of the message's that is written as a name in either and is no word of the tenant's.
pub(super) fn repeats_a_name(tenant: &TenantFile, message: &str, reply: &str) -> bool {
    let own = words_of(tenant);
    let said: HashSet<String> = words(message).map(str::to_lowercase).collect();
    let mut begins = true;
    reply.split_whitespace().any(|word| {
        let first = core::mem::replace(&mut begins, word.ends_with(['.', '!', '?', ':']));
        let letters = word.trim_matches(|sign: char| !sign.is_alphanumeric());
        let small = letters.to_lowercase();
        !first && is_written_as_name(letters) && said.contains(&small) && !own.contains(&small)
    })
}

fn words_of(tenant: &TenantFile) -> HashSet<String> {
    // A tenant file is plain data: it can always be written.
    let file = serde_json::to_string(tenant).unwrap_or_default();
    words(&file).map(str::to_lowercase).collect()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty())
}
