"""Room 0: what a database can do, as facts that the rewrite rules, the docs and the conformance suite read.

A new capability starts with a conservative default, so that a backend written before it keeps working.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Approximation:
    """How a percentile is approximated. method: the field's name for it. rank_error: how far the rank of the value may
    be from the one that is asked for, as a part of the number of values; None where nothing is promised."""

    method: str
    rank_error: float | None = None

    def __str__(self) -> str:
        bound = "no bound" if self.rank_error is None else f"rank within {self.rank_error:g}"
        return f"{self.method}, {bound}"


@dataclass(frozen=True, kw_only=True)
class Capabilities:
    """Facts about one database. Each says what happens where the answer is no."""

    conjuncts_in_order: bool = True
    """Are the conjuncts of WHERE tested as written? Then the rewrite puts those that read little first; where the
    engine orders them itself, they stay as the request has them."""

    regular_expressions: bool = False
    """Has the engine what `$regexMatch` needs? If not, it is refused with WQ401, or the next is true."""

    regular_expressions_by_driver: bool = False
    """Can the driver add it, where `Options.driver_functions` asks for that?"""

    container_search: bool = False
    """Can `$contains` look into arrays and objects, at any depth? If not, it is refused on documents with WQ401."""

    element_conditions: bool = False
    """Can a condition be put on the members of a JSON array or of a list column? If not, `$anyElement`, `$allElements`
    and the filter's `input_refs` and `output_refs` are refused with WQ401."""

    case_folding: bool = False
    """Can `$contains` disregard case? If not, `case_insensitive` is refused with WQ401."""

    unnest: bool = False
    """Can the members of an object or of a list in a row be rows of their own? If not, statistics of usage and
    aggregations of feedback are refused with WQ401."""

    ref_parts: bool = False
    """Can a ref be taken apart into its segments? If not, filters and groups of feedback by monitor, scorer and type of
    span are refused with WQ401."""

    rollups: bool = False
    """Can what is below a call be added up, however deep it goes? If not, trace_usage and calls_usage are refused with
    WQ401."""

    exact_percentiles: bool = False
    """Has the engine an exact percentile by linear interpolation? If not, the rewrite counts through the values in
    order."""

    approximate_percentiles: Approximation | None = None
    """How does the engine approximate percentiles, where `Options.approximate_percentiles` asks for that? If it does
    not, they are exact all the same."""

    subqueries_among_elements: bool = False
    """May a subquery stand in a condition on elements, and in what is computed from a named value? If not, whether the
    feedback or the queues of a call satisfy a condition is computed before."""

    named_values: bool = True
    """Can a value that is used several times be computed once, under a name? If not, it is written out at each use, by
    `InlinedLowering`, and what gets too long in that way is refused with WQ401."""

    late_reads: bool = False
    """Does a sort carry documents of rows that a limit then drops, and is a call found by its id faster than by reading
    all? Then a page that shows documents is found first, and they are read of its rows alone, except in the
    orders of `started_at` and `id`, of which there is an index."""

    max_expression_depth: int = 84
    """How many levels deep may an expression be? A level is what SQLite's parser remembers; `rewrite/depth.py` counts
    them. What is deeper is computed in steps, as named values of one row. Conditions on elements cannot be computed
    beside the elements, so too many of them inside each other are refused with WQ401: into 84 levels fit five around a
    comparison with a literal, three around a search without case."""

    max_element_nesting: int | None = None
    """How many conditions on elements may stand inside each other, where that is less than the depth allows? More are
    refused with WQ401."""
