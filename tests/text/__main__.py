"""`make fuzz-text`: random conditions and requests in JSON, in text and back; sentences of the grammar, and back."""

from __future__ import annotations

import argparse
import sys
from random import Random
from time import monotonic

from tests.text.random_conditions import condition
from tests.text.random_requests import request
from tests.text.sentences import sentence
from tests.text.trips import condition_trip, request_trip, sentence_trip


def main() -> int:
    """Make so many trips, print how many differ. Returns 1 when one does."""
    args = _arguments()
    began, random = monotonic(), Random(args.seed)
    trips = {
        "conditions": lambda n: condition_trip(condition(random, 1 + n % 6)),
        "requests": lambda n: request_trip(*request(random)),
        "sentences": lambda n: sentence_trip(sentence(random, "query" if n % 2 else "only_condition")),
    }
    wrong = 0
    for name, trip in trips.items():
        distinct: set[str] = set()
        differing = 0
        number = 0
        while len(distinct) < args.number // len(trips):
            made = trip(number)
            number += 1
            if made.text in distinct:
                continue
            distinct.add(made.text)
            if made.difference is not None:
                differing += 1
                print(f"{name}: {made.difference}\n  {made.text}", flush=True)
            if sys.stderr.isatty() and not number % 500:
                print(f"\r\x1b[K{name}: {len(distinct):,}", end="", file=sys.stderr, flush=True)
        wrong += differing
        print(f"{name}: {len(distinct):,} distinct texts, {differing} differences", flush=True)
    print(f"seed {args.seed}, {monotonic() - began:,.0f} s, {wrong} differences")
    return 1 if wrong else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.text", description=__doc__)
    parser.add_argument("--number", type=int, default=100_000, help="texts in all")
    parser.add_argument("--seed", type=int, default=0, help="the same seed makes the same")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
