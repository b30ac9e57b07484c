"""docs/compatibility.md: its rules, written from tests/compatibility/rules (`make docs`)."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from tests.compatibility.reading import Asked, Rule, rules

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"
DOCUMENT = DOCS / "compatibility.md"
ERRORS = DOCS / "errors.md"
BEGIN = "<!-- {}: written by `make docs` from tests/compatibility/rules -->"
END = "<!-- end of {} -->"
_CODE = re.compile(r"WQ\d{3}")


def rewritten(text: str) -> str:
    """The document with the table of the rules and their sections as they should be."""
    text = _replaced(text, "table", _overview(rules()))
    return _replaced(text, "rules", "\n\n".join(part for rule in rules() for part in _section(rule)))


def anchor(heading: str) -> str:
    """As code hosts and the site make it of a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _replaced(text: str, name: str, part: str) -> str:
    begin, end = BEGIN.format(name), END.format(name)
    before, rest = text.split(begin)
    _, after = rest.split(end)
    return f"{before}{begin}\n\n{part}\n\n{end}{after}"


def _overview(found: Iterable[Rule]) -> str:
    lines = ["| rule | here | there |", "|---|---|---|"]
    lines += [f"| [{rule.name}](#{anchor(_heading(rule))}) | {rule.here} | {rule.there} |" for rule in found]
    return "\n".join(lines)


def _heading(rule: Rule) -> str:
    return f"{rule.name} {rule.title}"


def _section(rule: Rule) -> Iterator[str]:
    yield f"### {_heading(rule)}"
    yield "\n".join(map(_item, (f"**Here**: {rule.here}.", f"**There**: {rule.there}.", f"**Why**: {rule.why}")))
    for table, shown in rule.rows.items():
        if len(rule.rows) > 1:
            yield f"{table.replace('_', ' ').capitalize()}:"
        yield f"```json\n{shown}\n```"
    yield "\n".join(_answers(rule.asked))


def _item(text: str) -> str:
    lines = textwrap.wrap(text, 118, break_long_words=False, break_on_hyphens=False)
    return "- " + "\n  ".join(lines)


def _answers(asked: Iterable[Asked]) -> Iterator[str]:
    """A line for each request, with a column for the other server where something is known."""
    told = any(each.there for each in asked)
    yield "| asked | here | there |" if told else "| asked | here |"
    yield "|---|---|---|" if told else "|---|---|"
    for each in asked:
        cells = [_asked(each), shown(each), *([each.there or ""] if told else [])]
        yield f"| {' | '.join(cells)} |"


def _asked(asked: Asked) -> str:
    """The request, and which part of its answer stands beside it, if that is not ids, a count or whole rows."""
    ignored = ", unknown keys ignored" if asked.unknown_keys else ""
    body = f"`{asked.kind}` {_code(_json(asked.body))}{ignored}" if asked.text is None else _code(asked.text)
    part = (asked.show or "*").rpartition(".")[2]
    return body if part == "*" else f"{body}: `{part}`"


def shown(asked: Asked) -> str:
    """What is answered here, as a cell has it."""
    match asked.answer:
        case str() as code if _CODE.fullmatch(code):
            return f"[{code}](errors.md#{anchor(_explained()[code])})"
        case []:
            return "none"
        case [dict(), *_] as parts:
            return "<br>".join(map(_value, parts))
        case [*values]:
            return ", ".join(map(_value, values))
        case value:
            return _value(value)


def _value(value: Any) -> str:
    return _code(value if isinstance(value, str) else _json(value))


@lru_cache(maxsize=1)
def _explained() -> dict[str, str]:
    """The headings of the errors, by their codes."""
    headings = re.findall(r"^## (WQ\d{3} \w+)$", ERRORS.read_text(encoding="utf-8"), re.MULTILINE)
    return {heading.partition(" ")[0]: heading for heading in headings}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _code(text: str) -> str:
    """In a cell of a table."""
    return f"`{text}`".replace("|", "\\|")


if __name__ == "__main__":
    DOCUMENT.write_text(rewritten(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"wrote the rules in {DOCUMENT.name}")
