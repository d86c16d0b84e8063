//! The stand-in for AWS: one program on one port of this machine, ended with the test.

use std::ffi::OsString;
use std::fs::{self, File};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// The variable with the folder of the Python programs: `ministack`, `sam`, `aws`.
const PROGRAMS: &str = "ANTEROOM_STACK_PROGRAMS";

/// How long it may take to start: it loads half of AWS.
const START: Duration = Duration::from_secs(60);

/// A running stand-in.
pub(crate) struct Cloud {
    process: Child,
    port: u16,
    folder: TempDir,
    programs: PathBuf,
}

impl Cloud {
    /// Starts it, with rights enforced.
    pub(crate) async fn start() -> Self {
        let programs = std::env::var_os(PROGRAMS).map(PathBuf::from);
        let programs = programs
            .unwrap_or_else(|| panic!("{PROGRAMS} is not set: run `cargo xtask test --filter stack`"));
        let folder = tempfile::tempdir().unwrap();
        // Free a moment ago; the program that takes it in between makes this one fail, and says so.
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let log = File::create(folder.path().join("log")).unwrap();
        let process = Command::new(programs.join("ministack"))
            .envs(environment(port, folder.path()))
            // The functions have it from here: who is told is on this machine.
            .env("ANTEROOM_WEBHOOKS_PRIVATE", "allow")
            .stdin(Stdio::null())
            .stdout(log.try_clone().unwrap())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut cloud = Self { process, port, folder, programs };
        cloud.wait().await;
        cloud
    }

    async fn wait(&mut self) {
        let begun = Instant::now();
        let health = format!("{}/_ministack/health", self.address());
        while !reqwest::get(&health).await.is_ok_and(|answer| answer.status().is_success()) {
            let ended = self.process.try_wait().unwrap();
            assert!(ended.is_none() && begun.elapsed() < START, "it does not start: {}", self.log());
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Where it listens.
    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// One of the Python programs, or one that calls them, talking to this cloud and no other.
    pub(crate) fn command(&self, program: &str) -> Command {
        let own = self.programs.join(program);
        let mut command =
            Command::new(if own.is_file() { own.into_os_string() } else { OsString::from(program) });
        let path = std::env::var_os("PATH").unwrap_or_default();
        let paths = std::iter::once(self.programs.clone()).chain(std::env::split_paths(&path));
        command.env("PATH", std::env::join_paths(paths).unwrap());
        command.envs(environment(self.port, self.folder.path())).stdin(Stdio::null());
        command
    }

    /// The folder of the tenants that are deployed to it.
    pub(crate) fn tenants(&self) -> PathBuf {
        self.folder.path().join("tenants")
    }

    /// Waits until it has written this.
    pub(crate) async fn says(&self, text: &str) {
        let begun = Instant::now();
        while !self.log().contains(text) {
            assert!(begun.elapsed() < START, "{text:?} is not in {}", self.log());
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// What it has written, and the functions with it.
    pub(crate) fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }
}

impl Drop for Cloud {
    fn drop(&mut self) {
        // It ends the functions' processes when it is asked to end, and not when it is killed.
        let asked = Command::new("kill").arg(self.process.id().to_string()).status();
        let begun = Instant::now();
        while asked.as_ref().is_ok_and(|status| status.success()) && begun.elapsed() < Duration::from_secs(10)
        {
            if matches!(self.process.try_wait(), Ok(Some(_))) {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// What the stand-in and the programs that talk to it are told. The functions get it from the stand-in.
fn environment(port: u16, folder: &Path) -> Vec<(&'static str, OsString)> {
    let address = format!("http://127.0.0.1:{port}");
    let text = |text: &str| OsString::from(text);
    vec![
        ("BIND_HOST", text("127.0.0.1")),
        ("GATEWAY_PORT", text(&port.to_string())),
        ("AUTH", text("true")),
        ("IOT_MTLS_ENABLED", text("0")),
        ("SFTP_ENABLED", text("0")),
        ("AWS_ENDPOINT_URL", text(&address)),
        ("AWS_REGION", text("eu-central-1")),
        ("AWS_DEFAULT_REGION", text("eu-central-1")),
        ("AWS_ACCESS_KEY_ID", text("stand-in")),
        ("AWS_SECRET_ACCESS_KEY", text("stand-in")),
        // Nothing of whoever runs the tests.
        ("AWS_CONFIG_FILE", folder.join("config").into_os_string()),
        ("AWS_SHARED_CREDENTIALS_FILE", folder.join("credentials").into_os_string()),
        ("TMPDIR", folder.as_os_str().to_owned()),
        ("HOME", folder.as_os_str().to_owned()),
    ]
}
