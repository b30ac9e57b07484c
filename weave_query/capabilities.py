"""Room 0: what a database can do, as facts that the rewrite rules, the docs and the conformance suite read.

A new capability starts with a conservative default, so that a backend written before it keeps working.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Capabilities:
    """Facts about one database. Each says what happens where the answer is no."""

    conjuncts_in_order: bool = True
    """Are the conjuncts of WHERE tested as written? Then the rewrite puts those that read little first; where the
    engine orders them itself, they stay as the request has them."""

    regular_expressions: bool = False
    """Has the engine what `$regexMatch` needs? If not, it is refused with WQ401, or the next is true."""

    regular_expressions_by_driver: bool = False
    """Can the driver add it, where `Options.driver_functions` asks for that?"""
