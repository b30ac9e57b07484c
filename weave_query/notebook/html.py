"""In notebooks: SQL and answers as HTML. It stands in the page of whoever shows it, so it brings no colours for text of
its own but those of SQL, which are readable on light and dark."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from html import escape
from typing import Any

from weave_query.columns import Seconds, completed, is_shown, reader
from weave_query.compiled import CompiledRequest
from weave_query.notebook.lines import in_lines
from weave_query.requests.base import Result
from weave_query.requests.calls import CallSchema, CallsQueryRes

MAX_ROWS = 50
_MAX_TEXT = 120
_TABLE = 'style="border-collapse:collapse;font-size:90%"'
_CELL = "padding:2px 10px 2px 0;vertical-align:top;border-bottom:1px solid rgba(128,128,128,.25)"
_WRAPPED = "white-space:pre-wrap"
_NOTE = 'style="opacity:.7;font-size:85%"'


def compiled_html(compiled: CompiledRequest) -> str:
    """The statements of a request with their parameters, the SQL highlighted where pygments is there."""
    parts = [f"<b>{escape(compiled.kind)}</b> for {escape(compiled.backend)}"]
    for query in compiled.queries:
        if len(compiled.queries) > 1:
            parts.append(f"<div {_NOTE}>{escape(query.name)}</div>")
        parts.append(_sql(in_lines(query.sql)))
        if query.params:
            parts.append(_table(("parameter", "value"), [(f"{name}", value) for name, value in query.params.items()]))
    parts += [f"<div {_NOTE}>{escape(str(warning))}</div>" for warning in compiled.warnings]
    return "".join(parts)


def _sql(text: str) -> str:
    try:
        from pygments import highlight
        from pygments.formatters import HtmlFormatter
        from pygments.lexers import SqlLexer
    except ImportError:
        return f'<pre style="{_WRAPPED}">{escape(text)}</pre>'
    formatter = HtmlFormatter(noclasses=True, style="default", nobackground=True, prestyles=_WRAPPED)
    return str(highlight(text, SqlLexer(), formatter))


def result_html(result: Result) -> str:
    """The lists of an answer as tables, the rest of it as lines: at most 50 rows of each, long values cut.

    Of calls the columns that were named are shown, computed ones too, with short forms of ops and exceptions.
    """
    facts: list[str] = []
    tables: list[str] = []
    if result.metadata.get("cut"):
        facts.append("cut: there are more calls, and a trace that goes on after the last of these is not whole")
    for name, value in result:
        rows = _calls(result) if isinstance(result, CallsQueryRes) else _rows(value)
        if rows is not None:
            tables.append(_listed(name, rows, named="columns" in result.metadata))
        elif value not in (None, [], {}):
            facts.append(f"{escape(name)}: {_cell(value)}")
    return "".join([*tables, f"<div {_NOTE}>{'; '.join(facts)}</div>" if facts else ""]) or "<i>nothing</i>"


def _calls(result: CallsQueryRes) -> list[dict[str, Any]] | None:
    names = [name for name in result.metadata.get("columns", ()) if is_shown(name)]
    readers = {name: reader(name) for name in (completed(names) if names else CallSchema.model_fields)}
    return [{name: read(call) for name, read in readers.items()} for call in result.calls] or None


def _rows(value: Any) -> list[dict[str, Any]] | None:
    """The rows of a list of objects, or of an object of objects; None for everything else."""
    if isinstance(value, list) and value:
        found = [each.model_dump() if isinstance(each, Result) else each for each in value]
        return found if all(isinstance(each, dict) for each in found) else None
    if isinstance(value, dict) and value and all(isinstance(each, dict) for each in value.values()):
        return [{"id": key, **_flat(each)} for key, each in value.items()]
    return None


def _flat(value: Mapping[str, Any]) -> dict[str, Any]:
    return {key: each.model_dump() if isinstance(each, Result) else each for key, each in value.items()}


def _listed(name: str, rows: Sequence[Mapping[str, Any]], named: bool) -> str:
    header = list(dict.fromkeys(key for row in rows for key in row))
    if not named:
        # Columns without a value say nothing.
        header = [key for key in header if any(row.get(key) not in (None, {}, []) for row in rows)] or header
    body = [[row.get(key) for key in header] for row in rows[:MAX_ROWS]]
    more = f"{len(rows) - MAX_ROWS:,} more" if len(rows) > MAX_ROWS else ""
    caption = f"{escape(name)}, {len(rows):,} row{'s' * (len(rows) != 1)}"
    return f"<div {_NOTE}>{caption}</div>{_table(header, body)}" + (f"<div {_NOTE}>{more}</div>" if more else "")


def _table(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    head = "".join(f'<th style="text-align:left;{_CELL}">{escape(name)}</th>' for name in header)
    body = "".join(
        "<tr>" + "".join(f'<td style="{_CELL}">{_cell(value)}</td>' for value in row) + "</tr>" for row in rows
    )
    return f"<table {_TABLE}><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(value: Any) -> str:
    match value:
        case None:
            text = ""
        case str():
            text = value
        case bool() | int():
            text = json.dumps(value)
        case Seconds():
            text = f"{value:,.3f} s"
        case float():
            text = f"{value:,.6g}" if abs(value) < 1e6 else f"{value:,.0f}"
        case datetime():
            text = value.isoformat(" ", "milliseconds").removesuffix("+00:00")
        case _:
            text = json.dumps(value, ensure_ascii=False, default=str)
    return escape(text if len(text) <= _MAX_TEXT else text[: _MAX_TEXT - 1] + "…")
