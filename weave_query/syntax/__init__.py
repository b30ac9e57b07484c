"""Room 1: from decoded JSON to the AST. The door is `parse`."""

from weave_query.syntax.expr import Expr
from weave_query.syntax.json import parse

__all__ = ["Expr", "parse"]
