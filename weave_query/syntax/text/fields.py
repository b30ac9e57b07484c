"""Room 1: paths of the text language: `inputs.messages.0.role`, `inputs["a.b"]`, `feedback["wandb.note.1"].payload`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weave_query.errors import ParseError, shown
from weave_query.syntax.expr import Element
from weave_query.syntax.fields import can_be_written
from weave_query.syntax.json import check_text
from weave_query.syntax.paths import ELEMENT, MAX_INDEX, FieldPath, Segment, text_segment
from weave_query.syntax.text import words
from weave_query.syntax.text.parser import span, token_of, trees_of
from weave_query.syntax.text.spans import Span

if TYPE_CHECKING:
    from lark import Token, Tree

FEEDBACK = "feedback"
SHORT = {"latency": "latency_ms"}
"""Names that the text language alone has, and the fields that they are."""
_LONG = {field: name for name, field in SHORT.items()}


def path_of(
    tree: Tree[Token], source: str, elements: tuple[str, ...] = (), *, short: bool = True
) -> FieldPath | Element:
    """The path of a tree, or what is below an element. elements: the names of those around, the innermost last.
    short: the names that the text language alone has are those of fields.

    Raises ParseError for a path that no request has.
    """
    steps, written, at = trees_of(tree), token_of(tree, 0), span(tree, source)
    name, is_bare = _root(written, span(written, source)), written.type == "NAME"
    qualifier = None
    if is_bare and name == FEEDBACK and steps and (found := _type(steps[0], source)) is not None:
        qualifier, steps = found, steps[1:]
    segments = tuple(_segment(step, source, at) for step in steps)
    is_this = written.type == "THIS"
    if is_this or (is_bare and name in elements):
        if not is_this and name != elements[-1]:
            raise ParseError(
                f"{shown(name)} is no element of the innermost `any` or `all`, and only that can be named",
                at=at,
                hint="fields of the call can be used in every condition",
            )
        found_path = FieldPath(ELEMENT, segments)
        is_this = True
    else:
        bare = SHORT.get(name, name) if short and is_bare and not segments else name
        found_path = FieldPath(bare, segments, qualifier)
    if not can_be_written(found_path):
        raise ParseError(
            '`.0` is an index or a key, `[0]` an index, `["0"]` a key: one path has either the first or the others',
            at=at,
            hint="write all of them in brackets",
        )
    return Element(segments, at) if is_this else found_path


def field_of(tree: Tree[Token], source: str) -> FieldPath:
    """The path of a field, where there are no elements. Raises ParseError."""
    path = path_of(tree, source)
    if isinstance(path, Element):
        raise ParseError("there is no element here", at=span(tree, source))
    return path


def field_text(tree: Tree[Token], source: str) -> str:
    """The same as path text. Raises ParseError for what that cannot say."""
    path = field_of(tree, source)
    if not path.is_plain_text():
        raise ParseError("`[0]` cannot stand here: this is path text, `.0`", at=span(tree, source))
    return str(path)


def _root(token: Token, at: Span) -> str:
    if token.type != "QUOTED":
        return str(token)
    return _checked(words.unquoted_name(str(token)), at)


def _checked(text: str, at: Span) -> str:
    check_text(text, at)
    return text


def _type(step: Tree[Token], source: str) -> str | None:
    """The type of feedback in brackets, None for a step that has none."""
    if step.data != "bracket_step":
        return None
    token = token_of(step, 1)
    if token.type == "STAR":
        return "*"
    return words.unquoted(str(token), span(token, source)) if token.type == "STRING" else None


def _segment(step: Tree[Token], source: str, of: Span) -> Segment:
    token = token_of(step, 1)
    at = span(token, source)
    match token.type:
        case "KEY":
            return text_segment(str(token))
        case "QUOTED":
            return Segment(_checked(words.unquoted_name(str(token)), at))
        case "STRING":
            return Segment(_checked(words.unquoted(str(token), at), at))
        case "INTEGER":
            if len(token) > 10 or int(token) > MAX_INDEX:
                raise ParseError(f"an index is an integer from 0 to {MAX_INDEX}", at=at)
            return Segment(index=int(token))
        case _:
            array, below = source[of.start : span(step, source).start], source[span(step, source).end : of.end]
            hint = f"`any(x in {array} where x{below} = ...)` asks whether some element is so; `[0]` is the first"
            raise ParseError("`[*]` stands behind `feedback` alone, where it is any type", at=at, hint=hint)


def path_text(path: FieldPath, elements: tuple[str, ...] = (), *, short: bool = True) -> str:
    """A path as a query has it. elements: the names of those around it, which hide fields of the same name. short: as
    `path_of` has it."""
    if path.qualifier is not None:
        root = f"{FEEDBACK}[{'*' if path.qualifier == '*' else words.quoted(path.qualifier)}]"
    else:
        root = _root_text(path, elements, short=short)
    return root + "".join(map(_step, path.segments))


def element_text(segments: tuple[Segment, ...], elements: tuple[str, ...]) -> str:
    """What is below the innermost element."""
    return (elements[-1] if elements else ELEMENT) + "".join(map(_step, segments))


def _root_text(path: FieldPath, elements: tuple[str, ...], *, short: bool) -> str:
    name = path.root
    if short and not path.segments:
        name = _LONG.get(name, name)
        if path.root in SHORT or name in elements:
            # Bare, it would be another field.
            return words.quoted_name(path.root) if path.root in SHORT or path.root in elements else path.root
    is_type = name == FEEDBACK and path.segments and not _is_dotted(path.segments[0])
    return name if words.is_name(name) and name not in elements and not is_type else words.quoted_name(name)


def _is_dotted(segment: Segment) -> bool:
    return segment.key is not None and words.is_key(segment.key) and segment == text_segment(segment.key)


def _step(segment: Segment) -> str:
    if segment.key is None:
        return f"[{segment.index}]"
    return f".{segment.key}" if _is_dotted(segment) else f"[{words.quoted(segment.key)}]"
