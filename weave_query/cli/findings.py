"""What is hardly meant in a request, told beside its answer. The rows are looked at where an answer may mislead."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from weave_query.api.unpriced import look_at_prices
from weave_query.cli import problems
from weave_query.cli.cautions import without_price
from weave_query.cli.emptied import reasons
from weave_query.cli.lint import on_the_command_line
from weave_query.cli.reading import Asked
from weave_query.cli.unseen import call_has, groups_documents, names_what_no_row_has
from weave_query.errors import WeaveQueryError

if TYPE_CHECKING:
    from weave_query.api import Database
    from weave_query.completion import Observed
    from weave_query.lint import Finding
    from weave_query.requests.base import Request, Result
    from weave_query.syntax.paths import FieldPath

_SAMPLE = 1000
# Each statement of a look is ended after so long: nobody waits for what was not asked.
_SECONDS = 2.0


def tell(db: Database, ask: Asked, result: Result) -> None:
    """Warn on stderr of what `lint` finds, each with its place underlined.

    Of an empty answer, of one with a column, an order or a group of a key that no row has, and of groups by documents,
    lint knows what the latest calls have; of one with usage or costs, how the latest calls hold it;
    of groups with costs, which models have no price; of every other nothing is looked at. A look that fails, or takes
    long, tells nothing. Of an empty answer it is also told which condition leaves no call.
    """
    is_empty = _is_empty(result) and getattr(ask.request, "limit", None) != 0
    for found in _of_rows(db, ask) if is_empty else _findings(db, ask, result):
        problems.caution(str(on_the_command_line(found)), found.at)
    if is_empty:
        with _in_short(db):
            told = reasons(db, ask.request, ask.where)
            # Of one condition alone the empty answer says it.
            for each in told if len(told) > 1 or _has_bounds(ask.request) else ():
                problems.note(each)
    with _in_short(db):
        for each in without_price(look_at_prices(db, ask.request, ask.where)):
            problems.caution(each)


def _has_bounds(request: Request) -> bool:
    """Does anything beside conditions choose the calls?"""
    return any(getattr(request, name, None) is not None for name in ("filter", "start"))


def _findings(db: Database, ask: Asked, result: Result) -> list[Finding]:
    from weave_query.lint import LintCode
    from weave_query.lint.usage import sums_as_stored

    found = _linted(ask, None)
    if (ask.options.stored_usage == "own" and _reads_usage(ask)) or any(sums_as_stored(ask.request)):
        # What was not looked at is not said to be missing.
        of_usage = _linted(ask, _seen(db, ask, usage_alone=True))
        found += [each for each in of_usage if each.code == LintCode.COUNTED_TWICE.value]
    with _in_short(db):
        codes = set[str]()
        if names_what_no_row_has(db, ask.request, result):
            codes.add(LintCode.UNSEEN_KEY.value)
        if groups_documents(ask.request, result):
            codes.add(LintCode.DOCUMENT_AS_KEY.value)
        if codes:
            found = [each for each in found if each.code not in codes]
            found += [each for each in _of_rows(db, ask) if each.code in codes]
    return found


def _of_rows(db: Database, ask: Asked) -> list[Finding]:
    """What lint finds with a look at the rows, but for keys that calls before those that were looked at have."""
    observed = _seen(db, ask)
    found = _linted(ask, observed)
    if observed is None or observed.part is None:
        return found
    return [each for each in found if each.key is None or not _is_older(db, ask, each.key)]


def _is_older(db: Database, ask: Asked, key: FieldPath) -> bool:
    with _in_short(db):
        return call_has(db, _project(ask), key)
    return False


def _linted(ask: Asked, observed: Observed | None) -> list[Finding]:
    from weave_query.lint import lint

    return lint(ask.read or ask.request, ask.beside, observed=observed, stored_usage=ask.options.stored_usage)


@contextmanager
def _in_short(db: Database) -> Iterator[None]:
    """Each statement is ended soon, and what fails is nothing."""
    options = db.options
    try:
        db.options = replace(options, timeout_seconds=min(options.timeout_seconds or _SECONDS, _SECONDS))
        yield
    except WeaveQueryError:
        pass
    finally:
        db.options = options


def _seen(db: Database, ask: Asked, *, usage_alone: bool = False) -> Observed | None:
    """What the latest calls have, or of their usage only; None where that cannot be said in time."""
    from weave_query.api.looking import look, look_at_usage

    with _in_short(db):
        return (look_at_usage if usage_alone else look)(db, _project(ask), _SAMPLE)
    return None


def _project(ask: Asked) -> str:
    return str(getattr(ask.request, "project_id", ""))


def _reads_usage(ask: Asked) -> bool:
    """Does it count usage or costs, or choose calls by what they cost?"""
    from weave_query.requests.aggregate import AggregateReq
    from weave_query.requests.costs import counts_cost, places_of_cost
    from weave_query.requests.stats import CallStatsReq
    from weave_query.requests.usage import CallsUsageReq, TraceUsageReq

    match ask.request:
        case CallStatsReq(usage_metrics=[_, *_]) | TraceUsageReq() | CallsUsageReq():
            return True
        case AggregateReq() if counts_cost(ask.request):
            return True
        case _:
            conditions = [each.expr for each in (getattr(ask.request, "query", None), ask.where) if each is not None]
            return bool(places_of_cost(ask.request, conditions))


def _is_empty(result: Result) -> bool:
    """Has no call, no row, no usage and no value of a metric been found?"""
    from weave_query.requests.aggregate import AggregateRes
    from weave_query.requests.calls import CallsQueryStatsRes
    from weave_query.requests.feedback_stats import FeedbackStatsRes

    match result:
        case CallsQueryStatsRes():
            return result.count == 0
        case AggregateRes():
            measures = [column.name for column in result.columns if column.role == "measure"]
            return not any(row[name] for row in result.rows for name in measures)
        case FeedbackStatsRes():
            # A metric that is nothing in all of the range is hardly meant.
            return not all(any(figures.values()) for figures in result.window_stats.values())
        case _:
            lists = [value for _, value in result if isinstance(value, list | dict)]
            return not any(_has_any(row) for rows in lists for row in rows)


def _has_any(row: object) -> bool:
    """Buckets are there without calls too."""
    counts = [row[name] for name in ("count", "total_count") if name in row] if isinstance(row, dict) else []
    return any(counts) if counts else True
