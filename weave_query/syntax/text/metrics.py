"""Room 1: the metrics of statistics: `stats latency avg p95, total_cost`, `feedback stats output.score avg`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from weave_query.errors import ParseError, nearest, shown
from weave_query.syntax.paths import FieldPath
from weave_query.syntax.text import words
from weave_query.syntax.text.fields import field_text, path_of
from weave_query.syntax.text.parser import span
from weave_query.syntax.text.spans import Span
from weave_query.syntax.text.statement import Found

if TYPE_CHECKING:
    from lark import Token, Tree

CALL_METRICS = ("latency_ms", "call_count", "error_count")
USAGE_METRICS = (
    *("input_tokens", "output_tokens", "total_tokens", "cache_read_input_tokens", "cache_creation_input_tokens"),
    *("input_cost", "output_cost", "total_cost"),
)
AGGREGATIONS = ("sum", "avg", "min", "max", "count", "count_true", "count_false")
VALUE_TYPES = ("numeric", "boolean", "categorical")
_PERCENTILES = {"median": "p50", "med": "p50", "perc": "p95", "percentile": "p95"}
_BEHIND = "what is asked stands behind the metric: `latency avg p95`"


def metrics_of_calls(trees: list[Tree[Token]], source: str) -> Iterator[Found]:
    """Metrics of calls and of their usage, each kind with its numbers. Raises ParseError."""
    counts = {"call_metrics": 0, "usage_metrics": 0}
    for each in trees:
        first, at = _first(each, source)
        name = _name_of(first, source, at)
        if name not in CALL_METRICS and name not in USAGE_METRICS:
            known = (*CALL_METRICS, *USAGE_METRICS)
            near = _BEHIND if name in AGGREGATIONS else nearest(name, known)
            hint = near or "there are " + ", ".join(f"`{metric}`" for metric in known)
            raise ParseError(f"{shown(name)} is no metric", at=at, hint=hint)
        key = "call_metrics" if name in CALL_METRICS else "usage_metrics"
        yield Found((key, counts[key]), {"metric": name, **_asked(each, source, {})}, span(each, source))
        counts[key] += 1


def metrics_of_feedback(trees: list[Tree[Token]], source: str) -> Iterator[Found]:
    """Paths into payloads. Raises ParseError."""
    for number, each in enumerate(trees):
        first, at = _first(each, source)
        name = words.unquoted(first, at) if isinstance(first, str) else field_text(first, source)
        types: dict[str, Any] = {}
        asked = _asked(each, source, types)
        yield Found(("metrics", number), {"json_path": name, **types, **asked}, span(each, source))


def percent(token: str) -> float:
    """The percentile of `p95`."""
    return float(token[1:])


def _first(tree: Tree[Token], source: str) -> tuple[Token | Tree[Token], Span]:
    first = tree.children[0]
    return first, span(first, source)


def _name_of(node: Token | Tree[Token], source: str, at: Span) -> str:
    if isinstance(node, str):
        return words.unquoted(node, at)
    path = path_of(node, source)
    return str(path) if isinstance(path, FieldPath) else ""


def _asked(tree: Tree[Token], source: str, types: dict[str, Any]) -> dict[str, Any]:
    """The aggregations and percentiles behind a metric. types: takes the type of its values."""
    aggregations: list[str] = []
    percentiles: list[float] = []
    # Children are tokens, but for a path at the beginning.
    for token in tree.children[1:]:
        if token is None or not isinstance(token, str):
            continue
        if token.type == "PERCENTILE":
            percentiles.append(percent(token))
            continue
        name = token.lower()
        if name in AGGREGATIONS:
            aggregations.append(name)
        elif name in VALUE_TYPES:
            types["value_type"] = name
        else:
            raise ParseError(f"{shown(token)} is no aggregation", at=span(token, source), hint=_meant(name))
    if not aggregations and not percentiles:
        return {}
    return {"aggregations": aggregations, **({"percentiles": percentiles} if percentiles else {})}


def _meant(name: str) -> str:
    if name == "group":
        return "groups are of `aggregate count() by ...`; `stats` has buckets"
    if (percentile := _PERCENTILES.get(name.lower())) is not None:
        return f"it is written `{percentile}`"
    known = ", ".join(f"`{each}`" for each in AGGREGATIONS)
    return nearest(name, AGGREGATIONS) or f"there are {known}, and percentiles such as `p95`"
