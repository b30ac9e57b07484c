"""What the end of a test run tells about the recorded cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

# Case id -> the rules that bear on it although its answers agree.
EQUAL_BY_CHANCE: pytest.StashKey[dict[str, list[str]]] = pytest.StashKey()


def lines(found: Mapping[str, list[str]]) -> Iterator[str]:
    """One line per rule: the cases on which it bears and whose answers agree all the same."""
    numbers = sorted(
        {number for rules in found.values() for number in rules}, key=lambda numbers: int(numbers.split()[0][1:])
    )
    for number in numbers:
        yield f"{number}: {', '.join(case for case, rules in found.items() if number in rules)}"
