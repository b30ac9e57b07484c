"""`weave-query fields`: what a query can name; of a database, which keys and values were seen."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from weave_query.cli.arguments import positive, project
from weave_query.cli.layout import Style
from weave_query.cli.lists import counted
from weave_query.cli.screen import Screen
from weave_query.cli.text import cell
from weave_query.urls import existing_only

if TYPE_CHECKING:
    from weave_query.completion import Observed
    from weave_query.completion.observed import Node
    from weave_query.syntax.paths import FieldPath

# Of a field so many values are listed, the most frequent first.
_VALUES = 10
_SHOWN = 3


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "fields",
        help="the fields that a query can name",
        description="List the fields of calls, or of feedback, which `where` names beside requests about feedback. "
        "A path goes into fields of the kind json: inputs.messages.0.role. With a database and a project: the keys and "
        "values that its latest rows have.",
    )
    parser.add_argument("--of", choices=("calls", "feedback"), default="calls", help="whose fields (default: calls)")
    parser.add_argument("--url", help="a database, to list what was seen in its rows")
    parser.add_argument("--project", type=project, metavar="NAME", help="whose rows, entity/project")
    parser.add_argument(
        "--sample", type=positive, default=1000, metavar="N", help="look at so many calls, the latest (default: 1000)"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(command=lambda args, screen: _fields(parser, args, screen))


def _fields(parser: argparse.ArgumentParser, args: argparse.Namespace, screen: Screen) -> int:
    if (args.url is None) != (args.project is None):
        parser.error("what was seen is of a database and a project: `--url` and `--project` go together")
    if args.url is not None:
        return _seen(args, screen)
    found = catalogue(args.of)
    if args.json:
        screen.json(found)
        return 0
    header = ("name", "type", "kind", "about")
    rows = [(field["name"], field["type"], field["kind"], _about(field)) for field in found]
    screen.table(header, rows, Style(rigid=header[:3], prose=header[3:]))
    return 0


def _seen(args: argparse.Namespace, screen: Screen) -> int:
    from weave_query.api import connect

    with connect(existing_only(args.url)) as db:
        observed = db.fields(args.project, sample=args.sample)
    found = seen(observed, args.of)
    if args.json:
        screen.json(found)
        return 0
    header = ("name", "types", "rows", "values")
    rows = [
        (each["name"], ", ".join(each["types"]), each["rows"], ", ".join(map(cell, each["values"][:_SHOWN])))
        for each in found
    ]
    screen.table(header, rows, Style(rigid=header[:3]))
    calls = f"the latest {counted(observed.calls or 0, 'call')}"
    screen.note(f"seen in {calls if args.of == 'calls' else 'some rows of each type'}")
    return 0


def seen(observed: Observed, of: str = "calls") -> list[dict[str, Any]]:
    """Each field and key that was seen: its name as a query writes it, JSON types, rows, its most frequent values."""
    from weave_query.syntax.paths import FieldPath, Segment
    from weave_query.syntax.text.fields import path_text

    if of == "feedback":
        payload = (Segment("payload"),)
        roots = [(FieldPath("feedback", payload, type), node) for type, node in observed.feedback.items()]
    else:
        # Values of computed fields are counted over more calls.
        roots = [(FieldPath(name), node) for name, node in {**observed.columns, **observed.computed}.items()]
    return [
        {
            "name": path_text(path),
            "types": [type for type, _ in node.types.most_common()],
            "rows": node.rows,
            "values": [value for value, _ in node.values.most_common(_VALUES)],
        }
        for root, top in roots
        for path, node in _below(root, top)
    ]


def _below(path: FieldPath, node: Node) -> Iterator[tuple[FieldPath, Node]]:
    """What was seen at a path and below it, the most frequent keys first. `[0]` stands for all elements of an array."""
    from weave_query.syntax.paths import Segment

    yield path, node
    for key in sorted(node.members, key=lambda key: -node.members[key].rows):
        yield from _below(replace(path, segments=(*path.segments, Segment(key))), node.members[key])
    if node.elements is not None:
        yield from _below(replace(path, segments=(*path.segments, Segment(index=0))), node.elements)


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
