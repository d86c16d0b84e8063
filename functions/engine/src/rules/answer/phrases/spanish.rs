//! Spanish, with the familiar address.

use super::Phrases;

pub(super) const PHRASES: Phrases = Phrases {
    hello: &["Hola.", "Buenas.", "Hola, qué bien que estés aquí."],
    welcome: &["De nada.", "Con mucho gusto.", "No hay de qué."],
    goodbye: &[
        "Hasta luego y gracias por tu visita. Si vuelves, seguimos aquí mismo.",
        "Hasta pronto. La conversación queda aquí por si quieres continuarla.",
    ],
    sorry: &[
        "Lo siento. Seré breve.",
        "Lo entiendo, y siento las molestias.",
        "Perdona. Intentaré ir rápido.",
    ],
    small_talk: &["Gracias, por aquí todo bien.", "Todo bien por aquí, gracias."],
    noted: &["Anotado: {value}.", "Gracias, he anotado: {value}.", "Entendido: {value}."],
    noted_sentence: &["Gracias, así me hago una idea.", "Gracias, eso ayuda.", "Bien, lo he anotado."],
    noted_answer: &["Anotado, gracias.", "De acuerdo, anotado.", "Gracias, anotado."],
    noted_person: &["Mucho gusto, {value}.", "Gracias, {value}.", "Hola, {value}, gracias."],
    noted_several: &["Anotado: {list}.", "Entendido: {list}.", "Gracias, he anotado: {list}."],
    noted_many: &[
        "Gracias, con eso ya avanzamos mucho. He anotado: {list}.",
        "Eso ayuda mucho, gracias. Anotado: {list}.",
    ],
    changed: &[
        "Cambiado: {value}.",
        "De acuerdo, lo he cambiado: {value}.",
        "Sin problema, ahora he anotado: {value}.",
    ],
    cleared: &["Eliminado: {name}.", "De acuerdo, lo he quitado: {name}."],
    declined: &[
        "No pasa nada, no hace falta que lo digas.",
        "Sin problema, lo dejamos fuera.",
        "Claro, lo dejamos así.",
    ],
    left_open: &[
        "No pasa nada, puede quedar abierto de momento.",
        "Sin problema, no hace falta saberlo todavía.",
        "Bien, lo dejamos abierto por ahora.",
    ],
    unchanged: &["Sí, eso ya lo tengo anotado.", "Así lo tengo anotado."],
    edit_noted: &["Anotado: {list}."],
    edit_removed: &["Eliminado: {list}."],
    edit_confirmed: &["Gracias, queda confirmado tal como está."],
    edit_unconfirmed: &["Todavía no hay nada confirmado, para que puedas revisarlo otra vez."],
    edit_unknown: &["Eso no se puede guardar aquí."],
    edit_removes: &["{name}: eliminado"],
    edit_confirms: &["Confirmado"],
    no_email: &[
        "Eso no parece una dirección de correo completa.",
        "No veo ahí ninguna dirección de correo completa.",
    ],
    no_phone: &[
        "Eso no parece un número de teléfono completo.",
        "No veo ahí ningún número de teléfono completo.",
    ],
    no_url: &["No veo ahí ninguna dirección web."],
    no_money: &["No veo ahí ningún importe.", "No he entendido ningún importe."],
    no_date: &["No veo ahí ninguna fecha.", "No he entendido ninguna fecha."],
    no_duration: &["No veo ahí ninguna duración."],
    no_number: &["No veo ahí ningún número.", "No he entendido ningún número."],
    no_choice: &[
        "No he podido relacionarlo con ninguna de las opciones.",
        "No tengo claro cuál de las opciones es.",
    ],
    not_understood: &["Creo que no lo he entendido bien.", "Perdona, no lo he entendido del todo."],
    aside: &["Gracias.", "Muchas gracias.", "De acuerdo."],
    too_much: &[
        "Es más de lo que puedo guardar de una vez. ¿Puede decirlo con menos palabras, una cosa tras otra?",
    ],
    invalid: &["No he podido usar eso ({name}), así que ahí no ha cambiado nada."],
    why: &["Buena pregunta. {why}", "Te lo explico. {why}"],
    why_unsaid: &["Ayuda al equipo de {tenant} a hacer una estimación realista."],
    price: &[
        "Yo no puedo decirte un precio ni una fecha; eso viene con la estimación, cuando estén los datos.",
        "Los precios y las fechas vienen con la estimación, y para eso el equipo necesita antes unos datos.",
    ],
    price_ready: &[
        "Los datos para una estimación ya están; el precio y la fecha los decide el equipo de {tenant}.",
    ],
    who: &[
        "Soy {assistant}, el asistente de esta página: un programa, no una persona.",
        "Soy un programa: {assistant}, el asistente de {tenant}.",
    ],
    human: &[
        "Desde aquí no puedo pasarte con nadie; solo soy el asistente. Lo que escribes aquí se guarda para el equipo de {tenant}.",
        "Soy el asistente y no puedo pasar llamadas, pero esta conversación se guarda para el equipo de {tenant}.",
    ],
    question: &[
        "Prefiero no adivinar; es una pregunta para el equipo de {tenant}.",
        "Eso no lo puedo contestar con seguridad; es una pregunta para el equipo de {tenant}.",
        "No lo sé con certeza, así que se lo dejo al equipo de {tenant}.",
    ],
    summary: &["Esto es lo que tengo hasta ahora:", "He anotado lo siguiente:"],
    summary_empty: &["Todavía no he anotado nada."],
    again: &[
        "Vuelvo a mi pregunta: {question}",
        "Permíteme volver a mi pregunta: {question}",
        "Una vez más: {question}",
    ],
    again_example: &[
        "{question} Basta con algo como «{example}».",
        "Vuelvo a mi pregunta: {question} Por ejemplo: «{example}».",
        "Permíteme volver a mi pregunta: {question} Un ejemplo sería «{example}».",
    ],
    again_choices: &[
        "{question} Puedes elegir entre {list}.",
        "Vuelvo a mi pregunta: {question} Las opciones son {list}.",
    ],
    became_ready: &[
        "Con eso está todo lo necesario para una estimación. ¿Quieres cambiar o añadir algo?",
        "Bien, ya están completos los datos para una estimación. ¿Hay algo que cambiar o añadir?",
    ],
    still_ready: &[
        "Está todo para una estimación. ¿Hay algo más que cambiar o añadir?",
        "¿Quieres cambiar o añadir algo más?",
    ],
    agreed: &["Muy bien, entonces queda todo anotado.", "Bien, pues así queda."],
    nothing_left: &[
        "Gracias, esas eran todas mis preguntas.",
        "Eso es todo lo que quería preguntar, gracias.",
    ],
    still_missing: &[
        "Para una estimación el equipo aún necesitaría: {list}. Puedes añadirlo aquí cuando quieras.",
    ],
    error_page: &["Esta página no existe o ha cambiado de sitio. Dime qué buscabas e intento ayudarte."],
    price_is: "Precio",
    available: "Disponible",
    ask_person: "¿Cómo te llamas?",
    ask_company: "¿Para qué empresa es?",
    ask_place: "¿En qué lugar es?",
    ask_email: "¿A qué correo podemos escribirte?",
    ask_phone: "¿A qué teléfono podemos llamarte?",
    ask_budget: "¿Qué presupuesto tienes pensado?",
    ask_deadline: "¿Cuándo te vendría bien?",
    and: "y",
    yes: "sí",
    no: "no",
    lowers_names: true,
};
