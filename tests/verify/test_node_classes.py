"""What lowering emits, by class of node: what sqlglot would rewrite for a dialect cannot slip in unseen.

sqlglot prints its own function classes as it thinks best for the dialect, which may be another function. So functions
are `Anonymous`, which prints as it is, and every other class is listed here.
"""

from __future__ import annotations

import logging

import pytest
from sqlglot import ErrorLevel

from tests.golden.files import BACKENDS
from tests.statements import statements

_EVERYWHERE = """
Add Alias And Anonymous Boolean CTE Case Coalesce Column Count DataType Distinct Div EQ From GT GTE Group Having
Identifier If In Is Join LT LTE Limit Literal NEQ Not Null Offset Or Order Ordered Paren Placeholder RowNumber Select
Star Sub
Subquery Table TableAlias Union Where Window With
"""
_ALSO = {
    "clickhouse": "Between Lambda Mod Mul Nullif ParameterizedAgg Pipeline",
    "postgres": """
        Any ArrayOverlaps Between Cast Collate Exists Extract JSONBExtract JSONBExtractScalar Lateral Mul RegexpLike
        Unnest Var WithinGroup
    """,
    "duckdb": "Between Cast DPipe IntDiv Lambda Lateral Mod Mul Pipeline PropertyEQ TryCast",
    "sqlite": "Between BitwiseAnd BitwiseLeftShift BitwiseRightShift Cast DPipe Exists Glob JSONExtract Mod Mul",
}
each_backend = pytest.mark.parametrize("backend", BACKENDS)


@each_backend
def test_lowering_emits_exactly_the_listed_classes(backend: str) -> None:
    emitted = {type(node).__name__ for each in statements(backend) for node in each.tree.walk()}
    assert emitted == {*_EVERYWHERE.split(), *_ALSO[backend].split()}


@each_backend
def test_printing_has_nothing_to_warn_about(backend: str, caplog: pytest.LogCaptureFixture) -> None:
    """What a dialect cannot say, sqlglot prints anyway and only logs."""
    with caplog.at_level(logging.DEBUG, "sqlglot"):
        for statement in statements(backend):
            strict = statement.tree.sql(backend, unsupported_level=ErrorLevel.RAISE)
            assert strict == statement.text, statement.source
    assert caplog.records == []
