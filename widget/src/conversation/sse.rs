//! Reads a stream of server-sent events as it arrives, in pieces cut anywhere.

use super::text::split;

/// One event.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Event {
    /// Its name; empty where the server gave none.
    pub name: String,
    /// Its data; lines joined by a line feed.
    pub data: String,
}

/// The parser's state between two pieces.
#[derive(Debug, Default)]
pub struct Parser {
    /// The line that has begun; bytes, since a piece may end within a character.
    line: Vec<u8>,
    /// Whether the last byte was a carriage return, whose line feed is still to come.
    after_return: bool,
    /// The event that has begun.
    event: Event,
    /// Whether it has data at all: an event without is not dispatched.
    has_data: bool,
}

impl Parser {
    /// Takes the next piece and gives the events that it completes.
    pub fn push(&mut self, piece: &[u8]) -> Vec<Event> {
        let mut events = Vec::new();
        for &byte in piece {
            let feed_of_return = byte == b'\n' && self.after_return;
            self.after_return = byte == b'\r';
            if feed_of_return {
                continue;
            }
            if byte == b'\n' || byte == b'\r' {
                events.extend(self.end_line());
            } else {
                self.line.push(byte);
            }
        }
        events
    }

    fn end_line(&mut self) -> Option<Event> {
        let line = core::mem::take(&mut self.line);
        if line.is_empty() {
            let event = core::mem::take(&mut self.event);
            return core::mem::take(&mut self.has_data).then_some(event);
        }
        let line = core::str::from_utf8(&line).unwrap_or_default();
        let (field, value) = split(line, ":").unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => value.clone_into(&mut self.event.name),
            "data" => {
                if core::mem::replace(&mut self.has_data, true) {
                    self.event.data.push('\n');
                }
                self.event.data.push_str(value);
            }
            // `id`, `retry` and comments (an empty field) are of no use to a reader over fetch.
            _ => {}
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(name: &str, data: &str) -> Event {
        Event { name: name.to_owned(), data: data.to_owned() }
    }

    #[test]
    fn reads_names_and_data() {
        let events =
            Parser::default().push(b"id: 1\nevent: text\ndata: {\"delta\":\"a\"}\n\nevent: done\ndata:x\n\n");
        assert_eq!(events, [event("text", "{\"delta\":\"a\"}"), event("done", "x")]);
    }

    #[test]
    fn a_piece_may_end_anywhere_even_within_a_character() {
        let stream = "event: text\r\ndata: für 20 €\r\n\r\n".as_bytes();
        for cut in 0..=stream.len() {
            let mut parser = Parser::default();
            let mut events = parser.push(&stream[..cut]);
            events.extend(parser.push(&stream[cut..]));
            assert_eq!(events, [event("text", "für 20 €")], "cut at {cut}");
        }
    }

    #[test]
    fn data_lines_are_joined_and_comments_are_passed_over() {
        let events = Parser::default().push(b": keep-alive\n\ndata: a\ndata:\ndata: b\n\n");
        assert_eq!(events, [event("", "a\n\nb")]);
    }

    #[test]
    fn an_event_that_has_not_ended_is_not_given() {
        assert_eq!(Parser::default().push(b"event: done\ndata: {}\n"), []);
    }

    #[test]
    fn an_event_without_data_is_not_given() {
        assert_eq!(Parser::default().push(b"event: done\n\n"), []);
    }

    #[test]
    fn bare_carriage_returns_end_lines() {
        assert_eq!(Parser::default().push(b"event: a\rdata: b\r\r"), [event("a", "b")]);
    }
}
