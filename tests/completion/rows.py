"""What is seen in the recorded calls, looked for once in a process."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import weave_query as wq
from weave_query.completion import Observed

SUPPORT = "northwind/support-bot"
RESEARCH = "northwind/research-agent"
EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "data"


@lru_cache(maxsize=1)
def _both() -> dict[str, Observed]:
    with wq.connect("duckdb://") as db:
        db.create_schema()
        db.load(calls=EXAMPLES / "calls.jsonl.gz", feedback=EXAMPLES / "feedback.jsonl.gz")
        return {project: db.fields(project, sample=400) for project in (SUPPORT, RESEARCH)}


def observed_in(project: str) -> Observed:
    """Of the latest 400 calls of a project."""
    return _both()[project]
