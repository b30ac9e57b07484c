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
    header = [
        f"{column.name} ({column.unit})" if _has_unit(column.unit, column.name) else column.name
        for column in result.columns
    ]
    rigid = tuple(name for name, column in zip(header, result.columns, strict=True) if column.role != "dimension")
    screen.table(header, [[_shown(row[name]) for name in names] for row in result.rows], Style(rigid=rigid))
    number = len(result.rows)
    rows = f"{number:,} row" + ("" if number == 1 else "s")
    screen.note(f"first {rows}" if result.truncated else rows)


def _has_unit(unit: str | None, name: str) -> bool:
    """Does a name leave out its unit? Counts are of calls anyway."""
    return unit not in (None, "calls") and not name.endswith(f"_{unit}")


def _shown(value: Any) -> Any:
    """A key that is no scalar, in words."""
    if not isinstance(value, dict):
        return Rounded(value) if isinstance(value, float) else value
    return "(all others)" if "$other" in value else f"({value['$type']})"
