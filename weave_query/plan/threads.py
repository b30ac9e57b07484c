"""Room 4: the plan of a query for threads: turns, grouped by thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weave_query.binding.bind import bind
from weave_query.binding.derived import call_column, elapsed_micros
from weave_query.binding.nodes import (
    Apply,
    BoundExpr,
    Case,
    Coalesce,
    ColumnRef,
    Compare,
    ComparisonOp,
    Constant,
    Function,
)
from weave_query.binding.order import SortKey
from weave_query.catalogue.fields import CALL_FIELDS
from weave_query.compiled import OutputColumn
from weave_query.errors import ROOT
from weave_query.plan.measures import AggregateFunction, Measure, Percentile
from weave_query.plan.nodes import (
    Aggregate,
    Alias,
    Derive,
    Limit,
    NamedPlan,
    Relation,
    RequestPlan,
    Sort,
    Window,
    WindowFunction,
    WindowOutput,
)
from weave_query.plan.pages import count
from weave_query.plan.project import PROJECT
from weave_query.plan.selection import calls_of
from weave_query.requests.resolve_threads import ThreadsShape
from weave_query.types import FLOAT, INT, STRING

if TYPE_CHECKING:
    from weave_query.options import StoredUsage

_TURNS, _THREADS = "r", "t"
_THREAD, _TURN = OutputColumn("thread_id", STRING, "key"), OutputColumn("id", STRING)
_STARTED, _ENDED, _LASTED = (OutputColumn(name, INT) for name in ("started", "ended", "lasted"))
_FROM_START, _FROM_END = (OutputColumn(name, INT) for name in ("from_start", "from_end"))
_TURN_COUNT, _START_TIME = OutputColumn("turn_count", INT), OutputColumn("start_time", INT)
_LAST_END, _LAST_START = OutputColumn("last_end", INT), OutputColumn("last_start", INT)
_FIRST_TURN, _LAST_TURN = OutputColumn("first_turn_id", STRING), OutputColumn("last_turn_id", STRING)
_HALF, _MOST = OutputColumn("p50_turn_duration", FLOAT), OutputColumn("p99_turn_duration", FLOAT)
_LAST_UPDATED = OutputColumn("last_updated", INT)
_FRACTIONS = (0.5, 0.99)


def plan_threads(shape: ThreadsShape, policy: StoredUsage) -> RequestPlan:
    """One statement: figures of the turns of each thread, in order. Times are microseconds."""
    rows: Relation = Sort(Alias(_threads(shape, policy), _THREADS), _order(shape.sort))
    if shape.limit is not None or shape.offset is not None:
        rows = Limit(rows, count(shape.limit), count(shape.offset))
    columns = (_THREAD, _TURN_COUNT, _START_TIME, _FIRST_TURN, _LAST_TURN, _HALF, _MOST)
    outputs = [(column, _of(_THREADS, column)) for column in columns]
    threads = Derive(rows, (*outputs, (_LAST_UPDATED, _last_updated())))
    return RequestPlan(shape.kind, (NamedPlan("threads", threads),), PROJECT)


def _threads(shape: ThreadsShape, policy: StoredUsage) -> Relation:
    thread, turn = _of(_TURNS, _THREAD), _of(_TURNS, _TURN)
    started, ended, lasted = (_of(_TURNS, column) for column in (_STARTED, _ENDED, _LASTED))
    by_start = (SortKey(started), SortKey(turn))
    by_end = (SortKey(ended, descending=True), SortKey(started, descending=True), SortKey(turn, descending=True))
    placed = Window(
        _turns(shape, policy),
        _TURNS,
        (
            WindowOutput(_FROM_START, WindowFunction.PLACE, (thread,), by_start),
            WindowOutput(_FROM_END, WindowFunction.PLACE, (thread,), by_end),
        ),
    )
    return Aggregate(
        Alias(placed, _TURNS),
        (
            Measure(_TURN_COUNT.name, AggregateFunction.ROWS),
            Measure(_START_TIME.name, AggregateFunction.MIN, started),
            Measure(_LAST_END.name, AggregateFunction.MAX, ended),
            Measure(_LAST_START.name, AggregateFunction.MAX, started),
            Measure(_FIRST_TURN.name, AggregateFunction.MAX, _where_first(_FROM_START, turn)),
            Measure(_LAST_TURN.name, AggregateFunction.MAX, _where_first(_FROM_END, turn)),
            Percentile(_HALF.name, lasted, _FRACTIONS[0], _FRACTIONS),
            Percentile(_MOST.name, lasted, _FRACTIONS[1], _FRACTIONS),
        ),
        ((_THREAD, thread),),
    )


def _turns(shape: ThreadsShape, policy: StoredUsage) -> Alias:
    times = [
        (column, Apply(Function.TIMESTAMP_TO_MICROS, call_column(name)))
        for column, name in ((_STARTED, "started_at"), (_ENDED, "ended_at"))
    ]
    ids = [(_THREAD, call_column("thread_id")), (_TURN, call_column("id"))]
    calls = calls_of(bind(shape.predicate, CALL_FIELDS), policy=policy)
    return Alias(Derive(calls, (*ids, *times, (_LASTED, elapsed_micros()))), _TURNS)


def _where_first(place: OutputColumn, turn: ColumnRef) -> BoundExpr:
    return Case(((Compare(ComparisonOp.EQ, _of(_TURNS, place), Constant(0, INT)), turn),))


def _last_updated() -> BoundExpr:
    """When the last of the turns that ended did; of a thread where none did, when the last one started."""
    return Coalesce((_of(_THREADS, _LAST_END), _of(_THREADS, _LAST_START)))


def _order(sort: tuple[tuple[str, bool], ...]) -> tuple[SortKey, ...]:
    """The keys of the request and then the id of the thread, so that the order is total."""
    keys = {
        "thread_id": _of(_THREADS, _THREAD),
        "turn_count": _of(_THREADS, _TURN_COUNT),
        "start_time": _of(_THREADS, _START_TIME),
        "last_updated": _last_updated(),
        "p50_turn_duration_ms": _of(_THREADS, _HALF),
        "p99_turn_duration_ms": _of(_THREADS, _MOST),
    }
    at = ROOT.child("sort_by")
    found = [SortKey(keys[name], descending, at.child(number)) for number, (name, descending) in enumerate(sort)]
    return (*(found or [SortKey(keys["last_updated"], descending=True)]), SortKey(keys["thread_id"]))


def _of(rows: str, column: OutputColumn) -> ColumnRef:
    return ColumnRef(rows, column.name, column.type, nullable=column in _NULLABLE)


_NULLABLE = (_ENDED, _LASTED, _LAST_END, _HALF, _MOST)
