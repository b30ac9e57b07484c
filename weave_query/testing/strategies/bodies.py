"""Testing: whole requests about some rows: filter, query, order, page. A vocabulary in, kinds and bodies out."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from weave_query.testing.strategies.conditions import expressions
from weave_query.testing.strategies.documents import Json
from weave_query.testing.strategies.known import Vocabulary
from weave_query.testing.strategies.spelling import DOCUMENTS

# The fields of a CallsFilter with the column that each looks at; those of the first line take `prefix:*`.
_NAMED = {"op_names": "op_name", "input_refs": "input_refs", "output_refs": "output_refs"}
_LISTS = {
    **_NAMED,
    "call_ids": "id",
    "trace_ids": "trace_id",
    "parent_ids": "parent_id",
    "thread_ids": "thread_id",
    "turn_ids": "turn_id",
    "wb_user_ids": "wb_user_id",
    "wb_run_ids": "wb_run_id",
}


@st.composite
def requests(
    draw: st.DrawFn,
    known: Vocabulary,
    *,
    kinds: tuple[str, ...] = ("calls_query", "calls_query_stats"),
    project: str | None = None,
    depth: int = 3,
    regexes: bool = True,
) -> tuple[str, dict[str, Any]]:
    """A kind and a body about `known`, of `project` or one of those known.

    Most show ids only, so that many requests can be asked; every fourth list of calls shows whole rows or some columns.
    """
    kind = draw(st.sampled_from(kinds))
    body: dict[str, Any] = {"project_id": project or draw(st.sampled_from(known.projects))}
    if draw(st.integers(0, 7)) < 7:
        body["query"] = {"$expr": draw(expressions(known, depth=depth, regexes=regexes))}
    if draw(st.integers(0, 3)) == 3:
        body["filter"] = draw(filters(known))
    if draw(st.integers(0, 3)) == 3:
        body["limit"] = draw(st.integers(0 if kind == "calls_query" else 1, 40))
    if kind == "calls_query":
        body["columns"] = ["id"] if draw(st.integers(0, 3)) < 3 else draw(columns(known))
        if draw(st.integers(0, 2)) == 2:
            body["sort_by"] = draw(sort_keys(known))
        if draw(st.integers(0, 5)) == 5:
            body["offset"] = draw(st.integers(0, 40))
    return kind, body


def columns(known: Vocabulary) -> st.SearchStrategy[list[str] | None]:
    """What rows show: all, or some of columns, documents, paths into them and computed fields."""
    calls = known.calls
    paths = [field.path for field in calls.paths[:24] if isinstance(field.path, str)]
    fields = (*calls.columns, *calls.steps, *calls.times, *calls.lists, *calls.derived)
    names = [*DOCUMENTS, *paths, *(field.path for field in fields)]
    return st.none() | st.lists(st.sampled_from(names), min_size=1, max_size=6, unique=True)


@st.composite
def filters(draw: st.DrawFn, known: Vocabulary) -> dict[str, Any]:
    """A CallsFilter with at most two of its lists, of values that occur and of prefixes of them.

    The empty text is not among them: whether a filter for it finds what is unset has not been settled.
    """
    found: dict[str, Any] = {}
    columns = {
        field.path: tuple(value for value in field.values if value != "")
        for field in (*known.calls.columns, *known.calls.lists)
    }
    for name in draw(st.lists(st.sampled_from(list(_LISTS)), max_size=2, unique=True)):
        values = st.sampled_from((*columns[_LISTS[name]], "nobody"))
        if name in _NAMED:
            values = values | values.map(lambda text: f"{text.split(':')[0]}:*")
        found[name] = draw(st.lists(values, max_size=12) | st.none())
    if draw(st.integers(0, 4)) == 4:
        found["trace_roots_only"] = draw(st.sampled_from((True, False, None)))
    return found


def sort_keys(known: Vocabulary) -> st.SearchStrategy[list[Json]]:
    """One to three sort keys: documents and paths as text, columns, times, derived fields."""
    calls = known.calls
    paths = [field.path for field in calls.paths if isinstance(field.path, str)]
    others = [field.path for field in (*calls.columns, *calls.steps, *calls.times, *calls.derived)]
    sets = [field.path for rows in known.sets for field in rows.fields.paths[:12]]
    fields = st.sampled_from((*paths[:24], *paths[:24], *paths, *others, *sets))
    key = st.builds(
        lambda field, direction: {"field": field, "direction": direction}, fields, st.sampled_from(("asc", "desc"))
    )
    return st.lists(key, min_size=1, max_size=3)
