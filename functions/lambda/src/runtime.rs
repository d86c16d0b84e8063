//! Around one invocation: counts that it was answered, and does not let an answer that nobody takes end the process.

use std::task::{Context, Poll};

use lambda_http::Error;
use lambda_http::lambda_runtime::LambdaInvocation;
use lambda_http::tower::{Layer, Service};
use tokio::sync::watch;

/// How many invocations were answered.
#[derive(Clone)]
pub(crate) struct Answered(watch::Sender<u64>);

impl Answered {
    /// None yet.
    pub(crate) fn none() -> (Self, watch::Receiver<u64>) {
        let (sender, receiver) = watch::channel(0);
        (Self(sender), receiver)
    }
}

/// Counts even where the invocation ends in a panic.
struct OneMore(watch::Sender<u64>);

impl Drop for OneMore {
    fn drop(&mut self) {
        self.0.send_modify(|count| *count += 1);
    }
}

impl<Inner> Layer<Inner> for Answered {
    type Service = Answering<Inner>;

    fn layer(&self, inner: Inner) -> Self::Service {
        Answering { inner, answered: self.0.clone() }
    }
}

/// An invocation's service, counted.
#[derive(Clone)]
pub(crate) struct Answering<Inner> {
    inner: Inner,
    answered: watch::Sender<u64>,
}

impl<Inner> Service<LambdaInvocation> for Answering<Inner>
where
    Inner: Service<LambdaInvocation, Response = (), Error = Error>,
    Inner::Future: 'static,
{
    type Response = ();
    type Error = Error;
    type Future = core::pin::Pin<Box<dyn Future<Output = Result<(), Error>>>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, invocation: LambdaInvocation) -> Self::Future {
        let one_more = OneMore(self.answered.clone());
        let answering = self.inner.call(invocation);
        Box::pin(async move {
            // An answer that could not be handed over was given up by whoever asked. The runtime would end the process
            // for it, and with it every turn that is running.
            if let Err(error) = answering.await {
                tracing::warn!(%error, "an answer was not taken");
            }
            drop(one_more);
            Ok(())
        })
    }
}
