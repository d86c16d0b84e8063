//! Conversations are apart, whatever their ids.

use engine::ports::LeaseError;

use crate::bench::Bench;
use crate::sample::{lease, named, open_turn, outcome};

pub(super) async fn conversations_do_not_touch(bench: Bench) {
    all_apart(bench, &[("studio", "1"), ("studio", "11"), ("studio", "2"), ("sophie", "1"), ("Studio", "1")])
        .await;
}

/// Ids that would name the same thing if they were only put one after the other.
pub(super) async fn no_id_reaches_into_another_tenant(bench: Bench) {
    all_apart(
        bench,
        &[
            ("a", "b"),
            ("a#C#b", ""),
            ("a", "#C#b"),
            ("a#C#", "b"),
            ("", "a#C#b"),
            ("a%23C%23b", ""),
            ("a", "%23C%23b"),
            ("a", "b#"),
            ("a", "b%23"),
            ("a", "b%2523"),
            ("a", "b TURN#00000000000000000001"),
        ],
    )
    .await;
}

async fn all_apart(bench: Bench, ids: &[(&str, &str)]) {
    let conversations: Vec<_> = ids.iter().map(|(tenant, session)| named(tenant, session)).collect();
    for (number, conversation) in conversations.iter().enumerate() {
        for other in &conversations[number..] {
            assert_eq!(bench.log.newest(other, None, 10).await.unwrap(), [], "{other:?}");
        }
        let holder = format!("holder-{number}");
        bench.append_all(&[open_turn(conversation, 1, &holder), open_turn(conversation, 2, &holder)]).await;
    }

    // Each sees its own, and no other's lease is good for it.
    for (number, conversation) in conversations.iter().enumerate() {
        let holder = format!("holder-{number}");
        let own = [open_turn(conversation, 2, &holder), open_turn(conversation, 1, &holder)];
        assert_eq!(bench.log.newest(conversation, None, 10).await.unwrap(), own);
        for stranger in (0..conversations.len()).filter(|stranger| *stranger != number) {
            let lost = bench
                .log
                .close(conversation, 1, &lease(&format!("holder-{stranger}")), &outcome("Hello"), &[])
                .await;
            assert!(matches!(lost, Err(LeaseError::Lost)), "{lost:?}");
        }
    }

    // What one forgets is there for the others.
    for (number, conversation) in conversations.iter().enumerate() {
        bench.log.forget_before(conversation, 3).await.unwrap();
        assert_eq!(bench.log.newest(conversation, None, 10).await.unwrap(), []);
        for other in &conversations[number + 1..] {
            assert_eq!(bench.log.newest(other, None, 10).await.unwrap().len(), 2, "{other:?}");
        }
    }
}
