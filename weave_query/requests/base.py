"""Room 2: what all requests and responses share. Wire names and values go in, checked models come out.

Building a model directly raises our errors; `model_validate` and web frameworks keep pydantic's `ValidationError`.
Values are read as pydantic reads them by default, as the published service does: the text "5" is a limit of 5.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, PrivateAttr, ValidationError

from weave_query.errors import ROOT, Location, RequestError, raise_all
from weave_query.requests.problems import MAX_PROBLEMS, problems_of
from weave_query.requests.unknown import unknown_key, without_unknown_keys
from weave_query.syntax.text import Span
from weave_query.syntax.text.statement import Statement
from weave_query.warnings import QueryWarning


class WireModel(BaseModel):
    """A request or an object inside one: frozen, and strict about its keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Let `help` say what each key means."""
        keys = [f"{name}: {field.description}" for name, field in cls.model_fields.items() if field.description]
        if keys and cls.__doc__:
            cls.__doc__ = "\n\n".join((cls.__doc__, "\n".join(keys)))

    def __init__(self, /, **data: Any) -> None:
        """Check `data`. Raises the first problem as a RequestError, with the rest as its `others`."""
        known, unknown = without_unknown_keys(type(self), data)
        problems: list[RequestError] = [unknown_key(at, model) for at, model in unknown[:MAX_PROBLEMS]]
        try:
            super().__init__(**known)
        except ValidationError as found:
            problems += problems_of(found, known)
        # Raised outside the handler: pydantic's error holds the values of the request.
        raise_all(problems)

    # Tells pydantic that validating a model may pass by this __init__, and so raise its own error.
    __init__.__pydantic_base_init__ = True  # type: ignore[attr-defined]


class Request(WireModel):  # noqa: PLW1641 - pydantic gives a frozen model its hash
    """The base of all requests. `kind` names the request in `parse_request`, in cases and on the command line."""

    kind: ClassVar[str]
    _warnings: tuple[QueryWarning, ...] = PrivateAttr(())
    _written: Statement | None = PrivateAttr(None)
    _as_read: dict[str, Any] = PrivateAttr(default_factory=dict)

    @property
    def warnings(self) -> tuple[QueryWarning, ...]:
        """The unknown keys that `parse_request(..., unknown_keys="ignore")` left out, a warning (WQ801) for each."""
        return self._warnings

    def with_warnings(self, warnings: tuple[QueryWarning, ...]) -> Self:
        """Note what was ignored. Returns the request itself."""
        self._warnings = warnings
        return self

    def written_as(self, statement: Statement) -> Self:
        """Note the text that the request was read of. Returns the request itself."""
        self._written = statement
        self._as_read = dict(self.__dict__)
        return self

    def place(self, at: Location | None) -> Location | None:
        """Where a place of the request is in the text that it was read of; without a text, or where a copy of the
        request has something else, the place itself."""
        if at is None or isinstance(at, Span) or self._written is None:
            return at
        key = at.tokens[0] if at.tokens else None
        known = self.__dict__.get(str(key)) if key in type(self).model_fields else self
        return self._written.nearest_place(at) if known == self._as_read.get(str(key)) else at

    def places(self) -> dict[str, Location]:
        """Where in the text that it was read of each key is; none without a text."""
        found = {name: self.place(ROOT.child(name)) for name in type(self).model_fields} if self._written else {}
        return {name: at for name, at in found.items() if isinstance(at, Span)}

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self.__dict__ == other.__dict__


class Result(BaseModel):  # noqa: PLW1641 - mutable, so without a hash
    """The base of all responses: the published fields, and `metadata` beside them that is not part of the wire."""

    _metadata: dict[str, Any] = PrivateAttr(default_factory=dict)

    @property
    def metadata(self) -> Mapping[str, Any]:
        """What is known about the answer beside its fields, such as its method and unpriced models. Read only."""
        return MappingProxyType(self._metadata)

    def with_metadata(self, metadata: dict[str, Any]) -> Self:
        """Replace the metadata. Returns the result itself."""
        self._metadata = dict(metadata)
        return self

    def _repr_html_(self) -> str:
        """What notebooks show."""
        from weave_query.notebook import result_html

        return result_html(self)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self.__dict__ == other.__dict__
