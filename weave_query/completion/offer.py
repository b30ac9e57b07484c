"""Completion: one thing that may stand at a place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from weave_query.completion.vocabulary import Kind


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that may stand there. doc: one sentence, or nothing. snippet: the same with what goes on from it, and
    `${1:of}` where something is to be filled in; nothing where the text is all."""

    text: str
    kind: Kind
    doc: str
    snippet: str = ""


def listed(names: Mapping[str, str] | Iterable[str], kind: Kind) -> list[Offer]:
    """Words, with their sentences where they have some."""
    docs = names if isinstance(names, Mapping) else {}
    return [Offer(name, kind, docs.get(name, "")) for name in names]
