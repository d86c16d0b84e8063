//! Which value belongs to which attribute.
//!
//! A value goes to the attribute that was asked for, to the only one of its kind, or to the one whose words stand
//! beside it; a value for which none of that decides belongs to none.

mod alone;
mod choose;
mod cue;
mod dates;
mod score;

pub(super) use cue::is_spoken_of;

use shared::value::Kind;

use self::choose::{choose, same_scale, span};
use self::cue::counted;
use self::dates::{counted_from_today, share, split_between_ends, start_day};
use self::score::score;
use crate::rules::candidates::Candidate;
use crate::rules::look::{Look, Proposal, overlap};
use crate::rules::profile::Counts;
use crate::scope::Operation;

/// A value and the attribute it goes to.
struct Match {
    attribute: usize,
    candidate: Candidate,
    score: f32,
    /// Counts only a part of what the attribute counts.
    part: bool,
}

/// From here on a value is taken.
const ENOUGH: f32 = 2.0;

/// The commands for values that have a form of their own, and the places they take up.
pub(in crate::rules) fn assign(look: &Look<'_>, candidates: &[Candidate]) -> Vec<Proposal> {
    let mut matches: Vec<Match> = Vec::new();
    let candidates = counted_from_today(look, candidates);
    let candidates = split_between_ends(look, &candidates).unwrap_or(candidates);
    let candidates = candidates.as_slice();
    for candidate in candidates {
        if let Some((attribute, score)) = best(look, candidate, candidates) {
            let part =
                candidate.kind == Kind::Number && counted(look, &candidate.place, attribute) == Counts::Part;
            matches.push(Match { attribute, candidate: candidate.clone(), score, part });
        }
    }
    drop_overlapping(look, &mut matches);
    share(look, &mut matches, candidates);
    let mut proposals = Vec::new();
    for attribute in 0..look.profiles.len() {
        let of_it: Vec<&Match> = matches.iter().filter(|one| one.attribute == attribute).collect();
        if let Some(chosen) = choose(look, &of_it) {
            let span = of_it.iter().find_map(|earlier| span(look, earlier, chosen));
            proposals.push(Proposal {
                attribute,
                operation: Operation::Set,
                value: span
                    .or_else(|| start_day(look, attribute, &chosen.candidate))
                    .or_else(|| of_it.iter().find_map(|earlier| same_scale(look, earlier, chosen)))
                    .unwrap_or_else(|| chosen.candidate.value.clone()),
                place: chosen.candidate.place.clone(),
                approximate: chosen.candidate.approximate || look.is_hedged(&chosen.candidate.place),
            });
        }
    }
    proposals
}

/// The attribute for which the value scores best, if it scores enough and no other one as much.
fn best(look: &Look<'_>, candidate: &Candidate, all: &[Candidate]) -> Option<(usize, f32)> {
    let same = look.of_kind(candidate.kind);
    let mut scores: Vec<(usize, f32)> = same
        .iter()
        .filter_map(|index| Some((*index, score(look, candidate, *index, same.len(), all)?)))
        .collect();
    scores.sort_by(|one, other| other.1.total_cmp(&one.1));
    let (attribute, score) = *scores.first()?;
    let runner_up = scores.get(1).map_or(f32::MIN, |other| other.1);
    (score >= ENOUGH && score > runner_up + 0.25).then_some((attribute, score))
}

/// Of two values in the same words, the one that fits better stays.
fn drop_overlapping(look: &Look<'_>, matches: &mut Vec<Match>) {
    let better = |one: &Match, other: &Match| {
        let asked = |candidate: &Match| look.asked == Some(candidate.attribute);
        (asked(one), one.score) > (asked(other), other.score)
    };
    let mut kept: Vec<Match> = Vec::new();
    for one in matches.drain(..) {
        match kept.iter().position(|other| overlap(&other.candidate.place, &one.candidate.place)) {
            Some(at) if better(&one, &kept[at]) => kept[at] = one,
            Some(_) => {}
            None => kept.push(one),
        }
    }
    *matches = kept;
}
