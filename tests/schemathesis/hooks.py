"""What schemathesis cannot know: the page's origin, a session's token, and which ids are there."""

import json
import os
import urllib.request

import schemathesis
from schemathesis import GenerationMode

ORIGIN = "https://probe.example"
TENANT = "probe"


def call(path, body, token=None):
    """The JSON that a POST answers."""
    headers = {"Content-Type": "application/json", "Origin": ORIGIN}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    url = os.environ["ANTEROOM_ORIGIN"] + path
    request = urllib.request.Request(url, json.dumps(body).encode(), headers, method="POST")
    with urllib.request.urlopen(request, timeout=20) as response:
        return json.load(response)


def begin():
    """A session with one answered message: its token, its id and the turn's."""
    session = call("/api/v1/chat/sessions", {"tenant": TENANT})
    message = {"message": "Our budget is 10k euros", "message_id": "probe-message"}
    reply = call("/api/v1/chat/send", message, session["token"])
    TOKENS[session["session_id"]] = session["token"]
    return session["token"], session["session_id"], reply["turn_id"]


# The tokens of the sessions that there are, by session.
TOKENS = {}


@schemathesis.auth(refresh_interval=None)
class SessionToken:
    """The tenant's admin's token for what is theirs. Otherwise the token of the session that a case names; where it names
    none that is there, a session of its own: another case may end it."""

    def get(self, case, context):
        if case.operation.path.startswith("/api/v1/admin/"):
            return os.environ["ANTEROOM_ADMIN_TOKEN"], None, None
        for value in (case.path_parameters or {}).values():
            session = str(value).split(".")[0]
            if session in TOKENS:
                return TOKENS[session], None, None
        return begin()

    def set(self, case, data, context):
        token, session, turn = data
        case.headers["Authorization"] = f"Bearer {token}"
        if session is None:
            return
        if is_good(case, "path_parameters"):
            known = {"session": session, "turn": turn, "tenant": TENANT}
            for name in set(case.path_parameters or {}) & set(known):
                case.path_parameters[name] = known[name]
        body = case.body
        if isinstance(body, dict) and is_good(case, "body"):
            known = {"session_id": session, "turn_id": turn, "tenant": TENANT}
            for name in set(body) & set(known):
                body[name] = known[name]


def is_good(case, component):
    """Whether this part was made to be taken."""
    if case.meta is None:
        return True
    for kind, info in case.meta.components.items():
        if kind.value == component:
            return info.mode == GenerationMode.POSITIVE
    return True


@schemathesis.hook
def before_call(context, case, kwargs):
    """The page's origin, where a case is not about it (one without it is); no page of nobody's."""
    if "next" in (case.query or {}) and is_good(case, "query"):
        del case.query["next"]
    if "Origin" in (case.headers or {}) and is_good(case, "headers"):
        case.headers["Origin"] = ORIGIN


@schemathesis.hook
def after_call(context, case, response):
    """Keeps the token of a session that a case has begun."""
    if case.operation.path == "/api/v1/chat/sessions" and response.status_code in (200, 201):
        begun = response.json()
        TOKENS[begun["session_id"]] = begun["token"]
