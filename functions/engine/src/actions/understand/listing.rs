//! Records that are asked for by what they are like: "my open bugs in Phoenix due this week", "tasks by status".

use serde_json::{Value as Json, json};
use shared::tenant::{Field, RecordAction};
use shared::value::{DateRange, Kind};

use super::english::{BELONGS, FILLERS, SELF, STATUS_NAMES};
use super::lexicon::{Meaning, Named};
use super::look::Look;
use super::words::{Alike, Mark, Word};
use crate::actions::Order;
use crate::records::{Condition, Test, access};
use crate::rules::values::{find_money, find_numbers};

/// Records that are asked for.
#[derive(Debug)]
pub(super) struct Listing {
    pub(super) of: usize,
    /// Whether the type was said, rather than guessed.
    pub(super) said: bool,
    pub(super) filters: Vec<Condition>,
    pub(super) words: Option<String>,
    pub(super) by: Option<String>,
    pub(super) sum: Option<String>,
    pub(super) order: Option<Order>,
    pub(super) loss: f64,
}

const OPEN: [&str; 10] = [
    "open",
    "unfinished",
    "outstanding",
    "remaining",
    "left",
    "incomplete",
    "undone",
    "pending",
    "unresolved",
    "uncompleted",
];
const CLOSED: [&str; 6] = ["closed", "done", "completed", "finished", "resolved", "ticked"];
const CALLED: [&str; 9] =
    ["called", "named", "titled", "about", "containing", "matching", "mentioning", "regarding", "like"];

/// What is taken off for a word that nothing is known of.
const UNKNOWN: f64 = 0.25;

/// The records that these words ask for, if they ask for any.
pub(super) fn listing(look: &Look<'_>, words: &[Word]) -> Option<Listing> {
    listing_of(look, words, None)
}

/// The same, of this type where no other is said.
pub(super) fn listing_of(look: &Look<'_>, words: &[Word], hint: Option<usize>) -> Option<Listing> {
    let mut reader = Reader::of(look, words, hint)?;
    reader.read();
    Some(reader.listing)
}

struct Reader<'r, 'a> {
    look: &'r Look<'a>,
    words: &'r [Word],
    /// Where a day is named, and which.
    dates: Vec<(core::ops::Range<usize>, DateRange)>,
    listing: Listing,
    statuses: Vec<Json>,
    at: usize,
}

impl<'r, 'a> Reader<'r, 'a> {
    fn of(look: &'r Look<'a>, words: &'r [Word], hint: Option<usize>) -> Option<Self> {
        let named = |at: usize| look.lexicon.type_at(&words[at..]).filter(|named| named.alike > Alike::Typo);
        // A state or a field that is called as a type ("lead") is told by the type that stands beside it.
        // "by project" says what is told apart, not what is looked for.
        let groups = |at: &usize| *at > 0 && words[*at - 1].is(&["by", "per", "each"]);
        let exact = (0..words.len()).filter(|at| !groups(at)).find_map(named);
        let slip =
            || (0..words.len()).filter(|at| !groups(at)).find_map(|at| look.lexicon.type_at(&words[at..]));
        let (of, said, loss) = match exact.or_else(slip) {
            Some(named) => {
                (named.meaning.of_type(), true, if named.alike == Alike::Typo { 0.1 } else { 0.0 })
            }
            None => {
                let focus = look.focus_type().filter(|_| !look.sentence.thread.focus.is_empty());
                match look.only_type().or(hint).or(focus) {
                    Some(of) => (of, false, 0.0),
                    None => (look.to_do_type()?, false, 0.25),
                }
            }
        };
        let listing =
            Listing { of, said, filters: Vec::new(), words: None, by: None, sum: None, order: None, loss };
        Some(Self { look, words, dates: look.dates(words), listing, statuses: Vec::new(), at: 0 })
    }

    fn read(&mut self) {
        while self.at < self.words.len() {
            let step = self.step();
            self.at += step.max(1);
        }
        if !self.statuses.is_empty() {
            let mut statuses = core::mem::take(&mut self.statuses);
            statuses.dedup();
            let test = if statuses.len() == 1 { Test::Is(statuses.remove(0)) } else { Test::In(statuses) };
            self.filter("status", test);
        }
    }

    fn rest(&self) -> &'r [Word] {
        &self.words[self.at..]
    }

    fn filter(&mut self, field: &str, test: Test) {
        let before = self.listing.filters.iter_mut().find(|known| known.field == field);
        match (before.map(|known| &mut known.test), &test) {
            // "in Phoenix and Apollo"
            (Some(Test::Is(one)), Test::Is(other)) if one != other => {
                let both = vec![one.take(), other.clone()];
                self.listing.filters.retain(|known| known.field != field);
                self.listing.filters.push(Condition { field: field.to_owned(), test: Test::In(both) });
                return;
            }
            (Some(Test::In(several)), Test::Is(other)) => {
                several.push(other.clone());
                return;
            }
            _ => {}
        }
        let condition = Condition { field: field.to_owned(), test };
        if !self.listing.filters.contains(&condition) {
            self.listing.filters.push(condition);
        }
    }

    /// Reads what stands here, and says in how many words.
    fn step(&mut self) -> usize {
        let readers: [fn(&mut Self) -> Option<usize>; 17] = [
            Self::grouping,
            Self::order,
            Self::denied,
            Self::own,
            Self::due,
            Self::openness,
            Self::created,
            Self::assigned,
            Self::state,
            Self::chosen,
            Self::comparison,
            Self::comparison_before,
            Self::record_type,
            Self::belonging,
            Self::summed,
            Self::called,
            Self::quoted,
        ];
        for reader in readers {
            if let Some(length) = reader(self) {
                return length;
            }
        }
        let word = &self.rest()[0];
        if word.is(FILLERS)
            || word.is(BELONGS)
            || word.is(&[
                "by",
                "not",
                "or",
                "as",
                "here",
                "today's",
                "so",
                "far",
                "yet",
                "else",
                "anything",
                "everything",
                "something",
                "things",
                "thing",
                "ones",
                "one",
                "number",
            ])
        {
            return 1;
        }
        // A name nobody knows: "the Phoenix bugs", "tasks groceries".
        let name = core::slice::from_ref(word);
        let known_name = word.capital || self.listing.said;
        if let Some(field) = self.reference(None)
            && word.capital
        {
            // "how many tasks does Ben have" names nothing that they belong to.
            let is_type = |words: &[Word]| self.look.lexicon.type_at(words).is_some();
            let length = self.name_length(1);
            let stands_by =
                is_type(&self.words[self.at.saturating_sub(1)..]) || is_type(&self.rest()[length..]);
            let joined = self.at > 0 && self.words[self.at - 1].is(&["and", "or"]);
            if !stands_by && !joined {
                self.listing.loss += 0.35;
            }
            let key = field.key.clone();
            let name = self.text(length);
            self.filter(&key, Test::Is(json!(name)));
            return length;
        }
        let said = self.look.text(name).to_owned();
        let words = self.listing.words.take();
        self.listing.words = Some(words.map_or(said.clone(), |before| format!("{before} {said}")));
        self.listing.loss += if known_name { 0.15 } else { UNKNOWN };
        1
    }

    fn text(&self, length: usize) -> String {
        self.look.text(&self.rest()[..length]).trim_matches(['"', '“', '”', '„']).to_owned()
    }

    /// "by status", "per project", "for each assignee"
    fn grouping(&mut self) -> Option<usize> {
        let rest = self.rest();
        let lead = match rest {
            [first, ..] if first.is(&["by", "per"]) => 1,
            [first, second, ..]
                if first.is(&["grouped", "split", "broken", "divided"]) && second.is(&["by"]) =>
            {
                2
            }
            [first, second, third, ..]
                if first.is(&["broken"]) && second.is(&["down"]) && third.is(&["by"]) =>
            {
                3
            }
            [first, second, ..] if first.is(&["for", "in"]) && second.is(&["each", "every"]) => 2,
            _ => return None,
        };
        let lead = if rest.get(lead).is_some_and(|word| word.is(&["the", "each"])) { lead + 1 } else { lead };
        if rest.get(lead)?.is(STATUS_NAMES) {
            self.listing.by = Some("status".to_owned());
            return Some(lead + 1);
        }
        if let Some(named) = self.look.lexicon.field_at(&rest[lead..], Some(self.listing.of))
            && named.alike >= Alike::Typo
            && !rest[lead].is(BELONGS)
        {
            self.listing.by = self.field_key(named.meaning);
            return Some(lead + named.length);
        }
        // "tasks by project"
        let named = self.look.lexicon.type_at(&rest[lead..])?;
        let field = self.reference(Some(named.meaning.of_type()))?;
        self.listing.by = Some(field.key.clone());
        Some(lead + named.length)
    }

    fn field_key(&self, meaning: Meaning) -> Option<String> {
        let Meaning::Field(of, field) = meaning else { return None };
        self.look.lexicon.field(of, field).map(|field| field.key.clone())
    }

    /// "sorted by due date", "newest first"
    fn order(&mut self) -> Option<usize> {
        let rest = self.rest();
        if rest.len() >= 3 && rest[0].is(&["sorted", "ordered", "sort", "order"]) && rest[1].is(&["by"]) {
            let named = self.look.lexicon.field_at(&rest[2..], Some(self.listing.of))?;
            let descending =
                rest.get(2 + named.length).is_some_and(|word| word.is(&["descending", "desc", "backwards"]));
            self.listing.order = Some(Order { by: self.field_key(named.meaning)?, descending });
            return Some(2 + named.length + usize::from(descending));
        }
        let descending = match rest.first()? {
            word if word.is(&["newest", "latest", "recent", "most-recent"]) => true,
            word if word.is(&["oldest"]) => false,
            _ => return None,
        };
        self.listing.order = Some(Order { by: "created_at".to_owned(), descending });
        Some(1 + usize::from(rest.get(1).is_some_and(|word| word.is(&["first"]))))
    }

    /// "without a deadline", "not done", "that are not in review"
    fn denied(&mut self) -> Option<usize> {
        let rest = self.rest();
        if rest[0].is(&["unassigned"]) {
            let owner = self.look.lexicon.owner(self.listing.of)?.key.clone();
            self.filter(&owner, Test::Known(false));
            return Some(1);
        }
        if rest[0].is(&["without", "no", "lacking", "missing"]) {
            let skip = 1 + usize::from(rest.get(1).is_some_and(|word| word.is(&["a", "an", "any", "the"])));
            let named = self.look.lexicon.field_at(&rest[skip.min(rest.len())..], Some(self.listing.of))?;
            let key = self.field_key(named.meaning)?;
            self.filter(&key, Test::Known(false));
            return Some(skip + named.length);
        }
        if !rest[0].is(&["not", "aren't", "isn't"]) {
            return None;
        }
        let skip = 1 + usize::from(rest.get(1).is_some_and(|word| word.is(&["yet", "in", "marked"])));
        let after = rest.get(skip..)?;
        if after.first().is_some_and(|word| word.is(&CLOSED)) {
            self.open();
            return Some(skip + 1);
        }
        let named = self.look.lexicon.status_at(after, Some(self.listing.of))?;
        let status = self.look.status_value(named.meaning)?;
        self.filter("status", Test::NotIn(vec![json!(status)]));
        Some(skip + named.length)
    }

    fn open(&mut self) {
        let closed: Vec<Json> =
            self.look.lexicon.closed(self.listing.of).into_iter().map(|status| json!(status)).collect();
        if !closed.is_empty() {
            self.filter("status", Test::NotIn(closed));
        }
    }

    /// "my", "assigned to me", "do I have"
    fn own(&mut self) -> Option<usize> {
        let rest = self.rest();
        let length = match rest {
            [first, second, third, ..]
                if first.is(&["assigned", "belonging", "owned"])
                    && second.is(&["to", "by"])
                    && third.is(&["me"]) =>
            {
                3
            }
            [first, second, ..] if first.is(&["for", "of"]) && second.is(&["me", "mine"]) => 2,
            [first, second, ..] if first.is(&["i"]) && second.is(&["have", "own", "must"]) => 2,
            [first, ..] if first.is(&["my", "mine"]) => 1,
            _ => return None,
        };
        let Some(owner) = self.look.lexicon.owner(self.listing.of) else { return Some(length) };
        let one = self.look.lexicon.types.get(self.listing.of)?;
        let assigned = [&owner.key, &owner.name()]
            .into_iter()
            .chain(&owner.synonyms)
            .any(|name| crate::rules::folded(name).contains("assign"));
        // Where they see nothing but their own anyway, "my" adds nothing: "my projects".
        let limited = !access(one, RecordAction::Find, self.look.sentence.actor).is_all();
        if (assigned || !limited)
            && let Some(me) = self.look.sentence.actor.known("visitor")
        {
            let key = owner.key.clone();
            self.filter(&key, Test::Is(me));
        }
        Some(length)
    }

    /// "due this week", "by Friday", "overdue", "today"
    fn due(&mut self) -> Option<usize> {
        let rest = self.rest();
        if rest[0].is(&["overdue", "late", "belated"]) || (rest[0].is(&["past"]) && rest.get(1)?.is(&["due"]))
        {
            let due = self.look.lexicon.due(self.listing.of)?.key.clone();
            let yesterday = self.look.today().yesterday().ok()?;
            self.filter(&due, Test::AtMost(json!(yesterday.to_string())));
            self.open();
            return Some(1 + usize::from(rest[0].is(&["past"])));
        }
        let mut skip = 0;
        while rest.get(skip).is_some_and(|word| {
            word.is(&[
                "due", "by", "on", "until", "till", "before", "after", "since", "for", "from", "deadline",
                "is", "are", "in", "within", "up", "to", "ending",
            ])
        }) {
            if self.date_at(self.at + skip).is_some() {
                break;
            }
            skip += 1;
        }
        let Some((end, day)) = self.date_at(self.at + skip) else {
            return (rest[0].is(&["due"]) && rest.len() > 1 && skip == 1).then_some(1);
        };
        let due = self.look.lexicon.due(self.listing.of)?.key.clone();
        let said = |names: &[&str]| rest[..end - self.at].iter().any(|word| word.is(names));
        let before = said(&["by", "before", "until", "till"]);
        let after = said(&["after", "since"]);
        self.days(&due, &day, before, after);
        Some(end - self.at)
    }

    /// "created this week", "added yesterday"
    fn created(&mut self) -> Option<usize> {
        let rest = self.rest();
        let by = match rest.first()? {
            word if word.is(&["created", "added", "made", "reported", "opened"]) => "created_at",
            word if word.is(&["changed", "updated", "edited", "modified"]) => "changed_at",
            _ => return None,
        };
        let mut skip = 1;
        while rest
            .get(skip)
            .is_some_and(|word| word.is(&["in", "on", "since", "the", "within", "after", "before", "last"]))
            && self.date_at(self.at + skip).is_none()
        {
            skip += 1;
        }
        let (end, day) = match self.date_at(self.at + skip) {
            Some(found) => found,
            // A day that is past has no name among the days to come.
            None if rest.get(skip)?.is(&["yesterday"]) => {
                (self.at + skip + 1, DateRange::on(self.look.today().yesterday().ok()?.to_string()))
            }
            None => return None,
        };
        self.days(by, &day, false, rest[1..skip].iter().any(|word| word.is(&["since", "after"])));
        Some(end - self.at)
    }

    fn date_at(&self, at: usize) -> Option<(usize, DateRange)> {
        self.dates.iter().find(|(place, _)| place.start == at).map(|(place, day)| (place.end, day.clone()))
    }

    fn days(&mut self, field: &str, day: &DateRange, before: bool, after: bool) {
        let (from, to) = (day.from.clone(), day.to.clone());
        if let (Some(from), false) = (&from, before) {
            self.filter(field, Test::AtLeast(json!(from)));
        }
        if let (Some(to), false) = (&to, after) {
            self.filter(field, Test::AtMost(json!(to)));
        }
    }

    /// "open", "closed"; not where a state of the type is called so in more words.
    fn openness(&mut self) -> Option<usize> {
        let rest = self.rest();
        let longer =
            self.look.lexicon.status_at(rest, Some(self.listing.of)).filter(|named| named.length > 1);
        if longer.is_some() || self.look.lexicon.closed(self.listing.of).is_empty() {
            return None;
        }
        if rest[0].is(&OPEN) {
            self.open();
            // "what's left to do"
            let to_do = rest.len() >= 3 && rest[1].is(&["to"]) && rest[2].is(&["do", "finish"]);
            return Some(if to_do { 3 } else { 1 });
        }
        if rest.len() >= 2
            && rest[0].is(&["to"])
            && rest[1].is(&["do"])
            && self.look.lexicon.status_at(rest, Some(self.listing.of)).is_none()
        {
            self.open();
            return Some(2);
        }
        let state = self.look.lexicon.status_at(rest, Some(self.listing.of));
        if rest[0].is(&CLOSED) && state.is_none_or(|named| named.alike == Alike::Typo) {
            let closed = self.look.lexicon.closed(self.listing.of).into_iter().map(|status| json!(status));
            self.statuses.extend(closed);
            return Some(1);
        }
        None
    }

    /// "assigned to Ana", "owned by Ana"
    fn assigned(&mut self) -> Option<usize> {
        let rest = self.rest();
        let named = self.look.lexicon.field_at(rest, Some(self.listing.of)).filter(|named| {
            matches!(named.meaning, Meaning::Field(of, field) if self.look.lexicon.field(of, field).is_some_and(|field| field.user))
        });
        let (key, mut skip) = match (rest, named) {
            ([first, second, ..], _)
                if first.is(&["assigned", "belonging", "given"]) && second.is(&["to"]) =>
            {
                (self.look.lexicon.owner(self.listing.of)?.key.clone(), 2)
            }
            ([first, second, ..], _) if first.is(&["owned", "handled"]) && second.is(&["by"]) => {
                (self.look.lexicon.owner(self.listing.of)?.key.clone(), 2)
            }
            (_, Some(named)) => (self.field_key(named.meaning)?, named.length),
            _ => return None,
        };
        while rest.get(skip).is_some_and(|word| word.is(&["is", "to", "by", "="])) {
            skip += 1;
        }
        let name = rest.get(skip)?;
        if name.is(SELF) {
            let me = self.look.sentence.actor.known("visitor")?;
            self.filter(&key, Test::Is(me));
            return Some(skip + 1);
        }
        if name.is(FILLERS) || name.is(&["nobody", "anybody"]) {
            if name.is(&["nobody"]) {
                self.filter(&key, Test::Known(false));
                return Some(skip + 1);
            }
            return None;
        }
        let length = self.name_length(skip + 1) - skip;
        let said = self.look.text(&rest[skip..skip + length]).to_owned();
        self.filter(&key, Test::Is(json!(said)));
        Some(skip + length)
    }

    /// "in review", "new", "with status done"
    fn state(&mut self) -> Option<usize> {
        let rest = self.rest();
        let mut skip = 0;
        while rest.get(skip).is_some_and(|word| {
            word.is(&["with", "in", "at", "whose", "the", "is", "are", "="]) || word.is(STATUS_NAMES)
        }) {
            if self.exact_status(skip).is_some_and(|named| named.length > 1) {
                break;
            }
            skip += 1;
        }
        let named = self.exact_status(skip)?;
        let status = self.look.status_value(named.meaning)?;
        self.statuses.push(json!(status));
        let mut length = skip + named.length;
        if rest.get(length).is_some_and(|word| word.is(STATUS_NAMES)) {
            length += 1;
        }
        Some(length)
    }

    fn exact_status(&self, skip: usize) -> Option<Named> {
        let words = self.rest().get(skip..).filter(|words| !words.is_empty())?;
        let named = self.look.lexicon.status_at(words, Some(self.listing.of))?;
        // A type that is called so as well is the type.
        let as_type = self.look.lexicon.type_at(words).filter(|named| named.alike == Alike::Same);
        (as_type.is_none_or(|of| of.length < named.length)).then_some(named)
    }

    /// "high priority", "priority high", "critical"
    fn chosen(&mut self) -> Option<usize> {
        let rest = self.rest();
        let of = Some(self.listing.of);
        let mut skip = 0;
        while rest.get(skip).is_some_and(|word| word.is(&["with", "of", "a", "the", "whose"])) {
            skip += 1;
        }
        let words = rest.get(skip..).filter(|words| !words.is_empty())?;
        // "priority high", "priority is high"
        let named = self.look.lexicon.field_at(words, of);
        let field = named.and_then(|named| self.field_key(named.meaning).map(|key| (key, named.length)));
        if let Some((key, length)) = field {
            let is = usize::from(words.get(length).is_some_and(|word| word.is(&["is", "=", "of", "set"])));
            if let Some(value) = words.get(length + is..)
                && let Some(named) = self.choice_of(value, &key)
            {
                let value = self.look.choice_value(named.meaning)?.1;
                self.filter(&key, Test::Is(json!(value)));
                return Some(skip + length + is + named.length);
            }
        }
        let named = self.look.lexicon.choice_at(words, of)?;
        if words[0].is(BELONGS) {
            return None;
        }
        let (key, value) = self.look.choice_value(named.meaning)?;
        let mut length = skip + named.length;
        if let Some(field) = rest.get(length..).and_then(|after| self.look.lexicon.field_at(after, of))
            && self.field_key(field.meaning).as_deref() == Some(key)
        {
            length += field.length;
        }
        self.filter(key, Test::Is(json!(value)));
        Some(length)
    }

    fn choice_of(&self, words: &[Word], key: &str) -> Option<Named> {
        let fits = |meaning: Meaning| {
            meaning.of_type() == self.listing.of
                && self.look.choice_value(meaning).is_some_and(|(field, _)| field == key)
        };
        self.look.lexicon.at(words, fits).into_iter().next()
    }

    /// "with more than 5 points"
    fn comparison_before(&mut self) -> Option<usize> {
        let rest = self.rest();
        let digits =
            rest.iter().take(5).position(|word| word.flat.starts_with(|sign: char| sign.is_ascii_digit()))?;
        let named = self.look.lexicon.field_at(rest.get(digits + 1..)?, Some(self.listing.of))?;
        let Meaning::Field(of, place) = named.meaning else { return None };
        let field = self.look.lexicon.field(of, place).filter(|field| field.kind == Kind::Number)?;
        let leads = rest[..digits].iter().all(|word| {
            word.is(&[
                "with", "more", "less", "fewer", "than", "over", "under", "above", "below", "at", "least",
                "most", "up", "to", "of", "exactly",
            ])
        });
        let found = find_numbers(self.look.text(&rest[..=digits]), &self.look.context());
        let value = found.first().filter(|_| leads)?.value;
        if let Some(min) = value.min {
            self.filter(&field.key, Test::AtLeast(json!(min)));
        }
        if let Some(max) = value.max {
            self.filter(&field.key, Test::AtMost(json!(max)));
        }
        Some(digits + 1 + named.length)
    }

    /// "worth more than 5k", "with an estimate over 8"
    fn comparison(&mut self) -> Option<usize> {
        let rest = self.rest();
        let mut skip = 0;
        while rest.get(skip).is_some_and(|word| word.is(&["with", "a", "an", "the", "whose"])) {
            skip += 1;
        }
        let named = self
            .look
            .lexicon
            .field_at(rest.get(skip..).filter(|words| !words.is_empty())?, Some(self.listing.of))?;
        let Meaning::Field(of, place) = named.meaning else { return None };
        let field = self.look.lexicon.field(of, place)?;
        if !matches!(field.kind, Kind::Number | Kind::Money) {
            return None;
        }
        let after = rest.get(skip + named.length..)?;
        // "sum of value by stage" has nothing to compare with.
        let end = after.iter().position(|word| {
            word.flat.starts_with(|sign: char| sign.is_ascii_digit() || "€$£".contains(sign))
        })? + 1;
        if end > 5 {
            return None;
        }
        let said = self.look.text(&after[..end]);
        let context = self.look.context();
        let (min, max) = match field.kind {
            Kind::Money => {
                let found = find_money(said, &context);
                let money = &found.first()?.value;
                let end = |number: Option<shared::value::Number>| {
                    number.map(|number| json!({ "min": number, "max": number, "currency": money.currency }))
                };
                (end(money.min), end(money.max))
            }
            _ => {
                let found = find_numbers(said, &context);
                let value = found.first()?.value;
                (value.min.map(|min| json!(min)), value.max.map(|max| json!(max)))
            }
        };
        if let Some(min) = min {
            self.filter(&field.key, Test::AtLeast(min));
        }
        if let Some(max) = max {
            self.filter(&field.key, Test::AtMost(max));
        }
        Some(skip + named.length + end)
    }

    /// The type itself; or another that it belongs to, with its name: "tasks of project Apollo".
    fn record_type(&mut self) -> Option<usize> {
        let named = self.look.lexicon.type_at(self.rest())?;
        if named.meaning.of_type() == self.listing.of {
            return Some(named.length);
        }
        let Some(field) = self.reference(Some(named.meaning.of_type())).map(|field| field.key.clone()) else {
            // What has nothing to do with the type is more than the rules can follow.
            self.listing.loss += 0.5;
            return Some(named.length);
        };
        let length = self.name_length(named.length);
        if length == named.length {
            return None;
        }
        let said = self.look.text(&self.rest()[named.length..length]).to_owned();
        self.filter(&field, Test::Is(json!(said)));
        Some(length)
    }

    /// "in Phoenix", "for the Apollo project", "from TechCorp"
    fn belonging(&mut self) -> Option<usize> {
        let rest = self.rest();
        let lead = rest.first().filter(|word| word.is(BELONGS))?;
        let mut skip = 1;
        while rest.get(skip).is_some_and(|word| word.is(&["the", "our", "my", "this", "that", "project's"])) {
            skip += 1;
        }
        // "in the project Phoenix"
        let mut of_type = None;
        if let Some(named) = rest.get(skip..).and_then(|words| self.look.lexicon.type_at(words)) {
            if named.meaning.of_type() == self.listing.of {
                // "number of tasks"
                return Some(skip);
            }
            of_type = Some(named.meaning.of_type());
            skip += named.length;
        }
        let name = rest.get(skip)?;
        if name.is(FILLERS) || name.is(SELF) {
            return None;
        }
        let length = self.name_length(skip + 1);
        let mut end = length;
        // "in the Phoenix project"
        if let Some(named) = rest.get(length..).and_then(|words| self.look.lexicon.type_at(words))
            && named.meaning.of_type() != self.listing.of
        {
            of_type = Some(named.meaning.of_type());
            end += named.length;
        }
        let said = self.look.text(&rest[skip..length]).trim_matches(['"', '“', '”', '„']).to_owned();
        let called = self.look.lexicon.at(
            core::slice::from_ref(lead),
            |meaning| matches!(meaning, Meaning::Field(of, _) if of == self.listing.of),
        );
        let by_lead = called.iter().filter(|named| named.alike == Alike::Same).find_map(|named| {
            let Meaning::Field(of, place) = named.meaning else { return None };
            self.look.lexicon.field(of, place).filter(|field| field.kind == Kind::Text)
        });
        let field = match of_type {
            Some(of) => self.reference(Some(of)),
            None => by_lead.or_else(|| self.reference(None)),
        };
        match field {
            Some(field) => {
                let key = field.key.clone();
                self.filter(&key, Test::Is(json!(said)));
            }
            None => {
                let words = self.listing.words.take();
                self.listing.words = Some(words.map_or(said.clone(), |before| format!("{before} {said}")));
                self.listing.loss += 0.1;
            }
        }
        Some(end)
    }

    /// The field that refers to this type (to any, where none is told).
    fn reference(&self, to: Option<usize>) -> Option<&'a Field> {
        let fields = &self.look.lexicon.types.get(self.listing.of)?.fields;
        fields.iter().find(|field| {
            field
                .refers_to
                .as_ref()
                .is_some_and(|key| to.is_none_or(|to| self.look.place_of(key) == Some(to)))
        })
    }

    /// Up to which word a name goes that begins before `from`: to the next that is known, a comma or the end.
    fn name_length(&self, from: usize) -> usize {
        let rest = self.rest();
        let mut length = from;
        while length < rest.len() && rest[length - 1].mark == Mark::None {
            let word = &rest[length];
            let words = &rest[length..];
            let of = Some(self.listing.of);
            let known = word.is(FILLERS)
                || word.is(BELONGS)
                || word.is(&[
                    "due", "by", "per", "with", "without", "assigned", "owned", "sorted", "grouped", "and",
                    "or", "not", "overdue", "left", "created",
                ])
                || self.date_at(self.at + length).is_some()
                || self.look.lexicon.type_at(words).is_some_and(|named| named.alike > Alike::Typo)
                || self.look.lexicon.status_at(words, of).is_some_and(|named| named.alike > Alike::Typo)
                || (!word.capital
                    && self.look.lexicon.field_at(words, of).is_some_and(|named| named.alike > Alike::Typo));
            if known || length - from >= 4 {
                break;
            }
            length += 1;
        }
        length
    }

    /// What is summed: "deal value"
    fn summed(&mut self) -> Option<usize> {
        let named = self.look.lexicon.field_at(self.rest(), Some(self.listing.of))?;
        let Meaning::Field(of, place) = named.meaning else { return None };
        let field = self.look.lexicon.field(of, place)?;
        if !matches!(field.kind, Kind::Number | Kind::Money) {
            return None;
        }
        self.listing.sum = Some(field.key.clone());
        Some(named.length)
    }

    /// "called Login page"
    fn called(&mut self) -> Option<usize> {
        let rest = self.rest();
        if !rest[0].is(&CALLED) || rest.len() < 2 {
            return None;
        }
        let length = self.name_length(2).max(2);
        self.listing.words =
            Some(self.look.text(&rest[1..length]).trim_matches(['"', '“', '”', '„']).to_owned());
        Some(length)
    }

    fn quoted(&mut self) -> Option<usize> {
        let word = self.rest().first().filter(|word| word.quoted)?;
        self.listing.words = Some(self.look.text(core::slice::from_ref(word)).to_owned());
        Some(1)
    }
}
