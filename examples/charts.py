"""One look for the charts of the documents: SVG on white, 600 pixels wide, with the numbers that it shows inside.

    with chart("tokens", rows, "tokens by day", panels=(2, 1)) as (upper, lower):
        upper.bar(...)

writes docs/images/tokens.svg below the working directory. matplotlib is a tool of the documents; the package does not
know it. The texts are texts, not outlines, so that a chart does not depend on the fonts of the machine that drew it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure

# Okabe and Ito's colours, which colour-blind readers tell apart; the grey is for what is not the point.
COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442")
BLUE, ORANGE = COLOURS[:2]
GREY, INK = "#9a9a9a", "#333333"
WIDTH = 6.25  # inches, which are 600 pixels of an SVG

# The hour and the version of matplotlib are nothing of a chart's.
_UNSAID = {"Date": None, "Creator": None}
_LOOK: dict[str, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "weave_query",
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans", "Verdana", "Arial", "sans-serif"],
    "font.size": 8.5,
    "axes.titlesize": 9.5,
    "axes.titlelocation": "left",
    "axes.titleweight": "bold",
    "axes.labelcolor": INK,
    "axes.edgecolor": GREY,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "axes.axisbelow": True,
    "grid.color": "#e6e6e6",
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "legend.frameon": False,
    "legend.fontsize": 8,
}


@contextmanager
def chart(
    name: str, data: object, title: str, *, panels: Sequence[float] = (1,), height: float = 3.2
) -> Iterator[Sequence[Axes]]:
    """Panels above each other with one axis of x, written as docs/images/`name`.svg when the block ends.

    data: what is shown, as JSON has it; it stands in the file, its numbers to ten digits. panels: the share of the
    height of each. height: inches.
    """
    with matplotlib.rc_context(_LOOK):
        figure = Figure(figsize=(WIDTH, height), layout="constrained")
        axes = figure.subplots(len(panels), 1, sharex=True, squeeze=False, height_ratios=panels)[:, 0]
        axes[0].set_title(title, pad=10)
        yield tuple(axes)
        folder = Path("docs", "images")
        folder.mkdir(parents=True, exist_ok=True)
        figure.savefig(folder / f"{name}.svg", metadata={**_UNSAID, "Title": title, "Description": _numbers(data)})


def _numbers(data: object) -> str:
    """JSON in which a double has ten digits, which no engine's order of adding changes."""
    return json.dumps(json.loads(json.dumps(data), parse_float=lambda text: float(f"{float(text):.10g}")))
