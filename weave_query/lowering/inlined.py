"""Room 6: a `Let` where nothing can be named: its values are written out wherever they are used.

For engines whose subqueries do not see the row around them and that have no lambdas either. A value that uses another
twice is twice as long, and so on, so a statement can get long beyond any use: then it is refused.
"""

from __future__ import annotations

from typing import ClassVar

from sqlglot import exp

from weave_query.binding.nodes import Let, LetRef
from weave_query.errors import UnsupportedError
from weave_query.lowering.base import Lowering


class InlinedLowering(Lowering):
    """A lowering that spells `Let` without a name. Its backend says that it has no `named_values`."""

    longest_value: ClassVar[int] = 5_000
    """Nodes of the tree of a value; what is longer is refused."""

    def let(self, node: Let) -> exp.Expr:
        for number, value in node.values:
            self._lets[number] = self._bounded(self.scalar(value))
        return self._bounded(self.scalar(node.body))

    def let_ref(self, node: LetRef) -> exp.Expr:
        # Parentheses, since what stands there is no longer a name.
        return exp.Paren(this=self._lets[node.number].copy())

    def _bounded(self, tree: exp.Expr) -> exp.Expr:
        for count, _ in enumerate(tree.walk(), 1):
            if count > self.longest_value:
                raise UnsupportedError(
                    "values are used several times, and this database can name none of them",
                    capability="named_values",
                    hint="shorter arithmetic, and fewer conditions inside each other, can be written out",
                )
        return tree
