//! What differs between languages and countries in how values are written. Data, mostly.

/// A language with its country.
#[derive(Debug, Clone, Copy)]
pub(super) struct Locale {
    language: Language,
    /// Whether the decimal sign is a comma.
    decimal_comma: bool,
    /// Between groups of three digits.
    group: char,
    /// "March 15, 2027".
    pub(super) month_first: bool,
    /// "€20,000" rather than "20.000 €".
    pub(super) symbol_first: bool,
}

/// A language that values are worded in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    English,
    German,
    Spanish,
    Portuguese,
}

/// The words of a language.
pub(super) struct Words {
    pub(super) yes: &'static str,
    pub(super) no: &'static str,
    /// Before the greater end, where the lesser is open.
    pub(super) up_to: &'static str,
    /// Before a day or an amount of money from which on it goes.
    pub(super) from: &'static str,
    /// Before a count, where the greater end is open.
    pub(super) at_least: &'static str,
    /// Before the last day, where the first is open.
    pub(super) until: &'static str,
    pub(super) months: [&'static str; 12],
    /// One and more of: year, month, week, day.
    pub(super) units: [(&'static str, &'static str); 4],
}

static ENGLISH: Words = Words {
    yes: "Yes",
    no: "No",
    up_to: "up to",
    from: "from",
    at_least: "at least",
    until: "by",
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    units: [("year", "years"), ("month", "months"), ("week", "weeks"), ("day", "days")],
};

static GERMAN: Words = Words {
    yes: "Ja",
    no: "Nein",
    up_to: "bis zu",
    from: "ab",
    at_least: "mindestens",
    until: "bis",
    months: [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
    units: [("Jahr", "Jahre"), ("Monat", "Monate"), ("Woche", "Wochen"), ("Tag", "Tage")],
};

static SPANISH: Words = Words {
    yes: "Sí",
    no: "No",
    up_to: "hasta",
    from: "desde",
    at_least: "al menos",
    until: "hasta el",
    months: [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
    units: [("año", "años"), ("mes", "meses"), ("semana", "semanas"), ("día", "días")],
};

static PORTUGUESE: Words = Words {
    yes: "Sim",
    no: "Não",
    up_to: "até",
    from: "a partir de",
    at_least: "no mínimo",
    until: "até",
    months: [
        "janeiro",
        "fevereiro",
        "março",
        "abril",
        "maio",
        "junho",
        "julho",
        "agosto",
        "setembro",
        "outubro",
        "novembro",
        "dezembro",
    ],
    units: [("ano", "anos"), ("mês", "meses"), ("semana", "semanas"), ("dia", "dias")],
};

impl Locale {
    /// Reads BCP 47: the language, and the country where it matters.
    pub(super) fn of(tag: &str) -> Self {
        let mut parts = tag.split(['-', '_']);
        let language = parts.next().unwrap_or_default().to_ascii_lowercase();
        let country = parts.find(|part| part.len() == 2).unwrap_or_default().to_ascii_uppercase();
        let words = match language.as_str() {
            "de" => Language::German,
            "es" => Language::Spanish,
            "pt" => Language::Portuguese,
            _ => Language::English,
        };
        let american =
            matches!(country.as_str(), "MX" | "US" | "PR" | "GT" | "HN" | "NI" | "PA" | "PE" | "SV" | "DO");
        let decimal_comma = match language.as_str() {
            "en" | "zh" | "ja" | "ko" | "he" | "hi" | "th" | "" => false,
            "de" => !matches!(country.as_str(), "CH" | "LI"),
            "es" => !american,
            _ => true,
        };
        let group = match (language.as_str(), country.as_str()) {
            ("de" | "fr" | "it", "CH" | "LI") => '’',
            ("fr" | "cs" | "pl" | "ru" | "uk" | "sv" | "nb" | "no" | "fi" | "bg" | "sk" | "hu", _) => {
                '\u{a0}'
            }
            _ if decimal_comma => '.',
            _ => ',',
        };
        Self {
            language: words,
            decimal_comma,
            group,
            month_first: language == "en" && matches!(country.as_str(), "US" | ""),
            symbol_first: (!decimal_comma && language != "de")
                || (language == "pt" && matches!(country.as_str(), "BR" | "")),
        }
    }

    /// The language of the words.
    pub(super) const fn language(&self) -> Language {
        self.language
    }

    /// The words.
    pub(super) const fn words(&self) -> &'static Words {
        match self.language {
            Language::English => &ENGLISH,
            Language::German => &GERMAN,
            Language::Spanish => &SPANISH,
            Language::Portuguese => &PORTUGUESE,
        }
    }

    /// The decimal sign.
    pub(super) const fn decimal(&self) -> char {
        if self.decimal_comma { ',' } else { '.' }
    }

    /// The sign between groups of three digits.
    pub(super) const fn group(&self) -> char {
        self.group
    }
}
