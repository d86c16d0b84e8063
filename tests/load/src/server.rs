//! `anteroom serve` as a process of its own, and what the kernel counts for it.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::Value as Json;
use tempfile::TempDir;

use crate::Failure;

/// The load's tenant.
pub(crate) const TENANT: &str = "load";

/// A running server with an empty store. It is killed when this is dropped.
pub(crate) struct Server {
    child: Child,
    pub(crate) origin: String,
    _folder: TempDir,
}

/// What the kernel has counted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Counted {
    /// Seconds of one core.
    pub(crate) cpu_seconds: f64,
    /// The most memory that was resident, in MB.
    pub(crate) peak_mb: f64,
}

impl Server {
    /// Starts it on a free port, with one tenant and a model at this address.
    pub(crate) fn start(program: &Path, tenant: &Path, model: &str) -> Result<Self, Failure> {
        let folder = tempfile::tempdir()?;
        let tenants = folder.path().join("tenants").join(TENANT);
        std::fs::create_dir_all(&tenants)?;
        let mut file: Json = serde_json::from_str(&std::fs::read_to_string(tenant)?)?;
        file["id"] = TENANT.into();
        file["origins"] = serde_json::json!(["self"]);
        // What is measured is the server, not its limits: all the visitors come from one address.
        file["limits"] = serde_json::json!({ "conversations_per_address_per_hour": 100_000, "burst": 1_000, "per_minute": 6_000 });
        if let Some(file) = file.as_object_mut() {
            file.remove("$schema");
        }
        std::fs::write(tenants.join("tenant.json"), file.to_string())?;
        let mut child = Command::new(program)
            .arg("serve")
            .env("ANTEROOM_ADDR", "127.0.0.1:0")
            .env("ANTEROOM_DATA", folder.path().join("data"))
            .env("ANTEROOM_TENANTS", folder.path().join("tenants"))
            .env("ANTEROOM_WIDGET", folder.path().join("widget"))
            .env("OPENAI_BASE_URL", model)
            .env_remove("OPENAI_API_KEY")
            .env("RUST_LOG", "warn")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()?;
        let output = child.stdout.take().ok_or("the server has no output")?;
        let mut origin = None;
        for line in BufReader::new(output).lines() {
            let line = line?;
            origin = origin.or_else(|| {
                line.strip_prefix("Anteroom is at ").map(|at| at.trim_end_matches('/').to_owned())
            });
            if origin.is_some() {
                break;
            }
        }
        let origin = origin.ok_or("the server did not say where it is")?;
        Ok(Self { child, origin, _folder: folder })
    }

    /// What the kernel has counted so far. Linux only: elsewhere nothing is known.
    pub(crate) fn counted(&self) -> Counted {
        let file = |name: &str| {
            std::fs::read_to_string(format!("/proc/{}/{name}", self.child.id())).unwrap_or_default()
        };
        let stat = file("stat");
        // After the name in parentheses: fields 14 and 15 of proc(5) are the 12th and 13th.
        let after = stat.rsplit_once(')').map_or("", |(_, after)| after);
        let ticks: f64 =
            after.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum();
        let status = file("status");
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = peak.and_then(|peak| peak.split_whitespace().next()?.parse::<f64>().ok());
        // USER_HZ is 100 on every Linux.
        Counted { cpu_seconds: ticks / 100.0, peak_mb: kilobytes.unwrap_or(f64::NAN) / 1_024.0 }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already: then there is nothing to end.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
