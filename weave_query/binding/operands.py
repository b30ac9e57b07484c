"""Room 3: operands and conditions that stand by themselves: of measures, of dimensions, of groups.

Beside a condition on rows, an aggregation has operands whose readings become columns. All of a statement are bound by
one binder, so that a number of a `Let` means one value in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from weave_query.binding.bind import Binder
from weave_query.binding.nodes import FALSE, BoundExpr
from weave_query.binding.sharing import Sharing
from weave_query.binding.values import NOTHING, Value
from weave_query.catalogue.fields import Catalogue
from weave_query.errors import RequestError, TypeMismatchError, UnknownFieldError, UnsupportedError, nearest, shown
from weave_query.syntax import expr as ast


class OperandBinder(Binder):
    """Binds what stands by itself. Mistakes are collected in `errors`; what is wrong is nothing, or false."""

    def condition(self, expr: ast.Expr) -> BoundExpr:
        """A condition, null where that means false."""
        try:
            return self.predicate(expr)
        except (RequestError, UnsupportedError) as error:
            self.errors.append(error)
            return FALSE

    def value(self, expr: ast.Expr) -> Value:
        """An operand, each of whose readings is complete: it needs no name that another one defines."""
        sharing = self._sharing = Sharing(self._numbers)
        try:
            found = self.operand(expr)
        except (RequestError, UnsupportedError) as error:
            self.errors.append(error)
            return NOTHING
        finally:
            self._sharing = None

        def settled(reading: BoundExpr | None) -> BoundExpr | None:
            return sharing.settled(reading) if reading is not None else None

        return replace(
            found,
            string=settled(found.string),
            integer=settled(found.integer),
            float=settled(found.float),
            boolean=settled(found.boolean),
            timestamp=settled(found.timestamp),
            absent=settled(found.absent),
            size=settled(found.size),
            kind=settled(found.kind),
            numeric=settled(found.numeric),
            boolean_text=settled(found.boolean_text),
        )


class OutputBinder(OperandBinder):
    """Binds conditions on groups, whose fields are the columns of an answer.

    outputs: by name, made when they are asked for; None for a time, which no group is compared by. name_of: a path as
    such a name.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        outputs: Mapping[str, Callable[[], Value | None]],
        name_of: Callable[[ast.GetField], str],
    ) -> None:
        super().__init__(catalogue)
        self._outputs = outputs
        self._name_of = name_of

    def _field(self, expr: ast.GetField) -> Value:
        name = self._name_of(expr)
        if name not in self._outputs:
            known = "there are " + ", ".join(map(shown, self._outputs))
            hint = nearest(name, self._outputs) or known
            raise UnknownFieldError(f"{shown(name)} is not a column of the answer", at=expr.at, hint=hint)
        found = self._outputs[name]()
        if found is None:
            hint = "`start`, `end` and `query` are about times"
            raise TypeMismatchError("groups are not compared by a time", at=expr.at, hint=hint)
        return found
