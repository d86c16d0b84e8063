//! Reserving of a day's budget.

use std::sync::Arc;

use engine::ports::Budget;
use futures_util::future::join_all;
use jiff::civil::date;

use super::Bench;

const TODAY: jiff::civil::Date = date(2026, 11, 21);

pub(super) async fn what_is_left_is_given_and_no_more(bench: Bench) {
    let limits = bench.limits();
    let mut given = Vec::new();
    for wanted in [20, 20, 20, 20, 1] {
        given.push(limits.reserve("studio", TODAY, Budget::Messages, wanted, 50).await.unwrap());
    }
    assert_eq!(given, [20, 20, 10, 0, 0]);
    assert_eq!(limits.reserve("crm", TODAY, Budget::Messages, 20, 7).await.unwrap(), 7);
}

pub(super) async fn days_and_budgets_and_tenants_do_not_touch(bench: Bench) {
    let limits = bench.limits();
    for (tenant, day, budget) in [
        ("studio", TODAY, Budget::Messages),
        ("studio", TODAY, Budget::Tokens),
        ("studio", date(2026, 11, 22), Budget::Messages),
        ("crm", TODAY, Budget::Messages),
        ("studio#D#2026-11-21", TODAY, Budget::Messages),
    ] {
        assert_eq!(limits.reserve(tenant, day, budget, 3, 3).await.unwrap(), 3, "{tenant} {day} {budget:?}");
        assert_eq!(limits.reserve(tenant, day, budget, 3, 3).await.unwrap(), 0, "{tenant} {day} {budget:?}");
    }
}

pub(super) async fn a_lower_limit_gives_nothing_more(bench: Bench) {
    let limits = bench.limits();
    assert_eq!(limits.reserve("studio", TODAY, Budget::Tokens, 900, 1_000).await.unwrap(), 900);
    assert_eq!(limits.reserve("studio", TODAY, Budget::Tokens, 100, 500).await.unwrap(), 0);
    assert_eq!(limits.reserve("studio", TODAY, Budget::Tokens, 200, 1_000).await.unwrap(), 100);
}

pub(super) async fn two_hundred_at_once_get_the_days_limit(bench: Bench) {
    let reserving = (0..200).map(|number| {
        let limits = Arc::clone(&bench.processes[number % 4]);
        tokio::spawn(async move { limits.reserve("studio", TODAY, Budget::Messages, 7, 333).await.unwrap() })
    });
    let given: Vec<u64> = join_all(reserving).await.into_iter().map(Result::unwrap).collect();
    assert_eq!(given.iter().sum::<u64>(), 333);
    // 47 whole slices, and the rest of 4.
    assert_eq!(given.iter().filter(|given| **given > 0).count(), 48);
}
