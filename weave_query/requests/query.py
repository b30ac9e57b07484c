"""Room 2: the `query` of a request. JSON goes in, an expression that `syntax` parsed is inside; a type of pydantic.

On the wire it is JSON alone. In Python it may be text of the language too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from weave_query.errors import Location, RequestError
from weave_query.requests.language import query_schema
from weave_query.requests.limits import too_deep
from weave_query.requests.problems import carried
from weave_query.syntax.build import Expression
from weave_query.syntax.called import check_called
from weave_query.syntax.expr import And, Expr
from weave_query.syntax.json import HARD_DEPTH, parse, parse_query
from weave_query.syntax.print import to_json
from weave_query.syntax.text import Span, parse_text

# Every request calls the field so; the nodes of the expression remember it as the beginning of their place.
FIELD = Location(token="query")


@dataclass(frozen=True, slots=True, init=False)
class Query:
    """A condition on rows: `Query(F("op_name") == "answer")`, `Query('op_name = "answer" and latency_ms > 2s')`.

    Takes an expression of `F`, text, decoded JSON, `{"$expr": {"$eq": [{"$getField": "op_name"}, "answer"]}}`, or
    another query. now: the clock for `now()` in a text, by default that of this machine. Raises ParseError or
    LimitError with the place in the text or in the JSON.
    """

    expr: Expr

    def __init__(self, source: object, *, now: datetime | None = None) -> None:
        object.__setattr__(self, "expr", _read(source, now))

    @classmethod
    def placed(cls, source: object, at: Location, *, bare: bool = False) -> Query:
        """A query whose places begin at `at`, or are in the text that it was read of. `bare`: the operator may stand
        without `$expr` around it."""
        if isinstance(source, Query) and isinstance(source.expr.at, Span):
            return cls.of_text(source.expr)
        query = cls.__new__(cls)
        object.__setattr__(query, "expr", (parse if bare else parse_query)(_written(source), at))
        return query

    @classmethod
    def of_text(cls, expr: Expr) -> Query:
        """The query of an expression that was read of a text, with its places."""
        query = cls.__new__(cls)
        object.__setattr__(query, "expr", expr)
        return query

    def to_json(self) -> dict[str, Any]:
        """The JSON form, `{"$expr": ...}`, literals wrapped as the published service wants them."""
        return {"$expr": to_json(self.expr)}

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        write = core_schema.plain_serializer_function_ser_schema(cls.to_json)
        return core_schema.no_info_plain_validator_function(cls._validate, serialization=write)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return handler(query_schema())

    @classmethod
    def _validate(cls, value: object) -> Query:
        try:
            return cls.placed(value, FIELD)
        except RequestError as error:
            raise carried(error, FIELD) from None


def both(one: Query | None, other: Query | None) -> Query | None:
    """The condition that both hold; None is no condition."""
    if one is None or other is None:
        return one or other
    return Query.of_text(And((one.expr, other.expr), one.expr.at))


def _read(source: object, now: datetime | None) -> Expr:
    if isinstance(source, Query):
        return source.expr
    if isinstance(source, str):
        return parse_text(source, now=now or datetime.now(UTC))
    return parse_query(_written(source))


def _written(value: object) -> object:
    """Expressions are parsed again from their JSON: that gives them places, and checks what somebody built by hand."""
    expr = value.expr if isinstance(value, (Query, Expression)) else value
    if not isinstance(expr, Expr):
        check_called(value)
        return value
    try:
        return {"$expr": to_json(expr)}
    except RecursionError:
        raise too_deep(f"the expression is nested deeper than {HARD_DEPTH} levels") from None
