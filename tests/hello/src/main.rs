//! The least that a function with streaming can be: what `cargo xtask bench cold` measures the API beside.

use lambda_http::http::Response;
use lambda_http::{Error, Request, run_with_streaming_response, service_fn};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let hello = |_: Request| async { Ok::<_, Error>(Response::new("hello".to_owned())) };
    run_with_streaming_response(service_fn(hello)).await
}
