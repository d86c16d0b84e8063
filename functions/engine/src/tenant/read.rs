//! From text to a checked tenant.

use core::fmt;

use shared::tenant::TenantFile;

use super::check::check;

/// One mistake: where and what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The place as a path: `scope.attributes[2].kind`.
    pub path: String,
    /// Line and column from 1, where the text itself cannot be read further.
    pub position: Option<(usize, usize)>,
    /// What is wrong and what to do.
    pub reason: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((line, column)) = self.position {
            write!(formatter, "line {line}, column {column}: ")?;
        }
        if !self.path.is_empty() && self.path != "." {
            write!(formatter, "`{}`: ", self.path)?;
        }
        formatter.write_str(&self.reason)
    }
}

/// Reads and checks a tenant file. A text that is not of the shape gives its first mistake, a text of the right shape
/// every mistake that is in it.
pub fn read(text: &str) -> Result<TenantFile, Vec<Mistake>> {
    let mut json = serde_json::Deserializer::from_str(text);
    let tenant: TenantFile = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let path = error.path().to_string();
        let cause = error.into_inner();
        let position = (cause.line() > 0).then(|| (cause.line(), cause.column()));
        vec![Mistake { path, position, reason: reason(&cause) }]
    })?;
    json.end().map_err(|error| {
        let position = Some((error.line(), error.column()));
        vec![Mistake {
            path: String::new(),
            position,
            reason: "there is text after the end of the file's JSON".to_owned(),
        }]
    })?;
    let mistakes = check(&tenant);
    if mistakes.is_empty() { Ok(tenant) } else { Err(mistakes) }
}

/// serde's words without its place, which is told apart, and with the nearest known name.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let text = text.rsplit_once(" at line ").map_or(text.as_str(), |(text, _)| text);
    let mut names = text.split('`').skip(1).step_by(2);
    let is_unknown = text.starts_with("unknown field") || text.starts_with("unknown variant");
    let nearest = names.next().filter(|_| is_unknown).and_then(|unknown| {
        names
            .map(|known| (strsim::damerau_levenshtein(unknown, known), known))
            .filter(|(distance, known)| *distance <= known.len().max(unknown.len()).div_ceil(3))
            .min()
            .map(|(_, known)| known)
    });
    match nearest {
        Some(known) => format!("{text}. Did you mean `{known}`?"),
        None => text.to_owned(),
    }
}
