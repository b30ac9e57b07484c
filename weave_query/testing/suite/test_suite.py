"""Every case of the conformance suite on every database of `--wq-backend`."""

from __future__ import annotations

import pytest

from weave_query.testing.lacking import FLAG
from weave_query.testing.model import Case
from weave_query.testing.report import explained
from weave_query.testing.running import Status
from weave_query.testing.session import Session


def test_suite(wq_session: Session, wq_case: Case) -> None:
    """A database gives the answer that the case has."""
    found = wq_session.run(wq_case)
    if found.status is Status.SKIPPED:
        pytest.skip("; ".join(found.lines).replace(FLAG, "--wq-driver-functions"))
    if found.status is not Status.PASSED:
        pytest.fail("\n".join(explained(found)), pytrace=False)
