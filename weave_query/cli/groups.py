"""Groups of an aggregation as rows of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weave_query.cli.layout import Style
from weave_query.cli.screen import Screen
from weave_query.cli.text import Rounded

if TYPE_CHECKING:
    from weave_query.requests.aggregate import AggregateRes


def show_groups(screen: Screen, result: AggregateRes, format: str) -> None:
    """A table with the units of its numbers, and how many rows it has; or csv with whole values."""
    names = [column.name for column in result.columns]
    if format == "csv":
        screen.csv(names, ([row[name] for name in names] for row in result.rows))
        return
    header = [with_unit(column.name, column.unit) for column in result.columns]
    rigid = tuple(name for name, column in zip(header, result.columns, strict=True) if column.role != "dimension")
    keys = {column.name for column in result.columns if column.role == "dimension"}
    rows = [[_shown(row[name], is_key=name in keys) for name in names] for row in result.rows]
    screen.table(header, rows, Style(rigid=rigid))
    number = len(result.rows)
    count = f"{number:,} row" + ("" if number == 1 else "s")
    screen.note(f"first {count}" if result.truncated else count)


def with_unit(name: str, unit: str | None) -> str:
    """The head of a column: its unit beside a name that leaves it out. Counts are of calls anyway, tokens of tokens."""
    if unit is None or unit == "calls" or name.endswith((f"_{unit}", unit)):
        return name
    return f"{name} ({unit})"


def _shown(value: Any, *, is_key: bool) -> Any:
    """A key that is null or no scalar, in words."""
    if value is None and is_key:
        return "(null)"
    if not isinstance(value, dict):
        return Rounded(value) if isinstance(value, float) else value
    return "(all others)" if "$other" in value else f"({value['$type']})"
