"""Loading: the door. Recorded rows come in by the thousand, logical rows go to a driver, counts go out."""

from __future__ import annotations

from collections.abc import Callable

from weave_query.backend import Driver
from weave_query.catalogue.tables import CALLS, FEEDBACK, OBJECTS, PRICES, QUEUE_ITEMS, TABLE_ROWS, Table
from weave_query.loading.canonical import Refusal
from weave_query.loading.rows import Row, logical_rows
from weave_query.loading.source import Rows, Source

Progress = Callable[[str, int, int | None, int | None], None]
"""Called now and then: the logical table, its rows read so far, the bytes read and to read (None if unknown)."""

BATCH_ROWS = 5000
BATCH_CHARACTERS = 8 * 2**20
_ROWS_A_REPORT = 500


def load(
    driver: Driver,
    *,
    calls: Source | None = None,
    feedback: Source | None = None,
    prices: Source | None = None,
    objects: Source | None = None,
    tables: Source | None = None,
    queue_items: Source | None = None,
    progress: Progress | None = None,
    batch_size: int = BATCH_ROWS,
) -> dict[str, int]:
    """Store rows of the recorded shapes; a row replaces the stored one of equal key whole.

    Each source is a path (JSON lines in UTF-8, `.gz` too), an open file of JSON lines or an iterable of dicts; it is
    read as it is written, never held as a whole. `attributes`, `inputs` and `summary` of a call are objects or null,
    its output is any JSON. The tables exist already (`driver.create_schema()`). Returns the rows written, by logical
    table.

    A row that cannot be stored raises LoadError with its number and place. Nothing of its batch is written; earlier
    batches stay, and loading the mended source again replaces them by themselves. A file that cannot be opened
    raises LoadError too, without a number.
    """
    sources = (
        (OBJECTS, objects), (TABLE_ROWS, tables), (PRICES, prices),
        (CALLS, calls), (FEEDBACK, feedback), (QUEUE_ITEMS, queue_items),
    )  # fmt: skip
    return {
        table.name: _load_table(driver, table, Rows(table.name, source), progress, batch_size)
        for table, source in sources
        if source is not None
    }


def _load_table(driver: Driver, table: Table, rows: Rows, progress: Progress | None, batch_size: int) -> int:
    batch = _Batch(driver, table, batch_size)

    def report() -> None:
        if progress is not None:
            progress(table.name, batch.taken, rows.bytes_done, rows.bytes_total)

    for row in rows:
        try:
            for stored in logical_rows(table, row):
                batch.add(stored)
        except Refusal as refusal:
            raise rows.error(refusal.message, str(refusal.at) or None) from None
        if batch.full:
            batch.write()
        if batch.taken % _ROWS_A_REPORT == 0:
            report()
    batch.write()
    report()
    return batch.written


class _Batch:
    """Rows that are written together; of equal keys the last is kept."""

    def __init__(self, driver: Driver, table: Table, size: int) -> None:
        self._driver = driver
        self._table = table
        self._size = size
        self._columns = [column.name for column in table.columns]
        self._key = [self._columns.index(name) for name in table.key]
        self._rows: dict[Row, Row] = {}
        self._characters = 0
        self.taken = 0
        self.written = 0

    @property
    def full(self) -> bool:
        return len(self._rows) >= self._size or self._characters >= BATCH_CHARACTERS

    def add(self, row: Row) -> None:
        self._rows[tuple(row[place] for place in self._key)] = row
        self.taken += 1
        self._characters += sum(len(value) for value in row if isinstance(value, str))

    def write(self) -> None:
        if self._rows:
            self._driver.insert(self._table.name, self._columns, list(self._rows.values()))
            self.written += len(self._rows)
            self._rows = {}
            self._characters = 0
