//! A server: which revision it speaks, its list of tools, and a call of one.

use engine::json_schema;
use engine::ports::{Secret, ToolError, ToolSaid, ToolUse};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, StatusCode, Url};
use serde_json::{Value as Json, json};
use shared::tenant::McpServer;

use super::content;
use super::heard::{Heard, Tool};
use super::mirrored;
use super::post::{Answered, Line, SESSION, failed};

/// The revision in which each request stands for itself.
const MODERN: &str = "2026-07-28";

/// Those before it, newest first.
const LEGACY: [&str; 3] = ["2025-11-25", "2025-06-18", "2025-03-26"];

const VERSION: HeaderName = HeaderName::from_static("mcp-protocol-version");
const METHOD: HeaderName = HeaderName::from_static("mcp-method");
const NAME: HeaderName = HeaderName::from_static("mcp-name");
const IDEMPOTENCY: HeaderName = HeaderName::from_static("idempotency-key");

/// The codes by which a server of the modern revision says what is wrong with a request.
const HEADER_MISMATCH: i64 = -32020;
const MISSING_CAPABILITY: i64 = -32021;
const UNSUPPORTED_VERSION: i64 = -32022;
const METHOD_NOT_FOUND: i64 = -32601;
const INVALID_PARAMS: i64 = -32602;

/// The most pages of a list, and the most tools in it.
const PAGES_AT_MOST: usize = 20;
const TOOLS_AT_MOST: usize = 500;

/// The longest id of a session, in bytes.
const SESSION_MAX_BYTES: usize = 1_024;

/// Which way a server is spoken with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Era {
    Modern,
    Legacy,
}

/// A server that can be asked.
pub(crate) struct Server {
    line: Line,
}

/// How requests are sent, once that is known: what stands in each.
#[derive(Clone)]
struct Manner {
    era: Era,
    headers: HeaderMap,
}

impl Server {
    pub(crate) fn new(http: Client, url: Url, secret: Option<&Secret>) -> Result<Self, ToolError> {
        let bearer = |secret: &Secret| {
            let value = HeaderValue::from_str(&format!("Bearer {}", secret.expose()));
            let mut value = value.map_err(|_| failed("its secret cannot stand in a header"))?;
            value.set_sensitive(true);
            Ok::<_, ToolError>(value)
        };
        let authorization = secret.map(bearer).transpose()?;
        Ok(Self { line: Line { http, url, authorization } })
    }

    /// Its tools, as far as they are allowed.
    pub(crate) async fn tools(&self, server: &McpServer) -> Result<Heard, ToolError> {
        let modern = Manner::modern();
        let (first, manner) = match self.page(&modern, None).await? {
            Answered::Result(first) => (first, modern),
            Answered::Error { code: UNSUPPORTED_VERSION, data } if !speaks_legacy(&data) => {
                return Err(failed("it speaks no revision of the protocol that is known here"));
            }
            Answered::Error { code: code @ (HEADER_MISMATCH | MISSING_CAPABILITY), .. } => {
                return Err(failed(&format!("error {code}")));
            }
            // As servers of the older revisions answer what they do not know.
            Answered::Error { .. }
            | Answered::Status(
                StatusCode::BAD_REQUEST
                | StatusCode::NOT_FOUND
                | StatusCode::METHOD_NOT_ALLOWED
                | StatusCode::NOT_ACCEPTABLE
                | StatusCode::UNPROCESSABLE_ENTITY,
            ) => {
                let manner = self.begin().await?;
                (result(self.page(&manner, None).await?)?, manner)
            }
            other => (result(other)?, modern),
        };
        let listed = self.rest(&manner, first).await;
        self.end(&manner);
        Ok(Heard::of(manner.era, &listed?, server))
    }

    /// Calls the tool. A session that is gone is begun anew, once.
    pub(crate) async fn call(
        &self,
        heard: &Heard,
        tool: &Tool,
        call: &ToolUse,
    ) -> Result<ToolSaid, ToolError> {
        let arguments = json_schema::fitted(&tool.parameters, &call.arguments);
        json_schema::check(&tool.parameters, &arguments)
            .map_err(|breach| ToolError::Arguments(breach.to_string()))?;
        let mut is_again = false;
        loop {
            let manner = match heard.era {
                Era::Modern => Manner::modern(),
                Era::Legacy => self.begin().await?,
            };
            let mut headers = HeaderMap::new();
            if let Ok(id) = HeaderValue::from_str(&call.id) {
                headers.insert(IDEMPOTENCY, id);
            }
            if manner.era == Era::Modern {
                headers.insert(NAME, mirrored::encoded(&tool.name)?);
                mirrored::add(&tool.mirrored, &arguments, &mut headers)?;
            }
            let params = json!({
                "name": tool.name, "arguments": arguments, "_meta": { "idempotency-key": call.id },
            });
            let answered = self.request(&manner, "tools/call", params, headers).await;
            self.end(&manner);
            return match answered? {
                Answered::Result(said) => content::read(&said),
                Answered::Status(StatusCode::NOT_FOUND) if manner.has_session() && !is_again => {
                    is_again = true;
                    continue;
                }
                // It has other tools now than it had.
                Answered::Error { code: INVALID_PARAMS | METHOD_NOT_FOUND | HEADER_MISMATCH, .. } => {
                    Err(ToolError::Unknown(call.name.clone()))
                }
                other => result(other).and_then(|said| content::read(&said)),
            };
        }
    }

    /// Begins a session of the older revisions.
    async fn begin(&self) -> Result<Manner, ToolError> {
        let params = json!({
            "protocolVersion": LEGACY[0], "capabilities": {}, "clientInfo": client_info(),
        });
        let message = json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params });
        let (answered, headers) = self.line.send(&message, HeaderMap::new()).await?;
        let said = result(answered)?;
        let version = said["protocolVersion"].as_str().unwrap_or_default();
        let version = LEGACY.into_iter().find(|known| *known == version);
        let version =
            version.ok_or_else(|| failed("it speaks no revision of the protocol that is known here"))?;
        let mut manner = Manner { era: Era::Legacy, headers: HeaderMap::new() };
        manner.headers.insert(VERSION, HeaderValue::from_static(version));
        if let Some(session) = headers.get(SESSION) {
            let is_good = session.len() <= SESSION_MAX_BYTES
                && session.as_bytes().iter().all(|byte| (0x21..=0x7e).contains(byte));
            if !is_good {
                return Err(failed("the id of its session is none"));
            }
            manner.headers.insert(SESSION, session.clone());
        }
        let ready = json!({ "jsonrpc": "2.0", "method": "notifications/initialized" });
        match self.line.send(&ready, manner.headers.clone()).await? {
            (Answered::Status(status), _) => Err(failed(&format!("status {}", status.as_u16()))),
            _ => Ok(manner),
        }
    }

    /// Lets a session go, without waiting for it.
    fn end(&self, manner: &Manner) {
        if manner.has_session() {
            let line = Line {
                http: self.line.http.clone(),
                url: self.line.url.clone(),
                authorization: self.line.authorization.clone(),
            };
            let headers = manner.headers.clone();
            tokio::spawn(async move {
                let _ = tokio::time::timeout(core::time::Duration::from_secs(2), line.end(headers)).await;
            });
        }
    }

    /// All tools from the first page on.
    async fn rest(&self, manner: &Manner, first: Json) -> Result<Vec<Json>, ToolError> {
        let mut all = Vec::new();
        let mut page = first;
        let mut seen = Vec::new();
        loop {
            let tools = page["tools"].as_array().ok_or_else(|| failed("its list of tools is none"))?;
            all.extend(tools.iter().cloned());
            if all.len() > TOOLS_AT_MOST {
                return Err(failed("it has more than 500 tools"));
            }
            let Some(cursor) = page["nextCursor"].as_str().map(str::to_owned) else { return Ok(all) };
            if seen.len() + 1 == PAGES_AT_MOST || seen.contains(&cursor) {
                return Err(failed("its list of tools does not end"));
            }
            page = result(self.page(manner, Some(&cursor)).await?)?;
            seen.push(cursor);
        }
    }

    async fn page(&self, manner: &Manner, cursor: Option<&str>) -> Result<Answered, ToolError> {
        let params = cursor.map_or_else(|| json!({}), |cursor| json!({ "cursor": cursor }));
        self.request(manner, "tools/list", params, HeaderMap::new()).await
    }

    async fn request(
        &self,
        manner: &Manner,
        method: &'static str,
        mut params: Json,
        mut headers: HeaderMap,
    ) -> Result<Answered, ToolError> {
        if manner.era == Era::Modern {
            params["_meta"]["io.modelcontextprotocol/protocolVersion"] = MODERN.into();
            params["_meta"]["io.modelcontextprotocol/clientInfo"] = client_info();
            params["_meta"]["io.modelcontextprotocol/clientCapabilities"] = json!({});
            headers.insert(METHOD, HeaderValue::from_static(method));
        }
        headers.extend(manner.headers.clone());
        let message = json!({ "jsonrpc": "2.0", "id": 2, "method": method, "params": params });
        Ok(self.line.send(&message, headers).await?.0)
    }
}

impl Manner {
    fn modern() -> Self {
        let headers = HeaderMap::from_iter([(VERSION, HeaderValue::from_static(MODERN))]);
        Self { era: Era::Modern, headers }
    }

    fn has_session(&self) -> bool {
        self.headers.contains_key(SESSION)
    }
}

/// Whether one of the revisions that a server names is an older one that is known here.
fn speaks_legacy(data: &Json) -> bool {
    let supported = data["supported"].as_array().into_iter().flatten().filter_map(Json::as_str);
    supported.into_iter().any(|version| LEGACY.contains(&version))
}

fn result(answered: Answered) -> Result<Json, ToolError> {
    match answered {
        Answered::Result(result) => Ok(result),
        Answered::Error { code, .. } => Err(failed(&format!("error {code}"))),
        Answered::Taken => Err(failed("it answers nothing")),
        Answered::Status(status) => Err(failed(&format!("status {}", status.as_u16()))),
    }
}

fn client_info() -> Json {
    json!({ "name": "anteroom", "version": env!("CARGO_PKG_VERSION") })
}
