//! Buckets: how one is taken out of a bucket that fills by several rates at once.
//!
//! It is the generic cell rate algorithm. Of each rate one number is kept, its level: the time at which it will be full
//! again. Each one that is taken moves that time on by the rate's interval, and one may be taken as long as it lies no
//! further ahead than the rate's burst allows. So there is nothing to fill and nothing to round twice.
//!
//! What is to be done is told as a condition and a change for each level, not as a new state: a store that makes both in
//! one write never gives more than there is, and two who take at once need not know of each other. This module knows
//! neither store nor clock.

mod plan;
#[cfg(test)]
mod tests;

pub use plan::{Plan, Step, expires_at, level_name, plan};
