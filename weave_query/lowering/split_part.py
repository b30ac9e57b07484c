"""Room 6: parts of refs where the engine has `split_part`, which counts from the end of a text too."""

from __future__ import annotations

from typing import ClassVar

from sqlglot import exp

from weave_query.lowering import sql
from weave_query.lowering.base import Lowering


class SplitPart(Lowering):
    """A lowering that takes refs apart by `split_part`."""

    position: ClassVar[str]
    """The function that tells where a text stands in another, from 1; 0 where it does not."""

    def ref_object(self, text: exp.Expr) -> exp.Expr:
        return self.text_before(_part(text, "/", -1), ":")

    def ref_kind(self, text: exp.Expr) -> exp.Expr:
        return _part(text, "/", -2)

    def text_before(self, text: exp.Expr, separator: str) -> exp.Expr:
        return _part(text, separator, 1)

    def text_behind(self, text: exp.Expr, separator: str) -> exp.Expr:
        place = sql.call(self.position, text, sql.text(separator))
        behind = sql.call("substr", text.copy(), sql.operate(exp.Add, place, sql.number(1)))
        return sql.when(sql.operate(exp.GT, place.copy(), sql.number(0)), behind)


def _part(text: exp.Expr, separator: str, place: int) -> exp.Expr:
    """A part between separators, counted from 1, or from -1 at the end; empty where there are fewer."""
    return sql.call("split_part", text, sql.text(separator), sql.number(place))
