"""`weave-query diff`: what changes in the plan and in each backend's SQL from one request to another."""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Iterator
from typing import Any

from weave_query.cli.compile import compiled, targets
from weave_query.cli.reading import Asked, add_request, asked
from weave_query.cli.screen import Screen
from weave_query.cli.stages import shared_stage
from weave_query.errors import UnsupportedError
from weave_query.registry import get_backend


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "diff",
        help="what changes from one request to another",
        description="Print what changes in the plan, and in each backend's SQL, from one request to another. The exit "
        "code is 0 when nothing does, 1 when something does.",
    )
    add_request(parser)
    parser.add_argument("other", metavar="OTHER", help="the other request, as the first")
    parser.add_argument("--backend", action="append", metavar="NAME", help="a backend, several (a,b) or all (default)")
    parser.add_argument("--plan", action="store_true", help="the plan alone")
    parser.add_argument("--json", action="store_true", help="print JSON: lines by what they are of")
    parser.set_defaults(command=_diff)


def _diff(args: argparse.Namespace, screen: Screen) -> int:
    first = asked(args)
    second = asked(argparse.Namespace(**{**vars(args), "request": args.other}))
    found = {name: lines for name, lines in _differences(args, first, second) if lines}
    if args.json:
        screen.json(found)
    for name, lines in () if args.json else found.items():
        screen.heading(f"-- {name}")
        for line in lines:
            screen.change(line)
    if not found and not args.json:
        screen.note("nothing changes")
    return 1 if found else 0


def _differences(args: argparse.Namespace, first: Asked, second: Asked) -> Iterator[tuple[str, list[str]]]:
    yield "plan", _lines(_plan(first), _plan(second))
    for name in () if args.plan else targets(args.backend):
        texts = [_sql(each, name) for each in (first, second)]
        yield name, _lines(*texts)


def _lines(one: str, other: str) -> list[str]:
    """The lines that change with three around them, without a head."""
    return list(difflib.unified_diff(one.splitlines(), other.splitlines(), lineterm="", n=3))[2:]


def _plan(ask: Asked) -> str:
    return str(shared_stage("plan", ask.request, ask.where, ask.options))


def _sql(ask: Asked, name: str) -> str:
    """The statements with their parameters; what a backend cannot do, as it says so."""
    try:
        made = compiled(ask.request, ask.where, get_backend(name), pretty=True, options=ask.options)
    except UnsupportedError as error:
        return str(error)
    return "\n".join(line for query in made["queries"] for line in _statement(query))


def _statement(query: dict[str, Any]) -> Iterator[str]:
    for name, value in query["params"].items():
        yield f"-- {name} = {value!r}"
    yield from query["sql"].splitlines()
