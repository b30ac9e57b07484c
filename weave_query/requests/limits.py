"""Room 2: the limits of a request, all of them checked here, before anything is bound. Each is a field of `Limits`.

    request_bytes                               a body that is read              `too_large`
    request_bytes                               a cursor that is read            `check_cursor_length`
    sort_keys                                   every request                    `check_sort_keys`
    expand_columns, expand_hops                 lists and counts of calls        `check_expand_columns`, `..._hops`
    percentiles                                 statistics                       `check_percentiles`
    metrics                                     statistics of payloads           `check_metrics`
    range_days                                  statistics                       `check_range_days`
    feedback_buckets                            aggregations of feedback         `check_feedback_buckets`
    usage_calls                                 requests for usage               `check_usage_calls`
    path_segments, path_text                    every sort key and column        `path_of`
    text_literal, regex, list_values            every request's values           `check_values`
    depth, nodes, path_segments, path_text      a request's shape, when new      `check_expression`

What a shape may pass is checked once for each shape, since the compiled statement is kept. Beside these stands one
guard that no option moves: the parser recurses, so it refuses more than 100 levels (`syntax.json`). `buckets` refuses
nothing: a granularity that would give more is raised (`weave_query.buckets`).
"""

from __future__ import annotations

from collections.abc import Sequence

from weave_query.errors import ROOT, LimitError, Location
from weave_query.options import Limits
from weave_query.syntax.expr import (
    AllElements,
    AnyElement,
    Arithmetic,
    Element,
    Expr,
    GetField,
    IfNull,
    In,
    Literal,
    RegexMatch,
    StartsWith,
    TextList,
)
from weave_query.syntax.paths import FieldPath, parse_path
from weave_query.syntax.shape import SlotValue
from weave_query.syntax.walk import children

_DAY = 86_400_000_000


def too_large(most: int) -> LimitError:
    """The error of a body of more than `most` bytes."""
    return LimitError("request_bytes", f"the request is larger than {most} bytes", at=ROOT)


def check_cursor_length(cursor: object, limits: Limits) -> None:
    """Raise LimitError for a cursor that is longer than a request may be."""
    most = limits.request_bytes
    if isinstance(cursor, str) and len(cursor) > most:
        raise LimitError("request_bytes", f"the cursor is longer than {most} characters", at=Location(token="after"))


def too_deep(fact: str) -> LimitError:
    """The error of what Python's own stack cannot hold, which an option cannot raise."""
    return LimitError("depth", fact, at=ROOT)


def check_sort_keys(number: int, limits: Limits, at: Location) -> None:
    """Raise LimitError where there are more fields to sort by than allowed."""
    if number > limits.sort_keys:
        raise LimitError("sort_keys", f"there are more than {limits.sort_keys} fields to sort by", at=at)


def check_expand_columns(number: int, limits: Limits, at: Location) -> None:
    """Raise LimitError where references are to be expanded in more columns than allowed."""
    most = limits.expand_columns
    if number > most:
        raise LimitError("expand_columns", f"references are to be expanded in more than {most} columns", at=at)


def check_expand_hops(paths: Sequence[FieldPath], limits: Limits, at: Location) -> None:
    """Raise LimitError where a column in which references are expanded is below more of them than allowed."""
    most = limits.expand_hops
    for position, path in enumerate(paths):
        above = {each for each in paths if each.root == path.root and _begins(path, each)}
        if len(above) > most:
            fact = f"this column is reached through more than {most} of those in which references are expanded"
            raise LimitError("expand_hops", fact, at=at.child(position))


def _begins(path: FieldPath, other: FieldPath) -> bool:
    return path.segments[: len(other.segments)] == other.segments


def check_percentiles(number: int, limits: Limits, at: Location) -> None:
    """Raise LimitError where more percentiles are asked of one metric than allowed."""
    if number > limits.percentiles:
        raise LimitError("percentiles", f"there are more than {limits.percentiles} percentiles of one metric", at=at)


def check_metrics(number: int, limits: Limits, at: Location) -> None:
    """Raise LimitError where more metrics are asked for than allowed."""
    if number > limits.metrics:
        raise LimitError("metrics", f"there are more than {limits.metrics} metrics", at=at)


def check_range_days(start: int, end: int, limits: Limits, at: Location) -> None:
    """Raise LimitError where a range of microseconds is longer than allowed."""
    if limits.range_days is not None and end - start > limits.range_days * _DAY:
        raise LimitError("range_days", f"the range is longer than {limits.range_days:,} days", at=at)


def check_feedback_buckets(start: int, end: int, width: int, limits: Limits, at: Location) -> None:
    """Raise LimitError where a range of microseconds has more buckets of a width, parts counted too, than allowed."""
    most = limits.feedback_buckets
    if most is not None and end - start > most * width:
        raise LimitError("feedback_buckets", f"the range has more than {most:,} of these buckets", at=at)


def check_usage_calls(limit: int | None, limits: Limits, at: Location) -> None:
    """Raise LimitError where a request for usage takes more calls than allowed, or any number."""
    most = limits.usage_calls
    if most is not None and (limit is None or limit > most):
        raise LimitError("usage_calls", f"usage is told of at most {most:,} calls", at=at)


def check_values(expr: Expr, values: Sequence[SlotValue], limits: Limits, *, joined: bool = False) -> None:
    """Raise LimitError where a value of an expression passes a limit: a text too long, a list too long."""
    for value in values:
        longest = min(limits.text_literal, limits.regex) if isinstance(value, str) else limits.list_values
        if isinstance(value, (str, tuple)) and (len(value) > longest or _has_long_text(value, limits)):
            # Only the expression knows the place.
            check_expression(expr, limits, joined=joined)


def _has_long_text(value: str | tuple[object, ...], limits: Limits) -> bool:
    if isinstance(value, str):
        return False
    return any(isinstance(item, str) and len(item) > limits.text_literal for item in value)


def check_expression(expr: Expr, limits: Limits, *, joined: bool = False) -> None:
    """Raise LimitError where an expression passes a limit. The values of a list count once, as a list; a condition on
    elements counts for each array that the input may have.

    joined: the AND at the root is ours, of a filter, a query and a `where`; it takes no level from any of them.
    """
    nodes = 0
    stack: list[tuple[Expr, int, int]] = [(expr, 0 if joined else 1, 1)]
    while stack:
        node, depth, times = stack.pop()
        nodes += times
        if nodes > limits.nodes:
            raise LimitError("nodes", f"the expression has more than {limits.nodes} operators and operands", at=expr.at)
        if depth > limits.depth:
            raise LimitError("depth", f"the expression is nested deeper than {limits.depth} levels", at=node.at)
        _check_node(node, limits)
        if isinstance(node, Arithmetic):
            # Folded from the left: the first operands are as deep as the same written with pairs.
            last = len(node.items) - 1
            stack.extend((item, depth + last - max(place, 1) + 1, times) for place, item in enumerate(node.items))
        elif isinstance(node, (AnyElement, AllElements)):
            # The condition is bound anew for each array.
            stack += ((node.input, depth + 1, times), (node.where, depth + 1, times * _alternatives(node.input)))
        else:
            stack.extend((child, depth + 1, times) for child in children(node))


def _alternatives(operand: Expr) -> int:
    """From how many places the value of an operand may come."""
    found, stack = 0, [operand]
    while stack:
        node = stack.pop()
        if isinstance(node, IfNull):
            stack += node.items
        else:
            found += 1
    return found


def _check_node(node: Expr, limits: Limits) -> None:
    match node:
        case Literal(value=str() as text) if len(text) > limits.text_literal:
            raise LimitError("text_literal", f"the text is longer than {limits.text_literal} characters", at=node.at)
        case RegexMatch(regex=Literal(value=str() as text, at=at)) if len(text) > limits.regex:
            raise LimitError("regex", f"the regular expression is longer than {limits.regex} characters", at=at)
        case Element(segments=segments) if len(segments) + 1 > limits.path_segments:
            raise LimitError("path_segments", f"the path has more than {limits.path_segments} segments", at=node.at)
        case GetField(path=path):
            check_path(path, len(str(path)), limits, node.at)
        case In(choices=choices) | StartsWith(prefixes=choices):
            if _length(choices) > limits.list_values:
                raise LimitError("list_values", f"the list has more than {limits.list_values} values", at=node.at)
            for choice in choices:
                if isinstance(choice, (Literal, TextList)):
                    _check_node(choice, limits)
        case TextList(values=texts) if any(len(text) > limits.text_literal for text in texts):
            raise LimitError("text_literal", f"a text is longer than {limits.text_literal} characters", at=node.at)
        case _:
            pass


def path_of(text: str, limits: Limits, at: Location) -> FieldPath:
    """Path text of a request, within the limits. Raises ParseError, LimitError."""
    path = parse_path(text[: limits.path_text + 1], at)
    check_path(path, len(text), limits, at)
    return path


def check_path(path: FieldPath, length: int, limits: Limits, at: Location) -> None:
    """Check the segments of a path, and the characters that it is written in. Raises LimitError."""
    if length > limits.path_text:
        raise LimitError("path_text", f"the path is longer than {limits.path_text} characters", at=at)
    if len(path.segments) + 1 > limits.path_segments:
        raise LimitError("path_segments", f"the path has more than {limits.path_segments} segments", at=at)


def _length(choices: tuple[Expr, ...]) -> int:
    return sum(len(choice.values) if isinstance(choice, TextList) else 1 for choice in choices)
