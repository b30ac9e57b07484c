"""Room 4: the project that a statement is bound to."""

from __future__ import annotations

from weave_query.binding.nodes import Param
from weave_query.literals import LiteralReading
from weave_query.requests.resolve import PROJECT_SLOT
from weave_query.types import STRING

PROJECT = Param(PROJECT_SLOT, LiteralReading.TEXT, STRING)
