//! The words of the calendar, folded, in all languages together: data only. The tables of phrases are short and are
//! looked through in full, the longest match wins.

mod edges;
mod names;
mod near;
mod periods;

pub(super) use edges::{EDGES, EDGES_AFTER, Edge};
pub(super) use names::{
    LONG_MONTHS, MONTHS, NAMES, NOT_MISTYPED, ORDINALS, SHORT_WEEKDAYS, WEAK_MONTHS, WEEKDAYS,
};
pub(super) use near::{AT_ONCE, NEAR_DAYS};
pub(super) use periods::{FEASTS, NEXT_AFTER, PARTS, PERIODS, Part, Period, SEASONS, WHICH, Which};
