"""Room 2: the kinds of values that several requests hold, with the checks that a JSON schema does not say."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from weave_query.errors import ROOT, ParseError
from weave_query.requests.problems import carried
from weave_query.syntax.json import check_text
from weave_query.types import INT_MAX


def _storable(text: str) -> str:
    try:
        check_text(text, ROOT)
    except ParseError as error:
        raise carried(error) from None
    return text


def _zoned(time: datetime) -> datetime:
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time


def in_64_bits(number: int) -> int:
    """Refuse an integer that no database holds."""
    if number > INT_MAX:
        raise carried(ParseError("the number is beyond 64 bits"))
    return number


def _positive(number: int) -> int:
    if number <= 0:
        raise carried(ParseError("the number must be more than 0"))
    return in_64_bits(number)


def _percentile(number: float) -> float:
    if not 0 <= number <= 100:
        raise carried(ParseError("a percentile is a number from 0 to 100"))
    return number


def _off_when_null(flag: object) -> object:
    return False if flag is None else flag


def _on_when_null(flag: object) -> object:
    return True if flag is None else flag


# Text that every database can keep: no NUL, no lone surrogate.
Text = Annotated[str, AfterValidator(_storable)]
# Of a list, the first wrong entry is named: a long list of nonsense must not become as many errors.
Texts = Annotated[list[Text], Field(fail_fast=True)]
# A time with its offset; without one it is UTC.
Instant = Annotated[datetime, AfterValidator(_zoned)]
Percentile = Annotated[float, AfterValidator(_percentile)]
Percentiles = Annotated[list[Percentile], Field(fail_fast=True)]
# Bounds that the published schema leaves out stand in the validator, not in the schema.
PositiveInt = Annotated[int, AfterValidator(_positive)]
EpochMilliseconds = Annotated[int, Field(ge=0), AfterValidator(in_64_bits)]
Count = Annotated[int, Field(ge=0, le=INT_MAX)]
CountFromOne = Annotated[int, Field(ge=1, le=INT_MAX)]
# Clients send null for what they leave unset.
Off = Annotated[bool, BeforeValidator(_off_when_null, json_schema_input_type=bool | None)]
On = Annotated[bool, BeforeValidator(_on_when_null, json_schema_input_type=bool | None)]
