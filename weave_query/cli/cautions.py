"""What an answer does not show, in sentences: a cut, models without a price, unknown ids, buckets wider than asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from weave_query.cli.lists import counted
from weave_query.errors import shown

if TYPE_CHECKING:
    from weave_query.requests.base import Request, Result

# Ids that are told of, at most.
_MOST_TOLD = 3


def cautions(request: Request, result: Result) -> Iterator[str]:
    """What somebody has to know who reads an answer."""
    facts = result.metadata
    if facts.get("cut"):
        yield (
            f"cut at {counted(getattr(request, 'limit', 0), 'call')}, there are more: a trace that goes on after the "
            "last of them is not whole; `limit all`, null in JSON, counts whole traces"
        )
    if request.kind != "calls_query":
        yield from without_price(facts)
    if unknown := facts.get("unknown_call_ids"):
        more = f", and {len(unknown) - _MOST_TOLD:,} more" if len(unknown) > _MOST_TOLD else ""
        yield f"no call of the project has the id {', '.join(map(shown, unknown[:_MOST_TOLD]))}{more}"
    yield from dict.fromkeys(approximate(facts))
    asked, answered = _widths(request, result)
    if isinstance(asked, int) and isinstance(answered, int) and asked < answered:
        yield f"the buckets are of {answered:,} seconds: those of {asked:,} would be too many"


def approximate(metadata: Mapping[str, Any]) -> Iterator[str]:
    """Which percentiles are near to the exact ones, and how near."""
    for each in (metadata.get("percentiles") or {}).values():
        if each["method"] != "exact":
            error = each["rank_error"]
            within = f", each within {100 * error:g} % of the values" if error is not None else ""
            yield f"percentiles are approximate, by {each['method']}{within}"


def without_price(metadata: Mapping[str, Any]) -> Iterator[str]:
    """How many calls and models have no price, if some, and which models these are."""
    if not (number := metadata.get("unpriced")):
        return
    models = ", ".join(f"`{each}`" for each in metadata.get("unpriced_models", ()))
    of = f", of {models}" if models else ""
    yield f"{counted(number, 'call and model')} without a known price{of}: no cost of it is in a sum"


def _widths(request: Request, result: Result) -> tuple[Any, Any]:
    """How wide buckets were asked to be, and how wide they are."""
    bucket = getattr(request, "bucket", None)
    if bucket is not None:
        return bucket.every, result.metadata.get("every")
    return getattr(request, "granularity", None), getattr(result, "granularity", None)
