"""Room 0: what other languages call a thing that has another name here. A name and those that there are in, a hint out.

The nearest spelling helps after a slip of the finger only: nothing in `mean` looks like `avg`.
"""

from __future__ import annotations

import re
from collections.abc import Collection

_WORDS = {
    "average": "avg",
    "maximum": "max",
    "mean": "avg",
    "minimum": "min",
    "nunique": "count_distinct",
    "distinct": "count_distinct",
    "unique": "count_distinct",
    "quantile": "percentile",
    "total": "sum",
    "boolean": "bool",
    "float": "double",
    "integer": "int",
    "number": "double",
    "str": "string",
    "text": "string",
    "$ge": "$gte",
    "$le": "$lte",
    "$neq": "$ne",
    "$regex": "$regexMatch",
    "$match": "$regexMatch",
    "$field": "$getField",
    "$get": "$getField",
    "$value": "$literal",
    "$plus": "$add",
    "$minus": "$subtract",
    "$length": "$size",
    "$cast": "$convert",
    "$coalesce": "$ifNull",
    "$elemMatch": "$anyElement",
    "coalesce": "if_null",
    "isin": "is_in",
    "isna": "is_null",
    "isnull": "is_null",
    "notna": "exists",
    "notnull": "exists",
    "is_not_null": "exists",
    "regex": "matches",
    "len": "size",
    "length": "size",
    "cast": "convert",
    "descending": "desc",
    "ascending": "asc",
    "cost": "total_cost",
    "latency": "latency_ms",
    "errors": "error_count",
    **dict.fromkeys(("failed", "failure", "failing", "errored", "fail"), "error"),
    **dict.fromkeys(("ok", "succeeded", "successful", "completed", "complete", "done", "finished"), "success"),
    **dict.fromkeys(("pending", "in_progress", "unfinished", "started"), "running"),
}
_PERCENT = re.compile(r"(?:p|percentile_?)(?P<percent>[0-9]{1,2}(?:\.[0-9]+)?)|(?P<median>median)", re.IGNORECASE)
# A name of each vocabulary that no other has -> what is said there in another way.
_SAID: dict[str, dict[str, str]] = {
    "$startsWith": {
        "$between": "write two comparisons, `$gte` and `$lte`, in an `$and`",
        "$exists": 'write `{"$convert": {"input": ..., "to": "exists"}}`',
        "$icontains": 'write `$contains` with `"case_insensitive": true`',
        "$ilike": 'write `$contains` with `"case_insensitive": true`',
        "$like": "`$contains`, `$startsWith` and `$endsWith` take plain text",
        "$nin": "write `$not` of `$in`",
        "$nor": "write `$not` of `$or`",
        "$isNull": "`$eq` with null asks whether something is missing or null",
    },
    "starts_with": {
        "between": 'write two comparisons, `(F("n") >= 1) & (F("n") <= 5)`',
        "icontains": "write `contains(..., case_insensitive=True)`",
        "ilike": "write `contains(..., case_insensitive=True)`",
        "like": "`contains`, `starts_with` and `ends_with` take plain text",
        "lower": "`contains` and `matches` take `case_insensitive=True`",
        "upper": "`contains` and `matches` take `case_insensitive=True`",
        "count": "nearest: `size`",
        "eq": "write `==`",
        **dict.fromkeys(("ne", "neq"), "write `!=`"),
        "gt": "write `>`",
        **dict.fromkeys(("ge", "gte"), "write `>=`"),
        "lt": "write `<`",
        **dict.fromkeys(("le", "lte"), "write `<=`"),
        **dict.fromkeys(("in_", "one_of"), "nearest: `is_in`"),
        "not_in": "write `~F(...).is_in([...])`",
        "notin": "write `~F(...).is_in([...])`",
    },
}


def synonym(name: str, known: Collection[str]) -> str | None:
    """What `name` is called or how it is said where these names are known, as a hint, or None."""
    for each in (name, name.lower()):
        if _WORDS.get(each) in known:
            return f"nearest: `{_WORDS[each]}`"
        for mark, said in _SAID.items():
            if mark in known and each in said:
                return said[each]
    return _percentile(name, known)


def _percentile(name: str, known: Collection[str]) -> str | None:
    found = _PERCENT.fullmatch(name)
    if found is None:
        return None
    percent = "50" if found["median"] else found["percent"]
    if "percentile" in known and "avg" in known:
        return f'write the function `percentile` with `"percentile": {percent}`'
    return f"write `percentiles: [{percent}]` beside `aggregations`" if "count_true" in known else None
