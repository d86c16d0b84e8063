//! What is understood.

use super::*;

fn trip() -> Json {
    json!([
        { "key": "from_date", "kind": "date", "requirement": "always", "question": "When do you arrive?" },
        { "key": "until_date", "kind": "date", "requirement": "always", "question": "When do you leave?" },
        { "key": "rooms", "kind": "number", "requirement": "always", "question": "How many rooms do you need?" },
        { "key": "floor", "kind": "number", "question": "Which floor would you like?" },
        { "key": "budget", "kind": "money", "requirement": "always", "question": "What would you like to spend?" },
        { "key": "pickup", "kind": "text", "question": "Where shall we collect you?" },
        { "key": "destination", "kind": "text", "question": "Where are you going to?" },
        { "key": "wishes", "kind": "text", "question": "What would make your stay special?" },
        { "key": "board", "kind": "choice", "requirement": "always", "question": "Which board would you like?",
          "choices": [
              { "value": "breakfast", "synonyms": ["bed and breakfast", "Frühstück", "desayuno"] },
              { "value": "half", "synonyms": ["half board", "Halbpension", "media pensión"] },
              { "value": "full", "synonyms": ["full board", "Vollpension", "pensión completa"] } ] },
        { "key": "extras", "kind": "list", "question": "Any extras?",
          "choices": [ { "value": "spa", "synonyms": ["sauna", "massage"] }, { "value": "bikes", "synonyms": ["bicycle", "Fahrrad"] } ] },
        { "key": "pets", "kind": "yes_no", "question": "Will you bring a pet?" },
        { "key": "name", "kind": "text", "requirement": "always", "question": "What is your name?" },
        { "key": "email", "kind": "email", "requirement": "always", "question": "Where can we write to you?" }
    ])
}

fn budget(amount: u32) -> Json {
    json!({ "min": amount, "max": amount, "currency": "EUR" })
}

#[test]
fn two_dates_are_told_apart_by_their_words() {
    let mut talk = Talk::new(trip());
    talk.say("We arrive on 3 May and leave on 10 May");
    assert_eq!(
        (talk.known("from_date"), talk.known("until_date")),
        (json!("2027-05-03"), json!("2027-05-10"))
    );
    let mut talk = Talk::new(trip());
    talk.say("from 3 May to 10 May please");
    assert_eq!(
        (talk.known("from_date"), talk.known("until_date")),
        (json!("2027-05-03"), json!("2027-05-10"))
    );
}

#[test]
fn a_date_that_may_be_either_goes_to_the_question_or_nowhere() {
    assert_eq!(after(&trip(), None, "3 May", "from_date"), Json::Null);
    assert_eq!(after(&trip(), None, "3 May", "until_date"), Json::Null);
    assert_eq!(after(&trip(), Some("until_date"), "3 May", "until_date"), json!("2027-05-03"));
}

#[test]
fn a_number_that_counts_something_else_is_not_taken() {
    for message in ["2 kids", "we're 4 people", "we have 2 dogs", "he's 12 years old"] {
        assert_eq!(after(&trip(), Some("rooms"), message, "rooms"), Json::Null, "{message}");
    }
    assert_eq!(after(&trip(), Some("rooms"), "2", "rooms"), json!(2));
    assert_eq!(after(&trip(), None, "we need 3 rooms, my son is 12", "rooms"), json!(3));
    assert_eq!(after(&trip(), None, "Wir brauchen zwei Zimmer", "rooms"), json!(2));
}

#[test]
fn prices_of_others_and_of_ours_are_no_budget() {
    for message in [
        "my competitor paid 50k",
        "they quoted us 3000 euros",
        "do you charge 100 euros an hour?",
        "Mein Nachbar hat 900 Euro bezahlt",
        "a mi vecino le cobraron 900 euros",
    ] {
        assert_eq!(after(&trip(), Some("budget"), message, "budget"), Json::Null, "{message}");
    }
}

#[test]
fn the_later_of_two_values_counts() {
    for (message, amount) in
        [("10k, no wait, 15k", 15000), ("not 10k but 15k", 15000), ("900... sorry, I meant 800", 800)]
    {
        assert_eq!(after(&trip(), Some("budget"), message, "budget"), budget(amount), "{message}");
    }
}

#[test]
fn what_is_known_is_corrected_while_something_else_is_asked() {
    for (first, then, amount) in [
        ("8k", "no, make it 10k", 10000),
        ("8k", "actually the budget is 9k", 9000),
        ("8000 Euro", "beim Budget doch lieber 7000", 7000),
        ("8000 euros", "perdona, el presupuesto mejor 6000", 6000),
    ] {
        let mut talk = Talk::new(trip()).asking("budget");
        talk.say(first);
        talk.scope.asking = Some("name".to_owned());
        talk.say(then);
        assert_eq!(talk.known("budget"), budget(amount), "{then}");
        assert_eq!(talk.known("name"), Json::Null, "{then}");
    }
}

#[test]
fn what_is_known_is_taken_back() {
    for message in
        ["forget the budget", "scrap the budget please", "vergiss das Budget", "olvida el presupuesto"]
    {
        let mut talk = Talk::new(trip()).asking("budget");
        talk.say("8k");
        talk.say(message);
        assert_eq!(talk.known("budget"), Json::Null, "{message}");
        assert_eq!(operations(&talk.last), [(Operation::Clear, "budget")], "{message}");
    }
    let mut talk = Talk::new(trip()).asking("budget");
    talk.say("8k");
    talk.say("don't forget the budget");
    assert_eq!(talk.known("budget"), budget(8000));
}

#[test]
fn choices_are_found_by_synonym_typo_and_place() {
    for (message, value) in [
        ("half board", "half"),
        ("halfboard please", "half"),
        ("Halbpensoin", "half"),
        ("media pension", "half"),
        ("the second one", "half"),
        ("the last one", "full"),
        ("not full board, just breakfast", "breakfast"),
        ("breakfast. no wait, full board", "full"),
    ] {
        assert_eq!(after(&trip(), Some("board"), message, "board"), json!(value), "{message}");
    }
    for message in ["half board or full board, not sure", "I don't know", "what is half board?"] {
        assert_eq!(after(&trip(), Some("board"), message, "board"), Json::Null, "{message}");
    }
}

#[test]
fn a_list_grows_and_shrinks() {
    let mut talk = Talk::new(trip());
    talk.say("We'd like a massage and two bicycles");
    assert_eq!(talk.known("extras"), json!(["spa", "bikes"]));
    talk.say("we don't need the bikes after all");
    assert_eq!(talk.known("extras"), json!(["spa"]));
    talk.say("no sauna");
    assert_eq!(talk.known("extras"), Json::Null);
    assert_eq!(after(&trip(), None, "no bikes and no sauna please", "extras"), Json::Null);
}

#[test]
fn yes_and_no_in_their_many_forms() {
    for (message, yes) in [
        ("yep", true),
        ("claro", true),
        ("Na klar", true),
        ("we will", true),
        ("nope", false),
        ("nö", false),
        ("not really", false),
        ("todavía no", false),
        ("no, our dog stays at home", false),
    ] {
        assert_eq!(after(&trip(), Some("pets"), message, "pets"), json!(yes), "{message}");
    }
    for message in ["no idea", "hm, not sure", "why?", "right now I can't say"] {
        assert_eq!(after(&trip(), Some("pets"), message, "pets"), Json::Null, "{message}");
    }
    assert_eq!(after(&trip(), None, "we will bring a pet", "pets"), json!(true));
    assert_eq!(after(&trip(), None, "we won't bring any pets", "pets"), json!(false));
}

#[test]
fn names_come_without_the_words_around_them() {
    for (asked, message, name) in [
        (true, "I'm Ana Kowalska", json!("Ana Kowalska")),
        (true, "mein Name ist Jürgen Groß, guten Tag", json!("Jürgen Groß")),
        (true, "me llamo María José López y quiero una habitación", json!("María José López")),
        (true, "ana", json!("ana")),
        (true, "Batman. no, Jonas", json!("Jonas")),
        (true, "it's Femke de Wit :)", json!("Femke de Wit")),
        (true, "why do you need that?", Json::Null),
        (true, "rather not say", Json::Null),
        (true, "two rooms would do", Json::Null),
        (true, "I am looking for something quiet", Json::Null),
        (false, "My name is Tom O'Neill and we need a room", json!("Tom O'Neill")),
        (false, "I'm looking for a room", Json::Null),
        (false, "Ich bin Architekt", Json::Null),
    ] {
        let asked = asked.then_some("name");
        assert_eq!(after(&trip(), asked, message, "name"), name, "{message}");
    }
}

#[test]
fn two_places_are_told_apart_by_their_prepositions() {
    for message in [
        "we go from Leeds to York",
        "wir reisen von Leeds nach York",
        "viajamos de Leeds a York",
        "from leeds to york",
    ] {
        let mut talk = Talk::new(trip());
        talk.say(message);
        let (from, to) = (talk.known("pickup"), talk.known("destination"));
        let small = |value: &Json| value.as_str().map(str::to_lowercase);
        assert_eq!(
            (small(&from).as_deref(), small(&to).as_deref()),
            (Some("leeds"), Some("york")),
            "{message}"
        );
    }
}

#[test]
fn an_open_question_takes_the_sentence_and_nothing_else() {
    let wish = "a view of the sea would be lovely";
    assert_eq!(after(&trip(), Some("wishes"), wish, "wishes"), json!(wish));
    for message in [
        "do you have parking?",
        "no idea",
        "rather not say",
        "thanks!",
        "ana@example.com",
        "actually make it 3 rooms",
        "hang on, the kettle is boiling",
    ] {
        assert_eq!(after(&trip(), Some("wishes"), message, "wishes"), Json::Null, "{message}");
    }
}

#[test]
fn refusals_are_of_the_question_or_of_what_they_name() {
    let mut talk = Talk::new(trip()).asking("budget");
    talk.say("rather not say");
    assert!(talk.scope.declined.contains("budget"));
    let mut talk = Talk::new(trip()).asking("budget");
    talk.say("I'd rather not give you my email");
    assert!(talk.scope.declined.contains("email") && !talk.scope.declined.contains("budget"));
    let mut talk = Talk::new(trip()).asking("budget");
    talk.say("keine Ahnung");
    assert!(talk.last.acts.contains(&Act::DoesNotKnow));
    assert!(talk.scope.declined.is_empty());
}

#[test]
fn every_quote_stands_in_the_message() {
    let message = "Hallo, ich heiße Jürgen Groß, wir reisen am 3. Mai an, zwei Zimmer, höchstens 900 €, j.gross@example.de";
    let mut talk = Talk::new(trip());
    talk.say(message);
    assert!(talk.last.commands.len() >= 4, "{:?}", talk.last);
    for command in &talk.last.commands {
        assert!(message.contains(&command.quote), "{}", command.quote);
    }
}

#[test]
fn acts_are_told_apart() {
    for (message, act) in [
        ("hi there", Act::Greeting),
        ("thank you so much", Act::Thanks),
        ("ok bye", Act::Farewell),
        ("do you also rent boats?", Act::Question),
        ("why do you ask?", Act::AsksWhy),
        ("wozu brauchen Sie das?", Act::AsksWhy),
        ("how much is it?", Act::AsksPrice),
        ("cuánto cuesta?", Act::AsksPrice),
        ("are you a robot?", Act::AsksWho),
        ("can I talk to a real person?", Act::AsksHuman),
        ("what have you got so far?", Act::AsksSummary),
        ("this is useless!!!", Act::Complains),
        ("lovely weather today", Act::SmallTalk),
    ] {
        let mut talk = Talk::new(trip()).asking("rooms");
        talk.say(message);
        assert!(talk.last.acts.contains(&act), "{message}: {:?}", talk.last.acts);
        assert!(talk.last.commands.is_empty(), "{message}: {:?}", talk.last.commands);
    }
}
