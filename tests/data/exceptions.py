"""Where the recorded answers are not followed: rules of compatibility, each with a predicate that says when it bears.

A predicate looks at a request and at the calls of the corpus, never at a case's name or its recorded answer. It says
in which situation the other server does something else, so it may hold for a case whose answers agree by chance.
Rules that speak of one situation share a predicate; the numbers are those of the rules of compatibility.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.recorded.predicates import (
    behind_a_text_filter,
    boolean_beside_numbers,
    containers_by_value,
    conversions,
    integers_read_otherwise,
    negated_over_absent_values,
    sentinels_take_part,
    tells_absence_apart,
    text_beside_numbers,
    times_in_other_places,
    two_fields,
)
from tests.recorded.predicates_of_requests import (
    counts_through_refs,
    counts_with_a_limit,
    empty_lists,
    forms_of_one_side,
    latency_in_fractions,
    letters_that_fold,
    numbers_in_paths,
    one_rule_for_the_computed_block,
    references_beside_others,
    sorted_otherwise,
    wildcards_in_a_prefix,
)
from tests.recorded.predicates_of_sets import queues_in_any_position, sets_of_feedback
from tests.recorded.reading import Request, Rows

Predicate = Callable[[Request, Rows], bool]


@dataclass(frozen=True)
class Rule:
    """`bears`: when other calls, another order or an error can come out. `bears_on_rows`: when other fields."""

    numbers: str
    sentence: str
    bears: tuple[Predicate, ...]
    bears_on_rows: tuple[Predicate, ...] = ()


RULES = (
    Rule(
        "D1",
        "$not is the complement; there it drops calls whose value is missing or not comparable",
        (negated_over_absent_values,),
    ),
    Rule(
        "D2 D37", 'missing, null, "" and "null" are told apart; there they are one on documents', (tells_absence_apart,)
    ),
    Rule(
        "D3 D4 D42",
        "an integer literal compares with fractions and beyond 64 bits; there it is cast to 64 bits",
        (integers_read_otherwise,),
    ),
    Rule("D5", "a number never equals a boolean; there 1 is true", (boolean_beside_numbers,)),
    Rule(
        "D6 D35",
        "text and numbers match by value; there by text, behind a filter on the stored JSON",
        (behind_a_text_filter, text_beside_numbers),
    ),
    Rule("D7", "containers and sizes by value; there by their JSON text", (containers_by_value,)),
    Rule(
        "D8 D36",
        'unset columns never act as "", 0 or 1970 and fields compare by type; there they do, and as text',
        (sentinels_take_part, two_fields),
    ),
    Rule("D10", "`:*` is a literal prefix; there LIKE wildcards in the name count", (wildcards_in_a_prefix,)),
    Rule("D11", "an empty list filters nothing; there two of them match nothing", (empty_lists,)),
    Rule(
        "D12 D38",
        "`01` and `-1` are keys and numeric keys are reachable; there every integer is an index",
        (numbers_in_paths,),
    ),
    Rule(
        "D9 D13",
        "$convert truncates and knows booleans and every column, times go everywhere; there null, errors or text",
        (conversions, times_in_other_places),
    ),
    Rule(
        "D14",
        "status, latency and trace name by one rule; there filters cut latency, and rows have other keys",
        (latency_in_fractions,),
        (one_rule_for_the_computed_block,),
    ),
    Rule(
        "D22",
        "conditions on two types of feedback can both hold, and sets count; there one arbitrary row, and $not per row",
        (sets_of_feedback,),
    ),
    Rule("D23", "references stand beside other conditions; there they lose calls", (references_beside_others,)),
    Rule("D24", "queue ids count in any position; there as a plain conjunct alone", (queues_in_any_position,)),
    Rule(
        "D25", "a count honours its limit and references; there it does not", (counts_with_a_limit, counts_through_refs)
    ),
    Rule(
        "D28 D39",
        "long lists and any operand as a condition are allowed, unknown keys are not; there the reverse",
        (forms_of_one_side,),
    ),
    Rule(
        "D29 D40",
        "lists are no sort keys, containers tie, paths reach through lists; there they sort as text, or not at all",
        (sorted_otherwise,),
    ),
    Rule("D33", "case folding is Unicode; there ASCII", (letters_that_fold,)),
)
