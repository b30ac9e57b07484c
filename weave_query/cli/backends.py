"""`weave-query backends`: what is installed."""

from __future__ import annotations

import argparse
import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution, entry_points
from typing import Any

from weave_query.backend import Backend
from weave_query.cli.layout import Style
from weave_query.cli.screen import Screen
from weave_query.errors import BackendError
from weave_query.refusals import installed_by
from weave_query.registry import GROUP, each_backend

_OURS = "weave-query"
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_EXTRA = re.compile(r"""extra\s*==\s*["']([^"']+)["']""")


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "backends",
        help="the installed backends and whether their drivers are there",
        description="List the installed backends. Compiling needs no driver; connecting does.",
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(command=_backends)


def _backends(args: argparse.Namespace, screen: Screen) -> int:
    every = dict(each_backend())
    found = [_facts(backend) for backend in every.values() if isinstance(backend, Backend)]
    broken = {name: str(error) for name, error in every.items() if isinstance(error, BackendError)}
    if args.json:
        screen.json([*found, *({"name": name, "error": told} for name, told in broken.items())])
        return 0
    header = ("backend", "dialect", "driver", "extra", "urls")
    rows = [
        (
            facts["name"],
            facts["dialect"] or "none",
            _driver(facts),
            facts["extra"] or "",
            "; ".join(facts["schemes"].values()),
        )
        for facts in found
    ]
    screen.table(header, rows, Style(rigid=header[:4], prose=header[4:]))
    for facts in found:
        if facts["missing"]:
            screen.note(
                f"{facts['name']}: the driver is missing; {_installed_by(facts['distribution'], facts['extra'])}"
            )
    for told in broken.values():
        screen.note(told)
    return 0


def _installed_by(distribution: str | None, extra: str) -> str:
    if distribution == _OURS:
        return installed_by(extra)
    return f"the extra `{extra}` of {distribution} installs it"


def _driver(facts: dict[str, Any]) -> str:
    if facts["extra"] is None:
        return "not needed"
    return "missing" if facts["missing"] else ", ".join(facts["drivers"])


def _facts(backend: Backend) -> dict[str, Any]:
    needed = _required(backend)
    versions = {name: _version(name) for name in needed}
    return {
        "name": backend.name,
        "distribution": _distribution(backend.name),
        "dialect": backend.dialect,
        "schemes": dict(backend.schemes),
        "extra": backend.extra,
        "drivers": [f"{name} {version}" for name, version in versions.items() if version],
        "missing": [name for name, version in versions.items() if version is None],
    }


def _required(backend: Backend) -> list[str]:
    """The distributions that the backend's extra installs, by the metadata of whoever registered the backend."""
    owner = _owner(backend.name)
    if backend.extra is None or owner is None:
        return []
    return [
        name[0]
        for requirement in owner.requires or ()
        if (extra := _EXTRA.search(requirement)) and extra[1] == backend.extra and (name := _NAME.match(requirement))
    ]


def _owner(backend: str) -> Distribution | None:
    return next((point.dist for point in entry_points(group=GROUP) if point.name == backend), None)


def _distribution(backend: str) -> str | None:
    """The name of the distribution that registered the backend."""
    owner = _owner(backend)
    return str(owner.metadata["Name"]) if owner is not None else None


def _version(name: str) -> str | None:
    try:
        return distribution(name).version
    except PackageNotFoundError:
        return None
