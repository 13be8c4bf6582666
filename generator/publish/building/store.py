"""What a build remembers: files that it has read, outputs that it has made, and what they took.

One SQLite file. It may be deleted, damaged, of another version or read-only at any time: what
cannot be read is not remembered, and is read and made anew. Every row is sealed with a digest of
its own, so that damage is never taken for content.
"""

import fcntl
import hashlib
import logging
import pickle
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

log = logging.getLogger("mkdocs.plugins.briefings")

_SCHEMA = """
CREATE TABLE IF NOT EXISTS row (
    kind TEXT NOT NULL, name TEXT NOT NULL, value BLOB NOT NULL, PRIMARY KEY (kind, name)
) WITHOUT ROWID
"""
_SEAL = 8


class LostError(Exception):
    """Of a value that must be in the store, and is not there any more."""


class Store:
    """Values by kind and name, of one version of everything that made them.

    A value is anything that pickle can write. What is put is kept only by `save`.
    """

    def __init__(self, path: Path, version: str) -> None:
        """Open the store, empty where it was made by another version or cannot be read."""
        self.path = path
        self._version = version
        self._rows: dict[tuple[str, str], bytes | None] = {}
        self._connection = self._open()
        self._foreign = False
        if self.get("store", "version") != version:
            self.forget()

    def _open(self) -> sqlite3.Connection:
        for path in (self.path, self.path, ":memory:"):
            with suppress(sqlite3.Error, OSError):
                return _connected(path)
            # What is no database any more is of no use to anybody.
            with suppress(OSError):
                self.path.unlink(missing_ok=True)
        raise AssertionError("a database in memory cannot be opened")

    def get(self, kind: str, name: str) -> Any:
        """The value, or None where there is none that can be read."""
        if self._foreign:
            return None
        with suppress(sqlite3.Error):
            rows = self._connection.execute(
                "SELECT value FROM row WHERE kind = ? AND name = ?", (kind, name)
            )
            for (value,) in rows:
                return unsealed(value)
        return None

    def need(self, kind: str, name: str) -> Any:
        """The value.

        Raises LostError where there is none that can be read.
        """
        value = self.get(kind, name)
        if value is None:
            raise LostError(f"{kind} {name}")
        return value

    def all(self, kind: str) -> dict[str, Any]:
        """All values of a kind by name, in the order of their names."""
        values: dict[str, Any] = {}
        if self._foreign:
            return values
        with suppress(sqlite3.Error):
            for name, row in self._connection.execute(
                "SELECT name, value FROM row WHERE kind = ? ORDER BY name", (kind,)
            ):
                value = unsealed(row)
                if value is not None:
                    values[name] = value
        return values

    def parts(self, kind: str) -> dict[str, Any]:
        """The values of a kind that `put_parts` has put, by their names."""
        return {name: value for group in self.all(kind).values() for name, value in group.items()}

    def put_parts(self, kind: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        """Remember many small values by name, where they are not as before.

        A row holds those of one folder in their names: a row for each would take longer.
        """
        changed = {
            _folder(name) for name in {*before, *after} if before.get(name) != after.get(name)
        }
        groups: dict[str, dict[str, Any]] = {folder: {} for folder in changed}
        for name, value in after.items():
            if (folder := _folder(name)) in groups:
                groups[folder][name] = value
        for folder, group in groups.items():
            self.put(kind, folder, group or None)

    def put(self, kind: str, name: str, value: Any) -> None:
        """Remember the value; None forgets it."""
        self._rows[kind, name] = None if value is None else sealed(value)

    def put_sealed(self, kind: str, name: str, value: bytes) -> None:
        """Remember a value that somebody has sealed."""
        self._rows[kind, name] = value

    def forget(self) -> None:
        """Take everything out of the store."""
        self._foreign = True
        self.undo()

    def undo(self) -> None:
        """Take back what was put since the store was opened, or since it was told to forget."""
        self._rows.clear()
        if self._foreign:
            self.put("store", "version", self._version)

    def save(self) -> None:
        """Write what was put since the store was opened, all of it or nothing."""
        gone = [key for key, value in self._rows.items() if value is None]
        # In the order in which the file holds them: in any other, they take twice as long.
        kept = [(*key, value) for key, value in sorted(self._rows.items()) if value is not None]
        try:
            if self._foreign:
                self._connection.execute("DELETE FROM row")
            self._connection.executemany("DELETE FROM row WHERE kind = ? AND name = ?", gone)
            self._connection.executemany("REPLACE INTO row VALUES (?, ?, ?)", kept)
            self._connection.commit()
        except sqlite3.Error as error:
            log.info("the next build starts from nothing: %s (%s)", error, self.path)
        self._rows.clear()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def _connected(path: Path | str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level="IMMEDIATE")
    # A store that is lost costs one build from nothing: nobody has to wait for the disk.
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA journal_mode = MEMORY")
    connection.execute(_SCHEMA)
    connection.execute("SELECT count(*) FROM row WHERE kind = 'store'").fetchall()
    return connection


def sealed(value: Any) -> bytes:
    """The value as bytes that tell whether they are still whole."""
    content = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    return hashlib.blake2b(content, digest_size=_SEAL).digest() + content


def unsealed(value: object) -> Any:
    """The value that was sealed, or None where the bytes are not whole."""
    if isinstance(value, bytes):
        content = value[_SEAL:]
        if hashlib.blake2b(content, digest_size=_SEAL).digest() == value[:_SEAL]:
            return pickle.loads(content)  # noqa: S301 - our own, and sealed
    return None


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Let one build at a time work in the folder; another one waits for it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            log.info("waiting for another build to end")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def digest(values: object) -> bytes:
    """A digest of plain values: texts, numbers, dates, None, and tuples, lists, dicts of them."""
    return hashlib.blake2b(repr(values).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _folder(name: str) -> str:
    return name.rpartition("/")[0]
