"""Room 6: the values of a `Let` in the order in which they can be computed: a stage needs the ones before it only."""

from __future__ import annotations

from dataclasses import dataclass

from weave_query.binding.nodes import BoundExpr, Let
from weave_query.binding.walk import references


@dataclass(frozen=True, slots=True)
class Stage:
    """Values that do not refer to each other. carried: the numbers of earlier values that are needed after this stage
    too. needed: those and the stage's own, in the order in which they stand there."""

    values: tuple[tuple[int, BoundExpr], ...]
    carried: tuple[int, ...]

    @property
    def needed(self) -> tuple[int, ...]:
        return (*self.carried, *(number for number, _ in self.values))


def stages(node: Let) -> list[Stage]:
    """The stages of a `Let`, at least one. A value comes as early as it can."""
    level: dict[int, int] = {}
    last_use: dict[int, int] = {}
    for number, value in node.values:
        used = {each for each in references(value) if each in level}
        level[number] = 1 + max((level[each] for each in used), default=-1)
        for each in used:
            last_use[each] = max(last_use.get(each, 0), level[number])
    body = 1 + max(level.values())
    last_use.update((each, body) for each in references(node.body) if each in level)
    return [
        Stage(
            tuple(each for each in node.values if level[each[0]] == stage),
            tuple(number for number, _ in node.values if level[number] < stage < last_use.get(number, 0)),
        )
        for stage in range(body)
    ]
