"""Trees of extreme shapes: what every call has below it is known. `make shapes` asks for larger ones."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import weave_query as wq
from tests.engines import ENGINES, Engines
from tests.usage.shapes import Shape, answer, id_of, shapes
from weave_query.api import Database

DEEP, WIDE = 1_500, 3_000
SHAPES = {shape.name: shape for shape in shapes(DEEP, WIDE)}
CYCLE = len(SHAPES["ring"].parents) // 2


@pytest.fixture(scope="module", params=ENGINES)
def shapes_db(request: pytest.FixtureRequest, engines: Engines) -> Iterator[Database]:
    opened = engines.open(request.param, "usage_shapes")
    for shape in SHAPES.values():
        opened.load(calls=shape.calls())
    yield opened
    opened.close()


@pytest.mark.parametrize("shape", SHAPES.values(), ids=list(SHAPES))
@pytest.mark.share(6)
def test_a_shape_is_added_up(shape: Shape, shapes_db: Database) -> None:
    assert answer(shapes_db, shape) == shape.sums


def test_a_chain_is_reached_to_its_end(shapes_db: Database) -> None:
    request = wq.CallsUsageReq(project_id="chain", call_ids=[id_of(0), id_of(1000)])
    below = shapes_db.run(request).call_usage
    assert [models["m"].requests for models in below.values()] == [DEEP, DEEP - 1000]


def test_a_cycle_is_reached_once_around(shapes_db: Database) -> None:
    request = wq.CallsUsageReq(project_id="ring", call_ids=[id_of(3)])
    assert shapes_db.run(request).call_usage[id_of(3)]["m"].requests == 1
    with pytest.raises(wq.RequestError, match="WQ301"):
        shapes_db.run(request.model_copy(update={"limit": 2 * CYCLE - 1}))
