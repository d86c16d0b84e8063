//! A tenant file that was checked by this very code need not be checked again: a seal tells so. Who packs a file checks it and
//! seals it; who reads it later looks whether text and seal belong together. Knows nothing of where files and seals lie.
//!
//! A seal guards against mistakes and against nobody: whoever can write one beside a file could as well change the program
//! that reads it. So the digest is a quick one, and its 64 bits are enough.

use std::hash::{DefaultHasher, Hasher as _};

use shared::tenant::TenantFile;

use super::read::{Mistake, read};

/// Stands for the sources of the checks: made by the build, another one as soon as they change.
const CHECKS: &str = env!("ANTEROOM_CHECKS");

/// A tenant file that was checked when it was sealed. It need not be taken apart before somebody asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed(String);

impl Sealed {
    /// The text of the tenant `id`, if this is its seal; otherwise the text itself, which then has to be checked.
    ///
    /// # Errors
    ///
    /// The seal is not of this text, of another tenant, or of other checks.
    pub fn new(id: &str, text: String, seal: &str) -> Result<Self, String> {
        if !seal.is_empty() && seal == seal_of(id, &text, CHECKS) { Ok(Self(text)) } else { Err(text) }
    }

    /// What is in it. `None` only where somebody has sealed what [`read`] refuses.
    #[must_use]
    pub fn read(&self) -> Option<TenantFile> {
        serde_json::from_str(&self.0).ok()
    }
}

/// Checks a tenant file, all of it, and gives its id and its seal: 16 hexadecimal digits.
///
/// # Errors
///
/// What [`read`] says of the text.
pub fn seal(text: &str) -> Result<(String, String), Vec<Mistake>> {
    let tenant = read(text)?;
    let seal = seal_of(&tenant.id, text, CHECKS);
    Ok((tenant.id, seal))
}

/// Another release of Rust may give other seals; then the file is checked once more.
fn seal_of(id: &str, text: &str, checks: &str) -> String {
    let mut digest = DefaultHasher::new();
    for part in [checks, "\n", id, "\n", text] {
        digest.write(part.as_bytes());
    }
    format!("{:016x}", digest.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    const STUDIO: &str = include_str!("../../../../tenants/studio/tenant.json");

    fn sealed(id: &str, text: &str, seal: &str) -> Option<TenantFile> {
        Sealed::new(id, text.to_owned(), seal).ok().and_then(|sealed| sealed.read())
    }

    #[test]
    fn what_is_sealed_is_read_as_it_is_without_a_seal() {
        let (id, seal) = seal(STUDIO).unwrap();
        assert_eq!((id.as_str(), seal.len(), CHECKS.len()), ("studio", 16, 16));
        assert_eq!(sealed(&id, STUDIO, &seal), read(STUDIO).ok());
    }

    #[test]
    fn a_seal_is_good_for_one_text_of_one_tenant_and_one_way_of_checking() {
        let (_, good) = seal(STUDIO).unwrap();
        for other in [STUDIO.replacen("Northlight", "Northlights", 1), format!("{STUDIO} ")] {
            assert!(other != STUDIO && read(&other).is_ok());
            assert_eq!(Sealed::new("studio", other.clone(), &good), Err(other));
        }
        let yesterday = seal_of("studio", STUDIO, "the checks of yesterday");
        for other in [yesterday, format!("{good}0"), String::new()] {
            assert!(Sealed::new("studio", STUDIO.to_owned(), &other).is_err(), "{other}");
        }
        assert!(Sealed::new("crm", STUDIO.to_owned(), &good).is_err());
    }

    #[test]
    fn nothing_is_sealed_that_is_not_right() {
        let bad = STUDIO.replacen("\"locale\"", "\"lokale\"", 1);
        assert_eq!(seal(&bad).unwrap_err(), read(&bad).unwrap_err());
        // What does not fit the types is not read, even if somebody has sealed it.
        assert_eq!(sealed("studio", &bad, &seal_of("studio", &bad, CHECKS)), None);
    }
}
