"""Room 1: what Python would decide about an expression at once, before any row is looked at. It is refused.

`and`, `or`, `not`, `in`, chained comparisons and a loop all look right, and would otherwise drop a part of the
condition without a word. `misuse` has the errors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from weave_query.syntax import misuse


class Undecided:
    """The base of expressions: neither true nor false, without elements and length, and without other methods."""

    __slots__ = ()

    def __bool__(self) -> NoReturn:
        raise misuse.truth()

    # A type checker refuses these for what they are; at run time they are told with a hint.
    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> NoReturn:
            # Python itself, copying and notebooks ask for names with underscores and want Python's own answer.
            if name.startswith("_"):
                raise AttributeError(f"an expression has no attribute `{name}`")
            methods = [known for known in dir(type(self)) if not known.startswith("_")]
            raise misuse.attribute(name, methods, field=hasattr(type(self), "__getitem__"))

        def __rand__(self, other: object) -> NoReturn:
            raise misuse.no_condition("&", other)

        def __ror__(self, other: object) -> NoReturn:
            raise misuse.no_condition("|", other)

        def __contains__(self, item: object) -> NoReturn:
            raise misuse.membership()

        def __iter__(self) -> NoReturn:
            raise misuse.iteration()

        def __len__(self) -> NoReturn:
            raise misuse.length()
