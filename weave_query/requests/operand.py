"""Room 2: an operand of the language in a request, what a measure is of or rows are grouped by; a type of pydantic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from weave_query.errors import ROOT, Location, RequestError
from weave_query.requests.language import operand_schema
from weave_query.requests.limits import too_deep
from weave_query.requests.problems import carried
from weave_query.syntax.build import Expression
from weave_query.syntax.expr import Expr
from weave_query.syntax.json import HARD_DEPTH, parse
from weave_query.syntax.print import to_json
from weave_query.syntax.text import Span


@dataclass(frozen=True, slots=True, init=False)
class Operand:
    """A value of a row: `Operand(F("summary.total_tokens") / 1000)`.

    Takes an expression of `F`, decoded JSON, `{"$size": {"$getField": "inputs.messages"}}`, or another operand.
    Raises ParseError or LimitError with the place in the JSON.
    """

    expr: Expr

    def __init__(self, source: object) -> None:
        object.__setattr__(self, "expr", source.expr if isinstance(source, Operand) else parse(_written(source)))

    @classmethod
    def of_text(cls, expr: Expr) -> Operand:
        """The operand of an expression that was read of a text, with its places."""
        operand = cls.__new__(cls)
        object.__setattr__(operand, "expr", expr)
        return operand

    def placed(self, at: Location) -> Expr:
        """The expression with its places below `at`, or in the text that it was read of."""
        return self.expr if isinstance(self.expr.at, Span) else parse(to_json(self.expr), at)

    def to_json(self) -> Any:
        """The JSON form, literals wrapped as the published service wants them."""
        return to_json(self.expr)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        write = core_schema.plain_serializer_function_ser_schema(cls.to_json)
        return core_schema.no_info_plain_validator_function(cls._validate, serialization=write)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return handler(operand_schema())

    @classmethod
    def _validate(cls, value: object) -> Operand:
        try:
            return cls(value)
        except RequestError as error:
            raise carried(error, ROOT) from None


def _written(value: object) -> object:
    """Expressions are parsed again from their JSON: that gives them places, and checks what somebody built by hand."""
    expr = value.expr if isinstance(value, Expression) else value
    if not isinstance(expr, Expr):
        return value
    try:
        return to_json(expr)
    except RecursionError:
        raise too_deep(f"the expression is nested deeper than {HARD_DEPTH} levels") from None
