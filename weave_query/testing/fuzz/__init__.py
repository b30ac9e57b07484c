"""Testing: random requests over random rows, put to several who must agree, until the time is over.

    weave-query fuzz --url duckdb:// --url sqlite:// --minutes 5

A difference is made as small as it can be and saved as a script that shows it. `fuzz` is the same for programs.
"""

from weave_query.testing.fuzz.findings import Finding, FuzzReport
from weave_query.testing.fuzz.run import fuzz

__all__ = ["Finding", "FuzzReport", "fuzz"]
