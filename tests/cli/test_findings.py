"""What `run` and `shell` tell beside an answer: what is hardly meant, what is cut, each with its place underlined."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

import weave_query as wq
from tests.cli.conftest import DATA, Cli, Ran
from weave_query.api import looking

PROJECT = "northwind/support-bot"
COSTS = "stats total_tokens by 1d from 2025-10-23 to 2025-10-25"


@pytest.fixture(scope="module")
def url_of_feedback(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("feedback") / "feedback.duckdb"
    with wq.connect(f"duckdb:///{file}") as db:
        db.create_schema()
        db.load(feedback=DATA / "feedback.jsonl.gz")
    return f"duckdb:///{file}"


def run(cli: Cli, url: str, text: str, *args: str, project: str = PROJECT) -> Ran:
    return cli("run", text, "--url", url, "--project", project, *args)


def test_usage_that_is_counted_twice_is_told_with_the_option_that_mends_it(cli: Cli, url: str) -> None:
    ran = run(cli, url, COSTS, "--json")
    assert ran.err == (
        "warning: WQ858 at 1:7: calls of this project hold the usage of the calls below them too, so sums count it "
        f"twice; run it with `--stored-usage auto`\n  {COSTS}\n        ^^^^^^^^^^^^\n"
    )
    assert run(cli, url, COSTS, "--no-lint").err == ""
    mended = run(cli, url, COSTS, "--json", "--stored-usage", "auto")
    assert mended.err == ""
    assert mended.json != ran.json


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("calls sort by cost desc limit 3", "1:15"),
        ("calls where cost >= 0 or latency > 0 limit 3", "1:13"),
        ("count calls where latency > 0 or cost >= 0", "1:34"),
    ],
)
def test_calls_that_are_chosen_by_cost_are_told_what_it_holds(cli: Cli, url: str, text: str, place: str) -> None:
    assert f"WQ858 at {place}: " in run(cli, url, text).err
    assert run(cli, url, text, "--stored-usage", "auto").err == ""
    above = '{"$gt": [{"$getField": "cost"}, 1]}'
    assert "WQ858 at /where/$gt/0/$getField: " in run(cli, url, "calls", "--where", above).err


@pytest.mark.parametrize("measure", ["sum(cost)", "sum(cost * 1000) as mills", "count(where cost > 0.001) as dear"])
def test_groups_with_costs_tell_what_is_counted_twice_and_what_has_no_price(
    cli: Cli, measure: str, tmp_path: Path
) -> None:
    url = f"duckdb:///{tmp_path}/costs.duckdb"
    usage = {"gpt-9": {"prompt_tokens": 100}, "m": {"prompt_tokens": 10}}
    call = {"project_id": "p/q", "trace_id": "t", "op_name": "o", "started_at": "2026-03-01T00:00:00Z"}
    call |= {"ended_at": "2026-03-01T00:00:01Z", "summary": {"usage": usage}}
    price = {"id": "1", "pricing_level": "default", "pricing_level_id": "default", "llm_id": "m"}
    price |= {"effective_date": "2026-01-01T00:00:00Z", "prompt_token_cost": 1e-6}
    with wq.connect(url) as db:
        db.create_schema()
        db.load(calls=[{**call, "id": "a"}, {**call, "id": "b", "parent_id": "a"}], prices=[price])
    told = "warning: 2 calls and models without a known price, of `gpt-9`: no cost of it is in a sum\n"
    ran = run(cli, url, f"aggregate {measure}", project="p/q")
    assert told in ran.err
    assert "WQ858 at 1:11" in ran.err
    apart = run(cli, url, f'aggregate {measure} where id = "b" from 2026-03-01 to 2026-03-02', project="p/q").err
    assert "1 call and model without a known price" in apart
    assert "known price" not in run(cli, url, "aggregate count()", project="p/q").err
    assert run(cli, url, f"aggregate {measure}", "--no-lint", project="p/q").err == ""


@pytest.mark.parametrize(
    ("text", "project", "told"),
    [
        ("calls limit 2", "northwind/suport-bot", "WQ863: there are no calls in the project `northwind/suport-bot`"),
        ("count calls", "northwind/suport-bot", "WQ863: there are no calls"),
        ("aggregate count()", "northwind/suport-bot", "WQ863: there are no calls"),
        ("stats latency by 1d from 2025-10-23 to 2025-10-25", "northwind/suport-bot", "WQ863: there are no calls"),
        (
            'calls where inputs.modl = "x"',
            PROJECT,
            "WQ855 at 1:13: `modl` was not seen in `inputs`, in the latest 1,000 of 3,109 calls",
        ),
        ("count calls where latency > 2s and latency < 1s", PROJECT, "WQ853 at 1:36"),
    ],
)
def test_an_empty_answer_is_told_why_it_may_be_empty(cli: Cli, url: str, text: str, project: str, told: str) -> None:
    ran = run(cli, url, text, "--format", "jsonl", project=project)
    assert ran.code == 0
    assert f"warning: {told}" in ran.err
    assert all("WQ" not in line for line in ran.lines)
    assert run(cli, url, text, "--no-lint", project=project).err == ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("feedback stats score avg, output.valeu avg {}", "WQ855 at 1:27: `valeu` was not seen in `payload.output`"),
        ("feedback stats output.label avg {}", "WQ856 at 1:16: no number was seen"),
        ('feedback stats valeu avg {} filter feedback_type "quality"', "WQ855 at 1:16: `valeu` was not seen"),
        ('feedback by scorer_id {} filter feedback_types "qualty"', "WQ855 at 1:75: no feedback of a type"),
    ],
)
def test_feedback_without_a_value_is_told_why(cli: Cli, url_of_feedback: str, text: str, told: str) -> None:
    ran = run(cli, url_of_feedback, text.format("from 2025-11-01 to 2025-11-08"))
    assert ran.code == 0
    assert f"warning: {told}" in ran.err


def test_an_answer_that_has_rows_is_told_what_needs_no_look(
    cli: Cli, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[int] = []
    monkeypatch.setattr(looking, "look", lambda *args: looks.append(1))
    ran = run(cli, url, "calls where latency > 1s and latency > 1s limit 1")
    assert ran.err.startswith("warning: WQ854 at 1:30: `latency > 1s` stands twice; leave one of them out\n")
    assert run(cli, url, "calls where latency > 9d limit 0").err == ""
    assert looks == []


def test_a_look_that_takes_too_long_tells_nothing_and_leaves_the_options(url: str) -> None:
    from weave_query.cli import findings
    from weave_query.cli.reading import asked_in_text

    with wq.connect(url, options=wq.Options(timeout_seconds=7)) as db:
        ask = asked_in_text('calls where inputs.modl = "x"', PROJECT, db.options)
        assert [each.code for each in findings._of_rows(db, ask)] == ["WQ855"]
        slow = ask._replace(options=db.options)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(findings, "_SECONDS", 1e-6)
            assert findings._of_rows(db, slow) == []
        assert db.options.timeout_seconds == 7


def test_a_condition_beside_is_looked_at_too(cli: Cli, url: str) -> None:
    ran = run(cli, url, "calls", "--where", "inputs.modl = 1")
    assert "WQ855" in ran.err
    body = json.dumps({"project_id": PROJECT})
    ran = cli("run", body, "--url", url, "--where", '{"$eq": [{"$getField": "inputs.modl"}, {"$literal": 1}]}')
    assert "WQ855 at /where/$eq/0" in ran.err


def test_the_shell_tells_it_too(cli: Cli, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for more, told in (((), True), (("--no-lint",), False)):
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{COSTS};\n"))
        ran = cli("shell", "--url", url, "--project", PROJECT, *more)
        assert (ran.code, "WQ858" in ran.err) == (0, told)


def test_usage_that_is_cut_says_so(cli: Cli, url: str) -> None:
    ran = run(cli, url, "usage of traces limit 14", "--json", "--stored-usage", "auto")
    assert ran.err == (
        "warning: cut at 14 calls, there are more: a trace that goes on after the last of them is not whole; "
        "`limit all`, null in JSON, counts whole traces\n"
    )
    assert len(ran.json["call_usage"]) == 14
    assert run(cli, url, "usage of traces limit all", "--stored-usage", "auto").err == ""
    assert "WQ858 at 1:1" in run(cli, url, "usage of traces limit all").err


def test_warnings_of_compiling_are_underlined(cli: Cli, url: str) -> None:
    ran = run(cli, url, 'calls where status = "eror"', "--no-lint")
    assert ran.err.splitlines()[1:] == ['  calls where status = "eror"', "              ^^^^^^^^^^^^^^^"]


@pytest.mark.parametrize("format", ["table", "csv", "json", "jsonl"])
def test_every_format_goes_into_a_file(cli: Cli, url: str, tmp_path: Path, format: str) -> None:
    target = tmp_path / "answer"
    printed = run(cli, url, "calls limit 3", "--format", format)
    ran = run(cli, url, "calls limit 3", "--format", format, "--output", str(target))
    assert (ran.code, ran.out, ran.err) == (0, f"wrote {target}\n", "")
    assert target.read_text(encoding="utf-8") == printed.out
    assert run(cli, url, "calls where x = 1", "--format", format, "--output", str(target)).code == 1
    assert target.read_text(encoding="utf-8") == printed.out
    nowhere = run(cli, url, "calls limit 3", "--output", str(tmp_path / "none" / "answer"))
    assert (nowhere.code, "cannot be written" in nowhere.err) == (2, True)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("calls select inputs.modle, op limit 3", "WQ855 at 1:14: `modle` was not seen in `inputs`"),
        ("calls sort by inputs.modle limit 3", "WQ855 at 1:15: `modle` was not seen in `inputs`"),
        ("calls select op sort by inputs.modle limit 3", "WQ855 at 1:25: `modle` was not seen in `inputs`"),
    ],
)
def test_a_column_and_an_order_of_a_key_that_no_call_has_are_told(cli: Cli, url: str, text: str, told: str) -> None:
    assert f"warning: {told}, in the latest 1,000 of 3,109 calls; nearest: `model`\n" in run(cli, url, text).err
    assert run(cli, url, text.replace("modle", "model")).err == ""
    assert run(cli, url, text, "--no-lint").err == ""


def test_a_column_and_an_order_of_a_key_that_no_feedback_has_are_told(cli: Cli, url_of_feedback: str) -> None:
    told = "`emojii` was not seen in `payload` of any feedback; nearest: `emoji`"
    for text in ("feedback select id, payload.emojii limit 3", "feedback sort by payload.emojii limit 3"):
        assert told in run(cli, url_of_feedback, text).err
        assert run(cli, url_of_feedback, text.replace("emojii", "emoji")).err == ""


def test_a_key_that_only_older_calls_have_is_not_told(cli: Cli, tmp_path: Path) -> None:
    """Calls before the latest 1,000 are asked for it, and what nothing has is told still."""
    url = f"duckdb:///{tmp_path}/older.duckdb"
    call = {"project_id": "p/q", "trace_id": "t", "op_name": "o"}
    rows = [{**call, "id": str(n), "started_at": f"2026-03-{1 + n // 60:02}T00:{n % 60:02}:00Z"} for n in range(1100)]
    with wq.connect(url) as db:
        db.create_schema()
        db.load(calls=[{**row, "inputs": {"db": "replica"} if n < 5 else {"a": 1}} for n, row in enumerate(rows)])
    for text in ('calls where inputs.db = "primary"', "calls select inputs.db sort by started_at desc limit 3"):
        assert run(cli, url, text, project="p/q").err == ""
    ran = run(cli, url, 'calls where inputs.db = "primary" and inputs.bd = 1', project="p/q")
    assert [line[:20] for line in ran.err.splitlines() if "WQ" in line] == ["warning: WQ855 at 1:"]
    assert "`bd` was not seen in `inputs`, in the latest 1,000 of 1,100 calls" in ran.err


def test_a_group_by_a_key_that_no_call_has_is_told(cli: Cli, url: str) -> None:
    told = "WQ855 at 1:{}: `modl` was not seen in `inputs`"
    assert told.format(22) in run(cli, url, "aggregate count() by inputs.modl").err
    assert told.format(26) in run(cli, url, "aggregate count() by op, inputs.modl limit 3").err
    assert run(cli, url, "aggregate count() by inputs.model").err == ""


def test_groups_by_documents_are_told_once(cli: Cli, url: str) -> None:
    for text in ("aggregate count() by inputs", "aggregate count() by summary.usage"):
        assert run(cli, url, text).err.count("WQ857 at 1:22") == 1


def test_what_leaves_no_call_is_told(cli: Cli, url: str) -> None:
    ran = run(cli, url, 'aggregate count() where inputs.model = "claude-opus" and status = "success"')
    assert 'note: no call satisfies `inputs.model = "claude-opus"`\n' in ran.err
    assert 'note: without `inputs.model = "claude-opus"` there are 2,952 calls\n' in ran.err
    within = run(cli, url, 'stats call_count where inputs.model = "claude-opus" from 2025-11-02 to 2025-11-03')
    assert "no call satisfies" in within.err
    assert run(cli, url, 'calls where inputs.model = "claude-opus"').err == ""


def test_usage_that_a_path_sums_is_told_whatever_the_policy(cli: Cli, url: str) -> None:
    text = 'aggregate sum(summary.usage["gpt-4o-mini-2024-07-18"].total_tokens)'
    for policy in ("own", "auto"):
        assert "WQ858 at 1:11" in run(cli, url, text, "--stored-usage", policy).err
    assert run(cli, url, f"{text} where parent_id is null").err == ""


def test_a_project_beside_another_one_in_json_is_refused(cli: Cli, url: str) -> None:
    body = json.dumps({"project_id": PROJECT, "limit": 1})
    ran = cli("run", "--url", url, "--project", "northwind/research-agent", body)
    assert ran.code == 1
    assert ran.err.startswith("error: WQ101 at /project_id: the request is about the project `northwind/support-bot`")
    assert cli("run", "--url", url, "--project", PROJECT, body).code == 0


def test_buckets_that_a_range_cuts_are_told(cli: Cli, url: str) -> None:
    day_in_new_york = 'every day in "America/New_York"'
    for text, told in {
        "aggregate count() every month from 2025-10-27 to 2025-11-05": "the first and the last bucket, which count",
        "stats call_count by 7d from 2025-10-27 to 2025-11-05": "the last bucket, which counts",
        "stats call_count by 1h from 2025-11-02T00:10 to 2025-11-02T00:30": "the bucket, which counts",
        "stats call_count by 1d from 2025-11-01 to 2025-11-03": None,
        # A day of 25 hours.
        f"aggregate count() {day_in_new_york} from 2025-11-02T00:00-04:00 to 2025-11-03T00:00-05:00": None,
        f"aggregate count() {day_in_new_york} from 2025-11-02T00:00-05:00 to 2025-11-03T00:00-05:00": "the",
    }.items():
        lines = run(cli, url, text).lines
        assert lines[-1].startswith(f"the range cuts {told}") if told else "cuts" not in lines[-1], text


def test_percentiles_that_are_approximate_are_told(cli: Cli, tmp_path: Path) -> None:
    file = f"duckdb:///{tmp_path}/p.duckdb"
    with wq.connect(file) as db:
        db.create_schema()
        db.load(calls=DATA / "calls.jsonl.gz")
    text = "stats latency p50 by 1d from 2025-11-02 to 2025-11-03"
    assert "percentiles are approximate, by t-digest" in run(cli, file, text, "--approximate-percentiles").err
    assert run(cli, file, text).err == ""


def test_tables_have_units_of_costs_and_null_keys(cli: Cli, url: str) -> None:
    costs = run(cli, url, "stats total_cost, total_tokens by 1d from 2025-11-02 to 2025-11-03", "--no-lint")
    assert costs.lines[0].split()[2:] == ["sum_total_cost", "(USD)", "sum_total_tokens", "count"]
    groups = run(cli, url, "aggregate count() by inputs.model limit 1")
    assert groups.lines[2].split() == ["(null)", "2014"]


def test_a_text_that_tells_case_apart_is_told(cli: Cli, url: str) -> None:
    ran = run(cli, url, 'calls where exception contains "timeout"')
    assert 'note: `exception contains "timeout"` tells case apart: with `icontains` there are 28 calls\n' in ran.err
    assert run(cli, url, 'calls where exception icontains "nothing of the kind"').err == ""


@pytest.mark.parametrize("text", ['call where status = "error"', "top 10 calls by latency", "select op from calls"])
def test_words_are_a_query_and_no_file(text: str, cli: Cli, url: str) -> None:
    assert run(cli, url, text).err.startswith("error: WQ101 at 1:1: ")
    assert "there is no file" in run(cli, url, "no such file.json").err


def test_usage_and_keys_that_only_older_calls_have(cli: Cli, tmp_path: Path) -> None:
    """The latest 1,000 calls call no model and have no customer: those before are looked at."""
    url = f"duckdb:///{tmp_path}/quiet.duckdb"
    call = {"project_id": "p/q", "trace_id": "t", "op_name": "o", "summary": {"usage": {"m": {"prompt_tokens": 5}}}}
    busy = {**call, "started_at": "2026-03-01T00:00:00Z", "inputs": {"customer": {"tier": "pro"}}}
    quiet = {**call, "summary": {}, "started_at": "2026-03-02T00:00:00Z", "inputs": {"a": 1}}
    with wq.connect(url) as db:
        db.create_schema()
        pairs = ((f"root{n}", f"kid{n}") for n in range(30))
        used = [each for root, kid in pairs for each in ({**busy, "id": root}, {**busy, "id": kid, "parent_id": root})]
        db.load(calls=[*used, *({**quiet, "id": str(n)} for n in range(1000))])
        assert db.fields("p/q", sample=500).cumulative
    assert "WQ858" in run(cli, url, "stats total_tokens by 1d from 2026-03-01 to 2026-03-02", project="p/q").err
    # The typo is behind a key that is there: that is all that is known.
    assert run(cli, url, 'calls where inputs.customer.teir = "pro"', project="p/q").err == ""
    assert "`custmer` was not seen" in run(cli, url, "calls where inputs.custmer.tier exists", project="p/q").err
