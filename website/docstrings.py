"""Our docstrings as the site shows them: a line `limit: At most this many calls` of a class goes to its attribute
`limit`, and one of a function becomes an item of a list."""

from __future__ import annotations

import re
from typing import Any

import griffe


class Keys(griffe.Extension):
    """Takes the lines about attributes and parameters out of the running text."""

    def on_class(self, *, cls: griffe.Class, **_: Any) -> None:
        """Give each attribute its sentence."""
        if cls.docstring is None:
            return
        names = [name for name, member in cls.members.items() if not member.is_alias and member.is_attribute]
        text, about = _split(cls.docstring.value, names)
        for name, sentence in about.items():
            if cls.members[name].docstring is None:
                cls.members[name].docstring = griffe.Docstring(sentence, parent=cls.members[name])
        cls.docstring.value = text

    def on_function(self, *, func: griffe.Function, **_: Any) -> None:
        """Put each parameter on a line of its own."""
        if func.docstring is None:
            return
        text, about = _split(func.docstring.value, [parameter.name for parameter in func.parameters])
        items = "\n".join(f"- `{name}`: {sentence}" for name, sentence in about.items())
        func.docstring.value = f"{text}\n\n{items}" if items else text


def _split(text: str, names: list[str]) -> tuple[str, dict[str, str]]:
    """What is said about none of the names, and what about each: from `name: ` at the beginning of a sentence up to the
    next, or to the end of the paragraph."""
    if not names:
        return text, {}
    begins = re.compile(rf"(?:^|(?<=[.;:] ))({'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))}): ", re.M)
    paragraphs, about = [], {}
    for paragraph in text.split("\n\n"):
        head, *rest = begins.split(paragraph)
        if head.strip():
            paragraphs.append(head.rstrip())
        for name, sentence in zip(rest[::2], rest[1::2], strict=True):
            about[name] = sentence.strip()
    return "\n\n".join(paragraphs), about
