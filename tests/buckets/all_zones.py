"""Every zone by every width and calendar unit beside the definition: `python -m tests.buckets.all_zones`, minutes.

`--plans` sets how many plans each zone and width gets, `--seed` which. Exits with 1 when anything differs.
"""

from __future__ import annotations

import argparse
import sys
import time
from random import Random

from tests.buckets import definition
from tests.buckets.comparing import UNITS, WEEKDAYS, WIDTHS, YEAR_2040, Comparison, random_range
from tests.buckets.tzif import NAMES
from weave_query.zones import TZDATA_VERSION, YEAR_1, find_zone


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plans", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    began, random, changes = time.monotonic(), Random(arguments.seed), 0
    comparison = Comparison(random)
    for name in NAMES:
        zone = find_zone(name)
        history = tuple(change for change in definition.changes(name) if change < YEAR_2040)
        comparison.check(zone.changes(YEAR_1, YEAR_2040) == history, f"{name}: changes until 2040")
        changes += len(history)
        for _ in range(arguments.plans):
            for width in WIDTHS:
                comparison.width(zone, width, random_range(random, name, width))
            for unit in UNITS:
                limits = random_range(random, name, (1 if unit == "day" else 31) * 86_400)
                comparison.calendar(zone, unit, random.choice(WEEKDAYS), limits)
    wrong = comparison.wrong
    print(f"tz database {TZDATA_VERSION}: {len(NAMES)} zones, {len(WIDTHS)} widths, {len(UNITS)} calendar units")
    print(f"{changes:,} changes of offset from the year 1 to 2040")
    print(f"{comparison.plans:,} plans, of at most {comparison.pieces} pieces, {comparison.starts:,} starts")
    print(f"{comparison.instants:,} instants, {len(wrong):,} differences, {time.monotonic() - began:.0f} s")
    print(*wrong[:20], sep="\n", end="\n" if wrong else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
