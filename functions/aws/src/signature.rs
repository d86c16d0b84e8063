//! AWS's Signature Version 4 of a request: what is hashed, in which order, by which key.
//!
//! Of the paths and queries that it speaks of there is only `/` here: every operation of the JSON protocol is a POST to it.
//! The tests hold it against the examples that AWS publishes.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ring::digest::{SHA256, digest};
use ring::hmac::{HMAC_SHA256, Key, Tag, sign as hmac};

use crate::{Account, Credentials};

const ALGORITHM: &str = "AWS4-HMAC-SHA256";
const DATE: &str = "x-amz-date";
const SESSION_TOKEN: &str = "x-amz-security-token";

/// What is signed: a request to `/`, without a query.
pub(crate) struct Signable<'a> {
    pub(crate) method: &'a str,
    /// Names in lower case, each once; values without blanks to be shortened.
    pub(crate) headers: &'a [(&'a str, &'a str)],
    pub(crate) body: &'a [u8],
}

/// The headers that a request must have besides its own.
pub(crate) struct Signed {
    pub(crate) date: String,
    pub(crate) session_token: Option<String>,
    pub(crate) authorization: String,
}

impl Signed {
    /// With their names. The last two are secrets.
    pub(crate) fn headers(self) -> impl Iterator<Item = (&'static str, String)> {
        let token = self.session_token.map(|token| (SESSION_TOKEN, token));
        [(DATE, self.date)].into_iter().chain(token).chain([("authorization", self.authorization)])
    }
}

/// Signs the request for that service, as of now.
pub(crate) fn sign(request: &Signable<'_>, account: &Account, service: &str, now: Timestamp) -> Signed {
    let Account { region, credentials: Credentials { key_id, secret, session_token } } = account;
    let date = stamp(now);
    let day = date.split('T').next().unwrap_or_default();

    let mut headers = request.headers.to_vec();
    headers.push((DATE, &date));
    headers.extend(session_token.as_deref().map(|token| (SESSION_TOKEN, token)));
    headers.sort_unstable();
    let names: Vec<&str> = headers.iter().map(|(name, _)| *name).collect();
    let names = names.join(";");

    let mut canonical = format!("{}\n/\n\n", request.method);
    for (name, value) in headers {
        canonical.extend([name, ":", value, "\n"]);
    }
    canonical.extend(["\n", &names, "\n", &hex(digest(&SHA256, request.body).as_ref())]);

    let scope = format!("{day}/{region}/{service}/aws4_request");
    let hash = hex(digest(&SHA256, canonical.as_bytes()).as_ref());
    let to_sign = format!("{ALGORITHM}\n{date}\n{scope}\n{hash}");

    let mut key = keyed(format!("AWS4{secret}").as_bytes(), day);
    for part in [region, service, "aws4_request"] {
        key = keyed(key.as_ref(), part);
    }
    let signature = hex(keyed(key.as_ref(), &to_sign).as_ref());
    let authorization =
        format!("{ALGORITHM} Credential={key_id}/{scope}, SignedHeaders={names}, Signature={signature}");
    Signed { date, session_token: session_token.clone(), authorization }
}

fn keyed(key: &[u8], text: &str) -> Tag {
    hmac(&Key::new(HMAC_SHA256, key), text.as_bytes())
}

/// `20150830T123600Z`.
fn stamp(time: Timestamp) -> String {
    let time = TimeZone::UTC.to_datetime(time);
    format!(
        "{:04}{:02}{:02}T{:02}{:02}{:02}Z",
        time.year(),
        time.month(),
        time.day(),
        time.hour(),
        time.minute(),
        time.second()
    )
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    let digit = |value: u8| DIGITS[usize::from(value & 15)];
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(*byte)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Who asks in AWS's examples, and when.
    fn signed(session_token: Option<&str>, request: &Signable<'_>) -> Signed {
        let secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
        let credentials = Credentials::new("AKIDEXAMPLE", secret, session_token.map(str::to_owned));
        let account = Account { region: "us-east-1".to_owned(), credentials };
        sign(request, &account, "service", "2015-08-30T12:36:00Z".parse().unwrap())
    }

    /// Its name, the method, the headers, the body, and the signature with the names of the headers in it.
    type Example<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str)], &'a str, &'a str);

    const HOST: (&str, &str) = ("host", "example.amazonaws.com");

    #[test]
    fn the_published_examples_come_out() {
        let form = [
            ("content-type", "application/x-www-form-urlencoded"),
            HOST,
            ("content-length", "13"),
            ("x-amz-content-sha256", "9095672bbd1f56dfc5b65f3e153adc8731a4a654192329106275f4c7b24d0b6e"),
        ];
        // The names are those of AWS's test suite.
        let examples: [Example<'_>; 5] = [
            (
                "get-vanilla",
                "GET",
                &[HOST],
                "",
                "host;x-amz-date, \
                 Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
            ),
            (
                "post-vanilla",
                "POST",
                &[HOST],
                "",
                "host;x-amz-date, \
                 Signature=5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
            ),
            (
                "post-header-key-sort",
                "POST",
                &[("my-header1", "value1"), HOST],
                "",
                "host;my-header1;x-amz-date, \
                 Signature=c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c",
            ),
            (
                "get-header-value-trim",
                "GET",
                &[HOST, ("my-header1", "value1"), ("my-header2", "\"a b c\"")],
                "",
                "host;my-header1;my-header2;x-amz-date, \
                 Signature=acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736",
            ),
            (
                "post-x-www-form-urlencoded",
                "POST",
                &form,
                "Param1=value1",
                "content-length;content-type;host;x-amz-content-sha256;x-amz-date, \
                 Signature=d3875051da38690788ef43de4db0d8f280229d82040bfac253562e56c3f20e0b",
            ),
        ];
        for (name, method, headers, body, expected) in examples {
            let signed = signed(None, &Signable { method, headers, body: body.as_bytes() });
            let before = "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, \
                          SignedHeaders=";
            assert_eq!(signed.authorization, format!("{before}{expected}"), "{name}");
            assert_eq!(signed.date, "20150830T123600Z");
        }
    }

    #[test]
    fn a_session_s_token_is_signed_too() {
        // get-vanilla-with-session-token and post-sts-header-before.
        let short = "6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267";
        let long = "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeo\
                    IYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5V\
                    SXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yj\
                    c8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA==";
        for (method, token, expected) in [
            ("GET", short, "07ec1639c89043aa0e3e2de82b96708f198cceab042d4a97044c66dd9f74e7f8"),
            ("POST", long, "85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead"),
        ] {
            let signed = signed(Some(token), &Signable { method, headers: &[HOST], body: b"" });
            let expected =
                format!("SignedHeaders=host;x-amz-date;x-amz-security-token, Signature={expected}");
            assert!(signed.authorization.ends_with(&expected), "{}", signed.authorization);
            let headers: Vec<(&str, String)> = signed.headers().collect();
            assert_eq!(headers[1], ("x-amz-security-token", token.to_owned()));
        }
    }
}
