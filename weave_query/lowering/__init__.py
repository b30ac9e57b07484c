"""Room 6: from relations to SQL. The door is `lower`; `Lowering` is what a backend derives from."""

from weave_query.lowering.base import Lowering
from weave_query.lowering.lower import lower

__all__ = ["Lowering", "lower"]
