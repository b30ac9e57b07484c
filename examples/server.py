"""A trace server in small: it lists calls over HTTP. `python examples/server.py duckdb:///traces.duckdb`

`stream_calls` is what a server of any framework needs; the rest is the standard library's HTTP around it.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable, Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import weave_query as wq

log = logging.getLogger(__name__)


def stream_calls(
    db: wq.Database, body: bytes, may_read: Callable[[str], bool], where: wq.Expression | None = None
) -> tuple[int, Iterable[bytes]]:
    """`POST /calls/stream_query`: the status, and the body in parts, one call a line or the error.

    where: a condition of the server's own beside the one of the request.
    """
    try:
        request = wq.parse_request("calls_query", body, unknown_keys="ignore")
        if not may_read(request.project_id):
            return 403, [json_line({"detail": "no access to this project"})]
        calls = db.run(request, where=where).calls
    except wq.WeaveQueryError as error:
        if isinstance(error, (wq.RequestError, wq.UnsupportedError)) and error.origin == "request":
            return 422, [json_line(error.detail())]
        log.exception("a request could not be answered")
        return 500, [json_line({"detail": "internal error"})]
    return 200, (call.model_dump_json().encode() + b"\n" for call in calls)


def json_line(value: dict[str, Any]) -> bytes:
    """A document in one line."""
    return json.dumps(value).encode() + b"\n"


def server(db: wq.Database, address: tuple[str, int]) -> ThreadingHTTPServer:
    """An HTTP server with a thread for each client; `serve_forever` runs it."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            if self.path != "/calls/stream_query":
                self.send_error(404)
                return
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status, parts = stream_calls(db, body, may_read=lambda project_id: True)
            self.send_response(status)
            self.send_header("Content-Type", "application/jsonl" if status == 200 else "application/json")
            self.end_headers()
            for part in parts:
                self.wfile.write(part)

    return ThreadingHTTPServer(address, Handler)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(
            "usage: python examples/server.py URL, such as duckdb:///traces.duckdb, which `weave-query load` makes"
        )
    with wq.connect(sys.argv[1]) as opened:
        server(opened, ("127.0.0.1", 8000)).serve_forever()
