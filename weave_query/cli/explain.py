"""`weave-query explain`: how a request will be answered, the plan before any dialect."""

from __future__ import annotations

import argparse

from weave_query.cli import problems
from weave_query.cli.reading import add_request, asked
from weave_query.cli.screen import Screen
from weave_query.cli.stages import shared_stage, warned


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "explain",
        help="print the plan of a request",
        description="Print the plan of a request, the same for every backend, one relation a line; $n is a value of "
        "the request. It is `compile --stage plan`. What a database makes of the SQL, its own EXPLAIN says.",
    )
    add_request(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(command=_explain)


def _explain(args: argparse.Namespace, screen: Screen) -> int:
    request, where, options = asked(args)
    problems.warn(request.warnings)
    found = shared_stage("plan", request, where, options)
    if args.json:
        screen.json({"plan": found})
    else:
        screen.line(found)
    problems.warn(warned(request, where, options))
    return 0
