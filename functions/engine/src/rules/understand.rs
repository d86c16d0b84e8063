//! Understanding one message.

use serde_json::Value as Json;
use shared::value::Kind;

use super::look::{Look, Proposal, overlap};
use super::reading::{Reading, Understanding};
use super::text::Place;
use super::{acts, assign, candidates, choices, count, names, open, retract, yes_no};
use crate::scope::{Command, Operation};

/// What the rules make of a message: commands in the order of their words, at most one for an attribute (two for a
/// list that grows and shrinks), and what the visitor does besides.
#[must_use]
pub fn understand(reading: &Reading<'_>) -> Understanding {
    let look = Look::new(reading);
    if look.text.words.is_empty() {
        return Understanding::default();
    }
    let found = candidates::candidates(&look);
    let mut proposals = assign::assign(&look, &found);
    proposals.extend(count::of_people(&look, &proposals));
    proposals.extend(count::floor(&look, &proposals));
    proposals.extend(count::years(&look, &proposals));
    proposals.extend(count::year(&look, &proposals));
    let mut taken: Vec<Place> = found
        .iter()
        .filter(|one| {
            matches!(one.kind, Kind::Email | Kind::Phone | Kind::Url)
                || (one.evident && one.kind == Kind::Money)
        })
        .map(|one| one.place.clone())
        .collect();
    let evident: Vec<Place> = found
        .iter()
        .filter(|one| one.evident && matches!(one.kind, Kind::Date | Kind::Duration))
        .map(|one| one.place.clone())
        .collect();
    let choices = choices::choose(&look, &taken, &evident);
    // "two languages" is a feature, not a number of anything; "half a day" may be a choice.
    proposals.retain(|one| {
        let kind = look.profiles[one.attribute].attribute.kind;
        let within =
            |choice: &Proposal| choice.place.start <= one.place.start && one.place.end <= choice.place.end;
        !choices.iter().any(|choice| match kind {
            Kind::Number => within(choice) && choice.place.len() > one.place.len(),
            Kind::Duration => look.asked != Some(one.attribute) && within(choice),
            _ => false,
        }) && (kind != Kind::Duration
            || look.asked == Some(one.attribute)
            || !choices::names(&look, &one.place))
    });
    proposals.extend(choices);
    taken.extend(proposals.iter().map(|one| one.place.clone()));
    let decided = yes_no::decide(&look, &taken);
    taken.extend(decided.iter().map(|one| one.place.clone()));
    proposals.extend(decided);
    // "Reyes" is a feast and a surname: a single word without a number gives way to a name.
    let gives_way = |kind: Kind, place: &Place| {
        kind == Kind::Date
            && look.text.words_at(place).len() == 1
            && !look.text.at(place).bytes().any(|byte| byte.is_ascii_digit())
    };
    taken.retain(|place| !found.iter().any(|one| one.place == *place && gives_way(one.kind, place)));
    let evident = found.iter().filter(|one| one.evident && !gives_way(one.kind, &one.place));
    taken.extend(evident.map(|one| one.place.clone()));
    let named = names::name(&look, &taken);
    proposals.retain(|one| {
        let kind = look.profiles[one.attribute].attribute.kind;
        !gives_way(kind, &one.place) || !named.iter().any(|name| overlap(&name.place, &one.place))
    });
    proposals.extend(named);
    if let Some(open) = open::open(&look, &proposals) {
        // What a long answer mentions in passing is part of the story: "he wants 200 euros more from January".
        proposals.retain(|one| {
            let inside = open.place.start <= one.place.start && one.place.end <= open.place.end;
            let long = look.text.words_at(&open.place).len() >= look.text.words_at(&one.place).len() + 8;
            let kind = look.profiles[one.attribute].attribute.kind;
            let quantity = matches!(kind, Kind::Date | Kind::Money | Kind::Duration | Kind::Number);
            !(inside && long && quantity) || assign::is_spoken_of(&look, &one.place, one.attribute)
        });
        proposals.push(open);
    }
    proposals.extend(retract::clears(&look, &proposals, &found));
    proposals.extend(retract::declines(&look, &proposals));
    let acts = acts::acts(&look, &proposals);
    proposals.sort_by_key(|one| (one.place.start, one.place.end));
    let commands = proposals.iter().filter_map(|one| command(&look, one)).collect();
    Understanding { commands, acts }
}

/// Longer quotes tell the reader no more.
const QUOTE_MAX_BYTES: usize = 80;

/// The visitor's words: for a choice and for yes or no with what stands around them, since the bare word says little.
fn quote<'a>(look: &Look<'a>, proposal: &Proposal) -> &'a str {
    let kind = look.profiles[proposal.attribute].attribute.kind;
    let clause = look.clause(&proposal.place);
    let around = clause.start.min(proposal.place.start)..clause.end.max(proposal.place.end);
    let place = match kind {
        Kind::Choice | Kind::List | Kind::YesNo if around.len() <= QUOTE_MAX_BYTES => &around,
        _ => &proposal.place,
    };
    look.text.original(place).trim()
}

fn command(look: &Look<'_>, proposal: &Proposal) -> Option<Command> {
    let quote = quote(look, proposal);
    let key = look.profiles.get(proposal.attribute)?.attribute.key.clone();
    let needs_value = matches!(proposal.operation, Operation::Set | Operation::Append | Operation::Remove);
    (!quote.is_empty() && (!needs_value || proposal.value != Json::Null)).then(|| Command {
        operation: proposal.operation,
        key,
        value: proposal.value.clone(),
        quote: quote.to_owned(),
        approximate: proposal.approximate,
    })
}
