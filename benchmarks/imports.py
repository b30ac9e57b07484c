"""What importing costs: CPU milliseconds of fresh interpreters over one that imports nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass

_REQUEST = "wq.CallsQueryReq(project_id='p')"
_PROGRAMS = {
    "bare interpreter": "pass",
    "import weave_query": "import weave_query",
    "import sqlglot": "import sqlglot",
    "import pydantic, sqlglot": "import pydantic, sqlglot; pydantic.BaseModel",
    "first compile": f"import weave_query as wq; wq.compile({_REQUEST}, 'sqlite')",
}


@dataclass(frozen=True)
class Imports:
    """CPU milliseconds by program, the least of all rounds."""

    least: dict[str, float]

    def over_bare(self, program: str) -> float:
        return self.least[program] - self.least["bare interpreter"]

    @property
    def first_compile_by_sqlglot(self) -> float:
        return self.over_bare("first compile") / self.over_bare("import sqlglot")


def measure_imports(rounds: int) -> Imports:
    """Run every program in turn, `rounds` times."""
    least: dict[str, float] = {}
    for _ in range(rounds):
        for name, program in _PROGRAMS.items():
            took = _cpu_milliseconds(program)
            least[name] = min(took, least.get(name, took))
    return Imports(least)


def _cpu_milliseconds(program: str) -> float:
    process = subprocess.Popen([sys.executable, "-c", program])
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{program!r} ended with {process.returncode}")
    return (usage.ru_utime + usage.ru_stime) * 1000
