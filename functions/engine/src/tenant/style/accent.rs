//! The accent as it is drawn: the tenant's, or where no text could be read on it, the nearest darker one.
//!
//! The widget puts white on an accent or black. From a luminance of about 0.18 on, white falls short of the contrast that
//! text needs (WCAG 2.2, 1.4.3); yet on a mid blue, red or orange everyone expects it, and black looks like a mistake. Such
//! accents are darkened until white can be read: their light is dimmed, hue and saturation stay.

/// The luminance up to which white text has a contrast of 4.5 to 1: (1 + 0.05) / 4.5 - 0.05, less what rounding costs.
const WHITE_IS_READ_UP_TO: f64 = 0.183;
/// The luminance from which black is the better choice: white has a contrast of 3 to 1 there, the least that WCAG asks
/// of anything, and black one of 7.
const BLACK_FROM: f64 = 0.3;

/// The accent in which the widget is drawn: `#rrggbb`. `None` where `accent` is not written so.
#[must_use]
pub fn drawn_accent(accent: &str) -> Option<String> {
    let digits = accent.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let digits = digits.bytes().all(|digit| digit.is_ascii_hexdigit()).then_some(digits)?;
    let [_, channels @ ..] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
    let light = channels.map(linear);
    let luminance = luminance(light);
    let [red, green, blue] = if (WHITE_IS_READ_UP_TO..BLACK_FROM).contains(&luminance) {
        light.map(|part| coded(part * WHITE_IS_READ_UP_TO / luminance))
    } else {
        channels
    };
    Some(format!("#{red:02x}{green:02x}{blue:02x}"))
}

/// Whether black stands on a drawn accent, not white.
#[must_use]
pub(super) fn carries_black(drawn: &str) -> bool {
    let number = drawn.strip_prefix('#').and_then(|digits| u32::from_str_radix(digits, 16).ok());
    let [_, channels @ ..] = number.unwrap_or_default().to_be_bytes();
    luminance(channels.map(linear)) >= BLACK_FROM
}

/// Relative luminance as WCAG 2.2 defines it.
fn luminance([red, green, blue]: [f64; 3]) -> f64 {
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// From sRGB (IEC 61966-2-1) to light.
fn linear(channel: u8) -> f64 {
    let part = f64::from(channel) / 255.0;
    if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
}

/// From light to sRGB; rounded down, to stay dark enough.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within 0 to 255")]
fn coded(light: f64) -> u8 {
    let part = if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 };
    (part * 255.0).clamp(0.0, 255.0) as u8
}

#[cfg(test)]
mod tests {
    use super::{carries_black, drawn_accent};

    #[test]
    fn accents_are_kept_or_darkened() {
        for (accent, drawn) in [
            ("#3056d3", "#3056d3"),
            ("#B4471F", "#b4471f"),
            ("#000000", "#000000"),
            ("#ffd400", "#ffd400"),
            ("#3b82f6", "#3373dc"),
            ("#ff0022", "#ee001e"),
        ] {
            assert_eq!(drawn_accent(accent).as_deref(), Some(drawn), "{accent}");
        }
        assert!(carries_black("#ffd400") && carries_black("#ffffff"));
        assert!(!carries_black("#3056d3") && !carries_black("#000000"));
        for wrong in ["", "#fff", "red", "#12345g", "#1234567", "#+12345", "#ä2345"] {
            assert_eq!(drawn_accent(wrong), None, "{wrong}");
        }
    }
}
