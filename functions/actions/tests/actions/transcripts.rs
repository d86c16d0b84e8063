//! The tenants' transcripts, by the rules alone.

use std::path::{Path, PathBuf};

use engine::eval::records::{Report, is_about_records, read, table};
use engine::ports::FakeRecords;
use shared::tenant::TenantFile;

/// Every transcript about records in the repository, with its tenant file.
fn files() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let tenants = std::fs::read_dir(root.join("tenants")).unwrap();
    let folders = tenants.map(|tenant| tenant.unwrap().path().join("transcripts"));
    let mut files: Vec<(PathBuf, String)> = folders
        .chain([root.join("prompts/transcripts")])
        .filter_map(|folder| std::fs::read_dir(folder).ok())
        .flatten()
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "json"))
        .map(|path| (path.clone(), std::fs::read_to_string(path).unwrap()))
        .filter(|(_, text)| is_about_records(text))
        .collect();
    files.sort();
    files
}

#[tokio::test]
async fn the_rules_do_what_the_tenants_transcripts_say() {
    let mut report = Report::default();
    for (path, text) in files() {
        let file = read(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let tenant = std::fs::read_to_string(path.parent().unwrap().join(&file.tenant)).unwrap();
        let tenant: TenantFile = serde_json::from_str(&tenant).unwrap();
        file.check(&tenant).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let begin = |seeds| {
            let records = FakeRecords::default();
            records.put(&tenant.id, seeds);
            records
        };
        report.merge(actions::replay(&file, &tenant, begin, |_, _, _| {}).await.unwrap());
    }
    println!("{}\n{}", report.left.join("\n"), table(&report));
    assert!(report.tenants.len() >= 3, "{:?}", report.tenants);
    assert!(report.mistakes.is_empty(), "{}\n{}", report.mistakes.join("\n"), table(&report));
}
