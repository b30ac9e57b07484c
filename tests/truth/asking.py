"""What a database says of every cell of an operator's table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import weave_query as wq
from tests.truth.operands import FIELDS, PROJECT, Cell, cells
from tests.truth.operators import Operator
from weave_query.api import Database

Json = Any
_KINDS = ("number", "bool")
_WORDS = {"timestamp": "time"}


def asked_of(operator: Operator) -> list[Cell]:
    """The cells of its table. Of one operand, the right one is the first."""
    rights = [each for group in operator.rights for each in group] or [FIELDS[0]]
    return [cell for cell in cells() if cell.right in rights]


def answers(db: Database, operator: Operator) -> dict[str, str]:
    """By the ids of cells: `true` or `false`, a value as JSON has it, or the code of the error that it is."""
    forms: dict[str, list[Cell]] = {}
    found: dict[str, str] = {}
    for cell in asked_of(operator):
        forms.setdefault(cell.form, []).append(cell)
    written: dict[str, Json] = {}
    for form, of_form in forms.items():
        expr = operator.write(of_form[0].left.expr("left"), of_form[0].right.expr("right"))
        if (code := _refused(expr)) is not None:
            found |= {cell.id: code for cell in of_form}
        else:
            written[form] = expr
    if operator.is_condition:
        true = _true(db, written)
        return found | {cell.id: "true" if cell.id in true else "false" for form in written for cell in forms[form]}
    for form, expr in written.items():
        found |= _values(db, expr, forms[form])
    return found


def _refused(expr: Json) -> str | None:
    try:
        wq.compile(wq.CallsQueryStatsReq(project_id=PROJECT), "memory", where=wq.Query({"$expr": expr}))
    except wq.RequestError as error:
        return error.code
    return None


def _true(db: Database, written: dict[str, Json]) -> set[str]:
    """The cells for which it is true, all in one request."""
    forms = [
        {"$and": [{"$eq": [{"$getField": "inputs.form"}, {"$literal": form}]}, expr]} for form, expr in written.items()
    ]
    request = wq.CallsQueryReq(project_id=PROJECT, columns=["id"])
    return {call.id for call in db.run(request, where=wq.Query({"$expr": {"$or": forms}})).calls}


def _values(db: Database, expr: Json, of_form: Sequence[Cell]) -> dict[str, str]:
    """Its type and its text are keys of groups on every engine, whatever type it has."""
    body = {
        "project_id": PROJECT,
        "dimensions": [
            {"field": "id"},
            {"value": {"$type": expr}, "name": "type"},
            {"value": {"$convert": {"input": expr, "to": "string"}}, "name": "text"},
        ],
        "measures": [{"function": "count"}],
        "filter": {"call_ids": [cell.id for cell in of_form]},
        "limit": None,
    }
    rows = db.run(wq.parse_request("aggregate", body)).rows
    return {row["id"]: _told(row["type"], row["text"]) for row in rows}


def _told(kind: str, text: str | None) -> str:
    if kind in ("missing", "null"):
        return "null"
    if kind == "timestamp" or text is None:
        return f"the {_WORDS.get(kind, kind)}"
    return text if kind in _KINDS else f'"{text}"'
