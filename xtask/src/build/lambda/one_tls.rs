//! One way to do TLS in a function: rustls with ring. A second one would be bytes that every cold start fetches.

use anyhow::{Result, ensure};

use crate::process;
use crate::workspace::{Workspace, cargo};

/// What other ways bring.
const OTHERS: [&str; 6] = ["aws-lc-rs", "aws-lc-sys", "native-tls", "openssl", "openssl-sys", "s2n-tls"];

/// Fails if the package brings another one for the target, or a second version of ours.
pub(super) fn check(workspace: &Workspace, package: &str, target: &str) -> Result<()> {
    let mut tree = cargo("tree");
    tree.current_dir(workspace.root()).args(["--package", package, "--target", target]).args([
        "--edges",
        "normal,build",
        "--prefix",
        "none",
        "--format",
        "{p}",
    ]);
    let tree = process::output_of(&mut tree)?.unwrap_or_default();
    let wrong = wrong(&tree);
    ensure!(wrong.is_empty(), "the functions have more than one way to do TLS: {}", wrong.join(", "));
    Ok(())
}

/// What should not be among these packages, one a line: `rustls v0.23.1`.
fn wrong(tree: &str) -> Vec<String> {
    let mut packages: Vec<&str> = tree.lines().map(|line| line.trim_end_matches(" (*)").trim()).collect();
    packages.sort_unstable();
    packages.dedup();
    let name = |package: &&str| package.split(' ').next().unwrap_or_default().to_owned();
    let others = packages.iter().filter(|package| OTHERS.contains(&name(package).as_str()));
    let ours: Vec<&&str> =
        packages.iter().filter(|package| ["rustls", "ring"].contains(&name(package).as_str())).collect();
    let mut wrong: Vec<String> = others.map(ToString::to_string).collect();
    if ours.len() != 2 {
        wrong.extend(ours.iter().map(ToString::to_string));
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::wrong;

    #[test]
    fn ring_alone_is_right() {
        let ours = "lambda v0.1.0 (/src)\nrustls v0.23.40\nring v0.17.14\nrustls v0.23.40 (*)\n";
        assert_eq!(wrong(ours), Vec::<String>::new());
        assert_eq!(wrong(&format!("{ours}aws-lc-rs v1.17.0")), ["aws-lc-rs v1.17.0"]);
        assert!(wrong(&format!("{ours}rustls v0.24.0")).contains(&"rustls v0.24.0".to_owned()));
        assert!(wrong(&format!("{ours}openssl-probe v0.2.1")).is_empty());
    }
}
