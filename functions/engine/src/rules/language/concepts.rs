//! What words are about, across languages: so that "launch" speaks for a deadline and "Zimmer" for bedrooms, whatever
//! the tenant calls them.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A subject of which values are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in crate::rules) enum Concept {
    // Money
    Budget,
    Deposit,
    Rent,
    Income,
    // Dates
    Deadline,
    Start,
    End,
    Event,
    Birth,
    Move,
    Visit,
    // Numbers
    Area,
    Rooms,
    Floor,
    Adults,
    Children,
    People,
    Staff,
    Pages,
    Products,
    Years,
    Distance,
    Length,
    Weight,
    Volume,
    Vehicles,
    Animals,
    Windows,
    Doors,
    Boxes,
    Lessons,
    Nights,
    Tables,
    Temperature,
    Share,
    Languages,
    // Contact
    Phone,
    Mail,
    Site,
    Person,
    Company,
    Place,
}

use Concept as C;

/// Words of each subject, folded. A `*` at the end stands for any ending.
const WORDS: &[(Concept, &str)] = &[
    (
        C::Budget,
        "budget* spend spending afford invest* presupuesto* ausgeben preisrahmen kostenrahmen gastar gasto aside eingeplant zuruckgelegt ahorrado invertir kosten price preis precio",
    ),
    (C::Deposit, "deposit* kaution anzahlung fianza entrada"),
    (C::Rent, "rent rental miete kaltmiete warmmiete alquiler renta"),
    (
        C::Income,
        "income salary salaries wage wages turnover revenue* gehalt* umsatz* einkommen einnahmen salario sueldo ingresos facturacion facturamos",
    ),
    (
        C::Deadline,
        "deadline* due launch* live finish* finished complete completed completion ready deliver delivered delivery online frist abgabe* fertig* liefertermin lieferung livegang veroffentlich* plazo limite entrega* lanzamiento lanzar listo lista terminar terminado",
    ),
    (
        C::Start,
        "start* begin* beginn* anfang* anfangen angefangen starten losgehen los check-in checkin arriv* arrival anreise anreisen ankunft einzug inicio empez* empiez* comenz* comienz* comienzo llegada llegar llegamos pickup pick-up abhol* collect collection recogida recoger",
    ),
    (
        C::End,
        "end ending ends checkout check-out leave leaving depart* departure return* abreise abreisen ruckgabe ruckreise ruckkehr auszug ende endet fin salida salir salimos volver vuelta regreso devolucion dropoff drop-off",
    ),
    (
        C::Event,
        "event wedding party ceremony celebration conference concert hochzeit* feier* fest veranstaltung* trauung boda fiesta evento celebracion ceremonia heiraten marry casamos",
    ),
    (C::Birth, "birth birthday born geburt* geboren nacimiento nacido naci cumpleanos"),
    (C::Move, "move moving moved removal* relocat* umzug umziehen ziehen umzieh* mudanza mudar* mudamos"),
    (
        C::Visit,
        "visit visiting appointment* viewing inspect* survey termin besuch* besichtig* aufmass visita* cita",
    ),
    (
        C::Area,
        "area surface sqm sqft sq m2 m² qm m square footage metres meters acres hectares flache* grundflache wohnflache quadratmeter* groesse grosse superficie metros cuadrados size",
    ),
    (
        C::Rooms,
        "room* bedroom* bed beds zimmer* schlafzimmer raum raume raumen habitacion* dormitorio* cuarto* bathroom* badezimmer",
    ),
    (
        C::Floor,
        "floor floors storey* story etage* stock stockwerk* geschoss* obergeschoss og planta plantas piso",
    ),
    (C::Adults, "adult* erwachsene* adulto* grown-up* grownups"),
    (
        C::Children,
        "child children kid kids toddler* baby babies son sons daughter* kind kinder kindern sohn sohne tochter tochtern nino* nina* hijo* hija* bebe*",
    ),
    (
        C::People,
        "people person persons ppl guest* attendee* participant* visitor* head heads pax passenger* traveller* traveler* patient* student* player* personen person leute gast gaste gasten teilnehmer* besucher* reisende* persona* invitado* asistente* participante* pasajero* paciente* alumno* companer* comensales group gruppe grupo party serving* portion* portionen raciones racion",
    ),
    (
        C::Staff,
        "employee* staff team seats user* licence* license* mitarbeiter* angestellte* nutzer* benutzer* anwender* lizenz* empleado* trabajador* usuario* licencia* equipo kollegen colleague*",
    ),
    (C::Pages, "page* seite* unterseite* pagina*"),
    (
        C::Products,
        "product* item* article* sku skus piece pieces unit units copies artikel* produkt* stuck stucke exemplare producto* articulo* pieza* unidad* ejemplares",
    ),
    (C::Years, "year* old age aged jahr* alt alter ano anos edad"),
    (C::Distance, "mile* km kilometer* kilometre* kilometro* milla* distance entfernung distancia"),
    (
        C::Length,
        "metre metres meter meters cm inch* foot feet ft lang breit hoch centimetre* zentimeter* metro largo ancho",
    ),
    (C::Weight, "kg kilo* pound lb lbs ton tons tonne* gewicht weight weigh* peso"),
    (C::Volume, "litre* liter* gallon* m3 cubic kubik* litro* cubicos volumen volume"),
    (
        C::Vehicles,
        "car cars van vans vehicle* truck* lorry lorries auto autos wagen fahrzeug* lkw coche* vehiculo* furgoneta* camion*",
    ),
    (
        C::Animals,
        "dog dogs cat cats pet pets animal* horse* hund hunde hunden katze* haustier* tier tiere perro* gato* mascota*",
    ),
    (C::Windows, "window* fenster* ventana*"),
    (C::Doors, "door* tur turen puerta*"),
    (C::Boxes, "box boxes crate* karton* kiste* caja*"),
    (
        C::Lessons,
        "lesson* class classes session* stunde stunden lektion* unterrichtsstunde* clase* leccion* sesion*",
    ),
    (C::Nights, "night* nacht nachte nachten noche*"),
    (C::Tables, "table* tisch* mesa*"),
    (C::Temperature, "degree* celsius grad grados fahrenheit"),
    (C::Share, "percent percentage prozent porcentaje %"),
    (C::Languages, "language* sprache* idioma*"),
    (
        C::Phone,
        "phone telephone mobile cell number ring telefon* handy* mobil* rufnummer telefono movil celular numero call",
    ),
    (C::Mail, "email* mail* e-mail address adresse correo electronico"),
    (C::Site, "site website url web homepage domain link page webseite internetseite sitio pagina dominio"),
    (C::Person, "name contact ansprechpartner nombre contacto apellido"),
    (
        C::Company,
        "company business firm firma unternehmen betrieb organisation organization empresa negocio organizacion companyname agency club verein",
    ),
    (
        C::Place,
        "city town place location address village venue postcode zip ort stadt standort adresse anschrift wohnort plz ciudad lugar direccion municipio poblacion ubicacion localidad",
    ),
];

/// The words without an asterisk.
static WHOLE: LazyLock<HashMap<&str, Vec<Concept>>> = LazyLock::new(|| {
    let mut whole: HashMap<&str, Vec<Concept>> = HashMap::new();
    for (concept, word) in entries().filter(|(_, word)| !word.ends_with('*')) {
        whole.entry(word).or_default().push(concept);
    }
    whole
});
/// Beginnings of words and what they are about, by their first two bytes.
type Beginnings = HashMap<&'static [u8], Vec<(&'static str, Concept)>>;

static BEGINNINGS: LazyLock<Beginnings> = LazyLock::new(|| {
    let mut beginnings = Beginnings::new();
    for (concept, word) in entries() {
        if let Some(beginning) = word.strip_suffix('*')
            && let Some(first) = beginning.as_bytes().get(..2)
        {
            beginnings.entry(first).or_default().push((beginning, concept));
        }
    }
    beginnings
});

fn entries() -> impl Iterator<Item = (Concept, &'static str)> {
    WORDS.iter().flat_map(|(concept, words)| words.split(' ').map(|word| (*concept, word)))
}

/// The subjects that the folded word speaks of.
pub(in crate::rules) fn of_word(word: &str) -> impl Iterator<Item = Concept> + '_ {
    let whole = WHOLE.get(word).into_iter().flatten().copied();
    let first = word.as_bytes().get(..2);
    let beginnings = first.and_then(|first| BEGINNINGS.get(first)).into_iter().flatten();
    whole.chain(
        beginnings.filter(move |(beginning, _)| word.starts_with(beginning)).map(|(_, concept)| *concept),
    )
}

impl Concept {
    /// Whether a number counts this: then it belongs to no attribute that counts something else.
    pub(in crate::rules) fn is_counted(self) -> bool {
        self >= Self::Area && self <= Self::Languages
    }
}
