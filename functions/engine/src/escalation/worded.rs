//! What is said when a person is asked for or offered, from the tenant's contact and hours.

use jiff::Timestamp;
use shared::tenant::{Contact, Escalation as Settings, TenantFile, WebhookEvent};
use shared::wire::{Block, Button, Link, Links};

use super::Escalation;
use super::phrases::{self, Phrases};
use crate::tenant::presence_of;
use crate::wording;

/// What is said.
#[derive(Debug, Clone, PartialEq)]
pub struct Worded {
    /// Of a hand-over the whole reply, of an offer what follows the reply; Markdown.
    pub text: String,
    /// Shown under it: how a person is reached, or the button that asks for one.
    pub blocks: Vec<Block>,
    /// Whether the tenant's people are told of it, by a webhook.
    pub handed_over: bool,
}

/// What the button that asks for a person says and sends, in the visitor's language; `None` where the tenant has none.
#[must_use]
pub fn button(tenant: &TenantFile, locale: &str) -> Option<&'static str> {
    tenant.escalation.as_ref().filter(|settings| settings.button).map(|_| phrases::of(locale).ask)
}

/// Words it in the language of `locale`. Nothing is promised that is not done: a conversation is passed on only where a
/// webhook tells somebody of it.
#[must_use]
pub fn word(tenant: &TenantFile, locale: &str, escalation: Escalation, now: Timestamp) -> Worded {
    let none = Settings::default();
    let settings = tenant.escalation.as_ref().unwrap_or(&none);
    let phrases = phrases::of(locale);
    if escalation == Escalation::Offer {
        let ask = Button { label: phrases.ask.to_owned(), message: Some(phrases.ask.to_owned()), url: None };
        let blocks = vec![Block::Buttons { buttons: vec![ask] }];
        return Worded { text: phrases.offer.to_owned(), blocks, handed_over: false };
    }
    let handed_over =
        tenant.webhooks.iter().any(|webhook| webhook.events.contains(&WebhookEvent::ConversationHandedOver));
    let name = settings.contact.name.as_deref().unwrap_or(phrases.team);
    let mut parts = Vec::new();
    if handed_over {
        parts.push(match &settings.handed_over {
            Some(own) => own.clone(),
            None => phrases.passed_on.replace("{name}", name),
        });
    }
    parts.extend(hours(tenant, locale, phrases, now));
    let links = links(&settings.contact, phrases);
    if !links.is_empty() {
        parts.push(phrases.reach.replace("{name}", name));
    }
    let blocks =
        (!links.is_empty()).then(|| Block::Links(Links { title: phrases.contact.to_owned(), links }));
    Worded { text: parts.join(" "), blocks: blocks.into_iter().collect(), handed_over }
}

/// Whether they are there; nothing where the tenant has no hours.
fn hours(tenant: &TenantFile, locale: &str, phrases: &Phrases, now: Timestamp) -> Option<String> {
    let hours = tenant.business_hours.as_ref()?;
    let presence = presence_of(hours, now)?;
    if presence.open {
        return Some(phrases.there.to_owned());
    }
    let back = presence.changes_at.and_then(|at| at.parse::<Timestamp>().ok());
    let Some(back) = back else { return Some(phrases.away.to_owned()) };
    // Their clock, by which their hours are.
    let back = back.to_zoned(crate::time_zone(&hours.time_zone)?);
    let day = wording::day(back.date(), locale);
    let when = format!("{day}, {:02}:{:02}", back.hour(), back.minute());
    Some(phrases.back.replace("{when}", &when))
}

fn links(contact: &Contact, phrases: &Phrases) -> Vec<Link> {
    let dialled = |phone: &String| {
        let digits: String = phone.chars().filter(|sign| sign.is_ascii_digit() || *sign == '+').collect();
        format!("tel:{digits}")
    };
    let page = |url: &String| Link { label: phrases.page.to_owned(), url: Some(url.clone()) };
    let phone = contact.phone.as_ref().map(|phone| Link { label: phone.clone(), url: Some(dialled(phone)) });
    let email = contact
        .email
        .as_ref()
        .map(|email| Link { label: email.clone(), url: Some(format!("mailto:{email}")) });
    [phone, email, contact.url.as_ref().map(page)].into_iter().flatten().collect()
}
