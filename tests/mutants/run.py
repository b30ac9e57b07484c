"""`make mutants`: every fault against every case. Prints what became of each, and writes docs/mutants.md."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import weave_query as wq
from tests.engines import SQL_ENGINES, engines
from tests.mutants.examine import LEAST_PASSING, Examined, complaints_of_the_set, examine, failures, loaded
from tests.mutants.faults import Fault, StaleFaultError, faults
from weave_query.api import Database
from weave_query.testing import Case, load_cases, run_case

DOCUMENT = Path(__file__).resolve().parent.parent.parent / "docs" / "mutants.md"
_NAMES = {"duckdb": "DuckDB", "sqlite": "SQLite", "postgres": "PostgreSQL", "chdb": "ClickHouse (chdb)"}
_HEAD = """\
# Seeded faults

Passing the [conformance suite](conformance.md) means something only if a wrong backend fails it. So wrong backends are
made: an edit replaces a piece of source on the way from a plan to SQL, as an author might have written it, and the
whole suite runs against the result. The case that is named for the fault must fail, and {least:.0%} of the others must
pass, because a fault that breaks everything says nothing about a case. Edits that change the spelling and no meaning
are made too; all cases must pass those.

`make mutants` does it and writes this page; `make test` asks only the named cases. The edits stand in
`tests/mutants/faults`, one file for each engine.

On {date}: {seeded} faults, each caught by its case; {neutral} edits without meaning, caught by none of {cases} cases.
"""
_FAULTS = """
| fault | what is wrong | case that catches it | other cases that fail |
|---|---|---|--:|
"""
_NEUTRAL = """
| edit without meaning | what is changed |
|---|---|
"""


def main() -> int:
    args = _arguments()
    chosen = [fault for fault in faults() if _is_chosen(fault, args.engine, args.fault)]
    if not chosen:
        print("no fault is chosen; names are those in tests/mutants/faults")
        return 2
    if stale := list(_stale(chosen)):
        print(*stale, sep="\n")
        return 1
    cases = load_cases()
    found: list[Examined] = []
    with engines() as made:
        for engine in dict.fromkeys(fault.engine for fault in chosen):
            db = made.open(engine, "mutants", wq.Options(driver_functions=True))
            loaded(db, cases)
            if sound := list(failures(run_case(db, case) for case in cases)):
                print(f"{engine} fails without any fault: {', '.join(sound)}")
                return 1
            for fault in (fault for fault in chosen if fault.engine == engine):
                found.append(_examined(db, fault, cases, f"{len(found) + 1}/{len(chosen)}", show=args.show))
    whole = not (args.engine or args.fault)
    complaints = list(complaints_of_the_set(faults())) if whole else []
    bad = sum(each.complaint is not None for each in found)
    print(
        *complaints, f"{len(found)} edits, {len(cases)} cases: {bad} edits are not treated as they should be", sep="\n"
    )
    if bad or complaints:
        return 1
    if whole:
        DOCUMENT.write_text(document(found, len(cases)), encoding="utf-8")
        print(f"written: docs/{DOCUMENT.name}")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants.run", description=__doc__)
    parser.add_argument("--engine", action="append", choices=SQL_ENGINES, help="only this engine")
    parser.add_argument("--fault", action="append", metavar="NAME", help="only the faults of this name")
    parser.add_argument("--show", action="store_true", help="print every failed case of each fault")
    return parser.parse_args()


def _is_chosen(fault: Fault, of_engines: Sequence[str] | None, names: Sequence[str] | None) -> bool:
    return (not of_engines or fault.engine in of_engines) and (not names or fault.name in names)


def _stale(chosen: Sequence[Fault]) -> Iterator[str]:
    """A line for each fault that does not fit the source, before any database is opened."""
    for fault in chosen:
        try:
            _ = fault.source
        except StaleFaultError as error:
            yield f"STALE {error}"


def _examined(db: Database, fault: Fault, cases: Sequence[Case], position: str, *, show: bool) -> Examined:
    begun = perf_counter()
    examined = examine(db, fault, cases)
    verdict = examined.complaint or ("survives" if fault.is_neutral else f"caught by {fault.killed_by}")
    state = "FAIL" if examined.complaint else "ok"
    seconds = perf_counter() - begun
    print(f"{position:>7} {state:4} {fault.id}: {verdict}; {len(examined.failed)} failed, {seconds:.1f} s", flush=True)
    if show:
        print(*(f"{'':13}{name}" for name in examined.failed), sep="\n")
    return examined


def document(found: Sequence[Examined], cases: int) -> str:
    """docs/mutants.md, of edits that are all treated as they should be. cases: how many were asked of each."""
    neutral = sum(each.fault.is_neutral for each in found)
    seeded, date = len(found) - neutral, datetime.now(UTC).date()
    text = _HEAD.format(least=LEAST_PASSING, date=date, seeded=seeded, neutral=neutral, cases=cases)
    for engine in SQL_ENGINES:
        of_engine = [each for each in found if each.fault.engine == engine]
        faulty = "".join(_row(each) for each in of_engine if not each.fault.is_neutral)
        harmless = "".join(_row(each) for each in of_engine if each.fault.is_neutral)
        text += f"\n## {_NAMES[engine]}\n{_FAULTS}{faulty}" + (f"{_NEUTRAL}{harmless}" if harmless else "")
    return text


def _row(each: Examined) -> str:
    fault = each.fault
    if fault.is_neutral:
        return f"| {fault.name} | {fault.why} |\n"
    return f"| {fault.name} | {fault.why} | `{fault.killed_by}` | {len(each.failed) - 1} |\n"


if __name__ == "__main__":
    sys.exit(main())
