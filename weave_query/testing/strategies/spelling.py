"""Testing: field paths into documents, in both spellings: `"inputs.a\\.b.0"` and `["inputs", "a.b", 0]`."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from weave_query.testing.strategies.documents import keys

Segment = str | int
Path = str | list[Segment]

DOCUMENTS = ("inputs", "output", "attributes", "summary")


def path_text(root: str, segments: Sequence[Segment] = ()) -> str:
    """A path as text: dots and backslashes of keys escaped. An index is written as its digits, which may be a key."""
    escaped = (str(segment).replace("\\", "\\\\").replace(".", "\\.") for segment in segments)
    return ".".join((root, *escaped))


def segments() -> st.SearchStrategy[Segment]:
    """One step into a value: a key (digits among them) or an index."""
    return st.one_of(keys(), st.integers(0, 3), st.sampled_from(("0", "1", 2**31 - 1)))


def paths(*roots: str, max_segments: int = 4) -> st.SearchStrategy[Path]:
    """Paths below the documents of a call, or below `roots`; also the documents themselves. Few lead anywhere:
    `vocabulary` has those that do."""
    parts = st.tuples(st.sampled_from(roots or DOCUMENTS), st.lists(segments(), max_size=max_segments))
    return parts.flatmap(lambda found: spellings(*found))


def spellings(root: str, found: Sequence[Segment]) -> st.SearchStrategy[Path]:
    """Both spellings of a path; they differ in what digits mean. `summary.weave` stays out, it is computed."""
    if root == "summary" and found and found[0] == "weave":
        found = ("a", *found[1:])
    return st.sampled_from((path_text(root, found), [root, *found]))
