//! The routes of records for admins, told.

use axum::http::Method;
use schemars::json_schema;
use shared::wire::{Record, RecordImport, RecordImported, RecordList, RecordWithHistory, RecordWrite};

use super::operation::{Operation, Place};
use crate::problem::ProblemKind;

/// Every one of them.
pub(super) fn operations() -> Vec<Operation> {
    let of = |method, path, id| {
        Operation::new(method, path, id, "records").uses_the_store().can_fail(&[ProblemKind::NOT_FOUND])
    };
    let of_version = |operation: Operation| {
        operation
            .takes(
                Place::Header,
                "If-Match",
                json_schema!({ "type": "string" }),
                "The `version` that the record must be of, such as `\"3\"`; `*` for a record that must be there.",
            )
            .can_fail(&[ProblemKind::RECORD_CHANGED])
    };
    vec![
        of(Method::GET, "/api/v1/admin/records/{type}", "listRecords")
            .says(
                "Records of a type",
                "By id. Every other parameter is a filter: `FIELD=value`, `FIELD.not=value`, `FIELD.min=value`, \
                 `FIELD.max=value`, where FIELD is a field of the type, `id`, `status`, `created_at`, `created_by`, `changed_at` \
                 or `changed_by`; of a list it is asked whether it contains the value. Deleted records are not there.",
            )
            .takes(
                Place::Query,
                "limit",
                json_schema!({ "type": "integer", "minimum": 1, "maximum": 1000 }),
                "The most records on a page; 100 where absent.",
            )
            .takes(
                Place::Query,
                "next",
                json_schema!({ "type": "string" }),
                "What the page before said; the first page where absent.",
            )
            .answers::<RecordList>(200, "A page of them.")
            .can_fail(&[ProblemKind::QUERY_INVALID]),
        of(Method::POST, "/api/v1/admin/records/{type}/import", "importRecords")
            .says(
                "Write many records",
                "Each row is written as a whole or not at all. The same rows again change nothing, so an import that was cut off \
                 is simply sent again.",
            )
            .reads::<RecordImport>()
            .answers::<RecordImported>(200, "What became of the rows, and what is wrong with those that were not written."),
        of(Method::GET, "/api/v1/admin/records/{type}/{id}", "showRecord")
            .says("One record", "With what happened to it, newest first.")
            .answers::<RecordWithHistory>(200, "The record and its history."),
        of_version(of(Method::PUT, "/api/v1/admin/records/{type}/{id}", "putRecord"))
            .says(
                "Make or replace a record",
                "What the body does not tell is not known any more. Values are checked as everywhere; any state may follow any.",
            )
            .takes(
                Place::Header,
                "If-None-Match",
                json_schema!({ "type": "string", "const": "*" }),
                "`*`: only where it is not there yet.",
            )
            .reads::<RecordWrite>()
            .answers::<Record>(200, "It is as the body says.")
            .answers::<Record>(201, "It is new."),
        of_version(of(Method::DELETE, "/api/v1/admin/records/{type}/{id}", "deleteRecord"))
            .says("Delete a record", "It is found no more; what happened to it is kept. Its id is not given again.")
            .answers_nothing("It is deleted."),
    ]
}
