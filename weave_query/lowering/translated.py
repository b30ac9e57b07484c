"""Room 6: a long needle without regard to case where the engine replaces characters one by one: the text is folded as
far as the needle goes, and searched for the folded needle. Engines take no long pattern, or much time for one."""

from __future__ import annotations

from typing import ClassVar

from sqlglot import exp

from weave_query.binding.nodes import Param
from weave_query.folding import FIRSTS, NEEDLE, OTHERS
from weave_query.lowering import sql
from weave_query.lowering.base import Lowering


class Translated(Lowering):
    """A lowering that folds texts by a function like `translate`. Its codec is a `PlainCodec`."""

    translate: ClassVar[str] = "translate"
    """The function: of a text, characters, and what stands in the place of each."""

    def contains_literal_folded(self, text: exp.Expr, needle: Param) -> exp.Expr:
        if not needle.long:
            return super().contains_literal_folded(text, needle)
        folded = sql.call(self.translate, text, self.param(needle, OTHERS), self.param(needle, FIRSTS))
        return self.contains(folded, self.param(needle, NEEDLE))
