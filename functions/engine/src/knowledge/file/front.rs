//! What stands before the text of a file: `key: value` and lists.

use core::ops::Range;

use shared::tenant::KnowledgeEntry;

use crate::tenant::nearest;

/// A key that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Id,
    Title,
    Category,
    Language,
    Keywords,
    Service,
    Price,
    Availability,
    Url,
    Roles,
}

impl Field {
    const ALL: [(Self, &'static str); 10] = [
        (Self::Id, "id"),
        (Self::Title, "title"),
        (Self::Category, "category"),
        (Self::Language, "language"),
        (Self::Keywords, "keywords"),
        (Self::Service, "service"),
        (Self::Price, "price"),
        (Self::Availability, "availability"),
        (Self::Url, "url"),
        (Self::Roles, "roles"),
    ];

    fn of(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(field, _)| *field)
    }

    const fn is_list(self) -> bool {
        matches!(self, Self::Keywords | Self::Roles)
    }

    /// The most characters of a value, and the most values.
    const fn bounds(self) -> (usize, usize) {
        match self {
            Self::Id => (100, 1),
            Self::Title | Self::Price | Self::Availability => (200, 1),
            Self::Category | Self::Service => (80, 1),
            Self::Language => (35, 1),
            Self::Url => (2_000, 1),
            Self::Keywords => (80, 30),
            Self::Roles => (100, 20),
        }
    }
}

/// What was read.
#[derive(Debug, Default)]
pub(super) struct Front {
    values: Vec<(Field, Vec<String>, Range<usize>)>,
    /// Where the text begins.
    pub body: usize,
}

type Add<'a> = dyn FnMut(Range<usize>, &str, String) + 'a;

impl Front {
    /// Reads it, where the text begins with it.
    pub(super) fn read(text: &str, add: &mut Add<'_>) -> Self {
        let mut front = Self::default();
        // Some editors write a mark before the first letter.
        let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let mut at = start;
        for (number, line) in text.get(start..).unwrap_or_default().split_inclusive('\n').enumerate() {
            let written = line.trim_end();
            match (number, written) {
                (0, "---") => {}
                (0, _) => {
                    front.body = start;
                    return front;
                }
                (_, "---") => {
                    front.body = at + line.len();
                    front.check(add);
                    return front;
                }
                _ => front.line(written, at, add),
            }
            at += line.len();
        }
        add(start..start, "", "the lines before the text have no end: a line `---` closes them".to_owned());
        front.body = text.len();
        front
    }

    fn line(&mut self, line: &str, at: usize, add: &mut Add<'_>) {
        let trimmed = line.trim_start();
        let span = at + line.len() - trimmed.len()..at + line.len();
        if trimmed.is_empty() || trimmed.starts_with('#') {
            return;
        }
        if let Some(item) = trimmed.strip_prefix("- ") {
            match self.values.last_mut().filter(|(field, ..)| field.is_list()) {
                Some((_, values, _)) => values.push(unquoted(item)),
                None => add(span, "", "an item of a list, and no list above it".to_owned()),
            }
            return;
        }
        let Some((key, value)) = trimmed.split_once(':').filter(|_| span.start == at) else {
            add(span, "", "must be `key: value`".to_owned());
            return;
        };
        let key = key.trim();
        let Some(field) = Field::of(key) else {
            let known = nearest(key, Field::ALL.iter().map(|(_, name)| *name));
            let meant = known.map(|name| format!(". Did you mean `{name}`?")).unwrap_or_default();
            let all: Vec<&str> = Field::ALL.iter().map(|(_, name)| *name).collect();
            let meant = if meant.is_empty() { format!(": known are {}", all.join(", ")) } else { meant };
            add(at..at + key.len(), key, format!("is not known{meant}"));
            return;
        };
        if self.values.iter().any(|(other, ..)| *other == field) {
            add(at..at + key.len(), key, "is there twice".to_owned());
            return;
        }
        let value = value.trim();
        let values = if field.is_list() { list(value) } else { vec![unquoted(value)] };
        self.values.push((field, values, span));
    }

    fn check(&self, add: &mut Add<'_>) {
        for (field, values, span) in &self.values {
            let name = Field::ALL.iter().find(|(one, _)| one == field).map_or("", |(_, name)| name);
            let (characters, count) = field.bounds();
            if values.is_empty() || values.iter().any(String::is_empty) {
                add(span.clone(), name, "has no value".to_owned());
            }
            if values.len() > count {
                add(span.clone(), name, format!("takes at most {count}"));
            }
            if let Some(long) = values.iter().find(|value| value.chars().count() > characters) {
                let many = long.chars().count();
                add(span.clone(), name, format!("has {many} characters, of {characters} that are allowed"));
            }
            for value in values {
                if *field == Field::Language && !is_language(value) {
                    add(
                        span.clone(),
                        name,
                        format!("`{value}` is no language tag (BCP 47), such as `pt-BR`"),
                    );
                }
                if *field == Field::Url && !is_link(value) {
                    let reason =
                        "must be an `https` address, or a path of the page's own site such as `/offer`";
                    add(span.clone(), name, reason.to_owned());
                }
            }
        }
    }

    fn all(&self, field: Field) -> Vec<String> {
        let found = self.values.iter().find(|(one, ..)| *one == field);
        found.map(|(_, values, _)| values.clone()).unwrap_or_default()
    }

    /// The value of a key.
    pub(super) fn one(&self, field: Field) -> Option<String> {
        self.all(field).into_iter().next()
    }

    /// Where a key stands; the beginning where it does not.
    pub(super) fn span(&self, field: Field) -> Range<usize> {
        self.values.iter().find(|(one, ..)| *one == field).map_or(0..0, |(.., span)| span.clone())
    }

    /// An entry of what was read.
    pub(super) fn entry(&self, id: &str, title: &str, text: &str) -> KnowledgeEntry {
        KnowledgeEntry {
            id: id.to_owned(),
            title: title.to_owned(),
            text: text.to_owned(),
            language: self.one(Field::Language),
            category: self.one(Field::Category),
            keywords: self.all(Field::Keywords),
            service: self.one(Field::Service),
            price: self.one(Field::Price),
            availability: self.one(Field::Availability),
            url: self.one(Field::Url),
            roles: self.all(Field::Roles),
        }
    }
}

/// `[a, "b, c"]`, `a, b`, or nothing where the items follow in lines of their own.
fn list(value: &str) -> Vec<String> {
    let inside = value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(value);
    let (mut items, mut item, mut quote) = (Vec::new(), String::new(), None);
    for sign in inside.chars() {
        match (sign, quote) {
            (',', None) => items.push(core::mem::take(&mut item)),
            ('"' | '\'', None) if item.trim().is_empty() => {
                quote = Some(sign);
                item.push(sign);
            }
            (_, Some(open)) if sign == open => {
                quote = None;
                item.push(sign);
            }
            _ => item.push(sign),
        }
    }
    items.push(item);
    items.iter().map(|item| unquoted(item)).filter(|item| !item.is_empty()).collect()
}

fn unquoted(value: &str) -> String {
    let value = value.trim();
    let inside = |quote: char| value.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
    inside('"').or_else(|| inside('\'')).unwrap_or(value).trim().to_owned()
}

fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let is_first =
        |part: &str| (2..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_part =
        |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    parts.next().is_some_and(is_first) && parts.all(is_part)
}

fn is_link(link: &str) -> bool {
    let is_path = link.starts_with('/') && !link.starts_with("//") && !link.starts_with("/\\");
    let is_address = link.strip_prefix("https://").is_some_and(|rest| !rest.is_empty());
    (is_path || is_address) && !link.contains(char::is_whitespace)
}
