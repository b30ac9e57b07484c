"""`calls_query` with everything at once: sets, references, costs, sizes and feedback, whole or page by page."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from tests.differential.kinds.call_stats import prices_of
from tests.differential.kinds.kind import Json, Kind, Row, Tables, in_project, path
from tests.stats.rows import PROJECT, usage_calls

_QUEUE = "annotation_queue_items.queue_id"
_TYPES = ("wandb.note.1", "wandb.reaction.1", "wandb.runnable.a")
_PAYLOADS: tuple[Json, ...] = (
    *({"v": 1}, {"v": 2}, {"v": "2"}, {"v": 10.5}, {"v": True}, {"v": ""}, {"v": None}, {}, None),
    *({"v": [1, 2]}, {"v": {"a": 1}}, {"v": "b", "w": "b"}, {"v": 3, "w": 3}, {"v": 3, "w": 4}, {"v": "é"}),
)
_VALUES: tuple[Json, ...] = (
    *(
        {"name": "a", "n": 1, "deep": {"k": [5, "x"]}},
        {"name": "b", "n": "2"},
        {"name": None},
        [1, 2, 3],
        "text",
        7,
        {},
    ),
)
_BOUNDS: tuple[Json, ...] = (0, 1, 2, 3, 10.5, "2", "b", "a", "", None, True, "é", 0.01)
_EXPANDED = ("inputs.model", "inputs.model", "inputs.model.next", "inputs.list.0", "output")
_NEXT = ("inputs.model", "inputs.model.next", "inputs.model.next.next")


def tables(seed: int, project: str) -> Tables:
    """Calls that refer to objects, and what other tables have about them."""
    random = Random(seed)
    calls = in_project(usage_calls(seed, random.choice((30, 60))), PROJECT, project)
    of_project = [row for row in calls if row["project_id"] == project]
    for row in calls:
        row["inputs"] = _inputs(random, project)
        row["output"] = random.choice((None, _ref(random, project), "b", 2, {"name": "b"}))
    return Tables(
        calls=calls,
        prices=prices_of(seed, project),
        feedback=[_feedback(random, number, project, random.choice(of_project)["id"]) for number in range(80)],
        queue_items=[_item(random, number, project, random.choice(of_project)["id"]) for number in range(25)],
        objects=[_version(random, project, name, digest) for name in "opq" for digest in ("1", "2")],
    )


def _ref(random: Random, project: str) -> str:
    """A reference to what there is, and sometimes to what there is not."""
    owner = project if random.random() < 0.9 else f"{project}-other"
    found = f"weave-trace-internal:///{owner}/object/{random.choice('opqz')}:{random.choice('112')}"
    return found + random.choice(("", "", "", "/attr/deep/key/k/index/0", "/key/name", "/attr/nowhere"))


def _inputs(random: Random, project: str) -> Json:
    model = random.choice((_ref(random, project), _ref(random, project), "b", 2, None, {"name": "a", "n": 1}))
    return {"model": model, "list": [_ref(random, project), 2], "n": random.choice((1, 2, "2", None, 10.5))}


def _version(random: Random, project: str, name: str, digest: str) -> Row:
    value = random.choice(_VALUES)
    if isinstance(value, dict) and random.random() < 0.5:
        value = {**value, "next": _ref(random, project)}
    deleted = "2025-10-31T00:00:00Z" if random.random() < 0.1 else None
    found = {"project_id": project, "object_id": name, "digest": digest, "kind": "object", "val": value}
    return {**found, "deleted_at": deleted}


def _feedback(random: Random, number: int, project: str, call: str) -> Row:
    kind = "call" if random.random() < 0.9 else "agent_turn"
    return {
        "id": f"f{number:03}",
        "project_id": project,
        "weave_ref": f"weave-trace-internal:///{project}/{kind}/{call}",
        "feedback_type": random.choice(_TYPES),
        "creator": random.choice((None, "Ann", "Bob")),
        "created_at": f"2025-10-31T{random.randrange(24):02}:00:00Z",
        "payload": random.choice(_PAYLOADS),
        "runnable_ref": random.choice((None, "r1", "r2")),
    }


def _item(random: Random, number: int, project: str, call: str) -> Row:
    deleted = "2025-10-31T00:00:00Z" if random.random() < 0.2 else None
    queue = random.choice(("q1", "q2", "q3"))
    return {"id": f"i{number:03}", "project_id": project, "queue_id": queue, "call_id": call, "deleted_at": deleted}


def body(seed: int, project: str) -> dict[str, Any]:
    """A request that uses some of it."""
    random = Random(seed)
    found: dict[str, Any] = {"query": {"$expr": _condition(random, random.choice((0, 0, 1, 1, 2)))}}
    if random.random() < 0.7:
        listed = _NEXT if random.random() < 0.3 else random.sample(_EXPANDED, random.choice((1, 2)))
        found["expand_columns"] = list(dict.fromkeys(listed))
        found["return_expanded_column_values"] = random.random() < 0.7
    if random.random() < 0.6:
        names = random.sample([*_FIELDS, "started_at", "op_name"], random.choice((1, 1, 2)))
        found["sort_by"] = [{"field": name, "direction": random.choice(("asc", "desc"))} for name in names]
    for flag, share in (("costs", 0.15), ("feedback", 0.3), ("storage_size", 0.2), ("total_storage_size", 0.2)):
        found[f"include_{flag}"] = random.random() < share
    match random.choice(("whole", "whole", "whole", "offset", "pages")):
        case "offset":
            found |= {"limit": random.choice((1, 5, 17)), "offset": random.choice((0, 3))}
        case "pages":
            # Not of the wire: the run asks page by page, and has the rows of all pages. Of 30 or 60 calls few are many.
            found |= {"limit": random.choice((7, 11, 17, 23)), "pages": True}
    if random.random() < 0.2:
        found["filter"] = random.choice(({"trace_roots_only": True}, {"thread_ids": ["one", "two"]}))
    columns = random.choice((None, ["id"], ["id"], ["inputs"], ["output", "inputs.model"]))
    return found | ({"columns": columns} if columns else {})


_FIELDS = (
    *("feedback.[*].payload.v", "feedback.[wandb.note.1].payload.v", "feedback.[wandb.runnable.a].payload"),
    *("feedback.[*].runnable_ref", _QUEUE, "inputs.model.name", "inputs.model.n", "inputs.model", "inputs.list.0.name"),
    *("inputs.model.next.next.name", "inputs.model.next.next"),
    *("inputs.model.next.name", "inputs.model.deep.k.0", "output.name", "inputs.n", "output"),
)


def _condition(random: Random, depth: int) -> Json:
    if depth == 0:
        return _leaf(random)
    kind = random.choice(("$and", "$or", "$or", "$not"))
    return {kind: [_condition(random, depth - 1) for _ in range(1 if kind == "$not" else 2)]}


def _leaf(random: Random) -> Json:
    field = path(random.choice(_FIELDS))
    match random.choice(("compare", "compare", "compare", "in", "exists", "contains", "beside", "row", "cost")):
        case "compare":
            return {random.choice(("$eq", "$eq", "$ne", "$gt", "$gte", "$lt")): [field, random.choice(_BOUNDS)]}
        case "in":
            return {"$in": [field, random.sample(_BOUNDS, 3)]}
        case "exists":
            return {"$convert": {"input": field, "to": "exists"}}
        case "contains":
            return {
                "$contains": {"input": field, "substr": random.choice(("a", "B", "2", "")), "case_insensitive": True}
            }
        case "beside":
            return {
                random.choice(("$eq", "$gt", "$lte")): [field, path(random.choice(("inputs.n", "latency_ms", "cost")))]
            }
        case "row":
            where = {"$and": [{"$gte": [path("payload.v"), random.choice((0, 2))]}, {"$ne": [path("creator"), "Bob"]}]}
            return {
                "$feedback": {"type": random.choice((*_TYPES, "*")), "where": random.choice((where, where["$and"][0]))}
            }
        case _:
            return {"$gt": [path("cost"), random.choice((0, 0.01, 1))]}


def _calls(answer: Mapping[str, Any]) -> int:
    return len(answer["calls"])


def _selects(body: Mapping[str, Any], answer: Mapping[str, Any], rows: Tables) -> bool:
    """Some of the project's calls and not all; where an answer is cut by a limit, that is not known."""
    if "limit" in body and "pages" not in body:
        return False
    of_project = [row for row in rows.calls if row["project_id"] == body["project_id"] and not row.get("deleted_at")]
    return 0 < len(answer["calls"]) < len(of_project)


# No place: nothing is divided or interpolated. `(?!)` matches nothing.
TOGETHER = Kind("calls_together", "calls_query", tables, body, (), _calls, r"(?!)", selects=_selects)
