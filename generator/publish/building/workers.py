"""The work of a build, shared among copies of this process.

A worker is made before the copies part, and each copy keeps what its worker has read: a later call
finds it there. With one worker there is no copy, and the work is done in this process.
"""

import gc
import multiprocessing
import os
import signal
import traceback
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any, Generic, TypeVar
from zlib import crc32

from mkdocs.exceptions import BuildError

T = TypeVar("T")
W = TypeVar("W")
R = TypeVar("R")

_YIELDING = 19
"""By so much the niceness of copies is higher: Pagefind, for which all wait, goes first."""


class WorkerError(Exception):
    """A worker has failed in a way that nobody foresaw; its text is the worker's traceback."""


class Workers(Generic[W]):
    """Some copies of one worker, to be used in a `with` statement."""

    def __init__(self, worker: W, count: int) -> None:
        """Take the worker, and how many there are to be."""
        self.worker = worker
        self.count = count
        self._copies: list[tuple[Any, Connection]] = []
        self._due: deque[Callable[[], list[Any]]] = deque()
        """What this process has to do itself."""

    def __enter__(self) -> "Workers[W]":
        if self.count > 1:
            # What lives now is shared by all copies, and stays so only if nobody looks through it.
            gc.freeze()
            # Ctrl-C is for this process alone, which ends its copies.
            signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
            context = multiprocessing.get_context("fork")
            for _ in range(self.count):
                here, there = context.Pipe()
                inherited = [here, *(connection for _, connection in self._copies)]
                copy = context.Process(
                    target=_work,
                    args=(self.worker, there, inherited),
                    daemon=True,
                )
                copy.start()
                there.close()
                self._copies.append((copy, here))
            signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType
    ) -> None:
        for copy, connection in self._copies:
            connection.close()
            if error:  # nobody wants any more what they are at
                copy.kill()
            copy.join()
        if self._copies:
            gc.unfreeze()
        self._copies.clear()

    def call(
        self, method: Callable[..., R], shares: Sequence[Sequence[Any]], *more: Any
    ) -> list[R]:
        """What the method of each copy makes of its share, in the order of the shares.

        Raises what the method raises, BuildError where a copy dies, and WorkerError where it fails
        otherwise.
        """
        self.start(method, shares, *more)
        return self.finish()

    def start(
        self, method: Callable[..., Any], shares: Sequence[Sequence[Any]], *more: Any
    ) -> None:
        """Begin what `call` does, and go on; `finish` gives what comes of it.

        More may be started before the first is finished. With one worker it begins only then.
        """
        if not self._copies:
            self._due.append(lambda: [method(self.worker, share, *more) for share in shares])
        for (_, connection), share in zip(self._copies, shares, strict=bool(self._copies)):
            with suppress(OSError):  # why one has ended, `finish` tells
                connection.send((method, share, more))

    def finish(self) -> list[Any]:
        """What comes of the first call that was started and is not finished.

        Raises what the method raises, BuildError where a copy dies, and WorkerError where it fails
        otherwise.
        """
        answers = [_answer(connection) for _, connection in self._copies]
        answers = answers or self._due.popleft()()
        for answer in answers:
            if isinstance(answer, BaseException):
                raise answer
        return answers

    def shares(
        self, things: Sequence[T], key: Callable[[T], str] | None = None
    ) -> list[Sequence[T]]:
        """The things in as many shares as there are copies, always the same way.

        Things with one key are always in the share of the same copy, which finds there what it has
        read.
        """
        if key is None:
            return [things[place :: self.count] for place in range(self.count)]
        shares: list[list[T]] = [[] for _ in range(self.count)]
        for thing in things:
            shares[crc32(os.fsencode(key(thing))) % self.count].append(thing)
        return list(shares)


def _answer(connection: Connection) -> Any:
    try:
        return connection.recv()
    except (EOFError, OSError):
        return BuildError("the site cannot be made: one of its processes was ended from outside")


def _work(worker: Any, connection: Connection, inherited: Sequence[Connection]) -> None:
    """Answer calls until nobody is left to make them."""
    os.nice(_YIELDING)
    for other in inherited:
        other.close()
    gc.disable()
    while True:
        try:
            method, share, more = connection.recv()
        except (EOFError, OSError):
            os._exit(0)
        try:
            answer = method(worker, share, *more)
        except Exception as error:  # noqa: BLE001 - it is raised where the call came from
            answer = error if _is_known(error) else WorkerError(traceback.format_exc())
        try:
            connection.send(answer)
        except OSError:
            os._exit(1)
        if isinstance(answer, Exception):
            os._exit(1)  # what else it was told to do may build on what has failed


def _is_known(error: Exception) -> bool:
    """Whether the caller expects it: errors of this package, of MkDocs, and of the disk."""
    module = type(error).__module__
    return isinstance(error, OSError) or module.startswith(("generator.", "mkdocs."))
