//! How long to wait before the next try.

/// The longest wait, in milliseconds, before jitter.
const LONGEST: u32 = 30_000;

/// Milliseconds to wait after so many failures in a row: 1, 2, 4, 8, 16, then 30 s, a quarter more or less, so that
/// the visitors of a page do not all come back in the same moment.
///
/// `failures` counts from 1; `random` is in 0..1.
#[must_use]
pub fn wait_ms(failures: u32, random: f64) -> u32 {
    let doublings = failures.saturating_sub(1).min(5);
    let wait = (1_000 << doublings).min(LONGEST);
    (f64::from(wait) * (0.75 + random / 2.0)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubles_up_to_thirty_seconds() {
        let waits: Vec<u32> = (1..=8).map(|failures| wait_ms(failures, 0.5)).collect();
        assert_eq!(waits, [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
    }

    #[test]
    fn jitter_is_a_quarter_either_way() {
        assert_eq!(wait_ms(3, 0.0), 3_000);
        assert!((4_990..=5_000).contains(&wait_ms(3, 0.999)));
    }

    #[test]
    fn very_many_failures_do_not_overflow() {
        assert_eq!(wait_ms(u32::MAX, 0.5), 30_000);
    }
}
