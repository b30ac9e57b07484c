"""`weave-query compile`: a request as SQL of the dialects, or as any of the steps before."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from weave_query.cli import problems
from weave_query.cli.reading import Asked, add_request, asked
from weave_query.cli.screen import Screen
from weave_query.cli.stages import PER_BACKEND, SHARED, rewritten, shared_stage, warned
from weave_query.cli.text import printable
from weave_query.errors import BackendError, RequestError, WeaveQueryError
from weave_query.registry import each_backend, get_backend

if TYPE_CHECKING:
    from weave_query.backend import Backend
    from weave_query.compiled import CompiledQuery
    from weave_query.options import Options
    from weave_query.requests.base import Request
    from weave_query.requests.query import Query

_STAGES = f"""\
stages:
  expr       the condition as one expression, in JSON
  bound      the condition with every meaning settled; $n is a literal
  plan       the plan, the same for every backend
  rewritten  the plan as the backend gets it
  sql        the statement and its parameters

{", ".join(SHARED)} need no backend."""


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "compile",
        help="print the SQL of a request",
        description="Compile a request. No driver and no database is needed.",
        epilog=_STAGES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_request(parser)
    parser.add_argument("--backend", action="append", metavar="NAME", help="a backend, several (a,b) or all (default)")
    parser.add_argument("--stage", choices=(*SHARED, *PER_BACKEND), default="sql", help="what to print (default: sql)")
    parser.add_argument("--inline", action="store_true", help="write the parameters into the SQL")
    parser.add_argument(
        "--pretty", action=argparse.BooleanOptionalAction, default=None, help="several lines (default on a terminal)"
    )
    parser.add_argument("--json", action="store_true", help="print JSON: sql, params and columns by backend")
    parser.set_defaults(command=_compile)


def _compile(args: argparse.Namespace, screen: Screen) -> int:
    ask = asked(args)
    request, where, options = ask[:3]
    problems.warn(request.warnings)
    if args.stage in SHARED:
        _print_shared(args, screen, shared_stage(args.stage, request, where, options))
        if args.stage != "expr":  # which names may be no fields
            problems.warn(warned(request, where, options))
        return 0
    names = targets(args.backend)
    made, failed = _each(names, lambda target: _made(args, screen, ask, target))
    if args.json:
        errors = {name: problems.to_json(error) for name, error in failed.items()}
        screen.json([made.get(name) or {"backend": name, "error": errors[name]} for name in names])
    else:
        for number, found in enumerate(made.values()):
            print_compiled(screen, found, apart=number > 0)
        _report(failed, len(names))
    if made:
        problems.warn(warned(request, where, options))
    return 1 if failed else 0


def _print_shared(args: argparse.Namespace, screen: Screen, found: Any) -> None:
    if args.json or args.stage == "expr":
        screen.json({args.stage: found} if args.json else found)
    else:
        screen.line(found)


def targets(given: Sequence[str] | None) -> list[str]:
    """The backends that `--backend` names, each once; all without it. Raises BackendNotFoundError for others."""
    names = [name.strip() for each in given or ["all"] for name in each.split(",")]
    found = [name for asked in names for name in (_printing() if asked == "all" else (asked,))]
    for name in names:
        if name != "all":
            get_backend(name)
    return list(dict.fromkeys(found))


def _printing() -> list[str]:
    """The backends that have SQL to print. One that cannot be loaded is told of, and left out."""
    found = []
    for name, backend in each_backend():
        if isinstance(backend, BackendError):
            problems.note(str(backend))
        elif backend.dialect is not None:
            found.append(name)
    return found


def _each(
    targets: Sequence[str], make: Callable[[Backend], dict[str, Any]]
) -> tuple[dict[str, dict[str, Any]], dict[str, WeaveQueryError]]:
    """What each backend makes of the request, or why it cannot. A wrong request is wrong for all."""
    made: dict[str, dict[str, Any]] = {}
    failed: dict[str, WeaveQueryError] = {}
    for name in targets:
        try:
            made[name] = make(get_backend(name))
        except RequestError:
            raise
        except WeaveQueryError as error:
            failed[name] = error
    return made, failed


def _report(failed: Mapping[str, WeaveQueryError], asked: int) -> None:
    """Each error once, with the backends it is of."""
    for text in dict.fromkeys(map(str, failed.values())):
        names = [name for name, error in failed.items() if str(error) == text]
        if len(names) == asked:
            problems.report(failed[names[0]])
        else:
            problems.report_of(names, failed[names[0]])


def _made(args: argparse.Namespace, screen: Screen, asked: Asked, target: Backend) -> dict[str, Any]:
    if args.stage == "rewritten":
        return {"backend": target.name, "rewritten": rewritten(asked.request, asked.where, target, asked.options)}
    pretty = args.pretty if args.pretty is not None else screen.columns is not None
    return compiled(asked.request, asked.where, target, pretty=pretty, inline=args.inline, options=asked.options)


def compiled(
    request: Request,
    where: Query | None,
    target: Backend,
    *,
    pretty: bool,
    inline: bool = False,
    options: Options | None = None,
) -> dict[str, Any]:
    """The statements of a request for a backend, as `--json` prints them."""
    from weave_query.api import compile

    found = compile(request, target, where=where, options=options, pretty=pretty)
    return {"backend": target.name, "queries": [_query(query, target, inline) for query in found]}


def _query(query: CompiledQuery, target: Backend, inline: bool) -> dict[str, Any]:
    from weave_query.preview import inlined

    return {
        "name": query.name,
        "sql": inlined(query, target) if inline else query.sql,
        "params": {} if inline else dict(query.params),
        "columns": [{"name": column.name, "type": str(column.type), "role": column.role} for column in query.columns],
    }


def print_compiled(screen: Screen, found: Mapping[str, Any], *, apart: bool = False) -> None:
    """A backend's statements as SQL, what is not SQL as comments."""
    if apart:
        screen.line()
    screen.heading(f"-- {found['backend']}")
    if "rewritten" in found:
        screen.line(found["rewritten"])
    for query in found.get("queries", ()):
        for name, value in query["params"].items():
            screen.note(f"-- {name} = {printable(json.dumps(value, ensure_ascii=False))}")
        screen.sql(f"{query['sql']};")
