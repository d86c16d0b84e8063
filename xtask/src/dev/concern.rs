//! What a changed file makes necessary.

use std::fmt;
use std::ops::BitOrAssign;
use std::path::Path;

/// What has to be done again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Concern {
    /// The widget is built.
    pub(crate) widget: bool,
    /// The server is built and started.
    pub(crate) server: bool,
    /// The server is started: it reads the file itself.
    pub(crate) data: bool,
    /// The configuration page is built: it reads tenant files by the server's own code.
    pub(crate) page: bool,
}

/// The folders that are watched, and what each concerns.
pub(crate) const FOLDERS: [(&str, Concern); 6] = [
    ("shared", Concern { widget: true, server: true, data: false, page: true }),
    ("widget", Concern { widget: true, server: false, data: false, page: false }),
    ("functions", Concern { widget: false, server: true, data: false, page: true }),
    ("prompts", Concern { widget: false, server: true, data: false, page: false }),
    ("tenants", Concern { widget: false, server: false, data: true, page: false }),
    ("configure", Concern { widget: false, server: false, data: false, page: true }),
];

impl Concern {
    /// What the file concerns; its path is relative to the workspace's root.
    pub(crate) fn of(path: &Path) -> Self {
        let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        // Editors write such files beside the real one.
        if name.starts_with('.') || name.ends_with('~') || name.ends_with(".swp") || name.ends_with(".tmp") {
            return Self::default();
        }
        if path == Path::new("Cargo.toml") {
            return Self { widget: true, server: true, data: false, page: true };
        }
        FOLDERS
            .iter()
            .find(|(folder, _)| path.starts_with(folder))
            .map_or_else(Self::default, |(_, concern)| *concern)
    }

    /// Whether nothing has to be done.
    pub(crate) fn is_nothing(self) -> bool {
        self == Self::default()
    }
}

impl BitOrAssign for Concern {
    fn bitor_assign(&mut self, other: Self) {
        self.widget |= other.widget;
        self.server |= other.server;
        self.data |= other.data;
        self.page |= other.page;
    }
}

impl fmt::Display for Concern {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match (self.widget, self.server, self.data) {
            (true, true, _) => "widget and server rebuilt",
            (true, false, true) => "widget rebuilt, server restarted",
            (true, false, false) => "widget rebuilt",
            (false, true, _) => "server rebuilt",
            (false, false, true) => "server restarted",
            (false, false, false) if self.page => "configuration page rebuilt",
            (false, false, false) => "nothing to do",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &str) -> String {
        Concern::of(Path::new(path)).to_string()
    }

    #[test]
    fn only_what_is_concerned_is_done_again() {
        assert_eq!(of("shared/src/wire/mod.rs"), "widget and server rebuilt");
        assert_eq!(of("widget/style/launcher.css"), "widget rebuilt");
        assert_eq!(of("functions/engine/src/lib.rs"), "server rebuilt");
        assert_eq!(of("prompts/conversational_scoping.json"), "server rebuilt");
        assert_eq!(of("tenants/studio/tenant.json"), "server restarted");
        assert_eq!(of("configure/page/style.css"), "configuration page rebuilt");
        assert_eq!(of("Cargo.toml"), "widget and server rebuilt");
    }

    #[test]
    fn the_page_follows_the_code_by_which_it_reads() {
        for path in ["configure/src/lib.rs", "functions/engine/src/lib.rs", "shared/src/lib.rs", "Cargo.toml"]
        {
            assert!(Concern::of(Path::new(path)).page, "{path}");
        }
        assert!(!Concern::of(Path::new("widget/src/lib.rs")).page);
    }

    #[test]
    fn other_files_concern_nothing() {
        for path in [
            "Cargo.lock",
            "README.md",
            "xtask/src/main.rs",
            "shared/.main.rs.swp",
            "widget/lib.rs~",
            "sharedx/a",
        ] {
            assert!(Concern::of(Path::new(path)).is_nothing(), "{path}");
        }
    }

    #[test]
    fn changes_add_up() {
        let mut concern = Concern::of(Path::new("widget/a.rs"));
        concern |= Concern::of(Path::new("tenants/a.json"));
        assert_eq!(concern.to_string(), "widget rebuilt, server restarted");
    }
}
