"""Known vulnerabilities fail the check; a list that cannot be reached is told, and fails nothing."""

import json
import threading
from contextlib import contextmanager
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from werkzeug.wrappers import Request, Response

from tests import advisories

QUIET = type("Quiet", (WSGIRequestHandler,), {"log_message": lambda *_: None})
CHANGED = "2026-11-01T00:00:00Z"


def json_response(said):
    return Response(json.dumps(said), content_type="application/json")


@contextmanager
def listing(answer):
    """Let ``answer(request)`` answer whoever looks something up; yield the address."""
    with make_server("127.0.0.1", 0, Request.application(answer), handler_class=QUIET) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,)).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def osv(request, bad):
    """Answer as https://api.osv.dev does, where one thing is known of the package ``bad``."""
    known = {"id": "X-1", "modified": CHANGED}
    if request.method == "GET":
        where = {"package": {"ecosystem": "PyPI", "name": bad}, "ranges": []}
        return json_response({**known, "summary": "It opens doors.", "affected": [where]})
    asked = request.get_json()["queries"]
    results = [{"vulns": [known]} if each["package"]["name"] == bad else {} for each in asked]
    return json_response({"results": results})


def test_nothing_is_known():
    with listing(lambda request: osv(request, "")) as url:
        assert advisories.python("--service-url", url) == ""


def test_something_is_known():
    with listing(lambda request: osv(request, "flask")) as url:
        found = advisories.python("--service-url", url)

    assert "flask" in found
    assert "It opens doors." in found


@pytest.mark.parametrize("answer", [Response("<html>", 200), Response("no", 503), Response("no", 405)])
def test_what_is_no_list_is_told_and_fails_nothing(monkeypatch, answer):
    monkeypatch.setenv("UV_HTTP_RETRIES", "0")
    with listing(lambda _request: answer) as url:
        python, javascript = advisories.python("--service-url", url), advisories.javascript("--registry", url)

    assert (python, javascript) == (None, None)
    text, status = advisories.told({"Python": python, "JavaScript": javascript})
    assert (text.count("keine Liste zu erreichen, nichts geprüft"), status) == (2, 0)


def test_what_npm_knows_is_told():
    lock = json.loads((advisories.ROOT / "package-lock.json").read_text())

    def registry(request):
        if "bulk" in request.path:
            bad = {"id": 1, "url": "https://x.example", "title": "It opens doors.", "severity": "high"}
            return json_response({"eslint": [{**bad, "vulnerable_versions": "*"}]})
        name = request.path.removeprefix("/")
        version = lock["packages"][f"node_modules/{name}"]["version"]
        known = {"name": name, "versions": {version: {"name": name, "version": version}}, "dist-tags": {}}
        return json_response(known)

    with listing(registry) as url:
        found = advisories.javascript("--registry", url)

    assert "eslint" in found
    assert "high" in found


def test_only_what_is_known_fails():
    assert [advisories.told({"Python": known})[1] for known in (None, "", "flask …")] == [0, 0, 1]
