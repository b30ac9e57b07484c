"""What an answer has of calls can be loaded again, and then gives the same answer."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import weave_query as wq
from weave_query.cli import main
from weave_query.errors import LoadError

RECORDED = Path(__file__).parent.parent / "data" / "calls.jsonl.gz"
SOME = 60
FORMS: dict[str, Callable[[list[wq.CallSchema]], list[Any]]] = {
    "models": lambda calls: calls,
    "model_dump": lambda calls: [call.model_dump() for call in calls],
    "model_dump in JSON": lambda calls: [call.model_dump(mode="json") for call in calls],
}


def recorded() -> list[dict[str, Any]]:
    with gzip.open(RECORDED, "rt", encoding="utf-8") as lines:
        found = [json.loads(line) for line, _ in zip(lines, range(SOME * 20), strict=False)]
    return found[::20]


@pytest.fixture
def loaded() -> Iterator[wq.Database]:
    with wq.connect("sqlite://") as db:
        db.create_schema()
        db.load(calls=recorded())
        yield db


def projects() -> list[str]:
    return sorted({call["project_id"] for call in recorded()})


def answers(db: wq.Database) -> list[wq.CallSchema]:
    return [call for project in projects() for call in db.run(wq.CallsQueryReq(project_id=project)).calls]


@pytest.mark.parametrize("form", FORMS)
def test_the_calls_of_an_answer_can_be_loaded(loaded: wq.Database, form: str) -> None:
    before = answers(loaded)
    with wq.connect("duckdb://") as other:
        other.create_schema()
        assert other.load(calls=FORMS[form](before)) == {"calls": len(before)}
        assert answers(other) == before
    assert before


@pytest.mark.parametrize("form", FORMS)
def test_what_an_answer_adds_to_the_summary_is_passed_over(loaded: wq.Database, form: str) -> None:
    before = answers(loaded)
    about = before[0]
    given = {"id": "f", "project_id": about.project_id, "feedback_type": "note", "creator": "ann"}
    given |= {"weave_ref": f"weave-trace-internal:///{about.project_id}/call/{about.id}", "payload": {"note": "a"}}
    loaded.load(feedback=[{**given, "created_at": "2026-01-01T00:00:00Z"}])
    request = wq.CallsQueryReq(project_id=about.project_id, include_feedback=True, include_costs=True)
    with_more = loaded.run(request).calls
    assert any((call.summary or {}).get("weave", {}).get("feedback") for call in with_more)
    loaded.load(calls=FORMS[form](with_more))
    assert answers(loaded) == before


def test_a_copy_answers_conditions_and_sizes_like_the_original(loaded: wq.Database) -> None:
    """No answer has what is stored as `summary.weave`."""
    conditions = [wq.F("summary").is_null(), wq.F("summary").size() == 3, wq.F("summary.status_counts").exists()]
    loaded.load(calls=[{**call, "summary": {}} for call in recorded() if "weave" in (call["summary"] or {})])
    with wq.connect("sqlite://") as copy:
        copy.create_schema()
        copy.load(calls=answers(loaded))
        for project in projects():
            asked = wq.CallsQueryStatsReq(project_id=project, include_total_storage_size=True)
            assert copy.run(asked) == loaded.run(asked)
            for condition in conditions:
                assert copy.run(asked, where=condition) == loaded.run(asked, where=condition)
        assert any(loaded.run(asked, where=condition).count for condition in conditions)


def test_what_run_writes_load_takes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The answer's `total_storage_size_bytes` is no column; `storage_size_bytes` is measured anew."""
    first, second, project = f"sqlite:///{tmp_path}/a.db", f"duckdb:///{tmp_path}/b.duckdb", projects()[0]
    rows = tmp_path / "calls.jsonl"
    rows.write_text("".join(json.dumps(call) + "\n" for call in recorded()), encoding="utf-8")
    written = []
    request = json.dumps({"project_id": project})
    for url in (first, second):
        assert main(["load", "--url", url, "--calls", str(rows)]) == 0
        capsys.readouterr()
        assert main(["run", "--url", url, "--format", "jsonl", request]) == 0
        written.append(capsys.readouterr().out)
        rows.write_text(written[-1], encoding="utf-8")
    assert "total_storage_size_bytes" in written[0]
    assert written[0] == written[1]


@pytest.mark.parametrize("given", [{"id": 1}, wq.CallsFilter()])
def test_one_row_is_no_list(loaded: wq.Database, given: Any) -> None:
    with pytest.raises(LoadError, match=r"calls are loaded as a list of rows, this is one (dict|CallsFilter)"):
        loaded.load(calls=given)


def test_a_number_is_no_source(loaded: wq.Database) -> None:
    with pytest.raises(LoadError, match="a path, an open file or a list of rows, this is one int"):
        loaded.load(calls=5)  # type: ignore[arg-type]


def test_a_name_beside_those_of_an_answer_is_refused(loaded: wq.Database) -> None:
    (call, *_) = answers(loaded)
    with pytest.raises(LoadError, match="`total_storage_size` is no column of calls"):
        loaded.load(calls=[{**call.model_dump(), "total_storage_size": 1}])
