"""Errors and warnings about a text: in the words of the text, at the part that is wrong, with what to write."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

import weave_query as wq
from tests.text.test_errors import CORPUS
from weave_query.errors import Location, ParseError, RequestError
from weave_query.requests.text import format_text
from weave_query.syntax.text import Span
from weave_query.syntax.text.parser import is_query
from weave_query.syntax.text.told import in_text

NOW = datetime(2025, 11, 10, 12, tzinfo=UTC)
PACKAGE = Path(wq.__file__).parent


def compiled(text: str) -> wq.CompiledRequest:
    """Read and compile a query, or a condition on calls."""
    if not is_query(text):
        return wq.compile(wq.CallsQueryReq(project_id="acme/bot"), "duckdb", where=wq.Query(text, now=NOW))
    found = wq.read_query(text, "acme/bot", now=NOW)
    return wq.compile(found.request, "duckdb", where=found.where)


# The text with the place between « and », and what is said there.
MISTAKES = [
    # Words of the text, not of JSON.
    ('calls where «feedback.emoji» = "x"', 'as in `feedback["TYPE"].payload.x`'),
    ('aggregate count() by trace_name, «started_at >= "2025-11-02"»', "write `as NAME` behind it"),
    ("aggregate «sum(inputs.a + 1)» by trace_name", "write `as NAME` behind it"),
    ("aggregate count() by trace_name as x, inputs.a as «x»", "write `as NAME` behind one of them"),
    ("«stats» total_cost", "a range of time is missing; `from 2025-10-23 to 2025-11-08`, or `last 7d`"),
    ("«feedback stats» output.a", "a range of time is missing"),
    ("aggregate sum(cost) by output.model every «1d»", "buckets need a range of time; `from 2025-10-23"),
    ("aggregate count() every 1h fill last 1d sort by «count»", "there is no `sort by`"),
    ("aggregate count() every 1h having «bucket» > 5 last 1d", "`from`, `to` and `where` are about times"),
    ("aggregate count_distinct(«input_refs»)", "its `size(x)` is"),
    ("calls expand «id»", "`expand` lists paths"),
    ('calls where inputs.a matches «"(?!a)"»', "a second condition with `not ... matches`"),
    ('calls where inputs.a matches «"(?i)a"»', "`imatches` ignores case"),
    ("calls where «$$this» = 1", "the `where` of `any(x in ... where ...)`"),
    ('feedback where «has_feedback("*")»', "`has_feedback(...)` is about a call"),
    ('calls where feedback["a"].payload.x = «feedback["b"].payload.x»', "`and` joins predicates"),
    ("calls filter «foo 'x'»", "`foo` is nothing that `filter` knows"),
    ("calls filter «op_names»", "a text in quotes, or several in parentheses"),
    ("calls filter «trace_roots_only 'x'»", "it stands alone, with nothing behind it"),
    ("calls where any(x in inputs.a where «role» = 'x')", "stands below its name, as in `x.role`"),
    ("calls with «usernames»", "`usernames` is not available"),
    # Costs are by model already.
    ("aggregate sum(cost) by «model»", "`stats` has tokens and cost by model; what one was asked to use"),
    ("stats total_cost by «model» last 7d", "tokens and costs are by model already; buckets are `by 1d`"),
    ("stats total_cost by «model» every 1d last 7d", "tokens and costs are by model already"),
    ("stats cost by model«,» day", "tokens and costs are by model already"),
    ("stats latency by 1d «every» 1h last 7d", "`every` is another word for `by` here"),
    ("calls sort by id «order» by id", "`order` is another word for `sort` here"),
    # Widths and dates.
    ("stats latency by «month» last 7d", "it has no fixed length: `30d`, or `aggregate ... every month` of calls"),
    ("stats latency by «1mo» last 7d", "it has no fixed length: `30d`"),
    ("feedback by scorer_id every «month» from 2025-11-01", "it has no fixed length: `30d`"),
    ("aggregate count() every «1mo» last 7d", "buckets of the calendar are `every month`"),
    ("stats latency by 1d in «EST» last 7d", 'a zone stands in quotes: `in "EST"`'),
    ("aggregate count() every 1d in «Europe»/Berlin last 7d", 'a zone stands in quotes: `in "Europe/Berlin"`'),
    ("feedback stats score avg by «scorer_id»", "groups are of `feedback by scorer_id`"),
    ("stats latency by 1d last 7d «limit» 5", "groups have it: `aggregate count(), p95(latency) by op"),
    ("stats latency last 7d «sort» by p95", "groups have it"),
    ("stats latency last 7d «having» p95 > 5", "groups have it"),
    ("usage of traces «by» model", "`stats total_tokens, total_cost by 1d` is by model and time"),
    ("usage of traces with costs «sort» by total_cost", "`aggregate sum(cost) by trace_id sort by sum_cost desc"),
    ("stats latency last «month»", "is no duration"),
    ("aggregate count() every «2 months» last 7d", "is no width of buckets"),
    ("stats latency from yesterday«»", "a time is a date, `now()`"),
    ('stats latency from «"20250101"»', "is no date; as in `2025-11-01`"),
    ("calls where latency > 2 «seconds»", "a duration is one word: `2s`"),
    ("calls where started_at > now() - 1 «day»", "a duration is one word: `1d`"),
    # Arithmetic.
    ("calls sort by a «-» b desc", "arithmetic stands in conditions: `where a - b > 5`"),
    ("aggregate sum(cost), a «-» b as change", "inside of measures: `sum(a - b) as x`"),
    ("aggregate sum(cost) as a sort by a «-» b", "as in `having a - b > 5`"),
    ("aggregate by op_name top 5 by a «-» b", "arithmetic stands in conditions"),
    ("calls select a «+» b", "arithmetic stands in conditions"),
    ("calls sort by «-»started_at", "`desc`, behind the name"),
    ("aggregate sum(a) «-» sum(b) as change", "inside of measures: `sum(a - b) as x`"),
    # Functions.
    ("aggregate error_rate «by» op", 'such as `avg(status = "error") as error_rate`'),
    ("aggregate count() by op having count(«*») > 100", "`having` has the names of measures: `count`"),
    ("aggregate cost «by» model", "a measure is a function of a field, such as `sum(cost)`"),
    ("aggregate count «by» trace_name", "such as `count()`"),
    ("aggregate sum «by» trace_name", "such as `sum(cost)`"),
    ("aggregate «sum()»", "`sum` is of a field; as in `sum(cost)`"),
    ("aggregate count(«*»)", "it is written `count()`"),
    ("calls select count(«)»", "functions stand in `aggregate count() by ...`; `count calls where ...`"),
    ("calls select sum(«cost»)", "functions of many rows are measures: `aggregate sum(cost) by ...`"),
    ("aggregate percentile(latency«,» 95) by op", "a percentile is a function of its own: `p95(latency)`"),
    ("aggregate quantile(latency«,» 0.5)", "a percentile is a function of its own: `p50(latency)`"),
    ('aggregate «countif»(status = "error") by op', '`count(where status = "error")`'),
    ('aggregate «count(status = "error")» by op', "`count(where ...)` counts those that satisfy it"),
    ("aggregate sum(case «when» a = 1 then 1 end)", "a condition counts as 1 or 0"),
    ("aggregate count() by «floor»(latency_ms / 100) as b", "`int(latency_ms / 100)` is a bracket of 100"),
    ("aggregate op«,» count()", "groups stand behind `by`: `aggregate count() by op`"),
    ("aggregate count() as n, by «op»", "`by` follows the measures without a comma: `aggregate count() by op`"),
    ("aggregate count() by op as prio «top» 3", "`as` stands last: `by op top 3 as prio`"),
    ("aggregate sum(summary.usage.«*».total_tokens)", "a path leads to one value, and has no `*`"),
    ("aggregate sum(summary.usage.gpt-4«o»-mini.total_tokens)", '`summary.usage["gpt-4o-mini"]`'),
    ('aggregate avg(«feedback["x"].payload.score») by op', "`feedback stats` and `feedback by` count feedback"),
    ("aggregate count() by op where «count» > 5", "conditions on measures stand in `having`: `having count > ...`"),
    ("aggregate avg(cost) as c where «c» > 5", "conditions on measures stand in `having`"),
    ("aggregate sum(cost) where «sum_cost» > 5", "conditions on measures stand in `having`"),
    ("aggregate max(started_at) as last by op having «last» > 2025-11-01", "`from`, `to` and `where` are about times"),
    ("calls select «count(*)»", "`count calls where ...` counts"),
    ("feedback select count(«)»", "it is written `count(*)`"),
    ("aggregate sum(cost) sort by sum«(»cost)", "such as `count` or `sum_cost`"),
    ("calls where «date»(started_at) = 2025-10-31", "days are buckets of `aggregate ... every 1d`, or a range"),
    ("aggregate count() by «day»(started_at)", "days are buckets of `aggregate ... every 1d`"),
    ("calls where «sum»(cost) > 5", "functions of many rows are measures"),
    # Names.
    ("calls where status = «error»", 'a text is written in quotes: `"error"`'),
    ("calls where status in («error», 'x')", 'a text is written in quotes: `"error"`'),
    ("calls where inputs.a starts with «foo»", 'a text is written in quotes: `"foo"`'),
    ("calls where «error»", 'it is a value of `status`: `status = "error"`'),
    ("calls where «failed»", "`op_name`, `started_at`, `inputs` and `output` are some"),
    ("aggregate count() by «oper»", "nearest: `op_name`"),
    ("calls where «user» = 'x'", "nearest: `wb_user_id`"),
    ("calls where «end» > 5", "`end` is not a field of calls; nearest: `ended_at`"),
    ("calls select id, «feedback[*].payload.x»", "stands only in conditions and in orders"),
    ("aggregate count() by «day» last 7d", "buckets of time are `every day`"),
    ("calls where started_at > «yesterday»", "a time is a date, `now()`, or one of these moved"),
    ("calls where inputs.a is not «empty»", "`is null` asks"),
    # Other languages.
    ("aggregate p95 «latency» by trace_name", "such as `p95(latency)`"),
    ("stats «avg» latency last 7d", "what is asked stands behind the metric: `latency avg p95`"),
    ("stats p95«(»latency) last 7d", "what is asked stands behind the metric: `stats latency p95`"),
    ("stats latency «group» by trace_name", "groups are of `aggregate count() by ...`"),
    ("calls «last» 7d", "a range of time is a condition here"),
    ("calls where status = 'x' «from» 2025-01-01", "a range of time is a condition here"),
    ("select «id» from calls", "its columns stand behind: `calls where ... select ...`"),
    ("count «feedback»", "a query begins with `calls`, `count calls`"),
    ("calls where inputs.a.contains«(»'x')", "a test between two"),
    ("calls where «lower»(inputs.a) = 'x'", "`icontains` and `imatches` take any case"),
    # Places of what is found late.
    ("calls select id, «oputput»", "nearest: `output`"),
    ("calls sort by id, «oputput» desc", "nearest: `output`"),
    ("aggregate avg(«latncy») by op_name", "nearest: `latency_ms`"),
    ("aggregate count() by op_name, «latncy» top 3 as x", "nearest: `latency_ms`"),
    ("aggregate count() by op_name top 3 by «foo»", "is not a measure"),
    ("aggregate count() sort by «foo» desc", "is not a column of the answer"),
    ('aggregate count() every 1d in «"Europe/Berlni"» last 7d', "nearest: `Europe/Berlin`"),
    ("aggregate count() every «day» from 1000-01-01 to 2025-01-01", "the range has more than"),
    ("stats latency from 2025-02-01 to «2025-01-01»", "the end of the range is before its start"),
    ("feedback from 2025-02-01 to «2025-01-01»", "the range ends before it starts"),
    ("aggregate count() by payload.emoji on «feedback»", "`on` names the time that ranges and buckets go by"),
    ("feedback by «day» last 7d", "buckets are `every 1d`"),
    ("feedback by «feedback_type» last 7d", "groups are of `scorer_id`, `span_agent_name`, `span_agent_version`"),
    ("feedback by «feedback_type» last 7d", 'types are counted one by one, `filter feedback_types "wandb.reaction.1"`'),
    ("feedback by payload«.»emoji last 7d", "values of payloads are counted by `feedback stats kind categorical ..."),
    ('feedback by scorer_id every 1d «in» "Europe/Berlin" last 7d', "these buckets are of UTC; `feedback stats"),
    ("aggregate count() every week week starts «foo» last 7d", "a week does not start on `foo`"),
    ("threads sort by «turns»", "nearest: `turn_count`"),
    # Clauses and their order.
    ('aggregate p95(latency) where status = "x" «as» slow', "`as` stands right behind what it names"),
    ("calls «by» trace_name", "groups are of `aggregate count() by ...`"),
    ("count calls «group» by trace_name", "groups are of `aggregate count() by ...`"),
    ("calls «top» 5", "`limit 5`"),
    ("aggregate count() «top» 5", "`by op_name top 5`, behind a dimension"),
    ("calls where latency > 2s and where «op» = 1", "`where` stands once and joins its conditions: `where ... and"),
    ("stats latency «median» by 1d last 7d", "it is written `p50`"),
    ('stats latency by 1d last 7d «in» "Europe/Berlin"', "a zone stands behind the width: `by 1d in"),
    ('stats latency by 1d from 2025-10-23 to 2025-10-24 «in» "Europe/Berlin"', "behind the width: `by 1d in"),
    ('aggregate count() every 1d from 2025-10-23 «in» "Europe/Berlin"', "`every 1d in "),
    ("calls filter «trace_roots_only 0»", "`trace_roots_only` has no value; it stands alone, with nothing behind it"),
    ('calls filter «trace_roots_only ("a")»', "`trace_roots_only` has no value"),
    ("calls filter trace_roots_only true «limit» 5", "`trace_roots_only` has no value: leave `true` out"),
    ("stats latency since «2025-10-23»", "`from 2025-10-23`, or `last 7d`"),
    ("calls «aggregate» count()", "`aggregate` begins a query of its own"),
    ("threads «select» id", "clauses here are `filter`, `limit`, `offset`, `sort`, `where`"),
    ("calls where a in «'x'»", "stands in parentheses: `in ('x', ...)`"),
    ("calls where a =«~» 'x'", "`matches` looks for a regular expression"),
    ("calls where a «~» 'x'", "`matches` looks for a regular expression"),
    ("calls where a «!»~ 'x'", "`not matches` asks that a regular expression is not found"),
    ("calls where inputs.model IN «[»'a', 'b']", "stands in parentheses: `in ('a', ...)`"),
    ("calls where status is «'error'»", "`=` compares with a value"),
    ("calls where status is not «'error'»", "`!=` compares with a value"),
    ("calls where output is «empty»", '`= ""` whether a text is empty, `size(x) = 0` a list'),
    ("calls «since» 7d", "`where started_at > now() - 7d`"),
    ("calls where a = 1 «since» 2025-11-01", "`where started_at >= 2025-11-01`"),
    ("calls «top» 10", "`limit 10`"),
    ("aggregate count() by op every day from 2025-01-01 «top» 5", "`by op top 5`, behind a dimension"),
    ("calls limit 10«,» 20", "`limit 20 offset 10`"),
    ("calls sort «started_at»", "it is written `sort by started_at`"),
    ("calls select distinct «op»", "are groups: `aggregate count() by op`"),
    ("calls select latency «as» l", "columns keep their names"),
    ("aggregate count «distinct»(thread_id)", "it is written `count_distinct(thread_id)`"),
    ("aggregate count(distinct «thread_id»)", "it is written `count_distinct(thread_id)`"),
    ("SELECT «model» FROM calls WHERE x = 1", "its columns stand behind: `calls where ... select ...`"),
    ("traces «where» latency > 2s", "`calls filter trace_roots_only ...` lists traces by their roots"),
    ("spans «where» latency > 2s", "what is asked for are `calls`"),
    # Zones of times, and what is calculated of measures.
    ('calls where started_at >= 2025-10-31 «in» "Europe/Berlin"', "`2025-10-31T00:00+01:00`"),
    ("calls where started_at >= 2025-10-31T10:30 «in» Europe/Berlin", "`2025-10-31T10:30+01:00`"),
    ('calls where started_at < "2025-07-01" «at» time zone "America/New_York"', "`2025-07-01T00:00-04:00`"),
    ('calls where started_at < 2025-07-01 «in» "Nowhere"', "a time has its offset itself: `2025-07-01T00:00+01:00`"),
    ('calls where started_at < now() «in» "Europe/Berlin"', "`now()` is the same moment in every zone"),
    ('stats latency from 2025-10-31 «in» "Europe/Berlin"', "a zone stands behind the width"),
    ('aggregate count(where op in ("a", "b")) «/» count() as x', '`avg(op in ("a", "b")) as x`'),
    ('aggregate count(where status = "error") «/» count() by op', '`avg(status = "error") as rate`'),
    ("aggregate sum(cost) «/» count() as x", 'a share of calls `avg(status = "error") as rate`'),
    ("aggregate count(where a = 1) «-» count(where a = 2) by op", "nothing is calculated of measures"),
    ("aggregate max(cost) as after, min(cost) as before sort by after «-» before", "`sort by a desc, b`; arithmetic"),
    ("aggregate count(where a = 1) «top» 5", "behind a dimension"),
    # Numbers, durations and dates of other languages.
    ("calls where started_at > now() - interval «'7 days'»", "moved by a duration: `now() - 7d`"),
    ("calls where started_at > now() - interval «7» day", "moved by a duration: `now() - 7d`"),
    ("calls where started_at > -7«d»", "moved by a duration: `now() - 7d`"),
    ("calls where started_at > now() - 1«M»", "no month has a fixed length: `30d`"),
    ("calls where started_at > now() - 2 «months»", "no month has a fixed length: `60d`"),
    ("calls where started_at > now() - 1 «year»", "no year has a fixed length: `365d`"),
    ("calls where started_at > now() - 7 «d»", "a duration is one word: `7d`"),
    ("calls where latency > 2«S»", "a duration is one word: `2s`"),
    ("calls where latency > 1«,»000", "the digits of a number stand together: `1000`"),
    ("calls where latency > 1«_000»", "the digits of a number stand together: `1000`"),
    ("calls where started_at > «2025-11-1»", "a month and a day have two digits: `2025-11-01`"),
    ("calls where started_at > «2025/11/01»", "a month and a day have two digits: `2025-11-01`"),
    ("calls where started_at >= «2025-1-5» and started_at < 2025-11-02", "two digits: `2025-01-05`"),
    ("calls where started_at > «11/01/2025»", "a date is written `2025-11-01`, the year first"),
    ("calls where started_at > 2025-11-1«T10»", "have two digits: `2025-11-01T09:30`"),
    ("calls where started_at > «today»()", "`now() - 7d`"),
    ("calls where started_at > «date_sub»(now(), 7)", "`now() - 7d`"),
    # Measures.
    ("aggregate «median»(latency) by op", "`p50(latency)`"),
    ("aggregate «percentile»(latency) by op", "percentiles are functions, such as `p95(latency)`"),
    ("aggregate sum(cost) by op having «sum»(cost) > 1", "`sum_cost`"),
    ("aggregate p95(latency) by op having «p95»(latency) > 1", "`p95_latency_ms`"),
    ("aggregate count() by op having «count»() > 1", "`count`"),
    ("aggregate sum(«total_tokens»)", "`stats` has tokens and cost by model"),
    ("calls where «tokens» > 100", "`stats` has tokens and cost by model"),
    ("stats latency p95 by «op» last 7d", "groups are of `aggregate avg(latency) by op`"),
    ("«count»(calls)", "it is written `count calls`"),
    # Names that other tables have.
    ("calls select op_name, «feedback»", "`with feedback` brings it"),
    ("calls where inputs.messages[«*»].role = 'user'", "`any(x in inputs.messages where x.role = ...)`"),
    ("threads where «turn_count» > 3", "conditions are about calls"),
    ("threads where «last_updated» > now() - 7d", "conditions are about calls"),
    ("feedback where «emoji» = 'x'", "`payload.emoji`"),
    ("feedback where «type» = 'x'", "nearest: `feedback_type`"),
    ("calls where «root»", "`parent_id` is null in roots"),
    ("calls where «thumbs_down»", "`has_feedback(...)`"),
    # What is wrong first is told first.
    ("calls where «staus» = 'error' and latancy > 2s", "nearest: `status`"),
    ("calls where «latncy» > 2s", "nearest: `latency_ms`"),
    # Units, and where from.
    ("latency_ms > 2«x»", "`2x` has no unit of a duration: `ms`, `us`, `s`, `m`, `h`, `d` or `w`, as in `2s`"),
    ("calls where started_at > now() - 1.5«q» limit 3", "`1.5q` has no unit of a duration"),
    ("latency > 5 «minuts»", "a duration is one word: `5m`"),
    ("calls where latency > 2«secnds»", "a duration is one word: `2s`"),
    ("inputs.a = 5 «limt» 3", "`limt` stands where `and`, `or` or the end is expected"),
    ("aggregate count() by feedback_type from feedback«»", '`feedback select count(*) where feedback_type = "x"`'),
    (
        'aggregate avg(x) from feedback «where» feedback_type = "x"',
        "feedback is counted by `feedback stats output.score",
    ),
    ("stats latency from calls «last» 7d", "what is asked is about calls already"),
    ("aggregate count() by id from threads«»", "`threads` begins a query of its own"),
    ("aggregate count() by op from now «where» id = 1", "a time is a date, `now()`"),
    (
        "aggregate count() by «feedback_type»",
        "it is a field of feedback, which `feedback stats` and `feedback by` count",
    ),
    ("calls where «payload.emoji» = 1", "`has_feedback(...)` asks for that of calls"),
]


@pytest.mark.parametrize(("marked", "said"), MISTAKES, ids=[text for text, _ in MISTAKES])
def test_a_mistake_is_told_at_its_place_in_the_words_of_the_text(marked: str, said: str) -> None:
    text = marked.replace("«", "").replace("»", "")
    start, end = marked.index("«"), marked.index("»") - 1
    with pytest.raises((RequestError, wq.UnsupportedError)) as caught:
        compiled(text)
    error = caught.value
    assert isinstance(error.at, Span), repr(error.at)
    assert (error.at.start, max(error.at.end, error.at.start)) == (start, end), error.excerpt()
    assert said in str(error)
    assert not _of_json(str(error)), str(error)


def test_a_count_of_feedback_is_told_how_it_is_written() -> None:
    with pytest.raises(ParseError) as caught:
        wq.read_query('count feedback where feedback_type = "x"', "acme/bot")
    assert str(caught.value.at) == "1:7"
    assert caught.value.hint == "rows of feedback are counted by `feedback select count(*) where ...`"


def _of_json(said: str) -> bool:
    return re.search(r"\bkeys? `|`\$(?!\$this)[a-zA-Z]|`(field|value|name)`", said) is not None


_PIECE = re.compile(r"\"[^\"]*\"|'[^']*'|`[^`]*`|[\w.$]+|\s+|.", re.DOTALL)
_OTHERS = (
    *(
        "foo",
        "latency",
        "started_at",
        "inputs.a",
        "5",
        "'x'",
        "by",
        "model",
        "count()",
        "sum(cost)",
        "where",
        "as",
        "-",
    ),
    *(
        "5",
        "output",
        "error",
        "day",
        "2 hours",
        "null",
        "input_refs",
        "status",
        "fill",
        "top 3",
        "end",
        "start",
        "query",
    ),
    *("every 1d", "size(id)", "string(inputs.x)", "$$this", 'feedback["a"].payload.x', "feedback.x", "2025-01-01"),
)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.share(2)
def test_whatever_is_wrong_with_a_text_is_told_in_its_words(seed: int) -> None:
    """Texts of the corpus with pieces left out, put in and put in the place of others."""
    random = Random(seed)
    told = 0
    for text in random.choices(CORPUS, k=400):
        pieces = _PIECE.findall(text)
        for _ in range(random.randint(1, 3)):
            place = random.randrange(len(pieces))
            other = random.choice(_OTHERS)
            pieces[place] = random.choice((other, other, f"{pieces[place]} {other} ", ""))
        for at, said in problems("".join(pieces)):
            told += 1
            assert isinstance(at, Span), (pieces, said)
            assert not _of_json(said), (pieces, said)
    assert told > 200


def problems(text: str) -> list[tuple[Location | None, str]]:
    try:
        return [(each.at, str(each)) for each in compiled(text).warnings]
    except wq.WeaveQueryError as error:
        return [(each.at, str(each)) for each in (error, *error.others)]


DOUBTS = [
    ("calls where «started_at > 2025 - 11 - 1»", "a moment is written as in `2025-11-01T09:30:00Z`; `double(x)` makes"),
    ("calls where «status = 'failed'»", "nearest: `error`"),
    ("calls where «status = 'ok'»", "nearest: `success`"),
    ('calls where «started_at starts with "2025"»', "`string(x)` makes text of it"),
    ('calls where «latency = "a"»', "put the other side in `string(x)`"),
    ("calls where «latency > null»", "`is null` asks"),
    ("calls where «string(inputs.n) > 5»", "the conversion gives text"),
    ("calls where «input_refs > 5»", "`any(x in ... where ...)` asks for a member"),
    ("calls where «size(latency)» > 5", "`size(x)` is always null"),
    ('calls where «"inputs.model" = "x"»', "the field is written `inputs.model`, without quotes"),
]


@pytest.mark.parametrize(("marked", "said"), DOUBTS, ids=[text for text, _ in DOUBTS])
def test_a_warning_is_told_in_the_words_of_the_text(marked: str, said: str) -> None:
    (warning,) = compiled(marked.replace("«", "").replace("»", "")).warnings
    assert isinstance(warning.at, Span)
    assert (warning.at.start, warning.at.end) == (marked.index("«"), marked.index("»") - 1)
    assert said in str(warning)
    assert not _of_json(str(warning)), str(warning)


def _said_of_operators() -> Iterator[str]:
    """The pieces of messages that name an operator of JSON and may be about a text."""
    of_json = ("syntax/json.py", "syntax/build.py", "syntax/python.py", "synonyms.py", "requests/language.py")
    for room in ("binding", "catalogue", "plan", "requests", "lowering", "syntax"):
        for path in (PACKAGE / room).rglob("*.py"):
            if path.as_posix().endswith(of_json) or path.name == "told.py":
                continue
            tree = ast.parse(path.read_text(encoding="utf-8"))
            documented = {id(node.body[0].value) for node in ast.walk(tree) if _has_docstring(node)}  # type: ignore[attr-defined]
            for node in ast.walk(tree):
                if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in documented:
                    continue
                if re.search(r"`\$[a-zA-Z]", node.value):
                    yield node.value


def _has_docstring(node: ast.AST) -> bool:
    body = getattr(node, "body", None)
    return isinstance(body, list) and bool(body) and isinstance(body[0], ast.Expr)


def test_every_operator_that_a_message_names_has_a_word_of_the_text() -> None:
    found = set(_said_of_operators())
    assert len(found) >= 20
    assert [said for said in found if re.search(r"\$[a-zA-Z]", in_text(said).replace("$$this", ""))] == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("stats latency by day last 7 days", "stats latency\nby 1d\nlast 7d"),
        ("stats latency every 2 hours last week", "stats latency\nby 2h\nlast 1w"),
        ("stats latency by 1 week last 36 hours", "stats latency\nby 1w\nlast 36h"),
        ("feedback every Day last 2 Weeks", "feedback every 1d\nlast 2w"),
        ("aggregate count() every hour last 1d", "aggregate count()\nevery 1h\nlast 1d"),
        ("aggregate count() every 1 day last 1d", "aggregate count()\nevery 1d\nlast 1d"),
        ("aggregate count() every day last 1d", "aggregate count()\nevery day\nlast 1d"),
        ("aggregate count() every 1 month last 1d", "aggregate count()\nevery month\nlast 1d"),
        (
            'stats latency from "2025-01-01" to "2025-02-01 10:30"',
            "stats latency\nfrom 2025-01-01 to 2025-02-01T10:30",
        ),
        ("stats latency from '2025-01-01' + 12h", "stats latency\nfrom 2025-01-01 + 12h"),
        ('threads filter after_datetime "2025-10-31"', "threads\nfilter after_datetime 2025-10-31"),
        ("aggregate p95(latency) as slow where id = 'a'", 'aggregate p95(latency) as slow\nwhere id = "a"'),
    ],
)
def test_what_is_said_in_other_words_has_one_form(text: str, written: str) -> None:
    assert format_text(text) == written
    found, again = (wq.read_query(each, "acme/bot", now=NOW) for each in (text, written))
    assert (found.request, found.where) == (again.request, again.where)
    assert format_text(written) == written


def test_a_copy_that_asks_something_else_has_no_places_in_the_text() -> None:
    found = wq.read_query("calls select nothing sort by nowhere", "acme/bot")
    changed = found.request.model_copy(update={"columns": ["nobody"]})
    with pytest.raises(RequestError) as caught:
        wq.compile(changed, "duckdb")
    places = {str(each.at) for each in (caught.value, *caught.value.others)}
    assert places == {"/columns/0", "1:30"}


def test_a_mistake_in_json_is_told_in_the_words_of_json() -> None:
    request = wq.AggregateReq(project_id="acme/bot", bucket=wq.Bucket(every="day"))
    with pytest.raises(ParseError, match="buckets need the `start` of a range") as caught:
        wq.compile(request, "duckdb")
    assert caught.value.at == Location(token="start")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('{"query"}', "`:` is missing behind a key, at line 1, column 9"),
        ('{"query": 1', "it ends too early, at line 1, column 12; a closing bracket is missing"),
        ('{"query": 1 "limit": 2}', "`,` or the closing bracket is missing, at line 1, column 13"),
        ('{"query": "a\\q"}', "a backslash begins no escape, at line 1"),
        ('{"query": "a', "a text that begins here has no end, at line 1, column 11"),
        ('{"query": "a\n"}', "a text goes over the end of its line, at line 1, column 13"),
        ('{"query": "a\tb"}', "a control character in a text, at line 1, column 13; it is written as an escape"),
        ("{query: 1}", "a key is missing, or its quotes, at line 1, column 2; keys and texts stand in double quotes"),
        ("{'query': 1}", "a text in single quotes, at line 1, column 2"),
        ('{"limit": 1,}', "a comma too many before `}`, at line 1, column 12"),
        ('{"columns": [1,\n]}', "a comma too many before `]`, at line 1, column 15"),
        ('{"columns": [1,,2]}', "a comma too many, at line 1, column 16"),
        ('{"limit": None}', "a word that is no value, at line 1, column 11; it is written `null`"),
        ('{"limit": }', "a value is missing, at line 1, column 11"),
        ('{"limit": 1 // first\n}', "a comment, at line 1, column 13; JSON has no comments"),
        ('{"limit": 1} x', "something stands behind its end, at line 1, column 14"),
        ("", "it ends too early, at line 1, column 1; a body is one object"),
    ],
)
def test_what_is_no_json_is_told_with_its_place(body: str, said: str) -> None:
    with pytest.raises(ParseError, match="the body is not JSON") as caught:
        wq.parse_request("calls_query", body)
    assert said in str(caught.value)
