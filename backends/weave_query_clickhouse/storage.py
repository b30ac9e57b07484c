"""Room 6, ClickHouse: where the default storage keeps each logical column."""

from weave_query.default_storage import default_storage
from weave_query.storage import Absence

# A nullable String costs a mask to read and gains nothing: no JSON text is empty.
STORAGE = default_storage(json=Absence.EMPTY_TEXT)
