"""Testing: may an open database refuse a request for a capability? It may where it said so beforehand."""

from __future__ import annotations

from weave_query.api import Database

FLAG = "--driver-functions"
"""What lets the driver add what its engine lacks; in Python `Options(driver_functions=True)`."""


def lacks(db: Database, capability: str | None) -> bool:
    """Has the backend declared that it lacks a capability, and was its driver not told to add it?

    One that is a number is a bound, so what is beyond it may be refused.
    """
    declared = getattr(db.backend.capabilities, capability or "", None)
    if isinstance(declared, bool):
        return not declared and not (db.options.driver_functions and by_driver(db, capability))
    return isinstance(declared, int)


def by_driver(db: Database, capability: str | None) -> bool:
    """Can the driver add a capability that its engine lacks?"""
    return getattr(db.backend.capabilities, f"{capability}_by_driver", False) is True
