//! `anteroom tenant check`: every mistake of tenant files and of the knowledge beside them.

use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use engine::tenant::Mistake;
use serde_json::json;
use shared::tenant::TenantFile;

use crate::commands::Failure;
use crate::knowledge::{self, KnowledgeError, Told};

pub(super) fn check(
    files: &[PathBuf],
    as_json: bool,
    out: &mut impl std::io::Write,
) -> Result<ExitCode, Failure> {
    let mut all = Vec::new();
    for file in files {
        let name = file.display();
        let text = std::fs::read_to_string(file).map_err(|error| format!("{name}: {error}"))?;
        let mistakes = match engine::tenant::read(&text) {
            Ok(tenant) => match knowledge_of(file, &tenant)? {
                Ok(entries) if !as_json => {
                    writeln!(out, "{}", good(&name, &tenant, entries))?;
                    continue;
                }
                Ok(_) => continue,
                Err(told) => told,
            },
            Err(found) => found.into_iter().map(|mistake| Told { path: file.clone(), mistake }).collect(),
        };
        for Told { path, mistake } in mistakes {
            if !as_json {
                writeln!(out, "{}", line_of(&path.display(), &mistake))?;
            }
            let (line, column) = mistake.position;
            all.push(json!({
                "file": path.display().to_string(), "line": line, "column": column,
                "path": mistake.path, "reason": mistake.reason,
            }));
        }
    }
    if as_json {
        writeln!(out, "{}", serde_json::Value::from(all.clone()))?;
    }
    Ok(if all.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// A tenant file without mistakes.
pub(super) fn tenant_of(file: &Path) -> Result<TenantFile, Failure> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    engine::tenant::read(&text).map_err(|_| format!("{}: has mistakes", file.display()).into())
}

/// How many entries there are beside the file, or the mistakes in them.
fn knowledge_of(file: &Path, tenant: &TenantFile) -> Result<Result<usize, Vec<Told>>, Failure> {
    match knowledge::entries(file.parent().unwrap_or(Path::new("")), tenant) {
        Ok(entries) => Ok(Ok(entries.len())),
        Err(KnowledgeError::Mistakes(told)) => Ok(Err(told)),
        Err(error) => Err(error.into()),
    }
}

fn good(name: &impl Display, tenant: &TenantFile, entries: usize) -> String {
    let knowledge = if entries == 0 { String::new() } else { format!(", {entries} entries of knowledge") };
    format!("{name}: good ({}, {} attributes{knowledge})", tenant.id, tenant.scope.attributes.len())
}

/// As compilers write it, so that editors find the place.
fn line_of(file: &impl Display, mistake: &Mistake) -> String {
    let (line, column) = mistake.position;
    let path = if mistake.path.is_empty() { String::new() } else { format!("{}: ", mistake.path) };
    format!("{file}:{line}:{column}: {path}{}", mistake.reason)
}
