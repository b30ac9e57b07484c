"""What measures, keys of groups and statistics of feedback name, and the rows do not have."""

from __future__ import annotations

import pytest

import weave_query as wq
from tests.completion.rows import SUPPORT, observed_in
from weave_query.completion import Observed
from weave_query.lint import Finding, lint

TOXICITY = 'by 1d from 2025-11-01 to 2025-11-08 filter feedback_type "wandb.runnable.toxicity"'


@pytest.fixture(scope="module")
def observed() -> Observed:
    return observed_in(SUPPORT)


def found_in(text: str, observed: Observed | None) -> list[Finding]:
    return lint(wq.read_query(text, SUPPORT), observed=observed, stored_usage="auto")


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        ("aggregate count() by «inputs.modle»", "WQ855", "nearest: `model`"),
        ("aggregate count_distinct(«inputs.modle»), count() by op", "WQ855", "nearest: `model`"),
        ("aggregate count(where «inputs.modle» exists) by op", "WQ855", "nearest: `model`"),
        ("aggregate avg(size(«inputs.mesages»)) as n by op", "WQ855", "nearest: `messages`"),
        ("aggregate sum(«inputs.question») by op", "WQ856", "holds no number, of which `sum` is"),
        (f"feedback stats «output.valeu avg p50» {TOXICITY}", "WQ855", "nearest: `value`"),
        (f"feedback stats «payload.output.value avg» {TOXICITY}", "WQ855", "the path begins below the payload"),
        (f"feedback stats output.value avg {TOXICITY.replace('xic', 'xc')}", "WQ855", "no feedback of the type"),
    ],
)
def test_what_no_row_has_is_told_in_what_is_computed_too(text: str, code: str, told: str, observed: Observed) -> None:
    plain = text.replace("«", "").replace("»", "")
    (found,) = found_in(plain, observed)
    assert found.code == code
    assert told in str(found)
    if "«" in text:
        place = found.at.excerpt()
        assert place is not None
        assert place.splitlines()[1].count("^") <= text.index("»") - text.index("«") - 1
    assert found_in(plain, None) == []
    if found.fix is not None:
        assert found_in(found.fix.applied(), observed) == []


@pytest.mark.parametrize(
    "text",
    [
        "aggregate count(), p95(latency), sum(cost) by inputs.model",
        "aggregate sum(size(inputs.messages)) as n by op",
        "aggregate count(inputs.question), count_distinct(inputs.question) by op",
        "aggregate max(attributes.priority) by op",
        f"feedback stats output.value avg {TOXICITY}",
    ],
)
def test_what_the_rows_have_is_not(text: str, observed: Observed) -> None:
    assert found_in(text, observed) == []
