//! When to stop.

use tokio::signal;

/// Comes when somebody presses Ctrl-C or asks the process to end. Requests that are under way are finished.
pub(crate) async fn asked_to_stop() {
    let interrupt = async {
        if signal::ctrl_c().await.is_err() {
            core::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match signal::unix::signal(signal::unix::SignalKind::terminate()) {
            Ok(mut terminate) => {
                terminate.recv().await;
            }
            Err(_) => core::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = core::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
        () = parent_gone() => {}
    }
}

/// Whoever starts the server as a part of something larger can tie it to its own life: with
/// `ANTEROOM_EXIT_WITH_PARENT` set, it ends when its standard input does, which a killed parent closes too.
async fn parent_gone() {
    if std::env::var_os("ANTEROOM_EXIT_WITH_PARENT").is_none() {
        core::future::pending::<()>().await;
    }
    let read_to_end =
        tokio::task::spawn_blocking(|| std::io::copy(&mut std::io::stdin(), &mut std::io::sink()));
    let _ended = read_to_end.await;
}
