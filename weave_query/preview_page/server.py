"""The page over HTTP, on this machine. Requests of a browser come in, files and JSON go out.

A page of somebody else must not get at the rows: it can neither read what this server says nor have a name of its own
lead here. So only known names of the server pass (`Host`), writing requests come from its own page alone (`Origin`,
`Sec-Fetch-Site`), and a body is JSON, which no form sends.
"""

from __future__ import annotations

import json
import secrets
import sys
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from socket import AF_INET6
from typing import Any
from urllib.parse import urlsplit

from weave_query.errors import StatementTimeoutError, WeaveQueryError
from weave_query.preview_page.answers import Preview, problems

LOOPBACK = ("127.0.0.1", "localhost", "::1")
MOST_BYTES = 2**20
_FILES = {
    "/": ("index.html", "text/html; charset=utf-8"),
    "/page.js": ("page.js", "text/javascript; charset=utf-8"),
    "/page.css": ("page.css", "text/css; charset=utf-8"),
}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; "
    # Chromium writes styles of its own into what is edited.
    "style-src-attr 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
Headers = Mapping[str, str]


class RefusedError(Exception):
    """A request that is none of the page's."""

    def __init__(self, status: HTTPStatus, message: str) -> None:
        super().__init__(message)
        self.status = status


class Server(ThreadingHTTPServer):
    """Serves the page at `host` and `port`, 0 for a free one. names: further names of this machine that may lead here.

    Each request has a thread; a database that takes turns lets them wait.
    """

    daemon_threads = True

    def __init__(self, preview: Preview, host: str = "127.0.0.1", port: int = 0, names: Iterable[str] = ()) -> None:
        self.preview = preview
        self.names = frozenset({*LOOPBACK, host.lower(), *map(str.lower, names)})
        if ":" in host:
            self.address_family = AF_INET6
        super().__init__((host, port), _Handler)

    def server_close(self) -> None:
        """End, and what goes on beside."""
        super().server_close()
        self.preview.close()

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that has gone is nothing to tell of; of anything else the traceback goes to stderr."""
        if not isinstance(sys.exception(), (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    @property
    def url(self) -> str:
        """Where the page is."""
        host, port = self.server_address[:2]
        name = str(host)
        return f"http://{f'[{name}]' if ':' in name else name}:{port}/"


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    server_version = "weave-query"
    sys_version = ""
    timeout = 60

    def do_GET(self) -> None:
        self._guarded(self._get)

    def do_HEAD(self) -> None:
        self._guarded(self._get)

    def do_POST(self) -> None:
        self._guarded(self._post)

    def _guarded(self, answer: Callable[[], None]) -> None:
        try:
            self._check_host()
            answer()
        except RefusedError as refused:
            # What of the body was not read must not be taken for another request.
            self.close_connection = True
            self._json({"error": str(refused)}, refused.status)

    def _get(self) -> None:
        path = urlsplit(self.path).path
        preview = self.server.preview
        told = {"/api/about": preview.about, "/api/help": preview.help}.get(path)
        if told is not None:
            self._check_origin()
            self._json(told({}))
            return
        if path not in _FILES:
            raise RefusedError(HTTPStatus.NOT_FOUND, "there is nothing here")
        name, kind = _FILES[path]
        nonce = secrets.token_urlsafe(16)
        content = files(__package__).joinpath("static", name).read_bytes()
        if name == "index.html":
            content = content.replace(b"{nonce}", nonce.encode())
        self._send(content, kind, HTTPStatus.OK, {"Content-Security-Policy": _POLICY.format(nonce=nonce)})

    def _post(self) -> None:
        self._check_origin()
        preview = self.server.preview
        answers: dict[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
            "/api/compile": preview.compile,
            "/api/run": preview.run,
            "/api/count": preview.count,
            "/api/stop": preview.stop,
            "/api/explain": preview.explain,
            "/api/trace": preview.trace,
            "/api/call": preview.call,
            "/api/complete": preview.complete,
            "/api/hover": preview.hover,
        }
        path = urlsplit(self.path).path
        answer = answers.get(path)
        if answer is None:
            raise RefusedError(HTTPStatus.NOT_FOUND, "there is nothing here")
        given = self._body()
        try:
            self._json(answer(given))
        except StatementTimeoutError as error:
            self._json({"problems": problems(error)}, HTTPStatus.GATEWAY_TIMEOUT)
        except WeaveQueryError as error:
            # While somebody types, a mistake is what was asked for, and nothing for the console of a browser.
            is_check = path == "/api/compile"
            self._json({"problems": problems(error)}, HTTPStatus.OK if is_check else HTTPStatus.UNPROCESSABLE_ENTITY)
        except Exception:
            self._json({"error": "internal error, see where the server runs"}, HTTPStatus.INTERNAL_SERVER_ERROR)
            raise

    def _check_host(self) -> None:
        """Does the browser mean this server by one of its names? A name of somebody else may lead here too."""
        if not self._is_own(self.headers.get("Host")):
            raise RefusedError(HTTPStatus.MISDIRECTED_REQUEST, "this server is not called so; `--name` allows a name")

    def _is_own(self, host: str | None) -> bool:
        try:
            parts = urlsplit(f"//{host or ''}")
            return parts.hostname in self.server.names and (parts.port or 80) == self.server.server_address[1]
        except ValueError:
            return False

    def _check_origin(self) -> None:
        """Is it the page itself that asks? What is no browser says nothing of an origin."""
        origin, site = self.headers.get("Origin"), self.headers.get("Sec-Fetch-Site")
        scheme, _, host = (origin or "").partition("://")
        own = origin is None or (scheme == "http" and host == self.headers.get("Host") and self._is_own(host))
        if not own or site not in (None, "same-origin", "none"):
            raise RefusedError(HTTPStatus.FORBIDDEN, "only the page itself may ask")

    def _body(self) -> Mapping[str, Any]:
        if self.headers.get_content_type() != "application/json":
            raise RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "a body is application/json")
        length = self.headers.get("Content-Length", "")
        if not length.isascii() or not length.isdigit():
            raise RefusedError(HTTPStatus.LENGTH_REQUIRED, "a body says how long it is")
        if int(length) > MOST_BYTES:
            raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"a body has at most {MOST_BYTES:,} bytes")
        try:
            given = json.loads(self.rfile.read(int(length)))
        except (ValueError, RecursionError):
            raise RefusedError(HTTPStatus.BAD_REQUEST, "the body is no JSON") from None
        if not isinstance(given, dict):
            raise RefusedError(HTTPStatus.BAD_REQUEST, "a body is an object")
        return given

    def _json(self, value: Any, status: HTTPStatus = HTTPStatus.OK) -> None:
        self._send(
            json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace"), "application/json", status, {}
        )

    def _send(self, content: bytes, kind: str, status: HTTPStatus, headers: Headers) -> None:
        self.send_response(status)
        common = {
            "Content-Type": kind,
            "Content-Length": str(len(content)),
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cross-Origin-Resource-Policy": "same-origin",
        }
        for name, value in {**common, **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: what is asked is nobody else's matter."""
