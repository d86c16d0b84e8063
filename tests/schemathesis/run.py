"""Checks the OpenAPI document, and runs schemathesis by it over a server of its own: `run.py ANTEROOM`, where ANTEROOM is
the server's program.

Further arguments go to schemathesis. The server keeps its data in a folder that goes away with it.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
DOCUMENT = HERE.parent.parent / "docs" / "openapi.json"
ANNOUNCEMENT = "Anteroom is at "


def main(program, arguments):
    validator = pathlib.Path(sys.executable).with_name("openapi-spec-validator")
    if subprocess.run([validator, DOCUMENT], check=False).returncode != 0:
        return "the document is no OpenAPI 3.1"
    data = tempfile.mkdtemp(prefix="anteroom-schemathesis-")
    # What the tenant's users are signed for with. Nobody does.
    secrets = pathlib.Path(data, "secrets")
    secrets.mkdir()
    (secrets / "PROBE_USERS").write_text("the probe signs its users' tokens with this")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("ANTEROOM_", "OPENAI_"))}
    environment |= {
        "ANTEROOM_ADDR": "127.0.0.1:0",
        "ANTEROOM_DATA": data,
        "ANTEROOM_TENANTS": str(HERE / "tenants"),
        # Whatever happens to this program, the server ends with it.
        "ANTEROOM_EXIT_WITH_PARENT": "1",
    }
    server = subprocess.Popen(
        [program, "serve"], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        lines = iter(server.stdout.readline, "")
        origin = next((line.removeprefix(ANNOUNCEMENT) for line in lines if line.startswith(ANNOUNCEMENT)), None)
        if origin is None:
            return "the server did not start"
        mint = [program, "token", "mint", "--tenant", "probe", "--admin"]
        token = subprocess.run(mint, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout.strip()
        return probe(origin.strip().rstrip("/"), token, arguments)
    finally:
        server.stdin.close()
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        shutil.rmtree(data, ignore_errors=True)


def probe(origin, admin_token, arguments):
    schemathesis = pathlib.Path(sys.executable).with_name("schemathesis")
    command = [schemathesis, "--config-file", HERE / "schemathesis.toml", "run", DOCUMENT, "--url", origin, *arguments]
    environment = {**os.environ, "ANTEROOM_ORIGIN": origin, "SCHEMATHESIS_HOOKS": "hooks", "PYTHONPATH": str(HERE)}
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    environment["ANTEROOM_ADMIN_TOKEN"] = admin_token
    # Its own files stay out of the repository.
    with tempfile.TemporaryDirectory(prefix="anteroom-schemathesis-") as folder:
        return subprocess.run(command, env=environment, cwd=folder, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
