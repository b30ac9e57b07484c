"""The places of requests where a text of a user stands: the kind of the request, and its body with the text in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.injection.corpus import harmless_key, harmless_text

Json = Any
_START, _END = "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"


@dataclass(frozen=True)
class Position:
    """is_key: is the text a key, whose class is part of the shape of a request? written: how it is spelled there, as
    regular expressions are."""

    kind: str
    body: Callable[[str], Mapping[str, Json]]
    is_key: bool = False
    written: Callable[[str], str] = str

    def filled(self, text: str) -> dict[str, Json]:
        return {"project_id": "p", **self.body(self.written(text))}

    def harmless(self, attempt: str) -> dict[str, Json]:
        """The same request with a harmless text of the same shape."""
        return self.filled(harmless_key(attempt) if self.is_key else harmless_text(attempt))


def _escaped(text: str) -> str:
    """As a regular expression that finds it."""
    return re.sub(r"[\\.^$*+?{}\[\]|()]", r"\\\g<0>", text)


def _calls(body: Callable[[str], Mapping[str, Json]], *, is_key: bool = False) -> Position:
    return Position("calls_query", lambda text: {"columns": ["id"], **body(text)}, is_key)


def _where(expr: Callable[[str], Json], *, is_key: bool = False, written: Callable[[str], str] = str) -> Position:
    body = {"columns": ["id"]}
    return Position("calls_query", lambda text: {**body, "query": {"$expr": expr(text)}}, is_key, written)


def _filtered(name: str) -> Position:
    return _calls(lambda text: {"filter": {name: [text]}})


def _aggregate(body: Callable[[str], Mapping[str, Json]], *, is_key: bool = False) -> Position:
    measures = {"measures": [{"function": "count"}]}
    return Position("aggregate", lambda text: {**measures, **body(text)}, is_key)


def _of_feedback(kind: str, body: Callable[[str], Mapping[str, Json]], *, is_key: bool = False) -> Position:
    ranges = {"feedback_aggregate": {"after_ms": 0, "before_ms": 1}, "feedback_stats": {"start": _START, "end": _END}}
    metrics = {"metrics": [{"json_path": "a"}]} if kind == "feedback_stats" else {}
    return Position(kind, lambda text: {**ranges.get(kind, {}), **metrics, **body(text)}, is_key)


_MODEL = {"$getField": "inputs.model"}
POSITIONS: dict[str, Position] = {
    "project": Position("calls_query", lambda text: {"project_id": text, "columns": ["id"]}),
    **{
        f"filter {name}": _filtered(name)
        for name in (
            *("op_names", "call_ids", "trace_ids", "parent_ids", "thread_ids", "turn_ids", "wb_user_ids", "wb_run_ids"),
            *("input_refs", "output_refs"),
        )
    },
    "name of an op with a star": _calls(lambda text: {"filter": {"op_names": [f"{text}:*"]}}),
    "literal": _where(lambda text: {"$eq": [_MODEL, {"$literal": text}]}),
    "literal beside a column": _where(lambda text: {"$gt": [{"$getField": "op_name"}, text]}),
    "literal in a list": _where(lambda text: {"$in": [_MODEL, [text, None]]}),
    "needle": _where(lambda text: {"$contains": {"input": _MODEL, "substr": text}}),
    "needle in a document": _where(lambda text: {"$contains": {"input": {"$getField": "inputs"}, "substr": text}}),
    "needle without case": _where(
        lambda text: {"$contains": {"input": _MODEL, "substr": text, "case_insensitive": True}}
    ),
    "prefix": _where(lambda text: {"$startsWith": [_MODEL, text]}),
    "suffix": _where(lambda text: {"$endsWith": [_MODEL, text]}),
    "regex": _where(lambda text: {"$regexMatch": {"input": {"$getField": "op_name"}, "regex": text}}, written=_escaped),
    "literal about an element": _where(
        lambda text: {
            "$anyElement": {"input": {"$getField": "inputs.list"}, "where": {"$eq": [{"$getField": "$$this"}, text]}}
        }
    ),
    "key": _where(lambda text: {"$eq": [{"$getField": ["inputs", text]}, 1]}, is_key=True),
    "key below another": _where(lambda text: {"$gt": [{"$getField": ["output", "a", text]}, "x"]}, is_key=True),
    "key of an element": _where(
        lambda text: {
            "$anyElement": {
                "input": {"$getField": "inputs.list"},
                "where": {"$eq": [{"$getField": ["$$this", text]}, 1]},
            }
        },
        is_key=True,
    ),
    "key that is sorted by": _calls(
        lambda text: {"sort_by": [{"field": ["inputs", text], "direction": "desc"}]}, is_key=True
    ),
    "key that is expanded": _calls(
        lambda text: {
            "expand_columns": ["inputs.model"],
            "query": {"$expr": {"$eq": [{"$getField": ["inputs", "model", text]}, 1]}},
        },
        is_key=True,
    ),
    "type of feedback": _where(lambda text: {"$feedback": {"type": text, "where": True}}),
    "literal about feedback": _where(
        lambda text: {"$feedback": {"type": "*", "where": {"$eq": [{"$getField": "creator"}, text]}}}
    ),
    "key of a payload": _where(
        lambda text: {"$feedback": {"type": "*", "where": {"$eq": [{"$getField": ["payload", text]}, 1]}}}, is_key=True
    ),
    "queue": _where(lambda text: {"$eq": [{"$getField": "annotation_queue_items.queue_id"}, text]}),
    "count": Position("calls_query_stats", lambda text: {"filter": {"call_ids": [text]}}),
    "statistics": Position("call_stats", lambda text: {"start": _START, "end": _END, "filter": {"op_names": [text]}}),
    "usage of calls": Position("calls_usage", lambda text: {"call_ids": [text]}),
    "usage of traces": Position("trace_usage", lambda text: {"filter": {"trace_ids": [text]}}),
    "key that is grouped by": _aggregate(lambda text: {"dimensions": [{"field": ["inputs", text]}]}, is_key=True),
    "key that is added up": _aggregate(
        lambda text: {"measures": [{"function": "sum", "field": ["output", text], "name": "x"}]}, is_key=True
    ),
    "name of a column": _aggregate(
        lambda text: {
            "dimensions": [{"field": "op_name", "name": text}],
            "measures": [{"function": "count", "name": f"{text}2"}],
            "order": [{"by": f"{text}2", "direction": "desc"}],
        }
    ),
    "literal about groups": _aggregate(
        lambda text: {
            "dimensions": [{"field": "op_name"}],
            "having": {"$expr": {"$eq": [{"$getField": "op_name"}, text]}},
        }
    ),
    "literal of a measure": _aggregate(
        lambda text: {"measures": [{"function": "count", "where": {"$expr": {"$eq": [_MODEL, text]}}, "name": "x"}]}
    ),
    "thread": Position("threads_query", lambda text: {"filter": {"thread_ids": [text]}}),
    **{
        f"feedback {name}": _of_feedback("feedback_aggregate", lambda text, name=name: {name: [text]})
        for name in ("feedback_types", "monitor_ids", "scorer_ids", "span_agent_names", "tags")
    },
    "type of a metric's feedback": _of_feedback("feedback_stats", lambda text: {"feedback_type": text}),
    "trigger of a metric's feedback": _of_feedback("feedback_stats", lambda text: {"trigger_ref": text}),
    "literal about rows of feedback": _of_feedback(
        "feedback_query", lambda text: {"query": {"$expr": {"$eq": [{"$getField": "creator"}, text]}}}
    ),
}
REFUSED: dict[str, Position] = {
    "field": _where(lambda text: {"$eq": [{"$getField": f"x{text}"}, 1]}),
    "operator": _where(lambda text: {f"${text}": [1, 2]}),
    "column": _calls(lambda text: {"columns": [f"x{text}"]}),
    "sort field": _calls(lambda text: {"sort_by": [{"field": f"x{text}", "direction": "asc"}]}),
    "direction": _calls(lambda text: {"sort_by": [{"field": "id", "direction": text}]}),
    "expanded column": _calls(lambda text: {"expand_columns": [f"x{text}"]}),
    "type that is converted to": _where(lambda text: {"$convert": {"input": _MODEL, "to": text}}),
    "key of a request": _calls(lambda text: {text: 1}),
    "key of a filter": _calls(lambda text: {"filter": {text: ["a"]}}),
    "time": _where(lambda text: {"$gt": [{"$getField": "started_at"}, f"x{text}"]}),
    "time zone": Position("call_stats", lambda text: {"start": _START, "end": _END, "timezone": f"x{text}"}),
    "metric": Position("call_stats", lambda text: {"start": _START, "end": _END, "call_metrics": [{"metric": text}]}),
    "function": _aggregate(lambda text: {"measures": [{"function": text}]}),
    "bucket's zone": _aggregate(
        lambda text: {"start": _START, "end": _END, "bucket": {"every": "day", "timezone": f"x{text}"}}
    ),
    "order of groups": _aggregate(lambda text: {"order": [{"by": text, "direction": "asc"}]}),
    "path of a metric": _of_feedback("feedback_stats", lambda text: {"metrics": [{"json_path": f"a;{text}"}]}),
    "types of spans": _of_feedback("feedback_aggregate", lambda text: {"span_types": [text]}),
    "groups of feedback": _of_feedback("feedback_aggregate", lambda text: {"group_by": [text]}),
    "fields of feedback": _of_feedback("feedback_query", lambda text: {"fields": [f"x{text}"]}),
    "order of threads": Position(
        "threads_query", lambda text: {"sort_by": [{"field": f"x{text}", "direction": "asc"}]}
    ),
}
