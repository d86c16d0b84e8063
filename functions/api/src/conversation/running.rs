//! How many turns this process carries to their end just now: whoever is about to freeze or end the process waits until
//! there are none.

use tokio::sync::watch;

/// The turns that are on their way, counted. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Running(watch::Sender<usize>);

/// One that is on its way, until this is dropped.
#[derive(Debug)]
pub(super) struct UnderWay(watch::Sender<usize>);

impl Default for Running {
    fn default() -> Self {
        Self(watch::Sender::new(0))
    }
}

impl Running {
    /// How many there are now.
    #[must_use]
    pub fn count(&self) -> usize {
        *self.0.borrow()
    }

    /// Returns once there is none. A turn counts from before its request's answer begins.
    pub async fn none(&self) {
        // The sender is `self`, so the channel does not close while this waits.
        let _ = self.0.subscribe().wait_for(|count| *count == 0).await;
    }

    /// One more.
    pub(super) fn begin(&self) -> UnderWay {
        self.0.send_modify(|count| *count += 1);
        UnderWay(self.0.clone())
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.send_modify(|count| *count = count.saturating_sub(1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn none_waits_for_every_turn() {
        let running = Running::default();
        running.none().await;
        let (one, two) = (running.begin(), running.clone().begin());
        assert_eq!(running.count(), 2);
        let waiting = tokio::spawn({
            let running = running.clone();
            async move { running.none().await }
        });
        drop(one);
        tokio::task::yield_now().await;
        assert!(!waiting.is_finished());
        drop(two);
        waiting.await.unwrap();
        assert_eq!(running.count(), 0);
    }
}
