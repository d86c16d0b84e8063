//! A transport that answers as it is told, and notes what it was asked.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use aws::{Answer, Caller, Patience, Transport, Unanswered};
use bytes::Bytes;
use serde_json::Value as Json;

/// What becomes of a request.
pub(crate) enum Turn {
    Answer(u16, Json),
    Lost,
    Silence,
}

#[derive(Default)]
pub(crate) struct Scripted {
    turns: Mutex<VecDeque<Turn>>,
    asked: Mutex<Vec<(&'static str, Json)>>,
}

impl Scripted {
    pub(crate) fn new(turns: impl IntoIterator<Item = Turn>) -> Arc<Self> {
        Arc::new(Self { turns: Mutex::new(turns.into_iter().collect()), asked: Mutex::default() })
    }

    /// A caller over it, as patient as over a network.
    pub(crate) fn caller(self: &Arc<Self>) -> Caller {
        Caller::new(Arc::clone(self) as Arc<dyn Transport>, Patience::NETWORK)
    }

    /// What was asked so far.
    pub(crate) fn asked(&self) -> Vec<(&'static str, Json)> {
        self.asked.lock().unwrap().clone()
    }
}

#[async_trait]
impl Transport for Scripted {
    async fn send(&self, operation: &'static str, body: Bytes) -> Result<Answer, Unanswered> {
        self.asked.lock().unwrap().push((operation, serde_json::from_slice(&body).unwrap()));
        let turn = self.turns.lock().unwrap().pop_front().unwrap();
        match turn {
            Turn::Answer(status, body) => {
                Ok(Answer { status, request_id: Some("r-1".to_owned()), body: body.to_string().into() })
            }
            Turn::Lost => Err(Unanswered::NoConnection("the connection was reset".to_owned())),
            Turn::Silence => std::future::pending().await,
        }
    }
}
