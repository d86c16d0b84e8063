//! `tenants/tenant.schema.json`: is that of the types, and every tenant file of the repository follows it.

#![expect(clippy::unwrap_used, reason = "a test ends where its own footing is not as it must be")]

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value as Json;

/// Set, the file is written anew.
const WRITE: &str = "WRITE_TENANT_SCHEMA";

fn tenants() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tenants")
}

fn json(path: &Path) -> Json {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn the_schema_is_that_of_the_types() {
    let path = tenants().join("tenant.schema.json");
    let made = shared::tenant::schema().to_value();
    if std::env::var_os(WRITE).is_some() {
        fs::write(&path, serde_json::to_string_pretty(&made).unwrap() + "\n").unwrap();
    }
    let written = json(&path);
    assert!(
        written == made,
        "tenants/tenant.schema.json is not current: run `{WRITE}=1 cargo test -p engine --test schema` and look at the changes"
    );
    assert!(jsonschema::meta::is_valid(&written), "it is no JSON Schema 2020-12");
}

#[test]
fn every_tenant_follows_it() {
    let validator = jsonschema::validator_for(&json(&tenants().join("tenant.schema.json"))).unwrap();
    let mut files = 0;
    for folder in fs::read_dir(tenants()).unwrap() {
        let path = folder.unwrap().path().join("tenant.json");
        if path.is_file() {
            let file = json(&path);
            let errors: Vec<String> = validator.iter_errors(&file).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{}: {errors:?}", path.display());
            let read = engine::tenant::read(&fs::read_to_string(&path).unwrap());
            assert!(read.is_ok(), "{}: {:?}", path.display(), read.unwrap_err());
            // Where an editor finds the schema.
            assert_eq!(file["$schema"], "../tenant.schema.json", "{}", path.display());
            files += 1;
        }
    }
    assert!(files > 0);
}
