//! Tests of understanding and answering, with attributes made for each case.

mod answers;
mod counts;
mod denials;
mod kinds;
mod known;
mod places;
mod properties;
mod typed;
mod understanding;

use serde_json::{Value as Json, json};
use shared::tenant::{Attribute, TenantFile};

use super::{Act, Answer, Answering, Reading, Understanding, answer, understand};
use crate::scope::{Changes, Operation, Reader, Scope, Speech, is_ready, next_question};

/// A tenant with these attributes.
fn tenant(attributes: Json) -> TenantFile {
    let file = json!({
        "version": 1, "id": "t", "name": "Harbour Works", "origins": ["self"], "locale": "en-GB", "country": "DE",
        "greeting": "Hello", "scope": { "attributes": attributes }
    });
    serde_json::from_value(file).unwrap()
}

/// A conversation with it.
struct Talk {
    tenant: TenantFile,
    locale: &'static str,
    scope: Scope,
    last: Understanding,
}

impl Talk {
    fn new(attributes: Json) -> Self {
        Self {
            tenant: tenant(attributes),
            locale: "en",
            scope: Scope::default(),
            last: Understanding::default(),
        }
    }

    fn asking(mut self, key: &str) -> Self {
        self.scope.asking = Some(key.to_owned());
        self
    }

    /// Says something and returns the reply; the next question is then the one that was asked.
    fn say(&mut self, message: &str) -> Answer {
        let before = self.scope.clone();
        let today = "2026-11-21".parse().unwrap();
        let attributes: &[Attribute] = &self.tenant.scope.attributes;
        let reading = Reading {
            attributes,
            locale: self.locale,
            country: &self.tenant.country,
            today,
            asked: before.asking.as_deref(),
            scope: &before,
            message,
        };
        let understanding = understand(&reading);
        let speech = Speech { message, earlier: &[], today, locale: self.locale };
        let mut changes = Changes::new(&self.tenant, speech, before.clone());
        let applied: Vec<_> = understanding
            .commands
            .iter()
            .map(|command| (command.clone(), changes.apply(command, Reader::Rules)))
            .collect();
        let mut after = changes.into_scope();
        let settings = &self.tenant.scope;
        let later =
            understanding.acts.contains(&Act::DoesNotKnow).then_some(before.asking.as_deref()).flatten();
        let answer = answer(&Answering {
            reading: &reading,
            understanding: &understanding,
            applied: &applied,
            after: &after,
            next: next_question(settings, &after, later),
            was_ready: is_ready(settings, &before),
            is_ready: is_ready(settings, &after),
            tenant: &self.tenant,
            knowledge: None,
            page: None,
        });
        if let Some(key) = &answer.asks {
            *after.asked.entry(key.clone()).or_default() += 1;
        }
        after.asking = answer.asks.clone();
        self.scope = after;
        self.last = understanding;
        answer
    }

    fn known(&self, key: &str) -> Json {
        self.scope.known.get(key).map_or(Json::Null, |known| serde_json::to_value(&known.value).unwrap())
    }
}

/// What is known of the attribute after one message to an empty scope.
fn after(attributes: &Json, asked: Option<&str>, message: &str, key: &str) -> Json {
    let mut talk = Talk::new(attributes.clone());
    talk.scope.asking = asked.map(str::to_owned);
    talk.say(message);
    talk.known(key)
}

fn operations(understanding: &Understanding) -> Vec<(Operation, &str)> {
    understanding.commands.iter().map(|command| (command.operation, command.key.as_str())).collect()
}
