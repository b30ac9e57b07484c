"""`make fuzz-kinds`: random requests of every kind, all engines beside the reference evaluator."""

from __future__ import annotations

import argparse
import sys
from time import monotonic

from tests.differential.kinds.catalogue import KINDS
from tests.differential.kinds.run import Counts, run_kind, table
from tests.engines import SQL_ENGINES, engines

TOLD = 10


def main() -> int:
    """Ask, print the table and the first differences. Returns 1 when there is a difference, else 0."""
    args = _arguments()
    began, counts, different = monotonic(), list[Counts](), 0
    with engines() as opened:
        for name in args.kind or KINDS:
            kind = KINDS[name]
            found = run_kind(
                *(kind, args.engine or SQL_ENGINES, opened),
                seed=args.seed,
                number=args.pairs,
                only=args.only,
                progress=lambda done, wrong, name=name: _progress(name, done, args.pairs, wrong, began),
            )
            counts += found.counts
            different += len(found.differences)
            for each in found.differences[:TOLD]:
                print("\n".join(each.lines()), flush=True)
    _progress_over()
    print(f"seed {args.seed}, {monotonic() - began:,.0f} s, {different:,} differences", *table(counts), sep="\n")
    return 1 if different else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.differential.kinds", description=__doc__)
    parser.add_argument("--pairs", type=int, default=100, help="distinct pairs of rows and a request, of each kind")
    parser.add_argument("--seed", type=int, default=0, help="the same seed asks the same")
    parser.add_argument("--kind", action="append", choices=KINDS, help="only this kind; may stand several times")
    parser.add_argument("--engine", action="append", choices=SQL_ENGINES, help="only this engine, likewise")
    parser.add_argument("--only", type=int, metavar="N", help="only the pair of this number")
    return parser.parse_args()


def _progress(name: str, done: int, pairs: int, wrong: int, began: float) -> None:
    if sys.stderr.isatty():
        line = f"{name}: {done:,} of {pairs:,} pairs, {wrong:,} differences, {monotonic() - began:,.0f} s"
        print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)


def _progress_over() -> None:
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
