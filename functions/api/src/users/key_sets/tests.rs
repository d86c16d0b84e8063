use core::sync::atomic::{AtomicUsize, Ordering};

use futures_util::future::{join, poll_immediate};
use tokio::sync::Semaphore;

use super::*;

/// An address that answers when it may, and how often it was asked.
struct Slow {
    asked: AtomicUsize,
    may_answer: Semaphore,
}

#[async_trait]
impl FetchKeySet for Slow {
    async fn fetch(&self, _: &str) -> Result<Vec<u8>, KeySetError> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        self.may_answer.acquire().await.unwrap().forget();
        Ok(br#"{"keys":[]}"#.to_vec())
    }
}

#[tokio::test]
async fn whoever_goes_away_cannot_have_the_tenant_called_at_will() {
    let slow = Arc::new(Slow { asked: AtomicUsize::new(0), may_answer: Semaphore::new(0) });
    let sets = KeySets::new(slow.clone());
    let now: Timestamp = "2026-11-21T12:00:00Z".parse().unwrap();
    let ask = || sets.key("https://studio.example/jwks.json", Some("made-up"), now);
    for _ in 0..3 {
        assert!(poll_immediate(ask()).await.is_none());
        tokio::task::yield_now().await;
    }
    assert_eq!(slow.asked.load(Ordering::Relaxed), 1);
    // Whoever stays gets the answer that somebody else has asked for.
    let (answer, ()) = join(ask(), async { slow.may_answer.add_permits(1) }).await;
    assert!(matches!(answer, Ok(None)));
    assert_eq!(slow.asked.load(Ordering::Relaxed), 1, "once a minute, whoever asks");
}
