"""Our docstrings as the site shows them. What a docstring says of an attribute goes to the attribute: a line
`verify: check every statement` of a class, the description of a field of a pydantic model. A line about a parameter
becomes an item of a list. Of a field the type and the default are shown, not how pydantic is told of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from typing import Any

import griffe


class Keys(griffe.Extension):
    """Takes what is said of attributes and parameters out of the running text."""

    def on_class(self, *, cls: griffe.Class, **_: Any) -> None:
        """Give each attribute its sentence."""
        members = {name: member for name, member in cls.members.items() if isinstance(member, griffe.Attribute)}
        for name, field in _fields(cls).items():
            if (member := members.get(name)) is not None:
                _tell(member, field.description)
                factory: Callable[[], object] | None = field.default_factory
                default = None if field.is_required() else repr(field.default)
                member.value = f"{factory.__name__}()" if factory is not None else default
                member.annotation = _plain(member.annotation)
        if cls.docstring is not None:
            cls.docstring.value, about = _split(cls.docstring.value, list(members))
            for names, sentence in about:
                for name in names:
                    _tell(members[name], sentence)

    def on_function(self, *, func: griffe.Function, **_: Any) -> None:
        """Put each parameter on a line of its own."""
        if func.docstring is None:
            return
        text, about = _split(func.docstring.value, [parameter.name for parameter in func.parameters])
        items, after = [], []
        for names, said in about:
            # A line of its own that begins a sentence is about the function again: what it raises, for one.
            sentence, *rest = re.split(r"(?<=\.)\n(?=[A-Z`])", said)
            items.append(f"- {', '.join(f'`{name}`' for name in names)}: {sentence}")
            after += rest
        func.docstring.value = "\n\n".join(filter(None, (text, "\n".join(items), " ".join(after))))


def _tell(member: griffe.Attribute, sentence: str | None) -> None:
    if sentence and member.docstring is None:
        member.docstring = griffe.Docstring(sentence[0].upper() + sentence[1:], parent=member)


def _fields(cls: griffe.Class) -> dict[str, Any]:
    """The fields of a pydantic model; what they are told stands in calls, so the class itself is asked."""
    if not cls.module.path.startswith("weave_query.requests"):
        return {}
    found: object = import_module(cls.module.path)
    for name in cls.path.removeprefix(f"{cls.module.path}.").split("."):
        found = getattr(found, name, None)
    return dict(getattr(found, "model_fields", {}))


def _plain(annotation: Any) -> Any:
    """A type without what `Annotated` adds to it."""
    match annotation:
        case griffe.ExprBinOp(left=left, operator=operator, right=right):
            return griffe.ExprBinOp(_plain(left), operator, _plain(right))
        case griffe.ExprSubscript(left=griffe.ExprName(name="Annotated"), slice=griffe.ExprTuple(elements=parts)):
            return _plain(parts[0])
    return annotation


def _split(text: str, names: list[str]) -> tuple[str, list[tuple[list[str], str]]]:
    """What is said about none of the names, and what about which: from `name: ` or `name, name: ` at the beginning of a
    sentence up to the next, or to the end of the paragraph."""
    if not names:
        return text, []
    name = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    begins = re.compile(rf"(?:^|(?<=[.;:] ))((?:{name})(?:, (?:{name}))*): ", re.MULTILINE)
    paragraphs, about = [], []
    for paragraph in text.split("\n\n"):
        head, *rest = begins.split(paragraph)
        if head.strip():
            paragraphs.append(head.rstrip())
        about += [
            (named.split(", "), f"{said.strip().removesuffix(';')}")
            for named, said in zip(rest[::2], rest[1::2], strict=True)
        ]
    return "\n\n".join(paragraphs), about
