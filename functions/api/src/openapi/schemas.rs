//! The schemas of the document's types, gathered while the document is made.

use schemars::generate::{SchemaGenerator, SchemaSettings};
use serde_json::{Map, Value as Json};
use shared::wire::Problem;

use super::operation::{SchemaOf, schema_of};

/// Where references lead.
const COMPONENTS: &str = "/components/schemas";

/// The collection: of what the server reads, and of what it writes.
pub(super) struct Schemas {
    read: SchemaGenerator,
    written: SchemaGenerator,
    /// What routes are refused with, by a name made of the codes.
    pub(super) refusals: Map<String, Json>,
}

impl Schemas {
    pub(super) fn new() -> Self {
        let settings = || {
            let mut settings = SchemaSettings::draft2020_12();
            settings.definitions_path = COMPONENTS.into();
            settings.meta_schema = None;
            settings
        };
        Self {
            read: settings().for_deserialize().into_generator(),
            written: settings().for_serialize().into_generator(),
            refusals: Map::new(),
        }
    }

    /// The schema of what the server reads.
    pub(super) fn read(&mut self, schema: SchemaOf) -> Json {
        schema(&mut self.read).to_value()
    }

    /// The schema of what the server writes.
    pub(super) fn written(&mut self, schema: SchemaOf) -> Json {
        schema(&mut self.written).to_value()
    }

    /// The schema of problem details.
    pub(super) fn problem(&mut self) -> Json {
        self.written(schema_of::<Problem>)
    }

    /// Every named schema, and the refusals. What is both read and written under one name is alike but for what may be left out, of which the
    /// stricter form is for what is written: that of what is read is kept, which is true of both.
    pub(super) fn into_components(mut self) -> (Map<String, Json>, Map<String, Json>) {
        let mut all = self.written.take_definitions(true);
        all.extend(self.read.take_definitions(true));
        all.sort_keys();
        let mut all = Json::Object(all);
        tidy(&mut all);
        self.refusals.sort_keys();
        (if let Json::Object(all) = all { all } else { Map::new() }, self.refusals)
    }
}

/// Takes the marks of Rust's documentation out of the descriptions.
fn tidy(json: &mut Json) {
    match json {
        Json::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Json::String(text) if name == "description" => {
                        *text = text.replace("[`", "`").replace("`]", "`").replace("crate::wire::", "");
                    }
                    _ => tidy(value),
                }
            }
        }
        Json::Array(items) => items.iter_mut().for_each(tidy),
        _ => {}
    }
}
