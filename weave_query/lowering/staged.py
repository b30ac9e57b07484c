"""Room 6: a `Let` where no subquery can stand: its values are a member of a list of one, passed on stage by stage.

For engines whose subqueries do not see the row around them, or may not stand in a lambda. A stage maps the list to one
that has the values of the stage and those that are needed later; the last maps it to the body.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import ClassVar

from sqlglot import exp

from weave_query.binding.nodes import Let
from weave_query.lowering import sql
from weave_query.lowering.base import Lowering
from weave_query.lowering.pipeline import pipeline
from weave_query.lowering.stages import Stage, stages


class StagedLowering(Lowering):
    """A lowering that spells `Let` by `list_map`. Its dialect prints `Pipeline`: see `lowering.pipeline`."""

    list_map: ClassVar[str]
    """The function that maps a list by a lambda."""

    @abstractmethod
    def list_of_one(self, member: exp.Expr) -> exp.Expr:
        """A list with one member."""

    @abstractmethod
    def only_member(self, members: exp.Expr) -> exp.Expr:
        """The member of a list of one."""

    @abstractmethod
    def record(self, values: Mapping[str, exp.Expr]) -> exp.Expr:
        """Several values by their names, as one."""

    @abstractmethod
    def record_field(self, record: exp.Expr, name: str, place: int) -> exp.Expr:
        """The value of a name, which is the one at a place from 1."""

    def lambda_of(self, name: str, body: exp.Expr) -> exp.Expr:
        return exp.Lambda(this=body, expressions=[sql.identifier(name)])

    @contextmanager
    def in_lambda(self) -> Iterator[None]:
        """Within the block, what is spelled stands in a lambda."""
        yield

    def let(self, node: Let) -> exp.Expr:
        first, *later = stages(node)
        members = self.list_of_one(self._record(first))
        lambdas, before = [], first
        for stage in later:
            with self.in_lambda():
                name = self._member(before)
                lambdas.append(self.lambda_of(name, self._record(stage)))
            before = stage
        with self.in_lambda():
            name = self._member(before)
            lambdas.append(self.lambda_of(name, self.scalar(node.body)))
        return self.only_member(pipeline(self.list_map, members, lambdas))

    def _record(self, stage: Stage) -> exp.Expr:
        """The values after a stage: one alone, or a record of several."""
        values = {f"v{number}": self._lets[number].copy() for number in stage.carried}
        values |= {f"v{number}": self.scalar(value) for number, value in stage.values}
        return next(iter(values.values())) if len(values) == 1 else self.record(values)

    def _member(self, stage: Stage) -> str:
        """The parameter of a lambda, whose values are those after a stage from now on."""
        numbers = stage.needed
        if len(numbers) == 1:
            name = self.alias(f"v{numbers[0]}")
            self._lets[numbers[0]] = sql.column(name)
            return name
        name = self.alias("l")
        for place, number in enumerate(numbers, 1):
            self._lets[number] = self.record_field(sql.column(name), f"v{number}", place)
        return name
