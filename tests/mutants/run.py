"""`make mutants`: every fault against every case, a table of the result, and docs/mutants.md written from it."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from tests.engines import SQL_ENGINES, engines
from tests.mutants.examine import Examined, complaints_of_the_set, examine, failures, loaded
from tests.mutants.faults import faults
from weave_query.testing import load_cases, run_case

DOCUMENT = Path(__file__).resolve().parent.parent.parent / "docs" / "mutants.md"
_HEAD = """\
# The suite is checked too

A conformance suite that passes says something only if it fails where it should. So faults are seeded into the lowerings
of the four backends, one at a time, and the whole suite runs against each: the case that is named for the fault must
fail, and at least {least:.0%} of the others must pass, since a case that fails together with everything shows nothing.
Edits that change no meaning are seeded too, and every case must pass.

`make mutants` does it and writes this page. {total} edits, {cases} cases, on {date}: {verdict}.

| engine | edit | what it does | caught by | failed in all |
|---|---|---|---|--:|
"""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants.run", description=__doc__)
    parser.add_argument("--engine", action="append", choices=SQL_ENGINES, help="only this engine")
    parser.add_argument("--fault", action="append", metavar="NAME", help="only the faults of this name")
    parser.add_argument("--show", action="store_true", help="print every failed case of each fault")
    args = parser.parse_args()
    chosen = [
        fault
        for fault in faults()
        if (not args.engine or fault.engine in args.engine) and (not args.fault or fault.name in args.fault)
    ]
    cases = load_cases()
    found: list[Examined] = []
    with engines() as made:
        for engine in dict.fromkeys(fault.engine for fault in chosen):
            db = made.open(engine, "mutants")
            loaded(db, cases)
            sound = list(failures(run_case(db, case) for case in cases))
            if sound:
                print(f"{engine} fails without any fault: {', '.join(sound)}")
                return 1
            for fault in (fault for fault in chosen if fault.engine == engine):
                found.append(examine(db, fault, cases))
                _print(found[-1], show=args.show)
    whole = not (args.engine or args.fault)
    complaints = list(complaints_of_the_set(faults())) if whole else []
    for complaint in complaints:
        print(complaint)
    bad = [each for each in found if each.complaint]
    print(f"{len(found)} edits, {len(cases)} cases: {len(bad)} are not treated as they should be")
    if whole and not complaints and not bad:
        DOCUMENT.write_text(_document(found, len(cases)), encoding="utf-8")
    return 1 if bad or complaints else 0


def _print(examined: Examined, *, show: bool) -> None:
    fault = examined.fault
    verdict = examined.complaint or ("survives" if fault.is_neutral else f"caught by {fault.killed_by}")
    print(
        f"{'FAIL' if examined.complaint else 'ok  '} {fault.id}: {verdict}; {len(examined.failed)} failed", flush=True
    )
    if show:
        print(*(f"       {name}" for name in examined.failed), sep="\n")


def _document(found: list[Examined], cases: int) -> str:
    from tests.mutants.examine import LEAST_PASSING

    head = _HEAD.format(
        least=LEAST_PASSING,
        total=len(found),
        cases=cases,
        date=datetime.now(UTC).date(),
        verdict="every fault was caught, every edit without meaning survived",
    )
    rows = (
        f"| {each.fault.engine} | {each.fault.name} | {each.fault.why} "
        f"| {f'`{each.fault.killed_by}`' if each.fault.killed_by else 'nothing, as it should be'} "
        f"| {len(each.failed)} |\n"
        for each in found
    )
    return head + "".join(rows)


if __name__ == "__main__":
    sys.exit(main())
