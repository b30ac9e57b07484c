"""Room 1: the text language. Text in, `Expr` out (`parse_text`), and back (`to_text`)."""

from weave_query.syntax.text.read import parse_text
from weave_query.syntax.text.spans import Span
from weave_query.syntax.text.write import to_text

__all__ = ["Span", "parse_text", "to_text"]
