"""Testing: hypothesis, which everything at random needs. Imported first, so that its absence is told once."""

from __future__ import annotations

from weave_query.errors import DriverMissingError
from weave_query.refusals import installed_by

try:
    import hypothesis  # noqa: F401
except ImportError as error:
    raise DriverMissingError(
        "random rows and requests need hypothesis, which is not installed", hint=installed_by("testing")
    ) from error
