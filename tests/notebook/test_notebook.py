"""What notebooks show: SQL, tables, plots, of answers of the recorded calls."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from html.parser import HTMLParser
from itertools import combinations, pairwise
from math import isnan
from pathlib import Path

import pytest

import weave_query as wq
from tests.completion.rows import EXAMPLES, SUPPORT
from weave_query.notebook.lines import in_lines

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.fixture(scope="module")
def db() -> Iterator[wq.Database]:
    with wq.connect("duckdb://") as opened:
        opened.create_schema()
        opened.load(calls=EXAMPLES / "calls.jsonl.gz", feedback=EXAMPLES / "feedback.jsonl.gz")
        yield opened


class _Reader(HTMLParser):
    """The cells of tables, and whether every element is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.cells: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)
        if tag in ("td", "th"):
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("td", "th"):
            self.cells[-1] += data


def ask(db: wq.Database, text: str) -> wq.Result:
    return db.run(wq.read_query(text, SUPPORT))


def test_a_compiled_request_shows_its_sql_and_its_parameters() -> None:
    compiled = wq.compile(wq.CallsQueryReq(project_id="<b>x</b>", limit=5), "duckdb")
    html = compiled._repr_html_()
    cells = _Reader(html).cells
    assert "SELECT" in html
    assert "<b>x</b>" in cells
    assert "<b>x</b>" not in html


def test_an_answer_shows_its_rows(db: wq.Database) -> None:
    html = ask(db, "calls select id, inputs.question limit 60")._repr_html_()
    cells = _Reader(html).cells
    assert cells[:2] == ["id", "inputs.question"]
    assert len(cells) == 2 + 50 * 2
    assert "10 more" in html
    assert "calls, 60 rows" in html
    assert _Reader(ask(db, "count calls")._repr_html_()).cells == []
    assert "count: 3109" in ask(db, "count calls")._repr_html_()


def test_calls_show_the_columns_that_were_named(db: wq.Database) -> None:
    text = 'calls where status = "error" limit 1 select op_name, latency, cost, exception, inputs.order_id, input_refs'
    found = ask(db, text)
    assert isinstance(found, wq.CallsQueryRes)
    (call,) = found.calls
    assert call.summary is not None
    cells = _Reader(found._repr_html_()).cells
    assert cells[:6] == ["op_name", "latency_ms", "cost", "exception", "inputs.order_id", "id"]
    name, latency, cost, exception, order, id = cells[6:]
    assert (latency, cost, id) == (str(call.summary["weave"]["latency_ms"]), "", call.id)
    assert call.op_name.rpartition("/op/")[2].partition(":")[0] == name
    assert exception.split(": ")[0].isidentifier()
    assert "traceback" not in exception
    assert order == str(call.inputs["order_id"])


def test_calls_without_named_columns_show_those_that_have_values(db: wq.Database) -> None:
    cells = _Reader(ask(db, "calls limit 1")._repr_html_()).cells
    assert "project_id" in cells
    assert "deleted_at" not in cells


def test_usage_that_is_cut_says_so(db: wq.Database) -> None:
    assert "not whole" in ask(db, "usage of traces limit 14")._repr_html_()
    assert "not whole" not in ask(db, "usage of traces limit all")._repr_html_()


def _statements() -> Iterator[str]:
    for file in sorted(GOLDEN.glob("*/*.sql")):
        text = "\n".join(line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("--"))
        yield from (" ".join(each.split()) for each in text.split(";\n") if each.strip())


def test_a_statement_in_lines_is_the_same_but_for_spaces() -> None:
    statements = list(_statements())
    assert len(statements) > 100
    for sql in statements:
        lines = in_lines(sql)
        assert "".join(lines.split()) == "".join(sql.split())
        assert len(lines.splitlines()) > 2 or len(sql) < 100


def test_a_statement_has_a_line_for_each_part_and_quotes_stay() -> None:
    sql = (
        "WITH a AS (SELECT 'x, (y FROM' AS \"b, c\", 1 AS n FROM t) SELECT a.n, MAX(a.n) OVER (PARTITION BY a.n "
        "ORDER BY a.n) AS m FROM a LEFT JOIN t ON t.x = a.n WHERE a.n > 1 AND (a.n < 2 OR a.n IN (SELECT 1 AS one)) "
        "AND CASE WHEN a.n = 1 AND a.n = 2 THEN 1 END = 1 UNION ALL SELECT 1 AS n, 2 AS m LIMIT 3"
    )
    assert in_lines(sql).splitlines() == [
        "WITH a AS (",
        "  SELECT 'x, (y FROM' AS \"b, c\",",
        "    1 AS n",
        "  FROM t",
        ")",
        "SELECT a.n,",
        "  MAX(a.n) OVER (PARTITION BY a.n ORDER BY a.n) AS m",
        "FROM a",
        "LEFT JOIN t ON t.x = a.n",
        "WHERE a.n > 1",
        "  AND (a.n < 2 OR a.n IN (",
        "  SELECT 1 AS one",
        "))",
        "  AND CASE WHEN a.n = 1 AND a.n = 2 THEN 1 END = 1",
        "UNION ALL",
        "SELECT 1 AS n,",
        "  2 AS m",
        "LIMIT 3",
    ]
    assert in_lines("no statement, AND so on") == "no statement, AND so on"


def test_the_lines_of_a_statement_have_the_same_answer(db: wq.Database) -> None:
    compiled = db.compile(wq.read_query("calls where latency > 30s sort by started_at select op_name", SUPPORT))
    laid = replace(compiled, queries=tuple(replace(each, sql=in_lines(each.sql)) for each in compiled.queries))
    assert "\n" in laid.sql
    assert db.run_compiled(laid) == db.run_compiled(compiled)


@pytest.mark.parametrize(
    "text",
    [
        "stats latency p50 by 1d from 2025-10-30 to 2025-11-05",
        "usage of traces limit 20",
        "aggregate count() by status",
        "threads",
        "feedback limit 3",
        "feedback by scorer_id from 2025-01-01 to 2026-01-01",
        "calls where id = 'nothing'",
    ],
)
def test_every_answer_can_be_shown(text: str, db: wq.Database) -> None:
    _Reader(ask(db, text)._repr_html_())


def test_a_plot_has_the_buckets_at_their_width_and_gaps_for_nothing(db: wq.Database) -> None:
    found = ask(db, 'stats latency p95, total_tokens by 1d in "America/New_York" from 2025-10-30 to 2025-11-05')
    assert isinstance(found, wq.CallStatsRes)
    figure = found.plot("p95_latency_ms")
    (axes,) = figure.axes
    assert axes.get_title(loc="left") == "p95_latency_ms"
    (steps,) = axes.patches
    values, edges, _ = steps.get_data()
    expected = [row["p95_latency_ms"] for row in found.call_buckets]
    assert [None if isnan(value) else value for value in values] == expected
    assert None in expected
    times = axes.xaxis.get_major_locator().tz
    assert str(times) == "America/New_York"
    widths = [timedelta(days=later - earlier) for earlier, later in pairwise(edges)]
    # The clocks went back on 2 November.
    assert timedelta(hours=25) in [timedelta(seconds=round(width.total_seconds())) for width in widths]
    assert len(found.plot().axes) == 2


def test_an_aggregate_over_time_has_a_line_for_each_group(db: wq.Database) -> None:
    found = ask(db, "aggregate count() by status every day from 2025-10-30")
    assert isinstance(found, wq.AggregateRes)
    (axes,) = found.plot().axes
    assert {each.get_label() for each in axes.patches} == {row["status"] for row in found.rows}


def test_the_legend_says_of_how_many_groups_the_greatest_are_drawn(db: wq.Database) -> None:
    found = ask(db, "aggregate count() by op every day from 2025-10-23 to 2025-11-06")
    assert isinstance(found, wq.AggregateRes)
    groups = len({row["op"] for row in found.rows})
    assert groups > 12
    (axes,) = found.plot().axes
    assert axes.get_legend().get_title().get_text() == f"12 of {groups} groups"


def test_an_aggregate_without_rows_for_some_days_has_gaps_there(db: wq.Database) -> None:
    found = ask(db, "aggregate count() as n by op top 1 by n every day from 2025-10-23 to 2025-11-08")
    assert isinstance(found, wq.AggregateRes)
    (axes,) = found.plot().axes
    assert "(all others)" in {each.get_label() for each in axes.patches}
    for steps in axes.patches:
        values, edges, _ = steps.get_data()
        assert len(values) == 16
        assert {round(later - earlier, 6) for earlier, later in pairwise(edges)} == {1.0}
        assert any(isnan(value) for value in values)
        assert axes.get_xlim() == (edges[0], edges[-1])


@pytest.mark.parametrize(
    ("text", "moment", "told"),
    [
        ('stats latency p95 by 6h in "Europe/Berlin" from 2025-10-25 to 2025-10-28', "2025-10-26T01:00Z", "-1 h"),
        ('stats latency p95 by 1d in "Europe/Berlin" from 2025-10-25 to 2025-10-27', "2025-10-26T01:00Z", "-1 h"),
        (
            'aggregate count() every week in "America/New_York" from 2025-10-20 to 2025-11-17',
            "2025-11-02T06:00Z",
            "-1 h",
        ),
        ('stats latency p95 by 1h in "Europe/Berlin" from 2026-03-29 to 2026-03-30', "2026-03-29T01:00Z", "+1 h"),
    ],
)
def test_the_line_of_turned_clocks_stands_where_they_were_turned(
    text: str, moment: str, told: str, db: wq.Database
) -> None:
    found = ask(db, text)
    assert isinstance(found, wq.CallStatsRes | wq.AggregateRes)
    (axes,) = found.plot().axes
    (line,) = axes.lines
    assert set(line.get_xdata()) == {datetime.fromisoformat(moment)}
    assert [each.get_text() for each in axes.texts] == [f"clocks {told}"]


def test_where_no_clock_was_turned_there_is_no_line(db: wq.Database) -> None:
    found = ask(db, 'stats latency p95 by 1d in "Europe/Berlin" from 2025-10-27 to 2025-11-05')
    assert isinstance(found, wq.CallStatsRes)
    (axes,) = found.plot().axes
    assert list(axes.lines) == []


def test_groups_look_different_and_the_legend_is_beside_the_data(db: wq.Database) -> None:
    found = ask(db, "aggregate count() as n by op top 12 by n without other every day from 2025-10-23 to 2025-11-08")
    assert isinstance(found, wq.AggregateRes)
    figure = found.plot()
    figure.draw_without_rendering()
    (axes,) = figure.axes
    looks = [(tuple(each.get_edgecolor()), each.get_linestyle()) for each in axes.patches]
    assert len(set(looks)) == len(looks) == 12
    colours = {colour for colour, _ in looks}
    for one, other in combinations(colours, 2):
        assert sum(abs(a - b) for a, b in zip(one, other, strict=True)) > 0.4
    assert axes.get_legend().get_window_extent().x0 >= axes.get_window_extent().x1


def test_a_model_without_a_price_has_no_line_of_costs_and_axes_have_their_zone() -> None:
    query = wq.read_query(
        'stats total_cost, total_tokens by 1d in "Europe/Berlin" from 2025-10-23 to 2025-11-08', SUPPORT
    )
    with wq.connect("duckdb://") as db:
        db.create_schema()
        db.load(calls=EXAMPLES / "calls.jsonl.gz", prices=EXAMPLES / "prices.jsonl.gz")
        found = db.run(query.request)
    costs, tokens = found.plot().axes
    lines = [{each.get_label() for each in axes.patches} for axes in (costs, tokens)]
    assert lines[1] - lines[0] == {"unpriced-model"} == set(found.metadata["unpriced_models"])
    assert [axes.get_xlabel() for axes in (costs, tokens)] == ["Europe/Berlin"] * 2


def test_what_cannot_be_plotted_is_told(db: wq.Database) -> None:
    found = ask(db, "stats latency p95 by 1d from 2025-10-30 to 2025-11-05")
    assert isinstance(found, wq.CallStatsRes)
    with pytest.raises(wq.RequestError, match="nearest: `p95_latency_ms`"):
        found.plot("p95_latency")
    groups = ask(db, "aggregate count() by status")
    assert isinstance(groups, wq.AggregateRes)
    with pytest.raises(wq.RequestError, match="no values over time"):
        groups.plot()
