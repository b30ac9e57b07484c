"""weave_query.testing: does a query mean on a database what it means everywhere?

`conform("duckdb://")` asks a database the questions of the conformance suite and reports on the answers. The questions
are data, files in `cases/`; `load_cases` reads them, `Session` asks them one at a time. `weave-query conform` and the
pytest plugin `weave_query.testing.plugin` are two more doors to the same.

What nobody thought of is asked at random: `weave_query.testing.strategies` has rows and requests for hypothesis,
`weave_query.testing.laws` what holds for all of them, and `weave-query fuzz` asks for some minutes.

Importing this package imports neither pytest nor any driver; names resolve when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from weave_query.testing.comparing import Difference
    from weave_query.testing.model import (
        LEVELS,
        BodyAnswer,
        Case,
        CountAnswer,
        OtherRow,
        PagesAnswer,
        Refusal,
        Row,
        RowsAnswer,
        RowSet,
    )
    from weave_query.testing.reading import load_cases
    from weave_query.testing.report import Report
    from weave_query.testing.running import Outcome, Status, load_rows, run_case
    from weave_query.testing.session import Session, conform

_HOME = {
    "LEVELS": "model",
    "BodyAnswer": "model",
    "Case": "model",
    "CountAnswer": "model",
    "Difference": "comparing",
    "OtherRow": "model",
    "Outcome": "running",
    "PagesAnswer": "model",
    "Refusal": "model",
    "Report": "report",
    "Row": "model",
    "RowSet": "model",
    "RowsAnswer": "model",
    "Session": "session",
    "Status": "running",
    "conform": "session",
    "load_cases": "reading",
    "load_rows": "running",
    "run_case": "running",
}

__all__ = [
    "LEVELS",
    "BodyAnswer",
    "Case",
    "CountAnswer",
    "Difference",
    "OtherRow",
    "Outcome",
    "PagesAnswer",
    "Refusal",
    "Report",
    "Row",
    "RowSet",
    "RowsAnswer",
    "Session",
    "Status",
    "conform",
    "load_cases",
    "load_rows",
    "run_case",
]


def __getattr__(name: str) -> Any:
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module `weave_query.testing` has no attribute `{name}`")
    return getattr(import_module(f"weave_query.testing.{home}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
