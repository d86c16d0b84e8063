//! What the README says to paste works as pasted.

use std::process::Command;

use crate::server::{Server, repository};

#[tokio::test(flavor = "multi_thread")]
async fn the_api_in_a_minute() {
    let readme = std::fs::read_to_string(repository().join("README.md")).unwrap();
    let script = readme.split("```sh\n").find(|block| block.starts_with("HOST=")).unwrap();
    let script = script.split("```").next().unwrap();
    let data = tempfile::tempdir().unwrap();
    let server = Server::start(data.path(), |_| {});
    let script = script.replace("http://127.0.0.1:8787", &server.origin);
    let output =
        tokio::task::spawn_blocking(move || Command::new("sh").args(["-euc", &script]).output().unwrap())
            .await
            .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{said}");
    assert!(said.contains("\"value\":\"online_shop\""), "{said}");
    assert!(said.contains("event: accepted") && said.contains("event: done"), "{said}");
    assert!(said.contains("\"value\":\"ana@candles.example\""), "{said}");
    let history = said.lines().last().unwrap();
    assert_eq!(history.matches("\"author\":\"user\"").count(), 2, "{said}");
}
