"""chdb serves one data folder per process; this keeps count of who has it open."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from weave_query.errors import ConnectionUrlError, shown

ONE_FOLDER = "a process can have one data folder open, and a folder can be open in one process"


class OpenFolder:
    """The folder that this process has open, and how many connections share it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._folder: Path | None = None
        self._users = 0

    def enter(self, folder: Path) -> None:
        """Take part in `folder`. Raises ConnectionUrlError while another one is open."""
        with self._lock:
            if self._users and self._folder != folder:
                raise ConnectionUrlError(
                    f"chdb has {shown(str(self._folder), 256)} open, and a process can have one data folder",
                    hint="one folder holds several databases: `chdb:///folder?database=name`",
                )
            self._folder = folder
            self._users += 1

    def leave(self) -> None:
        """Give it back; after the last user another folder can be opened."""
        with self._lock:
            self._users -= 1


FOLDERS = OpenFolder()
