//! How a tenant's widget looks, as a stylesheet: made of closed choices, so that nothing a tenant writes can become
//! anything but a colour, a number or a drawing.

use shared::tenant::{Appearance, ColorScheme, Side};

/// The stylesheet; the loader adopts it as it is.
pub(super) fn style(appearance: &Appearance) -> String {
    let scheme = match appearance.color_scheme {
        ColorScheme::Auto => "light dark",
        ColorScheme::Light => "light",
        ColorScheme::Dark => "dark",
    };
    let side = match appearance.side {
        Side::Start => "--side:20px auto;",
        Side::End => "",
    };
    format!(":host{{--accent:{};{side}color-scheme:{scheme}!important}}", appearance.accent)
}
