//! The words of the calendar, folded, in all languages together. Data only.

use jiff::civil::Weekday;

use super::calendar::{Feast, Season};

/// Months by name.
pub(super) const MONTHS: &[(&str, i8)] = &[
    ("january", 1), ("jan", 1), ("januar", 1), ("janner", 1), ("jaenner", 1), ("enero", 1), ("ene", 1), ("janeiro", 1),
    ("february", 2), ("feb", 2), ("februar", 2), ("feber", 2), ("febrero", 2), ("fevereiro", 2), ("febr", 2),
    ("march", 3), ("mar", 3), ("marz", 3), ("maerz", 3), ("mrz", 3), ("marzo", 3), ("marco", 3),
    ("april", 4), ("apr", 4), ("aprl", 4), ("arpil", 4), ("apirl", 4), ("aprill", 4), ("abril", 4), ("abr", 4),
    ("may", 5), ("mai", 5), ("mayo", 5), ("maio", 5),
    ("june", 6), ("jun", 6), ("juni", 6), ("juno", 6), ("junio", 6), ("junho", 6),
    ("july", 7), ("jul", 7), ("juli", 7), ("julei", 7), ("julio", 7), ("julho", 7), ("jully", 7),
    ("august", 8), ("aug", 8), ("agosto", 8),
    ("september", 9), ("sep", 9), ("sept", 9), ("septiembre", 9), ("setiembre", 9), ("setembro", 9),
    ("october", 10), ("oct", 10), ("oktober", 10), ("okt", 10), ("octubre", 10), ("outubro", 10),
    ("november", 11), ("nov", 11), ("noviembre", 11), ("novembro", 11),
    ("december", 12), ("dec", 12), ("dezember", 12), ("dez", 12), ("diciembre", 12), ("dic", 12), ("dezembro", 12),
];

/// Months that are other words too: they need a day, a preposition or a part of the month beside them.
pub(super) const WEAK_MONTHS: &[&str] = &["may", "mar", "jan", "march", "juno", "marco", "dec", "abr", "ene", "dez", "mai"];

/// Months that are first names too: "April Smith".
pub(super) const NAMES: &[&str] = &["april", "may", "june", "august", "jan", "julio", "mai", "abril", "juni", "augusto"];

/// Days of the week by name.
pub(super) const WEEKDAYS: &[(&str, Weekday)] = &[
    ("monday", Weekday::Monday), ("montag", Weekday::Monday), ("lunes", Weekday::Monday),
    ("tuesday", Weekday::Tuesday), ("tuseday", Weekday::Tuesday), ("dienstag", Weekday::Tuesday), ("martes", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday), ("wensday", Weekday::Wednesday), ("mittwoch", Weekday::Wednesday), ("miercoles", Weekday::Wednesday),
    ("thursday", Weekday::Thursday), ("donnerstag", Weekday::Thursday), ("jueves", Weekday::Thursday),
    ("friday", Weekday::Friday), ("freitag", Weekday::Friday), ("viernes", Weekday::Friday),
    ("saturday", Weekday::Saturday), ("samstag", Weekday::Saturday), ("sonnabend", Weekday::Saturday), ("sabado", Weekday::Saturday),
    ("sunday", Weekday::Sunday), ("sonntag", Weekday::Sunday), ("domingo", Weekday::Sunday),
];

/// Their abbreviations, which need a preposition before them or a date after them.
pub(super) const SHORT_WEEKDAYS: &[(&str, Weekday)] = &[
    ("mon", Weekday::Monday), ("tue", Weekday::Tuesday), ("tues", Weekday::Tuesday), ("wed", Weekday::Wednesday),
    ("thu", Weekday::Thursday), ("thur", Weekday::Thursday), ("thurs", Weekday::Thursday), ("fri", Weekday::Friday),
    ("sat", Weekday::Saturday), ("sun", Weekday::Sunday), ("mo", Weekday::Monday), ("di", Weekday::Tuesday),
    ("mi", Weekday::Wednesday), ("do", Weekday::Thursday), ("fr", Weekday::Friday), ("sa", Weekday::Saturday),
    ("so", Weekday::Sunday),
];

/// Names that are long enough for a slip of the finger to be recognised.
pub(super) const LONG_MONTHS: &[(&str, i8)] = &[
    ("january", 1), ("february", 2), ("august", 8), ("september", 9), ("october", 10), ("november", 11), ("december", 12),
    ("januar", 1), ("februar", 2), ("oktober", 10), ("dezember", 12), ("febrero", 2), ("septiembre", 9), ("octubre", 10),
    ("noviembre", 11), ("diciembre", 12),
];

/// Words that are near a name and mean something else.
pub(super) const NOT_MISTYPED: &[&str] =
    &["montage", "montags", "augusta", "augustus", "sundae", "sundays", "mondays", "fridays", "martes", "antes", "partes"];

/// Seasons.
pub(super) const SEASONS: &[(&str, Season)] = &[
    ("spring", Season::Spring), ("springtime", Season::Spring), ("fruhling", Season::Spring), ("fruhjahr", Season::Spring),
    ("fruehling", Season::Spring), ("fruehjahr", Season::Spring), ("primavera", Season::Spring),
    ("summer", Season::Summer), ("summertime", Season::Summer), ("sommer", Season::Summer), ("sommers", Season::Summer), ("verano", Season::Summer), ("verao", Season::Summer),
    ("autumn", Season::Autumn), ("fall", Season::Autumn), ("herbst", Season::Autumn), ("otono", Season::Autumn), ("outono", Season::Autumn),
    ("winter", Season::Winter), ("wintertime", Season::Winter), ("invierno", Season::Winter), ("inverno", Season::Winter),
];

/// Feasts.
pub(super) const FEASTS: &[(&str, Feast)] = &[
    ("christmas eve", Feast::Fixed(12, 24)), ("xmas eve", Feast::Fixed(12, 24)), ("heiligabend", Feast::Fixed(12, 24)),
    ("heiliger abend", Feast::Fixed(12, 24)), ("nochebuena", Feast::Fixed(12, 24)),
    ("christmas", Feast::Fixed(12, 25)), ("christmas day", Feast::Fixed(12, 25)), ("chrismas", Feast::Fixed(12, 25)), ("cristmas", Feast::Fixed(12, 25)),
    ("christams", Feast::Fixed(12, 25)), ("xmas", Feast::Fixed(12, 25)), ("x - mas", Feast::Fixed(12, 25)),
    ("weihnachten", Feast::Fixed(12, 25)), ("weinachten", Feast::Fixed(12, 25)), ("navidad", Feast::Fixed(12, 25)),
    ("navidades", Feast::Fixed(12, 25)), ("natal", Feast::Fixed(12, 25)),
    ("boxing day", Feast::Fixed(12, 26)),
    ("new year's eve", Feast::Fixed(12, 31)), ("new years eve", Feast::Fixed(12, 31)), ("nye", Feast::Fixed(12, 31)),
    ("silvester", Feast::Fixed(12, 31)), ("sylvester", Feast::Fixed(12, 31)), ("nochevieja", Feast::Fixed(12, 31)),
    ("new year", Feast::Fixed(1, 1)), ("new years", Feast::Fixed(1, 1)), ("new year's", Feast::Fixed(1, 1)),
    ("new year's day", Feast::Fixed(1, 1)), ("new years day", Feast::Fixed(1, 1)), ("neujahr", Feast::Fixed(1, 1)),
    ("neuen jahr", Feast::Fixed(1, 1)), ("neues jahr", Feast::Fixed(1, 1)), ("neuen jahres", Feast::Fixed(1, 1)),
    ("jahreswechsel", Feast::Fixed(1, 1)), ("ano nuevo", Feast::Fixed(1, 1)), ("ano novo", Feast::Fixed(1, 1)),
    ("reyes", Feast::Fixed(1, 6)), ("dreikonig", Feast::Fixed(1, 6)),
    ("valentine's day", Feast::Fixed(2, 14)), ("valentines day", Feast::Fixed(2, 14)), ("valentine's", Feast::Fixed(2, 14)),
    ("valentinstag", Feast::Fixed(2, 14)), ("san valentin", Feast::Fixed(2, 14)),
    ("halloween", Feast::Fixed(10, 31)), ("nikolaus", Feast::Fixed(12, 6)),
    ("carnival", Feast::Easter(-48)), ("rosenmontag", Feast::Easter(-48)), ("carnaval", Feast::Easter(-47)), ("karneval", Feast::Easter(-48)),
    ("good friday", Feast::Easter(-2)), ("karfreitag", Feast::Easter(-2)), ("viernes santo", Feast::Easter(-2)),
    ("easter", Feast::Easter(0)), ("easter sunday", Feast::Easter(0)), ("ostern", Feast::Easter(0)), ("ostersonntag", Feast::Easter(0)),
    ("pascua", Feast::Easter(0)), ("semana santa", Feast::Easter(0)), ("pascoa", Feast::Easter(0)),
    ("easter monday", Feast::Easter(1)), ("ostermontag", Feast::Easter(1)),
    ("whitsun", Feast::Easter(49)), ("pentecost", Feast::Easter(49)), ("pfingsten", Feast::Easter(49)),
    ("thanksgiving", Feast::Thanksgiving(0)), ("black friday", Feast::Thanksgiving(1)), ("cyber monday", Feast::Thanksgiving(4)),
];

/// A part of a month or of another period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Its first day.
    Beginning,
    /// The 15th of its middle month, or its middle day.
    Middle,
    /// Its last day.
    End,
}

/// Parts, each before the name of the period.
pub(super) const PARTS: &[(&str, Part)] = &[
    ("beginning of", Part::Beginning), ("the beginning of", Part::Beginning), ("begining of", Part::Beginning), ("start of", Part::Beginning), ("the start of", Part::Beginning),
    ("early", Part::Beginning), ("early in", Part::Beginning), ("beginning", Part::Beginning), ("anfang", Part::Beginning), ("anfangs", Part::Beginning),
    ("anfang von", Part::Beginning), ("beginn", Part::Beginning), ("zu beginn", Part::Beginning), ("principios de", Part::Beginning), ("a principios de", Part::Beginning), ("principio de", Part::Beginning),
    ("comienzos de", Part::Beginning), ("a comienzos de", Part::Beginning), ("inicios de", Part::Beginning), ("a inicios de", Part::Beginning), ("inicio de", Part::Beginning), ("comeco de", Part::Beginning),
    ("mid", Part::Middle), ("mid -", Part::Middle), ("mid of", Part::Middle), ("middle of", Part::Middle), ("the middle of", Part::Middle), ("midd", Part::Middle), ("mitte", Part::Middle),
    ("mitte von", Part::Middle), ("halfway through", Part::Middle), ("mediados de", Part::Middle), ("a mediados de", Part::Middle), ("meados de", Part::Middle), ("mediado de", Part::Middle),
    ("late", Part::End), ("late in", Part::End), ("end of", Part::End), ("the end of", Part::End), ("the very end of", Part::End), ("end", Part::End), ("ends of", Part::End), ("ende", Part::End),
    ("ende von", Part::End), ("finales de", Part::End), ("a finales de", Part::End), ("final de", Part::End), ("al final de", Part::End), ("fines de", Part::End), ("a fines de", Part::End), ("fin de", Part::End),
    ("fim de", Part::End), ("final do", Part::End), ("fim do", Part::End), ("spat im", Part::End), ("close of", Part::End),
];

/// "as soon as possible".
pub(super) const AT_ONCE: &[(&str, ())] = &[
    ("asap", ()), ("a . s . a . p", ()), ("as soon as possible", ()), ("as soon as you can", ()), ("as soon as u can", ()), ("as soon as we can", ()), ("as soon as poss", ()),
    ("as quickly as possible", ()), ("as quick as possible", ()), ("as fast as possible", ()), ("as early as possible", ()), ("soonest", ()),
    ("the sooner the better", ()), ("sooner the better", ()), ("soon as possible", ()), ("soon as you can", ()), ("right away", ()), ("straight away", ()), ("straightaway", ()),
    ("immediately", ()), ("immediatly", ()), ("so schnell wie moglich", ()), ("so schnell wie moeglich", ()), ("schnellstmoglich", ()), ("schnellstmoeglich", ()), ("so bald wie moglich", ()), ("so bald wie moeglich", ()),
    ("sobald wie moglich", ()), ("baldmoglichst", ()), ("moglichst bald", ()), ("moeglichst bald", ()), ("moglichst schnell", ()), ("so schnell es geht", ()), ("so fruh wie moglich", ()), ("moglichst sofort", ()),
    ("ab sofort", ()), ("sofort", ()), ("umgehend", ()), ("am liebsten gestern", ()), ("je fruher desto besser", ()), ("je eher desto besser", ()), ("je schneller desto besser", ()), ("cuanto antes", ()), ("lo antes posible", ()),
    ("lo mas pronto posible", ()), ("tan pronto como sea posible", ()), ("lo mas rapido posible", ()), ("cuanto antes mejor", ()), ("inmediatamente", ()), ("de inmediato", ()), ("ya mismo", ()),
    ("o quanto antes", ()), ("o mais rapido possivel", ()), ("quanto antes", ()), ("assim que possivel", ()),
];

/// Days counted from today, and whether they are said of a plan rather than in passing.
pub(super) const NEAR_DAYS: &[(&str, (i64, bool))] = &[
    ("today", (0, false)), ("tonight", (0, false)), ("heute", (0, false)), ("hoy", (0, false)), ("hoje", (0, false)),
    ("tomorrow", (1, true)), ("tomorow", (1, true)), ("tommorow", (1, true)), ("tommorrow", (1, true)), ("tmrw", (1, true)), ("tomorrow morning", (1, true)), ("2morrow", (1, true)),
    ("morgen", (1, true)), ("morgen fruh", (1, true)), ("manana", (1, true)), ("manana por la manana", (1, true)), ("amanha", (1, true)),
    ("the day after tomorrow", (2, true)), ("day after tomorrow", (2, true)), ("ubermorgen", (2, true)), ("uebermorgen", (2, true)), ("pasado manana", (2, true)), ("depois de amanha", (2, true)),
];

/// What stands before a period and says which one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// The present one.
    This,
    /// The one after it.
    Next,
    /// The one after that.
    AfterNext,
}

/// Words that say which one, before the period.
pub(super) const WHICH: &[(&str, Which)] = &[
    ("this", Which::This), ("this coming", Which::Next), ("current", Which::This), ("next", Which::Next), ("nxt", Which::Next), ("coming", Which::Next), ("the coming", Which::Next), ("upcoming", Which::Next),
    ("following", Which::Next), ("the following", Which::Next), ("diese", Which::This), ("diesen", Which::This), ("dieses", Which::This), ("diesem", Which::This), ("dieser", Which::This), ("laufenden", Which::This),
    ("nachste", Which::Next), ("nachsten", Which::Next), ("nachstes", Which::Next), ("nachster", Which::Next), ("nachstem", Which::Next), ("naechste", Which::Next), ("naechsten", Which::Next), ("naechstes", Which::Next), ("naechster", Which::Next),
    ("kommende", Which::Next), ("kommenden", Which::Next), ("kommendes", Which::Next), ("kommender", Which::Next), ("ubernachste", Which::AfterNext), ("ubernachsten", Which::AfterNext), ("ubernachstes", Which::AfterNext),
    ("ubernachster", Which::AfterNext), ("este", Which::This), ("esta", Which::This), ("proximo", Which::Next), ("proxima", Which::Next), ("el proximo", Which::Next), ("la proxima", Which::Next), ("del proximo", Which::Next),
    ("neste", Which::This), ("nesta", Which::This),
];

/// "que viene", after the period.
pub(super) const NEXT_AFTER: &[(&str, ())] =
    &[("que viene", ()), ("que entra", ()), ("proximo", ()), ("proxima", ()), ("que vem", ()), ("entrante", ())];

/// A period that has no name of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Period {
    /// Monday to Sunday.
    Week,
    /// Saturday and Sunday.
    Weekend,
    /// A month of the calendar.
    Month,
    /// A quarter of the calendar.
    Quarter,
    /// A year of the calendar.
    Year,
}

/// Periods.
pub(super) const PERIODS: &[(&str, Period)] = &[
    ("week", Period::Week), ("wk", Period::Week), ("woche", Period::Week), ("semana", Period::Week), ("weekend", Period::Weekend), ("wochenende", Period::Weekend), ("fin de semana", Period::Weekend),
    ("month", Period::Month), ("monat", Period::Month), ("monats", Period::Month), ("mes", Period::Month), ("quarter", Period::Quarter), ("quartal", Period::Quarter), ("quartals", Period::Quarter), ("trimestre", Period::Quarter),
    ("year", Period::Year), ("yr", Period::Year), ("jahr", Period::Year), ("jahres", Period::Year), ("ano", Period::Year), ("calendar year", Period::Year), ("kalenderjahr", Period::Year),
];

/// Ordinals in words, up to twelve, and the first of a month in the other languages.
pub(super) const ORDINALS: &[(&str, i8)] = &[
    ("first", 1), ("second", 2), ("third", 3), ("fourth", 4), ("fifth", 5), ("sixth", 6), ("seventh", 7), ("eighth", 8), ("ninth", 9), ("tenth", 10), ("eleventh", 11), ("twelfth", 12),
    ("fifteenth", 15), ("twentieth", 20), ("thirtieth", 30), ("ersten", 1), ("erster", 1), ("erste", 1), ("erstes", 1), ("zweiten", 2), ("zweiter", 2), ("zweite", 2), ("zweites", 2), ("dritten", 3), ("dritte", 3), ("drittes", 3),
    ("vierten", 4), ("vierte", 4), ("viertes", 4), ("funften", 5), ("zehnten", 10), ("funfzehnten", 15), ("zwanzigsten", 20), ("primero", 1), ("primer", 1), ("primera", 1), ("segundo", 2), ("segunda", 2), ("tercer", 3), ("tercera", 3), ("cuarto", 4), ("cuarta", 4),
    ("uno", 1), ("primeiro", 1),
];

/// Which end of the days a phrase leaves open, or that it is rough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    /// From the day on.
    From,
    /// From the end of it on.
    After,
    /// By the day: it is the day.
    By,
    /// In or on it: it is the day.
    On,
    /// Rough.
    Roughly,
    /// It is over and no plan.
    Past,
}

/// Phrases before days.
pub(super) const EDGES: &[(&str, Edge)] = &[
    ("after", Edge::After), ("sometime after", Edge::After), ("any time after", Edge::After), ("anytime after", Edge::After), ("not before", Edge::From), ("no earlier than", Edge::From), ("not earlier than", Edge::From),
    ("no sooner than", Edge::From), ("not sooner than", Edge::From), ("not until", Edge::From), ("earliest", Edge::From), ("at the earliest", Edge::From), ("earliest on", Edge::From), ("from", Edge::From), ("as of", Edge::From), ("as from", Edge::From),
    ("starting", Edge::From), ("starting from", Edge::From), ("starting in", Edge::From), ("starting on", Edge::From), ("beginning", Edge::From), ("never before", Edge::From), ("can't be before", Edge::From), ("ab", Edge::From), ("erst ab", Edge::From), ("erst im", Edge::From), ("fruhestens", Edge::From), ("fruehestens", Edge::From),
    ("fruhestens ab", Edge::From), ("fruhestens am", Edge::From), ("fruhestens im", Edge::From), ("nicht vor", Edge::From), ("nach", Edge::After), ("erst nach", Edge::After), ("nicht fruher als", Edge::From), ("a partir de", Edge::From), ("a partir del", Edge::From),
    ("desde", Edge::From), ("no antes de", Edge::From), ("no antes del", Edge::From), ("despues de", Edge::After), ("despues del", Edge::After), ("tras", Edge::After), ("depois de", Edge::After),
    ("by", Edge::By), ("untill", Edge::By), ("before", Edge::By), ("befor", Edge::By), ("until", Edge::By), ("till", Edge::By), ("til", Edge::By), ("no later than", Edge::By), ("not later than", Edge::By), ("not after", Edge::By), ("latest", Edge::By), ("latest by", Edge::By), ("at the latest", Edge::By), ("at the latest by", Edge::By), ("due", Edge::By),
    ("due by", Edge::By), ("due on", Edge::By), ("up to", Edge::By), ("spatestens", Edge::By), ("spaetestens", Edge::By), ("spatestens bis", Edge::By), ("spatestens am", Edge::By), ("spatestens im", Edge::By), ("spatestens zum", Edge::By), ("bis", Edge::By), ("bis zum", Edge::By), ("bis zu", Edge::By), ("bis spatestens", Edge::By), ("bis in den", Edge::By), ("vor", Edge::By), ("noch vor", Edge::By),
    ("antes de", Edge::By), ("antes del", Edge::By), ("hasta", Edge::By), ("para", Edge::By), ("a mas tardar", Edge::By), ("a mas tardar en", Edge::By), ("ate", Edge::By),
    ("in", Edge::On), ("on", Edge::On), ("at", Edge::On), ("for", Edge::On), ("during", Edge::On), ("of", Edge::On), ("this", Edge::On), ("next", Edge::On), ("am", Edge::On), ("im", Edge::On), ("zum", Edge::On), ("zu", Edge::On), ("fur", Edge::On), ("en", Edge::On), ("a", Edge::On), ("al", Edge::On), ("em", Edge::On), ("come", Edge::On), ("durante", Edge::On), ("vom", Edge::From), ("von", Edge::On), ("de", Edge::On), ("del", Edge::On), ("or", Edge::On), ("oder", Edge::On), ("and", Edge::On), ("und", Edge::On), ("in the", Edge::On), ("over", Edge::On), ("around in", Edge::Roughly),
    ("around", Edge::Roughly), ("about", Edge::Roughly), ("approx", Edge::Roughly), ("approximately", Edge::Roughly), ("roughly", Edge::Roughly), ("sometime", Edge::Roughly), ("some time", Edge::Roughly), ("sometimes", Edge::Roughly), ("somewhere", Edge::Roughly), ("ideally", Edge::On), ("preferably", Edge::On),
    ("maybe", Edge::Roughly), ("perhaps", Edge::Roughly), ("probably", Edge::Roughly), ("gegen", Edge::Roughly), ("irgendwann", Edge::Roughly), ("um den", Edge::Roughly), ("ca", Edge::Roughly), ("circa", Edge::Roughly), ("etwa", Edge::Roughly), ("ungefahr", Edge::Roughly), ("vielleicht", Edge::Roughly), ("so", Edge::Roughly), ("voraussichtlich", Edge::Roughly),
    ("hacia", Edge::Roughly), ("sobre", Edge::Roughly), ("alrededor de", Edge::Roughly), ("alrededor del", Edge::Roughly), ("quizas", Edge::Roughly), ("por", Edge::Roughly), ("mas o menos", Edge::Roughly), ("aproximadamente", Edge::Roughly),
    ("last", Edge::Past), ("past", Edge::Past), ("since", Edge::Past), ("since last", Edge::Past), ("ever since", Edge::Past), ("letzte", Edge::Past), ("letzten", Edge::Past), ("letztes", Edge::Past), ("letzter", Edge::Past), ("vergangenen", Edge::Past), ("vergangene", Edge::Past), ("seit", Edge::Past), ("pasado", Edge::Past), ("el pasado", Edge::Past), ("desde hace", Edge::Past),
];

/// Phrases after days.
pub(super) const EDGES_AFTER: &[(&str, Edge)] = &[
    ("onwards", Edge::From), ("onward", Edge::From), ("on", Edge::On), ("or later", Edge::From), ("or after", Edge::From), ("at the earliest", Edge::From), ("earliest", Edge::From), ("oder spater", Edge::From), ("fruhestens", Edge::From), ("en adelante", Edge::From), ("o mas tarde", Edge::From), ("como pronto", Edge::From),
    ("at the latest", Edge::By), ("latest", Edge::By), ("or earlier", Edge::By), ("or sooner", Edge::By), ("or before", Edge::By), ("spatestens", Edge::By), ("a mas tardar", Edge::By), ("como muy tarde", Edge::By), ("or so", Edge::Roughly), ("oder so", Edge::Roughly), ("ish", Edge::Roughly), ("- ish", Edge::Roughly),
    ("maybe", Edge::Roughly), ("probably", Edge::Roughly), ("mas o menos", Edge::Roughly), ("rum", Edge::Roughly), ("ungefahr", Edge::Roughly), ("pasado", Edge::Past), ("pasada", Edge::Past), ("roughly", Edge::Roughly), ("i think", Edge::Roughly), ("i guess", Edge::Roughly),
];
