"""Where the recorded answers are not followed: rules of compatibility, each with a predicate that says when it bears.

A predicate looks at a request and at the calls of the corpus, never at a case's name or its recorded answer. It says
in which situation the other server does something else, so it may hold for a case whose answers agree by chance.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.oracle.fields import LISTS, column
from tests.oracle.fields import status as status_of
from tests.oracle.paths import read_path, walk
from tests.oracle.values import MISSING, fold
from tests.recorded.predicates import (
    behind_a_text_filter,
    boolean_beside_numbers,
    containers_by_value,
    conversions,
    integer_beside_fractions,
    negated_over_absent_values,
    sentinels_take_part,
    tells_absence_apart,
)
from tests.recorded.reading import Request, Rows, in_document, live, nodes, paths, values

Predicate = Callable[[Request, Rows], bool]


@dataclass(frozen=True)
class Rule:
    """A numbered rule. `rows`: it bears on the fields of the answer's rows, not on which rows there are."""

    number: str
    sentence: str
    bears: Predicate
    rows: bool = False


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


def long_lists(request: Request, rows: Rows) -> bool:
    """A list of the filter has more than 1,000 values."""
    return any(isinstance(value, list) and len(value) > 1000 for value in (request.get("filter") or {}).values())


def sorted_by_containers(request: Request, rows: Rows) -> bool:
    """A sort key is a list column, or holds containers in several calls."""
    names = [key["field"] for key in request.get("sort_by") or ()]
    return any(
        name in LISTS or sum(isinstance(value, (list, dict)) for value in values(request, rows, name)) > 1
        for name in names
    )


def letters_that_fold(request: Request, rows: Rows) -> bool:
    """A needle without regard to case has a letter beyond ASCII that has a case."""
    return any(
        node.operator == "$contains"
        and node.body.get("case_insensitive")
        and any(not letter.isascii() and fold(letter) != letter for letter in str(node.body["substr"]))
        for node in nodes(request)
    )


RULES = (
    Rule(
        "D1",
        "$not is the complement; there it drops calls whose value is missing or not comparable",
        negated_over_absent_values,
    ),
    Rule("D2", 'missing, null, "" and "null" are told apart; there they are one on documents', tells_absence_apart),
    Rule("D3", "an integer literal compares with fractions; there it only meets integers", integer_beside_fractions),
    Rule("D5", "a number never equals a boolean; there 1 is true", boolean_beside_numbers),
    Rule("D6", "no text filter loses calls; there LIKE on the stored JSON does", behind_a_text_filter),
    Rule("D7", "containers and sizes by value; there by their JSON text", containers_by_value),
    Rule("D8", 'unset columns never act as "", 0 or 1970; there they do', sentinels_take_part),
    Rule("D10", "`:*` is a literal prefix; there LIKE wildcards in the name count", wildcards_in_a_prefix),
    Rule("D11", "an empty list filters nothing; there two of them match nothing", empty_lists),
    Rule("D12", "`01` is a key and numeric keys are reachable; there every number is an index", numbers_in_paths),
    Rule("D13", "$convert truncates, knows booleans and every column; there those are null or errors", conversions),
    Rule(
        "D14",
        "summary.weave is computed by one rule; there rows and filters differ",
        one_rule_for_the_computed_block,
        rows=True,
    ),
    Rule("D25", "a count honours its limit; there it does not", counts_with_a_limit),
    Rule("D28", "lists may be longer than 1,000; there that is an error", long_lists),
    Rule("D29", "lists are no sort keys and containers tie; there they sort as text", sorted_by_containers),
    Rule("D33", "case folding is Unicode; there ASCII", letters_that_fold),
)
