"""Lint: what statistics and counts of feedback name, and no feedback has. Conditions on it are in payload_keys.py."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from weave_query.completion.observed import Node, Observed
from weave_query.errors import ROOT, Location, shown
from weave_query.lint.feedback import unseen_type
from weave_query.lint.finding import Finding, Fix, LintCode
from weave_query.lint.payload_paths import (
    Segments,
    are_known,
    key_of,
    known_keys,
    meant_by,
    only_type,
    payloads_of,
    walked,
)
from weave_query.requests.base import Request
from weave_query.requests.feedback import FeedbackAggregateReq
from weave_query.requests.feedback_stats import FeedbackMetricSpec, FeedbackStatsReq
from weave_query.syntax.expr import Expr
from weave_query.syntax.paths import FieldPath, parse_path
from weave_query.syntax.text import Span, words
from weave_query.syntax.text.fields import path_text

Place = Callable[[Location], Location]
_QUOTED = re.compile(words.QUOTED_PIECES)
# What stands in a text without quotes.
_PLAIN = re.compile(r"[A-Za-z_]\w*(?:\.\w+)*\Z")
_VALUES = {"numeric": "number", "boolean": "bool"}
_SAID = {"number": "number", "bool": "boolean", "string": "text"}
_INSTEAD = {"number": "`numeric` takes numbers", "bool": "`boolean` counts how many are true"}


def about_payloads(query: Request, conditions: Sequence[Expr], observed: Observed, place: Place) -> Iterator[Finding]:
    """The findings in a request about feedback. conditions: which it has, and which stand beside it. place: where in a
    text a place of the request is."""
    match query:
        case FeedbackStatsReq():
            type = query.feedback_type
            if type is not None and type not in observed.feedback:
                yield unseen_type(type, place(ROOT.child("feedback_type")), observed)
                return
            type = type or only_type(conditions, observed)
            for number, metric in enumerate(query.metrics or ()):
                yield from _of_metric(metric, type, place(ROOT.child("metrics").child(number)), observed)
        case FeedbackAggregateReq():
            for number, given in enumerate(query.feedback_types):
                at = place(ROOT.child("feedback_types").child(number))
                if not any(type.startswith(given.removesuffix("*")) for type in observed.feedback):
                    yield unseen_type(given, _piece(at, given), observed, is_beginning=True)


def _piece(at: Location, text: str) -> Location:
    """Where in a list of texts one of them is written."""
    if not isinstance(at, Span):
        return at
    pieces = (Span(at.source, at.start + each.start(), at.start + each.end()) for each in _QUOTED.finditer(at.text))
    return next((each for each in pieces if words.unquoted(each.text, each) == text), at)


def _of_metric(metric: FeedbackMetricSpec, type: str | None, at: Location, observed: Observed) -> Iterator[Finding]:
    """A path that no payload has, or one without a value that the metric takes."""
    path = parse_path(f"payload.{metric.json_path}")
    payloads = payloads_of(type, observed)
    of = shown(type) if type is not None else "any feedback"
    depth, nodes = walked(path.segments, payloads)
    if depth == len(path.segments):
        yield from _of_other_values(metric, path, at, nodes, of)
    elif are_known(nodes):
        above = path_text(FieldPath(path.root, path.segments[:depth]))
        hint, meant = _below_the_payload(path.segments, depth, nodes) or meant_by(
            path.segments, depth, nodes, payloads, _text
        )
        message = f"{shown(key_of(path.segments[depth]))} was not seen in `{above}` of {of}"
        yield Finding(LintCode.UNSEEN_KEY.value, message, at, hint, _fix(metric, at, meant))


def _below_the_payload(path: Segments, depth: int, payloads: Sequence[Node]) -> tuple[str, Segments | None] | None:
    """Of a path that begins with the payload, in which all begin."""
    if depth or key_of(path[0]) != "payload":
        return None
    rest, hint = path[1:], "the path begins below the payload"
    if rest and walked(rest, payloads)[0] == len(rest):
        return f"{hint}: `{_text(rest)}`", rest
    return f"{hint}; {known_keys(payloads)}", None


def _fix(metric: FeedbackMetricSpec, at: Location, meant: Segments | None) -> Fix | None:
    """Another path in the place of that of a metric."""
    if meant is None or not isinstance(at, Span) or not at.text.startswith(metric.json_path):
        return None
    text = _text(meant)
    if _PLAIN.match(text) is None:
        return None
    return Fix(f"write `{text}`", Span(at.source, at.start, at.start + len(metric.json_path)), text)


def _text(segments: Segments) -> str:
    """A path below the payload, as metrics have it: keys with `.` between."""
    return ".".join(key_of(each) for each in segments)


def _of_other_values(
    metric: FeedbackMetricSpec, path: FieldPath, at: Location, nodes: Sequence[Node], of: str
) -> Iterator[Finding]:
    """A metric of numbers, or of booleans, where there is none."""
    wanted = _VALUES.get(metric.value_type)
    types: Counter[str] = Counter()
    for node in nodes:
        types.update(node.types)
    del types["null"]
    if wanted is None or not types or wanted in types:
        return
    held = next((type for type in _INSTEAD if type in types), None)
    yield Finding(
        LintCode.OTHER_TYPE.value,
        f"no {_SAID[wanted]} was seen at `{path_text(path)}` of {of}, of which `{metric.value_type}` is",
        at,
        _INSTEAD[held] if held is not None else _of_texts(path),
    )


def _of_texts(path: FieldPath) -> str:
    return f'`categorical` with the condition `{path_text(path)} = "..."` counts how often a value comes'
