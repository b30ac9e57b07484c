"""Predicates of the exceptions that look at the form of a request, its paths, its order and its answer's rows."""

from __future__ import annotations

from tests.oracle.fields import LISTS, column, latency_ms
from tests.oracle.fields import status as status_of
from tests.oracle.paths import read_path, walk
from tests.oracle.values import MISSING, fold
from tests.recorded.reading import (
    RELATIONS,
    Request,
    Rows,
    Test,
    holds,
    in_document,
    literal_of,
    live,
    nodes,
    operands,
    paths,
    tests,
    values,
)

LATENCY = ("summary.weave.latency_ms", "latency_ms")


def wildcards_in_a_prefix(request: Request, rows: Rows) -> bool:
    """An op name ends in `:*` and has a character that LIKE reads as a wildcard."""
    names = (request.get("filter") or {}).get("op_names") or ()
    return any(name.endswith(":*") and set(name) & set("_%\\") for name in names)


def empty_lists(request: Request, rows: Rows) -> bool:
    """`thread_ids` or `turn_ids` is an empty list."""
    return any((request.get("filter") or {}).get(name) == [] for name in ("thread_ids", "turn_ids"))


def numbers_in_paths(request: Request, rows: Rows) -> bool:
    """A segment that Python's int() reads is no plain index, or stands where some call has an object."""
    return any(_misread(request, rows, path) for path in paths(request) if in_document(path))


def _misread(request: Request, rows: Rows, path: object) -> bool:
    root, steps = read_path(path)
    for position, step in enumerate(steps):
        if step.key is None or not _python_int(step.key):
            continue
        above = (walk(row.get(root), steps[:position]) for row in live(request, rows))
        if step.index is None or any(isinstance(value, dict) for value in above):
            return True
    return False


def _python_int(text: str) -> bool:
    try:
        int(text)
    except ValueError:
        return False
    return True


def latency_in_fractions(request: Request, rows: Rows) -> bool:
    """A latency with a fraction is sorted by, or compared with a number to which its milliseconds stand otherwise."""
    sorted_by = any(key["field"] in LATENCY for key in request.get("sort_by") or ())
    compared = [test for test in tests(request) if test.path in LATENCY and test.operator in RELATIONS]
    found = (latency_ms(row) for row in live(request, rows)) if sorted_by or compared else ()
    return any(
        value != int(value) and (sorted_by or any(_cut_matters(test, value) for test in compared))
        for value in found
        if value is not MISSING
    )


def _cut_matters(test: Test, latency: float) -> bool:
    return holds(test.operator, latency, test.literal) != holds(test.operator, int(latency), test.literal)


def one_rule_for_the_computed_block(request: Request, rows: Rows) -> bool:
    """The answer shows summary.weave, and some call has a display name, a stored block of that name, or is unfinished
    above a failed one."""
    columns = request.get("columns")
    if columns and not any(name.split(".")[0] in ("summary", "status", "latency_ms", "duration") for name in columns):
        return False
    return any(
        column(row, "display_name") is not MISSING
        or "weave" in (row.get("summary") or {})
        or (row.get("ended_at") is None and status_of(row) == "descendant_error")
        for row in live(request, rows)
    )


def counts_with_a_limit(request: Request, rows: Rows) -> bool:
    """A limit on a request that is no query for rows."""
    return request.get("limit") is not None and request["kind"] == "calls_query_stats"


def counts_through_refs(request: Request, rows: Rows) -> bool:
    """A count whose condition reads through references."""
    return request["kind"] == "calls_query_stats" and any(_is_through_refs(request, path) for path in paths(request))


def references_beside_others(request: Request, rows: Rows) -> bool:
    """One of `$or` or below `$not`, or its neighbour, reads through references."""
    apart = any(node.operator in ("$or", "$not") for node in nodes(request))
    return apart and any(_is_through_refs(request, path) for path in paths(request))


def _is_through_refs(request: Request, path: object) -> bool:
    return any(str(path).startswith(f"{listed}.") for listed in request.get("expand_columns") or ())


def forms_of_one_side(request: Request, rows: Rows) -> bool:
    """A list of the filter has more than 1,000 values, or the query has a form that only one side takes.

    Such are a literal without `$literal`, a value as the whole condition, a list path, `$not` without its list, keys
    beside an operator."""
    lists = (request.get("filter") or {}).values()
    query = (request.get("query") or {}).get("$expr")
    return any(isinstance(value, list) and len(value) > 1000 for value in lists) or (
        query is not None and (_is_value(query) or any(map(_is_one_sided, operands(query))))
    )


def _is_value(operand: object) -> bool:
    return not isinstance(operand, dict) or bool({"$literal", "$getField", "$convert", "$size"} & operand.keys())


def _is_one_sided(operand: object) -> bool:
    if not isinstance(operand, dict) or len(operand) != 1:
        return True
    ((operator, body),) = operand.items()
    allowed = {"$contains": {"input", "substr", "case_insensitive"}, "$convert": {"input", "to"}}.get(operator)
    if allowed is not None:
        return not isinstance(body, dict) or not body.keys() <= allowed
    return isinstance(body, list) == (operator == "$getField") if operator in ("$getField", "$not") else False


def sorted_otherwise(request: Request, rows: Rows) -> bool:
    """A sort key is a list column, holds containers in several calls, or goes through a list."""
    names = [key["field"] for key in request.get("sort_by") or ()]
    return any(
        name in LISTS
        or sum(isinstance(value, (list, dict)) for value in values(request, rows, name)) > 1
        or (in_document(name) and any(step.index is not None for step in read_path(name)[1]))
        for name in names
    )


def letters_that_fold(request: Request, rows: Rows) -> bool:
    """A needle without regard to case has a letter beyond ASCII that has a case."""
    return any(
        node.operator == "$contains"
        and isinstance(node.body, dict)
        and node.body.get("case_insensitive")
        and any(map(_folds, str(literal_of(node.body.get("substr", "")))))
        for node in nodes(request)
    )


def _folds(letter: str) -> bool:
    return not letter.isascii() and len({fold(letter), letter, letter.upper(), letter.lower()}) > 1
