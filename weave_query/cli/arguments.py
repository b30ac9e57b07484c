"""The parser of arguments: argparse, which also says what may have been meant."""

from __future__ import annotations

import argparse
import re
from typing import NoReturn

from weave_query.errors import nearest, shown

_CHOICE = re.compile(r"invalid choice: '(?P<given>[^']*)' \(choose from (?P<known>.*)\)", re.DOTALL)


class Parser(argparse.ArgumentParser):
    """A parser whose errors are the reason alone, with the nearest names. Its subparsers are of the same class."""

    def error(self, message: str) -> NoReturn:
        """Print what is wrong and where the usage is told, and exit with 2."""
        found = _CHOICE.search(message)
        hint = nearest(found["given"], re.findall(r"[\w-]+", found["known"])) if found else None
        self._end(f"{message}; {hint}" if hint else message)

    def unrecognized(self, arguments: list[str]) -> NoReturn:
        """The error of arguments that the command does not have."""
        options = [option for option in self._option_string_actions if option.startswith("--")]
        hints = [hint for given in arguments if given.startswith("-") and (hint := nearest(given, options, 1))]
        told = " ".join(arguments)
        self._end(f"unrecognized arguments: {told}" + "".join(f"; {hint}" for hint in hints))

    def _end(self, reason: str) -> NoReturn:
        self.exit(2, f"{self.prog}: error: {reason}\ntry `{self.prog} --help`\n")


def count(text: str) -> int:
    """A number from 0 on."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"a number from 0 on, not {shown(text)}")
    return int(text)


def positive(text: str) -> int:
    """A number from 1 on."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"a number from 1 on, not {shown(text)}")
    return int(text)


def project(text: str) -> str:
    """The name of a project, which an empty variable of a shell is not."""
    if not text.strip():
        raise argparse.ArgumentTypeError("the project is empty; as in `entity/project`")
    return text


def seconds(text: str) -> float:
    """Seconds; what is no timeout, `Options` refuses."""
    try:
        return float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"a number of seconds, not {shown(text)}") from None
