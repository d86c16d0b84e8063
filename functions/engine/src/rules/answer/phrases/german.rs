//! German, with the polite address.

use super::Phrases;

pub(super) const PHRASES: Phrases = Phrases {
    hello: &["Guten Tag.", "Hallo.", "Hallo, schön, dass Sie da sind."],
    welcome: &["Gern geschehen.", "Sehr gern.", "Nichts zu danken."],
    goodbye: &[
        "Auf Wiedersehen und danke für Ihren Besuch. Wenn Sie wiederkommen, machen wir hier weiter.",
        "Bis bald. Das Gespräch bleibt hier, falls Sie es fortsetzen möchten.",
    ],
    sorry: &[
        "Das tut mir leid. Ich halte mich kurz.",
        "Das verstehe ich, und es tut mir leid.",
        "Entschuldigung. Ich fasse mich kurz.",
    ],
    small_talk: &["Danke, hier ist alles bestens.", "Danke, alles gut hier."],
    noted: &["Notiert: {value}.", "Danke, ich habe notiert: {value}.", "Verstanden: {value}."],
    noted_sentence: &[
        "Danke, jetzt habe ich ein Bild davon.",
        "Danke, das hilft weiter.",
        "Gut, das habe ich notiert.",
    ],
    noted_answer: &["Ist notiert, danke.", "Alles klar, notiert.", "Danke, ist notiert."],
    noted_person: &["Freut mich, {value}.", "Danke, {value}.", "Guten Tag, {value}."],
    noted_several: &["Notiert: {list}.", "Verstanden: {list}.", "Danke, ich habe notiert: {list}."],
    noted_many: &[
        "Danke, damit lässt sich schon viel anfangen. Ich habe notiert: {list}.",
        "Das hilft sehr, danke. Notiert: {list}.",
    ],
    changed: &[
        "Geändert: {value}.",
        "Alles klar, ich habe es geändert: {value}.",
        "Kein Problem, jetzt ist notiert: {value}.",
    ],
    cleared: &["Gestrichen: {name}.", "Gut, ich habe das gestrichen: {name}."],
    declined: &[
        "Das ist in Ordnung, Sie müssen das nicht angeben.",
        "Kein Problem, das lassen wir weg.",
        "Natürlich, dann überspringen wir das.",
    ],
    left_open: &[
        "Kein Problem, das kann erst einmal offen bleiben.",
        "Macht nichts, das muss jetzt noch nicht feststehen.",
        "Gut, das lassen wir vorerst offen.",
    ],
    unchanged: &["Ja, das habe ich schon notiert.", "Genau so habe ich es notiert."],
    edit_noted: &["Notiert: {list}."],
    edit_removed: &["Gestrichen: {list}."],
    edit_confirmed: &["Danke, das ist so bestätigt."],
    edit_unconfirmed: &["Bestätigt ist noch nichts, damit Sie es noch einmal ansehen können."],
    edit_unknown: &["Das lässt sich hier nicht festhalten."],
    edit_removes: &["{name} gestrichen"],
    edit_confirms: &["Bestätigt"],
    no_email: &[
        "Das sieht nicht nach einer vollständigen E-Mail-Adresse aus.",
        "Darin erkenne ich keine vollständige E-Mail-Adresse.",
    ],
    no_phone: &[
        "Das sieht nicht nach einer vollständigen Telefonnummer aus.",
        "Darin erkenne ich keine vollständige Telefonnummer.",
    ],
    no_url: &["Darin erkenne ich keine Internetadresse."],
    no_money: &["Darin erkenne ich keinen Betrag.", "Einen Betrag konnte ich darin nicht erkennen."],
    no_date: &["Darin erkenne ich keine Zeitangabe.", "Eine Zeitangabe konnte ich darin nicht erkennen."],
    no_duration: &["Darin erkenne ich keine Dauer."],
    no_number: &["Darin erkenne ich keine Zahl.", "Eine Zahl konnte ich darin nicht erkennen."],
    no_choice: &[
        "Das konnte ich keiner der Möglichkeiten zuordnen.",
        "Ich bin nicht sicher, welche der Möglichkeiten das ist.",
    ],
    not_understood: &[
        "Das habe ich leider nicht ganz verstanden.",
        "Ich bin nicht sicher, ob ich das richtig verstanden habe.",
    ],
    aside: &["Danke.", "Vielen Dank.", "Alles klar."],
    too_much: &[
        "Das ist mehr auf einmal, als ich festhalten kann. Sagen Sie es bitte kürzer, eines nach dem anderen.",
    ],
    invalid: &["Das konnte ich nicht verwenden ({name}), dort hat sich nichts geändert."],
    why: &["Gute Frage. {why}", "Das erkläre ich gern. {why}"],
    why_unsaid: &["Es hilft dem Team von {tenant}, eine realistische Schätzung abzugeben."],
    price: &[
        "Einen Preis oder Termin kann ich selbst nicht nennen; beides kommt mit der Schätzung, sobald die Angaben beisammen sind.",
        "Preise und Termine kommen mit der Schätzung, und dafür braucht das Team zuerst ein paar Angaben.",
    ],
    price_ready: &[
        "Die Angaben für eine Schätzung sind jetzt beisammen; Preis und Termin kann nur das Team von {tenant} nennen.",
    ],
    who: &[
        "Ich bin {assistant}, der Assistent dieser Seite: ein Programm, kein Mensch.",
        "Ich bin ein Programm: {assistant}, der Assistent von {tenant}.",
    ],
    human: &[
        "Verbinden kann ich Sie von hier aus nicht; ich bin nur der Assistent. Was Sie hier schreiben, wird für das Team von {tenant} aufbewahrt.",
        "Ich bin der Assistent und kann nicht durchstellen, aber dieses Gespräch wird für das Team von {tenant} aufbewahrt.",
    ],
    question: &[
        "Da möchte ich nicht raten; das ist eine Frage für das Team von {tenant}.",
        "Das kann ich nicht verlässlich beantworten; das ist eine Frage für das Team von {tenant}.",
        "Mit Sicherheit kann ich das nicht sagen, das überlasse ich dem Team von {tenant}.",
    ],
    summary: &["Das habe ich bisher:", "Notiert habe ich:"],
    summary_empty: &["Bisher habe ich noch nichts notiert."],
    again: &[
        "Zurück zu meiner Frage: {question}",
        "Ich komme auf meine Frage zurück: {question}",
        "Dann noch einmal: {question}",
    ],
    again_example: &[
        "{question} Etwas wie „{example}“ genügt.",
        "Zurück zu meiner Frage: {question} Zum Beispiel: „{example}“.",
        "Ich komme auf meine Frage zurück: {question} Ein Beispiel wäre „{example}“.",
    ],
    again_choices: &[
        "{question} Zur Auswahl stehen {list}.",
        "Zurück zu meiner Frage: {question} Möglich sind {list}.",
    ],
    became_ready: &[
        "Damit ist alles da, was für eine Schätzung nötig ist. Möchten Sie noch etwas ändern oder ergänzen?",
        "Gut, damit sind die Angaben für eine Schätzung vollständig. Gibt es noch etwas zu ändern oder zu ergänzen?",
    ],
    still_ready: &[
        "Für eine Schätzung ist alles da. Gibt es noch etwas zu ändern oder zu ergänzen?",
        "Möchten Sie sonst noch etwas ändern oder ergänzen?",
    ],
    agreed: &["Sehr gut, dann ist alles notiert.", "Gut, dann bleibt es dabei."],
    nothing_left: &["Danke, das waren alle meine Fragen.", "Mehr wollte ich nicht wissen, danke."],
    still_missing: &[
        "Für eine Schätzung bräuchte das Team noch: {list}. Sie können es hier jederzeit ergänzen.",
    ],
    error_page: &[
        "Diese Seite gibt es nicht, oder sie ist umgezogen. Sagen Sie mir, was Sie gesucht haben, dann helfe ich weiter.",
    ],
    price_is: "Preis",
    available: "Verfügbar",
    ask_person: "Wie heißen Sie?",
    ask_company: "Für welche Firma ist es?",
    ask_place: "An welchem Ort ist das?",
    ask_email: "An welche E-Mail-Adresse dürfen wir schreiben?",
    ask_phone: "Unter welcher Nummer erreichen wir Sie?",
    ask_budget: "Welches Budget haben Sie eingeplant?",
    ask_deadline: "Wann würde es Ihnen passen?",
    and: "und",
    yes: "ja",
    no: "nein",
    lowers_names: false,
};
