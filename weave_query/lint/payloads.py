"""Lint: what statistics and counts of feedback name, and no feedback has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import reduce

from weave_query.completion.observed import Node, Observed
from weave_query.errors import ROOT, Location, shown
from weave_query.lint.feedback import unseen_type
from weave_query.lint.finding import Finding, Fix, LintCode
from weave_query.lint.seen import nearest_name
from weave_query.requests.base import Request
from weave_query.requests.feedback import FeedbackAggregateReq
from weave_query.requests.feedback_stats import FeedbackMetricSpec, FeedbackStatsReq
from weave_query.syntax.expr import Comparison, ComparisonOp, Expr, GetField, Literal
from weave_query.syntax.paths import FieldPath, Segment, parse_path
from weave_query.syntax.text import Span, words
from weave_query.syntax.text.fields import path_text
from weave_query.syntax.walk import conjuncts

Segments = tuple[Segment, ...]
Place = Callable[[Location], Location]
_QUOTED = re.compile(words.QUOTED_PIECES)
# What stands in a text without quotes.
_PLAIN = re.compile(r"[A-Za-z_]\w*(?:\.\w+)*\Z")
_FEW = 5
_DEEPEST = 6
_SCALARS = {"string", "number", "bool", "null"}
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
            type = type or _only_type(conditions, observed)
            for number, metric in enumerate(query.metrics or ()):
                yield from _of_metric(metric, type, place(ROOT.child("metrics").child(number)), observed)
        case FeedbackAggregateReq():
            for number, given in enumerate(query.feedback_types):
                at = place(ROOT.child("feedback_types").child(number))
                if not any(type.startswith(given.removesuffix("*")) for type in observed.feedback):
                    yield unseen_type(given, _piece(at, given), observed, is_beginning=True)


def _only_type(conditions: Sequence[Expr], observed: Observed) -> str | None:
    """The type that a condition asks for, of those that were seen."""
    for each in (part for condition in conditions for part in conjuncts(condition)):
        match each:
            case Comparison(op=ComparisonOp.EQ, left=GetField() as field, right=Literal(value=str() as type)):
                if str(field.path) == "feedback_type" and type in observed.feedback:
                    return type
    return None


def _piece(at: Location, text: str) -> Location:
    """Where in a list of texts one of them is written."""
    if not isinstance(at, Span):
        return at
    pieces = (Span(at.source, at.start + each.start(), at.start + each.end()) for each in _QUOTED.finditer(at.text))
    return next((each for each in pieces if words.unquoted(each.text, each) == text), at)


def _of_metric(metric: FeedbackMetricSpec, type: str | None, at: Location, observed: Observed) -> Iterator[Finding]:
    """A path that no payload has, or one without a value that the metric takes."""
    path = parse_path(f"payload.{metric.json_path}")
    payloads = [observed.feedback[type]] if type is not None else list(observed.feedback.values())
    of = shown(type) if type is not None else "any feedback"
    nodes = payloads
    for depth, segment in enumerate(path.segments):
        below = _below(nodes, segment)
        if not below:
            if _are_known(nodes):
                above = path_text(FieldPath(path.root, path.segments[:depth]))
                hint, meant = _meant(path.segments, depth, nodes, payloads)
                message = f"{shown(_key(segment))} was not seen in `{above}` of {of}"
                yield Finding(LintCode.UNSEEN_KEY.value, message, at, hint, _fix(metric, at, meant))
            return
        nodes = below
    yield from _of_other_values(metric, path, at, nodes, of)


def _below(nodes: Sequence[Node], segment: Segment) -> list[Node]:
    return [node for each in nodes if (node := each.below(segment)) is not None]


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
    return ".".join(_key(each) for each in segments)


def _key(segment: Segment) -> str:
    return segment.key if segment.key is not None else str(segment.index)


def _are_known(nodes: Sequence[Node]) -> bool:
    """Have they keys, or values that have none? What lies deeper than was looked at is neither."""
    types = {type for node in nodes for type in node.types} - {"null"}
    return any(node.members or node.elements for node in nodes) or bool(types and types <= _SCALARS)


def _meant(path: Segments, depth: int, nodes: Sequence[Node], payloads: Sequence[Node]) -> tuple[str, Segments | None]:
    """What may be meant by a path that goes no further than `nodes`: a hint, and a path where one is likely."""
    name = _key(path[depth])
    members: Counter[str] = Counter()
    for node in nodes:
        members.update({key: member.rows for key, member in node.members.items()})
    known = "there are " + ", ".join(f"`{key}`" for key, _ in members.most_common(_FEW))
    if depth == 0 and name == "payload":
        rest = path[1:]
        is_there = bool(rest) and bool(reduce(_below, rest, list(payloads)))
        hint = "the path begins below the payload"
        return (f"{hint}: `{_text(rest)}`", rest) if is_there else (f"{hint}; {known}", None)
    if not members:
        return f"what is there has no keys: the path is `{_text(path[:depth])}`", path[:depth]
    elsewhere = next((found for node in payloads if (found := _ending_in(node, name))), None)
    if elsewhere is not None:
        meant = tuple(map(Segment, elsewhere))
        return f"nearest: `{_text(meant)}`", meant
    near = nearest_name(name, members)
    if near is not None:
        return f"nearest: `{near}`", (*path[:depth], Segment(near), *path[depth + 1 :])
    return known, None


def _ending_in(node: Node, name: str, above: tuple[str, ...] = ()) -> tuple[str, ...] | None:
    """A path that ends in a key, the shallowest of its branch."""
    if name in node.members:
        return (*above, name)
    for key, member in node.members.items() if len(above) < _DEEPEST else ():
        if (found := _ending_in(member, name, (*above, key))) is not None:
            return found
    return None


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
