//! Names and checksums made of a file's contents.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha384};

/// Hexadecimal digits of the hash in a file name: 48 bits, far more than the few builds that ever stand side by side.
const DIGITS: usize = 12;

/// `<stem>-<hash>.<extension>`: a name that changes with the contents, so that the file may be cached for ever.
pub(crate) fn hashed(stem: &str, extension: &str, contents: &[u8]) -> String {
    format!("{stem}-{}.{extension}", hash(contents))
}

/// The hash in such a name.
pub(crate) fn hash(contents: &[u8]) -> String {
    let mut digits: String = Sha384::digest(contents).iter().map(|byte| format!("{byte:02x}")).collect();
    digits.truncate(DIGITS);
    digits
}

/// The value of an `integrity` attribute.
pub(crate) fn integrity(contents: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(contents)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_follows_the_contents() {
        assert_eq!(hashed("anteroom", "js", b""), "anteroom-38b060a751ac.js");
        assert_eq!(hashed("anteroom", "js", b"a"), hashed("anteroom", "js", b"a"));
        assert_ne!(hashed("anteroom", "js", b"a"), hashed("anteroom", "js", b"b"));
    }

    #[test]
    fn integrity_is_what_browsers_expect() {
        // The value of the Subresource Integrity specification's own example.
        assert_eq!(
            integrity(b"alert('Hello, world.');"),
            "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO"
        );
    }
}
