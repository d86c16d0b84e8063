//! Turns of phrase that change what a value means: negation, correction, what others paid, what is taken back.
//!
//! All patterns are matched against folded text.

use std::sync::LazyLock;

use regex::Regex;

use super::pattern;

macro_rules! patterns {
    ($($(#[$doc:meta])* $name:ident = $($part:literal)+;)*) => {
        $($(#[$doc])* pub(in crate::rules) static $name: LazyLock<Regex> = LazyLock::new(|| pattern(concat!($($part),+)));)*

        #[cfg(test)]
        #[test]
        fn every_pattern_compiles() {
            $(assert!(!$name.as_str().is_empty());)*
        }
    };
}

patterns! {
    /// Denies what follows it in its clause.
    DENIES = r"\b(?:no|not|don'?t|doesn'?t|didn'?t|won'?t|isn'?t|aren'?t|can'?t|cannot|wouldn'?t|haven'?t|needn'?t|without|never|neither|nor|minus|except|instead of|rather than|"
        r"kein|keine|keinen|keinem|keiner|keines|keins|keinerlei|nicht|ohne|weder|nie|statt|anstatt|ausser|sin|nunca|tampoco|ni|en vez de|en lugar de|excepto|nao|sem|nenhum|nenhuma|em vez de|exceto)\b";
    /// Looks like denial and is none.
    DENIES_NOTHING = r"^(?:not (?:only|just|sure|more|less|before|after|later|earlier)|no (?:wait|problem|worries|doubt|idea|clue|sorry|later|more|less|rush|sooner|earlier|thanks)|don'?t (?:know|forget|worry|mind)|why not|can'?t wait|"
        r"nicht (?:nur|sicher|vor|mehr als|wahr)|keine (?:ahnung|frage|sorge)|kein problem|weiss nicht|no (?:solo|se|mas|menos|antes)\b|nao (?:so|sei|mais|menos|antes)\b|sem problema|sin (?:problema|duda))";
    /// Denies what stands before it in its clause.
    DENIES_BEFORE = r"\b(?:(?:is|are)(?:n'?t| not) (?:needed|necessary|required|important)|not (?:needed|necessary|required|any ?more)|can go\b|(?:we|i) (?:can|could|'ll) (?:skip|drop|do without|leave)|no (?:longer|more)|"
        r"weglassen|wegfallen|weg lassen|streichen|rausnehmen|raus\b|weg\b|entfallt|entfallen|fallt weg|(?:wir|ich) nicht|nicht (?:mehr )?(?:notig|gebraucht|dabei|rein)|nicht$|nicht mehr|lieber nicht|doch nicht|(?:brauch\w*|will|wollen|mocht\w*|benotig\w*|hab\w*|nehm\w*) (?:wir |ich )?(?:\w+ )?kein(?:e[nrs]?|s)?$|(?:hab\w*|besitz\w*) (?:wir|ich) (?:schon|bereits|selbst|selber)$|(?:ist|sind) (?:schon|bereits) (?:da|vorhanden|erledigt)$|(?:mach\w*|erledig\w*|ubernehm\w*|streich\w*|bau\w*) (?:wir|ich) (?:selbst|selber|allein\w*)$|(?:we|i)(?:'ve| have)? (?:already (?:have|got|did)|have already)$|(?:we|i)(?:'ll| will| can)? do (?:it |that )?ourselves$|"
        r"no (?:hace|hacen) falta|al final no|mejor no|(?:ya )?no (?:lo |la |los |las )?(?:quiero|queremos|necesito|necesitamos)|no$|fuera\b)";
    /// Takes something away.
    TAKES_AWAY = r"\b(?:drop|remove|skip|scrap|cancel|delete|forget|leave out|take out|take off|ditch|lose|ignore|never ?mind|scratch|clear|erase|no need for|"
        r"streich\w*|weglassen|entfern\w*|losch\w*|vergess\w*|vergiss|lass\w* (?:wir )?\w* ?\w* ?weg|ignorier\w*|raus mit|"
        r"quit[ae]\w*|elimin\w+|borr\w+|olvid\w+|saca\w*|descart\w+|ignora\w*)\b";
    /// Takes away the date that follows it at once.
    FORGETS = r"\b(?:forget|scrap|ditch|never mind|vergess\w*(?: (?:sie|wir))?|vergiss|vergesst|olvid\w+|descart\w+)(?: (?:about|the|that|den|das|die|el|la|lo de|lo del))*\s*$";
    /// Takes something back that was said or is about to be said otherwise.
    CORRECTS = r"\b(?:no wait|wait|scratch that|actually|i mean|i meant|meant|make (?:it|that)|rather|instead|sorry|correction|correct that|change (?:it|that|the|my)|changed|let'?s (?:say|make|put|do)|well no|or no|better|on second thought|not any ?more|seriously|oops|wrong|"
        r"ach was|ach nein|quatsch|doch|lieber|stattdessen|ich mein(?:t)?e|sondern|nee|korrektur|moment|besser|falsch|vertippt|andern|korrigier\w*|"
        r"mejor|perdon|perdona|digo|quise decir|queria decir|en realidad|mas bien|espera|al final|cambi\w+|me equivoque|no, no|sino|na verdade|alias|quer dizer|quis dizer|melhor|desculpa|desculpe|mud[aeo]\w*|troc[ao]\w*)\b|\b(?:bueno|pues|well|oh|hm+|ach|oder|or|na)\s*,?\s*(?:no|nein|nee)\s*[,.]|^\W*(?:no|nope|nah|nein|ne)\s*[,.:;!]|[,.]\s*(?:no|nein|nee|ne)\s*,|\bno sorry\b";
    /// Sums up what was said before it.
    CONCLUDES = r"\b(?:so|total|altogether|makes|meaning|also|insgesamt|macht|zusammen|en total|o sea|asi que|entonces|somos|i'?d say|we'?d say|on average|im schnitt|wurde ich sagen|en promedio|de media|diria|(?:just|only) us|nur wir|solo nosotr[oa]s)\b|=";
    /// Somebody who is not the visitor, as the one who speaks, pays or wants.
    OTHERS = r"\b(?:(?:my|our|his|her|their|the|a|an|some|another|one|your)\s+(?:\w+\s+)?(?:friends?|brother|sister|neighbou?rs?|competitors?|colleagues?|husband|wife|partner|boss|mother|mom|mum|father|dad|parents|son|daughter|cousin|uncle|aunt|in-laws?|guy|agency|freelancer|contractor|company down|other (?:company|agency|firm|guys?|place|shop|crowd|lot|outfit|provider|supplier|studio|builder)|last (?:agency|guy|one|crowd|lot|outfit|firm|company|provider|supplier|people)|mate|buddy|client)|(?:another|some other|an? different|(?:the|our|my) previous|(?:the|our|my) old) (?:\w+ )?(?:firm|company|crowd|lot|outfit|provider|supplier|studio|builder|agency|bureau|caterer|photographer|contractor|school)|"
        r"they|he|she|(?:someone|somebody|people) (?:said|says?|told|paid|charged|offered|quoted|asked|thinks?)|some people|competitors?|he'?s|she'?s|they'?re|"
        r"(?:mein|meine|meinem|meiner|unser|unsere|unserem|der|die|dem|den|ein|eine|einem)\s+(?:freund\w*|bruder|schwester|nachbar\w*|konkurren\w*|wettbewerber\w*|kollege\w*|kollegin|mann|frau|schwager|schwagerin|chef\w*|mutter|vater|eltern|sohn|tochter|bekannte\w*|onkel|tante|andere firma|agentur|anbieter)|andere anbieter|"
        r"(?:mi|mis|nuestro|nuestra|el|la|los|las|al|un|una|a mi)\s+(?:amig\w+|herman\w+|vecin\w+|competidor\w*|competencia|coleg\w+|marido|mujer|esposo|esposa|jefe|jefa|madre|padre|padres|hijo|hija|cunad\w+|prim[oa]|otra empresa|agencia|suegr\w+)|ellos|alguien (?:dijo|dice|pago)|me han dicho)\b";
    /// The visitor asks on behalf of somebody else.
    ON_BEHALF = r"\b(?:my|our|mein\w*|unser\w*|mi|nuestr[oa])\s+(?:\w+\s+)?(?:son|daughter|kid|child|mum|mom|mother|dad|father|parents|wife|husband|partner|brother|sister|boss|client|company|sohn|tochter|kind|mutter|vater|eltern|frau|mann|bruder|schwester|chef\w*|firma|hij[oa]|madre|padre|mujer|marido|herman[oa]|jefe|jefa|empresa)\s+(?:needs?|wants?|would like|is looking|are looking|has to|braucht|brauchen|mochte|mochten|will|sucht|necesita\w*|quiere\w*|busca\w*)\b";
    /// Ends with a preposition: what follows is not the one who acts.
    FOR = r"\b(?:for|of|with|to|from|by|at|fur|von|vom|mit|zu|bei|de|para|con|por)\s+$";
    /// The visitor speaks of what is theirs or what they want.
    OWN = r"\b(?:i|i'?m|i'?d|i'?ll|i'?ve|we|we'?re|we'?d|we'?ll|we'?ve|me|us|our budget|my budget|let'?s|let us|ich|wir|uns|mir|unser budget|mein budget|yo|nosotros|nosotras|quiero|queremos|necesito|necesitamos|tengo|tenemos|podemos|puedo|calculamos|mi presupuesto|nuestro presupuesto)\b";
    /// A price that somebody else named, took or paid, or that is long past.
    PRICE_OF_OTHERS = r"\b(?:paid|charged|charges|charging|quoted|quotes?d? (?:me|us)|offered (?:me|us)|cost (?:me|us|him|her|them)|used to (?:pay|cost)|bezahlt|gezahlt|verlangt|verlangen|gekostet|angeboten bekommen|cobr(?:o|a|an|aron|aban)|pago|pague|pagaron|pagamos|costo|me pidi\w+|nos pidi\w+|started (?:out )?with|began with|raised|followers?|turnover|revenue|salary|umsatz|gehalt|sueldo|facturamos|worth|prize|fine of|(?:it|that|which|they|ours|theirs|one) (?:all |only |then |just )?cost|took\b.{0,40}\bcost|'s (?:\w+ )?(?:cost|was|took|came to))\b|\b(?:wanted|asked|asking|demanded)\b.{0,25}\b(?:off|from|of) (?:us|me)\b";
    /// Tells of what is over.
    PAST = r"\b(?:ago|last (?:year|time|summer|winter|spring|autumn)|years? back|back (?:in|then)|used to|(?:my|our|his|her|their) \w+'s (?:\w+ ){0,2}(?:had|was|cost|took|got)|(?:we|i) (?:tried|used|hired|went with|signed up)|"
        r"letzte[ns]? (?:jahr|mal|sommer|winter)|vorige[ns]? jahr|vor (?:\w+ )?(?:jahren|einem jahr|monaten)|damals|fruher|hace (?:\w+ )?(?:anos?|meses)|(?:el )?ano pasado|la ultima vez|antes (?:tenia\w*|usaba\w*))\b";
    /// A year of the calendar in which something was or will be.
    IN_YEAR = r"\b(?:in|im jahre?|en) (?:el ano )?((?:19|20)\d\d)\b";
    /// Of each person, or each piece: a rate, not a sum.
    PER_HEAD = r"^\W*(?:(?:a|an|per|pro|por|je|each|fur jede\w*|por cada)\s+(?:head|person|pax|guest|cover|plate|passenger|people|attendee|kopf|nase|gast|teilnehmer\w*|persona|cabeza|invitado|cubierto|comensal|piece|unit|copy|card|stuck|exemplar|unidad|pieza)|p\.?\s?p\b|/\s?(?:head|person|pax|guest|kopf|persona))";
    /// What was bought is still there.
    BOUGHT = r"\b(?:bought|built|own|gekauft|gebaut|compr(?:o|e|amos|aron))\b";
    /// Tells of what is, or is to be.
    PRESENT = r"\b(?:now|this time|today|currently|want|wants|need|needs|would like|'d like|looking|plan\w*|hop\w+|will|'ll|should|could|can|is|are|it's|i'm|we're|there's|have to|going to|"
        r"jetzt|diesmal|heute|mochte\w*|wollen|will|brauch\w*|such\w*|soll\w*|ist|sind|geht es|planen|wunsch\w*|ahora|esta vez|hoy|quiero|queremos|quisiera\w*|necesit\w+|busc\w+|es|son|esta\w*|hay|tenemos|tengo|podemos)\b";
    /// The visitor is out of reach, or within: no date of the subject.
    ABSENT = r"\b(?:(?:i'?m|i am|we'?re|we are|i'?ll be|we'?ll be) (?:out|away|off|abroad|travel+ing|on (?:holiday|vacation|leave)|back|in (?:a meeting|meetings)|unavailable|available|reachable)|out of (?:the )?office|(?:bin|sind) (?:\w+ )?(?:\w+ )?(?:verreist|weg|unterwegs|im urlaub|nicht da|nicht erreichbar|erreichbar)|(?:estoy|estamos|estare|estaremos) (?:fuera|de (?:viaje|vacaciones)|ausente|disponible|localizable))\b";
    /// By the hour: a rate, not a sum.
    HOURLY = r"\b(?:per hour|an hour|hourly|pro stunde|die stunde|la hora|por hora)\b";
    /// Asks for our price.
    ASKS_PRICE = r"\b(?:how much (?:is|does|do|would|will|are|for|to|money|it)\b|how much\W*$|what (?:does|do|would|will|is|are) (?:\w+ ){0,4}(?:cost|price|prices|charge|rate|rates|fee)|what'?s the (?:price|cost|rate)|how expensive|(?:tell|give|show) (?:me |us )?(?:\w+ ){0,2}(?:price|cost|quote|prices)|price ?list|your (?:prices?|rates?|fees?|pricing)|ballpark|do you charge|"
        r"was (?:kostet|kosten|wurde das kosten|verlangen)|wie ?viel (?:kostet|kosten|muss ich)|wie teuer|(?:was|wieviel) nehmen sie|ihre? preise?|preisliste|preis nennen|"
        r"cuanto (?:cuesta|cuestan|vale|valen|cobra\w*|costaria|sale|seria|es|me)|que precio|precios|tarifas?|"
        r"quanto (?:custa\w*|sai|fica|vale\w*|e|seria|cobra\w*|voces cobram|voce cobra|me)|qual (?:e )?(?:o )?(?:preco|valor|custo)|precos|tabela de (?:precos|valores))\b";
    /// Asks when we could, or how long we take.
    ASKS_TIME = r"\b(?:how (?:long|soon|fast|quick\w*) (?:does|do|will|would|can|could|is|are)|when (?:can|could|would|will) you|wie lange (?:dauert|brauchen)|wann (?:konnen|konnten|hatten) sie|cuanto (?:tarda\w*|dura|tiempo)|cuando (?:podeis|pueden|podriais)|quanto tempo (?:demora|leva|dura)|quando (?:voces |voce )?(?:podem|pode|poderiam|conseguem))\b";
    /// The visitor does not know.
    KNOWS_NOT = r"\b(?:(?:i |we )?(?:really |honestly )?(?:don'?t|do not|dunno|didn'?t|havent|haven'?t|have not) ?(?:really )?(?:know|no|decided?|thought|figured|sure|got a clue|have (?:an?|any) (?:idea|clue|date|number)|made up)?\b|dunno|idk|no idea|no clue|not (?:really |quite |entirely |100% )?(?:sure|certain|decided)|unsure|undecided|unclear|hard to say|who knows|can'?t (?:say|tell|remember)|cannot say|couldn'?t (?:say|tell)|have to (?:check|ask|think)|need to (?:check|ask|think)|let me think|to be (?:decided|determined|confirmed)|tbd|not decided|it depends|beats me|you tell me|whatever you (?:think|recommend|suggest)|"
        r"(?:das )?weiss (?:(?:es|das) (?:noch |leider )?nicht|ich|nicht|noch|man|ich's)\b.{0,12}|wissen wir (?:noch )?nicht|keine ahnung|keinen plan|kein plan|unklar|noch nicht (?:sicher|klar|entschieden|fest|bekannt)|(?:bin|sind) (?:mir|uns)? ?(?:noch )?(?:nicht|un)\s?sicher|nicht sicher|kann ich (?:noch )?nicht sagen|schwer zu sagen|muss ich (?:noch )?(?:nachsehen|schauen|fragen|uberlegen)|mal sehen|unentschlossen|"
        r"no (?:lo )?(?:se|sabemos|sabria|tengo (?:ni )?idea|tenemos (?:ni )?idea|estoy segur[oa]|estamos segur[oa]s|lo tengo claro|tengo claro|recuerdo|lo he (?:pensado|medido))|ni idea|todavia no (?:lo )?(?:se|sabemos|tengo|hemos)|aun no (?:lo )?(?:se|sabemos)|ni (?:la mas )?minima idea|depende|a saber|"
        r"(?:ainda )?nao (?:sei|sabemos|faco ideia|fazemos ideia|tenho (?:ideia|certeza)|temos (?:ideia|certeza)|decidi\w*|pensei|lembro)|nem ideia|sei la|vou ver|preciso ver)\b";
    /// The visitor will not say.
    WILL_NOT = r"\b(?:(?:i'?d |we'?d |i |we |would )?(?:rather|prefer|prefere?d?) not|rather (?:keep|leave)|(?:rather|prefer to|better) (?:tell|say|give|discuss|talk)\b.{0,20}\b(?:phone|person|call|later)|(?:lieber|am besten) (?:am telefon|telefonisch|personlich)|mejor por telefono|(?:i'?d |we'?d )?prefer to keep|not (?:going to|gonna|comfortable|willing)\b.{0,12}|(?:won'?t|don'?t want to|do not want to|don'?t wanna|wouldn'?t want to|not gonna|not going to) (?:say|tell|give|share|answer|disclose|talk|discuss)|no comment|none of your (?:business|concern)|not (?:giving|telling|sharing|saying)|(?:that'?s |it'?s )?(?:private|confidential|secret|personal)\b|skip(?: (?:it|this|that|please|pls))?\W*$|^\W*(?:skip|pass|next|next question)\b|pass\W*$|next question|mind your own|not your business|why should i tell|keep (?:it|that) to myself|"
        r"keine angaben?|(?:mochte|will|wollen|mochten) (?:ich|wir)? ?(?:\w+ ){0,3}nicht (?:angeben|sagen|nennen|verraten|mitteilen|teilen)|sage? ich (?:\w+ )?nicht|verrat\w* ich (?:\w+ )?nicht|lieber nicht|ungern|geht (?:sie|euch|dich) nichts an|uberspring\w*|weiter bitte|nachste frage|privat\b|(?:das )?behalte ich fur mich|geb\w* ich (?:\w+ )?nicht|"
        r"prefiero no\b.{0,20}|preferiria no|preferimos no|no (?:quiero|queremos|pienso|voy a|te lo|os lo|se lo) (?:\w+ ){0,2}?(?:decir\w*|dar\w*|contestar\w*|responder\w*|compartir\w*|digo|doy|diga)|sin comentarios|no es asunto|no te importa|es privado|es personal|paso\W*$|siguiente pregunta|salta\w*|"
        r"prefiro nao\b.{0,20}|nao (?:quero|queremos|vou) (?:\w+ ){0,2}?(?:dizer|falar|informar|responder|passar)|e particular|proxima pergunta|pula\b|pular\b)\b";
    /// The question has nothing to do with the visitor, or any answer will do.
    ANYTHING = r"^\W*(?:(?:it )?(?:does(?:n'?t| not) (?:really )?(?:matter|apply)|doesnt matter)\b.*|that does(?:n'?t| not) (?:really )?apply\b.*|not applicable|n/?a|either(?: (?:one|is fine|works))?|any(?:thing|one|time| of them)?(?: (?:is fine|works|goes))?|whatever|whichever|no preference|i don'?t (?:mind|care)|up to you|egal|ist (?:mir|uns) egal|ganz egal|spielt keine rolle|trifft nicht zu|da sind wir offen|me da igual|nos da igual|da igual|cualquiera|lo que sea|no aplica|indiferente|tanto faz|qualquer (?:um|uma|coisa)|nao se aplica)\W*$";
    /// Nothing of it.
    NOTHING = r"^\W*(?:(?:no|nope|nah|nein|ne|nee)\W+)?(?:nothing|none|none of (?:them|these|those|that)|nothing else|no thanks|no thank you|nope|no|not really|neither|zero|nein danke|nein|nichts|nichts davon|nichts weiter|keins|keine|keines|brauchen wir nicht|nee|no,? nada|nada|nada mas|ninguno|ninguna|no,? gracias|nao,? obrigad[oa]|nenhum|nenhuma|nada disso|(?:i |we )?don'?t (?:need|want|have) (?:any|it|one|them|that|anything))(?:\W+(?:thanks|thank you|danke|gracias|else|really|at all|of (?:them|that)|as i said|wie gesagt))*\W*$";
    /// Something is broken: it is there, and not wished for.
    BROKEN = r"\b(?:broken|broke|leak\w*|crack\w*|cracked|damaged|stolen|undicht|kaputt|defekt|beschadigt|tropft|verstopft|rot\w* away|averiad\w+|rot[oa]s?|gotea\w*|estropead\w+|funciona mal)\b";
    /// Talk about the weather and the like: numbers and days in it mean nothing.
    SMALL_TALK = r"\b(?:weather|sunny|raining|snowing|degrees|freezing|how are you|how'?s it going|what'?s up|nice day|lovely day|happy (?:monday|friday|weekend|holidays|new year)|good weekend|wetter|regnet|schneit|sonnig|wie geht'?s|wie geht es|schonen? (?:tag|abend|wochenende) noch|feierabend|que tiempo|hace (?:frio|calor|sol)|que (?:frio|calor)|llueve|nieva|que tal|como estas?|buen finde|tudo bem(?: com voce)?\W*\?|como vai(?: voce)?|tudo bom|que calor|que frio|chovendo|go \w+!+)\b";
    /// A wait that the visitor complains of or tells about.
    SINCE = r"\b(?:since|for the (?:last|past)|ago|after|been|waited|waiting|warte|gewartet|seit|vor|nach|hace|desde|llevo|llevamos|esperando|tras)\b";
    /// Call or answer me: how soon is no date of the subject.
    REPLY_TO_ME = r"\b(?:call|ring|phone|reply|answer|respond|get back|contact|mail|write|ruf\w*|anruf\w*|antwort\w*|meld\w*|ruckruf|schreib\w*|llam\w+|contest\w+|respond\w+|escrib\w+)\b";
    /// "X or Y", and the visitor has not chosen.
    BETWEEN = r"^\W*(?:or(?: maybe| perhaps| even)?|oder(?: vielleicht)?|o(?: quizas| tal vez)?|u|vs|versus|/)\W*(?:a|an|the|my|ein|eine|einen|un|una|el|la)?\W*$";
    /// Rough words around a value that is not a quantity.
    HEDGES = r"\b(?:maybe|perhaps|probably|i guess|i think|possibly|sort of|kind of|might|not sure|vielleicht|wahrscheinlich|eventuell|vermutlich|glaube|denke|quizas?|tal vez|creo|supongo|probablemente|a lo mejor)\b";
    /// Only this and nothing else.
    ONLY = r"\b(?:only|just|nur|bloss|lediglich|solo|solamente|unicamente)\b";
    /// Somebody else's address, given as a model.
    AS_EXAMPLE = r"\b(?:like|similar to|inspired by|such as|competitor\w*|example|e\.g|as good as|admire|wie bei|ahnlich wie|so wie|zum beispiel|vorbild|konkurren\w*|como|parecid\w+|por ejemplo|competencia)\b";
}
