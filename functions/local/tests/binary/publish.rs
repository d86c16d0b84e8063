//! `anteroom tenant publish` and `check`: what they do, and every mistake in the files.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::server::{anteroom, repository};

fn tenant(folder: &Path, files: &[(&str, &str)]) {
    fs::create_dir_all(folder.join("knowledge/more")).unwrap();
    let studio = fs::read_to_string(repository().join("tenants/studio/tenant.json")).unwrap();
    let mut studio: serde_json::Value = serde_json::from_str(&studio).unwrap();
    studio["knowledge"] = serde_json::json!({ "nothing_found": "I do not know." });
    fs::write(folder.join("tenant.json"), studio.to_string()).unwrap();
    for (name, text) in files {
        fs::write(folder.join("knowledge").join(name), text).unwrap();
    }
}

/// What it prints, and whether it succeeds.
fn said(command: &mut Command) -> (bool, String) {
    let output = command.output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(said).unwrap())
}

#[test]
fn knowledge_is_published_and_published_again_only_when_it_has_changed() {
    let (folder, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    tenant(
        folder.path(),
        &[("hours.md", "# When are you open?\nEvery day."), ("more/a.md", "# Parking?\nHere.")],
    );
    let publish = || {
        let mut command = anteroom();
        command.args(["tenant", "publish"]).arg(folder.path()).env("ANTEROOM_DATA", data.path());
        said(&mut command)
    };
    let (done, first) = publish();
    assert!(done && first.contains("studio: published in") && first.contains("2 entries"), "{first}");
    assert!(first.contains("version 1"), "{first}");
    let (done, again) = publish();
    assert!(done && again.contains("unchanged") && again.contains("version 1"), "{again}");
    fs::write(folder.path().join("knowledge/hours.md"), "# When are you open?\nNever.").unwrap();
    let (done, changed) = publish();
    assert!(done && changed.contains("published in") && changed.contains("version 2"), "{changed}");
}

#[test]
fn a_mistake_is_told_with_its_place_and_nothing_is_published() {
    let (folder, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    tenant(
        folder.path(),
        &[("hours.md", "---\ncategroy: faq\n---\n# Open?\nYes."), ("more/b.md", "no title")],
    );
    let mut publish = anteroom();
    publish.args(["tenant", "publish"]).arg(folder.path()).env("ANTEROOM_DATA", data.path());
    let (done, told) = said(&mut publish);
    assert!(!done, "{told}");
    assert!(told.contains("hours.md:2:1: categroy: is not known. Did you mean `category`?"), "{told}");
    assert!(told.contains("more/b.md:1:1: title: "), "{told}");
    assert_eq!(fs::read_dir(data.path()).unwrap().count(), 0);
    let (done, checked) = said(anteroom().args(["tenant", "check"]).arg(folder.path().join("tenant.json")));
    assert!(!done && checked == told, "{checked}");
    let mut json = anteroom();
    json.args(["tenant", "check", "--json"]).arg(folder.path().join("tenant.json"));
    let list: serde_json::Value = serde_json::from_str(&said(&mut json).1).unwrap();
    assert_eq!(list[0]["line"], 2);
    assert!(list[0]["file"].as_str().unwrap().ends_with("hours.md"));
}

#[test]
fn a_table_needs_somebody_who_asks() {
    let folder = tempfile::tempdir().unwrap();
    tenant(folder.path(), &[]);
    let mut command = anteroom();
    command.args(["tenant", "publish", "--table", "anteroom"]).arg(folder.path()).env_remove("AWS_REGION");
    let (done, told) = said(&mut command);
    assert!(!done && told.contains("AWS_REGION is not set"), "{told}");
}
