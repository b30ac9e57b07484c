"""`weave-query explain`: how a request will be answered: the plan before any dialect, or a database's own."""

from __future__ import annotations

import argparse

from weave_query.cli import problems
from weave_query.cli.reading import Asked, add_request, add_timeout, asked
from weave_query.cli.screen import Screen
from weave_query.cli.stages import shared_stage, warned
from weave_query.urls import existing_only


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "explain",
        help="print the plan of a request",
        description="Print the plan of a request, the same for every backend, one relation a line; $n is a value of "
        "the request. It is `compile --stage plan`. With --url, what the database makes of the SQL, its own EXPLAIN.",
    )
    add_request(parser)
    parser.add_argument("--url", "--engine", metavar="URL", help="a database: print its own plan of the statements")
    parser.add_argument("--analyze", action="store_true", help="run the statements, and tell what each step took")
    add_timeout(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(command=lambda args, screen: _explain(parser, args, screen))


def _explain(parser: argparse.ArgumentParser, args: argparse.Namespace, screen: Screen) -> int:
    if args.analyze and args.url is None:
        parser.error("--analyze is of --url, the database that runs the statements")
    ask = asked(args)
    problems.warn(ask.request.warnings)
    found = _engine(args, ask) if args.url is not None else {}
    if args.url is None:
        plan = shared_stage("plan", ask.request, ask.where, ask.options)
        if args.json:
            screen.json({"plan": plan})
        else:
            screen.line(plan)
    elif args.json:
        screen.json({"engine": found})
    else:
        for name, text in found.items():
            screen.heading(f"-- {name}")
            screen.line(text)
    problems.warn(warned(ask.request, ask.where, ask.options))
    return 0


def _engine(args: argparse.Namespace, ask: Asked) -> dict[str, str]:
    from weave_query.api import connect

    with connect(existing_only(args.url), options=ask.options) as db:
        return db.explain(ask.request, where=ask.where, analyze=args.analyze)
