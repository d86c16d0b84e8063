//! What can be wrong before anything runs is told in one line.

use std::fs;
use std::net::TcpListener;
use std::process::Command;

use crate::server::{anteroom, failure, repository};

fn serve(data: &std::path::Path) -> Command {
    let mut command = anteroom();
    command.arg("serve").env("ANTEROOM_DATA", data);
    command
}

#[test]
fn a_port_that_is_taken() {
    let data = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let said = failure(serve(data.path()).env("ANTEROOM_ADDR", &address));
    assert_eq!(
        said,
        format!(
            "anteroom: {address} is taken: stop what listens there, or set ANTEROOM_ADDR to another address\n"
        )
    );
}

#[test]
fn no_folder_of_tenants() {
    let data = tempfile::tempdir().unwrap();
    let said = failure(serve(data.path()).env("ANTEROOM_TENANTS", data.path().join("nowhere")));
    assert!(said.contains("set ANTEROOM_TENANTS") && said.lines().count() == 1, "{said}");
    let said = failure(serve(data.path()).env("ANTEROOM_TENANTS", data.path()));
    assert!(said.contains("no folder in") && said.lines().count() == 1, "{said}");
}

#[test]
fn a_tenant_file_with_mistakes() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("studio")).unwrap();
    let file = folder.path().join("studio/tenant.json");
    let good = fs::read_to_string(repository().join("tenants/studio/tenant.json")).unwrap();
    fs::write(&file, good.replace("\"greeting\"", "\"greting\"")).unwrap();
    let said = failure(serve(folder.path()).env("ANTEROOM_TENANTS", folder.path()));
    assert!(
        said.contains("studio/tenant.json: line ") && said.contains("Did you mean `greeting`?"),
        "{said}"
    );
    let said = failure(anteroom().args(["tenant", "check"]).arg(&file));
    assert!(said.contains("Did you mean `greeting`?"), "{said}");
    fs::write(&file, good).unwrap();
    assert!(anteroom().args(["tenant", "check"]).arg(&file).status().unwrap().success());
}

#[test]
fn a_model_that_cannot_be_reached_at_such_an_address() {
    let data = tempfile::tempdir().unwrap();
    let said = failure(serve(data.path()).env("OPENAI_BASE_URL", "not an address"));
    assert!(said.contains("OPENAI_BASE_URL") && said.lines().count() == 1, "{said}");
}

#[test]
fn transcripts_with_mistakes() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("one.json");
    fs::write(&file, "{\"today\": \"2026-11-21\", \"tenants\": [{\"id\": 1}]}").unwrap();
    let said = failure(anteroom().arg("eval").arg(&file));
    assert!(said.contains("tenants[0].id"), "{said}");
    assert!(failure(anteroom().arg("eval").arg(folder.path().join("two.json"))).contains("two.json"));
}

#[test]
fn transcripts_as_lines() {
    let file = repository().join("prompts/transcripts/studio.json");
    let output = anteroom().args(["eval", "--json"]).arg(&file).output().unwrap();
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    let first: serde_json::Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
    for key in ["tenant", "transcript", "turn", "known", "asked_next", "confidence", "ready", "ms"] {
        assert!(first.get(key).is_some(), "{key} in {first}");
    }
    let output = anteroom().arg("eval").arg(&file).output().unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().contains("precision"));
}
