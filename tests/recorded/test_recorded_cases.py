"""The recorded cases, by the judge and on every engine.

The judge's answer is compared with the recorded one, the engines' with the judge's: so where a rule excuses a
difference, the engines still have to give what the language means.
"""

from __future__ import annotations

from functools import lru_cache

import pytest

from tests.data.exceptions import RULES, Rule
from tests.engines import answer_of
from tests.recorded.cases import Answer, Case, Refusal, corpus, covered_cases, difference, judged, same_json
from tests.recorded.report import EQUAL_BY_CHANCE
from weave_query.api import Database

CASES = covered_cases()
by_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)


@lru_cache(maxsize=256)
def bearing(case: Case) -> tuple[Rule, ...]:
    """The rules that bear on a case."""
    request = {**case.request, "kind": case.kind}
    return tuple(
        rule
        for rule in RULES
        if any(bears(request, corpus()) for bears in (*rule.bears, *(rule.bears_on_rows if case.rows else ())))
    )


@lru_cache(maxsize=256)
def judges(case: Case) -> Answer:
    """The judge's answer."""
    return judged(case, corpus())


@lru_cache(maxsize=256)
def judged_difference(case: Case) -> str | None:
    """How the judge's answer differs from the recorded one."""
    return difference(case, judges(case))


def test_enough_cases_read_calls_alone() -> None:
    assert len(CASES) >= 130
    assert {case.kind for case in CASES} == {"calls_query", "calls_query_stats"}


@by_case
def test_the_judge_agrees_with_the_record_or_a_rule_says_why(case: Case, pytestconfig: pytest.Config) -> None:
    found = judged_difference(case)
    rules = bearing(case)
    if found is None:
        pytestconfig.stash.setdefault(EQUAL_BY_CHANCE, {})[case.id] = [rule.numbers for rule in rules]
    else:
        assert rules, f"no rule bears on {case.request}: {found}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.numbers.replace(" ", "_"))
def test_a_rule_excuses_a_case_that_would_fail(rule: Rule) -> None:
    assert any(rule in bearing(case) for case in CASES if judged_difference(case) is not None)


@by_case
@pytest.mark.share(8)
def test_an_engine_agrees_with_the_judge(case: Case, db: Database) -> None:
    judge, answer = judges(case), answer_of(db, case.kind, case.request)
    assert isinstance(answer, Refusal) == isinstance(judge, Refusal), f"{answer} instead of {judge}"
    if isinstance(judge, list):
        assert isinstance(answer, list)
        assert [row["id"] for row in answer] == [row["id"] for row in judge]
        for mine, theirs in zip(answer, judge, strict=True):
            assert same_json({name: mine[name] for name in theirs}, theirs), mine["id"]
    elif isinstance(judge, dict):
        assert answer == judge
