//! A tenant that publishes its keys.

use std::sync::{Arc, Mutex};

use api::{FetchKeySet, KeySetError};
use async_trait::async_trait;
use serde_json::Value as Json;

type Body = Result<Vec<u8>, KeySetError>;

/// What stands at the address of the key set now, and how often it was asked for.
#[derive(Clone)]
pub(crate) struct Publisher(Arc<Mutex<(Body, usize)>>);

impl Default for Publisher {
    fn default() -> Self {
        Self(Arc::new(Mutex::new((Err(KeySetError("nothing yet".to_owned())), 0))))
    }
}

impl Publisher {
    pub(crate) fn publish(&self, set: &Json) {
        self.answer(Ok(set.to_string().into_bytes()));
    }

    pub(crate) fn answer(&self, body: Body) {
        self.0.lock().unwrap().0 = body;
    }

    pub(crate) fn asked(&self) -> usize {
        self.0.lock().unwrap().1
    }

    /// What is no key set.
    pub(crate) fn broken(&self) -> [(&'static str, Body); 6] {
        [
            ("no connection", Err(KeySetError("no connection".to_owned()))),
            ("nothing", Ok(Vec::new())),
            ("a page", Ok(b"<!doctype html>".to_vec())),
            ("another JSON", Ok(b"[]".to_vec())),
            ("no list of keys", Ok(br#"{"keys":{"kid":"old"}}"#.to_vec())),
            ("far too much", Ok([br#"{"keys":[]"#.as_slice(), &[b' '; 70_000], b"}"].concat())),
        ]
    }
}

impl From<Publisher> for Arc<dyn FetchKeySet> {
    fn from(publisher: Publisher) -> Self {
        Arc::new(publisher)
    }
}

#[async_trait]
impl FetchKeySet for Publisher {
    async fn fetch(&self, url: &str) -> Body {
        assert_eq!(url, "https://studio.example/jwks.json");
        let mut answer = self.0.lock().unwrap();
        answer.1 += 1;
        answer.0.clone()
    }
}
