"""Testing: random requests over random rows, put to several who must agree, until the time is over.

    python -m weave_query.testing.fuzz --url duckdb:// --url sqlite:// --minutes 5

A difference is made as small as it can be and saved as a script that shows it. `fuzz` is the same for programs.
"""

from weave_query.testing.fuzz.findings import Difference, Report
from weave_query.testing.fuzz.run import fuzz

__all__ = ["Difference", "Report", "fuzz"]
