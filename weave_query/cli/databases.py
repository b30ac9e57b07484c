"""The databases of `conform` and `fuzz`: their arguments, and what is wrong usage of them."""

from __future__ import annotations

import argparse

from weave_query.errors import BackendError
from weave_query.registry import backend_of_url


def add_driver_functions(parser: argparse.ArgumentParser) -> None:
    """The argument that goes into `Options`."""
    parser.add_argument(
        "--driver-functions",
        action="store_true",
        help="let drivers add what their engines lack: regular expressions on SQLite, with the extra `regex`",
    )


def known_scheme(parser: argparse.ArgumentParser, url: str) -> None:
    """A url that no installed backend opens is wrong usage."""
    try:
        backend_of_url(url)
    except BackendError as error:
        parser.error(f"{error.message}; {error.hint}" if error.hint else error.message)
