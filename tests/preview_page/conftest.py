"""The page's server on a free port of this machine, with the recorded calls in DuckDB behind it."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Thread
from typing import Any

import pytest

import weave_query as wq
from tests.conftest import EXAMPLES
from weave_query.preview_page.answers import Preview
from weave_query.preview_page.server import Server

OPTIONS = wq.Options(timeout_seconds=20)
NOW = datetime(2025, 11, 8, tzinfo=UTC)


@dataclass(frozen=True)
class Page:
    """A server that answers, and how to ask it as a browser does or not."""

    server: Server

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server.server_address[1]}"

    def send(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_address[1], timeout=30)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            given = {"Host": self.host, **(headers or {})}
            if body is not None:
                given.setdefault("Content-Length", str(len(body)))
            for name, value in given.items():
                if value:
                    connection.putheader(name, value)
            connection.endheaders(body)
            response = connection.getresponse()
            return response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()
        finally:
            connection.close()

    def ask(self, what: str, /, **given: Any) -> tuple[int, Any]:
        headers = {"Content-Type": "application/json", "Origin": f"http://{self.host}"}
        status, _, body = self.send("POST", f"/api/{what}", json.dumps(given).encode(), headers)
        return status, json.loads(body)

    def text(self, what: str, text: str, project: str = "northwind/support-bot") -> tuple[int, Any]:
        return self.ask(what, source="text", text=text, project=project)

    def json(self, what: str, kind: str, body: object) -> tuple[int, Any]:
        text = body if isinstance(body, str) else json.dumps(body)
        return self.ask(what, source="json", kind=kind, text=text)


def serving(preview: Preview, names: tuple[str, ...] = ()) -> Iterator[Page]:
    with Server(preview, names=names) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield Page(server)
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def recorded() -> Iterator[wq.Database]:
    folder = EXAMPLES.parent
    with wq.connect("duckdb://", options=OPTIONS) as db:
        db.create_schema()
        names = ("calls", "feedback", "prices")
        db.load(**{name: folder / f"{name}.jsonl.gz" for name in names})  # type: ignore[arg-type]
        yield db


@pytest.fixture(scope="session")
def page(recorded: wq.Database) -> Iterator[Page]:
    preview = Preview(recorded, OPTIONS, rows=50, title="recorded calls", now=lambda: NOW)
    yield from serving(preview, names=("traces.local",))
