"""The text of a statement depends on the shape of a request alone.

Pairs of requests that differ in nothing but values of equal shape, the project, and keys of equal class compile to one
text on every backend, and nothing of a value or a key stands in it. Every value and key has a mark to look for.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

import weave_query as wq
from tests.golden.files import BACKENDS
from tests.oracle.build import both, contains, either, eq, get, gt, is_in, lit, lte, no, size, to
from weave_query.literals import shape_of

Json = Any
Pair = tuple[Json, Json]
MARKS = ("zq", "31337", "2031")
HOSTILE = st.text(st.sampled_from("abz '\"\\`;-/*%$:{}[]().é😀\n\t?0"), max_size=12)

# Values. Everything that a literal's shape tells apart is a strategy of its own.
TEXTS = (
    HOSTILE.map(lambda text: f"zq{text}"),
    HOSTILE.map(lambda text: f"[zq{text}"),
    HOSTILE.map(lambda text: f"'; DROP TABLE calls; --zq{text}"),
    st.integers(0, 999).map(lambda n: f"31337{n:03}"),
    st.integers(0, 999).map(lambda n: f"31337.{n}1"),
    st.integers(0, 999).map(lambda n: f"31337{n:03}00000000000"),
    st.integers(1, 28).map(lambda day: f"2031-02-{day:02}T00:00:00Z"),
)
NUMBERS = (
    st.integers(0, 999).map(lambda n: 31337000 + n),
    st.integers(0, 999).map(lambda n: -31337000 - n),
    st.integers(0, 999).map(lambda n: 31337.5 + n / 1_000_000),
    st.integers(0, 999).map(lambda n: 3133700000000000000 + n),
    st.integers(0, 999).map(lambda n: 31337e20 + n * 1e18),
)
TIMES = (TEXTS[-1], st.integers(0, 999).map(lambda n: 1_931_337_000 + n))
OTHERS = (st.booleans(), st.none(), st.just(""), st.just("true"))
# Keys. The classes are those that a JSON path language or an engine tells apart.
KEYS = (
    st.text(st.sampled_from("abcxyz_"), max_size=6).map(lambda text: f"zq{text}"),
    st.text(st.sampled_from(" .,;:$*%?&#()'/[]{}-"), max_size=6).map(lambda text: f"zq{text}"),
    HOSTILE.map(lambda text: f'zq{text}"'),
    HOSTILE.map(lambda text: f"é\\zq{text}"),
    st.integers(0, 999).map(lambda n: f"031337{n:03}"),
    st.integers(0, 999).map(lambda n: 31337000 + n),
)
ROOTS = st.sampled_from(("inputs", "output", "attributes"))


def pair_of(kinds: tuple[st.SearchStrategy[Json], ...]) -> st.SearchStrategy[Pair]:
    """Two values of one kind and of equal shape."""
    pairs = st.sampled_from(kinds).flatmap(lambda kind: st.tuples(kind, kind))
    return pairs.filter(lambda pair: shape_of(pair[0]) == shape_of(pair[1]))


LITERALS = pair_of((*TEXTS, *NUMBERS, *OTHERS))


@st.composite
def fields(draw: st.DrawFn) -> Pair:
    """A path of up to three keys, the keys in a pair of equal class."""
    root = draw(ROOTS)
    keys: list[Pair] = draw(
        st.lists(st.sampled_from(KEYS).flatmap(lambda kind: st.tuples(kind, kind)), min_size=1, max_size=3)
    )
    return get([root, *(a for a, _ in keys)]), get([root, *(b for _, b in keys)])


def over(make: Any, *parts: st.SearchStrategy[Pair]) -> st.SearchStrategy[Pair]:
    """`make` of the first of each pair, and of the second of each."""
    return st.tuples(*parts).map(lambda pairs: (make(*(a for a, _ in pairs)), make(*(b for _, b in pairs))))


@st.composite
def members(draw: st.DrawFn) -> Pair:
    """`$in` with values of one shape, more of them on one side."""
    (a, b), field = draw(LITERALS), draw(fields())
    kind = draw(st.integers(1, 5))
    return is_in(field[0], lit(a)), is_in(field[1], *[lit(b)] * kind)


OPERANDS = st.one_of(
    fields(),
    over(size, fields()),
    *(over(lambda item, kind=kind: to(kind, item), fields()) for kind in ("string", "double", "int", "bool")),
)
CONDITIONS = st.one_of(
    *(over(lambda a, b, make=make: make(a, lit(b)), OPERANDS, LITERALS) for make in (eq, gt, lte)),
    over(lambda a, b: eq(lit(b), a), OPERANDS, LITERALS),
    over(lambda a: gt(get("started_at"), lit(a)), pair_of(TIMES)),
    over(lambda a: contains(get("op_name"), lit(a)), pair_of(TEXTS)),
    over(lambda a, b: contains(a, lit(b)), fields(), pair_of((*TEXTS, *NUMBERS))),
    over(lambda a, b: contains(a, lit(b), folded=True), fields(), pair_of((*TEXTS, *NUMBERS))),
    over(gt, fields(), fields()),
    members(),
)
EXPRESSIONS = st.recursive(
    CONDITIONS,
    lambda inner: st.one_of(over(both, inner, inner), over(either, inner, inner), over(no, inner)),
    max_leaves=3,
)


def numbered(node: Json, numbers: Iterator[int]) -> Json:
    """The expression with every key made another one: that two keys are equal would be part of the shape."""
    if isinstance(node, list):
        return [numbered(item, numbers) for item in node]
    if not isinstance(node, dict):
        return node
    path = node.get("$getField")
    if isinstance(path, list):
        ends = zip(path[1:], numbers, strict=False)
        keys: list[str | int] = [f"{key}{n}" if isinstance(key, str) else key + n * 1000 for key, n in ends]
        return get([path[0], *keys])
    return {name: numbered(item, numbers) for name, item in node.items()}


NAMES = pair_of(TEXTS[:3]).map(lambda pair: ([f"{pair[0]}x"], [f"{pair[1]}x", f"{pair[0]}y"]))


@st.composite
def requests(draw: st.DrawFn) -> Pair:
    """Two bodies of calls_query."""
    names, ids, sort = draw(NAMES), draw(NAMES), draw(st.sampled_from(("asc", "desc")))
    expr = [numbered(each, count(1)) for each in draw(EXPRESSIONS)]
    projects, keys = draw(pair_of(TEXTS[:3])), draw(st.tuples(KEYS[0], KEYS[0]))
    pages = draw(st.tuples(st.integers(31337000, 31337999), st.integers(31337000, 31337999)))
    made = [
        {
            "project_id": projects[side],
            "query": {"$expr": expr[side]},
            "filter": {"op_names": names[side], "call_ids": ids[side], "input_refs": [f"{names[side][0]}:*"]},
            "columns": ["id"],
            "sort_by": [{"field": f"inputs.{keys[side]}", "direction": sort}],
            "limit": pages[side],
            "offset": pages[side],
        }
        for side in (0, 1)
    ]
    return made[0], made[1]


@settings(max_examples=50, deadline=None)
@given(requests())
def test_requests_of_one_shape_are_one_text_without_their_values(bodies: Pair) -> None:
    first, second = (wq.parse_request("calls_query", body) for body in bodies)
    for backend in BACKENDS:
        text = wq.compile(first, backend).sql
        assert wq.compile(second, backend).sql == text
        assert [mark for mark in MARKS if mark in text] == []


@settings(max_examples=40, deadline=None)
@given(LITERALS, fields(), st.sampled_from(BACKENDS))
def test_a_value_and_a_key_are_found_among_the_parameters(values: Pair, paths: Pair, backend: str) -> None:
    """Nothing is lost: what does not stand in the text is bound. Null and "" are part of the shape."""
    value, path = values[0], paths[0]
    bodies = [{"project_id": "zq", "query": {"$expr": eq(path, lit(each))}} for each in values]
    first, second = (wq.compile(wq.parse_request("calls_query", body), backend) for body in bodies)
    assert first.sql == second.sql
    assert (first.params == second.params) == (values[0] == values[1])
    if value is not None and value not in ("", True, False, "true"):
        assert len(first.params) > len(wq.compile(wq.CallsQueryReq(project_id="zq"), backend).params), path
