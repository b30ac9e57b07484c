"""`weave-query lint`: what is valid in a request and hardly meant."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from weave_query.cli import problems
from weave_query.cli.reading import Asked, add_request, asked
from weave_query.cli.screen import Screen
from weave_query.cli.stages import warned
from weave_query.urls import existing_only

if TYPE_CHECKING:
    from weave_query.completion import Observed
    from weave_query.lint import Finding
    from weave_query.warnings import QueryWarning


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "lint",
        help="tell what is hardly meant in a request",
        description="Tell what is valid in a request and hardly meant: conditions that hold for no row, or that "
        "contradict each other, documents as keys. With a database also keys, types of feedback and forms of names "
        "that its calls do not have.",
    )
    add_request(parser)
    parser.add_argument("--url", help="a database whose latest calls are looked at")
    parser.add_argument(
        "--fix", action="store_true", help="mend what one change mends: print the text, or write the file"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(command=_lint)


def _lint(args: argparse.Namespace, screen: Screen) -> int:
    from weave_query.lint import lint

    ask = asked(args)
    found = lint(ask.read or ask.request, ask.beside, observed=_observed(args, ask), stored_usage=args.stored_usage)
    warnings = warned(*ask[:3])
    if args.fix:
        return _fix(args, screen, found)
    if args.json:
        told = map(on_the_command_line, found)
        screen.json([*map(_warning_to_json, warnings), *map(_to_json, told)])
    else:
        problems.warn(warnings)
        for each in found:
            _show(screen, on_the_command_line(each))
        if not found and not warnings:
            screen.note("nothing found")
    return 1 if found or warnings else 0


def _observed(args: argparse.Namespace, ask: Asked) -> Observed | None:
    if args.url is None:
        return None
    from weave_query.api import connect

    with connect(existing_only(args.url), options=ask.options) as db:
        return db.fields(str(getattr(ask.request, "project_id", "")))


def on_the_command_line(finding: Finding) -> Finding:
    """The finding with the option of this command that mends it, in the place of that of Python."""
    if finding.setting is None:
        return finding
    name, value = finding.setting.name, finding.setting.value
    option, here = f'`Options({name}="{value}")`', f"`--{name.replace('_', '-')} {value}`"
    return replace(
        finding, hint=finding.hint.replace(option, here) if option in finding.hint else f"{finding.hint}: {here}"
    )


def _show(screen: Screen, finding: Finding) -> None:
    screen.line(str(finding))
    for line in (finding.at.excerpt() or "").splitlines():
        screen.line(f"  {line}")
    if finding.fix is not None:
        screen.note(f"  fix: {finding.fix.title}")


def _fix(args: argparse.Namespace, screen: Screen, found: list[Finding]) -> int:
    """Make the changes from the end of the text on, so that the places before stay."""
    fixes = sorted((each.fix for each in found if each.fix is not None), key=lambda fix: -fix.at.start)
    text = fixes[0].at.source if fixes else None
    last = len(text) if text is not None else 0
    for fix in fixes:
        if text is not None and fix.at.end <= last:
            text, last = text[: fix.at.start] + fix.text + text[fix.at.end :], fix.at.start
    if text is None:
        screen.note("nothing to mend")
    elif Path(args.request).is_file():
        Path(args.request).write_text(text, encoding="utf-8")
        screen.note(f"mended {args.request}")
    else:
        screen.line(text)
    return 1 if any(each.fix is None for each in found) else 0


def _to_json(finding: Finding) -> dict[str, Any]:
    fix, setting = finding.fix, finding.setting
    return {
        "code": finding.code,
        "message": finding.message,
        "at": str(finding.at),
        "hint": finding.hint,
        "fix": {"title": fix.title, "start": fix.at.start, "end": fix.at.end, "text": fix.text} if fix else None,
        "setting": {"title": setting.title, "name": setting.name, "value": setting.value} if setting else None,
    }


def _warning_to_json(warning: QueryWarning) -> dict[str, Any]:
    return {**problems.warning_to_json(warning), "fix": None, "setting": None}
