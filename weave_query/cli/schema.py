"""`weave-query schema`: the statements that make the tables of the default storage."""

from __future__ import annotations

import argparse

from weave_query.cli.screen import Screen
from weave_query.errors import UnsupportedError
from weave_query.registry import backend_of_url, get_backend


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "schema",
        help="print the statements that make the tables",
        description="Print what `load` and `Database.create_schema` run to make the tables where they are missing. "
        "Nothing is opened and no driver is needed.",
    )
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--backend", metavar="NAME", help="a backend, such as postgres")
    which.add_argument("--url", help="the same by a url of its, such as duckdb:///traces.duckdb")
    parser.set_defaults(command=_schema)


def _schema(args: argparse.Namespace, screen: Screen) -> int:
    backend = get_backend(args.backend) if args.backend is not None else backend_of_url(args.url)
    if backend.schema is None:
        raise UnsupportedError(f"the backend `{backend.name}` has no statements that make tables")
    screen.sql(backend.schema().rstrip())
    return 0
