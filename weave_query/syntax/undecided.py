"""Room 1: what Python would decide about an expression at once, before any row is looked at. It is refused.

`and`, `or`, `not`, `in`, chained comparisons and a loop all look right, and would otherwise drop a part of the
condition without a word. `misuse` has the errors.
"""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType
from typing import TYPE_CHECKING, Any, NoReturn

from weave_query.syntax import misuse
from weave_query.syntax.called import Method


class _Named(type):
    """The type of expressions: what is asked of it by a dot was meant as a field."""

    if not TYPE_CHECKING:

        def __getattr__(cls, name: str) -> NoReturn:
            if name.startswith("_"):
                raise AttributeError(f"`{cls.__name__}` has no attribute `{name}`")
            raise misuse.class_attribute(name)

        def __getitem__(cls, key: object) -> NoReturn:
            raise misuse.class_below(key)


def _refused(sign: str) -> Callable[..., NoReturn]:
    def refuse(*_: object) -> NoReturn:
        raise misuse.operator(sign)

    return refuse


class Undecided(metaclass=_Named):
    """The base of expressions: neither true nor false, without elements and length, and without other methods."""

    __slots__ = ()
    # What stands beside an array or a number of numpy is then asked of expressions, and not of numpy.
    __array_ufunc__ = None

    def __init_subclass__(cls, **given: Any) -> None:
        super().__init_subclass__(**given)
        for name, found in list(vars(cls).items()):
            if isinstance(found, FunctionType) and not name.startswith("_"):
                setattr(cls, name, Method(found))

    def __bool__(self) -> NoReturn:
        raise misuse.truth()

    # A type checker refuses these for what they are; at run time they are told with a hint.
    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> NoReturn:
            # Python itself, copying and notebooks ask for names with underscores and want Python's own answer.
            if name.startswith("_"):
                raise AttributeError(f"an expression has no attribute `{name}`")
            methods = [known for known in dir(type(self)) if not known.startswith("_")]
            raise misuse.attribute(name, methods, field=type(self).__getitem__ is not Undecided.__getitem__)

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

        def __getitem__(self, key: object) -> NoReturn:
            raise misuse.below(key)

        def __int__(self) -> NoReturn:
            raise misuse.number("int", "int")

        def __float__(self) -> NoReturn:
            raise misuse.number("float", "double")

        __mod__ = __rmod__ = _refused("%")
        __pow__ = __rpow__ = _refused("**")
        __floordiv__ = __rfloordiv__ = _refused("//")
        __matmul__ = __rmatmul__ = _refused("@")
        __xor__ = __rxor__ = _refused("^")
        __neg__ = _refused("-x")
        __pos__ = _refused("+x")
        __abs__ = _refused("abs")
