"""Room 1: what looks right in Python and is no expression, as errors that say what to write in its place."""

from __future__ import annotations

from collections.abc import Iterable

from weave_query.errors import ParseError, nearest, shown, told_type
from weave_query.syntax.called import Uncalled, uncalled


class NoSuchMethodError(ParseError, AttributeError):
    """An attribute that expressions do not have. It is an AttributeError too, so that `hasattr` is false."""


def truth() -> ParseError:
    """`and`, `or`, `not`, `if`, a chained comparison, and `in` with a list that holds expressions."""
    return ParseError(
        "an expression is neither true nor false before it is asked of rows",
        hint="write `&`, `|` and `~` for `and`, `or`, `not` and chained comparisons, with each comparison in "
        'parentheses: `(F("n") > 1) & (F("n") < 5)`; `in` is `.is_in([...])`',
    )


def no_condition(sign: str, other: object) -> ParseError:
    """A value beside `&` or `|`: mostly of a comparison without parentheses."""
    if isinstance(other, Uncalled):
        return uncalled(other)
    hint = f'it binds closer than `==` and `<`: `(F("a") == 1) {sign} (F("b") == 2)`'
    if isinstance(other, bool):
        hint += f"; a condition that is the same for every row is `Expression.literal({other})`"
    elif other is None:
        hint += "; where there is no condition, leave it out: `all_of([...])` joins those that there are"
    return ParseError(f"`{sign}` joins two expressions, and one of these is {told_type(other)}", hint=hint)


def missing_parentheses() -> ParseError:
    """What `&`, `|` or `~` made beside a comparison or arithmetic."""
    return ParseError(
        "what `&`, `|` and `~` make is neither compared nor calculated with: they bind closer than `==` and `<`",
        hint='put each comparison in parentheses: `(F("a") == 1) & (F("b") == 2)`, `~(F("a") == 1)`; '
        "`all_of([...])` and `any_of([...])` make conditions that can be compared",
    )


def membership() -> ParseError:
    """`x in expression`."""
    return ParseError(
        "Python's `in` cannot be asked of rows",
        hint="`.contains(x)` looks for a text, `.any(lambda x: ...)` at elements, `.is_in([...])` in a list",
    )


def iteration() -> ParseError:
    """`for x in expression`, `list(expression)`."""
    return ParseError(
        "an expression has no elements before it is asked of rows",
        hint="`.any(lambda x: ...)` and `.all(lambda x: ...)` are conditions on elements",
    )


def operator(sign: str) -> ParseError:
    """A sign of Python that the language has not."""
    return ParseError(f"expressions have no `{sign}`: arithmetic is `+`, `-`, `*` and `/`", hint=_INSTEAD.get(sign))


_INSTEAD = {
    "//": '`(F("a") / 2).convert("int")` cuts the fraction off',
    "-x": '`0 - F("a")` is the negative',
    "abs": 'two comparisons ask for it: `(F("a") < 5) & (F("a") > -5)`',
    "^": "conditions are joined by `&` and `|`",
}


def below(key: object) -> ParseError:
    """`(F("a") == 1)["b"]`."""
    meant = f'["{key}"]' if isinstance(key, str) and key.isprintable() and len(key) <= 64 else "[...]"
    return ParseError(
        "only a field has keys and elements below it, and this is none",
        hint=f'brackets stand behind the field: `F("inputs"){meant} == 1`',
    )


def class_below(key: object) -> ParseError:
    """`F["inputs.a"]`."""
    meant = key if isinstance(key, str) and key.isprintable() and len(key) <= 64 else "inputs.model"
    return ParseError("`F` is called, and has no brackets itself", hint=f'a field is named by a text, `F("{meant}")`')


def number(name: str, to: str) -> ParseError:
    """`int(expression)`, `float(expression)`."""
    return ParseError(
        f"an expression is no number before it is asked of rows, so Python's `{name}` cannot read it",
        hint=f'`.convert("{to}")` reads it as one in every row',
    )


def no_constructor() -> ParseError:
    """`Expression("x")`."""
    return ParseError(
        "an `Expression` is not made by its name",
        hint='a field begins one, `F("inputs.model")`, or a value, `Expression.literal("gpt-4")`',
    )


def length() -> ParseError:
    """`len(expression)`."""
    return ParseError("an expression has no length before it is asked of rows", hint="`.size()` is the length")


def outer_element(name: str) -> ParseError:
    """An element where another is the innermost, or after its condition has ended."""
    return ParseError(
        f"a condition on the elements of `{name}` uses an element of another: the language knows the innermost only",
        hint="fields of the call can be used in every condition",
    )


def class_attribute(name: str) -> NoSuchMethodError:
    """`F.inputs`."""
    return NoSuchMethodError(
        f"`F` has no attribute {shown(name)}", hint='a field is named by a text, `F("inputs.model")`'
    )


def attribute(name: str, methods: Iterable[str], *, field: bool) -> NoSuchMethodError:
    """`F("a").startswith`, `F("inputs").model`. field: something can be below it."""
    close = nearest(name, methods, 1)
    below = f'what is below a field is written in brackets, `["{name}"]`' if field else None
    hint = "; ".join(filter(None, (close, below))) or "docs/python.md lists the methods"
    return NoSuchMethodError(f"an expression has no method {shown(name)}", hint=hint)
