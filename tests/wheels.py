"""Distributions for tests: built out of a source tree, installed into environments of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterable
from importlib.metadata import Distribution, distribution
from pathlib import Path
from tempfile import gettempdir

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent


def run(
    *command: str | Path, folder: Path | None = None, path: Path | None = None, codes: tuple[int, ...] = (0,)
) -> str:
    """What a command prints. It runs outside of the repository by default, with one PYTHONPATH or none."""
    # What is installed without bytecode gets it from its first use: that is less than compiling all of it.
    without = ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE")
    environment = {key: value for key, value in os.environ.items() if key not in without}
    environment |= {} if path is None else {"PYTHONPATH": str(path)}
    ran = subprocess.run(
        command, capture_output=True, text=True, cwd=folder or gettempdir(), env=environment, check=False
    )
    assert ran.returncode in codes, f"{command}\n{ran.stdout}\n{ran.stderr}"
    return ran.stdout


def pip(*arguments: str | Path) -> None:
    run(sys.executable, "-m", "pip", "--disable-pip-version-check", *arguments)


def build(builder: Path, source: Path, target: Path, *kinds: str) -> None:
    """Build distributions (`-t wheel`, `-t sdist`) with the build backend that is in the folder `builder`."""
    run(sys.executable, "-m", "hatchling", "build", "-d", target, *kinds, folder=source, path=builder)


def environment(folder: Path, wanted: Iterable[str | Path], *, known: str = "weave-query") -> Path:
    """An environment with what is wanted, in the pinned versions, and nothing else. Its `bin` folder comes back.

    known: what pip need not look for and unpack, since this environment has it, in the versions of the pins: what a
    distribution needs, with its extras. pip goes by what the wheels say all the same.
    """
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    base = {"base": str(folder), "platbase": str(folder)}
    for found in _needed(known):
        for file in found.files or ():
            if ".." not in file.parts and file.suffix != ".pyc":
                target = Path(sysconfig.get_path("purelib", "venv", base)) / file
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(str(found.locate_file(file)), target)
    pip("--python", folder, "install", "--quiet", "--no-compile", "-c", ROOT / "constraints.txt", *wanted)
    return folder / ("Scripts" if os.name == "nt" else "bin")


def _needed(name: str) -> Iterable[Distribution]:
    """What is installed here of what a distribution needs, itself left out."""
    found: dict[str, Distribution] = {}
    pending = [Requirement(name)]
    while pending:
        asked = pending.pop()
        for text in distribution(asked.name).requires or ():
            needed = Requirement(text)
            wanted = needed.marker is None or any(
                needed.marker.evaluate({"extra": each}) for each in ("", *asked.extras)
            )
            if wanted and needed.name not in found:
                found[needed.name] = distribution(needed.name)
                pending.append(needed)
    return found.values()
