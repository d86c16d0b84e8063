//! A demo tenant's file, its users and its records, in a real store.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use dynamo::RecordsTable;
use embedded::EmbeddedStore;
use engine::ports::{Change, ChangeId, Records as _, What};
use engine::records::{Actor, RowAccess};
use engine::user::User;
use jiff::Timestamp;
use serde_json::Value as Json;
use shared::tenant::TenantFile;
use shared::wire::Record;
use tempfile::TempDir;

/// The table's name.
const TABLE: &str = "anteroom";

/// When all of it happens.
pub(crate) const NOW: Timestamp = Timestamp::constant(1_795_000_000, 0);

/// A tenant with everything that it has from the beginning.
pub(crate) struct World {
    pub(crate) tenant: TenantFile,
    pub(crate) users: Vec<DemoUser>,
    pub(crate) records: RecordsTable,
    seeds: BTreeMap<String, Vec<Record>>,
    _store: EmbeddedStore,
    _folder: TempDir,
}

/// One of its users.
pub(crate) struct DemoUser {
    pub(crate) id: String,
    pub(crate) claims: Json,
    pub(crate) actor: Actor,
}

impl World {
    pub(crate) async fn of(tenant: &str) -> Self {
        let folder = TempDir::new().unwrap();
        let store = EmbeddedStore::open(folder.path()).await.unwrap();
        dynamo::ensure_table(&store.client(), TABLE).await.unwrap();
        let records = RecordsTable::new(store.client(), TABLE);
        let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tenants").join(tenant);
        let tenant = engine::tenant::read(&fs::read_to_string(home.join("tenant.json")).unwrap()).unwrap();
        let listed: Vec<Json> =
            serde_json::from_str(&fs::read_to_string(home.join("site/users.json")).unwrap()).unwrap();
        let users = listed.iter().map(|user| demo_user(&tenant, user)).collect();
        let mut world =
            Self { tenant, users, records, seeds: BTreeMap::new(), _store: store, _folder: folder };
        world.put_all(&home.join("records")).await;
        world
    }

    pub(crate) fn records_of(&self, record_type: &str) -> &[Record] {
        self.seeds.get(record_type).map(Vec::as_slice).unwrap_or_default()
    }

    async fn put_all(&mut self, folder: &Path) {
        for record_type in &self.tenant.records.types {
            let text = fs::read_to_string(folder.join(format!("{}.jsonl", record_type.key))).unwrap();
            let mut put = Vec::new();
            for (place, line) in (0..).zip(text.lines()) {
                let seed: Json = serde_json::from_str(line).unwrap();
                let change = Change {
                    id: ChangeId { turn: record_type.key.clone(), place },
                    tenant: self.tenant.id.clone(),
                    record_type: record_type.key.clone(),
                    by: "admin".to_owned(),
                    at: NOW,
                    access: RowAccess::all(),
                    unique: Vec::new(),
                    what: What::Create {
                        id_prefix: record_type.id_prefix.clone(),
                        id: seed["id"].as_str().map(ToOwned::to_owned),
                        status: seed["status"].as_str().map(ToOwned::to_owned),
                        fields: serde_json::from_value(seed["fields"].clone()).unwrap(),
                    },
                };
                put.push(self.records.apply(&change).await.unwrap().record.unwrap());
            }
            self.seeds.insert(record_type.key.clone(), put);
        }
    }
}

/// As the server reads a token with these claims.
fn demo_user(tenant: &TenantFile, listed: &Json) -> DemoUser {
    let names = &tenant.users.as_ref().unwrap().claims;
    let claims = listed["claims"].clone();
    let told = names.attributes.iter().filter_map(|(name, claim)| {
        Some((name.clone(), serde_json::from_value(claims.get(claim)?.clone()).unwrap()))
    });
    let id = listed["id"].as_str().unwrap().to_owned();
    let role = claims[names.role.as_str()].as_str().map(ToOwned::to_owned);
    let user = User { id: id.clone(), role, attributes: told.collect() };
    DemoUser { id, claims, actor: Actor { user: Some(user), session: "s".to_owned() } }
}
