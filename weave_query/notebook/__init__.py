"""In notebooks: a compiled request shows its SQL, an answer its rows, statistics a plot."""

from weave_query.notebook.html import compiled_html, result_html
from weave_query.notebook.plot import plot

__all__ = ["compiled_html", "plot", "result_html"]
