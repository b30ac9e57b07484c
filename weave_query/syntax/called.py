"""Room 1: methods of expressions as Python hands them out: one without its parentheses, and one with arguments that it
does not take, are told. Python by itself compares a method with anything, and finds it unequal.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any, NoReturn, TypeVar

from weave_query.errors import ParseError

Function = TypeVar("Function", bound=Callable[..., Any])
_LISTED = {"is_in": "several values are a list, `.is_in([1, 2])`"}


class Method:
    """What a class has in the place of a method, so that its instances hand out `Uncalled`."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function
        self.__doc__ = function.__doc__

    def __get__(self, instance: object, owner: type | None = None) -> Callable[..., Any]:
        return self.function if instance is None else Uncalled(self.function, instance)


class Uncalled:
    """A method of an expression. It is there to be called, and is no condition and no value itself."""

    __slots__ = ("_function", "_instance")

    def __init__(self, function: Callable[..., Any], instance: object) -> None:
        self._function = function
        self._instance = instance

    def __call__(self, *given: Any, **named: Any) -> Any:
        return _call(self._function, (self._instance, *given), named)

    @property
    def written(self) -> str:
        """How it is called."""
        needs = [each for each in _parameters(self._function)[1:] if each.default is each.empty]
        return f".{self._function.__name__}({'...' if needs else ''})"

    def _refuse(self, *_: object) -> NoReturn:
        raise uncalled(self)

    __bool__ = __invert__ = __getitem__ = __iter__ = __len__ = __contains__ = _refuse
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __and__ = __rand__ = __or__ = __ror__ = _refuse
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _refuse
    __hash__ = None  # type: ignore[assignment]


def check_called(value: object) -> None:
    """Raise ParseError for a method that stands where what it gives was meant."""
    if isinstance(value, Uncalled):
        raise uncalled(value)


def uncalled(method: Uncalled) -> ParseError:
    """A method without its parentheses."""
    return ParseError("a method stands here, and not what it gives", hint=f"write `{method.written}`")


def arguments_told(function: Function) -> Function:
    """The same function, whose wrong arguments are ParseError."""

    @wraps(function)
    def told(*given: Any, **named: Any) -> Any:
        return _call(function, given, named)

    return told  # type: ignore[return-value]


def _call(function: Callable[..., Any], given: Sequence[Any], named: Mapping[str, Any]) -> Any:
    try:
        return function(*given, **named)
    except TypeError:
        try:
            inspect.signature(function).bind(*given, **named)
        except TypeError:
            raise _no_such_arguments(function) from None
        raise


def of_element(name: str, function: Callable[[Any], object], element: object) -> object:
    """What the function of a condition on elements gives. Raises ParseError where it takes no one argument."""
    try:
        return function(element)
    except TypeError:
        try:
            inspect.signature(function).bind(element)
        except TypeError:
            told = f"the function that `{name}` takes is called with one argument, the element"
            raise ParseError(told, hint=f'`.{name}(lambda x: x["role"] == "tool")`') from None
        except ValueError:
            pass  # a function of C, which has no signature
        raise


def _no_such_arguments(function: Callable[..., Any]) -> ParseError:
    parameters = [each.replace(annotation=inspect.Parameter.empty) for each in _parameters(function)]
    if parameters[0].name == "self":
        del parameters[0]
    name = "F" if function.__name__ == "__init__" else function.__name__
    takes = inspect.Signature(parameters)
    hint = 'as in `F("inputs.model")`' if name == "F" else _LISTED.get(name)
    return ParseError(f"`{name}` is called as `{name}{takes}`", hint=hint)


def _parameters(function: Callable[..., Any]) -> list[inspect.Parameter]:
    return list(inspect.signature(function).parameters.values())
