//! Hours of a day as they are written: `09:00-17:30`.

/// The minutes of a day.
pub(super) const DAY: u16 = 24 * 60;

/// One range of hours, in minutes after midnight. It ends on the next day where it ends before it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hours {
    /// The first minute; under [`DAY`].
    pub(super) from: u16,
    /// The minute after the last; 1 to [`DAY`].
    pub(super) to: u16,
}

impl Hours {
    /// Reads `09:00-17:30`; `24:00` is the day's end, `22:00-02:00` ends on the next day.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (from, to) = text.split_once('-')?;
        let (from, to) = (minute(from)?, minute(to)?);
        // Midnight as an end is that of this day.
        let to = if to == 0 { DAY } else { to };
        (from < DAY && from != to).then_some(Self { from, to })
    }

    /// How many minutes it is, where no clock is changed.
    pub(super) const fn length(self) -> u16 {
        if self.is_overnight() { DAY - self.from + self.to } else { self.to - self.from }
    }

    /// Whether it ends on the next day.
    pub(super) const fn is_overnight(self) -> bool {
        self.to < self.from
    }
}

fn minute(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_once(':')?;
    let two = |digits: &str| {
        let fits = digits.len() == 2 && digits.bytes().all(|digit| digit.is_ascii_digit());
        fits.then(|| digits.parse::<u16>().ok()).flatten()
    };
    let (hours, minutes) = (two(hours)?, two(minutes)?);
    (minutes < 60).then_some(hours * 60 + minutes).filter(|minute| *minute <= DAY)
}

#[cfg(test)]
mod tests {
    use super::{DAY, Hours};

    #[test]
    fn hours_are_read() {
        let read = |text: &str| Hours::parse(text).map(|hours| (hours.from, hours.to));
        assert_eq!(read("09:00-17:30"), Some((540, 1_050)));
        assert_eq!(read("00:00-24:00"), Some((0, DAY)));
        assert_eq!(read("22:00-02:00"), Some((1_320, 120)));
        assert_eq!(read("22:00-00:00"), Some((1_320, DAY)));
        for wrong in [
            "",
            "9-17",
            "9:00-17:00",
            "09:00",
            "09:00-09:00",
            "24:00-02:00",
            "09:60-10:00",
            "09:00-24:01",
            "+9:00-10:00",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
