"""Testing: hypothesis strategies for stored calls and for requests about them, awkward on purpose.

`json_values`, `json_documents`, `keys`, `paths`: JSON as traces hold it, with all that engines read differently.
`call_forests`: rows for `Database.load(calls=...)`; `corpus` is many of them as one list, the same for the same seed.
`vocabulary` reads rows and says what can be asked about them; `expressions`, `requests` and `sort_keys` ask it.
`samples` draws from any strategy reproducibly.

    rows = corpus(seed=7)
    known = vocabulary(rows)

    @given(expressions(known))
    def test_something(condition): ...
"""

from weave_query.testing.strategies import needed as needed
from weave_query.testing.strategies.bodies import requests, sort_keys
from weave_query.testing.strategies.conditions import expressions
from weave_query.testing.strategies.documents import json_documents, json_scalars, json_values, keys
from weave_query.testing.strategies.forests import call_forests, corpus
from weave_query.testing.strategies.known import Vocabulary, vocabulary
from weave_query.testing.strategies.sampling import samples
from weave_query.testing.strategies.spelling import path_text, paths

__all__ = [
    "Vocabulary",
    "call_forests",
    "corpus",
    "expressions",
    "json_documents",
    "json_scalars",
    "json_values",
    "keys",
    "path_text",
    "paths",
    "requests",
    "samples",
    "sort_keys",
    "vocabulary",
]
