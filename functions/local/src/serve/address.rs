//! Where the server is reached, and what it says when it starts.

use core::fmt::Write as _;
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::PathBuf;

use api::App;

use super::Demo;

/// Where it listens and where things lie.
pub(crate) struct Places {
    /// Where it listens.
    pub(crate) address: SocketAddr,
    /// The folder of tenants.
    pub(crate) tenants: PathBuf,
    /// The widget's files.
    pub(crate) widget: PathBuf,
    /// For how many seconds a browser may keep the loader.
    pub(crate) loader_seconds: u32,
}

impl Places {
    /// The address to click on.
    pub(crate) fn origin(&self) -> String {
        format!("http://{}", self.address)
    }
}

/// The origins under which a browser on this machine reaches the server: what a tenant's `self` stands for.
pub(crate) fn own_origins(address: SocketAddr) -> Vec<String> {
    let mut origins = vec![format!("http://{address}")];
    if address.ip().is_loopback() || address.ip().is_unspecified() {
        let port = address.port();
        origins.push(format!("http://localhost:{port}"));
        origins.push(format!("http://127.0.0.1:{port}"));
    }
    origins
}

/// What the server says when it starts: on standard output, so that a script can read it. Its last line is the one
/// about the model.
pub(crate) fn print_addresses(places: &Places, app: &App, demo: &Demo) {
    let origin = places.origin();
    let mut lines = format!("Anteroom is at {origin}/\n");
    for tenant in app.tenants.iter() {
        let user =
            demo.first_user(&tenant.id).map(|name| format!(", signed in as {name}")).unwrap_or_default();
        let _ = writeln!(lines, "  {origin}/demo/{}/  {}{user}", tenant.id, tenant.name);
    }
    if places.address.ip().is_loopback() {
        let _ = writeln!(lines, "  {origin}/configure  Write a tenant file and see its widget");
    }
    if !places.widget.join("anteroom.js").is_file() {
        let _ = writeln!(lines, "{}", super::widget::missing(&places.widget));
    }
    let _ = writeln!(lines, "{}", model_line(app));
    // Whoever started the server may not care to read.
    let _ = std::io::stdout().write_all(lines.as_bytes());
}

/// What answers, in a sentence.
pub(crate) fn model_line(app: &App) -> String {
    app.model.as_ref().map_or_else(
        || "No model is set, so the rules engine answers. Set OPENAI_API_KEY (or OPENAI_BASE_URL) for a model.".to_owned(),
        |model| format!("The model {} answers; the rules engine does when it cannot.", model.name()),
    )
}
