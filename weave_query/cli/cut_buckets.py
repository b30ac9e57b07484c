"""Buckets that a range begins or ends within: they count only what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weave_query.buckets import Buckets, calendar_buckets, plan_buckets

if TYPE_CHECKING:
    from weave_query.compiled import CompiledRequest
    from weave_query.requests.aggregate import Bucket
    from weave_query.requests.base import Request, Result


def cut_buckets(request: Request, result: Result, compiled: CompiledRequest) -> str | None:
    """Which buckets of an answer the range cuts, in a sentence; None where it cuts none."""
    buckets = compiled.resolved.get("buckets")
    if not isinstance(buckets, Buckets) or not buckets.starts:
        return None
    ends = {"first": buckets.start_us, "last": buckets.end_us}
    cut = [name for name, us in ends.items() if not _begins(us, request, result, buckets)]
    if len(buckets.starts) == 1 and cut:
        return "the range cuts the bucket, which counts what is within it"
    which = {1: "the {} bucket, which counts", 2: "the {} and the {} bucket, which count"}.get(len(cut))
    return f"the range cuts {which.format(*cut)} what is within it" if which is not None else None


def _begins(us: int, request: Request, result: Result, buckets: Buckets) -> bool:
    """Does a bucket begin at a moment?"""
    bucket: Bucket | None = getattr(request, "bucket", None)
    if bucket is not None and isinstance(bucket.every, str):
        found = calendar_buckets(us, us + 1, bucket.every, buckets.zone, week_start=bucket.week_start)
    else:
        width = getattr(result, "granularity", None) or result.metadata["every"]
        found = plan_buckets(us, us + 1, width, buckets.zone)
    return found.starts == (us,)
