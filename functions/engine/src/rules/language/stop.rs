//! Words that say nothing about a subject, in the four languages, folded.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Articles, pronouns, prepositions, auxiliaries, question words: of no use as a cue, and never part of a name.
pub(crate) const ENGLISH: &str = "
a an the and or but so if then than that this these those there here it its it's is isn't are aren't was were be been being am
i i'm i'd i'll i've me my mine myself we we're we'd we'll we've us our ours ourselves you you're your yours u ya he he's she she's his her
him hers they they're their them who whom whose what what's which when where why how do does did don't doesn't didn't dont doing done have has had haven't
hasn't having having will would won't wouldn't can can't cannot could couldn't should shouldn't shall may might must to of in on at by for from with
without within into onto over under up down out off as about around after before between until till through during per not no nor
only just also too very really quite some any all both each every either neither none one ones other another such more most less much many few lot lots
let let's lets get got make makes made like want wants need needs please pls yes yeah yep ok okay well now already still yet ever never always maybe
perhaps sure think guess know say said tell told going go gone come comes look looking thing things something anything everything nothing someone
anyone outside near nearby beside inside nahe cerca because since while though although again else even same own rather roughly possible sorry hi hello hey thanks thank ta that's there's that'd it'd who's";

/// See [`ENGLISH`].
pub(crate) const GERMAN: &str = "
der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner und oder aber sondern denn weil wenn dass ob als wie
ich mich mir wir uns unser unsere unseren unserem unserer du dich dir dein deine ihr euch euer eure sie ihnen ihre ihren ihrem ihrer er ihn ihm
es man mein meine meinen meinem meiner sein seine seinen seinem seiner sich wer was wen wem wessen welche welcher welches welchen welchem wann wo wohin
woher warum wieso wozu viel viele vieles wenig wenige bin bist ist sind seid war waren wird werden wurde wurden worden hat haben habe hatte hatten
hab kann konnen konnte konnten konntest muss mussen musste soll sollen sollte sollten will wollen wollte wollten mochte mochten mag darf durfen
in im an am auf aus bei beim mit nach von vom vor zu zum zur fur um bis durch gegen ohne uber unter zwischen seit ab nicht nein ja nee no ne doch
auch noch nur schon sehr mehr etwa ungefahr circa ca mal dann da dort hier jetzt so also bitte danke gern gerne vielleicht wohl eher lieber eigentlich
etwas nichts alles alle jede jeder jedes einmal wieder immer nie hallo guten tag moin servus ist's gibt geben machen macht lassen brauchen brauche";

/// See [`ENGLISH`].
pub(crate) const SPANISH: &str = "
el la los las un una unos unas lo al del de y e o u pero sino porque que si no ni como cuando donde quien cual cuales cuanto cuanta cuantos cuantas
yo me mi mis mio tu te tus ti usted ustedes vosotros os vuestro vuestra nosotros nos nuestro nuestra nuestros nuestras el ella ellos ellas le les se su sus
es son soy somos eres era eran sera ser estar esta estan estoy estamos este esto estos estas ese esa eso hay ha han he hemos haber tiene tienen tengo
tenemos tener quiero queremos quiere necesito necesitamos puede puedo podemos a ante bajo con contra desde en entre hacia hasta para por segun sin
sobre tras muy mas menos mucho mucha muchos muchas poco poca algo nada todo toda todos todas tambien tampoco ya aun todavia solo aqui ahi alli ahora
pues bueno vale claro gracias hola buenas buenos dias tardes noches favor quizas tal vez seria gustaria hace hacer";

/// See [`ENGLISH`].
pub(crate) const PORTUGUESE: &str = "
a as o os um uma uns umas ao aos de da do das dos em no na nas nos num numa pelo pela pelos pelas e ou mas porque pois que se nao sim como quando onde aonde quem qual
quais quanto quanta quantos quantas eu meu minha meus minhas tu voce voces teu tua seu sua seus suas ele ela eles elas lhe lhes nosso nossa nossos
nossas gente isto isso aquilo este esta estes estas esse essa esses essas aquele aquela sao sou somos era eram foi foram ser estar esta estao estou
estamos ha tem tenho temos ter tinha teria quero queremos quer queria gostaria preciso precisamos precisa pode posso podemos poderia podem com contra
desde entre para por sem sobre ate apos antes depois mais menos muito muita muitos muitas pouco pouca algo tudo todo toda todos todas tambem ainda ja
so aqui ali la agora entao bem claro obrigado obrigada ola oi oie bom boa favor talvez seria fazer faco faz fazem fica coisa coisas vou vai vamos deve devo me
te nos mim comigo voce ne ta pra pro pras pros cada outro outra outros outras mesmo mesma qualquer algum alguma alguns algumas nenhum nenhuma";

/// Words too general to tell one question from another, though they carry meaning.
const GENERAL_WORDS: &str = "
time day way kind sort type best good great nice new big small long short high low right able approximately exactly want wanted wish prefer preferred
number name please help work works use using give given take find keep put set see show tell ask asked answer question current currently
project projekt proyecto service art zeit gut neu gross klein lang kurz frage antwort nummer zahl hilfe
tipo tiempo bueno buena nuevo nueva grande pequeno largo corto numero pregunta respuesta ayuda info details detail angaben datos
mind plan planned planen geplant expect bitten sagen nennen decir contar should roughly rough planning happen";

static FUNCTION: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let languages = [ENGLISH, GERMAN, SPANISH, PORTUGUESE];
    languages.into_iter().flat_map(str::split_whitespace).collect()
});
static GENERAL: LazyLock<HashSet<&str>> = LazyLock::new(|| GENERAL_WORDS.split_whitespace().collect());

/// Whether the folded word carries meaning, but little.
pub(crate) fn is_general_word(word: &str) -> bool {
    GENERAL.contains(word)
}

/// Whether the folded word is grammar only.
pub(in crate::rules) fn is_function_word(word: &str) -> bool {
    FUNCTION.contains(word)
}

/// Whether the folded word tells something about a subject.
pub(in crate::rules) fn is_content_word(word: &str) -> bool {
    word.len() > 1 && !FUNCTION.contains(word) && !GENERAL.contains(word)
}
