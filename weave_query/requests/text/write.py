"""Room 2: requests as text, in one canonical form: a clause a line, what is a default left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from weave_query.errors import ROOT, InternalError
from weave_query.requests.aggregate import AggregateReq, Dimension, Measure
from weave_query.requests.base import Request, WireModel
from weave_query.requests.calls import CallsQueryReq, CallsQueryStatsReq
from weave_query.requests.column_names import default_name
from weave_query.requests.feedback import FeedbackAggregateReq
from weave_query.requests.feedback_query import FeedbackQueryReq
from weave_query.requests.feedback_stats import FeedbackStatsReq
from weave_query.requests.field_paths import read_path
from weave_query.requests.operand import Operand
from weave_query.requests.query import Query
from weave_query.requests.stats import CallStatsReq
from weave_query.requests.text import clauses
from weave_query.requests.threads import ThreadsQueryReq
from weave_query.requests.usage import DEFAULT_LIMIT, CallsUsageReq, TraceUsageReq
from weave_query.syntax.expr import Element, Expr, GetField, conjunction
from weave_query.syntax.print import path_to_json
from weave_query.syntax.text import words
from weave_query.syntax.text.fields import path_text
from weave_query.syntax.text.queries import FILTERS
from weave_query.syntax.text.times import spelled_seconds
from weave_query.syntax.text.write import WIDTH, Writer


def write_query(request: Request, where: Query | None = None, *, width: int = WIDTH, spelled: bool = False) -> str:
    """A request as text, without its project. where: the condition beside it, as `read_query` gives it.

    `read_query(write_query(request, where), request.project_id)` asks the same. spelled: conditions that were read of
    a text keep their dates, durations and `now()` as they were written.
    """
    return "\n".join(RequestWriter(width, spelled=spelled).lines(request, where))


class RequestWriter:
    """Writes the clauses of requests. spelled: as `write_query` has it. times: the clause `from`, and the
    moments of `filter` by their names, as they were written."""

    def __init__(self, width: int = WIDTH, *, spelled: bool = False, times: Mapping[str, str] | None = None) -> None:
        self.width = width
        self.writer = Writer(spelled=spelled)
        self.groups = Writer(spelled=spelled, short=False)
        self.spelled = times or {}

    def lines(self, request: Request, where: Query | None) -> Iterator[str]:
        """The lines of a request: what is asked, then its clauses."""
        match request:
            case CallsQueryReq():
                return self._calls(request, where)
            case CallsQueryStatsReq():
                return self._count(request, where)
            case CallStatsReq():
                return self._stats(request, where)
            case TraceUsageReq():
                return self._trace_usage(request, where)
            case CallsUsageReq():
                return self._calls_usage(request, where)
            case FeedbackAggregateReq():
                return self._feedback_aggregate(request, where)
            case FeedbackStatsReq():
                return self._feedback_stats(request, where)
            case FeedbackQueryReq():
                return self._feedback(request, where)
            case ThreadsQueryReq():
                return self._threads(request, where)
            case AggregateReq():
                return self._aggregate(request, where)
            case _:
                raise InternalError(f"requests of kind `{request.kind}` have no text")

    def _calls(self, request: CallsQueryReq, where: Query | None) -> Iterator[str]:
        yield "calls"
        yield from self._filter(request.filter)
        yield from self._where(request.query, where)
        yield from clauses.sort(request.sort_by)
        yield from clauses.limited(request.limit)
        yield from clauses.skipped(request.offset)
        yield from clauses.columns("select", request.columns)
        yield from clauses.expand(request.expand_columns, values=request.return_expanded_column_values)
        yield from clauses.included(request)

    def _count(self, request: CallsQueryStatsReq, where: Query | None) -> Iterator[str]:
        yield "count calls"
        yield from self._filter(request.filter)
        yield from self._where(request.query, where)
        yield from clauses.limited(request.limit)
        yield from clauses.expand(request.expand_columns)
        yield from clauses.included(request)

    def _stats(self, request: CallStatsReq, where: Query | None) -> Iterator[str]:
        specs = [*(request.call_metrics or ()), *(request.usage_metrics or ())]
        yield f"stats {', '.join(map(clauses.call_metric, specs))}".rstrip()
        yield from clauses.by_width(request.granularity, request.timezone)
        yield from clauses.time_range(request.start, request.end, self.spelled.get("from"))
        yield from self._filter(request.filter)
        yield from self._where(where)

    def _trace_usage(self, request: TraceUsageReq, where: Query | None) -> Iterator[str]:
        yield "usage of traces"
        yield from self._filter(request.filter)
        yield from self._where(request.query, where)
        yield from clauses.included(request)
        yield from clauses.limited(request.limit, default=DEFAULT_LIMIT)

    def _calls_usage(self, request: CallsUsageReq, where: Query | None) -> Iterator[str]:
        yield f"usage of calls {clauses.texts(request.call_ids)}"
        yield from self._where(where)
        yield from clauses.included(request)
        yield from clauses.limited(request.limit, default=DEFAULT_LIMIT)

    def _feedback_stats(self, request: FeedbackStatsReq, where: Query | None) -> Iterator[str]:
        yield f"feedback stats {', '.join(map(clauses.feedback_metric, request.metrics or ()))}".rstrip()
        yield from clauses.by_width(request.granularity, request.timezone)
        yield from clauses.time_range(request.start, request.end, self.spelled.get("from"))
        yield from clauses.restrictions(request, FILTERS["feedback_stats"])
        yield from self._where(where)

    def _feedback(self, request: FeedbackQueryReq, where: Query | None) -> Iterator[str]:
        yield "feedback"
        yield from self._where(request.query, where)
        yield from clauses.sort(request.sort_by)
        yield from clauses.limited(request.limit)
        yield from clauses.skipped(request.offset)
        yield from clauses.columns("select", request.fields)

    def _threads(self, request: ThreadsQueryReq, where: Query | None) -> Iterator[str]:
        yield "threads"
        yield from self._filter(request.filter)
        yield from self._where(where)
        yield from clauses.sort(request.sort_by)
        yield from clauses.limited(request.limit)
        yield from clauses.skipped(request.offset)

    def _where(self, *conditions: Query | None) -> Iterator[str]:
        found = [each.expr for each in conditions if each is not None]
        if found:
            yield from self._condition("where", conjunction(found), self.writer)

    def _condition(self, word: str, expr: Expr, writer: Writer) -> Iterator[str]:
        first, *rest = writer.lines(expr, self.width - len(word) - 1)
        yield f"{word} {first}"
        yield from rest

    def _filter(self, filter: WireModel | None) -> Iterator[str]:
        if filter is not None:
            yield from clauses.restrictions(filter, tuple(type(filter).model_fields), self.spelled)

    def _feedback_aggregate(self, request: FeedbackAggregateReq, where: Query | None) -> Iterator[str]:
        by = [f"by {', '.join(request.group_by)}"] if request.group_by else []
        seconds = request.time_bucket_seconds
        every = [f"every {spelled_seconds(seconds)}"] if seconds is not None else []
        yield " ".join(["feedback", *by, *every])
        after, before = map(clauses.from_milliseconds, (request.after_ms, request.before_ms))
        yield from clauses.time_range(after, before, self.spelled.get("from"))
        yield from clauses.restrictions(request, FILTERS["feedback_aggregate"])
        yield from self._where(where)

    def _aggregate(self, request: AggregateReq, where: Query | None) -> Iterator[str]:
        yield " ".join(["aggregate", ", ".join(map(self._measure, request.measures or ()))]).rstrip()
        if request.dimensions:
            yield "by " + ", ".join(map(self._dimension, request.dimensions))
        if request.bucket is not None:
            bucket = request.bucket
            every = spelled_seconds(bucket.every) if isinstance(bucket.every, int) else bucket.every or "auto"
            zone = f" in {words.quoted(bucket.timezone)}" if bucket.timezone != "UTC" else ""
            week = f" week starts {bucket.week_start}" if bucket.week_start != "monday" else ""
            yield f"every {every}{zone}{week}{' fill' if bucket.fill else ''}"
        yield from clauses.time_range(request.start, request.end, self.spelled.get("from"))
        if request.time_field != "started_at":
            yield f"on {request.time_field}"
        yield from self._filter(request.filter)
        yield from self._where(request.query, where)
        if request.having is not None:
            yield from self._condition("having", request.having.expr, self.groups)
        if request.order:
            yield "sort by " + ", ".join(
                clauses.column_name(each.by) + (" desc" if each.direction == "desc" else "") for each in request.order
            )
        yield from clauses.limited(request.limit)

    def _measure(self, measure: Measure) -> str:
        function: str = measure.function
        if function == "percentile" and measure.percentile is not None:
            function = f"p{clauses.number(measure.percentile)}"
        operand = self._operand(measure.field, measure.value)
        where = f"where {self.writer.text(measure.where.expr)}" if measure.where is not None else ""
        return f"{function}({' '.join(filter(None, (operand, where)))}){_name(measure)}"

    def _dimension(self, dimension: Dimension) -> str:
        top = f" top {dimension.top}" if dimension.top is not None else ""
        by = f" by {clauses.column_name(dimension.by)}" if top and dimension.by is not None else ""
        other = " without other" if top and not dimension.other else ""
        return f"{self._operand(dimension.field, dimension.value)}{top}{by}{other}{_name(dimension)}"

    def _operand(self, field: str | list[str | int] | None, value: Operand | None) -> str:
        if field is not None:
            return path_text(read_path(field, ROOT))
        if value is None:
            return ""
        text = self.writer.text(value.expr)
        # A field that stands alone is the `field` of a measure.
        return f"({text})" if isinstance(value.expr, (GetField, Element)) else text


def _name(each: Dimension | Measure) -> str:
    """The name of a column, where it is not the one that its text has by itself."""
    name = each.name
    if name is None and each.field is not None:
        written = each.model_copy(update={"field": path_to_json(read_path(each.field, ROOT))})
        if default_name(written, ROOT) != default_name(each, ROOT):
            name = default_name(each, ROOT)
    return f" as {clauses.column_name(name)}" if name is not None else ""
