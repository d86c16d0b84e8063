//! Patterns over digits, as `build/phones.rs` writes them: digits, `d` for any, `[2-57]`, `|`, `(` and `<a` for groups (the
//! second is kept), `?`, `+`, `{2}`, `{2,3}`, and `$` for the end. They are tried one way after the other, which is quick enough
//! for the few digits of a number.

use core::ops::Range;

/// Where the groups are that are kept, in the order of their names.
pub(super) type Groups = [Option<Range<usize>>; 8];

/// What has to hold of what follows, from this place on.
type Then<'a> = &'a mut dyn FnMut(usize, &mut Groups) -> bool;

/// The groups, if the digits are as the pattern says from first to last.
pub(super) fn is(pattern: &str, digits: &str) -> Option<Groups> {
    let mut groups = Groups::default();
    either(pattern.as_bytes(), digits.as_bytes(), 0, &mut groups, &mut |end, _| end == digits.len())
        .then_some(groups)
}

/// How many digits at the beginning are as the pattern says, with the groups in them.
pub(super) fn begins(pattern: &str, digits: &str) -> Option<(usize, Groups)> {
    let mut groups = Groups::default();
    let mut length = 0;
    let begins = either(pattern.as_bytes(), digits.as_bytes(), 0, &mut groups, &mut |end, _| {
        length = end;
        true
    });
    begins.then_some((length, groups))
}

fn either(pattern: &[u8], digits: &[u8], at: usize, groups: &mut Groups, then: Then<'_>) -> bool {
    let mut rest = pattern;
    loop {
        let end = end_of(rest, b'|');
        if sequence(rest.get(..end).unwrap_or_default(), digits, at, groups, then) {
            return true;
        }
        let Some(next) = rest.get(end + 1..) else { return false };
        rest = next;
    }
}

fn sequence(pattern: &[u8], digits: &[u8], at: usize, groups: &mut Groups, then: Then<'_>) -> bool {
    let Some(first) = pattern.first() else { return then(at, groups) };
    let length = match first {
        b'(' | b'<' => pattern.get(1..).map_or(0, |inner| end_of(inner, b')')) + 2,
        b'[' => pattern.iter().position(|sign| *sign == b']').unwrap_or(pattern.len() - 1) + 1,
        _ => 1,
    };
    let (item, rest) = pattern.split_at_checked(length).unwrap_or((pattern, &[]));
    let (times, rest) = times(rest);
    repeated(item, times, rest, digits, at, groups, then)
}

fn repeated(
    item: &[u8],
    (least, most): (usize, usize),
    rest: &[u8],
    digits: &[u8],
    at: usize,
    groups: &mut Groups,
    then: Then<'_>,
) -> bool {
    let again = most > 0
        && once(item, digits, at, groups, &mut |end, groups| {
            repeated(item, (least.saturating_sub(1), most - 1), rest, digits, end, groups, then)
        });
    again || (least == 0 && sequence(rest, digits, at, groups, then))
}

fn once(item: &[u8], digits: &[u8], at: usize, groups: &mut Groups, then: Then<'_>) -> bool {
    match item {
        [b'(', inner @ .., b')'] => either(inner, digits, at, groups, then),
        [b'<', name, inner @ .., b')'] => {
            let place = usize::from(name.wrapping_sub(b'a'));
            either(inner, digits, at, groups, &mut |end, groups| {
                let before = groups.get_mut(place).and_then(|group| group.replace(at..end));
                let fits = then(end, groups);
                if !fits && let Some(group) = groups.get_mut(place) {
                    *group = before;
                }
                fits
            })
        }
        [b'$'] => at == digits.len() && then(at, groups),
        _ => digits.get(at).is_some_and(|digit| has(item, *digit)) && then(at + 1, groups),
    }
}

/// Whether the digit is of the class, or the very one.
fn has(item: &[u8], digit: u8) -> bool {
    let [b'[', class @ .., b']'] = item else { return item == b"d" || item == [digit] };
    class.contains(&digit)
        || class.windows(3).any(|range| range[1] == b'-' && range[0] <= digit && digit <= range[2])
}

/// How often what stands before may come, and what is left after that.
fn times(pattern: &[u8]) -> ((usize, usize), &[u8]) {
    match pattern {
        [b'?', rest @ ..] => ((0, 1), rest),
        [b'+', rest @ ..] => ((1, usize::MAX), rest),
        [b'{', rest @ ..] => {
            let end = rest.iter().position(|sign| *sign == b'}').unwrap_or(rest.len());
            let (range, rest) =
                (rest.get(..end).unwrap_or_default(), rest.get(end + 1..).unwrap_or_default());
            let mut bounds = range.split(|sign| *sign == b',').map(number);
            let least = bounds.next().unwrap_or_default();
            ((least, bounds.next().unwrap_or(least)), rest)
        }
        rest => ((1, 1), rest),
    }
}

fn number(digits: &[u8]) -> usize {
    digits.iter().fold(0, |number, digit| number * 10 + usize::from(digit.wrapping_sub(b'0')))
}

/// Where the sign stands that belongs to no group in there; the length where it does not.
fn end_of(pattern: &[u8], sign: u8) -> usize {
    let mut depth = 0_usize;
    let end = pattern.iter().position(|one| match one {
        _ if depth == 0 && *one == sign => true,
        b'(' | b'<' => {
            depth += 1;
            false
        }
        b')' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => false,
    });
    end.unwrap_or(pattern.len())
}
