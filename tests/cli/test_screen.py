"""What a terminal gets, what a pipe gets, and how tables are laid out."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tests.cli.terminal import ESCAPE, in_a_pipe, on_a_terminal, plain
from tests.conftest import EXAMPLES
from tests.sampling import first_ones
from weave_query import list_backends, read_query
from weave_query.catalogue.fields import CALL_FIELDS, FEEDBACK_FIELDS
from weave_query.cli.layout import Style, fit, layout
from weave_query.cli.text import Rounded, cell, cut, cut_inside, document, padded, width
from weave_query.columns import Seconds

REQUEST = '{"project_id": "northwind/support-bot", "limit": 3}'


@pytest.mark.parametrize(
    "args",
    [["backends"], ["fields"], ["compile", REQUEST, "--pretty"], ["compile", REQUEST, "--stage", "expr"], ["-h"]],
)
def test_a_pipe_gets_no_escape_codes(args: list[str]) -> None:
    ran = in_a_pipe(*args)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "\x1b" not in ran.stdout


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_terminal_that_says_no_gets_none_either(env: dict[str, str], url: str) -> None:
    code, out = on_a_terminal("run", "--url", url, REQUEST, env=env)
    assert code == 0
    assert "\x1b" not in out
    assert out.splitlines()[1].startswith("-----")


@pytest.mark.parametrize("columns", first_ones([80, 100, 120], 1))
@pytest.mark.parametrize("without", [[], ["rich"]])
def test_tables_fit_the_terminal(columns: int, without: list[str], url: str) -> None:
    for args in (["run", "--url", url, REQUEST], ["fields"], ["backends"]):
        code, out = on_a_terminal(*args, columns=columns, without=without)
        assert code == 0
        assert bool(ESCAPE.search(out)) is (not without)
        assert max(map(len, plain(out).splitlines())) <= columns


def test_a_statement_on_a_terminal_is_highlighted_and_whole() -> None:
    """Its lines are never broken by us, so that what is copied is what was compiled."""
    long = json.dumps({"project_id": "p" * 300, "columns": ["id"]})
    code, out = on_a_terminal("compile", long, "--backend", "duckdb", "--inline")
    piped = in_a_pipe("compile", long, "--backend", "duckdb", "--inline", "--pretty")
    assert (code, piped.returncode) == (0, 0)
    assert ESCAPE.search(out)
    assert plain(out) == piped.stdout


def test_a_terminal_without_rich_gets_the_same_text() -> None:
    code, out = on_a_terminal("compile", REQUEST, "--backend", "sqlite", without=["rich"])
    assert (code, out) == (0, in_a_pipe("compile", REQUEST, "--backend", "sqlite", "--pretty").stdout)


def test_an_encoding_without_the_letters_is_no_error(url: str) -> None:
    args = ("run", "--url", url, REQUEST, "--columns", "op_name")
    code, out = on_a_terminal(*args, columns=12, env={"PYTHONIOENCODING": "ascii", "NO_COLOR": "1"})
    assert code == 0
    assert "\\u2026" in out


@pytest.mark.parametrize(("args", "code"), [([], 2), (["dance"], 2), (["compile"], 2), (["--help"], 0), (["load"], 2)])
def test_the_code_of_wrong_usage_is_2(args: list[str], code: int, cli: Cli) -> None:
    ran = cli(*args)
    assert ran.code == code
    assert ("try `weave-query" in ran.err) is (code == 2)


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["run"], "weave-query run: error: the following arguments are required: --url, REQUEST"),
        (
            ["run", "calls", "--url", "x", "--fromat", "csv"],
            "unrecognized arguments: --fromat csv; nearest: `--format`",
        ),
        (["run", "calls", "--url", "x", "--format", "tabel"], "nearest: `table`"),
        (["load", "--url", "duckdb://"], "weave-query load: error: nothing to load"),
    ],
)
def test_wrong_usage_is_told_by_its_reason_and_where_the_usage_is(args: list[str], told: str, cli: Cli) -> None:
    ran = cli(*args)
    reason, rest = ran.err.splitlines()
    assert told in reason
    assert (ran.code, ran.out, rest) == (2, "", f"try `weave-query {args[0]} --help`")


def test_help_documents_the_exit_codes(cli: Cli) -> None:
    text = cli("--help").out
    assert [line.split()[0] for line in text.split("exit codes:\n")[1].splitlines()[:3]] == ["0", "1", "2"]


def test_nothing_to_load_is_wrong_usage(cli: Cli) -> None:
    ran = cli("load", "--url", "duckdb://")
    assert ran.code == 2
    assert "nothing to load" in ran.err


def test_the_version_is_that_of_the_distribution(cli: Cli) -> None:
    from importlib.metadata import version

    assert cli("--version").out == f"weave-query {version('weave-query')}\n"


def test_backends_lists_what_is_installed(cli: Cli) -> None:
    found = cli("backends", "--json").json
    assert [entry["name"] for entry in found] == list(list_backends())
    assert {entry["name"]: entry["extra"] for entry in found}["sqlite"] is None
    assert all(entry["drivers"] and not entry["missing"] for entry in found if entry["extra"])
    assert [line.split()[0] for line in cli("backends").lines[2:]] == list(list_backends())


def test_a_driver_that_is_not_there_is_told_with_its_extra(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib.metadata import PackageNotFoundError

    from weave_query.cli import backends

    def none(name: str) -> None:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(backends, "distribution", none)
    out = cli("backends").out
    assert "duckdb: the driver is missing; the extra `duckdb` of weave-query installs it: in a checkout" in out
    assert "sqlite:" not in out.replace("sqlite://", "")


def test_fields_lists_the_catalogue_once(cli: Cli) -> None:
    found = cli("fields", "--json").json
    own, sets = found[:-4], found[-4:]
    assert [entry["name"] for entry in own] == [n for n, f in CALL_FIELDS.fields.items() if n == f.name]
    assert [entry["name"] for entry in sets] == [
        *(f"feedback.[TYPE].{name}" for name in ("payload", "runnable_ref", "trigger_ref")),
        "annotation_queue_items.queue_id",
    ]
    types = {entry["name"]: (entry["type"], entry["kind"], entry["aliases"]) for entry in found}
    assert types["started_at"] == ("timestamp", "column", [])
    assert types["input_refs"] == ("array<string>", "list", [])
    assert types["summary.weave.latency_ms"] == ("float", "derived", ["latency_ms"])
    assert types["summary.weave.status"] == ("string", "derived", ["status"])


def test_fields_of_feedback_are_listed_where_they_are_asked_for(cli: Cli) -> None:
    found = cli("fields", "--of", "feedback", "--json").json
    assert [entry["name"] for entry in found] == list(FEEDBACK_FIELDS.fields)
    types = {entry["name"]: (entry["type"], entry["kind"]) for entry in found}
    assert types["payload"] == ("json", "json")
    assert types["scorer_id"] == ("string", "derived")
    assert "the tags that a scorer gave" in " ".join(cli("fields", "--of", "feedback").out.split())
    assert cli("fields", "--of", "threads").code == 2


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("", ""),
        (True, "true"),
        (1.5, "1.5"),
        (1e-07, "0.0000001"),
        (3.0, "3.0"),
        (-1e-300, "-1e-300"),
        (1e300, "1e+300"),
        (float("inf"), "Infinity"),
        (0.1234567891, "0.1234567891"),
        (Rounded(0.0), "0"),
        (Rounded(-0.0), "-0"),
        (Rounded(3.0), "3"),
        (Rounded(1234.5678912), "1234.567891"),
        (Rounded(1.23456789e-07), "0.000000123457"),
        (Seconds(4711.25), "4,711.250 s"),
        (2**70, str(2**70)),
        ({"a": [1, None]}, '{"a":[1,null]}'),
        (datetime(2025, 1, 2, 3, 4, 5, 678901, tzinfo=UTC), "2025-01-02 03:04:05.678"),
        ("a\nb\x1b\u2028c", "a\\nb\\x1b\\u2028c"),
        ("a\u00a0b\u3000c", "a\u00a0b\u3000c"),
        ("\ud800", "\\ud800"),
    ],
)
def test_a_cell_is_one_line(value: object, text: str) -> None:
    assert cell(value) == text


def test_width_counts_columns_of_the_terminal() -> None:
    assert [width(text) for text in ("abc", "保証", "e\u0301", "")] == [3, 4, 1, 0]
    assert cut("保証期間", 5) == "保証…"
    assert cut("abc", 3) == "abc"
    assert cut("abcd", 3) == "ab…"
    assert width(padded("保証", 6)) == 6


def test_soft_columns_give_way_before_rigid_ones() -> None:
    assert fit([40, 40], 100) == [40, 40]
    assert fit([40, 40, 10], 70, [0, 1, 2]) == [30, 30, 10]
    assert fit([40, 36], 60, [0], [1]) == [24, 36]
    assert fit([40, 36], 40, [0], [1]) == [16, 24]
    assert fit([40, 36], 5, [0], [1]) == [8, 8]
    assert fit([40, 36], 5, [0]) == [8, 36]


def test_an_id_is_whole_where_there_are_100_columns() -> None:
    def columns(room: int) -> list[int]:
        rows = [("x" * 36, "y" * 90, "z" * 23)]
        return [width(text) for text in layout(("id", "text", "at"), rows, room, Style(whole=["id"], rigid=["at"]))[0]]

    assert columns(100) == [36, 37, 23]
    assert columns(80) == [36, 17, 23]
    assert columns(70) == [34, 16, 16]


def test_a_wrapped_cell_takes_up_to_four_lines_of_a_terminal() -> None:
    def cells(text: str, columns: int | None) -> list[str]:
        return [line[0].rstrip() for line in layout(("e", "n"), [(text, 1)], columns, Style(wrapped=["e"]))[1:]]

    assert cells("one two three four five", 12) == ["one two", "three", "four five"]
    assert cells(" ".join(["again"] * 9), 12) == ["again", "again", "again", "again ag…"]
    assert cells("x" * 20, 19) == ["x" * 16, "x" * 4]
    assert cells("保証期間は二年です", 11) == ["保証期間", "は二年で", "す"]
    assert cells("one two three four five " * 5, None) == [("one two three four five " * 5)[:79].rstrip() + "…"]


def test_a_document_stands_in_few_lines() -> None:
    value = {"a": [1, 2], "b": {"c": "x" * 20, "d": []}, "e": None}
    assert document(value, 80) == json.dumps(value)
    assert document(value, 40).splitlines() == [
        "{",
        '  "a": [1, 2],',
        '  "b": {',
        '    "c": "xxxxxxxxxxxxxxxxxxxx",',
        '    "d": []',
        "  },",
        '  "e": null',
        "}",
    ]
    assert json.loads(document(value, 5)) == value


def test_numbers_stand_on_the_right_and_prose_is_broken() -> None:
    assert layout(("n", "t"), [(1, "a"), (10, "b")], 80) == [[" n", "t"], [" 1", "a"], ["10", "b"]]
    lines = layout(("n", "about"), [("x", "one two three four")], 12, Style(prose=["about"]))
    assert [line[1].rstrip() for line in lines] == ["about", "one two", "three", "four"]
    assert layout(("a", "b"), [], 80) == [["a", "b"]]


def test_what_was_asked_for_has_the_room_and_the_id_is_last_and_cut_in_its_middle(url: str) -> None:
    text = 'calls where status = "error" limit 3 select op_name, latency, inputs.order_id, exception'
    for columns in (80, 100):
        code, out = on_a_terminal("run", text, "--project", "northwind/support-bot", "--url", url, columns=columns)
        assert code == 0
        head, _, first, *_ = plain(out).splitlines()
        assert head.split() == ["op_name", "latency_ms", "inputs.order_id", "exception", "id"]
        assert max(map(len, plain(out).splitlines())) <= columns
        assert first.split()[0] == "handle_order"
        begin, end = first.split()[-1].split("…")
        whole = in_a_pipe("run", text, "--project", "northwind/support-bot", "--url", url).stdout
        id = whole.splitlines()[2].split()[-1]
        assert id.startswith(begin)
        assert id.endswith(end)
        assert len(end) >= 5
    asked = on_a_terminal("run", f"{text}, id", "--project", "northwind/support-bot", "--url", url, columns=100)[1]
    assert id in plain(asked)


def test_a_text_is_cut_inside() -> None:
    assert [cut_inside("0123456789", columns) for columns in (10, 9, 4)] == ["0123456789", "0123…6789", "01…9"]
    assert width(cut_inside("日本語日本語", 8)) <= 8
    assert layout(["a", "id"], [["x" * 30, "0123456789abcdefghij"]], 48, Style(beside=["id"]))[1] == [
        "x" * 30,
        "01234567…defghij",
    ]


def test_fields_of_a_database_are_those_that_were_seen(cli: Cli, url: str) -> None:
    args = ("fields", "--url", url, "--project", "northwind/support-bot")
    found = {each["name"]: each for each in cli(*args, "--json").json}
    assert found["attributes.priority"] == {
        **{"name": "attributes.priority", "types": ["number", "string"], "rows": 611},
        "values": found["attributes.priority"]["values"],
    }
    assert {"high", 1, 2} <= set(found["attributes.priority"]["values"])
    assert found["status"]["rows"] == 3109
    assert found["status"]["values"][0] == "success"
    assert "inputs.messages[0].role" in found
    few = {each["name"]: each for each in cli(*args, "--json", "--sample", "10").json}
    assert few["inputs"]["rows"] == 10
    table = cli(*args)
    assert table.lines[0].split() == ["name", "types", "rows", "values"]
    assert any(line.split()[:4] == ["attributes.priority", "number,", "string", "611"] for line in table.lines)
    assert table.lines[-1] == "seen in the latest 1,000 calls"
    for wrong in (("--url", url), ("--project", "a/b")):
        assert cli("fields", *wrong).code == 2


def test_every_name_that_was_seen_can_be_asked_for(cli: Cli, url: str) -> None:
    args = ("fields", "--url", url, "--project", "northwind/support-bot", "--sample", "300", "--json")
    for each in cli(*args).json:
        read_query(f"calls where {each['name']} exists", "northwind/support-bot")


def test_keys_of_feedback_are_seen_by_type(cli: Cli, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/feedback.db"
    load = ("load", "--url", url, "--calls", str(EXAMPLES), "--feedback", str(EXAMPLES.parent / "feedback.jsonl.gz"))
    assert cli(*load).code == 0
    ran = cli("fields", "--url", url, "--project", "northwind/support-bot", "--of", "feedback", "--json")
    found = {each["name"]: each for each in ran.json}
    assert found['feedback["wandb.runnable.judge"].payload.output.score']["types"] == ["number"]
