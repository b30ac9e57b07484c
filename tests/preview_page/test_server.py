"""Who may ask the page's server, and that it says nothing to others."""

from __future__ import annotations

import json

import pytest

import weave_query as wq
from tests.preview_page.conftest import Page
from weave_query.preview_page.answers import Preview
from weave_query.preview_page.server import LOOPBACK, MOST_BYTES, Server

BODY = json.dumps({"source": "text", "text": "calls limit 1", "project": "northwind/support-bot"}).encode()
JSON = {"Content-Type": "application/json"}


def test_the_page_and_its_parts_come_with_a_policy_that_lets_nothing_else_in(page: Page) -> None:
    nonces = set()
    for _ in range(2):
        status, headers, body = page.send("GET", "/")
        assert status == 200
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self';")
        nonce = policy.partition("'nonce-")[2].partition("'")[0]
        assert f'content="{nonce}"'.encode() in body
        assert b"{nonce}" not in body
        nonces.add(nonce)
        assert b"http://" not in body.replace(b"http://www.w3.org/2000/svg", b"")
        assert b"https://" not in body
    assert len(nonces) == 2
    for path, kind in (("/page.js", "text/javascript"), ("/page.css", "text/css")):
        status, headers, body = page.send("GET", path)
        assert (status, headers["content-type"].partition(";")[0]) == (200, kind)
        assert len(body) == int(headers["content-length"]) > 1000
        assert headers["x-content-type-options"] == "nosniff"
    assert page.send("HEAD", "/page.css")[2] == b""


def test_other_paths_and_methods_are_not_there(page: Page) -> None:
    for path in ("/nothing", "/../server.py", "/static/page.js", "/LICENSES.txt", "/api/", "/api/run"):
        assert page.send("GET", path)[0] == 404
    assert page.send("POST", "/api/sql", BODY, JSON)[0] == 404
    assert page.send("PUT", "/api/run", BODY, JSON)[0] == 501


@pytest.mark.parametrize("host", ["evil.example", "evil.example:{port}", "127.0.0.1:1", "127.0.0.1", "", "[", "a:b:c"])
def test_a_name_that_is_not_ours_is_refused(host: str, page: Page) -> None:
    given = host.replace("{port}", page.host.partition(":")[2])
    for method, path in (("GET", "/"), ("GET", "/api/about"), ("POST", "/api/run")):
        status, _, body = page.send(method, path, BODY if method == "POST" else None, {**JSON, "Host": given})
        assert status == 421
        assert b"northwind" not in body


@pytest.mark.parametrize("name", [*LOOPBACK, "TRACES.local"])
def test_names_of_this_machine_and_those_that_were_allowed_pass(name: str, page: Page) -> None:
    host = f"{f'[{name}]' if ':' in name else name}:{page.host.partition(':')[2]}"
    headers = {**JSON, "Host": host, "Origin": f"http://{host}"}
    assert page.send("POST", "/api/run", BODY, headers)[0] == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "https://{host}"},
        {"Origin": "http://localhost:{port}"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://{host}"},
    ],
    ids=str,
)
def test_a_page_of_somebody_else_is_refused(headers: dict[str, str], page: Page) -> None:
    port = page.host.partition(":")[2]
    given = {name: value.format(host=page.host, port=port) for name, value in headers.items()}
    for what in ("compile", "run", "explain", "trace"):
        status, _, body = page.send("POST", f"/api/{what}", BODY, {**JSON, **given})
        assert (status, json.loads(body)) == (403, {"error": "only the page itself may ask"})
    assert page.send("GET", "/api/about", None, given)[0] == 403


def test_bodies_that_a_form_could_send_or_that_are_too_long_are_refused(page: Page) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""):
        assert page.send("POST", "/api/run", BODY, {"Content-Type": kind})[0] == 415
    assert page.send("POST", "/api/run", b"{", JSON)[0] == 400
    assert page.send("POST", "/api/run", b"[]", JSON)[0] == 400
    assert page.send("POST", "/api/run", b"[" * 100_000, JSON)[0] == 400
    assert page.send("POST", "/api/run", b"\xff", JSON)[0] == 400
    for length, status in ((str(MOST_BYTES + 1), 413), ("-1", 411), ("x", 411)):
        assert page.send("POST", "/api/run", b"", {**JSON, "Content-Length": length})[0] == status


def test_it_listens_on_this_machine_alone_unless_told_otherwise() -> None:
    with Server(Preview(None, wq.Options())) as server:
        assert server.server_address[0] == "127.0.0.1"
        assert server.url == f"http://127.0.0.1:{server.server_address[1]}/"
