"""`run --format arrow`: the rows of every kind, times as times."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import weave_query as wq
from tests.cli.conftest import Cli

pa = pytest.importorskip("pyarrow", reason="the extra arrow is not installed")

PROJECT, TWO = "acme/bot", "acme/two"
START = datetime(2026, 3, 7, 9, 30, tzinfo=UTC)
MOMENT = "timestamp[us, tz=UTC]"
DAYS = "from 2026-03-07 to 2026-03-08"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("arrow") / "calls.db"
    call = {"id": "a", "project_id": PROJECT, "trace_id": "t", "op_name": "o", "started_at": START, "ended_at": START}
    call |= {"inputs": {"day": "2026-03-07", "question": "Why?"}, "thread_id": "x", "turn_id": "a"}
    given = {"id": "f", "project_id": PROJECT, "weave_ref": "weave:///acme/bot/call/a", "feedback_type": "t"}
    with wq.connect(f"sqlite:///{file}") as db:
        db.create_schema()
        others = [{**call, "id": str(n), "project_id": TWO, "started_at": START + timedelta(n)} for n in range(2)]
        db.load(
            calls=[call, *others],
            feedback=[{**given, "created_at": START, "payload": {"at": "2026-03-07", "score": 1}}],
        )
    return f"sqlite:///{file}"


@pytest.fixture
def table(cli: Cli, url: str, tmp_path: Path) -> Any:
    def read(text: str, project: str = PROJECT) -> Any:
        target = tmp_path / "answer.arrow"
        ran = cli(
            *("run", text, "--project", project, "--url", url, "--no-lint"),
            *("--format", "arrow", "--output", str(target)),
        )
        assert (ran.code, ran.err) == (0, "")
        return pa.ipc.open_file(str(target)).read_all()

    return read


def test_a_file_has_the_columns_that_were_asked_for(table: Any) -> None:
    found = table("calls select id, inputs, started_at, inputs.question")
    assert found.column_names == ["id", "inputs", "started_at", "inputs.question"]
    assert found.num_rows == 1


@pytest.mark.parametrize(
    ("text", "times"),
    [
        (
            "calls select started_at, ended_at, deleted_at, inputs.day",
            {"started_at": START, "ended_at": START, "deleted_at": None},
        ),
        ("feedback", {"created_at": START}),
        ("feedback select created_at, payload.at", {"created_at": START}),
        ("threads", {"start_time": START, "last_updated": START}),
        (f"stats latency, total_tokens by 12h {DAYS}", {"timestamp": datetime(2026, 3, 7, tzinfo=UTC)}),
        (f'feedback stats score avg by 1d in "Asia/Tokyo" {DAYS}', {"timestamp": datetime(2026, 3, 6, 15, tzinfo=UTC)}),
        (
            f'aggregate count(), max(ended_at), min(deleted_at) every 1d in "America/New_York" {DAYS}',
            {
                "bucket": datetime(2026, 3, 7, 5, tzinfo=UTC),
                "max_ended_at": START,
                "min_deleted_at": None,
            },
        ),
        ("aggregate count() by started_at, inputs.day", {"started_at": START}),
        ("count calls", {}),
    ],
)
def test_times_are_timestamps_in_utc(text: str, times: dict[str, datetime | None], table: Any) -> None:
    """And texts that read as times are texts."""
    found = table(text)
    assert {each.name for each in found.schema if str(each.type) == MOMENT} == times.keys()
    for name, time in times.items():
        assert found[name][0].as_py() == time


@pytest.mark.parametrize("text", ['calls where id = "z"', 'aggregate max(started_at) by started_at where id = "z"'])
def test_the_times_of_no_rows_are_too(text: str, table: Any) -> None:
    found = table(text)
    assert found.num_rows == 0
    assert str(found.schema.field("started_at").type) == MOMENT


def test_the_key_of_all_others_makes_texts_of_a_column(table: Any) -> None:
    found = table("aggregate count() by started_at top 1", TWO)
    assert found["started_at"].to_pylist() == ["2026-03-07T09:30:00+00:00", '{"$other": true}']


def test_a_list_without_rows_is_a_file_too(table: Any) -> None:
    assert table('threads where thread_id = "z"').num_rows == 0
