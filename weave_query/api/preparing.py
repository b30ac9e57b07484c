"""The API: what a driver is told of the options, when a database is opened and when others are assigned."""

from __future__ import annotations

from weave_query.api.compiling import compile
from weave_query.backend import Backend, Driver, ExtendingDriver, TimedDriver
from weave_query.errors import UnsupportedError
from weave_query.options import Options
from weave_query.requests.calls import CallsQueryStatsReq


def prepare(driver: Driver, backend: Backend, before: Options, after: Options) -> None:
    """Tell a driver what of the options is its own matter, where that changes.

    Raises SettingsError for an `always` that is no condition on calls; UnsupportedError for a timeout that it cannot
    keep; DriverMissingError for functions without their library. The options before then still hold.
    """
    if after.timeout_seconds != before.timeout_seconds and not isinstance(driver, TimedDriver):
        raise UnsupportedError(
            f"the driver of `{backend.name}` ends no statement that takes long",
            hint="leave `Options.timeout_seconds` away, and let the database do it",
        )
    if after.always is not None and after.always is not before.always:
        compile(CallsQueryStatsReq(project_id="-"), backend, options=after)
    # Functions that are there and not asked for any more stay: no statement calls them.
    if after.driver_functions and not before.driver_functions and isinstance(driver, ExtendingDriver):
        driver.add_functions()
    if after.timeout_seconds != before.timeout_seconds and isinstance(driver, TimedDriver):
        driver.limit_time(after.timeout_seconds)
