//! Portuguese as it is written in Brazil, with `você`.

use super::Phrases;

pub(super) const PHRASES: Phrases = Phrases {
    hello: &["Olá.", "Oi.", "Olá, que bom que você veio."],
    welcome: &["De nada.", "Imagina.", "Por nada."],
    goodbye: &[
        "Até logo e obrigado pela visita. Se você voltar, continuamos daqui.",
        "Até mais. A conversa fica aqui, caso você queira continuar.",
    ],
    sorry: &[
        "Sinto muito. Vou ser breve.",
        "Entendo, e peço desculpas pelo transtorno.",
        "Desculpe. Vou tentar ser rápido.",
    ],
    small_talk: &["Por aqui tudo bem, obrigado.", "Tudo certo por aqui, obrigado."],
    noted: &["Anotado: {value}.", "Obrigado, anotei: {value}.", "Certo: {value}."],
    noted_sentence: &["Obrigado, assim já tenho uma boa ideia.", "Obrigado, isso ajuda.", "Certo, anotei."],
    noted_answer: &["Anotado, obrigado.", "Certo, anotado.", "Obrigado, anotado."],
    noted_person: &["Muito prazer, {value}.", "Obrigado, {value}.", "Olá, {value}, obrigado."],
    noted_several: &["Anotado: {list}.", "Certo: {list}.", "Obrigado, anotei: {list}."],
    noted_many: &[
        "Obrigado, com isso já avançamos bastante. Anotei: {list}.",
        "Isso ajuda muito, obrigado. Anotado: {list}.",
    ],
    changed: &["Alterado: {value}.", "Certo, mudei: {value}.", "Sem problema, agora está anotado: {value}."],
    cleared: &["Removido: {name}.", "Certo, tirei: {name}."],
    declined: &[
        "Tudo bem, não precisa dizer.",
        "Sem problema, deixamos isso de fora.",
        "Claro, pulamos essa parte.",
    ],
    left_open: &[
        "Sem problema, isso pode ficar em aberto por enquanto.",
        "Tudo bem, não precisa saber agora.",
        "Certo, deixamos em aberto.",
    ],
    unchanged: &["Sim, isso já está anotado.", "É assim que está anotado."],
    edit_noted: &["Anotado: {list}."],
    edit_removed: &["Removido: {list}."],
    edit_confirmed: &["Obrigado, fica confirmado assim."],
    edit_unconfirmed: &["Nada está confirmado ainda, para que você possa conferir mais uma vez."],
    edit_unknown: &["Isso não pode ser guardado aqui."],
    edit_removes: &["{name}: removido"],
    edit_confirms: &["Confirmado"],
    no_email: &[
        "Isso não parece um endereço de e-mail completo.",
        "Não encontrei aí um endereço de e-mail completo.",
    ],
    no_phone: &["Isso não parece um telefone completo.", "Não encontrei aí um número de telefone completo."],
    no_url: &["Não encontrei aí um endereço de site."],
    no_money: &["Não encontrei aí um valor.", "Não entendi nenhum valor."],
    no_date: &["Não encontrei aí uma data.", "Não entendi nenhuma data."],
    no_duration: &["Não encontrei aí um prazo."],
    no_number: &["Não encontrei aí um número.", "Não entendi nenhum número."],
    no_choice: &[
        "Não consegui relacionar isso com nenhuma das opções.",
        "Não tenho certeza de qual das opções é.",
    ],
    not_understood: &["Acho que não entendi bem.", "Desculpe, não entendi direito."],
    aside: &["Obrigado.", "Muito obrigado.", "Certo."],
    too_much: &[
        "É mais do que consigo guardar de uma vez. Você pode dizer com menos palavras, uma coisa de cada vez?",
    ],
    invalid: &["Não consegui usar isso ({name}), então nada mudou aí."],
    why: &["Boa pergunta. {why}", "Eu explico. {why}"],
    why_unsaid: &["Ajuda a equipe de {tenant} a fazer um orçamento realista."],
    price: &[
        "Não posso dizer um preço ou uma data; isso vem com o orçamento, quando os dados estiverem completos.",
        "Preços e datas vêm com o orçamento, e para isso a equipe precisa antes de alguns dados.",
    ],
    price_ready: &[
        "Os dados para um orçamento já estão completos; preço e data quem diz é a equipe de {tenant}.",
    ],
    who: &[
        "Sou {assistant}, o assistente desta página: um programa, não uma pessoa.",
        "Sou um programa: {assistant}, o assistente de {tenant}.",
    ],
    human: &[
        "Daqui não consigo transferir você; sou só o assistente. O que você escreve fica guardado para a equipe de {tenant}.",
        "Sou o assistente e não consigo transferir a conversa, mas ela fica guardada para a equipe de {tenant}.",
    ],
    question: &[
        "Prefiro não adivinhar; essa é uma pergunta para a equipe de {tenant}.",
        "Isso não consigo responder com segurança; é uma pergunta para a equipe de {tenant}.",
        "Não sei ao certo, então deixo essa para a equipe de {tenant}.",
    ],
    summary: &["Isto é o que tenho até agora:", "Anotei o seguinte:"],
    summary_empty: &["Ainda não anotei nada."],
    again: &[
        "Voltando à minha pergunta: {question}",
        "Deixe-me voltar à minha pergunta: {question}",
        "Mais uma vez: {question}",
    ],
    again_example: &[
        "{question} Basta algo como \"{example}\".",
        "Voltando à minha pergunta: {question} Por exemplo: \"{example}\".",
        "Deixe-me voltar à minha pergunta: {question} Um exemplo seria \"{example}\".",
    ],
    again_choices: &[
        "{question} Você pode escolher entre {list}.",
        "Voltando à minha pergunta: {question} As opções são {list}.",
    ],
    became_ready: &[
        "Com isso temos tudo para um orçamento. Quer mudar ou acrescentar alguma coisa?",
        "Certo, os dados para um orçamento estão completos. Há algo a mudar ou acrescentar?",
    ],
    still_ready: &[
        "Está tudo pronto para um orçamento. Há mais alguma coisa a mudar ou acrescentar?",
        "Quer mudar ou acrescentar mais alguma coisa?",
    ],
    agreed: &["Ótimo, então está tudo anotado.", "Certo, então fica assim."],
    nothing_left: &[
        "Obrigado, eram essas as minhas perguntas.",
        "Era tudo o que eu queria perguntar, obrigado.",
    ],
    still_missing: &[
        "Para um orçamento a equipe ainda precisaria de: {list}. Você pode acrescentar aqui quando quiser.",
    ],
    ask_person: "Como você se chama?",
    ask_company: "Para qual empresa é?",
    ask_place: "Em que lugar é?",
    ask_email: "Para qual e-mail podemos escrever?",
    ask_phone: "Qual é o melhor telefone para falar com você?",
    ask_budget: "Qual é o orçamento que você tem em mente?",
    ask_deadline: "Quando seria bom para você?",
    and: "e",
    yes: "sim",
    no: "não",
    lowers_names: true,
};
