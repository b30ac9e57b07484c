"""Room 4: rollups where the stored usage of some calls stands for all below them (semantics, section 6).

A call that is read as cumulative and has ended is closed: its sums are what is stored. Under `cumulative` that are all
ended calls. Under `auto` it depends on the model, so a model that is closed somewhere has a track of its own: links
of its own between the same calls. All other models share one track, which nothing closes.
"""

from __future__ import annotations

from weave_query.binding.nodes import TRUE, BoundAnd, BoundExpr, BoundOr, Case, Compare, ComparisonOp, Constant
from weave_query.compiled import OutputColumn
from weave_query.plan.measures import AggregateFunction, Measure
from weave_query.plan.nodes import (
    Aggregate,
    Alias,
    Derive,
    Filter,
    Join,
    Relation,
    Rollup,
    Union,
    Window,
    WindowFunction,
    WindowOutput,
)
from weave_query.plan.stored import COUNTED, CUMULATIVE, ID
from weave_query.plan.trees import LINK, PARENT, UNFINISHED, Selection
from weave_query.plan.usage import MODEL, columns_of, ref
from weave_query.types import INT, STRING

CLOSED = OutputColumn("closed", INT)
TRACK, TRACKED = OutputColumn("track", STRING), OutputColumn("tracked", INT)
_IS_CLOSED, _IS_LINK = OutputColumn("is_closed", INT), OutputColumn("is_link", INT)
_ONE, _ZERO, _NO_MODEL = Constant(1, INT), Constant(0, INT), Constant("", STRING)


def cumulative_rollup(selected: Selection, stored: Alias) -> Rollup:
    """Sums up to calls that have ended, with what is stored of those. stored: rows of usage with whether the call is
    unfinished, under that name."""
    closed = Case(((_is("sel", UNFINISHED, 1), _ZERO),), _ONE)
    links = (*columns_of("sel", ID), (LINK, ref("sel", PARENT)), (CLOSED, closed))
    ended = Filter(stored, _is("stored", UNFINISHED, 0))
    amounts = Alias(Derive(ended, columns_of("stored", ID, MODEL, *COUNTED)), "amounts")
    return Rollup(Alias(Derive(selected.nodes, links), "open_links"), amounts, (ID,), (MODEL,), COUNTED, closing=True)


def tracked_rollup(selected: Selection, stored: Alias) -> Rollup:
    """Sums up to calls and models that are closed, with what is stored of those. stored: rows of `with_kids`."""
    closes = BoundAnd((_is("stored", CUMULATIVE, 1), _is("stored", UNFINISHED, 0)))
    kept = columns_of("stored", ID, MODEL, UNFINISHED, CUMULATIVE, *COUNTED)
    closing = Alias(Derive(stored, (*kept, (CLOSED, Case(((closes, _ONE),), _ZERO)))), "closing")
    model = (ref("closing", MODEL, nullable=False),)
    tracked = WindowOutput(TRACKED, WindowFunction.MAX, model, (), ref("closing", CLOSED))
    usage = Alias(Window(closing, "closing", (tracked,)), "on_tracks", kept=True)
    return Rollup(_links(selected, usage), _amounts(usage), (ID, TRACK, TRACKED), (MODEL,), COUNTED, closing=True)


def _amounts(usage: Alias) -> Alias:
    """What is stored, on the track of its model; nothing of a cumulative model whose call has not ended."""
    name = usage.name
    track = Case(((_is(name, TRACKED, 1), ref(name, MODEL, nullable=False)),), _NO_MODEL)
    counts = BoundOr((_is(name, CUMULATIVE, 0), _is(name, UNFINISHED, 0)))
    columns = (*columns_of(name, ID, TRACKED, MODEL, *COUNTED), (TRACK, track))
    return Alias(Derive(Filter(usage, counts), columns), "amounts")


def _links(selected: Selection, usage: Alias) -> Alias:
    """The links between the calls on each track, closed where the call is for the model."""
    both = Alias(Union((_all_links(selected, usage), _closed(usage))), "stops")
    keys = tuple(ref("stops", column, nullable=False) for column in (ID, TRACK, TRACKED))
    closed = WindowOutput(_IS_CLOSED, WindowFunction.MAX, keys, (), ref("stops", CLOSED))
    rows = Filter(Alias(Window(both, "stops", (closed,)), "told_links"), _is("told_links", _IS_LINK, 1))
    columns = columns_of("told_links", ID, TRACK, TRACKED)
    told = ((LINK, ref("told_links", LINK)), (CLOSED, ref("told_links", _IS_CLOSED, nullable=False)))
    return Alias(Derive(rows, (*columns, *told)), "open_links")


def _all_links(selected: Selection, usage: Alias) -> Relation:
    name = usage.name
    closed_models = Filter(usage, _is(name, CLOSED, 1))
    models = Alias(Aggregate(closed_models, (), columns_of(name, MODEL)), "models")
    own = Derive(models, ((TRACK, ref("models", MODEL, nullable=False)), (TRACKED, _ONE)))
    counted = Alias(Aggregate(selected.counted, (Measure("calls", AggregateFunction.ROWS),)), "one")
    shared = Derive(counted, ((TRACK, _NO_MODEL), (TRACKED, _ZERO)))
    tracks = Alias(Union((own, shared)), "tracks")
    columns = (*columns_of("sel", ID), *columns_of("tracks", TRACK, TRACKED), (LINK, ref("sel", PARENT)))
    return Derive(Join(selected.nodes, tracks, TRUE), (*columns, (CLOSED, _ZERO), (_IS_LINK, _ONE)))


def _closed(usage: Alias) -> Relation:
    name = usage.name
    track = (TRACK, ref(name, MODEL, nullable=False))
    columns = (*columns_of(name, ID), track, (TRACKED, _ONE), (LINK, _NO_MODEL), (CLOSED, _ONE), (_IS_LINK, _ZERO))
    return Derive(Filter(usage, _is(name, CLOSED, 1)), columns)


def _is(rows: str, column: OutputColumn, value: int) -> BoundExpr:
    return Compare(ComparisonOp.EQ, ref(rows, column, nullable=False), Constant(value, INT))
