//! `anteroom records`, against a server that runs.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value as Json, json};

use crate::server::{Server, anteroom, repository};

/// The demo's studio, which keeps records, in a folder of its own.
fn start(data: &Path) -> Server {
    let text = fs::read_to_string(repository().join("tenants/studio/tenant.json")).unwrap();
    let mut tenant: Json = serde_json::from_str(&text).unwrap();
    tenant["records"] = json!({ "types": [{
        "key": "task", "one": "task", "many": "tasks", "id_prefix": "TSK",
        "fields": [
            { "key": "title", "kind": "text", "required": true },
            { "key": "due", "kind": "date" },
            { "key": "points", "kind": "number" },
            { "key": "budget", "kind": "money" },
            { "key": "tags", "kind": "list", "choices": [{ "value": "red" }, { "value": "blue" }] },
        ],
        "status": { "values": [{ "value": "open" }, { "value": "done" }], "initial": "open" },
        "display": { "title": "title" }, "search": ["title"],
        "permissions": [{ "roles": ["*"], "actions": ["find"] }],
    }] });
    fs::create_dir_all(data.join("tenants/studio")).unwrap();
    fs::write(data.join("tenants/studio/tenant.json"), tenant.to_string()).unwrap();
    Server::start(data, |command| {
        command.env("ANTEROOM_TENANTS", data.join("tenants"));
    })
}

/// What the command says, without blocking the tests' own runtime: it talks to the server.
async fn runs(server: &Server, data: &Path, words: &[&str]) -> Output {
    let mut command: Command = anteroom();
    command.env_remove("ANTEROOM_TOKEN_KEYS").env_remove("ANTEROOM_ADMIN_TOKEN").env_remove("ANTEROOM_URL");
    command.arg("records").args(words).args(["--tenant", "studio", "--url", &server.origin]);
    command.env("ANTEROOM_DATA", data).stdin(std::process::Stdio::null());
    tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap()
}

async fn prints(server: &Server, data: &Path, words: &[&str]) -> String {
    let output = runs(server, data, words).await;
    assert!(output.status.success(), "{words:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_is_imported_mended_listed_and_given_out_again() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let server = start(data);
    let file = data.join("tasks.csv");
    let path = file.to_str().unwrap();
    let bad = "id,title,due,points,tags,budget\nTSK-2,\"Pour, and wait\",2027-01-11,3,red; blue,20k €\nTSK-1,Send,someday,,,\n,Call,,2,blue,\n";
    fs::write(&file, bad).unwrap();
    let output = runs(&server, data, &["import", "task", path]).await;
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("tasks.csv:3:3: due: "), "{said}");
    let counted = |output: &str| output.trim().to_owned();
    assert_eq!(
        counted(&String::from_utf8(output.stdout).unwrap()),
        "2 created, 0 replaced, 0 unchanged, 1 mistakes"
    );

    // Mended; what was written already is not written again.
    fs::write(&file, bad.replace("someday", "2027-02-01")).unwrap();
    let mended = prints(&server, data, &["import", "task", path]).await;
    assert_eq!(counted(&mended), "1 created, 0 replaced, 2 unchanged, 0 mistakes");

    let listed =
        prints(&server, data, &["list", "task", "--where", "tags=blue", "--where", "points.max=3"]).await;
    let ids: Vec<Json> =
        listed.lines().map(|line| serde_json::from_str::<Json>(line).unwrap()["id"].clone()).collect();
    // The row without an id got the number after the highest.
    assert_eq!(ids, ["TSK-2", "TSK-3"]);

    // What is given out is taken again, as either.
    for (format, name) in [("csv", "out.csv"), ("jsonl", "out.jsonl")] {
        let out = prints(&server, data, &["export", "task", "--format", format]).await;
        let file = data.join(name);
        fs::write(&file, &out).unwrap();
        let again = prints(&server, data, &["import", "task", file.to_str().unwrap()]).await;
        assert_eq!(counted(&again), "0 created, 0 replaced, 3 unchanged, 0 mistakes", "{out}");
    }
    assert!(server.stop());
}

#[tokio::test(flavor = "multi_thread")]
async fn one_record_is_put_shown_and_deleted_by_its_version() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let server = start(data);
    let file = data.join("task.json");
    let put = async |title: &str, more: &[&str]| {
        fs::write(&file, json!({ "fields": { "title": title } }).to_string()).unwrap();
        runs(&server, data, &[&["put", "task", "TSK-9", "--file", file.to_str().unwrap()], more].concat())
            .await
    };
    assert!(put("first", &[]).await.status.success());
    assert!(put("second", &["--version", "1"]).await.status.success());
    let stale = put("third", &["--version", "1"]).await;
    let said = String::from_utf8(stale.stderr).unwrap();
    assert!(!stale.status.success() && said.contains("412") && said.contains("record_changed"), "{said}");
    let shown: Json = serde_json::from_str(&prints(&server, data, &["get", "task", "TSK-9"]).await).unwrap();
    assert_eq!(
        (&shown["record"]["version"], &shown["record"]["fields"]["title"]),
        (&json!(2), &json!("second"))
    );
    assert_eq!(shown["history"].as_array().unwrap().len(), 2);
    assert!(!runs(&server, data, &["delete", "task", "TSK-9", "--version", "1"]).await.status.success());
    prints(&server, data, &["delete", "task", "TSK-9"]).await;
    assert!(!runs(&server, data, &["get", "task", "TSK-9"]).await.status.success());
    assert_eq!(prints(&server, data, &["list", "task"]).await, "");
    assert!(server.stop());
}
