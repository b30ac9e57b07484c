"""Room 2: a text in its canonical form: keywords in small letters, a clause a line in one order, comments kept.

Dates, durations and `now()` in conditions stay as they were written, and so does the range of time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from weave_query.requests.text.read import read_query
from weave_query.requests.text.write import RequestWriter
from weave_query.syntax.text.clauses import Clause, clauses_of
from weave_query.syntax.text.comments import Comment, behind, commented, comments_of
from weave_query.syntax.text.parser import is_query
from weave_query.syntax.text.read import parse_text
from weave_query.syntax.text.write import WIDTH, Writer

# What `now()` is does not matter: it is written as it was.
_ANY_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class _Around:
    """The comments of a clause. above: in lines before it. within: inside of it. after: behind it in its line."""

    above: list[Comment] = field(default_factory=list)
    within: list[Comment] = field(default_factory=list)
    after: list[Comment] = field(default_factory=list)


def format_text(source: str, *, width: int = WIDTH) -> str:
    """A condition or a query in its canonical form. width: conditions that are longer are broken into lines.

    Formatting twice changes nothing, and what is formatted means the same. Raises what reading raises.
    """
    comments = list(comments_of(source))
    if is_query(source):
        return "\n".join(_query(source, comments, width))
    expr = parse_text(source, now=_ANY_MOMENT)
    before = [each for each in comments if not source[: each.start].strip() or _is_above(source, each)]
    inner = [each for each in comments if each not in before]
    return "\n".join([*(each.text for each in before), *commented(Writer(spelled=True), "", expr, width, inner)])


def _is_above(source: str, comment: Comment) -> bool:
    """Is there nothing but comments before it?"""
    return not any(line.strip() and not line.strip().startswith("#") for line in source[: comment.start].split("\n"))


def _query(source: str, comments: list[Comment], width: int) -> list[str]:
    found = read_query(source, "-", now=_ANY_MOMENT)
    clauses = clauses_of(source)
    around = _placed(comments, clauses, source)
    times = {name: text for clause in clauses for name, text in clause.times}
    writer = RequestWriter(width, spelled=True, times=times)
    lines: list[str] = []
    for name, written in _grouped(list(writer.lines(found.request, found.where))):
        here = around.pop(name, _Around())
        if name in ("where", "having") and here.within:
            expr = next(clause.expr for clause in clauses if clause.name == name)
            inner = writer.writer if name == "where" else writer.groups
            lines += [each.text for each in here.above]
            lines += behind(
                commented(inner, name, expr, width, here.within) if expr is not None else written, here.after
            )
        else:
            lines += [each.text for each in (*here.above, *here.within)]
            lines += behind(written, here.after)
    # What stood at a clause that says nothing, such as `select *`, and at the end.
    left = sorted((each for here in around.values() for each in (*here.above, *here.within, *here.after)), key=_start)
    return [*lines, *(each.text for each in left)]


def _start(comment: Comment) -> int:
    return comment.start


def _grouped(lines: list[str]) -> list[tuple[str, list[str]]]:
    """The lines of each clause by its first word; what is asked stands first, as nothing."""
    groups: list[tuple[str, list[str]]] = []
    for number, line in enumerate(lines):
        if number and not line.startswith((" ", ")")):
            groups.append((line.split(" ", 1)[0], [line]))
        elif number:
            groups[-1][1].append(line)
        else:
            groups.append(("", [line]))
    return [("from" if name == "last" else name, written) for name, written in groups]


def _placed(comments: list[Comment], clauses: list[Clause], source: str) -> dict[str, _Around]:
    """The comments by the clause that they belong to; `""` is what is asked, `None` the end."""
    found: dict[str, _Around] = {"": _Around()}
    for comment in comments:
        inside = next((each for each in clauses if each.at.start <= comment.start < each.at.end), None)
        before = [each for each in clauses if each.at.end <= comment.start]
        after = next((each for each in clauses if each.at.start > comment.start), None)
        if inside is not None:
            found.setdefault(inside.name, _Around()).within.append(comment)
        elif not comment.alone:
            found.setdefault(before[-1].name if before else "", _Around()).after.append(comment)
        elif not source[: comment.start].strip() or _is_above(source, comment):
            found[""].above.append(comment)
        else:
            found.setdefault(after.name if after is not None else "end", _Around()).above.append(comment)
    return found
