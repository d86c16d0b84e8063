//! What the visitor thinks, kept on the turns.

use engine::log::{Entry, EntryBody, Opinion};
use engine::ports::OpinionError;
use shared::wire::{Rating, Thumb};

use crate::bench::Bench;
use crate::sample::{closed_turn, conversation, full_turn, marker, open_turn, outcome};

fn rating(stars: u8) -> Rating {
    Rating { stars, comment: (stars < 3).then(|| "zu langsam \u{1F40C}".to_owned()) }
}

fn judged(mut entry: Entry, thumb: Option<Thumb>, rating: Option<Rating>) -> Entry {
    let EntryBody::Turn(turn) = &mut entry.body else { panic!("not a turn") };
    (turn.thumb, turn.rating) = (thumb, rating);
    entry
}

pub(super) async fn an_opinion_changes_nothing_else(bench: Bench) {
    let conversation = conversation();
    let turn = closed_turn(&conversation, 1, outcome("Hello"));
    bench.append_all(&[turn.clone(), full_turn(&conversation, 2)]).await;

    bench.log.keep_opinion(&conversation, 1, &Opinion::Thumb(Some(Thumb::Up))).await.unwrap();
    bench.log.keep_opinion(&conversation, 1, &Opinion::Rating(rating(2))).await.unwrap();

    let expected = [full_turn(&conversation, 2), judged(turn, Some(Thumb::Up), Some(rating(2)))];
    assert_eq!(bench.log.newest(&conversation, None, 10).await.unwrap(), expected);
}

pub(super) async fn another_replaces_it_and_a_thumb_is_taken_back(bench: Bench) {
    let conversation = conversation();
    let turn = closed_turn(&conversation, 1, outcome("Hello"));
    bench.log.append(&turn, &[]).await.unwrap();
    let opinions = [
        (Opinion::Thumb(None), None, None),
        (Opinion::Thumb(Some(Thumb::Up)), Some(Thumb::Up), None),
        (Opinion::Thumb(Some(Thumb::Down)), Some(Thumb::Down), None),
        (Opinion::Rating(rating(1)), Some(Thumb::Down), Some(rating(1))),
        (Opinion::Rating(rating(5)), Some(Thumb::Down), Some(rating(5))),
        (Opinion::Thumb(None), None, Some(rating(5))),
    ];
    for (opinion, thumb, rating) in opinions {
        bench.log.keep_opinion(&conversation, 1, &opinion).await.unwrap();
        let there = bench.log.newest(&conversation, None, 10).await.unwrap();
        assert_eq!(there, [judged(turn.clone(), thumb, rating)], "{opinion:?}");
    }
}

pub(super) async fn only_a_closed_turn_has_opinions(bench: Bench) {
    let conversation = conversation();
    let entries = [
        open_turn(&conversation, 1, "a"),
        marker(&conversation, 2, EntryBody::Cleared),
        marker(&conversation, 3, EntryBody::Ended),
    ];
    bench.append_all(&entries).await;
    for seq in 0..=4 {
        for opinion in [Opinion::Thumb(Some(Thumb::Up)), Opinion::Thumb(None), Opinion::Rating(rating(5))] {
            let refused = bench.log.keep_opinion(&conversation, seq, &opinion).await;
            assert!(matches!(refused, Err(OpinionError::NotClosed)), "{seq}: {refused:?}");
        }
    }
    assert!(bench.log.newest(&conversation, None, 10).await.unwrap().iter().rev().eq(&entries));
}

pub(super) async fn what_was_forgotten_has_no_opinion(bench: Bench) {
    let conversation = conversation();
    let marker = marker(&conversation, 2, EntryBody::Cleared);
    bench.append_all(&[closed_turn(&conversation, 1, outcome("Hello")), marker.clone()]).await;
    bench.log.forget_before(&conversation, 2).await.unwrap();

    let refused = bench.log.keep_opinion(&conversation, 1, &Opinion::Rating(rating(5))).await;

    assert!(matches!(refused, Err(OpinionError::NotClosed)), "{refused:?}");
    assert_eq!(bench.log.newest(&conversation, None, 10).await.unwrap(), [marker]);
}
