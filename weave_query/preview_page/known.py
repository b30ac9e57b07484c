"""What the page can offer: kinds of requests, fields and operators for JSON."""

from __future__ import annotations

from functools import cache
from typing import Any

from weave_query.cli.fields import catalogue
from weave_query.requests.kinds import REQUESTS


@cache
def about() -> dict[str, Any]:
    """Everything that does not depend on the database."""
    return {
        "kinds": {name: list(model.model_fields) for name, model in REQUESTS.items()},
        "fields": [{"name": each["name"], "type": each["type"], "about": each["about"]} for each in catalogue()],
        "operators": _operators(),
    }


def _operators() -> dict[str, str]:
    definitions = REQUESTS["calls_query"].model_json_schema()["$defs"]
    found = {}
    for each in definitions.values():
        names = list(each.get("properties", {}))
        if len(names) == 1 and names[0].startswith("$"):
            found[names[0]] = each.get("description", "")
    return found
