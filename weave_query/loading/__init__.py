"""Loading: the door through which recorded rows come in. Everything stored has passed it, so every engine reads the
same values from it. Source: `load`."""

from weave_query.loading.canonical import MAX_DEPTH, Refusal
from weave_query.loading.load import BATCH_ROWS, Progress, load
from weave_query.loading.refs import refs_in
from weave_query.loading.rows import logical_value, stored_size
from weave_query.loading.source import Source

__all__ = [
    "BATCH_ROWS", "MAX_DEPTH", "Progress", "Refusal", "Source", "load", "logical_value", "refs_in", "stored_size",
]  # fmt: skip
