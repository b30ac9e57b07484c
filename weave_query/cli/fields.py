"""`weave-query fields`: what a query can name."""

from __future__ import annotations

import argparse
from typing import Any

from weave_query.cli.layout import Style
from weave_query.cli.screen import Screen


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "fields",
        help="the fields that a query can name",
        description="List the fields of calls, or of feedback, which `where` names beside requests about feedback. "
        "A path goes into fields of the kind json: inputs.messages.0.role.",
    )
    parser.add_argument("--of", choices=("calls", "feedback"), default="calls", help="whose fields (default: calls)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(command=_fields)


def _fields(args: argparse.Namespace, screen: Screen) -> int:
    found = catalogue(args.of)
    if args.json:
        screen.json(found)
        return 0
    header = ("name", "type", "kind", "about")
    rows = [(field["name"], field["type"], field["kind"], _about(field)) for field in found]
    screen.table(header, rows, Style(rigid=header[:3], prose=header[3:]))
    return 0


def _about(field: dict[str, Any]) -> str:
    aliases = ", ".join(field["aliases"])
    return f"{field['about']}; also {aliases}" if aliases else str(field["about"])


def catalogue(of: str = "calls") -> list[dict[str, Any]]:
    """Every field of calls or of feedback once, in the catalogue's order."""
    from weave_query.catalogue.fields import CALL_FIELDS, FEEDBACK_FIELDS

    fields = (FEEDBACK_FIELDS if of == "feedback" else CALL_FIELDS).fields
    found = [
        {
            "name": field.name,
            "type": str(field.column.type) if field.column else _derived_type(field.name, of),
            "kind": field.kind.value,
            "about": field.about,
            "aliases": list(field.aliases),
        }
        for name, field in fields.items()
        if name == field.name
    ]
    return found if of == "feedback" else [*found, *_sets()]


def _sets() -> list[dict[str, Any]]:
    """The fields that have a value for each row of another table."""
    from weave_query.catalogue.sets import SET_FIELDS

    return [
        {"name": name, "type": str(column.type), "kind": "set", "about": about, "aliases": []}
        for name, column, about in SET_FIELDS
    ]


def _derived_type(name: str, of: str) -> str:
    from weave_query.binding.derived import derived_value
    from weave_query.binding.feedback import derived_feedback_value

    value = derived_feedback_value(name) if of == "feedback" else derived_value(name)
    readings = (value.string, value.float, value.integer, value.boolean, value.timestamp)
    return next(str(reading.type) for reading in readings if reading is not None)
