//! Days and spans of days.

mod calendar;
mod day;
mod moment;
mod naming;
mod near;
mod numeric;
mod part;
mod period;
mod words;

use shared::value::DateRange;

use self::moment::{Moment, Moments};
use self::words::Edge;
use super::reader::Reader;
use super::{Context, Found, lexicon, noise};

/// Days and spans of days, in the order of the text. A day of the past without a year is never found; one with its year
/// is. Not evident are days named in passing: "today", "this year", the present month, a year alone.
#[must_use]
pub fn find_dates(text: &str, context: &Context<'_>) -> Vec<Found<DateRange>> {
    let mut reader = Reader::new(text, context);
    noise::take_addresses(&mut reader, context);
    read(&reader, context)
}

/// As [`find_dates`], of a message whose addresses are marked already.
pub(super) fn read(reader: &Reader<'_>, context: &Context<'_>) -> Vec<Found<DateRange>> {
    let month_first = context.country.eq_ignore_ascii_case("US");
    let moments = Moments { reader, today: context.today, month_first };
    let mut found = Vec::new();
    let (mut place, mut floor) = (0, 0);
    while place < reader.tokens.len() {
        let Some(moment) = between(&moments, place).or_else(|| joined(&moments, place)) else {
            place += 1;
            continue;
        };
        place = moment.end.max(place + 1);
        if let Some((day, end)) = framed(reader, &moment, floor) {
            place = end.max(place);
            found.push(day);
        }
        floor = place;
    }
    found
}

/// "between 1 and 15 May", "zwischen Mai und Juli", "entre el 1 y el 15 de mayo".
fn between(moments: &Moments<'_>, place: usize) -> Option<Moment> {
    let tokens = &moments.reader.tokens;
    let middle: &[&str] = match tokens.word(place) {
        "between" | "betwen" => &["and", "to", "&", "-"],
        "zwischen" => &["und", "bis", "-"],
        "entre" => &["y", "e", "a"],
        _ => return None,
    };
    pair(moments, place, place + 1, &|at| middle.contains(&tokens.word(at)).then_some(1))
}

/// "3 to 7 June", "1.-15. Mai", "March or April", "May 1-15"; or one moment alone.
fn joined(moments: &Moments<'_>, place: usize) -> Option<Moment> {
    pair(moments, place, place, &|at| connector(moments, at)).or_else(|| moments.at(place))
}

fn connector(moments: &Moments<'_>, place: usize) -> Option<usize> {
    const TO: &[(&str, ())] = &[
        ("to", ()),
        ("until", ()),
        ("till", ()),
        ("til", ()),
        ("through", ()),
        ("thru", ()),
        ("-", ()),
        ("/", ()),
        ("or", ()),
        ("or maybe", ()),
        ("bis", ()),
        ("bis zum", ()),
        ("oder", ()),
        ("al", ()),
        ("a", ()),
        ("hasta", ()),
        ("hasta el", ()),
        ("o", ()),
        ("ate", ()),
        ("ou", ()),
    ];
    moments.reader.tokens.phrase(place, TO).map(|((), length)| length)
}

/// Two ends of a span; the first may be a bare day of the second's month, and the other way round.
fn pair(
    moments: &Moments<'_>,
    start: usize,
    place: usize,
    connector: &dyn Fn(usize) -> Option<usize>,
) -> Option<Moment> {
    let tokens = &moments.reader.tokens;
    let article =
        |at: usize| usize::from(matches!(tokens.word(at), "the" | "el" | "den" | "dem" | "dia" | "o"));
    // A bare day, then a day with its month: "1 to 15 May".
    let first_day = place + article(place);
    if let Some((day, after)) = moments.day_number(first_day)
        && let Some(length) = connector(after)
        && let Some(second) = moments.at(after + length).filter(|second| second.has_day)
        && tokens.digits(first_day).is_some()
        && let Some(first) = calendar::day(second.from.year(), second.from.month(), day)
        && first < second.from
    {
        return Some(Moment { from: first, start, is_pair: true, ..second });
    }
    let first = moments.at(place)?;
    let length = connector(first.end)?;
    let at = first.end + length;
    if let Some(second) = moments.at(at) {
        return ordered(start, first, second);
    }
    // "May 1-15": a bare day after a day with its month.
    let (day, end) = moments.day_number(at + article(at)).filter(|_| first.has_day)?;
    let counted = moments.reader.counts_a_thing(end);
    let to = calendar::day(first.from.year(), first.from.month(), day)
        .filter(|to| *to > first.from && !counted)?;
    Some(Moment { to, start, end, is_pair: true, ..first })
}

/// The span between two moments, with the years that are not said chosen so that it runs forward.
fn ordered(start: usize, first: Moment, mut second: Moment) -> Option<Moment> {
    let mut from = first.from;
    if second.has_year && !first.has_year {
        let years = i64::from(second.to.year() - from.year());
        from = calendar::years_later(from, years)?;
        if from > second.to {
            from = calendar::years_later(from, -1)?;
        }
    } else if second.to < from && !second.has_year {
        second.to = calendar::years_later(second.to, 1)?;
    }
    let (from, to) = if from <= second.to { (from, second.to) } else { (second.from, first.to) };
    Some(Moment {
        from,
        to,
        start,
        has_day: false,
        is_pair: true,
        rough: first.rough || second.rough,
        evident: first.evident || second.evident,
        ..second
    })
}

/// Adds what is said around the moment; nothing where it is over ("last Friday"). Also the place after it.
fn framed(reader: &Reader<'_>, moment: &Moment, floor: usize) -> Option<(Found<DateRange>, usize)> {
    let tokens = &reader.tokens;
    let (mut start, mut end) = (moment.start, moment.end);
    let mut edge = None;
    let mut rough = moment.rough;
    for _ in 0..4 {
        let longest =
            tokens.phrase_before(start, words::EDGES).filter(|&(_, length)| start - length >= floor);
        let Some((said, length)) = longest else { break };
        match said {
            Edge::Past => return None,
            Edge::Roughly => rough = true,
            Edge::On => {}
            Edge::From | Edge::Start | Edge::After | Edge::By => {
                edge.get_or_insert(said);
            }
        }
        start -= length;
    }
    if let Some((said, length)) = tokens.phrase(end, words::EDGES_AFTER) {
        let counts = said == Edge::On && edge != Some(Edge::From);
        match said {
            Edge::Past => return None,
            Edge::Roughly => rough = true,
            Edge::From | Edge::By => {
                edge.get_or_insert(said);
            }
            _ => {}
        }
        end += if counts { 0 } else { length };
    }
    let is_span = moment.from != moment.to;
    let (from, to) = match edge {
        // "from 3 to 7 June": the words only open the span.
        // "for 5 days from 3 June" says when it starts.
        Some(Edge::From) if !is_span && follows_length(reader, start) => (Some(moment.from), Some(moment.to)),
        Some(Edge::Start) if is_span && !moment.is_pair => (Some(moment.from), None),
        Some(Edge::From) if !moment.is_pair => (Some(moment.from), None),
        Some(Edge::After) if is_span => (Some(moment.to.tomorrow().ok()?), None),
        Some(Edge::After) => (Some(moment.from), None),
        _ => (Some(moment.from), Some(moment.to)),
    };
    let value = DateRange { from: from.map(|day| day.to_string()), to: to.map(|day| day.to_string()) };
    Some((Found { span: tokens.span(start, end), value, approximate: rough, evident: moment.evident }, end))
}

/// Whether a unit of time stands just before the place.
fn follows_length(reader: &Reader<'_>, place: usize) -> bool {
    place.checked_sub(1).is_some_and(|before| lexicon::unit(reader.tokens.word(before)).is_some())
}
