//! The step that builds the functions as they are released and weighs them. It needs Zig, which comes by Python: without either
//! it is left out, and says so.

use anyhow::Result;

use super::steps::Context;
use crate::build::lambda::{self, Arch};

/// Builds what is deployed, for the processor that the template asks for, and holds the API against what it may weigh.
pub(super) fn weigh(context: &Context) -> Result<()> {
    if let Some(reason) = lambda::lacking(&context.workspace)? {
        println!("SKIPPED: {reason}");
        return Ok(());
    }
    let tenants = context.workspace.root().join("tenants");
    let zips = lambda::build(&context.workspace, Arch::Arm64, &tenants)?;
    for zip in &zips {
        println!("{}: {} bytes", zip.path.display(), zip.bytes);
    }
    lambda::check_size(&zips)
}
