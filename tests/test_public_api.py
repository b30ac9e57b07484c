"""The public names, and what a caller may rely on: they are documented, compiling is pure, its results are values."""

from __future__ import annotations

import ast
import hashlib
import inspect
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from types import ModuleType

import pytest

import weave_query as wq
from tests.golden.files import BACKENDS, goldens
from weave_query.api import clear_cache, compiling
from weave_query.api.shapes import ShapeCache
from weave_query.compiled import CompiledRequest

ROOT = Path(__file__).resolve().parent.parent
PUBLIC = [
    "AggregateColumn",
    "AggregateReq",
    "AggregateRes",
    "Backend",
    "Bucket",
    "CallMetricSpec",
    "CallSchema",
    "CallStatsReq",
    "CallStatsRes",
    "CallsFilter",
    "CallsQueryReq",
    "CallsQueryRes",
    "CallsQueryStatsReq",
    "CallsQueryStatsRes",
    "CallsUsageReq",
    "CallsUsageRes",
    "CompiledQuery",
    "CompiledRequest",
    "Completion",
    "CursorError",
    "Database",
    "Dimension",
    "Expression",
    "F",
    "FeedbackAggregateBucket",
    "FeedbackAggregateReq",
    "FeedbackAggregateRes",
    "FeedbackMetricSpec",
    "FeedbackQueryReq",
    "FeedbackQueryRes",
    "FeedbackStatsReq",
    "FeedbackStatsRes",
    "LLMAggregatedUsage",
    "Limits",
    "Measure",
    "Operand",
    "Options",
    "OrderBy",
    "Page",
    "Query",
    "QueryWarning",
    "Request",
    "RequestError",
    "Result",
    "SortBy",
    "TextQuery",
    "ThreadSchema",
    "ThreadsQueryFilter",
    "ThreadsQueryReq",
    "ThreadsQueryRes",
    "TraceUsageReq",
    "TraceUsageRes",
    "UnsupportedError",
    "UsageMetricSpec",
    "UsageStream",
    "WeaveQueryError",
    "all_of",
    "any_of",
    "compile",
    "compile_page",
    "complete",
    "connect",
    "get_backend",
    "has_feedback",
    "list_backends",
    "parse_request",
    "read_query",
    "write_query",
]
LAZY = """
import sys
import weave_query
assert not set(weave_query.__all__) & set(vars(weave_query)), "a name is there before it is used"
for name in weave_query.__all__:
    value = getattr(weave_query, name)
    assert vars(weave_query)[name] is value, name
"""


def test_a_compiled_request_prints_as_one_line_without_a_value() -> None:
    request = wq.CallsQueryReq(project_id="secret/project", query=wq.Query(wq.F("op_name") == 5), include_costs=True)
    told = repr(wq.compile(request, "sqlite"))
    assert told == "<CompiledRequest calls_query for sqlite: calls, costs, 1 warning>"


def test_a_statement_prints_as_one_line_without_a_value() -> None:
    request = wq.CallsQueryStatsReq(project_id="secret/project")
    query = wq.compile(request, "sqlite", where=wq.F("op_name") == "secret")["stats"]
    told = repr(query)
    assert told == f"<CompiledQuery stats for sqlite: {len(query.sql)} characters, 2 parameters, 1 column>"
    assert "secret" not in repr(wq.compile(request, "sqlite").queries)


def test_a_text_in_the_place_of_a_request_is_told_what_reads_it() -> None:
    with wq.connect("memory://") as db, pytest.raises(wq.RequestError, match=r"`read_query\(text, project_id=...\)`"):
        db.run("calls where op_name = 'a'")  # type: ignore[call-overload]


def everything_compiled(each: int = 1) -> Iterator[CompiledRequest]:
    """Every golden request that compiles, or each so many of them, for every backend; of those for usage, whose
    statements have thousands of lines elsewhere, for one."""
    for golden in goldens()[::each]:
        for backend in BACKENDS if not golden.kind.endswith("_usage") else ("duckdb",):
            try:
                yield wq.compile(golden.request, backend)
            except wq.WeaveQueryError:
                continue


def digest() -> str:
    """All texts and parameters as one short text."""
    told = [(query.sql, sorted(query.params.items())) for each in everything_compiled(each=5) for query in each]
    return hashlib.sha256(repr(told).encode()).hexdigest()


# Names.


def test_the_public_names_are_these() -> None:
    assert sorted(wq.__all__) == PUBLIC
    assert set(dir(wq)) >= set(PUBLIC)


def test_a_type_checker_sees_the_same_names_from_the_same_modules() -> None:
    """Names resolve late, so `__init__` tells them twice: to Python and, under TYPE_CHECKING, to type checkers."""
    told = {
        alias.name: node.module
        for node in ast.walk(ast.parse(inspect.getsource(wq)))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("weave_query.")
        for alias in node.names
    }
    assert told == {name: f"weave_query.{home}" for name, home in wq._HOME.items()}
    assert sorted(told) == PUBLIC


def test_a_name_resolves_when_it_is_used_and_then_stays() -> None:
    subprocess.run([sys.executable, "-c", LAZY], check=True, cwd=ROOT)


def test_a_name_that_is_none_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match=r"no attribute `querry`"):
        _ = wq.querry


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_name_is_documented_and_so_are_its_public_parts(name: str) -> None:
    found = getattr(wq, name)
    assert not isinstance(found, ModuleType)
    own = found.__doc__ or ""
    assert own.strip(), f"{name} has no docstring"
    assert not own.startswith(f"{name}("), f"{name} has only the docstring that dataclasses write"
    for part, value in vars(found).items() if inspect.isclass(found) else ():
        ours = inspect.isfunction(value) and value.__module__.startswith("weave_query") and not part.startswith("_")
        assert not ours or value.__doc__, f"{name}.{part} has no docstring"


# Compiling is pure.


def test_a_compiled_request_survives_pickling_as_a_value() -> None:
    for compiled in everything_compiled(each=5):
        written = pickle.dumps(compiled)
        copy = pickle.loads(written)
        assert copy == compiled
        assert copy.explain() == compiled.explain()
        assert b"sqlglot" not in written


def test_compiling_again_gives_the_same_whether_the_shape_is_known_or_not() -> None:
    wq.compile(wq.CallsQueryReq(project_id="p"), "sqlite")
    warm = list(everything_compiled(each=5))
    clear_cache()
    assert list(everything_compiled(each=5)) == warm
    assert list(everything_compiled(each=5)) == warm


def test_compiling_depends_on_no_order_of_hashing() -> None:
    """Python orders sets of texts anew in every process, as in this one; no statement may."""
    code = "from tests.test_public_api import digest; print(digest())"
    environment = {"PYTHONHASHSEED": "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1", "PYTHONPATH": str(ROOT)}
    run = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT, env=environment
    )
    assert run.stdout.strip() == digest()


def test_threads_that_compile_the_same_requests_all_get_the_right_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cache is made so small that shapes are found, missed and dropped all the time."""
    expected = list(everything_compiled(each=8))
    assert len(expected) > 2 * 16
    monkeypatch.setattr(compiling, "SHAPES", ShapeCache(16))
    start = Barrier(8)

    def compile_all(_: int) -> bool:
        start.wait()
        return list(everything_compiled(each=8)) == expected

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(compile_all, range(8)))


def test_dir_shows_the_public_names_and_no_others() -> None:
    assert dir(wq) == sorted(wq.__all__)
