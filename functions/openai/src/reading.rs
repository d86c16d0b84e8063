//! An answer that has begun, read to its end as the port's stream. Dropping the stream closes the connection.

use core::time::Duration;

use bytes::Bytes;
use engine::ports::{ModelError, ModelEvent, ModelStream};
use futures_util::stream::{self, BoxStream, Stream, StreamExt};
use secrecy::SecretString;
use sse_stream::SseByteStream;
use tokio::time::{Instant, timeout_at};

use crate::answer::Answer;
use crate::attempt::{Begun, Format};

/// The most bytes of an answer. A token costs about 400 bytes on the wire, so that this is some ten thousand of them;
/// a line that never ends is given up here.
const MOST_BYTES: usize = 4 * 1024 * 1024;

/// How long the usage is waited for once the call is whole.
const LAST_WORDS: Duration = Duration::from_secs(2);

/// The answer as the port's stream.
pub(crate) fn stream(
    begun: Begun,
    key: Option<SecretString>,
    function: String,
    deadline: Instant,
    time_out: Duration,
) -> ModelStream {
    let answer = Answer::new(function, key);
    let format = begun.format;
    let bytes = bounded(begun);
    match format {
        Format::Events => {
            let reading = Reading { events: SseByteStream::new(bytes), answer, deadline, time_out };
            Box::pin(stream::unfold(Some(reading), |reading| async {
                let mut reading = reading?;
                let item = reading.next().await;
                let more = matches!(item, Ok(ModelEvent::Arguments(_)));
                Some((item, more.then_some(reading)))
            }))
        }
        Format::Json => {
            let items = whole(bytes, answer, deadline, time_out);
            Box::pin(stream::once(items).flat_map(|items| match items {
                Ok((arguments, finished)) => {
                    stream::iter(vec![Ok(ModelEvent::Arguments(arguments)), Ok(finished)])
                }
                Err(error) => stream::iter(vec![Err(error)]),
            }))
        }
    }
}

/// Why no more bytes come.
#[derive(Debug, thiserror::Error)]
enum Broken {
    #[error("the connection broke")]
    Cut,
    #[error("longer than {MOST_BYTES} bytes")]
    Endless,
}

impl From<&Broken> for ModelError {
    fn from(broken: &Broken) -> Self {
        match broken {
            Broken::Cut => Self::Cut,
            Broken::Endless => Self::Malformed(broken.to_string()),
        }
    }
}

/// All bytes of the answer, up to the bound.
fn bounded(begun: Begun) -> BoxStream<'static, Result<Bytes, Broken>> {
    let rest = begun.rest.bytes_stream().map(|bytes| bytes.map_err(|_| Broken::Cut));
    stream::iter([Ok(begun.first)])
        .chain(rest)
        .scan(0, |total: &mut usize, bytes| {
            *total += bytes.as_ref().map_or(0, Bytes::len);
            let bytes = if *total > MOST_BYTES { Err(Broken::Endless) } else { bytes };
            core::future::ready(Some(bytes))
        })
        .boxed()
}

/// A stream of events, being read.
struct Reading<S: Stream<Item = Result<Bytes, Broken>> + Unpin> {
    events: SseByteStream<S>,
    answer: Answer,
    deadline: Instant,
    time_out: Duration,
}

impl<S: Stream<Item = Result<Bytes, Broken>> + Unpin> Reading<S> {
    async fn next(&mut self) -> Result<ModelEvent, ModelError> {
        loop {
            let event = match timeout_at(self.deadline, self.events.next()).await {
                Err(_) => return self.answer.end(ModelError::Timeout(self.time_out)),
                Ok(None) => return self.answer.end(ModelError::Cut),
                Ok(Some(Err(error))) => return self.answer.end(named(&error)),
                Ok(Some(Ok(event))) => event,
            };
            let Some(data) = event.data else { continue };
            if data.trim() == "[DONE]" {
                return self.answer.done();
            }
            let added = match self.answer.read(&data) {
                Ok(added) => added,
                Err(error) => return self.answer.end(error),
            };
            if self.answer.is_whole() {
                self.deadline = self.deadline.min(Instant::now() + LAST_WORDS);
            }
            if !added.is_empty() {
                return Ok(ModelEvent::Arguments(added));
            }
        }
    }
}

fn named(error: &sse_stream::Error) -> ModelError {
    match error {
        sse_stream::Error::Body(inner) => {
            inner.downcast_ref::<Broken>().map_or(ModelError::Cut, ModelError::from)
        }
        other => ModelError::Malformed(other.to_string()),
    }
}

/// Reads a whole completion.
async fn whole(
    mut bytes: BoxStream<'static, Result<Bytes, Broken>>,
    mut answer: Answer,
    deadline: Instant,
    time_out: Duration,
) -> Result<(String, ModelEvent), ModelError> {
    let mut body = Vec::new();
    loop {
        match timeout_at(deadline, bytes.next()).await {
            Err(_) => return Err(ModelError::Timeout(time_out)),
            Ok(None) => break,
            Ok(Some(Err(broken))) => return Err(ModelError::from(&broken)),
            Ok(Some(Ok(bytes))) => body.extend_from_slice(&bytes),
        }
    }
    let text = String::from_utf8(body).map_err(|_| ModelError::Malformed("not UTF-8".to_owned()))?;
    let arguments = answer.read(&text)?;
    Ok((arguments, answer.done()?))
}
