//! Names in a message: of people, companies, places and things, without the words around them.

mod answered;
mod introduced;
mod piece;
mod run;

pub(super) use run::{after, run};

use serde_json::Value as Json;
use shared::value::Kind;

use self::answered::{answered, spot};
use self::introduced::{FROM_COMPANY, introduced_company, introduced_person};
use crate::rules::look::{Look, Proposal};
use crate::rules::places;
use crate::rules::role::{Direction, Role};
use crate::rules::text::Place;
use crate::scope::Operation;

/// The commands for attributes that hold a name.
pub(in crate::rules) fn name(look: &Look<'_>, taken: &[Place]) -> Vec<Proposal> {
    let mut proposals = Vec::new();
    let mut person = None;
    for attribute in look.of_kind(Kind::Text) {
        let role = look.profiles[attribute].role;
        let asked = look.asked == Some(attribute);
        let found = match role {
            Role::Open => None,
            _ if look.profiles[attribute].is_code => asked.then(|| answered(look, role, taken)).flatten(),
            Role::Person => {
                let found = introduced_person(look, asked, taken);
                let found = found.or_else(|| asked.then(|| answered(look, role, taken)).flatten());
                person = person.or_else(|| found.clone());
                found
            }
            Role::Company => introduced_company(look, taken)
                .or_else(|| asked.then(|| answered(look, role, taken)).flatten()),
            Role::Place(direction) | Role::Address(direction) => asked
                .then(|| spot(look, taken))
                .flatten()
                .or_else(|| places::introduced(look, direction, asked, taken))
                .or_else(|| asked.then(|| answered(look, role, taken)).flatten()),
            Role::Thing => asked.then(|| answered(look, role, taken)).flatten(),
        };
        if let Some(place) = found {
            proposals.push(proposal(look, attribute, place));
        }
    }
    if let Some(person) = person.or_else(|| introduced_person(look, false, taken)) {
        proposals.extend(employer(look, &person, &proposals));
    }
    proposals
}

fn proposal(look: &Look<'_>, attribute: usize, place: Place) -> Proposal {
    let value = Json::String(look.text.original(&place).trim().to_owned());
    Proposal { attribute, operation: Operation::Set, value, place, approximate: false }
}

/// "Nils from Paperbird": who comes from somewhere is from a company, where the tenant asks for one and for no place.
fn employer(look: &Look<'_>, person: &Place, found: &[Proposal]) -> Option<Proposal> {
    let role = |index: &usize| look.profiles[*index].role;
    let texts = look.of_kind(Kind::Text);
    let company = texts.iter().copied().find(|index| role(index) == Role::Company)?;
    let has_place =
        texts.iter().any(|index| matches!(role(index), Role::Place(Direction::At | Direction::From)));
    if has_place || found.iter().any(|one| one.attribute == company) {
        return None;
    }
    let from = FROM_COMPANY.find(look.text.flat.get(person.end..)?)?;
    let start = look.text.words_at(&(person.end + from.end()..look.text.flat.len())).start;
    run(look, start, Role::Company, false, &[]).map(|place| proposal(look, company, place))
}
