//! What the store has acknowledged is there after its process was killed in the middle of writing.
//!
//! A test with a `main` of its own: started with the word `storm` and a folder, the same binary is the process that
//! gets killed.
#![expect(clippy::unwrap_used, clippy::panic, reason = "the whole program is a test")]

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use aws::dynamodb::{AttributeValue, Client, KeyType, ScalarAttributeType};
use embedded::EmbeddedStore;

const TABLE: &str = "notes";
/// How many write at once.
const WRITERS: usize = 8;
/// How often a process is killed and the next one goes on.
const ROUNDS: usize = 4;
/// How many writes are acknowledged before the process is killed; more come while it dies.
const ENOUGH: usize = 250;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    match arguments.get(1..) {
        Some([word, folder, round]) if word == "storm" => runtime.block_on(storm(Path::new(folder), round)),
        // cargo-nextest asks every test program for the names of its tests, then of its ignored ones.
        Some([word, ..]) if word == "--list" => {
            if !arguments.contains(&"--ignored".to_owned()) {
                println!("what_was_acknowledged_survives: test");
            }
        }
        _ => runtime.block_on(what_was_acknowledged_survives()),
    }
}

/// Writes as fast as it can, and says on its standard output what has been acknowledged, until it is killed.
async fn storm(folder: &Path, round: &str) {
    let client = EmbeddedStore::open(folder).await.unwrap().client();
    if client.describe_table(TABLE).await.is_err() {
        create_table(&client).await;
    }
    let mut writers = tokio::task::JoinSet::new();
    for writer in 0..WRITERS {
        let (client, round) = (client.clone(), round.to_owned());
        writers.spawn(async move {
            for number in 0.. {
                let id = format!("{round}-{writer}-{number}");
                client
                    .put_item()
                    .table_name(TABLE)
                    .item("id", AttributeValue::S(id.clone()))
                    .item("text", AttributeValue::S(text(&id)))
                    .send()
                    .await
                    .unwrap();
                println!("{id}");
            }
        });
    }
    writers.join_all().await;
}

async fn what_was_acknowledged_survives() {
    let folder = tempfile::tempdir().unwrap();
    let mut acknowledged = Vec::new();
    for round in 0..ROUNDS {
        let (mut victim, output) = Victim::start(folder.path(), round);
        let mut lines = BufReader::new(output).lines();
        let before = lines.by_ref().take(ENOUGH).map(Result::unwrap);
        acknowledged.extend(before);
        victim.kill();
        // What it had still said when it died.
        acknowledged.extend(lines.map(Result::unwrap));
        assert!(acknowledged.len() >= ENOUGH * (round + 1), "the process ended before it was killed");

        // The folder is free at once, and everything of this round and the earlier ones is in it.
        let store = EmbeddedStore::open(folder.path()).await.unwrap();
        for id in &acknowledged {
            assert_eq!(read(&store.client(), id).await.as_deref(), Some(text(id).as_str()), "{id} is lost");
        }
        let held = store.client();
        drop((store, held));
        wait_until_free(folder.path()).await;
    }
    println!("{} writes acknowledged, {ROUNDS} processes killed, nothing lost", acknowledged.len());
}

/// The sweep that runs when a store is opened may hold it a moment longer than its owner does.
async fn wait_until_free(folder: &Path) {
    let free = async {
        while EmbeddedStore::open(folder).await.is_err() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(60), free).await.unwrap();
}

/// The process that gets killed, whatever becomes of the test.
struct Victim(Child);

impl Victim {
    fn start(folder: &Path, round: usize) -> (Self, ChildStdout) {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .arg("storm")
            .arg(folder)
            .arg(round.to_string())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let output = child.stdout.take().unwrap();
        (Self(child), output)
    }

    fn kill(&mut self) {
        self.0.kill().unwrap();
        let status = self.0.wait().unwrap();
        #[cfg(unix)]
        assert_eq!(std::os::unix::process::ExitStatusExt::signal(&status), Some(9), "{status}");
        assert!(!status.success());
    }
}

impl Drop for Victim {
    fn drop(&mut self) {
        // Fails where it is dead already, which is what is wanted.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// More than a page of the engine's file.
fn text(id: &str) -> String {
    id.repeat(1_000)
}

async fn read(client: &Client, id: &str) -> Option<String> {
    let got =
        client.get_item().table_name(TABLE).key("id", AttributeValue::S(id.into())).send().await.unwrap();
    got.item.map(|mut item| match item.remove("text") {
        Some(AttributeValue::S(text)) => text,
        other => panic!("{id}: not a text: {other:?}"),
    })
}

async fn create_table(client: &Client) {
    client.create_table(TABLE).key("id", KeyType::Hash, ScalarAttributeType::S).send().await.unwrap();
}
