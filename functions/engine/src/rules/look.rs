//! A message beside the attributes, as every part of the understanding sees it.

use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value as Json;
use shared::value::Kind;

use super::language::{markers, pattern};
use super::profile::Profile;
use super::reading::Reading;
use super::text::{Place, Text, folded};
use crate::scope::Operation;

/// A message beside the attributes.
pub(super) struct Look<'a> {
    /// What was given.
    pub reading: &'a Reading<'a>,
    /// The message.
    pub text: Text<'a>,
    /// The attributes.
    pub profiles: Vec<Profile<'a>>,
    /// The one that was asked for.
    pub asked: Option<usize>,
    /// Whether the visitor asks on behalf of somebody else ("my son needs help"): then what that one needs counts.
    pub on_behalf: bool,
    /// For every sentence, whether it is talk about the weather.
    small_talk: Vec<bool>,
}

/// What is further away in an endless clause has nothing to do with a place.
const CLAUSE_REACH: usize = 300;

/// A command in the making.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Proposal {
    /// The attribute, as an index of [`Look::profiles`].
    pub attribute: usize,
    /// What to do.
    pub operation: Operation,
    /// The value.
    pub value: Json,
    /// The words.
    pub place: Place,
    /// Whether they are rough.
    pub approximate: bool,
}

impl<'a> Look<'a> {
    pub(super) fn new(reading: &'a Reading<'a>) -> Self {
        let profiles: Vec<Profile<'a>> = reading.attributes.iter().map(Profile::new).collect();
        let asked = reading.asked.and_then(|key| profiles.iter().position(|one| one.attribute.key == key));
        let text = Text::new(reading.message);
        let small_talk =
            text.sentences.iter().map(|one| markers::SMALL_TALK.is_match(text.at(&one.place))).collect();
        let on_behalf = markers::ON_BEHALF.is_match(&text.flat);
        Self { reading, text, profiles, asked, on_behalf, small_talk }
    }

    /// The attribute that was asked for.
    pub(super) fn asked(&self) -> Option<&Profile<'a>> {
        self.asked.and_then(|index| self.profiles.get(index))
    }

    /// Whether the attribute was asked for and is of this kind.
    pub(super) fn is_asked(&self, kind: Kind) -> bool {
        self.asked().is_some_and(|asked| asked.attribute.kind == kind)
    }

    /// The attributes of a kind.
    pub(super) fn of_kind(&self, kind: Kind) -> Vec<usize> {
        (0..self.profiles.len()).filter(|index| self.profiles[*index].attribute.kind == kind).collect()
    }

    /// What is known of an attribute.
    pub(super) fn known(&self, attribute: usize) -> Option<&'a crate::scope::Known> {
        self.reading.scope.known.get(&self.profiles.get(attribute)?.attribute.key)
    }

    /// Whether the words there ask something of us.
    pub(super) fn in_question(&self, place: &Place) -> bool {
        let sentence = self.text.sentence_at(place);
        sentence.and_then(|sentence| sentence.asks_from).is_some_and(|from| place.end > from)
    }

    /// Whether the sentence around the place is talk about the weather.
    pub(super) fn in_small_talk(&self, place: &Place) -> bool {
        let after = self.text.sentences.partition_point(|sentence| sentence.place.start <= place.start);
        self.small_talk.get(after.saturating_sub(1)).copied().unwrap_or(false)
    }

    /// The clause around the place.
    pub(super) fn clause(&self, place: &Place) -> Place {
        let clause = self.text.clause_at(place);
        let whole = self.text.place_of(&clause);
        let flat = &self.text.flat;
        let start = flat.ceil_char_boundary(place.start.saturating_sub(CLAUSE_REACH));
        let end = flat.floor_char_boundary(place.end.saturating_add(CLAUSE_REACH));
        whole.start.max(start)..whole.end.min(end).max(whole.start.max(start))
    }

    /// The sentence around the place, as far back as it matters, up to the place.
    pub(super) fn before_in_sentence(&self, place: &Place) -> &str {
        let sentence = self.text.sentence_at(place).map_or(place.start, |sentence| sentence.place.start);
        let near = self.text.flat.ceil_char_boundary(place.start.saturating_sub(CLAUSE_REACH));
        self.text.at(&(sentence.max(near).min(place.start)..place.start))
    }

    /// What stands in the clause before the place.
    pub(super) fn before_in_clause(&self, place: &Place) -> &str {
        let clause = self.clause(place);
        self.text.at(&(clause.start.min(place.start)..place.start))
    }

    /// What stands in the clause after the place.
    pub(super) fn after_in_clause(&self, place: &Place) -> &str {
        let clause = self.clause(place);
        self.text.at(&(place.end..clause.end.max(place.end)))
    }

    /// The clauses of the sentence that lead up to the place, its own last; those that end far before it are left out.
    fn clauses_up_to(&self, place: &Place) -> Vec<&str> {
        let Some(sentence) = self.text.sentence_at(place) else { return Vec::new() };
        let ranges = sentence.clauses.iter().map(|clause| self.text.place_of(clause));
        ranges
            .take_while(|range| range.start <= place.start)
            .filter(|range| range.end + CLAUSE_REACH >= place.start)
            .map(|range| if range.contains(&place.start) { self.clause(place) } else { range })
            .map(|range| self.text.at(&range))
            .collect()
    }

    /// Whether somebody else is speaking, paying or wanting in the clause of this place.
    pub(super) fn is_of_others(&self, place: &Place) -> bool {
        let mut others = false;
        let mut own_before = false;
        for clause in self.clauses_up_to(place) {
            let subject = |found: &regex::Match<'_>| {
                !clause[found.end()..].starts_with("'s") && !markers::FOR.is_match(&clause[..found.start()])
            };
            let other = markers::OTHERS.find_iter(clause).filter(subject).last().map(|found| found.start());
            let own = markers::OWN.find(clause).map(|found| found.start());
            others = match (other, own) {
                // "for me and my husband"
                (Some(at), None) if own_before && at <= 4 && clause.starts_with(['a', 'u', 'y']) => false,
                // "my wife and I", "but I think they …"
                (Some(_), Some(_)) => false,
                (Some(_), None) => true,
                (None, Some(_)) => false,
                (None, None) => others,
            };
            own_before = own.is_some();
        }
        others
    }

    /// Whether the clause of this place tells of something that is over: "we did that in 2019, and it cost 3k".
    pub(super) fn is_past_story(&self, place: &Place) -> bool {
        let mut past = false;
        for clause in self.clauses_up_to(place) {
            past = match (self.tells_past(clause), markers::PRESENT.is_match(clause)) {
                (true, present) => !present,
                (false, true) => false,
                (false, false) => past,
            };
        }
        past
    }

    /// Whether the words tell of what is over; "in 2019" does where today's year is a later one.
    fn tells_past(&self, words: &str) -> bool {
        let today = self.reading.today.year();
        markers::PAST.is_match(words)
            || markers::IN_YEAR
                .captures_iter(words)
                .filter_map(|found| found.get(1)?.as_str().parse::<i16>().ok())
                .any(|year| year < today)
    }

    /// Whether the words before the place, up to `most` of them and in its clause, deny it; or those after it do.
    pub(super) fn is_denied(&self, place: &Place, most: usize) -> bool {
        let before = self.before_in_clause(place);
        let denial = markers::DENIES.find_iter(before).filter(|found| {
            let rest = &before[found.start()..];
            let answer = rest[found.len()..].starts_with([',', '.', ';', ':']);
            !answer
                && !markers::DENIES_NOTHING
                    .is_match(self.text.at(&(place.start - rest.len()..self.text.flat.len())))
        });
        let near =
            denial.last().is_some_and(|found| before[found.end()..].split_whitespace().count() <= most);
        near || self.is_denied_after(place)
    }

    fn is_denied_after(&self, place: &Place) -> bool {
        let after = self.after_in_clause(place);
        let after = after.trim_end_matches([',', '.', '!', ' ', ')']);
        markers::DENIES_BEFORE.find_iter(after).any(|found| !(found.as_str() == "streichen" && self.paints()))
    }

    /// Whether the tenant is asked to paint: "streichen" then takes nothing away.
    pub(super) fn paints(&self) -> bool {
        self.profiles.iter().any(|profile| {
            let attribute = profile.attribute;
            let choices = attribute
                .choices
                .iter()
                .flat_map(|one| one.synonyms.iter().chain(&one.label).chain([&one.value]));
            choices.chain([&attribute.question]).any(|words| PAINTS.is_match(&folded(words)))
        })
    }

    /// Whether something is taken back between two places.
    pub(super) fn is_corrected_between(&self, earlier: &Place, later: &Place) -> bool {
        earlier.end <= later.start && markers::CORRECTS.is_match(self.text.at(&(earlier.end..later.start)))
    }

    /// Whether the words are rough.
    pub(super) fn is_hedged(&self, place: &Place) -> bool {
        markers::HEDGES.is_match(self.text.at(&self.clause(place)))
    }
}

static PAINTS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"streich|anstrich|\bmaler|\bpaint|lackier|tapezier"));

/// Whether two places share a byte.
pub(super) fn overlap(one: &Place, other: &Place) -> bool {
    one.start < other.end && other.start < one.end
}
