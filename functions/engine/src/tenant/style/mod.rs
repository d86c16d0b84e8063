//! How a tenant's widget looks, as a stylesheet: made of closed choices, so that nothing a tenant writes can become
//! anything but a colour, a number or a drawing. It names no address, so no page's policy has to allow one.
//!
//! The properties are read by the widget's own stylesheets, which hold what is usual; only what differs is written.

mod accent;
mod drawing;
mod icon;

pub use accent::drawn_accent;
pub(super) use drawing::path_of_svg;

use core::fmt::{Display, Write as _};

use shared::tenant::{Appearance, ColorScheme, Density, Font, FontSize, Launcher, Radius, Side};

/// The stylesheet: one `:host` rule. The loader adopts it as it is.
pub(super) fn style(appearance: &Appearance) -> String {
    let usual = Appearance::default();
    let mut rule = Rule(String::from(":host{"));
    let accent = drawn_accent(&appearance.accent).unwrap_or(usual.accent);
    rule.set("--accent", &accent);
    // For the launcher, which is seen before the widget's own stylesheets are there.
    if accent::carries_black(&accent) {
        rule.set("--on", "#0d0d0d");
    }
    if (appearance.side, appearance.offset.side) != (usual.side, usual.offset.side) {
        let offset = appearance.offset.side;
        match appearance.side {
            Side::Start => rule.set("--side", format_args!("{offset}px auto")),
            Side::End => rule.set("--side", format_args!("auto {offset}px")),
        }
    }
    rule.set_unless_usual("--bottom", appearance.offset.bottom, usual.offset.bottom, "px");
    rule.set_unless_usual("--width", appearance.size.width, usual.size.width, "px");
    rule.set_unless_usual("--height", appearance.size.height, usual.size.height, "px");
    rule.set_unless_usual("--z", appearance.z_index, usual.z_index, "");
    match appearance.radius {
        Radius::Square => rule.set("--radius", "4px"),
        Radius::Soft => rule.set("--radius", "10px"),
        Radius::Round => {}
    }
    match appearance.density {
        Density::Comfortable => {}
        Density::Compact => rule.set("--space", "3px"),
    }
    match appearance.font_size {
        FontSize::Small => rule.set("--size", "14px"),
        FontSize::Medium => {}
        FontSize::Large => rule.set("--size", "17px"),
    }
    match appearance.font {
        Font::System => {}
        // Only the page knows its typeface: where the widget finds this property, it puts the page's in its place.
        Font::Page => rule.set("--font", "system-ui,sans-serif"),
    }
    if let Some(path) = launcher(&appearance.launcher) {
        rule.set("--icon", path);
    }
    match appearance.color_scheme {
        ColorScheme::Auto => {}
        ColorScheme::Light => rule.set("color-scheme", "light!important"),
        ColorScheme::Dark => rule.set("color-scheme", "dark!important"),
    }
    rule.end()
}

/// The drawing as a `path()`: the tenant's own where it is one, else the one it chose of ours; none for the bubble, which
/// the launcher draws by itself.
fn launcher(launcher: &Launcher) -> Option<String> {
    let own = launcher.svg.as_deref().and_then(|svg| path_of_svg(svg).ok());
    own.or_else(|| icon::path(launcher.icon).map(|path| ["path(\"", path, "\")"].concat()))
}

/// A rule in the making.
struct Rule(String);

impl Rule {
    fn set(&mut self, name: &str, value: impl Display) {
        let separator = if self.0.ends_with('{') { "" } else { ";" };
        // Writing to a text does not fail.
        let _ = write!(self.0, "{separator}{name}:{value}");
    }

    fn set_unless_usual<T: Display + PartialEq>(&mut self, name: &str, value: T, usual: T, unit: &str) {
        if value != usual {
            self.set(name, format_args!("{value}{unit}"));
        }
    }

    fn end(mut self) -> String {
        self.0.push('}');
        self.0
    }
}

#[cfg(test)]
mod tests;
