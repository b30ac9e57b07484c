"""Timing in turns: every subject once a round, so that a busy machine is slow for all of them."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

VARIANTS = 8
_LEAST_SECONDS = 0.002


@dataclass
class Subject:
    """Something that is timed. make: the work for one variant. before: what a round needs first, untimed."""

    make: Callable[[int], object]
    before: Callable[[], object] = lambda: None
    calls: int = 1
    micros: list[float] = field(default_factory=list)

    @property
    def least(self) -> float:
        return min(self.micros)

    @property
    def median(self) -> float:
        return statistics.median(self.micros)

    def calibrate(self) -> None:
        """Find how many calls last long enough to be timed. The first one warms up what every later one has."""
        self.make(0)
        began = time.perf_counter()
        self.make(1)
        once = time.perf_counter() - began
        self.calls = max(1, min(VARIANTS * 16, int(_LEAST_SECONDS / max(once, 1e-7))))

    def round(self) -> None:
        self.before()
        began = time.perf_counter()
        for n in range(self.calls):
            self.make(n % VARIANTS)
        self.micros.append((time.perf_counter() - began) / self.calls * 1e6)


def take_turns(subjects: Sequence[Subject], rounds: int) -> None:
    """Time all subjects, `rounds` times in turn."""
    for subject in subjects:
        subject.calibrate()
    gc.collect()
    for _ in range(rounds):
        for subject in subjects:
            subject.round()


def ratio(theirs: Subject, ours: Subject) -> float:
    """How many times longer theirs takes: the median over the rounds."""
    return statistics.median(a / b for a, b in zip(theirs.micros, ours.micros, strict=True))
