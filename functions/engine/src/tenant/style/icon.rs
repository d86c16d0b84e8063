//! The launcher's drawings: filled paths in a box of 24 by 24.

use shared::tenant::LauncherIcon;

/// The drawing's path; none for the speech bubble, which the launcher draws by itself and turns into an arrow.
pub(super) const fn path(icon: LauncherIcon) -> Option<&'static str> {
    match icon {
        LauncherIcon::Bubble => None,
        LauncherIcon::Question => Some(QUESTION),
        LauncherIcon::Spark => Some(SPARK),
        LauncherIcon::Headset => Some(HEADSET),
        LauncherIcon::Wave => Some(WAVE),
    }
}

/// A question mark cut out of a disc.
const QUESTION: &str = "\
    M12 1.8A10.2 10.2 0 0 1 22.2 12A10.2 10.2 0 0 1 12 22.2A10.2 10.2 0 0 1 1.8 12\
    A10.2 10.2 0 0 1 12 1.8Z\
    M12 6C9.9 6 8.3 7.3 8.1 9.2A1.1 1.1 0 0 0 10.3 9.4C10.4 8.6 11 8.1 12 8.1C13 8.1 13.7 8.7 13.7 9.6\
    C13.7 10.4 13.3 10.8 12.4 11.4C11.4 12.1 10.9 12.8 10.9 14A1.1 1.1 0 0 0 13.1 14\
    C13.1 13.6 13.2 13.4 13.8 13C15 12.2 15.9 11.3 15.9 9.6C15.9 7.4 14.2 6 12 6Z\
    M12 16.2A1.35 1.35 0 0 0 12 18.9A1.35 1.35 0 0 0 12 16.2Z";

/// A large star and a small one.
const SPARK: &str = "\
    M10.5 3.5C11.6 9.3 13.7 11.4 19.5 12.5C13.7 13.6 11.6 15.7 10.5 21.5C9.4 15.7 7.3 13.6 1.5 12.5\
    C7.3 11.4 9.4 9.3 10.5 3.5Z\
    M19 1.5C19.5 4 20.5 5 23 5.5C20.5 6 19.5 7 19 9.5C18.5 7 17.5 6 15 5.5C17.5 5 18.5 4 19 1.5Z";

/// A headband, two shells, a microphone.
const HEADSET: &str = "\
    M12 2a9 9 0 0 0-9 9v6a3 3 0 0 0 3 3h1a1.5 1.5 0 0 0 1.5-1.5v-5A1.5 1.5 0 0 0 7 12H5v-1\
    a7 7 0 0 1 14 0v1h-2a1.5 1.5 0 0 0-1.5 1.5v5A1.5 1.5 0 0 0 17 20h2a1 1 0 0 1-1 1h-5a1 1 0 0 0 0 2h5\
    a3 3 0 0 0 3-3v-9a9 9 0 0 0-9-9Z";

/// Four fingers, palm and thumb, and an arc on either side.
const WAVE: &str = "\
    M10.04 15.21A1.15 1.15 0 0 1 7.85 15.93L5.41 8.41A1.15 1.15 0 0 1 7.6 7.7Z\
    M12.7 14.35A1.15 1.15 0 0 1 10.51 15.06L7.45 5.64A1.15 1.15 0 0 1 9.64 4.93Z\
    M15.36 13.48A1.15 1.15 0 0 1 13.18 14.19L10.24 5.16A1.15 1.15 0 0 1 12.43 4.45Z\
    M18.03 12.62A1.15 1.15 0 0 1 15.84 13.33L13.58 6.39A1.15 1.15 0 0 1 15.77 5.68Z\
    M7.23 14.02L17.41 10.72L18.43 13.86A5.35 5.35 0 0 1 14.99 20.6A5.35 5.35 0 0 1 10.49 20.01\
    L8.75 18.68Z\
    M11.06 17.95A1.25 1.25 0 0 1 9.69 20.04L4.75 16.81A1.25 1.25 0 0 1 6.12 14.72Z\
    M18.57 2.24A6.75 6.75 0 0 1 22.15 8.44A0.75 0.75 0 0 1 20.65 8.38A5.25 5.25 0 0 0 17.86 3.56\
    A0.75 0.75 0 0 1 18.57 2.24Z\
    M5.43 23.16A6.75 6.75 0 0 1 1.85 16.96A0.75 0.75 0 0 1 3.35 17.02A5.25 5.25 0 0 0 6.14 21.84\
    A0.75 0.75 0 0 1 5.43 23.16Z";
