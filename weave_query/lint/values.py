"""Lint: a text that no call has at a field, where one that is spelled nearly so was seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from weave_query.catalogue.fields import CALL_FIELDS
from weave_query.completion.observed import Node, Observed
from weave_query.lint.finding import Finding, Fix, LintCode
from weave_query.lint.seen import of_calls, unseen
from weave_query.syntax.expr import Comparison, ComparisonOp, Expr, GetField, In, Literal
from weave_query.syntax.text import Span, words
from weave_query.syntax.text.fields import path_text

# Fewer rows say nothing of the others, and names of many kinds have neighbours of their own.
_FEW, _MANY = 20, 100
_NEAR = 0.8
_DIGITS = re.compile(r"\d+")


def about_values(expr: Expr, observed: Observed) -> Iterator[Finding]:
    """The findings in a condition on calls."""
    for node in of_calls(expr):
        match node:
            case Comparison(op=ComparisonOp.EQ | ComparisonOp.NE, left=GetField() as field, right=Literal() as given):
                yield from _about(field, given, observed)
            case Comparison(op=ComparisonOp.EQ | ComparisonOp.NE, left=Literal() as given, right=GetField() as field):
                yield from _about(field, given, observed)
            case In(item=GetField() as field, choices=choices):
                for each in choices:
                    if isinstance(each, Literal):
                        yield from _about(field, each, observed)


def _about(field: GetField, given: Literal, observed: Observed) -> Iterator[Finding]:
    path, value = field.path, given.value
    known = CALL_FIELDS.fields.get(str(path))
    if known is not None and known.values:
        # Compiling tells of these, whatever was seen.
        return
    node = observed.computed.get(str(path)) or observed.at(path.root, path.segments)
    if path.qualifier is not None or node is None or not isinstance(value, str) or not _are_all_known(node):
        return
    near = _near(value, [each for each in node.values if isinstance(each, str)])
    if near is None:
        return
    yield Finding(
        LintCode.UNSEEN_VALUE.value,
        f"`{value}` was {_unseen(path_text(path), node, observed)}",
        given.at,
        f"nearest: `{near}`",
        Fix(f"write `{near}`", given.at, words.quoted(near)) if isinstance(given.at, Span) else None,
    )


def _unseen(name: str, node: Node, observed: Observed) -> str:
    """Fields that are counted are so over more calls than the documents are read of."""
    if node.of and observed.total is not None and node.of < observed.total:
        return f"not seen in `{name}`, in the latest {node.of:,} of {observed.total:,} calls"
    return f"never seen in `{name}`, in {node.of:,} rows" if node.of else unseen(name, node.rows, observed)


def _are_all_known(node: Node) -> bool:
    """Are the texts that were seen few, each in several rows, and all of them kept?"""
    texts = [rows for value, rows in node.values.items() if isinstance(value, str)]
    return len(texts) <= _MANY and node.rows >= _FEW and sum(texts) == node.types["string"] >= 2 * len(texts)


def _near(value: str, seen: list[str]) -> str | None:
    """The one that is spelled nearly so. Other digits are another version, number or day, and other case is near."""
    if not value or value in seen:
        return None
    folded = next((each for each in seen if each.casefold() == value.casefold()), None)
    if folded is not None:
        return folded
    numbered = _DIGITS.sub("0", value)
    others = [each for each in seen if _DIGITS.sub("0", each) != numbered]
    return next(iter(get_close_matches(value, others, n=1, cutoff=_NEAR)), None)
